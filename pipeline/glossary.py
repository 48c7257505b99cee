"""What heads a list of words that are explained (用語解説, ことばの説明), for readers and layout alike."""
from __future__ import annotations

import re

GLOSSARY = re.compile(r"(?:用語|語句|言葉|ことば|キーワード)(?:の|ミニ)*(?:解説|説明|集|意味|メモ|辞典|手引き?)(?:集|編)?$")

"""How names of projects, systems and schemes end (rules/project_suffixes.csv), and how no name begins."""
from __future__ import annotations

import re
from functools import lru_cache

from pipeline.rules import load

PARTICLES = r"(?:の|に|と|へ|が|で|及び|並びに|又は)(?=[一-龥ァ-ヶA-Za-zＡ-Ｚ])|に(?:よる|おける|関する|向けた|対する|係る|伴う|応じた|基づく)"
GOES_ON = re.compile(rf"[「『（(を-んァィゥェォャュョッー、・]|{PARTICLES}|(?:促進|推進|支援|整備|普及|強化|構築)[一-龥]{{0,3}}(?:事業|金|補助|助成)"
                     r"|(?:事業費?|補助金?|助成金?|交付金|奨励金|モデル事業|システム|センター)(?:[ \u3000]*$|[（(【〔\[])")
"""What a line opens with that goes on with the name in the line above."""


@lru_cache(maxsize=1)
def suffixes() -> tuple[str, ...]:
    """Their last words, in the order of the file."""
    return tuple(row["suffix"] for row in load("project_suffixes") if row["level"] == "project")


@lru_cache(maxsize=1)
def alternatives() -> str:
    """The same as alternatives of a pattern."""
    return "|".join(map(re.escape, suffixes()))

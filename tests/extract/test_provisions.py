"""Articles, paragraphs and items of laws, and ranges of them."""
from __future__ import annotations

import pytest

from pipeline import extract_document


@pytest.mark.parametrize(("text", "surface", "article", "paragraph", "item"), [
    ("地方自治法第2条第3項から第5項までに定める事務を見直します。", "地方自治法第2条第3項から第5項", "2", "3/5", ""),
    ("地方税法第3条第1項第1号から第3号までに掲げる者と連携します。", "地方税法第3条第1項第1号から第3号", "3", "1", "1/3"),
    ("地方自治法附則第2項から第4項までの経過措置による。", "地方自治法附則第2項から第4項", "附則", "2/4", ""),
    ("地方自治法附則第6条による。", "地方自治法附則第6条", "附則6", "", ""),
    ("地方自治法第33条の5の2第1項による。", "地方自治法第33条の5の2第1項", "33の5の2", "1", ""),
    # the end is of another kind than the beginning: no range
    ("地方自治法第3条から第5項までを定める。", "地方自治法第3条", "3", "", ""),
    ("地方税法第3条第2項第1号から第4条までによる。", "地方税法第3条第2項第1号", "3", "2", "1"),
])
def test_provision(text: str, surface: str, article: str, paragraph: str, item: str) -> None:
    found = extract_document(text)
    assert [(found.document.reading.surface(c.start, c.end), c.article, c.paragraph, c.item) for c in found.citations] == [
        (surface, article, paragraph, item)]

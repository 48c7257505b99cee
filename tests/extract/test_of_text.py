"""What is kept of the text at hand."""
from __future__ import annotations

from pipeline.extract.of_text import OfText


def test_the_same_text_is_read_once_and_another_one_anew() -> None:
    read: list[str] = []
    words = OfText(lambda text: read.append(text) or text.split("、"))
    text, other = "道の点検、橋の点検", "港の除雪"
    assert [words(text), words(text), words(other), words(text)] == [["道の点検", "橋の点検"]] * 2 + [["港の除雪"], ["道の点検", "橋の点検"]]
    assert read == [text, other, text]

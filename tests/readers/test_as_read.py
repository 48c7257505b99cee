"""What a reader reads: commas and points of horizontal writing as 、 and 。, words that a line cuts as one; what was printed stays in the source."""
from __future__ import annotations

import pytest

from pipeline.source import Pieces, Span


@pytest.mark.parametrize(("printed", "read"), [
    ("ＩＴの恩恵をＩ\nＴ基本法の下で", "ITの恩恵をIT基本法の下で"),
    ("電子政府（ｅ－Ｊ\nａｐａｎ戦略）", "電子政府(e-Japan戦略)"),
    ("the e-Japan\nPriority Policy", "the e-Japan Priority Policy"),
    ("ＩＴ　ＢＰＲ", "IT BPR"),
])
def test_words_that_a_line_cuts(printed: str, read: str) -> None:
    pieces, _ = Pieces.of(printed, [[Span(0, len(printed))]])
    assert pieces.text.rstrip("\n") == read


@pytest.mark.parametrize(("printed", "read"), [
    ("その一方，基盤は整った．次に進む", "その一方、基盤は整った。次に進む"),
    ("その一方,基盤は整った.次に進む", "その一方、基盤は整った。次に進む"),
    ("「守る」,「伸ばす」の二つ", "「守る」、「伸ばす」の二つ"),
    ("（企画課）,（農林課）", "(企画課)、(農林課)"),
    ("1,234件の手続", "1,234件の手続"),
    ("１，２３４件の手続", "1,234件の手続"),
    ("幅はA,Bの二つ", "幅はA,Bの二つ"),
    ("令和3年,4年", "令和3年,4年"),
    ("pref.example.jp,のほか", "pref.example.jp,のほか"),
    ("ア．守る", "ア.守る"),
    ("い.伸ばす", "い.伸ばす"),
    ("約3.5倍", "約3.5倍"),
])
def test_commas(printed: str, read: str) -> None:
    pieces, _ = Pieces.of(printed, [[Span(0, len(printed))]])
    assert pieces.text.rstrip("\n") == read
    assert pieces.surface(0, len(read)) == printed

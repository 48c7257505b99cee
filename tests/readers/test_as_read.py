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


@pytest.mark.parametrize(("printed", "read"), [
    ("　市は、平成26年度から学校の統合を進め、第3期 みなと市教育計画を定めました。通学の支援に取り組む 考えです。",
     "市は、平成26年度から学校の統合を進め、第3期みなと市教育計画を定めました。通学の支援に取り組む考えです。"),
    ("学力の定着については、放課後の学習に地域の大人が加わり、つまずきを早い段階　で解きほぐします。", "学力の定着については、放課後の学習に地域の大人が加わり、つまずきを早い段階で解きほぐします。"),
    ("個人情報の保護に関する法律（平成15年法律第57号）は、漏えいが起きた とき本人へ知らせるよう求めています。", "個人情報の保護に関する法律(平成15年法律第57号)は、漏えいが起きたとき本人へ知らせるよう求めています。"),
    ("情報を集めて渡すため、次の ICT を使います。それぞれの部署が相談して決めるも のです。", "情報を集めて渡すため、次のICTを使います。それぞれの部署が相談して決めるものです。"),
    ("みなと市 総合計画は、市の最上位の計画です。", "みなと市 総合計画は、市の最上位の計画です。"),
    ("防災情報一斉配信事業 危機管理課 避難の情報を一度に配ります。", "防災情報一斉配信事業 危機管理課 避難の情報を一度に配ります。"),
    ("庁舎の窓口で受け付ける届出をすべて電子で受け付ける事業 市民課", "庁舎の窓口で受け付ける届出をすべて電子で受け付ける事業 市民課"),
])
def test_paragraphs_whose_printed_lines_spaces_join(printed: str, read: str) -> None:
    pieces, [(start, end)] = Pieces.of(printed, [[Span(0, len(printed))]])
    assert pieces.text[start:end] == read
    assert pieces.surface(start, end) == printed.strip("\u3000")


def test_the_value_of_a_name_that_such_a_space_parts() -> None:
    printed = "市は、平成26年度から学校の統合を進め、第3期 みなと市教育計画を定めました。"
    pieces, _ = Pieces.of(printed, [[Span(0, len(printed))]])
    start = pieces.text.index("第3期")
    assert pieces.value(start, start + len("第3期みなと市教育計画")) == "第3期みなと市教育計画"

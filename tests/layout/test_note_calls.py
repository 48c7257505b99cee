"""Notes as converters of PDF leave them: marks at the feet of pages, and calls that have become plain figures."""
from pathlib import Path

import pytest

from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import parse
from pipeline.source import SourceText

LONG = "町内の事業所では後継ぎのいない店が増え、商店街の空き店舗をどう使うかが大きな課題となっています。\n"
WORK = "若葉県「産業の手引」令和4年3月、12頁"
BOOK = "商工会『店の引継ぎ』令和3年6月、40-41頁、https://www.example.jp/mise_1.pdf(2024年1\n月15日閲覧)"
TERM = "別の人が店を引き継ぐこと。"


def document(text: str) -> Document:
    return build(SourceText("x", text))


def anchors(text: str) -> list[tuple[str, str]]:
    """The figures of the calls, with the two characters before each."""
    return [(a.marker, text[a.start - 2:a.start]) for a in document(text).anchors]


def notes(text: str) -> list[tuple[str, str]]:
    doc = document(text)
    return [(n.marker, doc.text(doc.units[n.unit])) for n in doc.notes]


def squashed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("foot", [
    f"1 {WORK}\n2 {BOOK}\n- 3 -\f", f"1{WORK}\n2{BOOK}\n3\n\f", f"1) {WORK}\n2) {BOOK}\n- 3 -\n\f", f"1){WORK}\n2){BOOK}\n3\f若葉県 計画\n",
    f"1\n\n{WORK}\n2\n\n{BOOK.replace(chr(10), chr(10) * 2)}\n\n3\n\n\f", f"1\n{WORK}\n\n2\n{BOOK}\n\n- 3 -\n", f"\n1 {WORK}\n\n2 {BOOK}\n\n3\n\n\f",
    f"※1{WORK}\n※2{BOOK}\n- 3 -\f", f"※1\n\n{WORK}\n\n※2\n\n{BOOK}\n\n3\n\n\f", f"注1{WORK}\n注2{BOOK}\n- 3 -\f", f"(注1) {WORK}\n(注2) {BOOK}\n- 3 -\f", f"*1 {WORK}\n*2 {BOOK}\n3\n\f",
], ids=["a space", "stuck", "a bracket", "a bracket, stuck", "alone", "alone in a text without pages", "blank lines", "a sign", "a sign alone", "注", "注 in brackets", "an asterisk"])
@pytest.mark.parametrize("more", ["", f"\f若葉県 計画\n{LONG}4\n"], ids=["one page", "a page behind it"])
def test_marks_at_the_foot(foot: str, more: str) -> None:
    text = f"国の統計1によれば、後継ぎのいない店は62.5％2であった。\n{LONG}{foot}{more}"
    assert [(marker, squashed(words)) for marker, words in notes(text)] == [("1", squashed(WORK)), ("2", squashed(BOOK))]
    assert anchors(text) == [("1", "統計"), ("2", "5％")]


@pytest.mark.parametrize(("body", "before"), [
    ("県の調査1では、店が減った。", "調査"), ("店の数は減っている1。", "いる"), ("割合は4割(令和4年)1である。", "年)"), ("後継者難1の店が多い。", "者難"), ("県の統計\n1によれば、店が減った。", "計\n"),
    ("DX1を進める。", "DX"), ("ＲＰＡ1 を進める。", "ＰＡ"), ("「店じまい」1が増えた。", "い」"), ("計画(県の統計1)を改めた。", "統計"), ("店は16.8%1まで減った。", "8%"), ("目標3つのうち、県の調査1から見た。", "調査"),
    ("第1の柱である県の統計1に、1月からの調べを加えた。", "統計"), ("目標1では店を、目標2では人を扱い、県の統計1も見る。", "統計"), ("令和 4 年の統計1を見る。目標 1 では店を扱う。", "統計"),
], ids=range(14))
def test_a_call_is_a_plain_figure(body: str, before: str) -> None:
    assert anchors(f"{body}\n{LONG}1 {WORK}\n- 3 -\n\f") == [("1", before)]


@pytest.mark.parametrize("body", [
    "CO2を減らす。", "H2の利用を広げる。", "2月から3月までに店を調べる。", "図2によると、店は減った。", "第2は店の引継ぎである。", "店は2つに分かれる。", "方針1では店を、方針2では人を扱う。", "面積は3km2に及ぶ。",
    "店は2か所で開く。", "Web2の時代である。", "表1-2のとおりである。", "店が2から3に増えた。", "レベル1とレベル2がある。", "10分の2の店が減った。", "ライン2を延ばす。ライン2は県道に沿う。", "令和2に",
    "2.2の店が減った。", "県道2号を使う。", "店は、1と2に分かれる。", "(2)店の引継ぎ", "施策 2 を進め、施策 3 を改める。",
], ids=range(21))
def test_figures_that_call_nothing(body: str) -> None:
    text = f"店の数1は減っている。{body}\n{LONG}1 {WORK}\n2 {BOOK}\n- 3 -\n\f"
    assert anchors(text)[:1] == [("1", "の数")] and all(marker == "1" for marker, _ in anchors(text))
    assert anchors(f"{body}\n{LONG}- 3 -\n\f{LONG}") == []


@pytest.mark.parametrize("text", [
    f"店を支える。\n{LONG}1 店の引継ぎの支援\n2 担い手の育成\n- 3 -\n\f", f"基本方針1では店を、基本方針2では人を支える。\n{LONG}1 店の引継ぎを支えます。\n2 担い手を育てます。\n- 3 -\n\f",
    f"{LONG}店は減り、残る店は全体の\n3割にとどまる。\n- 3 -\n\f", f"{LONG}後継ぎのいない店は、この10年で\n2千軒を超えました。\n3\n\f", f"番号\n\n1\n\n店の引継ぎ\n\n2\n\n担い手の育成\n\n- 3 -\n\f{LONG}",
    f"{LONG}店の数は次のとおりです。\n1) 店の引継ぎの支援\n2) 担い手の育成\n- 3 -\n\f",
], ids=["headings", "headings that are sentences", "a wrapped figure", "a wrapped count", "a table whose cells stand on lines", "items with brackets"])
def test_no_notes(text: str) -> None:
    assert notes(text) == [] and anchors(text) == []


def test_a_note_that_opens_with_a_word_for_counting() -> None:
    text = f"国の統計1を見る。市町村税2が減った。\n{LONG}1{WORK}\n2市町村が課する税。\n- 1 -\f"
    assert notes(text) == [("1", WORK), ("2", "市町村が課する税。")] and anchors(text) == [("1", "統計"), ("2", "村税")]


def test_a_note_on_the_page_behind_its_call() -> None:
    text = f"国の統計1を見る。\n{LONG}県の調査2では減った。\n1 {WORK}\n1\n\f{LONG}2 {BOOK}\n2\n\f"
    assert [marker for marker, _ in notes(text)] == ["1", "2"] and anchors(text) == [("1", "統計"), ("2", "調査")]


@pytest.mark.parametrize("other", ["", "統計は3を数える。\n", "県の統計3と国の統計を見る。\n"], ids=["alone", "a number", "a figure like a call"])
@pytest.mark.parametrize("call", ["3)", "３）", "※3", "(3)"])
def test_a_call_that_is_sure_is_one_call_of_a_note_on_the_next_page(call: str, other: str) -> None:
    text = f"国の統計1)を見る。県の調査2)では減った。\n{LONG}1) {WORK}\n2) {TERM}\n\n{other}{LONG * 5}店の数の調べによるものである{call}。\n\n\f{LONG}{call} {BOOK}\n2\n\n\f"
    found = document(text)
    assert len({a.start for a in found.anchors}) == len(found.anchors)
    assert [text[a.start:a.end].strip("()（）") for a in found.anchors if a.marker.endswith("3")] == [call.strip("()（）")]


@pytest.mark.parametrize(("head", "tail"), [
    ("若葉県「産業の手引」令和4年3月、12頁、https://www.example.jp/mi", "se_1.pdf(2024年1月15日閲覧)"), ("若葉県「産業の手引」令和4年3", "月、12頁"), ("若葉県「産業の手引」令和", "4年3月、12頁"),
    ("若葉県「産業の手引」12頁、https://www.example.jp/mise/", "r04_\n2.html(令和5年7月確認)、商工会『店の姿』令和2年、\n4-5頁"),
], ids=["an address", "a month", "a year", "an address over lines"])
@pytest.mark.parametrize("foot", ["2総務省「事業所の調べ」令和2年、第1表\n", ""], ids=["over the next note", "alone"])
def test_a_note_over_two_pages(head: str, tail: str, foot: str) -> None:
    text = f"国の統計1を見る。{LONG}店は減り、後継ぎのいない店はこの十年で二倍の数に上っている。そのため\n1 {head}\n- 1 -\f若葉県 計画\n県は、国の調べ2を見る。\n{LONG}{tail}\n{foot}- 2 -\f若葉県 計画\n{LONG}- 3 -\f"
    assert squashed(notes(text)[0][1]) == squashed(head + tail) and len(notes(text)) == 1 + bool(foot) and anchors(text)[0] == ("1", "統計")


def test_notes_that_each_page_numbers_anew() -> None:
    works = [WORK, "若葉県『商業の姿』令和5年、3頁", "総務省「事業所の調べ」令和2年、第1表"]
    text = "".join(f"国の統計1を見る。{LONG}店の引継ぎ2を支える。\n1{work}\n2{work[:3]}の{TERM}\n- {n} -\f" for n, work in enumerate(works, 1))
    assert notes(text) == [note for work in works for note in (("1", work), ("2", f"{work[:3]}の{TERM}"))] and anchors(text) == [("1", "統計"), ("2", "継ぎ")] * 3


def test_page_numbers_between_lines_of_text() -> None:
    pages = [f"若葉県 産業計画\n県の統計{n}を見る。\n{LONG * 18}{n} 若葉県『年報』令和{n}年、{n}頁\n{n + 4}\n" for n in (1, 2, 3)]
    doc = document("".join(pages))
    assert [(a.marker) for a in doc.anchors] == ["1", "2", "3"] and not any(number in doc.reading.text for number in ("頁5", "頁6", "頁7", "若葉県 産業計画県"))


@pytest.mark.parametrize("call", ["1)", "１）", "（注1）", "※1", "*1", "[1]", "¹", "¹⁾", "注1)"])
@pytest.mark.parametrize("name", ["「IT{}新改革戦略」", "「世界最先端IT国家創造宣言{}」"])
def test_a_call_in_a_name_is_no_part_of_it(name: str, call: str) -> None:
    mark = {"¹⁾": "1)"}.get(call, call)
    document = build(SourceText("x", f"国は{name.format(call)}（平成18年1月決定）を定めた。\n\n{mark} 情報技術をいう。利用の技術も含む。\n"))
    assert [anchor.marker for anchor in document.anchors] == ["1"]
    assert document.text(document.units[0]).startswith(f"国は{name.format('')}(平成18年1月決定)")


@pytest.mark.parametrize(("note", "marked"), [(WORK, True), ("「産業の手引」は県の冊子である。", True), ("県の施策の流れを概観した。", False)])
def test_flat_figures_in_markdown(note: str, marked: bool) -> None:
    """A paragraph that a figure opens is a note where it cites and a word before the end of a clause carries the figure."""
    text = f"# 若葉県計画\n\n## 1 経緯\n\n店の数は減る方へ移っていった1。後継ぎのいない店は62.5％にとどまり2，対策が要る。\n\n1 {note}\n\n2 {WORK}\n\n## 2 取組\n\n県は、取組を進める。\n\n## 3 体制\n\n県は、本部を置く。\n"
    doc = build(parse(text.encode(), Path("x.md"), "x"))
    assert ([n.marker for n in doc.notes], [a.marker for a in doc.anchors]) == ((["1", "2"], ["1", "2"]) if marked else (["2"], ["2"]))


@pytest.mark.parametrize(("body", "found"), [
    ("国は「電子国家創造宣言 2)」を決定し、クラウド 3)の利用も広がった。", ["2", "3"]), ("国は「電子国家創造宣言2)」を決定し、クラウド 3) の利用も広がった。", ["2", "3"]),
    ("国は「IT2)新戦略」に続き、「成長戦略 3)～情報4) による成長～」を定めた。", ["2", "3", "4"]), ("方法は 2) と、前記 3)に分かれる。", []),
])
def test_calls_with_a_bracket_behind_a_space(body: str, found: list[str]) -> None:
    assert [marker for marker, _ in anchors(f"1 国の動き\n　{body}\n\n2) 電子国家創造宣言：国の戦略\n3) クラウド：通信網で使うサービス\n4) 情報：データの総称\n")] == found


def test_a_call_that_opens_a_line_is_no_note() -> None:
    text = f"国は、自治体の取組を計画で定めた\n[1]。県は、これを受けて{LONG}\n[1] {WORK}\n"
    assert [marker for marker, _ in notes(text)] == ["1"] and anchors(text) == [("1", "た\n")]


@pytest.mark.parametrize(("call", "note", "found"), [
    ("相乗り便 2を走らせた", "2相乗り便：同じ向きの荷と人を一台で運ぶこと。", ["1", "2"]), ("「相乗り便」2を走らせた", "2相乗り便（地域交通の仕組み）：荷と人を運ぶこと。", ["1", "2"]),
    ("国の補助制度 2を使い、車を買った", "2生活交通確保事業。便の少ない地域で町村が走らせる車に国が補助するもの。", ["1", "2"]), ("ＤＰＦ2を作った", "2ＤＰＦ：町の調べを一つの形で蓄えて使う仕組み。", ["1", "2"]),
    ("車を 2 台買った", "2台の車が町を走り、年に3千人を運んだ。", ["1"]),
])
def test_an_explained_word_at_the_foot_right_under_a_line_that_breaks_off(call: str, note: str, found: list[str]) -> None:
    text = f"国の統計1を見る。\n{LONG}1{WORK}\n- 1 -\f町は、{call}。\n{LONG}町内の事業所では後継ぎのいない店が増え、商店街の空き店舗をどう使うかについて町と商工会とが\n{note}\n- 2 -\f話し合った。\n{LONG}"
    assert [marker for marker, _ in notes(text)] == found and [marker for marker, _ in anchors(text)] == found


@pytest.mark.parametrize(("markdown", "titles"), [
    ("## 第5章\n\n## 具体的な施策\n\n## 1 防災", ["具体的な施策", "防災"]), ("## 第4章 データの活用の推進に\n\n## 関する基本的な方針\n\n## 1 防災", ["データの活用の推進に関する基本的な方針", "防災"]),
    ("## 第4章 市民との協働及び\n\n## 広域の連携\n\n## 1 防災", ["市民との協働及び広域の連携", "防災"]), ("## 第4章 活力\n\n## に満ちた町\n\n## 1 防災", ["活力に満ちた町", "防災"]),
    ("## 第4章 町のふるさと\n\n## 基本理念\n\n## 1 防災", ["町のふるさと", "基本理念", "防災"]), ("## 第4章 町の姿\n\n## 基本理念\n\n## 1 防災", ["町の姿", "基本理念", "防災"]),
    ("## 第4章 評価\n\n## (1) 防災の成果\n\nLONG\n(2) 産業の成果\n\nLONG\n- (3) 行政の成果\n\nLONG", ["評価", "防災の成果", "産業の成果", "行政の成果"]),
    ("## 第4章 評価\n\n## (1) 防災の成果\n\nLONG\n- (2) 産業の成果\n- (3) 行政の成果\n\nLONG", ["評価", "防災の成果"]),
    ("## 第4章 町の姿を\n\n### 基本理念\n\n## 第5章 防災", ["町の姿を", "基本理念", "防災"]),
])
def test_headings_that_a_converter_cut(markdown: str, titles: list[str]) -> None:
    doc = build(parse(f"# 若葉町計画\n\n## 第1章 趣旨\n\n{LONG}\n{markdown.replace('LONG', LONG)}\n\n{LONG}".encode(), Path("x.md"), "x"))
    assert [section.title for section in doc.sections] == ["趣旨", *titles]

"""Lines of plain text that go on with nothing above them: numbers of a run, and what a site says of its page."""
import pytest

from pipeline.layout import build
from pipeline.layout.wraps import is_of_page
from pipeline.source import SourceText, unspaced


def found(text: str) -> list[tuple[str, str]]:
    return [(s.label, s.title) for s in build(SourceText("x", text)).sections]


@pytest.mark.parametrize(("text", "expected"), [
    ("港の方針\n\n前の回の値から今の回の値への変化を括弧に入れて示した\n①港を直す\n岸壁を直します。\n②浜を直す\n砂を入れます。\n", [("1", "港を直す"), ("2", "浜を直す")]),
    ("港の方針\n\n前の回の値から今の回の値への変化を括弧に入れて示した\n(1)港を直す\n岸壁を直します。\n(2)浜を直す\n砂を入れます。\n", [("(1)", "港を直す"), ("(2)", "浜を直す")]),
    ("みなと県長期計画-007/112page\n5 計画の構成\n次の計画からなります。\n6 計画の期間\n令和3年度から令和7年度までとします。\n", [("5", "計画の構成"), ("6", "計画の期間")]),
    ("施策の番号 施策の名 指標の名 今の値 目標の値\n1-1 港 係留の数 隻 14 19 増やす\n1-2 浜 清掃の数 回 29 26 減らす\n", []),
    ("港の仕事は、岸壁の手入れ、航路の手入れ、灯台の手入れのほか、町の\n①若い職員の育成\n②若い漁師の育成を、毎年行います。\n", []),
])
def test_numbers_that_go_on_below(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("line", "of_page"), [
    ("印刷用ページを表示する 掲載日:2018年7月2日更新", True), ("お知らせ 掲載日：令和3年8月15日更新", True), ("初期公開日:2022年10月14日更新日:2023年11月8日", True), ("最終更新日 令和4年10月1日", True),
    ("更新日：2021年3月1日", True), ("ページ番号：1002345", True), ("記事ID:0023456", True), ("印刷ページ表示", True),
    ("台帳の更新日を定める。", False), ("令和3年3月に計画を更新", False), ("広報への掲載日数", False), ("ページ番号を振る作業", False), ("登録日の確認", False)])
def test_what_a_site_says_of_its_page(line: str, of_page: bool) -> None:
    assert is_of_page(line) is of_page


@pytest.mark.parametrize("line", ["印刷用ページを表示する 掲載日:2018年7月2日更新", "初期公開日:2022年10月14日更新日:2023年11月8日"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_of_the_page_goes_on_in_none(line: str, gap: str) -> None:
    document = build(SourceText("x", f"霧浜市計画\n{line}{gap}霧浜市情報化推進計画について\n\n計画の中身を紹介します。\n"))
    assert unspaced(line) in {unspaced(document.reading.text[unit.start:unit.end]) for unit in document.units}

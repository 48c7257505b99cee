"""What converters leave of printed tables in Markdown: lines that end where their column does, heads twice, rows for heads behind a page's end."""
from __future__ import annotations

import pytest

from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import markdown
from pipeline.readers import text as plain
from pipeline.source import SourceText


def document(text: str) -> Document:
    return build(markdown.read(text.encode("utf-8"), "x", "x.md"))


def plain_text(text: str) -> SourceText:
    return plain.read(text.encode("utf-8"), "x", "x.txt")


def cells(text: str, column: int) -> list[list[str]]:
    """The items of the cells in a column of the first table, below its heads."""
    found = document(text)
    table, read = found.tables[0], found.reading.text
    return [[read[found.units[k].start:found.units[k].end] for k in row[column].units] for row in table.grid[table.header_rows:]]


HEAD = "|番号|取組項目|取組内容|所管課|\n|---|---|---|---|\n"
SET = HEAD + """\
|1|★手続案内サ<br>イト改修事業|引っ越しに要る書類を順に示<br>す画面を設ける。|市民課|
|2|税証明コンビ<br>ニ交付事業【新<br>規】|市外の店でも受け取れるよう<br>にする。|税務課<br>会計課|
|3|河川水位情報<br>共有システム|水位計の値を県と相互に見ら<br>れるようにする。|防災課|
"""
LISTED = HEAD + """\
|1|転入予約事業<br>税証明交付事業|手続を減らす。|市民課|
|2|水位計更新事業<br>無線更新事業|備えを厚くする。|防災課<br>消防本部|
|3|端末配備事業<br>教員研修事業|学びを広げる。|指導課|
"""


def test_lines_that_fill_their_columns_are_one_item() -> None:
    assert cells(SET, 1) == [["手続案内サイト改修事業"], ["税証明コンビニ交付事業【新規】"], ["河川水位情報共有システム"]]
    assert cells(SET, 2)[0] == ["引っ越しに要る書類を順に示す画面を設ける。"]


def test_departments_under_each_other_stay_apart() -> None:
    assert cells(SET, 3) == [["市民課"], ["税務課", "会計課"], ["防災課"]]


def test_names_under_each_other_stay_apart() -> None:
    assert cells(LISTED, 1) == [["転入予約事業", "税証明交付事業"], ["水位計更新事業", "無線更新事業"], ["端末配備事業", "教員研修事業"]]


def test_tables_with_the_same_heads_tell_together() -> None:
    parts = SET.removeprefix(HEAD).splitlines()
    apart = "\n## 次の節\n\n".join(f"{HEAD}{row}\n" for row in parts)
    found = document(apart)
    names = [found.reading.text[found.units[k].start:found.units[k].end] for table in found.tables for k in table.grid[1][1].units]
    assert names == ["手続案内サイト改修事業", "税証明コンビニ交付事業【新規】", "河川水位情報共有システム"]


@pytest.mark.parametrize("head", [
    "|番号|取組項目|年度別計画|年度別計画|\n|---|---|---|---|\n|番号|取組項目|令和6年度|令和7年度|\n",  # merged cells written out
    "|Col1|Col2|年度別計画|Col4|\n|---|---|---|---|\n|番号|取組項目|令和6年度|令和7年度|\n",  # columns without a head named by the converter
    "||取組項目|令和6年度|令和7年度|\n|---|---|---|---|\n",
])
def test_heads_over_two_rows(head: str) -> None:
    assert cells(head + "|1|端末配備事業|設計|実施|\n|2|教員研修事業|実施|→|\n", 1) == [["端末配備事業"], ["教員研修事業"]]


@pytest.mark.parametrize("page", ["{12}------------------------------------------------", "- 4 -", "--- Page 5 ---", "==> picture [431 x 206] intentionally omitted <=="])
def test_a_row_that_a_page_makes_the_head_of_a_table(page: str) -> None:
    pages = "".join(f"本文の{k}ページ目は、計画の進め方を述べる。\n\n- {k} -\n\n" for k in (1, 2, 3))
    rows = "|計画|期間|主な取組|\n|---|---|---|\n|第1次|平成13～17年度|・幹線の敷設<br>・端末の配備|\n"
    found = document(f"{pages}{rows}\n{page}\n\n|第2次|平成18～22年度|・講習の実施<br>・窓口の統合|\n|---|---|---|\n|第3次|平成23～27年度|・端末の更新|\n")
    assert [row[0].text for row in found.tables[0].grid] == ["計画", "第1次", "第2次", "第3次"]


def test_a_head_of_two_rows_that_is_printed_again_is_read_once() -> None:
    head = "|番号|取組項目|年度別計画|年度別計画|\n|---|---|---|---|\n|番号|取組項目|令和6年度|令和7年度|\n"
    pages = "".join(f"本文の{k}ページ目は、計画の進め方を述べる。\n\n- {k} -\n\n" for k in (1, 2, 3))
    assert cells(f"{pages}{head}|1|端末配備事業|設計|実施|\n\n- 4 -\n\n{head}|2|教員研修事業|実施|→|\n", 1) == [["端末配備事業"], ["教員研修事業"]]


def test_what_a_converter_read_in_a_picture_is_no_text() -> None:
    found = document("# 計画\n\n体制は次のとおり。\n\n<!-- Start of picture text -->\n推進本部<br>部会<br>\n<!-- End of picture text -->\n\n本部が調整する。\n")
    assert [found.text(unit) for unit in found.units if unit.kind == "paragraph"] == ["体制は次のとおり。", "本部が調整する。"]


@pytest.mark.parametrize(("line", "labels"), [
    ("４　安全の確保", ["第1章", "1", "2", "3", "4", "5"]),
    ("４　安全の確保を図る。", ["第1章", "1", "2", "3", "5"]),  # a sentence
    ("８　安全の確保", ["第1章", "1", "2", "3", "5"]),  # no number of theirs
])
def test_a_line_with_the_number_between_headings_is_one(line: str, labels: list[str]) -> None:
    text = "# 第1章 動き\n\n" + "".join(f"## {k}　{name}\n\n本文が続く。\n\n" for k, name in enumerate(("法制度", "データ", "標準化"), 1))
    assert [section.label for section in document(f"{text}{line}\n\n本文が続く。\n\n## 5　人材\n\n本文が続く。\n").sections] == labels


def test_the_first_number_of_a_run_without_markup() -> None:
    found = document("# 第1章 動き\n\n1 体制\n\n本部を置く。\n\n## 2 進行管理\n\n毎年度、点検する。\n")
    assert [(section.level, section.label) for section in found.sections] == [(1, "第1章"), (2, "1"), (2, "2")]


def test_a_figure_between_those_of_notes_opens_one() -> None:
    found = document("# 計画\n\n## 第1章 現状\n\n## 第2章 課題\n\n## 第3章 方針\n\n## 第4章 施策\n\n## 第5章 取組\n\n職員の数も減った1。業務を再構築（BPR）2の対象に選んだ。団体は3割だ3。\n\n1 みなと県『財政のすがた』令和5年、pp.6-17\n\n"
                     "2 BPR：業務の流れを組み立て直すこと\n\n3 総務省「導入状況」、令和5年12月、p.2\n")
    assert [note.marker for note in found.notes] == ["1", "2", "3"]
    assert [anchor.marker for anchor in found.anchors] == ["1", "2", "3"]


def test_bold_type_before_a_number_calls_no_note() -> None:
    found = document("**１ 策定の趣旨**\n\n備えを進める¹。\n\n¹ みなと県『財政のすがた』令和5年\n")
    assert len(found.anchors) == 1


def test_a_legend_is_no_item() -> None:
    found = document("# 計画\n\n評価　A：目的を達した　B：見込みどおり　C：見込みを下回る\n")
    assert [unit.kind for unit in found.units] == ["title", "paragraph"]


def test_years_under_the_last_name_of_a_head() -> None:
    text = "| No. | 取組 | 担当課 | 年度別計画 | | |\n| --- | --- | --- | --- | --- | --- |\n| R6年度 | R7年度 | R8年度 |\n| 1 | 端末配備事業 | 指導課 | 設計 | 実施 | → |\n"
    assert [cell.text for cell in document(text).tables[0].grid[1][3:]] == ["R6年度", "R7年度", "R8年度"]
    assert cells(text, 1) == [["端末配備事業"]]


def test_notes_of_quotations_that_square_brackets_call() -> None:
    heads = "".join(f"## {k} {name}\n\n本文が続く。\n\n" for k, name in enumerate(("現状", "課題", "方針"), 1))
    found = document(f"# 計画\n\n{heads}衛星端末[1] を配備し、公衆無線網[2] を整え、自動化[3] を進め、調査[4] もした。\n\n> 1 持ち運べる通信の機器。\n\n> 2 開かれた通信網。 3 定型の操作を代わりに行う仕組み。\n\n"
                     "> 4 みなと県『調査』令和3年、p.2\n")
    assert [note.marker for note in found.notes] == ["1", "2", "3", "4"]
    assert [anchor.marker for anchor in found.anchors] == ["1", "2", "3", "4"]


def test_a_table_that_says_its_head_again_goes_on() -> None:
    """Plain text that keeps no page ends: the head of a table is printed again, and a cell is left empty below it."""
    head = "重点分野\t担当部局\t主な事業\n"
    above, below = "1 安心の県土づくり\t危機管理局\t・防災無線更新事業\n2 学びの地域づくり\t教育委員会\t・端末配備事業\n", "\t総務部\t・電子図書館事業\n3 身近な行政づくり\t総務部\t・電子申請事業\n"
    for between in ("\n", "\n※1 県「防災のしおり」（令和3年5月）\n\n"):
        found = build(plain_text(f"本文です。\n\n{head}{above}{between}{head}{below}\n終わりです。\n"))
        assert [[cell.text for cell in row][0] for row in found.tables[0].grid] == ["重点分野", "1安心の県土づくり", "2学びの地域づくり", "", "3身近な行政づくり"]


def test_a_row_that_stands_on_both_pages_is_kept_twice() -> None:
    head, row, other = "重点分野\t担当部局\t主な事業\n", "防災\t総務部\t見回り事業\n", "教育\t総務部\t読み聞かせ事業\n"
    assert len(build(plain_text(f"本文です。\n\n{head}{row}{other}\n{head}{row}\n終わりです。\n")).tables[0].grid) == 4


def test_a_head_of_two_rows_that_is_said_again_is_read_once() -> None:
    head = "事業名\t年次計画\t年次計画\n事業名\t令和6年度\t令和7年度\n"
    found = build(plain_text(f"本文です。\n\n{head}見回り事業\t設計\t整備\n\n{head}読み聞かせ事業\t募集\t実施\n\n終わりです。\n"))
    assert [row[0].text for row in found.tables[0].grid] == ["事業名", "事業名", "見回り事業", "読み聞かせ事業"]


def test_tables_with_other_heads_stay_apart() -> None:
    first, second = "事業名\tR5年度\n防災無線更新事業\t設計\n", "事業名\tR6年度\n電子図書館事業\t開館\n"
    assert len(build(plain_text(f"本文です。\n\n{first}\n{second}\n終わりです。\n")).tables) == 2

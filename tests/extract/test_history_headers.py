"""Tables of earlier plans under many headers and in many shapes, and tables that are none."""
from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import extract_document
from pipeline.readers import read

CASES = Path(__file__).parents[1] / "cases" / "history_headers.tsv"
HEADERS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]
Rows = list[list[str]]

OPENING, CLOSING = "これまでの計画は、次のとおりです。", "県は、計画を進めます。"
FIRST = ["第1期", "平成13年度～平成17年度", "情報の道", "幹線の敷設|職員端末の配備", "全役場の接続"]
SECOND = ["第2期", "平成18年度～平成22年度", "県民の活用", "講習の実施|様式の電子化", "申請の4割が電子化"]
SAID = [(1, 2001, "theme", "情報の道"), (1, 2001, "effort", "幹線の敷設"), (1, 2001, "effort", "職員端末の配備"), (1, 2001, "outcome", "全役場の接続"),
        (2, 2006, "theme", "県民の活用"), (2, 2006, "effort", "講習の実施"), (2, 2006, "effort", "様式の電子化"), (2, 2006, "outcome", "申請の4割が電子化")]


def html(rows: Rows) -> str:
    """Cells parted by |, a header row; an attribute stands before > in a cell."""
    lines = ["".join(f"<{tag}{attribute}>{text.replace('|', '<br>')}</{tag}>" for cell in row for attribute, _, text in [cell.rpartition(">")])
             for k, row in enumerate(rows) for tag in ["th" if k == 0 else "td"]]
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<html><body><h1>みなと県情報化推進計画</h1><h2>1 経緯</h2><p>{OPENING}</p><table>{table}</table><p>{CLOSING}</p></body></html>"


def markdown(rows: Rows) -> str:
    lines = ["| " + " | ".join(cell.replace("|", "<br>") for cell in row) + " |" for row in rows]
    return "\n".join(["# みなと県情報化推進計画\n\n## 1 経緯\n", OPENING, "", lines[0], "|" + "---|" * len(rows[0]), *lines[1:], "", CLOSING, ""])


def tabs(rows: Rows) -> str:
    lines = ["\t".join(cell.replace("|", " ") for cell in row) for row in rows]
    return "\n".join(["みなと県情報化推進計画\n\n1 経緯\n", OPENING, "", *lines, "", CLOSING, ""])


FORMS = {"html": html, "md": markdown, "txt": tabs}


def turned(rows: Rows) -> Rows:
    return [list(column) for column in zip(*rows)]


def found(folder: Path, rows: Rows, form: str) -> list[tuple[str, int, str, str]]:
    path = folder / f"plan.{form}"
    path.write_text(FORMS[form](rows), encoding="utf-8")
    result = extract_document(read(path))
    return [(h.term, int(h.first_day[:4] or 0), h.field, result.document.reading.value(h.start, h.end)) for h in result.history]


def said(first: str, second: str) -> list[tuple[str, int, str, str]]:
    return sorted(((first, second)[term - 1], *rest) for term, *rest in SAID)  # type: ignore[misc]


@pytest.mark.parametrize(("header", "field"), HEADERS, ids=[header for header, _ in HEADERS])
def test_header(header: str, field: str) -> None:
    other = ["テーマ", "基盤", "活用"] if field == "outcome" else ["成果", "全役場の接続", "様式の電子化"]
    rows = zip(["期", "第1期", "第2期"], ["計画期間", "平成13～17年度", "平成18～22年度"], [header, "幹線の敷設", "講習の実施"], other)
    result = extract_document(tabs([list(row) for row in rows]))
    value = result.document.reading.value
    assert {h.field for h in result.history if value(h.start, h.end) in ("幹線の敷設", "講習の実施")} == ({field} if field else set())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("turn", [False, True], ids=["rows", "columns"])
@pytest.mark.parametrize("headers", ["期/計画期間/主題/力点/成果", "期/期間/目標/重点/到達点", "次/計画期間/柱/主な取組/総括", "区分/期間/テーマ/力を注いだ施策/評価",
                                     "計画/期間/めざしたもの/取り組んだ点/残した成果", "/計画期間/スローガン/重視した点/主な成果", "計画名/年度/主題/取組/効果",
                                     "期/実施期間/基本理念/注力点/実績", "次/期間/基調/手立て/得たもの", "期/計画期間/基本姿勢/打った手/実り"])
def test_headers(tmp_path: Path, headers: str, turn: bool, form: str) -> None:
    rows = [headers.split("/"), FIRST, SECOND]
    assert sorted(found(tmp_path, turned(rows) if turn else rows, form)) == said("第1期", "第2期")


@pytest.mark.parametrize("headers", ["次/期間/目標/手立て/得たもの", "期/計画期間/基調/講じた策/成し遂げたこと", "区分/計画期間/主題/主な取組/総括"])
def test_a_header_that_is_not_marked_as_one(tmp_path: Path, headers: str) -> None:
    path = tmp_path / "plan.html"
    path.write_text(html([headers.split("/"), FIRST, SECOND]).replace("<th>", "<td>").replace("</th>", "</td>"), encoding="utf-8")
    result = extract_document(read(path))
    assert sorted((h.term, int(h.first_day[:4]), h.field, result.document.reading.value(h.start, h.end)) for h in result.history) == said("第1期", "第2期")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("turn", [False, True], ids=["rows", "columns"])
@pytest.mark.parametrize("names", ["第一期/第二期", "Ⅰ期/Ⅱ期", "1期目/2期目", "一期/二期", "前期/後期", "第1次計画/第2次計画", "第1次大綱/第2次大綱", "第1期プラン/第2期プラン",
                                   "前々計画/前計画", "旧計画/現計画", "初代計画/二代計画", "みなとIT戦略/みなとICTプラン", "みなと県情報化推進計画/第2次みなと県情報化推進計画"])
def test_terms(tmp_path: Path, names: str, turn: bool, form: str) -> None:
    first, second = names.split("/")
    rows = [["計画", "計画期間", "主題", "力点", "成果"], [first, *FIRST[1:]], [second, *SECOND[1:]]]
    terms = {"Ⅰ期": "I期", "Ⅱ期": "II期", "第2次みなと県情報化推進計画": "第2次"}
    terms |= {name: name[:3] for name in (first, second) if name[0] == "第" and name not in terms}
    assert sorted(found(tmp_path, turned(rows) if turn else rows, form)) == said(terms.get(first, first), terms.get(second, second))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("more", [["課題", "利用者が少ない", "講師が足りない"], ["評価", "A", "B"], ["備考", "平成15年に改定", "－"]], ids=lambda more: more[0])
def test_other_columns_say_nothing(tmp_path: Path, more: list[str], form: str) -> None:
    rows = [[*row, cell] for row, cell in zip([["期", "計画期間", "主題", "力点", "成果"], FIRST, SECOND], more)]
    assert sorted(found(tmp_path, rows, form)) == said("第1期", "第2期")


@pytest.mark.parametrize("heads", [
    [[' rowspan="2">期', ' rowspan="2">計画期間', ' colspan="2">計画の内容', ' rowspan="2">成果'], ["主題", "力点"]],
    [[' colspan="2">計画', ' colspan="2">計画の概要', ' rowspan="2">計画の結果'], ["期", "期間", "主題", "力点"]],
    [[' colspan="2">計画', ' colspan="3">取組と成果'], ["期", "期間", "目標", "力を入れた点", "到達点"]],
], ids=["contents", "plan and contents", "plan and the rest"])
def test_two_rows_of_headers(tmp_path: Path, heads: Rows) -> None:
    assert sorted(found(tmp_path, [*heads, FIRST, SECOND], "html")) == said("第1期", "第2期")


@pytest.mark.parametrize("rows", [
    [["区分", "第1期|（H13～H17年度）", "第2期|（H18～H22年度）"], ["残された課題", "利用者が少ない", "講師が足りない"]],
    [["項目", "第1期", "第2期"], ["計画期間", "平成13年度～平成17年度", "平成18年度～平成22年度"], ["策定年月", "平成13年3月", "平成18年3月"]],
], ids=["years in the header", "years below"])
@pytest.mark.parametrize("form", FORMS)
def test_plans_side_by_side(tmp_path: Path, rows: Rows, form: str) -> None:
    below = [["目標", FIRST[2], SECOND[2]], ["力を入れた点", FIRST[3], SECOND[3]], ["到達点", FIRST[4], SECOND[4]]]
    assert sorted(found(tmp_path, [*rows, *below], form)) == said("第1期", "第2期")


@pytest.mark.parametrize("rows", [
    [["事業名", "期間", "実施内容", "評価"], ["第1期河川改修", "H13～H17", "堤防の補強", "A"], ["第2期河川改修", "H18～H22", "水門の更新", "B"]],
    [["回", "開催日", "主な内容", "結果"], ["第1回", "令和5年6月1日", "計画の骨子の検討", "了承"], ["第2回", "令和5年9月1日", "素案の検討", "了承"]],
    [["区分", "前期", "後期"], ["庁舎の改修", "設計", "工事"], ["体制の評価", "実施", "実施"]],
    [["取組", "前期（令和2～6年度）", "後期（令和7～11年度）"], ["庁舎の改修", "設計", "工事"], ["施設の評価", "試行", "実施"]],
    [["施設", "第1期", "第2期"], ["図書館", "耐震診断", "改修"], ["市民会館", "改修", "－"]],
    [["項目", "前期目標", "後期目標"], ["ごみの量", "800g", "750g"], ["資源化率", "20%", "25%"]],
    [["指標", "基準値", "第1期目標", "第2期目標"], ["ごみの量", "900g", "800g", "750g"], ["資源化率", "15%", "20%", "25%"]],
    [["年度", "主な動き", "国の動き"], ["令和3年度", "計画の策定", "庁の発足"], ["令和4年度", "計画の改定", "法の施行"]],
    [["時期", "実施内容", "担当"], ["令和6年度前期", "調査の実施", "企画課"], ["令和6年度後期", "素案の作成", "企画課"]],
    [["期", "対象", "実施事項"], ["前期", "小学生", "校外学習"], ["後期", "中学生", "職場体験"]],
    [["段階", "期間", "取組"], ["準備期", "令和5年度", "体制の整備"], ["実施期", "令和6～7年度", "窓口の統合"]],
    [["工期", "期間", "工事の内容"], ["第1期", "令和3～4年度", "基礎"], ["第2期", "令和5～6年度", "内装"]],
    [["期", "期間", "募集の内容", "応募"], ["第1期", "令和3年4月～6月", "起業講座", "12人"], ["第2期", "令和3年9月～11月", "交流会", "20人"]],
], ids=lambda rows: rows[0][0] + rows[0][1])
@pytest.mark.parametrize("form", FORMS)
def test_tables_of_something_else(tmp_path: Path, rows: Rows, form: str) -> None:
    assert found(tmp_path, rows, form) == found(tmp_path, turned(rows), form) == []


@pytest.mark.parametrize("heads", [["期", "名称・期間", "項目", "内容"], ["期", "計画期間", "区分", "概要"], ["次", "期間", "", ""]])
def test_a_column_of_labels(tmp_path: Path, heads: list[str]) -> None:
    """ねらい, 主な取組 and 成果 stand over and over beside the plans that span them."""
    def plan(row: list[str]) -> list[list[str]]:
        return [[f' rowspan="3">{row[0]}', f' rowspan="3">{row[1]}', "ねらい", row[2]], ["主な取組", row[3]], ["成果", row[4]]]
    path = tmp_path / "plan.html"
    path.write_text(html([heads, *plan(FIRST), *plan(SECOND)]), encoding="utf-8")
    result = extract_document(read(path))
    assert sorted((h.term, int(h.first_day[:4]), h.field, result.document.reading.value(h.start, h.end)) for h in result.history) == said("第1期", "第2期")

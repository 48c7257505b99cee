"""Tables of earlier plans in plain text: columns kept by spaces, cells with labels, slashes between cells, signs between items."""
from __future__ import annotations

import unicodedata

import pytest

from pipeline import extract_document

OPENING, CLOSING = "みなと県総合計画\n\n1 経緯\n\nこれまでの計画は、次のとおりです。\n", "\n\n2 課題\n\n県は、計画を進めます。\n"
Rows = list[list[str]]
SAID = [(1, "theme", "海の県"), (1, "effort", "空港の整備"), (1, "effort", "半島を縦貫する道路の整備"), (1, "outcome", "観光客が1.4倍に増加"),
        (2, "theme", "自立の県"), (2, "effort", "光回線の構築"), (2, "effort", "合併の支援"), (2, "effort", "県民の参加を支えるNPOの育成"), (2, "outcome", "認証NPO法人300団体の達成")]


def told(table: str) -> list[tuple[str, str, str]]:
    """Year in which the plan began, field and item of each row; each plan runs for five years."""
    result = extract_document(OPENING + table + CLOSING)
    assert all(int(h.last_day[:4]) - int(h.first_day[:4]) == 5 for h in result.history)
    assert not [m for m in result.measures if m.level == "project"]
    return sorted((h.first_day[:4], h.field, result.document.reading.value(h.start, h.end)) for h in result.history)


def said() -> list[tuple[str, str, str]]:
    return sorted(("2001" if plan == 1 else "2006", field, item) for plan, field, item in SAID)


def printed(rows: Rows, widths: list[int], characters: bool) -> str:
    """Cells in columns so wide in half widths, or in characters as `pdftotext -layout` counts."""
    def width(cell: str) -> int:
        return sum(1 if characters else 1 + (unicodedata.east_asian_width(letter) in "FWA") for letter in cell)
    return "\n".join("".join(cell + " " * max(2, wide - width(cell)) for cell, wide in zip(row, widths)).rstrip() for row in rows)


def put(rows: Rows, changes: str) -> Rows:
    """The rows with words put for others: old=new, parted by /."""
    for old, _, new in (change.partition("=") for change in changes.split("/") if change):
        rows = [[cell.replace(old, new) for cell in row] for row in rows]
    return rows


LABELLED = [["計画・期間", "テーマ", "主な施策と成果"], ["第1次", "海の県", "施策 空港の整備"], ["平成13～17年度", "", "半島を縦貫する道路の整備"], ["", "", "成果 観光客が1.4倍に増加"],
            ["第2次", "自立の県", "施策 光回線の構築"], ["平成18～22年度", "", "合併の支援"], ["", "", "県民の参加を支えるＮＰＯの育成"], ["", "", "成果 認証ＮＰＯ法人300団体の達成"]]
TWO = [["計画・期間", "内容"], ["第1次", "テーマ 海の県"], ["平成13～17年度", "施策 空港の整備"], ["", "半島を縦貫する道路の整備"], ["", "成果 観光客が1.4倍に増加"],
       ["第2次", "テーマ 自立の県"], ["平成18～22年度", "施策 光回線の構築"], ["", "合併の支援"], ["", "県民の参加を支えるＮＰＯの育成"], ["", "成果 認証ＮＰＯ法人300団体の達成"]]
ALONE = [["計画・期間", "テーマ", "主な施策と成果"], ["第1次", "海の県", "施策"], ["平成13～17年度", "", "・空港の整備"], ["（5か年）", "", "・半島を縦貫する道路の整備"], ["", "", "成果"], ["", "", "・観光客が1.4倍に増加"],
         ["第2次", "自立の県", "施策"], ["平成18～22年度", "", "・光回線の構築"], ["（5か年）", "", "・合併の支援"], ["", "", "・県民の参加を支えるＮＰＯの育成"], ["", "", "成果"], ["", "", "・認証ＮＰＯ法人300団体の達成"]]
FIVE = [["期", "期間", "テーマ", "主な取組", "成果"], ["第1次", "平成13～", "海の県", "空港の整備", "観光客が1.4倍に増加"], ["", "17年度", "", "半島を縦貫する道路の整備", ""],
        ["第2次", "平成18～", "自立の県", "光回線の構築", "認証ＮＰＯ法人300団体の達成"], ["", "22年度", "", "合併の支援", ""], ["", "", "", "県民の参加を支えるＮＰＯの育成", ""]]
NAMED = [["計画", "期間", "テーマ", "主な施策と成果"], ["第1次", "平成13年度", "海の県", "施策 空港の整備"], ["みなと県計画", "～17年度", "", "半島を縦貫する道路の整備"], ["", "", "", "成果 観光客が1.4倍に増加"],
         ["第2次", "平成18年度", "自立の県", "施策 光回線の構築"], ["みなと県計画", "～22年度", "", "合併の支援"], ["", "", "", "県民の参加を支えるＮＰＯの育成"], ["", "", "", "成果 認証ＮＰＯ法人300団体の達成"]]
HEADS = [["計画", "テーマ", "主な施策と成果"], ["（期間）", "", ""], *LABELLED[1:]]


@pytest.mark.parametrize("characters", [False, True], ids=["half widths", "characters"])
@pytest.mark.parametrize("rows", [
    LABELLED, *(put(LABELLED, changes) for changes in (
        "施策 =【施策】/成果 =【成果】", "施策 =＜主な取組＞/成果 =＜主な成果＞", "施策 =取組：/成果 =成果：", "施策 =〔重点〕/成果 =〔実績〕", "第1次=第Ⅰ期/第2次=第Ⅱ期/平成13～17年度=2001-2005/平成18～22年度=2006-2010",
        "第1次=前々計画/第2次=前計画/平成13～17年度=（H13～17）/平成18～22年度=（H18～22）", "第1次=みなと21世紀計画/第2次=みなと元気プラン/計画・期間=計画名", "主な施策と成果=概要", "主な施策と成果=",
        "平成13～17年度=第1期計画/第1次=平成13～17年度/平成18～22年度=第2期計画/第2次=平成18～22年度")),
    TWO, put(TWO, "テーマ =【テーマ】/施策 =【取組】/成果 =【成果】"), ALONE, put(ALONE, "・=○/施策=【施策】"), FIVE, NAMED, HEADS,
], ids=lambda rows: "/".join(row[k] for row in rows[:3] for k in (0, -1)))
def test_columns_kept_by_spaces(rows: Rows, characters: bool) -> None:
    if rows[0][-1] == "":
        rows = [row[:] for row in rows]
        rows[0][-1] = "あらまし"
    assert told(printed(rows, [18, 24, 40] if len(rows[0]) < 4 else [14, 16, 16, 18, 30], characters)) == said()


PARTED = [["期", "名称", "期間", "テーマ", "主な取組", "成果"], ["第1次", "みなと情報化ビジョン", "H13～17年度", "海の県", "空港の整備／半島を縦貫する道路の整備", "観光客が1.4倍に増加"],
          ["第2次", "みなと元気プラン", "平成18年度～22年度", "自立の県", "光回線の構築／合併の支援／県民の参加を支えるＮＰＯの育成", "認証ＮＰＯ法人300団体の達成"]]


@pytest.mark.parametrize("sign", ["｜", "|", " | ", "│", "\t", "　", "　　", "   ", " / ", " ／ ", "／"], ids=lambda sign: f"[{sign}]")
@pytest.mark.parametrize("changes", ["", "第1次=第Ⅰ期/第2次=第Ⅱ期", "H13～17年度=2001-2005/平成18年度～22年度=2006-2010", "H13～17年度=H13～17/平成18年度～22年度=H18～22", "第1次=1st/第2次=2nd",
                                     "第1次=前々計画/第2次=前計画", "／=；", "／=、"])
def test_signs_between_cells(sign: str, changes: str) -> None:
    rows = put(PARTED, "／=、" if sign.strip() in ("/", "／") else changes)
    assert told("\n".join(f" {sign.join(row)}" if sign == "｜" else sign.join(row) for row in put(rows, changes if "=" in changes and changes[0] != "／" else ""))) == said()


@pytest.mark.parametrize("note", ["※ 第1次と第2次の間は、平成17年度の「みなと行動計画」で対応", "※ 第2次の終了後は個別事業のみ", "（注）成果は平成23年３月末現在"])
@pytest.mark.parametrize("sign", ["｜", "|", "／"])
def test_notes_below_a_table_are_no_items(sign: str, note: str) -> None:
    rows = put(PARTED, "／=、")
    assert told("\n".join([*(f" {sign.join(row)}" for row in rows), f" {note}"])) == said()


@pytest.mark.parametrize("cell", [
    "【テーマ】海の県【取組】空港の整備／半島を縦貫する道路の整備【成果】観光客が1.4倍に増加", "＜テーマ＞海の県　＜主な施策＞空港の整備、半島を縦貫する道路の整備　＜成果＞観光客が1.4倍に増加", "テーマ：海の県　施策：空港の整備、半島を縦貫する道路の整備　成果：観光客が1.4倍に増加",
    "テーマ 海の県 取組 空港の整備・半島を縦貫する道路の整備 成果 観光客が1.4倍に増加", "〔目標〕海の県〔重点〕①空港の整備②半島を縦貫する道路の整備〔結果〕観光客が1.4倍に増加", "【テーマ】海の県【取組】空港の整備；半島を縦貫する道路の整備【成果】観光客が1.4倍に増加【課題】財源の不足",
])
@pytest.mark.parametrize("header", ["内容", "概要", "あらまし"])
def test_labels_in_one_cell(cell: str, header: str) -> None:
    second = cell.replace("海の県", "自立の県").replace("観光客が1.4倍に増加", "県債の残高を2割削減")
    assert told(f"期｜期間｜{header}\n第1次｜H13～17年度｜{cell}\n第2次｜H18～22年度｜{second}\n") == sorted(
        row for year, theme, outcome in (("2001", "海の県", "観光客が1.4倍に増加"), ("2006", "自立の県", "県債の残高を2割削減"))
        for row in ((year, "theme", theme), (year, "effort", "空港の整備"), (year, "effort", "半島を縦貫する道路の整備"), (year, "outcome", outcome)))


@pytest.mark.parametrize(("cell", "items"), [
    ("全市町村を接続／14町村で共同化", ["全市町村を接続", "14町村で共同化"]), ("申請の電子化／AI/RPAの導入", ["申請の電子化", "AI/RPAの導入"]), ("A/B テストの実施", ["A/B テストの実施"]), ("24/7の受付", ["24/7の受付"]),
    ("回線の整備/10か所の増設", ["回線の整備", "10か所の増設"]), ("医療、教育及び福祉の連携", ["医療、教育及び福祉の連携"]), ("防災・減災の推進", ["防災・減災の推進"]), ("①講習の実施②様式の統一", ["講習の実施", "様式の統一"]),
    ("電子申請の開始（図書、施設）、講習の実施", ["電子申請の開始(図書、施設)", "講習の実施"]), ("データ／AIの活用", ["データ/AIの活用"]),
], ids=lambda value: value if isinstance(value, str) else "")
def test_signs_between_items(cell: str, items: list[str]) -> None:
    rows = told(f"期｜期間｜テーマ｜取組\n第1次｜H13～17年度｜海の県｜{cell}\n第2次｜H18～22年度｜自立の県｜様式の統一\n")
    assert [item for year, field, item in rows if (year, field) == ("2001", "effort")] == sorted(items)


@pytest.mark.parametrize("table", [
    "区分 / 期間 / 担当\n設計 / 令和3年度 / 企画課\n施工 / 令和4年度 / 企画課\n", "事業の期間 / 場所 / 費用は、次のとおりです。\n第1期 / 港 / 300万円\n", "テーマ／海の県／山の県\n成果／回線／端末\n",
    "時期　　　　　　　　内容　　　　　　　　担当\n令和3～5年度　　　　施策 半島を縦貫する道路の整備　　　土木課\n令和6～8年度　　　　施策 港湾の整備　　　港湾課\n",
    "方向           取組                        到達点\n命を守る       避難タワーの整備            14基\n               救急の情報共有              全消防本部\n人を呼び込む   相談窓口の開設              9,870件\n",
    "期｜期間｜あらまし\n前期｜令和2～6年度｜【取組】庁舎の改修\n後期｜令和7～11年度｜【取組】施設の統合\n",
    "期｜期間｜対象\n第1期｜令和3年4月～6月｜【対象】小学生\n第2期｜令和3年9月～11月｜【対象】中学生\n", "施設｜期間｜内容\n図書館｜令和3～5年度｜【設計】耐震\n市民会館｜令和4～6年度｜【施工】内装\n",
])
def test_tables_of_something_else(table: str) -> None:
    assert extract_document(OPENING + table + CLOSING).history == ()

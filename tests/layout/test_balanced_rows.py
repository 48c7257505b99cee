"""Tables whose columns spaces part, with cells in the middle of their rows: names beside longer cells, merged cells, rows over pages."""
import time

import pytest

from pipeline.layout import build
from pipeline.layout.widths import half_widths
from pipeline.source import SourceText


def page(rows: list[list[str]], widths: tuple[int, ...]) -> str:
    """Lines of a table: each cell begins where its column does, in half widths; an empty list is a blank line."""
    lines = []
    for row in rows:
        line = ""
        for at, cell in zip([sum(widths[:k]) for k in range(len(widths))], row):
            line += (" " * (at - half_widths(line)) + cell) if cell else ""
        lines.append(line)
    return "\n".join(lines) + "\n"


def grids(table: str, before: str = "第1章 事業\n\n", after: str = "\n第2章 体制\n\n県は、取組を進める。\n") -> list[list[list[str]]]:
    document = build(SourceText("a", before + table + after, path="plan.txt"))
    return [[[cell.text for cell in row] for row in found.grid] for found in document.tables]


HEAD = ["事業名", "事業概要", "担当課"]
WIDTHS = (30, 40, 16)

@pytest.mark.parametrize(("space", "margin"), [("  ", ""), ("\u3000", ""), ("  ", "      "), ("\u3000", "\u3000")])
def test_names_between_the_lines_of_their_cells(space: str, margin: str) -> None:
    """One line beside two, two beside three, one beside one, and a name that ends above the last line."""
    rows = [HEAD, ["", "港の倉庫の屋根に設備を置き、余った電", ""], ["港湾倉庫発電事業", "", "港湾課"], ["", "気を漁船の冷蔵に使う", ""],
            ["", "灯台、桟橋及び魚市場の照明の取替えに", ""], ["海辺の照明"], ["", "要する費用の半分を補助し、工事を担う", "水産課"], ["改修事業"], ["", "工務店に講習を行う", ""],
            ["渚の見学会", "夏に４回、干潟を歩く", "学習課"],
            ["養殖業者経営", "相談員が年に60社を訪ね、費用の計算か", "水産課"], ["伴走事業", "ら網の取替えまでを手伝う", "商工課"]]
    assert grids("".join(margin + line + "\n" for line in page(rows, WIDTHS).replace("  ", space).splitlines())) == [[
        HEAD, ["港湾倉庫発電事業", "港の倉庫の屋根に設備を置き、余った電気を漁船の冷蔵に使う", "港湾課"],
        ["海辺の照明改修事業", "灯台、桟橋及び魚市場の照明の取替えに要する費用の半分を補助し、工事を担う工務店に講習を行う", "水産課"],
        ["渚の見学会", "夏に4回、干潟を歩く", "学習課"], ["養殖業者経営伴走事業", "相談員が年に60社を訪ね、費用の計算から網の取替えまでを手伝う", "水産課商工課"]]]


@pytest.mark.parametrize("head", ["番号", "No.", "№"])
@pytest.mark.parametrize("numbers", ["1-1/1-2/1-3", "①/②/③", "Ａ１/Ａ２/Ａ３"])
def test_numbers_between_the_lines_of_names(head: str, numbers: str) -> None:
    one, two, three = numbers.split("/")
    rows = [[head, "取組名", "取組の内容", "担当課", "R6", "R7"], [], ["", "漁獲量報告・共有化", "14の漁港の水揚げを一つの表に", "", "", ""], [one, "", "", "水産課", "実施", "→"],
            ["", "基盤整備事業", "まとめ、翌朝に知らせる", "", "", ""], [two, "干潟の観察会", "夏に４回、干潟を歩く", "学習課", "実施", "完了"],
            ["", "", "入札の結果、落札の値段及び船", "", "", ""], [three, "魚市場電子入札システム", "の名を携帯の端末に知らせ、仲", "流通課", "検討", "実施"], ["", "", "買人が持ち歩けるようにする", "", "", ""]]
    found = grids(page(rows, (8, 30, 32, 12, 8, 8)))[0]
    assert [row[1:4] for row in found[1:]] == [
        ["漁獲量報告・共有化基盤整備事業", "14の漁港の水揚げを一つの表にまとめ、翌朝に知らせる", "水産課"], ["干潟の観察会", "夏に4回、干潟を歩く", "学習課"],
        ["魚市場電子入札システム", "入札の結果、落札の値段及び船の名を携帯の端末に知らせ、仲買人が持ち歩けるようにする", "流通課"]]


def test_a_department_between_two_rows() -> None:
    """Where both names are whole; between two lines of one name the department is that of one row."""
    rows = [HEAD, ["灯台の夜間公開事業", "年に６回、塔の上まで上れるようにする", ""], ["", "", "観光課"], ["渚の朝市開催事業", "月に２回、魚と野菜を売る", ""],
            ["", "漁具の材料、長さ及び重さを漁協の", ""], ["漁具情報共有システム", "", "水産課"], ["", "間で知らせ合う", ""],
            ["沿岸漁業電子日誌", "紙の日誌を使う小さな船の持ち主に、", ""], ["", "", "漁政課"], ["普及事業", "入力の講習と端末の貸出しを行う", ""]]
    assert [[row[0], row[2]] for row in grids(page(rows, WIDTHS))[0][1:]] == [
        ["灯台の夜間公開事業", "観光課"], ["渚の朝市開催事業", "観光課"], ["漁具情報共有システム", "水産課"], ["沿岸漁業電子日誌普及事業", "漁政課"]]


@pytest.mark.parametrize("blank", [True, False])
def test_names_of_pillars_in_the_middle_of_their_groups(blank: bool) -> None:
    rows = [["基本目標", "番号", "事業名", "事業概要", "担当課"], [],
            ["", "1-1", "灯台の夜間公開事業", "塔に上れるようにする", "観光課"], ["海辺に人を"], ["", "1-2", "渚の朝市開催事業", "魚と野菜を売る", "商工課"], ["呼び込む"], ["", "1-3", "干潟の観察会", "夏に４回歩く", "学習課"],
            *([[]] if blank else []),
            ["", "2-1", "藻場の再生事業", "海藻の苗を植える", "水産課"], ["海の恵みを", "2-2", "流れ藻の調査事業", "月に１回、沖を調べる", "水産課"], ["次代へ渡す", "2-3", "食害魚の買取制度", "食べ方も広める", "流通課"], ["", "2-4", "稚魚の放流事業", "小学生も加わる", "水産課"]]
    assert [[row[0], row[1]] for row in grids(page(rows, (16, 8, 30, 28, 12)))[0][1:]] == [
        *(["海辺に人を呼び込む", f"1-{n}"] for n in (1, 2, 3)), *(["海の恵みを次代へ渡す", f"2-{n}"] for n in (1, 2, 3, 4))]


@pytest.mark.parametrize("number", ["{:>40}", "{:>38} ページ", "- {} -"])
def test_rows_over_pages_with_a_head_of_two_lines(number: str) -> None:
    """The names of the columns, and what stands over them, come again on each page below its running head; they are no rows."""
    widths = (16, 8, 30, 30, 12, 8, 8)
    head = [["", "", "", "", "", "時期"], ["重点方針", "番号", "取組名", "取組の内容", "担当課", "前期", "後期"], []]
    pages = [[["", "1-1", "灯台の夜間公開事業", "塔に上れるようにする", "観光課", "実施", "→"], ["方針１", "1-2", "渚の朝市開催事業", "魚と野菜を売る", "商工課", "実施", "→"], ["海辺の賑わい", "", "", "", "", "", ""],
              ["", "", "", "干潟を歩き、鳥と貝を数える会", "", "", ""], ["", "1-3", "干潟の観察会", "", "学習課", "検討", "実施"], ["", "", "", "を夏に４回開く", "", "", ""]],
             [["", "1-4", "海の道の案内板設置事業", "12か所に立てる", "観光課", "実施", "完了"], ["", "1-5", "船の駅認定制度", "休める桟橋を選ぶ", "港湾課", "検討", "実施"], [],
              ["", "", "", "海藻の苗を漁業者と高校生が育", "", "", ""], ["", "2-1", "藻場の再生事業", "", "水産課", "実施", "→"], ["", "", "", "て、湾の三か所に移す", "", "", ""],
              ["方針２", "2-2", "流れ藻の調査事業", "沖を調べる", "水産課", "試行", "実施"], ["海の恵み", "2-3", "食害魚の買取制度", "食べ方も広める", "流通課", "実施", "→"], ["", "2-4", "稚魚の放流事業", "小学生も加わる", "水産課", "実施", "→"]],
             [["", "", "海洋観測・漁場予測", "水温と流れを測り、船に漁場の", "", "", ""], ["", "3-1", "", "", "水産課", "準備", "実施"], ["方針３", "", "システム構築事業", "見込みを送る", "", "", ""],
              ["海の仕事", "3-2", "漁業の見習い奨励金", "２年の間、月ごとに渡す", "漁政課", "実施", "→"], ["", "3-3", "魚市場電子入札システム", "結果を知らせる", "流通課", "検討", "実施"]]]
    table = "\n".join(page([*head, *rows], widths) + "\n\n" + number.format(k + 1) + "\n" + (f"\f{' ' * 50}みなと市海の計画\n" if k < 2 else "\f") for k, rows in enumerate(pages))
    found = grids(f"{' ' * 50}みなと市海の計画\n\n第1章 事業\n\n" + table, before="みなと市海の計画\n\n\f")
    rows = [row for grid in found for row in grid if row[1][:1].isdigit()]
    assert [row[1] for row in rows] == ["1-1", "1-2", "1-3", "1-4", "1-5", "2-1", "2-2", "2-3", "2-4", "3-1", "3-2", "3-3"]
    assert [row[2] for row in rows][2::3] == ["干潟の観察会", "藻場の再生事業", "稚魚の放流事業", "魚市場電子入札システム"] and rows[9][2] == "海洋観測・漁場予測システム構築事業"
    assert [row[0] for row in rows] == [*["方針1海辺の賑わい"] * 3, "", "", *["方針2海の恵み"] * 4, *["方針3海の仕事"] * 3]
    assert not any("時期" in cell for grid in found for row in grid[1:] for cell in row)


def test_rows_of_earlier_plans_that_blank_lines_part() -> None:
    rows = [["区分", "テーマ", "主な取組", "主な成果"], [],
            ["", "", "・港の統合", "・費用の１割削減"], ["第１期", "合併後の港を"], ["", "", "・船の更新", "・桟橋を９から７へ"], ["H18～H22年度", "整える"], ["", "", "・市場の移転", "　縮小"], [],
            ["", "", "・朝市の開催"], ["第２期", "", "・観光船の運航", "・来訪者の倍増"], ["", "浜に人を呼ぶ"], ["H23～H27年度", "", "・港の通り全体の", "・空き店舗の活用"], ["", "", "　照明の改修"]]
    assert grids(page(rows, (18, 20, 24, 24))) == [[
        ["区分", "テーマ", "主な取組", "主な成果"], ["第1期H18~H22年度", "合併後の港を整える", "港の統合 船の更新 市場の移転", "費用の1割削減 桟橋を9から7へ縮小"],
        ["第2期H23~H27年度", "浜に人を呼ぶ", "朝市の開催 観光船の運航 港の通り全体の照明の改修", "来訪者の倍増 空き店舗の活用"]]]


def test_rows_with_their_cells_at_the_top() -> None:
    """Nothing stands above a name here: what is below it goes on with it or with what stands beside it."""
    rows = [HEAD, ["港湾倉庫発電事業", "港の倉庫の屋根に設備を置き、余った電気を", "港湾課"], ["", "漁船の冷蔵に使う", ""], ["灯台の夜間公開事業", "年に６回、塔の上まで上れるようにする", "観光課"], ["渚の朝市開催事業", "月に２回、魚と野菜を売る", "商工課"]]
    assert grids(page(rows, (30, 42, 16)))[0] == [
        HEAD, ["港湾倉庫発電事業", "港の倉庫の屋根に設備を置き、余った電気を漁船の冷蔵に使う", "港湾課"],
        ["灯台の夜間公開事業", "年に6回、塔の上まで上れるようにする", "観光課"], ["渚の朝市開催事業", "月に2回、魚と野菜を売る", "商工課"]]


@pytest.mark.parametrize("heading", ["海辺の賑わい", "（２）海の恵み", "施策２　海の恵み", "２ 海の恵み"])
def test_a_heading_between_two_tables_is_no_cell(heading: str) -> None:
    rows = [HEAD, ["灯台の夜間公開事業", "塔に上れるようにする", "観光課"], ["渚の朝市開催事業", "魚と野菜を売る", "商工課"]]
    found = grids(page(rows, WIDTHS) + f"\n{heading}\n\n" + page([HEAD, ["", "海藻の苗を漁業者と高校生が育てて、湾", ""], ["藻場の再生事業", "", "水産課"], ["", "の三か所に移す", ""]], WIDTHS))
    assert [[row[0] for row in grid] for grid in found] == [["事業名", "灯台の夜間公開事業", "渚の朝市開催事業"], ["事業名", "藻場の再生事業"]]


def test_names_of_two_lines_that_are_two_rows() -> None:
    """In a table with cells in the middle, whole names right under each other are rows of their own."""
    rows = [HEAD, ["", "海藻の苗を漁業者と高校生が育てて、湾", ""], ["藻場の再生事業", "", "水産課"], ["", "の三か所に移す", ""], ["灯台の夜間公開事業", "塔に上れるようにする", "観光課"], ["渚の朝市開催事業", "魚と野菜を売る", "商工課"],
            ["船の駅認定制度", "休める桟橋を選ぶ", "港湾課"], ["（再掲）"]]
    assert [row[0] for row in grids(page(rows, WIDTHS))[0][1:]] == ["藻場の再生事業", "灯台の夜間公開事業", "渚の朝市開催事業", "船の駅認定制度(再掲)"]


@pytest.mark.timed
def test_long_tables_take_time_in_step_with_their_rows() -> None:
    head = page([["重点方針", "番号", *HEAD]], (16, 8, 30, 40, 16))

    def seconds(rows: int) -> float:
        body = "".join(page([["", "", "", "港の倉庫の屋根に設備を置き、余った電", ""], ["海辺の賑わい" * (n % 9 == 4), f"1-{n}", "港湾倉庫発電事業", "", "港湾課"], ["", "", "", "気を漁船の冷蔵に使う", ""]], (16, 8, 30, 40, 16))
                       for n in range(1, rows + 1))
        started = time.process_time()
        assert len(grids(head + body)[0]) == rows + 1
        return time.process_time() - started

    seconds(20)  # what is made once
    assert min(seconds(800) for _ in range(2)) < 8 * min(seconds(200) for _ in range(3))

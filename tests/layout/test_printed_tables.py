"""Tables as `pdftotext -layout` prints them: cells over several lines, at the top or in the middle of their row, over pages."""
import time

import pytest

from pipeline.layout import build
from pipeline.source import SourceText

CENTRED = """\
      事 業 名               事業の概要           担当課      R6     R7
                干潟の清掃と海草の植付けに取り組む団体
渚の再生推進事業                            水産課      120    150
                を支援する。
海辺の防災拠点におけ
                停電のときにも通信と照明を保てるよう、蓄
る太陽光発電設備の導                            危機管理課      40     40
                電池を備える。
入
魚市場電子入札システム    入札の結果を携帯端末に知らせる。       流通課       15      8
"""
TOP = """\
No 取組項目           取組内容                  R6   R7   R8   担当課
1    ★渚の再生に取り組む   干潟の清掃と海草の植付けに取り組む団体   試    実    →    水産課
     団体への助成       に、その費用の半分を助成する。
2    海辺の防災拠点におけ   停電のときにも通信と照明を保てるよう、   検    実    →    危機管理課
     る太陽光発電設備の導   蓄電池を備える。                             県土整備部
     入
3    魚市場電子入札      入札の結果を携帯端末に知らせる。      実    →    →    流通課
"""


def grids(text: str) -> list[list[list[str]]]:
    document = build(SourceText("a", text))
    return [[[cell.text for cell in row] for row in table.grid] for table in document.tables]


def test_cells_in_the_middle_of_their_rows() -> None:
    assert grids("表\n\n" + CENTRED + "\n県は、取組を進める。\n") == [[
        ["事業名", "事業の概要", "担当課", "R6", "R7"],
        ["渚の再生推進事業", "干潟の清掃と海草の植付けに取り組む団体を支援する。", "水産課", "120", "150"],
        ["海辺の防災拠点における太陽光発電設備の導入", "停電のときにも通信と照明を保てるよう、蓄電池を備える。", "危機管理課", "40", "40"],
        ["魚市場電子入札システム", "入札の結果を携帯端末に知らせる。", "流通課", "15", "8"]]]


def test_cells_at_the_top_of_their_rows() -> None:
    assert [row[:3] + row[6:] for row in grids("表\n\n" + TOP)[0]] == [
        ["No", "取組項目", "取組内容", "担当課"],
        ["1", "渚の再生に取り組む団体への助成", "干潟の清掃と海草の植付けに取り組む団体に、その費用の半分を助成する。", "水産課"],
        ["2", "海辺の防災拠点における太陽光発電設備の導入", "停電のときにも通信と照明を保てるよう、蓄電池を備える。", "危機管理課県土整備部"],
        ["3", "魚市場電子入札", "入札の結果を携帯端末に知らせる。", "流通課"]]


@pytest.mark.parametrize("kept", [0, 2])
def test_rows_behind_the_end_of_a_page(kept: int) -> None:
    """With the names of the columns alone before it, or with a row."""
    head, *rows = TOP.splitlines()
    pages = [[head, *rows[:kept]], ["", "", "                         3", "\f" + rows[kept], *rows[kept + 1:]], ["", "", "県は、取組を進める。", "", "                         4", "\f次の頁"]]
    names = [row[1] for grid in grids("表\n\n" + "\n".join(line for page in pages for line in page)) for row in grid]
    assert names == ["取組項目", "渚の再生に取り組む団体への助成", "海辺の防災拠点における太陽光発電設備の導入", "魚市場電子入札"]


@pytest.mark.parametrize("text", [
    "事業名        内容              担当\n渚の再生事業  干潟を清掃する    水産課\n防災拠点事業  蓄電池を備える    危機管理課\n",  # lined up by half widths
    "事業名　　　　　内容　　　　　　　担当\n渚の再生事業　　干潟を清掃する　　水産課\n防災拠点事業　　蓄電池を備える　　危機管理課\n",
])
def test_tables_that_people_line_up(text: str) -> None:
    assert [row[0] for row in grids("表\n\n" + text)[0]] == ["事業名", "渚の再生事業", "防災拠点事業"]


def test_text_below_a_table_is_no_row() -> None:
    text = CENTRED + "第2節 進行管理\n県は、毎年度、取組の状況を確かめ、その結果を県議会に報告するとともに、県民に公表します。\n"
    document = build(SourceText("a", "第1節 事業\n\n" + text))
    assert [s.title for s in document.sections] == ["事業", "進行管理"] and len(document.tables[0].grid) == 4


@pytest.mark.timed
def test_long_tables_take_time_in_step_with_their_rows() -> None:
    head, row = "事業名               事業の概要           担当課\n", "渚の再生推進事業        干潟の清掃と海草の植付け。      水産課\n                つづきの説明の文。\n"

    def seconds(rows: int) -> float:
        started = time.process_time()
        assert len(build(SourceText("a", f"表\n\n{head}{row * rows}")).tables[0].grid) == rows + 1
        return time.process_time() - started

    seconds(50)  # what is made once
    assert min(seconds(1600) for _ in range(2)) < 8 * min(seconds(400) for _ in range(3))


def test_a_name_of_a_column_that_a_bracket_takes_to_the_next_line() -> None:
    table = ("事業名         事業の概要         所管        3 年間の事業費（百\n                                    万円）\n流域治水推進事業    支流の改修と遊水      河川課       8,640\n            地の整備\n"
             "（新）田んぼダム    水田の排水口の改      農地整備課     210\n普及事業        良を助成\n河川監視カメラ映    県内 120 か所の映   河川課       95\n像配信システム     像を公開\n")
    assert grids("第1章 事業\n\n" + table + "\n第2章 体制\n\n県は、取組を進める。\n") == [[
        ["事業名", "事業の概要", "所管", "3年間の事業費(百万円)"], ["流域治水推進事業", "支流の改修と遊水地の整備", "河川課", "8,640"],
        ["(新)田んぼダム普及事業", "水田の排水口の改良を助成", "農地整備課", "210"], ["河川監視カメラ映像配信システム", "県内120か所の映像を公開", "河川課", "95"]]]

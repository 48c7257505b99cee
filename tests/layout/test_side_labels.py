"""Labels that stand in the middle beside a list, as `pdftotext -layout` prints the head of a row without rules."""
from __future__ import annotations

import pytest

from pipeline import extract_document
from pipeline.extraction import Extraction

PLAN = "みなと市計画\n\n第１章　施策\n\n基本目標１　海を守る\n　備えを固める。海の見守りについては、浜の人々と力を合わせて長く続けていく仕組みを整える。\n\n{}\n\n基本目標２　山を守る\n　備えを固める。\n"
NAMES = ["海の学校", "浜の市", "港の灯り", "船の便", "波の見張り"]


def found(*lines: str) -> Extraction:
    return extract_document(PLAN.format("\n".join(lines)))


def projects(*lines: str) -> list[str]:
    result = found(*lines)
    return [result.document.reading.value(m.start, m.end) for m in result.measures if m.level == "project"]


def items(*lines: str) -> list[str]:
    document = found(*lines).document
    return [document.text(unit) for unit in document.units if unit.kind == "item"]


def beside(label: str, listed: list[str], left: int, wide: bool = False) -> list[str]:
    """The lines of a list set in by `left` columns, with a label beside its middle: in a line of its own where their number is even."""
    pad = " " * left
    rows, middle = [pad + line for line in listed], len(listed) // 2
    if len(listed) % 2 == 0:
        return [*rows[:middle], " " + label, *rows[middle:]]
    reach = 1 + sum(2 if wide and char > "~" else 1 for char in label)
    return [*rows[:middle], " " + label + " " * (left - reach) + listed[middle], *rows[middle + 1:]]


@pytest.mark.parametrize("count", [2, 3, 4, 5])
@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("bullet", ["○", "・", "◎ ", "①", "■"])
@pytest.mark.parametrize("label", ["主な事業", "関連事業", "【主な事業】", "主な 取組", "具体的な事業", "実施する事業", "取組の例"])
def test_label_beside_a_list(label: str, bullet: str, wide: bool, count: int) -> None:
    bullets = list("①②③④⑤") if bullet == "①" else [bullet] * 5
    names = [name + "事業" for name in NAMES[:count]]
    assert projects(*beside(label, [f"{sign}{name}（港湾課）" for sign, name in zip(bullets, names)], 15, wide)) == names


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_the_label_announces_the_items_above_it_too(count: int) -> None:
    assert projects(*beside("主な事業", [f"○{name}（港湾課）" for name in NAMES[:count]], 8)) == NAMES[:count]


@pytest.mark.parametrize("lines", [
    ["        ○海の学校事業", " 主な   ○浜の市事業", " 事業   ○港の灯り事業", "        ○船の便事業"],  # in two lines
    ["        ○海の学校事業", " 主な", " 事業", "        ○浜の市事業"],
    ["        ○海の学校事業（浜の人々に海のことを伝えるため、", "          市の全ての学校で開く）", " 主な事業", "        ○浜の市事業", "        ○港の灯り事業"],
    ["        ○海の学校事業", "        ○浜の市を開いて海の恵みを人々に届けるための", " 主な事業", "         仕組みづくり事業", "        ○港の灯り事業"],  # inside an item
    ["        ○海の学校事業", " 主な事業   ○浜の市を開いて海の恵みを人々に届けるための", "         仕組みづくり事業"],
    ["　　　　　　　○海の学校事業", "　主な事業", "　　　　　　　○浜の市事業"],
])
def test_labels_in_lines_of_several_kinds(lines: list[str]) -> None:
    assert projects(*lines)[0] in ("海の学校事業", "海の学校事業(浜の人々に海のことを伝えるため、市の全ての学校で開く)")
    assert not any("主な" in item for item in items(*lines))
    assert len(projects(*lines)) == sum("○" in line for line in lines)


@pytest.mark.parametrize("lines", [
    ["        ・船で通う人の数", " 成果指標", "        ・浜で働く人の数"],
    ["        ・船で通う人の数", " 指 標    ・浜で働く人の数", "        ・港に入る船の数"],
    ["        ・港湾課", " 担当課", "        ・水産課"],
])
def test_labels_of_what_is_no_project(lines: list[str]) -> None:
    assert projects(*lines) == [] and items(*lines) == [line.split("・")[1] for line in lines if "・" in line]


@pytest.mark.parametrize(("lines", "expected"), [
    (["        ○浜の人々が力を合わせて海の恵みを町の人々に届ける浜の市", "運営事業", "        ○海の学校事業"], ["浜の人々が力を合わせて海の恵みを町の人々に届ける浜の市運営事業", "海の学校事業"]),  # the rest of a name
    ([" ○浜の人々の声を聞く。", "主な事業", " ○海の学校", " ○浜の市"], ["浜の人々の声を聞く。", "海の学校", "浜の市"]),  # a label over a list
    ([" 主な事業   ○海の学校事業", "        ○浜の市事業"], ["海の学校事業", "浜の市事業"]),
    (["        ○海の学校事業", "        ○浜の市事業", "", " 主な事業", "        ○港の灯り事業"], ["海の学校事業", "浜の市事業", "港の灯り事業"]),
    (["        ○海の学校事業", "        ○浜の市事業", "        ○船の便事業", "        ○港の灯り事業", " 関連事業   ○波の見張り事業"], ["海の学校事業", "浜の市事業", "船の便事業", "港の灯り事業"]),  # not in its middle
])
def test_what_stands_left_of_a_list_and_is_no_label_beside_it(lines: list[str], expected: list[str]) -> None:
    assert items(*lines) == expected


@pytest.mark.parametrize("lines", [
    [" 事業名       海の学校事業", "              ・浜で学ぶ", " 事業内容     ・船で学ぶ", "              ・山で学ぶ", " 担当課       港湾課"],
    ["  計画        主な取組       主な成果", "第１期計画     艇庫の建設     ・船の便の増発", "                            ・市の常設", "第２期計画     灯台の改修        ・港の浚渫", "                            ・網の補修"],
])
def test_rows_of_a_table_stay(lines: list[str]) -> None:
    assert len(found(*lines).document.tables) == 1 and items(*lines) == []


def test_places_point_into_the_source() -> None:
    text = PLAN.format("\n".join(["        ○海の学校事業", " 主な事業   ○浜の市事業", "        ○港の灯り事業"]))
    result = extract_document(text)
    places = [result.document.reading.spans(m.start, m.end) for m in result.measures if m.level == "project"]
    assert ["".join(text[a:b] for a, b in spans) for spans in places] == ["海の学校事業", "浜の市事業", "港の灯り事業"]
    covered = sorted(span for block in result.document.blocks for span in block.spans)
    assert [a for a, _ in covered] == [0, *(b for _, b in covered[:-1])] and covered[-1][1] == len(text)

"""Running heads of plain text whose pages no form feed parts, and what a page cuts above them."""
import pytest

from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.source import SourceText

LINE = "本市は、地域の実情に応じた取組を国や県と連携しながら着実に進めてまいりましたが、\n今後も市民の皆さまと共に歩みを進めます。\n"
CUT = "個人情報の保護に関する法律（平成15年法律第57号）は、市民の皆さまの安心のため、デジタル社会の\n"
REST = "形成を図るための関係法律の整備に関する法律（令和3年法律第37号）により大きく改められました。\n"
ROWS = ["窓口支援事業　　市民課　　継続", "図書館予約システム整備事業　　学習課　　拡充", "見守り事業　　福祉課　　完了", "出前講座事業　　総務課　　継続"]


def document(text: str) -> Document:
    return build(SourceText("x", text, path="plan.txt"))


def pages(heads: list[str], bodies: list[str], number: str = "- {} -") -> str:
    return "".join(f"{head}\n{body}{number.format(page)}\n\n" for page, (head, body) in enumerate(zip(heads, bodies), 9))


@pytest.mark.parametrize("number", ["- {} -", "\n{}頁", "\nP.{}"])
@pytest.mark.parametrize("heads", [
    ("Ⅱ　これまでの歩み", "みなと市の情報化"), ("第2章　これまでの歩み", "みなと市情報化計画"), ("みなと市", "これまでの歩み")])
def test_heads_of_left_and_right_pages(heads: tuple[str, str], number: str) -> None:
    """The heads in turn belong to their pages; the paragraph that a page cuts is one."""
    bodies = [LINE * 3 + CUT, REST + LINE * 3 + CUT, REST + LINE * 3, LINE * 4, LINE * 4]
    found = document(pages([f"{heads[0]}\nⅡ－１　計画の系譜", heads[1], heads[0], heads[1], heads[0]], bodies, number))
    furniture = [found.source.text[a:b].strip() for block in found.blocks if block.kind == "furniture" for a, b in block.spans]
    assert [words for words in furniture if words in heads] == [heads[1], heads[0], heads[1], heads[0]]
    assert found.reading.text.count("デジタル社会の形成を図るための") == 2


def test_first_lines_that_differ_are_no_heads() -> None:
    found = document(pages(["人口の動き", "産業の動き", "財政の動き", "交通の動き", "防災の動き"], [LINE * 4] * 5))
    assert sum(block.kind == "furniture" for block in found.blocks) == 5  # the numbers


@pytest.mark.parametrize("gap", ["　　", "   ", "　　　"])
def test_a_table_of_lines_goes_on_behind_notes_and_a_head(gap: str) -> None:
    table = [row.replace("　　", gap) for row in ["事業名　　担当課　　状況", *ROWS]]
    notes = "―――――――――――\n※１　市の調べによる。\n"
    bodies = [f"{LINE}次の表のとおりです。※１\n" + "\n".join(table[:3]) + f"\n{notes}", "\n".join(table[3:]) + "\n" + LINE * 3, LINE * 4, LINE * 4, LINE * 4]
    found = document(pages(["第2章　歩み", "みなと市の情報化"] * 2 + ["第2章　歩み"], bodies))
    assert [[cell.text for cell in row] for table in found.tables for row in table.grid] == [row.split("　　") for row in ["事業名　　担当課　　状況", *ROWS]]


@pytest.mark.parametrize("words", ["第２編 県政の潮流", "第２章　歩み", "第一部　歩み"])
def test_head_of_the_first_page_over_the_heading(words: str) -> None:
    rest = "".join(f"\f{words}\n\n{LINE * 3}\n{page}\n\n" for page in (8, 9, 10))
    found = document(f"{words}\n\n{words}\n{LINE * 3}\n第１節 計画\n{LINE}\n第２節 総括\n{LINE}\n7\n\n{rest}")
    assert [s.level for s in found.sections] == [1, 2, 2]


@pytest.mark.parametrize("title", ["", "                みなと県長期構想\n"])
@pytest.mark.parametrize("head", ["第１部 総論", "第２章　歩み", "第Ⅱ編 歩み"])
def test_the_head_of_the_first_page_over_the_heading_that_it_repeats(head: str, title: str) -> None:
    bodies = [f"{title}             {head}\n\n第３節 系譜\n{LINE * 4}", LINE * 4, f"第４節 課題\n{LINE * 4}", LINE * 4]
    text = "".join(f"{' ' * gap}{head}\n\n\n{body}\n\n        － {page} －\n\f" for page, (gap, body) in enumerate(zip((52, 66, 56, 44), bodies), 17))
    assert [section.title for section in document(text).sections] == [head.split()[-1], "系譜", "課題"]


@pytest.mark.parametrize("number", ["- {} -", "\n{}頁", "\n{}"])
@pytest.mark.parametrize("name", ["みなと市　", "みなと市情報化計画　　", "みなと市｜"])
@pytest.mark.parametrize("parts", [("Ⅱ 歩みと到達点", "Ⅲ 計画の考え方"), ("第２章　歩み", "第３章　考え方"), ("2 歩み", "3 考え方")])
def test_heads_of_a_name_and_the_part(parts: tuple[str, str], name: str, number: str) -> None:
    """The head of the first page and that of a part of few pages are furniture too, and the headings keep their own numbers."""
    heads = [f"{name}{parts[0]}\n\n{parts[0]}", *[f"{name}{parts[0]}\n"] * 3, f"{name}{parts[1]}\n\n{parts[1]}", f"{name}{parts[1]}\n"]
    found = document(pages(heads, [LINE * 4] * 6, number))
    assert [section.title for section in found.sections] == [part[1:].removeprefix("２章").removeprefix("３章").strip() for part in parts]
    assert name.strip("　｜") not in found.reading.text


def test_a_title_that_a_converter_left_on_each_page() -> None:
    from pathlib import Path

    from pipeline.layout import build
    from pipeline.readers import parse

    page = "②第２期みなと町創生総合戦略\n\n"
    text = f"{page}第２期みなと町創生総合戦略\n\n令和２年３月\n\n## 第１ 考え方\n\n## 1 背景\n\n人口は減っています。\n\n{page}## 第２ 施策\n\n## 基本目標１ 稼ぐ\n\n仕事を増やします。\n\n{page}## 基本目標２ 集う\n\n人を呼びます。\n"
    found = build(parse(text.encode(), Path("x.md"), "x"))
    assert [(s.level, s.title) for s in found.sections] == [(1, "考え方"), (2, "背景"), (1, "施策"), (2, "稼ぐ"), (2, "集う")]
    assert found.title == "第2期みなと町創生総合戦略" and sum("創生総合戦略" in found.text(u) for u in found.units) <= 1


@pytest.mark.parametrize("leader", ["　・・・・・・　", " …… ", "　　　　", "........"])
def test_a_chapter_that_only_the_contents_name_before(leader: str) -> None:
    """Right behind the contents, at the top of its page, a chapter opens: it is no running head."""
    contents = "".join(f"第{n}章　{name}\n　第1節　趣旨{leader}{n}\n　第2節　経緯{leader}{n}\n" for n, name in ((1, "策定"), (2, "動向"), (3, "施策")))
    body = "".join(f"第{n}章　{name}\n\n第1節　趣旨\n\n{LINE}\n第2節　経緯\n\n{LINE}- {n} -\n\f" for n, name in ((1, "策定"), (2, "動向"), (3, "施策")))
    assert [s.title for s in document(f"みなと市計画\n\n目　次\n\n{contents}\f{body}").sections if s.level == 1] == ["策定", "動向", "施策"]


@pytest.mark.parametrize("tabs", [["総論"], ["総論", "分野別計画"], ["総論", "分野別計画", "地区別計画", "資料"]])
def test_tabs_of_all_chapters_at_each_page(tabs: list[str]) -> None:
    found = document("".join(f"- {n} -\n" + "".join(f"{tab}\n" for tab in tabs) + LINE * 3 for n in range(21, 27)))
    assert all(found.reading.text.count(tab) <= 1 for tab in tabs)  # over the first page


def test_what_stands_under_some_heads_is_no_head() -> None:
    parts = ["主な事業", "現状", "主な事業", "課題", "主な事業", "体制"]
    found = document("".join(f"みなと市計画\n{part}\n{LINE * 3}- {n} -\n" for n, part in enumerate(parts, 21)))
    assert [part for part in parts if part in found.reading.text.split("\n")] == parts
    assert found.reading.text.count("主な事業") == 3 and found.reading.text.count("みなと市計画") <= 1


@pytest.mark.parametrize(("above", "below", "whole"), [
    ("窓口支援事業\n手続を助けます。\n市民課", "図書館予約事業\n席を増やします。\n学習課", ["市民課", "図書館予約事業"]),
    (f"{LINE}市は、市民の皆さまが安心して暮らせるよう、次の", "取組を進めます。", ["次の取組を進めます。"])])
def test_what_the_end_of_a_page_cuts(above: str, below: str, whole: list[str]) -> None:
    found = document(pages(["みなと市計画"] * 5, [LINE * 3, f"{LINE * 3}主な事業\n{above}\n", f"{below}\n{LINE * 3}", LINE * 3, LINE * 3]))
    lines = found.reading.text.split("\n")
    assert all(words in lines or words.endswith("。") and words in found.reading.text for words in whole)


@pytest.mark.parametrize("frame", ["■■ {} ■■", "― {} ―", "◆{}◆"])
def test_heads_between_signs(frame: str) -> None:
    """The first lines of pages that the same signs open and close name the part, whatever it is."""
    names = ["第1章　策定", "第2章　現状", "第3章　方針", "第3章　方針", "第4章　施策"]
    found = document(f"みなと市情報化計画\n\n{LINE}\n1\n\n" + "".join(f"{frame.format(name)}\n\n{LINE * 3}\n{n}\n\n" for n, name in enumerate(names, 2)))
    assert not any(name.split("\u3000")[1] in found.reading.text for name in names) and found.sections == ()


@pytest.mark.parametrize("chapter", ["第３章　施策の展開", "第3章 海辺の賑わい", "第三部　まちの姿"])
@pytest.mark.parametrize("gap", [" " * 30, "　" * 12])
def test_heads_of_the_chapter_and_the_name_beside_it(chapter: str, gap: str) -> None:
    """The page on which the chapter opens has the name alone, at its place; the heading that the heads repeat is the section."""
    name = "みなと県海の基本計画"
    alone = " " * sum(2 if ord(character) > 0x2000 else 1 for character in chapter + gap) + name
    bodies = [f"第１章　策定の趣旨\n{LINE * 4}", f"{alone}\n\n{chapter}\n\n第１節　賑わい\n{LINE * 3}", *[f"{chapter}{gap}{name}\n\n{LINE * 3}"] * 3, f"第４章　推進\n{LINE * 4}"]
    found = document("".join(f"{body}\n      - {number} -\n\n" for number, body in enumerate(bodies, 1)))
    assert [section.title for section in found.sections] == ["策定の趣旨", chapter.split()[-1], "賑わい", "推進"] and found.reading.text.count(name) == 0


def test_a_chapter_that_only_its_heads_name() -> None:
    """The first of these heads is the chapter's heading, as before."""
    bodies = [f"第１章　趣旨\n{LINE * 4}", *[f"第２章　施策\n\n{LINE * 4}"] * 3]
    found = document("".join(f"{body}\n      - {number} -\n\n" for number, body in enumerate(bodies, 1)))
    assert [section.title for section in found.sections] == ["趣旨", "施策"]


def test_pages_that_repeat_whole_are_no_heads() -> None:
    """A form printed again on each page keeps its text, however many lines of it come again."""
    form = "".join(f"申請者は、{chr(0x4e00 + k)}の欄に住所と氏名を記してください\n" for k in range(30))
    found = document("".join(f"みなと市計画\n{form}- {n} -\n" for n in range(1, 7)))
    assert found.reading.text.count("申請者は") >= 6 * 20


@pytest.mark.parametrize("blank", [1, 5])
def test_a_head_that_stands_far_over_the_chapter_that_it_names(blank: int) -> None:
    said = "県は、市町村とともに取組を計画的に進め、毎年度その効果を確かめます。\n" * 9
    text = "港町振興計画\n\n令和6年3月\n\n\f" + "".join(f"第{n}章   {title}\n" + "\n" * blank + f"第{n}章   {title}\n{said}\n\n            {n}\n\f" for n, title in enumerate(("方針", "施策", "推進"), 1))
    assert [s.title for s in build(SourceText("a", text)).sections] == ["方針", "施策", "推進"]

"""Tables of contents typed by hand, in every format: their lines are no headings, and what they list is."""
from pathlib import Path

import pytest

from pipeline.layout import build
from pipeline.readers import read
from pipeline.source import SourceText

BODY = "県は、地域の実情に応じた取組を進めてきました。今後も市町村と連携して取り組みます。"
HEADINGS = [("第1章", "総論"), ("1", "趣旨"), ("2", "期間"), ("第2章", "各論"), ("1", "防災")]
TEXT = f"第1章　総論\n\n1　趣旨\n\n{BODY}\n\n2　期間\n\n{BODY}\n\n第2章　各論\n\n1　防災\n\n{BODY}\n"
LINES = ("第1章　総論", "1　趣旨", "2　期間", "第2章　各論", "1　防災")
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))


def listed(form: str) -> str:
    return "\n".join(form.format(line, page) for page, line in enumerate(LINES, 1))


CASES = {
    "leaders.txt": "霧立市総合計画\n\n目　次\n\n" + listed("{}･････････{}") + "\n\n" + TEXT,
    "two_leaders.txt": "霧立市総合計画\n\n目次\n" + listed("{}……{}") + "\n\n" + TEXT,
    "page_behind_spaces.txt": "霧立市総合計画\n\n目次\n" + listed("{}　　　　　{}") + "\n\n" + TEXT,
    "no_pages.txt": "霧立市総合計画\n\n目次\n" + "\n".join(LINES) + "\n\n" + TEXT,
    "no_pages_apart.txt": "霧立市総合計画\n\n【目次】\n\n" + "\n\n".join(LINES) + "\n\n" + TEXT,
    "paragraphs.html": "<h1>霧立市総合計画</h1><p>目次</p>" + listed("<p>{}　…………　{}</p>") + PARAGRAPHS,
    "no_pages.html": "<h1>霧立市総合計画</h1><h2>もくじ</h2><ul>" + listed("<li>{}</li>") + "</ul>" + PARAGRAPHS,
    "table.html": "<h1>霧立市総合計画</h1><p>目次</p><table>" + listed("<tr><td>{}</td><td>{}</td></tr>") + "</table>" + PARAGRAPHS,
    "paragraphs.md": "# 霧立市総合計画\n\n**目次**\n\n" + listed("{} ……… {}").replace("\n", "\n\n") + "\n\n" + TEXT,
    "links.md": "# 霧立市総合計画\n\n## 目次\n\n" + listed("- [{}](#a{})") + "\n\n" + TEXT,
}


@pytest.mark.parametrize("name", CASES)
def test_contents_typed_by_hand_are_no_headings(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(CASES[name], encoding="utf-8")
    document = build(read(path))
    assert [(s.label, s.title) for s in document.sections] == HEADINGS


def test_a_heading_without_a_number_that_the_contents_list(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_text("<h1>霧立市総合計画</h1><p>目次</p><p>第1章　総論…………1</p><p>第2章　各論…………2</p><p>資料の見方…………9</p>"
                    + PARAGRAPHS + f"<p>資料の見方</p><p>{BODY}</p>", encoding="utf-8")
    assert [s.title for s in build(read(path)).sections][-1] == "資料の見方"


def test_a_heading_named_contents_over_running_text_stays(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(f"1　趣旨\n\n{BODY}\n\n2　目次の見方\n\n{BODY}\n", encoding="utf-8")
    assert [s.title for s in build(read(path)).sections] == ["趣旨", "目次の見方"]


@pytest.mark.parametrize("head", ["目\n\n次\n", "目　次\n"])
def test_contents_of_which_chapters_and_numbers_stand_on_lines_of_their_own(head: str) -> None:
    parts = (("第１章", "策定にあたって", ("背景", "期間")), ("第２章", "現状", ("人口", "産業")))
    listed = "".join(f"{chapter}\n{title}\n\n" + "".join(f"{n}\n{name} ・・・・・・・・・・ {n}\n" for n, name in enumerate(names, 1)) + "\n" for chapter, title, names in parts)
    body = "".join(f"{chapter}　{title}\n\n" + "".join(f"{n}　{name}\n\n町は、海と里と町をつなぎ、働く喜びを次の世代へ渡すため、取組を進めます。\n\n" for n, name in enumerate(names, 1)) for chapter, title, names in parts)
    sections = build(SourceText("a", f"みなと町計画\n\n{head}\n{listed}1\n\n{body}")).sections
    assert [(s.level, s.title) for s in sections] == [(1, "策定にあたって"), (2, "背景"), (2, "期間"), (1, "現状"), (2, "人口"), (2, "産業")]


def test_leaders_and_pages_without_words_list_nothing() -> None:
    """A copy that lost the titles of its contents leaves their leaders."""
    text = "みなと町計画\n\n目　次\n第1章　策定 ・・・・・・ 1\n・・・・・・・・ 2\n背景 ・・・・・・ 3\n１　期間 ・・・・・・ 4\n\n第1章　策定\n\n背景を述べます。\n\n第2章　施策\n\n施策を進めます。\n"
    assert [s.title for s in build(SourceText("a", text)).sections] == ["策定", "施策"]


def test_annexes_in_a_list_without_indents_stand_at_the_top() -> None:
    listed = ["第1章 方針", "1 趣旨", "2 期間", "第2章 推進", "1 体制", "2 工程", "資料1 策定の経過", "資料2 用語の説明"]
    text = "目次\n" + "\n".join(f"{words}.....................{n}" for n, words in enumerate(listed, 1)) + "\n\n" + "\n\n".join(f"{words}\n\n　県は、取組を計画的に進め、その効果を確かめます。" for words in listed) + "\n"
    assert [s.level for s in build(SourceText("a", text)).sections] == [1, 2, 2, 1, 2, 2, 1, 1]


UNPAGED = {
    "the pages of chapters under them": ("第1章 港の概要\n1~3ページ\n1 趣旨\n2 位置付け\n第2章 港の現況\n4～9ページ\n1 船\n第3章 港の施策\n10-22頁\n1 岸壁\n", []),
    "pages in words": ("第1章 港の概要\n(1ページから3ページまで)\n第2章 港の現況\n(4ページから9ページまで)\n", []),
    "a list in round brackets and nothing else": ("(目 次)\n1. 港の将来\n 1 進め方\n2. 港の整備\n 1 岸壁\n(1) 岸壁の補修\n(2) 岸壁の延長\n 2 道路\n(1) 臨港道路\n", []),
    "other titles in the text": (f"目 次\n第1章 港の概要\n1 趣旨\n2 位置付け\n第2章 港の施策\n第1章 港の概要について\n{BODY}\n第2章 港の施策について\n{BODY}\n", [("第1章", "港の概要について"), ("第2章", "港の施策について")]),
    "the last heads text": (f"目次\n第1章 港の概要\n第2章 港の施策\n資料編\n1 港の備え\n{BODY}\n2 港の守り\n{BODY}\n", [("1", "港の備え"), ("2", "港の守り")]),
    "chapters over text": (f"第1章 港の概要\n1 趣旨\n{BODY}\n2 位置付け\n{BODY}\n第2章 港の現況\n{BODY}\n", [("第1章", "港の概要"), ("1", "趣旨"), ("2", "位置付け"), ("第2章", "港の現況")]),
    "pages of one part alone": (f"第1章 港の概要\n1~3ページ\n{BODY}\n第2章 港の現況\n{BODY}\n", [("第1章", "港の概要"), ("第2章", "港の現況")]),
}


@pytest.mark.parametrize("case", UNPAGED)
def test_contents_that_name_no_page_behind_their_entries(case: str) -> None:
    text, expected = UNPAGED[case]
    assert [(s.label, s.title) for s in build(SourceText("a", text)).sections] == expected


def test_a_list_of_contents_keeps_its_items() -> None:
    """The contents of a page may be the only place that names the pillars."""
    text = "目次\n\n第1章 理念\n\n  1. 趣旨\n  2. 期間\n\n第2章 考え方\n\n  ・ 港を守る\n  ・ 浜を育てる\n\n第3章 推進\n\n  1. 体制\n  2. 工程\n"
    document = build(SourceText("a", text))
    assert document.sections == () and [unit.kind for unit in document.units] == ["item", "item"]

"""Notes in items of a list and in rows of a table, each behind its mark, in the formats that mark both."""
from __future__ import annotations

import pytest

from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import html, markdown

WORK, NOTE = "総務省『平成22年版情報通信白書』（平成22年7月）2～9頁。", "県独自の調べによる。"
PAIRS = [("※1", "※2"), ("注1", "注2"), ("＊１", "＊２"), ("（注1）", "（注2）")]


def page(first: str, second: str, notes: str) -> Document:
    """A page whose text calls two notes."""
    return build(html.read(f"<html><body><h1>みなと県計画</h1><p>回線が届いた<sup>{first}</sup>。人口は減る<sup>{second}</sup>。</p>{notes}</body></html>".encode()))


def found(document: Document) -> tuple[list[str], list[str], list[str]]:
    """The marks of the notes, the first characters of these, and the marks of the calls."""
    words = [document.text(document.units[note.unit])[:3] for note in document.notes]
    return [note.marker for note in document.notes], words, [anchor.marker for anchor in document.anchors]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_items_of_a_list(first: str, second: str) -> None:
    document = page(first, second, f"<h2>注釈</h2><ul><li>{first}　{WORK}</li><li>{second}　{NOTE}</li></ul>")
    assert found(document) == (["1", "2"], ["総務省", "県独自"], ["1", "2"])


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_rows_of_a_table(first: str, second: str) -> None:
    document = page(first, second, f"<h2>資料</h2><table><tr><td>{first}</td><td>{WORK}</td></tr><tr><td>{second}</td><td>{NOTE}</td></tr></table>")
    assert found(document) == (["1", "2"], ["総務省", "県独自"], ["1", "2"]) and not document.tables


@pytest.mark.parametrize(("head", "notes"), [("脚注", ["1", "2"]), ("主な事業", [])])
def test_figures_alone_under_a_line_that_says_so(head: str, notes: list[str]) -> None:
    rows = f"<tr><th>番号</th><th>内容</th></tr><tr><td>1</td><td>{WORK}</td></tr><tr><td>2</td><td>{NOTE}</td></tr>"
    assert found(page("※1", "※2", f"<h2>{head}</h2><table>{rows}</table>"))[0] == notes


def test_markdown() -> None:
    document = build(markdown.read(f"# みなと県計画\n\n回線が届いた※1。人口は減る※2。\n\n- ※1　{WORK}\n- ※2　{NOTE}\n".encode()))
    assert found(document) == (["1", "2"], ["総務省", "県独自"], ["1", "2"])


@pytest.mark.parametrize("items", ["<li>※1日当たりの件数</li><li>※2年ごとの見直し</li>", "<li>※ 再掲を除く。</li><li>※ 県の調べ</li>"])
def test_remarks(items: str) -> None:
    assert found(page("", "", f"<ul>{items}</ul>"))[0] == []

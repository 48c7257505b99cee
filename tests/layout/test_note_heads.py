"""注 over the notes of a document or chapter is a heading, over those of a page none; marks alone open the notes under it."""
import pytest

from pipeline.layout import build
from pipeline.readers import html, markdown
from pipeline.source import SourceText

BODY = "県は、地域の実情に応じた取組を進めてきました（注１）。今後も、国や市町村と連携して取り組みます（注２）。"
NOTES = "注１　県「調査報告書」令和5年3月、3頁。\n注２　国の調べによる。\n"
ALONE = "注１\n\n県「調査報告書」令和5年3月、3-18頁。浜田「県政の研\n\n究」第4号、1972年。\n\n注２\n\n国の調べによる。\n"


def outline(text: str) -> list[tuple[int, str, str]]:
    return [(s.level, s.label, s.title) for s in build(SourceText("x", text)).sections]


@pytest.mark.parametrize("notes", [NOTES, ALONE], ids=["in a line", "alone"])
@pytest.mark.parametrize("head", ["注", "【注】", "脚注", "（注）", "注釈", "＜註＞"])
def test_head_of_notes(head: str, notes: str) -> None:
    document = build(SourceText("x", f"第２編 歩み\n\n第１節 計画\n\n{BODY}\n\n第２節 総括\n\n{BODY}\n\n{head}\n{notes}"))
    assert [(s.level, s.title) for s in document.sections] == [(1, "歩み"), (2, "計画"), (2, "総括"), (2, head.strip("【】（）＜＞"))]
    assert [note.marker for note in document.notes] == ["1", "2"]
    assert document.text(document.units[document.notes[0].unit]).endswith("年。" if notes == ALONE else "頁。")


def test_head_of_the_notes_of_all_chapters() -> None:
    assert outline(f"第１章 歩み\n\n{BODY}\n\n第２章 総括\n\n{BODY}\n\n注\n{NOTES}")[-1] == (1, "", "注")


def test_heads_of_the_notes_of_each_chapter() -> None:
    assert outline(f"第１章 歩み\n\n{BODY}\n\n注\n{NOTES}\n第２章 総括\n\n{BODY}\n\n注\n{NOTES}") == [
        (1, "第1章", "歩み"), (2, "", "注"), (1, "第2章", "総括"), (2, "", "注")]


def test_words_over_the_notes_of_a_page_head_nothing() -> None:
    text = "".join(f"{BODY}\n\n【注】\n{NOTES}\n- {page} -\n\f" for page in (1, 2, 3)) + f"{BODY}\n\n- 4 -\n"
    assert outline(f"第１章 歩み\n\n{text}") == [(1, "第1章", "歩み")]


def test_a_mark_alone_over_more_than_notes() -> None:
    text = f"第１章 歩み\n\n{BODY}\n\n注\n{ALONE}\n第２章 総括\n\n{BODY}\n"
    document = build(SourceText("x", text))
    assert [document.text(document.units[note.unit])[-8:] for note in document.notes][1:] == ["国の調べによる。"[-8:]]
    assert [s.title for s in document.sections] == ["歩み", "注", "総括"]


def test_heads_of_notes_by_markup_and_without() -> None:
    for source in (markdown.read(f"# みなと県計画\n\n## 第2章 歩み\n\n{BODY}\n\n注\n\n注１ 県「報告書」\n\n注２ 国の調べ\n".encode()),
                   html.read(f"<h1>みなと県計画</h1><h2>第2章 歩み</h2><p>{BODY}</p><p>注</p><p>注１　県「報告書」</p><p>注２　国の調べ</p>".encode())):
        assert [(s.level, s.title) for s in build(source).sections] == [(1, "歩み"), (2, "注")]

"""Trees that characters draw: each branch is an item as deep as it stands, and stems are no text."""
from __future__ import annotations

import pytest

from pipeline.layout import build
from pipeline.readers import html, markdown, text
from tests.layout.word_files import of_paragraphs

WITHIN = ["柱1 くらし", "施策1 窓口", "施策2 防災", "柱2 しごと", "施策3 観光"]
DRAWN = {
    "thin": "├ {}\n│ ├ {}\n│ └ {}\n└ {}\n　 └ {}",
    "thin, with arms": "├─ {}\n│   ├─ {}\n│   └─ {}\n└─ {}\n     └─ {}",
    "thin, with long arms and stems between": "│\n├── {}\n│　　├── {}\n│　　└── {}\n│\n└── {}\n　　　 └── {}",
    "thick": "┣━{}\n┃　┣━{}\n┃　┗━{}\n┗━{}\n　　┗━{}",
    "round": "├─ {}\n│  ├─ {}\n│  ╰─ {}\n╰─ {}\n   ╰─ {}",
    "set in": "　　├ {}\n　　│ ├ {}\n　　│ └ {}\n　　└ {}\n　　　 └ {}",
}


@pytest.mark.parametrize("drawn", DRAWN.values(), ids=DRAWN)
@pytest.mark.parametrize("form", ["text", "fence"])
def test_branches_are_items(drawn: str, form: str) -> None:
    tree = drawn.format(*WITHIN)
    lines = f"第1章 体系\n\n県の計画\n{tree}\n\n第2章 施策\n" if form == "text" else f"# 第1章 体系\n\n```\n県の計画\n{tree}\n```\n\n# 第2章 施策\n"
    document = build(text.read(lines.encode()) if form == "text" else markdown.read(lines.encode()))
    items = [u for u in document.units if u.kind == "item"]
    assert [document.text(u).replace(" ", "") for u in items] == [name.replace(" ", "") for name in WITHIN]
    outer = items[0].depth
    assert [u.depth > outer for u in items] == [False, True, True, False, True]
    assert not any("│" in document.text(u) or "┃" in document.text(u) for u in document.units)


def test_the_lines_of_a_drawn_table_are_no_branches() -> None:
    table = "┌──┬───┐\n│柱　│施策　│\n├──┼───┤\n│守る│防災　│\n└──┴───┘\n"
    document = build(text.read(f"第1章 体系\n\n{table}".encode()))
    assert [document.text(u) for u in document.units if u.kind == "cell"] == ["柱", "施策", "守る", "防災"]
    assert not any(u.kind == "item" for u in document.units)


@pytest.mark.parametrize("form", ["paragraphs of HTML", "lines of HTML", "Word"])
def test_branches_that_are_paragraphs(form: str) -> None:
    """The readers of these formats leave out white space at the head of a line, so that each branch here has a stem."""
    lines = ["├─ 柱1 くらし", "│　├─ 施策1 窓口", "│　└─ 施策2 防災", "├─ 柱2 しごと", "│　└─ 施策3 観光", "└─ 柱3 まち"]
    if form == "Word":
        source = of_paragraphs(lines)
    else:
        source = html.read(("<br>".join(lines) if form == "lines of HTML" else "".join(f"<p>{each}</p>" for each in lines)).encode())
    document = build(source)
    items = [u for u in document.units if u.kind == "item"]
    assert [document.text(u).replace(" ", "")[0] for u in items] == ["柱", "施", "施", "柱", "施", "柱"]
    assert len({u.marker for u in items}) == 1
    assert [u.depth > items[0].depth for u in items] == [False, True, True, False, True, False]

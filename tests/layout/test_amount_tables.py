"""Tables of names, amounts and what is told, of which a copy broke the head or the first cell over lines."""
from __future__ import annotations

import pytest

from pipeline import extract_document

NAMES, UNITS = ["地下水水質監視", "井戸検査器更新", "湧水保全活動支援"], ["水環境課", "衛生課", "緑地課"]
TOLD = ["市内10か所の井戸の水質を調べます。", "検査器を新しいものに替えます。", "湧水を守る団体の活動を支援します。"]
AMOUNTS = ["2,150千円", "340千円", "780千円"]
HEADS = ["施策名(担当課名) 予算額(千円) 施策の概要", "施策名(担当課名) 予算額(千円)\n施策の概要", "施策名(担当課名) 予算額(千\n円)\n施策の概要", "事業名（担当課） 予算額\n事業概要"]
ROWS = ["{}({}) {} {}", "{}\n({})\n{} {}", "{}\n（{}） {}  {}"]
OTHERS = [
    "施策名 予算額\n施策の概要\n町は、取組を進めます。\n",  # nothing below the head
    "施策名(担当課名) 予算額(千円)\n施策の概要\n地下水水質監視(水環境課) 水質を調べます。\n井戸検査器更新(衛生課) 検査器を替えます。\n",  # no amounts
    "町の予算 2,150千円 です。\n昨年度の予算 340千円 から増えました。\n",
]


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("head", HEADS)
def test_broken_rows(head: str, row: str) -> None:
    rows = "\n".join(row.format(*cells) for cells in zip(NAMES, UNITS, AMOUNTS, TOLD))
    found = extract_document(f"水の安全\n{head}\n{rows}\n\n緑の安全\n町は、取組を進めます。\n")
    value = found.document.reading.value
    assert [value(m.start, m.end) for m in found.measures] == NAMES
    assert [value(d.start, d.end) for d in found.details.departments] == UNITS
    assert [value(d.start, d.end) for d in found.details.descriptions] == TOLD


@pytest.mark.parametrize("text", OTHERS)
def test_other_lines(text: str) -> None:
    assert not extract_document(text).document.tables

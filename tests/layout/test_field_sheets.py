"""Sheets about a measure in text: labels and values in one line, or labels over the values."""
from __future__ import annotations

import pytest

from pipeline import extract_document

SHEETS = [  # lines, the projects in them, their departments, what is told of them
    ("<事務事業一覧>\n\n事務事業名 地域まつり開催事業 所管課 市民局協働推進課\n事務事業の概要 住民と協力してまつりを開く。\n達成度\n3\n"
     "事務事業名 文化大使派遣事業 所管課 文化局文化振興課\n事務事業の概要 文化大使を学校に派遣し、話を聞く会を開く。\n",
     ["地域まつり開催事業", "文化大使派遣事業"], ["市民局協働推進課", "文化局文化振興課"], ["住民と協力してまつりを開く。", "文化大使を学校に派遣し、話を聞く会を開く。"]),
    ("事務事業名 地域まつり開催事業\n所管課 市民局協働推進課\n事務事業の概要 住民と協力して\nまつりを開く。\n", ["地域まつり開催事業"], ["市民局協働推進課"], ["住民と協力してまつりを開く。"]),
    ("事業名 :貨物運送支援補助金(20130000) 予算計上課 産業支援室\n款名・項名・目名 :商工費 商工業費 商工業振興費\n", ["貨物運送支援補助金"], ["産業支援室"], []),
    ("事業名 |\n親子ひろば運営事業 |\n担当部名 |\nこども部 |\n担当課名 |\nこども応援課 |\n何をする事業か (概要) |\n親子が集うひろばを週3回開く。\n|\n",
     ["親子ひろば運営事業"], ["こども部", "こども応援課"], ["親子が集うひろばを週3回開く。"]),
    ("事業名：\n\n親子ひろば運営事業\n\n担当課：\n\nこども応援課\n\n事業概要：\n\nひろばを週3回開く。\n", ["親子ひろば運営事業"], ["こども応援課"], ["ひろばを週3回開く。"]),
]
OTHERS = [
    "事業名 担当課 予算額 事業概要\n\n町は、取組を進めます。\n",  # names of columns
    "担当課：\n\nこども応援課\n\n概要：\n\nひろばを週3回開く。\n",  # no name
    "事業名：\n\n担当課：\n\n",  # no values
    "事業名 地域の行事\n\n町は、行事を開きます。\n",  # one label
]


@pytest.mark.parametrize(("text", "projects", "departments", "descriptions"), SHEETS)
def test_fields(text: str, projects: list[str], departments: list[str], descriptions: list[str]) -> None:
    found = extract_document(text)
    value = found.document.reading.value
    assert [value(m.start, m.end) for m in found.measures if m.level == "project"] == projects
    assert [value(d.start, d.end) for d in found.details.departments] == departments
    assert [value(d.start, d.end) for d in found.details.descriptions] == descriptions


@pytest.mark.parametrize("text", OTHERS)
def test_other_lines(text: str) -> None:
    assert not extract_document(text).document.tables

"""Projects linked by their place in a report: a table of cases, each with its list under the text and in a later chapter."""
from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.analysis import extract_document
from pipeline.extraction import Extraction
from tests.linking.plan import OPENING, plan

CASES = [line.split("\t") for line in (Path(__file__).parents[1] / "cases" / "ordered.tsv").read_text("utf-8").splitlines()
         if not line.startswith("#")]
_TABLE = OPENING + """
(2) 海を生かす

海を生かす取組を進めました。

第2章 主な事業

暮らしを守る\t{projects}
海を生かす\t○沖合風車点検事業
"""


def _by_place(found: Extraction, rule: str) -> list[tuple[str, str]]:
    reading = found.document.reading
    return [(reading.value(found.measures[m.measure].start, found.measures[m.measure].end), reading.surface(m.start, m.end))
            for m in found.project_mentions if m.rule == rule]


def _expected(text: str) -> list[tuple[str, ...]]:
    return [] if text == "-" else [tuple(part.split("=")) for part in text.split("|")]


@pytest.mark.parametrize(("names", "passage", "expected"), CASES)
def test_list_under_the_text(names: str, passage: str, expected: str) -> None:
    assert _by_place(plan(passage.replace("/", "\n\n"), *names.split("|")), "description.section") == _expected(expected)


@pytest.mark.parametrize(("names", "passage", "expected"), CASES)
def test_table_in_a_later_chapter(names: str, passage: str, expected: str) -> None:
    projects = " ".join(f"○{name}" for name in names.split("|"))
    found = extract_document(_TABLE.format(passage=passage.replace("/", "\n\n"), projects=projects))
    assert _by_place(found, "description.order") == _expected(expected)


_PROGRAMS = """\
第1章 施策の展開

次の2つの柱で進めます。

・暮らしを守る
・海を生かす

柱1 暮らしを守る

施策1-1 山の楽しみ

ロッジの改修を終えました。キャンプをする人には、薪を配りました。

施策1-2 島の楽しみ

渡船の改修を終えました。キャンプをする人には、時刻表を配りました。

柱2 海を生かす

施策2-1 港の改修

海を生かす取組を進めました。

表1 主な事業

柱\t施策\t事業名
暮らしを守る\t山の楽しみ\tロッジ改修事業
暮らしを守る\t{first}\tキャンプ普及事業
暮らしを守る\t島の楽しみ\t渡船改修事業
海を生かす\t港の改修\t沖合風車点検事業
"""


@pytest.mark.parametrize(("program", "section"), [("山の楽しみ", "山の楽しみ"), ("島の楽しみ", "島の楽しみ"), ("", "山の楽しみ"), ("旅の楽しみ", "")])
def test_a_project_is_told_in_the_section_of_its_program(program: str, section: str) -> None:
    found = extract_document(_PROGRAMS.format(first=program))
    document = found.document
    told = [document.sections[document.unit_at(m.start).section].title for m in found.project_mentions if m.rule.startswith("description.")]
    assert told == ([section] if section else [])

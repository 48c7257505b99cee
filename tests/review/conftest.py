"""A small plan for corrections: two pillars, one project under both, a date that does not exist."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import Extraction, extract_document
from pipeline.extract.mentions import Measure
from pipeline.review.corrections import COLUMNS, Corrections, load

PLAN = """\
青嶺県DX推進計画

第1章 計画の期間

計画期間は、令和5年度から令和9年度までとする。令和5年2月30日に策定した。

第2章 施策の展開

次の2つの柱で進める。

・暮らしを支えるデジタル
・産業を興すデジタル

1 暮らしを支えるデジタル

（1）遠隔医療の普及

離島での受診については、診療所と県立病院を映像で結ぶ。主な事業は次のとおり。

・遠隔診療ネットワーク事業
・高齢者スマートフォン教室事業
・県公式アプリ「あおねナビ」

2 産業を興すデジタル

（1）スマート農業の普及

人手不足の解消のため、実証農場のデータを公開する。主な事業は次のとおり。

・スマート農業実証事業
・高齢者スマートフォン教室事業
"""
Row = dict[str, object]


def extract_unlinked(text: str) -> Extraction:
    """What is found in a plan before its measures are linked, which is when decisions are applied."""
    found = extract_document(text, doc_id="aone")
    return replace(found, measures=tuple(m._replace(program=-1) for m in found.measures), project_mentions=())


@pytest.fixture
def plan() -> str:
    return PLAN


@pytest.fixture
def found() -> Extraction:
    return extract_unlinked(PLAN)


@pytest.fixture
def at() -> Callable[..., Row]:
    """Offsets and surface of words in a plan; `nth` counts their occurrences from 0."""
    def place(words: str, nth: int = 0, text: str = PLAN) -> Row:
        start = -1
        for _ in range(nth + 1):
            start = text.index(words, start + 1)
        return {"doc_id": "aone", "start": start, "end": start + len(words), "surface": words}
    return place


@pytest.fixture
def decided(tmp_path: Path) -> Callable[..., Corrections]:
    """Corrections read from a file with these rows; columns that a row lacks are empty."""
    def made(*rows: Row) -> Corrections:
        lines = [",".join(str(row.get(name, "")) for name in COLUMNS) for row in rows]
        path = tmp_path / "corrections.csv"
        path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
        return load(path)
    return made


def named(found: Extraction, measures: tuple[Measure, ...]) -> list[tuple[str, str, str, str]]:
    """Name, level, pillar and method of measures."""
    return [(m.name or found.document.reading.value(m.start, m.end), m.level,
             found.pillars[m.pillar].name if m.pillar >= 0 else "", m.pillar_method) for m in measures]

"""What tables, sheets, labels and brackets state about measures: hand-made gold of small plans comes out, nothing else."""
from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline import extract_document
from pipeline.readers import read
from pipeline.tables.check import check
from pipeline.tables.collect import collect
from pipeline.tables.rows import Tables

PLANS = Path(__file__).parent / "columns"
NAMES = ("departments", "indicators", "values", "budgets", "schedules", "descriptions", "challenges")
FILES = sorted(path for path in PLANS.glob("*") if path.suffix != ".json")
Rows = dict[str, Counter[tuple[str, ...]]]


def edtf(value: str) -> str:
    """`FY2023/FY2024` as the interval of its fiscal years."""
    years = re.findall(r"FY([0-9]{4})", value)
    return f"{years[0]}-04-01/{int(years[-1]) + 1}-03-31" if years else value


def stated(path: Path) -> Rows:
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return {name: Counter(tuple(edtf(v) for v in row) for row in gold.get(name, [])) for name in NAMES}


def found(path: Path) -> tuple[Rows, Tables, str]:
    result = extract_document(read(path))
    tables = collect(result)
    measure = {row.measure_id: row.name for row in tables.measures} | {"": ""}
    pillar = {row.pillar_id: row.name for row in tables.pillars} | {"": ""}
    name = {row.indicator_id: row.name for row in tables.indicators}

    def figure(value: float | None) -> str:
        return "" if value is None else f"{value:.10g}"

    rows = {
        "departments": [(measure[r.measure_id], r.name, r.role, r.part_of) for r in tables.departments],
        "indicators": [(measure[r.measure_id], pillar[r.pillar_id], r.name, r.unit, r.direction, r.baseline,
                        figure(r.baseline_number), r.baseline_year, r.target, figure(r.target_number), r.target_year)
                       for r in tables.indicators],
        "values": [(name[r.indicator_id], r.kind, r.year, r.printed, figure(r.number)) for r in tables.indicator_values
                   if r.kind not in ("baseline", "target")],
        "budgets": [(measure[r.measure_id], r.year, str(r.amount), r.unit, r.printed) for r in tables.budgets],
        "schedules": [(measure[r.measure_id], r.year, r.text) for r in tables.schedules],
        "descriptions": [(measure[r.measure_id], r.text) for r in tables.descriptions],
        "challenges": [(r.heading, r.statement, pillar[r.pillar_id]) for r in tables.challenges],
    }
    return {key: Counter(values) for key, values in rows.items()}, tables, result.document.source.text


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_columns(path: Path) -> None:
    gold = stated(path)
    rows, tables, text = found(path)
    for name in NAMES:
        assert (sorted(gold[name] - rows[name]), sorted(rows[name] - gold[name])) == ([], []), name
    assert check(tables, {tables.documents[0].doc_id: text}) == []

"""Damaged plans: every reader refuses them or gives sound rows; with `make fuzz` for many more of them."""
from __future__ import annotations

import random

import pytest

from tests.fuzz import FULL
from tests.fuzz.mutation import complaints, damaged

PLANS = 3_000 if FULL else 40
TOGETHER = 10  # plans in a test


@pytest.mark.parametrize("first", range(0, PLANS, TOGETHER))
def test_damaged_plans(first: int) -> None:
    for seed in range(first, first + TOGETHER):
        assert list(complaints(damaged(random.Random(seed)))) == [], f"seed {seed}"


def test_damages_differ() -> None:
    """The fuzzer damages: hardly any plan comes out as it was, or twice."""
    assert len({damaged(random.Random(seed)) for seed in range(50)}) > 45


def test_a_fault_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table whose offsets are one too high is complained about."""
    from dataclasses import replace

    from pipeline.tables.collect import collect
    from pipeline.tables.columns import columns
    from pipeline.tables.rows import DateRow

    def shifted(*given: object) -> object:
        tables = collect(*given)  # type: ignore[arg-type]
        names = [column.name for column in columns(DateRow)]
        moved = [dict(zip(names, row)) | {"start": row.start + 1, "end": row.end + 1, "spans": f"{row.start + 1}:{row.end + 1}"}
                 for row in tables.dates if ";" not in row.spans]
        return replace(tables, dates=tuple(DateRow(**values) for values in moved))

    monkeypatch.setattr("tests.fuzz.mutation.collect", shifted)
    assert any("surface: is" in line for line in complaints("第1章 計画\n\n平成31年4月から、計画を始める。\n"))

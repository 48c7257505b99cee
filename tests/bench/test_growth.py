"""Exponents of growth."""
from __future__ import annotations

import pytest

from bench.speed.growth import exponent, growth
from bench.speed.record import FLOOR, OURS, Record
from bench.speed.targets import GINZA
from tests.bench.conftest import speed


@pytest.mark.parametrize(("power", "factor"), [(1.0, 3.0), (2.0, 0.1), (0.5, 7.0), (0.0, 2.0)])
def test_exponent_of_a_power_law(power: float, factor: float) -> None:
    sizes = [1, 4, 16]
    assert exponent(sizes, [factor * size**power for size in sizes]) == pytest.approx(power)


def test_exponent_uses_all_sizes() -> None:
    assert exponent([1, 4, 16], [1, 4, 64]) == pytest.approx(1.5)  # 1 at first, then 2
    assert exponent([1, 4, 16], [1, 8, 16]) == pytest.approx(1.0)  # what is over in the middle weighs nothing


@pytest.mark.parametrize(("sizes", "costs"), [([1, 1], [1, 2]), ([1, 2], [0, 2]), ([0, 2], [1, 2])])
def test_no_exponent(sizes: list[float], costs: list[float]) -> None:
    with pytest.raises(ValueError, match="two different sizes|above zero"):
        exponent(sizes, costs)


def test_growth_leaves_out_texts_as_they_are_and_parts_of_texts(record: Record) -> None:
    rows = {(row.tool, row.step): row for row in record.growth}
    assert set(rows) == {(FLOOR, ""), (OURS, ""), (OURS, "layout"), (OURS, "write")}
    assert rows[OURS, ""].time == 1.0
    assert rows[OURS, ""].memory == 1.0
    parts = [speed(GINZA, size, 20.0, 500.0, processed=40_000) for size in (1, 4)]
    assert growth(parts) == ()


def test_growth_of_memory_is_open_where_a_step_adds_nearly_none() -> None:
    rows = [speed(OURS, 1, 1.0, 1.0), speed(OURS, 4, 4.0, 1.0)]
    assert growth(rows)[0].memory == 1.0
    small = [speed(OURS, 1, 1.0, 1.0, "assign"), speed(OURS, 4, 4.0, 1.0, "assign")]
    flat = [type(row)(**{name: 40.1 if name == "peak" else getattr(row, name) for name in row.__dataclass_fields__})
            for row in small]
    assert growth(flat)[0].memory is None

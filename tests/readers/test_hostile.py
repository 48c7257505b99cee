"""Files made to hang, crash or fool a reader: each ends in time and memory, with one line, and the others are written."""
from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline.readers import limits
from pipeline.source import Mark
from tests.readers.hostile import CASES, Case, End, together

SMALL = [case for case in CASES if case.few >= 0]


def kind(case: Case) -> str:
    """The format that a case is of."""
    return case.name.partition(":")[0]


@cache
def ends(format: str) -> dict[str, End]:
    """How `keikaku extract` ends on the cases of a format, all in one run: a file that costs much takes from the time of the others."""
    with TemporaryDirectory() as folder:
        return together([case for case in SMALL if kind(case) == format], Path(folder))


@pytest.mark.timed
@pytest.mark.xdist_group("hostile")
@pytest.mark.parametrize("case", SMALL, ids=lambda case: case.name)
def test_hostile_files(case: Case) -> None:
    assert ends(kind(case))[case.name].wrong == ""


@pytest.mark.parametrize(("rows", "places"), [
    ([], 0), ([["1,1,"]], 1), ([["1,3,h"], ["1,1,", "1,1,"]], 6), ([["2,2,"], ["1,1,"]], 6), ([["5,2,", "1,1,"], ["1,1,"], []], 9),
    ([[""], ["1,1,"]], 2), ([["9,4,"], ["9,4,"], ["9,4,"]], 36),
])
def test_places_of_tables(rows: list[list[str]], places: int) -> None:
    marks = [Mark("table", 0, 9)]
    for row in rows:
        marks += [Mark("row", 0, 9), *(Mark("cell", 0, 1, value) for value in row)]
    assert limits.places(marks) == places
    assert limits.places([*marks, Mark("paragraph", 0, 1), *marks]) == 2 * places

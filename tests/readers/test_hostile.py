"""Files made to hang, crash or fool a reader: each ends in time and memory, with one line, and the others are written."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from pipeline.readers import limits
from pipeline.source import Mark
from tests.readers.hostile import CASES, Case, End, attempt

SIDE_BY_SIDE = 2  # runs at a time


@pytest.fixture(scope="module")
def ends(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Future[End]]]:
    """How `keikaku extract` ends on each case that is asked for, by its name; begun all at once."""
    asked = [item.callspec.params["case"] for item in request.session.items if "ends" in getattr(item, "fixturenames", ())]
    pool = ThreadPoolExecutor(SIDE_BY_SIDE)
    yield {case.name: pool.submit(attempt, case, tmp_path_factory.mktemp("hostile")) for case in asked}
    pool.shutdown(cancel_futures=True)


@pytest.mark.timed
@pytest.mark.parametrize("case", [case for case in CASES if case.few >= 0], ids=lambda case: case.name)
def test_hostile_files(case: Case, ends: Mapping[str, Future[End]]) -> None:
    assert ends[case.name].result().wrong == ""


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

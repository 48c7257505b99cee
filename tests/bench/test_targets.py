"""Which targets are met."""
from __future__ import annotations

from dataclasses import replace

from bench.speed.record import OURS, Record
from bench.speed.targets import targets


def met(record: Record) -> dict[str, bool | None]:
    """Whether each target is met, by name."""
    return {target.name: target.met for target in targets(record)}


def test_all_are_met(record: Record) -> None:
    assert len(met(record)) == 9
    assert set(met(record).values()) == {True}
    assert {target.name: target.measured for target in record.targets} == {
        "sample, repeated: extract in times of SudachiPy": 1.8, "sample, as it is: extract in times of SudachiPy": 2.2,
        "sample: times as fast as GiNZA": 277.8, "sample: exponent of time": 1.0,
        "keikaku extract, sample: seconds of the processor": 0.7, "keikaku --help: seconds of the processor": 0.1,
        "dvc repro from nothing: seconds of the clock": 16.0, "--jobs 2: times as fast as --jobs 1": 2.0,
        "memory of 1,000 documents in times of 50": 1.1}


def test_the_worst_size_counts(record: Record) -> None:
    speeds = tuple(replace(row, ratio=2.1) if (row.tool, row.step, row.megabytes) == (OURS, "", 4) else row
                   for row in record.speeds)
    assert [name for name, yes in met(replace(record, speeds=speeds)).items() if not yes] == [
        "sample, repeated: extract in times of SudachiPy"]


def test_slow_gain_and_growing_memory_are_not_met(record: Record) -> None:
    few, *rest = record.batches
    slow = tuple(replace(row, clock=10.0) if row.jobs == 2 else replace(row, peak=95.0) if row.documents == 1000 else row
                 for row in rest)
    assert [name for name, yes in met(replace(record, batches=(few, *slow))).items() if not yes] == [
        "--jobs 2: times as fast as --jobs 1", "memory of 1,000 documents in times of 50"]


def test_the_chapter_counts_where_there_is_one(record: Record) -> None:
    chapter = replace(record.processes[1], name="keikaku extract, chapter", seconds=4.0)
    assert met(replace(record, processes=(*record.processes, chapter)))[
        "keikaku extract, chapter: seconds of the processor"] is False


def test_what_was_not_measured_is_neither(record: Record) -> None:
    bare = replace(record, batches=(), processes=(), growth=())
    assert list(met(bare).values()) == [True, True, True, None, None, None, None, None, None]

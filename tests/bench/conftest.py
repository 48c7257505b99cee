"""A small record of a run, with everything in it that a run can bring."""
from __future__ import annotations

from dataclasses import replace

import pytest

from bench.speed.growth import growth
from bench.speed.record import FLOOR, OURS, Batch, Process, Record, Speed
from bench.speed.targets import GINZA, targets


def speed(tool: str, megabytes: int, seconds: float, ratio: float, step: str = "", processed: int = 0) -> Speed:
    """A row for 400,000 characters a megabyte (10,000 for a text as it is); memory above the baseline is 30 MB for each."""
    whole = 400_000 * megabytes or 10_000
    return Speed(text="sample", megabytes=megabytes, tool=tool, step=step, characters=processed or whole, whole=whole,
                 seconds=seconds, runs=2, ratio=ratio, baseline=40.0, peak=40.0 + 30 * megabytes)


@pytest.fixture
def record() -> Record:
    """Keikaku takes 1.8 times SudachiPy's time, 2.2 as it is; GiNZA stopped after a tenth."""
    speeds = (
        speed(FLOOR, 0, 0.01, 1.0), speed(OURS, 0, 0.022, 2.2),
        speed(FLOOR, 1, 0.4, 1.0), speed(OURS, 1, 0.72, 1.8), speed(OURS, 1, 0.6, 1.5, "layout"),
        speed(OURS, 1, 0.12, 0.3, "write"), speed(GINZA, 1, 20.0, 500.0, processed=40_000),
        speed(FLOOR, 4, 1.6, 1.0), speed(OURS, 4, 2.88, 1.8), speed(OURS, 4, 2.4, 1.5, "layout"),
        speed(OURS, 4, 0.48, 0.3, "write"))
    found = Record(
        date="2026-01-02", cores=2, load=0.5, versions={"Python": "3.11.7"}, speeds=speeds, growth=growth(speeds),
        processes=(Process(kind="command", name="keikaku --help", seconds=0.1, clock=0.2, peak=17.0, runs=3),
                   Process(kind="command", name="keikaku extract, sample", seconds=0.7, clock=0.9, peak=46.0, runs=3),
                   Process(kind="repro", name="dvc repro from nothing", seconds=14.0, clock=16.0, peak=370.0, runs=1),
                   Process(kind="stage", name="read", seconds=0.3, clock=0.4, peak=33.0, runs=1)),
        batches=(Batch(documents=50, jobs=1, clock=4.0, peak=70.0, runs=1), Batch(documents=200, jobs=1, clock=16.0, peak=72.0, runs=2),
                 Batch(documents=200, jobs=2, clock=8.0, peak=140.0, runs=2), Batch(documents=1000, jobs=1, clock=80.0, peak=77.0, runs=1)),
        notes=("GiNZA stopped",))
    return replace(found, targets=targets(found))

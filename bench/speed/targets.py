"""What a run must reach: bounds on its figures."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.speed.record import OURS, Batch, Record, Speed, Target
from bench.speed.speeds import OTHERS

TIMES_FLOOR, TIMES_FLOOR_ONCE = 2.0, 2.5  # time, repeated texts and a text as it is, which bears all that a file costs
TIMES_GINZA = 25.0
EXPONENT = 1.05
EXTRACT, HELP = 3.0, 0.4  # seconds of the processor
REPRO = 25.0  # seconds of the clock: one stage works in several processes
GAIN = 1.7  # of two processes
FLAT = 1.3  # memory of the most documents in times of the fewest
GINZA = next(name for name in OTHERS if name.startswith("GiNZA"))


def targets(record: Record) -> tuple[Target, ...]:
    """All targets; those whose figure was not measured have none."""
    return (*(target for name in dict.fromkeys(speed.text for speed in record.speeds) for target in _of_text(record, name)),
            *_of_processes(record), *_of_batches(record.batches))


def _of_text(record: Record, name: str) -> Iterator[Target]:
    whole = [speed for speed in record.speeds if speed.text == name and speed.tool.startswith(OURS) and not speed.step]
    once = [speed.ratio for speed in whole if not speed.megabytes and speed.ratio]
    repeated = [speed.ratio for speed in whole if speed.megabytes and speed.ratio]
    exponents = [row.time for row in record.growth if (row.text, row.tool, row.step) == (name, OURS, "")]
    yield Target(name=f"{name}, repeated: extract in times of SudachiPy", measured=max(repeated, default=None), bound=TIMES_FLOOR)
    yield Target(name=f"{name}, as it is: extract in times of SudachiPy", measured=max(once, default=None),
                 bound=TIMES_FLOOR_ONCE)
    yield Target(name=f"{name}: times as fast as GiNZA", measured=_times_ginza(record.speeds, whole, name), bound=TIMES_GINZA,
                 most=False)
    yield Target(name=f"{name}: exponent of time", measured=max(exponents, default=None), bound=EXPONENT)


def _times_ginza(speeds: Sequence[Speed], whole: Sequence[Speed], name: str) -> float | None:
    """The least over the sizes at which both were measured, by characters a second."""
    slow = {speed.megabytes: speed.rate for speed in speeds if speed.text == name and speed.tool == GINZA}
    return min((round(speed.rate / slow[speed.megabytes], 1) for speed in whole if speed.megabytes in slow), default=None)


def _of_processes(record: Record) -> Iterator[Target]:
    seconds = {process.name: process.seconds for process in record.processes}
    documents = [name for name in seconds if name.startswith("keikaku extract, ")]
    document = max(documents, key=lambda name: name.endswith("chapter"), default="keikaku extract, chapter")
    for name, bound in ((document, EXTRACT), ("keikaku --help", HELP)):
        yield Target(name=f"{name}: seconds of the processor", measured=seconds.get(name), bound=bound)
    clock = {process.name: process.clock for process in record.processes}
    yield Target(name="dvc repro from nothing: seconds of the clock", measured=clock.get("dvc repro from nothing"), bound=REPRO)


def _of_batches(batches: Sequence[Batch]) -> Iterator[Target]:
    alone = {batch.documents: batch for batch in batches if batch.jobs == 1}
    gains = [round(alone[batch.documents].clock / batch.clock, 2) for batch in batches
             if batch.jobs == 2 and batch.documents in alone]
    yield Target(name="--jobs 2: times as fast as --jobs 1", measured=min(gains, default=None), bound=GAIN, most=False)
    flat = round(alone[max(alone)].peak / alone[min(alone)].peak, 2) if len(alone) > 1 else None
    sizes = f"{max(alone):,} documents in times of {min(alone):,}" if len(alone) > 1 else "many documents in times of few"
    yield Target(name=f"memory of {sizes}", measured=flat, bound=FLAT)

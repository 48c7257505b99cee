"""What a run measured, as typed rows, and the file that keeps it."""
from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LATEST = ROOT / "benchmarks" / "latest.json"
FLOOR, OURS = "SudachiPy mode C", "keikaku extract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """A tool, or one step of Keikaku, on one text.

    text: `sample` or `chapter`; megabytes: the size that it was repeated to (10**6 bytes of UTF-8), 0 for as it is;
    characters: how many were processed of the `whole`; seconds: of the processor, the best of `runs`; ratio: time for a
    character in times of SudachiPy; baseline, peak: megabytes in memory before the work and at most."""

    text: str
    megabytes: int
    tool: str
    step: str = ""
    characters: int
    whole: int
    seconds: float
    runs: int
    ratio: float | None = None
    baseline: float
    peak: float

    @property
    def rate(self) -> float:
        """Characters a second."""
        return self.characters / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How time, and memory above the baseline, grow with the size: the exponents of power laws."""

    text: str
    tool: str
    step: str = ""
    time: float
    memory: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A whole process. kind: `command`, `stage` or `repro`; seconds: of the processor, clock: of the clock, the best of
    `runs` each; peak: megabytes, of its largest process."""

    kind: str
    name: str
    seconds: float
    clock: float
    peak: float
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """`keikaku extract --jobs` on generated plans. clock: seconds of the clock, the best of `runs`; peak: megabytes, the
    highest sum over all processes that was seen."""

    documents: int
    jobs: int
    clock: float
    peak: float
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A bound on a figure. measured: None if it could not be measured here; most: whether the bound is the most allowed,
    else it is the least."""

    name: str
    measured: float | None
    bound: float
    most: bool = True

    @property
    def met(self) -> bool | None:
        if self.measured is None:
            return None
        return self.measured <= self.bound if self.most else self.measured >= self.bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A run. load: of the machine, the highest average of a minute that was seen, in busy cores, this run's own included; notes: what was left out or cut short, and why;
    versions: of Python and of the tools."""

    date: str
    cores: int
    load: float
    versions: Mapping[str, str]
    speeds: tuple[Speed, ...]
    growth: tuple[Growth, ...]
    processes: tuple[Process, ...]
    batches: tuple[Batch, ...]
    targets: tuple[Target, ...] = ()
    notes: tuple[str, ...] = ()


def dump(record: Record) -> str:
    """The record as JSON, with characters per second and whether targets are met written out."""
    content = asdict(record)
    for row, speed in zip(content["speeds"], record.speeds, strict=True):
        row["characters_per_second"] = round(speed.rate)
    for row, target in zip(content["targets"], record.targets, strict=True):
        row["met"] = target.met
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def load(text: str) -> Record:
    """The record that `dump` wrote. Raises ValueError if the text is none."""
    try:
        content = json.loads(text)
        return Record(
            **{key: content[key] for key in ("date", "cores", "load", "versions")},
            speeds=_rows(Speed, content["speeds"], "characters_per_second"),
            growth=_rows(Growth, content["growth"]), processes=_rows(Process, content["processes"]),
            batches=_rows(Batch, content["batches"]), targets=_rows(Target, content["targets"], "met"),
            notes=tuple(content["notes"]))
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{LATEST.name}: is no record of a run ({error}); run make bench again") from error


def _rows(kind: Any, rows: list[dict[str, Any]], derived: str = "") -> tuple[Any, ...]:
    return tuple(kind(**{key: value for key, value in row.items() if key != derived}) for row in rows)

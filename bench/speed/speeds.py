"""Measures the tools and the steps of Keikaku on one text in all sizes, each in a process of its own."""
from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.speed.process import Failed, ask
from bench.speed.record import FLOOR, OURS, Speed
from bench.speed.scope import EVERYTHING, Scope
from bench.speed.texts import Text, repeated, size

ROUNDS = 3  # at most: floor and whole by turns, so that other work on the machine hits both
OTHERS = {"spaCy blank ja": "spacy", "ja-timex (dates only)": "ja-timex", "GiNZA (entities only)": "ginza"}


@dataclass(frozen=True, slots=True)
class _Given:
    """A text at a size, its file, and how often it is measured."""

    text: Text
    megabytes: int
    path: Path
    runs: int

    def __str__(self) -> str:
        return f"{self.text.name}, {size(self.megabytes)}"

    @property
    def each(self) -> int:
        """Runs of each round."""
        return -(-self.runs // ROUNDS)


@dataclass(slots=True)
class Measuring:
    """pythons: the Python of each of OTHERS, without those that are not there. versions and notes fill up."""

    scope: Scope
    pythons: Mapping[str, str]
    folder: Path
    tell: Callable[[str], None]
    versions: dict[str, str]
    notes: list[str]

    def text(self, text: Text, first: bool) -> Iterator[Speed]:
        """The rows of a text, smallest size first; steps and peers at all sizes only of the first text."""
        stopped: set[str] = set()
        taken = 0  # the largest size that Keikaku takes as one file
        for megabytes, runs in self.scope.runs.items():
            given = _Given(text, megabytes, repeated(text, megabytes, self.folder), runs)
            floor, rows = self._ours(given, taken)
            everything = first or megabytes in EVERYTHING
            if rows and rows[0].tool == OURS:
                taken = megabytes
                if everything:
                    rows += self._rows(given, OURS, "steps", given.each)
            if everything and megabytes:
                rows += [row for tool in self.pythons if tool not in stopped for row in self._other(given, tool, stopped)]
            given.path.unlink()
            yield from (replace(row, ratio=_ratio(row, floor)) for row in (floor, *rows))

    def _ours(self, given: _Given, taken: int) -> tuple[Speed, list[Speed]]:
        """SudachiPy, and by turns with it Keikaku; in files of `taken` megabytes if it refuses the text as one."""
        floors: list[Speed] = []
        wholes: list[Speed] = []
        parts = given
        files = 1
        for _ in range(min(given.runs, ROUNDS)):
            floors += self._rows(given, FLOOR, "sudachipy", given.each)
            if files == 1:
                if rows := self._rows(given, OURS, "whole", given.each):
                    wholes += rows
                    continue
                if not taken:
                    break
                files = given.megabytes // taken
                parts = replace(given, path=repeated(given.text, taken, self.folder))
            wholes += self._rows(parts, f"{OURS}, files of {taken} MB", "whole", given.each, files=files)
        return _best(floors), [_best(wholes)] if wholes else []

    def _other(self, given: _Given, tool: str, stopped: set[str]) -> Sequence[Speed]:
        """A peer; one that cannot finish a text within the budget is not asked about longer ones."""
        try:
            rows = self._rows(given, tool, OTHERS[tool], given.runs, self.pythons[tool], budget=self.scope.budget)
        except Failed as failed:
            stopped.add(tool)
            self.notes.append(f"{tool} fails on the {given}: {failed}")
            return ()
        for row in rows:
            if row.characters < row.whole:
                stopped.add(tool)
                self.notes.append(f"{tool}: the first {row.characters:,} of {row.whole:,} characters of the {given}, in "
                                  f"{self.scope.budget:.0f} s; not run on longer ones")
        return rows

    def _rows(self, given: _Given, tool: str, worker: str, runs: int, python: str = sys.executable, *, budget: float = 0.0,
              files: int = 1) -> list[Speed]:
        """What a worker measured; none, and a note, if Keikaku refuses the text."""
        answer = ask(python, "bench.speed.worker", {"tool": worker, "path": str(given.path), "runs": runs, "budget": budget,
                                                    "files": files})
        self.versions.update({name: version for name, version in answer["versions"].items() if name not in self.versions})
        if answer["refused"]:
            self.notes.append(f"{tool} refuses the {given}: {answer['refused']}")
        self.tell(f"{given}: {tool}{' by step' if worker == 'steps' else ''}")
        return [_speed(given, tool, row) for row in answer["rows"]]


def _speed(given: _Given, tool: str, row: Mapping[str, Any]) -> Speed:
    return Speed(text=given.text.name, megabytes=given.megabytes, tool=tool, step=row["step"], characters=row["characters"],
                 whole=row["whole"], seconds=round(row["seconds"], 7), runs=row["runs"],
                 baseline=round(row["baseline"] / 1e6, 1), peak=round(row["peak"] / 1e6, 1))


def _best(rows: Sequence[Speed]) -> Speed:
    """The least time and the least peak, with the baseline of the latter."""
    small = min(rows, key=lambda row: row.peak)
    return replace(small, seconds=min(row.seconds for row in rows), runs=sum(row.runs for row in rows))


def _ratio(row: Speed, floor: Speed) -> float:
    return round(row.seconds / row.characters / (floor.seconds / floor.characters), 4)

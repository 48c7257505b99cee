"""The tables of a run, for a terminal and in Markdown."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.speed.record import OURS, Growth, Process, Record, Speed, Target
from bench.speed.texts import size


@dataclass(frozen=True, slots=True)
class Table:
    """A title, a header and rows of as many cells; the first `left` columns are words, the others figures."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    left: int = 1


def plain(table: Table) -> str:
    """For a terminal."""
    widths = [max(map(len, column)) for column in zip(table.header, *table.rows)]
    lines = ["  ".join(cell.ljust(width) if k < table.left else cell.rjust(width)
                       for k, (cell, width) in enumerate(zip(row, widths, strict=True))).rstrip()
             for row in (table.header, *table.rows)]
    return "\n".join((table.title, *(f"  {line}" for line in lines)))


def markdown(table: Table) -> str:
    """For the README."""
    rule = ["---" if k < table.left else "---:" for k in range(len(table.header))]
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in (table.header, rule, *table.rows)]
    return "\n".join((f"{table.title}:", "", *lines))


def tables(record: Record) -> list[Table]:
    """All tables with rows."""
    found = [_tools(record), *(_steps(record, name) for name in dict.fromkeys(speed.text for speed in record.speeds)),
             _processes(record.processes), _batches(record), _targets(record.targets)]
    return [table for table in found if table.rows]


def _tools(record: Record) -> Table:
    growth = {(row.text, row.tool): row for row in record.growth if not row.step}
    last = {(speed.text, speed.tool): speed for speed in record.speeds if not speed.step}
    rows = [[speed.text, size(speed.megabytes), speed.tool, _characters(speed), f"{speed.rate:,.0f}", _ratio(speed.ratio),
             f"{speed.peak:.0f} ({speed.baseline:.0f})",
             *_exponents(growth.get((speed.text, speed.tool)) if last[speed.text, speed.tool] is speed else None)]
            for speed in record.speeds if not speed.step]
    return Table("Tools on the same text", ("text", "size", "tool", "characters", "characters/s", "times SudachiPy",
                                            "peak MB (before)", "time grows", "memory grows"), rows, left=3)


def _steps(record: Record, name: str) -> Table:
    """The steps of Keikaku, by size."""
    speeds = [speed for speed in record.speeds if speed.text == name and speed.tool == OURS and speed.step]
    growth = {row.step: row for row in record.growth if row.text == name and row.tool == OURS}
    at = {(speed.step, speed.megabytes): speed for speed in speeds}
    sizes = sorted({speed.megabytes for speed in speeds})
    rows = []
    for step in dict.fromkeys(speed.step for speed in speeds):
        largest = at[step, sizes[-1]]
        rows.append([step, f"{largest.rate:,.0f}", *(_ratio(at[step, megabytes].ratio) for megabytes in sizes),
                     f"{largest.peak:.0f} ({largest.baseline:.0f})", *_exponents(growth.get(step))])
    if rows:
        sums = [sum(at[row[0], megabytes].ratio or 0.0 for row in rows) for megabytes in sizes]
        rows.append(["all steps", "", *map(_ratio, sums), "", "", ""])
    most = size(sizes[-1]) if sizes else ""
    return Table(f"Steps of keikaku extract on the {name}, time in times of SudachiPy's",
                 ("step", f"characters/s, {most}", *map(size, sizes), f"peak MB (before), {most}", "time grows",
                  "memory grows"), rows)


def _processes(processes: Iterable[Process]) -> Table:
    return Table("Whole processes", ("process", "s of the processor", "s of the clock", "peak MB"),
                 [[f"stage {process.name}" if process.kind == "stage" else process.name, f"{process.seconds:.2f}",
                   f"{process.clock:.2f}", f"{process.peak:.0f}"] for process in processes])


def _batches(record: Record) -> Table:
    return Table("Generated plans with keikaku extract --jobs", ("documents", "jobs", "s of the clock", "peak MB, all processes"),
                 [[f"{batch.documents:,}", str(batch.jobs), f"{batch.clock:.1f}", f"{batch.peak:.0f}"]
                  for batch in record.batches], left=0)


def _targets(found: Iterable[Target]) -> Table:
    met = {None: "not measured", True: "met", False: "not met"}
    return Table("Targets", ("target", "measured", "wanted", ""),
                 [[target.name, "-" if target.measured is None else f"{target.measured:,.3f}",
                   f"{'at most' if target.most else 'at least'} {target.bound:g}", met[target.met]] for target in found])


def _characters(speed: Speed) -> str:
    return f"{speed.characters:,}" + (f" of {speed.whole:,}" if speed.characters < speed.whole else "")


def _ratio(ratio: float | None) -> str:
    if ratio is None:
        return "-"
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}"


def _exponents(growth: Growth | None) -> tuple[str, str]:
    """As powers of the size; empty where it was not measured, or memory grew too little to tell."""
    if growth is None:
        return "", ""
    return f"{growth.time:.2f}", "" if growth.memory is None else f"{growth.memory:.2f}"

"""Puts the last run into the README, between its two marks, and draws its chart: python -m bench.speed.publish"""
from __future__ import annotations

import sys

from bench.speed.chart import svg
from bench.speed.record import LATEST, ROOT, Record, load
from bench.speed.tables import markdown, tables

README, CHART = ROOT / "README.md", ROOT / "benchmarks" / "speed.svg"
START, END = "<!-- speed: written by `make bench` -->", "<!-- speed: end -->"


def main() -> int:
    try:
        record = load(LATEST.read_text(encoding="utf-8"))
        chart, readme = svg(record), renewed(README.read_text(encoding="utf-8"), section(record))
    except FileNotFoundError as error:
        print(f"{error.filename}: is not there; run make bench first", file=sys.stderr)
        return 2
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    CHART.write_text(chart, encoding="utf-8")
    README.write_text(readme, encoding="utf-8")
    return 0


def section(record: Record) -> str:
    """What stands between the marks, in Markdown."""
    named = ", ".join(f"{name} {version}" for name, version in record.versions.items())
    head = f"Run of {record.date} on {record.cores} cores, load up to {record.load:g}; {named}."
    chart = f"![Characters a second of each tool, and the time of each step](benchmarks/{CHART.name})"
    notes = "\n".join(f"- {note}." for note in record.notes)
    return "\n\n".join(part for part in (head, chart, *map(markdown, tables(record)), notes) if part)


def renewed(readme: str, between: str) -> str:
    """A text with something else between its two marks. Raises ValueError unless each mark stands there once, in order."""
    if readme.count(START) != 1 or readme.count(END) != 1 or readme.index(START) > readme.index(END):
        raise ValueError(f"README.md: has not {START} and after it {END}, each once; put them back")
    before, _, rest = readme.partition(START)
    return f"{before}{START}\n\n{between}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    sys.exit(main())

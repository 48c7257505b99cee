"""CSV files that people open in a spreadsheet and fill in: reading with line numbers, and cells that run no formula."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.complaint import Complaint
from pipeline.formulas import harmless, plain


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a CSV file by column name, each with the line on which it starts (from 1); `header`: its columns."""

    header: tuple[str, ...] = ()
    rows: tuple[tuple[int, dict[str, str]], ...] = ()
    complaints: tuple[Complaint, ...] = ()


def dump(header: Sequence[str], rows: Iterable[Sequence[object]], line_end: str = "\n") -> bytes:
    """A CSV table in UTF-8 with harmless cells; without a header if it is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=line_end)
    if header:
        writer.writerow(header)
    writer.writerows([harmless(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def read(path: Path, needed: Sequence[str], example: Sequence[str]) -> Sheet:
    """The rows of a file, cells without white space around them; empty lines are no rows.

    A complaint for a file that cannot be read or lacks a `needed` column (`example`: the header to start it with), and
    for each row with too few or too many cells. Never raises for what stands in the file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _unusable(path, f"cannot be read: {error.strerror}", "check the path")
    except UnicodeDecodeError:
        return _unusable(path, "is not UTF-8", "save it as CSV UTF-8")
    lines = _lines(text)
    first = next(lines, (1, []))
    header = tuple(name.strip() for name in first[1]) if not isinstance(first[1], str) else ()
    if missing := [name for name in needed if name not in header]:
        return _unusable(path, f"has no column {' and no column '.join(missing)}",
                         f"start it with the line {','.join(example)}")
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        return _unusable(path, f"has two columns {twice[0]}", "delete one of them")
    rows, complaints = [], []
    for number, cells in lines:
        where = f"{path}, line {number}"
        if isinstance(cells, str):
            complaints.append(Complaint(where, f"is no CSV: {cells}", "write the row again"))
        elif len(cells) != len(header):
            complaints.append(Complaint(where, f"has {len(cells)} cells instead of {len(header)}",
                                        "put a cell that holds a comma or a line break between quotation marks"))
        else:
            rows.append((number, {name: plain(cell).strip() for name, cell in zip(header, cells)}))
    return Sheet(header, tuple(rows), tuple(complaints))


def _unusable(path: Path, problem: str, mend: str) -> Sheet:
    return Sheet(complaints=(Complaint(str(path), problem, mend),))


def _lines(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with the line on which it starts; for a row that cannot be read what is wrong with it."""
    reader = csv.reader(io.StringIO(text, newline=""))
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, str(error)
            continue
        if any(cell.strip() for cell in cells):
            yield number, cells

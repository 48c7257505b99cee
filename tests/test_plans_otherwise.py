"""Plans in plain text as other converters would have written them: set in, set apart, with other commas, brackets and ends of lines. What comes
out is what comes out of the plan as it is."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest

from pipeline.readers import read
from tests.test_plans import PLANS, found

Rows = dict[str, Counter[tuple[str, ...]]]
EVERY = 3  # one plan in so many
ALL = [path for path in sorted(PLANS.glob("*/*.txt")) if path.with_suffix(".json").exists() and read(path).media_type == "text/plain"]
TEXTS = [path for path in ALL if crc32(path.name.encode()) % EVERY == 0]  # the same ones, whatever plans come in
DIFFER = {  # plans in which a form is read in another way, and where
    ("set in", "01-kineura-jisshi.txt"): "a call at the end of an item", ("narrow brackets", "01-sumino-dx.txt"): "a caption under a narrow bracket",
}
ALIKE = 0.98  # of the rows of all plans; a blank line behind each line leaves out what blank lines told


def set_in(text: str) -> str:
    return "\n".join(("\f      " + line[1:] if line[0] == "\f" else "      " + line) if line else line for line in text.split("\n"))


OTHERWISE: dict[str, Callable[[str], str]] = {
    "set in": set_in,
    "commas of horizontal writing": lambda text: text.replace("、", "，"),
    "narrow brackets": lambda text: "\n".join(  # but in rows of tables by spaces, whose columns they would move
        line if "\u3000\u3000" in line.strip() or "   " in line.strip() else line.replace("（", "(").replace("）", ")") for line in text.split("\n")),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
}


def one_comma(found: Rows) -> Rows:
    """Rows with one kind of comma."""
    return {table: Counter({tuple(value.replace("，", "、").replace(",", "、") for value in row): n for row, n in values.items()})
            for table, values in found.items()}


def rows(path: Path) -> Rows:
    """The rows of a plan, with one kind of comma."""
    return one_comma(found(path))


def set_apart(text: str) -> str:
    return text.replace("\n", "\n\n")


def written(path: Path, form: Callable[[str], str], folder: Path) -> Path:
    """The plan in another form, under its own name, which may name the plan."""
    other = folder / path.name
    other.write_bytes(form(read(path).text).encode("utf-8"))
    return other


@pytest.mark.parametrize("form", OTHERWISE, ids=str)
def test_the_same_rows(form: str, tmp_path: Path) -> None:
    for path in (path for path in TEXTS if (form, path.name) not in DIFFER):
        known = rows(path)
        other = rows(written(path, OTHERWISE[form], tmp_path))
        assert {table: (known[table] - other[table], other[table] - known[table]) for table in known if known[table] != other[table]} == {}, path


def test_lines_set_apart(tmp_path: Path) -> None:
    same = differ = 0
    for path in TEXTS:
        known, other = rows(path), rows(written(path, set_apart, tmp_path))
        for table in known:
            same += 2 * (known[table] & other[table]).total()
            differ += ((known[table] - other[table]) + (other[table] - known[table])).total()
    assert same >= ALIKE * (same + differ), (same, differ)

"""CSV files that people fill in: lines, and any text at all."""
from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formulas import harmless
from pipeline.review.cells import dump, read


@pytest.mark.parametrize(("content", "says"), [
    (b"", "has no column a and no column b; start it with the line a,b"),
    (b"a,x\n", "has no column b"),
    (b"a,b,a\n", "has two columns a"),
    ("あ\n".encode("shift_jis"), "is not UTF-8; save it as CSV UTF-8"),
    (b"a,b\n1\n", "line 2: has 1 cells instead of 2"),
    (b"a,b\n\n\"x\ny\",2\n1,2,3\n", "line 5: has 3 cells instead of 2"),
    (b"a,b\n\"1,2\n3,4\n", "line 2: has 1 cells instead of 2"),
    (b"a,b\n" + b"x" * 200_000 + b",1\n1,2\n", "line 2: is no CSV: field larger than"),
])
def test_what_is_wrong_with_a_file_is_one_line(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    complaints = read(path, ("a", "b"), ("a", "b")).complaints
    assert len(complaints) == 1 and says in str(complaints[0]) and str(path) in str(complaints[0])


def test_a_missing_file(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in str(read(tmp_path / "gone.csv", ("a",), ("a",)).complaints[0])


def test_rows_have_the_line_on_which_they_start(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("\ufeffa,b\r\n\"1\r\n2\",\r\n,,\r\n'=3, 4 \r\n".replace(",,", ",").encode())
    assert read(path, ("a", "b"), ("a", "b")).rows == ((2, {"a": "1\r\n2", "b": ""}), (5, {"a": "=3", "b": "4"}))


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"])),
                         min_size=2, max_size=2)))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "written.csv"
    path.write_bytes(dump(("a", "b"), rows))
    wanted = [[cell.strip() for cell in row] for row in rows if any(harmless(cell).strip() for cell in row)]
    assert [[row["a"], row["b"]] for _, row in read(path, ("a", "b"), ("a", "b")).rows] == wanted
    assert len(list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))) == len(rows) + 1

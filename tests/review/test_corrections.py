"""The file of corrections: what is wrong with a line, two lines about one place, adding lines, any text at all."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.review.corrections import COLUMNS, Corrections, add, dump, load
from pipeline.source import Span
from tests.review.conftest import Row

SOUND: Row = {"doc_id": "aone", "action": "accept", "start": 3, "end": 5, "surface": "事業"}
OTHER: Row = {**SOUND, "start": 9, "end": 11}
Decided = Callable[..., Corrections]


@pytest.mark.parametrize(("changes", "says"), [
    ({"doc_id": ""}, "doc_id is empty; give the doc_id of the document"),
    ({"action": "delete"}, "action 'delete' is none of accept, reject, rename, pillar, add; choose one"),
    ({"action": ""}, "action '' is none of"),
    ({"table": "laws"}, "table 'laws' is none of measures, dates"),
    ({"table": "dates", "action": "reject"}, "reject is for measures only; accept a date that was looked at"),
    ({"surface": ""}, "surface is empty"),
    ({"start": ""}, "start '' and end '5' are no offsets; count code points from 0"),
    ({"start": "-1"}, "start '-1' and end '5' are no offsets"),
    ({"start": "3.0"}, "are no offsets"),
    ({"start": "٣"}, "are no offsets"),
    ({"end": "9" * 5000}, "are no offsets"),
    ({"start": 5, "end": 5}, "start 5 is not before end 5"),
    ({"spans": "3-5"}, "spans '3-5' are no offsets"),
    ({"spans": "3:4;6:8"}, "spans: 3:4;6:8 do not run from start 3 to end 5"),
    ({"spans": "4:5;3:4", "start": "", "end": ""}, "start 4 is not before end 4"),
    ({"spans": "3:4;9999999999:2", "start": "", "end": ""}, "are no offsets"),
    ({"level": "policy"}, "level 'policy' is none of project, program"),
    ({"action": "add"}, "add needs a level, which is empty; fill in level"),
    ({"action": "rename"}, "rename needs a name, which is empty; fill in name"),
    ({"action": "rename", "name": "\u3000"}, "rename needs a name, which is empty"),
    ({"action": "rename", "name": "a\x00b"}, "name holds a control character"),
    ({"action": "pillar"}, "pillar needs a pillar, which is empty; fill in pillar, (none) for no pillar"),
    ({"evidence": "別の語"}, "evidence does not hold 【事業】; copy the context of review.csv, or leave it empty"),
])
def test_an_unsound_line_is_left_out(decided: Decided, changes: Row, says: str) -> None:
    found = decided({**SOUND, **changes}, OTHER)
    assert [c.spans for c in found.sound] == [(Span(9, 11),)]
    assert len(found.complaints) == 1 and says in str(found.complaints[0])
    assert "corrections.csv, line 2: " in str(found.complaints[0]) and len(str(found.complaints[0]).splitlines()) == 1


@pytest.mark.parametrize(("second", "kept", "says"), [
    (SOUND, 1, "line 3: says the same as line 2; delete one of them"),
    ({**SOUND, "note": "again", "by": "x", "spans": "3:5"}, 1, "line 3: says the same as line 2"),
    ({**SOUND, "action": "reject"}, 0, "line 3: decides otherwise than line 2 about the same place, neither is applied"),
])
def test_two_lines_about_one_place(decided: Decided, second: Row, kept: int, says: str) -> None:
    found = decided(SOUND, second, OTHER)
    assert len(found.sound) == kept + 1
    assert len(found.complaints) == 1 and says in str(found.complaints[0])


@pytest.mark.parametrize("row", [
    {**SOUND, "action": "ＡＣＣＥＰＴ"}, {**SOUND, "start": "", "end": "", "spans": "3:4;9:10"},
    {**SOUND, "start": "", "end": ""}, {**SOUND, "evidence": "前の【事業】後"}, {**SOUND, "table": "dates"},
    {**SOUND, "action": "pillar", "pillar": "（none）"}, {**SOUND, "action": "add", "level": "Project"},
])
def test_sound_lines(decided: Decided, row: Row) -> None:
    found = decided(row)
    assert len(found.sound) == 1 and not found.complaints


def test_a_doc_id_that_is_no_document_of_the_run(decided: Decided) -> None:
    found = decided(SOUND, {**SOUND, "doc_id": "*"}, {**OTHER, "doc_id": "*"})
    assert [str(c).split("corrections.csv, ")[1] for c in found.strangers(["aone"])] == [
        "lines 3, 4: doc_id '*' is no document of this run; give the doc_id of the one document that it is about, or "
        "delete the line"]


def test_adding_keeps_the_file_and_adds_nothing_twice(decided: Decided, tmp_path: Path) -> None:
    new = decided(SOUND, OTHER)
    path = tmp_path / "into.csv"
    path.write_bytes("\ufeffdoc_id,action,start,end,surface,spans,own\r\naone,reject,3,5,事業,,=x".encode())
    before = path.read_bytes()
    added, held, complaints = add(path, new)
    assert (added, held, len(complaints)) == (1, 0, 1)
    assert f"corrections.csv, line 2: {path} decides otherwise about the same place in line 2" in str(complaints[0])
    assert path.read_bytes() == before + "\r\naone,accept,9,11,事業,9:11,\r\n".encode()
    assert add(path, new)[:2] == (0, 1)
    assert add(tmp_path / "new.csv", new)[:2] == (2, 0) and add(tmp_path / "new.csv", new)[:2] == (0, 2)
    assert (tmp_path / "new.csv").read_bytes() == dump(new.sound)
    assert [c.cells() for c in load(tmp_path / "new.csv").sound] == [c.cells() for c in new.sound]


@pytest.mark.parametrize(("header", "says"), [
    ("doc_id,action\n", "has no column start"), ("doc_id,action,start,end,surface,spans\n", "has no column evidence"),
])
def test_adding_loses_nothing_to_a_file_that_lacks_a_column(decided: Decided, tmp_path: Path, header: str,
                                                            says: str) -> None:
    path = tmp_path / "into.csv"
    path.write_text(header, encoding="utf-8")
    added, _, complaints = add(path, decided({**SOUND, "evidence": "前の【事業】後"}))
    assert added == 0 and len(complaints) == 1 and says in str(complaints[0])
    assert path.read_text(encoding="utf-8") == header


CELLS = st.one_of(st.text(max_size=8), st.sampled_from(["aone", "accept", "add", "project", "事業", "0", "7", "3:5", "【事業】"]))


@settings(max_examples=150, deadline=None)
@given(content=st.one_of(
    st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"{','.join(COLUMNS)}\n{text}".encode("utf-8", "replace")),
    st.lists(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)), max_size=4).map(
        lambda rows: "\n".join([",".join(COLUMNS), *map(",".join, rows)]).encode("utf-8", "replace"))))
def test_any_file_is_read_without_a_crash(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    found = load(path)
    assert all(len(str(complaint).splitlines()) == 1 and str(path) in str(complaint) for complaint in found.complaints)
    again = path.with_name("again.csv")
    again.write_bytes(dump(found.sound))
    assert [c.cells() for c in load(again).sound] == [c.cells() for c in found.sound]

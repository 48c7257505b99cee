"""Tables of many documents come in Parquet too, in parts."""
from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import run
from pipeline.run import extract_corpus
from pipeline.tables import output


@pytest.mark.parametrize("documents", [3, 4])
def test_a_corpus_above_the_limit_is_written_in_parts_of_parquet(documents: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet as pq

    monkeypatch.setattr(run, "PART", 3)
    monkeypatch.setattr(output, "PART", 3)
    (tmp_path / "plans").mkdir()
    for number in range(documents):
        (tmp_path / "plans" / f"plan{number}.txt").write_text(f"第1章 計画\n\n平成{number + 20}年4月に始めた。\n", encoding="utf-8")
    extract_corpus([tmp_path / "plans"], tmp_path / "out")
    parts = sorted((tmp_path / "out" / "tables" / "dates").glob("*.parquet"))
    assert [path.name for path in parts] == ([] if documents == 3 else ["part-00000.parquet", "part-00001.parquet"])
    assert [value for path in parts for value in pq.read_table(path)["edtf"].to_pylist()] == (
        [] if documents == 3 else ["2008-04", "2009-04", "2010-04", "2011-04"])

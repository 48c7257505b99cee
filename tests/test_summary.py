"""What a person reads at the end of `make run`."""
from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.complaint import Complaint, to_csv
from pipeline.extraction import Extraction
from pipeline.failure import Failure
from pipeline.failure import to_csv as errors_csv
from pipeline.summary import main, summary, to_decide
from pipeline.tables.collect import collect
from pipeline.tables.write import write


@pytest.fixture
def processed(extraction: Extraction, tmp_path: Path) -> Path:
    write(collect(extraction), {"plan-a": extraction.document.source.text}, tmp_path)
    return tmp_path


def test_measures_by_pillar_dates_and_citations(processed: Path) -> None:
    assert summary(processed) == [
        "plan-a  霧丘県情報化推進計画(第5期): 2 measures, 3 dates, 2 citations",
        "     0  暮らしを支える ICT",
        "     1  産業を興す ICT",
        "     1  (no pillar)",
        f"1 documents, 2 measures, 3 dates, 2 citations; tables in {processed / 'tables'}",
    ]


EMPTY = Complaint("raw/a.txt", "is empty", "fill it")
FAILED = Failure("b", "b.txt", "link", "KeyError: 1", "report it")


@pytest.mark.parametrize(("complaints", "failures", "status"), [
    ([], [], 0), ([EMPTY], [], 2), ([], [FAILED], 1), ([EMPTY], [FAILED], 2)])
def test_complaints_are_repeated_and_make_the_status(
        processed: Path, complaints: list[Complaint], failures: list[Failure], status: int, monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str]) -> None:
    (processed / "complaints.csv").write_bytes(to_csv(complaints))
    (processed / "errors.csv").write_bytes(errors_csv(failures))
    monkeypatch.setattr(sys, "argv", ["summary", str(processed)])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == status
    aside = [f"1 documents set aside, see {processed / 'errors.csv'}"] if failures else []
    assert capsys.readouterr().err.splitlines() == [*map(str, complaints), *aside]


def test_what_is_left_to_decide(processed: Path) -> None:
    assert to_decide(processed) == []
    (processed / "review.csv").write_text("doc_id\na\nb\n", encoding="utf-8")
    (processed / "stale_corrections.csv").write_text("line\n", encoding="utf-8")
    assert to_decide(processed) == [f"2 rows to look at in {processed / 'review.csv'}"]

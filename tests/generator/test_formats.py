"""Generated plans and the samples in five formats: what goes in comes out, and each format gives the same rows.

The words of the pool `held` and the seeds here were never looked at while rules were written.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from pipeline import extract_document
from pipeline.extraction import Extraction
from pipeline.readers import read
from tests.generator import FORMS, STYLES, Generated, generate, write
from tests.generator.gold import Gold
from tests.generator.samples import printed_of
from tests.generator.score import COLUMNS, Rows, extracted, f1, found, of, stated

RAW = Path(__file__).parents[2] / "raw"
SAMPLES = sorted(path for path in RAW.iterdir() if path.suffix in (".txt", ".md", ".html"))
PLANS = [(40_000 + n, name) for n, name in enumerate(sorted(STYLES))]
ALIKE = PLANS[:20]  # plans of which all formats are compared with each other
MARKED = ("txt", "md", "html", "docx")
LEAST = {"sections": 0.98, "pillars": 0.95, "projects": 0.98, "programs": 0.9, "dates": 0.98, "works": 0.95, "laws": 0.97,
         "plans": 0.97, "anchors": 0.95, "history": 0.9}
PDF = LEAST | {"anchors": 0.9, "history": 0.97}  # a call in the size of the text
SAME = dict.fromkeys(COLUMNS, 0.99) | {"works": 0.98, "history": 0.97}  # between a PDF and another format


@cache
def made(seed: int, name: str) -> Generated:
    return generate(seed, STYLES[name], "held")


@cache
def result(seed: int, name: str, form: str) -> Extraction:
    return extracted(write(made(seed, name), form), form)


@cache
def rows(seed: int, name: str, form: str) -> Rows:
    return of(result(seed, name, form))


@pytest.mark.parametrize("form", FORMS)
def test_what_goes_in_comes_out(form: str) -> None:
    assert len({name for _, name in PLANS}) >= 30
    measured = f1([stated(made(*plan).gold) for plan in PLANS], [rows(*plan, form) for plan in PLANS])
    least = PDF if form == "pdf" else LEAST
    assert {table: share for table, share in measured.items() if share < least[table]} == {}


@pytest.mark.parametrize(("one", "other"), list(combinations(FORMS, 2)))
def test_every_format_gives_the_same_rows(one: str, other: str) -> None:
    measured = f1([rows(*plan, one) for plan in ALIKE], [rows(*plan, other) for plan in ALIKE])
    least = dict.fromkeys(COLUMNS, 1.0) if one in MARKED and other in MARKED else SAME
    assert {table: share for table, share in measured.items() if share < least[table]} == {}


@cache
def sample_rows(path: Path, form: str) -> Rows:
    printed = printed_of(extract_document(read(path)).document)
    sample = Generated(made(*PLANS[0]).plan, printed, Gold((), (), (), (), (), (), (), (), ()), STYLES["chapters"])
    return found(write(sample, form), form)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "html"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_a_sample_gives_the_same_rows_in_every_format(path: Path, form: str) -> None:
    one, other = sample_rows(path, "html"), sample_rows(path, form)
    assert {table: (one[table] - other[table], other[table] - one[table]) for table in COLUMNS if one[table] != other[table]} == {}

"""The generator itself: the same bytes every time, gold that stands in the text, disjoint pools, every construction."""

from __future__ import annotations

import io
import re
import time
import zipfile
from dataclasses import replace
from html import unescape

import pytest

from tests.generator import FORMS, STYLES, Generated, generate, style, write
from tests.generator.gold import as_json
from tests.generator.inline import value
from tests.generator.rows import Gold
from tests.generator.wording import conjugate, pool

POOLS = ("open", "held")


def squash(text: str) -> str:
    return re.sub(r"\s+", "", value(text))


def words_of(made: Generated, form: str) -> str:
    """The bare words of a written document."""
    data = write(made, form)
    if form == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            data = b"".join(
                file.read(name)
                for name in ("word/document.xml", "word/footnotes.xml", "word/numbering.xml")
                if name in file.namelist()
            )
    text = data.decode()
    return squash(unescape(re.sub(r"<[^>]*>", "", text)) if form in ("docx", "html") else text)


def surfaces(gold: Gold) -> list[str]:
    """Everything that the gold says is printed somewhere."""
    names = (
        [p.name for p in gold.pillars]
        + [m.name for m in gold.measures]
        + [s.title for s in gold.sections]
        + [h.text for h in gold.history]
    )
    return names + [row.surface for rows in (gold.dates, gold.works, gold.laws, gold.plans) for row in rows]


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("form", [form for form in FORMS if form != "pdf"])
def test_gold_stands_in_the_text(name: str, form: str) -> None:
    for n, side in enumerate(POOLS):
        whole = replace(STYLES[name], page_lines=0, wrap=0)
        made = generate(n + 7, whole, side)
        text = words_of(made, form)
        assert [row for row in surfaces(made.gold) if squash(row) not in text] == []


@pytest.mark.parametrize("name", STYLES)
def test_pages_of_a_pdf(name: str) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    made = generate(5, STYLES[name])
    data = write(made, "pdf")
    assert data == write(generate(5, STYLES[name]), "pdf")
    document = pdfium.PdfDocument(data)
    text = squash("".join(document[page].get_textpage().get_text_range() for page in range(len(document))))
    missing = [row for row in made.gold.pillars if squash(row.name) not in text]
    assert len(document) >= 3 and missing == []


@pytest.mark.parametrize("form", [form for form in FORMS if form != "pdf"])
def test_same_bytes(form: str) -> None:
    for seed in range(12):
        for side in POOLS:
            assert write(generate(seed, pool=side), form) == write(generate(seed, pool=side), form)


def test_drawn_styles() -> None:
    drawn = [style(seed) for seed in range(60)]
    assert len({replace(each, name="") for each in drawn}) >= 55
    assert len({replace(each, name="") for each in STYLES.values()}) == len(STYLES) >= 30
    for seed, each in enumerate(drawn):
        made = generate(seed, replace(each, page_lines=0, wrap=0), POOLS[seed % 2])
        for form in ("txt", "md", "html", "docx"):
            text = words_of(made, form)
            assert [row for row in surfaces(made.gold) if squash(row) not in text] == []
        write(generate(seed, each, POOLS[seed % 2]), "txt")


def test_pools_share_no_words() -> None:
    mine, other = pool("open"), pool("held")
    for kind in "psjJtgv+-xcdkh":
        assert not {w for f in mine.fields for w in f.words[kind]} & {w for f in other.fields for w in f.words[kind]}, (
            kind
        )
    for key in mine.sentences:
        assert not set(mine.sentences[key]) & set(other.sentences[key]), key


def test_pools_share_no_names() -> None:
    names: dict[str, set[str]] = {}
    for side in POOLS:
        gold = [generate(seed, STYLES["chapters"], side).gold for seed in range(60)]
        names[side] = (
            {m.name for g in gold for m in g.measures}
            | {p.name for g in gold for p in g.pillars}
            | {p.plan_name for g in gold for p in g.pillars}
        )
    assert not names["open"] & names["held"]


@pytest.mark.parametrize("side", POOLS)
def test_every_construction_occurs(side: str) -> None:
    made = [generate(seed, style(seed), side) for seed in range(200)]
    gold = [each.gold for each in made]
    assert {d.kind for g in gold for d in g.dates} == {
        "day",
        "month",
        "year",
        "fiscal_year",
        "decade",
        "century",
        "range",
    }
    assert {d.role for g in gold for d in g.dates} == {
        "edition",
        "law_number",
        "accessed",
        "issued",
        "plan_period",
        "target",
        "event",
    }
    assert {(d.calendar, d.relative) for g in gold for d in g.dates} >= {("wareki", 0), ("gregorian", 0), ("wareki", 1)}
    assert {(m.level, m.source) for g in gold for m in g.measures} == {
        ("project", "table"),
        ("project", "list"),
        ("project", "heading"),
        ("program", "heading"),
        ("program", "narrative"),
    }
    laws = [law for g in gold for law in g.laws]
    assert all(any(getattr(law, part) for law in laws) for part in ("law_number", "article", "paragraph", "refers"))
    assert any("の" in law.article for law in laws) or side == "open"
    assert {h.field for g in gold for h in g.history} == {"theme", "effort", "outcome"}
    assert {len({p.plan_name for p in g.pillars}) for g in gold} == {1, 2}
    assert {max(s.level for s in g.sections) for g in gold} >= {3, 4, 5}
    assert {
        len([p for p in g.pillars if p.plan_name == each.printed.pillars[-1].plan_name]) for each, g in zip(made, gold)
    } >= {2, 3, 4, 5, 6, 7}
    assert any(w.marker == "" for g in gold for w in g.works) and any(w.pages for g in gold for w in g.works)
    assert any(len({w.title for w in g.works if w.marker == str(n)}) == 2 for g in gold for n in range(1, 9))
    sections = [s for g in gold for s in g.sections]
    for label in (
        r"第\d+章",
        r"第\d+節",
        r"第\d+部",
        r"第\d+編",
        r"第\d+",
        r"\d+",
        r"\(\d+\)",
        "[IVX]+",
        "[ア-ト]",
        r"\d+-\d+",
        r"\d+\.\d+",
        "第[一二三]章",
        "柱[0-9]",
        "戦略[IVX]+",
        r"施策\d+-\d+",
        r"施策\d+",
        "",
    ):
        assert any(re.fullmatch(label, s.label) for s in sections), label


@pytest.mark.timed
def test_length_and_speed() -> None:
    begun = time.perf_counter()
    texts = [write(generate(seed, STYLES["chapters"], POOLS[seed % 2]), "txt").decode() for seed in range(40)]
    assert (time.perf_counter() - begun) / len(texts) < 0.2
    assert all(2_500 <= len(text) <= 9_000 for text in texts)


def test_rows_as_plain_data() -> None:
    rows = as_json(generate(1, STYLES["roman"]).gold)
    assert set(rows) == {"sections", "pillars", "measures", "dates", "works", "laws", "plans", "anchors", "history"}
    assert rows["sections"][0]["label"] == "I"


def test_verbs() -> None:
    found = [
        conjugate(verb, polite, past)
        for verb in ("広げる", "配る", "開く", "なくす", "補助する")
        for polite, past in ((True, False), (True, True), (False, True))
    ]
    assert found == [
        "広げます",
        "広げました",
        "広げた",
        "配ります",
        "配りました",
        "配った",
        "開きます",
        "開きました",
        "開いた",
        "なくします",
        "なくしました",
        "なくした",
        "補助します",
        "補助しました",
        "補助した",
    ]

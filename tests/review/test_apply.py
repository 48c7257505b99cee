"""Decisions applied to a small plan: each action, each way in which evidence moves or is lost, and properties."""
from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Extraction, extract_document
from pipeline.review.apply import apply
from pipeline.review.corrections import ACTIONS, Correction, Corrections
from pipeline.review.evidence import LONGEST, Place, context, locate, marked
from pipeline.source import Span
from pipeline.tables.check import check
from pipeline.tables.collect import collect
from tests.review.conftest import PLAN, Row, extract_unlinked, named

At = Callable[..., Row]
Decided = Callable[..., Corrections]
LIFE, TRADE = "暮らしを支えるデジタル", "産業を興すデジタル"
NETWORK, CLASS, APP = "遠隔診療ネットワーク事業", "高齢者スマートフォン教室事業", "県公式アプリ「あおねナビ」"


def corrected(text: str, decisions: Corrections) -> Extraction:
    """A plan with decisions that all apply as they are."""
    found = extract_unlinked(text)
    done = apply(found.document, found, decisions.of("aone"), decisions.file)
    assert not (decisions.complaints or done.complaints or done.stale), (decisions.complaints, done)
    return Extraction.of(found.document, done.mentions)


@pytest.mark.parametrize(("words", "nth", "row", "gone", "come"), [
    (NETWORK, 0, {"action": "accept"}, (NETWORK, "project", LIFE, "heading"), (NETWORK, "project", LIFE, "override")),
    (NETWORK, 0, {"action": "accept", "level": "program", "pillar": TRADE}, (NETWORK, "project", LIFE, "heading"),
     (NETWORK, "program", TRADE, "override")),
    (NETWORK, 0, {"action": "reject"}, (NETWORK, "project", LIFE, "heading"), None),
    (APP, 0, {"action": "rename", "name": "あおねナビ"}, (APP, "project", LIFE, "heading"),
     ("あおねナビ", "project", LIFE, "override")),
    (CLASS, 1, {"action": "pillar", "pillar": LIFE}, (CLASS, "project", TRADE, "heading"),
     (CLASS, "project", LIFE, "override")),
    (CLASS, 1, {"action": "pillar", "pillar": "(none)"}, (CLASS, "project", TRADE, "heading"),
     (CLASS, "project", "", "override")),
    ("実証農場", 0, {"action": "add", "level": "project", "pillar": TRADE}, None, ("実証農場", "project", TRADE, "override")),
    ("実証農場", 0, {"action": "add", "level": "program", "name": "農場"}, None, ("農場", "program", "", "override")),
    (NETWORK, 0, {"action": "add", "level": "project"}, (NETWORK, "project", LIFE, "heading"),
     (NETWORK, "project", LIFE, "override")),
])
def test_each_action(found: Extraction, at: At, decided: Decided, words: str, nth: int, row: Row,
                     gone: tuple[str, ...] | None, come: tuple[str, ...] | None) -> None:
    before = named(found, found.measures)
    result = corrected(PLAN, decided({**at(words, nth), **row}))
    after = named(found, result.measures)
    assert [m for m in before if m not in after] == [gone] * bool(gone)
    assert [m for m in after if m not in before] == [come] * bool(come)
    for measure in result.measures:
        assert (measure.pillar_method == "override") == (measure.confidence == 1.0 and measure not in found.measures)
    rows = collect(result)
    assert not check(rows, {"aone": PLAN})
    assert all(PLAN[row.start:row.end] == row.surface for row in rows.measures)
    added = [row for row in rows.measures if row.rule == "override"]
    assert [row.source for row in added] == ["narrative"] * (words == "実証農場")


def test_an_accepted_date_keeps_its_values(found: Extraction, at: At, decided: Decided) -> None:
    result = corrected(PLAN, decided({**at("令和5年2月30日"), "action": "accept", "table": "dates"}))
    assert [(d.rule, d.flag) for d in result.dates] == [("range", ""), ("override", "no such day")]


def test_a_row_that_the_rules_find_no_more_is_made_again(found: Extraction, at: At, decided: Decided) -> None:
    result = corrected(PLAN, decided({**at("映像"), "action": "accept", "level": "project", "pillar": LIFE}))
    assert ("映像", "project", LIFE, "override") in named(result, result.measures)


def test_a_row_is_rejected_and_its_parts_added(found: Extraction, at: At, decided: Decided) -> None:
    result = corrected(PLAN, decided({**at(NETWORK[:4]), "action": "accept", "level": "project"},
                                     {**at(NETWORK), "action": "reject"}, {**at(NETWORK[4:]), "action": "add", "level": "project"}))
    names = [name for name, *_ in named(result, result.measures)]
    assert NETWORK[:4] in names and NETWORK[4:] in names and NETWORK not in names


ABOVE = "本書は、県民の意見を聴いて取りまとめた。"


@pytest.mark.parametrize(("change", "outcome"), [
    (lambda text: text, "as it stands"),
    (lambda text: text.replace("計画期間は", f"{ABOVE}計画期間は"), "moved"),
    (lambda text: text.replace("\n", "\n\n"), "moved"),
    (lambda text: text.replace("高齢者スマートフォン教室", "高齢者スマート\n　フォン教室", 1), "moved"),
    (lambda text: text.replace(CLASS, "高齢者教室事業", 1), "other words around it"),
    (lambda text: text.replace(CLASS, "高齢者教室事業"), "is not in the text"),
    (lambda text: ABOVE + text.replace(f"・{NETWORK}\n・{CLASS}\n・{APP}", f"・{CLASS}"), "other words around it"),
    (lambda text: ABOVE + text.replace(f"・{NETWORK}\n", f"・{NETWORK}\n・{CLASS}\n・{APP}\n・{NETWORK}\n"), "at 2 places"),
    (lambda text: "", "is not in the text"),
])
def test_a_changed_document(at: At, decided: Decided, change: Callable[[str], str], outcome: str) -> None:
    """The project of the first pillar is moved to the second; its twin under the second is not meant."""
    old = extract_unlinked(PLAN)
    place = at(CLASS, 0)
    stretch = old.document.reading.stretch(place["start"], place["end"])
    assert stretch is not None
    decisions = decided({**place, "action": "pillar", "pillar": TRADE, "evidence": context(old.document, *stretch)})
    assert not decisions.complaints
    found = extract_unlinked(change(PLAN))
    done = apply(found.document, found, decisions.of("aone"), decisions.file)
    changed = [m for m in done.mentions.measures if m.pillar_method == "override"]
    assert not done.complaints
    if outcome in ("as it stands", "moved"):
        assert not done.stale and len(done.moved) == (outcome == "moved")
        assert [found.document.reading.value(m.start, m.end) for m in changed] == [CLASS]
        assert changed[0].start < found.document.reading.text.index("2産業")
        if done.moved:
            assert f"line 2: '{CLASS}' moved from {place['start']}:{place['end']} to " in str(done.moved[0])
    else:
        assert not changed and [s.correction for s in done.stale] == list(decisions.sound)
        assert outcome in done.stale[0].problem
        assert f"{decisions.file}, line 2: warning, stale, not applied to aone: " in str(done.notices(decisions.file)[0])


@pytest.mark.parametrize(("row", "says"), [
    ({"words": "映像", "action": "accept"}, "no measure is found at '映像' any more"),
    ({"words": NETWORK[:4], "action": "accept", "level": "project"}, f"the row there is now '{NETWORK}'"),
    ({"words": NETWORK[:4], "action": "reject"}, f"the row there is now '{NETWORK}'"),
    ({"words": "映像", "action": "accept", "table": "dates"}, "no date is found at '映像' any more"),
    ({"words": CLASS, "action": "reject", "start": "", "end": ""}, "stands at 2 places and nothing tells which"),
])
def test_stale_decisions(found: Extraction, at: At, decided: Decided, row: Row, says: str) -> None:
    decisions = decided({**at(str(row["words"])), **row})
    done = apply(found.document, found, decisions.of("aone"), decisions.file)
    assert done.mentions == found or done.mentions.measures == found.measures
    assert len(done.stale) == 1 and says in done.stale[0].problem


def test_a_rejected_row_that_is_not_there_is_no_news(found: Extraction, at: At, decided: Decided) -> None:
    assert corrected(PLAN, decided({**at("映像"), "action": "reject"})).measures == found.measures


def test_offsets_may_be_left_out_where_the_surface_is_unique(found: Extraction, decided: Decided) -> None:
    result = corrected(PLAN, decided({"doc_id": "aone", "action": "reject", "surface": NETWORK}))
    assert len(result.measures) == len(found.measures) - 1


@pytest.mark.parametrize(("text", "says"), [
    (PLAN, f"'農業' is no pillar of aone; its pillars are {LIFE}, {TRADE}; write one of these names, or (none)"),
    ("第1章 計画\n\n県は農業を進める。\n", "'農業' is no pillar of aone; it has no pillars"),
])
def test_a_pillar_that_does_not_exist(decided: Decided, text: str, says: str) -> None:
    found = extract_unlinked(text)
    start = text.index("農業")
    decisions = decided({"doc_id": "aone", "action": "add", "level": "project", "surface": "農業", "start": start,
                         "end": start + 2, "pillar": "農業"})
    done = apply(found.document, found, decisions.of("aone"), decisions.file)
    assert done.mentions.measures == found.measures
    assert [str(c).split("corrections.csv, ")[1].startswith(f"line 2: {says}") for c in done.complaints] == [True]


def test_two_decisions_that_land_at_one_place(at: At, decided: Decided) -> None:
    decisions = decided({**at(NETWORK), "action": "reject"}, {"doc_id": "aone", "action": "accept", "surface": NETWORK})
    found = extract_unlinked(PLAN)
    done = apply(found.document, found, decisions.of("aone"), decisions.file)
    assert len(done.mentions.measures) == len(found.measures) - 1
    assert [s.problem for s in done.stale] == ["line 2 decides about the same place"]


def test_a_cut_measure_is_found_by_its_pieces() -> None:
    text = "第1章 計画\n\n遠隔診療ネットワ\f\n\n 3 \n\nーク事業については、進める。\n"
    reading = extract_document(text).document.reading
    for start in range(len(reading.text)):
        for end in range(start + 1, len(reading.text) + 1):
            if "\n" not in reading.text[start:end]:
                spans = reading.spans(start, end)
                assert reading.stretch(spans[0].start, spans[-1].end) == (start, end)


SMALL = "第1章 ﾃﾞｼﾞﾀﾙ㈱計画\n\n次の2つの柱で進める。\n\n・A の柱\n・B の柱\n\n1 A の柱\n\n・事業【新規】ICT\n活用事業\n・㍻事業\n\n2 B の柱\n\n・㍻事業\n"
CHANGES = st.sampled_from([SMALL, SMALL + "\n・別の事業\n", "前文。\n\n" + SMALL, SMALL.replace("㍻", "平成"), SMALL[:40], ""])


def decision(text: str) -> st.SearchStrategy[Correction]:
    """Any decision about any stretch of a text, with or without offsets and evidence."""
    document = extract_unlinked(text).document

    def made(line: int, action: str, start: int, length: int, level: str, name: str, pillar: str, extra: int) -> Correction:
        end = min(len(text), start + length)
        stretch = document.reading.stretch(start, end)
        words = context(document, *stretch) if stretch and extra & 1 else ""
        surface = document.reading.surface(*stretch) if stretch else text[start:end]
        return Correction(line, "aone", action, "measures", () if extra & 2 else (Span(start, end),), surface, level,
                          name, pillar, words if words and marked(words, surface) else "")

    return st.builds(made, st.integers(2, 99), st.sampled_from(ACTIONS), st.integers(0, len(text) - 1),
                     st.integers(1, 12), st.sampled_from(["project", "program"]), st.sampled_from(["", "名"]),
                     st.sampled_from(["", "(none)", "Aの柱", "Cの柱"]), st.integers(0, 3)).filter(
                         lambda made: made.surface.strip() != "")  # a file of corrections cannot hold an empty one


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(decision(SMALL), decision(PLAN)), max_size=6), CHANGES)
def test_applying_twice_is_applying_once_and_rows_stay_sound(decisions: list[Correction], text: str) -> None:
    found = extract_unlinked(text)
    once = apply(found.document, found, decisions)
    assert apply(found.document, once.mentions, decisions).mentions == once.mentions
    assert apply(found.document, found, decisions) == once
    assert not check(collect(Extraction.of(found.document, once.mentions)), {"aone": text})


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([PLAN, SMALL, "|" + "a b" * 90 + "|", "【事業】【【事業】】⟦事業⟧事業", "…事業…\u2028事業\x1c"]), st.data())
def test_a_context_is_one_line_that_finds_its_place_again(text: str, data: st.DataObject) -> None:
    document = extract_document(text).document
    size = len(document.reading.text)
    start = data.draw(st.integers(0, size - 1))
    unit = document.unit_at(start)
    if not unit.start <= start < unit.end:
        return
    end = data.draw(st.integers(start + 1, unit.end))
    words = context(document, start, end)
    spans, surface = document.reading.spans(start, end), document.reading.surface(start, end)
    assert len(words) <= LONGEST and len(words.splitlines()) == 1
    place = locate(document, spans, surface, "")
    assert isinstance(place, Place) and document.reading.spans(place.start, place.end) == spans or not surface.strip()
    if marked(words, surface):
        found = locate(document, (), surface, words)
        assert not isinstance(found, Place) or document.reading.surface(found.start, found.end).strip() == surface.strip()

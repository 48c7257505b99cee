"""review.csv: the rows that a person should look at first, the least certain before the others, with their context."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter

from pipeline.extraction import Extraction
from pipeline.review import cells
from pipeline.review.apply import OVERRIDE
from pipeline.review.evidence import context
from pipeline.tables.rows import DateRow, MeasureRow, Tables

MOST = 200  # rows, as review.most of params.yaml
_SURE = 0.9  # a measure that is less likely one is reviewed


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row to decide about: a measure or a flagged date, as its table has it, and the columns to fill in.

    `pillar`: the name of its pillar; `guess`: the one that the classifier would have chosen where it abstained.
    `confidence`: 0..1, empty where nothing gives a figure; `reason`: why it is uncertain. start, end, spans: code
    points of the source. `decision`, `value`, `note` are for the person."""

    doc_id: str
    table: str
    id: str
    name: str
    surface: str
    level: str
    pillar: str
    guess: str
    confidence: str
    reason: str
    context: str
    section_label: str
    section_title: str
    start: str
    end: str
    spans: str
    decision: str = ""
    value: str = ""
    note: str = ""

    def order(self) -> tuple[float, str, int, str]:
        """Sorts the least certain first."""
        return float(self.confidence or -1), self.doc_id, int(self.start), self.id


COLUMNS = tuple(field.name for field in fields(ReviewRow))


def find(found: Extraction, tables: Tables, most: int = MOST) -> list[ReviewRow]:
    """The least certain rows of one document, at most `most`; `tables` are its rows.

    These are dates with a flag, measures without a pillar in a document that has pillars, measures that the classifier
    placed or abstained on, and those of which the other classifier is not sure that they are measures at all. What a
    person decided about is certain. The confidence is the lower of the classifiers'."""
    cases = [_Case(None, f"flag: {date.flag}", date) for date in tables.dates if date.flag and date.rule != OVERRIDE]
    cases += [case for row in tables.measures if (case := _case(row, bool(found.pillars)))]
    cases.sort(key=lambda case: (_rank(case.confidence), case.row.start))
    describe = _Describer(found, tables)
    return [describe.row(case) for case in cases[:most]]


def dump(rows: Iterable[ReviewRow], most: int = MOST) -> bytes:
    """The least certain of the rows of several documents as a CSV file, at most `most`."""
    return cells.dump(COLUMNS, map(attrgetter(*COLUMNS), sorted(rows, key=ReviewRow.order)[:most]))


@dataclass(frozen=True, slots=True)
class _Case:
    """An uncertain row; `confidence` None: nothing gives a figure."""

    confidence: float | None
    reason: str
    row: MeasureRow | DateRow


def _rank(confidence: float | None) -> float:
    return -1.0 if confidence is None else confidence


def _case(row: MeasureRow, has_pillars: bool) -> _Case | None:
    """Why a measure is uncertain, None if it is not."""
    if row.pillar_method == OVERRIDE:
        return None
    reasons = []
    if row.pillar_method == "classifier":
        reasons.append((row.pillar_confidence, "the classifier chose the pillar" if row.pillar_id else
                        "the classifier found no pillar likely enough"))
    elif not row.pillar_id and has_pillars:
        reasons.append((None, "the document states no pillar"))
    if row.measure_confidence is not None and row.measure_confidence < _SURE:
        reasons.append((row.measure_confidence, f"may be no {row.level}"))
    if not reasons:
        return None
    confidence = min((figure for figure, _ in reasons), key=_rank)
    return _Case(confidence, "; ".join(why for _, why in reasons), row)


class _Describer:
    """Makes the review rows of one document."""

    def __init__(self, found: Extraction, tables: Tables) -> None:
        self._found = found
        self._sections = {section.section_id: section for section in tables.sections}
        self._pillars = {pillar.pillar_id: pillar.name for pillar in tables.pillars}
        reading = found.document.reading
        placed = [(reading.spans(m.start, m.end), m) for m in found.measures]
        self._measures = {(spans[0].start, spans[-1].end): m for spans, m in placed}

    def row(self, case: _Case) -> ReviewRow:
        row, document = case.row, self._found.document
        section = self._sections.get(row.section_id)
        name, level, pillar, guess = row.surface, "", "", ""
        if isinstance(row, MeasureRow):
            measure = self._measures[row.start, row.end]
            place: tuple[int, int] | None = (measure.start, measure.end)
            name, level, pillar = row.name, row.level, self._pillars.get(row.pillar_id, "")
            guess = self._found.pillars[measure.guess].name if measure.guess >= 0 else ""
        else:
            place = document.reading.stretch(row.start, row.end)
        return ReviewRow(
            doc_id=row.doc_id, table=row.TABLE, id=row.key(), name=name, surface=row.surface, level=level,
            pillar=pillar, guess=guess, confidence="" if case.confidence is None else f"{case.confidence:.3f}",
            reason=case.reason, context=context(document, *place) if place else "",
            section_label=section.label if section else "", section_title=section.title if section else "",
            start=str(row.start), end=str(row.end), spans=row.spans)

"""Applying what people decided to what was found in a document, where the evidence of the decision still stands."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.complaint import Complaint
from pipeline.extract.mentions import Measure
from pipeline.extract.printed import squash
from pipeline.extraction import Mentions
from pipeline.layout.document import Document, Unit
from pipeline.review import cells, corrections
from pipeline.review.corrections import NO_PILLAR, Correction
from pipeline.review.evidence import Lost, Place, locate
from pipeline.source import Span

OVERRIDE = "override"
_SOURCES = {"cell": "table", "item": "list", "heading": "heading", "title": "heading"}


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision that was not applied, because its evidence is gone or nothing tells where it is."""

    correction: Correction
    problem: str
    mend: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """`mentions` with all decisions that could be applied; `stale`: those that could not; `complaints`: decisions that
    name what the document does not have; `moved`: lines about those applied at another place than they state."""

    mentions: Mentions
    stale: tuple[Stale, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    moved: tuple[Complaint, ...] = ()

    def notices(self, file: str) -> list[Complaint]:
        """Lines for a person about what moved and what is stale."""
        return [*self.moved, *(Complaint(f"{file}, line {s.correction.line}",
                                         f"warning, stale, not applied to {s.correction.doc_id}: {s.problem}", s.mend)
                               for s in self.stale)]


def apply(document: Document, found: Mentions, decisions: Sequence[Correction], file: str = "") -> Corrected:
    """What was found, as people decided; `decisions` are those about this document, `file` is named in lines about them.

    A measure that was decided about has the method `override` and confidence 1; one that was added has the rule
    `override` too, and so has a date that was accepted. What is rejected is taken away before anything is added.
    Applying twice gives what applying once gives."""
    if not decisions:
        return Corrected(found)
    work = _Work(document, found, file)
    places = work.places(decisions)
    for correction, place in places:
        if correction.action == "reject":
            work.measures.pop((place.start, place.end), None)
    for correction, place in places:
        if correction.table == "dates":
            work.date(correction, place)
        elif correction.action == "reject":
            if row := work.overlapping(place):
                work.lose(correction, f"the row there is now {row!r}", "decide about that row")
        else:
            work.fix(correction, place)
    return Corrected(work.mentions(), tuple(sorted(work.stale, key=lambda s: s.correction.line)),
                     tuple(work.complaints), tuple(work.moved))


def stale_csv(stale: Iterable[Stale]) -> bytes:
    """Stale decisions as a CSV table: line, what is wrong and how to mend it, then the line's own columns."""
    return cells.dump(("line", "problem", "mend", *corrections.COLUMNS),
                      ((s.correction.line, s.problem, s.mend, *s.correction.cells()) for s in stale))


class _Work:
    """The rows of one document while decisions are applied to them."""

    def __init__(self, document: Document, found: Mentions, file: str) -> None:
        self._document, self._found, self._file = document, found, file
        self.measures = {(m.start, m.end): m for m in found.measures}
        self._dates = list(found.dates)
        self.stale: list[Stale] = []
        self.complaints: list[Complaint] = []
        self.moved: list[Complaint] = []

    def mentions(self) -> Mentions:
        """What is found now; programs and mentions, which count measures, are to be linked again."""
        measures = sorted(self.measures.values(), key=lambda m: (m.start, m.end))
        return replace(self._found, measures=tuple(m._replace(program=-1) if m.program >= 0 else m for m in measures), dates=tuple(self._dates),
                       project_mentions=())

    def lose(self, correction: Correction, problem: str, mend: str) -> None:
        self.stale.append(Stale(correction, problem, mend))

    def places(self, decisions: Iterable[Correction]) -> list[tuple[Correction, Place]]:
        """The decisions whose evidence stands, one for each place; those that stand where they say come first."""
        found = []
        for correction in decisions:
            place = locate(self._document, correction.spans, correction.surface, correction.evidence)
            if isinstance(place, Lost):
                self.lose(correction, place.problem, place.mend)
            else:
                found.append((correction, place))
        taken: dict[tuple[str, int, int], Correction] = {}
        kept = []
        for correction, place in sorted(found, key=lambda pair: (pair[1].moved, pair[0].line)):
            first = taken.setdefault((correction.table, place.start, place.end), correction)
            if first is not correction:
                self.lose(correction, f"line {first.line} decides about the same place", "delete one of the lines")
                continue
            kept.append((correction, place))
            if place.moved:
                self._say(self.moved, correction, f"{correction.surface!r} moved from {_reach(correction.spans)} to "
                          f"{_reach(self._document.reading.spans(place.start, place.end))} in {correction.doc_id} and "
                          "is corrected there")
        return kept

    def overlapping(self, place: Place) -> str:
        """The text of a measure, other than at the place itself, that shares characters with it; empty for none."""
        for m in self.measures.values():
            if m.start < place.end and place.start < m.end and (m.start, m.end) != (place.start, place.end) \
                    and m.rule != OVERRIDE:
                return self._document.reading.surface(m.start, m.end)
        return ""

    def date(self, correction: Correction, place: Place) -> None:
        there = [k for k, d in enumerate(self._dates) if (d.start, d.end) == (place.start, place.end)]
        for k in there:
            self._dates[k] = self._dates[k]._replace(rule=OVERRIDE)
        if not there:
            self.lose(correction, f"no date is found at {correction.surface!r} any more", "delete the line")

    def fix(self, correction: Correction, place: Place) -> None:
        """Give a measure what was decided; make it if it was added, or is found no more."""
        measure = self.measures.get((place.start, place.end))
        if measure is None and correction.action != "add":
            if row := self.overlapping(place):
                self.lose(correction, f"the row there is now {row!r}", "decide about that row")
                return
            if not correction.level:
                self.lose(correction, f"no measure is found at {correction.surface!r} any more",
                          "fill in level, or delete the line")
                return
        if measure is None:
            unit = self._document.unit_at(place.start)
            measure = Measure(place.start, place.end, correction.level, _source(unit), unit.section, rule=OVERRIDE)
        pillar = self._pillar(correction.pillar, measure.pillar)
        if isinstance(pillar, str):
            self._say(self.complaints, correction, pillar, f"write one of these names, or {NO_PILLAR}")
            return
        self.measures[place.start, place.end] = measure._replace(
            level=correction.level or measure.level, name=correction.name or measure.name, pillar=pillar,
            pillar_method=OVERRIDE, confidence=1.0, guess=-1, chance=-1.0)

    def _pillar(self, name: str, present: int) -> int | str:
        """The index of the pillar of that name, or what is wrong with it; an empty name is the present pillar."""
        if not name:
            return present
        if name.lower() == NO_PILLAR:
            return -1
        pillars = self._found.pillars
        alike = [p for p in pillars if squash(p.name) == squash(name)]
        own = [p for p in alike if p.plan_name == pillars[-1].plan_name] or alike
        if len(own) == 1:
            return own[0].index
        stated = f"its pillars are {', '.join(p.name for p in pillars)}" if pillars else "it has no pillars"
        return f"{name!r} is {'the name of several pillars' if own else 'no pillar'} of {self._doc_id}; {stated}"

    @property
    def _doc_id(self) -> str:
        return self._document.source.doc_id

    def _say(self, to: list[Complaint], correction: Correction, problem: str, mend: str = "") -> None:
        to.append(Complaint(f"{self._file}, line {correction.line}", problem, mend))


def _reach(spans: Sequence[Span]) -> str:
    return f"{spans[0].start}:{spans[-1].end}"


def _source(unit: Unit) -> str:
    return _SOURCES.get(unit.kind, "narrative")

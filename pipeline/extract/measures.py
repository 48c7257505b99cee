"""Measures: which of all names that may be measures are projects or programs, by the models that know their signs."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.extract import measure_headings, measure_lists, measure_names as names, measure_tables, topics
from pipeline.extract.measure_signs import Around, Candidate, Signs
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.sign_model import SignModel, probability, shipped
from pipeline.extract.printed import squash
from pipeline.layout.document import Document

LEVELS = {"table": ("project",), "list": ("project", "program"), "heading": ("project", "program"), "topic": ("program",)}
"""The levels that the names of each kind of candidate may have."""


def candidates(document: Document, pillars: Sequence[Pillar]) -> Iterator[Candidate]:
    """All names of a document that may be measures, with their signs; `pillar` is -1 where the structure states none."""
    around = Around(document, pillars)
    for kind in (measure_tables, measure_lists, measure_headings, topics):
        yield from kind.find(around)


def find(document: Document, pillars: Sequence[Pillar], models: Mapping[str, SignModel] | None = None) -> list[Measure]:
    """The measures of a document in its order; `pillar` is -1 where the structure states none. models: the shipped ones if none."""
    return chosen(document, pillars, candidates(document, pillars), models if models is not None else shipped())


def chosen(document: Document, pillars: Sequence[Pillar], found: Iterable[Candidate], models: Mapping[str, SignModel]) -> list[Measure]:
    """The measures among a document's candidates, in its order."""
    unique = {(m.start, m.end): m for m in reversed(list(decided(found, models)))}
    return _leveled(document, sorted((told_beside(document, m, pillars) for m in unique.values()), key=lambda m: (m.start, m.end)))


def _leveled(document: Document, measures: Sequence[Measure]) -> list[Measure]:
    """The measures, of which items of lists that a table has among its projects are projects too."""
    def name(measure: Measure) -> str:
        return squash(document.reading.value(measure.start, measure.end))

    listed = {m.start: name(m) for m in measures if m.level == "program" and m.source == "list"}
    tabled = {name(m) for m in measures if m.level == "project" and m.source == "table"} if listed else set()
    return [m._replace(level="project") if listed.get(m.start) in tabled else m for m in measures]


def decided(found: Iterable[Candidate], models: Mapping[str, SignModel]) -> Iterator[Measure]:
    """The measures among candidates, with their levels and probabilities. models: by kind and level (list.project)."""
    asked = [candidate for candidate in found if not candidate.ruled_out]
    answers = likeliest([(candidate.kind, candidate.signs, candidate.among) for candidate in asked], models)
    for candidate, (level, chance) in zip(asked, answers):
        if level and chance >= models[f"{candidate.kind}.{level}"].threshold:
            yield from (m._replace(level=level, chance=round(chance, 3)) for m in candidate.measures)


def likeliest(asked: Sequence[tuple[str, Signs, int]], models: Mapping[str, SignModel]) -> list[tuple[str, float]]:
    """For candidates, each its kind, signs and `among`, the likelier level, and the probability that it is a measure of any; no level
    without models. Names that are of one kind have as log-odds the mean of their own and of those of all."""
    odds = [{level: models[name].odds(signs) for level in LEVELS[kind] if (name := f"{kind}.{level}") in models} for kind, signs, _ in asked]
    alike: dict[int, list[dict[str, float]]] = defaultdict(list)
    for (_, _, among), own in zip(asked, odds):
        if among >= 0:
            alike[among].append(own)
    means = {among: {level: sum(own[level] for own in all_) / len(all_) for level in all_[0]} for among, all_ in alike.items()}
    found = []
    for (_, _, among), own in zip(asked, odds):
        chances = [(probability((one + means[among][level]) / 2 if among >= 0 else one), level) for level, one in own.items()]
        found.append((max(chances, default=(0.0, ""))[1], min(1.0, sum(chance for chance, _ in chances))))
    return found


def told_beside(document: Document, measure: Measure, pillars: Sequence[Pillar]) -> Measure:
    """A project behind whose name a bracket names its pillar (…事業(稼ぐ力)), by its name or code, without the bracket."""
    bracket = names.bracket_at_end(document.reading.text, measure.start, measure.end) if measure.level == "project" else None
    told = [p for p in pillars if bracket is not None and squash(bracket[1]) in (squash(p.name), p.code)]
    if bracket is None or not told:
        return measure
    own = next((p for p in told if p.index == measure.pillar), told[-1])
    return measure._replace(end=bracket.start(), pillar=own.index, pillar_method=measure.source, confidence=1.0)

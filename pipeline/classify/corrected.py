"""What people's decisions about measures teach the models that tell measures from other names."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.classify.measures import NONE, Lesson
from pipeline.extract import pillars
from pipeline.extract.measure_signs import Candidate
from pipeline.extract.measures import LEVELS, candidates
from pipeline.extract.sign_model import SignModel
from pipeline.layout.document import Document
from pipeline.review.corrections import Correction
from pipeline.review.evidence import Lost, locate


def lessons(document: Document, decisions: Sequence[Correction], model: SignModel | None) -> list[Lesson]:
    """The candidates that people decided about: what was rejected is no measure; what was accepted, added, renamed or put
    under another pillar is one, of the level that the decision states.

    Names that stand or fall together (a column) teach something where decisions of one kind are about half of them or more.
    A decision whose evidence is gone, and one about a name that is no candidate, teach nothing. model: of pillars."""
    places: dict[int, dict[int, Correction]] = {}  # by start, then by end
    for correction in decisions:
        place = locate(document, correction.spans, correction.surface, correction.evidence) if correction.table == "measures" else None
        if place is not None and not isinstance(place, Lost):
            places.setdefault(place.start, {})[place.end] = correction
    held = candidates(document, pillars.find(document, model)) if places else ()
    return [Lesson(document.source.doc_id, candidate.kind, candidate.signs, right, not candidate.ruled_out)
            for candidate in held if (right := _right(candidate, places))]


def _right(candidate: Candidate, places: Mapping[int, Mapping[int, Correction]]) -> str:
    """The level of a candidate's measures, NONE, or nothing where decisions do not tell."""
    votes = Counter(_level(candidate.kind, correction) for m in candidate.measures
                    for end, correction in places.get(m.start, {}).items() if end <= m.end)
    return next((level for level, count in votes.items() if 2 * count >= len(candidate.measures) and 2 * count > sum(votes.values())), "")


def _level(kind: str, correction: Correction) -> str:
    """The level that a decision gives a name: the stated one, or the only one that names of the kind have."""
    if correction.action == "reject":
        return NONE
    level = correction.level or (LEVELS[kind][0] if len(LEVELS[kind]) == 1 else "")
    return level if level in LEVELS[kind] else ""

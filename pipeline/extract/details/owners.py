"""Owners: which measure and which pillar the words at a place of the document are about."""
from __future__ import annotations

import re
from functools import cached_property
from dataclasses import dataclass
from typing import Sequence

from pipeline.extract.mentions import DateMention, Measure, Pillar
from pipeline.extract.printed import squash
from pipeline.extract.under import sections_under
from pipeline.layout.document import Cell, Document
from pipeline.layout.numbering import label_of, ordinal

_UP = 2  # headings between a measure's own and the words about it (施策1-1 > 成果指標)
_LABEL = 8  # code points of a pillar's number with its word
_NUMBER = re.compile(r"^(?:(?:[一-龥ァ-ヶー]{1,6})?[0-9]+(?:[-.][0-9]+)*[.)、 ]?|[①-⑳(（]+[0-9]*[)）]?)")


@dataclass(frozen=True)
class Owners:
    """The measures of a document by cell, by heading and by name; measures are told by their start."""

    document: Document
    dates: Sequence[DateMention]
    pillars: Sequence[Pillar]
    measures: Sequence[Measure]

    @cached_property
    def _by_cell(self) -> dict[tuple[int, int, int], list[int]]:
        found: dict[tuple[int, int, int], list[int]] = {}
        for measure in self.measures:
            unit = self.document.unit_at(measure.start)
            if unit.table >= 0:
                found.setdefault((unit.table, unit.row, unit.column), []).append(measure.start)
        return found

    @cached_property
    def _by_heading(self) -> dict[int, int]:
        return {self.document.unit_at(m.start).section: m.start for m in reversed(self.measures) if m.source == "heading"}

    @cached_property
    def by_unit(self) -> dict[int, list[Measure]]:
        """The measures of lists and running text by the index of their unit."""
        found: dict[int, list[Measure]] = {}
        for measure in self.measures:
            found.setdefault(self.document.unit_index(measure.start), []).append(measure)
        return found

    @cached_property
    def _by_name(self) -> dict[str, int]:
        return {squash(self.document.reading.text[m.start:m.end]): m.start for m in reversed(self.measures)}

    @cached_property
    def _pillar_of(self) -> dict[str, int]:
        return {squash(p.name): p.index for p in self.pillars}

    @cached_property
    def _above(self) -> dict[int, int]:
        return sections_under(self.document, self.pillars)

    def in_cell(self, table: int, cell: Cell) -> list[int]:
        """The measures whose names stand in a cell."""
        return self._by_cell.get((table, cell.row, cell.column), []) if self._by_cell else []

    def named(self, text: str) -> int:
        """The measure that a cell names, with or without its number; -1 for none."""
        flat = squash(text)
        return self._by_name.get(flat, self._by_name.get(_NUMBER.sub("", flat), -1)) if flat else -1

    def pillar_named(self, text: str) -> int:
        """The pillar that a cell names, with or without its number; -1 for none."""
        flat = squash(text)
        return self._pillar_of.get(flat, self._pillar_of.get(_NUMBER.sub("", flat), -1)) if flat and self.pillars else -1

    def pillar_numbered(self, text: str) -> int:
        """The pillar of the document's last plan whose number a cell of a column of pillars holds (1, Ⅱ, 基本目標3); -1 for none."""
        label = label_of(text) if len(text) <= _LABEL else None
        number = ordinal(text) if label is None or not label.path else label.path[-1]
        own = self.pillars[-1].plan_name if self.pillars else ""
        return next((p.index for p in self.pillars if p.plan_name == own and p.ordinal == number), -1)

    def of_section(self, section: int) -> int:
        """The measure that a section, or one close above it, is headed with; -1 for none."""
        for depth, upper in enumerate(self.document.lineage(section)):
            if depth > _UP or depth and upper.index in self._own_sections:
                break
            if upper.index in self._by_heading:
                return self._by_heading[upper.index]
        return -1

    def is_last_of_its_kind(self, section: int) -> bool:
        """Whether a table in this section stands under the last heading of a measure while none stands under another:
        then it rather sums up the whole plan."""
        own = self.of_section(section)
        if own < 0 or own != self._last_heading:
            return False
        return self._with_tables == {own}

    @cached_property
    def _with_tables(self) -> set[int]:
        return {m for t in self.document.tables if (m := self.of_section(t.section)) >= 0}

    @cached_property
    def _own_sections(self) -> frozenset[int]:
        return frozenset(s for p in self.pillars for s in p.sections)

    @cached_property
    def _last_heading(self) -> int:
        return max(self._by_heading.values(), default=-1)

    def pillar_of(self, section: int) -> int:
        """The pillar under whose heading a section stands; -1 for none."""
        return self._above.get(section, -1)

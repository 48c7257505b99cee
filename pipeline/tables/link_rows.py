"""The rows of the tables that link measures to the text and to the levels of their plan."""
from __future__ import annotations

from typing import ClassVar

from pipeline.tables import columns as c
from pipeline.tables.columns import Row

CANONICAL_ID = "k-[0-9a-f]{10}"


class MentionRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "mentions"
    KEY: ClassVar[tuple[str, ...]] = ("mention_id",)
    ABOUT: ClassVar[str] = "one row for each place, other than its own row, that names or describes a project"

    mention_id: str = c.text("the mention", required=True)
    doc_id: str = c.doc_id()
    measure_id: str = c.text("the project; of several rows of one name the one under the pillar of the passage, else the "
                             "first", required=True, refers="measures.measure_id")
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    surface: str = c.surface()
    section_id: str = c.section_id()
    score: float | None = c.share("1: the name as printed; lower for a name shortened or respelled; for a description "
                                  "the share of the name's words that it holds, by their rarity in the document; 0.5 "
                                  "and less where its place in the report speaks for it too (description.section, "
                                  "description.order)")
    kind: str = c.text("exact: the name as printed, white space aside; variant: the name shortened or respelled; "
                       "description: a clause that tells which project it reports on without its name", required=True,
                       enum=("exact", "variant", "description"))
    rule: str = c.rule()

    def broken(self) -> str | None:
        if self.score is None:
            return "score: is empty"
        if (self.kind == "exact") != (self.score == 1.0) and self.kind != "description":
            return "kind, score: exact is 1 and a variant less"
        return None


class PillarTreeRow(Row):
    __slots__ = ()
    TABLE: ClassVar[str] = "pillar_tree"
    KEY: ClassVar[tuple[str, ...]] = ("node_id",)
    ABOUT: ClassVar[str] = ("one row for each pillar and for each level below it that the plan states, down to the 施策 "
                            "(基本目標 > 施策の柱 > 施策)")

    node_id: str = c.text("the pillar or the level below one", required=True)
    doc_id: str = c.doc_id()
    parent_id: str = c.text("the level above it; empty for a pillar", refers="pillar_tree.node_id")
    level: int = c.whole("1 is a pillar", minimum=1)
    label: str = c.text("the number of its heading, NFKC, without spaces")
    name: str = c.text("its name, NFKC", required=True)
    pillar_id: str = c.text("the pillar that it is or stands under", required=True, refers="pillars.pillar_id")
    measure_id: str = c.text("the program that it is", refers="measures.measure_id")
    section_id: str = c.text("its own section; empty where it has no heading, of a program in a table the section of the "
                             "table", refers="sections.section_id")
    start: int = c.start()
    end: int = c.end()
    spans: str = c.spans()
    surface: str = c.surface()
    rule: str = c.rule()

    def broken(self) -> str | None:
        if (self.level == 1) != (not self.parent_id):
            return "level, parent_id: a pillar has none above it, the others have one"
        return None

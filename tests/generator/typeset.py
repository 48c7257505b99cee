"""Sets a plan in a house style: chapters, headings, paragraphs, lists and tables, with the marks of the gold rows."""

from __future__ import annotations

from typing import Sequence

from tests.generator.inline import Inline, Mark, Printer, Runs, figures, value
from tests.generator.numbering import CIRCLED, ROMAN, heading_label, label_value
from tests.generator.plan import Pillar, Plan, Policy, Project, Words
from tests.generator.printed import (
    Aside,
    Block,
    Break,
    Caption,
    Framed,
    Heading,
    Item,
    NoteText,
    Paragraph,
    Printed,
    Table,
)
from tests.generator.rows import Measure, PillarRow
from tests.generator.style import OVERALL, HouseStyle
from tests.generator.tables import Tables


class Typesetter:
    """Builds the blocks of one printed plan."""

    def __init__(self, plan: Plan, style: HouseStyle) -> None:
        self.plan, self.style = plan, style
        self.printer = Printer(style)
        self.tables = Tables(plan, style, self.printer)
        self.blocks: list[Block] = []
        self.counts = [0] * 8
        self.captions = 0
        self.foot: list[NoteText] = []
        self.waiting: list[NoteText] = []
        self.pillars: list[PillarRow] = []

    # --- blocks

    def count(self, level: int) -> None:
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * (7 - level)

    def heading(self, level: int, title: str, row: Measure | None = None, label: str = "") -> None:
        """A numbered heading; with a label of its own it is a worded one."""
        self.count(level)
        path = self.counts[1 : level + 1]
        shown = label or heading_label(self.style.ladder[level - 1], path, self.style.label_figures)
        words = self.printer.text(title)
        runs: Runs = (Mark(row, words),) if row else words
        gap = self.style.label_gap or ("" if shown[-1] in "）).．、" + CIRCLED else "　")
        self.blocks.append(Heading(level, shown, gap, runs, label_value(shown)))

    def minor(self, level: int, title: str) -> None:
        """A heading inside a 施策: with a sign, or numbered like the others."""
        if not self.style.minor:
            self.heading(level, title)
            return
        self.counts[level:] = [0] * (8 - level)
        opening, closing = self.style.minor.split("{}")
        self.blocks.append(Framed(level, opening, self.printer.text(title), closing))

    def paragraph(self, words: Words) -> None:
        self.blocks.append(Paragraph(self.printer.runs(words)))
        self.notes()

    def item(self, marker: str, runs: Runs, numbered: bool = False) -> None:
        self.blocks.append(Item(marker, runs, self.style.item_indent, numbered))
        self.notes()

    def notes(self) -> None:
        """Notes that were called since the last time."""
        known = len(self.foot) + len(self.waiting) + self.placed
        new = [NoteText(marker, runs) for marker, runs in self.printer.notes[known:]]
        if self.style.note_place == "foot":
            self.foot += new
        elif self.style.note_place == "after":
            self.blocks += new
        else:
            self.waiting += new

    @property
    def placed(self) -> int:
        return sum(isinstance(block, NoteText) for block in self.blocks)

    def chapter(self, title: str) -> None:
        """A chapter begins; notes of the one before stand at its end."""
        self.close()
        self.blocks.append(Break())
        self.heading(1, title)

    def close(self) -> None:
        self.blocks += self.waiting
        self.waiting = []

    def caption(self) -> str:
        """The number of the next table, as the text names it."""
        self.captions += 1
        if self.style.caption_place == "none":
            return "次の表"
        return self.style.caption.format(self.captions)

    def table(self, table: Table, name: str, title: str, source: str = "") -> None:
        shown = (
            []
            if self.style.caption_place == "none"
            else [Caption(figures(f"{name}{self.style.label_gap}{title}", self.style.figures))]
        )
        above = self.style.caption_place == "above"
        self.blocks += [
            *(shown if above else []),
            table,
            *([Aside(source)] if source else []),
            *([] if above else shown),
        ]

    # --- the plan

    def printed(self) -> Printed:
        """The whole document."""
        plan, titles = self.plan, self.plan.titles
        self.chapter(titles["ch basics"])
        for key, paragraphs in (("aims", plan.aims), ("position", plan.position), ("period", plan.period)):
            self.heading(2, titles[key])
            ranged = self.style.range_form == "kara"
            self.printer.slots["ofrange"] = ("までの" if ranged else "の",)
            for words in paragraphs:
                if key == "position" and self.style.position_items:
                    self.item("・", self.printer.runs(words))
                else:
                    self.paragraph(words)
        if plan.history or plan.earlier:
            self.past()
        self.trends()
        self.strategy()
        self.running()
        self.close()
        imprint = (self.printer.runs((plan.issued,)), (plan.body.name,))
        title = "".join(str(run) for run in self.printer.text(plan.title))
        return Printed(title, plan.subtitle, imprint, tuple(self.blocks), tuple(self.foot), tuple(self.pillars))

    def past(self) -> None:
        """Earlier plans, and what the one before has reached."""
        plan, titles = self.plan, self.plan.titles
        self.chapter(titles["ch past"])
        if plan.history:
            self.heading(2, titles["history"])
            name = self.caption()
            self.printer.slots["caption"] = (name,)
            self.paragraph(plan.lines["history text"])
            self.table(self.tables.history(), name, titles["history"])
        if plan.earlier is None:
            return
        self.heading(2, titles["earlier"])
        names = [pillar.name for pillar in plan.earlier.pillars]
        self.pillars += [
            PillarRow(n, value_of(self.printer, name), value_of(self.printer, plan.earlier.name))
            for n, name in enumerate(names, 1)
        ]
        way = self.style.pillar_calls[0] if self.style.pillar_calls else "head"
        tabled = self.style.earlier_projects in ("cells", "table")
        self.announce("earlier", "list" if way == "table" else way, names)
        self.paragraph(plan.lines["earlier then"])
        for pillar in plan.earlier.pillars:
            self.printer.pillar = value_of(self.printer, pillar.name)
            self.heading(3, pillar.name)
            for words in pillar.paragraphs:
                self.paragraph(words)
            if self.style.earlier_projects == "bullets":
                self.paragraph(plan.lines["earlier bullets"])
                self.bullets(pillar.projects, pillar is plan.earlier.pillars[0])
        if tabled:
            self.project_table(
                "earlier projects",
                [(p.name, p.projects) for p in plan.earlier.pillars],
                self.style.earlier_projects,
                past=True,
            )

    def announce(self, key: str, way: str, names: Sequence[str]) -> None:
        """The sentence that names the pillars, and the list if they stand in one."""
        slots = self.printer.slots
        slots["word"], slots["count"] = (self.style.pillar_word,), (str(len(names)),)
        shown = [f"「{name}」" for name in names]
        slots["quoted"] = ("、".join(shown[:-1]) + "及び" + shown[-1],)
        self.paragraph(self.plan.lines[f"{key} {way}"])
        if way == "list":
            for n, name in enumerate(names, 1):
                self.item(*self.pillar_item(n, name, key == "earlier"))

    def pillar_item(self, n: int, name: str, earlier: bool) -> tuple[str, Runs, bool]:
        manner = "bullet" if earlier and self.style.pillar_items == "worded" else self.style.pillar_items
        wide = self.style.label_figures == "full"
        marker = {
            "bullet": "・",
            "figure": figures(f"{n}", self.style.label_figures),
            "paren": figures(f"（{n}）" if wide else f"({n})", self.style.label_figures),
            "circle": CIRCLED[n - 1],
            "worded": self.pillar_label(n),
        }[manner]
        return marker, self.printer.text(name), manner != "bullet"

    def pillar_label(self, n: int) -> str:
        number = ROMAN[n - 1] if self.style.pillar_figure == "R" else figures(str(n), self.style.label_figures)
        return self.style.pillar_word + number

    def trends(self) -> None:
        plan, titles = self.plan, self.plan.titles
        self.chapter(titles["ch trends"])
        self.heading(2, titles["trends"])
        for passage in plan.trends:
            self.heading(3, passage.title)
            for words in passage.paragraphs:
                self.paragraph(words)
        if plan.technology:
            self.heading(2, titles["technology"])
            for words in plan.technology:
                self.paragraph(words)
        self.heading(2, titles["challenges"])
        for words in plan.challenges:
            self.paragraph(words)
        for words in plan.challenge_items:
            self.item("・", self.printer.runs(words))
        self.paragraph(tuple(piece for words in plan.challenge_more for piece in words))

    def strategy(self) -> None:
        """The chapter of the pillars."""
        plan, titles, style = self.plan, self.plan.titles, self.style
        names = [pillar.name for pillar in plan.pillars]
        self.pillars += [
            PillarRow(n, value_of(self.printer, name), value_of(self.printer, plan.title))
            for n, name in enumerate(names, 1)
        ]
        self.chapter(titles["ch strategy"])
        below = style.pillar_under == "section"
        if below and style.pillar_calls:
            self.heading(2, titles["frame"])
        tables = [("table text" if way != "table" else "pillars table") for way in style.pillar_calls]
        for way in style.pillar_calls:
            if way == "table":
                self.project_table("pillars table", [(p.name, p.projects) for p in plan.pillars], style.projects)
            else:
                self.announce("pillars", way, names)
        if below:
            self.heading(2, titles["by pillar"].replace("{word}", style.pillar_word))
            if not style.pillar_calls:
                self.announce("pillars", "head", names)
        for n, pillar in enumerate(plan.pillars, 1):
            self.pillar(n, pillar, 3 if below else 2)
        self.printer.pillar = ""
        if style.projects in OVERALL and "pillars table" not in tables:
            if below:
                self.heading(2, titles["projects"])
            else:
                self.chapter(titles["projects"])
            self.project_table("table text", [(p.name, p.projects) for p in plan.pillars], style.projects)

    def pillar(self, n: int, pillar: Pillar, level: int) -> None:
        """A pillar with its 施策."""
        self.printer.pillar = value_of(self.printer, pillar.name)
        self.heading(level, pillar.name, label=self.pillar_label(n) if self.style.pillar_heading == "worded" else "")
        number = 0
        for group in pillar.groups:
            inside = level
            if group.name and level == 2 and self.style.projects != "headings":
                inside += 1
                self.heading(inside, group.name, None if self.style.policy_word else Measure("program", "heading", self.printer.pillar))
            for policy in group.policies:
                number += 1
                label = ""
                if self.style.policy_word:
                    label = self.style.policy_word + figures(
                        f"{n}-{number}" if self.style.policy_figure == "h" else f"{number}", self.style.label_figures
                    )
                    label = label.replace("-", "－") if self.style.label_figures == "full" else label
                self.heading(inside + 1, policy.name, Measure("program", "heading", self.printer.pillar), label)
                self.policy(policy, inside + 2)

    def policy(self, policy: Policy, level: int) -> None:
        """The inside of a 施策."""
        style, titles, parts = self.style, self.plan.titles, self.style.minor_parts
        if parts:
            self.minor(level, titles["state"])
            self.paragraph(policy.state)
            self.minor(level, titles["direction"])
        for words in policy.paragraphs:
            if style.narrative_items:
                self.item("・", self.printer.runs(words))
            else:
                self.paragraph(words)
        if style.projects in OVERALL:
            return
        if parts:
            self.minor(level, titles["projects"])
        if style.projects == "headings":
            for project in policy.projects:
                self.heading(level + 1, project.name, self.measure("heading", project.name))
                self.paragraph((*project.content, *self.plan.lines["content verb"], "。"))
        elif style.projects == "table":
            name = self.caption()
            self.printer.slots["caption"] = (name,)
            self.paragraph(self.plan.lines["table text"])
            self.table(self.tables.projects([(self.printer.pillar, policy.projects)], False), name, titles["projects"])
        else:
            if not parts:
                self.paragraph(self.plan.lines["projects label" if style.projects == "lead" else "projects text"])
            self.bullets(policy.projects)

    def measure(self, source: str, name: str) -> Measure:
        return Measure("project", source, self.printer.pillar, value_of(self.printer, name))

    def bullets(self, projects: Sequence[Project], others: bool = False) -> None:
        """Projects as items; others: the last one ends in ほか."""
        for project in projects:
            more: Runs = ("　ほか",) if others and project is projects[-1] else ()
            self.item(self.style.bullet, (*self.tables.project(project, "list", self.printer.pillar), *more))

    def project_table(
        self, line: str, groups: Sequence[tuple[str, Sequence[Project]]], manner: str, past: bool = False
    ) -> None:
        """One table of the projects of all pillars."""
        name = self.caption()
        self.printer.slots |= {"caption": (name,), "word": (self.style.pillar_word,)}
        self.paragraph(self.plan.lines[line])
        if manner == "columns" and len(groups) <= 4:
            made = self.tables.columns(groups)
        else:
            made = (
                self.tables.projects(groups, True, past)
                if manner in ("summary", "table")
                else self.tables.cells(groups, past)
            )
        self.table(made, name, self.plan.titles["projects"])

    def running(self) -> None:
        """Organisation, control, indicators, schedule, references."""
        plan, titles = self.plan, self.plan.titles
        self.chapter(titles["ch running"])
        self.heading(2, titles["organisation"])
        for words in plan.organisation:
            self.paragraph(words)
        self.heading(2, titles["management"])
        for words in plan.management:
            self.paragraph(words)
        self.heading(2, titles["indicators"])
        self.captioned(
            "indicator text",
            self.tables.indicators(),
            titles["indicators"],
            plain_words(self.printer.runs(plan.lines["source line"])),
        )
        if plan.schedule:
            self.heading(2, titles["schedule"])
            self.captioned("schedule text", self.tables.schedule(), titles["schedule"])
        if plan.references:
            self.heading(2, titles["references"])
            for work in plan.references:
                self.item("・", tuple(self.printer.spaced(self.printer.dress([self.printer.work(work, "")]))))

    def captioned(self, line: str, table: Table, title: str, source: str = "") -> None:
        name = self.caption()
        self.printer.slots["caption"] = (name,)
        self.paragraph(self.plan.lines[line])
        self.table(table, name, title, source)


def plain_words(runs: Sequence[Inline]) -> str:
    return "".join(run for run in runs if isinstance(run, str))


def value_of(printer: Printer, name: str) -> str:
    """A name as a value, from its printed form."""
    return value(plain_words(printer.text(name)))


def typeset(plan: Plan, style: HouseStyle) -> Printed:
    """The plan printed in the style."""
    return Typesetter(plan, style).printed()

"""The tables of a plan: earlier plans, projects, indicators, schedule."""

from __future__ import annotations

from dataclasses import replace
from typing import Sequence

from tests.generator.dates import date_row, heading_year, span
from tests.generator.inline import Inline, Mark, Printer, Runs, value
from tests.generator.plan import Plan, Project, When
from tests.generator.printed import Cell, Table
from tests.generator.rows import History, Measure
from tests.generator.style import HouseStyle


class Tables:
    """Makes the tables of one printed plan."""

    def __init__(self, plan: Plan, style: HouseStyle, printer: Printer) -> None:
        self.plan, self.style, self.printer = plan, style, printer

    def cell(self, *lines: str) -> Cell:
        return Cell(tuple(self.printer.text(line) for line in lines))

    def heads(self, key: str) -> list[str]:
        return "".join(str(piece) for piece in self.plan.lines[key]).split("|")

    # --- projects

    def project(self, project: Project, source: str, pillar: str, department: bool = True) -> Runs:
        """The name of a project with the marks around it."""
        style, text = self.style, self.printer.text(project.name)
        name = value("".join(str(run) for run in text))
        new = style.new_mark.format(project.new) if project.new else ""
        found: list[Inline] = [
            new if not style.mark_after else "",
            Mark(Measure("project", source, pillar, name), text),
            new if style.mark_after else "",
            style.again_mark if project.again else "",
            style.department.format(project.department) if department else "",
        ]
        return tuple(run for run in found if run)

    def projects(self, groups: Sequence[tuple[str, Sequence[Project]]], pillars: bool, past: bool = False) -> Table:
        """A table with a row for each project; pillars: with the pillar in the first column."""
        years = [] if past or not self.style.schedule else [self.plan.start + n for n in range(3)]
        head = [
            *([self.cell(self.style.pillar_word)] if pillars else []),
            *map(self.cell, self.heads("table heads")),
            *(self.year(year, "fiscal_year") for year in years),
        ]
        rows = [tuple(head)]
        for k, (pillar, projects) in enumerate(groups, 1):
            shown = value("".join(map(str, self.printer.text(pillar))))
            for n, project in enumerate(projects):
                row = []
                if pillars and (n == 0 or not self.style.merged):
                    row.append(replace(self.pillar(k, pillar, past), rowspan=len(projects) if self.style.merged else 1))
                row.append(Cell((self.project(project, "table", shown, department=False),)))
                row += [Cell((self.printer.runs(project.content, tabular=True),)), self.cell(project.department)]
                row += [
                    self.cell("－" if y < project.starts else "実施" if y == project.starts else "→")
                    for y in range(len(years))
                ]
                rows.append(tuple(row))
        return Table(tuple(rows))

    def year(self, year: int, bare: str = "year") -> Cell:
        """The year at the head of a column; `bare`: what R6 names there, of measures a fiscal year."""
        text, when = heading_year(year, self.style, self.style.table_dates == "letter", bare)
        return Cell((tuple(self.printer.dress([Mark(date_row(when, text), (text,))])),))

    def pillar(self, number: int, name: str, past: bool) -> Cell:
        """A pillar at the head of a row."""
        return self.cell(f"{number}　{name}" if self.style.numbered_cells and not past else name)

    def columns(self, groups: Sequence[tuple[str, Sequence[Project]]]) -> Table:
        """A table with a column for each pillar and its projects below."""
        shown = [value("".join(map(str, self.printer.text(pillar)))) for pillar, _ in groups]
        cells = [
            Cell(tuple(self.project(project, "table", name) for project in projects), sign="○")
            for name, (_, projects) in zip(shown, groups)
        ]
        return Table((tuple(self.cell(pillar) for pillar, _ in groups), tuple(cells)))

    def cells(self, groups: Sequence[tuple[str, Sequence[Project]]], past: bool = False) -> Table:
        """A table with all projects of a pillar in one cell, each after a sign."""
        rows = [(self.cell(self.style.pillar_word), self.cell(self.heads("cells head")[0]))]
        for n, (pillar, projects) in enumerate(groups):
            shown = value("".join(map(str, self.printer.text(pillar))))
            lines = [self.project(project, "table", shown) for project in projects]
            if n == 0:
                lines[-1] = (*lines[-1], "　ほか")
            rows.append((self.pillar(n + 1, pillar, past), Cell(tuple(lines), sign="○")))
        return Table(tuple(rows))

    # --- others

    def history(self) -> Table:
        """The table of earlier plans: one row for each term."""
        first, second, *rest = self.heads("history heads")
        joined = self.style.history_columns == "joined"
        columns = [f"{first}・{second}", *rest] if joined else [first, second, *rest]
        rows = [tuple(map(self.cell, columns))]
        for term in self.plan.history:
            period = self.printer.runs((term.period,), tabular=True)
            name = self.printer.text(term.name)
            _, begin, end = span(term.period)
            cells = [Cell((name, period))] if joined else [Cell((name,)), Cell((period,))]
            for field, items in (("theme", term.theme), ("effort", term.effort), ("outcome", term.outcome)):
                lines = [
                    (Mark(History(term.name, begin, end, field, n), tuple(self.printer.dress([item]))),)
                    for n, item in enumerate(items, 1)
                ]
                cells.append(Cell(tuple(lines), sign=self.style.history_bullets if field != "theme" else ""))
            rows.append(tuple(cells))
        return Table(tuple(rows))

    def indicators(self) -> Table:
        """Indicators with their value now and the one to be reached."""
        name, now, goal = self.heads("indicator heads")
        with_pillars = self.style.merged and self.style.projects != "summary"
        before, after = When("fiscal_year", self.plan.start - 1), When("fiscal_year", self.plan.end, role="target")
        head = [
            *([self.cell(self.style.pillar_word)] if with_pillars else []),
            self.cell(name),
            *(Cell((self.printer.runs((f"{word}（", when, "）")),)) for word, when in ((now, before), (goal, after))),
        ]
        rows = [tuple(head)]
        for each in self.plan.indicators:
            shown = [self.cell(self.plan.pillars[each.pillar].name)] if with_pillars else []
            rows.append((*shown, self.cell(each.name), self.cell(each.now), self.cell(each.goal)))
        return Table(tuple(rows))

    def schedule(self) -> Table:
        """What is done in which year."""
        head = (self.cell(self.heads("item head")[0]), *(self.year(self.plan.start + n) for n in range(3)))
        return Table((head, *(tuple(map(self.cell, row)) for row in self.plan.schedule)))

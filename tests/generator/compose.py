"""Makes up a plan from a seed and a pool: history, the plan before, trends, pillars, indicators."""

from __future__ import annotations

from random import Random

from tests.generator.measures import Measures
from tests.generator.plan import (
    Earlier,
    EarlierPillar,
    Group,
    Indicator,
    Passage,
    Pillar,
    Plan,
    Project,
    Policy,
    Term,
    When,
    Words,
)
from tests.generator.wording import Field


class Composer(Measures):
    """Draws one plan."""

    def history(self, earlier: Earlier | None) -> tuple[Term, ...]:
        """The table of earlier plans, up to the one before this."""
        items = self.shuffled([line for field in self.pool.fields for line in field.words["h"]])
        themes = self.shuffled([line for field in self.pool.fields for line in field.words["p"]])
        found = []
        for n in range(self.terms):
            first = self.start - self.length * (self.terms - n)
            efforts = [items.pop() for _ in range(self.draw.randint(1, 3))]
            if earlier and n == self.terms - 1 and self.draw.random() < 0.4:
                efforts = [pillar.name for pillar in earlier.pillars]
            found.append(
                Term(
                    f"第{n + 1}期",
                    When("range", first, until=first + self.length - 1, role="plan_period"),
                    tuple(themes.pop() for _ in range(self.draw.choice((1, 1, 2)))),
                    tuple(efforts),
                    tuple(items.pop() for _ in range(self.draw.randint(1, 3))),
                )
            )
        return tuple(found)

    def passages(self) -> tuple[Passage, ...]:
        """Laws and plans of the state."""
        lines = [line for line in self.pool.sentences["trend"] if "@2023" not in line or self.start >= 2023]
        chosen = self.draw.sample(lines, self.draw.choice((2, 3)))
        return tuple(
            Passage(title, (self.words(text),))
            for title, _, text in (line.replace("@2023", "").partition("：") for line in chosen)
        )

    def compose(self) -> Plan:
        """The plan."""
        count = self.draw.choice((2, 3, 3, 4, 4, 5, 6, 7))
        fields = self.draw.sample(self.pool.fields, min(count, len(self.pool.fields)))
        policies = {2: 3, 3: 2, 4: 2}.get(len(fields), 1)
        grouped = policies > 1 and self.draw.random() < 0.25
        pillars = [
            self.pillar(field, policies if self.draw.random() < 0.7 else max(1, policies - 1), grouped)
            for field in fields
        ]
        if len(pillars) > 2 and self.draw.random() < 0.5:
            pillars = _listed_again(pillars, self.draw)
        earlier = self.earlier() if self.draw.random() < 0.75 else None
        history = self.history(earlier) if self.draw.random() < 0.8 else ()
        keys = (
            "ch basics",
            "ch past",
            "ch trends",
            "ch strategy",
            "ch running",
            "aims",
            "position",
            "period",
            "history",
            "earlier",
            "trends",
            "technology",
            "challenges",
            "frame",
            "projects",
            "organisation",
            "management",
            "indicators",
            "schedule",
            "references",
            "state",
            "direction",
        )
        titles = {key: self.plain(key) for key in keys} | {"by pillar": self.pool.any(self.draw, "by pillar")}
        indicators = tuple(self.indicator(n, field) for n, field in enumerate(fields) if n < 5)
        rows = [tuple(row.split("|")) for row in self.pool.sentences["schedule rows"]]
        challenges = self.shuffled(
            [line for field in self.pool.fields if field not in fields for line in field.words["c"]]
        )[:3]
        more = self.shuffled(self.pool.sentences["challenge more"])[:2]
        lines = {
            key: self.one(key)
            for key in (
                "projects text",
                "table text",
                "indicator text",
                "schedule text",
                "history heads",
                "table heads",
                "indicator heads",
                "item head",
                "source line",
                "projects label",
                "content verb",
                "cells head",
            )
        }
        lines |= {key: self.one(key) for key in self.pool.sentences if key.startswith("pillars ")}
        lines |= {
            key: self.one(key, before=True)
            for key in self.pool.sentences
            if key.startswith("earlier ") and key != "earlier name"
        }
        works = (
            [self.parser().work(line.partition("｜")[0]) for line in self.pool.sentences["works"]]
            if self.draw.random() < 0.2
            else []
        )
        lines["history text"] = self.history_line()
        return Plan(
            self.title,
            self.plain("subtitle") if self.draw.random() < 0.4 else "",
            self.body,
            When("month", self.start, 3, role="issued"),
            self.start,
            self.end,
            titles,
            self.lines("aims text"),
            (self.one("position text"),),
            (self.period(),),
            history,
            earlier,
            self.passages(),
            self.lines("technology text")[: self.draw.choice((0, 1, 2))],
            (self.one("challenge text"),),
            tuple((*self.words(line), "。") for line in challenges),
            tuple(self.words(line) for line in more),
            tuple(pillars),
            lines,
            indicators,
            (self.one("organisation text"),),
            (self.one("management text"),),
            tuple(rows) if self.draw.random() < 0.4 else (),
            tuple(works),
        )

    def period(self) -> Words:
        self.names |= {"years": str(self.end - self.start + 1)}
        return self.one("period text")

    def history_line(self) -> Words:
        self.names |= {"terms": str(self.terms)}
        return self.one("history text")

    def earlier(self) -> Earlier:
        fields = self.draw.sample(self.pool.fields, self.draw.choice((2, 3, 3, 4)))
        pillars = []
        for field in fields:
            things, used = self.shuffled(field.words["t"]), []
            paragraphs = tuple(self.paragraph(field, True, things, used) for _ in range(self.draw.choice((1, 1, 2))))
            pillars.append(
                EarlierPillar(
                    self.fresh(field.words["p"]),
                    paragraphs,
                    tuple(self.projects(field, self.draw.choice((2, 3)), True)),
                )
            )
        return Earlier(self.earlier_name, self.dates["EARLIER"], tuple(pillars))

    def indicator(self, number: int, field: Field) -> Indicator:
        name, unit = self.draw.choice(field.words["k"]).split("|")
        now = self.draw.randint(12, 48)
        return Indicator(number, name, f"{now}{unit}", f"{now * 2 - self.draw.randint(0, 9)}{unit}")


def _listed_again(pillars: list[Pillar], draw: Random) -> list[Pillar]:
    """The first project of the first pillar is listed under the last one once more."""
    again = pillars[0].projects[0]
    last = pillars[-1]
    group = last.groups[-1]
    policy = group.policies[-1]
    more = Project(again.name, again.content, again.department, "", True, again.starts)
    policy = Policy(policy.name, policy.state, policy.paragraphs, (*policy.projects, more))
    return [*pillars[:-1], Pillar(last.name, (*last.groups[:-1], Group(group.name, (*group.policies[:-1], policy))))]


def compose(seed: int, name: str) -> Plan:
    """The plan of a seed."""
    return Composer(seed, name).compose()

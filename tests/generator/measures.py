"""Draws sentences about measures, projects and pillars from the words of a policy field."""

from __future__ import annotations

from random import Random
from typing import Sequence

from tests.generator.plan import (
    Body,
    Group,
    Piece,
    Pillar,
    PlanCite,
    Policy,
    Project,
    Topic,
    Verb,
    When,
    Words,
)
from tests.generator.wording import Field, Parser, Pool, pool


class Measures:
    """One plan's body, years and names, and what is drawn for its measures."""

    def __init__(self, seed: int, name: str) -> None:
        self.draw = Random(f"{name}-{seed}")
        self.pool: Pool = pool(name)
        place, kana = self.pool.any(self.draw, "place").split(" ")
        kind = self.draw.choice(("県", "県", "市", "市", "町"))
        self.body = Body(place + kind, kana, kind)
        self.start = self.draw.randint(2022, 2026)
        self.end = self.start + self.draw.choice((3, 4, 4, 5, 9))
        self.names = {
            "body": self.body.name,
            "kana": kana,
            "own": self.body.own,
            "gov": kind,
            "people": self.body.people,
            "head": self.body.head,
            "kindofbody": "都道府県" if kind == "県" else "市町村",
        }
        self.title = self.plain("plan name")
        self.earlier_name = self.plain("earlier name")
        self.length = self.draw.choice((4, 5))
        self.terms = self.draw.choice((3, 3, 4))
        began = self.start - self.length * self.terms
        self.dates = {
            "PERIOD": When("range", self.start, until=self.end, role="plan_period"),
            "H0": When("fiscal_year", began, role="plan_period"),
            "EARLIER": When("range", self.start - self.length, until=self.start - 1, role="plan_period"),
            "FYEND": When("fiscal_year", self.end),
        }
        self.used: list[str] = []

    # --- small things

    def parser(self) -> Parser:
        works = {key: rest for line in self.pool.sentences["works"] for key, _, rest in [line.partition("｜")]}
        return Parser(
            self.draw,
            self.body,
            self.start,
            {k: v for k, v in self.names.items() if v},
            getattr(self, "dates", {}),
            works,
        )

    def shuffled(self, lines: Sequence[str]) -> list[str]:
        return self.draw.sample(list(lines), len(lines))

    def plain_of(self, pattern: str) -> str:
        return "".join(str(piece) for piece in self.parser().read(pattern))

    def plain(self, key: str) -> str:
        return self.plain_of(self.pool.any(self.draw, key))

    def fresh(self, lines: Sequence[str]) -> str:
        """A line not used before in this plan, if there is one."""
        unused = [line for line in lines if line not in self.used] or list(lines)
        chosen = self.draw.choice(unused)
        self.used.append(chosen)
        return chosen

    def words(self, pattern: str, past: bool = False, before: bool = False, parser: Parser | None = None) -> Words:
        """A pattern with the own or the earlier plan's name as a citation."""
        found: list[Piece] = []
        for n, part in enumerate(pattern.replace("{title}", "\0T\0").replace("{earlier}", "\0E\0").split("\0")):
            if n % 2:
                name = self.title if part == "T" else self.earlier_name
                found.append(PlanCite(name, name))
            else:
                found += (parser or self.parser()).read(part, past, before)
        return tuple(found)

    def lines(self, key: str, past: bool = False) -> tuple[Words, ...]:
        """All paragraphs of a kind, in order."""
        lines = [line for line in self.pool.sentences[key] if "@2023" not in line or self.start >= 2023]
        return tuple(self.words(line.replace("@2023", ""), past) for line in lines)

    def one(self, key: str, before: bool = False) -> Words:
        return self.words(self.pool.any(self.draw, key), before=before)

    # --- measures

    def predicate(self, field: Field, past: bool, used: list[str], suiting: str = "") -> tuple[Words, str]:
        """What is done, without its verb, and the verb; suiting: the numbers of the lines that suit the thing."""
        own = [field.words["v"][int(n) - 1] for n in suiting] or list(field.words["v"])
        fresh = [line for line in own if line not in used] or own
        line = self.draw.choice(field.words["-" if past else "+"] if self.draw.random() < 0.15 else fresh)
        used.append(line)
        text, _, verb = line.rpartition("/")
        return self.parser().read(text), verb

    def topic(self, field: Field, things: list[str]) -> tuple[Topic, str, str]:
        """The words that name the measure of a sentence, those after them, and which lines suit them."""
        line = things.pop() if things else self.draw.choice(field.words["t"])
        thing, _, suiting = line.partition("=")
        quality = self.pool.any(self.draw, "quality")
        form = self.draw.choice(
            ("については", "については", "では", "においては", "に関しては", "のため", "acted", "done", "setting")
        )
        if form == "setting":
            return Topic((self.draw.choice(field.words["g"]),)), self.draw.choice(("では、", "においては、")), ""
        if form == "done":
            return Topic((f"{thing}を{self.pool.any(self.draw, 'vsuru')}",)), "するため、", suiting
        if form == "acted":
            act = self.pool.any(self.draw, "action")
            return Topic((f"{thing}の{quality}",)), f"を{act}ため、" if act == "図る" else f"を{act}するため、", suiting
        if form == "のため":
            return Topic((f"{thing}の{quality}",)), "のため、", suiting
        return Topic((thing if self.draw.random() < 0.5 else f"{thing}の{quality}",)), form + "、", suiting

    def sentence(self, field: Field, past: bool, things: list[str], used: list[str]) -> Words:
        """A sentence with one measure: its topic, perhaps a purpose or a second topic, what is done."""
        topic, form, suiting = self.topic(field, things)
        words, verb = self.predicate(field, past, used, suiting)
        ending: Words = (*words, Verb(verb, past), "。")
        chance = 1.0 if form.endswith("ため、") else self.draw.random()
        if chance < 0.12:
            return (topic, form, self.pool.any(self.draw, "purpose"), *ending)
        if chance < 0.22:
            pattern = self.pool.any(self.draw, "second topic")
            between, after = pattern.removeprefix("{v0}").removesuffix("{v1}。").split("{t}")
            second, _, suiting = self.draw.choice(field.words["t"]).partition("=")
            again, last = self.predicate(field, past, used, suiting)
            return (topic, form, *words, verb, between + second + after, *again, Verb(last, past), "。")
        return (topic, form, *ending)

    def rowless(self, field: Field, past: bool, used: list[str], joint: str) -> Words:
        """A sentence that goes on with the topic before it."""
        found: list[Piece] = []
        pattern = self.pool.any(self.draw, "no row").replace("{j}", joint)
        pattern = pattern.replace("{beneficiary}", self.pool.any(self.draw, "beneficiary"))
        before, called, after = pattern.partition("{v1}")
        found += self.parser().read(before, past)
        if called:
            words, verb = self.predicate(field, past, used)
            found += [*words, Verb(verb, past)]
        return (*found, *self.parser().read(after, past))

    def paragraph(self, field: Field, past: bool, things: list[str], used: list[str]) -> Words:
        """A paragraph of one to three sentences."""
        found = list(self.sentence(field, past, things, used))
        joints = self.shuffled(self.pool.sentences["joint"])
        if self.draw.random() < 0.55:
            found += self.rowless(field, past, used, joints.pop())
        if self.draw.random() < 0.5:
            found += [joints.pop(), *self.sentence(field, past, things, used)]
        return tuple(found)

    def projects(self, field: Field, number: int, earlier: bool) -> list[Project]:
        """Projects of a field."""
        found = []
        for _ in range(number):
            if self.draw.random() < 0.35:
                name = self.plain_of(self.fresh(field.words["J"]))
            else:
                name = self.pool.any(self.draw, "project form").replace("{j}", self.fresh(field.words["j"]))
            department = self.draw.choice(
                (*field.words["d"], *field.words["d"], self.pool.any(self.draw, "department other"))
            )
            new = "" if earlier else self.draw.choice(("", "", "", "新規", "拡充"))
            found.append(
                Project(
                    name,
                    self.parser().read(self.draw.choice(field.words["x"])),
                    department,
                    new,
                    starts=self.draw.choice((0, 0, 0, 1)),
                )
            )
        return found

    def pillar(self, field: Field, policies: int, grouped: bool) -> Pillar:
        things, used = self.shuffled(field.words["t"]), []
        names = self.shuffled(field.words["s"])
        found = []
        states = self.shuffled(field.words["c"])
        for n in range(policies):
            paragraphs = tuple(self.paragraph(field, False, things, used) for _ in range(self.draw.choice((1, 1, 2))))
            found.append(
                Policy(
                    names[n],
                    (*self.words(states[n % len(states)]), "。"),
                    paragraphs,
                    tuple(self.projects(field, self.draw.choice((2, 2, 3)), False)),
                )
            )
        if grouped and len(names) > policies:
            return Pillar(self.fresh(field.words["p"]), (Group(names[-1], tuple(found)),))
        return Pillar(self.fresh(field.words["p"]), (Group("", tuple(found)),))

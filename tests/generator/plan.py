"""The abstract plan: what a plan says, as tagged pieces, before any house style decides how it is printed."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class When:
    """A date. kind: day, month, year, fiscal_year, decade, century, range (fiscal years `year` to `until`)."""

    kind: str
    year: int
    month: int = 0
    day: int = 0
    until: int = 0
    role: str = "event"
    bare: bool = False  # `80年代`: takes its century from the date before
    word: str = ""  # a relative expression (翌年度)


@dataclass(frozen=True)
class LawName:
    """A statute or an ordinance: its title and the year, kind and number it was made under."""

    title: str
    year: int
    kind: str  # 法律, or 柊原県条例
    number: int


@dataclass(frozen=True)
class LawCite:
    """One mention of a law. shown: full, an abbreviation, 同法 ..., or empty for a further article of the one before."""

    law: LawName
    shown: str
    numbered: bool = False
    article: str = ""
    paragraph: str = ""
    item: str = ""
    quoted: bool = False
    define: str = ""
    points: bool = False  # takes its name from the mention before
    article_printed: bool = True  # 同条: the article is known and not printed


@dataclass(frozen=True)
class PlanCite:
    """One mention of a named plan. bracket: its decision stands in brackets after it."""

    title: str
    shown: str
    issued: When | None = None
    verb: str = ""
    bracket: bool = False
    points: bool = False


@dataclass(frozen=True)
class Topic:
    """The words of a sentence that name the measure it is about."""

    parts: tuple[Piece, ...]


@dataclass(frozen=True)
class Work:
    """A cited work."""

    authors: str
    title: tuple[Piece, ...]
    locator: str
    pages: str
    issued: When | None
    url: str
    accessed: When | None


@dataclass(frozen=True)
class Note:
    """A footnote: an explanation, works, or both."""

    explanation: str = ""
    works: tuple[Work, ...] = ()


@dataclass(frozen=True)
class Verb:
    """A verb at the end of a sentence, in its plain form."""

    plain: str
    past: bool = False


@dataclass(frozen=True)
class Either:
    """Words that differ between the polite and the plain register."""

    polite: str
    plain: str


@dataclass(frozen=True)
class Slot:
    """A word that the house style fills in: word (of the pillars), count, quoted (pillars), caption (of a table)."""

    name: str
    before: bool = False  # of the earlier plan


Piece = str | When | LawCite | PlanCite | Topic | Note | Verb | Either | Slot
Words = tuple[Piece, ...]


@dataclass(frozen=True)
class Project:
    """A project as a plan lists it."""

    name: str
    content: Words = ()
    department: str = ""
    new: str = ""  # 新規, 拡充 or empty
    again: bool = False
    starts: int = 0  # first of the schedule columns in which it runs


@dataclass(frozen=True)
class Policy:
    """A 施策: what is the matter, what will be done, by which projects."""

    name: str
    state: Words
    paragraphs: tuple[Words, ...]
    projects: tuple[Project, ...]


@dataclass(frozen=True)
class Group:
    """施策 under one heading between pillar and 施策; the name is empty where a plan has no such heading."""

    name: str
    policies: tuple[Policy, ...]


@dataclass(frozen=True)
class Pillar:
    """A pillar of this plan."""

    name: str
    groups: tuple[Group, ...]

    @property
    def projects(self) -> tuple[Project, ...]:
        """Its projects in order."""
        return tuple(p for g in self.groups for s in g.policies for p in s.projects)


@dataclass(frozen=True)
class EarlierPillar:
    """A pillar of the plan before: what was done, by which projects."""

    name: str
    paragraphs: tuple[Words, ...]
    projects: tuple[Project, ...]


@dataclass(frozen=True)
class Earlier:
    """The plan before."""

    name: str
    period: When
    pillars: tuple[EarlierPillar, ...]


@dataclass(frozen=True)
class Term:
    """One row of the table of earlier plans."""

    name: str
    period: When
    theme: tuple[str, ...]
    effort: tuple[str, ...]
    outcome: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A headed passage of running text."""

    title: str
    paragraphs: tuple[Words, ...]


@dataclass(frozen=True)
class Indicator:
    """One row of the table of indicators."""

    pillar: int
    name: str
    now: str
    goal: str


@dataclass(frozen=True)
class Body:
    """The prefecture or municipality."""

    name: str
    kana: str
    kind: str

    @property
    def gov(self) -> str:
        return self.kind

    @property
    def own(self) -> str:
        return "本" + self.kind

    @property
    def people(self) -> str:
        return self.kind + "民"

    @property
    def head(self) -> str:
        return {"県": "知事", "市": "市長", "町": "町長"}[self.kind]


@dataclass(frozen=True)
class Plan:
    """A whole plan."""

    title: str
    subtitle: str
    body: Body
    issued: When
    start: int
    end: int
    titles: dict[str, str] = field(hash=False)
    aims: tuple[Words, ...] = ()
    position: tuple[Words, ...] = ()
    period: tuple[Words, ...] = ()
    history: tuple[Term, ...] = ()
    earlier: Earlier | None = None
    trends: tuple[Passage, ...] = ()
    technology: tuple[Words, ...] = ()
    challenges: tuple[Words, ...] = ()
    challenge_items: tuple[Words, ...] = ()
    challenge_more: tuple[Words, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    lines: dict[str, Words] = field(default_factory=dict, hash=False)  # lead sentences by their key
    indicators: tuple[Indicator, ...] = ()
    organisation: tuple[Words, ...] = ()
    management: tuple[Words, ...] = ()
    schedule: tuple[tuple[str, ...], ...] = ()
    references: tuple[Work, ...] = ()

"""The word pools: files of words and sentence patterns, and the small language of the patterns.

A pattern holds pieces in braces: {n|20|90} a number; {d|WHEN|role} a date, where WHEN is FY+2, Y-1, M-1.10, D-1.6.1
(counted from the first year of the plan), 2021, 2021-09, 2021-09-01, FY2021, FY2017..FY2020, E2021 (令和3年版), 1990s,
'80s, C21, and `bare` as a third part drops the era; {rel|翌年3月|WHEN} a relative date; {law|TITLE|H28.103|article|
paragraph|item|quoted,define=X}; {short|X|8||}, {same|同法|10||}, {and|10||} further mentions; {plan|TITLE|DATE|verb|in,
bracket or -}, {plandate} its decision, {samep|同計画}; {note|explanation|works}, {cite|works}; {v|verb|past} and
{p|polite|plain} for the register; names of words of the plan ({own}, {people} ...); and slots that a style fills in:
{word}, {count}, {quoted}, {caption}, {ofrange} (までの or の after a range).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from tests.generator.plan import Body, Either, LawCite, LawName, Note, Piece, PlanCite, Slot, Verb, When, Work, Words

POOLS = ("open", "held")
_SLOTS = ("word", "count", "quoted", "caption", "ofrange")
_ERAS = {"S": 1925, "H": 1988, "R": 2018}


@dataclass(frozen=True)
class Field:
    """The words of one policy field, by kind."""

    name: str
    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Pool:
    """All words of one pool."""

    name: str
    fields: tuple[Field, ...]
    sentences: dict[str, tuple[str, ...]]

    def any(self, draw: Random, key: str) -> str:
        """One line of a kind."""
        return draw.choice(self.sentences[key])


def _sections(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    key = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            key = line[1:-1]
            found[key] = []
        elif line and not line.startswith("#"):
            found[key].append(line)
    return found


@cache
def pool(name: str) -> Pool:
    """The pool of that name."""
    folder = Path(__file__).parent / "words" / name
    fields = []
    for title, lines in _sections(folder / "fields.txt").items():
        words: dict[str, list[str]] = {}
        for line in lines:
            kind, text = line.split(" ", 1)
            words.setdefault(kind, []).append(text)
        fields.append(Field(title, {kind: tuple(each) for kind, each in words.items()}))
    return Pool(name, tuple(fields), {key: tuple(each) for key, each in _sections(folder / "sentences.txt").items()})


def era_year(code: str) -> int:
    """The year of H28, R3, S36."""
    return _ERAS[code[0]] + int(code[1:])


def when(code: str, start: int, role: str = "event") -> When:
    """The date of a code in a pattern."""
    if match := re.fullmatch(r"FY([+-]?)(\d+)\.\.FY([+-]?)(\d+)", code):
        return When("range", _year(match[1], match[2], start), until=_year(match[3], match[4], start), role=role)
    if match := re.fullmatch(r"(FY|Y|E)([+-]?)(\d+)", code):
        kind = {"FY": "fiscal_year", "Y": "year", "E": "edition"}[match[1]]
        return When(kind, _year(match[2], match[3], start), role=role)
    if match := re.fullmatch(r"M([+-]\d+)\.(\d+)", code):
        return When("month", start + int(match[1]), int(match[2]), role=role)
    if match := re.fullmatch(r"D([+-]\d+)\.(\d+)\.(\d+)", code):
        return When("day", start + int(match[1]), int(match[2]), int(match[3]), role=role)
    if match := re.fullmatch(r"('?)(\d+)s", code):
        return When("decade", int(match[2]) + (1900 if match[1] else 0), role=role, bare=bool(match[1]))
    if code.startswith("C"):
        return When("century", int(code[1:]), role=role)
    parts = [int(part) for part in code.split("-")]
    return When(("year", "month", "day")[len(parts) - 1], *parts, role=role)


def _year(sign: str, figures: str, start: int) -> int:
    return start + int(sign + figures) if sign else int(figures)


class Parser:
    """Reads patterns into pieces; it remembers the laws and plans of the passage for 同法 and abbreviations."""

    def __init__(
        self, draw: Random, body: Body, start: int, words: dict[str, str], dates: dict[str, When], works: dict[str, str]
    ) -> None:
        self.draw, self.body, self.start = draw, body, start
        self.words, self.dates, self.works = words, dates, works
        self.law: LawCite | None = None
        self.plan: PlanCite | None = None
        self.defined: dict[str, LawName] = {}

    def read(self, pattern: str, past: bool = False, before: bool = False) -> Words:
        """The pieces of a pattern. past: the paragraph reports; before: its slots are those of the earlier plan."""
        found: list[Piece] = []
        for n, part in enumerate(re.split(r"\{([^{}]*)\}", pattern)):
            if n % 2 == 0:
                found += [part] if part else []
            else:
                name, *rest = part.split("|")
                found += self._piece(name, rest, past, before)
        return tuple(found)

    def _piece(self, name: str, rest: list[str], past: bool, before: bool) -> list[Piece]:
        if name in self.words:
            return [self.words[name]]
        if name in _SLOTS:
            return [Slot(name, before)]
        if name == "n":
            return [f"{round_number(self.draw.randint(int(rest[0]), int(rest[1]))):,}"]
        if name == "d":
            role = rest[1] if len(rest) > 1 else "event"
            found = self.dates[rest[0]] if rest[0] in self.dates else when(rest[0], self.start, role)
            return [replace(found, bare=True) if "bare" in rest[2:] else found]
        if name == "rel":
            return [
                replace(when(rest[1], self.start), word=rest[0])
                if len(rest) > 1
                else When("fiscal_year", 0, word=rest[0])
            ]
        if name == "v":
            return [Verb(rest[0], rest[1] == "past" or rest[1] == "t" and past)]
        if name == "p":
            return [Either(rest[0], rest[1])]
        if name in ("note", "cite"):
            keys = rest[-1].split("+") if name == "cite" or len(rest) > 1 else []
            return [Note(rest[0] if name == "note" else "", tuple(self.work(key) for key in keys))]
        return {
            "law": self._law,
            "short": self._short,
            "same": self._same,
            "and": self._and,
            "plan": self._plan,
            "plandate": self._plandate,
            "samep": self._samep,
        }[name](rest)

    def work(self, key: str) -> Work:
        """A work of the pool."""
        authors, title, locator, pages, issued, path = self.works[key].split("｜")
        reader = Parser(self.draw, self.body, self.start, self.words, self.dates, {})
        host = "www.pref.example.jp" if "{body}" in authors else "www.chosa.example.jp"
        visited = when(f"D+0.{self.draw.choice((1, 2))}.{self.draw.randint(1, 28)}", self.start, "accessed")
        return Work(
            str(reader.read(authors)[0]),
            reader.read(title),
            locator,
            pages,
            when(issued, self.start, "issued") if issued else None,
            f"https://{host}/{path}",
            visited,
        )

    def _law(self, rest: list[str]) -> list[Piece]:
        title, number, article, paragraph, item, options = [*rest, "", "", "", ""][:6]
        code, _, tail = number.partition(".")
        kind = tail.rstrip("0123456789")
        shown = f"{self.body.name}条例" if kind == "条例" else kind or "法律"
        name = LawName(
            title.replace("@", self.body.name), era_year(code) if code else 0, shown, int(tail[len(kind) :] or 0)
        )
        define = next((each[7:] for each in options.split(",") if each.startswith("define=")), "")
        paragraph = ("1" if self.body.kind == "県" else "3") if paragraph == "P9" else paragraph
        self.law = LawCite(name, name.title, bool(code), article, paragraph, item, "quoted" in options, define)
        if define:
            self.defined[define] = name
        return [self.law]

    def _short(self, rest: list[str]) -> list[Piece]:
        self.law = LawCite(self.defined[rest[0]], rest[0], False, *rest[1:4])
        return [self.law]

    def _same(self, rest: list[str]) -> list[Piece]:
        shown, article, paragraph, item = [*rest, "", "", ""][:4]
        assert self.law is not None
        kept = shown == "同条"
        self.law = LawCite(
            self.law.law,
            shown,
            False,
            self.law.article if kept else article,
            paragraph,
            item,
            points=True,
            article_printed=not kept,
        )
        return [self.law]

    def _and(self, rest: list[str]) -> list[Piece]:
        assert self.law is not None
        self.law = LawCite(self.law.law, "", False, *[*rest, "", ""][:3], points=True)
        return [self.law]

    def _plan(self, rest: list[str]) -> list[Piece]:
        title, date, verb, options = [*rest, "", "", ""][:4]
        issued = when(date, self.start, "issued") if date else None
        shown = title.replace("@", self.body.name)
        self.plan = PlanCite(shown, shown, issued, verb, options == "bracket")
        return [self.plan]

    def _plandate(self, rest: list[str]) -> list[Piece]:
        assert self.plan is not None and self.plan.issued is not None
        return [self.plan.issued, self.plan.verb]

    def _samep(self, rest: list[str]) -> list[Piece]:
        assert self.plan is not None
        return [PlanCite(self.plan.title, rest[0], self.plan.issued, points=True)]


def round_number(value: int) -> int:
    """A number as a plan would state it: large ones rounded."""
    return value if value < 100 else value // 10 * 10


def conjugate(plain: str, polite: bool, past: bool) -> str:
    """A verb at the end of a sentence."""
    stem, last = plain[:-1], plain[-1]
    if plain.endswith("する"):
        forms = [plain[:-2] + "し", plain[:-2] + "した"]
    elif last == "る" and (plain in ("得る", "見る", "出る") or stem[-1] in "えけげせてでねべめれいちびみりじ"):
        forms = [stem, stem + "た"]
    elif plain.endswith("行く"):
        forms = [stem + "き", stem + "った"]
    else:
        forms = [
            stem
            + {"う": "い", "く": "き", "ぐ": "ぎ", "す": "し", "つ": "ち", "ぶ": "び", "む": "み", "る": "り"}[last],
            stem
            + {
                "う": "った",
                "く": "いた",
                "ぐ": "いだ",
                "す": "した",
                "つ": "った",
                "ぶ": "んだ",
                "む": "んだ",
                "る": "った",
            }[last],
        ]
    if polite:
        return forms[0] + ("ました" if past else "ます")
    return forms[1] if past else plain

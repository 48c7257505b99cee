"""Printed words: runs of text with marks for their gold rows and calls of notes, made from pieces in a style."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from tests.generator.dates import date_row, date_text, kanji, span
from tests.generator.plan import Either, LawCite, Note, PlanCite, Slot, Topic, Verb, When, Words, Work
from tests.generator.rows import LawRow, Measure, PlanRow, Row, WorkRow
from tests.generator.style import HouseStyle
from tests.generator.wording import conjugate


@dataclass(frozen=True)
class Call:
    """A call of a note."""

    marker: str


@dataclass(frozen=True)
class Mark:
    """Words that give a gold row."""

    row: Row
    parts: tuple[Inline, ...]


@dataclass(frozen=True)
class Fixed:
    """Words that no style changes (an address)."""

    text: str


Inline = str | Fixed | Call | Mark
Runs = tuple[Inline, ...]

_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_LATIN = str.maketrans({chr(c): chr(c + 0xFEE0) for c in (*range(65, 91), *range(97, 123))})


def plain(runs: Runs) -> str:
    """The text of runs without calls."""
    return "".join(
        run
        if isinstance(run, str)
        else run.text
        if isinstance(run, Fixed)
        else plain(run.parts)
        if isinstance(run, Mark)
        else ""
        for run in runs
    )


def value(text: str) -> str:
    """Text as a value: NFKC, no space beside a figure inside Japanese."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"(?<=[^\x00-\x7f]) +(?=[0-9])", "", text)
    text = re.sub(r"(?<![0-9A-Za-z.\-])([0-9]+) +(?=[^\x00-\x7f])", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()


def figures(text: str, manner: str) -> str:
    """Figures in full width: all, or those that stand alone."""
    if manner == "full":
        return text.translate(_FULL)
    if manner == "mixed":
        return re.sub(r"(?<![0-9A-Za-z.,])[0-9](?![0-9A-Za-z.,])", lambda m: m.group().translate(_FULL), text)
    return text


@dataclass
class Printer:
    """Prints pieces in a style; collects the notes that they call."""

    style: HouseStyle
    slots: dict[str, Runs] = field(default_factory=dict)
    notes: list[tuple[str, Runs]] = field(default_factory=list)
    source: str = "narrative"
    pillar: str = ""

    def runs(self, words: Words, in_work: bool = False, tabular: bool = False) -> Runs:
        """Pieces as printed runs, figures and letters as the style sets them."""
        return tuple(self.spaced(self.dress(self._raw(words, in_work, tabular))))

    def text(self, words: str) -> Runs:
        """Plain words as printed."""
        return self.runs((words,))

    def dated(self, when: When, tabular: bool = False) -> Mark:
        """A date as a mark, before figures are dressed."""
        text = date_text(when, self.style, tabular)
        return Mark(date_row(when, text), (text,))

    def _raw(self, words: Words, in_work: bool, tabular: bool) -> list[Inline]:
        found: list[Inline] = []
        for piece in words:
            if isinstance(piece, str):
                found.append(piece)
            elif isinstance(piece, When):
                text = date_text(piece, self.style, tabular, in_work)
                found.append(Mark(date_row(piece, text), (text,)))
            elif isinstance(piece, LawCite):
                found += self._law(piece)
            elif isinstance(piece, PlanCite):
                found += self._plan(piece)
            elif isinstance(piece, Topic):
                found.append(
                    Mark(Measure("program", "narrative", self.pillar), tuple(self._raw(piece.parts, in_work, tabular)))
                )
            elif isinstance(piece, Note):
                found.append(self._note(piece))
            elif isinstance(piece, Verb):
                found.append(conjugate(piece.plain, self.style.polite, piece.past))
            elif isinstance(piece, Either):
                found.append(piece.polite if self.style.polite else piece.plain)
            elif isinstance(piece, Slot):
                found += self.slots[piece.name]
            else:
                raise TypeError(piece)
        return found

    def number(self, figures: str) -> str:
        """A number of a law or an article."""
        return re.sub(r"\d+", lambda m: kanji(int(m.group())), figures) if self.style.figures == "kanji" else figures

    def _article(self, cite: LawCite) -> str:
        """第33条の5第2項第1号 as printed; the article of 同条 is known and left out."""
        added, article = ("附則", cite.article[2:]) if cite.article.startswith("附則") else ("", cite.article)
        first, *branches = article.split("の")
        shown = (
            f"{added}第{self.number(first)}条" + "".join(f"の{self.number(part)}" for part in branches)
            if first and cite.article_printed
            else ""
        )
        shown += f"第{self.number(cite.paragraph)}項" if cite.paragraph else ""
        return shown + (f"第{self.number(cite.item)}号" if cite.item else "")

    def _law(self, cite: LawCite) -> list[Inline]:
        tail = self._article(cite)
        before, close = (["「"], "」") if cite.quoted else ([], "")
        title, law = value(cite.law.title), cite.law
        if not cite.numbered:
            return [Mark(LawRow(title, "", cite.article, cite.paragraph, cite.item, cite.points), (cite.shown + tail,))]
        made = When("year", law.year, role="law_number")
        era = date_text(made, self.style)
        number = f"{date_text(made, HouseStyle())}{law.kind}第{law.number}号"
        inner: list[Inline] = [
            f"{cite.shown}{close}（",
            Mark(date_row(made, era), (era,)),
            f"{law.kind}第{self.number(str(law.number))}号",
        ]
        after = (
            f"。以下「{cite.define}」と{'いいます' if self.style.polite else 'いう'}。）"
            if cite.define
            else ""
            if tail
            else "）"
        )
        inner += [f"）{tail}"] if tail else []
        row = LawRow(title, number, cite.article, cite.paragraph, cite.item, cite.points)
        return [*before, Mark(row, tuple(inner)), *([after] if after else [])]

    def _plan(self, cite: PlanCite) -> list[Inline]:
        issued = span(cite.issued)[0] if cite.issued else ""
        mark = Mark(PlanRow(value(cite.title), issued, cite.points), (cite.shown,))
        if cite.bracket and cite.issued:
            return [mark, "（", self.dated(cite.issued), f"{cite.verb}）"]
        return [mark]

    def _note(self, note: Note) -> Call:
        marker = str(len(self.notes) + 1)
        self.notes.append((marker, ()))
        runs: list[Inline] = [note.explanation + ("。" if note.works else "")] if note.explanation else []
        for n, work in enumerate(note.works):
            runs += [self.style.stop if n else "", self.work(work, marker)]
        closing = "。" if self.style.polite else ""
        self.notes[-1] = marker, (*self.spaced(self.dress([run for run in runs if run])), closing)
        return Call(marker)

    def work(self, work: Work, marker: str) -> Mark:
        """A cited work as the style sets it out; its row from the same parts."""
        style = self.style
        title = self._raw(work.title, True, False)
        open_, close = style.quotes or ("", "")
        stop = style.stop
        parts: list[Inline] = [work.authors, open_ or stop, *title, close]
        if work.locator:
            parts += [stop, work.locator]
        if work.pages:
            parts += [stop, style.pages.format(work.pages)]
        if work.issued:
            parts += [stop, *self._raw((work.issued,), True, False)]
        if work.url:
            parts += [stop, Fixed(work.url)]
        if work.url and work.accessed:
            before, after = style.visited.split("{}")
            parts += ["" if before else stop, before, *self._raw((work.accessed,), True, False), after]
        shown = value(plain(tuple(self.spaced(self.dress(title)))))
        row = WorkRow(
            marker,
            value(work.authors),
            shown,
            value(work.locator),
            work.pages,
            span(work.issued)[0] if work.issued else "",
            work.url,
            span(work.accessed)[0] if work.url and work.accessed else "",
        )
        return Mark(row, tuple(part for part in parts if part))

    # --- figures and letters

    def dress(self, runs: list[Inline]) -> list[Inline]:
        """Figures and Latin letters in the width of the style."""
        found: list[Inline] = []
        for run in runs:
            if isinstance(run, str):
                run = figures(run, self.style.figures)
                found.append(run.translate(_LATIN) if self.style.latin == "full" else run)
            elif isinstance(run, Mark):
                found.append(Mark(run.row, tuple(self.dress(list(run.parts)))))
            else:
                found.append(run)
        return found

    def spaced(self, runs: list[Inline]) -> list[Inline]:
        """With a space beside figures and Latin words, if the style sets one."""
        return _spaced(runs, "")[0] if self.style.spaced else runs


def _spaced(runs: list[Inline], before: str) -> tuple[list[Inline], str]:
    found: list[Inline] = []
    for run in runs:
        if isinstance(run, str):
            text = re.sub(r"(?<=[0-9A-Za-z])(?=[ぁ-んァ-ヶ一-龥])|(?<=[ぁ-んァ-ヶ一-龥])(?=[0-9A-Za-z])", " ", run)
            found.append((" " if _meet(before, text[:1]) else "") + text)
        elif isinstance(run, Mark):
            first = plain((run,))[:1]
            found += [" "] if _meet(before, first) else []
            inner, _ = _spaced(list(run.parts), "")
            found.append(Mark(run.row, tuple(inner)))
        else:
            found.append(run)
        before = plain((run,))[-1:] or before
    return found, before


def _meet(before: str, after: str) -> bool:
    japanese = "[ぁ-んァ-ヶ一-龥]"
    return bool(re.fullmatch(f"[0-9A-Za-z]{japanese}|{japanese}[0-9A-Za-z]", before + after))

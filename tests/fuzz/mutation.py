"""Plans with damage: lines and cells cut, swapped, doubled, characters changed; and what must hold for any plan."""
from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from pipeline.analysis import extract_document
from pipeline.readers import UnreadableDocument, html, markdown, text
from pipeline.source import SourceText
from pipeline.tables.check import check
from pipeline.tables.collect import collect

ROOT = Path(__file__).parents[2]
READERS = {"text": text.read, "markdown": markdown.read, "html": html.read}
BEFORE = ["<br>", "¹", "※1 ", "【】", "[ ]", "｜", "\t", "■", "・", "○", "第1章 ", "第2節　", "1 ", "1. ", "(1)", "①", "ア ", "- ", "# ", "> ", "\f", "—",
          "|a|b|", "+--+--+", "  --- ---", "<table><tr><td>", "</table>", "<li>", "<h2>", "図表1 ", "注1)", "同", "また、", "柱1 ", "令和"]
AFTER = ["<br>", "¹", "（※3）", "】", "「", "（", "。", "\t", "\f", "\r", "\u200b", "\u3099", "㍻", "𠮷", "（", "）", "、", "年", "第", "法", "計画", "|", "  ",
         "（課）", "について", "</td>", "</p>", "<!--", "&#0;", "&amp;"]
CHARACTERS = "年月日第条項号法計画章節柱事業課（）()「」『』【】・、。〜～-‐ 　\t|<>&#*_`[]0123456789０１２ⅠⅡ①②¹²※㍻㈱ｶﾞ\u3099\u200b\u00ad\u2028\f𠮷"
Lines = list[str]


@cache
def plans() -> tuple[str, ...]:
    """The texts of all plans of the tests and samples."""
    paths = [*ROOT.glob("tests/plans/*/*"), *ROOT.glob("tests/columns/*"), *ROOT.glob("raw/*")]
    texts = [path.read_bytes() for path in sorted(paths) if path.suffix in (".txt", ".md", ".html")]
    return tuple(data.decode("utf-8") for data in texts if _is_utf8(data))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def damaged(chance: random.Random) -> str:
    """A plan with one to a dozen damages; some are made of parts of two plans."""
    lines = chance.choice(plans()).split("\n")
    if chance.random() < 0.1:
        other = chance.choice(plans()).split("\n")
        cut = chance.randrange(len(other))
        lines = lines[:chance.randrange(len(lines) + 1)] + other[cut:cut + 60]
    for _ in range(chance.randint(1, 12)):
        chance.choice(_DAMAGES)(lines or [""], chance)
    return "\n".join(lines)


def _delete(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    del lines[at:at + chance.choice((1, 1, 1, 3, 10))]


def _double(lines: Lines, chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def _repeat(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at:at + 1] = [lines[at]] * chance.randint(2, 6)


def _cut(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    size = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:size] if chance.random() < 0.5 else lines[at][size:]


def _swap(lines: Lines, chance: random.Random) -> None:
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]


def _before(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = chance.choice(BEFORE) + lines[at]


def _after(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] += chance.choice(AFTER)


def _character(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    place = chance.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + chance.choice(CHARACTERS) + lines[at][place + chance.randint(0, 1):]


def _cell(lines: Lines, chance: random.Random) -> None:
    """Delete, double, empty or swap cells of a row between bars or tabs."""
    rows = [k for k, line in enumerate(lines) if line.count("|") > 1 or "\t" in line]
    if not rows:
        return
    at = chance.choice(rows)
    bar = "|" if "|" in lines[at] else "\t"
    cells = lines[at].split(bar)
    a, b = chance.randrange(len(cells)), chance.randrange(len(cells))
    done = chance.randrange(4)
    if done == 0:
        del cells[a]
    elif done == 1:
        cells.insert(a, cells[b])
    elif done == 2:
        cells[a] = ""
    else:
        cells[a], cells[b] = cells[b], cells[a]
    lines[at] = bar.join(cells)


def _join(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at:at + 2] = ["".join(lines[at:at + 2])]


def _part(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    place = chance.randrange(len(lines[at]) + 1)
    lines[at:at + 1] = [lines[at][:place], lines[at][place:]]


_DAMAGES: tuple[Callable[[Lines, random.Random], None], ...] = (
    _delete, _double, _repeat, _cut, _swap, _before, _before, _after, _after, _character, _character, _cell, _cell, _join, _part)


def complaints(plan: str) -> Iterator[str]:
    """What does not hold for a plan, by reader: it is refused, or gives sound rows that point into its text."""
    data = plan.encode("utf-8")
    for name, read in READERS.items():
        try:
            source = read(data, "x", "x")
        except UnreadableDocument:
            continue
        yield from (f"{name}: {problem}" for problem in unsound(source))


def unsound(source: SourceText) -> list[str]:
    """The rules that the rows of a text break. Raises what its analysis raises."""
    return [str(problem) for problem in check(collect(extract_document(source)), {source.doc_id: source.text})]

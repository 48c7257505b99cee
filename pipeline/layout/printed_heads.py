"""The names of the columns of tables as `pdftotext -layout` prints them: in one line, over two, or around others, and the parts of a line between gaps."""
from __future__ import annotations

import re
from typing import NamedTuple, Sequence

from pipeline.layout.aligned_rows import is_aside
from pipeline.layout.aligned_tables import COLUMN_GAP
from pipeline.layout.line import Line
from pipeline.layout.lines import in_bracket
from pipeline.layout.printed_rows import VALUES, YEARS
from pipeline.layout.tables import role

LEAST_COLUMNS, _LEAST_NAMED = 3, 2  # of the header, and of these with words that name columns
_NAMING = frozenset({"pillar", "program", "project", "effort"})  # roles of which one at least is a name in a header of two
_YEAR = 8  # characters of the name of a year
_NARROW = 6  # characters; so much of a long name stands in a narrow column
_AROUND = 40  # characters of a line that holds but parts of names
SET_APART = 4  # characters between the two letters of a column's name
_PIECE = re.compile(r"\S+(?:[ \u3000](?=\S)\S+)*")
_COUNTED = re.compile(r"[約計]?[0-9０-９][0-9０-９,.，．]*[^0-9０-９。、\s]{1,4}")  # 60手続, 2圏域


class Part(NamedTuple):
    """What stands between two gaps of a line: its columns on the page, in characters, its place in the text, of a name
    of a column what it says, and of a figure that stands in a row of as many as there are years the place of its year."""

    left: int
    right: int
    start: int
    end: int
    role: str = ""
    year: int = -1

    def covers(self, at: float) -> bool:
        """Whether a column on the page lies in it."""
        return self.left - 1 <= at <= self.right


def names_of(lines: Sequence[Line], i: int) -> tuple[list[Part], Part | None, int]:
    """The names of columns from a line on, the name that stands over those of years in the next line, if one does, and the index of the first line
    behind them; no names if the line does not name enough."""
    head = head_of(lines[i])
    if not head and (around := _head_around(lines, i)):
        return around, None, i + 2
    below = lines[i + 1] if head and i + 1 < len(lines) else None
    if below is None or not below.text or below.furniture or any(part.role == YEARS and part.end - part.start < _YEAR for part in head):
        return head, None, i + 1
    lead = below.start - below.full_start
    words = [m.span() for m in re.finditer(r"\S+", below.text)]
    years = [Part(lead + a, lead + b, below.start + a, below.start + b, YEARS) for a, b in words if role(below.text[a:b]) == YEARS and any(map(str.isdigit, below.text[a:b]))]
    group = next((k for k, part in enumerate(head) if years and years[0].left <= part.right and part.left <= years[-1].right), -1)
    if len(years) < 2 or len(years) < len(words) or group < 0 or any(years[0].left <= part.left <= years[-1].right for k, part in enumerate(head) if k != group):
        return head, None, i + 1
    return [*head[:group], *years, *head[group + 1:]], head[group], i + 2


def _head_around(lines: Sequence[Line], i: int) -> list[Part]:
    """The names of columns in the line below one that holds but the first letters of names, with these, whose last letters stand in the line below
    that: names for which their columns have no room stand around the others (担当部 / 事業名 … / 局)."""
    if i + 2 >= len(lines) or not 0 < len(lines[i].text) <= _AROUND or not (head := head_of(lines[i + 1])):
        return []
    above, below = parts_of(lines[i], 0), parts_of(lines[i + 2], 0)
    if len(above) != len(below) or any(part.left < name.right and name.left < part.right for part in above for name in head):
        return []
    texts = [[line.text[part.start - line.start:part.end - line.start] for part in parts] for line, parts in ((lines[i], above), (lines[i + 2], below))]
    whole = all(a.left <= b.right and b.left <= a.right and len(first) <= _NARROW and role(first + rest) for a, b, first, rest in zip(above, below, *texts))
    return sorted([*head, *above]) if whole else []


def wrapped_names(text: str, head: Sequence[Part], parts: Sequence[Part]) -> dict[int, Part]:
    """The parts of the line below the names of columns that close brackets which these open (事業費（百 / 万円）), stand in brackets below them, or are the
    rest of a name for which its column has no room (担当部 / 局), by column; none if one is not."""
    found = {column: part for part in parts for column, name in enumerate(head) if part.covers((name.left + name.right - 1) / 2) or name.covers(part.left)
             if _is_more(text[name.start:name.end], text[part.start:part.end], name.role)}
    return found if len(found) == len(parts) else {}


def _is_more(name: str, more: str, known: str) -> bool:
    """Whether what stands below the name of a column belongs to it."""
    return in_bracket(name, more) or known != "" and is_aside(more) or len(more) <= len(name) <= _NARROW and role(more) == "" != role(name + more)


def head_of(line: Line) -> list[Part]:
    """The names of columns in a line; none if it does not name three, or two of which one names measures."""
    if not line.text or line.furniture or "。" in line.text or not COLUMN_GAP.search(line.text):
        return []
    lead = line.start - line.full_start
    found: list[tuple[int, int]] = []
    for piece in _PIECE.finditer(line.text):
        if len(piece.group()) == 1 and found and found[-1][1] - found[-1][0] == 1 and piece.start() - found[-1][1] <= SET_APART:
            found[-1] = found[-1][0], piece.end()  # 内　　容 is one name
        else:
            number, _, name = piece.group().partition(" ")
            words = [m.span() for m in re.finditer(r"\S+", piece.group())]
            if name and role(number) == "number":  # No 取組項目
                found += [(piece.start(), piece.start() + len(number)), (piece.end() - len(name), piece.end())]
            elif len(words) > 1 and _are_years([piece.group()[a:b] for a, b in words]):  # 6年度 7年度 8年度 担当課
                found += [(piece.start() + a, piece.start() + b) for a, b in words]
            else:
                found.append(piece.span())
    head = [Part(lead + a, lead + b, line.start + a, line.start + b, role(line.text[a:b])) for a, b in found]
    roles = [part.role for part in head]
    enough = len(head) >= LEAST_COLUMNS and len(roles) - roles.count("") >= _LEAST_NAMED or len(set(roles)) == 2 == len(head) and "" not in roles and not _NAMING.isdisjoint(roles)
    return head if enough and not any(VALUES.fullmatch(line.text, a, b) for a, b in found) else []


def _are_years(words: Sequence[str]) -> bool:
    """Whether words side by side name a column each, two of them years at least, or are years all."""
    years = sum(role(word) == YEARS and any(map(str.isdigit, word)) for word in words)
    return years == len(words) or years > 1 and all(map(role, words))


def parts_of(line: Line, years: int) -> list[Part]:
    """The parts of a line between gaps; figures and signs that single spaces part are parts of their own. As many of them side by
    side as there are years belong to these, wherever they stand and however near to words (…を開く 38   38 40 観光課)."""
    words = [m.span() for m in re.finditer(r"\S+", line.text)]
    values = [VALUES.fullmatch(line.text, a, b) is not None for a, b in words]
    told = [value or _COUNTED.fullmatch(line.text, a, b) is not None for value, (a, b) in zip(values, words)]
    runs = [k for k in range(len(words) - years + 1) if years > 1 and all(told[k:k + years]) and not (k and told[k - 1]) and not any(told[k + years:k + years + 1])]
    dated = range(runs[0], runs[0] + years) if len(runs) == 1 else range(0)
    lead = line.start - line.full_start
    found: list[Part] = []
    for k, (a, b) in enumerate(words):
        joined = k and k - 1 not in dated and k not in dated and a - words[k - 1][1] == 1 and not (values[k] and values[k - 1])
        if joined:
            found[-1] = found[-1]._replace(right=lead + b, end=line.start + b)
        else:
            found.append(Part(lead + a, lead + b, line.start + a, line.start + b, year=k - dated.start if k in dated else -1))
    return found

"""Dates as a house style prints them, and the gold row of each."""

from __future__ import annotations

import re
from calendar import monthrange

from tests.generator.plan import When
from tests.generator.rows import DateRow
from tests.generator.style import HouseStyle

_KANJI = "〇一二三四五六七八九"


def kanji(number: int) -> str:
    """A number in words: 12 is 十二, 103 is 百三."""
    found = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            found += (_KANJI[number // unit] if number // unit > 1 else "") + name
        number %= unit
    return found + (_KANJI[number] if number else "")


def era(year: int, month: int = 12, day: int = 31) -> tuple[str, int]:
    """The era of a day and the year in it."""
    for name, first, begins in (
        ("令和", 2019, (2019, 5, 1)),
        ("平成", 1989, (1989, 1, 8)),
        ("昭和", 1926, (1926, 12, 25)),
    ):
        if (year, month, day) >= begins:
            return name, year - first + 1
    raise ValueError(year)


def _wareki(style: HouseStyle, year: int, month: int = 12, day: int = 31, law: bool = False) -> str:
    name, number = era(year, month, day)
    if style.figures == "kanji" and (law or style.dates == "kanji"):
        return name + ("元" if number == 1 else kanji(number))
    return f"{name}{'元' if number == 1 else number}"


def _number(style: HouseStyle, number: int) -> str:
    return kanji(number) if style.dates == "kanji" else str(number)


def date_text(when: When, style: HouseStyle, tabular: bool = False, work: bool = False) -> str:
    """The date as printed; tabular: in a table; work: in a note."""
    if when.word:
        return when.word
    if when.kind == "edition":
        return _wareki(style, when.year) + "年版"
    if when.kind == "decade":
        return f"{when.year % 100 if when.bare else when.year}年代"
    if when.kind == "century":
        return f"{when.year}世紀"
    form = style.work_dates if work else style.dates
    if when.role == "law_number":
        return _wareki(style, when.year, law=True) + "年"
    if when.kind == "range":
        return _range(when, style, tabular)
    unit = {"fiscal_year": "年度", "year": "年"}.get(when.kind, "年")
    if when.bare and form == "era":
        return f"{era(when.year)[1]}{unit}"
    tail = (f"{_number(style, when.month)}月" if when.month else "") + (
        f"{_number(style, when.day)}日" if when.day else ""
    )
    if when.kind in ("year", "fiscal_year") and form.startswith("dual"):
        own = _wareki(style, when.year, 12 if when.kind == "year" else 4 + 1)
        return f"{own}（{when.year}）{unit}" if form == "dual" else f"{when.year}（{own}）{unit}"
    if when.kind == "month" and form.startswith("dual"):
        own = _wareki(style, when.year, when.month)
        return f"{own}（{when.year}）年{tail}" if form == "dual" else f"{when.year}年（{own}年）{tail}"
    if form in ("gregorian", "dual_gregorian"):
        return f"{when.year}{unit}{tail}"
    return _wareki(style, when.year, when.month or 12, when.day or 28) + unit + tail


def _range(when: When, style: HouseStyle, tabular: bool) -> str:
    first, last = when.year, when.until
    gregorian = style.dates in ("gregorian", "dual_gregorian")
    if tabular and style.table_dates == "letter" and not gregorian:
        letters = {"令和": "R", "平成": "H", "昭和": "S"}
        (a, m), (b, n) = era(first), era(last)
        return f"{letters[a]}{m}{style.dash}{letters[b]}{n}年度"
    if style.range_form == "short" or tabular:
        if gregorian:
            return f"{first}{style.dash}{last}年度"
        same = era(first)[0] == era(last)[0]
        own = _wareki(style, last)
        return f"{_wareki(style, first)}{style.dash}{own[2:] if same else own}年度"
    ends = [date_text(When("fiscal_year", year), style) for year in (first, last)]
    return ("から" if style.range_form == "kara" else style.dash).join(ends)


def heading_year(year: int, style: HouseStyle, short: bool, bare: str) -> tuple[str, When]:
    """A year at the head of a column: `R6`, of the kind `bare`, or 令和6年度."""
    if short and style.dates not in ("gregorian", "dual_gregorian", "kanji"):
        name, number = era(year)
        return f"{ {'令和': 'R', '平成': 'H'}[name] }{number}", When(bare, year)
    return date_text(When("fiscal_year", year), style), When("fiscal_year", year)


def date_row(when: When, text: str) -> DateRow:
    """The gold row of a date printed as `text`."""
    edtf, first, last = span(when)
    kind = "year" if when.kind == "edition" else when.kind
    wareki = when.kind not in ("decade", "century") and not re.match("[0-9]{4}", text)
    return DateRow(
        kind,
        edtf,
        first,
        last,
        "wareki" if wareki else "gregorian",
        "edition" if when.kind == "edition" else when.role,
        1 if when.word else 0,
    )


def span(when: When) -> tuple[str, str, str]:
    """EDTF, first and last day of a date."""
    year, month, day = when.year, when.month, when.day
    if not year:
        return "", "", ""
    if when.kind == "range":
        return f"{year}-04-01/{when.until + 1}-03-31", f"{year}-04-01", f"{when.until + 1}-03-31"
    if when.kind == "fiscal_year":
        return f"{year}-04-01/{year + 1}-03-31", f"{year}-04-01", f"{year + 1}-03-31"
    if when.kind == "decade":
        return f"{year // 10}X", f"{year}-01-01", f"{year + 9}-12-31"
    if when.kind == "century":
        return f"{year - 1}XX", f"{year - 1}01-01-01", f"{year}00-12-31"
    if when.kind in ("year", "edition"):
        return f"{year}", f"{year}-01-01", f"{year}-12-31"
    if when.kind == "month":
        return f"{year}-{month:02d}", f"{year}-{month:02d}-01", f"{year}-{month:02d}-{monthrange(year, month)[1]}"
    return (f"{year}-{month:02d}-{day:02d}",) * 3

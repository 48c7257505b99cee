"""Values of Excel cells as displayed: number formats for figures, percentages, dates and Japanese eras."""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Callable

from pipeline.rules import load

Value = str | bool | int | float | date | datetime | time | timedelta | None

_LONGEST_CODE = 255  # characters, as in Excel
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<elapsed>h+|m+|s+)\]|\[\$(?P<currency>[^\]\-]*)[^\]]*\]|\[[^\]]*\]'
    r"|(?P<general>General)|(?P<noon>AM/PM|A/P)|(?P<power>E[+\-]0+)|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|a{3,4}|g+|e+)"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<other>.)", re.I | re.S)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]{1,20})\]")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b, ">": lambda a, b: a > b, "=": lambda a, b: a == b,
    "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b, "<>": lambda a, b: a != b}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ZERO = datetime(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # `literal`, or a group of _TOKEN
    text: str


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[_Token, ...]
    condition: tuple[str, float] | None
    first_year: bool  # 元年 instead of 1年
    kinds: frozenset[str]

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    @property
    def dated(self) -> bool:
        """Whether it shows a date or a time."""
        return self.has("date", "elapsed", "noon")


def displayed(value: Value, code: str, to_date: Callable[[float], object]) -> str:
    """A value as its cell shows it, wide enough for all of it.

    code: the number format. to_date: takes a serial number, gives the datetime, time or timedelta that it counts, or
    raises ValueError or OverflowError. A format that is not understood shows the value plainly."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if code == "General" and isinstance(value, (str, int, float)):
        return value if isinstance(value, str) else _general(value)
    sections = _sections(code[:_LONGEST_CODE] or "General")
    if isinstance(value, str):
        own = next((each for each in sections if each.has("text")), None)
        return "".join(value if token.kind == "text" else token.text for token in own.tokens
                       if token.kind in ("text", "literal", "other")) if own else value
    try:
        if not isinstance(value, (int, float)):
            moment = _moment(value)
            return _date(sections[0], moment) if sections[0].dated else moment.strftime("%Y/%m/%d")
        section, shown = _choose(sections, value)
        if section.dated:
            return _date(section, _moment(to_date(value))) if value >= 0 else _general(value)
        return _number(section, shown)
    except (ValueError, ArithmeticError):
        return _general(value) if isinstance(value, (int, float)) else str(value)


@lru_cache(maxsize=2048)
def _sections(code: str) -> tuple[_Section, ...]:
    found: list[_Section] = []
    tokens: list[_Token] = []
    condition: tuple[str, float] | None = None

    def close() -> None:
        found.append(_Section(tuple(tokens), condition, "gannen" in code.lower(), frozenset(token.kind for token in tokens)))
        tokens.clear()

    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "", match.group()
        if kind == "other" and text == ";":
            close()
            condition = None
        elif kind in ("quoted", "escaped", "currency"):
            tokens.append(_Token("literal", match.group(kind)))
        elif kind == "elapsed":
            tokens.append(_Token(kind, match.group(kind).lower()))
        elif kind:
            tokens.append(_Token(kind, text.lower() if kind == "date" else text))
        elif limit := _CONDITION.fullmatch(text):
            condition = limit.group(1), _float(limit.group(2))
    close()
    return tuple(found)


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _choose(sections: tuple[_Section, ...], value: float) -> tuple[_Section, float]:
    """The section for a number, and the number that it shows: without its sign where the section is for negative ones."""
    if any(each.condition for each in sections):
        for each in sections:
            if each.condition is None or _COMPARE[each.condition[0]](value, each.condition[1]):
                return each, value
        return sections[-1], value
    numeric = [each for each in sections if not each.has("text")] or list(sections)
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value
    return (numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]), value


def _general(value: float) -> str:
    """A number without a format: up to eleven characters, then with a power of ten."""
    if isinstance(value, int) and abs(value) < 10 ** 15:
        return str(value)
    if abs(value) >= 10 ** 300:
        return str(value)[:_LONGEST_CODE]
    if abs(value) >= 10 ** 11 or 0 < abs(value) < 1e-9:
        return f"{value:.6g}".upper()
    return f"{value:.10g}"


def _number(section: _Section, value: float) -> str:
    places = [k for k, token in enumerate(section.tokens) if token.kind in ("digit", "point")]
    if section.has("general", "text") or (places and any(t.text == "/" for t in section.tokens)):
        body = _general(abs(value))
        shown = [body if t.kind in ("general", "text") else t.text for t in section.tokens if t.kind in ("general", "text", "literal", "other")]
        return ("-" if value < 0 else "") + ("".join(shown) if section.has("general", "text") else body)
    if not places:
        return "".join(token.text for token in section.tokens if token.kind in ("literal", "other"))
    power = next((token.text for token in section.tokens if token.kind == "power"), "")
    point = next((k for k in places if section.tokens[k].kind == "point"), len(section.tokens))
    decimals = sum(k > point for k in places)
    if power:
        return f"{value:.{decimals}E}"
    commas = [k for k, token in enumerate(section.tokens) if token.kind == "comma"]
    last = max([k for k in places if k < point], default=point)
    scale = sum(last < k < point or k > places[-1] for k in commas)  # each comma behind the places divides by 1000
    grouped = any(places[0] < k < last for k in commas)
    try:
        exact = abs(Decimal(repr(value))) * 100 ** sum(t.kind == "percent" for t in section.tokens) / 1000 ** scale
        whole, _, fraction = format(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP), "f").partition(".")
    except InvalidOperation:
        return _general(value)
    whole = "" if whole == "0" else whole
    out = _whole(section, [k for k in places if k < point], whole, grouped, point)
    if point < len(section.tokens):
        kept = fraction.rstrip("0")
        optional = [section.tokens[k].text for k in places if k > point]
        fixed = max((n + 1 for n, sign in enumerate(optional) if sign == "0"), default=0)
        out += "." + (fraction if len(kept) < fixed else kept)[:max(len(kept), fixed)]
        out += "".join(t.text for k, t in enumerate(section.tokens) if k > point and t.kind in ("literal", "other", "percent"))
    minus = "-" if value < 0 and any(sign in "123456789" for sign in out) else ""
    return minus + out


def _whole(section: _Section, places: list[int], digits: str, grouped: bool, end: int) -> str:
    """The part before the point: figures filled in from the right, the first place takes all that are left."""
    out: list[str] = []
    written = 0
    for k in range(end - 1, -1, -1):
        token = section.tokens[k]
        if token.kind in ("literal", "other", "percent"):
            out.append(token.text[::-1])
        elif token.kind == "digit":
            wanted = len(digits) - written if k == places[0] else 1
            for _ in range(max(1, wanted)):
                digit = digits[-written - 1] if written < len(digits) else "0" if token.text == "0" else ""
                if digit:
                    out.append("," if grouped and written and written % 3 == 0 else "")
                    out.append(digit)
                    written += 1
    if not places:
        out.insert(0, digits[::-1])
    return "".join(out)[::-1]


# dates

def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, time):
        return datetime.combine(_ZERO.date(), value.replace(tzinfo=None))
    return _ZERO + value if isinstance(value, timedelta) else _ZERO


def _date(section: _Section, moment: datetime) -> str:
    if not section.has("elapsed") and moment.microsecond >= 500_000 and not any("." in t.text for t in section.tokens):
        moment += timedelta(seconds=1) if moment.year < 9999 else timedelta()
    out: list[str] = []
    tokens = section.tokens
    clock = [token.kind == "elapsed" or (token.kind == "date" and token.text[0] in "hs") for token in tokens]
    for k, token in enumerate(tokens):
        if token.kind == "date":
            near = next((j for j in range(k - 1, -1, -1) if tokens[j].kind in ("date", "elapsed")), -1)
            after = next((j for j in range(k + 1, len(tokens)) if tokens[j].kind in ("date", "elapsed")), -1)
            minute = (near >= 0 and clock[near] and tokens[near].text[0] == "h") or (after >= 0 and tokens[after].text[0] == "s")
            out.append(_part(token.text, moment, minute, section))
        elif token.kind == "elapsed":
            seconds = (moment - _ZERO).total_seconds()
            out.append(str(int(seconds // {"h": 3600, "m": 60, "s": 1}[token.text[0]])).zfill(len(token.text)))
        elif token.kind == "noon":
            out.append(("AM" if moment.hour < 12 else "PM")[:2 if len(token.text) > 3 else 1])
        else:
            out.append(token.text)
    return "".join(out)


def _part(sign: str, moment: datetime, minute: bool, section: _Section) -> str:
    first, size = sign[0], len(sign)
    if first == "y":
        return f"{moment.year % 100:02d}" if size <= 2 else f"{moment.year:04d}"
    if first == "m" and not (minute and size <= 2):
        name = _MONTHS[moment.month - 1]
        return str(moment.month).zfill(size) if size <= 2 else name[:3] if size == 3 else name[0] if size == 5 else name
    if first == "d" and size > 2:
        return _DAYS[moment.weekday()][:3 if size == 3 else None]
    if first == "a":
        return "月火水木金土日"[moment.weekday()] + ("曜日" if size > 3 else "")
    if first in "ge":
        return _era(first, size, moment.date(), section.first_year)
    if first == "s" and "." in sign:
        digits = size - sign.index(".") - 1
        return f"{moment.second:02d}.{f'{moment.microsecond:06d}'[:digits]}"
    hour = (moment.hour % 12 or 12) if section.has("noon") else moment.hour
    return str({"d": moment.day, "h": hour, "m": moment.minute, "s": moment.second}[first]).zfill(min(size, 2))


@lru_cache(maxsize=1)
def _eras() -> tuple[tuple[date, str, str], ...]:
    """First day, name and letter of each era, the latest first."""
    return tuple(sorted(((date.fromisoformat(row["first_day"]), row["name"], row["letter"]) for row in load("eras")), reverse=True))


def _era(sign: str, size: int, day: date, first_year: bool) -> str:
    begun, name, letter = next((era for era in _eras() if era[0] <= day), (None, "", ""))
    if begun is None:
        return "" if sign == "g" else str(day.year)
    if sign == "g":
        return letter if size == 1 else name[:1] if size == 2 else name
    year = day.year - begun.year + 1
    return "元" if year == 1 and first_year else str(year).zfill(min(size, 2))

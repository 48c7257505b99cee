"""Quantities: figures with Japanese multipliers and units, of indicators and of money, from what is printed."""
from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.extract.header_roles import words

_FIGURE = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_TIMES = {"億": 100_000_000, "千万": 10_000_000, "百万": 1_000_000, "万": 10_000, "千": 1_000}
_TIME = "(?:億|千万|百万|万|千)"
_PART = re.compile(rf"({_FIGURE})(億|千万|百万|万|千)?")
_PARTS = rf"{_FIGURE}(?:{_TIME}{_FIGURE})*{_TIME}?"  # a multiplier parts two figures, so that each text has one reading
_VALUE = re.compile(rf"(?P<before>[^0-9△▲+−\-]{{0,8}})(?P<sign>[△▲+−\-]?)(?P<parts>{_PARTS})(?P<unit>[^0-9]{{0,14}})")
_MONEY = re.compile(rf"[約計]?(?P<sign>[△▲−\-]?)(?P<parts>{_PARTS})(?P<yen>円?)(?:程度|余)?")
_BRACKETS = re.compile(r"\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]")
_BLANK = re.compile(r"[-‐–—―−－ー…・/*※.\s]*")
_NO_UNIT = re.compile(r"[。、]|[ぁ-ん]{3}")  # running text behind a figure


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value of an indicator. number: None where the words give no single figure; unit and direction as printed."""

    number: float | None
    unit: str = ""
    direction: str = ""


def is_blank(text: str) -> bool:
    """Whether a cell states no value: empty, a dash, 未設定."""
    bare = _BRACKETS.sub("", text).strip()
    return _BLANK.fullmatch(bare) is not None or bare in words("nothing")


def quantity(text: str) -> Quantity:
    """The figure of an indicator's value (NFKC, dates taken out): `約3万人` is 30000 人, `▲3.2%` is -3.2 %."""
    bare = "".join(_BRACKETS.sub("", text).split())
    if bare in words("direction"):
        return Quantity(None, "", bare)
    match = _VALUE.fullmatch(bare)
    if match is None:
        return Quantity(None)
    unit, direction = _directed(match["unit"])
    if _NO_UNIT.search(unit) or match["before"].endswith("第") and unit != "位":
        return Quantity(None)
    value = _sum(match["parts"])
    number = None if value is None else float(-value if match["sign"] in ("△", "▲", "−", "-") and match["sign"] else value)
    return Quantity(number, unit, direction)


def _directed(unit: str) -> tuple[str, str]:
    unit = re.sub(r"(?:程度|前後|を?(?:目標|目指す)|余り?)$", "", unit)
    for word in words("direction"):
        if unit.endswith(word):
            return re.sub(r"[のをに]$", "", unit[:-len(word)]), word
    return unit, ""


def _sum(parts: str) -> Decimal | None:
    """`3億2,000万` as a figure; None if a later part is not smaller."""
    total, last = Decimal(0), Decimal("Infinity")
    for figure, times in _PART.findall(parts):
        size = Decimal(_TIMES.get(times, 1))
        if size >= last:
            return None
        total, last = total + Decimal(figure.replace(",", "")) * size, size
    return total


@lru_cache(maxsize=1)
def _money_units() -> re.Pattern[str]:
    return re.compile("|".join(unit for unit in words("unit") if unit.endswith("円")))


def money_unit(text: str) -> str:
    """The unit of money that a header or caption names (千円), '' for none."""
    match = _money_units().search(text)
    return match.group() if match else ""


def yen(text: str, unit: str = "") -> tuple[int, str] | None:
    """An amount (NFKC) in yen and its printed unit; `unit`: that of the header where the cell prints none.

    None where the words are no amount, or no unit is printed anywhere."""
    match = _MONEY.fullmatch("".join(_BRACKETS.sub("", text).split()))
    if match is None:
        return None
    value = _sum(match["parts"])
    if value is None:
        return None
    if match["yen"]:
        first = _PART.match(match["parts"])
        unit = f"{first[2] if first and first[2] else ''}円"
    elif not unit or not match["parts"][-1].isdigit():
        return None
    else:
        value *= _TIMES.get(unit.removesuffix("円"), 1)
    return int(-value if match["sign"] else value), unit


@lru_cache(maxsize=1)
def _unit_at_end() -> re.Pattern[str]:
    found = "|".join(map(re.escape, words("unit")))
    return re.compile(rf"\((?:単位 ?: ?)?({found})\)$")


def unit_beside(name: str) -> tuple[str, int]:
    """The unit in brackets at the end of an indicator's name or of a header, and where the name ends before it."""
    match = _unit_at_end().search(name)
    return (match[1], match.start()) if match else ("", len(name))

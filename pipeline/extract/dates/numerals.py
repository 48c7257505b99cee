"""Figures as printed in dates: Arabic, kanji with or without place signs, and 元 for the first year of an era."""
from __future__ import annotations

_PLACES = {"十": 10, "百": 100, "千": 1000}
_KANJI = dict(zip("〇一二三四五六七八九", range(10))) | {"零": 0, "○": 0}
KANJI = "".join(_KANJI) + "".join(_PLACES)


def number(figures: str) -> int:
    """The value of `29`, `2 9`, `二十九`, `二九`, `二〇二五`, `元` (1). Raises ValueError for anything else."""
    figures = figures.replace(" ", "")
    if figures == "元":
        return 1
    if figures.isascii():
        return int(figures)
    if any(c in _PLACES for c in figures):
        return _with_places(figures)
    total = 0
    for char in figures:
        total = total * 10 + _digit(char)
    return total


def _with_places(figures: str) -> int:
    total, waiting = 0, -1
    for char in figures:
        if char in _PLACES:
            total += (1 if waiting < 0 else waiting) * _PLACES[char]
            waiting = -1
        else:
            waiting = max(waiting, 0) * 10 + _digit(char)
    return total + max(waiting, 0)


def _digit(char: str) -> int:
    try:
        return _KANJI[char]
    except KeyError:
        raise ValueError(f"no figure: {char!r}") from None

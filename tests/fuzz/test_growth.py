"""No part of the program needs much more than twice the time for twice the text, whatever the text repeats."""
from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.extract import dates, measures, pillars
from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.source import SourceText
from tests.fuzz import FULL
from tests.fuzz.growth import FRAMES, MARKUP, MOST, PIECES, Timed, exponent, grown

ROOT = Path(__file__).resolve().parents[2]
SIZE = 16_000 if FULL else 4_000  # characters; twice and four times as many where something seems to grow too fast
ALL = [(frame, piece) for frame in (*FRAMES, *MARKUP) for piece in PIECES]
ASKED = ALL if FULL else ALL[::19]  # 19 shares no divisor with the number of pieces, so that all frames and many pieces come


@pytest.mark.timed
@pytest.mark.parametrize(("frame", "piece"), ASKED)
def test_time_is_linear(frame: str, piece: str) -> None:
    assert [str(each) for each in grown(frame, piece, SIZE)] == []


PLANS = sorted((ROOT / "raw").glob("*.txt")) + sorted((ROOT / "tests" / "plans" / "eleventh").glob("*.txt"))[:2]


@pytest.mark.timed
@pytest.mark.parametrize("find", [pillars.find, dates.find, lambda document: measures.find(document, pillars.find(document))],
                         ids=["pillars", "dates", "measures"])
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_plans_one_after_another(path: Path, find: Callable[[Document], object]) -> None:
    """What each of several plans in one text announces is not looked for in all the others."""
    plan = path.read_text(encoding="utf-8")
    shorter, longer = (build(SourceText("x", plan * times)) for times in (10, 40))
    assert exponent(lambda: find(shorter), lambda: find(longer)) < 1.25


def test_a_square_is_noticed() -> None:
    """What this file would say of a pattern that looks through the rest of the text at each place."""
    pattern = re.compile("[0-9]+x")

    def part(size: int) -> Timed:
        return lambda: pattern.search("1" * size)

    assert exponent(part(1_500), part(6_000)) > MOST
    assert exponent(lambda: sorted("1" * 200_000), lambda: sorted("1" * 800_000)) < MOST

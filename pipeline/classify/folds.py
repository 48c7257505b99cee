"""Which plans are held out together when a classifier is tested, and which only teach."""
from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

PARTS = 5  # of the writers, for figures of plans held out
_GENERATED = "generated"  # the folder of plans that a program wrote


def writer_of(plan: str) -> str:
    """The folder that holds a plan (`first/01-x.md`); plans of one folder are by one hand, so that they are held out together."""
    return plan.rpartition("/")[0] or plan


def tested(plan: str) -> bool:
    """Whether a plan gives figures and thresholds too: not those that a program wrote, which are alike and easier than real ones."""
    return not plan.startswith(f"{_GENERATED}/")


def placed(plan: str) -> bool:
    """Whether a plan teaches how to place measures: half of all, by their names. A few weights need no more (docs/pillar-classifier.md)."""
    return crc32(plan.encode("utf-8")) % 2 == 1


def parts(writers: Iterable[str]) -> list[frozenset[str]]:
    """The writers whose plans are tested in PARTS groups, each of which is answered by what all others teach."""
    ordered = sorted({writer for writer in writers if writer != _GENERATED})
    return [frozenset(ordered[k::PARTS]) for k in range(min(PARTS, len(ordered)))]

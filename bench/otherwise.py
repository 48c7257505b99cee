"""Prints how well plans in plain text come out in the forms in which other converters write them: F1 of each table over all plans.

PYTHONPATH=. python bench/otherwise.py"""
from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.test_plans import TABLES, stated
from tests.test_plans_otherwise import ALL, OTHERWISE, one_comma, rows, set_apart, written

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
FORMS: dict[str, Callable[[str], str]] = {
    "as they are": lambda text: text,
    **OTHERWISE,
    "each line set apart": set_apart,
    "without blank lines": lambda text: re.sub(r"\n[ \u3000]*(?:\n[ \u3000]*)+\n", "\n", re.sub(r"\n\n+", "\n", text)),
    "figures in full width": lambda text: "\n".join(line if "http" in line else line.translate(WIDE) for line in text.split("\n")),
}


def main() -> None:
    print(f"| {len(ALL)} plans | {' | '.join(TABLES)} |")
    for name, form in FORMS.items():
        sums = {table: [0, 0] for table in TABLES}
        with tempfile.TemporaryDirectory() as folder:
            for path in ALL:
                gold, out = one_comma(stated(path)), rows(written(path, form, Path(folder)))
                for table in gold:
                    sums[table][0] += 2 * (gold[table] & out[table]).total()
                    sums[table][1] += gold[table].total() + out[table].total()
        print(f"| {name} | {' | '.join(f'{same / max(all_, 1):.3f}' for same, all_ in sums.values())} |", flush=True)


if __name__ == "__main__":
    main()

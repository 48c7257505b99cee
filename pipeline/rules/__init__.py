"""Rules that are data: CSV files whose lines starting with `#` name their source; loaded once."""
from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def load(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `pipeline/rules/NAME.csv`. Raises FileNotFoundError for an unknown name."""
    text = files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines))

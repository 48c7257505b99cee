#!/usr/bin/env python3
"""Fill in the offsets of hand-written gold rows.

    place.py TEXT ROWS.csv OUT.csv

ROWS.csv has a column `surface`; its rows stand in document order. Each surface is looked for from the place where the
first piece of the row before it ends, so the order says which occurrence is meant. Where that is not enough, text in
braces is context that has to stand there but is no part of the surface: `平成29年{度の利用}`. `‖` parts the pieces of
a thing cut in two by a page break. Line breaks inside a piece need not be written. OUT.csv has the same columns with
`surface` cleaned and `start`, `end` and `spans` filled in (offsets in code points, half open).
"""
from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

BRACES = re.compile(r"\{([^{}]*)\}|([^{}]+)")


def pattern(piece: str) -> re.Pattern[str]:
    """A piece with its context as a regular expression whose group `s` is the piece itself."""
    groups = []
    for context, plain in BRACES.findall(piece):
        loose = "\n?".join(re.escape(c) for c in plain or context)
        groups.append(f"(?P<s>{loose})" if plain else loose)
    return re.compile("\n?".join(groups))


def find(compiled: re.Pattern[str], text: str, position: int) -> re.Match[str] | None:
    """The first match whose piece starts at or after POSITION; its context may stand before."""
    hit = compiled.search(text, max(0, position - 2 * len(compiled.pattern)))
    while hit and hit.start("s") < position:
        hit = compiled.search(text, hit.start() + 1)
    return hit


def place(text: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    placed, cursor = [], 0
    for row in rows:
        spans: list[tuple[int, int]] = []
        position = cursor
        for piece in row["surface"].split("‖"):
            hit = find(pattern(piece), text, position)
            if hit is None:
                raise ValueError(f"not found after {position}: {piece!r}")
            spans.append(hit.span("s"))
            position = hit.end("s")
        cursor = spans[0][1]
        placed.append({
            **row,
            "surface": "".join(text[a:b] for a, b in spans).replace("\n", ""),
            "start": str(spans[0][0]),
            "end": str(spans[-1][1]),
            "spans": ";".join(f"{a}:{b}" for a, b in spans),
        })
    return placed


def main(text_path: str, rows_path: str, out_path: str) -> None:
    text = Path(text_path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    with open(rows_path, encoding="utf-8", newline="") as f:
        reader = csv.DictReader(f)
        columns = list(reader.fieldnames or [])
        rows = place(text, list(reader))
    columns += [c for c in ("start", "end", "spans") if c not in columns]
    with open(out_path, "w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])

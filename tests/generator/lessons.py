"""Generated plans that teach the classifiers: python -m tests.generator.lessons writes them to tests/plans/generated.

One of each house style, of the words of the pool `open`, so that tests with those of the pool `held` and other seeds stay tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tests.generator import STYLES, generate, write
from tests.generator.gold import Gold

FOLDER = Path(__file__).parents[1] / "plans" / "generated"
_FIRST_SEED = 20_000
_FORMS = ("txt", "md", "html")


def lessons() -> Iterator[tuple[str, bytes]]:
    """The files by name: each plan, and what it states, in the form of the plans that people wrote down."""
    for n, name in enumerate(sorted(STYLES)):
        made = generate(_FIRST_SEED + n, STYLES[name], "open")
        form = _FORMS[n % len(_FORMS)]
        yield f"{n + 1:02}-{name}.{form}", write(made, form)
        yield f"{n + 1:02}-{name}.json", _json(made.gold).encode()


def _json(gold: Gold) -> str:
    """The tables that the classifiers of pillars and measures learn from, a row a line."""
    tables = {
        "pillars": [[p.ordinal, p.name, p.plan_name] for p in gold.pillars],
        "projects": [[m.name, m.pillar] for m in gold.measures if m.level == "project"],
        "programs": [[m.name, m.pillar, m.source] for m in gold.measures if m.level == "program"],
    }
    lines = (",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows) for rows in tables.values())
    return "{\n" + ",\n".join(f'"{name}": [\n{rows}\n]' for name, rows in zip(tables, lines)) + "\n}\n"


def main() -> None:
    """Write the files anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for name, content in lessons():
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()

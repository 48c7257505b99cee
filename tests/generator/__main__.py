"""Writes one document and its gold rows: python -m tests.generator --seed 3 --style roman --form pdf --out FILE"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.generator import FORMS, STYLES, generate, write
from tests.generator import style as drawn
from tests.generator.gold import as_json


def main() -> None:
    """Read the options, write FILE.form and FILE.json."""
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--style", default="", help="a name of STYLES, or a number for a drawn style")
    parser.add_argument("--pool", default="open", choices=("open", "held"))
    parser.add_argument("--form", default="all", choices=(*FORMS, "all"))
    parser.add_argument("--out", type=Path, required=True, help="a folder, or a file name without its ending")
    given = parser.parse_args()
    style = drawn(int(given.style)) if given.style.isdigit() else STYLES[given.style] if given.style else None
    made = generate(given.seed, style, given.pool)
    stem = given.out / f"{given.pool}-{given.seed}-{made.style.name}" if given.out.is_dir() else given.out
    for form in FORMS if given.form == "all" else (given.form,):
        stem.with_name(f"{stem.name}.{form}").write_bytes(write(made, form))
    stem.with_name(f"{stem.name}.json").write_text(
        json.dumps(as_json(made.gold), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()

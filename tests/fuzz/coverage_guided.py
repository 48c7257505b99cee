"""A target with atheris, which looks for bytes that reach new code: python -m tests.fuzz.coverage_guided TARGET [libFuzzer options]."""
from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    from tests.fuzz.targets import SEEDS, TARGETS


def main() -> None:
    target = TARGETS[sys.argv[1]]
    with TemporaryDirectory() as folder:
        for number, seed in enumerate(SEEDS[sys.argv[1]]):
            (Path(folder) / str(number)).write_text(seed, encoding="utf-8")
        words = Path(folder) / "words"
        parts = sorted({seed[k:k + size] for seed in SEEDS[sys.argv[1]] for size in (1, 2, 4) for k in range(len(seed) - size + 1)})
        words.write_text("".join(f'"{_escaped(part)}"\n' for part in parts), encoding="utf-8")
        atheris.Setup([sys.argv[0], *sys.argv[2:], f"-dict={words}", "-max_len=600", folder], target)
        atheris.Fuzz()


def _escaped(part: str) -> str:
    """As a dictionary of libFuzzer writes it."""
    return "".join(f"\\x{byte:02x}" for byte in part.encode("utf-8"))


if __name__ == "__main__":
    main()

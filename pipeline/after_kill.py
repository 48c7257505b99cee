"""What a killed `dvc repro` may leave half written, taken away before the next one: python -m pipeline.after_kill."""
from __future__ import annotations

import json
from pathlib import Path

READERS_AND_WRITERS = Path(".dvc/tmp/rwlock")  # DVC writes it in its place, and does not start where it cannot read it


def main(file: Path = READERS_AND_WRITERS) -> None:
    try:
        json.loads(file.read_bytes())
    except FileNotFoundError:
        return
    except ValueError:
        file.unlink(missing_ok=True)


if __name__ == "__main__":
    main()

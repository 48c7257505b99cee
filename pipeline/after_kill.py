"""What a killed `dvc repro` may leave half written or lying about, taken away before the next one: python -m pipeline.after_kill."""
from __future__ import annotations

import fcntl
import json
import re
import sys
from pathlib import Path

LOCK = Path(".dvc/tmp/lock")  # a DVC that runs holds it
MADE = Path("processed")  # beside the outputs in it DVC tries how it may link files
STATE = Path("dvc.lock")  # what DVC knows of the last run; without it all stages run again, on what they have kept
READERS_AND_WRITERS = Path(".dvc/tmp/rwlock")  # DVC writes it in its place, and does not start where it cannot read it
_TRIED = re.compile(r"\.[A-Za-z0-9_-]{22}\.tmp")  # an empty file under a short UUID


def main(file: Path = READERS_AND_WRITERS, lock: Path = LOCK, made: Path = MADE, state: Path = STATE) -> None:
    _take_tried(lock, made)
    if state.exists() and not _is_whole(state.read_bytes()):
        state.unlink()
        print(f"{state} cannot be read and was taken away; all stages run again", file=sys.stderr)
    try:
        json.loads(file.read_bytes())
    except FileNotFoundError:
        return
    except ValueError:
        file.unlink(missing_ok=True)


def _is_whole(state: bytes) -> bool:
    """Whether DVC can read what it wrote of the last run: YAML by its schema."""
    from dvc.schema import COMPILED_LOCKFILE_SCHEMA  # type: ignore[import-untyped]
    from dvc.utils.serialize import ParseError, parse_yaml  # type: ignore[import-untyped]
    from voluptuous import Invalid

    try:
        COMPILED_LOCKFILE_SCHEMA(parse_yaml(state.decode("utf-8"), STATE))
    except (ParseError, UnicodeDecodeError, Invalid):
        return False
    return True


def _take_tried(lock: Path, made: Path) -> None:
    """Take away the files with which DVC tried links, where no DVC runs."""
    left = [path for path in (made.iterdir() if made.is_dir() else ()) if _TRIED.fullmatch(path.name) and path.stat().st_size == 0]
    if not left or not lock.exists():
        return
    with lock.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return
        for path in left:
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    main()

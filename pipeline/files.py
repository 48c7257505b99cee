"""Writing files so that a reader sees the old ones or the new ones, never a part; after a kill the next run goes on."""
from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

_BESIDE = re.compile(r"\..+\.(?P<process>[0-9]+)\.new")  # what is made beside its place is called so


def write_atomically(path: Path, content: bytes) -> None:
    """Replace one file; its folder is made if need be. Raises OSError and leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = beside(path)
    try:
        try:
            new.write_bytes(content)
        except OSError as error:
            error.filename = str(path)  # a full disk names no file
            raise
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """Where a file or folder is made before it takes its place."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def sweep(folder: Path) -> None:
    """Take away what processes that are no more left in a folder beside the places of their files."""
    if folder.is_dir():
        for path in folder.iterdir():
            found = _BESIDE.fullmatch(path.name)
            if found and not _runs(int(found["process"])):
                remove(path)


def _runs(process: int) -> bool:
    """Whether it is another process that is at work; where nobody can tell, it is."""
    if process == os.getpid():
        return False
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return not _has_ended(process)


def _has_ended(process: int) -> bool:
    """Whether a process is over and only waits for its parent to hear of it, where the system tells."""
    try:
        return Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()[0] == b"Z"
    except (OSError, IndexError):
        return False


def remove(path: Path) -> None:
    """Take away a file or a folder. Raises OSError for a file."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)

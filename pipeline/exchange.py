"""Putting a folder in the place of another in one step, so that its files are all the old ones or all the new ones."""
from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE of Linux


def put_in_place(new: Path, folder: Path, drop: Callable[[Path], bool]) -> None:
    """Put the folder `new` in the place of `folder`, on the same file system. What stands in `folder`, is not in `new` and
    not to `drop` stays there. What is at `new` afterwards is of no more use; the caller deletes it.

    One step on Linux, whose file systems can exchange names. Elsewhere the files of `new` are moved into `folder` one by
    one: a reader may see some new and some old ones. Raises OSError."""
    if not os.path.lexists(folder):
        os.rename(new, folder)
        return
    written = sorted(path.name for path in new.iterdir())
    others = [path for path in folder.iterdir() if path.name not in written]
    dropped = [path for path in others if drop(path)]
    if not _exchanged(new, folder, (path for path in others if path not in dropped)):
        for name in written:
            os.replace(new / name, folder / name)
        for path in dropped:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _exchanged(new: Path, folder: Path, stays: Iterable[Path]) -> bool:
    """Whether the folders could be exchanged, `new` with a second name of all that stays."""
    call = _renameat2()
    if call is None or folder.is_symlink():
        return False
    shutil.copymode(folder, new)
    for path in stays:
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, new / path.name, symlinks=True, copy_function=_link)
        else:
            _link(path, new / path.name)
    return call(_HERE, os.fsencode(new), _HERE, os.fsencode(folder), _EXCHANGE) == 0


def _link(path: Path | str, new: Path | str) -> None:
    """The same file under a second name, or a copy where there can be no such name."""
    try:
        os.link(path, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, new, follow_symlinks=False)


@cache
def _renameat2() -> Callable[..., int] | None:
    """The call of the C library that exchanges names, where it has it."""
    try:
        library: Any = ctypes.CDLL(None)
        found: Callable[..., int] = library.renameat2
    except (AttributeError, OSError, TypeError):
        return None
    return found

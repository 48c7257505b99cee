"""What stands in a folder of tables at one moment, a reader that looks all the time, and commands that are killed."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread

FULL = os.environ.get("KEIKAKU_FAULTS") == "full"
"""Whether all kills are asked for (`make faults`), or the few of the normal suite."""
KEIKAKU = (sys.executable, "-c", "from pipeline.cli import app; app()")
ROOT = Path(__file__).parents[2]
_PAUSE = 0.002  # seconds between two looks
PATIENCE = 300.0  # seconds after which a run is taken to hang

Snapshot = frozenset[tuple[str, str]]  # name and digest of each file


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def snapshot(folder: Path) -> Snapshot | None:
    """The files of a folder as one reader sees them, who opens the folder once; None if it went away meanwhile, which a
    reader notices as a file that is not there, and looks again."""
    try:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None
    try:
        names = sorted(os.listdir(opened))
        found = frozenset((name, _digest(name, opened)) for name in names)
        same = os.stat(folder).st_ino == os.fstat(opened).st_ino and sorted(os.listdir(opened)) == names
        return found if same else None
    except OSError:
        return None
    finally:
        os.close(opened)


def _digest(name: str, folder: int) -> str:
    file = os.open(name, os.O_RDONLY, dir_fd=folder)
    with os.fdopen(file, "rb") as opened:
        return sha256(opened.read()).hexdigest()


@dataclass
class Reader:
    """Looks at a folder all the time while a `with` block runs; `seen`: how often it saw which set of files."""

    folder: Path
    seen: dict[Snapshot, int] = field(default_factory=dict)
    _over: Event = field(default_factory=Event)

    def __enter__(self) -> Reader:
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.is_set():
            found = snapshot(self.folder)
            if found is not None:
                self.seen[found] = self.seen.get(found, 0) + 1
            time.sleep(_PAUSE)


def run(command: Sequence[str], cwd: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=PATIENCE)


def killed(command: Sequence[str], cwd: Path, env: Mapping[str, str], due: Callable[[float], bool]) -> bool:
    """Run a command and kill it with the processes of its group (signal 9) once `due`, which gets the seconds since it
    began, says so. Returns whether it was still at work. Processes outside the group end by themselves, soon."""
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)
    began = time.monotonic()
    while process.poll() is None and not due(time.monotonic() - began):
        time.sleep(0.0005)
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert ended(process.pid, 10)
    return alive


def ended(session: int, seconds: float) -> bool:
    """Whether all processes of a session end within some seconds."""
    until = time.monotonic() + seconds
    while of_session(session):
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def of_session(session: int) -> list[int]:
    """The processes of a session that are no zombies, on systems that list them."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, owner = file.read_text().rpartition(")")[2].split()[:4]
            if int(owner) == session and state != "Z":
                found.append(int(file.parent.name))
    return found


def after(seconds: float) -> Callable[[float], bool]:
    """Due so many seconds after the beginning."""
    return lambda passed: passed >= seconds


def in_writing(folder: Path, seconds: float) -> Callable[[float], bool]:
    """Due so many seconds after files begin to be written beside those in `folder`."""
    began: list[float] = []

    def due(passed: float) -> bool:
        if not began and any(name.endswith(".new") and ".probe." not in name for name in _names(folder)):
            began.append(passed)
        return bool(began) and passed >= began[0] + seconds

    return due


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def environment(**more: str) -> dict[str, str]:
    """That of this process, with the program as it stands in this folder."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", **more}

"""Results of single documents that are kept for the next run, each under a name made of all that it depends on."""
from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pipeline.files import write_atomically

_LINE = b"\n"


class Kept:
    """Results in a folder, as bytes; `about`: what all of them depend on. A damaged or half-written one counts as none, so
    that it is made again."""

    def __init__(self, folder: Path, *about: str) -> None:
        self._folder = folder
        self._about = about
        self._used: set[str] = set()

    def name(self, *inputs: bytes | str) -> str:
        """The name of the result that is made of these inputs; another one for whatever differs in them."""
        digest = sha256()
        for each in (*self._about, *inputs):
            digest.update(sha256(each if isinstance(each, bytes) else each.encode("utf-8", "surrogatepass")).digest())
        return digest.hexdigest()

    def path(self, name: str) -> Path:
        """The file of the result of that name, which holds it `sealed`."""
        return self._folder / name

    def load(self, name: str) -> bytes | None:
        """The result of that name, if there is a sound one."""
        try:
            content = opened(self.path(name).read_bytes())
        except (OSError, ValueError):
            return None
        self._used.add(name)
        return content

    def save(self, name: str, content: bytes) -> None:
        """Keep a result. Raises OSError."""
        write_atomically(self.path(name), sealed(content))
        self._used.add(name)

    def made(self, inputs: tuple[bytes | str, ...], make: Callable[[], bytes]) -> bytes:
        """The result for these inputs: the kept one, else the one that `make` gives, which is kept then; what it raises
        keeps nothing. Raises OSError."""
        name = self.name(*inputs)
        content = self.load(name)
        if content is None:
            content = make()
            self.save(name, content)
        return content

    def sweep(self) -> None:
        """Take away what this run did not use, as far as that can be."""
        for path in self._folder.glob("*"):
            if path.name not in self._used:
                with suppress(OSError):
                    path.unlink()


def sealed(content: bytes) -> bytes:
    """A result behind its SHA-256 in a line of its own."""
    return sha256(content).hexdigest().encode("ascii") + _LINE + content


def opened(data: bytes) -> bytes:
    """The result that was `sealed`. Raises ValueError where one byte is another."""
    stated, _, content = data.partition(_LINE)
    if sha256(content).hexdigest().encode("ascii") != stated:
        raise ValueError("a damaged result")
    return content

"""Word vectors: what words mean, as directions; loaded from models/words.npz the first time they are asked for."""
from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Levels = NDArray[np.int8]

SHIPPED = Path(__file__).resolve().parents[2] / "models" / "words.npz"


@dataclass(frozen=True, eq=False)
class WordVectors:
    """row: a word's row in `table` (Sudachi normalized forms, short units); table: one vector a row, small integers.

    Words with nearly the same meaning share a row. Source: chiVe (Works Applications, Apache License 2.0), made by
    bench/words.py."""

    row: dict[str, int]
    table: Levels

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return int(self.table.shape[1])

    @cached_property
    def middle(self) -> Floats:
        """The mean of all vectors, each of length one. Shape (width,)."""
        import numpy as np

        rows: Floats = self.table.astype(np.float64)
        found: Floats = (rows / np.maximum(np.sqrt((rows * rows).sum(axis=1, keepdims=True)), 1e-12)).mean(axis=0)
        return found

    def of(self, words: Iterable[str]) -> Floats:
        """The vectors of the words that are known, in their order, each of length one. Shape (known words, width)."""
        import numpy as np

        found: Floats = self.table[[self.row[word] for word in words if word in self.row]].astype(np.float64)
        length: Floats = np.sqrt((found * found).sum(axis=1, keepdims=True))
        return found / np.maximum(length, 1e-12)

    def mean(self, words: Iterable[str]) -> Floats:
        """The mean direction of the words, of length one; zeros if none is known. Shape (width,)."""
        return unit(self.of(words).sum(axis=0))


def unit(vector: Floats) -> Floats:
    """The vector with length one; zeros stay zeros."""
    length = float((vector * vector).sum()) ** 0.5
    return vector / length if length else vector


@cache
def load(path: Path = SHIPPED) -> WordVectors:
    """The vectors at `path`; without them, in an installed package, those beside this file.

    Loading runs no code of the file. Raises ValueError if it is missing or broken."""
    import numpy as np

    packaged = Path(__file__).resolve().parent / "words.npz"
    place = packaged if path == SHIPPED and not path.exists() and packaged.exists() else path
    try:
        with np.load(place, allow_pickle=False) as data:
            table, rows, text = data["table"], data["row"], data["words"].tobytes().decode("utf-8")
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ValueError(f"{place}: no word vectors ({error}); make them again with bench/words.py") from None
    words = text.split("\n")
    if len(words) != len(rows) or table.ndim != 2 or not len(rows) or not 0 <= int(rows.min()) <= int(rows.max()) < len(table):
        raise ValueError(f"{place}: no word vectors (its parts do not fit); make them again with bench/words.py")
    return WordVectors(dict(zip(words, rows.tolist())), table)

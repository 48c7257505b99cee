"""Files made to hang, crash or fool a reader, in full size: work, memory and message of `keikaku extract` on each.

Arguments: words that the names of the cases hold; without them all cases."""
from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.readers.hostile import BYTES, CASES, SECONDS, attempt


def main(words: list[str]) -> int:
    failed = 0
    for case in CASES:
        if words and not any(word in case.name for word in words):
            continue
        with tempfile.TemporaryDirectory() as folder:
            end = attempt(case, Path(folder), full=True)
        failed += end.wrong != ""
        print(f"{case.name:42s}{end.run.work:6.1f} s{end.run.peak / 1e6:7.0f} MB  {end.line or 'read'}", flush=True)
        if end.wrong:
            print(f"  WRONG: {end.wrong}", flush=True)
    print(f"{failed} wrong; allowed {SECONDS:.0f} s, {BYTES / 1e6:.0f} MB")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

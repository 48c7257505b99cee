"""Damage plans for some seconds and show each new fault once: python -m tests.fuzz SECONDS [SEED]."""
from __future__ import annotations

import random
import sys
import time
import traceback
from itertools import count

from tests.fuzz.mutation import complaints, damaged


def main() -> None:
    until = time.monotonic() + float(sys.argv[1])
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    shown: set[str] = set()
    tried = 0
    for seed in count(first):
        if time.monotonic() > until:
            break
        tried += 1
        try:
            fault = next(complaints(damaged(random.Random(seed))), "")
            place = fault[:80]
        except Exception:
            fault = traceback.format_exc()
            place = "".join(traceback.format_tb(sys.exc_info()[2])[-1:])
        if fault and place not in shown:
            shown.add(place)
            print(f"--- seed {seed}\n{fault}", flush=True)
    print(f"{tried} plans from seed {first}, {len(shown)} kinds of faults")
    sys.exit(1 if shown else 0)


if __name__ == "__main__":
    main()

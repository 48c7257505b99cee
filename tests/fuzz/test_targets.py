"""The targets of `make fuzz`, without atheris: their seeds, and these with some bytes changed."""
from __future__ import annotations

import random

import pytest

from tests.fuzz.targets import SEEDS, TARGETS

CHANGED = 150


def changed(data: bytes, chance: random.Random) -> bytes:
    """Some bytes or stretches replaced, deleted, doubled or put elsewhere."""
    for _ in range(chance.randint(1, 6)):
        a, b = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        b = min(b, a + chance.choice((1, 3, 12)))
        put = chance.choice((b"", bytes([chance.randrange(256)]), data[a:b] * 2, chance.choice(("年", "第", "「", "<", "(", "同", "・")).encode()))
        data = data[:a] + put + data[b:]
        if chance.random() < 0.3:
            at = chance.randrange(len(data) + 1)
            data = data[:at] + data[a:b] + data[at:]
    return data


@pytest.mark.parametrize("name", TARGETS)
def test_target(name: str) -> None:
    chance = random.Random(name)
    for seed in SEEDS[name]:
        TARGETS[name](seed.encode("utf-8"))
        for _ in range(CHANGED):
            TARGETS[name](changed(seed.encode("utf-8"), chance))

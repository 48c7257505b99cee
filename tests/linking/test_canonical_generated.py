"""Canonical names of generated plans: other documents print their projects in other spellings, by construction the same."""
from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from random import Random

import pytest

from pipeline import extract_document
from pipeline.linking.canonical import canonical_id
from pipeline.readers import read
from tests.generator import generate
from tests.generator.variants import KINDS, variant

PLANS = 40
_LIST = "<html><body><h1>{title}の事業一覧</h1><h2>第1章 事業一覧</h2><table><tr><th>事業名</th></tr>{rows}</table></body></html>"


@cache
def names(pool: str) -> tuple[tuple[str, ...], ...]:
    """The names of the projects of each plan, each once."""
    return tuple(tuple(dict.fromkeys(p.name for pillar in plan.pillars for p in pillar.projects))
                 for plan in (generate(seed, pool=pool).plan for seed in range(PLANS)))


def b_cubed(pairs: list[tuple[str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (right group, found group) pairs."""
    gold, found = defaultdict(set), defaultdict(set)
    for k, (right, given) in enumerate(pairs):
        gold[right].add(k)
        found[given].add(k)
    both = [(len(gold[right] & found[given]), len(gold[right]), len(found[given])) for right, given in pairs]
    precision, recall = (sum(each[0] / each[side] for each in both) / len(both) for side in (2, 1))
    return precision, recall, 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize("pool", ["open", "held"])
def test_names_and_their_variants(pool: str) -> None:
    draw = Random(f"variants of {pool}")
    pairs = [(name, canonical_id(spelled)) for plan in names(pool) for name in plan
             for spelled in (name, *(variant(name, draw) for _ in range(3)))]
    precision, recall, f1 = b_cubed(pairs)
    print(f"B-cubed over {len(pairs)} names of {len({right for right, _ in pairs})} projects: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    assert len(pairs) > 2000 and f1 >= 0.98 and precision >= 0.99


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_variant(kind: str) -> None:
    draw = Random(kind)
    changed = [(name, other) for pool in ("open", "held") for plan in names(pool) for name in plan
               if (other := KINDS[kind](name, draw)) != name]
    assert len(changed) >= 10
    assert sum(canonical_id(one) == canonical_id(other) for one, other in changed) >= 0.98 * len(changed)


def test_projects_of_two_documents_find_each_other(tmp_path: Path) -> None:
    """One document lists the projects of a plan, another lists them in other spellings; both are extracted."""
    pairs = []
    for pool in ("open", "held"):
        for number, plan in enumerate(names(pool)[:8]):
            draw = Random(f"documents of {pool} {number}")
            for document, spelled in enumerate((plan, [variant(name, draw) for name in plan])):
                path = tmp_path / f"{pool}-{number}-{document}.html"
                path.write_text(_LIST.format(title="松影県", rows="".join(f"<tr><td>{name}</td></tr>" for name in spelled)), encoding="utf-8")
                pairs += _extracted(path, plan)
    print(f"B-cubed over {len(pairs)} extracted names: F1 {b_cubed(pairs)[2]:.3f}")
    assert len(pairs) > 200 and b_cubed(pairs)[2] >= 0.98


def _extracted(path: Path, plan: tuple[str, ...]) -> list[tuple[str, str]]:
    """(right name, id) of each row of the table; a row of which nothing is extracted is a group of its own."""
    found = extract_document(read(path))
    ids = {}
    for measure in found.measures:
        row = found.document.unit_at(measure.start).row
        ids[row] = canonical_id(found.document.reading.value(measure.start, measure.end))
    return [(name, ids.get(row, f"{path.name}, row {row}")) for row, name in enumerate(plan, 1)]

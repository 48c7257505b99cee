"""Canonical names: pairs that are the same or different, B-cubed over their groups, ids that never change."""
from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.linking.canonical import canonical_id, normal_form

PAIRS = [line.split("\t") for line in (Path(__file__).parents[1] / "cases" / "canonical.tsv").read_text("utf-8").splitlines()
         if not line.startswith("#")]


@pytest.mark.parametrize(("relation", "one", "other"), PAIRS)
def test_pair(relation: str, one: str, other: str) -> None:
    assert (canonical_id(one) == canonical_id(other)) == (relation == "same")


def test_pairs_are_many_and_half_of_them_differ() -> None:
    assert len(PAIRS) >= 120 and sum(relation == "different" for relation, _, _ in PAIRS) * 2 >= len(PAIRS)


def test_b_cubed() -> None:
    """The names of all pairs, grouped by hand (joined by `same`) and by id. Names of different groups that no pair sets
    apart count as different."""
    truth: dict[str, str] = {}

    def root(name: str) -> str:
        while truth.setdefault(name, name) != name:
            name = truth[name]
        return name

    for relation, one, other in PAIRS:
        a, b = root(one), root(other)
        if relation == "same":
            truth[a] = b
    gold, found = defaultdict(set), defaultdict(set)
    for name in truth:
        gold[root(name)].add(name)
        found[canonical_id(name)].add(name)
    precision = sum(len(gold[root(n)] & found[canonical_id(n)]) / len(found[canonical_id(n)]) for n in truth) / len(truth)
    recall = sum(len(gold[root(n)] & found[canonical_id(n)]) / len(gold[root(n)]) for n in truth) / len(truth)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"B-cubed over {len(truth)} names: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    assert f1 >= 0.98


@pytest.mark.parametrize(("name", "normal", "identifier"), [
    ("海辺ナビ運営事業", "海辺ナビ運営", "k-f0c12cb666"),
    ("「海辺ナビ」運営事業（再掲）", "海辺ナビ運営", "k-f0c12cb666"),
])
def test_ids_stay_what_they_are(name: str, normal: str, identifier: str) -> None:
    assert (normal_form(name), canonical_id(name)) == (normal, identifier)


@given(st.text(min_size=1, max_size=60))
def test_any_name_has_an_id(name: str) -> None:
    assert len(canonical_id(name)) == 12 and canonical_id(name) == canonical_id(name)
    assert normal_form(name) or not name.strip()


@given(st.text(alphabet="海辺道路整備事業支援のと・「」（）()ーセンサ第2期令和5年度 ", min_size=1, max_size=20))
def test_the_normal_form_is_the_same_with_spaces_and_in_quotation_marks(name: str) -> None:
    assert normal_form(f" {name} ") == normal_form(name)

"""Generated plans: the tree of pillars, groups and 施策 comes out as it was printed."""
from __future__ import annotations

import pytest

from pipeline.extract import pillar_tree
from pipeline.extraction import Extraction
from tests.generator import FORMS, Generated
from tests.generator.inline import plain
from tests.generator.printed import Framed, Heading
from tests.generator.test_formats import PLANS, made, result

LEAST = 0.95
Edge = tuple[str, str]  # name and name of the level above, without white space


def squash(text: str) -> str:
    return "".join(text.split())


def printed_tree(plan: Generated) -> set[Edge]:
    """The pillars of the plan, and the groups and 施策 that are printed as headings, each with what it stands under."""
    pillars = {squash(p.name) for p in plan.gold.pillars if p.plan_name == plan.gold.pillars[-1].plan_name}
    programs = {squash(m.name) for m in plan.gold.measures if m.level == "program" and m.source == "heading"}
    groups = {squash(g.name) for p in plan.plan.pillars for g in p.groups if g.name}
    edges: set[Edge] = {(name, "") for name in pillars}
    above: list[tuple[int, str]] = []
    for block in plan.printed.blocks:
        if isinstance(block, (Heading, Framed)):
            above = [each for each in above if each[0] < block.level]
            title = squash(plain(block.title))
            upper = next((name for _, name in reversed(above) if name in pillars | programs | groups), "")
            if upper and title not in pillars and title in programs | groups:
                edges.add((title, upper))
            above.append((block.level, title))
    return edges


def found_tree(result: Extraction, plan_name: str) -> set[Edge]:
    """The tree of the plan of that name as it is extracted."""
    nodes = pillar_tree.find(result.document, result.pillars, result.measures)
    own = {p.index for p in result.pillars if p.plan_name == plan_name}

    def name(k: int) -> str:
        return squash(result.document.reading.value(nodes[k].start, nodes[k].end)) if k >= 0 else ""

    return {(name(k), name(node.parent)) for k, node in enumerate(nodes) if node.pillar in own}


@pytest.mark.parametrize("form", FORMS)
def test_the_tree_is_exact_in_nearly_all_plans(form: str) -> None:
    wrong = {}
    for seed, name in PLANS:
        plan = made(seed, name)
        stated, found = printed_tree(plan), found_tree(result(seed, name, form), plan.gold.pillars[-1].plan_name)
        if stated != found:
            wrong[name] = {"lost": stated - found, "more": found - stated}
    assert len(PLANS) - len(wrong) >= LEAST * len(PLANS), wrong

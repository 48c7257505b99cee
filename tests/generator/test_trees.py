"""Generated plans: the tree of pillars, groups and 施策 comes out as it was printed."""
from __future__ import annotations

import pytest

from pipeline import extract_document
from pipeline.extract import pillar_tree
from pipeline.readers import sniff
from tests.generator import FORMS, STYLES, Generated, generate, write
from tests.generator.inline import plain
from tests.generator.printed import Framed, Heading

PLANS = [(70_000 + n, name) for n, name in enumerate(sorted(STYLES))]
LEAST = 0.95
Edge = tuple[str, str]  # name and name of the level above, without white space


def squash(text: str) -> str:
    return "".join(text.split())


def printed_tree(made: Generated) -> set[Edge]:
    """The pillars of the plan, and the groups and 施策 that are printed as headings, each with what it stands under."""
    pillars = {squash(p.name) for p in made.gold.pillars if p.plan_name == made.gold.pillars[-1].plan_name}
    programs = {squash(m.name) for m in made.gold.measures if m.level == "program" and m.source == "heading"}
    groups = {squash(g.name) for p in made.plan.pillars for g in p.groups if g.name}
    edges: set[Edge] = {(name, "") for name in pillars}
    above: list[tuple[int, str]] = []
    for block in made.printed.blocks:
        if isinstance(block, (Heading, Framed)):
            above = [each for each in above if each[0] < block.level]
            title = squash(plain(block.title))
            upper = next((name for _, name in reversed(above) if name in pillars | programs | groups), "")
            if upper and title not in pillars and title in programs | groups:
                edges.add((title, upper))
            above.append((block.level, title))
    return edges


def found_tree(made: Generated, form: str) -> set[Edge]:
    """The tree of the plan itself as it is extracted."""
    result = extract_document(sniff(write(made, form), f".{form}").read(write(made, form), "plan", f"plan.{form}"))
    nodes = pillar_tree.find(result.document, result.pillars, result.measures)
    own = {p.index for p in result.pillars if p.plan_name == made.gold.pillars[-1].plan_name}

    def name(k: int) -> str:
        return squash(result.document.reading.value(nodes[k].start, nodes[k].end)) if k >= 0 else ""

    return {(name(k), name(node.parent)) for k, node in enumerate(nodes) if node.pillar in own}


@pytest.mark.parametrize("form", FORMS)
def test_the_tree_is_exact_in_nearly_all_plans(form: str) -> None:
    wrong = {}
    for seed, name in PLANS:
        made = generate(seed, STYLES[name], "held")
        stated, found = printed_tree(made), found_tree(made, form)
        if stated != found:
            wrong[name] = {"lost": stated - found, "more": found - stated}
    assert len(PLANS) - len(wrong) >= LEAST * len(PLANS), wrong

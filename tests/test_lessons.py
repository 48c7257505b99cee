"""What a plan with its measures written down teaches: which of the names in it are measures, which are none, and which tell nothing."""
from __future__ import annotations

import pytest

from pipeline.classify.measures import gathered, lessons
from pipeline.classify.written import Written
from pipeline.layout import build
from pipeline.source import SourceText

PLAN = "みなと県デジタル計画\n\n第1章 施策\n\n基本目標1 守る\n\n主な事業\n・防災推進事業（企画課）\n・起業支援事業（企画課）\n\n基本目標2 伸ばす\n\n県は、取組を進めます。\n"


@pytest.mark.parametrize(("stated", "right"), [
    ([["防災推進事業", "守る"], ["起業支援事業", "守る"]], {"project"}),
    ([["防災推進事業", "守る"]], {"project", "none"}),  # the other is no measure
    ([["防災推進事業", "守る"], ["起業支援", "守る"]], {"project"}),  # it is one, with another end
    ([["防災推進事業", "守る"], ["県内起業支援事業", "守る"]], {"project"}),
    ([["防災推進事業", "守る"], ["観光振興事業", "守る"]], {"project", "none"}),  # a name that nothing in the list is like
])
def test_names_with_other_ends_teach_nothing(stated: list[list[str]], right: set[str]) -> None:
    plan = Written("x/01-x.txt", build(SourceText("x", PLAN)), {"pillars": [[1, "守る", ""], [2, "伸ばす", ""]], "projects": stated, "programs": []})
    found = lessons([gathered(plan, None)])
    assert {lesson.right for lesson in found if lesson.kind == "list"} == right

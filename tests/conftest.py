"""Fixtures for all tests: a small plan, its extraction made by hand, and the corpus beside the repository if any."""
from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.extract.mentions import Citation, DateMention, HistoryItem, Measure, Pillar
from pipeline.extraction import Extraction
from pipeline.layout import build
from pipeline.source import SourceText

PLAN = """\
霧丘県情報化推進計画（第5期）

第1章 計画の基本的な考え方

第1節 計画期間

計画期間は、平成31年度から令和3年度までの3年間とする。同年4月に官民データ活用推進基本法（平成28年法律第103号）
第9条に基づいて策定した。同法の趣旨を踏まえる。

第2章 施策の展開

次の2つの柱で進める。

・暮らしを支える ICT
・産業を興す ICT

道の駅ネット整備事業では、県内全域に広げた。
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where processes share the tests, the tests of a file stay together, and what is timed is done by one process in turn."""
    for item in items:
        timed = item.get_closest_marker("timed") is not None
        item.add_marker(pytest.mark.xdist_group("timed" if timed else str(item.path)))


@pytest.fixture(autouse=True)
def without_collections(request: pytest.FixtureRequest) -> Iterator[None]:
    """What is timed is not interrupted to look for garbage among all that the tests before it have left."""
    if request.node.get_closest_marker("timed") is None:
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def place(text: str, words: str, after: int = 0) -> tuple[int, int]:
    """Where `words` stand in the reader's text."""
    start = text.index(words, after)
    return start, start + len(words)


@pytest.fixture
def extraction() -> Extraction:
    """PLAN with one mention of each kind, made by hand: a relative date, 同法, a measure with a pillar and one without."""
    document = build(SourceText("plan-a", PLAN, path="plan-a.txt", sha256="0" * 64))
    text = document.reading.text
    period = place(text, "平成31年度から令和3年度")
    same_year = place(text, "同年4月")
    number = place(text, "平成28年", same_year[1])
    law = place(text, "官民データ活用推進基本法(平成28年法律第103号)第9条")
    project = place(text, "道の駅ネット整備事業")
    program = place(text, "産業を興すICT" if "産業を興すICT" in text else "産業を興す ICT")
    first = place(text, "暮らしを支えるICT" if "暮らしを支えるICT" in text else "暮らしを支える ICT")
    unit = document.unit_index(program[0])
    return Extraction(
        document=document,
        pillars=(Pillar(0, 1, "暮らしを支える ICT", "霧丘県情報化推進計画", *first, unit - 1, rule="announced"),
                 Pillar(1, 2, "産業を興す ICT", "霧丘県情報化推進計画", *program, unit, rule="announced")),
        measures=(Measure(*project, "project", "narrative", len(document.sections) - 1, 1, "classifier", 0.87654321),
                  Measure(*program, "program", "list", rule="item")),
        dates=(DateMention(*same_year, "month", "", "", "", "", "event", relative=True, resolved_from=period[0], timex3="XXXX-04-XX"),
               DateMention(*number, "year", "2016", "2016-01-01", "2016-12-31", "wareki", "law_number",
                           timex3="2016-XX-XX"),
               DateMention(*period, "range", "2019-04-01/2022-03-31", "2019-04-01", "2022-03-31", "wareki",
                           "plan_period", rule="range", timex3="FY2019/FY2021")),
        citations=(Citation("law", *law, law_title="官民データ活用推進基本法", law_number="平成28年法律第103号", article="9"),
                   Citation("law", *place(text, "同法"), law_title="官民データ活用推進基本法", refers_to=law[0])),
        history=(HistoryItem(*project, "第4期", "2015-04-01", "2019-03-31", "effort", 1),),
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with corpus, gold and tools: KEIKAKU_CORPUS is its `corpus`, else `shared` beside the repository."""
    given = os.environ.get("KEIKAKU_CORPUS")
    folder = Path(given).parent if given else Path(__file__).parents[2] / "shared"
    if not (folder / "corpus").is_dir():
        pytest.skip("no corpus: set KEIKAKU_CORPUS to its folder, or put shared/ beside the repository")
    return folder

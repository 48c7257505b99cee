"""Parts that look back on what was done before the plan: what they report on is a program under no pillar."""
from __future__ import annotations

import pytest

from pipeline import extract_document
from pipeline.assign import questions

PLAN = ("みずほの県総合計画\n\n第1章 計画の策定に当たって\n1 策定の趣旨\n　県は、この計画を定めます。\n2 {title}\n　企業立地の促進については、補助の要件を見直し、47件の立地につなげました。また、地域医療を担う医師の確保では、修学資金を設け、62人が県内の病院に勤務しています。\n"
        "第2章 施策の展開\n基本目標1 産業を伸ばす\n　企業の支援については、専門家を派遣します。\n基本目標2 暮らしを守る\n　防災情報の発信では、新たな仕組みを整えます。\n")
TOPICS = [("企業立地の促進", ""), ("地域医療を担う医師の確保", "")]
LATER = [("企業の支援", "産業を伸ばす"), ("防災情報の発信", "暮らしを守る")]


@pytest.mark.parametrize(("title", "back"), [
    ("前計画の総括", True), ("これまでの取組と成果", True), ("前ビジョンの成果と課題", True), ("第3次計画の取組状況", True), ("「みずほICTプラン」の検証", True), ("前期基本計画の振り返り", True),
    ("主な成果と課題", True), ("現行計画の進捗状況", True), ("社会の動き", False), ("現状と課題", False), ("計画の目標", False), ("国の動向", False), ("本県を取り巻く環境", False), ("今後の取組の方向", False)])
def test_topics_of_parts_that_look_back(title: str, back: bool) -> None:
    result = extract_document(PLAN.format(title=title))
    value = result.document.reading.value
    found = [(value(m.start, m.end), result.pillars[m.pillar].name if m.pillar >= 0 else "") for m in result.measures if m.source == "narrative"]
    assert found == [*(TOPICS if back else []), *LATER]


@pytest.mark.parametrize("title", ["前計画の総括", "これまでの取組と成果", "現行計画の進捗状況"])
def test_nothing_is_guessed_for_them(title: str) -> None:
    result = extract_document(PLAN.format(title=title))
    assert questions(result.document, result.pillars, result.measures, result.details).asked == ()
    assert [(m.pillar, m.pillar_method, m.confidence) for m in result.measures[:len(TOPICS)]] == [(-1, "", 1.0)] * len(TOPICS)

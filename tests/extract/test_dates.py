"""Dates: the tables of cases, linear time, and what must hold for any text."""
from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.dates import find
from pipeline.extract.mentions import DateMention
from pipeline.layout import build
from pipeline.layout.document import Block, Document, Unit
from pipeline.readers import html
from pipeline.source import Pieces, SourceText, Span

CASES = Path(__file__).parents[1] / "cases"
HELD_OUT_MINIMUM = 0.94  # share of held-out cases that must pass
SECONDS = 20.0  # for a text that takes a few seconds; a pattern of quadratic time needs hours


def read_cases(path: Path) -> list[tuple[str, str, str]]:
    """(id, text, expected) of each line of a table of cases; none where there is no such table."""
    if not path.exists():
        return []
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = [(line.split("\t") + [""] * 3)[:4] for line in lines[1:]]
    return [(row[0], row[2].replace("\\n", "\n").replace("\\t", "\t"), row[3]) for row in rows]


def document(text: str) -> Document:
    return build(SourceText("x", text))


def printed(doc: Document, date: DateMention) -> str:
    return "|".join((doc.reading.surface(date.start, date.end), date.kind, date.edtf, date.first_day, date.last_day,
                     date.calendar, date.role, "1" if date.relative else "0"))


def rows(text: str) -> str:
    doc = document(text)
    return " ;; ".join(printed(doc, date) for date in find(doc))


@pytest.mark.parametrize(("text", "expected"), [pytest.param(text, expected, id=name)
                                                for name, text, expected in read_cases(CASES / "dates.tsv")])
def test_case(text: str, expected: str) -> None:
    assert rows(text) == expected


def test_held_out_cases() -> None:
    cases = read_cases(CASES / "dates_heldout.tsv")
    if not cases:
        pytest.skip("no held-out cases")
    right = sum(rows(text) == expected for _, text, expected in cases)
    share = right / len(cases)
    assert share >= HELD_OUT_MINIMUM, f"{share:.3f} of the held-out cases are right"


@pytest.mark.parametrize(("table", "roles"), [
    (["エンジン|目安|いま|令和10年度", "ほどく窓口|滞在時間|38分|15分"], ["target"]), (["分野|現在の値|令和10年度", "窓口|38分|15分"], ["target"]), (["分野|令和5年度|令和10年度", "窓口|38分|15分"], ["event", "event"]),
    (["重点テーマ|令和11年度の姿", "緑を渡す循環|排出量が2013年度の半分"], ["target", "event"]), (["挑戦|名称|平成29年度の到達点", "1|情報網への挑戦|登録者15万人"], ["target"]),
    (["計画|令和6年度の到達点", "第1次計画|回線の開通"], ["event"]), (["柱|名称|到達目標", "Ⅰ|暮らしを守る|登録者6万人（H22年度）"], ["target"]),
    (["指標|基準値（令和5年度）|中間値（令和9年度）|目標値（令和11年度）", "待ち時間|38分|20分|15分"], ["event", "target", "target"]),
])
@pytest.mark.parametrize("head", ["td", "th"])
def test_roles_in_the_heads_of_columns(table: list[str], roles: list[str], head: str) -> None:
    rows = "".join(f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row.split('|'))}</tr>" for row, tag in zip(table, (head, "td")))
    found = find(build(html.read(f"<html><body><p>次の表のとおりです。</p><table>{rows}</table></body></html>".encode())))
    assert [date.role for date in found] == roles


@pytest.mark.parametrize("text", ["平成30(2019)年度", "2019年(平成26年)", "令和4年度(2023年度)"])
def test_calendars_that_disagree_are_flagged(text: str) -> None:
    date, = find(document(text))
    assert date.flag == "calendars disagree"


def test_a_day_that_no_calendar_has_is_flagged_and_empty() -> None:
    date, = find(document("平成30年2月30日"))
    assert (date.edtf, date.first_day, date.flag) == ("", "", "no such day")


def test_relative_date_names_its_source() -> None:
    source, date = find(document("平成27年10月に施行され、同年12月に改正された。"))
    assert date.relative and date.resolved_from == source.start


# The first take 1,000,000 characters, the others, which are dates throughout, 100,000.
BARREN = ["1", "9", "年", "月", "第", "「", "(", "（", " ", "平成", "R", "1 ", "一", "二〇", "同", "翌", "http", "https://",
          "www.", "~", "から", "〜1", "までに", "目標", "計画期間", "版", "。", "第3期計画("]
RICH = ["平成3", "平成30", "平成30年", "R5", "R5.", "R5~", "令和5・", "2019", "2019-", "2019年", "2019、", "同年", "4月",
        "4月1日、", "平成30年度から", "平成30年度までに", "80年代", "21世紀", "(平成", "令和5年4", "令和5年4、",
        "平成30年2月30日、"]
TEXTS = [(unit, 1_000_000) for unit in BARREN] + [(unit, 100_000) for unit in RICH]


def one_unit(text: str) -> Document:
    """A document of one paragraph, made without the layout builder."""
    reading, ((start, end),) = Pieces.of(text, [[Span(0, len(text))]])
    span = (Span(0, len(text)),)
    return Document(SourceText("x", text), (Block("paragraph", span),), (Unit("paragraph", start, end, 0),), (), (), (),
                    (), reading)


@pytest.mark.timed
@pytest.mark.parametrize(("unit", "length"), TEXTS)
def test_time_is_linear(unit: str, length: int) -> None:
    doc = one_unit((unit * (length // len(unit) + 1))[:length])
    began = time.perf_counter()
    find(doc)
    assert time.perf_counter() - began < SECONDS


PARTS = """平成 令和 昭和 明治 R H S T M 元 5 30 31 2019 ２０２０ 二 十 〇 千 年 年度 年代 世紀 月 日 4 12 . / - ~ ～ 〜
から まで より 至 、 ・ 及び と ( ) （ ） 同 翌 前 本 昨 末 頃 。 第 期 計画 版 目標 までに 閣議決定 参照
法律第57号 https://a.jp/h30/ ㍻ ㋿ ⁴ ① か 間 西暦 (日)"""
WORDS = st.sampled_from([*PARTS.split(), " ", "　", "\n", "\n\n", "\t"])


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=24).map("".join)))
def test_any_text(text: str) -> None:
    doc = document(text)
    reading = doc.reading
    dates = find(doc)
    assert [date.start for date in dates] == sorted(date.start for date in dates)
    end = 0
    for date in dates:
        assert end <= date.start < date.end <= len(reading.text)
        end = date.end
        unit = doc.unit_at(date.start)
        assert unit.start <= date.start and date.end <= unit.end
        joined = "".join(text[a:b] for a, b in reading.spans(date.start, date.end))
        assert joined.replace("\n", "").replace("\f", "") == reading.surface(date.start, date.end)
        assert bool(date.edtf) == bool(date.first_day) == bool(date.last_day)
        assert date.first_day <= date.last_day
        assert date.rule
        assert date.edtf or date.relative or date.flag

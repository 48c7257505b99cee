"""Running text in two columns that plain text keeps apart by spaces, and tables of sentences, which it is not."""
import time
from itertools import zip_longest

import pytest

from pipeline.layout import build
from pipeline.layout.widths import half_widths
from pipeline.source import SourceText

FIRST = "　漁港の見回りについては、岸壁に据えた24台の計器で波の高さを測り、結果を船に知らせている。使った漁師の多くが、出漁を決めるのに役立つと答えた。"
SECOND = "　山あいの買物では、無人の車を週に３回走らせ、集落の入口まで品物を運んでいる。運ぶ量は初めの年の２倍になり、利用した世帯は140に達した。"
THIRD = "　学びの場では、分校の授業を本校と結び、理科の実験を画面で見せ合っている。教員の打合せも画面で行い、移動に要する時間を半分に減らした。"
AFTER = "　三つの取組は、いずれも住民の声を聞きながら進めたものであり、その歩みは毎年度の報告書に収めている。\n"
WIDTH = 22


def wrapped(text: str, width: int, measure=half_widths) -> list[str]:  # type: ignore[no-untyped-def]
    lines = [""]
    for char in text:
        if measure(lines[-1] + char) > width and char not in "。、":
            lines.append("")
        lines[-1] += char
    return lines


def page(paragraphs: list[str], gap: int = 6, measure=half_widths, indent: str = "    ", width: int = WIDTH) -> str:  # type: ignore[no-untyped-def]
    """Paragraphs in two columns of one height, the left one first."""
    lines = [line for words in paragraphs for line in wrapped(words, 2 * width if measure is half_widths else width, measure)]
    half = (len(lines) + 1) // 2
    edge = max(map(measure, lines)) + gap
    rows = [(left, right) for left, right in zip_longest(lines[:half], lines[half:], fillvalue="")]
    return "".join((indent + left + (" " * (edge - measure(left)) + right if right else "")).rstrip() + "\n" for left, right in rows)


def read(text: str) -> list[str]:
    document = build(SourceText("a", text))
    covered = sorted(span for block in document.blocks for span in block.spans)
    assert covered[0].start == 0 and covered[-1].end == len(text) and all(a.end == b.start for a, b in zip(covered, covered[1:]))
    for unit in document.units:
        spans = document.reading.spans(unit.start, unit.end)
        assert all(a < b for a, b in spans) and all(a.end <= b.start for a, b in zip(spans, spans[1:]))  # as the tables state them
    assert not document.tables
    return ["".join(document.text(unit).split()) for unit in document.units if unit.kind == "paragraph"]


def joined(paragraphs: list[str]) -> str:
    """Paragraphs as one text, a title apart: one that the end of the left column cuts has its pieces in the order of reading."""
    return "".join(words for words in paragraphs if words not in ("みなと県の計画",))


def flat(*paragraphs: str) -> list[str]:
    return ["".join(build(SourceText("a", words)).reading.text.split()) for words in paragraphs]


@pytest.mark.parametrize("gap", [2, 3, 6, 12])
@pytest.mark.parametrize("measure", [half_widths, len])
@pytest.mark.parametrize("indent", ["", "    "])
@pytest.mark.parametrize("heading", ["（２）　成果", "◆視点Ｂ　産業", "２　成果"])
def test_left_column_first(gap: int, measure, indent: str, heading: str) -> None:  # type: ignore[no-untyped-def]
    text = f"１　取組\n\n{page([FIRST, SECOND, THIRD], gap, measure, indent)}\n{indent}{heading}\n\n{page([THIRD, FIRST], gap, measure, indent)}\n{AFTER}"
    assert joined(read(text)) == joined(flat(FIRST, SECOND, THIRD, THIRD, FIRST, AFTER))


def test_page_by_page() -> None:
    text = "".join(f"みなと県の計画\n\n{page(words)}\n                 - {number} -\n\f" for number, words in enumerate(([FIRST, SECOND], [THIRD, FIRST], [SECOND, THIRD]), 7))
    assert joined(read(text)) == joined(flat(FIRST, SECOND, THIRD, FIRST, SECOND, THIRD))


def test_headings_inside_a_column() -> None:
    text = page(["(1) 海の取組", FIRST, SECOND, "(2) 学びの取組", THIRD])
    document = build(SourceText("a", "第１章 歩み\n\n" + text + "\n" + AFTER))
    assert [section.title for section in document.sections] == ["歩み", "海の取組", "学びの取組"]
    assert joined(read("第１章 歩み\n\n" + text + "\n" + AFTER)) == joined(flat(FIRST, SECOND, THIRD, AFTER))


def test_columns_of_two_heights() -> None:
    left = wrapped(FIRST, 2 * WIDTH) + wrapped(SECOND, 2 * WIDTH)
    right = wrapped(THIRD, 2 * WIDTH)
    assert len(left) > len(right)
    text = "".join(f"{a}{' ' * (2 * WIDTH + 6 - half_widths(a))}{b}".rstrip() + "\n" for a, b in zip_longest(left, right, fillvalue=""))
    assert "".join(read("第１章 歩み\n\n" + text + "\n" + AFTER)) == "".join(flat(FIRST, SECOND, THIRD, AFTER))


@pytest.mark.parametrize("table", [
    "    現状                                              課題\n" + page([FIRST, SECOND]),
    "    現状と課題                                        今後の方向\n\n" + page([FIRST, SECOND]),
    "    項目      " + page([FIRST, SECOND]).replace("\n    ", "\n              ").lstrip(),
])
def test_sentences_in_the_cells_of_a_table(table: str) -> None:
    """They stay beside each other: no line of the left column is read on behind another as the order of columns would."""
    reading = build(SourceText("a", "１　取組\n\n" + table + "\n" + AFTER)).reading.text
    assert flat(FIRST + SECOND)[0] not in "".join(reading.split())


@pytest.mark.parametrize("text", [
    "・窓口の見直し事業            ・港の清掃を続ける事業\n・分校の授業を結ぶ事業        ・山の道を直す事業\n・買物の車を走らせる事業      ・畑の水を測る事業\n",
    "事業名                  内容                                    担当課\n港の見回り事業          岸壁に計器を据え、波の高さを測る        港湾課\n買物の車の事業          集落の入口まで品物を運んでいる          交通課\n分校の授業の事業        本校と授業を結び、実験を見せ合う        学校課\n",
])
def test_lists_and_tables_stay(text: str) -> None:
    units = build(SourceText("a", "１　取組\n\n" + text + "\n" + AFTER)).units
    assert not [unit for unit in units if unit.kind == "paragraph"][1:] and len(units) > 6


def test_growth() -> None:
    lines = ["港の見回りについては、岸壁に据えた計器で測る      山あいの買物では、無人の車を走らせる", "山の道を直す", "     港   山"]
    def seconds(times: int) -> float:
        text = "\n".join(lines * times)
        start = time.perf_counter()
        build(SourceText("a", text))
        return time.perf_counter() - start
    seconds(50)
    assert min(seconds(1600), seconds(1600)) < 10 * max(seconds(400), 0.05)  # four times the text; the square would be sixteen

"""Headings that a copy prints again, names of pages and of files over a text, and headings that only resemble them."""
import pytest

from pipeline.layout import build
from pipeline.source import SourceText

DREDGE = "航路を深くします。"


def outline(text: str) -> list[tuple[int, str, str]]:
    return [(s.level, s.label, s.title) for s in build(SourceText("x", text)).sections]


@pytest.mark.parametrize(("text", "expected"), [
    (f"第2章 港の整備\n\n第2章\n港の整備\n1 航路\n{DREDGE}\n2 岸壁\n岸壁を直します。\n", [(1, "第2章", "港の整備"), (2, "1", "航路"), (2, "2", "岸壁")]),
    (f"第 ２ 章　港の整備 ［PDFファイル／640KB］\n\n第2章 港の整備\n1 航路\n{DREDGE}\n2 岸壁\n岸壁を直します。\n", [(1, "第2章", "港の整備"), (2, "1", "航路"), (2, "2", "岸壁")]),
    (f"第2章 港の整備 - みなと町\n\n第2章 港の整備\n1 航路\n{DREDGE}\n2 岸壁\n岸壁を直します。\n", [(1, "第2章", "港の整備"), (2, "1", "航路"), (2, "2", "岸壁")]),
    (f"第2章(12ページから20ページ)(PDF 310.4KB)\n\n第2章 港の整備\n1 航路\n{DREDGE}\n2 岸壁\n岸壁を直します。\n", [(1, "第2章", "港の整備"), (2, "1", "航路"), (2, "2", "岸壁")]),
    (f"1 航路\n1 航路\n{DREDGE}\n2 岸壁\n2 岸壁\n岸壁を直します。\n3 体制\n3 体制\n会議を設けます。\n", [(1, "1", "航路"), (1, "2", "岸壁"), (1, "3", "体制")]),
    (f"第4章 港の計画\n1 航路\n{DREDGE}\n17\n第4章 港の計画\n2 岸壁\n岸壁を直します。\n18\n第4章 港の計画\n3 灯台\n灯台を見ます。\n",
     [(1, "第4章", "港の計画"), (2, "1", "航路"), (2, "2", "岸壁"), (2, "3", "灯台")]),
    (f"Ⅳ 港の計画\n1 航路\n{DREDGE}\nⅣ 港の計画\n2 岸壁\n岸壁を直します。\n", [(1, "IV", "港の計画"), (2, "1", "航路"), (2, "2", "岸壁")]),
])
def test_a_title_printed_again_is_one_heading(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    (f"第1部 総論\n第1章 趣旨\n{DREDGE}\n第2部 各論\n第1章 趣旨\n岸壁を直します。\n", [(1, "第1部", "総論"), (2, "第1章", "趣旨"), (1, "第2部", "各論"), (2, "第1章", "趣旨")]),
    (f"第1章 港\n1 課題\n{DREDGE}\n2 方針\n岸壁を直します。\n第2章 浜\n1 課題\n浜が狭くなっています。\n2 方針\n砂を入れます。\n",
     [(1, "第1章", "港"), (2, "1", "課題"), (2, "2", "方針"), (1, "第2章", "浜"), (2, "1", "課題"), (2, "2", "方針")]),
    (f"第1章 港(令和3年度から)\n{DREDGE}\n第2章 浜(みなと町)\n砂を入れます。\n", [(1, "第1章", "港(令和3年度から)"), (1, "第2章", "浜(みなと町)")]),
])
def test_titles_alike_in_different_parts_stay(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert outline(text) == expected


def test_a_link_beside_a_heading_over_text_is_part_of_it() -> None:
    assert [label for _, label, _ in outline(f"1 航路の浚渫事業 [PDF 390KB]\n{DREDGE}\n2 岸壁の補修事業 [PDF 350KB]\n岸壁を直します。\n")] == ["1", "2"]


@pytest.mark.parametrize("head", ["資料1−2 (1ページ)\n港の考え方\n", "②みなと町創生総合戦略\n\nみなと町創生総合戦略\n令和3年2月\n", "02 みなと町総合戦略 方針\n\nみなと町総合戦略 方針(案)\n",
                                  "9 漁業の振興 みなと町基本計画|みなと町公式ホームページ\n", "6編 基本目標3.pdf 第2次みなと市総合計画 | みなと市役所\n",
                                  "第1部 序論(820kb)\n第1章 計画の趣旨(640kb)\n第2章 町の姿（PDF：1.2MB）\n"])
def test_names_of_pages_and_files_head_nothing(head: str) -> None:
    assert outline(f"{head}■現状と課題\n漁師が減っています。\n■施策の方針\n{DREDGE}\n") == [(1, "", "現状と課題"), (1, "", "施策の方針")]

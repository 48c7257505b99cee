"""Works in notes at the feet of pages, as converters of PDF leave them."""
import pytest

from pipeline.extract import citations
from pipeline.extract.dates import find as find_dates
from pipeline.layout import build
from pipeline.source import SourceText

LONG = "村内の橋は架けてから五十年を超えるものが多く、点検を担う人も足りないため、手入れが追い付いていません。\n"
TWO = "白樺村「橋の台帳」令和5年3月、12頁、国土交通省『道路統計の手引』令和4年6月、第2章、30-31頁"


def works(text: str) -> list[tuple[str, ...]]:
    document = build(SourceText("x", text))
    return [(c.marker, c.authors, c.title, c.pages, c.issued, c.url, c.accessed) for c in citations.find(document, find_dates(document)) if c.kind == "work"]


@pytest.mark.parametrize("mark", ["1 ", "1", "1) ", "1)", "1\n", "1\n\n", "※1", "※1\n\n", "注1 ", "(注1)", "*1 "])
def test_two_works_in_one_note(mark: str) -> None:
    text = f"橋の多くは古い1。{LONG}{mark}{TWO}\n- 4 -\f白樺村 計画\n{LONG}- 5 -\f"
    assert works(text) == [("1", "白樺村", "橋の台帳", "12", "2023-03", "", ""), ("1", "国土交通省", "道路統計の手引", "30-31", "2022-06", "", "")]


def test_an_address_over_two_pages() -> None:
    text = f"橋の多くは古い1。{LONG}1 白樺村「橋の台帳」令和5年3月、https://www.example.jp/ha\n- 4 -\f白樺村 計画\n{LONG}shi/daicho_1.pdf(2024年1月15日閲覧)\n- 5 -\f"
    assert works(text) == [("1", "白樺村", "橋の台帳", "", "2023-03", "https://www.example.jp/hashi/daicho_1.pdf", "2024-01-15")]


@pytest.mark.parametrize("text", [f"橋の数は次のとおり。\n{LONG}1 木の橋 白樺村「橋の台帳」による\n2 石の橋の手入れ\n- 4 -\f{LONG}", f"{LONG}橋は、この30年で\n3割減った。\n- 4 -\f{LONG}"], ids=["a list", "a wrapped count"])
def test_no_works(text: str) -> None:
    assert works(text) == []

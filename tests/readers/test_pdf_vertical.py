"""PDF: cells in which the text runs downwards."""
import pytest

from pipeline.readers.pdf_pages import Glyph
from pipeline.readers.pdf_vertical import turned


def set_down(columns: list[str], pitch: float = 10.5, gap: float = 16.0) -> list[Glyph]:
    """Characters of 10 points in columns from the right to the left."""
    return [Glyph(char, 100 - gap * n - 5, 100 - gap * n + 5, 50 + pitch * k, 10, 0) for n, column in enumerate(columns) for k, char in enumerate(column)]


def read(glyphs: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in sorted(glyphs, key=lambda g: (g.base, g.left)))


@pytest.mark.parametrize("columns", [["安心な暮らし"], ["海と山を守り", "育てる"], ["基本目標１", "にぎわい"]])
def test_columns_of_characters_are_read_downwards(columns: list[str]) -> None:
    assert read(turned(set_down(columns))) == "".join(columns)


@pytest.mark.parametrize("glyphs", [
    [Glyph(char, 50 + 10 * k, 60 + 10 * k, 50, 10, 0) for k, char in enumerate("安心な暮らし")],  # across
    [Glyph(char, 50 + 10 * (k % 3), 60 + 10 * (k % 3), 50 + 14 * (k // 3), 10, 0) for k, char in enumerate("海と山を守り育てる")],  # across in three lines
    [Glyph(char, 50 + 10 * k, 60 + 10 * k, 50 + 10 * n, 10, 0) for n, line in enumerate(("海と山を守り", "人と町を育て")) for k, char in enumerate(line)],  # across in lines as close as their characters
    set_down(["安心な"]), set_down(["安心な暮らし"], pitch=30)], ids=["a line", "lines", "close lines", "too few", "far apart"])
def test_other_text_is_left(glyphs: list[Glyph]) -> None:
    assert turned(glyphs) == []

"""Programs of projects: what a table's row or the heading above states, and nothing where they state none."""
from __future__ import annotations

from pathlib import Path

from pipeline.analysis import extract_document
from pipeline.extraction import Extraction
from pipeline.readers import read
from pipeline.source import SourceText

RAW = Path(__file__).parents[2] / "raw"


def programs(found: Extraction) -> dict[int, tuple[str, str]]:
    """Start of a project to its name and its program's name."""
    value = found.document.reading.value
    names = [value(m.start, m.end) for m in found.measures]
    return {m.start: (names[k], names[m.program] if m.program >= 0 else "") for k, m in enumerate(found.measures) if m.level == "project"}


def test_a_list_belongs_to_the_heading_above_and_a_row_to_what_its_cell_names() -> None:
    stated = [pair for _, pair in sorted(programs(extract_document(read(RAW / "mizuhama-2023.md"))).items())]
    assert ("3D地形モデル活用事業", "災害に備える情報基盤づくり") in stated
    assert ("ドローン物流実証事業", "農林水産業の先端技術の実装") in stated
    assert ("避難所受付デジタル化事業", "災害に備える情報基盤づくり") in stated
    assert ("書かない窓口導入支援事業", "行かなくてよい窓口") in stated  # an empty cell takes what stands above it
    assert ("標準準拠システム移行支援事業", "業務の変革と標準化") in stated
    assert ("RPA導入推進事業", "") in stated  # the earlier plan's table names no program


def test_a_merged_cell_with_a_number_names_the_program_of_a_heading() -> None:
    stated = dict(programs(extract_document(read(RAW / "kirioka-2022.html"))).values())
    assert stated["周産期医療情報ネットワーク"] == "医療と子育てのデジタル化"
    assert stated["総合防災情報システム更新事業"] == "防災情報の高度化"
    assert stated["職員デジタル人材育成事業"] == "県庁の働き方とデータの改革"


def test_no_headings_of_programs_no_programs() -> None:
    text = "# 計画\n\n次の2つの柱で進めます。\n\n- 暮らしを守る\n- 海を生かす\n\n## 暮らしを守る\n\n主な事業\n\n- 海辺ナビ運営事業\n- 灯台塗装事業\n"
    found = extract_document(SourceText("a", text))
    assert all(program == "" for _, program in programs(found).values())

"""Cells of which a copy left the printed lines, one under another."""
from __future__ import annotations

import pytest

from pipeline import extract_document
from pipeline.layout import build
from pipeline.source import SourceText

OPENING = "みなと県情報化計画\n\n第1章 歩み\n1 前計画\n　県は、離島や山間の集落にも高速の通信網を届けるため、国や通信事業者と力を合わせて基\n盤の整備を進め、県民の暮らしと産業を支えてきました。\n前計画は、次の2つの柱を立てました。\n◆ 暮らしと命を守る情報の備え\n◆ 産業を伸ばす情報の活用\n主な事業は、図表1のとおりです。\n図表1 前計画の事業\n"
AFTER = "2 動向\n　国は、通信の整備を進めています。県も、これに合わせて、県内のどこに住んでいても同じ\nように情報を受け取れる社会を目指して取り組みます。\n"


def lines(text: str) -> list[str]:
    return build(SourceText("a", text)).reading.text.split("\n")


@pytest.mark.parametrize(("upright", "words"), [
    ("事\n業\n名\n", ["事業名"]), ("柱\n主\nな\n事\n業\n", ["柱", "主な事業"]), ("担\n当\n課\n", ["担当課"]), ("事\n業\n概\n要\n", ["事業概要"]), ("将\n来\n像\n", ["将来像"]),
    ("回\n人\n", ["回", "人"]), ("％\n件\n回\n", ["%"])])
def test_words_set_upright(upright: str, words: list[str]) -> None:
    found = lines(f"{OPENING}{upright}○ 避難情報配信事業\n○ 河川監視システム\n{AFTER}")
    assert [word for word in words if word in found] == words


@pytest.mark.parametrize("cell", ["暮らしと命を守る情報の備え", "暮らしと命\nを守る情報\nの備え", "暮らしと命を守る\n情報の備え", "暮らしと\n命を守る\n情報の\n備え"])
def test_a_name_that_a_narrow_cell_breaks(cell: str) -> None:
    text = f"{OPENING}{cell}\n○ 避難情報配信事業\n○ 河川監視システム\n産業を伸ば\nす情報の活\n用\n○ 海況情報提供システム\nほか\n{AFTER}"
    found = extract_document(text)
    projects = [(found.document.reading.value(m.start, m.end), m.pillar) for m in found.measures if m.level == "project"]
    assert projects == [("避難情報配信事業", 0), ("河川監視システム", 0), ("海況情報提供システム", 1)]


@pytest.mark.parametrize(("items", "names"), [
    ("○ 離島世帯向け音声告知端末貸与事\n業\n○ 避難情報配信事業\n", ["離島世帯向け音声告知端末貸与事業", "避難情報配信事業"]),
    ("○ ものづくり企業データ活用専門家派\n遣事業\n○ 避難情報配信事業\n○ 市町村間オープンデータ共同公開\nサイト\n", ["ものづくり企業データ活用専門家派遣事業", "避難情報配信事業", "市町村間オープンデータ共同公開サイト"]),
    ("○ 防災拠点衛星通信ネットワーク（再\n掲）\n○ 避難情報配信事業\n", ["防災拠点衛星通信ネットワーク(再掲)", "避難情報配信事業"]),
    ("○ 町村の人々の声を聞いて回る。\n主な事業\n○ 避難情報配信事業\n", ["町村の人々の声を聞いて回る。", "避難情報配信事業"]),
    ("○ 避難情報配信事業\nほか\n○ 河川監視システム\n", ["避難情報配信事業", "河川監視システム"])])
def test_items_that_a_narrow_cell_breaks(items: str, names: list[str]) -> None:
    document = build(SourceText("a", f"{OPENING}暮らしと命を守る情報の備え\n{items}{AFTER}"))
    assert [document.text(unit) for unit in document.units if unit.marker == "○"] == names


@pytest.mark.parametrize(("cell", "name"), [
    ("海面養殖施設\n整備事業\n", "海面養殖施設整備事業"), ("サイクルポート整備\n事業\n", "サイクルポート整備事業"), ("新規就農者住宅改修\n補助金\n", "新規就農者住宅改修補助金"),
    ("海面養殖事業\n整備事業\n", "整備事業")])
def test_a_line_that_is_no_name_by_itself(cell: str, name: str) -> None:
    assert name in lines(f"{OPENING}事業名\n担当課\n\n{cell}水産課\n\n避難情報配信事業\n危機管理課\n\n{AFTER}")


def test_pillars_of_a_chart_whose_names_narrow_cells_break() -> None:
    heads = "".join(f"基本方針{n}　{name}\n　{name}ため、次の取組を進めます。\n" for n, name in (("Ⅰ", "海の恵みを育て高く届ける"), ("Ⅱ", "里の生業を次へ受け継ぐ")))
    document = build(SourceText("a", f"みなと町計画\n\n第1章 考え方\n1 体系\nⅠ　海の恵みを育て\n高く届ける\nⅡ　里の生業を次へ\n受け継ぐ\n\n2 期間\n　期間は、五年間とします。\n\n第2章 施策\n{heads}"))
    assert [s.title for s in document.sections] == ["考え方", "体系", "期間", "施策", "海の恵みを育て高く届ける", "里の生業を次へ受け継ぐ"]


def test_lines_that_only_begin_as_a_known_name() -> None:
    found = lines(f"{OPENING}暮らしと命\nを守る窓口\n○ 避難情報配信事業\n{AFTER}")
    assert "暮らしと命を守る窓口" not in found and "暮らしと命" in found

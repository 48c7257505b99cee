"""Names over two lines of a cell, beside cells that list several names."""
import pytest

from pipeline.layout import build
from pipeline.readers import html


def column(header: str, *cells: str) -> list[list[str]]:
    rows = "".join(f"<tr><td>{cell}</td><td>情報課</td></tr>" for cell in cells)
    page = f"<!DOCTYPE html><html><body><h1>計画</h1><table><tr><th>{header}</th><th>担当課</th></tr>{rows}</table></body></html>"
    document = build(html.read(page.encode()))
    return [[document.text(document.units[k]) for k in row[0].units] for row in document.tables[0].grid[1:]]


@pytest.mark.parametrize(("header", "cells", "items"), [
    ("事業名", ["島の回線の増強", "離島の暮らしを支える<br>遠隔診療の実施", "港湾監視システム"], [["島の回線の増強"], ["離島の暮らしを支える遠隔診療の実施"], ["港湾監視システム"]]),
    ("事業名", ["灯台見学アプリ<br>「ともしび」", "港湾監視システム"], [["灯台見学アプリ「ともしび」"], ["港湾監視システム"]]),
    ("具体的な取組", ["海辺の空き家<br>改修費補助", "漁業者資格取得<br>支援金", "魚食の普及"], [["海辺の空き家改修費補助"], ["漁業者資格取得支援金"], ["魚食の普及"]]),
    ("具体的な取組", ["離島の民生委員支援<br>事業（端末の配備）", "魚食の普及"], [["離島の民生委員支援事業(端末の配備)"], ["魚食の普及"]]),
    ("事業名", ["漁海況予測の高度化<br>事業", "魚食の普及"], [["漁海況予測の高度化事業"], ["魚食の普及"]]),
    ("事業名", ["離島の高校の寮の整備<br>補助金", "魚食の普及"], [["離島の高校の寮の整備補助金"], ["魚食の普及"]]),
    ("事業名", ["漁業者職業訓練<br>促進給付金", "魚食の普及"], [["漁業者職業訓練促進給付金"], ["魚食の普及"]]),
    ("主な取組", ["電子申請推進事業<br>書かない窓口推進事業", "港湾監視システム<br>津波避難の訓練"], [["電子申請推進事業", "書かない窓口推進事業"], ["港湾監視システム", "津波避難の訓練"]]),
    ("主な取組", ["・海辺の空き家<br>・漁業者の資格", "魚食の普及"], [["海辺の空き家", "漁業者の資格"], ["魚食の普及"]]),
    ("主な取組", ["冬のくらし情報マップ<br>運営事業【新規】<br>魚食の普及", "港湾監視システム"], [["冬のくらし情報マップ運営事業【新規】", "魚食の普及"], ["港湾監視システム"]]),
    ("主な取組", ["移動支援事業<br>相談支援事業", "電子申請事業<br>運営事業"], [["移動支援事業", "相談支援事業"], ["電子申請事業", "運営事業"]]),
    ("特徴", ["海に近い<br>山に近い", "島が多い"], [["海に近い", "山に近い"], ["島が多い"]]),
    ("主な取組", ["文化財防火設備強化事業［文<br>化振興課］<br>島の回線の増強（情<br>報課）", "魚食の普及"], [["文化財防火設備強化事業[文化振興課]", "島の回線の増強(情報課)"], ["魚食の普及"]]),
    ("特徴", ["海に近い（南<br>山に近い", "島が多い）"], [["海に近い(南", "山に近い"], ["島が多い)"]]),
])
def test_lines_of_cells(header: str, cells: list[str], items: list[list[str]]) -> None:
    assert column(header, *cells) == items


def test_lines_in_a_table_of_earlier_plans_are_items() -> None:
    rows = "<tr><td>第1期</td><td>海辺の回線<br>人材の育成</td></tr><tr><td>第2期</td><td>島の暮らし</td></tr>"
    page = f"<!DOCTYPE html><html><body><h1>計画</h1><table><tr><th>計画名</th><th>主な取組</th></tr>{rows}</table></body></html>"
    document = build(html.read(page.encode()))
    assert [len(row[1].units) for row in document.tables[0].grid[1:]] == [2, 1]


@pytest.mark.parametrize(("label", "cell", "items"), [
    ("取組名", "離島の暮らしを支える<br>遠隔診療の実施", ["離島の暮らしを支える遠隔診療の実施"]),
    ("事業名", "小学校<br>外国語指導助手の配置", ["小学校外国語指導助手の配置"]),
    ("事業名称", "港湾監視システム<br>の更新", ["港湾監視システムの更新"]),
    ("事業名", "電子申請推進事業<br>書かない窓口推進事業", ["電子申請推進事業", "書かない窓口推進事業"]),
    ("事業名", "・海辺の空き家<br>・漁業者の資格", ["海辺の空き家", "漁業者の資格"]),
    ("主な特徴", "海に近い<br>山に近い", ["海に近い", "山に近い"]),
])
def test_lines_beside_a_label(label: str, cell: str, items: list[str]) -> None:
    rows = f"<tr><th>{label}</th><td>{cell}</td></tr><tr><th>概要</th><td>島を結びます。</td></tr><tr><th>担当課</th><td>情報課</td></tr>"
    document = build(html.read(f"<!DOCTYPE html><html><body><h1>計画</h1><table>{rows}</table></body></html>".encode()))
    assert [document.text(document.units[k]) for k in document.tables[0].grid[0][1].units] == items


def test_a_column_of_aims_makes_no_table_of_earlier_plans() -> None:
    page = ("<!DOCTYPE html><html><body><h1>計画</h1><table><tr><th>主要事業</th><th>ねらい</th></tr><tr><td>漁業者デジタル人材<br>養成講座開催事業</td><td>人を育てる</td></tr>"
            "<tr><td>港湾監視システム</td><td>波を見る</td></tr></table></body></html>")
    document = build(html.read(page.encode()))
    assert [len(row[0].units) for row in document.tables[0].grid[1:]] == [1, 1]

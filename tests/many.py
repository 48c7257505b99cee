"""A plan with many measures, a part of which stands under no pillar, as Markdown; and what placing and linking them costs.

Run as a script with a number of measures, it prints seconds of the processor, the most memory and counts as JSON."""
from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from dataclasses import replace
from itertools import product
from pathlib import Path

from pipeline.classify.vectors import load

THEMES = {
    "命と暮らしを守る": ("防災ラジオ", "避難所", "消防団", "堤防", "救急車", "耐震診断", "通学路", "防犯灯", "水門", "土砂災害警報"),
    "支え合い健やかに生きる": ("診療所", "介護人材", "健康診査", "予防接種", "障害者就労", "子育て広場", "保育士", "薬局連携", "認知症カフェ", "母子手帳"),
    "稼ぐ力を伸ばす": ("果樹園", "漁港", "商店街", "ものづくり企業", "観光案内所", "森林資源", "畜産農家", "創業塾", "直売所", "宿泊施設"),
    "学びと文化を広げる": ("小学校", "図書館", "博物館", "部活動", "英語教育", "伝統芸能", "体育館", "奨学金", "公民館", "美術展"),
    "身近で開かれた行政": ("電子申請", "窓口", "公文書", "統計データ", "庁内ネットワーク", "職員研修", "広報番組", "税収納", "共同利用クラウド", "公共施設予約"),
}
PLACES = [first + second for first, second in product("東西南北上中下新大小", "浦沢野崎原谷島川橋坂")]
DOINGS = ("整備事業", "支援事業", "普及推進事業", "連携モデル事業", "人材育成事業", "更新事業", "データ活用事業", "見守り事業")
OPEN = 4  # of so many measures one stands under no pillar


def plan(measures: int) -> str:
    """Markdown with so many different measures, each with a word of two kanji that no other has."""
    rare = [word for word in load().row if re.fullmatch("[一-鿿]{2}", word)]
    names = [(theme, f"{place}{word}{thing}{doing}") for word, (doing, place, (theme, thing)) in zip(rare, product(
        DOINGS, PLACES, [(theme, thing) for theme, things in THEMES.items() for thing in things]))][:measures]
    parts = ["# 波音県総合計画", "## 第1章 施策の展開", "次の5つの柱で進めます。", "\n".join(f"- {theme}" for theme in THEMES)]
    for number, theme in enumerate(THEMES, 1):
        own = [name for at, (of, name) in enumerate(names) if of == theme and at % OPEN]
        parts += [f"### 柱{number} {theme}", *(f"{name.removesuffix('事業')}に取り組み、{theme}県をめざします。" for name in own[::7]),
                  "| 事業名 | 担当課 |\n| --- | --- |\n" + "\n".join(f"| {name} | 第{at % 30 + 1}課 |" for at, name in enumerate(own))]
    parts += ["## 第2章 各柱に共通する事業", "| 柱 | 事業名 |\n| --- | --- |\n" + "\n".join(f"| 各柱共通 | {name} |" for at, (_, name) in enumerate(names) if at % OPEN == 0)]
    return "\n\n".join(parts) + "\n"


def main(measures: int) -> None:
    from pipeline.analysis import shipped_model
    from pipeline.assign import assign
    from pipeline.finding import find_mentions
    from pipeline.layout import build
    from pipeline.link import linked
    from pipeline.readers import read

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.md"
        path.write_text(plan(measures), encoding="utf-8")
        document = build(read(path))
    found = find_mentions(document)
    began = time.process_time()
    placed = assign(document, found.pillars, found.measures, found.details, shipped_model())
    assigned = time.process_time()
    done = linked(document, replace(found, measures=tuple(placed)))
    ended = time.process_time()
    print(json.dumps({
        "projects": sum(m.level == "project" for m in done.measures), "open": sum(m.pillar < 0 for m in found.measures),
        "asked": sum(m.pillar_method == "classifier" for m in done.measures),
        "answered": sum(m.pillar_method == "classifier" and m.pillar >= 0 for m in done.measures),
        "characters": len(document.reading.text), "mentions": len(done.project_mentions), "assigning": round(assigned - began, 2),
        "linking": round(ended - assigned, 2), "memory": _peak()}))


def _peak() -> int:
    """The most bytes in memory of this program alone; getrusage also counts the process that started it."""
    return next(int(line.split()[1]) * 1024 for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(int(sys.argv[1]))

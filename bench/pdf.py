"""A long PDF: `keikaku extract` of a drawn plan of 200 pages as a whole process, its time and its memory."""
from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.limited import keikaku
from tests.readers.pdf_draw import GOTHIC, Cell, Sheet

PAGES = 200
SECONDS, MEGABYTES = 40.0, 700.0  # allowed
_WORDS = "本県は、南北に長い海岸線と山あいの集落を抱え、人や物の往来に時間のかかる県土の条件を情報通信技術の力で補うことに早くから取り組んできた。"
_FIELDS = ("防災", "医療", "福祉", "教育", "観光", "農業", "林業", "水産業", "商工業", "交通", "環境", "文化", "統計", "税務", "消防", "警察", "土木",
           "水道", "人材の育成", "行政手続")

_BODIES = ("総務省", "内閣府", "経済産業省", "国土交通省", "厚生労働省", "文部科学省", "農林水産省")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.pdf"
        pages = draw(path)
        done = keikaku(["extract", str(path), "--out", str(Path(folder) / "out")], 10 * SECONDS)
    sys.stderr.write(done.err)
    peak = done.peak / 1e6
    print(f"{pages} pages: {done.seconds:.1f} s ({done.work:.1f} s of the processor), peak {peak:.0f} MB; allowed {SECONDS:.0f} s, {MEGABYTES:.0f} MB")
    print(done.out.strip())
    return 0 if done.status == 0 and done.seconds <= SECONDS and peak <= MEGABYTES else 1


def draw(path: Path, pages: int = PAGES) -> int:
    """Draw a plan of `pages` pages: a cover, contents, chapters with running text, footnotes and tables; the pages."""
    sheet = Sheet(head="瑞浜県情報化推進計画（第4期）")
    sheet.centred("瑞浜県情報化推進計画（第4期）", 22, y=240)
    sheet.centred("平成31年3月", 12)
    sheet.new_page()
    sheet.centred("目　次", 14)
    each = (pages - 2) // len(_FIELDS)
    for chapter, field in enumerate(_FIELDS, 1):
        sheet.paragraph(f"第{chapter}章 {field}の情報化 {'・' * 25} {2 + each * (chapter - 1)}", first=0)
    for chapter, field in enumerate(_FIELDS, 1):
        last = pages if chapter == len(_FIELDS) else 2 + each * chapter
        sheet.new_page()
        sheet.paragraph(f"第{chapter}章 {field}の情報化", 16, GOTHIC, first=0, after=4)
        while True:
            sheet.notes = {"¹": f"{_BODIES[sheet.page % 7]}「平成30年版 {field}白書」、第1部第1章、p.{sheet.page}。"}
            for _ in range(4):
                sheet.paragraph(_WORDS + "平成31年4月に運用を始めた。")
            sheet.paragraph(f"{field}情報化推進事業では、令和5年度までに38万件とする{'¹' * (sheet.page % 2)}。")
            sheet.table([[Cell(["事業名"]), Cell(["概要"]), Cell(["目標値（令和3年度）"])],
                         *([Cell([f"第{k}{field}情報化推進事業"]), Cell([_WORDS[:40]]), Cell([f"{k}00件"])] for k in range(1, 6))],
                        [130, 200, 90])
            if sheet.page == last:
                break
            sheet.new_page()
    path.write_bytes(sheet.bytes())
    return sheet.page


if __name__ == "__main__":
    sys.exit(main())

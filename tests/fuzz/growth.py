"""How the time of rules, readers and layout grows with the length of hostile texts."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log2

from pipeline.layout import build
from pipeline.readers import UnreadableDocument, html, markdown, text
from pipeline.source import SourceText
from tests.extract.rules import RULES, Known

PIECES = (
    # signs alone
    "1", "12 ", "第", "年", "年度", "月", "条", "項", "号", "法", "計画", "柱", "事業", "課", "・", "、", "。", ".", "．", "…", " ", "　", "\t", "\n", "\f",
    "(", ")", "（", "）", "「", "」", "『", "』", "【", "】", "[", "]", "<", ">", "|", "｜", "-", "ー", "―", "～", "→", "○", "■", "※", "¹", "①", "*", "#", "`", "_", "&", "\\",
    "\u200b", "\u3099", "㍻", "𠮷", "ｶﾞ", "Ａ", "A ", "Ⅰ",
    # mixtures
    "（(", "「（", "()", "（）", "「」", "1１", "一1", "第1", "第１条", "1.1", "1年", "１月", "R5", "H30～", "2019-", "・・", "・ ", " ・", "　・\n", "1 1", "あ ", "あ　", "第 1 ",
    "同", "同法", "同計画", "同年", "及び", "並びに", "の", "に関する", "等", "及び同", "、及び", "とする", "以下「", "以下「法」という。", "p.1", "http://a", "．．", "：", ":", "課：", "％",
    # fragments of sentences
    "平成31年4月から", "令和5年度から令和9年度までの5年間、", "平成30年度(2018年度)、", "個人情報の保護に関する法律(平成15年法律第57号)第2条第1項、",
    "みなと市総合計画(令和3年3月策定)に基づき、", "次の3つの柱を掲げる。", "窓口改善事業については、", "また、防災では、", "情報政策課、税務課（総務部）、",
    "総務省「情報通信白書」p.12-15、", "職員が不足していることが課題である。", "61％（R5）→70％（R10）、", "担当課：情報政策課 ", "第1期計画では、光回線を整備し、",
    "次の三つの柱を掲げ、", "①手続、", "基本目標1「守る」、", "第一は「守る」、", "国の計画では、①", "前計画（", "A（柱1）、", "かんじき１ → 暮らし ",
    "電子申請の推進を支援するため、", "「県計画」（以下「計画」という。）", "1,200千円 ", "出典：総務省", "図表1 ", "（1）", "柱1 ", "1 はじめに ", "¹ 注 ",
    # fragments of several lines
    "前計画では、次の3つの柱を掲げた。\n\n・防災の推進\n・産業の振興\n・教育の充実\n\n", "「防災の推進」「産業の振興」「教育の充実」を柱とする。\n\n",
    "基本目標1 防災の推進\n\n窓口改善事業を進める。\n\n", "次の柱に取り組む。\n\n・防災の推進\n・産業の振興\n\n", "柱\t事業名\n防災\t窓口改善事業\n\n",
    "柱\t担当課\t事業名\n防災\t総務課\t窓口改善事業\n\n",
)
FRAMES: dict[str, Callable[[str, int], str]] = {
    "one line": lambda piece, times: piece * times,
    "lines": lambda piece, times: f"{piece}\n" * times,
    "items": lambda piece, times: f"・{piece}\n" * times,
    "headings": lambda piece, times: "".join(f"第{k}章 {piece}\n\n{piece}。\n" for k in range(1, 1 + times)),
    "numbers behind tabs": lambda piece, times: "".join(f"({k % 90 + 1})\t{piece}\n" for k in range(times)),
    "pages": lambda piece, times: "".join(f"第2章 施策{k} {piece}\n\n{piece}。\n\f" for k in range(times)),
    "rows": lambda piece, times: f"柱\t事業名\t担当課\n{piece}\t{piece}\t{piece}\n" + f"{piece}\t{piece}\t{piece}\n" * times,
}
MARKUP: dict[str, Callable[[str, int], str]] = {
    "markdown": lambda piece, times: f"# 計画\n\n{piece * times}\n\n|柱|事業名|\n|---|---|\n" + f"|{piece.strip()}|{piece.strip()}|\n" * (times // 4),
    "html": lambda piece, times: f"<h1>計画</h1><p>{piece * times}</p><table><tr><th>事業名<th>課題" + f"<tr><td>{piece}<td>{piece}" * (times // 4),
}
MOST = 1.5
"""The highest exponent: 1 is linear, 2 the square; what is linear was seen up to 1.4 on short texts and a busy machine."""
_SHORT = 0.02  # seconds below which nothing is said of growth
Timed = Callable[[], object]


@dataclass(frozen=True)
class Growth:
    """A part of the program that needs more than twice the time for twice the text. exponent: of the length; seconds: for
    the longest text."""

    part: str
    frame: str
    piece: str
    exponent: float
    seconds: float

    def __str__(self) -> str:
        return f"{self.part} on {self.piece!r} in {self.frame}: exponent {self.exponent:.2f}, {self.seconds:.2f} s"


def grown(frame: str, piece: str, size: int) -> Iterator[Growth]:
    """The parts whose time grows too fast on a piece repeated to `size` characters."""
    small, large = parts(frame, piece, size // 4), parts(frame, piece, size)
    for name in large:
        first = seconds(large[name])
        if name not in small or first < _SHORT or first <= 4 ** MOST * seconds(small[name]):
            continue
        larger = parts(frame, piece, 4 * size)
        if name not in larger:
            continue
        if (found := exponent(large[name], larger[name])) > MOST:
            yield Growth(name, frame, piece, found, seconds(larger[name]))


def exponent(part: Timed, longer: Timed) -> float:
    """The power of the length with which the time grows, from a part on a text and on one four times as long."""
    before, after = (min(seconds(each) for _ in range(2)) for each in (part, longer))
    return log2(after / before) / 2


def seconds(part: Timed) -> float:
    """The seconds of the processor that a part needs."""
    began = time.process_time()
    part()
    return max(time.process_time() - began, 1e-6)


def parts(frame: str, piece: str, size: int) -> dict[str, Timed]:
    """The parts of the program on a piece repeated to about `size` characters: reader, layout, each rule."""
    if frame in MARKUP:
        make, read = MARKUP[frame], (markdown.read if frame == "markdown" else html.read)
    else:
        make, read = FRAMES[frame], text.read
    times = max(1, size // max(1, len(make(piece, 8)) - len(make(piece, 4))) * 4)
    data = make(piece, times).encode("utf-8")
    found: dict[str, Timed] = {"reader": lambda: _read(read, data)}
    source = _read(read, data)
    if source is None:
        return found
    document = build(source)
    known = Known.of(document)
    found["layout"] = lambda: build(source)
    return found | {name: (lambda rule=rule: rule(known)) for name, rule in RULES.items()}  # type: ignore[misc]


def _read(read: Callable[[bytes, str, str], SourceText], data: bytes) -> SourceText | None:
    try:
        return read(data, "x", "x")
    except UnreadableDocument:
        return None

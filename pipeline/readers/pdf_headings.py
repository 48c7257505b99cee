"""Which paragraphs are headings by size or weight, which is the title, and the levels of the others by rank."""
from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Sequence

from pipeline.glossary import GLOSSARY
from pipeline.readers.pdf_blocks import Block
from pipeline.readers.pdf_join import opens_item, plain
from pipeline.readers.pdf_style import Style, rounded
from pipeline.readers.titles import numbered

_LONGEST = 60  # code points of a heading
_LONGEST_BOLD = 40  # code points of a heading by weight alone
_MOST_LINES = 3
_COVER_LINES = 15  # a cover has at most so many lines
_COVER = 1.3  # of the size of the text; the title on a cover is larger
_WORD = re.compile(r"[ぁ-んァ-ヶ一-龥A-Za-z]")
_CAPTION = re.compile(r"[【〔\[(（<＜]?\s*(?:図表|図|表|グラフ|別表|写真|付表|資料)\s*[0-9０-９一二三四五六七八九十]")
_ERA = r"(?:明治|大正|昭和|平成|令和|[MTSHR](?=[0-9０-９元]))?"
_YEAR = rf"{_ERA}\s*[0-9０-９元]{{1,4}}\s*(?:[（(][^（()）]{{2,8}}[)）]\s*)?年度?"
_DAY = rf"(?:{_YEAR}\s*)?(?:[0-9０-９]{{1,2}}\s*月)?\s*(?:[0-9０-９]{{1,2}}\s*日)?"
_BODY = (r"(?:[一-龥々ァ-ヶー]{1,8}|[ぁ-ん]{2,6})(?:都|道|府|県|市|町|村|区)(?:[一-龥ァ-ヶー・\s]{0,16}(?:部|局|課|室|庁|会|係))?"
         r"|[一-龥ァ-ヶー・]{2,12}(?:部|局)[一-龥ァ-ヶー・\s]{1,12}(?:課|室)")
_IMPRINT = re.compile(  # what a cover says beside the title: a date or a period, an edition, the body that issues it
    rf"(?:(?:計画)?期間\s*|[一-龥]{{2,6}}\s*[:：]\s*)?[:：]?\s*[（(〔［\[]?\s*(?:{_DAY}\s*(?:[～〜~―－\-―–]|から)?\s*){{0,2}}(?:まで)?\s*"
    rf"(?:策定|改[定訂]|発行|作成|版|案)?\s*[)）〕］\]]?\s*(?:{_BODY})?")
_TELLING = 2  # headings with numbers; where they are so many, one without a number is no level of its own
_WORDS = ("柱", "基本目標", "基本方針", "基本施策", "重点", "戦略", "政策", "目標", "方針")  # with which pillars are numbered
_WORDED = re.compile(r"[一-龥ぁ-んァ-ヶー]{1,8}(?:[0-9０-９Ⅰ-Ⅻ]{1,2}|[A-HＡ-Ｈ])(?:[-－―.．][0-9０-９]{1,2})*[\s　:：]\s*(?=\S)")  # 取組の柱1 …, 視点A …
_VALUE = r"[約全延]?べ?[0-9０-９][0-9０-９.,，．]*[万億千百]{0,2}(?:[％%]|[A-Za-z㎏㎡㎢㎥]{1,4}|[一-龥ァ-ヶかヶケ]{1,3})"
_VALUES = re.compile(rf"(?:[万億千百]?[人件社円])?(?:{_VALUE}[\s→⇒➡~～/／-]*){{2,}}|[0-9０-９.,，．]+[\s]*[％%]")  # 78.9万人 85.3%, set large in a box
_ENTRY = re.compile(  # 第2次まちづくり計画 H18～H22年度, みなとプラン（2015～2019年度）
    r"(?:第\s?[0-9０-９一二三四五六七八九十]{1,2}\s?[次期][^、。（(]{0,40}?|[^、。]{1,30}(?:計画|プラン|ビジョン|戦略|構想|大綱))"
    rf"[（(\s：:]{_ERA}\s*[0-9０-９元]{{1,4}}(?:[（(][^（()）]{{2,8}}[)）])?(?:年度?)?\s*(?:[～〜~―－\-–—]|から)\s*{_YEAR}(?:まで)?[)）]?$")
_COUNTED = re.compile(r"[①-⑳㉑-㉟][\s　]")  # set apart from the title behind it, as numbers of headings are
_BAND = re.compile(rf"[一-龥]{{0,4}}(?:{'|'.join(_WORDS)})\s?[0-9０-９Ⅰ-ⅫA-ZＡ-Ｚ]{{1,2}}")
_FIGURES = re.compile(r"[0-9０-９一二三四五六七八九十Ⅰ-Ⅻⅰ-ⅻ①-⑳ァ-ヶA-Za-zＡ-Ｚａ-ｚ]{1,3}")
_NUMBER = re.compile(r"\s*(?:[一-龥ぁ-んァ-ヶー]{1,8}[A-HＡ-Ｈ](?=[\s　:：])|[^\s　]{0,8}?[0-9０-９一二三四五六七八九十Ⅰ-Ⅻ①-⑳]{1,3}(?:[-－.．・][0-9０-９]{1,3})*[章節編部款項条.．、:：)）\]］】〕]?)")


@dataclass(frozen=True, slots=True)
class Headings:
    """levels: of the headings by index of their block, from 1; title: index of the block that is the title, or -1."""

    levels: dict[int, int]
    title: int = -1


def headings(blocks: Sequence[Block], style: Style) -> Headings:
    """The headings and the title among the blocks of a document."""
    cover = _cover(blocks, style)
    found: dict[int, tuple[float, int, str]] = {}
    for k, block in enumerate(blocks):
        if k in cover or block.kind != "paragraph" or not _may_be(block):
            continue
        line = block.text[0][1]
        if all(style.is_large(x.size) for _, x in block.text):
            found[k] = (-rounded(line.size), 0, _family(plain(block.text)))
        elif line.level and all(x.level == line.level for _, x in block.text):
            found[k] = (-style.size, line.level, _family(plain(block.text)))
        elif all(x.tab for _, x in block.text) or _is_bold(blocks, k, style):
            found[k] = (-style.size, 1, _family(plain(block.text)))
    found |= {k - 1: key for k, key in found.items() if not key[2] and k and k - 1 not in cover and blocks[k - 1].page == blocks[k].page and blocks[k - 1].kind == "paragraph"
              and _BAND.fullmatch(plain(blocks[k - 1].text).strip())}  # 基本戦略1 in a band over its title
    found = _without_terms(_below_covers(_consistent(_unlisted(found, blocks), blocks, style), blocks), blocks)
    title = max(cover, key=lambda k: (blocks[k].text[0][1].size, -k)) if cover else -1
    if title >= 0 and blocks[title].text[0][1].size < _COVER * style.size:
        title = -1
    if title < 0 and found:
        title = _title(blocks, found)
        found.pop(title, None)
    order = _ranked(found)
    return Headings({k: order[key] for k, key in found.items()}, title)


def _unlisted(found: dict[int, tuple[float, int, str]], blocks: Sequence[Block]) -> dict[int, tuple[float, int, str]]:
    """The headings without numbered lines that are no more than bold, one right behind the other: a list (①, ②, ③)."""
    bold = {k: key for k, key in found.items() if key[1] and key[2] and not blocks[k].text[0][1].level}
    listed = {k for k, key in bold.items() if key in (bold.get(k - 1), bold.get(k + 1))}
    return {k: key for k, key in found.items() if k not in listed}


def _without_terms(found: dict[int, tuple[float, int, str]], blocks: Sequence[Block]) -> dict[int, tuple[float, int, str]]:
    """The headings without the terms that a glossary explains, in smaller or bold type under its heading."""
    kept: dict[int, tuple[float, int, str]] = {}
    over: tuple[float, int] | None = None
    for k in sorted(found):
        key = found[k]
        if over is not None and not key[2] and key[:2] > over:
            continue
        kept[k] = key
        over = key[:2] if GLOSSARY.search("".join(plain(blocks[k].text).split())) else None
    return kept


def _below_covers(found: dict[int, tuple[float, int, str]], blocks: Sequence[Block]) -> dict[int, tuple[float, int, str]]:
    """The headings without the lines that open the document right over a larger numbered heading: the name of the plan or
    of a volume of it (…県総合計画, 12 points, over 第2章 …, 18 points), under which the chapter stands in no outline."""
    first = next((k for k in range(len(blocks)) if k not in found or found[k][2]), 0)
    if first not in found or blocks[first].page != blocks[0].page:
        return found
    return {k: key for k, key in found.items() if k >= first or key[0] <= found[first][0]}


def _may_be(block: Block) -> bool:
    text = plain(block.text)
    return (len(text) <= _LONGEST and len(block.text) <= _MOST_LINES and text[-1] not in "。、，,；;" and "。" not in text
            and _WORD.search(text) is not None and not is_imprint(text) and _VALUES.fullmatch(text.strip()) is None and _CAPTION.match(text) is None and block.text[0][1].text[0] not in "※＊")


def is_imprint(text: str) -> bool:
    """Whether a line says nothing but a date, a period or a body, with their dress."""
    return _IMPRINT.fullmatch(text.strip()) is not None and re.search(rf"[0-9０-９]|{_BODY}", text) is not None


def _consistent(found: dict[int, tuple[float, int, str]], blocks: Sequence[Block], style: Style) -> dict[int, tuple[float, int, str]]:
    """The headings that are part of a scheme. Where headings carry numbers, one without any needs others like it: a
    motto or a subtitle in large type stands alone in its size, or in the middle of the line where no heading does."""
    marked = {k for k, key in found.items() if key[2]}
    if len(marked) < _TELLING:
        return found
    looks = Counter(_look(blocks[k]) for k in found)
    first = min(found)
    centred = {k for k in found if _is_centred(blocks[k])}
    return {k: key for k, key in found.items() if k in marked or blocks[k].text[0][1].level or k == first and blocks[k].page == blocks[0].page or (
        looks[_look(blocks[k])] > 1 and not (k in centred and not centred & marked))}


def _look(block: Block) -> tuple[float, bool, bool]:
    line = block.text[0][1]
    return rounded(line.size), line.bold, line.gothic


def _is_centred(block: Block) -> bool:
    """Whether a paragraph is set in at both sides alike."""
    line = block.text[0][1]
    before, after = line.left - block.left, block.right - line.right
    return min(before, after) > 1.5 * line.size and abs(before - after) <= line.size


def _is_bold(blocks: Sequence[Block], k: int, style: Style) -> bool:
    """Whether a paragraph of the size of the text is a heading by weight: bold where the text is not, or in Gothic
    where the text is in Mincho; no item with a sign, and right above other text."""
    block = blocks[k]
    text = plain(block.text)
    lines = [line for _, line in block.text]
    strong = all(x.bold for x in lines) and not style.bold or all(x.gothic for x in lines) and not style.gothic
    if not strong or len(text) > _LONGEST_BOLD or len(lines) > 1 or opens_item(text) and _COUNTED.match(text) is None:
        return False
    if rounded(lines[0].size) < style.size or text[0] in "(（〔［[" or text[-1] in ")）:：":
        return False
    after = blocks[k + 1] if k + 1 < len(blocks) else None
    if _ENTRY.match(text) is not None or after is not None and after.text and all(style.is_large(x.size) for _, x in after.text):
        return False  # an entry among earlier plans, or the last line of a list right above a larger heading
    return after is not None and after.kind in ("paragraph", "table") and after.page <= block.page + 1 and (
        after.kind == "table" or _is_numbered(text) or len(plain(after.text)) > len(text))


def _cover(blocks: Sequence[Block], style: Style) -> set[int]:
    """The paragraphs of the first page where that is a cover: few lines, and no running text among them."""
    if not blocks:
        return set()
    page = blocks[0].page
    here = [k for k, block in enumerate(blocks) if block.page == page]
    lines = sum(len(blocks[k].text) for k in here)
    prose = any(blocks[k].kind != "paragraph" or "。" in plain(blocks[k].text) for k in here)
    later = any(block.page > page for block in blocks)
    large = any(blocks[k].text and blocks[k].text[0][1].size >= _COVER * style.size for k in here)
    chapter = any(re.match(r"第\s*[0-9０-９一二三四五六七八九十]+\s*[章編部節]", plain(blocks[k].text)) for k in here)
    return set(here) if later and large and not prose and not chapter and lines <= _COVER_LINES else set()


def _title(blocks: Sequence[Block], found: dict[int, tuple[float, int, str]]) -> int:
    """The first heading if it alone has its size, the largest, stands on the first page and carries no number."""
    first = min(found)
    alone = sum(key[0] == found[first][0] for key in found.values()) == 1
    largest = min(key[0] for key in found.values()) == found[first][0]
    if alone and largest and len(found) > 1 and blocks[first].page == blocks[0].page and not _is_numbered(plain(blocks[first].text)):
        return first
    return -1


def _is_numbered(text: str) -> bool:
    """Whether a heading carries a number, of its own or behind a word."""
    return numbered(text) or _WORDED.match(text) is not None


def _family(text: str) -> str:
    """What a numbered heading's number looks like (`第0章`, `0`, `(0)`); empty without a number."""
    if not _is_numbered(text):
        return ""
    match = _NUMBER.match(text)
    head = match.group().strip() if match else text[:1]
    return _FIGURES.sub("0", head)


def _ranked(found: dict[int, tuple[float, int, str]]) -> dict[tuple[float, int, str], int]:
    """The level of each kind of heading: by size, those of one size in the order of their first numbers."""
    first: dict[tuple[float, int, str], int] = {}
    for k in sorted(found):
        first.setdefault(found[k], k)
    sizes: dict[tuple[float, int], list[tuple[float, int, str]]] = {}
    for key in sorted(first, key=lambda key: (key[:2], first[key])):
        sizes.setdefault(key[:2], []).append(key)
    levels: dict[tuple[float, int, str], int] = {}
    level = 0
    for group in sizes.values():
        numbers = [key for key in group if key[2]]
        for above, key in zip([None, *numbers], numbers):
            level += above is None or not _stand_beside(found, above, key)
            levels[key] = level
        if len(numbers) < len(group):  # one without a number stands where the first of its size does
            levels[next(key for key in group if not key[2])] = level - len(numbers) + 1 if numbers else level + 1
        level += not numbers
    return levels


def _stand_beside(found: dict[int, tuple[float, int, str]], one: tuple[float, int, str], other: tuple[float, int, str]) -> bool:
    """Whether headings of two kinds in one size are siblings: in each part of the text with the second kind a single one of the first stands,
    before them all (第1節, then 柱Ⅰ, 柱Ⅱ): a number that none goes on from holds no other headings."""
    if not other[2].startswith(_WORDS):
        return False
    before, holding = 0, False  # of the first kind in the part at hand; whether it has the second
    parts: list[tuple[int, bool, bool]] = []
    late = False
    for k in sorted(found):
        key = found[k]
        if key[:2] < one[:2]:
            parts.append((before, holding, late))
            before, holding, late = 0, False, False
        elif key == one:
            before, late = before + 1, late or holding
        elif key == other:
            holding = True
    parts.append((before, holding, late))
    held = [(count, after) for count, has, after in parts if has]
    return bool(held) and all(count == 1 and not after for count, after in held)

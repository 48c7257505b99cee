"""Whether a line of plain text goes on with what the line above it says, or says something of its own."""
from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Sequence

from pipeline import addresses
from pipeline.layout.drafts import Draft
from pipeline.layout.field_lines import between_fields, opens_field
from pipeline.layout.line import Line
from pipeline.layout.lines import SENTENCE_ENDS, in_bracket
from pipeline.layout.numbering import Label, is_titled, parse, part, sign, word_role
from pipeline.rules import load

RUNS_ON = "、，はがをにのでとへやも"  # a line that ends so says no whole thing
_MOTTO = re.compile(r"(?=.{4,50}$)[^。]+。[ \u3000]*(?:[～〜~―－\-–—「(（][^。]+)?")
_NOUNS = ("もの", "ふるさと", "ひと", "こと", "さと", "もと", "あと", "そと", "おと")
_RUN_ON = "、。，年月日ょゃゅっー)）」』"  # nor does one that starts so
_ADDS = ("及び", "並びに", "又は", "若しくは", "ならびに")  # words that open no line of their own
_ACCESSED = re.compile(r"(?:閲覧|参照|アクセス|確認)(?:日|済み?)?[)）]?$")  # the last words of a note
LABELLED = re.compile(r"[【〔\[(（]?(?:主な)?[一-龥ァ-ヶー]{2,8}[】〕\])）]?(?:　(?!ほか|など|[外等他](?![一-龥]))|[:：])|[一-龥][ 　]{1,3}[一-龥](?:[ 　]{1,3}[一-龥])?[:：]|[【〔［\[][一-龥ァ-ヶー]{2,8}[】〕］\]](?=\S)")  # 事業　…, 担当：…
_NAME_OF_FIELD = re.compile("[一-龥ァ-ヶー][一-龥ぁ-んァ-ヶー \u3000]{1,8}[:：]")
_ANNOUNCES = re.compile(r"[【〔\[［<＜(（][^【】〔〕\[\]［］<>＜＞()（）。、]{2,12}(?:事業|取組|施策|プロジェクト|システム)[】〕\]］>＞)）]")
_DATE_LINE = re.compile(r"[(（]?(?:明治|大正|昭和|平成|令和|[12１２][0-9０-９]{3}) ?[0-9０-９元]{0,2} ?(?:[(（].{2,6}[)）])? ?年(?:度| ?[0-9０-９]{1,2} ?月(?: ?[0-9０-９]{1,2} ?日)?)[)）]?(?:[ \u3000]+[一-龥ぁ-んァ-ヶー・ \u3000]{0,24}[都道府県市区町村部局課室会]|[ \u3000]+[一-龥]{0,4}(?:策定|改[定訂]|発行|公表|作成))?")  # and who decided then
_ERAS = ("明治", "大正", "昭和", "平成", "令和")  # words that a line break in a date cuts
_ENCLOSED = re.compile("[【《〈〔＜][^【】《》〈〉〔〕＜＞]{2,30}[】》〉〕＞]")
_TERM_LINE = re.compile("第[0-9０-９一二三四五六七八九十]{1,2}[期次][^。、（(]{0,20}[（(][^（()）]{4,30}[)）]")
_INSIDE = re.compile("[ァ-ヴー][ンーッャュョァィゥェォ]")  # no word begins with the second
_KATAKANA_CUT = re.compile("[ァ-ヴー][ァ-ヴー]{2}|[ァ-ヴ][ァ-ヴー][一-龥ぁ-ん]")  # a word of katakana that the end of a line cuts
_DATE_AHEAD = re.compile(r"(?:明治|大正|昭和|平成|令和|[HRS]|[12１２][0-9０-９]{3}|[0-9０-９]{1,2} ?年) ?[0-9０-９元]*")  # behind 平成9年度～
_DATED = re.compile(r"[(（][^()（）]{0,8}(?:明治|大正|昭和|平成|令和|以下|[12１２][0-9０-９]{3})[^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*(?:[)）](?=[^ \u3000])|$)")  # （平成18年3月策定）を…, behind a name in quotation marks
_DEFINES = re.compile("以下、?(?:単に)?[「『]")
_PAGE_LINE = 80  # code points
_OF_PAGE = re.compile("^(?:初期|最終)?(?:公開|掲載|更新|登録|作成|発行)日(?:時|付)?[ \u3000]*[:：]|(?:掲載|更新|公開|登録)日[ \u3000]*[:：]?[ \u3000]*[0-9０-９一-龥]{2,6}年[ \u3000]?[0-9０-９]{1,2}月[ \u3000]?[0-9０-９]{1,2}日(?:更新|公開|掲載|登録)?$|(?:ページ|記事|コンテンツ)(?:番号|ID|ＩＤ)[ \u3000]*[:：]?[ \u3000]*[0-9０-９]{2,12}$|印刷(?:用?ページ)?(?:を?表示(?:する)?)?$")
_OF = re.compile("の[一-龥ァ-ヴ]")
NARROWEST = 16  # full-width characters; nobody wraps text at less
_IN_ROUND = re.compile("[(（][^()（）]*[)）]$")
_ENDS_IN_BRACKET = re.compile(r"。[ \u3000]?[(（][^()（）]*[)）]$")  # …を実施しました。（目標年次：平成22年度）
_BY_UNIT = re.compile(r"[(（][^()（）]{1,20}[課室局部所係班][)）]$")  # a name with who carries it out
_PERIOD_END = re.compile(r"[（(][^（()）]*[年度][^（()）]*[)）]$")  # ends the name of an earlier plan (…計画（平成13～17年度）)
_TELLS = re.compile("[、。はをが]")  # no title behind a sign holds these
_NEAR = 8  # lines
LONG = 25  # code points; a line as long as this is prose rather than a name standing alone


def wraps(lines: Sequence[Line], i: int, width: int, last: Draft) -> bool:
    """Whether the line at `i`, right under another, goes on with what that one says."""
    before, line = lines[i - 1], lines[i]
    if is_of_page(before.text) or is_of_page(line.text):
        return False  # 掲載日:2018年7月2日更新 / …計画について
    if last.level or line.text[0] == before.text[0] and "".join(before.text.split()) == "".join(line.text.split()) or opens_field(line.text) or LABELLED.match(line.text) and not (last.wide and _marks().match(line.text)):
        return False
    if last.kind == "item" and line.text[0] in "【〔[［(（" and _marks().fullmatch(line.text) and _beside_marked(lines, i):
        return True  # ○…センター整備事業 / 【新規】
    if line.text[-1] in ":：" and _NAME_OF_FIELD.fullmatch(line.text) and LABELLED.match(before.text):
        return False  # 目標：… / 取り組み：
    if before.text[-1] in "～〜~" and last.label is None and _DATE_AHEAD.match(line.text):
        return True
    if _DATE_LINE.fullmatch(line.text) and not (last.kind == "note" and (line.indent > before.indent or line.text[0] in "(（")):
        return False
    if _heads_part(line, before, last.kind):
        return False  # 主な取組：A、B / 【基本方針2　活性化】
    if before.text[-1] in ")）" and line.text[-1] in ")）" and _BY_UNIT.search(before.text) and _BY_UNIT.search(line.text):
        return False  # …更新事業（危機管理課） / …育成補助金（土木課）
    if before.text[-1] in ")）" and _ENCLOSED.fullmatch(line.text) or _TERM_LINE.fullmatch(line.text):
        return False  # …（11人） / 《主な取組》; 第2期（平成18～22年度）
    if last.kind == "item" and line.indent <= before.indent and line.text[0] in "(（" and line.text[-1] in ")）" and _names_part(line.text[1:-1]):
        return False  # …事業　等 / （重要業績評価指標（KPI））
    if addresses.goes_on(before.text, line.text):
        return True
    if last.label is None and line.text.startswith(_ADDS) and before.text[-1] not in SENTENCE_ENDS:
        return True
    if before.text[-1] in "」』" and (line.text[0] in "、，" or _DATED.match(line.text)):
        return True
    if between_fields(lines, i) or in_bracket(before.text, line.text) or _INSIDE.match(before.text[-1] + line.text[0]) or len(before.text) >= NARROWEST and _KATAKANA_CUT.fullmatch(before.text[-1] + line.text[:2]) and (
            last.label is None or not _is_short(before, line, width)):
        return True
    if last.label is not None and last.label.rank >= 0 and _OF.match(line.text) and line.text[-1] not in SENTENCE_ENDS and len(line.text) <= NARROWEST:
        return True  # 第5章 港の計画（令和3～7年度） / の進め方
    if last.label is not None and _ENCLOSED.fullmatch(line.text):
        return False  # ■施策1 農業の振興 / 【主な取組】
    if last.label is not None:  # an item that is a sentence over several lines, set in under its number
        short = _is_short(before, line, width) or _PERIOD_END.search(before.text) is not None
        ends = line.indent > before.indent and _sentence_like(line) and short and not breaks_off(before.text)
        headed = not last.label.path and _opens_paragraph(lines, i) and not breaks_off(before.text) and not _TELLS.search(before.text)
        return not strong(before.text) and last.wide and line.indent > before.indent and not ends and not headed
    if last.kind == "paragraph" and _ANNOUNCES.match(last.text) and _opens_paragraph(lines, i):
        return False  # [推進する事業]A、B / a paragraph, set in by one character
    if line.indent == 1 < before.indent and LABELLED.match(before.text) and _sentence_like(line):
        return False  # 　　成果　　…の達成 / 　なお、…
    if last.kind == "note" and not last.wide and _ACCESSED.search(before.text):
        return False
    if last.kind == "item" and line.indent > before.indent and "。" in line.text and _is_short(before, line, width) and not breaks_off(before.text):
        return False  # what is told of a short item stands under it
    if last.kind == "note" or last.kind == "item" and line.indent > before.indent:
        if last.kind == "item" and _opens_paragraph(lines, i) and not last.wide:
            return breaks_off(before.text)  # a paragraph set in by one character follows a short item
        return before.text[-1] not in SENTENCE_ENDS or last.kind == "item" or _hangs(last, lines, i)
    if before.text[-1] in SENTENCE_ENDS or before.text[-1] in ")）" and _ENDS_IN_BRACKET.search(before.text):
        if _DEFINES.match(line.text) and before.text.rfind("（") > before.text.rfind("）"):
            return True  # （平成12年法律第144号。 / 以下「基本法」という。）
        full = width >= (NARROWEST if line.halved else LONG) and abs(before.size - width) <= 2
        return full and last.kind == "paragraph" and (line.indent == 0 or line.indent < _first(last, lines, i).indent) and parse(line.text) is None and sign(line.text) is None
    return last.wide or breaks_off(before.text) or line.text[0] in _RUN_ON or before.text[-1] + line.text[0] in _ERAS


def is_of_page(text: str) -> bool:
    """Whether a line says when a page of a site was put up, or what number it has, and nothing goes on behind that."""
    return len(text) <= _PAGE_LINE and _OF_PAGE.search(text) is not None


def _first(last: Draft, lines: Sequence[Line], i: int) -> Line:
    """The line in which a draft begins whose last line stands over that at `i`."""
    start = last.own[0].start if last.own else lines[i - 1].full_start
    return lines[min(i - 1, bisect_left(lines, start, hi=i, key=lambda line: line.full_start))]


def _hangs(last: Draft, lines: Sequence[Line], i: int) -> bool:
    """Whether a line stands right under the words of a note, behind its mark."""
    first = _first(last, lines, i)
    mark = last.read[0].start - first.start if last.read else 0
    return last.kind == "note" and mark > 1 and lines[i].indent == first.indent + mark


def _is_short(before: Line, line: Line, width: int) -> bool:
    """Whether a line ends well before the margin, so that the one below would have gone on in it; where lines are not wrapped
    by hand, that is before a line is LONG."""
    return before.size < (max(width, line.size, NARROWEST + 2) - 2 if width else max(line.size, LONG))


def strong(text: str) -> bool:
    """A number with its title that no sentence holds at the head of a line: 第2章 各論, 基本目標1 安心, 【戦略2】産業."""
    label = parse(text)
    return label is not None and (label.rank >= 0 or word_role(label.word) != "") and label.end < len(text) and (
        text[label.end - 1] in " \u3000:：】〕］》＞〉") and titled(label, text[label.end:])


def _heads_part(line: Line, before: Line, kind: str) -> bool:
    """Whether a line is nothing but a bracket that holds a worded number with its title, or one that is set out to the left of the line
    above, or, in 【】 and no mark of a measure, as far as a paragraph that breaks off nowhere."""
    if line.text[0] not in "【《〈〔＜" or not _ENCLOSED.fullmatch(line.text):
        return False
    label = parse(line.text[1:-1])
    if label is not None and word_role(label.word) != "":
        return True
    level = line.indent < before.indent or kind == "paragraph" and line.indent == before.indent and line.text[0] == "【" and not _marks().match(line.text)
    return level and not breaks_off(before.text) and not in_bracket(before.text, line.text)


def breaks_off(text: str) -> bool:
    """Whether a line ends with a particle, so that it says no whole thing; ふるさと and もの end with none."""
    return text[-1] in RUNS_ON and not text.endswith(_NOUNS)


def is_wide(line: Line, width: int) -> bool:
    return line.size >= max(8, 0.75 * width) if width else len(line.text) >= LONG


def _names_part(words: str) -> bool:
    """Whether words name a part of a chapter, with a bracket behind it or not (現状と課題, 重要業績評価指標（KPI）)."""
    return part(words) is not None or part(_IN_ROUND.sub("", words) or "-") is not None


@lru_cache(maxsize=1)
def _marks() -> re.Pattern[str]:
    """A mark beside the name of a measure (【新規】), which a line break may part from it."""
    words = "|".join(row["word"] for row in load("name_marks") if row["kind"] == "mark")
    return re.compile(rf"[【〔(（\[［](?:{words})[】〕)）\]］]")


def _beside_marked(lines: Sequence[Line], i: int) -> bool:
    """Whether a line near, that opens as the one above it does, ends with a mark, so that marks stand behind the names of a list."""
    opens = lines[i - 1].text[0]
    return not opens.isalnum() and any(line.text[:1] == opens and line.text[-1] in "】〕]］)）" and any(
        found.end() == len(line.text) for found in _marks().finditer(line.text)) for line in lines[max(0, i - _NEAR):i + _NEAR])


def _opens_paragraph(lines: Sequence[Line], i: int) -> bool:
    """Whether the line at `i` is set in by one full-width character and holds a sentence, as first lines of paragraphs do."""
    return lines[i].indent == 1 and lines[i - 1].indent == 0 and _sentence_like(lines[i])


def _sentence_like(line: Line) -> bool:
    return "。" in line.text or len(line.text) >= LONG


def titled(label: Label, rest: str) -> bool:
    """Whether what stands behind a number can be its title; that of a pillar or a part may be a sentence, with a motto behind it
    (Ⅰ 暮らしを守る。 ～安心のまち～)."""
    return is_titled(rest) or (label.rank >= 0 or label.family == "roman" or word_role(label.word) == "pillar") and _MOTTO.fullmatch(rest) is not None

"""Names of measures: where a name starts and ends among the marks, departments and descriptions beside it."""
from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.header_roles import detail_role
from pipeline.extract.sheets import labelled
from pipeline.layout.document import Document, Unit
from pipeline.layout.numbering import parse, word_role
from pipeline.layout.project_names import suffixes
from pipeline.rules import load

_OPENERS, _CLOSERS = "([{【〔〈《［<", ")]}】〕〉》］>"
_LEAD_SIGNS = re.compile(r"[\])）】〕×✕✖★☆◎○●◇◆□■△▲▽▼※・*✓✔►▶➢⇒→ 　]+")
_LEAD_ROMAN = re.compile(r"[IVX]{1,4}[-－‐–.．][0-9]{1,2}[ \u3000]*(?=[ぁ-んァ-ヶ一-龥「『【])(?![年月日期次号])")  # II-1 …事業
_LEAD_NUMBER = re.compile(r"(?:(?:No\.?|№) ?[0-9]{1,3}[.:：]?(?![0-9])|[①-⑳㉑-㉟]|\(?[0-9]{1,2}\)|[0-9]{1,2}(?:[-.][0-9]{1,2})+[.]?(?![0-9年月%])|[0-9]{1,2}[.](?=[^0-9]))[ 　]*")
_TAIL = re.compile(r"[ 　]*(?:(?:ほか|他)(?:計?[0-9一二三四五六七八九十]{1,3}(?:事業|施策|項目|件|取組))?|など|(?<=[ 　])等|…+|\.{2,}|、|。|;)$")
_TAIL_ENDS = frozenset("か他ど等….、。;業策目件組")
_PERIOD = re.compile(r"(?:[HRhr]|平成|令和|昭和|20)[0-9元年度月~～〜\-－.・,、HRhr平成令和から以降まで予定 ]*$|(?:出資|補助|事業費|予算額?|総額|上限|約)?[:： ]?[0-9,.]+(?:千円|百万円|億円|万円|円)$")
_DONE_AT = re.compile(r"(?:(?:令和|平成|昭和|[RHS])(?:[0-9]{1,2}|元)|(?:19|20)[0-9]{2})(?:年度?|[./])?(?:[0-9]{1,2}月?)?(?:[0-9]{1,2}日)?(?:から|より|に)?(?:運用|供用|提供|稼働|実施|事業|利用|受付|公開|導入|改修|更新|整備|発行)?(?:開始|完了|完成|終了|廃止|実施|公開|更新|改修|導入|稼働|整備|予定)(?:済み?|予定)?")  # 平成18年4月運用開始
_CODE = re.compile(r"[0-9]{1,3}(?:-[0-9]{1,3}){1,3}|[0-9]{6,12}")  # of the measure in a list: 1-2-01, 20410300
_FILE = re.compile(r"(?:PDF|Word|Excel|ワード|エクセル)(?:形式|ファイル)?[:：、/ ]*[0-9.,]+ ?(?:[KMkm][Bb]|キロバイト|メガバイト)")  # behind a link of a web page
_YEAR_AHEAD = re.compile(r"^(?:[HR]|平成|令和)?[0-9元]{1,4}年?度?(?:から|より)?")  # R7新規
_AMOUNT = re.compile(r"(?:[^、,0-9]{1,16}(?:課|室|局|部|所|班|係|庁|会|館|センター|公社|機構)|(?:令和|平成|[RH])?[0-9元]{0,4}年?度?[一-龥ァ-ヶー]{0,8}?(?:予算額?|事業費|決算額?|総額|コスト)(?:\([^()0-9]{1,8}\))?[:：]?)?[ 　]?[約計]?[0-9][0-9,.]*(?:千円|百万円|億円|万円|円)")
_AMOUNT_AT_END = re.compile(r"(?:[ 　][約計]?|(?<=[一-龥ァ-ヶー)〕】\]]))[0-9][0-9,.]*(?:億(?:[0-9][0-9,.]*万)?円|千円|百万円)$")
_YEAR_OF_PERIOD = r"(?:(?:令和|平成|[RH])(?:[0-9]{1,2}|元)|20[0-9]{2})年?度?"
_FIGURES_AT_END = re.compile(r"[ \u3000|]*(?<![0-9.,])[0-9][0-9,]*(?:\.[0-9]+)?(?P<before>[ \u3000]*\([ \u3000]*[△▲-]?[0-9][0-9,.]*[ \u3000]*\))?[ \u3000|]*\Z")  # …事業 45( 30): this year's amount and the last one's
_FIGURES = 40  # code points of it
_OF_MONEY = ("事業", "事業費", "補助金", "助成金", "交付金", "負担金", "経費", "整備費", "調査費", "制度")  # behind which a figure in a list can only be an amount
_PERIOD_AT_END = re.compile(rf"(?:[ 　]+|(?<=[)）】〕\]])|(?<=事業)|(?<=補助金))(?={_YEAR_OF_PERIOD})(?:{_YEAR_OF_PERIOD}(?:[~～〜―－-]|から)?)?(?:{_YEAR_OF_PERIOD}|[0-9]{{1,2}}年?度)?(?:以降)?(?<=[年度降])$")  # …更新事業(企画課)　令和6年度～令和9年度
_DESCRIPTION = re.compile(r"[:：.…‥・ 　―─](?:(?<=[ 　])[―─–][ 　]|(?<=[:：])(?!//)|(?<=\.)\.{2}|(?<=[…‥・])[…‥・]|(?<=[ 　])[ 　]*[―─]{2}|(?<=[―─])[―─])")  # opens with one class, which is searched fast
_DASH = re.compile("[―—–]")
_COST = re.compile(r"(?:[ 　]+|(?<=[)】〕\]]))(?:(?:令和|平成|20|[RH])[0-9元]{1,4}年?度?の?)?(?:概算|総|全体|補正)?(?:事業費|予算|予算額|当初予算額?|決算額|補助額|所要額)(?:[ 　:：]+|(?=約?[0-9]))")
_BETWEEN = re.compile(r"[、・/／\s　]|,(?![0-9]{3})|及び|と")
_OFFICES = frozenset("課室局係班")  # how a department ends that stands beside a name without a bracket
_OFFICE = 16  # code points of it
_BEFORE_OFFICE = (" ", "\u3000", "/", ")", "】", "〕", "]")
_STARS = "★☆◎○●◇◆※"  # (★重点)
_PARTED = re.compile(r"[、,/／\s]")
_PLACE = re.compile(r".*(?:教室|図書室|温室)$|旧|元[一-龥]|仮称|.{0,4}(?:山間|都市|中心|平野|沿岸|海岸|島しょ|島嶼|市街|周辺|農村|東|西|南|北|中|全|一|郡)部$")  # belongs to the name
_INSTITUTION = re.compile(r"[^()、]{0,6}[都道府県市町村]立[^()、]{1,14}(?:館|センター|学校|大学|病院|研究所|試験場|場|園|院)")  # carries a measure out
_TOGETHER = re.compile(r"(?:都|道|府|県|市|町|村|国|市町村|民間|大学)(?:・(?:都|道|府|県|市|町|村|国|市町村|民間|大学))+(?:の?(?:共同|連携|協働|合同))(?:実施|運営|運用)?|[^()]{2,16}(?:へ|に)(?:移管|統合|移行|引き?継ぎ?|再編)|[^()]{0,20}(?:都|道|府|県|市|町|村|区|大学|機構|協会|団体|企業|民間|国|社)(?:など|等)?と(?:の)?(?:共同(?:実施|運営|運用)?|連携|協働|共催|合同)(?:実施|して実施)?")  # with whom it is done
_MUNICIPAL = ("都", "府", "県", "市", "町", "村")  # where it is done
_SCHOOLS = re.compile("(?:公立|県立|市立|私立)?(?:小|中|高等|特別支援|小・中|小中|中・高等|義務教育|高等専門|幼稚園・小)学校|高校")  # for which something is done; none has it done
_NO_PLACE = ("都市", "農村", "漁村", "朝市", "政府", "首都")
_PLACE_NAME = 8  # code points
_ASIDES = re.compile(r"(?:[(【〔\[][^()【】〔〕\[\]。]{1,30}[)】〕\]])+")
_LONGEST = 80  # code points of a name with what stands in brackets beside it
_SENTENCE = 8  # code points; what is told behind a name and its department has more
_TELLS = re.compile(r"[をはが、。]|[ぁ-ん](?<![しりけげみき])$")  # words that are no name alone
_PREDICATE = re.compile(r"(?:です|ます|ました|ません|である|した|する|します|され[るた]|ている)$")
_TOLD = 5  # code points; so much is told of a project at least
_GOES_ON_SO = re.compile("[「『ぁ-ん]")  # opens a nickname or goes on with a sentence that the end of a line parts
_TOLD_SO = re.compile(r"[をにでがはの][^ ]")  # what is told has a particle, as no other name or mark
_CLAUSE = re.compile("[をがは、].*[ぁ-ん]$")  # …学習環境を整えた
_BEHIND_SENTENCE = re.compile(r"[(（〔\[【](?P<names>[^()（）〔〕\[\]【】]{4,120})[)）〕\]】][ \u3000]*(?:ほか|など|等)?。?\Z")
_SHORTEST, _LONGEST_NAME = 3, 80  # code points of a name
_NOTHING = re.compile(r"[-－―‐–—〃\"”々・.\s]*$|(?:なし|該当なし|未定|同上|再掲|継続|その他|ほか|合計|計|小計)$")
_MARK = 4  # code points
_AT_END = ("一部新規", "新規", "再掲")
_ROMAN = frozenset("IVX")
_NUMBERED = 12  # code points in which a worded number has its figure
_RISES = re.compile(r"[→⇒] ?[約計]?[0-9][0-9,.]*[^0-9、。]{0,6}$")  # …の割合31%→50%: what is to be reached
_LEGEND = re.compile(r"印は|は(?![ぁ-ん])|印(?:の|を|が)")  # ★は新規事業を示す
_LETTER = re.compile(r"[ぁ-んァ-ヶ一-龥A-Za-z]")
_BRACKET_AT_END = re.compile(r"[(【〔\[]([^()【】〔〕\[\]]{2,40})[)】〕\]]\Z")
_BRACKETED_END = re.compile(r"(?:\([^()]*\)|(?<=.)「[^「」]*」)$")


@lru_cache(maxsize=1)
def _marks() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = load("name_marks")
    return frozenset(r["word"] for r in rows if r["kind"] == "mark"), tuple(r["word"] for r in rows if r["kind"] == "unit")


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of the name inside `text[start:end]`: bullets, numbers, marks such as 【新規】, departments, periods and
    budgets in brackets, a description after a colon and ほか are left out. May come back empty (start == end)."""
    moved = True
    while moved and start < end:
        start, moved = _forward(text, start, end)
    for behind in (_DESCRIPTION, _COST):
        if (cut := behind.search(text, start, end)) and cut.start() - start >= 4 and _opener(text, start, cut.start(), 1) < 0:
            end = before_label(text, start, cut.start()) if behind is _DESCRIPTION else cut.start()
    moved = True
    while moved and start < end:
        end, moved = _backward(text, start, end)
    return start, end


def before_label(text: str, start: int, end: int) -> int:
    """Where a name ends that a label follows in its line (…推進事業 担当課:); `end` where none does."""
    gap = max(text.rfind(mark, start, end) for mark in " \u3000)】〕")
    if gap - start < _SHORTEST or not detail_role(text[gap + 1:end]).name:
        return end
    return gap if text[gap].isspace() else gap + 1


def before_description(text: str, start: int, end: int) -> int:
    """Where a name with its marks and departments in brackets ends, behind which a sentence tells about it (電子申請推進事業
    【新規】(税務課)手続を…ます。); `end` where none does."""
    if text[end - 1] != "。":
        return end
    for match in _ASIDES.finditer(text, start, min(end, start + _LONGEST)):
        inner = [part for part in re.split(r"[()【】〔〕\[\]]", match.group()) if part.strip()]
        name = text[trim(text, start, match.start())[0]:match.start()]
        told = end - match.end() > _SENTENCE and len(name) >= _SHORTEST and not _TELLS.search(name)
        if inner and match.end() < end and (is_project(name) or told) and all(map(aside, inner)):
            return match.end()
    return end


def aside(text: str) -> bool:
    """Whether the words in a bracket are a mark, a department, a period or an amount, and so no part of a name."""
    marks, units = _marks()
    if text.endswith("円") and _AMOUNT.fullmatch(text):
        return True
    if _PLACE.match(text):
        return False
    if ("・" in text or "と" in text) and text.endswith(("課", "室")) and len(text) <= 20 and not _PARTED.search(text):
        return True  # 子ども・家庭課, 食と観光室: one department
    parts = [bare for p in _BETWEEN.split(text) if (bare := p.strip(_STARS))]
    if _INSTITUTION.fullmatch(text):
        return True
    if len(parts) > 1 and (parts[0].endswith(("課", "室", "局")) or parts[-1] == "再掲"):
        return True  # 港湾課、海運事業者9社: who does it; 学習に活用・再掲
    if _DONE_AT.fullmatch(text) or _CODE.fullmatch(text) or _FILE.fullmatch(text):
        return True
    if _TOGETHER.fullmatch(text) or len(parts) > 1 and all(len(p) <= _PLACE_NAME and p.endswith(_MUNICIPAL) and not p.endswith(_NO_PLACE) for p in parts):
        return True  # 青葉県との共同; 上山町・下川村
    return all(p in marks or _YEAR_AHEAD.sub("", p) in marks or not any(c.isalnum() for c in p) or p.endswith(units) and len(p) <= 20 and not _SCHOOLS.fullmatch(p) or _PERIOD.match(p) for p in parts)


def kind_of_aside(text: str) -> str:
    """What the words in a bracket beside a name are: a mark, a department, or another aside (a period, an amount, anything)."""
    marks, units = _marks()
    parts = [bare for p in _BETWEEN.split(text) if (bare := p.strip(_STARS))]
    if parts and all(p in marks or _YEAR_AHEAD.sub("", p) in marks for p in parts):
        return "mark"
    return "department" if parts and all(p.endswith(units) and not p[0].isdigit() and not _SCHOOLS.fullmatch(p) for p in parts[:1]) else "other aside"


def _forward(text: str, start: int, end: int) -> tuple[int, bool]:
    if text[start] in "IVX" and (number := _LEAD_ROMAN.match(text, start, end)) is not None:
        return number.end(), True
    if text[start].isalpha():
        behind = next((at for at in (start + 1, start + 2) if at < end and text[at] in ")）"), start)  # 新)…
        if start + 2 < end and text[start + 1] in " \u3000" and text[start] in _marks()[0]:
            return start + 2, True  # 新 相談窓口設置事業
        return (behind + 1, True) if behind > start and text[start:behind] in _marks()[0] else (start, False)  # most names: nothing stands before them
    for pattern in (_LEAD_SIGNS, _LEAD_NUMBER):
        if (match := pattern.match(text, start, end)) and match.end() > start:
            return match.end(), True
    if text[start] in _OPENERS:
        close = _partner(text, start, end)
        if close > 0 and (close == start + 2 or aside(text[start + 1:close]) or _is_short_mark(text, start, close) and text.endswith(suffixes(), close + 1, end)):
            return close + 1, True  # 【新】, 【N】: a letter stands for what a legend says
    return start, False


def _backward(text: str, start: int, end: int) -> tuple[int, bool]:
    if text[end - 1].isspace() or text[end - 1] in "★☆※*":
        return end - 1, True
    if text.endswith("拡充", start, end) and end - start > 4 and text[end - 3].isspace() and text.endswith(suffixes(), start, end - 3):
        return end - 3, True  # …事業 拡充; 窓口の拡充 is a name
    if text[end - 1] in "規掲" and (mark := next((m for m in _AT_END if text.endswith(m, start, end)), "")) and text.endswith((*suffixes(), " "), start, end - len(mark)):
        return end - len(mark), True  # …事業新規, of which a page set the mark off in a box
    if text[end - 1] == "円" and (amount := _AMOUNT_AT_END.search(text, max(start, end - 24), end)) and amount.start() > start:
        return amount.start(), True
    if text[end - 1] in "年度降" and (period := _PERIOD_AT_END.search(text, max(start + 1, end - 32), end)) is not None:
        return period.start(), True
    gap = max(text.rfind(" ", start, end), text.rfind("\u3000", start, end))
    if gap > start and text[gap - 1] in _OFFICES and text[gap + 1:end] in _marks()[0]:
        return gap, True  # …事業 税務課 継続
    if text[end - 1] in _OFFICES and (cut := _before_office(text, start, end)) < end:
        return cut, True
    tail = _TAIL.search(text, max(start, end - 9), end) if text[end - 1] in _TAIL_ENDS else None
    if tail and tail.start() > start and (tail.group().strip() not in ("など", "他") or text[tail.start()] in " 　" or text[tail.start() - 1] in _CLOSERS or text.endswith(suffixes(), start, tail.start())):
        return tail.start(), True
    if text[end - 1] in _CLOSERS:
        opened = _opener(text, start, end - 1)
        if opened > start and (aside(text[opened + 1:end - 1]) or _is_short_mark(text, opened, end - 1) and text.endswith(suffixes(), start, opened)):
            return opened, True
    return end, False


def _before_office(text: str, start: int, end: int) -> int:
    """Where a name ends behind which white space, a slash or a bracket parts the department that is in charge (…事業　情報政策課, …事業(再掲)税務課);
    `end` where none does."""
    cut = max(text.rfind(mark, max(start, end - _OFFICE - 1), end) for mark in _BEFORE_OFFICE)
    if cut - start < _SHORTEST or end - cut <= _SHORTEST or not aside(text[cut + 1:end]):
        return end
    return cut + (text[cut] in _CLOSERS)


def _is_short_mark(text: str, opened: int, close: int) -> bool:
    """Whether a bracket beside the name of a project holds a few letters of which a legend tells what they mark (…事業【デジ】); what belongs to a name
    stands in round ones."""
    return text[opened] in "【〔[" and 0 < close - opened - 1 <= _MARK


def _partner(text: str, start: int, end: int) -> int:
    """The place of the bracket that closes the one at `start`; -1 if none does."""
    depth = 0
    for i in range(start, end):
        depth += (text[i] in _OPENERS) - (text[i] in _CLOSERS)
        if depth == 0:
            return i
    return -1


def _opener(text: str, start: int, close: int, depth: int = 0) -> int:
    """The place of the bracket that the one at `close` closes; -1 if none does. depth: 1 for the one open at `close`."""
    for i in range(close, start - 1, -1):
        depth += (text[i] in _CLOSERS) - (text[i] in _OPENERS)
        if depth == 0:
            return i
    return -1


def place(document: Document, unit: Unit, in_money: bool = False) -> tuple[int, int] | None:
    """The place of a name in an item or a cell; None if it holds none that may name a measure. in_money: the line above names the unit of
    the amounts behind the names."""
    text = document.reading.text
    closed = before_figures(document, unit.start, unit.end, in_money)
    start, end = trim(text, unit.start, _before_told(document, unit.start, _before_dash(document, unit.start, before_description(text, unit.start, closed))))
    if _may_hold_number(text[start:min(end, start + _NUMBERED)]) and (number := parse(text[start:end])) is not None and word_role(number.word):
        start, end = trim(text, start + number.end, end)  # プロジェクト1 …
    name = text[start:end]
    if labelled(text, start, end) or not _SHORTEST <= len(name) <= _LONGEST_NAME or _NOTHING.match(name) or is_sentence(name) or _LEGEND.match(name) or _RISES.search(name) or not _LETTER.search(name):
        return None
    return start, end


def before_figures(document: Document, start: int, end: int, in_money: bool = False) -> int:
    """Where a name ends that white space parts from an amount without its unit, with another in brackets behind it (…事業 45( 30)), or alone
    behind a word for projects, or where the line above names the unit; `end` where none does."""
    text = document.reading.text
    if end <= start or not (text[end - 1].isdigit() or text[end - 1] in ")|"):
        return end
    match = _FIGURES_AT_END.search(text, max(start + _SHORTEST, end - _FIGURES), end)
    if match is None or not (match["before"] or in_money or text.endswith(_OF_MONEY, start, match.start()) and "." not in match.group()):
        return end
    figure = next(i for i in range(match.start(), end) if text[i].isdigit())
    return match.start() if figure > match.start() or figure in document.reading.gaps(start, end) else end


def _may_hold_number(text: str) -> bool:
    return any(map(str.isdigit, text)) or not _ROMAN.isdisjoint(text)


def _before_dash(document: Document, start: int, end: int) -> int:
    """Where a name ends that a dash between spaces parts from what is told of it (…サイト ― 承継を望む企業の情報を掲載), also where
    the text at hand leaves the spaces out; `end` where none does."""
    dashes = [match.start() for match in _DASH.finditer(document.reading.text, start + _SHORTEST, end)]
    gaps = {*document.reading.gaps(start, end)} if dashes else set()
    return next((dash for dash in dashes if dash in gaps and dash + 1 in gaps), end)


def _before_told(document: Document, start: int, end: int) -> int:
    """Where the name of a project ends that white space parts from what is told of it (…整備事業　普通教室に装置を整備); `end` where none does."""
    text = document.reading.text
    for gap in document.reading.gaps(start, end):
        name, told = text[start:gap].rstrip(), text[gap:end]
        if len(name) >= _SHORTEST and is_project(name) and not _TELLS.search(name) and _GOES_ON_SO.match(told) is None and len(told) > _TOLD and _TOLD_SO.search(told) is not None and not (is_project(told) and _TELLS.search(told) is None) and not aside(told) and bracket_at_end(text, start, end) is None:
            return gap
    return end


def bracketed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of the names in a bracket that closes a sentence of what was done (…を後押しした ―〔A事業、B講座〕ほか); none elsewhere."""
    match = _BEHIND_SENTENCE.search(text, start, end)
    told = text[start:match.start()].rstrip(" \u3000―—–-─…:：") if match is not None else ""
    if match is None or not (is_sentence(told) or _CLAUSE.search(told)):
        return []
    inside = match.span("names")
    if found := enumerated(text, *inside):
        return found
    return [trimmed] if is_project(text[slice(*(trimmed := trim(text, *inside)))]) else []


_GAPS = "、/,"  # between names in a line of names


def enumerated(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The places of the names in a line of names (A事業、B事業、Cシステム); none if it is one name or a sentence."""
    if not any(text.find(gap, start, end) >= 0 for gap in _GAPS):
        return []
    places, at, depth = [], start, 0
    for i in range(start, end + 1):
        char = text[i] if i < end else "、"
        depth += (char in "(「『【[〔") - (char in ")」』】]〕")
        if char in _GAPS and depth <= 0:
            places.append(trim(text, at, i))
            at = i + 1
    if not places or _TELLS_AT_END.search(text, *places[-1]) is not None:
        return []  # …、予約システムを運用する: a sentence
    found = [text[slice(*p)] for p in places]
    listed = len(found) > 1 and all(len(n) >= 4 and not is_sentence(n) for n in found)
    alike = sum(map(is_project, found))
    return places if listed and (2 * alike > len(found) or 2 * alike == len(found) and all(is_project(n) or _CALLED.search(n) for n in found)) else []


_TELLS_AT_END = re.compile("[をがは][^をがは、]*(?:[うくぐすつぬぶむるた]|ない)$")
_CALLED = re.compile(r"[ァ-ヶー]{2}$|[」』]$")  # what systems are called (…ケアネット)


def bracket_at_end(text: str, start: int, end: int) -> re.Match[str] | None:
    """The bracket that closes a name, with its words as group 1."""
    return _BRACKET_AT_END.search(text, start, end) if text[end - 1] in _CLOSERS else None


def is_project(name: str) -> bool:
    """Whether a name ends as names of projects, systems and schemes do, a bracket or a nickname at its end aside (…システム「しおナビ」)."""
    return name.endswith(suffixes()) or name[-1:] in (")", "」") and _BRACKETED_END.sub("", name).endswith(suffixes())


def is_sentence(text: str) -> bool:
    """Whether words close a sentence rather than name something."""
    return "。" in text or _PREDICATE.search(text) is not None

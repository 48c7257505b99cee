"""Whose pillars they are: the document's own plan or an earlier one that a sentence or a heading speaks of."""
from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from pipeline.extract import plan_topics
from pipeline.extract.own_plan import own_plan
from pipeline.extract.plan_terms import named_by_term
from pipeline.extract.plan_titles import without_brackets
from pipeline.extract.plan_words import COMMON, DEFINED, KIND, NAME, PLAN_END, QUOTED, names_plan, shortened, undated
from pipeline.extract.printed import squash
from pipeline.layout.document import Document, Section, Unit
from pipeline.layout.numbering import ordinal, parse
from pipeline.source import printed

_ORDINAL = r"第\s?[0-9一二三四五六七八九十]+[期次]"
_BEFORE = rf"(?:(?<![一-龥])前(?:[期回次]の?|の|(?![年述提後半])[一-龥]{{0,6}}?)|旧|(?:これまで|従前)の){KIND}"  # 前計画, 前プラン, 前総合計画, 前回の計画, 旧計画
_NUMBERED_PLAN = re.compile(rf"(?:(?<![ぁ-ん一-龥ァ-ヶー0-9])[一-龥ァ-ヶー0-9]{{2,20}}{KIND}|(?<![ぁ-ん一-龥ァ-ヶー0-9])(?:[一-龥ァ-ヶー]{{1,6}}|[ぁ-ん]{{2,6}})[都道府県市区町村](?=第))?{_ORDINAL}" r" ?(?!の|となる|である|第)(?:(?![はがをにでへ、])[一-龥ぁ-んァ-ヶーA-Za-z0-9・]){2,40}?(?:計画|戦略|ビジョン|プラン|構想|大綱)(?![一-龥]{1,6}(?:計画|プラン|戦略)(?![一-龥]))")
_EARLIER_TOPIC = re.compile(rf"(?:^|。){_BEFORE}(?:は|では)、")  # the next sentences go on about it
_EARLIER_TITLE = re.compile(rf"^{_BEFORE}")
_EARLIER_PART = re.compile(rf"{_BEFORE}|これまでの(?!.*(?:新|これから|今後))")
_STRONG = re.compile(_BEFORE)  # words that can only mean an earlier plan
_EARLIER_TERM = re.compile(rf"{_ORDINAL}(?:の?{KIND}|[^、。の]{{0,20}}?{KIND})?(?:における|での|期間中の|期間の|の)?[^、。]{{0,8}}?(?:成果|実績|評価|総括|検証|結果|取組|達成|進捗|振り?返り|歩み)")
_LOOKS_BACK = re.compile(rf"{NAME}(?:の|における)[^、。]{{0,8}}?(?:成果|実績|評価|総括|検証|結果|達成|進捗|振り?返り|歩み)")
_COUNTED_TERM = re.compile(r"第?([0-9一二三四五六七八九十]+)([期次])")
_PLACE = re.compile(rf"(?:{_ORDINAL})?([一-龥ぁ-んァ-ヶー]{{1,8}}?[都道府県市区町村])")
_KERNEL = 6  # code points at the end of a plan's name that tell its kind (情報化推進計画)
_NEW_PART = re.compile(rf"(?:新|新たな|新しい|次期|本){KIND}")
_FOLLOWED = re.compile(r"[」』]?(?:\([^()]{0,40}\))?(?:など|等)?(?:が(?:掲げ|示|定め|目指|描)(?!(?:る|た)「)|(?:で|に)(?:掲げ|示|定め|位置)(?!(?:る|た|した)「|(?:る|た|した|ている)、?\Z)|の(?:実現|達成|目標|理念|考え方|方向性?|趣旨|推進(?!状況|結果|期間)|(?:目指す|めざす|掲げる|描く|示す)[^、。]{1,12}(?:の実現|の達成|に向け|を実現|を目指)|(?:部門|分野|個別|下位|補完)(?:別|的な)?(?:計画|プラン))|"
                       r"[をに](?:踏まえ|基づ|即し|沿っ|受け|参考|勘案|支え|補完|実現|具体化|継承|引き継|上位|加え|合わせ|併せ|対応|よ[りる])|と(?:の)?(?:整合|調和|連携|一体|併せ|合わせ|とも))")
_OWN = re.compile(rf"(?:[ぁ-ん]{{2,5}}、)?(?:(?:本|新たな|今期の?)|この(?:長期|中期|総合|実施|推進|基本|行動)?){KIND}")
_ALIAS = re.compile(rf"{NAME}(?:\([^()\n]{{0,60}})?\(?(?:[^()\n]{{0,60}}\))?\(?以下[、,]?(?:単に)?[「『]([^「」『』\n]{{2,20}})[」』]")
_CALLED = re.compile(rf"(?:[ぁ-ん]{{2,5}}、)?([^、。「」『』()\n]{{0,12}}?{KIND})(?:で)?は")
_KIND_ALONE = re.compile(KIND)
_SAME = re.compile(rf"(?:[ぁ-ん]{{2,5}}、|[こそ]のうち、?)?同({KIND})(?:で)?は")
_UNQUOTED = re.compile(rf"(?<![^、。にはを\n])(?:[^、。「」『』()\nぁ-ん]|まち・ひと・しごと(?=創生)|(?<=子)ども){{2,24}}?{KIND}(?=を|、|\()")
_EARLIER = re.compile(rf"(?:{_BEFORE}|{_ORDINAL}(?:の?計画|(?=では|は、|においては)))(?!の(?:成果|評価|課題|結果|検証|総括|取組|実績|反省|進捗)|(?:の[^、。]{{1,24}})?を(?:改め|見直|組み?替|組み?直|再編|再構成|発展|引き?継|継承|踏まえ|土台|基礎|基に|もとに|統合|整理|絞|受け))")
_TERM = re.compile(_ORDINAL)
_EARLIER_DEFINED = re.compile(rf"以下[、,]?(?:単に)?[「『]{_BEFORE}[」』]")  # in a bracket behind a name
_DEFINES = re.compile(r"以下[、,]?(?:単に)?\Z")  # before a short name in a bracket
_COUNTED = re.compile(rf"(?:.{{0,12}}[^一-龥])?第?[0-9一二三四五六七八九十]+[期次]目?の?{KIND}")  # 2期目の計画 is no name
_SECOND_ON = "[2-6]|III|II|IV|V"
_EDITION = re.compile(rf"(?P<name>.{{4,}}{KIND})(?P<n>{_SECOND_ON})")  # IT推進計画2
_OPENS_EARLIER = re.compile("[前旧]")
_EARLIER_NAMED = re.compile(rf"{_BEFORE}(?:(?:である|に[当あ]たる|となる|は|として)、?(?:[^。「」『』\n]{{0,30}}[、に])?|\()?{NAME}"
                            rf"|{_BEFORE}(?:である|に[当あ]たる|の)、?([^、。「」『』()\n]{{3,40}}?{KIND}(?:20[0-9]{{2}})?)(?=は|で|を|\()|{_BEFORE}\(([^、。「」『』()\n]{{3,40}}?{KIND}(?:20[0-9]{{2}})?)\)")
_CURRENT = re.compile(rf"(?:[ぁ-ん]{{2,5}}、)?現(?:行の?)?{KIND}(?:で)?は")
_CURRENT_NAMED = re.compile(rf"現行(?:の|{KIND}である)?{NAME}|{NAME}{DEFINED}現(?:行の?)?{KIND}[」』]")
_NAMED_SO = re.compile(r"」(?:\([^()]*\))?(?:と(?:名付け|称し|呼)|を(?:策定|定め|まとめ)|である|です|として)")
_SHORT = re.compile(rf"以下[、,]?(?:単に)?「[^「」\n]{{1,16}}?{KIND}」")
_MOTTO = re.compile(r"」(?:を|と(?:いう|する))[^。、「」]{0,14}?(?:姿|理念|目標|将来像|像|テーマ|標語|スローガン|合言葉|考え方|掲げ|目指|めざ)")  # no name of a plan, but what it aims at
_ONE_OF_SEVERAL = re.compile(r"」(?:(?:、|と|及び|や|・)?「|の ?[0-9一二三四五六七八九])")
_PLAN_COLUMN = re.compile(rf"{KIND}(?:の?名称?)?(?:[・と及び]*期間)?|名称(?:[・と及び]*期間)?")
_NAME_COLUMNS = 2  # of a table of plans, from the left, that may name them


def plan_of(document: Document, unit: Unit, at: int) -> str:
    """The plan whose pillars a sentence announces at a position of its unit: the plan named in it before them, else the
    document's own."""
    text = document.text(unit)[:at]
    sentence = _opening(text)
    text = text[sentence:]
    found = next((m.span(1) for m in QUOTED.finditer(text) if names_plan(m[1]) and _whose(text, m.end()) and not _DEFINES.search(text, 0, m.start())), None)
    numbered = None if found or _OWN.match(text) else next((m.span() for m in _NUMBERED_PLAN.finditer(text) if _whose(text, m.end())), None)
    if (named := found or numbered) is not None:
        name = undated(document.reading.value(unit.start + sentence + named[0], unit.start + sentence + named[1]))
        own = own_plan(document) if numbered else ""
        return own if own.endswith(name) else name  # 第3期実施計画 of the document …総合計画 第3期実施計画
    if _OWN.match(text):
        place = None if own_plan(document) else plan_topics.before(document.text(unit), sentence)
        return own_plan(document) if place is None else _full(document, unit, 0, place)
    if (called := _CALLED.match(text)) and (alias := _aliases(document.reading.text).get(called[1], "")):
        return alias
    if called and _KIND_ALONE.fullmatch(called[1]) and not own_plan(document) and (before := _named_before(document, unit.start + sentence, called[1])):
        return before  # ビジョンは, in a chapter of a book that does not say its own plan
    if (place := plan_topics.topic(text, 0, len(text))) is not None:
        return _full(document, unit, sentence, place)
    if _CURRENT.match(text) and (current := _current(document.reading.text)):
        return current
    if (same := _SAME.match(text)) and (before := _named_before(document, unit.start + sentence, same[1])):
        return before
    earlier = _EARLIER.search(text)
    if earlier is None and (place := plan_topics.before(document.text(unit), sentence)) is not None:
        name = _full(document, unit, 0, place)
        own = own_plan(document)
        if not own or name.endswith(own) or own.endswith(name) or _headed(document, unit.section, _EARLIER_TITLE):
            return name
    if earlier is not None and (term := _TERM.search(earlier.group())) and "".join(term.group().split()) in own_plan(document):
        return own_plan(document)  # 第三次計画 of the document …計画(第三次)
    title = _headed(document, unit.section, _EARLIER_TITLE)
    if (numbered_plan := _looked_back_on(document, earlier.group() if earlier else title)):
        return numbered_plan
    if earlier is None and (above := _headed_plan(document, unit.section)):
        return above
    told = earlier or _EARLIER_TOPIC.search(document.text(unit)[:sentence]) or title
    return earlier_plan(document, unit) or ("" if earlier else own_plan(document)) if told else own_plan(document)


def _full(document: Document, unit: Unit, at: int, place: tuple[int, int]) -> str:
    """The plan named at a place that counts from a position of a unit; the document's own in full, if the name ends it."""
    name = document.reading.value(unit.start + at + place[0], unit.start + at + place[1])
    own = own_plan(document)
    return own if own.endswith(name) else name


def plan_above(document: Document, section: Section) -> str:
    """The earlier plan that a heading above names, else the document's own."""
    told = _headed(document, section.parent, _EARLIER_PART)
    own = own_plan(document)
    if told and told != document.sections[section.parent].title and (topic := _opening_topic(document, section)):
        return topic  # これまでの歩み around the part that the new plan opens
    earlier = told and (_looked_back_on(document, told) or earlier_plan(document, document.units[section.unit]))
    topic = _opening_topic(document, section) if told or not own else ""
    return earlier or topic or ("" if told and _STRONG.search(told) else own)


def _opening_topic(document: Document, section: Section) -> str:
    """The plan that the text between the heading above a section and the section is about; '' for none."""
    for unit in (u for u in document.units[:section.unit] if u.section == section.parent and u.kind == "paragraph") if section.parent >= 0 else ():
        text, start = document.text(unit), 0
        while start < len(text):
            end = (text.find("。", start) + 1) or len(text)
            if (place := plan_topics.topic(text, start, end) or plan_topics.decided(text, start, end)) is not None:
                return _full(document, unit, 0, place)
            start = end
    return ""


def _headed(document: Document, section: int, earlier: re.Pattern[str]) -> str:
    """The innermost heading that tells the earlier plan from the new one, if it speaks of the earlier one; else ''."""
    for upper in document.lineage(section):
        term = _EARLIER_TERM.search(upper.title)
        found = earlier.search(upper.title) is not None or _quoted_in(document, upper.title) != "" or term is not None and not _has_ordinal(own_plan(document), _ordinal(term.group()))
        if found != (_NEW_PART.search(upper.title) is not None):
            return upper.title if found else ""
    return ""


def _headed_plan(document: Document, section: int) -> str:
    """The plan that the innermost heading which names one is about, with the document's own in full; '' for none."""
    for upper in document.lineage(section):
        if (place := plan_topics.headed(upper.title)) is not None:
            name, own = printed(upper.title[slice(*place)]), own_plan(document)
            return own if own.endswith(name) else name
        if _NEW_PART.search(upper.title):
            return ""
        if (alias := next((name for short, name in _aliases(document.reading.text).items() if _opens(upper.title, short)), "")):
            return alias
    return ""


def _opens(title: str, short: str) -> bool:
    """Whether a title begins with the short name of a plan and says more of it (現行計画の総括)."""
    return PLAN_END.search(short) is not None and title.startswith(short) and title[len(short):len(short) + 1] in ("", "の", "に", "で")


def _ordinal(words: str) -> str:
    """The ordinal in words, as names of plans have it (2 期目の計画: 第2期); '' for none."""
    match = _COUNTED_TERM.search("".join(words.split()))
    return f"第{ordinal(match[1])}{match[2]}" if match else ""


def _has_ordinal(name: str, term: str) -> bool:
    """Whether a plan's name has an ordinal, in figures of any script."""
    return any(_ordinal(match.group()) == term for match in _TERM.finditer("".join(name.split())))


def _looked_back_on(document: Document, words: str) -> str:
    """The plan that words look back on: named in them in quotation marks, or one with the ordinal in them (第5次計画の成果, 2期目の計画)
    that the text names in full and that has the place of the document's own plan, or is of its kind; '' for none."""
    if quoted := _quoted_in(document, words):
        return quoted
    term, own = _ordinal(words), own_plan(document)
    if not term or _has_ordinal(own, term):
        return ""
    place = _PLACE.match(own)
    names = [document.reading.value(a, b) for a, b in _numbered_plans(document.reading.text)]
    fitting = [name for name in names if _has_ordinal(name, term) and (name.endswith(own[-_KERNEL:]) if place is None else place[1] in name)]
    full = next((name for name in fitting if name.endswith(own[-_KERNEL:])), fitting[0] if fitting else "")
    return full or printed(named_by_term(document.reading.text).by_term.get(term, ""))


def _quoted_in(document: Document, words: str) -> str:
    """The plan, not the document's own, that words look back on in quotation marks (「…戦略」の成果); '' for none."""
    match = _LOOKS_BACK.search(words) if "の" in words else None
    return printed(match[1]) if match and names_plan(match[1]) and "".join(match[1].split()) != "".join(own_plan(document).split()) else ""


@lru_cache(maxsize=2)  # of the document at hand
def _numbered_plans(text: str) -> list[tuple[int, int]]:
    """Where a text names plans with an ordinal in full, in its order."""
    quoted = [match.span(1) for match in QUOTED.finditer(text) if _TERM.search(match[1]) and names_plan(match[1])]
    return sorted({*quoted, *(match.span() for match in _NUMBERED_PLAN.finditer(text))})


@lru_cache(maxsize=2)  # of the document at hand
def _current(text: str) -> str:
    """The plan that a text calls the one in force (現行の「…」), which a new one follows; '' for none."""
    named = next((match[match.lastindex or 0] for match in _CURRENT_NAMED.finditer(text)), "")
    return printed(named) if names_plan(named) else ""


@lru_cache(maxsize=2)  # of the document at hand
def _aliases(text: str) -> dict[str, str]:
    """The plans for which a text defines a short name, by that name; 本計画 and the like are the document's own."""
    found = {m[2]: "".join(m[1].split()) for m in _ALIAS.finditer(text) if names_plan(m[1]) and not m[2].startswith(("本", "この"))}
    for start, end, short in shortened(text, _SHORT):
        name = "".join(text[start:end].split())
        if short not in found and not short.startswith(("本", "この", "新", "前", "旧")) and not _COUNTED.fullmatch(name):
            found[short] = name
    return found


def _named_before(document: Document, at: int, kind: str) -> str:
    """The plan that 同計画 at a position stands for: the one of its kind named last before it in its unit or the two units before."""
    first = document.units[max(0, document.unit_index(at) - 2)].start
    text = document.reading.text
    named = [m.span(1) for m in QUOTED.finditer(text, first, at) if names_plan(m[1])]
    named += [m.span() for m in _NUMBERED_PLAN.finditer(text, first, at)]
    named = [span for span in named if text.endswith(kind, *span)] or named
    named = named or [m.span() for m in _UNQUOTED.finditer(text, first, at) if text.endswith(kind, *m.span()) and not COMMON.fullmatch(m.group())]
    return document.reading.value(*max(named)) if named else ""


def _opening(text: str) -> int:
    """Where the last sentence of a text opens; 。 inside brackets closes none."""
    depth, opened = 0, 0
    for i, char in enumerate(text):
        depth = depth + 1 if char in "(「『" else max(0, depth - 1) if char in ")」』" else depth
        if char == "。" and not depth:
            opened = i + 1
    return opened


def _whose(text: str, end: int) -> bool:
    """Whether a sentence speaks of the plan whose name ends here, and does not follow it only (…を踏まえ, …に基づき)."""
    return _FOLLOWED.match(text, end) is None


def earlier_plan(document: Document, unit: Unit) -> str:
    """The name given to 前計画 before the end of a unit: 前計画である「…」, 前計画として…「…」を策定, 「…」(以下「前計画」という。); else
    that of the plan whose ordinal is the one before."""
    named = _earlier_names(document.reading.text)
    before = bisect_right(named, unit.end, key=lambda span: span[1])
    termed = named_by_term(document.reading.text)
    name = document.reading.value(*named[before - 1]) if before else termed.before or _one_before(document) or _last_in_table(document)
    return _looked_back_on(document, name) or name if _COUNTED.fullmatch("".join(name.split())) else name


def _last_in_table(document: Document) -> str:
    """The plan that the last row of a table of plans names, that of the document aside; '' for none."""
    own = squash(own_plan(document))
    for table in document.tables:
        for column in range(min(_NAME_COLUMNS, len(table.grid[0]))) if table.header_rows else ():
            if _PLAN_COLUMN.fullmatch(squash(table.grid[0][column].text)):
                names = [without_brackets(printed(row[column].text)).strip() for row in table.grid[table.header_rows:]]
                plans = [name for name in names if names_plan(name) and squash(name) != own]
                return plans[-1] if len(plans) > 1 else ""
    return ""


def _one_before(document: Document) -> str:
    """The plan with the ordinal before that of the document's own (第4次…計画: 第3次…計画; …計画2: …計画), if the text names it, or the first half of
    the one of which it is the second (後期基本計画: 前期基本計画); '' for none."""
    own, text = own_plan(document), document.reading.text
    if "後期" in own and "前期" in text:
        return own.replace("後期", "前期", 1)
    if (edition := _EDITION.fullmatch(squash(own))) is not None:
        others = re.finditer(rf"{re.escape(edition['name'])}(?P<n>{_SECOND_ON})?(?![0-9IVX一-龥])", text)
        return next((m.group() for m in others if (ordinal(m["n"]) if m["n"] else 1) == ordinal(edition["n"]) - 1), "")
    counted = _COUNTED_TERM.search("".join(own.split()))
    if counted is None or (number := ordinal(counted[1])) < 2:
        return ""
    rest = squash(own[counted.end():])
    alike = re.finditer(rf"第([0-9一二三四五六七八九十]+){counted[2]}(?={re.escape(rest)})", squash(text)) if len(rest) >= _KERNEL else ()
    before = next((m.group() for m in alike if ordinal(m[1]) == number - 1), "")
    first = squash(own[:counted.start()] + own[counted.end():])
    if not before and number == 2 and len(first) >= _KERNEL and re.search(rf"(?<![期次の一-龥ァ-ヶー]){re.escape(first)}", squash(text)) is not None:
        return first  # the first plan has no ordinal yet
    return own[:counted.start()] + before + own[counted.end():] if before else _looked_back_on(document, f"第{number - 1}{counted[2]}")


def _tells_of_it(match: re.Match[str]) -> bool:
    """Whether words in quotation marks behind 前計画は are something else than its name (前計画は、第一に「…」)."""
    start, end = match.span(match.lastindex or 0)
    return "は" in match.string[match.start():start - 1] and not PLAN_END.search(match.string[start:end]) and not _NAMED_SO.match(match.string, end)


@lru_cache(maxsize=2)  # of the document at hand
def _earlier_names(text: str) -> list[tuple[int, int]]:
    """Where a text names the plan that it calls 前計画, in its order."""
    opened = (_EARLIER_NAMED.match(text, mark.start()) for mark in _OPENS_EARLIER.finditer(text))
    named = [match.span(match.lastindex or 0) for match in opened if match is not None and not _tells_of_it(match)]
    named += [(a, b) for a, b, _ in shortened(text, _EARLIER_DEFINED)]
    named.sort()
    return [(a, b) for a, b in named if not COMMON.fullmatch("".join(text[a:b].split())) and (PLAN_END.search(text[a:b]) or not (_ONE_OF_SEVERAL.match(text, b) or _MOTTO.match(text, b)))
            and ((label := parse(text[a:b])) is None or not label.word)]  # 「柱1 …」 is none


_FAR = 300  # code points of a sentence before a position that are looked at
_STATE = re.compile(r"(?:^|(?<=[、。])|(?<=おいて))(?:国|政府|我が国|内閣府?|[一-龥]{1,6}[省庁])(?:は|が|では|においては|の(?=[^。]*?(?:は|(?<!な)が)(?:[、「『①一-龥ァ-ヶ0-9]|\Z)))(?![都道府県市区町村])")
_OWN_BODY = re.compile(r"(?:本|当)(?:県|市|町|村|区|都|府|道|計画|戦略|プラン|ビジョン|構想)|(?:^|[、。])(?:県|市|町|村|区|都|府|道|計画|戦略|プラン|ビジョン|構想)(?:は|では|として|の|が)|前(?:計画|プラン|戦略)")
_DECIDED = re.compile(r"」?[(（][^()（）]{0,30}(?:閣議|閣僚会議|大臣|(?<![都道府県市区町村])IT(?:(?:総合)?戦略)?本部|ネットワーク社会推進戦略本部|(?<![一-龥々ぁ-んァ-ヶーA-Za-z])(?:(?![都道府県市区町村])[一-龥]){2,10}戦略本部|[一-龥][省庁])(?:決定|策定|公表)[^()（）]{0,12}[)）](?:は|が|で|に(?:は|おいて))|」?を(?:新たに|改めて)?(?:閣議|閣僚会議で)決定(?:し|さ)")


def of_state(text: str, at: int) -> bool:
    """Whether the sentence of a text in which pillars are named at a position speaks of a plan of the state's: 国の…戦略は,
    「…計画」(令和5年6月9日閣議決定)では."""
    start = max(at - _FAR, text.rfind("。", max(0, at - _FAR), at) + 1, 0)
    if _SAME.match(text, start, at) and start:  # 同計画は, of which the sentence before tells
        start = max(start - _FAR, text.rfind("。", max(0, start - _FAR), start - 1) + 1, 0)
    last = max((match.end() for pattern in (_STATE, _DECIDED) for match in pattern.finditer(text, start, at)), default=-1)
    return last >= 0 and _OWN_BODY.search(text, max(start, last - 1), at) is None


_STATES_PART = re.compile(r"(?:近年の|最近の|これまでの)?(?:国|政府|我が国)(?:の|における)(?!.*(?:[都道府県市町村]の|本[都道府県市町村]|踏まえ|受けた|対応|連携))[^。]{2,24}")


def in_part_of_state(document: Document, unit: Unit, at: int) -> bool:
    """Whether a sentence stands under a heading about what the state does (国の動向) and does not speak of the document's own body or plan."""
    if not any(_STATES_PART.fullmatch(upper.title) for upper in document.lineage(unit.section)):
        return False
    text = document.text(unit)
    return _OWN_BODY.search(text, text.rfind("。", 0, at) + 1, at) is None

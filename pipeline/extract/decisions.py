"""Decisions: the date on which a text says that a plan was decided, drawn up or published."""
from __future__ import annotations

import re
from bisect import bisect_left
from typing import Sequence

from pipeline.extract.mentions import DateMention
from pipeline.extract.running_text import closing_bracket
from pipeline.extract.wording import pattern

_QUOTE = r"(?: ?[0-9]{1,2}\)(?=[」』”]))?(?:\((?:以下|略称)[^()\n]{0,40}\)(?=[」』”])| ?\[[^\[\]\n]{2,30}\](?=[」』”]))?[」』”]?"  # also 「…プラン(以下、プラン)」
_LISTED = r"(?:など|等)?"
_BRACKETED = r"(?:\([^()\n]{0,60}\))?"
_VERB = pattern(r"<decision>")
_DECIDED = pattern(r"[^、。()]{0,40}?<decision>")
_REVISION = pattern(r"[^。、,()・/;]{0,12}?<revision>")
_REVISED_ALONE = re.compile(r" ?(?:に)?(?:一部|全部|全面)?改[定訂]\)")
_REVISED = pattern(r"[^。、「」]{0,14}?<revision>")
_BRACKET = re.compile(_QUOTE + r" ?\(|\n\((?=[^()\n]{4,20}(?:閣議|本部|会議)決定\))")  # also at the head of the next line
_OPENED = re.compile(r"\(")
_MOMENT_END = re.compile(r"(?! ?末?(?:現在|時点))(?:付け?)?(?:[、。)]| ?[^年度からまで])|\Z")
_INSIDE_LIST = re.compile(r"(?:[0-9年月日版、]|から)\Z")
# Xを(国が)策定; Xは、…決定され
_TOPIC = r"(?P<topic>を|が|は、?|であ(?:り|って)、|については、?)(?P<between>[^。「」\n]{0,40}?)"
_MADE = r"[^。「」\nをがにと、]{0,8}?<made>"  # を、初めて決め
_IN_QUOTES = r"(?:[^「」『』\n]|[「『][^「」『』\n]{1,40}[」』]){1,80}"  # also 「「X」改訂2014」
_OTHERS = rf"(?:[」』](?:\([^()\n]{{0,60}}\))?(?:及び|並びに|や|、|と)[「『]{_IN_QUOTES}(?=[」』])){{0,4}}"  # 「X」及び「Y」を
_PLAIN_OTHERS = (r"(?:(?:及び|並びに|や|と|、)(?:[一-鿿]{1,5}[都道府県市区町村])?(?:第[0-9一二三四五六七八九十]{1,3}[期次]|[0-9]{1,2} ?[かヶケカ箇]年の)?[ぁ-ん]{0,6}[一-鿿々ァ-ヺーA-Za-z0-9・]{0,40}"
                 r"(?:計画|戦略|プラン|ビジョン|構想|大綱|条例)(?=[をが及並やと、])){0,3}")  # X計画とY戦略を
_AFTER = pattern(_OTHERS, _PLAIN_OTHERS, _QUOTE, _BRACKETED, _LISTED, r"(?:", _TOPIC, r"<decision>|(?P<of>[をが])、?", _MADE, r"|(?P<has>が)でき(?:た|まし|上が|、))")
_DECLARED = pattern(_QUOTE, _BRACKETED, _LISTED, _TOPIC, r"(?:<decision>|行[いうっ]|発[しす出]|表明)")
_LABEL = re.compile(r" ?[:、―–-]? ?[「『]?|\n[「『]?")  # 2006年1月 「X」決定, as chronologies have it, also a line below its date
_STATED = pattern(_QUOTE, _BRACKETED, _LISTED, r"(?:[をがの]|を[^。、「」\n]{1,10}で)?、?<decision>(?!委員|会議|検討|作業|の?着手|に(?:着手|向け|当た|あた|係|関|つい)|を(?:開始|検討|進め|始|目指))")
_ELLIPSIS = re.compile(_OTHERS + _QUOTE + _BRACKETED + r"(?:[をが]、?|、)(?:(?:さらに|更に|また|続いて|続けて|次いで|ついで|その後|そして|引き続き)は?、?)?")  # …年に「X」(を)、…年に「Y」を策定
# what stands between a date in a sequence and the end of the name it is told of: に「X, には国が「X
_NEXT = re.compile(r"(?:に|には|付けで|の|、){0,2}(?:[^。、「」『』\n]{0,20}[「『][^「」『』\n]{1,80}(?=[」』])|[^。、「」『』()をが\n]{2,60}(?=\(|[をが、]))")
_SEQUENCE = re.compile(r"(?:に|には|付けで)?、(?:[^。、「」『』\n]{0,8}[「『][^「」『』\n]{1,80}[」』]|[^。、「」『』()をがは\n]{2,60})(?:\([^()\n]{0,60}\))?[をがは]、?")
_MOST_MEMBERS = 12  # dates in a sequence with one verb
# Xを策定したのは…年である; …年に策定したのがXです; …年に定めた最初の計画がXである
_CLEFT = pattern(_QUOTE, _BRACKETED, r"(?:(?:を|が|の)[^。、「」\n]{0,10}?(?:<decision>(?:を(?:した|行った)|した|された|られた|した)?|<made>(?:られ)?た)のは|の(?:<decision>)は)、?[^。、「」\n0-9]{0,6}")
_IS = re.compile(r"(?:のこと)?(?:である|であり|であっ|です|でし|だ(?:[。っ])|で、|。|$)")
_IS_PLAN = re.compile(_QUOTE + _BRACKETED + r"(?:である|であり|であっ|です|でし|だ(?:[。っ])|で、|。)")
_TOLD = pattern(r"(?:に|には|、|付けで)[^。「」\n、]{0,25}?(?:<decision>(?:した|された|を?行った|た|られた)|(?:<made>|でき)(?:られ)?た)",
                r"(?:(?:最初|初め|初|はじめ)(?:て)?の[^。、「」\nはがを]{0,8}|もの|の)[がは]、?[「『]?\Z")
# …に(国が)策定した「X」, …閣議決定の「X」
_ACT = pattern(r"(?:に|には|、|付けで|、国は)?[^。「」\n、]{0,25}?(?:<decision>(?:した|する|された|され|を?行った|た|られた|の|、)?|(?<!が)(?:<made>|でき)(?:られ)?た)",
               r"(?:(?:国|政府|県|市|町|村|最新|現行|最初|初|当初|今期|前期|後継|上位計画)の|新たな|新しい|前(?:計画|プラン|戦略)(?:である)?)?[「『]?\Z")
# 3月18日の県議会の議決を経て、…を定める「X」を
_VOTED = re.compile(r"(?:の|に|、)?[^。「」\n、]{0,12}議会(?:の|で|での|において)?(?:議決|可決|承認)を?(?:経て|得て|受けて|いただ[いき]|され)、?[^。「」\n]{0,48}[「『]\Z")
# …に変更された「X」, as laws call the later decisions on a plan, …に改定した「X」; …にこれを「X」へと改めた; 「X」の改定が…決定され
# …閣議決定され、改訂が行われたX; Xが変更(令和3年3月18日閣議決定)され; Xを5年ごとに定めることとなっており、…に決定され
_DECIDED_THEN = pattern(r"(?:に|には|、)?[^。、「」\nがをはも0-9]{0,12}?<decision>(?:され|し)(?:、|て、?)(?:その後、?)?",
                        r"(?:[^。、「」\n0-9がをは]{0,16}|(?:改[定訂]|見直し|変更|更新)[がを][^。、「」\n0-9]{1,8})(?:た|ている|てきた)[「『]?\Z")
_CHANGED_IN = re.compile(_QUOTE + _BRACKETED + r"[がはをの](?:一部|全部|全面)?(?:変更|改[定訂]|見直し|策定|決定)\(")
_CHANGED_BY = re.compile(r"(?:付けで?)?[^()\n0-9]{0,10}(?:決定|議決|了解|告示)\)(?:され|した|し)")
_BOUND = re.compile(_QUOTE + _BRACKETED + r"[をは][^。、「」\n]{0,20}?(?:定め|策定|作成)(?:る|する)(?:こと|もの)(?:とな|とさ|にな)[^。、「」\n]{1,6}、")
_CHANGED = re.compile(r"(?:に|には|、|付けで)?[^。「」\n、]{0,14}?(?:変更された|(?:(?:全面|一部)?(?:的に)?)?改[定訂]した(?=[「『]))(?:国の|県の)?[「『]?\Z")
_TURNED = re.compile(r"(?:に|には|、|付けで)[^。「」\n]{0,30}?[をはが][^。、「」\n]{0,10}?、?[「『]?\Z")
_INTO = re.compile(_QUOTE + r"(?:へと?|に|と)(?:[一-鿿]{2}的に)?(?:改め(?:て、|(?!て))|改称|改題|改[定訂](?=し|され)|衣替え|切り替え|発展させ|刷新)")
_CHANGE_DECIDED = re.compile(_QUOTE + _BRACKETED + r"の(?:全部|一部|全面|全面的な)?(?:改定|改訂|変更|見直し)(?:案)?(?:[をがは]、?[^。、「」\n]{0,12}?|の)(?:決定|議決|了承)(?:し|され|を(?:行|し))")
# 12月25日:総務省が「X」を策定, as chronologies have it with the body that acted; 前計画(「X」、令和4年3月策定)
_ACTOR = re.compile(r" ?(?P<sign>[:―–]|…|‥|--?|\n|)\s?(?![にはのをがでともや、]|から|まで|以)[^。、「」『』()\n:0-9]{1,20}?(?:が|は|も|において|では|にて|より|から)?[、,]?\s?(?P<quote>[「『])?\Z")
_SUBJECT_END = re.compile(r"(?:が|は|において|では|[、,])\s?\Z")
_TOLD_IN = re.compile(r"\((?:[^()「」『』。\n]{0,12}[^()「」『』。\n一-鿿々ァ-ヺーA-Za-z0-9])?[「『]?\Z")
_COLON = re.compile(_QUOTE + r"(?:と(?:いう|いい|いいます|称する|称し|呼ぶ|呼び)|のこと)?(?:\(以下[^()\n]{0,30}\))?[、。:;/・,]? ?")
_OF = re.compile(r"の[「『]")
_MAKING = pattern(r"の<decision>(?:以来|以降|以後|から[^、。「」]{0,8}|後)、[「『]?")  # 平成20年3月の策定以来、Xは、
_SINCE = re.compile(r"(?:以来|以降|以後|から(?!の)|[をに](?:皮切り|はじめ|始め|始ま|端緒|嚆矢|第一歩|出発点|起点)|を(?:最初|経て|受け)|に続|では|で(?:示|掲|定|うた)|[はが、])")  # 平成14年3月の第1次計画以来
_LINK = re.compile(r"(?:に|には|付けで|、|の[^、。「」]{1,8}の日に|の[^、。「」]{0,20}(?:閣議|会議|本部|議会|審議会|委員会|会合)(?:で|において|にて))")
_TO_DATE = re.compile(_QUOTE + _BRACKETED + r"(?:(?:及び|並びに|や|、|と)[「『][^「」『』\n]{1,60}[」』](?:\([^()\n]{0,60}\))?){0,3}" + _LISTED + r"(?:を|が|は|であ(?:り|って)|については|として)、?[^。、「」\n]{0,12}")
_FROM_DATE = pattern(r"(?:に|、|付けで)(?:[^。、「」\n]{0,14}?|[^。、「」\n]{1,40}?が|[^。、「」()\n]{1,24}(?:\([^()\n]{1,24}\))?(?:において|で|にて)、?)(?:<decision>|行[いうっ])",
                     r"|(?:に|、|付けで)(?:[^。、「」\n]{1,20}が)?[^。、「」\nをがにと]{0,8}?<made>")
_EVER_SINCE = re.compile("[てで]から(?:は|の[^、]{0,8})?、|て以[来降]、|後は、")  # 10月1日に合併してからは、3次にわたり…を策定
_OTHER_SPAN = re.compile("改定|改訂|見直|から|まで|以降")
_CLAUSE_END = re.compile(
    r"(?:(?<!と)し|され|[えけげせてべめれり]|って|いて|えて|んで|[きちみびぎい]|が|ほか|一方|ところ|たため|[てたの]以来|[てた以](?:降|後|のち)|たのち)、")
_NOT_CLAUSE = pattern(r"<no_clause_end>")
_NAMES = re.compile(rf"[「『]{_IN_QUOTES}[」』](?:\([^()\n]{{0,60}}\))?(?:及び|並びに|や|、|と)")
# a plan that another one serves, follows or fills in, between a date and the name of that: …年3月、「X」に基づく計画として、「Y」を
_SERVED = re.compile(r"[「『][^「」『』\n]{1,80}[」』](?:\([^()\n]{0,60}\))?(?:の|に(?!、|は|おいて)|を(?:踏まえ|受け|具体化|具現化|補完|補う|上位|基に|もとに|基本|勘案|推進|実現|支え)|(?:と|との)(?:整合|連携|調和)|で(?:掲げ|示|定め)|である|や|と|及び|、)")
_IS_ONE = re.compile(r"[^。「」『』]{1,80}(?:計画|方針|指針|プラン)である[「『]?\Z")  # …年9月に、法の理念を具体化し、推進していくための計画であるXが策定され
_QUOTED = re.compile(r"[「『][^「」『』]*[」』]")
_TOPIC_OF_SENTENCE = re.compile(_QUOTE + _BRACKETED + "は、")
_SUBJECT = re.compile(_QUOTE + _BRACKETED + "は")
_BRACKETS = re.compile(r"\([^()\n]*\)|[「『][^「」『』\n]*[」』]")
_PREDICATE = pattern(r"に(?:[^。、「」\n]{1,30}?が)?<decision>(?:され|し)(?:、|た(?![「『一-鿿々ァ-ヺA-Za-z])|まし|た[一-鿿]{0,3}(?:計画|プラン|ビジョン|戦略)(?:で(?!は)|[。、]))")  # no …に策定したYを支える
_LONGEST_TOPIC = 160  # characters between a topic and the date of its predicate
_LONGEST = 90  # characters between a date and the name it is taken for
_SAME_DAY = "同じ日"
_LONGEST_OPENING = 16  # characters of a bracket before a name in it, and of the deed behind a date there
_KINDS = ("day", "month", "year", "fiscal_year")
_OTHER_ROLES = ("target", "law_number", "edition", "accessed")


class Decisions:
    """Looks up decision dates among the dates of a document."""

    def __init__(self, text: str, dates: Sequence[DateMention]) -> None:
        self._text = text
        self._dates = sorted((date for date in dates if not date.relative or date.edtf), key=lambda date: date.start)
        self._starts = [date.start for date in self._dates]

    def of(self, start: int, end: int) -> str:
        """The EDTF date of decision of the plan named at `start:end`; empty if the text gives none.

        A date in the bracket beside the name counts first, then one tied to the name by a verb of decision in the same
        sentence. A revision beside another date, a period and a date of something else in the sentence do not count; that a change was decided, or the plan
        that was changed then, does."""
        return self._beside(end) or self._within(start, end) or self._before(start, end) or self._after(end)

    def bracketed(self, at: int) -> str:
        """The EDTF date of decision in the bracket that opens at a place, as below a name in its cell; empty if none does."""
        bracket = _OPENED.match(self._text, at)
        return self._inside(bracket, closing_bracket(self._text, at)) if bracket is not None else ""

    def _is_date(self, position: int) -> bool:
        at = bisect_left(self._starts, position)
        return at < len(self._starts) and self._starts[at] == position

    def _beside(self, end: int) -> str:
        """令和3年12月24日閣議決定 in the bracket after the name, or in one right behind that (計画期間:…)(令和3年3月策定)."""
        bracket = _BRACKET.match(self._text, end)
        if bracket is None or (close := closing_bracket(self._text, bracket.end() - 1)) < 0:
            return ""
        if found := self._inside(bracket, close):
            return found
        second = _BRACKET.match(self._text, close + 1)
        return self._inside(second, closing_bracket(self._text, second.end() - 1)) if second is not None else ""

    def _within(self, start: int, end: int) -> str:
        """前計画(「X」、令和4年3月策定): the name and its date in one bracket."""
        text = self._text
        if _TOLD_IN.search(text, max(0, start - _LONGEST_OPENING), start) is None or (sign := _COLON.match(text, end)) is None:
            return ""
        at = bisect_left(self._starts, sign.end())
        if at == len(self._dates) or self._starts[at] != sign.end() or not _is_moment(self._dates[at]) or _REVISION().match(text, self._dates[at].end):
            return ""
        date = self._dates[at]
        decided = _DECIDED().match(text, date.end)
        return date.edtf if decided is not None and decided.end() - date.end <= _LONGEST_OPENING or text.startswith(")", date.end) and date.kind != "fiscal_year" else ""

    def _inside(self, bracket: re.Match[str], close: int) -> str:
        text = self._text
        for at in range(bisect_left(self._starts, bracket.end()), len(self._dates)):
            date = self._dates[at]
            if date.end > close:
                break
            if not _is_moment(date) or _REVISION().match(text, date.end, close):
                continue
            leads = date.start == bracket.end() or _INSIDE_LIST.search(text, bracket.end(), date.start) is not None
            if not leads and not _VERB().search(text, bracket.end(), close):
                continue
            decided = _DECIDED().match(text, date.end, close)
            if decided or date.kind != "fiscal_year" and _MOMENT_END.match(text, date.end, close + 1):
                return date.edtf
        first = bisect_left(self._starts, bracket.end())
        alone = first < len(self._dates) and self._dates[first].start == bracket.end() and _is_moment(self._dates[first]) and _REVISED_ALONE.match(text, self._dates[first].end, close + 1)
        return self._dates[first].edtf if alone else ""  # (令和4年3月改訂): no date but that of what is in force

    def _before(self, start: int, end: int) -> str:
        """平成30年1月に、Xを決定; 平成28年1月に策定されたX; 平成15年の「X」; 平成18年1月 「X」決定."""
        text = self._text
        at = bisect_left(self._starts, start) - 1
        while at > 0 and (self._dates[at].role in ("law_number", "plan_period", "target") or text.startswith(("から", "までの"), self._dates[at].end)) \
                and start - self._dates[at].end <= _LONGEST:
            at -= 1  # 平成20年12月に、平成21年度から5年間の計画として、「X」を策定; 平成31年3月には、…法(平成28年法律第103号)第9条に基づく計画を兼ねて、「X」を策定
        if at < 0:
            return ""
        date = self._dates[at]
        if date.end > start or start - date.end > _LONGEST or not _is_moment(date):
            return ""
        between = text[date.end:start]
        if date.kind == "day" and (again := between.rfind(_SAME_DAY)) >= 0:
            between = between[again + len(_SAME_DAY):]
        if _LABEL.fullmatch(between) and ("\n" not in between or text[date.start - 1:date.start] in ("", "\n")) and _STATED().match(text, end):
            return date.edtf
        if self._is_entry(date, between) and _STATED().match(text, end):
            return date.edtf
        if "。" in between or "\n" in between or _EVER_SINCE.search(between):
            return ""
        if _CHANGED.fullmatch(between) or _VOTED.fullmatch(between) or _TURNED.fullmatch(between) and _INTO.match(text, end):
            return date.edtf
        if _DECIDED_THEN().fullmatch(between):
            return date.edtf
        if _OF.fullmatch(between) and date.kind in ("year", "month", "day"):
            return date.edtf
        if _MAKING().fullmatch(between) and _SUBJECT.match(text, end):
            return date.edtf
        if between == "の" and date.kind in ("month", "day") and _SINCE.match(text, end) and not _REVISED().match(text, end):
            return date.edtf
        if _TOLD().fullmatch(between) and _IS_PLAN.match(text, end):
            return date.edtf
        if _ACT().fullmatch(_NAMES.sub("", between)) and not _OTHER_SPAN.search(between):
            return date.edtf
        if not _LINK.match(between):
            return ""
        between = _IS_ONE.sub("", _NAMES.sub("", between))
        if _QUOTED.search(between) and not _VERB().search(between):
            between = _SERVED.sub("", between)
        if _QUOTED.search(between) or _ends_clause(between):
            return ""
        if self._goes_on(end) or _CHANGE_DECIDED.match(text, end):
            return date.edtf
        verb = (_DECLARED if text.endswith("宣言", start, end) else _AFTER)().match(text, end)
        if verb is None:
            return ""
        if verb.groupdict().keys() >= {"of", "has"} and (verb["of"] or verb["has"]):
            return date.edtf
        if verb["topic"][0] not in "をが" or _ends_clause(verb["between"]) or "改" in verb["between"]:
            return ""
        own = bisect_left(self._starts, verb.start("between"))
        if own < len(self._starts) and self._starts[own] < verb.end():
            return ""  # Xを令和2年3月に、Yを令和3年3月に策定
        return date.edtf

    def _is_entry(self, date: DateMention, between: str) -> bool:
        """Whether a date heads an entry of a chronology, and nothing but the body that acted stands between it and a name."""
        actor = _ACTOR.fullmatch(between)
        if actor is None or not actor["quote"] and _SUBJECT_END.search(between) is None:
            return False
        return actor["sign"] not in ("", "-", "\n") or self._text[date.start - 1:date.start] in ("", "\n")

    def _goes_on(self, end: int) -> bool:
        """Whether another date and name follow, and so on to a verb of decision that all share (…に「X」、…に「Y」を決定)."""
        text = self._text
        for _ in range(_MOST_MEMBERS):
            ellipsis = _ELLIPSIS.match(text, end)
            at = bisect_left(self._starts, ellipsis.end()) if ellipsis is not None else len(self._dates)
            if ellipsis is None or at == len(self._dates) or self._starts[at] != ellipsis.end():
                return False
            named = _NEXT.match(text, self._dates[at].end)
            if named is None:
                return False
            end = named.end()
            verb = _AFTER().match(text, end)
            if verb is not None and (verb["of"] or verb["has"] or verb["topic"][0] in "をが" and not _ends_clause(verb["between"])
                                     and "改" not in verb["between"]):
                return True
        return False

    def _shares_verb(self, at: int) -> bool:
        """Whether names and dates follow the date `at`, the last with a verb of decision (Xを…に、Yを…に決定)."""
        for date in self._dates[at:at + _MOST_MEMBERS]:
            if _FROM_DATE().match(self._text, date.end):
                return not _REVISED().match(self._text, date.end)
            named = _SEQUENCE.match(self._text, date.end)
            if named is None or not self._is_date(named.end()):
                return False
        return False

    def _after(self, end: int) -> str:
        """Xを平成28年11月に策定; Xは、平成29年12月に策定され; Xを策定したのは平成28年11月である."""
        text = self._text
        at = bisect_left(self._starts, end)
        if far := self._told_far(at, end):
            return far
        bracket = _BRACKET.match(self._text, end)
        close = closing_bracket(self._text, bracket.end() - 1) if bracket is not None else -1
        while at < len(self._dates) and self._dates[at].start < close:
            at += 1  # 「X」(計画期間:令和4年度~8年度)を令和4年3月に策定
        if at >= len(self._dates) or self._dates[at].start - max(end, close) > 30:
            return ""
        date = self._dates[at]
        between = text[end:date.start]
        if not _is_moment(date):
            return ""
        if _IS.match(text, date.end) and _CLEFT().fullmatch(between):
            return date.edtf
        if _CHANGED_IN.fullmatch(between) and _CHANGED_BY.match(text, date.end) or _BOUND.fullmatch(between) and _PREDICATE().match(text, date.end):
            return date.edtf
        return date.edtf if _TO_DATE.fullmatch(between) and self._shares_verb(at) else ""

    def _told_far(self, at: int, end: int) -> str:
        """Xは、…法第9条に規定する計画として平成28年11月に策定されたもの: the predicate of the sentence whose topic X is."""
        topic = _TOPIC_OF_SENTENCE.match(self._text, end)
        for date in self._dates[at:] if topic else ():
            between = self._text[end:date.start]
            if "。" in _BRACKETS.sub("", between) or date.start - end > _LONGEST_TOPIC:
                return ""
            if _is_moment(date) and not _ends_clause(_BRACKETS.sub("", between)) and _PREDICATE().match(self._text, date.end):
                return date.edtf
        return ""


def _is_moment(date: DateMention) -> bool:
    return date.kind in _KINDS and date.role not in _OTHER_ROLES and bool(date.edtf)


def _ends_clause(between: str) -> bool:
    """Whether a clause ends between two places, so that a date before belongs to another verb."""
    return bool(_CLAUSE_END.search(_NOT_CLAUSE().sub("", between)))

"""Candidates for programs in running text: the topics of the sentences under a pillar (…については, …では, …を支援するため)."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Iterator

from pipeline.extract import looked_back, topic_openings
from pipeline.extract.led import led
from pipeline.extract.measure_signs import PREDICATE, Around, Candidate, acted, ending, is_deed, of_name, ones, said
from pipeline.extract.mentions import Measure
from pipeline.extract.printed import squash
from pipeline.extract.table_pillars import Reach, column_of, of_rows
from pipeline.layout.document import Document, Unit
from pipeline.layout.numbering import label_of
from pipeline.layout.tables import column_roles
from pipeline.rules import load

_LONGEST = 80  # code points of a topic
_THEN = 60  # code points behind a topic that are looked at
_STOPS = re.compile("[。「『(」』)]")
_TOPIC = re.compile(
    r"[にをでの](?:(?P<about>(?:(?<=に)(?:ついて|つきまして|関して|関しまして|係る取組について)|(?<=を)(?:めぐって|巡って))[はも])、?"  # opens with one class, which is searched fast
    r"|(?P<setting>(?<=に)(?:おいて|あって|おきまして)[はも]|(?<=分野で)も|(?<=で)(?<!ことで)(?<!もので)(?<!だけで)(?<!までで)(?<!ためで)は)(?:主に|主として|特に|既に|すでに|現在|毎年度?|毎月)?、"
    r"|(?P<act>(?<=を)(?P<how>(?:[一-龥]{1,3}的(?:かつ|で|・))*(?:[一-龥]{1,3}的|強力|着実|円滑|迅速|確実|適切|広域|一体|一丸|重点)[にと](?:なって|して)?|より一層|一層|より|更に|さらに|広く|強く|力強く|共に|ともに)?(?P<verb>[^、。をはがの「」]{1,14}?)(?P<tail>するため|していくため|するために|るため|すため|くため|うため|むため|ぐため|ぶため|つため)(?:に?は?、|(?=[一-龥ァ-ヶA-Z])))"
    r"|(?P<to>(?<=に)(?P<answer>対応|対処|備え|応え|貢献|寄与|配慮)(?:する)?ため(?:に?は?、|(?=[一-龥ァ-ヶA-Z])))"
    r"|(?P<aim>(?<=の)ため(?:に)?、)"
    r"|(?P<toward>(?<=に)(?:向けて?|当たって|あたって)は?、)"
    r"|(?P<by>(?<=を)(?P<use>活用|利活用|利用|導入)し(?:て|、)))")
_OF_BOOK = re.compile(r"(?:第[0-9一二三四五六七八九十]{1,3}|[次前本各後同])(?:の)?[章節部編項]")  # 次章では
_TELLS = re.compile(r"(?:(?:令和|平成|20)[0-9元]+年度の)?(?:今後の|基本|対応|取組の?|推進の?|施策の|これまでの|主な|実施|計画の)?(?:方針|方向性?|進め方|取組|取り組み|取組状況|取組内容|取組の状況|実績|成果|推進方策)|(?:取り組んだ|行った|実施した)こと")  # labels of cells with running text
_SURVEYS = ("調査", "聞き取り", "アンケート")  # what they found is no topic
_OPINIONS = ("世論調査", "意識調査", "アンケート", "アンケート調査", "意向調査", "満足度調査", "実態調査")  # nor what people answered
_ANSWERED = re.compile("答え|回答|挙げ|感じ|思う|望む|不満|満足")
_DROPPED = frozenset({"推進", "支援", "促進", "図", "進め", "推し進め"})
_AMOUNT = re.compile(r"(?:[ \u3000]?(?<![0-9.,])[約計]?[0-9][0-9,.]*(?:億|[百千]?万|千)?円)?(?:[〔(\[][+＋△▲-]?[約計]?[0-9][0-9,.]*(?:億|[百千]?万|千)?円[〕)\]])?$")
_MONEY = 40  # code points of an amount with that in a bracket
_GOES_ON = re.compile("っ?てい$")  # 図っていく
_MANNER = re.compile(r"[きりいみちびぎしえけせてねめれげべ]方$(?<!い方)|(?:使い|行い|扱い)方$")  # 働き方, 進め方 are no persons
_OUGHT = re.compile("(?:必要|重要|不可欠|肝要|大切)(?:です|である|であり、?[^、。]*|だ|と(?:なって|され)い(?:る|ます)|となります|になります|になる)。?$|求められ(?:る|ます|て(?:いる|います|おります))。?$")  # tells what is to be done
_CLAUSE = re.compile(r"(?:は|が|も|により|によって|から|まで|中|中で|ほか|とともに|ながら|ところ|際|ことで|踏まえ|踏まえて|に対し|に対して|にかけて|ため|ために|として|に基づき|に伴い|を受け|を受けて|"
                     r"[年月日度]に?|以降)、")
_PARTICLE = re.compile(r"[、。)」をにはがのともでやへ](?![ぁ-ん]*[一-龥])")
_POINTING = re.compile(r"(?:これ|それ|その|この)(?:ら)?$|^(?:こ|そ)(?:れ|の|う)|^いずれ")
_OPEN_END = re.compile(r"[はがもを]$")
_TWO = re.compile(r"(?:は|が)、|[^一-龥]は[^一-龥]{0,2}、")
_SAYS = re.compile(r"[一-龥ァ-ヶー]は[一-龥0-9]")  # …への委託は令和7年3月をもって終わるため
_CAN = re.compile(r"(?:られ|でき|取れ|使え|読め|行え|見え|選べ)る?$")  # 画面で読み取れるため tells a reason
_GOING_ON = re.compile(r"(?:し|て|り|き|み)、")


@lru_cache(maxsize=1)
def _settings() -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for row in load("settings"):
        kinds.setdefault(row["kind"], []).append(row["word"])
    return {k: tuple(v) for k, v in kinds.items()}


def find(around: Around) -> Iterator[Candidate]:
    """The topics of all sentences under a pillar's heading, that a pillar's name leads, or in a part that looks back."""
    document, back = around.document, looked_back.sections(around.document, around.above)
    for unit in document.units:
        if unit.kind in ("paragraph", "item") and unit.end > unit.start:
            if (pillar := around.above.get(unit.section, -1)) >= 0:
                yield from _topics(around, unit, unit.start, pillar, "heading")
            elif unit.section in back:
                yield from _topics(around, unit, unit.start, -1, "")
    for unit, pillar, behind in led(document, around.pillars):
        yield from _topics(around, unit, behind, pillar, "list")
    for unit, pillar, method in _told_in_tables(around):
        yield from _topics(around, unit, unit.start, pillar, method)


def _told_in_tables(around: Around) -> Iterator[tuple[Unit, int, str]]:
    """Running text in the cells beside a label that says that it tells what is done (方針, これまでの取組), with the pillar that the row
    states or the table stands under, and how."""
    document = around.document
    telling = [table for table in document.tables if any(_TELLS.fullmatch(squash(cell.text)) for row in table.grid for cell in row[:-1])] if around.pillars else []
    if not telling:
        return  # most plans
    reach = Reach(around)
    for table in telling:
        by_name, heading = reach.named(table), around.above.get(table.section, -1)
        first = column_of(document, table.grid[table.header_rows:], column_roles(table.grid, table.header_rows), by_name)
        for row, stated in zip(table.grid[table.header_rows:], of_rows(document, table, first, by_name)):
            pillar = stated.index if stated is not None else heading
            for label, cell in zip(row, row[1:]):
                if pillar >= 0 and cell is not label and _TELLS.fullmatch(squash(label.text)):
                    told = (document.units[k] for k in cell.units)
                    yield from ((unit, pillar, "table" if stated is not None else "heading") for unit in told if document.reading.text[unit.end - 1] == "。")


def _topics(around: Around, unit: Unit, start: int, pillar: int, method: str) -> Iterator[Candidate]:
    """The topics of a unit's sentences from a position on."""
    document, text = around.document, around.document.reading.text
    for number, (a, b) in enumerate(_sentences(document, unit, start)):
        if (found := _topic(text, a, b, paragraph_open=number == 0)) is None:
            continue
        begin, stop, kind = found
        topic = text[begin:stop].rstrip()
        told = "".join(text[stop:b].split())
        tells = "acted" if acted(told) else ending(told)
        held = {f"kind:{kind}": True, "item": unit.kind == "item", "whole": text[b - 1] == "。", f"{kind} opens": number == 0, "led": method == "list", "scene": begin > a, f"{kind} tells {tells}": True}
        signs = {**around.section(unit.section), **of_name(document, unit, begin, stop), **said(f"then-{kind}", text[stop:min(b, stop + _THEN)]), **ones(held)}
        yield Candidate("topic", (Measure(begin, stop, "", "narrative", unit.section, pillar, method, 1.0, f"narrative.{kind}"),), signs,
                        ruled_out=kind == "setting" and tells == "state" and ("deed" not in signs or topic.endswith(_SURVEYS)) or kind == "setting" and (topic.endswith(_OPINIONS) or topic.endswith(_SURVEYS) and _ANSWERED.search(told) is not None)
                        or kind == "setting" and _OUGHT.search(told) is not None and "deed" not in signs or kind == "about" and tells == "state" and topic.endswith(_settings()["state"]))  # a setting is a topic where the sentence goes on to report what is done


def _sentences(document: Document, unit: Unit, start: int) -> Iterator[tuple[int, int]]:
    """The sentences of a unit from a position on; 。 inside quotation marks closes none."""
    text, depth = document.reading.text, 0
    for stop in _STOPS.finditer(text, start, unit.end):
        i, char = stop.start(), stop.group()
        if char in "「『(":
            depth += 1
        elif char in "」』)":
            depth = max(0, depth - 1)
        elif char == "。" and depth == 0:
            yield start, i + 1
            start = i + 1
    if start < unit.end:
        yield start, unit.end


def _topic(text: str, start: int, end: int, paragraph_open: bool) -> tuple[int, int, str] | None:
    """The place of the phrase that a sentence may have as its topic, and the kind of the form behind it; None if it opens with none.

    A paragraph's first sentence may set a scene before its topic (人口減少が進む中、観光振興については); a later one must open
    with the topic."""
    start, wanting = topic_openings.behind(text, start, end, paragraph_open)
    if wanting:
        return None
    for match in _TOPIC.finditer(text, start, min(end, start + 2 * _LONGEST)):
        if _inside_quotes(text, start, match.start()):
            continue
        kind = next(k for k in ("about", "setting", "aim", "toward", "to", "by", "act") if match.group(k))
        marked = match.group("toward") == "向けては、"  # 離島への輸送に向けては、 sets a topic in any sentence; 実現に向け、 only sets a scene there
        opened = _after_scene(text, start, match.start())
        if not paragraph_open and (opened > start or kind in ("by", "toward") and not marked):
            return None
        stop = _behind_verb(match) if kind == "act" else match.start()
        if kind in ("by", "to"):
            stop = match.end("use" if kind == "by" else "answer")
        if opened > start and kind not in ("about", "setting") and _of_topic(text[start:opened]):
            return None
        if kind == "setting" and text[opened:stop] in _settings()["others"]:
            return None
        stop = _before_amount(text, opened, stop)
        if _may_be(text[opened:stop].strip(), kind):
            return opened, stop, kind
        if kind not in ("setting", "toward") or not paragraph_open:
            return None
    return None


def _behind_verb(match: re.Match[str]) -> int:
    """Where the name in XをVするため ends: behind the stem of the verb, or before を where it only says that somebody acts."""
    verb, tail = match["verb"], match["tail"]
    if _GOES_ON.sub("", verb) in _DROPPED:  # also 計画的に推進する, 進めていく
        return match.start()
    if verb.endswith("させ") and tail.startswith("る"):  # 生産性を向上させるため
        return match.end("verb") - 2
    return match.end("verb") if tail.startswith("し") or tail.startswith("する") else match.end("verb") + 1


def _of_topic(before: str) -> bool:
    """Whether the clauses before a purpose close with a topic of their own that names something done (配食の運営は、…のため)."""
    return before.endswith("は、") and is_deed(before[:-2])


def _before_amount(text: str, start: int, stop: int) -> int:
    """Where a topic ends behind which an amount of money stands (水路の整備3億円〔+2億円〕)."""
    amount = _AMOUNT.search(text, max(start + 1, stop - _MONEY), stop) if text[stop - 1] in "円)〕]" else None
    return amount.start() if amount is not None else stop


def _inside_quotes(text: str, start: int, at: int) -> bool:
    part = text[start:at]
    return part.count("「") > part.count("」") or part.count("(") > part.count(")") or part.count("『") > part.count("』")


def _after_scene(text: str, start: int, stop: int) -> int:
    """Where the topic phrase starts, behind the clauses before it."""
    scenes = [m for m in _CLAUSE.finditer(text, start, stop) if not _inside_quotes(text, start, m.start())]
    return scenes[-1].end() if scenes else start


def _may_be(name: str, kind: str) -> bool:
    """Whether words can be a topic in such a form: not usual words that set a scene (本県では), no place, no persons, no clause."""
    kinds = _settings()
    if not 2 <= len(name) <= _LONGEST or name in kinds["whole"] or _OF_BOOK.fullmatch(name) or _PARTICLE.match(name) or _OPEN_END.search(name) or _POINTING.search(name):
        return False
    if name[-1].isascii() and (label := label_of(name)) is not None and label.word and label.text == name:
        return False  # 基本施策1では
    if kind in ("setting", "toward") and name.endswith(kinds["end"]) or kind == "aim" and name.endswith(kinds["person"]) and not _MANNER.search(name):
        return False
    if kind in ("setting", "about", "toward", "aim") and PREDICATE.search(name) or kind == "setting" and _GOING_ON.search(name):
        return False
    if kind == "act" and _CAN.search(name):
        return False
    return _TWO.search(name) is None and not (kind == "act" and _SAYS.search(name))

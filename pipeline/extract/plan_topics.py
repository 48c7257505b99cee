"""Which plan a sentence is about: the one that is its topic (第5次…計画は、; 「…」では), or that it says was decided (「…」を定めた); and
which one a heading or the head of a column names."""
from __future__ import annotations

import re

from pipeline.extract.plan_words import HALF, KIND

_KIND = rf"{KIND}(?:[ⅠⅡⅢⅣIV2-9]|(?:19|20)[0-9]{{2}}|[0-9]{{2}})?"
_BRACKET = r"(?:\((?:[^()\n]|\([^()\n]*\)){0,80}\))?"
_LEAD = r"(?:(?:この|その)うち、?(?:直近の|最新の|最も新しい|最後の)?|[ぁ-ん]{2,6}、|[^、。「」『』()\n]{0,16}(?:に|には|で|から)、)?(?:本|当)?(?:[都道府県市区町村]{1,2}(?:の|は|では|が))?(?:[^、。「」『』()\n]{0,16}(?:である|に[当あ]たる|の|として)、?(?=[「『]))?"
_NAME = rf"(?:[「『](?P<quoted>[^「」『』\n]{{3,60}})[」』]|(?P<bare>(?:第 ?[0-9一二三四五六七八九十]+ ?[期次])?[^、。「」『』()\n]{{2,40}}?{_KIND}{HALF}))"
_TOPIC = re.compile(rf"{_LEAD}{_NAME}{_BRACKET}(?:は|では|には|においては|の(?:計画)?(?:期間|基本目標|基本方針|政策目標|重点目標|施策の柱|柱|目標|構成|体系)は)")
_DECIDED = re.compile(rf"{_NAME}{_BRACKET}を(?:新たに)?(?:策定|決定|制定|公表|取りまとめ|とりまとめ|まとめ|定め|作成|作り|つくり|議決)")
_HEADED = re.compile(rf"(?:[(【〔\[]?(?:参考|再掲|補足)[)】〕\]:]?[ 　]?)?(?:(?:旧|前|現行?の?|新|次期|前回|今回|これまでの)(?:の?(?:計画|戦略|プラン))?[ 　]?(?:[(:]|である|・)?)?{_NAME}{_BRACKET}\)?"
                     r"(?:(?:の|における|に掲げる|に定める|に基づく|で掲げた|で定めた|による)[^。]{0,24}|について|[ 　:][^。]{0,24})?$")
_CERTAIN = re.compile(rf"(?:第 ?[0-9一二三四五六七八九十]+ ?[期次])?(?:[^、。()と]{{1,12}}?[都道府県市区町村](?!づくり|づく|民|政|内|土|庁|役|の).{{2,}}?(?!方針){_KIND}|[^、。()]{{2,30}}?{_KIND}\([^()]{{0,12}}(?:19|20|[HR]|昭和|平成|令和|第)[0-9元一二三])")
_ENDS = re.compile(rf"{_KIND}{HALF}$")
_COMMON = re.compile(rf"(?:本|この|その|当該?|同|次期?|前期?|前回の?|新たな|新しい|現行の?|今期の?|今回の?|上位|関連|国の|県の|市の|各種?|個別|部門別?|実施|行動|基本|総合|推進|情報化(?:推進)?|デジタル化?(?:推進)?|総合(?:計画)?|第 ?[0-9一二三四五六七八九十]+ ?[期次]の?)*{_KIND}")
_NO_NAME = re.compile(rf"[はがをへ]|^[こそ]のうち|となる|(?:(?<!基)本|この){_KIND}$|(?:新たな|新しい|次の|今回の|その|当該|各){_KIND}$|ための|として|という|による|に関する$|における|について|の{KIND}$")
_NATIONAL = re.compile("日本|国土|国家|我が国|デジタル社会の実現|デジタル田園都市|まち・ひと・しごと|世界最先端|e-Japan|i-Japan|科学技術")
_LED = re.compile(rf".*[っいんきれけめえ][ただ](?=第 ?[0-9一二三四五六七八九十]|[^、。]{{1,8}}[都道府県市区町村][^民政内土庁])|(?:続く|次ぐ)(?=第)|.*(?:[年月日](?:に|の)?|した|された|している|(?:策定|制定|推進|展開|改定)する)(?=[^ぁ-ん])|.*{_KIND}(?:である|に[当あ]たる)|[^の]{{0,4}}?{_KIND}の")  # before a name: 平成30年3月に策定した…, 前計画の…
_PROPER = re.compile(r"[都道府県市区町村](?=.)|[ァ-ヶA-Za-zぁ-ん0-9]|第.[期次]")  # what names of one body's plans have
_SENTENCES = 3  # back, of one paragraph


def topic(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the sentence text[start:end] names the plan that is its topic; None for none. A word for any plan (本計画) is none."""
    match = _TOPIC.match(text, start, end)
    return _place(match) if match is not None else None


def decided(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the sentence text[start:end] names the plan that it says was decided; None for none."""
    return next((place for match in _DECIDED.finditer(text, start, end) if (place := _place(match)) is not None), None)


def headed(text: str) -> tuple[int, int] | None:
    """Where a heading, a line over a list or the head of a column names the plan that what is below is about (…計画(平成13~17年度);
    【…戦略の概要】; (参考)…計画の施策体系; 旧計画(…計画)); None for none."""
    opened = len(text) - len(text.lstrip("【〔[<〈《■◆●○□ 　"))
    match = _HEADED.match(text, opened, len(text.rstrip("】〕]>〉》:")))
    if match is None or match["bare"] and not _CERTAIN.match(text, match.start("bare")):
        return None
    return _place(match)


def before(text: str, at: int) -> tuple[int, int] | None:
    """Where the sentences of a text before the one at a position name the plan that this one goes on about: the last that
    has such a topic or says that a plan was decided."""
    end = text.rfind("。", 0, at)
    for _ in range(_SENTENCES):
        if end < 0:
            return None
        start = text.rfind("。", 0, end) + 1
        if (place := topic(text, start, end) or decided(text, start, end)) is not None:
            return place
        end = start - 1
    return None


def _place(match: re.Match[str]) -> tuple[int, int] | None:
    start, end = match.span("quoted" if match["quoted"] else "bare")
    if match["bare"] and (led := _LED.match(match.string, start, end)) is not None:
        start = led.end()
    name = "".join(match.string[start:end].split())
    if not _ENDS.search(name) or _COMMON.fullmatch(name) or _NATIONAL.search(name):
        return None
    return None if match["bare"] and (_NO_NAME.search(name) or _PROPER.search(name) is None) else (start, end)

"""Lines that print a title: what of them belongs to the page or the site, and lines that only name a kind of plan."""
from __future__ import annotations

import re

KIND = "(?:計画|戦略|ビジョン|プラン|構想|大綱|方針|指針|プログラム)"  # of plans
_PLACE = "(?:ホームページ|公式|ウェブ|[Ww]eb|[Ss]ite|サイト|ポータル|役所|役場|県庁|都庁|府庁|区役所)"
_OF_SITE = re.compile(rf"[ 　]*[|｜][^|｜]*(?:{_PLACE}[^|｜]*|[都道府県市区町村])$|[ 　]+[-－–—][ 　]+(?:[^-－–— ]{{0,16}}{_PLACE}[^-－–— ]{{0,12}}|[^-－–— 0-9]{{2,8}}[都道府県市区町村])$")
_FILE = re.compile(r"[ 　]*[(（\[［【](?:PDF|ＰＤＦ|pdf|Word|Excel|ワード|エクセル)[^()（）\[\]［］【】]*[)）\]］】]$")  # [PDF:355KB]
_PAGE_OF = re.compile(r"[ 　]*[-－–—][ 　]*[0-9]{1,4}[/／][0-9]{1,4} ?(?:page|ページ|頁)?$")  # -007/112page
_DAY = r"[0-9元]{1,4}年[0-9]{1,2}月[0-9]{1,2}日"
_STAMP = re.compile(rf"^(?:(?:初期|最終)?(?:公開日|更新日|掲載日|登録日|作成日)[:： ]*(?:令和|平成)?{_DAY}(?:更新(?!日))?[ 　]*)+(?=.)|(?<=.)[ 　]*(?:初期|最終)?(?:公開日|更新日|掲載日|登録日|作成日)[:： ]*(?:令和|平成)?{_DAY}(?:更新(?!日))?$")
_TWICE = re.compile(rf"(?P<name>[^()（）]{{5,60}}?{KIND})")
_LONGEST = 200  # code points of a title that is more than a name
_KIND_ONLY = re.compile(rf"(?!{KIND}$)(?:[0-9一二三四五六七八九十]{{1,2}}つの)?(?:新たな|新しい)?(?:基本)?{KIND}(?:の(?:概要|策定|体系|ポイント|見直し|骨子))?(?:について)?")
_OF_BODY = re.compile("[都道府県市区町村]|第[0-9一二三四五六七八九十]{1,3}[期次]")
_TERM = re.compile("第[0-9一二三四五六七八九十]{1,3}[期次]")
_CALLED = re.compile(rf"[^ 、。「」『』(（はがを|]{{1,40}}(?:[都道府県市区町村]|第[0-9一二三四五六七八九十]{{1,3}}[期次])[^ 、。「」『』(（はがを|]{{0,24}}{KIND} [^ 、。「」『』はがを|]{{2,24}}(?:について)?|第[0-9一二三四五六七八九十]{{1,3}}[期次][^ 、。「」『』(（はがを|]{{2,30}}{KIND} [^ 、。「」『』はがを|]{{2,24}}(?:について)?")


def without_furniture(title: str) -> str:
    """A title without the name of the site, the size of a file, the page of a book or the day of an update beside it, and said once where a joined line
    says it again."""
    if len(title) > _LONGEST:
        return title
    found = title
    if "日" in found:
        found = _STAMP.sub("", found)
    for _ in range(2):
        found = _PAGE_OF.sub("", _FILE.sub("", _OF_SITE.sub("", found)))
    name = _TWICE.match(found)
    again = found.find(name["name"], name.end()) if name is not None else -1
    return found[:again].rstrip() if name is not None and again > 0 and found[again - 1] in ")） 　" else found


def is_kind_only(line: str) -> bool:
    """Whether a line is nothing but a word for a kind of plan (基本構想, 3つの基本方針, 計画の概要)."""
    return _KIND_ONLY.fullmatch("".join(line.split())) is not None


def is_of_body(line: str) -> bool:
    """Whether a line names a body or counts its plans (港市基本計画, 第2次基本計画)."""
    return _OF_BODY.search(line) is not None


def is_term(line: str) -> bool:
    """Whether a line is nothing but the number of a plan (第四次), over its name."""
    return len(line) < 12 and _TERM.fullmatch("".join(line.split())) is not None


def is_called(line: str) -> bool:
    """Whether a line is the name of a plan with what it is called besides (第4次港市教育計画 まなびの世紀)."""
    return _CALLED.fullmatch(line) is not None

"""Names in hiragana before a compound noun: whether みなと in みなと市総合計画 belongs to the name, and it in 県がICT戦略 does not."""
from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.of_text import OfText
from pipeline.extract.wording import pattern
from pipeline.tokens import tokenizer

_RUN = re.compile(r"[ぁ-んー]{2,}\Z")
_LONGEST_RUN = 12  # code points
_LONGEST_NAME = 6
_BEFORE = 24  # code points of the clause before a name that are read as morphemes
_BEHIND = 8
_CLAUSE = re.compile(r"[。、,.「」『』()\n・: ]")
_NEAR_BODY = pattern(r"(?!<no_body>)[一-鿿]{0,2}[県市区町村](?![民街内場役域画間分立村町長議])")
_PARTICLE_END = frozenset("のをがはにでともへるたてなやいく")
_OPENS = frozenset("。、\n(「『・:")  # before the first word of a clause
_PARTICLES = frozenset("のがはにとをもへでや")
_OPEN_END = frozenset("のなるがをにでてたへく")  # この市, わが町, 「みんなで創る…」
_BODY_HEAD = pattern(r"(?<![ぁ-んー一-鿿々])([ぁ-んー]{2,6})(?=(?!<no_body>)[県市区町村](?![民街内場役域画間分立村町長議]))")
_NAMED = r"([ぁ-んー]{2,6})(?=[一-鿿ァ-ヺA-Za-z][^「」『』\n。、]{0,40}?(?:計画|戦略|プラン|ビジョン|構想|大綱)"
_QUOTED_HEAD = re.compile(rf"[「『]{_NAMED}[^「」『』\n。、]{{0,8}}[」』])")
_TITLE_HEAD = re.compile(rf"{_NAMED}[^。、\n]{{0,20}}\n)")
_OPENING_WORD = re.compile(r"(?:(?<=[\n「『・】])|\A)([ぁ-んー]{2,6})([一-鿿ァ-ヺA-Za-z][一-鿿ァ-ヺA-Za-z]?)")
_LEAST_OPENED = 3  # different words that a name opens at the heads of lines and names
_COUNTED = re.compile(r"第[0-9一二三四五六七八九十IVX]{1,4}[期次]\Z")
_LONGEST_COUNT = 7  # code points
_BEHIND_COUNT = frozenset(("から", "まで", "より", "など", "でも", "とも", "にも", "には", "では", "とは", "のみ", "だけ", "ごと", "および", "ならびに", "または"))
_JOINING = ("助詞", "助動詞", "接続詞", "代名詞", "連体詞")  # what goes on behind 第2期 with no name
_NO_NAMES = ("代名詞", "副詞可能", "助動詞語幹", "数詞")


def kana_start(text: str, start: int, end: int, lowest: int) -> tuple[int, bool]:
    """The start of the hiragana that belong to the compound `text[start:end]` right behind them, not before `lowest`, and
    whether they are a name; `start` if there are none.

    A name is what the text shows elsewhere as that of a body (みなと県) or at the head of its title or of a plan in quotation marks,
    what opens a clause, and what SudachiPy knows as a place; before 市, 町 and the like any noun. Of a word (ため池) only its beginning is found."""
    run = _RUN.search(text, max(lowest, start - _LONGEST_RUN), start)
    if run is None or not start < end:
        return start, False
    for at in range(max(run.start(), start - _LONGEST_NAME), start - 1):
        if text[at:start] in _shown(text) and (at == run.start() or text[at - 1] in _PARTICLES):
            return at, True
    if _COUNTED.search(text, max(lowest, run.start() - _LONGEST_COUNT), run.start()) and _is_word(text[run.start():min(end, start + _BEHIND)], start - run.start()):
        return run.start(), True  # 第2次みなとスマートプラン
    if (run.start() == 0 or text[run.start() - 1] in _OPENS) and len(run.group()) <= _LONGEST_NAME and _is_word(text[run.start():min(end, start + _BEHIND)], start - run.start(), coined=True) \
            and text[start - 1] not in _PARTICLE_END:
        return run.start(), True  # みなとやまICTプランは: no particle opens a sentence
    body = _NEAR_BODY().match(text, start, end)
    if body is None and text[start - 1] in _PARTICLE_END:
        return start, False
    first = max(lowest, start - _BEFORE)
    for mark in _CLAUSE.finditer(text, first, start):
        first = mark.end()
    found, named = _noun_start(text[first:min(end, start + _BEHIND)], start - first, body.end() - start if body else 0)
    return first + found, named


@OfText
def _shown(text: str) -> frozenset[str]:
    """The names in hiragana that a text shows at the head of a body, of its title, or of a plan in quotation marks."""
    titled = _TITLE_HEAD.match(text)
    quoted = {match[1] for match in (*([titled] if titled else []), *_QUOTED_HEAD.finditer(text)) if match[1][-1] not in _OPEN_END}
    bodies = {match[1] for match in _BODY_HEAD().finditer(text) if match[1][-1] not in _OPEN_END}
    bodies = {name for name in bodies - quoted if _noun_start(name + "市", len(name), 1) == (0, True)}
    return frozenset(quoted | bodies | _coined(text))


def _coined(text: str) -> set[str]:
    """The words in hiragana that open several lines or names, each before another word (みなと電子申請, みなと遠隔診療), and that no dictionary holds as one word."""
    opened: dict[str, set[str]] = {}
    for match in _OPENING_WORD.finditer(text):
        opened.setdefault(match[1], set()).add(match[2])
    return {name for name, behind in opened.items() if len(behind) >= _LEAST_OPENED and name[-1] not in _OPEN_END and name not in _BEHIND_COUNT
            and len(tokenizer().tokenize(name)) > 1}


@lru_cache(maxsize=1024)
def _is_word(words: str, length: int, coined: bool = False) -> bool:
    """Whether the hiragana `words[:length]` behind an ordinal are words of a name (みなと, いきいき), not what joins it to the rest
    of the sentence (から, においても). coined: whether they must be more than one common word (みなとやま, not りんご)."""
    if words[:length] in _BEHIND_COUNT:
        return False
    run = [morpheme for morpheme in tokenizer().tokenize(words) if morpheme.begin() < length]
    classes = [run[k].part_of_speech() for k in (0, -1)]
    return run[-1].end() == length and words[length - 1] not in "にてで" and not any(own[0] in _JOINING for own in classes) \
        and (len(run) > 1 or classes[0][1] == "固有名詞" or not coined and classes[0][1] != "非自立可能")


@lru_cache(maxsize=1024)
def _noun_start(words: str, at: int, body: int) -> tuple[int, bool]:
    """Where the nouns in hiragana begin that end at `at`, and whether they are a name; `at` if none does. `body`: the
    length of what closes the name of a body behind them (市, 野市), 0 if nothing does."""
    start = at
    for morpheme in reversed(list(tokenizer().tokenize(words))):
        if morpheme.begin() >= start:
            continue
        classes = morpheme.part_of_speech()
        if start == at and classes[2] == "地名" and (body or at - morpheme.begin() > 2):
            return morpheme.begin(), True
        if start == at < morpheme.end() and classes[0] == "名詞":
            return morpheme.begin(), False
        if body != 1 or morpheme.end() > start or classes[0] != "名詞" or classes[1] in _NO_NAMES or classes[2] in _NO_NAMES \
                or _RUN.match(words, morpheme.begin(), morpheme.end()) is None:
            break
        start = morpheme.begin()
    return start, start < at

"""Provisions: articles, paragraphs and items of a law as printed after its name (第2条の3第1項第4号, 附則第2条)."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.dates.numerals import KANJI, number

_N = rf"(?:[0-9]{{1,5}}|[{KANJI}]{{1,7}})"
_BRANCH = rf"(?:の{_N}(?![0-9{KANJI}つ]|か[月所年国]|点|項目|年|月|件|種|者|人|割|個|回|部|般|定|方|体|連|貫|層|時))"
_ARTICLE = rf"第(?P<article>{_N})条(?P<branch>{_BRANCH}*)"
_PARAGRAPH = rf"第?(?P<paragraph>{_N})項(?!目)"
_ITEM = rf"第?(?P<item>{_N})号(?P<itembranch>{_BRANCH}*)"
PRINTED = rf"第{_N}条(?:の{_N})*(?:第{_N}項)?(?:第{_N}号)?"  # a pattern for an article with its paragraph and item
_WHOLE = re.compile(rf"の?(?P<annex>附則)?(?:{_ARTICLE}(?:{_PARAGRAPH})?(?:{_ITEM})?)(?!約)")
_SUPPLEMENT = re.compile(rf"の?(?P<annex>附則)第(?P<paragraph>{_N})項")
_PARTIAL = re.compile(rf"(?:第(?P<paragraph>{_N})項(?!目)(?:{_ITEM})?|第(?P<item2>{_N})号(?P<itembranch2>{_BRANCH}*))")
_NEXT = re.compile(r"(?:本文|ただし書き?|前段|後段|各号)?(?:、?(?:及び|並びに)|又は|若しくは|と|や|、|,|・|かつ)"
                   r"(?=(?:附則)?第)")
_TO = re.compile(rf"(?:から|~|〜|-|–|—|―)第(?P<n>{_N})(?P<unit>条|項|号)(?P<branch>{_BRANCH}*)(?:{_PARAGRAPH})?")
_SPLIT = re.compile("の")


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in a law. start, end: positions in the reader's text; article `33の5の2`, `附則6` or a range `3/5`;
    paragraph and item in Arabic figures; empty where not printed."""

    start: int
    end: int
    article: str = ""
    paragraph: str = ""
    item: str = ""


def gap(text: str, position: int) -> int:
    """The place behind the space between a name and an article (森林法 第10条); `position` where there is none."""
    return position + text.startswith((" 第", " 附則"), position)


def after(text: str, position: int, article: str = "") -> list[Provision]:
    """The provisions printed at `position`: one, or several in a list (第3条及び第4条); none gives an empty list.

    `article`: the article that a bare paragraph belongs to (同条第2項); without it a bare paragraph is none."""
    first = _one(text, position, article)
    if first is None:
        return []
    found = [first]
    while (link := _NEXT.match(text, found[-1].end)) is not None:
        following = _one(text, link.end(), found[-1].article, found[-1].paragraph)
        if following is None:
            break
        found.append(following)
    return found


def _one(text: str, position: int, article: str = "", paragraph: str = "") -> Provision | None:
    match = _WHOLE.match(text, position)
    if match is not None:
        sign = "附則" if match["annex"] else ""
        found = Provision(position, match.end(), sign + _figure(match["article"]) + _branches(match["branch"]),
                          _figure(match["paragraph"]), _figure(match["item"]) + _branches(match["itembranch"]))
    elif (match := _SUPPLEMENT.match(text, position)) is not None:
        found = Provision(position, match.end(), "附則", _figure(match["paragraph"]))
    elif article and (match := _PARTIAL.match(text, position)) is not None:
        item = _figure(match["item"] or match["item2"]) + _branches(match["itembranch"] or match["itembranch2"])
        found = Provision(position, match.end(), article, _figure(match["paragraph"]) or paragraph, item)
    else:
        return None
    return _extended(text, found)


def _extended(text: str, found: Provision) -> Provision:
    """The provision with the end of its range, if one follows (第3条から第5条まで)."""
    match = _TO.match(text, found.end)
    if match is None:
        return found
    last = _figure(match["n"]) + _branches(match["branch"])
    if match["unit"] == "条" and not found.item:
        end = match.end("branch")
        return replace(found, end=end, article=f"{found.article}/{last}")
    if match["unit"] == "項" and found.paragraph and not found.item:
        return replace(found, end=match.end("branch"), paragraph=f"{found.paragraph}/{last}")
    if match["unit"] == "号" and found.item:
        return replace(found, end=match.end("branch"), item=f"{found.item}/{last}")
    return found


def _figure(printed: str | None) -> str:
    return str(number(printed)) if printed else ""


def _branches(printed: str | None) -> str:
    return "".join(f"の{number(part)}" for part in _SPLIT.split(printed) if part) if printed else ""

"""Other spellings of a project's name, as other places and other documents print it."""
from __future__ import annotations

import re
import unicodedata
from random import Random

_KANJI_SPACE = re.compile(r"(?<=[一-鿿ァ-ヺー])(?=[一-鿿])")
_LONG = re.compile(r"(?<=[ァ-ヺ]{3})ー(?![ァ-ヺー])")
_SPELLED = (("子ども", "こども"), ("手続", "手続き"), ("取組", "取り組み"), ("見守り", "見守"), ("障害", "障がい"), ("まちづくり", "街づくり"),
            ("問合せ", "問い合わせ"), ("申込", "申し込み"))


def _without_kind(name: str, draw: Random) -> str:
    return name.removesuffix("事業") if len(name) >= 7 else name


def _of_year(name: str, draw: Random) -> str:
    year = draw.choice((f"令和{draw.randint(2, 8)}年度", f"R{draw.randint(2, 8)}年度", f"平成{draw.randint(27, 30)}年度"))
    return draw.choice((f"{year}{name}", f"{name}（{year}）", f"{name}〈{year}〉", f"{name}（{year}分）"))


def _of_term(name: str, draw: Random) -> str:
    term = f"第{draw.randint(2, 4)}期"
    return draw.choice((f"{term}{name}", f"{name}（{term}）"))


def _marked(name: str, draw: Random) -> str:
    return draw.choice((f"【新規】{name}", f"{name}【拡充】", f"{name}（再掲）", f"★{name}", f"({draw.randint(1, 9)}) {name}", f"・{name}"))


def _quoted(name: str, draw: Random) -> str:
    return name if "「" in name else draw.choice((f"「{name}」", f"『{name}』"))


def _unquoted(name: str, draw: Random) -> str:
    return name.replace("「", "").replace("」", "")


def _wide(name: str, draw: Random) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in name)


def _narrow(name: str, draw: Random) -> str:
    return unicodedata.normalize("NFKC", name)


def _half_katakana(name: str, draw: Random) -> str:
    table = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
    return "".join("".join(table.get(part, part) for part in unicodedata.normalize("NFD", c)).replace("\u3099", "ﾞ").replace("\u309A", "ﾟ")
                   if "ァ" <= c <= "ー" else c for c in name)


def _spaced(name: str, draw: Random) -> str:
    places = [match.start() for match in _KANJI_SPACE.finditer(name)]
    if not places:
        return name
    at = draw.choice(places)
    return name[:at] + draw.choice((" ", "　")) + name[at:]


def _short_vowel(name: str, draw: Random) -> str:
    return _LONG.sub("", name)


def _respelled(name: str, draw: Random) -> str:
    for one, other in _SPELLED:
        if one in name and other not in name:
            return name.replace(one, other, 1)
    return name


def _of_department(name: str, draw: Random) -> str:
    return f"{name}（{draw.choice(('企画課', '総務部', '地域振興課', '産業政策課・観光課'))}）"


KINDS = {"事業 left out": _without_kind, "year": _of_year, "term": _of_term, "mark": _marked, "quoted": _quoted,
         "quotation marks left out": _unquoted, "wide": _wide, "NFKC": _narrow, "half-width katakana": _half_katakana,
         "space": _spaced, "long vowel left out": _short_vowel, "spelling": _respelled, "department": _of_department}
_INNER = ("事業 left out", "quotation marks left out", "space", "long vowel left out", "spelling", "wide", "NFKC", "half-width katakana")


def variant(name: str, draw: Random) -> str:
    """A spelling of the same project's name: one or two changes inside it, then at most one around it."""
    for kind in draw.sample(_INNER, draw.randint(1, 2)):
        name = KINDS[kind](name, draw)
    return KINDS[draw.choice(("year", "term", "mark", "quoted", "department"))](name, draw) if draw.random() < 0.6 else name

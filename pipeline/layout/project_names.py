"""How names of projects, systems and schemes end (rules/project_suffixes.csv), and how no name begins."""
from __future__ import annotations

import re
from functools import lru_cache

from pipeline.layout.lines import in_bracket
from pipeline.rules import load

PARTICLES = r"(?:の|に|と|へ|が|で|及び|並びに|又は)(?=[一-龥ァ-ヶA-Za-zＡ-Ｚ])|に(?:よる|おける|関する|向けた|対する|係る|伴う|応じた|基づく)"
GOES_ON = re.compile(rf"[「『（(を-んァィゥェォャュョッー、・]|{PARTICLES}|(?:促進|推進|支援|整備|普及|強化|構築)[一-龥]{{0,3}}(?:事業|金|補助|助成)"
                     r"|(?:事業費?|補助金?|助成金?|交付金|奨励金|モデル事業|システム|センター|サービス|ネットワーク|プラットフォーム|ポータル(?:サイト)?|サイト|アプリ)(?:[ \u3000]*$|[（(【〔\[])")
"""What a line opens with that goes on with the name in the line above."""


_KATAKANA = re.compile("[ァ-ヺー]{2}")
_END = re.compile("(?:運営|更新|整備|推進|導入|構築|開発|実施|活用|普及|支援|促進|強化|拡充|開催|管理|改修|実証|連携|利用)(?:事業費?|補助金?|助成金?|制度|システム|センター)(?:[(（【〔\\[][^()（）【】〔〕\\[\\]]*[)）】〕\\]])*$")  # 更新事業: no name by itself


@lru_cache(maxsize=1)
def suffixes() -> tuple[str, ...]:
    """Their last words, in the order of the file."""
    return tuple(row["suffix"] for row in load("project_suffixes") if row["level"] == "project")


@lru_cache(maxsize=1)
def alternatives() -> str:
    """The same as alternatives of a pattern."""
    return "|".join(map(re.escape, suffixes()))


def runs_on(above: str, below: str) -> bool:
    """Whether the name in a line goes on in the next one: inside a bracket, a word in katakana or with its last letter, or with what opens no other cell."""
    return in_bracket(above, below) or GOES_ON.match(below) is not None or len(below) == 1 or _KATAKANA.fullmatch(above[-1:] + below[:1]) is not None \
        or ends_one(above, below)


def ends_one(above: str, below: str) -> bool:
    """Whether a line holds but the end of the name in the line above (運営事業, which is no name by itself)."""
    return _END.match(below) is not None and not above.endswith(("。", "事業", "金", "助成", "制度"))

"""What stands in front of the topic of a sentence: bullets, labels (施策の概要 ●…) and conjunctions; none is part of it."""
from __future__ import annotations

import re

_SIGNS = "●○◎◇◆■□▼▽▲△►▶➢✓✔"
_SIGN = re.compile(rf"[ \u3000]*(?:[{_SIGNS}](?![{_SIGNS}])|[・•※] ?)[ \u3000]*")  # no ○○地区
_LINK = re.compile(r"(?:また|さらに|更に|加えて|併せて|あわせて|このほか|そのほか|なお|そして|(?:その)?一方で?|しかし(?:ながら)?|ただし|もっとも|その反面|同時に|特に|このため|そのため|これに加え|次に|まず|最後に|"
                   r"今後は?|引き続き|とりわけ|具体的には|その上で|これらに加え|他方)(?:、|,)?"
                   r"|(?:そこで|そのうえで|くわえて|なかでも|中でも|したがって|従って|例えば|たとえば|その後|こうした(?:なか|中)で?|このような(?:なか|中)で?|ついては|並びに|ならびに|すなわち)[、,]")
_PART = "(?:取組|取り組み|施策|事業|対応|対策)?の?(?:方針|方向性?|課題|現状|取組|取り組み|施策|内容|概要)"  # a part of a measure, by its name
_LABELLED = re.compile(r"[【〔\[<＜《〈][^【】〔〕\[\]<>＜＞《》〈〉。、]{2,10}[】〕\]>＞》〉][ \u3000]?(?=[^、。はがをにのでと])"  # 【取組】 over the paragraph that it opens
                       rf"|[(（](?:今後|主|具体的)?[のな]?{_PART}[)）][ \u3000]?|(?:今後|主|具体的)?[のな]?{_PART}(?:[ \u3000]+(?=\S)|(?=[{_SIGNS}]))")
_WANTING = re.compile(r"(?:課題|問題点)[】〕\]>＞》〉)）]?$")  # (課題)…: what is lacking


def behind(text: str, start: int, end: int, paragraph_open: bool) -> tuple[int, bool]:
    """Where what a sentence tells begins, and whether a label says that it tells what is lacking ((課題)…).

    Labels without a bullet before them open paragraphs only."""
    wanting, labelled, moved = False, paragraph_open, True
    while moved and start < end:
        moved = False
        if (sign := _SIGN.match(text, start, end)) is not None:
            start, labelled, moved = sign.end(), True, True
        if labelled and (label := _LABELLED.match(text, start, end)) is not None:
            wanting = wanting or _WANTING.search(label.group().rstrip()) is not None
            start, labelled, moved = label.end(), False, True
        if (link := _LINK.match(text, start, end)) is not None and link.end() > start:
            start, moved = link.end(), True
    return start, wanting

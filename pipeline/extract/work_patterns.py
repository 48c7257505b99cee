"""Patterns of the parts of a reference: places in a work, pages, addresses, dates in English."""
from __future__ import annotations

import re

SEPARATORS = "、。,;:/ \u3000\n，．；：｡"
OPEN = {"(": ")", "[": "]", "<": ">", "〈": "〉", "《": "》", "〔": "〕", "【": "】"}

_CHARS = r"(?:[!#-'*-;=?-Z_a-z~&@]|_\([^()\s]*\))"
URL = re.compile(rf"(?:h ?t ?t ?p ?s? ?: ?/ ?/(?: (?=www\.))?|www\.){_CHARS}+")
URL_LABEL = re.compile(r"(?:URL|ＵＲＬ|url|アドレス|リンク先?|掲載先)[: ]*(?=[<(〈]?(?:https?:|www\.))")
URL_MORE = re.compile(rf" ({_CHARS}+)")
URL_TRAIL = re.compile(r"[.,;:!?'\])]+\Z")
DATE_LIKE = re.compile(r"[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9/])|p{1,2}\.? ?[0-9]"
                       r"|(?:accessed|viewed|retrieved)\b|[0-9]{1,4}\Z|https?:", re.I)
NUMBER_OF = re.compile(r"(?:doi|DOI)[: ]*10\.[0-9]{4,9}/[-._;()/:A-Za-z0-9]+|ISBN[: ]*[0-9][-0-9Xx]{8,16}")

_N = "(?:[0-9一二三四五六七八九十百]{1,4}|[IVX]{1,5})"
_BRANCH = "(?:[-‐–—−][0-9]{1,3})"
_PLACE = "|".join((
    rf"第{_N}(?:部|編|章|節|款|項|巻|号|集|輯|報|冊|分冊|図表|図|表)", rf"第[0-9]{{1,3}}{_BRANCH}{{1,3}}(?:図表|図|表|節|章|号)",
    r"[0-9]{1,3}巻(?:第?[0-9]{1,3}号)?", r"[0-9]{1,4}号", r"[0-9]{1,3}(?:章|節)",
    r"[0-9]{1,4}\([0-9]{1,3}(?:[-・][0-9]{1,3})?\)",
    rf"(?:[Vv]ol|VOL|[Nn]o|NO)(?:\. ?| )?[0-9]{{1,5}}{_BRANCH}?(?:\([0-9]{{1,3}}(?:[-・][0-9]{{1,3}})?\))?",
    r"(?:参考|附属|付属|配布|配付|会議|説明|補足|関連|巻末|添付|提出)?"
    rf"(?:図表|付表|付図|別表|別紙|別添|統計表|資料|図|表|特集|コラム|トピックス?|補論|事例)(?:編)? ?{_N}{_BRANCH}{{0,3}}(?:-[0-9a-z]{{1,2}})?",
    r"(?:Chapter|Part|Section|Table|Figure|Fig\.|Annex|Box) ?(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[IVX]{1,5})", "[上中下]巻"))
LOCATOR = re.compile(rf"(?:{_PLACE})(?:(?:[、,] ?| )?(?:{_PLACE}))*")
SERIAL = re.compile(r"巻|号|輯|集|[Vv]ol|VOL|[Nn]o|NO|[0-9]\(")
LOCATOR_GAP = re.compile("[ 、,]")

_DASHES = "[-~〜–—‐―−・,、]"
_RANGE = rf"[0-9]{{1,4}}(?: ?{_DASHES} ?(?:p{{1,2}}\.? ?)?[0-9]{{1,4}}(?![0-9年月/]|\.[0-9]))*"
PAGES = re.compile(rf"(?<![A-Za-z])[pP]{{1,2}}(?:\. ?| )?(?P<after>{_RANGE})(?:頁|ページ)?"
                   rf"|(?!(?:19|20)[0-9]{{2}} ?[,、])(?P<before>{_RANGE}) ?(?:頁|ページ|p\b|pp\b)(?!数)")
YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年)?(?=[、。,;:) \]\n]|\.(?![0-9])|\Z)")

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
ENGLISH_DATE = re.compile(rf"(?:(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)? )?(?P<m>{_MONTH})\.?,? "
                          r"(?:(?P<e>[0-9]{1,2})(?:st|nd|rd|th)?, ?)?(?P<y>(?:19|20)[0-9]{2})(?![0-9])")

LEGAL_FORM = re.compile(r"\((?:独|国研|大|一社|公社|一財|公財|社|財|株|有|合|地独|特非|NPO|社福|福|学|医|協|宗|企|中)\)")
CONJUNCTION = re.compile(r"及び|および|並びに|ならびに|(?:と|や)(?=[「『“]|[一-鿿ァ-ヺーA-Za-z・]{2,30}[「『“])")

_SPECIAL = "|".join((
    r"https?://|www\.|URL|url|アドレス[: ]|第[0-9一二三四五六七八九十百IVX]|[Vv]ol\.|[Nn]o\. ?[0-9]|(?<![A-Za-z])[pP]{1,2}\.? ?[0-9]",
    r"(?<![0-9])[0-9]{1,4}(?:[-~〜–][0-9]{1,4})? ?(?:頁|ページ)|[0-9]{1,3}巻",
    r"(?:最終)?(?:アクセス|閲覧|参照|確認|取得|入手)(?:年月)?日|[Aa]ccessed"))
_STOP = f"[{re.escape(SEPARATORS + ''.join(OPEN) + ''.join(OPEN.values()) + '「『“〝')}]"
FULL_STOP = re.compile(r"(?<![.A-Z])\.(?= |\n|\Z|[^\x00-\x7f]|https?:|pp?\.|(?<=[^\x00-\x7f].)(?:19|20)[0-9]{2}(?![0-9]))")  # also ． of full width before figures: 白書．2021．https:
BREAK = re.compile(f"{_STOP}|{FULL_STOP.pattern}|{_SPECIAL}")


def iso(match: re.Match[str]) -> str:
    """The EDTF form of an ENGLISH_DATE; empty if there is no such day."""
    month = next((k for k, name in enumerate(_MONTHS, 1) if name.startswith(match["m"].lower()[:3])), 0)
    day = int(match["d"] or match["e"] or 0)
    if not month or day > 31:
        return ""
    return f"{match['y']}-{month:02}" + (f"-{day:02}" if day else "")


def pages_value(printed: str) -> str:
    """`12～15`, `12-p.15` → `12-15`; `12、15` → `12,15`."""
    plain = re.sub(r"[pP]{1,2}\.?| ", "", printed)
    return re.sub("[、・]", ",", re.sub("[~〜–—‐―−]", "-", plain))

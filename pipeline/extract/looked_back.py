"""Parts of a plan that look back on what was done before it (前計画の総括, これまでの取組と成果): what they report on stands under no pillar of the plan."""
from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.extract.printed import squash
from pipeline.layout.document import Document

_BEFORE = r"(?:前|旧|先の|過去|従来|昨年度|これまで|今まで|此れまで|この間|第[0-9一二三四五六七八九十]+[次期回]|[0-9一二三四五六七八九十]+(?:か|ヶ|カ|ケ|箇)?年(?:間|度)?の|現行?の?(?=(?:計画|プラン|戦略|ビジョン|大綱|指針|方針))|(?:計画|プラン|戦略|ビジョン|大綱|指針|構想)[」』]?(?:[(（][^()（）]*[)）])?の)"
_LOOK = r"(?:総括|評価|検証|成果|実績|進捗|進ちょく|達成|取組|取り組み|とりくみ|振り?返り|ふり[返か]え?り|到達|反省|点検|歩み|あゆみ|結果|施策の状況)"
_BACK = re.compile(rf"{_BEFORE}.{{0,24}}?{_LOOK}")
_ALONE = re.compile(r"(?:主な|おもな|施策の|事業の|計画の|取組の|主要(?:な)?施策の|県の|本県の|市の|本市の|情報化の)?(?:(?:取組|取り組み|実施|進捗|達成|推進)(?:の)?(?:状況|実績|成果|結果)|成果|実績|総括|振り?返り|ふりかえり)(?:と(?:今後の|残された)?(?:課題|評価|展望|反省)|及び課題|・課題)?")
_AHEAD = re.compile(r"これから|今後の(?:取組|施策|方向|展開)|(?:方向性?|目標|方針|考え方|体系|体制|仕組み|方法|管理|位置付け|位置づけ|概要|趣旨|期間|予定)$|に向けて$|反映$")
_STATE = re.compile(r"^(?:(?:本|当)?[県市町村都道府]の|主な|今後の|残された|新たな|明らかになった|見えてきた|浮かび上がった)*(?:現状|課題|問題点|背景|動向|環境|概況|指標)(?:[とや及び・].*)?$|^(?:国|国内外|政府|社会|時代|世界|技術|法|法制度|法令)[^前取施策]*$|(?:動向|動き|情勢|環境|潮流|流れ|背景|状況の変化|法律|法制度?|声|進め方|役割|調査(?:の?結果)?|アンケート(?:の?結果)?|(?:意見|ニーズ|意識)(?:の?結果)?)$")


def sections(document: Document, above: Mapping[int, int]) -> frozenset[int]:
    """The sections under no pillar whose own title, or that of one above them, looks back. above: the pillar over each section, -1 for none."""
    looking: dict[int, bool] = {}
    for k, section in enumerate(document.sections):
        title = squash(section.title)
        if _AHEAD.search(title) or _STATE.search(title):
            looking[k] = False
        else:
            looking[k] = _BACK.search(title) is not None or _ALONE.fullmatch(title) is not None or looking.get(section.parent, False)
    return frozenset(k for k, back in looking.items() if back and above.get(k, -1) < 0)

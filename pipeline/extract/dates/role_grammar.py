"""The grammar around dates from which their roles are read: patterns before (anchored at the end) and behind a date."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.dates.numerals import KANJI
from pipeline.extract.dates.words import any_of

_K = f"[0-9{KANJI}]"
_YEARS = rf"{_K}{{1,3}}(?:年度?間?|[かヶケカヵ箇]年)"
_QUOTE = r"[」』\"”]"
_END = r"(?=[)\]〕】>。、.,;/\n]|$)"


class RoleGrammar(NamedTuple):
    """Compiled patterns. Names in `_before` are searched in the text before a date, `_header` in the headers of its
    cell; `titled`, `after_title`, `plan_brackets` too end where the date begins; the others match where it ends, but
    for `source` (the start of the unit), `goal`, `past_attribute`, `past_end` and `clause_end` (the rest of the
    sentence) and `alone_in_cell` (both sides, joined by `|`).
    """

    edition: re.Pattern[str]
    law_number: re.Pattern[str]
    accessed_after: re.Pattern[str]
    accessed_note: re.Pattern[str]
    accessed_before: re.Pattern[str]
    decided: re.Pattern[str]
    titled: re.Pattern[str]
    bracket_on: re.Pattern[str]
    after_title: re.Pattern[str]
    ended: re.Pattern[str]
    cited_place: re.Pattern[str]
    source: re.Pattern[str]
    period_after: re.Pattern[str]
    period_before: re.Pattern[str]
    period_heading: re.Pattern[str]
    decided_label: re.Pattern[str]
    earlier_plan: re.Pattern[str]
    range_of_period: re.Pattern[str]
    called_period: re.Pattern[str]
    plan_line: re.Pattern[str]
    counted: re.Pattern[str]
    tells: re.Pattern[str]
    plan_title: re.Pattern[str]
    plan_from: re.Pattern[str]
    plan_of_range: re.Pattern[str]
    term_before: re.Pattern[str]
    term_topic: re.Pattern[str]
    term_lasts: re.Pattern[str]
    plan_topic: re.Pattern[str]
    plan_made: re.Pattern[str]
    plan_doer: re.Pattern[str]
    plan_until: re.Pattern[str]
    plan_shows: re.Pattern[str]
    to_be_done: re.Pattern[str]
    period_label: re.Pattern[str]
    names_plan: re.Pattern[str]
    covers: re.Pattern[str]
    lasts: re.Pattern[str]
    looks_back: re.Pattern[str]
    plan_in_force: re.Pattern[str]
    runs_out: re.Pattern[str]
    plan_chief: re.Pattern[str]
    plan_subject: re.Pattern[str]
    will_do: re.Pattern[str]
    goes_on: re.Pattern[str]
    plan_brackets: re.Pattern[str]
    brackets_end: re.Pattern[str]
    open_end: re.Pattern[str]
    years_before: re.Pattern[str]
    plan_behind: re.Pattern[str]
    vision_before: re.Pattern[str]
    vision_after: re.Pattern[str]
    vision_shown: re.Pattern[str]
    vision_reached: re.Pattern[str]
    vision_in_brackets: re.Pattern[str]
    number_before: re.Pattern[str]
    value_of_today: re.Pattern[str]
    towards: re.Pattern[str]
    stamped: re.Pattern[str]
    posted: re.Pattern[str]
    goal_before: re.Pattern[str]
    goal_value_before: re.Pattern[str]
    arrow_before: re.Pattern[str]
    raised: re.Pattern[str]
    value_after: re.Pattern[str]
    value_behind: re.Pattern[str]
    foreseen: re.Pattern[str]
    goal_after: re.Pattern[str]
    done_by: re.Pattern[str]
    due_before: re.Pattern[str]
    due_after: re.Pattern[str]
    same_goal: re.Pattern[str]
    set_as: re.Pattern[str]
    until: re.Pattern[str]
    within: re.Pattern[str]
    set_then: re.Pattern[str]
    missed: re.Pattern[str]
    attained: re.Pattern[str]
    became: re.Pattern[str]
    aimed_at: re.Pattern[str]
    goal: re.Pattern[str]
    alone_in_cell: re.Pattern[str]
    closes: re.Pattern[str]
    decided_cell: re.Pattern[str]
    revised: re.Pattern[str]
    clause_end: re.Pattern[str]
    lasting: re.Pattern[str]
    past_attribute: re.Pattern[str]
    past_end: re.Pattern[str]


@lru_cache(maxsize=1)
def role_grammar() -> RoleGrammar:
    """The patterns, compiled at the first call."""
    plan, season, goal = rf"{any_of('plan')}(?:20[0-9]{{2}}|[1-9][0-9]?|I{{1,3}}V?)?", any_of("season"), any_of("goal")  # プラン2023, 計画II
    access, decision = any_of("access"), any_of("decision")
    name = r"[^、。はがでを()\n]{0,28}?"
    whole_plan = rf"{plan}(?!(?!以|等|及|並|期|策|又|案|書)[一-龥々])"
    aside = r"(?:\((?:[^()]|\([^()]*\)){0,60}\))?"
    period = rf"(?:{plan}{_QUOTE}?{aside}(?:の|における)?(?:対象(?:とする|の)?|推進|実施)?|対象(?:とする|の)?)期間"
    goal_noun = r"(?:目標(?:(?:の|とする|となる)?(?:値|年度|年次|年|時期|期限|時点|水準))?|(?:達成|到達|完了)(?:年度|年次|期限|時期))"
    reached = r"(?:値|指標)?(?:の|に対する|との?)?(?:達成(?:の?状況|度|率|見込)|進捗|実績|評価|検証|結果|未達)"  # a look back at the goal
    done = r"[^。、「『]{0,20}?[しりいきえっれけめせ経得出見]た[「『一-龥ァ-ヶA-Za-z0-9]"
    looked_back = "(?:実績|成果|結果|推移|推計|状況|経過|経緯|歩み|期間|計画|課題|取組|取り組み|施策|事業|累計|点検|評価|検証|報告|公表|間)"
    compiled = {
        "edition": r"(?:の)?(?:改訂|改定|増補|補訂)版",
        "law_number": rf"[、 ]?(?:付け?)?(?:[一-龥々ァ-ヶー・]{{0,14}}?|[ぁ-ゖ一-龥々ァ-ヶー]{{1,10}}[都道府県市町村区]){any_of('law_type')}(?:\([^()]{{0,12}}\))?"
                      rf"第?{_K}{{1,5}}号",
        "accessed_after": rf" ?(?:時点|現在)?(?:で|に|の)? ?{access}(?:日|済み?|した|しました)?(?:{_END}|(?=を(?:基|もと|元|加工|参考|一部)|に(?:基づ|よ[るり])|から作成|より作成))",
        "accessed_note": rf" ?(?:時点|現在)?(?:で|に|の)? ?{any_of('access_note')}(?:済み?|した)?{_END}",
        "accessed_before": rf"(?:{access}(?:年月)?(?:日時?)?|[Aa]ccessed(?: on)?|[Rr]etrieved(?: on)?) ?(?:[:は(] ?)?$",
        "decided": rf" ?(?:に|付け?)?(?:[一-龥々ァ-ヶーA-Za-z・]{{0,20}}?|(?:[一-龥々ァ-ヶーA-Za-z・]|に関する|に係る|の){{0,40}}?(?:会議|本部|委員会|協議会|審議会|閣議|議会)){decision}(?=[)、。・;]|$)",
        "titled": rf"(?:(?:{plan}|{any_of('work')})(?:本編|概要版?|改訂版)?(?:\([^()]{{1,30}}\))?{_QUOTE}?"
                  rf"|(?P<title>[^「『」』()。]{{1,8}}){_QUOTE}) ?\($",
        "bracket_on": r"\)| ?(?:[一-龥ァ-ヶー]{1,14}(?:省|庁|府|官房|本部|会議|委員会|審議会|局|部|課|都|道|県|市|町|村|議会))(?:・[一-龥]{2,12}[省庁府])?\)|[、。] ?(?:以下|(?:計画)?期間|(?:平成|令和|[HR]|20)[0-9元])",
        "after_title": rf"{_QUOTE}[、,( ]*$",
        "ended": rf"{decision}|[)、。,]|$",
        "cited_place": r"\)?[、,] ?(?:pp?\. ?[0-9]|[0-9]{1,4}(?: ?[-~〜–―] ?[0-9]{1,4})? ?(?:頁|ページ)|第[0-9]{1,2}[部章節]|https?:)",
        "source": r" ?[(\[※*注]*[0-9]{0,2}[):.]? ?(?:出典|出所|資料出所|引用|参考文献|典拠)",
        "period_after": rf"(?:まで)?の?(?:{_YEARS})?(?:間)?(?:を|が|で|の|は|とする)?、?(?:本|この|同|新)?{period}"
                        rf"|(?:まで)?(?:の(?:{_YEARS})(?:間)?)?を(?:計画|対象|推進)?(?:の)?期間(?:と|に)"
                        r"|を(?:その|計画の)?(?:初年度?|始期|開始年度?|最終年度?|完成年度|終期|起点)",
        "period_before": rf"(?:{period}|(?:^|[。、(\n]|という。?\)の|(?:施策|取組)の)(?:その|推進|計画|対象|実施)?期間(?=は|を|が|:))(?!とし|とす|中|内|満了|終了|[がの](?:折り返|半ば|途中|中間|前半|後半|最終|残))(?:[はをが]、|につい?ては、)?"
                         r"(?:[^。、0-9]{1,24}(?:(?:合|あ)わせ|踏まえ|考慮し|勘案し|整合させ|そろえ|揃え|同じ|同様|準じ|応じ)[てく]?、)?(?:[はをが]?当初は?、)?[^。、0-9]{0,14}$",
        "period_heading": rf"(?:.*[とのるや・、])?(?:{plan}|対象|推進|実施|取組)?期間(?:等|と.{{0,8}}|及び.{{0,8}}|・.{{0,8}})?$",
        "decided_label": rf"{decision}(?:年月日?|日|時期)?[:：]?",
        "earlier_plan": rf"(?:前|第{_K}{{1,3}}[期次]の?|現行の?|旧){plan}|[」』][^。]{{0,20}}$",
        "called_period": r"[「『][^「」『』\n]{2,30}[」』](?:の(?:計画|対象)?期間|が対象とする期間)(?:[はをが]|につい?ては)、?$",
        "plan_line": rf"第{_K}{{1,3}}[期次] ?\([^()]{{3,40}}{plan}\) ?:? ?|(?:第{_K}{{1,3}}[期次] ?(?:\([^()]{{1,12}}\))? ?)?[^。、「」はがを:]{{3,40}}{plan}(?:\([^()]{{1,30}}\))? ?:? ?",
        "range_of_period": rf"{period}は、?[^。]{{0,40}}\($",
        "counted": r" ?(?:末|頃|ごろ|初め)?(?:時点|現在)(?!で?(?:参照|閲覧|アクセス|確認))",
        # a date in a sentence of a note: に第2.0版が示されています。, の大雪で…, の「X計画」で対応
        "tells": rf"に(?:は、?)?(?![^。]{{0,40}}(?:閲覧|アクセス|参照|取得|確認))[^。「」『』]{{1,60}}(?:[るたうくすつ]|です|ます)。|の(?!{any_of('work')})[^。「」『』、]{{1,20}}(?:で|に|が|は|を)(?=[一-龥ァ-ヶ])"
                 rf"|の[「『][^「」『』]{{2,40}}[」』](?:で|に|が|は|を)(?=[一-龥ァ-ヶ])",
        "plan_title": rf"[^。、「」はがを]{{3,60}}{plan}(?:\([^()]{{1,20}}\))?[ (:~]{{0,2}}$",
        "plan_from": rf"に始ま(?:る|った)第{_K}{{1,3}}[期次](?:から|の|以来)|から(?:の|始ま(?:る|った)|(?:開始|スタート|始動)(?:する|した)){name}{whole_plan}"
                     rf"|から(?:、)?[0-9]{{1,2}}[期次]にわた[りる]、?{name}{plan}|から、?[「『]{name}{whole_plan}{_QUOTE}に基づ"
                     rf"|から(?:の)?{_YEARS}(?:間)?(?:を(?:計画|対象|推進|実施)(?:の)?期間(?:と|に)|の{name}{whole_plan})"
                     rf"|{season}?を(?:始期|終期)とする",
        "plan_of_range": rf"(?:まで)?の{_YEARS}(?:間)?の?{plan}|(?:まで)?の第{_K}{{1,3}}[期次](?=[、はがにでの(])|(?:まで)?(?:の(?:{_YEARS}))?(?:の|を(?:対象|計画)?期間とする|を対象とする)"
                         rf"{name}{whole_plan}",
        "term_before": rf"第{_K}{{1,3}}(?:期|次)(?:\([^()]{{1,12}}\))?(?:{name}{plan})?{_QUOTE}?(?:[】〕\]》〉][ :]{{0,2}}|[ (:の【〔\[]?)$",
        "term_topic": rf"第{_K}{{1,3}}[期次][がは]、?$",
        "term_lasts": rf"(?:まで)?(?:の{_YEARS}(?:間)?)?(?:、(?:第{_K}|後期)|を(?:対象|期間)|で(?:あ|し|す)|と(?:し|す)|。)",
        "plan_topic": rf"{plan}{_QUOTE}?(?:\((?:[^()]|\([^()]*\)){{0,60}}\))?(?:と(?:名付け|称し|呼び)、|(?:は|において|では)、?)(?:[^。「」]{{0,30}}(?:策定|決定|制定|改[定訂])(?:し|され)、)?(?:当初は?、?)?$",
        "plan_made": rf"{plan}{_QUOTE}?(?:\((?:[^()]|\([^()]*\)){{0,60}}\))?を(?:[^、。「」はがを]{{0,10}}?に)?(?:新たに|初めて)?"
                     r"(?:(?:策定|決定|制定|作成|取りまとめ|とりまとめ|改[定訂])(?:し(?:て|、)|、)|(?:定め|まとめ|立て|つくり|作り|掲げ)(?:て|、))"
                     rf"、?(?:その後|以後|以来|これに(?:基づき|より|沿って)|同{plan}に(?:基づき|より|沿って))?、?$",
        "plan_doer": rf"{plan}{_QUOTE}?(?:\((?:[^()]|\([^()]*\)){{0,60}}\))?が、?(?:[^。「」はが]{{0,20}}、)?$",
        "plan_until": rf"{season}?までの(?:{_YEARS}(?:間)?の)?{plan}(?=で(?:あ|し|す|、)|と(?:し|なっ|され|する)|だっ|、|。|[)）]|$)",
        "plan_shows": rf"{plan}{_QUOTE}?{aside}(?:を(?:(?:策定|決定|公表|改[定訂])し(?:て)?|(?:取り)?まとめ(?:て)?|定め(?:て)?|改め(?:て)?|示し(?:て)?)、|(?:で|は|が|において|では|に)、?)(?:[^。、「」はが]{{0,12}}、)?$",
        "to_be_done": r"(?:まで)?(?:に|の間に)[^。、]{0,30}?べき[^。、はが]{0,10}?(?:事項|施策|内容|取組|措置|項目|手順)[^。、]{0,8}?[をが][^。、]{0,8}?(?:示|定|まとめ|整理|掲げ|明らか|盛り)",
        "period_label": r"(?:^|[」』)〉》】〔:。\n ])(?:計画|対象|実施|推進)?(?:の)?期 ?間[】〕\])>]? ?[:|]? ?$",
        "names_plan": rf"第{_K}{{1,3}}[期次]|{plan}{_QUOTE}",
        "covers": rf"(?:まで)?(?:の{_YEARS}(?:間)?)?(?:を(?:計画|対象|推進|実施)?(?:の)?(?:対象|期間)(?:と|に|として)|にわたる計画)",
        "lasts": rf"までの(?:{_YEARS}|間)|の{_YEARS}(?:間)?[にで、]|(?:まで)?の{_YEARS}(?:間)?を(?:受け持|担[いうっ]|区切)|まで、?(?:推進|実施|取り組|進め)|まで、(?:第{_K}|後期|中期|次期|現行){name}{plan}|(?:まで)?(?:の{_YEARS}(?:間)?)?を(?:計画)?(?:対象|期間)(?:と|に)|に(?:取り組|実施|進め|推進)",
        "looks_back": rf"(?:まで)?の{_YEARS}(?:間)?(?:の|における|に(?:行|実施し|取り組|進め|講じ)[^、。]{{0,2}}?[ただ])[^、。]{{0,20}}?(?:実績|評価|結果|成果|進捗|検証|総括|決算|推移|経過)",
        "plan_in_force": rf"{plan}{_QUOTE}?(?:\((?:[^()]|\([^()]*\)){{0,60}}\))?(?:の(?:計画)?期間)?[はがも]、?$",
        "runs_out": rf"{season}?(?:で|に|をもって|をもち)、?(?:(?:その|計画)?(?:の)?期間(?:が|を|の))?(?:終期|満了|満期|期間満了|終了|終わ[るりっ]|終え|最終年度)(?![^。]{{0,6}}(?:事業|整備))",
        # 第4次計画は、「…」の三つを柱に据え、平成30年度から令和6年度までの7年間、38の事業を行った: the one topic of its sentence
        "plan_chief": rf"(?:^|[。\n])(?:[^。、はがも]{{1,12}}[がは、])?[^。はがも]{{0,60}}{plan}{_QUOTE}?(?:\((?:[^()]|\([^()]*\)){{0,60}}\))?(?:は|では)、?(?:[^。はがも「」]|「[^「」]{{1,60}}」){{0,160}}?"
                      r"(?:に据え|に掲げ|を掲げ|を[^、。は]{1,8}とし|を柱に|[をと]定め|を設け|を置[きい]|を立て|を目標に|に基づき|と位置付け)(?:て)?、$",
        "plan_subject": rf"(?:^|[。\n])(?:本|この|当|今期の)[^、。「」はがを]{{0,20}}?{plan}は、?(?:[^。]{{0,60}}、)?$",
        "will_do": rf"(?:まで)?の{_YEARS}(?:間)?(?:に|で|にわた|にお)[^。]{{0,30}}?(?:行う|進める|取り組む|[実施推進展開]する|講[じず]る|[つづ]くる)"
                   r"[^。]{0,40}?(?:示|定|まとめ|明らか|掲げ|整理|体系)",
        "goes_on": rf"(?:まで)?の{_YEARS}(?:間)?は、?(?:特に、?)?(?:次の|以下の|下記の|重点的に|集中的に)[^。]{{0,30}}?(?:進め(?:る|ます|てい[くき])|取り?組(?:む|みます|んでい[くき])|[推進実施展開]{{2}}(?:する|します|してい[くき])|図(?:る|ります))",
        "plan_brackets": rf"{plan}(?:の?概要|の?(?:{plan}|推進|実施|対象)?期間中?|(?:の(?:主な|重点)?(?:事業|施策|取組))?(?:の?一覧表?|調書)|等)?{_QUOTE}?(?:\([^()]{{1,40}}\))? ?[(\[【〔〈<](?:[^()]{{0,24}}[、,; ])?(?:(?:計画)?期間)?[: ]?$",
        "brackets_end": rf"(?:の(?:{_YEARS}))?(?:、[^()]{{0,20}}|[、。] ?以下[^()]{{0,40}})?[)\]】〕〉>]",
        "open_end": r" ?[~〜―–] ?\)",
        "years_before": rf"{_K}{{1,2}}[かヶケカヵ箇]?年間?\($",
        "plan_behind": rf"\)の{name}{whole_plan}",
        "vision_before": r"(?:目指す(?:べき)?|めざす(?:べき)?|実現したい|ありたい|思い描く|見据え[るた]|展望する)、?$",
        "vision_after": rf"{season}?の(?:[^、。はがをに]{{0,10}}?の)?(?:姿|将来像|社会像|都市像|地域像|県像|市像|将来|未来|あるべき|ありたい)",
        "vision_shown": r"(?:掲げる|描く|示す|うたう)、?$",  # …ビジョンが掲げる2030年の県の姿の実現
        "vision_reached": rf"{season}?の[^、。はがをに]{{0,12}}?(?:姿|[^、。はがをに]{{0,6}}像|将来|未来)(?:の(?:実現|達成|具体化)|を(?:実現|達成|形に)|[にへ](?:近づ|到達|つなげ|向け)|を、?[^。、]{{0,14}}?(?:引き寄せ|手繰り寄せ|目指|めざ|かなえ|実現))",
        "vision_in_brackets": r"(?:(?:目指す(?:べき)?|めざす(?:べき)?|ありたい|あるべき)(?:姿|将来像|社会|[^、。「」はがを]{0,6}像)|将来像|目標像)(?:[:は ]|として)?(?:「[^「」]{1,40}」|『[^『』]{1,40}』)? ?\($",
        "number_before": r"[0-9][^()0-9]{0,8}\($",
        "value_of_today": r"(?:現状|現在|現況|基準|実績|当初|策定時)値?[は: 　]?[^()、。]{0,16}\($",
        "towards": r"末?\) ?(?:から|より|[→⇒➡])",
        "stamped": r" ?(?:策定|改訂|改定|一部改訂|一部改定|変更|発行|公表)(?=$|[ /、(])",
        "posted": r" ?(?:に)?(?:掲載|公開|更新|最終更新|登載)(?:済み?)?(?: ?(?:Copyright|©|\([Cc]\)|All [Rr]ights).*)?",
        "goal_before": rf"{goal_noun}(?:として|である|であり|に当たる|となる|は|を|が|の|:|、|「|\(|いずれも| )*$|期限[はを]、?(?:原則(?:として)?)?、?$|達成(?:時期|年度|期限)(?:は|:|\(| )*$|遅くとも、?$",
        "goal_value_before": r"目標値?[】\]: ]+[^0-9。、()実現]{1,12}[0-9.,]+[^0-9。、()]{0,6}\($|目標値?[:は( ]{0,2}(?:年間|延べ|累計|約| ){0,3}[0-9.,]+[^0-9。、()]{0,6}\($|[→⇒➡] ?[^→⇒。、()]{0,16}\($",
        "arrow_before": r"[0-9][^→⇒➡。、]{0,10}[→⇒➡] ?$",
        "raised": r"末?\)(?:に|まで|へ)(?:と?(?:引き?[上下]げ|増や|増加させ|減ら|縮め|高め|伸ば|半減|倍増|向上させ|到達させ)[^た。]{0,4}(?:る|す|こと|$|。|[、)])|する(?:こと|$|。))",
        "value_behind": rf"{season}?(?:まで|迄)?(?:に|[:： ])[^。0-9]{{0,16}}[0-9]|{season}?(?:まで|迄)?(?:に|[:： ])?[^。0-9]{{0,10}}?(?:全|完了|実施|開始|導入|達成|整備)",
        "value_after": r"[:は]? ?約?[0-9][0-9,.]*",
        "foreseen": r"[^。→⇒➡]{0,24}?(?:推計|見込|予測|見通し|試算|予想)",
        "goal_after": rf"{season}?\((?:最終|到達)?目標(?:値|年度)?\)|{season}?(?:まで|迄)[:：]|{season}?までの(?:目指す|めざす|ある?べき|将来の)?(?:姿|将来像|目標像|到達点|達成水準)|(?:頃|ごろ)?の[^、。はがをにで]{{0,10}}?(?:将来像|目標像|(?:目指す|めざす|ある?べき|ありたい|目指すべき)姿)|{season}?までの[^、。]{{1,20}}(?:が目標|を(?:目標|目指|[^、。]{{0,12}}掲げ)|の(?:実現|達成))"
                      rf"|{season}?(?:まで)?(?:の|における|時点の?|に向けた|を期限とする)?"
                      rf"[^、。はがでをに(「」): ]{{0,12}}?目標(?!{reached})"
                      rf"|{season}?(?:まで)?を(?:最終|中間)?(?:の)?(?:{goal_noun}|目途|目処|めど|期限)",
        "done_by": rf"{season}?(?:まで|迄)の(?![^、。はがを]{{0,16}}?{looked_back})[^、。はがを0-9]{{1,16}}?(?:に(?:向け|取り?組|努め|は?[^。、]{{0,20}}?(?:必要|欠かせ|迫られ))|が(?:必要|求め|義務|課題)|を(?:図|期[しす]|予定|見込|義務|[^、。]{{0,10}}?求め))",
        # what must be done by a time, of which no verb follows the time: 移行は2025年度末までとされ
        "due_before": r"(?:適合|移行|完了|整備|達成|導入|対応|完成|切り?替え?|更新|期限|期日|時期|統合|廃止)(?:の(?:期限|時期|期日|完了))?は、?(?:原則(?:として)?、?|遅くとも)?$",
        "due_after": rf"{season}?までと(?:され|する(?:。|こと|旨|規定|[一-龥])|定め|規定|義務|なってい)",
        "same_goal": rf"{goal_noun}[はもをが]、?[^。、0-9]{{0,20}}?(?:(?:合|あ)わせ|そろえ|揃え|準じ|同じく|踏まえ|沿っ)[てく]?、?$",
        "set_as": rf"{season}?と(?:する|し|定め)",
        "until": rf"{season}?(?:の[^、。はがを0-9]{{1,12}}?)?(?:まで|迄)に",
        "within": r"(?:内|のうち|中(?!に[^。]{0,40}(?:見直|検討|改[定訂]|策定|協議|準備|公表|調査|着手|募集)))に(?=は?、?[^。]*?(?:(?<![いあ])[うくすつぬむるぐぶ]|ます|予定|たい)(?:こと(?:と[しす]|としてい)?|。|$|とともに|方針|予定|計画))",
        # までに60%とした利用率は34%にとどまった
        "set_then": r"(?:まで|迄)に、?[^。、]{0,24}?(?:[0-9][0-9,.]*[^0-9。、はがを]{0,6}?)(?:以上|以下)?(?:と|に|へ)(?:する(?:と|こと|はず|予定|計画)[^。、はが]{0,6}?|増やすと|減らすと)?(?:し|だっ)た(?=[一-龥々ァ-ヶA-Za-z])",
        "missed": r"とどま|留ま|届(?:か|いてい(?:ない|ませ))|及ば|下回|達(?:しな|しま?せ|してい(?:ない|ませ)|せず)|未達|至ら",
        "became": rf"{season}?(?:まで|迄)に[^。、]{{0,30}}?が[0-9][0-9,.]*[^。、0-9]{{0,8}}(?:と|に)な(?:り|って|った)",
        "attained": r"目標(?:値|数値|数)?(?:に(?:届(?:い|き)|達し|到達し)|を(?:達成し|上回っ|上回りま|超え|満たし))(?:た|し|まし|て)",
        "aimed_at": rf"(?:{season}|内|中)?(?:に(?!比べ|対し|つい|策定|比較)|の|時点で)(?:おいて|おける)?(?:は|も)?、?"
                    r"(?:(?![しりいきえっ]た[一-龥])(?![0-9元]\)?年(?!度?(?:の?実績)?(?:に?(?:比|対し)|を?基準|から|より)))[^、。]){0,50}?(?:を目指|をめざ|を目標|目標とし|を目途|達成す)"
                    rf"|{season}?に(?!比べ|比し|対し|つい)(?:は)?、?[^。、]{{0,24}}(?:[にへ]|まで)(?:増や|減ら|高め|引き上げ|伸ば|拡大|縮小|縮減|引き下げ|向上さ|削減)(?:す|る|し|させ)"
                    rf"|{season}?に(?!比べ|比し|対し|つい|{done})は?、?[^。、]{{0,30}}(?<!出発点)(?<!起点)(?<!契機)(?<!前提)(?<!基礎)と(?:し(?:ます|たい)|する)(?=。|$)"
                    rf"|{season}?に(?!比べ|比し|対し|つい)は?、?[^。、]{{0,24}}?[0-9](?:%|％|パーセント|割)(?:以上)?の?(?:削減|低減|減少|増加)(?:する|します|させ(?:る|ます)|が[^。、]{{0,8}}?目標)"
                    rf"|{season}?に(?!比べ|比し|対し|つい|{done})は?、?[^。、]{{0,40}}?(?:[うくすつぬむるぐぶ]|との|という)(?:中期|長期|数値|削減|野心的な|新たな)?目標(?:値)?(?:を|が)[^。、]{{0,6}}?(?:示|掲げ|定め|設け|設定|置|盛り|表明|打ち出|決め)"
                    rf"|{season}?に[^。、0-9]{{0,12}}[0-9][0-9,.]*[^。、0-9]{{0,8}}、(?:令和|平成|20)[0-9元]{{1,4}}[^。、]{{0,6}}年度?(?:末)?に[^。、0-9]{{0,12}}[0-9][0-9,.]*[^。、]{{0,16}}?(?:とする|とした|の?(?:削減|低減|減少|増加)(?:する|とする|という|が))"  # 2035年度に60%、2040年度に73%削減する
                    rf"|{season}?に(?!比べ|対し|つい)[^。]{{0,40}}?[0-9][0-9,.]*[^。、0-9]{{0,6}}(?:以上|以下)?とすること(?:である|です)|{season}?には?、[^。]{{0,60}}?姿を(?:思い)?描いてい(?:る|ます)"
                    rf"|{season}?(?:における|時点の|の)[^、。はがをに0-9]{{1,20}}を、?(?:約|延べ)?[0-9][0-9,.]*[^。、0-9]{{0,8}}?(?:(?:と|に)(?:する|します|し、)|(?:に|へ|まで)(?:引き?[上下]げ|増や|減ら|高め|伸ば|縮め)(?:る|す|ます|し(?!た|まし)))"  # 令和7年度の受診率を50%とする
                    rf"|{season}?に向け(?:て|た)?(?![^。]{{0,40}}(?:検討|準備|調整|協議|編成|議論))"
                    rf"|{any_of('aim')}",
        "goal": rf"{goal}|{any_of('pledge')}|方針(?:など|等)?[がを][^。、]{{0,6}}?(?:示|掲|定|決|打ち出)|こと(?:など|等)?[がを](?:示|掲|定|求|盛|うた|謳|位置)|[るうくすむ](?:事項|取組|施策|工程|道筋)(?:など|等)?[がを][^。、]{{0,8}}?(?:示|掲|定|求|盛|まとめ|並べ|挙げ|列挙|整理|記[しさ]|明らか)"
                rf"|を(?:終え|(?:完了|完成|確立)(?:さ?せ|す)|済ませ|仕上げ)(?:る|ます|たい)|こととされ|こととな(?:る|った|って|りま)|こととし(?:てい|てお|た|、|まし)|姿を(?:思い)?描いてい|[るうくすむ]予定|[うくすつむるぐぶ]と(?:し(?:[てた、]|まし)|定め|決め)",
        "alone_in_cell": r"[^|。]{0,12}\|[^。]{0,12}",
        "decided_cell": r"[^()。]{0,12}(?:\([^()]*\))?$",
        "closes": rf"{season}?(?:予定)?\)[。 ]?",
        "revised": "改[定訂正]|変更|見直|廃止|終了",
        "clause_end": r"[、。]",
        # verbs that say how something is, not that it was done: 映像を使った授業, 地域に応じた支援
        "lasting": r"(?:使っ|用い|活用し|生かし|活かし|通じ|通し|応じ|踏まえ|備え|見据え|沿っ|優れ|適し|向け|兼ね|伴っ|限られ|開かれ|基づい|含め|絞っ)た",
        "past_attribute": r"(?:得|見|経|来|出|し|され|き|っ|ん|い|え|け|め|ね|せ|れ)[ただ](?=[一-龥々「ァ-ヶ]|もの[はがのを]|のは)",
        "past_end": r"(?:て(?<!とされて)い(?:る|ます)|[りしきっいえけめんれせびぎ]た|んだ)"
                    r"(?:(?:ところ|もの)(?:です|である)?)?[)」]?$",
    }
    return RoleGrammar(**{key: re.compile(pattern) for key, pattern in compiled.items()})

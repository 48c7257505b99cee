"""The role of a date (edition, law_number, accessed, issued, plan_period, target, event) in what stands around it."""
from __future__ import annotations

import re

from pipeline.extract.dates.place import LABEL, Place
from pipeline.extract.dates.role_grammar import role_grammar
from pipeline.extract.dates.words import ends_with

_GOAL_LABEL = re.compile(r"(?:数値|中間|最終|達成|到達|完了|完成|整備|実施|事業)?の?目標(?:値|年度|年次|時期)?|(?:達成|到達|完了|完成)(?:予定)?(?:年度|年次|時期|期限)|期限")
_SPACED = re.compile(r"\A (?=末|まで|迄|頃|ごろ|から|以降|時点)")  # a converter sets figures apart: 令和8年度 末までに
_LISTED = re.compile("[・、,]|及び|と")
_QUOTES = re.compile("[「」『』]")
_REVIEWED = re.compile(r"(?:頃|ごろ)?(?:の|に)(?:中間|計画の|本計画の|中間の)?(?:見直し|改[定訂])(?!まで|た)")  # 目標値は、令和7年度の見直しに合わせて改める
_TERM = re.compile(r"期間は、?$")  # a sentence of a note about the term of an agreement
_ASIDE = re.compile(r" ?\([^()]{4,60}\)")  # 令和7年3月（令和7年6月 所管課名を修正）
_TITLE_PAGE = 12  # characters beside the date on its line of a title page: the body that issues the plan
_LONGEST_CLAUSES = 240  # characters from the beginning of a sentence about a plan to its period
BEFORE, AFTER = 48, 96  # characters read on either side of a date


def role_of(place: Place, start: int, end: int, list_end: int, kind: str, edition: bool) -> str:
    """The role of the date at `start:end` of the reader's text; `list_end`: the end of the list that it belongs to."""
    text, unit, known = place.document.reading.text, place.unit, role_grammar()
    before = text[max(unit.start, start - BEFORE):start]
    after = _SPACED.sub("", text[list_end:min(unit.end, list_end + AFTER)], count=1)
    dated = kind in ("day", "month")
    if edition or known.edition.match(after):
        return "edition"
    if kind in ("year", "month", "day") and known.law_number.match(text, end, min(unit.end, end + AFTER)):
        return "law_number"
    note = unit.kind == "note" and not place.explains and not known.tells.match(after) or place.in_list_of_works or bool(place.notes) and any(a <= start < b for a, b in place.notes)
    if note and (_in_title(before) or known.counted.match(after)):
        return "event"
    if kind == "range" and place.on_title_page and end - start >= len(place.document.text(unit)) - _TITLE_PAGE:
        return "plan_period"
    if kind == "range" and place.on_title_page and place.is_first and known.plan_title.match(text, unit.start, start) \
            and unit.end - end <= _TITLE_PAGE:
        return "plan_period"
    if dated and place.on_title_page and (end - start >= len(place.document.text(unit)) - _TITLE_PAGE or not before and _ASIDE.fullmatch(after)) and "更新" not in before:
        return "issued"
    if kind == "day" and not before and known.posted.fullmatch(after):
        return "issued"  # 平成20年3月28日掲載 Copyright(C) …, at the foot of a page
    if dated and place.on_title_page and known.stamped.match(after):
        return "issued"
    if dated and _is_accessed(before, after, note):
        return "accessed"
    if note and not (kind == "range" and (_in_brackets(before) or _TERM.search(before))) or (dated and _is_issued(place, before, after)) or _is_decided(before, after):
        return "issued"
    if "decided" in place.roles and kind != "range" and len(before) <= LABEL and "(" not in before and known.decided_cell.match(after) and not known.revised.search(before + after.partition("(")[0]):
        return "issued"
    if _is_period(place, start, end, before, after, kind, end < list_end or _LISTED.search(text, start, list_end) is not None):
        return "plan_period"
    if dated and len(before) + len(after) <= LABEL and (known.decided_label.fullmatch(place.label) or not after and known.decided_label.fullmatch(before.strip())) and "更新" not in before:
        return "issued"  # also 発行 令和6年10月 in one line
    return "target" if not _REVIEWED.match(after) and _is_target(place, before, after, kind) else "event"


def _is_accessed(before: str, after: str, note: bool) -> bool:
    known = role_grammar()
    if known.accessed_after.match(after) or known.accessed_before.search(before):
        return True
    return note and known.accessed_note.match(after) is not None


def _in_title(before: str) -> bool:
    """Whether a title in quotation marks is open here."""
    depth = 0
    for mark in _QUOTES.findall(before):
        depth = depth + 1 if mark in "「『" else max(0, depth - 1)  # one that opens farther to the left closes here
    return depth > 0


def _in_brackets(before: str) -> bool:
    """Whether a bracket is open here; others, as of the other calendar, may have closed in it."""
    depth = 0
    for mark in reversed(before) if "(" in before else "":
        depth += (mark == ")") - (mark == "(")
        if depth < 0:
            return True
    return False


def _is_decided(before: str, after: str) -> bool:
    """Whether a date in brackets is that of a decision, alone or with others (令和3年3月・令和5年7月改定)."""
    known = role_grammar()
    if not _in_brackets(before):
        return False
    while (more := known.with_next.match(after)) is not None:
        after = after[more.end():]
    return known.decided.match(after) is not None


def _is_issued(place: Place, before: str, after: str) -> bool:
    """A month or day that opens the brackets beside the name of a work, alone or before its period, or behind the title in a line of sources."""
    known = role_grammar()
    if known.bracket_on.match(after) and (title := known.titled.search(before)):
        return not (title["title"] or "").endswith(ends_with("survey"))
    if known.after_title.search(before) and known.cited_place.match(after):
        return True  # みなと県「調査報告書」令和3年11月、9-12頁
    return place.is_reference and known.after_title.search(before) is not None and known.ended.match(after) is not None


def _is_period(place: Place, start: int, end: int, before: str, after: str, kind: str, listed: bool) -> bool:
    known, text = role_grammar(), place.document.reading.text
    if known.period_after.match(after) or "期間" in before and known.period_before.search(before) and not after.lstrip().startswith(("時点", "現在")):
        return True
    if known.plan_from.match(after) or kind in ("year", "fiscal_year") and known.work_from.match(after):
        return True
    if kind == "range" and (known.range_of_period.search(before) or known.plan_of_range.match(after) or known.term_before.search(before)):
        return True
    if kind == "range" and (known.goes_on.match(after) or not before and known.term_before.fullmatch(place.label)):
        return True  # 第1期 on the line above
    if kind == "range" and known.will_do.match(after) and known.plan_subject.search(before):
        return True  # 本計画は、…のため、令和6年度から3か年に行う事業を示す
    if kind == "range" and known.lasts.match(after) and not known.looks_back.match(after) and (known.plan_topic.search(before) or known.plan_made.search(before)):
        return True  # 前計画は、平成30年度から令和3年度までの4年間を対象とし
    if kind == "range" and known.covers.match(after) and known.plan_doer.search(before):
        return True  # …戦略が、令和5年度から令和9年度までの5か年を対象に
    if kind == "range" and not before and not after and "年度" in text[start:end] and known.plan_line.fullmatch(place.line_above):
        return True  # on the line below みなとITビジョン
    if kind in ("year", "fiscal_year", "month", "day") and known.plan_until.match(after):
        return True  # 第3期は平成27年度までの計画でした
    if kind == "range" and (known.to_be_done.match(after) or known.steps_of.match(after) and not known.looks_back.match(after)) and known.plan_shows.search(before):
        return True  # …計画を定め、令和3年1月から令和8年3月までに団体が取り組むべき事項を示した
    if kind == "range" and known.period_label.search(before) and (known.names_plan.search(text, max(place.unit.start, start - _LONGEST_CLAUSES), start) or known.names_plan.search(place.line_above)):
        return True  # 第2次計画「…」 期 間 平成5年度~平成12年度
    if kind in ("year", "fiscal_year") and known.runs_out.match(after) and known.plan_in_force.search(before):
        return True  # 現行のプランがR7年度で終期
    if kind == "range" and known.lasts.match(after) and before.endswith("、") and not known.looks_back.match(after) \
            and known.plan_chief.search(text[max(place.unit.start, start - _LONGEST_CLAUSES):start]):
        return True
    if kind == "range" and known.term_lasts.match(after) and (known.term_topic.search(before) or before.endswith("、") and known.period_topic.search(
            text[max(place.unit.start, start - _LONGEST_CLAUSES):start])):
        return True
    if kind == "range" and "年度" in text[start:end] and (known.called_period.search(before) or not after and known.plan_line.fullmatch(text, place.unit.start, start)):
        return True  # 「みなとDX航海図」の期間は; 第1次みなと県IT計画(平成14年3月策定) 平成14年度~平成18年度
    in_plan_brackets = any(mark in before for mark in "([【〔〈<") and known.plan_brackets.search(before)
    if in_plan_brackets and (kind == "range" and known.brackets_end.match(after) or known.open_end.match(after)):
        return True
    if kind == "fiscal_year" and listed and in_plan_brackets and known.brackets_end.match(after):
        return True  # …計画(令和6・7年度)
    if kind == "range" and known.years_before.search(before) and known.plan_behind.match(after):
        return True  # 後期4年間(令和7~10年度)の実施計画
    if kind == "range" and len(before) + len(after) <= LABEL and known.period_heading.match(place.label):
        return True
    if kind == "range" and not before and not after.strip("()（） ") and place.below_period_column:
        return True
    if kind == "range" and place.under_period and not known.earlier_plan.search(before):
        return True
    return bool(place.roles & {"period", "term"}) or kind == "range" and place.in_term_column


def _is_target(place: Place, before: str, after: str, kind: str) -> bool:
    known = role_grammar()
    if after.startswith("比"):
        return False  # 削減目標(2013年度比)
    if known.goal_before.search(before) and not known.met.match(after) or before[-1:] == "(" and known.goal_value_before.search(before) and not known.towards.match(after) and not known.value_of_today.search(before) or (
            known.goal_after.match(after)):
        return True
    if (before + after).strip("()（）") == "" and _GOAL_LABEL.fullmatch(place.label) and kind != "range" and "baseline" not in place.roles:
        return True  # 目標値 on the line above
    if before and not after.strip() and kind != "range" and place.under_values:
        return True
    if known.vision_before.search(before) and known.vision_after.match(after) or known.vision_shown.search(before) and known.vision_reached.match(after) or (
            before[-1:] == "(" and after.lstrip("末頃")[:1] == ")" and known.vision_in_brackets.search(before)):
        return True  # めざす2029年度の姿; 目指す姿「…」(2030年度)
    if known.value_after.match(after) and known.arrow_before.search(before) and not known.foreseen.match(after):
        return True  # 令和5年度 12機関 → 令和11年度 40機関
    if before[-1:] == "(" and known.number_before.search(before) and known.raised.match(after):
        return True  # 1.24(令和5年)から1.45(令和11年)に引き上げる
    if kind != "range" and known.done_by.match(after):
        return True  # 令和7年度までの移行に取り組んだ
    if known.due_before.search(before) and known.due_after.match(after):
        return True  # 基準への適合は2025年度末までとされ
    if known.same_goal.search(before) and known.set_as.match(after):
        return True  # 目標の年次も同計画に合わせて平成22年度とする
    if known.until.match(after):
        return not (_is_past(after) or known.foreseen_by.match(after))
    if known.within.match(after) and not known.past_end.search(_sentence(after)):
        return True  # 令和8年度内に稼働させる
    if known.aimed_at.match(after) and not known.made_to.match(after) and (known.goal.search(_sentence(after)) or not known.past_end.search(_sentence(after))):
        return True
    if place.roles & {"target", "valued", "aimed"} and known.number_before.search(before) and after.lstrip("末")[:1] == ")" \
            and not known.value_of_today.search(before) and not known.towards.match(after):
        return True  # 登録者 1万人(2025年度)
    if "deadline" in place.roles and before[-1:] == "(" and known.closes.fullmatch(after) and not known.value_of_today.search(before):
        return True  # 全ての病院の参加(2030年度)
    if "aimed" in place.roles and before in ("", "(") and kind != "range" and (after.lstrip("末までに。 )") == "" or known.value_behind.match(after)):
        return True  # 令和8年度, R12年度 登録500人 below 目標
    return "target" in place.roles and known.alone_in_cell.fullmatch(before + "|" + after) is not None


def _is_past(after: str) -> bool:
    """Whether what was to happen until a date has happened (までに整備した), goals that were set aside."""
    known = role_grammar()
    if known.became.match(after):
        return True  # 平成18年3月末までに53市町村が31市町村となり
    clause = known.clause_end.split(after, 1)[0]
    sentence = _sentence(after)
    if known.missed.search(sentence) and known.set_then.search(sentence):
        return False
    if known.goal.search(sentence) and not known.attained.search(sentence):
        return False
    clause = known.lasting.sub("", clause)
    if known.done_then.search(clause):
        return True  # 平成12年度までに8台を置きましたが、
    return known.past_attribute.search(clause) is not None or known.past_end.search(sentence) is not None


def _sentence(after: str) -> str:
    return after.partition("。")[0]

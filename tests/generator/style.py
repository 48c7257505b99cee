"""House styles: how one body prints its plans. Independent choices, named presets, and drawn styles."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random


@dataclass(frozen=True)
class HouseStyle:
    """All that may differ between two prints of the same plan."""

    name: str = "plain"
    # headings: a = 1, j = 一, R = Ⅰ, k = ア, c = ①, d = 1.2, h = 1-2; stop: after a bare figure
    ladder: tuple[str, ...] = ("第{a}章", "第{a}節", "{a}", "({a})", "{c}")
    label_figures: str = "half"  # half, full, mixed
    label_gap: str = " "
    minor: str = ""  # 【{}】, ■{} ...: headings without a number under a 施策; empty: numbered like the others
    # letters and figures
    figures: str = "half"  # half, full, mixed (one figure full, more half), kanji (dates and laws)
    spaced: bool = False  # a space beside figures and Latin words
    latin: str = "half"  # half, full
    polite: bool = True
    # pillars and measures
    pillar_word: str = "柱"
    pillar_calls: tuple[str, ...] = ("list",)  # list, inline, table
    pillar_heading: str = "worded"  # worded, ladder
    pillar_figure: str = "a"  # a, R
    pillar_items: str = "bullet"  # bullet, figure, paren, circle, worded: the list that names them
    pillar_under: str = "chapter"  # chapter, section
    policy_word: str = ""
    policy_figure: str = "h"  # a, h (1-1)
    minor_parts: bool = False  # 現状と課題, 取組の方向, 主な事業 under each 施策
    narrative_items: bool = False  # paragraphs of a 施策 are items
    # projects: bullets, lead, headings, table (one for each 施策); in one table: summary (a row each), cells (a row for
    # each pillar), columns (a column for each pillar); of the earlier plan bullets, cells, table, none
    projects: str = "bullets"
    earlier_projects: str = "cells"
    bullet: str = "・"
    merged: bool = True
    numbered_cells: bool = False  # pillars have their number in the first column
    schedule: bool = False  # columns for years in tables of projects
    new_mark: str = "【{}】"
    mark_after: bool = False
    again_mark: str = "（再掲）"
    department: str = ""  # （{}）, 〔{}〕 ...
    # notes and works
    note_sign: str = "sup"  # sup, kome, chu, star, bracket, paren
    note_place: str = "foot"  # foot, after, chapter
    quotes: str = "「」"  # 「」, 『』 or none
    stop: str = "、"  # between the parts of a work
    pages: str = "{}頁"  # p.{}, pp.{}, {}頁
    visited: str = "{}参照"  # {}参照, {}閲覧, （{}閲覧）, （最終閲覧日：{}）
    work_dates: str = "era"  # era, gregorian
    # dates
    dates: str = "era"  # era, gregorian, dual, dual_gregorian, kanji
    range_form: str = "kara"  # kara, wave, short
    dash: str = "～"
    table_dates: str = "letter"  # letter (H13～H15年度), long
    # the page
    head: str = "title"  # none, title, chapter
    page_number: str = "- {} -"
    form_feed: bool = True
    page_lines: int = 34  # 0: no pages in a text
    wrap: int = 0
    indent: str = "　"
    item_indent: str = ""
    cover: bool = True
    contents: bool = True
    leader: str = "・"
    caption: str = "図表{}"
    caption_place: str = "above"  # above, below, none
    text_table: str = "tab"  # tab, pipe, aligned
    position_items: bool = False
    history_columns: str = "split"  # split, joined (計画・期間 in one cell)
    history_bullets: str = ""
    columns: int = 1
    ruled: bool = True
    marked_up: bool = True  # headings by style in Word and HTML; else by bold type
    torn_notes: bool = False  # in a text, a long last note of a page goes over to the next
    typed_notes: bool = False  # notes of a Word file are typed in the text
    auto_numbers: bool = False  # numbers of headings in a Word file are automatic ones
    markdown_notes: str = "caret"  # caret, sup
    markdown_tables: str = "pipe"  # pipe, html


LADDERS: dict[str, tuple[str, ...]] = {
    "chapters": ("第{a}章", "第{a}節", "{a}", "({a})", "{c}"),
    "parts": ("第{a}部", "第{a}章", "第{a}節", "{a}", "({a})"),
    "editions": ("第{a}編", "第{a}章", "第{a}節", "第{a}款", "{a}", "({a})"),
    "roman": ("{R}", "{a}", "({a})", "{c}", "{k}"),
    "hyphen": ("{a}", "{h}", "({a})", "{k}", "({k})"),
    "dotted": ("{a}.", "{d}", "{d}", "{d}", "({a})"),
    "kanji": ("第{j}章", "第{j}節", "{j}", "({j})", "{k}"),
    "dai": ("第{a}", "{a}", "({a})", "{k}", "({k})"),
    "stops": ("{a}．", "({a})", "{k}", "({k})", "{c}"),
    "commas": ("{a}、", "({a})", "{c}", "{k}", "({k})"),
    "figures": ("{a}", "({a})", "{k}", "({k})", "{c}"),
    "chapters-plain": ("第{a}章", "{a}", "({a})", "{c}", "{k}"),
    "roman-chapters": ("第{R}章", "{a}", "({a})", "{k}", "({k})"),
}
# What a drawn style chooses from; a choice that stands twice is taken more often.
_CHOICES: dict[str, tuple[object, ...]] = {
    "label_figures": ("half", "half", "full", "mixed"),
    "label_gap": (" ", "　", "　"),
    "minor": ("", "", "【{}】", "■{}", "◆ {}", "● {}"),
    "figures": ("half", "half", "full", "mixed"),
    "spaced": (True, False, False, False, False, False, False),
    "latin": ("half", "half", "half", "full"),
    "polite": (True, True, True, False, False),
    "pillar_word": ("柱", "基本目標", "基本方針", "戦略", "重点分野", "政策", "方針", "プロジェクト"),
    "pillar_calls": (("list",), ("list",), ("inline",), ("table",), ("list", "table")),
    "pillar_heading": ("worded", "ladder"),
    "pillar_figure": ("a", "R"),
    "pillar_items": ("bullet", "bullet", "figure", "paren", "circle", "worded"),
    "pillar_under": ("chapter", "section"),
    "policy_word": ("", "施策", "施策", "取組", "基本施策"),
    "policy_figure": ("a", "h"),
    "minor_parts": (True, False, False),
    "narrative_items": (True, False, False, False),
    "projects": ("bullets", "bullets", "lead", "table", "summary", "cells", "columns", "headings"),
    "earlier_projects": ("bullets", "cells", "table", "none"),
    "bullet": ("・", "○", "●", "◇", "-", "➢", "◎"),
    "merged": (True, True, True, False, False),
    "numbered_cells": (True, False, False, False, False),
    "schedule": (True, False),
    "new_mark": ("【{}】", "（{}）", "《{}》", "［{}］"),
    "mark_after": (True, True, False, False, False),
    "again_mark": ("（再掲）", "【再掲】"),
    "department": ("", "（{}）", "〔{}〕", "［{}］"),
    "note_sign": ("sup", "kome", "chu", "star", "bracket"),
    "note_place": ("foot", "foot", "after", "chapter"),
    "quotes": ("「」", "「」", "『』", ""),
    "stop": ("、", "、", "，"),
    "pages": ("{}頁", "p.{}", "pp.{}"),
    "visited": ("{}参照", "{}閲覧", "（{}閲覧）", "（最終閲覧日：{}）"),
    "work_dates": ("era", "gregorian"),
    "dates": ("era", "era", "gregorian", "dual", "dual_gregorian"),
    "range_form": ("kara", "wave", "short"),
    "dash": ("～", "～", "〜"),
    "table_dates": ("letter", "long"),
    "head": ("none", "title", "chapter"),
    "page_number": ("- {} -", "－ {} －", "{}"),
    "form_feed": (True, True, True, False, False),
    "page_lines": (0, 28, 34, 40),
    "wrap": (0, 0, 35, 38, 42),
    "indent": ("", "　"),
    "item_indent": ("", "　", "　　"),
    "cover": (True, True, False),
    "contents": (True, True, False),
    "leader": ("・", "…", "．"),
    "caption": ("図表{}", "表{}", "図表 {}"),
    "caption_place": ("above", "above", "below", "none"),
    "text_table": ("tab", "pipe", "aligned"),
    "position_items": (True, False, False),
    "history_columns": ("split", "joined"),
    "history_bullets": ("", "・", "・ "),
    "columns": (1, 1, 1, 2),
    "ruled": (True, True, True, True, False),
    "marked_up": (True, True, True, False),
    "torn_notes": (True, False, False),
    "typed_notes": (True, False, False),
    "auto_numbers": (True, False, False),
    "markdown_notes": ("caret", "sup"),
    "markdown_tables": ("pipe", "pipe", "html"),
}
OVERALL = ("summary", "cells", "columns")  # ways to list all projects in one table


def checked(style: HouseStyle) -> HouseStyle:
    """The style with choices that do not go together put right."""
    if style.pillar_items in ("figure", "paren", "circle", "worded") and not style.item_indent:
        style = replace(style, item_indent="　　")
    if style.projects in OVERALL and style.pillar_calls == ("table",) or style.projects in ("cells", "columns"):
        style = replace(style, minor_parts=False)
    if style.projects in ("bullets", "lead"):
        style = replace(style, narrative_items=False)
    if "table" in style.pillar_calls and style.projects not in OVERALL:
        style = replace(style, pillar_calls=tuple(each for each in style.pillar_calls if each != "table") or ("list",))
    if style.projects == "headings":
        style = replace(style, minor_parts=True, pillar_under="chapter")
    if style.pillar_items == "worded" and style.pillar_heading != "worded":
        style = replace(style, pillar_items="bullet")
    if style.pillar_under == "chapter" and style.pillar_heading == "ladder" and not style.pillar_calls:
        style = replace(
            style, **({"pillar_calls": ("list",)} if style.projects == "headings" else {"pillar_under": "section"})
        )
    if style.bullet in style.minor:
        style = replace(style, bullet="・")
    if style.columns == 2 or style.note_place == "chapter":
        style = replace(style, typed_notes=False)
    return style


def _presets() -> dict[str, HouseStyle]:
    """The styles of styles.toml."""
    found = {}
    for name, chosen in tomllib.loads(Path(__file__).with_name("styles.toml").read_text(encoding="utf-8")).items():
        chosen = {key: tuple(value) if isinstance(value, list) else value for key, value in chosen.items()}
        if "ladder" in chosen:
            chosen["ladder"] = LADDERS[chosen["ladder"]]
        found[name] = checked(HouseStyle(name=name, **chosen))
    return found


STYLES: dict[str, HouseStyle] = _presets()


def style(seed: int) -> HouseStyle:
    """A drawn style: every choice on its own, then put right."""
    draw = Random(f"style-{seed}")
    ladder = LADDERS[draw.choice(sorted(LADDERS))]
    chosen = {key: draw.choice(options) for key, options in _CHOICES.items()}
    return checked(HouseStyle(name=f"drawn-{seed}", ladder=ladder, **chosen))  # type: ignore[arg-type]

"""The tree of headings in skeletons of plans: kinds of numbers, contents, lists and annexes drawn from a seed."""
from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from random import Random

import docx
import pytest

from pipeline import extract_document
from pipeline.readers import html, markdown, word
from pipeline.source import SourceText, printed

ROMAN, CIRCLED, KANA = "ⅠⅡⅢⅣⅤⅥ", "①②③④⑤⑥", "アイウエオカ"
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
CHAPTERS = ("計画の策定に当たって", "現状と課題", "基本的な考え方", "施策の展開", "計画の推進")
SECTIONS = {0: ("策定の趣旨", "計画の位置付け"), 1: ("社会の動き", "人口と産業", "県民の意識"), 2: ("基本理念", "施策の体系"), 4: ("推進体制", "進行管理")}
PILLARS = {"暮らしを支える安心づくり": ("防災情報の迅速な発信", "地域医療の確保"), "産業を伸ばす活力づくり": ("企業の生産性の向上", "農林業の担い手の育成", "観光の振興"),
           "未来を担う人づくり": ("学校教育の充実", "若者の定着の促進")}
PARTS = ("現状と課題", "取組の方向", "主な事業")
BODY = ("本県の人口は減少を続けており、地域を支える担い手の確保が大きな課題となっています。", "市町村や関係団体と連携しながら、必要な取組を計画的に進め、毎年度その効果を確かめます。")
NUMBERS = {"第N章": "第{n}章　", "第N編": "第{n}編　", "第N": "第{n}　", "第N節": "第{n}節　", "N": "{n}　", "N.": "{n}．", "(N)": "（{n}）", "Ⅰ": "{roman}　", "①": "{circled}　", "ア": "{kana}　", "U-N": "{upper}-{n}　",
           "U.N": "{upper}.{n}　", "施策N": "施策{count}　", "施策U-N": "施策{upper}-{n}　", "取組N": "取組{count}　", "(N) on": "（{count}）", "■": "■", "●": "●", "【】": "【"}
WORDS = ("基本目標{n}　", "柱{n}　", "基本方針{n}　", "戦略{n}　", "重点目標{n}　", "政策{n}　", "分野{n}　", "挑戦{n}　", "施策の柱{n}　", "基本目標{roman}　", "【柱{n}】", "目標{n}：")
KINDS = {"N.": "N", "(N) on": "(N)"}  # numbers that look alike
ORDER = ("第N編", "第N章", "第N", "第N節", "Ⅰ", "N", "(N)", "①", "ア")  # by custom, from the outside in


@dataclass(frozen=True)
class Style:
    """How a skeleton numbers its headings, and what else it has."""

    chapter: str
    section: str
    pillar: str
    measure: str
    part: str
    contents: str
    preface: bool
    annex: bool
    wide: bool
    spoken: bool  # a sentence under each pillar
    blank: bool
    listed: bool  # a list of the pillars before them


def style(random: Random) -> Style:
    while True:
        one = Style(random.choice(("第N章", "第N編", "N", "N.", "Ⅰ", "第N")), random.choice(("N", "N.", "第N節", "(N)", "U-N", "U.N")), random.choice((*WORDS, "N", "Ⅰ", "(N)", "第N節")),
                    random.choice(("施策N", "施策U-N", "取組N", "(N)", "(N) on", "N", "①", "ア", "U-N")), random.choice(("", "(N)", "①", "ア", "■", "●", "【】")),
                    random.choice(("", "flat", "paged", "set in")), *(random.random() < 0.5 for _ in range(6)))
        kinds = [KINDS.get(kind, kind) for kind in (one.chapter, one.pillar, one.measure, one.part)]
        ranks = [ORDER.index(kind) for kind in kinds if kind in ORDER]
        other = [ORDER.index(kind) for kind in (KINDS.get(one.chapter, one.chapter), KINDS.get(one.section, one.section)) if kind in ORDER]
        alike = one.pillar not in NUMBERS or KINDS.get(one.pillar, one.pillar) == KINDS.get(one.section, one.section)  # plain pillars are sections of their chapter
        dotted = one.section in ("U-N", "U.N") and (one.chapter == "Ⅰ" or one.measure == "U-N")
        if len(set(kinds)) == len(kinds) and ranks == sorted(ranks) and other == sorted(set(other)) and alike and not dotted:
            return one


def skeleton(style: Style, random: Random) -> tuple[list[tuple[int, str]], list[tuple[int, str, str]]]:
    """The lines, with the levels of those that are headings (0 for others), and of each heading its level, its title and that over it."""
    lines: list[tuple[int, str]] = []
    tree: list[tuple[int, str, str]] = []
    entries: list[str] = []

    def number(kind: str, n: int, upper: int, count: int) -> str:
        form = NUMBERS.get(kind, kind)
        return form.format(n=n, upper=upper, count=count, roman=ROMAN[n - 1], circled=CIRCLED[n - 1], kana=KANA[n - 1])

    def head(level: int, label: str, title: str, above: str) -> None:
        words = label + title + ("】" if label == "【" else "")
        words = words.translate(WIDE) if style.wide else words
        lines.extend([(0, "")] if style.blank or level == 1 else [])
        lines.append((level, words))
        tree.append((level, title, above))
        if level <= 2:
            entries.append({"flat": words, "paged": f"{words}　{len(entries) + 1}", "set in": "　" * (level - 1) + f"{words}………{len(entries) + 1}"}.get(style.contents, ""))

    def say() -> None:
        lines.append((0, "　" + random.choice(BODY)))

    if style.preface:
        head(1, "", "はじめに", "")
        say()
    count = 0
    for c, chapter in enumerate(CHAPTERS):
        head(1, number(style.chapter, c + 1, 0, 0), chapter, "")
        for n, section in enumerate(SECTIONS.get(c, ()), 1):
            head(2, number(style.section, n, c + 1, 0), section, chapter)
            say()
            if section == "施策の体系" and style.listed:
                lines.extend((0, f"　・{name}") for name in PILLARS)
        for k, (pillar, measures) in enumerate(PILLARS.items() if c not in SECTIONS else (), 1):
            head(2, number(style.pillar, k, c + 1, 0), pillar, chapter)
            if style.spoken:
                say()
            for n, measure in enumerate(measures, 1):
                count += 1
                head(3, number(style.measure, n, k, count), measure, pillar)
                if not style.part or random.random() < 0.5:
                    say()
                for q, part in enumerate(PARTS if style.part else (), 1):
                    head(4, number(style.part, q, 0, 0), part, measure)
                    say()
    if style.annex:
        head(1, "", "資料編", "")
        for n, title in enumerate(("策定の経過", "用語解説"), 1):
            head(2, number("(N)" if style.section == "(N)" else "N", n, 0, 0), title, "資料編")
            say()
    top = ["みずほの県地域振興計画", "令和６年３月", *(["", "目次", *entries, ""] if style.contents else [])]
    return [*((0, line) for line in top), *lines], tree


def written(form: str, lines: list[tuple[int, str]]) -> SourceText | str:
    """The skeleton in a form: text; Markdown with all levels and with one for all; HTML; Word with styles, and with bold type for the inner levels or all."""
    if form == "text":
        return "\n".join(line for _, line in lines) + "\n"
    title, body = lines[0][1], [(level, line.strip()) for level, line in lines[1:] if line.strip()]
    if form in ("markdown", "flat"):
        return markdown.read("\n\n".join([f"# {title}", *(f"{'#' * (2 if form == 'flat' else level + 1)} {line}" if level else line for level, line in body)]).encode())
    if form == "html":
        return html.read((f"<h1>{title}</h1>" + "".join(f"<h{level + 1}>{line}</h{level + 1}>" if level else f"<p>{line}</p>" for level, line in body)).encode())
    document, file = docx.Document(), BytesIO()
    document.add_paragraph(title)
    for level, line in body:
        if form == "styles" and 0 < level <= 2:
            document.add_heading(line, level)
        else:
            document.add_paragraph().add_run(line).bold = level > 0
    document.save(file)
    return word.read(file.getvalue())


@pytest.mark.parametrize(("form", "seeds"), [("text", range(160)), *((form, range(n * 30, n * 30 + 30)) for n, form in enumerate(("markdown", "flat", "html", "styles", "bold")))])
def test_the_tree_is_as_it_was_set(form: str, seeds: range) -> None:
    for seed in seeds:
        random = Random(f"skeleton-{seed}")
        how = style(random)
        lines, tree = skeleton(how, random)
        result = extract_document(written(form, lines))
        sections = result.document.sections
        assert [(s.level, s.title, sections[s.parent].title if s.parent >= 0 else "") for s in sections] == [(level, printed(title), printed(above)) for level, title, above in tree], (seed, how)
        assert [pillar.name for pillar in result.pillars] == [printed(name) for name in PILLARS], (seed, how)

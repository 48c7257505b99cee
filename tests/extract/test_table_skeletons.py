"""Projects and earlier plans in tables of many kinds drawn from a seed: columns, merged cells, lines across, several names a cell, in the forms that hold tables."""
from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from html import escape
from io import BytesIO
from random import Random

import docx
import openpyxl
import pytest

from pipeline import extract_document
from pipeline.extraction import Extraction
from pipeline.readers import excel, html, markdown, word
from pipeline.source import SourceText, printed

PILLARS = {
    "暮らしを支える安心づくり": {"防災情報の迅速な発信": ("防災情報システム整備事業", "避難所通信環境整備事業"), "地域医療の確保": ("へき地遠隔診療支援事業", "医療情報ネットワークの拡充", "看護職員確保対策事業")},
    "産業を伸ばす活力づくり": {"企業の生産性の向上": ("中小企業デジタル化促進事業", "ものづくり人材育成講座"), "農林業の担い手の育成": ("スマート農業実装支援事業", "林業労働力確保支援センター運営事業")},
    "未来を担う人づくり": {"学校教育の充実": ("１人１台端末活用推進事業", "校務支援システムの更新"), "若者の定着の促進": ("奨学金返還支援事業", "ふるさと就職フェアの開催", "移住支援金交付事業")}}
HEADS = {"pillar": ("基本目標", "施策の柱", "柱", "基本方針", "重点分野"), "measure": ("施策", "施策名", "基本施策", "施策の方向"), "number": ("No.", "番号"),
         "name": ("事業名", "主な事業", "主な取組", "取組名", "具体的な取組", "事業の名称", "主要事業", "施策・事業名", "事務事業名"), "gist": ("事業概要", "概要", "取組内容", "内容", "事業の内容"),
         "office": ("担当課", "所管課", "担当部局", "実施主体", "担当")}
OFFICES = ("危機管理課", "医療政策課", "産業振興課", "農政企画課", "義務教育課")
GISTS = ("市町村と連携し、災害時の情報を速やかに住民に届ける。", "県内企業の取組を、専門家の派遣や補助により支援する。", "必要な設備を計画的に整備し、運用する。")
ROMAN = "ⅠⅡⅢ"
PLANS = (("第1次", "平成13年度", "平成15年度", "2001-04-01", "2004-03-31"), ("第2次", "平成16年度", "平成18年度", "2004-04-01", "2007-03-31"),
         ("第3次", "平成19年度", "平成22年度", "2007-04-01", "2011-03-31"), ("第4次", "平成23年度", "令和2年度", "2011-04-01", "2021-03-31"))
DONE = {"theme": (("情報通信基盤の整備",), ("電子県庁の構築", "情報格差の解消"), ("県民サービスの向上",), ("ICTによる地域課題の解決", "データの利活用")),
        "effort": (("庁内ネットワークの構築", "一人一台パソコンの配備"), ("電子申請システムの導入", "ブロードバンドの整備促進", "職員研修の実施"), ("県税の電子申告の開始",), ("オープンデータの公開", "公衆無線LANの整備")),
        "outcome": (("職員への端末の配備", "県庁内の情報共有の迅速化"), ("電子申請の利用の拡大",), ("申告手続の利便性の向上", "避難情報の伝達の迅速化"), ("観光客の利便性の向上",))}
NAMES = {"theme": ("テーマ", "基本テーマ", "目標", "基本目標"), "effort": ("主な取組", "取組", "主な施策", "取組内容"), "outcome": ("成果", "主な成果", "実績", "取組の成果")}
Cell = tuple[str, int, int]
"""What a cell says, and how many rows and columns it covers."""
Block = str | tuple[int, str] | list[list[Cell]]
"""A paragraph, a heading with its level, or a table."""


def of_projects(random: Random) -> tuple[list[Block], Counter[tuple[str, str]]]:
    """A plan with its projects in tables, and these with their pillars."""
    pick = {kind: random.choice(words) for kind, words in HEADS.items()}
    scope = random.choice(("whole", "pillar", "measure"))
    pillar_in = random.choice(("merged", "repeated", "first", "across")) if scope == "whole" else ""
    measure_in = random.choice(("", "merged", "repeated", "first")) if scope != "measure" else ""
    several, mark, years = random.random() < 0.25, random.choice(("", "", "【新規】", "○", "・", "(1)")), random.choice(((), ("R4", "R5")))
    form = random.choice(("基本目標{n}　", "柱{n}　", "{n}　", "（{n}）", "{roman}　"))
    columns = [*(["pillar"] if pillar_in in ("merged", "repeated", "first") else []), *(["measure"] if measure_in else []), *random.sample(["number"], random.randint(0, 1)),
               *random.sample(["name", "office"], 2)[:random.randint(1, 2)], *random.sample(["gist"], random.randint(0, 1))]
    columns += [] if "name" in columns else ["name"]
    columns += ["gist"] if len(columns) == 1 else []
    expected: Counter[tuple[str, str]] = Counter()

    def title(n: int, pillar: str) -> str:
        return form.format(n=n, roman=ROMAN[n - 1]) + pillar

    def table(groups: Sequence[tuple[int, str, str, Sequence[str]]]) -> list[list[Cell]]:
        rows: list[list[Cell]] = [[(pick[c], 1, 1) for c in columns] + [(year, 1, 1) for year in years]]
        heights = Counter[str]()
        for _, pillar, _, names in groups:
            heights[pillar] += 1 if several else len(names)
        last = ""
        for n, pillar, measure, names in groups:
            if pillar_in == "across" and pillar != last:
                rows.append([(title(n, pillar), 1, len(rows[0]))])
            units = [list(names)] if several else [[name] for name in names]
            for k, unit in enumerate(units):
                new, row = pillar != last and k == 0, list[Cell]()
                for c in columns:
                    if c == "pillar" and pillar_in == "merged":
                        row += [(title(n, pillar), heights[pillar], 1)] if new else []
                    elif c == "pillar":
                        row.append((title(n, pillar) if new or pillar_in == "repeated" else "", 1, 1))
                    elif c == "measure" and measure_in == "merged":
                        row += [(measure, len(units), 1)] if k == 0 else []
                    elif c == "measure":
                        row.append((measure if k == 0 or measure_in == "repeated" else "", 1, 1))
                    elif c == "name":
                        row.append(("\n".join((mark if mark in ("○", "・") else "○") + name for name in unit) if several else (f"({k + 1})" if mark == "(1)" else mark) + unit[0], 1, 1))
                    else:
                        row.append((str(len(rows)) if c == "number" else random.choice(OFFICES if c == "office" else GISTS), 1, 1))
                rows.append(row + [(random.choice(("○", "→", "実施")), 1, 1) for _ in years])
                expected.update((printed(name), pillar) for name in unit)
            last = pillar
        return rows

    blocks: list[Block] = [(1, "第１章　計画の基本的な考え方"), "　本県では、県民や事業者とともに地域の課題に取り組むため、この計画を策定しました。", (1, "第２章　施策の展開")]
    for n, (pillar, measures) in enumerate(PILLARS.items(), 1):
        blocks += [(2, title(n, pillar)), "　市町村や関係団体と連携しながら、必要な取組を計画的に進めます。"]
        if scope == "pillar":
            blocks.append(table([(n, pillar, measure, names) for measure, names in measures.items()]))
        for k, (measure, names) in enumerate(measures.items() if scope == "measure" else (), 1):
            blocks += [(3, f"施策{n}-{k}　{measure}"), "　必要な取組を計画的に進め、毎年度その効果を確かめます。", table([(n, pillar, measure, names)])]
    if scope == "whole":
        blocks += [(1, "第３章　主な事業"), table([(n, pillar, measure, names) for n, (pillar, measures) in enumerate(PILLARS.items(), 1) for measure, names in measures.items()])]
    return [*blocks, (1, f"第{4 if scope == 'whole' else 3}章　計画の推進"), "　計画の進み具合は、毎年度、推進本部で確かめ、公表します。"], expected


def of_plans(random: Random) -> tuple[list[Block], Counter[tuple[str, str, str, str, int, str]]]:
    """A chapter with a table of earlier plans, and its rows."""
    apart, swapped, turned = random.random() < 0.4, random.random() < 0.3, random.random() < 0.2
    sign, fields = random.choice(("", "・", "○")), ["theme", "effort", *(["outcome"] if random.random() < 0.8 else [])]
    fields = [fields[1], fields[0], *fields[2:]] if swapped else fields
    count = random.randint(3, 4)
    rows = [[random.choice(("計画名", "計画", "計画・期間", "名称")), *(["計画期間"] if apart else []), *(random.choice(NAMES[field]) for field in fields)]]
    expected: Counter[tuple[str, str, str, str, int, str]] = Counter()
    for k, (term, begun, ended, first, last) in enumerate(PLANS[:count]):
        period = random.choice((f"{begun}～{ended}", f"{begun}から{ended}まで"))
        rows.append([term if apart else f"{term}\n（{period}）", *([period] if apart else []), *("\n".join(sign + item for item in DONE[field][k]) for field in fields)])
        expected.update((term, first, last, field, n, printed(item)) for field in fields for n, item in enumerate(DONE[field][k], 1))
    rows = [list(column) for column in zip(*rows)] if turned else rows
    table = [[(cell, 1, 1) for cell in row] for row in rows]
    return [(1, "第１章　これまでの取組"), (2, "１　情報化の計画の歩み"), "　本県では、これまで次の計画により情報化を進めてきました。", table, (2, "２　残された課題"),
            "　人口の減少や技術の進展を踏まえ、取組を見直す必要があります。"], expected


def spread(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int, Cell]]:
    """The cells of a table with their rows and columns."""
    taken: set[tuple[int, int]] = set()
    found: list[tuple[int, int, Cell]] = []
    for r, row in enumerate(rows):
        column = 0
        for cell in row:
            while (r, column) in taken:
                column += 1
            found.append((r, column, cell))
            taken |= {(r + a, column + b) for a in range(cell[1]) for b in range(cell[2])}
    return found


def lined(rows: Sequence[Sequence[Cell]], gap: str) -> list[list[str]]:
    """The words of a table by rows, each merged cell where it begins; `gap` for line breaks."""
    width = sum(columns for _, _, columns in rows[0])
    found = [[""] * width for _ in rows]
    for r, c, (words, _, _) in spread(rows):
        found[r][c] = words.replace("\n", gap)
    return found


def written(form: str, blocks: Sequence[Block]) -> SourceText | str:
    """A document in a form."""
    title = "みずほの県デジタル化推進計画"
    if form == "tabs":
        return "\n".join([title, "", *(block if isinstance(block, str) else f"\n{block[1]}\n" if isinstance(block, tuple) else "\n".join("\t".join(row) for row in lined(block, " ")) + "\n" for block in blocks)]) + "\n"
    if form == "markdown":
        tables = {id(block): lined(block, "<br>") for block in blocks if isinstance(block, list)}
        return markdown.read("\n\n".join([f"# {title}", *(
            block.strip() if isinstance(block, str) else "#" * (block[0] + 1) + f" {block[1]}" if isinstance(block, tuple)
            else "\n".join(f"| {' | '.join(row)} |" + ("\n|" + "---|" * len(row) if not n else "") for n, row in enumerate(tables[id(block)])) for block in blocks)]).encode())
    if form == "html":
        parts = [f"<h1>{title}</h1>"]
        for block in blocks:
            parts.append(f"<p>{block}</p>" if isinstance(block, str) else f"<h{block[0] + 1}>{block[1]}</h{block[0] + 1}>" if isinstance(block, tuple) else "<table>" + "".join(
                "<tr>" + "".join(f'<td rowspan="{a}" colspan="{b}">{escape(words)}</td>'.replace("\n", "<br>") for words, a, b in row) + "</tr>" for row in block) + "</table>")
        return html.read("".join(parts).encode())
    file = BytesIO()
    if form == "word":
        document = docx.Document()
        document.add_paragraph(title)
        for block in blocks:
            if isinstance(block, str):
                document.add_paragraph(block)
            elif isinstance(block, tuple):
                document.add_heading(block[1], block[0])
            else:
                table = document.add_table(len(block), len(lined(block, "")[0]))
                for r, c, (words, height, width) in spread(block):
                    table.cell(r, c).merge(table.cell(r + height - 1, c + width - 1)).text = words
        document.save(file)
        return word.read(file.getvalue())
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title, at = "計画", 1
    for block in (title, *blocks):
        if isinstance(block, list):
            for r, c, (words, height, width) in spread(block):
                sheet.cell(at + r, c + 1, words or None)
                if height + width > 2:
                    sheet.merge_cells(start_row=at + r, start_column=c + 1, end_row=at + r + height - 1, end_column=c + width)
            at += len(block) + 1
        else:
            sheet.cell(at, 1, block if isinstance(block, str) else block[1])
            at += 1
    book.save(file)
    return excel.read(file.getvalue())


def names(result: Extraction) -> Counter[tuple[str, str]]:
    reading = result.document.reading
    return Counter((printed(reading.value(m.start, m.end)), result.pillars[m.pillar].name if m.pillar >= 0 else "") for m in result.measures if m.level == "project")


@pytest.mark.parametrize("form", ("tabs", "markdown", "html", "word", "workbook"))
def test_projects_are_found_with_their_pillars(form: str) -> None:
    for seed in range(60):
        blocks, expected = of_projects(Random(f"table-{seed}"))
        result = extract_document(written(form, blocks))
        assert [pillar.name for pillar in result.pillars] == [*PILLARS], seed
        assert names(result) == expected, seed


@pytest.mark.parametrize("form", ("tabs", "markdown", "html", "word", "workbook"))
def test_earlier_plans_are_found_item_by_item(form: str) -> None:
    for seed in range(40):
        blocks, expected = of_plans(Random(f"plans-{seed}"))
        result = extract_document(written(form, blocks))
        squashed = [(h, "".join(unicodedata.normalize("NFKC", result.document.reading.value(h.start, h.end)).split())) for h in result.history]
        assert Counter((h.term, h.first_day, h.last_day, h.field, h.ordinal, words) for h, words in squashed) == expected, seed

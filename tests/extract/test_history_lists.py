"""Earlier plans in lines: terms with their years, and below them labels of themes, efforts and outcomes in many forms."""
from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import extract_document
from pipeline.readers import read

FIRST, SECOND = ("2001-04-01", "2006-03-31"), ("2006-04-01", "2011-03-31")


@pytest.mark.parametrize("lines", [
    "第1期（H13～H17年度）\n　テーマ　　・基盤の整備\n　主な取組　・幹線の敷設\n　　　　　　・講習の実施\n　主な成果　・全役場の接続\n"
    "第2期（平成18年度～平成22年度）\n　テーマ　　・電子県庁の構築\n　主な取組　・申請の受付開始\n　主な成果　・様式の電子化\n",
    "○第1期（平成13～17年度）\n・テーマ：基盤の整備\n・主な取組：幹線の敷設 ・講習の実施\n・成果：全役場の接続\n"
    "○第2期（平成18～22年度）\n・テーマ：電子県庁の構築\n・主な取組：申請の受付開始\n・成果：様式の電子化\n",
], ids=["columns of labels", "bullets"])
def test_history_in_lines(lines: str) -> None:
    result = extract_document(f"みなと県デジタル推進計画\n\n1 経緯\n\nこれまでの計画は、次のとおりです。\n\n{lines}\n県は、計画を進めます。\n")
    value = result.document.reading.value
    assert [(h.term, h.field, h.ordinal, value(h.start, h.end), h.first_day, h.last_day) for h in result.history] == [
        *(("第1期", *row, "2001-04-01", "2006-03-31") for row in (("theme", 1, "基盤の整備"), ("effort", 1, "幹線の敷設"), ("effort", 2, "講習の実施"), ("outcome", 1, "全役場の接続"))),
        *(("第2期", *row, "2006-04-01", "2011-03-31") for row in (("theme", 1, "電子県庁の構築"), ("effort", 1, "申請の受付開始"), ("outcome", 1, "様式の電子化")))]


@pytest.mark.parametrize("text", ["第1期（平成13～17年度）\n\nテーマを決めました。\n\n第2期（平成18～22年度）\n\n成果を上げました。\n", "第1期（平成13～17年度）\nテーマ　基盤の整備\n"])
def test_lines_with_terms_that_list_nothing(text: str) -> None:
    assert extract_document(f"みなと県デジタル推進計画\n\n1 経緯\n\n{text}").history == ()


@pytest.mark.parametrize("lines, terms, theme", [
    ("第１次計画（平成13年度～平成17年度）\n　目　標：庁内の基盤\n　成　果：全役場の接続\n第２次計画（平成18年度～平成22年度）\n　目　標：県民の活用\n　成　果：様式の電子化\n", ("第1次", "第2次"), True),
    ("第1期計画（平成13～17年度）\n【テーマ】庁内の基盤\n【主な成果】\n・全役場の接続\n第2期計画（平成18～22年度）\n【テーマ】県民の活用\n【主な成果】\n・様式の電子化\n", ("第1期", "第2期"), True),
    ("前期（2001～2005年度）\n　重点テーマ　庁内の基盤\n　主な成果　　全役場の接続\n後期（2006～2010年度）\n　重点テーマ　県民の活用\n　主な成果　　様式の電子化\n", ("前期", "後期"), True),
    ("(1) 第1期計画（平成13年度～平成17年度）\n　〔基本方針〕庁内の基盤\n　〔成果〕全役場の接続\n(2) 第2期計画（平成18年度～平成22年度）\n　〔基本方針〕県民の活用\n　〔成果〕様式の電子化\n", ("第1期", "第2期"), True),
    ("■第1期（平成13～17年度）\n重点目標\n・庁内の基盤\n主な成果\n・全役場の接続\n■第2期（平成18～22年度）\n重点目標\n・県民の活用\n主な成果\n・様式の電子化\n", ("第1期", "第2期"), True),
    ("■第1次計画　「みなと情報計画」（平成13年度～平成17年度）\n　庁内の情報化を進めました。\n　〔基本方針〕　・庁内の基盤\n　〔主な成果〕　・全役場の接続\n■第2次計画　「みなと情報プラン」（平成18年度～平成22年度）\n　県民の利用を広げました。\n　〔基本方針〕　・県民の活用\n　〔主な成果〕　・様式の電子化\n", ("第1次", "第2次"), True),
    ("＜第1期（H13～H17）＞\n成果：全役場の接続\n＜第2期（H18～H22）＞\n成果：様式の電子化\n", ("第1期", "第2期"), False),
], ids=["letters apart", "brackets", "halves of a plan", "numbered headings", "labels above bullets", "a sentence over the labels", "terms in brackets"])
def test_labels_below_terms(lines: str, terms: tuple[str, str], theme: bool) -> None:
    result = extract_document(f"みなと県情報化推進計画\n\nこれまでの計画は次のとおりです。\n\n{lines}\n県は、計画を進めます。\n")
    value = result.document.reading.value
    said = ((("theme", "庁内の基盤"), ("outcome", "全役場の接続")), (("theme", "県民の活用"), ("outcome", "様式の電子化")))
    assert [(h.term, h.first_day, h.last_day, h.field, h.ordinal, value(h.start, h.end)) for h in result.history] == [
        (term, *days, field, 1, text) for term, days, rows in zip(terms, (FIRST, SECOND), said) for field, text in rows if theme or field == "outcome"]


PLANS = [("theme", "庁内の基盤"), ("effort", "幹線の敷設"), ("effort", "職員端末の配備"), ("effort", "統合型GISの導入"), ("outcome", "全役場の接続")]
FIELDS = "{0}庁内の基盤\n{1}幹線の敷設{3}職員端末の配備{3}統合型GISの導入\n{2}全役場の接続\n"


def listed(text: str, folder: Path | None = None, form: str = "txt") -> list[tuple[str, str, str, int, str]]:
    if folder is not None:
        path = folder / f"plan.{form}"
        path.write_text(text, encoding="utf-8")
    result = extract_document(read(path) if folder is not None else text)
    value = result.document.reading.value
    assert all(h.last_day.endswith("-03-31") for h in result.history)
    return [(h.term, h.first_day[:4], h.field, h.ordinal, value(h.start, h.end)) for h in result.history]


def wanted(terms: str = "第1次/第2次") -> list[tuple[str, str, str, int, str]]:
    counts = [1, 1, 2, 3, 1]
    return [(term, year, field, count, item) for term, year in zip(terms.split("/"), ("2001", "2006")) for (field, item), count in zip(PLANS, counts)]


def plans(lines: str, heads: tuple[str, str] = ("○第1次（平成13年度～平成17年度）", "○第2次（平成18年度～平成22年度）")) -> str:
    return ("みなと県情報化推進計画\n\n1 経緯\n\nこれまでの計画は、次のとおりです。\n" + "".join(f"{head}\n{lines}" for head in heads) + "\n2 課題\n\n県は、計画を進めます。\n")


@pytest.mark.parametrize("behind", ["：", " … ", "・・・", "　", "　…　", "――", " ― ", "｜", "】", "＝", " → ", "：　", " - "], ids=lambda v: v)
@pytest.mark.parametrize("names", ["ねらい/取組/成果", "目　標/重　点/結　果", "テーマ/主な取組/到達点", "基本目標/主要施策/主な成果", "合言葉/力を入れた点/実　績", "めざしたもの/取り組んだこと/残したもの", "主題/事業/効果"])
def test_labels(names: str, behind: str) -> None:
    labels = ["　" + ("【" if behind == "】" else "") + name + behind for name in names.split("/")]
    assert listed(plans(FIELDS.format(*labels, "／"))) == wanted()


@pytest.mark.parametrize("sign", ["／", " ／ ", "　", "、", "；", "・", "　○", " ・", "　　"], ids=lambda v: f"[{v}]")
@pytest.mark.parametrize("label", ["主な取組：", "取　組　", "・取組 … "])
def test_items_behind_labels(label: str, sign: str) -> None:
    first = "・" if label.startswith("・") else ""
    assert listed(plans(FIELDS.format(f"{first}テーマ：", label, f"{first}成果：", sign))) == wanted()


@pytest.mark.parametrize("item", ["となりどうしの支え合い", "もしものときの備え", "のびのび育つ子", "はぐくみ合う地域"])
@pytest.mark.parametrize("gap", ["　　", "　　　　"])
def test_items_in_hiragana_behind_a_bullet_beside_the_label(item: str, gap: str) -> None:
    found = listed(plans(f"　　テーマ{gap}・{item}\n　　主な取組{gap[1:]}・幹線の敷設\n　　　　　　{gap[1:]}・講習の実施\n　　成果{gap}　・全役場の接続\n\n", ("【第1次】　平成13年度～平成17年度", "【第2次】　平成18年度～平成22年度")))
    assert [(row[0], row[2], row[4]) for row in found] == [(term, field, said) for term in ("第1次", "第2次") for field, said in (("theme", item), ("effort", "幹線の敷設"), ("effort", "講習の実施"), ("outcome", "全役場の接続"))]


@pytest.mark.parametrize("lines", [
    "　【テーマ】庁内の基盤　【主な取組】幹線の敷設、職員端末の配備、統合型GISの導入　【成果】全役場の接続\n", "　【テーマ】庁内の基盤【主な取組】幹線の敷設／職員端末の配備／統合型GISの導入【成果】全役場の接続\n",
    "　テーマ：庁内の基盤　主な取組：幹線の敷設、職員端末の配備、統合型GISの導入　成果：全役場の接続\n", "　〔目標〕庁内の基盤\n　〔取組〕幹線の敷設・職員端末の配備・統合型GISの導入　〔結果〕全役場の接続\n",
    "テーマ\n・庁内の基盤\n主な取組\n・幹線の敷設\n・職員端末の配備\n・統合型GISの導入\n成果\n・全役場の接続\n", "＜テーマ＞\n・庁内の基盤\n＜取組＞\n・幹線の敷設\n・職員端末の配備\n・統合型GISの導入\n＜成果＞\n・全役場の接続\n",
])
def test_labels_in_a_line_or_above_bullets(lines: str) -> None:
    assert listed(plans(lines)) == wanted()


@pytest.mark.parametrize("heads", [
    "第1次（平成13（2001）年度～平成17（2005）年度）/第2次（平成18（2006）年度～平成22（2010）年度）", "第1次計画　平成13～17年度/第2次計画　平成18～22年度",
    "第１次　H13～17/第２次　H18～22", "■第1次情報化計画（H13～H17年度）/■第2次情報化計画（H18～H22年度）", "(1) 第1次 2001年度から2005年度まで/(2) 第2次 2006年度から2010年度まで",
    "① 第1次（平成13年度から平成17年度まで）/② 第2次（平成18年度から平成22年度まで）", "第1次（2001－2005年度）/第2次（2006－2010年度）", "【第1次】平成13～17年度/【第2次】平成18～22年度",
    "第1次みなと県計画\n計画期間：平成13年度～平成17年度/第2次みなと県計画\n計画期間：平成18年度～平成22年度", "第1次\n（平成13年度～平成17年度）/第2次\n（平成18年度～平成22年度）",
    "平成13～17年度　第1次計画/平成18～22年度　第2次計画",
], ids=lambda v: v.split("/")[0])
def test_heads(heads: str) -> None:
    first, second = heads.split("/")
    assert listed(plans(FIELDS.format("　テーマ：", "　主な取組：", "　成果：", "、"), (first, second))) == wanted()


@pytest.mark.parametrize("terms", ["第一期/第二期", "第1期/第2期", "前期/後期", "1st/2nd", "Ⅰ期/Ⅱ期", "1期目/2期目", "前々計画/前計画", "みなとIT戦略/みなと電子県庁プラン", "情報化推進計画/新情報化推進計画", "みなと21世紀ビジョン/みなと元気プラン"])
@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_terms_in_lines(tmp_path: Path, terms: str, form: str) -> None:
    first, second = terms.split("/")
    heads = f"{first}（平成13年度～平成17年度）", f"{second}（平成18年度～平成22年度）"
    labels = FIELDS.format("テーマ：", "主な取組：", "成果：", "／")
    if form == "txt":
        text = plans(labels, heads) if first[0] != "Ⅰ" else plans(labels, (f"■{heads[0]}", f"■{heads[1]}"))
    elif form == "md":
        text = "# みなと県情報化推進計画\n\n## 1 経緯\n\n次のとおりです。\n\n" + "".join(f"* **{head}**\n" + "".join(f"    + {line}\n" for line in labels.splitlines()) for head in heads) + "\n県は、計画を進めます。\n"
    else:
        rows = [line.split("：") for line in labels.splitlines()]
        text = "<html><body><h1>みなと県情報化推進計画</h1><h2>1 経緯</h2><p>次のとおりです。</p>" + "".join(
            f"<p>{head}</p><dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows) + "</dl>" for head in heads) + "<p>県は、計画を進めます。</p></body></html>"
    assert listed(text, tmp_path, form) == wanted(terms.replace("Ⅰ", "I").replace("Ⅱ", "II"))


@pytest.mark.parametrize("form", ["md", "html"])
@pytest.mark.parametrize("names", ["テーマ/主な取組/成果", "目標/力を入れた点/到達点", "合言葉/施策/残したもの"])
def test_a_table_below_each_plan(tmp_path: Path, names: str, form: str) -> None:
    rows = list(zip(names.split("/"), ["庁内の基盤", "幹線の敷設<br>職員端末の配備<br>統合型GISの導入", "全役場の接続"]))
    text = "# みなと県情報化推進計画\n\n## 1 経緯\n\n次のとおりです。\n" if form == "md" else "<html><body><h1>みなと県情報化推進計画</h1><h2>1 経緯</h2><p>次のとおりです。</p>"
    for head in ("第1次計画（平成13～17年度）", "第2次計画（平成18～22年度）"):
        if form == "md":
            text += f"\n{head}\n\n| {' | '.join(rows[0])} |\n|---|---|\n" + "".join(f"| {name} | {value} |\n" for name, value in rows[1:])
        else:
            text += f"<p>{head}</p><table>" + "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows) + "</table>"
    assert listed(text, tmp_path, form) == wanted()


@pytest.mark.parametrize(("line", "items"), [
    ("取組：幹線の敷設／職員端末\n　　　の配備／統合型GISの導入", ["幹線の敷設", "職員端末の配備", "統合型GISの導入"]),
    ("取　組　幹線の敷設　職員端末の配\n　　　　備　統合型GISの導入", ["幹線の敷設", "職員端末の配備", "統合型GISの導入"]),
    ("取組：医療、教育及び福祉の連携／AI/RPAの導入", ["医療、教育及び福祉の連携", "AI/RPAの導入"]), ("取組：防災・減災の推進", ["防災・減災の推進"]), ("取組：調査、研究の推進", ["調査、研究の推進"]),
    ("取組：電話局の開局、講師の輩出", ["電話局の開局", "講師の輩出"]), ("取組：市民の医療、地域の産業の支援", ["市民の医療、地域の産業の支援"]),
    ("取　組　庁内 LAN の整備　1 人 1 台端末の配備", ["庁内 LAN の整備"]), ("取組：24/7の受付", ["24/7の受付"]), ("取組：電子申請の開始（図書、施設）、講習の実施", ["電子申請の開始(図書、施設)", "講習の実施"]),
    ("主な取組\n・幹線の敷設\n・講習の実施", ["幹線の敷設", "講習の実施"]), ("取組　①幹線の敷設　②講習の実施", ["幹線の敷設", "講習の実施"]),
], ids=lambda v: v if isinstance(v, str) else "")
def test_items_of_efforts(line: str, items: list[str]) -> None:
    text = plans(f"テーマ：庁内の基盤\n{line}\n成果：全役場の接続\n")
    assert [row[4] for row in listed(text) if row[2] == "effort" and row[0] == "第1次"][:len(items)] == items


@pytest.mark.parametrize("lines", ["課題：人材の不足\n", "期間：5年間\n", "所管：企画課\n", "策定：平成13年3月\n", "課　題　人材の不足\n"])
def test_other_labels_say_nothing(lines: str) -> None:
    assert listed(plans("　テーマ：庁内の基盤\n　主な取組：幹線の敷設／職員端末の配備／統合型GISの導入\n" + lines + "　成果：全役場の接続\n")) == wanted()


@pytest.mark.parametrize("text", [
    "第1次（平成13年度～平成17年度）では、基盤の整備をテーマとし、幹線を敷設した。\n第2次（平成18年度～平成22年度）では、県民の活用をテーマとし、講習を行った。\n",
    "○第1次募集（令和5年4月～6月）\n　内容：起業の講座\n　結果：12人\n○第2次募集（令和5年9月～11月）\n　内容：交流の会\n　結果：20人\n",
    "○第1期工事（令和3～4年度）\n　取組：基礎の施工\n　成果：完了\n○第2期工事（令和5～6年度）\n　取組：内装の施工\n　成果：完了\n",
    "○前期（令和3～5年度）\n　取組：調査の実施\n　事業：試行の開始\n○後期（令和6～8年度）\n　取組：運用の開始\n　事業：窓口の統合\n",
    "平成13年3月　第1次計画の策定\n平成18年3月　第2次計画の策定\n", "○第1次（平成13年度～平成17年度）\n　成果指標：公開率\n○第2次（平成18年度～平成22年度）\n　成果指標：利用率\n",
    "○第1次（平成13年度～平成17年度）\n　目標値：60％\n○第2次（平成18年度～平成22年度）\n　目標値：80％\n",
    "第1回（令和5年6月1日）\n　議題：骨子\n　結果：了承\n第2回（令和5年9月1日）\n　議題：素案\n　結果：了承\n", "国土計画の歩み\n　テーマ：均衡\n県の計画の歩み\n　テーマ：活力\n",
    "○第1次（平成13～17年度）\n　「庁内の基盤」をテーマに、幹線を敷設した。\n○第2次（平成18～22年度）\n　「県民の活用」をテーマに、講習を行った。\n\n2 基本理念と基本方針\n\n基本理念　「輝くみなと」\n\n基本方針1　暮らしの向上\n基本方針2　産業の振興\n",
    "窓口改革プラン（令和5年度）\n　成果：待ち時間の短縮\n収納改善プラン（令和5年度）\n　成果：収納率の上昇\n",
    "みなと県環境計画（令和3～12年度）\n　目的：脱炭素\n　取組：節電の推進\nみなと県防災計画（令和4～8年度）\n　目的：減災\n　取組：訓練の実施\n",
], ids=["running text", "calls", "works", "stages", "chronicle", "indicators", "target values", "meetings", "names without years", "the next part", "single years", "related plans"])
def test_lines_of_something_else(text: str) -> None:
    assert listed(f"みなと県情報化推進計画\n\n1 経緯\n\n次のとおりです。\n\n{text}\n2 課題\n\n県は、計画を進めます。\n") == []


@pytest.mark.parametrize("short", ["", "。以下「1次計画」という。", "、以下「1次計画」といいます", "、以下「前計画」と呼ぶ。"])
@pytest.mark.parametrize("form", ["テーマ：庁内の基盤\n取組：幹線の敷設／職員端末の配備／統合型GISの導入\n成果：全役場の接続\n", "［テーマ］庁内の基盤［取組］幹線の敷設／職員端末の配備／統合型GISの導入［成果］全役場の接続\n"])
def test_a_plan_with_a_short_name(short: str, form: str) -> None:
    text = f"みなと県情報化推進計画\n\n1 経緯\n\n次のとおりです。\n\n第1次　みなと県高度情報化計画（平成13～17年度{short}）\n{form}第2次　みなと県行動計画（平成18年3月策定、平成18～22年度{short}）\n{form}"
    assert listed(text) == wanted()


@pytest.mark.parametrize(("cell", "items"), [
    ("業務の継続　119番通報の短縮", ["業務の継続", "119番通報の短縮"]), ("光回線の二重化　3つの窓口の統合", ["光回線の二重化", "3つの窓口の統合"]), ("遠隔診療　延べ1,840件", ["遠隔診療 延べ1,840件"]),
    ("観光案内の利用 延べ4万人", ["観光案内の利用 延べ4万人"]), ("公開データ　年間2,600時間の作業の削減", ["公開データ", "年間2,600時間の作業の削減"]), ("情報の公開 412件", ["情報の公開412件"]),
])
@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_figures_in_cells(tmp_path: Path, cell: str, items: list[str], form: str) -> None:
    rows = [["期", "計画期間", "テーマ", "成果"], ["第1期", "平成13～17年度", "基盤の整備", cell], ["第2期", "平成18～22年度", "活用の拡大", "全役場の接続"]]
    if form == "txt":
        text = "みなと県情報化推進計画\n\n1 経緯\n\n次のとおりです。\n\n" + "".join("\t".join(row) + "\n" for row in rows)
    elif form == "md":
        text = "# みなと県情報化推進計画\n\n## 1 経緯\n\n次のとおりです。\n\n" + "".join(f"| {' | '.join(row)} |\n" + ("|---|---|---|---|\n" if row is rows[0] else "") for row in rows)
    else:
        text = "<html><body><h1>みなと県情報化推進計画</h1><h2>1 経緯</h2><p>次のとおりです。</p><table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</table></body></html>"
    assert [row[4] for row in listed(text, tmp_path, form) if row[0] == "第1期" and row[2] == "outcome"] == items


@pytest.mark.parametrize("between", ["\n\n"])
@pytest.mark.parametrize("form", ["name below the term", "name and period in a cell"])
def test_names_beside_terms(tmp_path: Path, form: str, between: str) -> None:
    if form == "name below the term":
        card = "テーマ\n庁内の基盤\n力を入れたこと\n・幹線の敷設\n・職員端末の配備\n・統合型GISの導入\n得られたもの\n・全役場の接続\n\n"
        text = "".join(between.join((term, name, f"{years}年度")) + f"{between}{card}" for term, name, years in (
            ("第1次", "みなと県ITビジョン", "平成13年度～平成17"), ("第2次", "みなと県ICT活用計画", "平成18年度～平成22")))
    else:
        cells = "庁内の基盤\t・幹線の敷設 ・職員端末の配備 ・統合型GISの導入\t・全役場の接続\n"
        text = f"期\t計画の名前と期間\tめざした姿\tおもな取組\tおもな成果\n第1次\tみなとITビジョン 平成13～17年度\t{cells}第2次\tみなとICT活用計画 2006年度～2010年度\t{cells}"
    assert listed(f"みなと県情報化推進計画\n\n1 経緯\n\n次のとおりです。\n\n{text}", tmp_path) == wanted()


def test_items_between_commas_and_the_sentence_below() -> None:
    """Names of any kind between commas are items, and what a paragraph says below the last plan is none."""
    lines = ("○第１次（平成13年度～平成17年度）\n　　ねらい　　庁内の基盤\n　　主な取組　幹線の敷設、端末の配布に関する協定、団体の認証\n　　成果　　　回線延長2万キロ超、県有施設の接続率5割\n"
             "○第２次（平成18年度～平成22年度）\n　　ねらい　　県民の活用\n　　主な取組　講習の実施、窓口の見直し\n　　成果　　　講習の修了者4万人、様式の電子化9割\n　なお、第２次計画は、平成20年３月に中間の見直しを行い、電子申請の目標を引き上げています。\n")
    found = listed(f"みなと県情報化推進計画\n\nこれまでの計画は次のとおりです。\n\n{lines}\n")
    assert [text for _, _, _, _, text in found] == ["庁内の基盤", "幹線の敷設", "端末の配布に関する協定", "団体の認証", "回線延長2万キロ超", "県有施設の接続率5割",
                                                    "県民の活用", "講習の実施", "窓口の見直し", "講習の修了者4万人", "様式の電子化9割"]

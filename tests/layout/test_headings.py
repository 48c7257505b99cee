"""Headings and their tree in small documents of many house styles."""
import io

import docx
import pytest

from pipeline.layout import build
from pipeline.readers import html, markdown, word
from pipeline.readers import text as plain
from pipeline.source import SourceText

BODY = "県は、地域の実情に応じた取組を進めてきました。今後も、国や市町村と連携して取り組みます。"


def outline(text: str) -> list[tuple[int, str, str, str]]:
    """(level, label, title, title of the parent) of each section."""
    sections = build(SourceText("x", text)).sections
    return [(s.level, s.label, s.title, sections[s.parent].title if s.parent >= 0 else "") for s in sections]


CASES = {
    "circled numbers right under a bracket with a long title": (
        "1 評価\n（1）基本目標1 地域で支え合うまちづくりの推進\n　①見守りの推進\n　　協定を結び、体制を整えました。\n　　・見守り協定締結事業　　48件\n　②生活の支援\n　　協議体を設けました。\n（2）基本目標2 健やかに暮らせるまちづくりの推進\n　①教室\n　　教室を開きました。\n　②体操\n　　体操を広めました。\n",
        [(1, "1", "評価", ""), (2, "(1)", "基本目標1 地域で支え合うまちづくりの推進", "評価"), (3, "1", "見守りの推進", "基本目標1 地域で支え合うまちづくりの推進"), (3, "2", "生活の支援", "基本目標1 地域で支え合うまちづくりの推進"),
         (2, "(2)", "基本目標2 健やかに暮らせるまちづくりの推進", "評価"), (3, "1", "教室", "基本目標2 健やかに暮らせるまちづくりの推進"), (3, "2", "体操", "基本目標2 健やかに暮らせるまちづくりの推進")]),
    "a first number right under a wide title, and a title that is printed twice": (
        "令和７年度第３回総合計画審議会　行財政部会\n霧原県デジタル推進計画（仮称）骨子案及び霧原県電子県庁推進計画の総括について\n１　趣旨\n　○ 計画は、令和７年度末で満了\n　○ 新計画は、部門計画\n２　国の動き\n　○ 国は、計画を改定\n",
        [(1, "1", "趣旨", ""), (1, "2", "国の動き", "")]),
    "the first chapter of a part right under its running head": (
        f"更新日:2023年3月28日 ページ番号:20417 このページの印刷 大きな文字で印刷\nⅡ なぜ今、計画を改めるのか\n{BODY}\nⅢ これまでの取組\n{BODY}\n", [(1, "II", "なぜ今、計画を改めるのか", ""), (1, "III", "これまでの取組", "")]),
    "headings right under the rows of a table": (
        f"政策1 防災\n{BODY}\n  指標              現状        目標\n  計画の作成率      31％        80％\n  訪問診療の数      18か所      30か所\n  【主な事業】\n  ・ 水防団支援事業\n政策2 医療\n{BODY}\n  指標              現状        目標\n  医師の数          31人        80人\n  看護師の数        18人        30人\n"
        f"  施策2-1 病院\n  {BODY}\n", [(1, "政策1", "防災", ""), (2, "", "主な事業", "防災"), (1, "政策2", "医療", ""), (2, "施策2-1", "病院", "医療")]),
    "chapters and sections in brackets before their titles": (
        f"【第1章】計画の趣旨\n【第1項】策定の趣旨\n　{BODY}\n【第2項】計画の構成\n　{BODY}\n【第2章】主要な課題\n【第1項】人口の減少\n　{BODY}\n",
        [(1, "第1章", "計画の趣旨", ""), (2, "第1項", "策定の趣旨", "計画の趣旨"), (2, "第2項", "計画の構成", "計画の趣旨"), (1, "第2章", "主要な課題", ""), (2, "第1項", "人口の減少", "主要な課題")]),
    "numbers in brackets over lists that count on": (
        f"10 環境の事業\n　3つの目標を実現するため、進行管理を行う。\n【(1)環境への負荷の少ない社会】\n1)省エネルギー\n2)ごみの減量\n3)大気の保全\n【(2)うるおいのある環境】\n4)身近な緑\n5)水辺の保全\n【(3)地球環境の保全】\n6)国際協力\n7)自主的な取組\n11 管理の仕組み\n{BODY}\n",
        [(1, "10", "環境の事業", ""), (2, "(1)", "環境への負荷の少ない社会", "環境の事業"), (2, "(2)", "うるおいのある環境", "環境の事業"), (2, "(3)", "地球環境の保全", "環境の事業"), (1, "11", "管理の仕組み", "")]),
    "a title that opens with the name of an outline": (
        f"1策定の趣旨\n{BODY}\n2大綱の構成\n大綱は2つの将来像を定めています。\n3大綱の期間\n{BODY}\n", [(1, "1", "策定の趣旨", ""), (1, "2", "大綱の構成", ""), (1, "3", "大綱の期間", "")]),
    "numbers in brackets with their titles behind lines of names": (
        f"1 成果\n　計画では、3つの基本方針のもと、次のとおり取り組んできました。\n【基本方針1　暮らしの向上】\n　{BODY}\n　　主な取組：証明書交付サービス導入事業、電子申請サービス、公式アプリ「みなもナビ」\n【基本方針2　地域の活性化】\n　　主な取組：無線網整備事業、データカタログサイト\n【基本方針3　行政の効率化】\n　{BODY}\n2 課題\n{BODY}\n",
        [(1, "1", "成果", ""), (2, "基本方針1", "暮らしの向上", "成果"), (2, "基本方針2", "地域の活性化", "成果"), (2, "基本方針3", "行政の効率化", "成果"), (1, "2", "課題", "")]),
    "words in brackets behind a line without a stop": (
        f"【位置づけ】\n{BODY}\n【計画期間】\n平成27年度から平成31年度までの5年間\n【推進体制】\n{BODY}\n",
        [(1, "", "位置づけ", ""), (1, "", "計画期間", ""), (1, "", "推進体制", "")]),
    "numbers that a sentence encloses": (
        f"１．背景\n{BODY}\n２．検証\n　前回の計画では、\n　　１．便利な役所の実現\n　　２．産業の活性化\n　　３．基盤の整備\nを基本目標としてきた。\n（1）便利な役所の実現\n{BODY}\n（2）産業の活性化\n{BODY}\n３．期間\n{BODY}\n",
        [(1, "1", "背景", ""), (1, "2", "検証", ""), (2, "(1)", "便利な役所の実現", "検証"), (2, "(2)", "産業の活性化", "検証"), (1, "3", "期間", "")]),
    "a number behind a sentence with a bracket behind its stop": (
        f"　本県は、プランに基づき各施策を推進しており、下記のとおり点検を実施しました。（目標年次：平成22年度、5か年計画）\n1 点検の概要\n　{BODY}\n2 点検の結果\n　{BODY}\n",
        [(1, "1", "点検の概要", ""), (1, "2", "点検の結果", "")]),
    "numbers in brackets right behind the items of the list above them": (
        "Ⅳ 検証\n■重点分野１ 島の足\n【主な事業】○ 渡船管理システム（港湾課）\n ○ 港の見回り事業\n ○ 遠隔の教室をつなぐ事業（教育庁の所管） ほか６事業\n(1) 船便の見える化\n ○ 便の位置は、全航路で公開 → 問合せが３割減\n(2) 学びの保障\n ○ 教室は、４か所に増設\n"
        "■重点分野２ 島の稼ぎ\n【主な事業】○ 朝市事業\n ○ 渡船管理システム（再掲）\n(1) 農の支え\n ○ 畑は、測量を完了\n(2) 旅の支え\n ○ 案内は、全港で開始\nⅤ 体制\n○ 本部は知事が率いる\n",
        [(1, "IV", "検証", ""), (2, "重点分野1", "島の足", "検証"), (3, "(1)", "船便の見える化", "島の足"), (3, "(2)", "学びの保障", "島の足"),
         (2, "重点分野2", "島の稼ぎ", "検証"), (3, "(1)", "農の支え", "島の稼ぎ"), (3, "(2)", "旅の支え", "島の稼ぎ"), (1, "V", "体制", "")]),
    "numbers behind items that are set in, in wrapped text": (
        f"1 検証\n{BODY[:20]}\n{BODY[:20]}\n{BODY}\n   ・ 港の照明は、すべての桟橋で取り替えを終え電力が減\n(1) 船便の見える化\n   ・ 便の位置は、全航路で公開し問合せが三割も減\n(2) 学びの保障\n   ・ 教室は、四か所に増設\n\n2 体制\n{BODY}\n",
        [(1, "1", "検証", ""), (2, "(1)", "船便の見える化", "検証"), (2, "(2)", "学びの保障", "検証"), (1, "2", "体制", "")]),
    "what an arrow tells of a number is no title": (
        "Ⅴ 骨子\n○ ４つの足場を設定\n 足場１ → 暮らしを守る\n  ・ 医療を組み直し\n 足場２ → 産業を変える\n  ・ 共同の仕組みを優先\n\n１ 体制\n ○ 本部は知事が率いる\n\n２ 予定\n ○ 年内に決める\n",
        [(1, "V", "骨子", ""), (2, "1", "体制", "骨子"), (2, "2", "予定", "骨子")]),
    "worded numbers between the rows of a table by spaces": (
        f"第1節 戦略\n\n戦略Ⅰ 守る\n{BODY}\n\n戦略Ⅱ 稼ぐ\n{BODY}\n\n第2節 主要事業\n主要事業          令和12年度の目標\n戦略Ⅰ 守る\n水田ダム普及事業      実施1,800ha\n水位計増設事業       設置240基\n避難所発電導入事業     導入310か所\n"
        f"戦略Ⅱ 稼ぐ\n朝市支援事業        参加30人\n魚の認証制度        認証7件\n空き家改修事業       改修40棟\n\n{BODY}\n",
        [(1, "第1節", "戦略", ""), (2, "戦略I", "守る", "戦略"), (2, "戦略II", "稼ぐ", "戦略"), (1, "第2節", "主要事業", "")]),
    "chapter, section, number, bracket": (
        f"第1章 総論\n\n第1節 趣旨\n\n1 背景\n\n{BODY}\n\n(1) 人口\n\n{BODY}\n\n(2) 産業\n\n{BODY}\n\n2 目的\n\n{BODY}\n\n第2節 期間\n\n{BODY}\n",
        [(1, "第1章", "総論", ""), (2, "第1節", "趣旨", "総論"), (3, "1", "背景", "趣旨"), (4, "(1)", "人口", "背景"),
         (4, "(2)", "産業", "背景"), (3, "2", "目的", "趣旨"), (2, "第2節", "期間", "総論")]),
    "roman and full-width, no blank lines": (
        f"Ⅰ　計画の趣旨\n１　背景\n{BODY}\n２　目的\n{BODY}\nⅡ　現状\n１　人口\n{BODY}\n２　財政\n{BODY}\n",
        [(1, "I", "計画の趣旨", ""), (2, "1", "背景", "計画の趣旨"), (2, "2", "目的", "計画の趣旨"), (1, "II", "現状", ""),
         (2, "1", "人口", "現状"), (2, "2", "財政", "現状")]),
    "decimals": (
        f"1 総論\n\n1.1 趣旨\n\n{BODY}\n\n1.2 期間\n\n{BODY}\n\n2 各論\n\n2.1 防災\n\n{BODY}\n\n2.1.1 情報\n\n{BODY}\n",
        [(1, "1", "総論", ""), (2, "1.1", "趣旨", "総論"), (2, "1.2", "期間", "総論"), (1, "2", "各論", ""),
         (2, "2.1", "防災", "各論"), (3, "2.1.1", "情報", "防災")]),
    "worded numbers": (
        f"第3章 施策\n\n基本目標1 安心な暮らし\n\n施策1-1 防災\n\n{BODY}\n\n施策1-2 医療\n\n{BODY}\n\n基本目標2 活力\n\n施策2-1 観光\n\n{BODY}\n",
        [(1, "第3章", "施策", ""), (2, "基本目標1", "安心な暮らし", "施策"), (3, "施策1-1", "防災", "安心な暮らし"),
         (3, "施策1-2", "医療", "安心な暮らし"), (2, "基本目標2", "活力", "施策"), (3, "施策2-1", "観光", "活力")]),
    "a worded number stands for a figure of the numbers under it": (
        f"4. 取組\n\n基本方針1 移り住む\n\n4.1.1 相談\n\n取組1-1 就職\n\n{BODY}\n\n取組1-2 働き方\n\n{BODY}\n\n基本方針2 守る\n\n4.2.1 広聴\n\n取組2-1 人事\n\n{BODY}\n",
        [(1, "4", "取組", ""), (2, "基本方針1", "移り住む", "取組"), (3, "4.1.1", "相談", "移り住む"), (4, "取組1-1", "就職", "相談"),
         (4, "取組1-2", "働き方", "相談"), (2, "基本方針2", "守る", "取組"), (3, "4.2.1", "広聴", "守る"), (4, "取組2-1", "人事", "広聴")]),
    "bracket under a chapter without a section": (
        f"第1章 総論\n\n1 背景\n\n(1) 人口\n\n{BODY}\n\n第2章 各論\n\n(1) 防災\n\n{BODY}\n\n(2) 医療\n\n{BODY}\n",
        [(1, "第1章", "総論", ""), (2, "1", "背景", "総論"), (3, "(1)", "人口", "背景"), (1, "第2章", "各論", ""),
         (2, "(1)", "防災", "各論"), (2, "(2)", "医療", "各論")]),
    "a heading over two lines": (
        f"第1章 安全で安心な暮らしを支え、\n　　　　誰もが活躍できる県づくり\n\n{BODY}\n",
        [(1, "第1章", "安全で安心な暮らしを支え、誰もが活躍できる県づくり", "")]),
    "customary headings without a number": (
        f"はじめに\n\n{BODY}\n\n第1章 総論\n\n{BODY}\n\n資料編\n\n{BODY}\n",
        [(1, "", "はじめに", ""), (1, "第1章", "総論", ""), (1, "", "資料編", "")]),
    "a numbered list is no heading": (
        f"第1章 総論\n\n計画の視点は次のとおりです。\n\n1 県民の視点\n2 現場の視点\n3 協働の視点\n\n{BODY}\n",
        [(1, "第1章", "総論", "")]),
    "circled items in a paragraph are no heading": (
        f"1 視点\n\n次の三つを重視します。\n①公平であること\n②透明であること\n③持続できること\n\n2 体制\n\n{BODY}\n",
        [(1, "1", "視点", ""), (1, "2", "体制", "")]),
    "contents with leaders are no heading": (
        f"目次\n第1章 総論 ........ 1\n第2章 各論 ........ 5\n\n第1章 総論\n\n{BODY}\n\n第2章 各論\n\n{BODY}\n",
        [(1, "第1章", "総論", ""), (1, "第2章", "各論", "")]),
    "contents with bare page numbers": (
        f"目 次\n第1章 総論　1\n第2章 各論　5\n\n第1章 総論\n\n{BODY}\n\n第2章 各論\n\n{BODY}\n",
        [(1, "第1章", "総論", ""), (1, "第2章", "各論", "")]),
    "contents tell the level of headings without a number by how far they are set in": (
        f"目次\n第1章 総論……1\n　1 趣旨……1\n第2章 施策……2\n　基本目標1 安心……2\n　数値目標……3\n問合せ先……4\n\n第1章 総論\n\n1 趣旨\n\n{BODY}\n\n第2章 施策\n\n"
        f"基本目標1 安心\n\n施策1-1 防災\n\n{BODY}\n\n◆数値目標\n\n{BODY}\n\n問合せ先\n\n{BODY}\n",
        [(1, "第1章", "総論", ""), (2, "1", "趣旨", "総論"), (1, "第2章", "施策", ""), (2, "基本目標1", "安心", "施策"),
         (3, "施策1-1", "防災", "安心"), (2, "", "数値目標", "施策"), (1, "", "問合せ先", "")]),
    "numbers that begin anew under one that the contents list stand inside it": (
        f"目　次\nⅡ 現状 ...... 2\n　1 国の動向 ...... 2\n　2 課題 ...... 3\n　3 方針 ...... 4\n\nⅡ 現状\n\n1 国の動向\n\n{BODY}\n\n2 課題\n\n次の2点です。\n\n"
        f"1 格差\n\n{BODY}\n\n2 人手\n\n{BODY}\n\n3 方針\n\n{BODY}\n",
        [(1, "II", "現状", ""), (2, "1", "国の動向", "現状"), (2, "2", "課題", "現状"), (3, "1", "格差", "課題"),
         (3, "2", "人手", "課題"), (2, "3", "方針", "現状")]),
    "contents at the margin, no number in the whole plan": (
        f"目次\nはじめに……1\n計画のねらい……2\n重点的な取組……3\n推進の体制……4\n\nはじめに\n\n{BODY}\n\n計画のねらい\n\n{BODY}\n\n重点的な取組\n\n{BODY}\n\n推進の体制\n\n{BODY}\n",
        [(1, "", "はじめに", ""), (1, "", "計画のねらい", ""), (1, "", "重点的な取組", ""), (1, "", "推進の体制", "")]),
    "contents at the margin say nothing about the level of a heading without a number": (
        f"目次\n第1章 総論……1\n第1節 趣旨……1\n第2節 期間……2\n用語の説明……9\n\n第1章 総論\n\n第1節 趣旨\n\n{BODY}\n\n第2節 期間\n\n{BODY}\n\n■用語の説明\n\n{BODY}\n",
        [(1, "第1章", "総論", ""), (2, "第1節", "趣旨", "総論"), (2, "第2節", "期間", "総論"), (3, "", "用語の説明", "期間")]),
    "what the contents list is no heading where a list names it": (
        f"目次\n1 総論……1\n2 柱……2\n　1 安心……2\n　2 活力……3\n\n1 総論\n\n{BODY}\n\n次の柱を立てます。\n\n1 安心\n2 活力\n\n2 柱\n\n(1) 構成\n\n{BODY}\n",
        [(1, "1", "総論", ""), (1, "2", "柱", ""), (2, "(1)", "構成", "柱")]),
    "contents of another document tell nothing": (
        f"目次\n第1編 序論……1\n第2編 本論……2\n推進体制……9\n\n(1) 推進体制\n\n{BODY}\n\n(2) 進行管理\n\n{BODY}\n",
        [(1, "(1)", "推進体制", ""), (1, "(2)", "進行管理", "")]),
    "references in running text": (
        f"第1章 総論\n\n第2章で述べるとおり、課題は多い。\n\n第2節に示した方針によります。\n\n{BODY}\n",
        [(1, "第1章", "総論", "")]),
    "the next number right under a long item and under a fragment": (
        f"1 趣旨\n{BODY}\n2 位置づけ\n・国の法律に基づいて県が定める計画であり、市町村の計画の指針ともなるもの\n3 期間\n令和5年度から令和9年度まで\n4 三つの視点\n{BODY}\n",
        [(1, "1", "趣旨", ""), (1, "2", "位置づけ", ""), (1, "3", "期間", ""), (1, "4", "三つの視点", "")]),
    "a number in wrapped prose is no heading": (
        "1 現状\n\n県内の事業所を対象とする調査では、課題を抱えると答えた事業所が全体の\n2 割を超え、費用や人材の不足を理由に挙げるものが多く見られました。\n\n2 課題\n\n" + BODY + "\n",
        [(1, "1", "現状", ""), (1, "2", "課題", "")]),
    "captions and table rows": (
        f"1 現状\n\n図表1 人口の推移\n\n年\t人口\n2015\t100\n2020\t95\n\n{BODY}\n\n2 課題\n\n{BODY}\n",
        [(1, "1", "現状", ""), (1, "2", "課題", "")]),
    "a running head repeats the chapter": (
        f"県計画 第1章 総論\n\n第1章 総論\n\n{BODY}\n\n- 1 -\n\f県計画 第1章 総論\n\n{BODY}\n\n- 2 -\n\f県計画 第1章 総論\n\n1 背景\n\n{BODY}\n\n- 3 -\n",
        [(1, "第1章", "総論", ""), (2, "1", "背景", "総論")]),
    "quantities at the head of a line": (
        f"1 現状\n\n3 年間で2割減りました。\n\n{BODY}\n\n2 課題\n\n{BODY}\n",
        [(1, "1", "現状", ""), (1, "2", "課題", "")]),
    "parts that lost their markup, over text": (
        f"第1章 施策\n\n1 防災\n\n現状と課題\n\n{BODY}\n\n2 医療\n\n現状と課題\n\n{BODY}\n",
        [(1, "第1章", "施策", ""), (2, "1", "防災", "施策"), (3, "", "現状と課題", "防災"), (2, "2", "医療", "施策"), (3, "", "現状と課題", "医療")]),
    "a part that announces a list": (
        f"1 防災\n\n{BODY}\n\n主な事業\n\n・無線更新事業\n・訓練事業\n\n2 医療\n\n{BODY}\n\n主な事業\n\n・救急事業\n・相談事業\n",
        [(1, "1", "防災", ""), (1, "2", "医療", "")]),
    "no heading at all": (BODY + "\n", []),
    "a department or a list set in does not swallow the next number": (
        "柱1 まなび\n(1)図書館の充実\n・蔵書を増やします。【生涯学習課】\n(2)公民館の開放\n　・夜間の開館\n(3)学校図書の更新\n・更新します（教育総務課）\n柱2 くらし\n①買物の支援\n○移動販売支援事業（商工課）\n②見守り\n・見守ります。\n",
        [(1, "柱1", "まなび", ""), (2, "(1)", "図書館の充実", "まなび"), (2, "(2)", "公民館の開放", "まなび"), (2, "(3)", "学校図書の更新", "まなび"),
         (1, "柱2", "くらし", ""), (2, "1", "買物の支援", "くらし"), (2, "2", "見守り", "くらし")]),
    "bracketed numbers right under a list": (
        "【戦略1】森を育てる\n○苗木配布事業（林政課）\n○林道改良事業（林政課）\n【戦略2】海を育てる\n○種苗放流事業（水産課）\n○漁礁設置事業\n【戦略3】人を育てる\n○出前講座事業\n",
        [(1, "戦略1", "森を育てる", ""), (1, "戦略2", "海を育てる", ""), (1, "戦略3", "人を育てる", "")]),
    "an enumeration in a sentence over lines opens no heading": (
        "1 進め方\n本計画は、(1)市町村との連携、(2)民間の力の活用を柱として進めることとし、その内容は\n(1)については協議会で、また\n(2)民間の力の活用については公募により定めます。\n2 体制\n推進本部を置きます。\n",
        [(1, "1", "進め方", ""), (1, "2", "体制", "")]),
    "a number alone over its title": (
        f"第1章\n計画の趣旨\n{BODY}\n第2章\n施策の展開\n基本目標1\n森と生きる\n(1)林業\n{BODY}\n【基本目標2】\n海と生きる\n(1)漁業\n{BODY}\n",
        [(1, "第1章", "計画の趣旨", ""), (1, "第2章", "施策の展開", ""), (2, "基本目標1", "森と生きる", "施策の展開"), (3, "(1)", "林業", "森と生きる"),
         (2, "基本目標2", "海と生きる", "施策の展開"), (3, "(1)", "漁業", "海と生きる")]),
    "a number alone over a sentence has no title": (
        f"基本目標1 森\n{BODY}\n基本目標2 海\n海を守るまちを目指します。\n施策2-1 漁業\n{BODY}\n",
        [(1, "基本目標1", "森", ""), (1, "基本目標2", "海", ""), (2, "施策2-1", "漁業", "海")]),
    "a worded number behind another": (
        f"第1節 基本目標1 人が集うまち\n1 移住\n{BODY}\n2 観光\n{BODY}\n第2節 基本目標2 水の澄むまち\n1 下水道\n{BODY}\n",
        [(1, "第1節", "基本目標1 人が集うまち", ""), (2, "1", "移住", "基本目標1 人が集うまち"), (2, "2", "観光", "基本目標1 人が集うまち"),
         (1, "第2節", "基本目標2 水の澄むまち", ""), (2, "1", "下水道", "基本目標2 水の澄むまち")]),
    "other forms of numbers": (
        f"⑴ 戦略1 稼ぐ\n① 農業\n{BODY}\n⑵ 戦略2 暮らす\n① 交通\n{BODY}\n⑶ 重点項目【1】財政\n{BODY}\n",
        [(1, "(1)", "戦略1 稼ぐ", ""), (2, "1", "農業", "戦略1 稼ぐ"), (1, "(2)", "戦略2 暮らす", ""), (2, "1", "交通", "戦略2 暮らす"),
         (1, "(3)", "重点項目【1】 財政", "")]),
    "titles that are sentences with a motto": (
        f"第2章 基本方針\nⅠ 水と緑を守る。 ～澄んだ川のまち～\n1 下水道\n{BODY}\nⅡ 仕事をつくる。\n1 起業\n{BODY}\n",
        [(1, "第2章", "基本方針", ""), (2, "I", "水と緑を守る。 ~澄んだ川のまち~", "基本方針"), (3, "1", "下水道", "水と緑を守る。 ~澄んだ川のまち~"),
         (2, "II", "仕事をつくる。", "基本方針"), (3, "1", "起業", "仕事をつくる。")]),
    "signs that tell new projects from old ones": (
        "柱1 守る\n◎ 防災無線更新事業\n● 避難所備蓄事業\n◇ 河川監視事業（河川課）\n◆ 消防団応援制度\n柱2 稼ぐ\n◇ 直売所整備事業\n● 販路開拓事業\n",
        [(1, "柱1", "守る", ""), (1, "柱2", "稼ぐ", "")]),
    "signs of three levels": (
        f"■ 防災\n◆ 現状\n{BODY}\n◆ 取組\n▼ 備蓄\n{BODY}\n■ 医療\n◆ 現状\n{BODY}\n",
        [(1, "", "防災", ""), (2, "", "現状", "防災"), (2, "", "取組", "防災"), (3, "", "備蓄", "取組"), (1, "", "医療", ""), (2, "", "現状", "医療")]),
    "a first number right under the title": (
        f"湊市デジタル計画\n1.計画の趣旨\n{BODY}\n2.取組\n{BODY}\n",
        [(1, "1", "計画の趣旨", ""), (1, "2", "取組", "")]),
    "a hierarchy without text": (
        "第3章 施策の体系\n基本方針1 学ぶ\n取組1 図書館\n取組2 公民館\n基本方針2 働く\n取組3 就農\n取組4 起業\n",
        [(1, "第3章", "施策の体系", ""), (2, "基本方針1", "学ぶ", "施策の体系"), (3, "取組1", "図書館", "学ぶ"), (3, "取組2", "公民館", "学ぶ"),
         (2, "基本方針2", "働く", "施策の体系"), (3, "取組3", "就農", "働く"), (3, "取組4", "起業", "働く")]),
    "a hierarchy that is unfolded below is a chart": (
        f"第3章 体系\n\n基本方針1 学ぶ\n施策1 図書館\n施策2 公民館\n基本方針2 働く\n施策3 就農\n\n第4章 展開\n\n基本方針1 学ぶ\n\n施策1 図書館\n\n{BODY}\n\n施策2 公民館\n\n{BODY}\n\n基本方針2 働く\n\n施策3 就農\n\n{BODY}\n",
        [(1, "第3章", "体系", ""), (1, "第4章", "展開", ""), (2, "基本方針1", "学ぶ", "展開"), (3, "施策1", "図書館", "学ぶ"), (3, "施策2", "公民館", "学ぶ"),
         (2, "基本方針2", "働く", "展開"), (3, "施策3", "就農", "働く")]),
}


@pytest.mark.parametrize("name", CASES)
def test_outline(name: str) -> None:
    text, expected = CASES[name]
    assert outline(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    (f"第１章\n１\n\n計画の考え方\n\n策定の趣旨\n\n　{BODY}\n\n２　計画の期間\n\n　{BODY}\n\n第２章　施策\n\n　{BODY}\n",
     [(1, "第1章", "計画の考え方", ""), (2, "1", "策定の趣旨", "計画の考え方"), (2, "2", "計画の期間", "計画の考え方"), (1, "第2章", "施策", "")]),
    (f"第2編\nⅠ\n\n分野別の計画\n\n健やかに暮らす\n\n　{BODY}\n\nⅡ　学びを支える\n\n　{BODY}\n\n第3編　資料\n\n　{BODY}\n",
     [(1, "第2編", "分野別の計画", ""), (2, "I", "健やかに暮らす", "分野別の計画"), (2, "II", "学びを支える", "分野別の計画"), (1, "第3編", "資料", "")]),
    (f"目次\n柱1 守る ........ 1\n柱2 伸ばす ........ 2\n柱3 学ぶ ........ 3\n\n柱1 守る\n\n　{BODY}\n\n柱2\n\n62％\n\n70％\n\n伸ばす\n\n　{BODY}\n\n柱3 学ぶ\n\n　{BODY}\n",
     [(1, "柱1", "守る", ""), (1, "柱2", "伸ばす", ""), (1, "柱3", "学ぶ", "")]),
    (f"基本目標１　守る\n\n施策１　防災\n\n　{BODY}\n\n施策２　医療\n\n　{BODY}\n\n基本目標２　伸ばす\n\n施策３　観光\n\n　{BODY}\n\n　施策２のとおり、医療の計画と併せて進めます。\n\n施策４　農業\n\n　{BODY}\n",
     [(1, "基本目標1", "守る", ""), (2, "施策1", "防災", "守る"), (2, "施策2", "医療", "守る"), (1, "基本目標2", "伸ばす", ""), (2, "施策3", "観光", "伸ばす"), (2, "施策4", "農業", "伸ばす")]),
    (f"第1章 総論\n　{BODY}\n\n資料編\n\n１　用語解説\n\n■ AI-OCR\n　手書きの文字を読み取る仕組みのこと。\n\n■ テレワーク\n　職場を離れて働くこと。\n\n２　策定の経過\n\n■ 審議会\n　{BODY}\n\n■ 部会\n　{BODY}\n",
     [(1, "第1章", "総論", ""), (1, "", "資料編", ""), (2, "1", "用語解説", "資料編"), (2, "2", "策定の経過", "資料編"), (3, "", "審議会", "策定の経過"), (3, "", "部会", "策定の経過")]),
], ids=["chapter over section", "part over Roman", "title that the contents give", "measures numbered on, one referred to", "terms of a glossary behind signs"])
def test_outline_of_numbers_parted_and_numbered_on(text: str, expected: list[tuple[int, str, str, str]]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    (f"# 戦略1 守る\n\n## 施策1 防災\n\n## 【現状】\n\n{BODY}\n\n## 施策2 医療\n\n## 【現状】\n\n{BODY}\n",
     [(1, "戦略1", "守る", ""), (2, "施策1", "防災", "守る"), (3, "", "現状", "防災"), (2, "施策2", "医療", "守る"), (3, "", "現状", "医療")]),
    (f"# 戦略1 守る\n\n## 施策1 防災\n\n{BODY}\n\n## 施策2 医療\n\n{BODY}\n\n## 指標\n\n{BODY}\n\n# 戦略2 伸ばす\n\n## 施策3 観光\n\n{BODY}\n\n## 指標\n\n{BODY}\n",
     [(1, "戦略1", "守る", ""), (2, "施策1", "防災", "守る"), (2, "施策2", "医療", "守る"), (2, "", "指標", "守る"),
      (1, "戦略2", "伸ばす", ""), (2, "施策3", "観光", "伸ばす"), (2, "", "指標", "伸ばす")]),
    (f"# 県計画\n\n## 第1章\n\n## 総論\n\n{BODY}\n\n## 第2章\n\n## 各論\n\n### 基本目標1\n\n## 守る\n\n{BODY}\n\n### 基本目標2\n\n## 伸ばす\n\n{BODY}\n",
     [(1, "第1章", "総論", ""), (1, "第2章", "各論", ""), (2, "基本目標1", "守る", "各論"), (2, "基本目標2", "伸ばす", "各論")]),
    (f"# 県計画\n\n## 第1章 総論\n\n{BODY}\n\n## 資料編\n\n### 用語の説明\n\n■ AI-OCR\n\n文字を読み取る仕組みのこと。\n\n■ テレワーク\n\n職場を離れて働くこと。\n\n### 策定の経過\n\n{BODY}\n",
     [(1, "第1章", "総論", ""), (1, "", "資料編", ""), (2, "", "用語の説明", "資料編"), (2, "", "策定の経過", "資料編")]),
], ids=["what parts numbers of its own level", "what closes a part stands beside its numbers", "numbers alone over titles", "terms of a glossary behind signs"])
def test_outline_of_markdown(text: str, expected: list[tuple[int, str, str, str]]) -> None:
    sections = build(markdown.read(text.encode(), "x", "x.md")).sections
    assert [(s.level, s.label, s.title, sections[s.parent].title if s.parent >= 0 else "") for s in sections] == expected


@pytest.mark.parametrize("pillar", ["柱", "基本目標", "重点分野"])
def test_sections_part_the_whole_of_a_chapter(pillar: str) -> None:
    """柱1 in larger type than 第2節 stands under it, as 第3節 behind it shows or not."""
    heads = [(1, "第3章 施策"), (3, "第1節 考え方"), (3, "第2節 展開"), (2, f"{pillar}1 守る"), (4, "施策1-1 防災"), (2, f"{pillar}2 伸ばす"), (4, "施策2-1 観光"), (3, "第3節 進め方"),
             (1, "第4章 各論"), (3, "第1節 分野"), (2, f"{pillar}3 学ぶ"), (1, "資料編")]
    text = "# みなと県計画\n\n" + "\n".join(f"{'#' * (level + 1)} {words}\n\n{BODY}\n" for level, words in heads)
    sections = build(markdown.read(text.encode())).sections
    above = {s.title: sections[s.parent].title if s.parent >= 0 else "" for s in sections}
    assert above == {"施策": "", "考え方": "施策", "展開": "施策", "守る": "展開", "防災": "守る", "伸ばす": "展開", "観光": "伸ばす", "進め方": "施策",
                     "各論": "", "分野": "各論", "学ぶ": "分野", "資料編": ""}


def test_sections_inside_pillars() -> None:
    heads = [(1, "第2章 施策"), (2, "戦略1 守る"), (3, "第1節 防災"), (3, "第2節 医療"), (2, "戦略2 伸ばす"), (3, "第1節 観光"), (2, "戦略3 学ぶ")]
    sections = build(markdown.read(("# みなと県計画\n\n" + "\n".join(f"{'#' * (level + 1)} {words}\n\n{BODY}\n" for level, words in heads)).encode())).sections
    assert {s.title: sections[s.parent].title if s.parent >= 0 else "" for s in sections} == {
        "施策": "", "守る": "施策", "防災": "守る", "医療": "守る", "伸ばす": "施策", "観光": "伸ばす", "学ぶ": "施策"}


@pytest.mark.parametrize(("sign", "first", "second"), [
    ("■これからの取組", "取組{}-1 窓口", "取組{}-2 申請"), ("【施策の展開】", "施策{}-1 窓口", "施策{}-2 申請"), ("◆主要施策", "施策(1) {}窓口", "施策(2) {}申請")])
def test_sign_over_what_it_is_called_by(sign: str, first: str, second: str) -> None:
    chapter = sign[0] + "現状と課題" + sign[-1] * (sign[0] == "【")
    sections = outline("\n\n".join(f"基本方針{n} {name}\n\n{chapter}\n\n{BODY}\n\n{sign}\n\n{first.format(n)}\n\n{BODY}\n\n{second.format(n)}\n\n{BODY}"
                                    for n, name in ((1, "守る"), (2, "伸ばす"))) + "\n")
    told = sign.strip("■【】◆")
    assert [(row[0], row[2].strip("12"), row[3]) for row in sections] == [row for name in ("守る", "伸ばす") for row in (
        (1, name, ""), (2, "現状と課題", name), (2, told, name), (3, "窓口", told), (3, "申請", told))]


def test_pillars_with_parts_of_their_own_and_policies_below() -> None:
    """政策1 stands under 基本目標1, whose chapter is called 政策の展開; 【】 stands under both."""
    text = "第2編 政策の展開\n\n" + "\n\n".join(
        f"基本目標{n} {name}\n\n{BODY}\n\n【めざす姿】\n\n{BODY}\n\n政策{n} {name}の政策\n\n施策{n}-1 {name}の施策\n\n【現状と課題】\n\n{BODY}\n\n【主な事業】\n\n{BODY}" for n, name in ((1, "守る"), (2, "伸ばす"))) + "\n"
    assert outline(text) == [(1, "第2編", "政策の展開", ""), *(row for n, name in ((1, "守る"), (2, "伸ばす")) for row in (
        (2, f"基本目標{n}", name, "政策の展開"), (3, "", "めざす姿", name), (3, f"政策{n}", f"{name}の政策", name), (4, f"施策{n}-1", f"{name}の施策", f"{name}の政策"),
        (5, "", "現状と課題", f"{name}の施策"), (5, "", "主な事業", f"{name}の施策")))]


@pytest.mark.parametrize("gap", ["\n\n", "\n"], ids=["blank lines", "none"])
@pytest.mark.parametrize("sign", ["○", "◯ ", "〇"])
def test_circles_before_parts_of_a_chapter(sign: str, gap: str) -> None:
    """○現状と課題 heads the text under it in each chapter; ○主な事業 over a list announces it; ○ before anything else is an item."""
    body = f"{sign}現状と課題{gap}{BODY}{gap}{sign}取組の方向{gap}{BODY}{gap}{sign}避難所の改修{gap}{sign}備蓄の更新{gap}{sign}主な事業{gap}・避難所改修事業\n・備蓄更新事業"
    found = outline("\n\n".join(f"基本目標{n} {name}{gap}{body}" for n, name in ((1, "守る"), (2, "伸ばす"))) + "\n")
    assert found == [row for n, name in ((1, "守る"), (2, "伸ばす")) for row in (
        (1, f"基本目標{n}", name, ""), (2, "", "現状と課題", name), (2, "", "取組の方向", name))]


def test_number_of_a_paper_heads_nothing() -> None:
    text = f"みなと市環境基本計画（案）について\n　　　　　　　　　　　　　　　　　　　　　　資料１\n　　　　　　　　　　　　みなと市環境審議会　第３回会議\n\n第１　改定の経緯\n\n{BODY}\n\n第２　計画の体系\n\n{BODY}\n"
    assert outline(text) == [(1, "第1", "改定の経緯", ""), (1, "第2", "計画の体系", "")]


def test_number_of_a_paper_stands_over_the_title() -> None:
    text = f"参考資料１\n\nみなと市環境基本計画の進捗状況\n\n１　計画の概要\n\n{BODY}\n\n２　取組の状況\n\n{BODY}\n"
    assert outline(text) == [(1, "1", "計画の概要", ""), (1, "2", "取組の状況", "")]


def test_first_heading_is_no_title_of_the_document() -> None:
    assert build(SourceText("x", f"第１章 まちの姿\n\n１ 計画の概要\n\n{BODY}\n\n２ 取組の状況\n\n{BODY}\n")).title == ""


@pytest.mark.parametrize("body, found", [
    ("## 基本目標1\n\n## 守る\n\n### 備え\n\nT\n\n## 基本目標2\n\n## 伸ばす\n\n### 学び\n\nT\n",
     [("基本目標1", "守る"), ("", "備え"), ("基本目標2", "伸ばす"), ("", "学び")]),
    ("# 第1章\n\n## 計画の歩み\n\n### 備え\n\nT\n\n# 第2章\n\n## 計画の柱\n\nT\n", [("第1章", "計画の歩み"), ("", "備え"), ("第2章", "計画の柱")]),
    ("## 基本目標1\n\n### 備え\n\nT\n\n### 見守り\n\nT\n\n## 基本目標2\n\n### 学び\n\nT\n\n### 働く\n\nT\n",  # no titles
     [("基本目標1", ""), ("", "備え"), ("", "見守り"), ("基本目標2", ""), ("", "学び"), ("", "働く")]),
    ("## 基本目標1\n\n## 現状と課題\n\nT\n\n## 基本目標2\n\n## 現状と課題\n\nT\n",
     [("基本目標1", ""), ("", "現状と課題"), ("基本目標2", ""), ("", "現状と課題")])])
def test_number_and_title_in_two_headings_by_markup(body: str, found: list[tuple[str, str]]) -> None:
    document = build(markdown.read(body.replace("T", BODY).encode()))
    assert [(s.label, s.title) for s in document.sections] == found


def test_pillars_that_one_part_looks_back_by_and_another_ahead() -> None:
    long = BODY * 3
    pillars = [f"柱{n}　{name}\n{long}" for n, name in (("Ⅰ", "守る"), ("Ⅱ", "伸ばす"))]
    text = f"第2章　歩み\n第1節　動き\n1　国の動き\n{long}\n2　県の動き\n{long}\n第2節　これまでの成果\n{chr(10).join(pillars)}\n第3節　進め方\n1　前計画の評価\n{long}\n2　柱ごとの取組\n{chr(10).join(pillars)}\n3　数値目標\n{long}\n"
    assert outline(text) == [
        (1, "第2章", "歩み", ""), (2, "第1節", "動き", "歩み"), (3, "1", "国の動き", "動き"), (3, "2", "県の動き", "動き"),
        (2, "第2節", "これまでの成果", "歩み"), (3, "柱I", "守る", "これまでの成果"), (3, "柱II", "伸ばす", "これまでの成果"),
        (2, "第3節", "進め方", "歩み"), (3, "1", "前計画の評価", "進め方"), (3, "2", "柱ごとの取組", "進め方"),
        (4, "柱I", "守る", "柱ごとの取組"), (4, "柱II", "伸ばす", "柱ごとの取組"), (3, "3", "数値目標", "進め方")]


@pytest.mark.parametrize("words", ["参考文献", "用語解説", "おわりに"])
def test_customary_heading_that_lost_its_markup(words: str) -> None:
    text = f"# みなと県計画\n\n## 第1章 総論\n\n{BODY}\n\n{words}\n\n- {BODY}\n"
    assert [(s.level, s.title) for s in build(markdown.read(text.encode())).sections] == [(1, "総論"), (1, words)]


def test_heading_line_is_its_place() -> None:
    text = f"\n　第1章　総論　\n\n{BODY}\n"
    section = build(SourceText("x", text)).sections[0]
    assert text[section.start:section.end] == "第1章　総論"


@pytest.mark.parametrize("heads", [
    "## 第3節 重点分野と取組|### 1 計画の期間|### 重点分野1 守る|#### 取組1-1 見守り|### 重点分野2 伸ばす|#### 取組2-1 商い|### 2 推進の体制",
    "第3節 重点分野と取組|1 計画の期間|重点分野1 守る|(1) 見守り|(2) 備え|重点分野2 伸ばす|(1) 商い|(2) 学び|2 推進の体制",
], ids=["by markup", "by numbers"])
def test_pillars_between_numbers(heads: str) -> None:
    """重点分野1 and 2, with headings under them, stand beside 1 and 2 and not under 1."""
    lines = [f"{head}\n\n県は、取組を進めます。\n" for head in heads.split("|")]
    document = build(markdown.read("# みなと県計画\n\n{}".format("\n".join(lines)).encode())) if heads[0] == "#" else build(SourceText("plan", "\n".join(lines), path="plan.txt"))
    parents = {s.title: document.sections[s.parent].title if s.parent >= 0 else "" for s in document.sections}
    assert {parents[title] for title in ("計画の期間", "守る", "伸ばす", "推進の体制")} == {"重点分野と取組"}
    assert parents["見守り"] == "守る" and parents["商い"] == "伸ばす"


POINTS = {
    "chapters with a point, sections without": (
        f"青瀬市計画\n\n１．趣旨\n１　背景\n{BODY}\n２　期間\n{BODY}\n２．取組\n１　歳入\n{BODY}\n２　組織\n{BODY}\n", [1, 2, 2, 1, 2, 2]),
    "in a part of a document that opens in the middle": (
        f"青瀬市計画\n\n４．経緯\n{BODY}\n５．目標\n1 暮らしの向上\n{BODY}\n2 産業の育成\n{BODY}\n６．体制\n{BODY}\n", [1, 1, 2, 2, 1]),
    "under circled ones": (
        f"青瀬市計画\n\n１．結果\n{BODY}\n２．取組\n①質の向上\n１　窓口\n{BODY}\n２　証明書\n{BODY}\n②財政\n１　施設\n{BODY}\n", [1, 1, 2, 3, 3, 2, 3]),
    "a point left out by chance": (f"青瀬市計画\n\n１．趣旨\n{BODY}\n２　背景\n{BODY}\n３．期間\n{BODY}\n", [1, 1, 1]),
}


@pytest.mark.parametrize("case", POINTS)
def test_points_behind_numbers(case: str) -> None:
    text, levels = POINTS[case]
    assert [level for level, _, _, _ in outline(text)] == levels


def test_circles_over_numbers_that_begin_anew_are_headings() -> None:
    parts = "".join(f"○{name}\n（１）{first}の推進\n{BODY}\n（２）{second}の支援\n{BODY}\n" for name, first, second in (("産業", "起業", "雇用"), ("暮らし", "防災", "交通")))
    assert [row[:3:2] for row in outline(f"青瀬市計画\n\n４　施策\n{parts}")] == [
        (1, "施策"), (2, "産業"), (3, "起業の推進"), (3, "雇用の支援"), (2, "暮らし"), (3, "防災の推進"), (3, "交通の支援")]


def test_circles_over_text_are_items() -> None:
    assert [row[2] for row in outline(f"青瀬市計画\n\n４　施策\n○産業\n{BODY}\n○暮らし\n{BODY}\n")] == ["施策"]


@pytest.mark.parametrize("title, level", [("ねらい", 2), ("めざす姿", 2), ("目的", 2), ("主な取組", 3), ("現状と課題", 3)])
def test_numbers_behind_a_statement_stand_beside_it(title: str, level: int) -> None:
    parts = "".join(f"{i}　{name}\n【{title}】\n{BODY}\n（１）{name}の推進\n{BODY}\n（２）{name}の支援\n{BODY}\n" for i, name in ((1, "起業"), (2, "防災")))
    assert {row[0] for row in outline(f"青瀬市計画\n\n{parts}") if row[1].startswith("(")} == {level}


def test_a_sign_that_closes_several_worded_headings_stands_beside_them() -> None:
    """■成果指標 behind the last 施策 of each 政策 is of the 政策, under each 施策 of that."""
    def plan(each: bool) -> str:
        goals = f"■ 成果指標\n{BODY}\n"
        parts = [f"政策{i}　{name}\n" + "".join(f"施策{i}-{k}　{name}の{topic}\n{BODY}\n{goals if each or k == 2 else ''}" for k, topic in ((1, "基盤"), (2, "人材"))) for i, name in ((1, "防災"), (2, "産業"))]
        return "みなと県計画\n\n" + "\n".join(parts)

    assert [row[0] for row in outline(plan(each=False))] == [1, 2, 2, 2, 1, 2, 2, 2]
    assert [row[0] for row in outline(plan(each=True))] == [1, 2, 3, 2, 3, 1, 2, 3, 2, 3]


@pytest.mark.parametrize("line, title", [("（めざす姿）", "めざす姿"), ("【めざす姿】", "めざす姿"), ("（仮称）みなと館（別館）", "(仮称)みなと館(別館)")])
def test_titles_in_brackets(line: str, title: str) -> None:
    text = "".join(f"# {name}\n\n## {line}\n\n{BODY}\n\n" for name in ("防災", "産業"))
    assert build(markdown.read(f"なぎさ県計画\n\n{text}".encode())).sections[1].title == title


def test_deeper_markup_under_levels_that_lost_the_tree() -> None:
    heads = ["## 第1部 総論", "## 第1章 策定", "### 第1節 背景", "## 第2節 期間", "## 第2部 各論", "## 基本目標1 編む", "## ■ 現状と課題", "## ■ 施策の展開", "#### 1 居場所", "#### 2 備え",
             "## ■ 目標", "## 基本目標2 支える", "## ■ 現状と課題", "## ■ 施策の展開", "#### 3 相談", "## ■ 目標", "## 第3部 推進", "## 第1章 役割"]
    text = "# なぎさ県計画\n\n" + "".join(f"{head}\n\n{BODY}\n\n" for head in heads)
    assert [s.level for s in build(markdown.read(text.encode())).sections] == [1, 2, 3, 3, 1, 2, 3, 3, 4, 4, 3, 2, 3, 3, 4, 3, 1, 2]


@pytest.mark.parametrize("brackets", ["[]", "［］", "〔〕", "《》"])
@pytest.mark.parametrize("form", ["plain", "lines", "Markdown", "escaped", "bold", "HTML", "Word"])
def test_figures_in_square_brackets(form: str, brackets: str) -> None:
    o, c = brackets
    blocks = ["第1節 系譜", f"{o}1{c} あゆみ", BODY, f"{o}2{c} 潮流", BODY, "第2節 体制", BODY, f"{o}別掲{c} 主な事業", BODY]
    if form in ("plain", "lines"):
        source = SourceText("x", ("\n\n" if form == "plain" else "\n").join(blocks) + "\n")
    elif form == "HTML":
        page = "".join(f"<h2>{each}</h2>" if each[0] == "第" else f"<p>{each}</p>" for each in blocks)
        source = html.read(f"<h1>みなと県計画</h1>{page}".encode())
    elif form == "Word":
        file, data = docx.Document(), io.BytesIO()
        for each in blocks:
            file.add_paragraph(each, style="Heading 1" if each[0] == "第" else None)
        file.save(data)
        source = word.read(data.getvalue())
    else:
        dressed = [f"## {each}" if each[0] == "第" else each.replace("[", "\\[").replace("]", "\\]") if form == "escaped" else f"**{each}**" if form == "bold" and each != BODY else each
                   for each in blocks]
        source = markdown.read("\n\n".join(["# みなと県計画", *dressed]).encode())
    number = {"［": "["}.get(o, o), {"］": "]"}.get(c, c)
    assert [(s.level, s.label, s.title) for s in build(source).sections] == [
        (1, "第1節", "系譜"), (2, "1".join(number), "あゆみ"), (2, "2".join(number), "潮流"), (1, "第2節", "体制"), (2, "別掲".join(number), "主な事業")]


@pytest.mark.parametrize("notes", ["[1] 国の調べ\n\n[2] 県の調べ\n", "[1] 総務省「白書」\n\n[2] 国の調べ、3頁\n", f"[1] 国の調べ\n\n[2] 県の調べ\n\n{BODY}\n"])
@pytest.mark.parametrize("called", [BODY, "普及した[1]。減少した[2]。"])
def test_notes_in_square_brackets_head_nothing(notes: str, called: str) -> None:
    for source in (SourceText("x", f"第1節 系譜\n\n{called}\n\n{notes}"), markdown.read(f"# みなと県計画\n\n## 第1節 系譜\n\n{called}\n\n{notes}".encode())):
        document = build(source)
        assert ([s.title for s in document.sections], len(document.notes)) == (["系譜"], 2)


def test_a_line_behind_an_arrow_goes_on_with_the_item_above() -> None:
    document = build(SourceText("x", "1 状況\n・ 市町村への調査（令和7年6月、25団体）\n → 「職員がいない」が18団体\n → 期待は「共同調達」の順\n・ 今後の対応\n → 研修を増やす\n → 人を送る\n"))
    assert [document.text(unit) for unit in document.units if unit.kind == "item"] == [
        "市町村への調査(令和7年6月、25団体)→「職員がいない」が18団体→期待は「共同調達」の順", "今後の対応", "研修を増やす", "人を送る"]


SERIAL = """朝霧市行政改革実施計画

Ⅲ　実施項目

１　市民サービスの向上

№１　窓口業務の改善
　書かない窓口を導入する。

№２　手続のオンライン化
　申請の多い手続から進める。

２　効率的な行政運営

№３　公共施設の配置
　個別施設計画に沿って集約を進める。
"""


def test_serial_numbers_go_on_over_outer_ones() -> None:
    found = build(SourceText("x", SERIAL))
    assert [(s.level, s.label, found.sections[s.parent].title) for s in found.sections if s.label.startswith("No")] == [
        (3, "No1", "市民サービスの向上"), (3, "No2", "市民サービスの向上"), (3, "No3", "効率的な行政運営")]


@pytest.mark.parametrize("label", ["（重要業績評価指標（ＫＰＩ））", "（具体的な事業）", "（現状と課題）"])
def test_a_part_in_round_brackets_goes_on_with_no_item(label: str) -> None:
    found = build(SourceText("x", f"基本目標１　仕事をつくる\n\n　次の事業を行います。\n　・就農支援事業　等\n　{label}\n　年間15人を目指します。\n"))
    assert [found.text(unit) for unit in found.units if unit.kind == "item"] == ["就農支援事業 等"]


@pytest.mark.parametrize("head", ["■施策１－１　農業の振興", "施策１－１　農業の振興", "（１）農業の振興", "①　農業の振興"])
@pytest.mark.parametrize("part", ["【主な取組】", "＜主な取組＞", "《主な事業》"])
def test_a_part_in_brackets_goes_on_with_no_heading(head: str, part: str) -> None:
    text = f"基本目標１　仕事をつくる\n\n{head}\n　{part}\n　　・ 新規就農者支援事業\n\n{head.replace('農業', '商業').replace('１－１', '１－２').replace('（１）', '（２）').replace('①', '②')}\n　{part}\n　　・ 創業支援事業\n"
    assert [s.name for s in build(SourceText("x", text)).sections if "振興" in s.title] == ["農業の振興", "商業の振興"]


@pytest.mark.parametrize(("number", "title"), [("（１）", "漁場の見回り"), ("(1) ", "灯台の守り"), ("１　", "渚の手入れ")])
@pytest.mark.parametrize("below", ["\n  ※１　見回り：船で沖を回ること。\n\n       4\n\f", "\n\n       4\n\f"])
def test_a_paragraph_of_which_a_page_shows_one_line_is_no_title(number: str, title: str, below: str) -> None:
    """Set in below a short title, before the notes or the end of the page; it is far longer than what it would go on with."""
    first = "沖の漁場を守るため、漁協と市の船が日ごとに海を回り、網や籠"
    document = build(SourceText("a", f"第1章　海\n\n{number}{title}\n    {first}\n{below}  を調べます。また、港では荷を数えます。\n\n第2章　山\n\n山を守ります。\n", path="plan.txt"))
    assert [section.title for section in document.sections] == ["海", title, "山"]


def test_a_word_in_the_brackets_of_numbers_is_no_number() -> None:
    text = ("                       第１部 総論\n\n[１] 町づくりの計画の歩み\n 昭和の終わりに、港の工場に頼った町の力は細り、若い人は町を離れた。これを受けて町は、漁と農を柱とする"
            "計画を立て、道と港を直し、学校を建て替え、病院を設けて、暮らしの備えを厚くした。\n\n[２] 国の動き\n第５節     新たな町づくりの戦略\n\n"
            "○\n[別掲] 戦略を支える主要事業\n藻場再生事業                                    実施面積30ヘクタール")
    assert [(s.label, s.title) for s in build(plain.read(text.encode("utf-8"), "x", "x.txt")).sections][:2] == [("第1部", "総論"), ("[1]", "町づくりの計画の歩み")]


QUOTED = """第2章 前計画の検証

2 {word}ごとの成果

{word}「暮らしの安心を高める」

　災害時の情報伝達については、地図を県と市町村が共有する仕組みを整えた。

{word}「地域のなりわいを強くする」

　農業の振興については、実証を行い、手引にまとめた。

{word}「開かれた県政をつくる」

　手続の見直しについては、様式を統一した。

3 検証のまとめ

　県は、次の計画に生かす。
"""


@pytest.mark.parametrize("word", ["基本目標", "柱", "基本方針", "重点目標"])
def test_a_word_for_pillars_with_a_name_in_quotation_marks(word: str) -> None:
    sections = build(SourceText("a", QUOTED.format(word=word))).sections
    assert [(s.level, s.label, s.title) for s in sections[1:]] == [
        (2, "2", f"{word}ごとの成果"), (3, "", f"{word}「暮らしの安心を高める」"), (3, "", f"{word}「地域のなりわいを強くする」"), (3, "", f"{word}「開かれた県政をつくる」"), (2, "3", "検証のまとめ")]


def test_a_name_in_quotation_marks_in_text_is_no_heading() -> None:
    assert not build(SourceText("a", "県は、次を掲げる。\n基本目標「暮らしの安心を高める」\nこれを受け、取組を進める。\n")).sections


@pytest.mark.parametrize("part", ["現状と課題", "目指す姿", "これまでの課題", "背景"])
def test_measures_in_smaller_type_than_what_tells_how_things_stand(part: str) -> None:
    text = f"# 港町振興計画\n\n## 第1章 施策\n\n### 柱1 海\n\n#### {part}\n\n港は古い。\n\n##### 施策1-1 港の補強\n\n水門を直す。\n\n##### 施策1-2 漁業の継承\n\n学校を開く。\n"
    sections = build(markdown.read(text.encode())).sections
    assert [(s.title, sections[s.parent].title) for s in sections[3:]] == [("港の補強", "海"), ("漁業の継承", "海")]


@pytest.mark.parametrize("line", ["【計画期間　令和6（2024）年度～令和9（2027）年度】", "【令和6年度～令和9年度】", "〔推進期間：令和6年4月～令和10年3月〕", "＜計画期間＞"])
def test_the_period_on_a_cover_heads_nothing(line: str) -> None:
    document = build(SourceText("x", f"若葉町DX推進計画\n\n{line}\n\n令和6年3月\n\n若葉町\n\n第1章 趣旨\n\n町は、この計画を定めました。\n"))
    assert [section.label for section in document.sections] == ([""] if line[0] == "＜" else []) + ["第1章"]

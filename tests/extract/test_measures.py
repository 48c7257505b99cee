"""Names of measures, topics of sentences, pillars and the cells of plan histories: one line a case."""
import json
import unicodedata
from pathlib import Path

import pytest

from pipeline import extract_document
from pipeline.extract import measure_names, sign_model
from pipeline.extraction import Extraction
from pipeline.readers import html, markdown, parse
from pipeline.tables.collect import collect

ROOT = Path(__file__).parents[2]

NAMES = [  # what stands in a cell or an item, the name in it
    ("電子申請推進事業", "電子申請推進事業"),
    ("○電子申請推進事業", "電子申請推進事業"),
    ("【新規】電子申請推進事業", "電子申請推進事業"),
    ("(拡充)電子申請推進事業", "電子申請推進事業"),
    ("[新]電子申請推進事業", "電子申請推進事業"),
    ("電子申請推進事業　　　　情報政策課", "電子申請推進事業"),
    ("電子申請推進事業 情報政策課 総務課", "電子申請推進事業"),
    ("電子申請推進事業 税務課 継続", "電子申請推進事業"),
    ("職員養成研修 人事・給与課", "職員養成研修"),
    ("地図公開サービス/都市計画室", "地図公開サービス"),
    ("電子申請推進事業(再掲) 税務課", "電子申請推進事業"),
    ("電子申請推進事業【新規】総務部情報課", "電子申請推進事業"),
    ("ものづくり 支援センター", "ものづくり 支援センター"),
    ("ICT 授業 教室", "ICT 授業 教室"),
    ("★電子申請推進事業", "電子申請推進事業"),
    ("①電子申請推進事業", "電子申請推進事業"),
    ("(1)電子申請推進事業", "電子申請推進事業"),
    ("1-2-3 電子申請推進事業", "電子申請推進事業"),
    ("II-1電子申請推進事業", "電子申請推進事業"),
    ("電子申請推進事業(再掲)", "電子申請推進事業"),
    ("電子申請推進事業(デジタル戦略課)", "電子申請推進事業"),
    ("人材派遣制度(青葉県との共同)", "人材派遣制度"),
    ("よろず相談事業(上山町・下川村)", "よろず相談事業"),
    ("浄水事業(上水道)", "浄水事業(上水道)"),
    ("街並み整備事業(第2工区)", "街並み整備事業(第2工区)"),
    ("×街頭端末設置事業", "街頭端末設置事業"),
    ("情報共有システム(防災学習に活用・再掲)", "情報共有システム"),
    ("海岸情報化事業(カメラ整備事業)", "海岸情報化事業(カメラ整備事業)"),
    ("電子申請推進事業【総務部情報政策課・税務課】", "電子申請推進事業"),
    ("電子申請推進事業(R5~R7)", "電子申請推進事業"),
    ("電子申請推進事業(令和5年度~)", "電子申請推進事業"),
    ("電子申請推進事業 ほか", "電子申請推進事業"),
    ("電子申請推進事業ほか", "電子申請推進事業"),
    ("電子申請推進事業:窓口に来ない手続", "電子申請推進事業"),
    ("電子申請推進事業......税務課", "電子申請推進事業"),
    ("ふるさと支援事業(カメラ整備事業)", "ふるさと支援事業(カメラ整備事業)"),
    ("「道の駅」機能強化事業", "「道の駅」機能強化事業"),
    ("3D地形モデル活用事業", "3D地形モデル活用事業"),
    ("1人1台端末整備事業", "1人1台端末整備事業"),
    ("2025年万博連携事業", "2025年万博連携事業"),
    ("5G基地局整備補助金", "5G基地局整備補助金"),
    ("新エネルギー導入事業", "新エネルギー導入事業"),
    ("電子申請推進事業(予算額(事業費)90,100千円)", "電子申請推進事業"),
    ("電子申請推進事業(R7当初予算 1,200千円)", "電子申請推進事業"),
    ("電子申請推進事業【新規】令和7年度当初予算額 48,200千円", "電子申請推進事業"), ("電子申請推進事業 R7年度予算 1,200千円", "電子申請推進事業"),
    ("電子申請推進事業(事業費:3億円)", "電子申請推進事業"),
    ("電子申請推進事業(5G関連)", "電子申請推進事業(5G関連)"),
    ("電子申請推進事業〔国〕", "電子申請推進事業"),
    ("電子申請推進事業(国庫・県単)", "電子申請推進事業"),
    ("電子申請推進事業【起債】", "電子申請推進事業"),
    ("(新規)(再掲)", ""),
    ("新)電子申請推進事業", "電子申請推進事業"),
    ("拡充）電子申請推進事業", "電子申請推進事業"), ("新 相談窓口設置事業", "相談窓口設置事業"), ("電子申請推進事業 拡充", "電子申請推進事業"), ("相談窓口の拡充", "相談窓口の拡充"),
    ("古文書デジタルアーカイブ(公文書館)", "古文書デジタルアーカイブ"),
    ("新電子申請推進事業", "新電子申請推進事業"),
    ("【N】電子申請推進事業", "電子申請推進事業"),
    ("【DX】電子申請推進事業", "電子申請推進事業"),
    ("【みなと電子県庁】電子申請推進事業", "【みなと電子県庁】電子申請推進事業"),
    ("電子申請推進事業 【予算額:3億円】", "電子申請推進事業"),
    ("電子申請推進事業(12,000千円)", "電子申請推進事業"),
    ("電子申請推進事業 担当課:税務課", "電子申請推進事業"),
    ("電子申請推進事業　所管:税務課", "電子申請推進事業"),
    ("電子申請 推進事業:手続", "電子申請 推進事業"),
    ("電子申請推進事業新規", "電子申請推進事業"),
    ("電子申請推進事業【未実施】", "電子申請推進事業"),
    ("電子申請推進事業(実施済)", "電子申請推進事業"),
    ("電子申請推進事業再掲", "電子申請推進事業"),
    ("販路の新規", "販路の新規"),
    ("電子申請推進事業(情報課)など", "電子申請推進事業"),
    ("電子申請推進事業(情報課) 令和6年度~令和9年度", "電子申請推進事業"), ("電子申請推進事業　R7年度", "電子申請推進事業"), ("電子申請推進事業2025年度以降", "電子申請推進事業"),
    ("電子申請推進計画 2025年", "電子申請推進計画"), ("みなと国体2025", "みなと国体2025"),
    ("電子申請推進事業(トータルコスト予算額70532千円)", "電子申請推進事業"), ("電子申請推進事業(令和5年度最終予算額 1,200千円)", "電子申請推進事業"), ("]水路の保全", "水路の保全"), ("(増)水路調査費", "水路調査費"),
    ("水路更新交付金 [PDF 390KB]", "水路更新交付金"), ("電子申請推進事業(20410300)", "電子申請推進事業"),
    ("電子申請推進事業(コスト縮減)", "電子申請推進事業(コスト縮減)"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_name(text: str, name: str) -> None:
    start, end = measure_names.trim(text, 0, len(text))
    assert text[start:end] == name


@pytest.mark.parametrize(("name", "is_project"), [
    ("電子申請推進事業", True), ("河川情報システム", True), ("企業立地補助金", True), ("女性起業塾", True),
    ("ふるさと支援事業(カメラ整備)", True), ("漁況予測システム「なぎナビ」", True), ("「なぎナビ」", False), ("若手の歩み「なぎ記」", False), ("防災情報の発信", False), ("人口の減少", False), ("窓口の混雑", False),
])
def test_project_by_its_last_word(name: str, is_project: bool) -> None:
    assert measure_names.is_project(name) == is_project


PLAN = "みなと県デジタル推進計画\n\n第1章 取組\n\n本計画は、次の2つの柱で進めます。\n\n・暮らしを守る\n・産業を伸ばす\n\n1 暮らしを守る\n\n{}\n\n2 産業を伸ばす\n\n県は、取組を進めます。\n"
TOPICS = [  # a paragraph under a pillar, the programs in it
    ("防災情報の発信については、県のアプリを改めました。", ["防災情報の発信"]),
    ("医療の連携に関しては、病院を結ぶ回線を設けました。", ["医療の連携"]),
    ("避難所の運営では、受付を電子化しました。", ["避難所の運営"]),
    ("島しょ部においては、遠隔診療を始めました。", ["島しょ部"]),
    ("業務の効率化のため、自動化の道具を入れました。", ["業務の効率化"]),
    ("子育てを支援するため、手続を一つにまとめました。", ["子育て"]),
    ("森林の保全を進めるため、図面を電子化しました。", ["森林の保全"]),
    ("契約事務では、紙を使わない契約を工事、委託、物品の順に広げ、7割で使われるようになりました。", ["契約事務"]),
    ("税の証明書では、手数料を低く設定する措置を4月から始めている。", ["税の証明書"]),
    ("森林の保全については、図面を電子化しました。しかし、街頭の端末では、利用が伸び悩み、事業を取りやめている。", ["森林の保全", "街頭の端末"]),
    ("森林の保全については、図面を電子化しました。その一方、施設の統廃合については、実績が5%にとどまる。", ["森林の保全", "施設の統廃合"]),
    ("森林の保全については、図面を電子化しました。しかし、県が8月に行った調査では、使わないと答えた人が多い。", ["森林の保全"]),
    ("立木の量を画面で読み取れるため、調査の手間が減りました。", []),
    ("県民世論調査では、不満を挙げた人が最も多く、点検に力を注ぐこととしました。", []),
    ("商工会への委託は令和7年3月をもって終わるため、後を継ぐ体制づくりが課題です。", []),
    ("森林の保全を図るため、図面を電子化しました。", ["森林の保全"]),
    ("サイバー犯罪の被害を防止するため、講座を開きました。", ["サイバー犯罪の被害を防止"]),
    ("熟練の技を守るため、動画に残しました。", ["熟練の技を守る"]),
    ("防災情報の発信については、早く伝えるため、アプリを改めました。", ["防災情報の発信"]),
    ("防災情報の発信については、アプリを改めました。また、観光の案内では、多言語にしました。", ["防災情報の発信", "観光の案内"]),
    ("防災情報の発信については、アプリを改めました。また、避難所に端末を置きました。", ["防災情報の発信"]),
    ("防災については、訓練を行いました。さらに、旅券の申請に関しても、窓口を広げました。", ["防災", "旅券の申請"]),
    ("キャッシュレス決済の普及についても、端末の導入を助けました。", ["キャッシュレス決済の普及"]),
    ("学校については、端末を配りました。また、特別支援教育においても、教材を備えました。", ["学校", "特別支援教育"]),
    ("農業については、実証を行いました。さらに、畜産の分野でも、センサーを助成しました。", ["農業", "畜産の分野"]),
    ("人手不足が深刻さを増す中においても、人を採りました。", []), ("市町村でも、端末を配りました。", []),
    ("次章では、目標を示します。", []), ("第3章では、施策を示します。", []), ("前節では、状況を述べました。", []),
    ("柱1では、証明書をコンビニで渡し、柱2では、図面を電子化しました。", []),
    ("本県では、人口が減っています。", []),
    ("近年、災害が増えています。", []),
    ("国は、制度を改めました。", []),
    ("県内の企業は、機器を導入しました。", []),
    ("避難した住民のために、ウェブカメラを置きました。", []),
    ("インターネットを通じて、手続を行えるようにしました。", []),
    ("令和5年度の調査では、利用が3割でした。", []),
    ("その中では、若者の利用が目立ちます。", []),
    ("被災した地域において、電波の届く範囲を広げました。", []),
    ("●図書館の音声の図書については、録音室を設けました。●蔵書の更新については、5千冊を買い替えました。", ["図書館の音声の図書", "蔵書の更新"]),
    ("堤防の工事を終えました。○このため、川辺の利用については、案内板を設けました。", ["川辺の利用"]),
    ("堤防の工事を終えました。そこで、安全な川辺の利用を実現するため、案内板を設けました。", ["安全な川辺の利用を実現"]),
    ("堤防の工事を終えました。そのうえで、川辺の利用については、案内板を設けました。", ["川辺の利用"]),
    ("堤防の工事を終えました。なかでも、水門の点検では、無人機を使いました。", ["水門の点検"]),
    ("施策の概要 ●質の高い窓口サービスを提供するため、受付機を置きます。", ["質の高い窓口サービスを提供"]),
    ("取組内容●窓口の予約については、受付機を置きます。", ["窓口の予約"]),
    ("(課題)電波の届かない集落については、解消が求められています。", []), ("〔今後の課題〕小舟の係留については、場所が足りません。", []),
    ("(取組)電波の届かない集落については、中継局を置きました。", ["電波の届かない集落"]),
    ("県内経済につきましては、個人消費は緩やかに回復しています。", []), ("雇用情勢については、改善の動きが続いている。", []),
    ("地域経済の活性化については、商店街の催しを助けました。", ["地域経済の活性化"]), ("地域経済については、商店街の券を出し、買物の場を広げました。", ["地域経済"]),
    ("職員の研修では、講師を招きました。いずれについても、参加者は増えました。", ["職員の研修"]), ("水路と農道については、直しました。いずれの工事についても、年度内に終えました。", ["水路と農道"]),
    ("川下りの運営は、若手船頭の育成のため、見習いを2人雇いました。", []), ("配食の実施は、見守りを進めるため、町が担っています。", []),
    ("県は、若手船頭の育成のため、見習いを2人雇いました。", ["若手船頭の育成"]),
    ("国においては、今月中に決まる予定の「大綱」において、力強い経済の実現に向け、働き方の改革に取り組むこととしています。", []),
    ("本県においては、働き方の改革について、相談の窓口を設けました。また、農地の集積に向けては、話合いを開きました。", ["農地の集積"]),
    ("電子行政では、効率的に手続を進めるため、様々な方法を組み合わせることが必要です。", []), ("山林では、境界を確かめることが求められています。", []),
    ("電子行政では、手続を一つにまとめる仕組みを整え、窓口を減らしました。", ["電子行政"]),
    ("温暖化対策を計画的かつ総合的に推進するため、手引を作りました。", ["温暖化対策"]), ("若者の就職支援を総合的に支援するため、相談所を開きました。", ["若者の就職支援"]),
    ("農地の集積を着実に進めていくため、話合いを開きました。", ["農地の集積"]), ("里山の保全を一層図っていくため、講座を開きました。", ["里山の保全"]),
    ("質の高い窓口サービスを展開していくため、受付機を置きました。", ["質の高い窓口サービスを展開"]), ("熟練の技を丁寧に伝えていくため、動画に残しました。", ["熟練の技を丁寧に伝えていく"]),
    ("水路の整備615万円〔+62万円〕については、共同で行う町内会を助けました。", ["水路の整備"]), ("水路の整備(3億円)については、共同で行う町内会を助けました。", ["水路の整備"]),
    ("みずべ環境学習センターでは主に、小学生向けの教材を作成し、出前講座による学習を行ってきました。", ["みずべ環境学習センター"]),
]


@pytest.mark.parametrize(("text", "programs"), TOPICS)
def test_topics(text: str, programs: list[str]) -> None:
    result = extract_document(PLAN.format(text))
    reading = result.document.reading
    found = [m for m in result.measures if m.level == "program"]
    assert [reading.value(m.start, m.end) for m in found] == programs
    assert all(result.pillars[m.pillar].name == "暮らしを守る" for m in found)


BODY = "県は、地域の実情に応じて取組を進めてきました。\n\n"
PILLARS = {
    "sentence and list": ("次の3つの柱で進めます。\n\n・守る\n・伸ばす\n・支える\n", ["守る", "伸ばす", "支える"]),
    "goals, kanji number": ("以下の二つの基本目標を掲げます。\n\n1 安心な県\n2 元気な県\n\n本文です。\n", ["安心な県", "元気な県"]),
    "quoted in the sentence": ("「守る」「伸ばす」の2つの柱を立てます。\n", ["守る", "伸ばす"]),
    "headings with a worded number": (f"基本目標1 守る\n\n{BODY}基本目標2 伸ばす\n\n{BODY}", ["守る", "伸ばす"]),
    "roman worded number": (f"戦略Ⅰ 守る\n\n{BODY}戦略Ⅱ 伸ばす\n\n{BODY}", ["守る", "伸ばす"]),
    "table column": ("施策の柱\t事業名\n守る\t○電子申請推進事業\n伸ばす\t○企業誘致事業\n", ["守る", "伸ばす"]),
    "unquoted in the sentence, then a column": (
        "本計画は、施策を、揺れに備える対策、津波から逃げる対策及び暮らしを立て直す対策の三つの対策群に分けて組み立てる。\n\n対策群\t事業名\t担当課\n"
        "揺れに備える対策\t木造住宅診断事業\t建築課\n津波から逃げる対策\t避難タワー整備事業\t危機管理課\n暮らしを立て直す対策\t仮設住宅台帳事業\t住宅課\n",
        ["揺れに備える対策", "津波から逃げる対策", "暮らしを立て直す対策"]),
    "headings with a word that no list knows": (
        "第1章 扉の先へ\n\n山と街の間に立つ三つの扉を設けます。\n\n" + "".join(
            f"扉{k} {name}\n\n(1) {topic}\n\n{BODY}・{topic}推進事業\n\n" for k, (name, topic) in enumerate(
                (("山で働く人が育つ", "林業の研修"), ("木が街で使われる", "木材の利用"), ("森が次の代に渡る", "再造林の促進")), 1)),
        ["山で働く人が育つ", "木が街で使われる", "森が次の代に渡る"]),
    "letters in the first column": (
        "計画の重点領域は、次の表に掲げる三つです。\n\n領域\t名称\t目指す姿\nA\t暮らしをひらく\t離島でも手続ができる\nB\tなりわいを伸ばす\t産業が稼ぐ\nC\tいのちを守る\t情報が届く\n\n"
        "領域\t事業名\nA\t電子申請強化事業\nB\tスマート水産事業\nC\t津波監視事業\n",
        ["暮らしをひらく", "なりわいを伸ばす", "いのちを守る"]),
    "counted in the sentence": (
        f"施策の柱は、①暮らしの情報化、②産業の情報化、③行政の情報化です。\n\n1 暮らしの情報化\n\n{BODY}2 産業の情報化\n\n{BODY}3 行政の情報化\n\n{BODY}",
        ["暮らしの情報化", "産業の情報化", "行政の情報化"]),
    "headings under a line that says what they are": (
        f"{BODY}具体的な取組項目\n(1)守る\n① 備蓄の推進\n② 訓練の実施\n(2)伸ばす\n① 商談会の開催\n② 直売所の整備\n", ["守る", "伸ばす"]),
    "headings under a heading for ways": (
        f"1 趣旨\n{BODY}\n2 振興方策\n(1)守る\nア 備蓄の推進\nイ 訓練の実施\n(2)伸ばす\nア 商談会の開催\nイ 直売所の整備\n", ["守る", "伸ばす"]),
    "a list under a line that is their word": ("基本目標\n1.守る\n2.伸ばす\n3.支える\n", ["守る", "伸ばす", "支える"]),
    "numbered as 施策 over others": (
        f"重点項目【1】守る\n推進項目① 備蓄\n{BODY}\n重点項目【2】伸ばす\n推進項目① 商談\n{BODY}\n", ["守る", "伸ばす"]),
    "parts of a chapter are none": (
        f"(1)基本構想\n【計画期間】\n10年とする。\n【方向性】\n{BODY}\n(2)基本計画\n【計画期間】\n5年とする。\n【方向性】\n{BODY}\n", []),
    "departments in a column": ("担当部\t事業名\n総務部\t電子申請推進事業\n商工部\t企業誘致事業\n", []),
    "sentences under a heading for directions": (
        "施策の方向\n\n・北前船の町並みを結ぶ周遊路を整え、旅行者の滞在を延ばします。\n・岸壁を改良し、体験型の観光を磨き上げます。\n", []),
    "a number of something else": ("次の3つの課題があります。\n\n・人手の不足\n・財源の不足\n・時間の不足\n", []),
    "views are no pillars": ("次の2つの視点を重視します。\n\n・県民の視点\n・現場の視点\n", []),
    "indicators are no pillars": ("指標\t基準値\t目標値\n件数\t3\t5\n人数\t2\t4\n", []),
}


@pytest.mark.parametrize("name", PILLARS)
def test_pillars(name: str) -> None:
    text, names = PILLARS[name]
    result = extract_document("みなと県デジタル推進計画\n\n" + text)
    assert [(p.ordinal, p.name, p.plan_name) for p in result.pillars] == [
        (k, n, "みなと県デジタル推進計画") for k, n in enumerate(names, 1)]


@pytest.mark.parametrize(("text", "programs"), [
    ("次の施策に取り組みます。\n\n・ごみの発生抑制と食品ロスの削減\n・災害廃棄物の処理体制の整備\n", ["ごみの発生抑制と食品ロスの削減", "災害廃棄物の処理体制の整備"]),
    ("・身近な場所での鑑賞機会の充実\n　－巡回ステージ事業\n　－まちかど美術館事業\n・鑑賞環境のバリアフリー化\n　－鑑賞サポート推進事業\n",
     ["身近な場所での鑑賞機会の充実", "鑑賞環境のバリアフリー化"]),
    ("次の点を重んじます。\n\n・県都に集まりがちな機会\n・一度きりの催し\n", []),
    ("主な取組\n\n・電子申請推進事業\n・企業誘致事業\n", []),
])
def test_programs_that_a_list_names(text: str, programs: list[str]) -> None:
    result = extract_document(PLAN.format(text))
    assert [result.document.reading.value(m.start, m.end) for m in result.measures if m.level == "program" and m.source == "list"] == programs


@pytest.mark.parametrize("lines", [
    "事業名:避難所改修事業 担当課:防災課\n事業の目的を示します。\n事業名:漁港浚渫事業 担当課:水産課",
    "事業名 避難所改修事業\n担当課 防災課\n内容 屋根を改めます。\n\n事業名 漁港浚渫事業\n担当課 水産課\n内容 底を掘ります。",
    "【事業名】避難所改修事業\n【担当課】防災課\n\n【事業名】漁港浚渫事業\n【担当課】水産課",
    "事業名　避難所\n改修事業\n担当課　防災課\n目標　12棟\n事業名　漁港\n浚渫事業\n担当課　水産課\n目標　3港",
    "避難所改修事業\n避難所の屋根を改めました。\n漁港浚渫事業\n港の底を掘りました。",
    "避難所改修事業\n\n漁港浚渫事業\n",
    "・プロジェクト1 避難所改修事業\n・プロジェクト2 漁港浚渫事業",
    "・継)避難所改修事業 3,000千円\n・新)漁港浚渫事業 12,000千円",
    "(1)避難所改修事業(危機管理課)\n(2)漁港浚渫事業(水産課)",
    "　避難所改修事業（危機管理課）\n　漁港浚渫事業（産業経済部水産課）",
    "・避難所改修事業(危機管理課)　・漁港浚渫事業(水産課)\n",
    "事業①　避難所改修事業\n事業②　漁港浚渫事業",
])
def test_projects_in_many_notations(lines: str) -> None:
    found = extract_document(PLAN.format(f"主な事業\n{lines}"))
    names = [found.document.reading.value(m.start, m.end) for m in found.measures if m.level == "project"]
    assert names == ["避難所改修事業", "漁港浚渫事業"]
    assert {m.pillar for m in found.measures} == {0}


@pytest.mark.parametrize(("sentence", "expected"), [
    ("この柱に属する事業は、避難所改修事業、漁港浚渫事業及び電子申請システムである。", ["避難所改修事業", "漁港浚渫事業", "電子申請システム"]),
    ("主な事業は、避難所改修事業、漁港浚渫事業などです。", ["避難所改修事業", "漁港浚渫事業"]),
    ("備えを固めた。実施した事業は、避難所改修事業及び漁港浚渫事業の2事業であった。", ["避難所改修事業", "漁港浚渫事業"]),
    ("主な事業は、前年度から続くものである。", []),
    ("この事業は、避難所の改修、港の浚渫及び道の補修である。", []),
    ("関連する事業は、国の補助を受けた事業、県の単独の事業である。", []),
])
def test_projects_that_a_sentence_lists(sentence: str, expected: list[str]) -> None:
    found = extract_document(PLAN.format(sentence))
    assert [found.document.reading.value(m.start, m.end) for m in found.measures if m.level == "project"] == expected


TOPICS_BESIDE_PROJECTS = """
| {head} | 主要事業 |
|---|---|
| 帰ってきやすい県づくり | 応援パスポート制度 |
| 雪に強い道の確保 | 自動運転除雪実証事業 |
"""


@pytest.mark.parametrize("head", ["取組", "施策", "主な取組", "取組の方向"])
def test_a_column_of_topics_beside_one_of_projects_holds_none(head: str) -> None:
    text = f"# みなと県計画\n\n## 基本目標1 守る\n\n備えます。\n\n## 基本目標2 伸ばす\n{TOPICS_BESIDE_PROJECTS.format(head=head)}"
    found = extract_document(markdown.read(text.encode()))
    assert [found.document.reading.value(m.start, m.end) for m in found.measures if m.level == "project"] == ["応援パスポート制度", "自動運転除雪実証事業"]


FORM_OF_A_LAW = """# みなと町過疎地域持続的発展計画

## 基本目標1 守る

備えます。

## 基本目標2 伸ばす

| 持続的発展施策区分 | 事業名（施設名） | 事業内容 | 事業主体 | 備考 |
|---|---|---|---|---|
| 産業の振興 | (1) 基盤整備 | 林道開設事業 | 県 | |
| 産業の振興 | (10) 過疎地域持続的発展特別事業 | 森林クラウド運用事業 | 町 | |
| 交通施設の整備 | (6) 自動車等 | 町営バス更新事業 | 町 | |
"""


def test_the_form_of_a_law_has_names_under_contents() -> None:
    found = extract_document(markdown.read(FORM_OF_A_LAW.encode()))
    assert [found.document.reading.value(m.start, m.end) for m in found.measures if m.level == "project"] == ["林道開設事業", "森林クラウド運用事業", "町営バス更新事業"]


@pytest.mark.parametrize(("item", "name"), [
    ("○電子申請強化事業【新規】(税務課)　窓口に来なくてよいようにします。", "電子申請強化事業"),
    ("○福祉の出前講座(福祉課)当事者が学校を訪ね、授業を行います。", "福祉の出前講座"),
    ("○文書館資料修復事業(県立文書館)", "文書館資料修復事業"),
    ("○まちかど美術館事業（産業を伸ばす）", "まちかど美術館事業"),
])
def test_names_before_what_is_told_of_them(item: str, name: str) -> None:
    result = extract_document(PLAN.format(item + "\n○企業誘致事業\n"))
    assert [result.document.reading.value(m.start, m.end) for m in result.measures if m.level == "project"][:1] == [name]


def test_a_pillar_named_in_a_bracket_beside_a_project() -> None:
    result = extract_document(PLAN.format("○まちかど美術館事業（産業を伸ばす）\n○企業誘致事業\n"))
    assert [result.pillars[m.pillar].name for m in result.measures if m.level == "project"] == ["産業を伸ばす", "暮らしを守る"]


def test_earlier_plans_have_their_own_pillars() -> None:
    result = extract_document(
        "みなと県デジタル推進計画\n\n1 経緯\n\n第2期みなと県ふるさと創生総合戦略は、「しごとを生む」、「人を呼ぶ」及び「子育てを支える」を三つの基本目標としました。"
        f"\n\n2 施策\n\n基本目標1 守る\n\n{BODY}基本目標2 伸ばす\n\n{BODY}")
    assert {(p.name, p.plan_name) for p in result.pillars} == {
        ("しごとを生む", "第2期みなと県ふるさと創生総合戦略"), ("人を呼ぶ", "第2期みなと県ふるさと創生総合戦略"),
        ("子育てを支える", "第2期みなと県ふるさと創生総合戦略"), ("守る", "みなと県デジタル推進計画"), ("伸ばす", "みなと県デジタル推進計画")}


@pytest.mark.parametrize(("first", "second"), [
    ("第1節 基本目標1 暮らしを守る", "第2節 基本目標2 産業を伸ばす"), ("(1) 戦略1 暮らしを守る", "(2) 戦略2 産業を伸ばす"),
    ("基本目標1\n暮らしを守る", "基本目標2\n産業を伸ばす"), ("【基本方針1】\n暮らしを守る", "【基本方針2】\n産業を伸ばす"),
    ("基本目標1「暮らしを守る」", "基本目標2「産業を伸ばす」"), ("基本目標1 暮らしを守る 120億円", "基本目標2 産業を伸ばす 444億円"),
    ("基本目標Ⅰ「暮らしを守る」に向けた施策", "基本目標Ⅱ「産業を伸ばす」に向けた施策"), ("柱1「暮らしを守る」の実現に向けた主な取組", "柱2「産業を伸ばす」の実現に向けた主な取組"),
    ("Ⅰ 暮らしを守る。 ～安心～", "Ⅱ 産業を伸ばす。 ～活力～"), ("⑴ 柱1 暮らしを守る", "⑵ 柱2 産業を伸ばす"),
])
def test_pillars_in_many_notations(first: str, second: str) -> None:
    found = extract_document(f"みなと県総合計画\n\n第1章 計画の趣旨\n趣旨を述べます。\n第2章 基本方針\n{first}\nア 防災\n備えを固めます。\n{second}\nア 観光\n案内を増やします。\n")
    assert [p.name for p in found.pillars] == ["暮らしを守る", "産業を伸ばす"]
    assert [(found.document.reading.value(m.start, m.end), m.pillar) for m in found.measures] == [("防災", 0), ("観光", 1)]


@pytest.mark.parametrize("title", ["具体的な施策", "空き家対策の具体的な施策", "具体的な施策、取り組み", "基本施策", "重点的な取組と事業", "施策の展開", "主要施策の推進"])
def test_parts_that_unfold_the_measures(title: str) -> None:
    found = extract_document(f"みなと市空家等対策計画\n\n第1章 計画の趣旨\n趣旨を述べます。\n第2章 {title}\n1 発生の抑制\n(1)相談窓口の設置\n窓口を置きます。\n2 活用の促進\n(1)改修費の助成\n助成します。\n")
    assert [p.name for p in found.pillars] == ["発生の抑制", "活用の促進"]


def test_statements_under_a_part_of_each_measure_are_no_pillars() -> None:
    part = "1 {}\n(1)現状と課題\n足りません。\n(2)取組の方向性\n○ 保育士の確保を進めます。\n○ 学童保育を広げます。\n"
    found = extract_document("みなと市こども計画\n\n" + part.format("保育") + part.format("学童").replace("1 学", "2 学"))
    assert not {"保育士の確保を進めます", "学童保育を広げます"} & {p.name for p in found.pillars}


def test_pillars_called_by_their_codes() -> None:
    result = extract_document(
        "みなと県推進プラン\n\n重点領域は、次の表に掲げる二つです。\n\n領域\t名称\nA\t暮らしをひらく\nB\tなりわいを伸ばす\n\n1 事業\n\n領域\t事業名\t担当課\nA\t電子申請強化事業\t情報課\n"
        f"B\tスマート水産事業\t水産課\n\n2 取組状況\n\n(1) 領域Aの取組状況\n\n旅券の申請については、窓口に来なくてよいようにしました。\n\n(2) 領域Bの取組状況\n\n{BODY}")
    names = [p.name for p in result.pillars]
    assert [(m.level, names[m.pillar]) for m in result.measures if m.pillar >= 0] == [
        ("project", "暮らしをひらく"), ("project", "なりわいを伸ばす"), ("program", "暮らしをひらく")]


@pytest.mark.parametrize(("numbers", "pillars"), [
    ("1-1 1-2 2-1", [0, 0, 1]), ("1－1 1－2 2－1", [0, 0, 1]), ("1.1 1.2 2.1", [0, 0, 1]), ("1の1 1の2 2の1", [0, 0, 1]), ("Ⅰ-1 Ⅰ-2 Ⅱ-1", [0, 0, 1]),
    ("1-(1) 1-(2) 2-(1)", [0, 0, 1]), ("1(1) 1(2) 2(1)", [0, 0, 1]), ("1-① 1-② 2-①", [0, 0, 1]), ("1ｰ1 1ｰ2 2ｰ1", [0, 0, 1]),
    ("A-1 A-2 B-1", [0, 0, 1]), ("1-1-1 1-2-1 2-1-1", [0, 0, 1]), ("No.1-1 No.1-2 No.2-1", [0, 0, 1]),
    ("1-1 2-1 1-2", [0, 1, 0]), ("1-1 1-2 3-1", [-1, -1, -1]), ("1-1 1-2 1-3", [-1, -1, -1]), ("1-2 1-3 2-1", [-1, -1, -1]), ("1-1 1-3 2-1", [-1, -1, -1]),
    ("1 2 3", [-1, -1, -1])])
def test_numbers_that_open_with_a_pillars_ordinal(numbers: str, pillars: list[int]) -> None:
    rows = "".join(f"{number}\t{name}\t情報課\n" for number, name in zip(numbers.split(), ("電子申請推進事業", "地図公開事業", "回線整備事業")))
    result = extract_document("みなと市DX推進計画\n\n1 基本方針\n\n基本方針1　便利な暮らし\n\n窓口を改めます。\n\n基本方針2　強い基盤\n\n回線を改めます。\n\n"
                              f"2 事業一覧\n\n番号\t事業名\t担当課\n{rows}")
    assert [m.pillar if m.pillar_method == "table" else -1 for m in result.measures if m.level == "project"] == pillars


@pytest.mark.parametrize("content", ["", "[1]", '{"pillars": {}}', '{"pillars": {"intercept": 0, "threshold": 1, "weights": 3}}', '{"pillars": {"intercept": 0, "threshold": NaN, "weights": {}}}'])
def test_a_broken_model_of_groups_is_one_line(content: str, tmp_path: Path) -> None:
    (tmp_path / "signs.json").write_text(content)
    with pytest.raises(ValueError, match="signs.json: no model that decides by signs .* `dvc repro signs`"):
        sign_model.load(tmp_path / "signs.json")


def test_groups_of_plans_held_out_are_right() -> None:
    """By writer: what the model takes for pillars in plans whose writer it does not know."""
    figures = json.loads((ROOT / "metrics" / "signs.json").read_text(encoding="utf-8"))["pillars"]
    assert figures["precision"] >= 0.95 and figures["f1"] >= 0.93


@pytest.mark.parametrize(("cell", "items"), [
    ("基盤の整備 人材の育成", ["基盤の整備", "人材の育成"]),
    ("・基盤の整備 ・人材の育成", ["基盤の整備", "人材の育成"]),
    ("①基盤の整備 ②人材の育成", ["基盤の整備", "人材の育成"]),
    ("学校への ICT の導入", ["学校への ICT の導入"]),
    ("観光情報の発信 ICT 産業の振興", ["観光情報の発信", "ICT 産業の振興"]),
    ("第 1 次の改定", ["第1次の改定"]),
    ("利便性・サービスの向上", ["利便性・サービスの向上"]),
    ("県と 市町村の連携", ["県と 市町村の連携"]),
    ("ICTを生かした利便性の向上 ／ 価値を生む産業の育成", ["ICTを生かした利便性の向上", "価値を生む産業の育成"]),
    ("RPA / AI-OCR", ["RPA", "AI-OCR"]),
    ("AI／RPAの導入", ["AI/RPAの導入"]),
    ("守り合い　分かち合い", ["守り合い", "分かち合い"]),
    ("港のにぎわい　里のふれあい", ["港のにぎわい", "里のふれあい"]),
    ("暮らしやすい　まちの基盤", ["暮らしやすい まちの基盤"]),
])
def test_history_items(cell: str, items: list[str]) -> None:
    result = extract_document(f"計画・期間\tテーマ\t成果\n第1期 H13～H15年度\t基盤\t{cell}\n第2期 H16～H18年度\t活用\t公開\n")
    outcomes = [h for h in result.history if h.field == "outcome" and h.term == "第1期"]
    assert [result.document.reading.value(h.start, h.end) for h in outcomes] == items
    assert {(h.first_day, h.last_day, h.ordinal) for h in outcomes} == {("2001-04-01", "2004-03-31", k) for k in range(1, len(items) + 1)}


@pytest.mark.parametrize("tables", [
    "<table><tr><th>取組名</th><td>避難所の改修</td></tr><tr><th>基本目標</th><td>暮らしを守る</td></tr><tr><th>担当課</th><td>防災課</td></tr></table>"
    "<table><tr><th>取組名</th><td>新商品の開発</td></tr><tr><th>基本目標</th><td>産業を伸ばす</td></tr><tr><th>担当課</th><td>商工課</td></tr></table>",
    "<table><tr><th>基本目標</th><td>基本目標1</td></tr><tr><th>取組名</th><td>避難所の改修</td></tr><tr><th>担当課</th><td>防災課</td></tr></table>"
    "<table><tr><th>基本目標</th><td>基本目標2</td></tr><tr><th>取組名</th><td>新商品の開発</td></tr><tr><th>担当課</th><td>商工課</td></tr></table>",
    "<table><tr><th>取組名</th><td>避難所の改修</td><th>基本目標</th><td>1 暮らしを守る</td></tr><tr><th>担当課</th><td colspan=3>防災課</td></tr></table>"
    "<table><tr><th>取組名</th><td>新商品の開発</td><th>基本目標</th><td>2 産業を伸ばす</td></tr><tr><th>担当課</th><td colspan=3>商工課</td></tr></table>",
    "<table><tr><th>取組名</th><td>避難所の改修</td></tr><tr><th>基本目標</th><td>暮らしを守る</td></tr><tr><th>担当課</th><td>防災課</td></tr>"
    "<tr><th>取組名</th><td>新商品の開発</td></tr><tr><th>基本目標</th><td>産業を伸ばす</td></tr><tr><th>担当課</th><td>商工課</td></tr></table>",
    "<table><tr><th>取組名</th><td>避難所の改修</td><td>新商品の開発</td></tr><tr><th>基本目標</th><td>暮らしを守る</td><td>産業を伸ばす</td></tr>"
    "<tr><th>担当課</th><td>防災課</td><td>商工課</td></tr></table>",
], ids=["name first", "number of the pillar first", "beside the name", "cards under each other", "columns"])
def test_sheets_that_state_a_pillar(tables: str) -> None:
    result = _of_page(f"<h2>3 重点取組シート</h2>{tables}")
    value = result.document.reading.value
    assert [(value(m.start, m.end), result.pillars[m.pillar].name, m.pillar_method) for m in result.measures if m.level == "project"] == [
        ("避難所の改修", "暮らしを守る", "table"), ("新商品の開発", "産業を伸ばす", "table")]


def test_a_sheet_that_states_no_pillar_of_the_plan() -> None:
    result = _of_page("<h2>3 重点取組シート</h2><table><tr><th>取組名</th><td>避難所の改修事業</td></tr><tr><th>基本目標</th><td>国の目標</td></tr>"
                      "<tr><th>担当課</th><td>防災課</td></tr></table>")
    assert [(m.pillar, m.pillar_method) for m in result.measures if m.level == "project"] in ([(-1, "")], [(-1, "classifier")])


def _of_page(body: str) -> Extraction:
    goals = "".join(f"<h3>基本目標{k} {name}</h3><p>{name}取組を進めます。</p>" for k, name in enumerate(("暮らしを守る", "産業を伸ばす"), 1))
    page = f"<!DOCTYPE html><html><body><h1>みなと県デジタル推進計画</h1><h2>1 施策の体系</h2><p>次の2つの基本目標により進めます。</p>{goals}{body}</body></html>"
    return extract_document(html.read(page.encode()))


@pytest.mark.parametrize(("lines", "projects"), [
    ("◎主な事業\n　・避難所改修事業\n　・漁港浚渫事業\n", ["避難所改修事業", "漁港浚渫事業"]),
    ("○主な取組\n・避難所改修事業\n・漁港浚渫事業\n○関係する課\n・防災課\n・水産課\n", ["避難所改修事業", "漁港浚渫事業"]),
    ("・現状\n　- 施設が古くなりました。\n・主な事業\n　- 避難所改修事業\n　- 漁港浚渫事業\n・指標\n　- 改修した避難所の数\n", ["避難所改修事業", "漁港浚渫事業"]),
    ("・避難所改修事業\n　- 屋根の改修\n・漁港浚渫事業\n", ["避難所改修事業", "漁港浚渫事業"]),
    ("主な事業\n・避難所改修事業\n　【新規】\n・漁港浚渫事業\n　〔拡充〕\n", ["避難所改修事業", "漁港浚渫事業"]),
    ("主な事業\n\n防災の備え　○避難所改修事業\n　　　　　　○防災無線更新事業\n港の備え　　○漁港浚渫事業\n　　　　　　○灯台改修事業\n", ["避難所改修事業", "防災無線更新事業", "漁港浚渫事業", "灯台改修事業"]),
    ("主な事業\n\n防災の備え ・避難所改修事業\n・防災無線更新事業\n\n港の備え ・漁港浚渫事業\n・灯台改修事業\n", ["避難所改修事業", "防災無線更新事業", "漁港浚渫事業", "灯台改修事業"]),
])
def test_items_that_announce_others(lines: str, projects: list[str]) -> None:
    result = extract_document(PLAN.format(lines))
    assert [result.document.reading.value(m.start, m.end) for m in result.measures if m.level == "project"] == projects


def test_terms_of_a_list_of_definitions() -> None:
    result = _of_page("<h3>基本目標1 暮らしを守る</h3><p>海辺の暮らしを守ります。</p><dl><dt>◎主な事業</dt><dd>避難所の改修補助 ― 屋根と壁を改める費用の半分</dd>"
                      "<dd>漁港アプリ〔新〕 ― 港の空きを知らせる仕組み</dd></dl>")
    value = result.document.reading.value
    assert [value(m.start, m.end) for m in result.measures if m.level == "project"] == ["避難所の改修補助", "漁港アプリ"]


@pytest.mark.parametrize(("heads", "programs"), [
    (["施策Ⅰ-1 海辺の備え", "施策Ⅰ-2 山の備え"], ["海辺の備え", "山の備え"]),
    (["施策Ⅰ-1 海辺の備え", "施策Ⅰ-2 山の備え", "取組1 堤防の点検", "取組2 森の手入れ"], ["海辺の備え", "山の備え", "堤防の点検", "森の手入れ"]),
    (["施策1 海辺の備え", "取組1 堤防の点検", "取組2 水門の更新", "施策2 山の備え", "取組1 森の手入れ", "取組2 林道の補修"],
     ["堤防の点検", "水門の更新", "森の手入れ", "林道の補修"]),
])
def test_programs_that_group_others(heads: list[str], programs: list[str]) -> None:
    level = {"施": 4, "取": 5}
    body = "".join(f"<h{level[h[0]]}>{h}</h{level[h[0]]}><p>備えを着実に進めます。</p>" for h in heads)
    result = _of_page(f"<h3>基本目標3 海を守る</h3>{body}")
    value = result.document.reading.value
    assert [value(m.start, m.end) for m in result.measures if m.level == "program" and m.source == "heading"] == programs


@pytest.mark.parametrize(("rows", "themes", "first"), [
    (["第1期  平成14年度  どこでもつながる基  ・幹線網の敷設", "        ～          盤づくり            ・端末の配備", "        平成18年度", "第2期  平成19年度  海と山の恵みを伸ば  ・様式の公開",
      "        ～          す仕組みの定着      ・電子入札", "        平成22年度"], ["どこでもつながる基盤づくり", "海と山の恵みを伸ばす仕組みの定着"], ("2002-04-01", "2007-03-31")),
    (["第1期  H14～H18年度  海辺の基盤の整備  ・幹線網の敷設", "                    山の基盤の整備    ・端末の配備", "第2期  H19～H22年度  暮らしへの定着    ・様式の公開",
      "                    業務の最適化      ・電子入札"], ["海辺の基盤の整備", "山の基盤の整備", "暮らしへの定着", "業務の最適化"], ("2002-04-01", "2007-03-31")),
], ids=["lines that break words", "lines that are items"])
def test_history_in_columns_of_lines(rows: list[str], themes: list[str], first: tuple[str, str]) -> None:
    text = "みなと県デジタル推進計画\n\nこれまでの計画の期間とテーマは次のとおりです。\n\n期      期間        テーマ            主な取組\n" + "\n".join(rows) + "\n\n計画を進めます。\n"
    result = extract_document(text)
    found = [h for h in result.history if h.field == "theme"]
    assert [result.document.reading.value(h.start, h.end) for h in found] == themes
    assert (found[0].first_day, found[0].last_day) == first
    assert [h.ordinal for h in result.history if h.field == "effort"] == [1, 2, 1, 2]


@pytest.mark.parametrize("header", ["推進期間", "取組の期間", "いつからいつまで", "計画年度"])
def test_periods_of_plans_under_any_header(header: str) -> None:
    result = extract_document(f"期\t{header}\tテーマ\n第1次\t平成8年度～平成12年度\t基盤の整備\n第2次\tH13～H17年度\t活用の拡大\n")
    assert [(h.term, h.first_day, h.last_day) for h in result.history] == [("第1次", "1996-04-01", "2001-03-31"), ("第2次", "2001-04-01", "2006-03-31")]


@pytest.mark.parametrize("opening", [
    "本計画では、次の項目を掲げます。\n\n・守る\n・伸ばす\n\n以上の2つを基本目標とし、施策を進めます。",
    "この計画では、目標の実現に向けて、\n①守る\n②伸ばす\n以上、二つを取組の方向性として定め、施策を進めます。",
    "・守る\n・伸ばす\n\nこれらの2つの柱に沿って、施策を進めます。",
])
def test_pillars_that_a_sentence_sums_up(opening: str) -> None:
    result = extract_document(f"みなと県デジタル推進計画\n\n1 基本的な考え方\n\n{opening}\n\n2 施策の展開\n\n(1) 守る\n\n{BODY}(2) 伸ばす\n\n{BODY}")
    assert [(p.name, p.plan_name) for p in result.pillars] == [("守る", "みなと県デジタル推進計画"), ("伸ばす", "みなと県デジタル推進計画")]


def test_items_under_the_number_of_pillars() -> None:
    """A list whose numbers call its items 基本方針 is of pillars, also where no sentence announces it."""
    result = extract_document(f"みなと県デジタル推進計画\n\n1 計画の基本的な考え方\n\n○基本方針\n基本方針1 守る\n基本方針2 伸ばす\n\n2 施策\n\n(1) 守る\n\n{BODY}(2) 伸ばす\n\n{BODY}")
    assert [p.name for p in result.pillars] == ["守る", "伸ばす"]


@pytest.mark.parametrize("line", ["表 実施計画の事業\n\n番号\t内容\n1\t底を掘る\n2\t屋根を改める\n", "これらは県の事業\nに当たります。\n", "主な事業\n\n県は、事業を進めます。\n"])
def test_lines_that_name_no_project(line: str) -> None:
    assert [m for m in extract_document(PLAN.format(line)).measures if m.level == "project"] == []


@pytest.mark.parametrize("title", ["窓口をひとつにする", "見守りの網を細かくする", "自宅で手続を終えられるようにする", "身近な役場にする", "手続を電子化する"])
@pytest.mark.parametrize("number", ["施策1-1　", "(1) ", "【施策1】"])
def test_clauses_that_name_what_is_to_be_done(number: str, title: str) -> None:
    found = extract_document(f"みなと市総合計画\n\n第1章 施策\n\n基本目標1 便利なまち\n\n{number}{title}\n\n支所に機器を置きます。\n\n基本目標2 豊かなまち\n\n{number.replace('1-1', '2-1')}港を生かす\n\n市場を建てます。\n")
    assert [found.document.reading.value(m.start, m.end) for m in found.measures if m.source == "heading"] == [title, "港を生かす"]


def test_headings_that_ask_about_a_pillar_hold_its_measures() -> None:
    body = "この柱に入る事業は次のとおりです。\n\n- {}（建設係）\n- {}（林務係）\n\n"
    found = extract_document("みなと村むらづくり計画\n\n第1章 これからのこと\n\n1 柱はいくつあるのですか\n\n柱は二本です。一本目は「森を育てる」こと、二本目は「店を残す」ことです。\n\n"
                             "2 「森を育てる」とは、何をするのですか\n\n" + body.format("当番見回り事業", "間伐支援事業") + "3 「店を残す」とは、どういうことですか\n\n" + body.format("曜日商店事業", "配達支援事業"))
    assert [(found.document.reading.value(m.start, m.end), found.pillars[m.pillar].name) for m in found.measures if m.level == "project"] == [
        ("当番見回り事業", "森を育てる"), ("間伐支援事業", "森を育てる"), ("曜日商店事業", "店を残す"), ("配達支援事業", "店を残す")]


@pytest.mark.parametrize("name", ["RPA業務自動化事業", "ＡＩ相談支援事業", "GIS整備事業", "在宅勤務用端末配備事業"])
@pytest.mark.parametrize("gap", ["　　", "  ", "："])
def test_names_behind_a_label_and_a_gap(name: str, gap: str) -> None:
    cards = "".join(f"事業番号{gap}{k}\n事業名{gap}{each}\n所管課{gap}情報課\n\n" for k, each in enumerate((name, "窓口改善事業"), 1))
    assert named(PLAN.format(cards)) == [unicodedata.normalize("NFKC", name), "窓口改善事業"]


@pytest.mark.parametrize("aside", ["（中学校）", "（県立高校）", "（小・中学校）", "（特別支援学校）"])
def test_the_schools_for_which_a_project_is_done_are_part_of_its_name(aside: str) -> None:
    assert named(PLAN.format(f"主な事業\n\n・端末整備事業{aside}\n・窓口改善事業（市民課）\n")) == [f"端末整備事業{aside}".translate(str.maketrans("（）", "()")), "窓口改善事業"]


@pytest.mark.parametrize("aside", ["（学校課）【平成18年4月運用開始】", "【平成26年2月完了】", "（1-2-01）", "（1-1-3）【H25.6 公開】", "〔令和5年度から実施予定〕"])
def test_when_a_project_was_done_is_no_part_of_its_name(aside: str) -> None:
    assert named(PLAN.format(f"主な事業\n\n・夜間開放事業{aside}\n・窓口改善事業（市民課）\n")) == ["夜間開放事業", "窓口改善事業"]


@pytest.mark.parametrize("dot", "·∙‧・")
def test_dots_of_converters_are_bullets(dot: str) -> None:
    assert named(PLAN.format(f"主な事業\n\n- {dot} 夜間開放事業\n- {dot} 窓口改善事業\n")) == ["夜間開放事業", "窓口改善事業"]


def test_a_pillar_over_rows_of_a_column() -> None:
    text = ("みなと市DX推進計画\n\n1 取組\n\n方針1 待たせない市役所づくり\n\n窓口を改めます。\n\n方針2 データで解く困りごと\n\nデータを使います。\n\n2 実施事業一覧\n\n"
            " 方針             No.  事業名                     担当課\n 待たせない市役   1    書かない窓口システム       市民課\n 所づくり         2    電子申請サービス事業       市民課\n"
            "                  3    窓口予約システム           市民課\n データで解く困   4    データポータル整備事業     広報課\n りごと           5    無線LAN整備事業            防災課\n")
    found = extract_document(text)
    assert [(found.document.reading.value(m.start, m.end), found.pillars[m.pillar].ordinal) for m in found.measures if m.source == "table"] == [
        ("書かない窓口システム", 1), ("電子申請サービス事業", 1), ("窓口予約システム", 1), ("データポータル整備事業", 2), ("無線LAN整備事業", 2)]


def test_numbers_of_measures_that_open_with_the_ordinals_of_pillars() -> None:
    table = "| No. | 取組項目 | 担当課 |\n|---|---|---|\n| 1-1 | 寄附推進事業 | 商工課 |\n| 1-2 | 広告掲載事業 | 広報課 |\n| 2-1 | 窓口整備事業 | 市民課 |\n| 2-2 | 電子申請サービス事業 | 情報課 |\n"
    text = "# みなと市行政経営プラン\n\n## 1 柱\n\n本プランは、次の二つを重点項目とします。\n\n- 重点項目1 稼ぐ力の強化\n- 重点項目2 窓口の改革\n\n## 2 一覧\n\n" + table
    found = extract_document(parse(text.encode(), Path("x.md"), "x"))
    assert [(found.document.reading.value(m.start, m.end), found.pillars[m.pillar].ordinal if m.pillar >= 0 else 0) for m in found.measures if m.level == "project"] == [
        ("寄附推進事業", 1), ("広告掲載事業", 1), ("窓口整備事業", 2), ("電子申請サービス事業", 2)]


@pytest.mark.parametrize("item", ["夜間開放事業【デジ】（学校課）", "【脱炭】夜間開放事業", "〔県単〕夜間開放事業", "夜間開放事業［ゼロカ］"])
def test_marks_that_only_a_legend_explains(item: str) -> None:
    assert named(PLAN.format(f"主な事業\n\n・{item}\n・窓口改善事業\n")) == ["夜間開放事業", "窓口改善事業"]


@pytest.mark.parametrize("heads", ["県が行う事業/市町村と行う事業", "町で進める取組/住民が担う取組", "国との連携で実施する事業/市が主に実施する事業"])
def test_items_that_say_who_carries_others_out(heads: str) -> None:
    first, second = heads.split("/")
    assert named(PLAN.format(f"- {first}\n    - 保護区指定事業\n    - 遠隔監視事業\n- {second}\n    - 防護柵設置事業\n    - 施設整備事業\n")) == ["保護区指定事業", "遠隔監視事業", "防護柵設置事業", "施設整備事業"]


def named(text: str) -> list[str]:
    """The names of the projects that a text holds."""
    result = extract_document(text)
    return [result.document.reading.value(m.start, m.end) for m in result.measures if m.level == "project"]


@pytest.mark.parametrize("lines", [
    "主な事業\n\n人材：働く人の交流会の開催（労働課）\n\n人材：技能検定支援事業（人材課）（拡充）\n\n環境：育休取得奨励金（労働課）\n",
    "主な事業\n\n・人材：働く人の交流会の開催（労働課）\n・人材：技能検定支援事業（人材課）【拡充】\n・環境：育休取得奨励金（労働課）\n",
    "【関連事業】\n学び：働く人の交流会の開催（労働課）\n学び：技能検定支援事業（人材課）\n働き方：育休取得奨励金（労働課）\n",
    "主な事業\n\n【人材】働く人の交流会の開催（労働課）\n【人材】技能検定支援事業（人材課）\n【環境】育休取得奨励金（労働課）\n",
    "主な事業\n\n・〔人材〕働く人の交流会の開催（労働課）\n・〔人材〕技能検定支援事業（人材課）\n・〔環境〕育休取得奨励金（労働課）\n",
    "主な事業\n\n人材／働く人の交流会の開催（労働課）\n人材／技能検定支援事業（人材課）\n環境／育休取得奨励金（労働課）\n",
], ids=["paragraphs", "bullets", "lines", "brackets", "bullets and brackets", "slashes"])
def test_names_behind_labels(lines: str) -> None:
    assert named(PLAN.format(lines)) == ["働く人の交流会の開催", "技能検定支援事業", "育休取得奨励金"]


@pytest.mark.parametrize("line", ["避難情報配信事業／河川カメラ設置事業【拡充】／見守りアプリ", "避難情報配信事業、河川カメラ設置事業【拡充】、見守りアプリ"])
def test_names_in_one_line_under_their_heading(line: str) -> None:
    text = f"# みなと町総合計画\n\n## チャレンジ1 守る\n\n### 施策1-1 備え\n\n{BODY}\n#### 主な事業\n\n{line}\n\n## チャレンジ2 伸ばす\n\n{BODY}"
    result = extract_document(markdown.read(text.encode()))
    assert [result.document.reading.value(m.start, m.end) for m in result.measures if m.level == "project"] == ["避難情報配信事業", "河川カメラ設置事業", "見守りアプリ"]


@pytest.mark.parametrize("label", ["［推進する事業］", "〈取組事業〉", "【実施した事業】", "＜重点事業＞", "〔主な事業〕"])
def test_names_in_one_line_over_a_paragraph(label: str) -> None:
    lines = f"◇　申請の使い勝手の向上\n{label}申請受付システム改修事業、県税電子申告システム\n　手数料の納付については、端末の画面で済ませられる手続を増やし、窓口に出向く手間を省いてい\nく。\n"
    assert named(PLAN.format(lines)) == ["申請受付システム改修事業", "県税電子申告システム"]


@pytest.mark.parametrize("lines", ["主な事業\n\n技能検定支援事業：受検料を補助します\n\n育休取得奨励金：企業に支給します\n", "主な事業\n\n・技能検定支援事業：受検料の補助\n・育休取得奨励金：企業への支給\n"])
def test_labels_that_are_names(lines: str) -> None:
    assert {name for name in named(PLAN.format(lines)) if "の" in name} == set()


def test_projects_behind_running_numbers() -> None:
    """No.1 …, No.2 … under each pillar is a list, whatever its names end with."""
    parts = "".join(f"### 視点{k} {name}\n\n{BODY}この視点から次の事業を実施します。\n\n" + "".join(f"No.{n}　{project}\n\n" for n, project in projects)
                    for k, (name, projects) in enumerate([("守る", [(1, "避難情報配信"), (2, "河川カメラ増設事業")]), ("伸ばす", [(3, "相談員巡回事業【新規】"), (4, "電子錠一体化システム")])], 1))
    result = extract_document(markdown.read(f"# みなと市行政改革大綱\n\n## 2 取組\n\n次の2つの視点から取り組みます。\n\n{parts}".encode()))
    assert [result.document.reading.value(m.start, m.end) for m in result.measures if m.level == "project"] == ["避難情報配信", "河川カメラ増設事業", "相談員巡回事業", "電子錠一体化システム"]


@pytest.mark.parametrize(("head", "figures", "pillars"), [
    ("改革の方向", "①①②③", [0, 0, 1, 2]), ("方向", "ⅠⅡⅡⅢ", [0, 1, 1, 2]), ("No.", "①①②③", [2, 2, 2, 2]), ("順", "①②③④", [2, 2, 2, 2])])
def test_figures_of_pillars_beside_projects(head: str, figures: str, pillars: list[int]) -> None:
    """A column of circled figures stands for the pillars that were counted so, unless it numbers the rows."""
    names = ["書かない窓口システム", "コンビニ交付サービス", "RPA共同利用事業", "新文書管理システム"]
    rows = "".join(f"| {figure} | {name} | 令和3年1月 |\n" for figure, name in zip(figures, names))
    parts = "".join(f"### ({k}) {name}\n\n{BODY}" for k, name in enumerate(["守る", "伸ばす", "開く"], 1))
    result = extract_document(markdown.read(f"# みなと市行政改革大綱\n\n## 2 第5次の振り返り\n\n大綱は、①守る、②伸ばす、③開くの三つを改革の柱とした。\n\n{parts}| {head} | 制度・システム・事業の名称 | 開始 |\n|---|---|---|\n{rows}".encode()))
    assert [m.pillar for m in result.measures if m.level == "project"] == pillars


def test_years_of_projects_make_no_table_of_plans() -> None:
    """挑戦 | 主な事業・システム・制度 | 実施年度 | 到達状況 lists projects, though its years are ranges."""
    rows = "| 挑戦 | 主な事業・システム・制度 | 実施年度 | 到達状況 |\n|---|---|---|---|\n| 1 守る | 避難情報配信事業 | 平成30年度～令和元年度 | ◎ |\n| 2 伸ばす | 養殖実証事業 | 令和元年度～令和3年度 | △ |\n"
    text = f"# みなと県デジタル計画\n\n## 1 前計画の取組\n\n前計画は、次の2つの挑戦を柱としました。\n\n### 挑戦1 守る\n\n{BODY}\n### 挑戦2 伸ばす\n\n{BODY}\n{rows}"
    result = extract_document(markdown.read(text.encode()))
    assert [result.document.reading.value(m.start, m.end) for m in result.measures if m.level == "project"] == ["避難情報配信事業", "養殖実証事業"]
    assert {d.role for d in result.dates} == {"event"}


NESTED = {"html": "<ul><li>主な事業<ul><li>移動県庁車の巡回（離島課）</li><li>申請の棚卸し（総務課）<br>　全ての課を対象に点検します。</li><li>海上輸送の協定の締結<br>（港湾課、海運事業者9社）</li></ul></li>"
                  "<li>対象の手続<ul><li>自動車税の減免</li><li>県営住宅の入居</li></ul></li></ul>",
          "markdown": "- 主な事業\n  - 移動県庁車の巡回（離島課）\n  - 申請の棚卸し（総務課）\n    全ての課を対象に点検します。\n  - 海上輸送の協定の締結（港湾課、海運事業者9社）\n- 対象の手続\n  - 自動車税の減免\n  - 県営住宅の入居\n"}


@pytest.mark.parametrize("head", ["関連事業", "【主な事業】", "主な取組・事業", "（主な取組）", "＜主な取組＞", "《具体的な取組》", "主な取組：", "重点施策", "今後の主な事業", "主要な施策及び事業："])
def test_item_that_announces_is_none_itself(head: str) -> None:
    text = f"# みなと県計画\n\n## 取組\n\n本計画は、次の2つの柱で進めます。\n\n- 守る\n- 伸ばす\n\n### 1 守る\n\n県は、取組を進めます。\n\n- {head}\n  - 移動県庁車の巡回（離島課）\n  - 申請支援システム（総務課）\n\n### 2 伸ばす\n\n県は、取組を進めます。\n"
    result = extract_document(markdown.read(text.encode()))
    assert [result.document.reading.value(m.start, m.end) for m in result.measures] == ["移動県庁車の巡回", "申請支援システム"]


@pytest.mark.parametrize("form", NESTED)
def test_item_that_announces_the_items_in_it(form: str) -> None:
    head = "本計画は、次の2つの柱で進めます。"
    if form == "html":
        page = f"<!DOCTYPE html><html><body><h1>みなと県計画</h1><h2>取組</h2><p>{head}</p><ul><li>守る</li><li>伸ばす</li></ul><h3>1 守る</h3><p>県は、取組を進めます。</p>{NESTED[form]}<h3>2 伸ばす</h3><p>県は、取組を進めます。</p></body></html>"
        result = extract_document(html.read(page.encode()))
    else:
        result = extract_document(markdown.read(f"# みなと県計画\n\n## 取組\n\n{head}\n\n- 守る\n- 伸ばす\n\n### 1 守る\n\n県は、取組を進めます。\n\n{NESTED[form]}\n### 2 伸ばす\n\n県は、取組を進めます。\n".encode()))
    assert [result.document.reading.value(m.start, m.end) for m in result.measures if m.level == "project"] == ["移動県庁車の巡回", "申請の棚卸し", "海上輸送の協定の締結"]


@pytest.mark.parametrize("header", ["事業名\t実施年度\t実績", "事業名\t年度\t成果", "事業名\t期間\t主な成果"])
def test_measures_with_years_are_no_earlier_plans(header: str) -> None:
    result = extract_document(PLAN.format(f"{header}\n防災メール運用事業\t平成23年度～26年度\t登録者の増加\n診療情報システム\t平成24年度～25年度\t病院の参加\n"))
    assert [result.document.reading.value(m.start, m.end) for m in result.measures if m.level == "project"] == ["防災メール運用事業", "診療情報システム"]
    assert result.history == ()


@pytest.mark.parametrize("header", ["力を入れた取組", "取り組んだ施策", "力を入れたこと", "注力した事項"])
def test_what_earlier_plans_worked_on(header: str) -> None:
    result = extract_document(f"期\t計画期間\t{header}\n第1期\t平成17年度～21年度\t離島の回線の敷設\n第2期\t平成22年度～26年度\t防災無線の更新\n")
    assert [(h.term, h.field, result.document.reading.value(h.start, h.end)) for h in result.history] == [
        ("第1期", "effort", "離島の回線の敷設"), ("第2期", "effort", "防災無線の更新")]


@pytest.mark.parametrize("header", ["得られたもの", "得られた成果", "変わったこと", "生まれたもの"])
def test_what_came_of_earlier_plans(header: str) -> None:
    result = extract_document(f"区分\t期間\t{header}\n第1次\t平成17年度～21年度\t人件費の削減\n第2次\t平成22年度～26年度\t基金残高の回復\n")
    assert [(h.term, h.field, result.document.reading.value(h.start, h.end)) for h in result.history] == [
        ("第1次", "outcome", "人件費の削減"), ("第2次", "outcome", "基金残高の回復")]


@pytest.mark.parametrize("header", ["環境目標\t事業名\t地区", "ねらい\t事業名\t手法\t時期", "地区\t場所\t事業名称"])
def test_header_of_names_among_unknown_ones(header: str) -> None:
    place = header.split("\t").index("事業名") if "事業名" in header.split("\t") else 2
    rows = "".join("\t".join(name if k == place else "北部" for k in range(header.count("\t") + 1)) + "\n" for name in ("砂浜の再生", "水路の改修"))
    assert "事業名" not in "".join(named(PLAN.format(f"{header}\n{rows}")))


def test_numbered_rows_with_their_departments_are_no_headings() -> None:
    found = extract_document("みなと町計画\n\n1 施策\n\n基本方針1　海を育てる\n\n表1　事業\n\nNo. 事業名 内容 担当課 区分\n\n5 干物認証制度 水産課 継続\n基準を満たした干物に認証のシールを付け、町内外の店に並べる\n\n"
                             "6 水産加工品開発補助事業 水産課 拡充\n試作、成分の検査に要する経費を補助する\n\n基本方針2　里を育てる\n\n森を守ります。\n")
    assert [s.title for s in found.document.sections] == ["施策", "海を育てる", "里を育てる"]
    assert [found.document.reading.value(m.start, m.end) for m in found.measures if m.level == "project"] == ["干物認証制度", "水産加工品開発補助事業"]


@pytest.mark.parametrize("goal", ["学校給食における県産の魚の使用割合31％（令和3年度）→50％", "相談の件数 120件⇒200件", "利用者の数 3,200人 → 約5,000人"])
def test_values_to_be_reached_are_no_measures(goal: str) -> None:
    found = extract_document(f"みなと県水産計画\n\n1 施策\n\n基本方針1　人をつなぐ\n\n(1) 主な取組\n・魚食普及事業\n・漁港開放事業\n・{goal}\n\n基本方針2　海を守る\n\n海を守ります。\n")
    assert [found.document.reading.value(m.start, m.end) for m in found.measures if m.source == "list"] == ["魚食普及事業", "漁港開放事業"]


@pytest.mark.parametrize("title", ["★", "■", "ほか", "【新規】"])
def test_a_level_of_which_only_a_mark_is_left_has_its_place(title: str) -> None:
    found = extract_document(f"みなと市計画\n\n第1章 施策\n\n基本目標1 守る\n\n施策の柱1 {title}\n\n施策1-1 防災\n\n備えを固めます。\n\n施策の柱2 伸ばす\n\n施策2-1 観光\n\n案内を増やします。\n\n"
                             "基本目標2 育てる\n\n学校を直します。\n")
    assert [(row.level, row.start < row.end) for row in collect(found).pillar_tree] == [(1, True), (2, True), (3, True), (2, True), (3, True), (1, True)]


@pytest.mark.parametrize("label", ["【取組】", "〔今後の方向〕　", "＜取組の方向＞", "（取組方針）", "(主な取組) ", "■今後の取組　", "取組の方向性　"])
def test_a_label_in_line_is_no_part_of_the_topic(label: str) -> None:
    text = f"青瀬県DX推進計画\n\n基本目標1 防災\n\n{label}避難所の運営については、名簿を電子にします。\n\n基本目標2 産業\n\n農業のデータ活用については、水田の記録を集めます。\n"
    found = extract_document(text)
    assert [found.document.reading.text[m.start:m.end] for m in found.measures] == ["避難所の運営", "農業のデータ活用"]


def test_a_bracket_of_a_name_stays_with_the_topic() -> None:
    found = extract_document("青瀬県DX推進計画\n\n基本目標1 防災\n\n（仮称）防災学習館の整備については、設計を進めます。\n\n基本目標2 産業\n\n農業のデータ活用については、水田の記録を集めます。\n")
    assert [found.document.reading.text[m.start:m.end] for m in found.measures] == ["(仮称)防災学習館の整備", "農業のデータ活用"]


LISTED = [  # items under 主な取組, the projects in them
    (["・水門操作事業　　沿岸の水門を役場から閉じる", "・漁業学校開設事業　　他県の若者が網の扱いを学ぶ"], ["水門操作事業", "漁業学校開設事業"]),
    (["・水門操作事業 沿岸の水門を補強", "・情報共有システム「網の里」"], ["水門操作事業", "情報共有システム「網の里」"]),
    (["・沿岸の水門を補強した ―〔水門操作事業、灯台修繕事業〕", "・若者を育てた ―〔漁業学校開設事業〕ほか"], ["水門操作事業", "灯台修繕事業", "漁業学校開設事業"]),
    (["・水門を役場から閉じられるようにしました（水門操作事業、灯台修繕事業）", "・担い手を育てました（漁業学校開設事業）など"], ["水門操作事業", "灯台修繕事業", "漁業学校開設事業"]),
    (["・水門操作事業（港湾課）など", "・漁業学校開設事業（水産課）"], ["水門操作事業", "漁業学校開設事業"]),
]


@pytest.mark.parametrize(("items", "expected"), LISTED)
def test_names_and_what_is_told_of_them_in_items(items: list[str], expected: list[str]) -> None:
    result = extract_document("港町振興計画\n\n第2章 前計画の検証\n\n柱1 海とともに生きる\n\n漁業の振興については、実証を行った。\n\n主な取組\n\n" + "\n".join(f"- {item}" for item in items)
                              + "\n\n柱2 山とともに生きる\n\n林業の振興については、間伐を行った。\n")
    assert [result.document.reading.value(m.start, m.end) for m in result.measures if m.level == "project"] == expected


@pytest.mark.parametrize("head", ["施策名", "施策", "基本施策"])
@pytest.mark.parametrize("names", ["主な取組", "具体的な取組", "取組"])
def test_a_column_of_projects_behind_that_of_their_measures(head: str, names: str) -> None:
    table = f"| {head} | {names} | 内容 |\n|---|---|---|\n| 港の補強 | 水門操作事業 | 水門を閉じる。 |\n| 港の補強 | 灯台修繕事業 | 灯をともす。 |\n| 漁業の継承 | 漁業学校開設事業 | 網を学ぶ。 |\n"
    result = extract_document(markdown.read(f"# 港町振興計画\n\n## 柱1 海とともに生きる\n\n港を守ります。\n\n{table}\n## 柱2 山とともに生きる\n\n森を守ります。\n".encode()))
    assert [result.document.reading.value(m.start, m.end) for m in result.measures if m.level == "project"] == ["水門操作事業", "灯台修繕事業", "漁業学校開設事業"]


def test_a_sentence_over_two_lines_of_a_cell_holds_no_name() -> None:
    text = ("港町振興計画\n\n第1章 施策の展開\n\n柱1   海とともに生きる\n 県は、港を守る取組を進めます。\n\n事業名          内容                 担当課\n"
            "水門操作事業       関係機関と協力して研修や相談会      港湾課\n             を実施する。\n灯台修繕事業       市町村と協力して講座や説明会       水産課\n             を実施する。\n")
    document = extract_document(text).document
    sentence = next(unit for unit in document.units if document.text(unit).startswith("関係機関"))
    assert measure_names.place(document, sentence) is None


def test_what_is_told_of_a_name_behind_a_gap_is_none_of_it() -> None:
    document = extract_document("港町振興計画\n\n主な取組\n\n・水門操作事業　　沿岸の水門を役場から閉じる\n・灯台修繕事業　　岬の灯をともす\n").document
    items = [unit for unit in document.units if unit.kind == "item"]
    assert [document.reading.value(*place) for unit in items if (place := measure_names.place(document, unit)) is not None] == ["水門操作事業", "灯台修繕事業"]


BUDGETS = [  # lines of a budget, the projects in them
    ("【主な予算措置】 百万円\n・せせらぎ再生推進事業 45( 30)\n・(新)水辺の学校整備事業 12( 0)\n・魚道調査費補助金 8( 9)\n", ["せせらぎ再生推進事業", "水辺の学校整備事業", "魚道調査費補助金"]),
    ("主な事業 百万円\n・せせらぎ再生推進事業 45\n・水辺の学校整備事業 12\n・魚道調査事業 8\n", ["せせらぎ再生推進事業", "水辺の学校整備事業", "魚道調査事業"]),
    ("主な事業（単位：千円）\n・せせらぎ再生推進事業 1,450\n・水辺の学習講座 1,200\n・魚道調査事業 800\n", ["せせらぎ再生推進事業", "水辺の学習講座", "魚道調査事業"]),
    ("主な事業\n・電子申請システム 2.0\n・水辺の学校整備事業\n・魚道調査事業\n", ["電子申請システム2.0", "水辺の学校整備事業", "魚道調査事業"]),
    ("(増)流域情報提供事業費 76千円\n(新)魚道手法等整備費 22千円\n(新)水辺調査費 19千円\n", ["流域情報提供事業費", "魚道手法等整備費", "水辺調査費"]),
    ("【新】流域情報提供事業　76千円\n【拡】魚道整備事業　22千円\n", ["流域情報提供事業", "魚道整備事業"]),
    ("費用の内訳\n・人件費 300千円\n・旅費 22千円\n・需用費 19千円\n", []),
    ("町は、水辺を調べる取組を続けています。この取組は、昨年度に始めた水辺調査事業\n（拡充）のほか、学校と行う観察会も含みます。\n", []),
]


@pytest.mark.parametrize(("lines", "projects"), BUDGETS)
def test_lines_of_budgets(lines: str, projects: list[str]) -> None:
    result = extract_document(lines)
    value = result.document.reading.value
    assert [value(m.start, m.end) for m in result.measures if m.level == "project"] == projects


def test_a_line_over_a_budget_is_no_measure() -> None:
    result = extract_document("基本方針1 川を守る\n\n【主な予算措置】\n・せせらぎ再生推進事業 45( 30)\n・魚道調査事業 8( 9)\n\n基本方針2 海を守る\n\n【主な予算措置】\n・磯再生推進事業 5( 3)\n")
    value = result.document.reading.value
    assert [value(m.start, m.end) for m in result.measures] == ["せせらぎ再生推進事業", "魚道調査事業", "磯再生推進事業"]


@pytest.mark.parametrize(("item", "projects"), [
    ("役場の情報発信、葉書による意見聴取システム、文書保存システム、図書案内システム、催し予約システムを働かせる。", []),
    ("文書保存システム、図書案内システムを運用する", []),
    ("文書保存システム、図書案内システム、催し予約システム", ["文書保存システム", "図書案内システム", "催し予約システム"]),
    ("文書保存システム、古い町並みを生かす事業", ["文書保存システム", "古い町並みを生かす事業"]),
])
def test_a_sentence_in_an_item_is_not_parted(item: str, projects: list[str]) -> None:
    result = extract_document(f"主な事業\n\n・{item}\n・小中学校の回線整備事業\n")
    value = result.document.reading.value
    assert [value(m.start, m.end) for m in result.measures] == [*projects, "小中学校の回線整備事業"]


UNPLACED = [  # a text that names no pillar, the names of measures in it
    ("令和3年度当初予算 主な事業\n\n高齢者配食見守り事業\n\n事業内容:昼食を届け、安否を確かめる\n\n担当課:長寿支援課\n\n予算額\n\n1,250万円\n\n"
     "手話奉仕員養成事業\n\n事業内容:手話を学ぶ講座を年20回開催\n\n担当課:障がい福祉課\n\n予算額\n\n84万円\n", ["高齢者配食見守り事業", "手話奉仕員養成事業"]),
    ("補正予算(案)について\n\n1.浄水場更新交付金\n12億円\n 古くなった浄水場の更新を早めるため、交付金を出す。\n2.水質全国調査(みず調査)\n6億円\n 水の質を調べる大規模な調査。\n3.漏水対策等事業\n2億円\n 漏水を減らす。\n",
     ["浄水場更新交付金", "水質全国調査(みず調査)", "漏水対策等事業"]),
    ("(1)観光情報発信事業(拡充)(2,944千円)\n\n市内の見どころを知らせる番組を作る。\n\n(2)観光案内人育成事業(新規)(800千円)\n\n案内人を育てる講座を開く。\n", ["観光情報発信事業", "観光案内人育成事業"]),
    ("1 地域支援事業\n\n町が行う事業の一つです。\n\n2 介護予防事業\n\n町が行う事業の一つです。\n", []),
    ("1 予算の規模\n12億円\n 昨年度より増えました。\n2 基金の残高\n6億円\n 昨年度より減りました。\n", []),
    ("町の取組\n\n高齢者配食見守り事業\n\n町は、暮らしを支えます。\n", []),
]


@pytest.mark.parametrize(("text", "names"), UNPLACED)
def test_measures_of_texts_without_pillars(text: str, names: list[str]) -> None:
    result = extract_document(text)
    value = result.document.reading.value
    assert [value(m.start, m.end) for m in result.measures] == names
    assert all(m.pillar < 0 for m in result.measures)

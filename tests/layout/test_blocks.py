"""Blocks: what a page break cut is joined, notes are whole, tables have cells, and nothing of the source is lost."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import markdown
from pipeline.source import SourceText


def document(text: str) -> Document:
    return build(SourceText("x", text))


def units(text: str, *kinds: str) -> list[str]:
    doc = document(text)
    return [doc.text(u) for u in doc.units if u.kind in kinds]


LONG = "県内の市町村では、人口の減少に伴って職員の確保が年々難しくなっており、業務の見直しが急がれてい"
URL = "https://www.example.jp/toukei/nenpo/r04/honbun.pdf"


@pytest.mark.parametrize(("text", "paragraphs"), [
    (f"{LONG}\n\nます。次の文です。\n", [f"{LONG}ます。次の文です。"]),
    (f"{LONG}\n\n- 3 -\n\nます。\n\n次の段落です。\n\n- 4 -\n", [f"{LONG}ます。", "次の段落です。"]),
    (f"{LONG}\n\n¹ 総務省「白書」、平成30年\n\n- 3 -\n\fます¹。\n", [f"{LONG}ます。"]),
    (f"{LONG}ます。\n\n次の段落です。\n", [f"{LONG}ます。", "次の段落です。"]),
    (f"{LONG}\n\n1 次の見出し\n\n本文です。\n", [LONG, "本文です。"]),
    ("県は、\n市町村や関係する団体と\n連携を図り取り組みます。\n", ["県は、市町村や関係する団体と連携を図り取り組みます。"]),
    ("　第一の段落は、行の終わりで\n折り返しています。\n　第二の段落です。\n", ["第一の段落は、行の終わりで折り返しています。", "第二の段落です。"]),
    ("雇用を創出します。（平成27年度 11人）\n《主な取組》\n", ["雇用を創出します。(平成27年度11人)", "《主な取組》"]),
    ("平成 31\n年 2 月に Internet\nof Things を導入した。\n", ["平成31年2月にInternet of Thingsを導入した。"]),
], ids=range(9))
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert units(text, "paragraph") == paragraphs


@pytest.mark.parametrize(("text", "notes"), [
    ("普及した¹。\n\n¹ 総務省「白書」\n", [("1", "総務省「白書」")]),
    ("普及した※1。\n\n※1 総務省「白書」\n", [("1", "総務省「白書」")]),
    ("普及した（注1）。\n\n（注1）総務省「白書」\n", [("1", "総務省「白書」")]),
    ("普及した*1。\n\n*1 総務省「白書」\n", [("1", "総務省「白書」")]),
    ("普及した[1]。\n\n[1] 総務省「白書」\n", [("1", "総務省「白書」")]),
    ("普及した¹²。\n\n¹² 総務省\n「白書」、平成30年\n", [("12", "総務省「白書」、平成30年")]),
    (f"普及した¹。\n\n¹ 総務省「白書」、平成31\n\n- 1 -\n\f{LONG}ます²。\n\n年2月27日参照\n\n² 県「統計」\n\n- 2 -\n",
     [("1", "総務省「白書」、平成31年2月27日参照"), ("2", "県「統計」")]),
    ("指標\t値\n件数\t3\n※ 件数は速報値\n", [("※", "件数は速報値")]),
    ("3³は27である。\n", []),
    (f"普及した（注1）。\n\n（注1）総務省「白書」、令和2年5月\n\n- 1 -\n\f29日、{URL}、令和5年2月22日参照、県「{'統計' * 30}」、{URL}、令和5年1月4日参照。\n（注2）県「統計」\n\n増えた（注2）。\n\n- 2 -\n",
     [("1", f"総務省「白書」、令和2年5月29日、{URL}、令和5年2月22日参照、県「{'統計' * 30}」、{URL}、令和5年1月4日参照。"), ("2", "県「統計」")]),
    (f"普及した¹。\n\n¹ 県「統計」、{URL}、\n\n- 1 -\n\f{LONG}\n\n令和6年1月24日閲覧。\n\n- 2 -\n\fます。\n",
     [("1", f"県「統計」、{URL}、令和6年1月24日閲覧。")]),
    ("多くの住民票1の交付が窓口に集まる。\n\n1 住民基本台帳に基づく証明\n\n- 1 -\n\f", [("1", "住民基本台帳に基づく証明")]),
    ("多くの住民票 1 の交付が窓口に集まる。\n\n1 住民基本台帳に基づく証明\n\n- 1 -\n\f", [("1", "住民基本台帳に基づく証明")]),
    ("効果を取りまとめている1 。世帯の割合は6割となり2 、基盤となっている。\n1総務省「情報通信に関する報告書」\n（平成27年5月）8頁。\n2霧丘県統計課『世帯』（平成24年3月）33頁、http://\nwww.example.jp/a.pdf（2016年1月20日アクセス）。\n- 1 -\n\f",
     [("1", "総務省「情報通信に関する報告書」(平成27年5月)8頁。"), ("2", "霧丘県統計課『世帯』(平成24年3月)33頁、http://www.example.jp/a.pdf(2016年1月20日アクセス)。")]),
    ("備蓄をしている世帯は4割に満たない1\n\n1 霧丘県「調査」（令和5年3月）\n\n- 1 -\n\f", [("1", "霧丘県「調査」(令和5年3月)")]),
    ("年間でおよそ1\n万1千時間を削りました。\n\n1 対応の仕組み\n\n- 1 -\n\f", []),
    (f"普及した¹。\n\n¹ 総務省「白書」、令和 4 年 2 月 26 \n\n- 1 -\n\f{LONG}ます²。{LONG}\n\n日参照、県「手引」、令和元年 8 月。\n² 県「統計」\n\n- 2 -\n\f続きます。\n",
     [("1", "総務省「白書」、令和4年2月26日参照、県「手引」、令和元年8月。"), ("2", "県「統計」")]),
    (f"普及した¹。\n\n¹ 総務省「白書」、令和4年2月7日参\n\n- 1 -\n\f照、県「手引」、令和元年8月、{URL}、令和4年1月10日参照\n\n第2章 次の章\n\n{LONG}ます。\n",
     [("1", f"総務省「白書」、令和4年2月7日参照、県「手引」、令和元年8月、{URL}、令和4年1月10日参照")]),
    ("方向1 ものづくりの力を高める\n\n1 設備の更新の促進\n\n取組1-1 創業の支援\n\n- 1 -\n\f", []),
    ("戦略１　はたらく場をつくる\n\n１　設備の更新の促進\n\n(1)　創業の支援\n\n- 1 -\n\f", []),
    ("重点目標2 にぎわいの創出\n\n2 設備の更新の促進\n\n取組1-1 創業の支援\n\n- 1 -\n\f", []),
], ids=range(21))
def test_notes(text: str, notes: list[tuple[str, str]]) -> None:
    doc = document(text)
    assert [(n.marker, doc.text(doc.units[n.unit])) for n in doc.notes] == notes


@pytest.mark.parametrize(("text", "items"), [
    (f"・県「統計」、\n\n- 1 -\n\f令和5年2月、{URL}\n・国「白書」\n", [f"県「統計」、令和5年2月、{URL}", "国「白書」"]),
    ("  ・漁港の岸壁の耐震に関する調査と補修の\n\n- 1 -\n\f   計画の策定\n  ・種苗の放流\n", ["漁港の岸壁の耐震に関する調査と補修の計画の策定", "種苗の放流"]),
    ("・県「統計」、令和4年2月13\n\n- 1 -\n\f日参照\n・国「白書」、令和5年\n\n- 2 -\n\f3月\n", ["県「統計」、令和4年2月13日参照", "国「白書」、令和5年3月"]),
    ("・漁港の岸壁の耐震に関する調査と補修の推進\n\n- 1 -\n\f　県は、岸壁の補修を進めます。\n", ["漁港の岸壁の耐震に関する調査と補修の推進"]),
    ("　　○　防災情報システムの再構築\n　　　　市町村と県が同じ画面で被害の状況を共有できるシステムに更新する。\n　　○　プログラミング教育推進事業\n　　　　教員研修を行う。\n"
     "　　○　学校の回線の増強\n　　　　県立学校の回線を、同時に使っても遅くならない太さのものに順次入れ替えていく。\n　　○　図書館の連携\n　　　　県と市町村の図書館の本を、どこからでも一度に探せるようにする仕組みを設ける。\n",
     ["防災情報システムの再構築", "プログラミング教育推進事業", "学校の回線の増強", "図書館の連携"]),
    ("-相談窓口設置事業\n-UIターン支援事業\n-3D地図整備事業\n", ["相談窓口設置事業", "UIターン支援事業", "3D地図整備事業"]),
    ("気温は\n-5℃まで下がります。\n", []),
], ids=["behind a comma", "under the words of the item", "in a date", "a paragraph on the next page", "short sentences under short items", "hyphens before Latin letters", "a minus"])
def test_items_over_a_page(text: str, items: list[str]) -> None:
    assert units(text, "item") == items


@pytest.mark.parametrize(("text", "anchors"), [
    ("ICT³とIoT¹⁰は10³個、5m²である。\n\n³ 用語集\n¹⁰ 用語集\n", [("3", "³"), ("10", "¹⁰")]),
    ("普及※1した。\n\n※1 県調べ\n", [("1", "※1")]),
    ("件数は※印のほか、普及した注1）。\n\n注1）県調べ\n", [("1", "注1")]),
    ("普及した¹。\n\n注1　県調べ\n", [("1", "¹")]),
    ("10²である。\n\n注1　県調べ\n", []),
    ("2³は8。\n", []),
], ids=range(6))
def test_anchors(text: str, anchors: list[tuple[str, str]]) -> None:
    doc = document(text)
    assert [(a.marker, text[a.start:a.end]) for a in doc.anchors] == anchors


@pytest.mark.parametrize(("text", "items"), [
    ("- ・防災\n- ・医療\n", ["防災", "医療"]),
    ("○ 防災の強化\n○医療の充実\n", ["防災の強化", "医療の充実"]),
    ("* 防災\n* 医療\n", ["防災", "医療"]),
    ("①防災\n②医療\n", ["防災", "医療"]),
    ("・防災無線の更新を計画的に進め、災害時の\n　通信を確保します。\n・医療\n", ["防災無線の更新を計画的に進め、災害時の通信を確保します。", "医療"]),
], ids=range(5))
def test_items(text: str, items: list[str]) -> None:
    assert units(text, "item") == items


@pytest.mark.parametrize(("text", "grid"), [
    ("柱\t事業\n防災\t○無線の更新 ○訓練\n", [["柱", "事業"], ["防災", "無線の更新|訓練"]]),
    ("防災\t<ul><li>○無線 ○訓練</li></ul>\n医療\t<ul style=\"x\"><li>○救急</li></ul>\n", [["防災", "無線|訓練"], ["医療", "救急"]]),
    ("| 柱 | 事業 |\n|---|---|\n| 防災 | 無線の更新 |\n", [["柱", "事業"], ["防災", "無線の更新"]]),
    ("柱\t事業\t課\n防災\t無線の更新\t危機管理課\n\t訓練\t\n", [["柱", "事業", "課"], ["防災", "無線の更新", "危機管理課"], ["", "訓練", ""]]),
    ("+------+------+\n| 指標 | 担当 |\n+======+======+\n| 受診率 | 健康課 |\n\t\n| 参加率 | 体育課 |\n+------+------+\n| 加入率 | 税務課 |\n+------+------+\n",
     [["指標", "担当"], ["受診率", "健康課"], ["参加率", "体育課"], ["加入率", "税務課"]]),
    ("期\t成果\n第1期\tA・B事業の実施 ・基盤の整備\n", [["期", "成果"], ["第1期", "A・B事業の実施|基盤の整備"]]),
], ids=range(6))
def test_tables(text: str, grid: list[list[str]]) -> None:
    doc = document(text)
    assert [["|".join(doc.text(doc.units[u]) for u in cell.units) for cell in row] for row in doc.tables[0].grid] == grid


@pytest.mark.parametrize(("text", "rows"), [
    ("┌──┬──┬──┐\n│柱　　│番号│事業　　　│\n├──┼──┼──┤\n│備える│　１│無線更新事業│\n│　　　│　２│訓練事業　　│\n├──┼──┼──┤\n│支える│　３│相談事業　　│\n└──┴──┴──┘\n",
     ["柱/番号/事業", "備える/1/無線更新事業", "/2/訓練事業", "支える/3/相談事業"]),
    ("┌────┬────┐\n│事業　　│内容　　│\n├────┼────┤\n│防災情報│河川の水│\n│配信事業│位を送る│\n├────┼────┤\n│相談事業│窓口　　│\n└────┴────┘\n",
     ["事業/内容", "防災情報配信事業/河川の水位を送る", "相談事業/窓口"]),
    ("事業名                          内容                              所管\n"
     "診療情報共有ネットワーク「みな  病院と薬局の間での診療の記録の共  医療課\n"
     "とメディネット」運営事業        有\n"
     "港湾手続簡素化事業              窓口の一元化                      港湾課\n",
     ["事業名/内容/所管", "診療情報共有ネットワーク「みなとメディネット」運営事業/病院と薬局の間での診療の記録の共有/医療課",
      "港湾手続簡素化事業/窓口の一元化/港湾課"]),
    ("期間         主な取組                   主な成果\n\n第1期        ○回線の整備               ○全ての庁舎の接\n平成13年度   ○端末の配備               　続\n\n"
     "第2期        ○申請の電子化             ○様式の公開\n",
     ["期間/主な取組/主な成果", "第1期平成13年度/回線の整備|端末の配備/全ての庁舎の接続", "第2期/申請の電子化/様式の公開"]),
    ("事業名 内容 担当課\n藻場再生事業【新規】 種苗の植付け 漁場課\n漁港長寿命化事業 岸壁の補修 漁港課\n",
     ["事業名/内容/担当課", "藻場再生事業【新規】/種苗の植付け/漁場課", "漁港長寿命化事業/岸壁の補修/漁港課"]),
    ("区分\n\n計画期間\n\n主な取組\n\n第１次\n\n平成13～16\n年度\n\n・回線の敷設\n・県庁の\n電子化\n\n第２次\n\n平成17～20\n年度\n\n・申請の電子化\n\n資料：県作成\n",
     ["区分/計画期間/主な取組", "第1次/平成13~16年度/回線の敷設|県庁の電子化", "第2次/平成17~20年度/申請の電子化"]),
    ("事業名                    概要                              部局\n救急搬送情報共有システム  消防と病院を結ぶ端末の配備及び研  危機管理局\n運営事業                  修                                福祉部\n"
     "直売所売上配信システム    農産物の売上の配信                農政部\nテレワーク共同実証事業    拠点の設置                        商工部\n",
     ["事業名/概要/部局", "救急搬送情報共有システム運営事業/消防と病院を結ぶ端末の配備及び研修/危機管理局福祉部",
      "直売所売上配信システム/農産物の売上の配信/農政部", "テレワーク共同実証事業/拠点の設置/商工部"]),
    ("事業の名称　　　　　　　概要　　　　所管課\n一時預かり拡充事業　　　相談の受付　保育課\n\n¹ 県「統計」\n\n- 3 -\n\f【新規】産後ケア事業　　訪問の開始　子ども課\n\n本文です。\n",
     ["事業の名称/概要/所管課", "一時預かり拡充事業/相談の受付/保育課", "【新規】産後ケア事業/訪問の開始/子ども課"]),
    ("分野　　　　　　　　　　代表的な事業\n移り住む人を迎える　　　○相談会開催事業\n\n- 2 -\n\f　　　　　　　　　　　　○体験住宅整備事業\n健康に暮らす　　　　　　○健診受診促進事業\n",
     ["分野/代表的な事業", "移り住む人を迎える/相談会開催事業", "/体験住宅整備事業", "健康に暮らす/健診受診促進事業"]),
    ("指標名 現状値 目標値\n生産額 １８億円（令和４年） ２１億円（令和８年）\n\n¹ 県「統計」\n\n49\n\n\f就業者 ３１人（令和４年度） ６０人（令和８年度）\n\n県は¹、海を守る。\n",
     ["指標名/現状値/目標値", "生産額/18億円(令和4年)/21億円(令和8年)", "就業者/31人(令和4年度)/60人(令和8年度)"]),
    ("事業                        内容          所管\n【新規】巡回バス広場事業    保育士の採用  保育課\n【拡充】産後ケア支援制度    保育士の採用  保育課\n一時預かり事業              保育士の採用  保育課\n",
     ["事業/内容/所管", "【新規】巡回バス広場事業/保育士の採用/保育課", "【拡充】産後ケア支援制度/保育士の採用/保育課", "一時預かり事業/保育士の採用/保育課"]),
    ("指標名 現状値 目標値\n漁獲量 3万t 4万t\n就業者 31人 60人\n", ["指標名/現状値/目標値", "漁獲量/3万t/4万t", "就業者/31人/60人"]),
], ids=["rows of a ruled block", "a row over two lines", "cells that fill their columns", "rows between blank lines", "single spaces", "cells under one another", "a name that ends like one and goes on",
        "a row behind a note and a page", "rows of a cell over a page", "single spaces over a page", "a mark opens a row", "single spaces, figures"])
def test_rows(text: str, rows: list[str]) -> None:
    doc = document(text)
    grid = [["|".join(doc.text(doc.units[u]) for u in cell.units) for cell in row] for row in doc.tables[0].grid]
    assert ["/".join(row) for row in grid] == rows


def test_a_line_of_words_is_no_table() -> None:
    assert not document("目標 施策 事業\n本県は、目標と施策と事業を定める。\n").tables


@pytest.mark.parametrize("mark", ["（\\*1）", "(\\*1)", "\\*1", "（※1）", "（*1）", "（注1）"])
def test_marks_with_markup_inside_leave_nothing(mark: str) -> None:
    """A converter writes \\* for a star that opens no emphasis."""
    note = mark.strip("（）()")
    doc = build(markdown.read(f"# 計画\n\n| 事業名 | 担当 |\n|---|---|\n| 窓口支援事業{mark} | 市民課 |\n\n窓口支援事業{mark}を進めます。\n\n{note}　再掲\n".encode()))
    assert doc.tables[0].grid[1][0].text == "窓口支援事業" and "窓口支援事業を進めます。" in doc.reading.text
    assert [a.marker for a in doc.anchors] == ["1", "1"]


def test_figures_in_bold_type_call_nothing() -> None:
    doc = build(markdown.read("# 計画\n\n## **1 趣旨**\n\n**2 期間**\n\n進めます\\*1。\n\n\\*1　再掲\n".encode()))
    assert [a.marker for a in doc.anchors] == ["1"]


def test_caption_belongs_to_its_table() -> None:
    assert document("図表1 柱と事業\n\n柱\t事業\n防災\t無線\n").tables[0].caption == "図表1柱と事業"


_ALPHABET = st.sampled_from(list("第1章節2３(（)）①②ア・○-*#|\t\n\n\n\f 　年月日。、「」『』¹²³※注[]平成令和HR県市防災医療事業計画abc<>/ulli㍻ｶﾞ\r\u200b"))


@settings(max_examples=300, deadline=None)
@given(st.text(_ALPHABET, max_size=400))
def test_each_character_belongs_to_one_block(text: str) -> None:
    doc = document(text)
    spans = sorted(s for b in doc.blocks for s in b.spans)
    at = 0
    for start, end in spans:
        assert start == at
        at = end
    assert at == len(text)


@settings(max_examples=300, deadline=None)
@given(st.text(_ALPHABET, max_size=400), st.data())
def test_what_is_read_points_into_the_source(text: str, data: st.DataObject) -> None:
    doc = document(text)
    solid = [u for u in doc.units if u.end > u.start]
    if not solid:
        return
    unit = data.draw(st.sampled_from(solid))
    start = data.draw(st.integers(unit.start, unit.end - 1))
    end = data.draw(st.integers(start + 1, unit.end))
    spans = doc.reading.spans(start, end)
    assert all(0 <= a < b <= len(text) for a, b in spans) and list(spans) == sorted(spans)
    assert doc.reading.surface(start, end).replace(" ", "") or text[spans[0].start:spans[-1].end].strip() == ""


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_tree(text: str) -> None:
    doc = document(text)
    assert all(s.parent < s.index for s in doc.sections)


@pytest.mark.timed
@pytest.mark.parametrize("text", ["第" * 200_000, "「" * 200_000, " " * 200_000, "1" * 200_000, "\t" * 50_000, "\n" * 200_000,
                                  "・\n" * 50_000, "(1) あ\n" * 20_000, "¹ 注\n" * 20_000, "<" * 200_000, "|a|b|\n" * 5_000],
                         ids=range(11))
def test_time_grows_with_size_only(text: str) -> None:
    import time

    began = time.perf_counter()
    document(text)
    assert time.perf_counter() - began < 8


@pytest.mark.parametrize("part", ["■数値目標", "【数値目標】", "◆ＫＰＩ", "〈成果指標〉"])
def test_no_measure_stands_under_its_indicators(part: str) -> None:
    goal = "基本目標{}　{}\n\n{}\n　新規雇用者数　100人（5年間の累計）\n\n（１）{}の振興\n　担い手の育成を支援します。\n\n（２）{}の支援\n　相談の窓口を設けます。\n\n"
    doc = document("第３章　基本目標\n\n" + goal.format(1, "しごとをつくる", part, "農業", "創業") + goal.format(2, "ひとを迎える", part, "観光", "移住"))
    assert [doc.sections[s.parent].title for s in doc.sections if s.label in ("(1)", "(2)")] == ["しごとをつくる"] * 2 + ["ひとを迎える"] * 2


def test_a_paragraph_under_a_title_behind_a_sign() -> None:
    text = "基本目標1　しごと\n\n■数値目標\n　新規雇用者数　100人（5年間の累計）\n\n■講ずべき施策に関する基本的方向\n　地域の資源を生かした産業を伸ばす。\n\n■具体的な施策\n　窓口を設ける。\n"
    assert [s.title for s in document(text).sections] == ["しごと", "数値目標", "講ずべき施策に関する基本的方向", "具体的な施策"]


@pytest.mark.parametrize("signs", ["◎○", "◆・", "■□", "●○", "◇◆"])
def test_lines_with_departments_are_items_whatever_their_signs(signs: str) -> None:
    first, second = signs
    doc = document(f"基本目標1　産業\n\n１　技術の振興\n　技術を広めます。\n　　［主要事業］\n　　　{first}人材育成事業　　　　　（商工政策課）\n　　　{second}企業誘致促進補助金　　（企業立地課）\n\n２　観光の振興\n　案内を増やします。\n")
    assert [s.title for s in doc.sections if "事業 " in s.title or "補助金" in s.title or "育成" in s.title] == []


@pytest.mark.parametrize("names", ["事　業　名　　　　　　担当課　　実施年度", "事業名　　　　　担当課　実施年度", "事 業 名           担 当 課    実施年度"])
def test_rows_with_single_spaces_under_names_set_apart(names: str) -> None:
    doc = document(f"【主要事業】\n{names}\n○戸別受信機配備事業　総務課　H29～H30年度\n○衛星電話設置事業　総務課　H31年度\n１－２　通いやすい医療\n【現況】\n　診療所の医師は2名である。\n")
    assert [[doc.text(doc.units[u]) for cell in row for u in cell.units] for row in doc.tables[0].grid[1:]] == [
        ["戸別受信機配備事業", "総務課", "H29~H30年度"], ["衛星電話設置事業", "総務課", "H31年度"]]
    assert "通いやすい医療" in [s.title for s in doc.sections] or len(doc.tables[0].grid) == 3


@pytest.mark.parametrize("line", ["▲このページの先頭へ", "トップページ > しごと・産業 > 情報化の計画", "文字の大きさ　標準　拡大　　背景色　白　黒　青", "ページ番号：10442　印刷用ページを表示する", "ここから本文です。", "Copyright (C) Minato. All rights reserved."])
def test_tools_of_a_site_say_nothing(line: str) -> None:
    doc = document(f"{line}\nみなと県IT活用推進計画\n\n第1章　歩み\n\n県は計画を定めました。\n\n{line}\n\n第2章　課題\n\n回線が足りません。\n\n{line}\n")
    assert [s.title for s in doc.sections] == ["歩み", "課題"] and doc.title == "みなと県IT活用推進計画"
    assert [doc.text(u) for u in doc.units if u.kind == "paragraph"] == ["県は計画を定めました。", "回線が足りません。"]


def test_a_table_of_contents_torn_apart() -> None:
    contents = "1\n計画の策定にあたって\n・・・・・・・・・・・・\n1\n2\n主な取組結果\n・・・・・・・・・・・・・\n3\n(1) 行かない窓口\n(2) 届く地域\n・・・・・・・・・・\n3\n・・・・・・・・・・\n4\n3\n"
    doc = document(f"みなと市DX推進計画2024\n\nみなと市\n{contents}\n1 計画の策定にあたって\n　市は計画を定めます。\n\n2 主な取組結果\n　取組を進めました。\n\n(1) 行かない窓口\n　電子申請を始めました。\n\n(2) 届く地域\n　回線を延ばしました。\n")
    assert [(s.level, s.label, s.title) for s in doc.sections] == [(1, "1", "計画の策定にあたって"), (1, "2", "主な取組結果"), (2, "(1)", "行かない窓口"), (2, "(2)", "届く地域")]


def test_a_table_over_three_pages_with_its_names_again() -> None:
    names = "重点項目   No.   取組項目                     取組の概要                    所管課      完了目標\n\n"
    rows = ["１ 稼ぐ力  1-1   寄附推進事業                 返礼品を増やす                商工課      R10年度\n           1-2   広告掲載事業                 広告枠を見直す                広報課      R7年度\n",
            "           1-3   使用料見直し制度             原価を計算し直す              財政課      R8年度\n２ 窓口    2-1   書かない窓口整備事業         転入届を聞き取りで            市民課      R7年度\n",
            "           2-2   電子申請サービス             150手続へ                     情報課      R6年度\n           2-3   文書管理システム             決裁を電子化する              総務課      R9年度\n"]
    text = "第１章　取組\n\n　次の取組を進めます。\n\n" + "".join(f"{'' if k == 0 else '                                             実施の時期' + chr(10)}{names}{row}                     - {k + 4} -\n\f" for k, row in enumerate(rows)) + "第２章　進め方\n\n　毎年度点検します。\n"
    doc = document(text)
    held = ["".join(doc.text(doc.units[u]) for u in row[1].units) for table in doc.tables for row in table.grid[table.header_rows:]]
    assert held == ["1-1", "1-2", "1-3", "2-1", "2-2", "2-3"]


def test_cells_of_several_lines_between_tabs() -> None:
    text = "期\t期間\tテーマ\t取組\t成果\n第1期\t平成8年度～平成12年度\t身軽\t・再編\n・整理\n・簡素化\t・出先の再編\n第2期\t平成13年度～平成17年度\t分権\t・移譲\n・評価\t・移譲413件\n・廃止188件\n"
    doc = document(text)
    assert [["|".join(doc.text(doc.units[u]) for u in cell.units) for cell in row] for row in doc.tables[0].grid[1:]] == [
        ["第1期", "平成8年度~平成12年度", "身軽", "再編|整理|簡素化", "出先の再編"], ["第2期", "平成13年度~平成17年度", "分権", "移譲|評価", "移譲413件|廃止188件"]]


def test_chapters_named_at_the_head_of_each_page() -> None:
    page = "第 {0} 章 {1}\n{2}. {3}\n市は取組を{4}進めました。\n{5}\n\f"
    text = "みなと市情報化計画\n\f" + "".join(f"第{n}章\n{name}\n" + "".join(page.format(n, name, k, f"{name}の{k}", "着実に" * k, 3 * n + k) for k in (1, 2, 3)) for n, name in ((1, "策定"), (2, "動向")))
    assert [(s.level, s.label, s.title) for s in document(text).sections if s.level == 1] == [(1, "第1章", "策定"), (1, "第2章", "動向")]


def test_items_side_by_side_in_the_last_column() -> None:
    text = ("表1　主な事業\n\n  重点分野            主な事業\n  安心を支える        ○防災ポータル整備事業              ○遠隔診療支援システム\n                      ○河川カメラ設置事業\n"
            "  産業を興す          ○スマート漁業実証事業              ○ものづくり導入支援事業\n")
    doc = document(text)
    assert [["|".join(doc.text(doc.units[u]) for u in cell.units) for cell in row] for row in doc.tables[0].grid] == [
        ["重点分野", "主な事業"], ["安心を支える", "防災ポータル整備事業|遠隔診療支援システム"], ["", "河川カメラ設置事業"], ["産業を興す", "スマート漁業実証事業|ものづくり導入支援事業"]]


def test_names_of_parts_at_the_end_of_a_text_are_no_notes() -> None:
    part = "第{}節　地区の後押し\n\n１　現状と課題\n\n　協議会は令和{}年度に生まれました。担い手は2割減りました。\n\n２　取組の方向\n\n　事務を1か所に集めます。\n\n３　主要事業\n\n　○事務局設置事業\n\n"
    doc = document("第1章　人\n\n国の推計1)では減り続けます。\n\n1) 国「推計」平成30年\n\n" + part.format(1, 2) + part.format(2, 3))
    assert [s.title for s in doc.sections].count("現状と課題") == 2 and [n.marker for n in doc.notes] == ["1"]


def test_columns_of_spaces_are_a_table() -> None:
    text = "柱　　　　事業名　　　　　担当課\n防災　　　無線の更新　　　危機管理課\n　　　　　訓練の実施　　　危機管理課\n医療　　　救急の強化　　　医療課\n"
    grid = [[c.text for c in row] for row in document(text).tables[0].grid]
    assert grid == [["柱", "事業名", "担当課"], ["防災", "無線の更新", "危機管理課"], ["", "訓練の実施", "危機管理課"], ["医療", "救急の強化", "医療課"]]


@pytest.mark.parametrize("text", [
    '<table class="hyo"><tr><td>\n本文は続く。\n',
    '<p class="kakomi kakomi-ichi kakomi-ni">\n本県は、情報化を進め\nる。\n',
    "<br><br><br><br><br><br><br><br>\n\n\f\n<br>\nまた、県は情報化を進める。\n",
])
def test_a_line_of_nothing_but_left_over_tags(text: str) -> None:
    document = build(SourceText("x", text))
    assert any("。" in document.text(unit) for unit in document.units)


CELLS = {
    "departments": (["取組名", "所属", "取組の結果", "電子申請の更改", "情報企画課", "11 市町で運営", "開かれたデータの公\n開", "統計課", "38 万回の利用"], 3),
    "years first": (["実施年度", "取組内容", "担当", "H28~R2年度", "無線LANの整備", "教育財務課", "H30年度", "電子図書館の開館", "生涯学習課"], 3),
}


@pytest.mark.parametrize("case", CELLS)
def test_cells_one_under_another_that_departments_tell(case: str) -> None:
    cells, width = CELLS[case]
    text = "第1章 取組\n\n県が行う取組は次のとおりである。\n\n" + "\n\n".join(cells) + "\n\n第2章 体制\n\n県は、毎年度、実績を公表する。\n"
    grid, = (t.grid for t in build(SourceText("x", text)).tables)
    assert [cell.text for row in grid for cell in row] == [cell.replace("\n", "").replace("11 ", "11").replace("38 ", "38") for cell in cells]


def test_a_line_that_opens_with_and_goes_on() -> None:
    document = build(SourceText("x", "第1章 事業\n\n○ 橋りょうの点検\n○ 台帳の統合\n及び三次元化（新規）\n"))
    assert [document.text(u) for u in document.units if u.kind == "item"] == ["橋りょうの点検", "台帳の統合及び三次元化(新規)"]


def test_a_title_goes_on_in_no_paragraph() -> None:
    document = build(markdown.read("# なぎさ県第4次計画\n\n<!-- p.9 -->\n\n　この章は、歩みをたどる。\n\n## 第1節　動向\n\n　国は、法を定めた。\n".encode()))
    assert [document.text(u) for u in document.units[:2]] == ["なぎさ県第4次計画", "この章は、歩みをたどる。"]


def test_a_part_of_a_chapter_has_no_second_line() -> None:
    document = build(SourceText("x", "4.1　取組\n4.1.1　手続\n　県は進める。\n4.1.2　数値目標\n　　登録者　　34%（R5年度） → 85%（R10年度）\n\n4.2　体制\n　県は進める。\n"))
    assert [s.title for s in document.sections] == ["取組", "手続", "数値目標", "体制"]


def test_items_behind_signs_in_an_item_of_markdown() -> None:
    document = build(markdown.read("# 計画\n\n* **支え合い**\n  ・見守り事業（福祉課）\n  ・居場所づくり\n* **備え**\n  ・避難訓練\n".encode()))
    assert [(u.depth, document.text(u)) for u in document.units if u.kind == "item"] == [
        (0, "支え合い"), (1, "見守り事業(福祉課)"), (1, "居場所づくり"), (0, "備え"), (1, "避難訓練")]


def test_a_title_that_is_the_widest_line_ends_before_the_first_number() -> None:
    document = build(SourceText("x", "みなと町総合戦略 基本数値目標と重要業績評価指標の一覧\n1.産業を育てるまち\n出荷額：1億円 → 2億円\n(1)漁業の振興\n① 就業者数：1人 → 2人\n2.選ばれるまち\n転入者数：3人 → 4人\n(1)移住の促進\n① 相談数：5件 → 6件\n"))
    assert [(s.level, s.title) for s in document.sections] == [(1, "産業を育てるまち"), (2, "漁業の振興"), (1, "選ばれるまち"), (2, "移住の促進")]


def test_bullets_right_behind_the_bars_of_a_drawn_table() -> None:
    text = ("第1章 計画\n\n┌───┬──────────┐\n│期　　│主な取組　　　　　　│\n├───┼──────────┤\n│第１期│・端末の設置　　　　│\n│　　　│・回線の開通　　　　│\n├───┼──────────┤\n"
            "│第２期│・講習会の開催　　　│\n└───┴──────────┘\n")
    grid, = (t.grid for t in build(SourceText("x", text)).tables)
    assert [len(row[1].units) for row in grid[1:]] == [2, 1]


def test_rows_with_the_same_words_in_each_cell_reach_over_the_table() -> None:
    text = "# 計画\n\n| 事業名 | 内容 |\n|---|---|\n| 県が自ら行うもの | 県が自ら行うもの |\n| 見守り事業 | 見守る |\n| 実施 | 実施 |\n"
    grid, = (t.grid for t in build(markdown.read(text.encode())).tables)
    assert [row[0] is row[1] for row in grid] == [False, True, False, False]


@pytest.mark.parametrize("frame", [
    ("┌────┬────┐", "│{}│{}│", "├────┼────┤", "└────┴────┘"),
    ("┏━━━━┳━━━━┓", "│{}│{}│", "┣━━━━╋━━━━┫", "┗━━━━┻━━━━┛"),
    ("+--------+--------+", "|{}|{}|", "+--------+--------+", "+--------+--------+"),
    ("＋－－－－＋－－－－＋", "｜{}｜{}｜", "＋－－－－＋－－－－＋", "＋－－－－＋－－－－＋"),
])
def test_the_frame_of_a_table_is_part_of_it(frame: tuple[str, str, str, str]) -> None:
    upper, row, rule, lower = frame
    lines = ["表１　主な事業", upper, row.format("事業名　", "所管　"), rule, row.format("入札電子化事業", "土木部"), lower, "　県税の納付では、口座振替を広げた。"]
    found = build(SourceText("x", "第２章　取組\n\n" + "\n".join(lines) + "\n"))
    assert [(unit.kind, found.text(unit)) for unit in found.units][1:] == [
        ("caption", "表1主な事業"), ("cell", "事業名"), ("cell", "所管"), ("cell", "入札電子化事業"), ("cell", "土木部"), ("paragraph", "県税の納付では、口座振替を広げた。")]


@pytest.mark.parametrize("names", [("視点", "主な事業（担当課）"), ("柱", "主な事業"), ("基本目標", "取組")])
@pytest.mark.parametrize("sign", "◇・○")
def test_a_column_of_lists_in_a_table_by_blank_lines(names: tuple[str, str], sign: str) -> None:
    lists = [[f"{sign}港の見回り事業（港湾課）", f"{sign}予約システム"], [f"{sign}海の地図整備事業（地図の", "印刷を含む）（水産課）"], [f"{sign}出前講座"]]
    cells = "\n\n".join(f"{names[0]} {n}\n{name}\n\n" + "\n".join(own) for n, (name, own) in enumerate(zip(("守る", "伸ばす", "つなぐ"), lists), 1))
    found = document(f"3 前の計画\n(1) 構成\n{LONG}ます。\n\n表2 {names[0]}と事業\n\n{names[0]}\n\n{names[1]}\n\n{cells}\n\n(2) 結果\n{LONG}ます。\n")
    assert [section.label for section in found.sections] == ["3", "(1)", "(2)"]
    assert [len(row) for row in found.tables[0].grid] == [2] * 4 and found.tables[0].grid[2][1].text.startswith("海の地図整備事業")


@pytest.mark.parametrize("sign", "・○◇■")
@pytest.mark.parametrize("gap", ["　", "  ", "　　"])
def test_items_side_by_side(sign: str, gap: str) -> None:
    text = f"1 事業\n\n{sign}港の見回り事業（港湾課）{gap}{sign}予約サー\nビス\n{sign}海の地図\n"
    assert [words.lstrip(sign) for words in units(text, "item", "paragraph")] == ["港の見回り事業(港湾課)", "予約サービス", "海の地図"]


@pytest.mark.parametrize("line", ["・港　・里の見回り", "・港　見回り・清掃"])
def test_a_space_alone_parts_no_items(line: str) -> None:
    assert len(units(f"1 事業\n\n{line}\n", "item")) == 1 + line.count("　・")

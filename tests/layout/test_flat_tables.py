"""Tables of which a copy left one space between cells."""
import pytest

from pipeline import extract_document
from pipeline.layout import build
from pipeline.source import SourceText

BEFORE = "第1章 取組\n県が行う事業は次のとおりである。\n"
AFTER = "(1) 進行管理\n県は、毎年度、実績を公表する。\n(2) 体制\n推進本部を置く。\n"


@pytest.mark.parametrize(("table", "names"), [
    ("事業名　担当課　令和6年度　令和7年度\n渚の見守り事業　水産課　設計　運用\n灯台の夜間公開★　観光課　試行　→\n", ["渚の見守り事業", "灯台の夜間公開★"]),
    ("事業名　内容　担当課\n渚の見守り事業　海岸にセンサーを 14基 置く　水産課\n灯台の夜間公開　夜も開ける　観光課\n", ["渚の見守り事業", "灯台の夜間公開"]),
    ("事業名 内容 担当課\n渚の見守り事業 海岸にセンサーを置く 水産課\n灯台の夜間公開 夜も開ける 観光課\n", ["渚の見守り事業", "灯台の夜間公開"]),
    ("事業名 / 内容 / 担当課\n渚の見守り事業 / 海岸にセンサーを置く / 水産課\n灯台の夜間公開 / 夜も開ける / 観光課\n", ["渚の見守り事業", "灯台の夜間公開"]),
    ("事業名／内容／担当課\n渚の見守り事業／海岸に センサーを置く／水産課\n灯台の夜間公開／夜も開ける／観光課\n", ["渚の見守り事業", "灯台の夜間公開"]),
    ("事業名  内容  担当課\n★ 渚の見守り事業  海岸にセンサーを置きます。  水産課\n灯台の夜間公開  夜も開けます。  観光課\n", ["★ 渚の見守り事業", "灯台の夜間公開"]),
    ("事業名　　内容　　担当課\n渚の見守り事業　　海岸 に置く　　水産課\n灯台の夜間公開　　夜　も開ける　　観光課\n", ["渚の見守り事業", "灯台の夜間公開"]),
    ("No.　取組名　担当　実績　評価\n1　渚の見守り事業　水産課　3件　A\n2　灯台の夜間公開　観光課　5夜　B\n", ["渚の見守り事業", "灯台の夜間公開"]),
])
def test_cells_of_one_space(table: str, names: list[str]) -> None:
    document = build(SourceText("a", BEFORE + table + AFTER))
    grid, = (t.grid for t in document.tables)
    column = next(c for c, cell in enumerate(grid[0]) if cell.text.endswith("名"))
    assert [row[column].text for row in grid[1:]] == [name.removeprefix("★ ") for name in names]
    assert [s.title for s in document.sections] == ["取組", "進行管理", "体制"]
    found = extract_document(BEFORE + table + AFTER)
    assert [found.document.reading.surface(m.start, m.end) for m in found.measures if m.level == "project"] == [name.strip("★ ") for name in names]


@pytest.mark.parametrize("text", [
    "事業の担当 防災課 電話 012\n渚の見守り事業は、水産課が行う。\n",
    "計画 / 期間 / 成果 について\n県は、次の計画 / 期間 / 成果を示す。\n",
    "資料：県政策課 / 県統計課 / 県計画課\n出典：総務省 / 厚生労働省 / 環境省\n",
    "事業名　内容　担当課\n県は、次の事業を行う。\n",
    "健康 教育 産業 の3分野で事業を進める。\n令和6年度 令和7年度 令和8年度 に行う。\n",
])
def test_words_with_spaces_are_no_table(text: str) -> None:
    assert not build(SourceText("a", BEFORE + text)).tables


@pytest.mark.parametrize("sign", ["  ", "　　", "　", " / ", "／"])
@pytest.mark.parametrize("again", [False, True])
def test_rows_on_the_next_page(sign: str, again: bool) -> None:
    """Behind a note, the number of the page and its head the rows go on, also under the names of the columns once more."""
    head = f"{sign.join(['事業名', '内容', '担当課'])}\n"
    page = "".join(f"- {n} -\nみなと県の計画\n県の歩みを述べます。\n" for n in (4, 5))
    text = (f"{page}- 6 -\nみなと県の計画\n{BEFORE}{head}{sign.join(['渚の見守り事業', '海岸に置く', '水産課'])}\n{sign.join(['灯台の夜間公開', '夜も開ける', '観光課'])}\n- 7 -\nみなと県の計画\n"
            f"{head * again}{sign.join(['港の改修事業', '岸壁を直す', '港湾課'])}\n{AFTER}- 8 -\nみなと県の計画\n")
    found = extract_document(text)
    assert [found.document.reading.surface(m.start, m.end) for m in found.measures if m.level == "project"] == ["渚の見守り事業", "灯台の夜間公開", "港の改修事業"]

"""Numbers alone in their lines, right over their titles, and figures that only stand so."""
import pytest

from pipeline.layout import build
from pipeline.source import SourceText


def outline(text: str) -> list[tuple[int, str, str]]:
    return [(s.level, s.label, s.title) for s in build(SourceText("x", text)).sections]


@pytest.mark.parametrize(("text", "expected"), [
    ("Ⅰ\n計画の目的\n町の浜を守るため、この計画を定めます。\nⅡ\n計画の位置付け\n海岸の部門計画とします。\nⅢ\n計画の期間\n令和3年度から令和7年度までとします。\n",
     [(1, "I", "計画の目的"), (1, "II", "計画の位置付け"), (1, "III", "計画の期間")]),
    ("第1\n基本的な考え方\n1\n策定の背景\n漁師が減っています。\n2\n計画の期間\n令和3年度からの5年間とします。\n第2\n具体的な施策\n1\n漁港\n岸壁を直します。\n2\n漁場\n藻場を育てます。\n",
     [(1, "第1", "基本的な考え方"), (2, "1", "策定の背景"), (2, "2", "計画の期間"), (1, "第2", "具体的な施策"), (2, "1", "漁港"), (2, "2", "漁場")]),
    ("第2\n具体的な施策\n1\n漁港\n岸壁を直します。\n2\n漁場\n藻場を育てます。\n", [(1, "第2", "具体的な施策"), (2, "1", "漁港"), (2, "2", "漁場")]),
    ("1\n計画策定の理由\n法律に基づき定めるものである。\n2\n計画の期間\n令和3年度から令和7年度まで(5年間)\n", [(1, "1", "計画策定の理由"), (1, "2", "計画の期間")]),
    ("2\n計画の位置付け\n県の計画に即したものである。\n3\n計画の体系\n4つの柱からなる。\n", [(1, "2", "計画の位置付け"), (1, "3", "計画の体系")]),
    ("(1)\n岸壁の補修\n古い岸壁を直す。\n(2)\n灯台の点検\n灯台を見て回る。\n", [(1, "(1)", "岸壁の補修"), (1, "(2)", "灯台の点検")]),
    ("【1】\n港の整備\n岸壁を直します。\n【2】\n浜の整備\n砂を入れます。\n", [(1, "1", "港の整備"), (1, "2", "浜の整備")]),
    ("第5章\n港の計画(令和3～7年度)\nの進め方\n1 体制\n会議を設けます。\n2 工程\n毎年見直します。\n", [(1, "第5章", "港の計画(令和3~7年度)の進め方"), (2, "1", "体制"), (2, "2", "工程")]),
    ("7章\n目標値の設定\n目標値を定めます。\n8章\n推進体制\n会議を設けます。\n", [(1, "7章", "目標値の設定"), (1, "8章", "推進体制")]),
])
def test_a_number_over_its_title(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize("text", [
    "番号\n事業名\n1\n岸壁の補修\n2\n灯台の点検\n3\n浜の清掃\n",  # cells of a table
    "No.\n事業名\n内容\n1\n岸壁の補修\n古い岸壁を直す。\n2\n灯台の点検\n灯台を見て回る。\n",
    "1\n岸壁の補修\n古い岸壁を新しい岸壁に取り替え\n2\n灯台の点検\n古い灯台を毎月一度は見て回り、直す\n",
    "課題 方針\n\n【1】\n\n複雑になる港の 仕事へ\n\nの対応\n\n【2】\n\n港で働く人 の確保\n",
    "町の港の仕事\n1\n岸壁の補修\n2\n灯台の点検\n3\n浜の清掃\n",
    "指標\n現状\n目標\n1\n12か所\n2\n15か所\n",
    "浜の清掃には、毎年多くの町民が加わり、参加した人の数は\n1\n年で2倍になりました。\n灯台の点検には、毎年多くの職員が加わり、参加した人の数は\n2\n年で3倍になりました。\n",  # a sentence
    "浜をきれいにします。\n1\n岸壁の補修\n古い岸壁を直す。\n",  # one figure alone
    "14\n岸壁の補修\n古い岸壁を直す。\n15\n灯台の点検\n灯台を見て回る。\n",  # pages
])
def test_a_figure_that_numbers_no_title(text: str) -> None:
    assert outline(text) == []

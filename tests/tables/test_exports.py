"""Citations as CSL-JSON and BibTeX: each field, the official schema, and a BibTeX parser that reads the same back."""
from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import bibtexparser
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis import extract_document
from pipeline.extraction import Extraction
from pipeline.finding import find_mentions
from pipeline.layout import build
from pipeline.readers import read
from pipeline.source import SourceText
from pipeline.tables import bibtex, csl
from pipeline.tables.collect import collect
from pipeline.tables.rows import CitationRow
from pipeline.tables.write import write
from tests.joined import join

TESTS = Path(__file__).parents[1]
SCHEMA = json.loads((TESTS / "data" / "csl-data.json").read_text(encoding="utf-8"))
NOTE = "cited in a at 3:9"
PLAIN = dict(citation_id="a-c0001", doc_id="a", kind="work", marker="", surface="四", start=3, end=9, spans="3:9",
             authors="", title="", locator="", pages="", issued="", url="", accessed="", law_title="", law_number="",
             article="", paragraph="", item="", refers_to="", section_id="", rule="")


def row(**values: Any) -> CitationRow:
    return CitationRow(**PLAIN | values)


def check(items: list[csl.Item]) -> None:
    jsonschema.validate(items, SCHEMA, cls=jsonschema.Draft7Validator)


# What a row holds, and the item but for id, language and note.
ITEMS = [
    (dict(authors="総務省", title="平成27年版 情報通信白書", locator="第2部第5章第4節", pages="292-299", marker="3",
          url="http://a.jp/n5400000.pdf", accessed="2019-02-27"),
     dict(type="report", title="平成27年版 情報通信白書", author=[{"literal": "総務省"}], accessed={"date-parts": [[2019, 2, 27]]},
          page="292-299", section="第2部第5章第4節", URL="http://a.jp/n5400000.pdf", note=f"{NOTE}, note 3")),
    (dict(authors="経済産業省", title="2022年のキャッシュレス決済比率", url="https://a.jp/cashless.html", issued="2023-04-06"),
     dict(type="webpage", title="2022年のキャッシュレス決済比率", author=[{"literal": "経済産業省"}],
          issued={"date-parts": [[2023, 4, 6]]}, URL="https://a.jp/cashless.html")),
    (dict(authors="文化庁", title="世論調査報告書(令和3年度)", url="https://a.jp/tokei/"),
     dict(type="report", title="世論調査報告書(令和3年度)", author=[{"literal": "文化庁"}], URL="https://a.jp/tokei/")),
    (dict(authors="福島県ホームページ", title="県の人口"),
     dict(type="webpage", title="県の人口", author=[{"literal": "福島県ホームページ"}])),
    (dict(url="https://a.jp/"), dict(type="webpage", URL="https://a.jp/")),
    (dict(authors="三浦健一・小野寺あゆみ", title="田んぼダムの効果の検証", locator="第7巻第1号", pages="12-19", issued="2021"),
     dict(type="article-journal", title="田んぼダムの効果の検証", author=[{"literal": "三浦健一・小野寺あゆみ"}],
          issued={"date-parts": [[2021]]}, volume="7", issue="1", page="12-19")),
    (dict(title="廃線後のまちの足", locator="第12号"), dict(type="article-journal", title="廃線後のまちの足", issue="12")),
    (dict(authors="平野正樹", title="空を使う地域産業", locator="第2章", issued="2016-05"),
     dict(type="book", title="空を使う地域産業", author=[{"literal": "平野正樹"}], issued={"date-parts": [[2016, 5]]}, section="第2章")),
    (dict(authors="稲穂新聞", title="駅前に新庁舎"),
     dict(type="article-newspaper", title="駅前に新庁舎", author=[{"literal": "稲穂新聞"}])),
    (dict(title="統計集", issued="2019-04-01/2021-03-31"),
     dict(type="report", title="統計集", issued={"date-parts": [[2019, 4, 1], [2021, 3, 31]]})),
    (dict(title="統計集", issued="196X"), dict(type="report", title="統計集", issued={"literal": "196X"})),
    (dict(title="統計集", issued="2019/.."), dict(type="report", title="統計集", issued={"literal": "2019/.."})),
    (dict(kind="plan", title="デジタル社会の実現に向けた重点計画", issued="2021-12-24"),
     dict(type="report", title="デジタル社会の実現に向けた重点計画", issued={"date-parts": [[2021, 12, 24]]})),
    (dict(kind="law", law_title="個人情報の保護に関する法律", law_number="平成15年法律第57号", article="33の5の2", paragraph="2", item="3"),
     dict(type="legislation", title="個人情報の保護に関する法律", issued={"date-parts": [[2003]]}, section="第33条の5の2第2項第3号",
          number="平成15年法律第57号")),
    (dict(kind="law", law_title="地方自治法", article="附則6"), dict(type="legislation", title="地方自治法", section="附則第6条")),
    (dict(kind="law", law_title="介護保険法", article="115の45/115の48"),
     dict(type="legislation", title="介護保険法", section="第115条の45から第115条の48まで")),
    (dict(kind="law", law_title="地方自治法施行令", law_number="昭和22年政令第16号"),
     dict(type="regulation", title="地方自治法施行令", issued={"date-parts": [[1947]]}, number="昭和22年政令第16号")),
    (dict(kind="law", law_title="デジタル社会形成基本法案"), dict(type="bill", title="デジタル社会形成基本法案")),
    (dict(kind="law", law_title="福島県個人情報保護条例", law_number="平成6年福島県条例第71号"),
     dict(type="legislation", title="福島県個人情報保護条例", issued={"date-parts": [[1994]]}, number="平成6年福島県条例第71号")),
    (dict(kind="law", law_title="会計規則", law_number="令和元年県規則第5号"),
     dict(type="regulation", title="会計規則", issued={"date-parts": [[2019]]}, number="令和元年県規則第5号")),
]


@pytest.mark.parametrize(("values", "expected"), ITEMS, ids=range(len(ITEMS)))
def test_item(values: dict[str, Any], expected: csl.Item) -> None:
    items = csl.items([row(**values)])
    assert items == [{"id": "a-c0001", "language": "ja", "note": NOTE} | expected]
    check(items)


def test_a_law_has_its_number_with_every_mention() -> None:
    law = dict(kind="law", law_title="官民データ活用推進基本法")
    rows = [row(**law, citation_id="a-c0001"), row(**law, citation_id="a-c0002", law_number="平成28年法律第103号"),
            row(**law, citation_id="a-c0003", refers_to="a-c0002"),
            row(kind="law", citation_id="a-c0004", law_title="官民データ活用推進基本法施行令", refers_to="a-c0002"),
            row(**law, citation_id="b-c0001", doc_id="b")]
    assert [item.get("number", "") for item in csl.items(rows)] == ["平成28年法律第103号"] * 3 + ["", ""]


@cache
def rows_of_samples() -> tuple[CitationRow, ...]:
    """The citations of the plans in raw/ and of all cases."""
    documents = [extract_document(read(path)) for path in sorted((TESTS.parent / "raw").glob("*-*.*"))]
    for table in ("citations.tsv", "citations_heldout.tsv"):
        for line in (TESTS / "cases" / table).read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if not line.startswith("#") and len(cells) > 2 and cells[0] != "id":
                document = build(SourceText(cells[0], cells[2].replace("\\n", "\n").replace("\\t", "\t")))
                documents.append(Extraction.of(document, find_mentions(document)))
    return join(map(collect, documents)).citations


def test_samples_are_valid_csl_json() -> None:
    rows = rows_of_samples()
    items = json.loads(csl.dump(rows))
    assert [item["id"] for item in items] == [row.citation_id for row in rows]
    assert len(items) > 300
    check(items)


def test_samples_are_valid_bibtex() -> None:
    rows = rows_of_samples()
    library = bibtexparser.parse_string(bibtex.dump(rows).decode("utf-8"))
    assert not library.failed_blocks
    items = csl.items(rows)
    assert len(library.entries) == len(items)
    for entry, item in zip(library.entries, items):
        fields = {field.key: field.value for field in entry.fields}
        assert fields.get("title", "{}") == "{" + bibtex.escaped(item.get("title", "")) + "}"
        assert fields.get("url") == item.get("URL")
        assert fields["note"] == bibtex.escaped(item["note"])


def test_bibtex_entry() -> None:
    entry = row(authors="総務省", title="白書 50% & R_D", locator="第2部", pages="292-299", issued="2015-07", marker="3",
                url="http://a.jp/x_y%7B{1}", accessed="2019-02-27")
    assert bibtex.dump([entry]).decode() == r"""@techreport{a-c0001,
  title = {{白書 50\% \& R\_D}},
  author = {{総務省}},
  institution = {{総務省}},
  year = {2015},
  month = {7},
  chapter = {第2部},
  pages = {292--299},
  url = {http://a.jp/x_y%7B%7B1%7D},
  urldate = {2019-02-27},
  language = {japanese},
  note = {cited in a at 3:9, note 3}
}
"""


@pytest.mark.parametrize(("values", "lines"), [
    (dict(title="甲", issued="2019-04-01/2021-03-31"), ["year = {2019--2021}"]),
    (dict(title="甲", issued="2019-04/2019-06"), ["year = {2019}"]),
    (dict(title="甲", issued="196X"), []),
    (dict(title="甲", issued="2019-04-01"), ["year = {2019}", "month = {4}", "day = {1}"]),
])
def test_bibtex_dates(values: dict[str, Any], lines: list[str]) -> None:
    text = bibtex.dump([row(**values)]).decode()
    assert [line.strip().rstrip(",") for line in text.splitlines() if line.strip()[:3] in ("yea", "mon", "day")] == lines


def test_bibtex_keys_are_sound_and_differ() -> None:
    ids = ["計画 (1)-c0001", "計画_(1)-c0001", "Plan,a-c0001", "plan_a-c0001", "a{b}-c0001"]
    keys = bibtex.Keys()
    assert [keys.key(name) for name in (*ids, ids[1])] == ["計画__1_-c0001", "計画__1_-c0001.2", "Plan_a-c0001", "plan_a-c0001.2", "a_b_-c0001", "計画__1_-c0001.2"]


def test_no_citations() -> None:
    assert json.loads(csl.dump([])) == [] and bibtex.dump([]) == b""


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40).map(str.strip).filter(bool))
def test_any_title_is_sound_bibtex(title: str) -> None:
    text = bibtex.dump([row(title=title, url=f"http://a.jp/{title}"), row(citation_id="a-c0002")]).decode("utf-8")
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks and [entry.key for entry in library.entries] == ["a-c0001", "a-c0002"]
    assert library.entries[0]["title"] == "{" + bibtex.escaped(title) + "}"
    shown = text.replace(r"\{", "").replace(r"\}", "")
    assert shown.count("{") == shown.count("}")


def test_files_are_written_and_the_same_each_time(extraction: Extraction, tmp_path: Path) -> None:
    tables, texts = collect(extraction), {"plan-a": extraction.document.source.text}
    for name in ("one", "two"):
        write(tables, texts, tmp_path / name)
    for name in ("citations.json", "citations.bib"):
        content = (tmp_path / "one" / "tables" / name).read_bytes()
        assert content == (tmp_path / "two" / "tables" / name).read_bytes() != b""
        assert "官民データ活用推進基本法" in content.decode("utf-8")


def test_no_heavy_import() -> None:
    code = ("import sys, pipeline.tables.write; "
            "print({'pandas', 'pyarrow', 'spacy', 'bibtexparser', 'jsonschema'} & set(sys.modules))")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"

"""Plain text: encodings told apart, what is refused, and how `read` picks a reader."""
from __future__ import annotations

import time
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers import UnreadableDocument, read, sniff
from pipeline.readers import text as reader
from pipeline.source import SourceText

PLAN = "雲見県総合計画\n\n第１章　現状\n\n平成30年度は、データの利活用を進めました。～①㈱Ⅳ\n"
MIB = 1024 * 1024


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_encodings(encoding: str) -> None:
    data = PLAN.encode(encoding)
    source = reader.read(data, "kumomi", "kumomi.txt")
    assert source == SourceText("kumomi", PLAN, "text/plain", "kumomi.txt", sha256(data).hexdigest())


@pytest.mark.parametrize("words", [
    "雲見県", "データ", "これは計画です。", "県庁ＬＡＮ、ＩＣＴの利活用", "A計画とB計画", "第1章 総則\n第2章 施策\n" * 50,
    "ｼｽﾃﾑの更新について、県が行う取組を示します。",
])
@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_shift_jis_and_euc_jp_are_told_apart(words: str, encoding: str) -> None:
    assert reader.read(words.encode(encoding)).text == words


def test_nec_characters_in_euc_jp() -> None:
    data = "計画の柱は、".encode("euc_jp") + b"\xad\xa1\xad\xa2\xad\xb5\xad\xea" + "です。".encode("euc_jp")
    assert reader.read(data).text == "計画の柱は、①②Ⅰ㈱です。"


@pytest.mark.parametrize(("data", "text"), [
    (b"a\r\nb\rc\n", "a\nb\nc\n"),
    ("\ufeff計画\r\n".encode(), "計画\n"),
    ("計画\f第2頁\u3000 \n".encode(), "計画\f第2頁\u3000 \n"),
    ("計\ufeff画".encode(), "計\ufeff画"),
])
def test_only_the_mark_and_line_ends_change(data: bytes, text: str) -> None:
    assert reader.read(data).text == text


@pytest.mark.parametrize(("data", "problem"), [
    (b"", "no text"),
    (b" \r\n\t", "no text"),
    ("\ufeff\u3000\n".encode(), "no text"),
    (b"plan\0", "NUL"),
    ("計画".encode("utf-16-le") + b"\n\0", "NUL"),
    ("計画の推進".encode("iso2022_jp"), "ISO-2022-JP"),
    ("Préfecture de la forêt".encode("latin-1"), "neither UTF-8"),
    (("県の計画を進めます。" * 9).encode()[:-1], "broken character at byte"),
    (bytes(range(1, 32)) * 9, "control"),
    (b"\xff\xfe\x00\xd8", "broken UTF-16"),
    ("計画".encode("cp932") + b"\xf0\x40", "neither UTF-8"),
])
def test_refused(data: bytes, problem: str) -> None:
    with pytest.raises(UnreadableDocument, match=problem) as error:
        reader.read(data, "doc", "plans/kumomi.txt")
    message = str(error.value)
    assert message.startswith("plans/kumomi.txt: ") and "; " in message and "\n" not in message


@pytest.mark.parametrize(("suffix", "data", "name"), [
    (".txt", b"plan", "text"),
    (".txt", b"<!DOCTYPE html><p>x", "HTML"),
    (".md", b"\xef\xbb\xbf<html><p>x", "HTML"),
    (".txt", "<?xml version='1.0'?>\n<html><p>計画".encode(), "HTML"),
    (".xml", b"<?xml version='1.0'?><plan/>", "XML"),
    (".html", "計画だけ".encode(), "text"),
    (".html", b"<p>x", "HTML"),
    (".txt", b"<div><p>a</p></div><div><p>b</p></div>", "HTML"),
    (".txt", "事業<p>の説明".encode(), "text"),
    (".MD", b"plan", "Markdown"),
    (".txt", "# 計画\n本文".encode(), "Markdown"),
    (".txt", "表\n\n| a | b |\n|---|---|\n".encode(), "text"),
    ("", "表\n\n| a | b |\n|---|---|\n".encode(), "Markdown"),
    (".txt", "計画\n-----\n".encode(), "text"),
    (".txt", "計画\n\n## 章\n\n## 章\n".encode(), "Markdown"),
    (".txt", "#計画\n# 一つ\n".encode(), "text"),
    (".txt", b"%PDF-1.7", "PDF"),
    (".pdf", b"", "PDF"),
    (".docx", b"PK\x03\x04", "Word"),
    (".txt", b"PK\x03\x04", "Office"),
    (".xls", b"\xd0\xcf\x11\xe0", "Excel"),
    (".jtd", b"\xd0\xcf\x11\xe0", "Ichitaro"),
    (".txt", b"\x89PNG\r\n", "image"),
    ("", "<!DOCTYPE html><p>計画".encode("utf-16"), "HTML"),
])
def test_the_format_is_picked_by_content(suffix: str, data: bytes, name: str) -> None:
    assert sniff(data, suffix).name == name


@pytest.mark.parametrize("suffix", [".docx", ".doc", ".xlsx", ".xls", ".jtd"])
def test_formats_for_later_are_refused_with_the_mend(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(UnreadableDocument, match="save it as plain text, Markdown or HTML") as error:
        read(path)
    assert str(error.value).startswith(str(path))


def test_read_names_the_document_after_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kumomi-2020.txt"
    path.write_text(PLAN, encoding="utf-8")
    assert read(path).doc_id == "kumomi-2020"
    assert read(path, "k").doc_id == "k"


@pytest.mark.parametrize("name", ["missing.txt", ".", "a\0b"])
def test_what_cannot_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableDocument, match="cannot be opened"):
        read(tmp_path / name)


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(33 * MIB)
    with pytest.raises(UnreadableDocument, match="larger than 32 MiB"):
        read(path)


@pytest.mark.timed
@pytest.mark.parametrize("head", [b" " * 70_000, b"-" * 70_000, b"<!-- -->" * 9000, b"<" * 70_000, b"<!--" * 17_000, b"\n" * 70_000])
def test_sniffing_takes_linear_time(head: bytes) -> None:
    began = time.perf_counter()
    sniff(head, ".txt")
    assert time.perf_counter() - began < 2


@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(lambda text: text.encode("utf-8", "ignore"))))
def test_any_bytes(data: bytes) -> None:
    try:
        source = reader.read(data)
    except UnreadableDocument:
        return
    assert source.text.strip() and not source.marks and "\r" not in source.text


@given(st.text("あいうえおかなのはをにが県市町村計画推進施策事業、。ーアイウ", min_size=8, max_size=60), st.sampled_from(["cp932", "euc_jp"]))
def test_any_japanese(words: str, encoding: str) -> None:
    assert reader.read(f"本県の計画は、{words}".encode(encoding)).text.endswith(words)

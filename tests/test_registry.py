"""The registry of plans: what is wrong with a row, and adding files and URLs to it."""
from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline import registry
from pipeline.add import Refused, add
from pipeline.registry import COLUMNS, Plan, append, load, registered

PLAN_TEXT = "第1章 計画\n\n平成31年度から始める。\n"
SOUND = Plan("a", "a.txt", "07", "福島県", "計画", "第5期", "2019-04-01", "2022-03-31")


def folder_with(tmp_path: Path, *plans: Plan, files: tuple[str, ...] = ("a.txt", "b.txt")) -> Path:
    for name in files:
        (tmp_path / name).write_text(PLAN_TEXT, encoding="utf-8")
    for plan in plans:
        append(tmp_path / "plans.csv", plan)
    return tmp_path / "plans.csv"


def test_sound_rows_come_in_their_order(tmp_path: Path) -> None:
    later = replace(SOUND, doc_id="b", path="b.txt", supersedes="a")
    found = load(folder_with(tmp_path, SOUND, later))
    assert found.plans == (SOUND, later) and not found.complaints
    assert found.doc_ids == {"a", "b"} and found.paths == {"a.txt", "b.txt"}


@pytest.mark.parametrize(("changes", "message"), [
    ({"path": "gone.txt"}, "gone.txt is missing; put it back, or delete the row"),
    ({"path": "../a.txt"}, "path '../a.txt' leaves the registry's folder"),
    ({"path": "/etc/passwd"}, "path '/etc/passwd' leaves the registry's folder"),
    ({"path": ""}, "path '' leaves the registry's folder"),
    ({"prefecture_code": "48", "prefecture": ""}, "prefecture_code 48 is no prefecture of Japan; use a code of JIS X 0401"),
    ({"prefecture_code": "00", "prefecture": ""}, "prefecture_code 00 is no prefecture of Japan"),
    ({"prefecture_code": "福島"}, "prefecture_code 福島 is no prefecture of Japan"),
    ({"prefecture_code": "08"}, "prefecture_code 08 is 茨城県, not 福島県"),
    ({"doc_id": ""}, "doc_id is empty"),
    ({"doc_id": "a/b"}, "doc_id 'a/b' cannot name a file"),
    ({"doc_id": ".a"}, "doc_id '.a' cannot name a file"),
    ({"period_start": "2019-02-29"}, "period day 2019-02-29 does not exist"),
    ({"period_start": "2019"}, "period day 2019 does not exist"),
    ({"period_start": "2023-04-01"}, "period_start 2023-04-01 is after period_end 2022-03-31"),
])
def test_an_unsound_row_is_left_out(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    good = replace(SOUND, doc_id="b", path="b.txt")
    found = load(folder_with(tmp_path, replace(SOUND, **changes), good))
    assert found.plans == (good,)
    assert len(found.complaints) == 1 and message in str(found.complaints[0])
    assert "\n" not in str(found.complaints[0]) and "plans.csv, row" in str(found.complaints[0])


def test_two_rows_with_one_doc_id(tmp_path: Path) -> None:
    found = load(folder_with(tmp_path, SOUND, replace(SOUND, path="b.txt")))
    assert not found.plans
    assert all("doc_id a stands in 2 rows" in str(complaint) for complaint in found.complaints)


@pytest.mark.parametrize("supersedes", ["nowhere", "a"])
def test_supersedes_that_points_nowhere_keeps_the_document(tmp_path: Path, supersedes: str) -> None:
    found = load(folder_with(tmp_path, replace(SOUND, supersedes=supersedes)))
    assert found.plans == (SOUND,)
    assert f"supersedes {supersedes}, which is no other doc_id here" in str(found.complaints[0])


@pytest.mark.parametrize(("prefecture", "code", "name"), [
    ("07", "07", "福島県"), ("7", "07", "福島県"), ("福島県", "07", "福島県"), ("瑞浜県", "", "瑞浜県"), ("47", "47", "沖縄県"),
])
def test_code_and_name_fill_each_other(prefecture: str, code: str, name: str) -> None:
    plan, wrong = registry.checked(registered(prefecture, doc_id="a", path="a.txt"))
    assert (plan.prefecture_code, plan.prefecture, wrong) == (code, name, None)


def test_a_table_saved_by_a_spreadsheet(tmp_path: Path) -> None:
    folder_with(tmp_path)
    content = "doc_id,path,prefecture_code,notes\r\na,a.txt,7,memo\r\n".encode("utf-8-sig")
    (tmp_path / "plans.csv").write_bytes(content)
    assert load(tmp_path / "plans.csv").plans == (Plan("a", "a.txt", "07", "福島県"),)
    append(tmp_path / "plans.csv", Plan("b", "b.txt", "08", "茨城県"))
    assert (tmp_path / "plans.csv").read_bytes() == content + b"b,b.txt,08,\r\n"


@pytest.mark.parametrize(("content", "message"), [
    ("計画,場所\n".encode("shift_jis"), "is not UTF-8; save it as CSV UTF-8"),
    (b"id,path\n", "has no column doc_id; start it with the line doc_id,path,prefecture_code"),
    (b"", "has no column doc_id and no column path"),
])
def test_no_registry(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "plans.csv").write_bytes(content)
    found = load(tmp_path / "plans.csv")
    assert not found.plans and message in str(found.complaints[0])


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "elsewhere" / "fukushima-2019.txt"
    path.parent.mkdir()
    path.write_text(PLAN_TEXT, encoding="utf-8")
    return path


def test_add_a_file(tmp_path: Path, plan_file: Path) -> None:
    raw = tmp_path / "raw"
    plan = add(str(plan_file), raw, registered("07", plan_name="計画", edition="第5期"))
    assert plan == Plan("fukushima-2019", "fukushima-2019.txt", "07", "福島県", "計画", "第5期")
    assert (raw / "fukushima-2019.txt").read_bytes() == plan_file.read_bytes()
    assert (raw / "plans.csv").read_text(encoding="utf-8") == (
        ",".join(COLUMNS) + "\nfukushima-2019,fukushima-2019.txt,07,福島県,計画,第5期,,,,\n")
    later = add(str(plan_file), raw, registered("07", doc_id="fukushima-2023", supersedes="fukushima-2019"))
    assert load(raw / "plans.csv").plans == (plan, later)


def test_a_file_in_the_folder_stays_where_it_is(tmp_path: Path, plan_file: Path) -> None:
    plan = add(str(plan_file), tmp_path, registered("07"))
    assert plan.path == "elsewhere/fukushima-2019.txt"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["elsewhere", "plans.csv"]


@pytest.mark.parametrize(("wanted", "message"), [
    (registered("48"), "prefecture_code 48 is no prefecture of Japan"),
    (registered("07", doc_id="../../evil"), "cannot name a file"),
    (registered("07", supersedes="unknown"), "supersedes unknown, which is no doc_id of"),
    (registered("07", doc_id="known"), "doc_id known is in"),
    (registered("07", doc_id="present"), "present.txt exists already; choose another name with --doc-id"),
    (registered("07", period_start="2019-04-31"), "period day 2019-04-31 does not exist"),
])
def test_add_refuses_and_changes_nothing(tmp_path: Path, plan_file: Path, wanted: Plan, message: str) -> None:
    raw = tmp_path / "raw"
    add(str(plan_file), raw, registered("07", doc_id="known"))
    (raw / "present.txt").write_text("x", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(Refused, match=message):
        add(str(plan_file), raw, wanted)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(("name", "content"), [("empty.txt", b""), ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00"),
                                               ("gone.txt", None)])
def test_add_refuses_what_cannot_be_read(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as refused:
        add(str(tmp_path / name), tmp_path / "raw", registered("07"))
    assert str(refused.value.complaint).startswith(f"{tmp_path / name}: ")
    assert not (tmp_path / "raw").exists()


class Site(BaseHTTPRequestHandler):
    """A site with a plan, a redirect to a file of the machine and a large file."""

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif path == "/gone.txt":
            self.send_error(404)
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PLAN_TEXT.encode() if path != "/large.txt" else b"x" * 2000)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Site))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("address", "path"), [
    ("/plans/plan-2019.txt", "plan-2019.txt"),
    ("/plans/plan-2019.txt?download=1", "plan-2019.txt"),
    ("/plan", "plan.html"),
    ("/", "index.html"),
    ("/a/..%2F..%2Fevil.txt", "evil.txt"),
    ("/a/..%5C..%5Cevil.txt", "evil.txt"),
])
def test_add_a_url(tmp_path: Path, site: str, address: str, path: str) -> None:
    plan = add(site + address, tmp_path / "raw", registered("07"))
    assert (plan.path, plan.url) == (path, site + address)
    assert sorted(p.name for p in (tmp_path / "raw").iterdir()) == sorted([path, "plans.csv"])
    assert [p.name for p in tmp_path.iterdir()] == ["raw"]


def test_a_name_that_a_spreadsheet_would_run(tmp_path: Path, site: str) -> None:
    """It comes from the address; in plans.csv it has a sign before it, and is read without."""
    plan = add(f"{site}/=1+1.txt", tmp_path / "raw", registered("07", plan_name="@計画"))
    assert (plan.doc_id, plan.path) == ("=1+1", "=1+1.txt")
    assert "\n'=1+1,'=1+1.txt,07,福島県,'@計画," in (tmp_path / "raw" / "plans.csv").read_text(encoding="utf-8")
    assert load(tmp_path / "raw" / "plans.csv").plans == (plan,)


@pytest.mark.parametrize(("address", "message"), [
    ("/gone.txt", "the server answers 404"), ("/redirect", "302"), ("/large.txt", "is larger than"),
    ("/a/..%2F..", "cannot name a file"),
])
def test_add_refuses_a_url(tmp_path: Path, site: str, monkeypatch: pytest.MonkeyPatch, address: str,
                           message: str) -> None:
    monkeypatch.setattr("pipeline.readers.MAX_BYTES", 1000)
    with pytest.raises(Refused, match=message):
        add(site + address, tmp_path / "raw", registered("07"))
    assert not (tmp_path / "raw").exists()


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/plan.txt", "http://127.0.0.1:1/plan.txt",
                                 "http://[bad/plan.txt"])
def test_other_addresses_are_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(Refused):
        add(url, tmp_path / "raw", registered("07"))

"""Keikaku beside the tools made for parts of its work, in one run: ja-timex and GiNZA (dates), GiNZA and jlawcite (laws).

    python bench/peers.py --python .venv-peers/bin/python

The texts: the chapter of the corpus, if there is one (KEIKAKU_CORPUS, or shared/ beside the repository), the sample
plans with their gold, and the tables of cases (open and held-out). A peer gets each text twice: line by line as it is
printed, and `clean`, paragraph by paragraph as Keikaku's layout lays it out for its own rules (NFKC, lines joined, notes
apart). Where a peer's way of working differs from the tables' rules, it gets the benefit; see `_timex`, `_entities` and
`_references`. What is scored: strict F1 (the same characters), overlap F1 (a shared character is enough), `values` (share of
gold rows touched whose first and last day, or article, paragraph and item, are right), characters a second.

Peers are those of the extra `peers` in pyproject.toml, at its versions, each installed into the folder of --python by
itself; one that cannot be installed here gets a row that says so. Prints a table and writes benchmarks/peers.json.
"""
from __future__ import annotations

import argparse
import csv
import json
import os
import re
import subprocess
import time
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

from bench.peer_packages import PACKAGES, install
from pipeline.evaluate import Score
from pipeline.extract import citations, dates
from pipeline.layout import build
from pipeline.layout.document import Document
from pipeline.readers import read
from pipeline.source import SourceText, surface_of

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "benchmarks" / "peers.json"
TASKS = {"dates": ("ja-timex", "ginza"), "laws": ("ginza", "jlawcite")}
DATE_LABELS = {"Date"}
LAW_LABELS = {"Law"}
SAID_AGAIN = {"同法", "同条", "同令", "同条例", "同規則"}  # words of reference that are rows of the citations table

Spans = tuple[tuple[int, int], ...]
Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A date or law in a text. `values`: as compared, None for none. `counts`: whether it is an error where gold has
    nothing."""

    spans: Spans
    values: Values | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its gold. `aside`: gold that is not scored (relative dates); what touches it is neither right nor
    wrong."""

    document: Document
    gold: tuple[Row, ...]
    aside: tuple[Row, ...] = ()


@dataclass(slots=True)
class Result:
    """One row of the table."""

    task: str
    texts: str
    tool: str
    gold: int = 0
    strict_F1: float | None = None
    overlap_F1: float | None = None
    values: float | None = None
    characters_per_second: int | None = None
    note: str = ""
    versions: dict[str, str] = field(default_factory=dict)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--python", type=Path, required=True, help="Python of the folder that the peers go to")
    python = parser.parse_args().python.absolute()
    missing = {peer: note for peer in PACKAGES if (note := install(peer, python))}
    results = []
    for task, peers in TASKS.items():
        for name, texts in TEXTS[task]().items():
            results += compare(task, name, texts, peers, python, missing)
    show(results)
    OUT.parent.mkdir(exist_ok=True)
    content = [{key: value for key, value in asdict(result).items() if value not in (None, "", {})}
               for result in results]
    OUT.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def compare(task: str, name: str, texts: Sequence[Text], peers: Iterable[str], python: Path,
            missing: dict[str, str]) -> list[Result]:
    """The rows of all tools on some texts."""
    seconds, ours = timed(lambda: [OURS[task](text.document.source) for text in texts])
    gold = sum(len(text.gold) for text in texts)
    results = scores(task, name, "keikaku", texts, ours, seconds)
    for peer in peers:
        if peer in missing:
            results.append(Result(task, name, peer, gold, note=missing[peer]))
            continue
        for given, split in (("", printed), (" (clean)", cleaned)):
            pieces = [split(text.document) for text in texts]
            command = [str(python), str(ROOT / "bench" / "peer_worker.py"), peer]
            asked = json.dumps({"texts": [piece for part in pieces for piece, _ in part]})
            done = subprocess.run(command, input=asked, capture_output=True, text=True)
            if done.returncode:
                why = (done.stderr.strip().splitlines() or ["no message"])[-1]
                results.append(Result(task, name, peer + given, gold, note=f"fails: {why}"))
                continue
            answer = json.loads(done.stdout)
            found = iter(answer["found"])
            rows = [[row for _, place in part for row in READ[task, peer](next(found), place)] for part in pieces]
            results += scores(task, name, peer + given, texts, rows, answer["seconds"], answer["versions"])
    return sorted(results, key=lambda result: result.texts != name)


def timed(work: Callable[[], list[list[Row]]]) -> tuple[float, list[list[Row]]]:
    work()  # loads the rules
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def our_dates(source: SourceText) -> list[Row]:
    """From the bare text, layout included."""
    document = build(source)
    return [Row(document.reading.spans(date.start, date.end), (date.first_day, date.last_day))
            for date in dates.find(document) if not date.relative]


def our_laws(source: SourceText) -> list[Row]:
    """From the bare text; layout, dates, works and plans are found on the way."""
    document = build(source)
    return [Row(document.reading.spans(law.start, law.end), (law.article, law.paragraph, law.item))
            for law in citations.find(document, dates.find(document)) if law.kind == "law"]


Place = Callable[[int, int], Spans]  # from places in a piece to spans of the source
Piece = tuple[str, Place]


def printed(document: Document) -> list[Piece]:
    """The lines of the source."""
    lines = document.source.text.splitlines(keepends=True)
    starts = accumulate(map(len, lines), initial=0)
    return [(line, partial(_moved, at)) for line, at in zip(lines, starts)]


def _moved(at: int, start: int, end: int) -> Spans:
    return ((at + start, at + end),)


def cleaned(document: Document) -> list[Piece]:
    """The units of the reader's text (paragraphs, cells, notes)."""
    return [(document.reading.text[unit.start:unit.end], partial(_in_source, document, unit.start))
            for unit in document.units]


def _in_source(document: Document, at: int, start: int, end: int) -> Spans:
    return document.reading.spans(at + start, at + end)


def _timex(found: list[dict[str, Any]], place: Place) -> list[Row]:
    """ja-timex's dates: tags of type DATE. Two that it marks as start and end are joined to one range. Weekdays and what
    has no year (4月: a relative date here) are no errors."""
    rows = []
    tags = sorted((tag for tag in found if tag["type"] == "DATE" and tag["start"] < tag["end"]), key=lambda tag: tag["start"])
    skip = False
    for k, tag in enumerate(tags):
        if skip:
            skip = False
            continue
        end, days = tag["end"], _days(tag["value"])
        following = tags[k + 1] if k + 1 < len(tags) else tag
        if tag["range_start"] and following["range_end"] and following is not tag:
            last = _days(following["value"])
            end, days, skip = following["end"], (days[0], last[1]) if days and last else None, True
        rows.append(Row(place(tag["start"], end), days, counts=not tag["value"].startswith("XXXX")))
    return rows


def _days(value: str) -> Values | None:
    """First and last day of a TIMEX3 value; 20XX is taken for 21世紀 as our tables count it."""
    if found := re.fullmatch(r"FY(\d{4})", value):
        return f"{found[1]}-04-01", f"{int(found[1]) + 1}-03-31"
    if found := re.fullmatch(r"(\d\d)XX", value):
        return f"{found[1]}01-01-01", f"{int(found[1]) + 1}00-12-31"
    found = re.fullmatch(r"(\d{4})-(\d\d|XX)-(\d\d|XX)", value)
    if not found:
        return None
    year, month, day = found.groups()
    if month == "XX":
        return f"{year}-01-01", f"{year}-12-31"
    if day != "XX":
        return f"{year}-{month}-{day}", f"{year}-{month}-{day}"
    last = monthrange(int(year), int(month))[1] if 1 <= int(month) <= 12 and int(year) else 31
    return f"{year}-{month}-01", f"{year}-{month}-{last:02d}"


def _entities(labels: set[str]) -> Callable[[list[dict[str, Any]], Place], list[Row]]:
    """GiNZA's entities with these labels; it gives no values."""
    return lambda found, place: [Row(place(entity["start"], entity["end"])) for entity in found
                                 if entity["label"] in labels]


def _references(found: list[dict[str, Any]], place: Place) -> list[Row]:
    """jlawcite's references: names with an article, and the words of SAID_AGAIN. A bare article (第7条), which is a row
    only in a list after a name, is no error."""
    return [Row(place(found_one["start"], found_one["end"]),
                (found_one["article"], found_one["paragraph"], found_one["item"]), counts=found_one["group"] != "internal")
            for found_one in found if found_one["group"] != "referential" or found_one["kind"] in SAID_AGAIN]


OURS = {"dates": our_dates, "laws": our_laws}
READ = {("dates", "ja-timex"): _timex, ("dates", "ginza"): _entities(DATE_LABELS),
        ("laws", "ginza"): _entities(LAW_LABELS), ("laws", "jlawcite"): _references}


def scores(task: str, name: str, tool: str, texts: Sequence[Text], found: Sequence[Sequence[Row]], seconds: float,
           versions: dict[str, str] | None = None) -> list[Result]:
    """The rows of one tool on some texts: one, for laws another for those with an article."""
    speed = round(sum(len(text.document.source.text) for text in texts) / seconds)
    return [scored(Result(task, title, tool, sum(len(text.gold) for text in chosen), versions=versions or {},
                          characters_per_second=speed), chosen, found)
            for title, chosen in ((name, texts), *([(f"{name}, articles", list(map(with_article, texts)))]
                                                   if task == "laws" else []))]


def scored(result: Result, texts: Sequence[Text], found: Sequence[Sequence[Row]]) -> Result:
    """Fill in the scores."""
    total = Score()
    right = compared = 0
    for text, rows in zip(texts, found, strict=True):
        kept = [row for row in rows if touched(row, text.gold) or (row.counts and not touched(row, text.aside))]
        places = [row.spans for row in kept]
        same = 0
        for row in text.gold:
            if row.spans in places:
                places.remove(row.spans)
                same += 1
            best = max(kept, key=lambda other: shared(row, other), default=row)
            if row.values is not None and kept and shared(row, best) and best.values is not None:
                compared += 1
                right += row.values == best.values
        total += Score(len(text.gold), len(kept), same, sum(touched(row, kept) for row in text.gold),
                       sum(touched(row, text.gold) for row in kept))
    result.strict_F1 = round(total.f1, 3)
    result.overlap_F1 = round(total.overlap_f1 or 0.0, 3)
    result.values = round(right / compared, 3) if compared else None
    return result


def shared(one: Row, other: Row) -> int:
    """How many characters both have."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one.spans for c, d in other.spans)


def touched(row: Row, rows: Iterable[Row]) -> bool:
    return any(shared(row, other) for other in rows)


def date_texts() -> dict[str, list[Text]]:
    """The texts for dates by name."""
    return plans("dates", lambda row: (row["first_day"], row["last_day"])) | {
        name: [_case(text, [(cells[0], (cells[3], cells[4]), cells[7] == "1") for cells in rows], all_dates)
               for text, rows in cases(file)]
        for name, file in (("open cases", "dates.tsv"), ("held-out cases", "dates_heldout.tsv"))}


def law_texts() -> dict[str, list[Text]]:
    """The texts for laws by name."""
    found = plans("citations", lambda row: (row["article"], row["paragraph"], row["item"]))
    for name, file in (("open cases", "citations.tsv"), ("held-out cases", "citations_heldout.tsv")):
        found[name] = [_case(text, [(cells[1], _provision(cells), False) for cells in rows if cells[0] == "law"], our_laws)
                       for text, rows in cases(file)]
    return found


def with_article(text: Text) -> Text:
    """The same with only the laws that are cited with an article; the others are set aside."""
    cited = [bool(row.values and row.values[0]) for row in text.gold]
    return Text(text.document, tuple(row for row, yes in zip(text.gold, cited) if yes),
                text.aside + tuple(row for row, yes in zip(text.gold, cited) if not yes))


TEXTS = {"dates": date_texts, "laws": law_texts}


def all_dates(source: SourceText) -> list[Row]:
    """All dates of a text, relative ones too."""
    document = build(source)
    return [Row(document.reading.spans(date.start, date.end)) for date in dates.find(document)]


def plans(table: str, values: Callable[[dict[str, str]], Values]) -> dict[str, list[Text]]:
    """The chapter and the samples with the gold of a table."""
    corpus = Path(os.environ.get("KEIKAKU_CORPUS") or ROOT.parent / "shared" / "corpus")
    found = {}
    for name, folder, gold in (("chapter", corpus, corpus.parent / "gold"),
                               ("sample plans", ROOT / "raw", ROOT / "tests" / "gold")):
        texts = [_with_gold(path, gold / path.stem / f"{table}.csv", values) for path in sorted(folder.glob("*.*"))
                 if (gold / path.stem / f"{table}.csv").is_file()]
        if texts:
            found[name] = texts
    return found


def _with_gold(path: Path, table: Path, values: Callable[[dict[str, str]], Values]) -> Text:
    with table.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.get("kind", "law") not in ("work", "plan")]
    told = [(Row(_spans(row["spans"]), values(row)), row.get("relative") == "1") for row in rows]
    return Text(build(read(path)), tuple(row for row, relative in told if not relative),
                tuple(row for row, relative in told if relative))


def _spans(written: str) -> Spans:
    return tuple((int(a), int(b)) for a, b in (piece.split(":") for piece in written.split(";")))


def cases(file: str) -> list[tuple[str, list[list[str]]]]:
    """(text, cells of each expected row) of a table of cases."""
    found = []
    for line in (ROOT / "tests" / "cases" / file).read_text(encoding="utf-8").splitlines():
        cells = [*line.split("\t"), "", ""]
        if line and not line.startswith("#") and cells[0] != "id":
            rows = [row.split("|") for row in cells[3].split(" ;; ") if row]
            found.append((cells[2].replace("\\n", "\n").replace("\\t", "\t"), rows))
    return found


def _provision(cells: list[str]) -> Values:
    stated = dict(cell.partition("=")[::2] for cell in cells[2:])
    return tuple("".join(stated.get(name, "").split()) for name in ("article", "paragraph", "item"))


def _case(text: str, expected: list[tuple[str, Values, bool]], ours: Callable[[SourceText], list[Row]]) -> Text:
    """A case with places: those of our rows where they have the expected surfaces, else the first ones in order, line
    breaks and spaces inside allowed. A surface in several pieces is then nowhere, so that no tool can find it."""
    source = SourceText("case", text)
    rows = ours(source)
    same = [_squash(surface_of(text, row.spans)) for row in rows] == [_squash(surface) for surface, _, _ in expected]
    gold: list[Row] = []
    aside: list[Row] = []
    at = 0
    for k, (surface, values, relative) in enumerate(expected):
        place = re.compile(r"\s*".join(map(re.escape, _squash(surface)))).search(text, at)
        spans = rows[k].spans if same else (place.span() if place else (-1, 0),)
        at = max(at, spans[-1][1])
        (aside if relative else gold).append(Row(spans, values))
    return Text(build(source), tuple(gold), tuple(aside))


def _squash(value: str) -> str:
    return "".join(value.split())


def show(results: Iterable[Result]) -> None:
    """Print the table."""
    print(f"{'task':6}{'texts':26}{'gold':>5}  {'tool':20}{'strict F1':>10}{'overlap F1':>11}{'values':>8}{'chars/s':>11}")
    for result in results:
        scores = result.note or "".join(f"{'-' if value is None else format(value, '.3f'):>{width}}" for value, width in (
            (result.strict_F1, 10), (result.overlap_F1, 11), (result.values, 8))) + f"{result.characters_per_second:>11,}"
        print(f"{result.task:6}{result.texts:26}{result.gold:>5}  {result.tool:20}{scores}")


if __name__ == "__main__":
    main()

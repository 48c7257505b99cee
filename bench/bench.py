"""Speed: Keikaku stage by stage in one process against SudachiPy (mode C) on the same text, and as a whole process.

The text is a chapter of the corpus, if there is one (KEIKAKU_CORPUS, or shared/corpus beside the repository), else a
sample of raw/; once as it is, once repeated to one megabyte. Times are processor time, the best of several runs, imports
aside, so that other work on the machine counts little; each run writes all its tables, into a new folder.
"""
from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pipeline.analysis import extract_document, shipped_model
from pipeline.assign import assign
from pipeline.extract import challenges, citations, dates, details, fields, history, measures, pillars
from pipeline.extraction import Extraction
from pipeline.layout import build
from pipeline.link import link
from pipeline.readers import read
from pipeline.run import extract_corpus
from pipeline.source import SourceText
from pipeline.tables.check import check
from pipeline.tables.collect import collect
from pipeline.tables.write import write
from pipeline.tokens import tokenizer

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 1_000_000  # bytes of UTF-8
ALLOWED = 2.5  # times SudachiPy

T = TypeVar("T")


def main() -> int:
    path = chapter()
    text = path.read_text(encoding="utf-8")
    repeated = text * -(-MEGABYTE // len(text.encode()))
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        for name, content, runs in ((path.name, text, 20), (f"{path.name} repeated to 1 MB", repeated, 5)):
            ratios.append(compare(name, content, runs, Path(folder)))
        command = [sys.executable, "-c", "from pipeline.cli import app; app()", "extract", str(path), "--out", folder]
        seconds, _ = best(lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT), 3, time.perf_counter)
    print(f"keikaku extract {path.name}, whole process: {seconds:.2f} s")
    print(f"ratio {ratios[0]:.2f} and {ratios[1]:.2f}, allowed {ALLOWED}")
    return 0 if max(ratios) <= ALLOWED else 1


def chapter() -> Path:
    """The text that is measured."""
    corpus = Path(os.environ.get("KEIKAKU_CORPUS") or ROOT.parent / "shared" / "corpus")
    return min((*corpus.glob("*.txt"), *(ROOT / "raw").glob("*.txt")), key=lambda path: path.parent != corpus)


def compare(name: str, text: str, runs: int, folder: Path) -> float:
    """Print the times for one text; returns how many times as long as SudachiPy Keikaku takes."""
    print(f"{name}: {len(text):,} characters")
    parts = [part[k:k + 10000] for part in text.splitlines() for k in range(0, len(part), 10000)]
    run = tokenizer().tokenize
    path = folder / "bench.txt"
    path.write_text(text, encoding="utf-8")
    alone = whole = float("inf")
    for _ in range(runs):  # by turns, so that other work on the machine hits both
        alone = min(alone, best(lambda: [run(part) for part in parts], 1)[0])
        whole = min(whole, best(lambda: extract_corpus([path], new(folder)), 1)[0])
    line("SudachiPy mode C", alone, len(text))
    line("keikaku extract", whole, len(text))
    stages(path, runs, folder)
    print(f"  ratio {whole / alone:.2f}")
    return whole / alone


def new(folder: Path) -> Path:
    """A new folder inside `folder`."""
    return Path(tempfile.mkdtemp(dir=folder))


def stages(path: Path, runs: int, folder: Path) -> None:
    """Print the time of each step of an extraction."""
    source = step("read", lambda: read(path), runs)
    document = step("layout", lambda: build(source), runs)
    found_dates = step("dates", lambda: dates.find(document), runs)
    found_citations = step("citations", lambda: citations.find(document, found_dates), runs)
    found_pillars = step("pillars", lambda: pillars.find(document), runs)
    found_measures = step("measures", lambda: measures.find(document, found_pillars), runs)
    found_history = step("history", lambda: history.find(document, found_dates), runs)
    found_details = step("details", lambda: details.find(document, found_dates, found_pillars, found_measures), runs)
    wanting = step("challenges", lambda: challenges.find(document, found_dates, found_pillars, found_measures), runs)
    labels = step("fields", lambda: (fields.of_challenges(document, wanting),
                                     fields.of_measures(document, found_pillars, found_measures)), runs)
    model = shipped_model()
    assigned = step("assign", lambda: assign(document, found_pillars, found_measures, model), runs)
    linked, mentions = step("link", lambda: link(document, found_pillars, assigned), runs)
    found = Extraction(document=document, pillars=tuple(found_pillars), measures=tuple(linked), project_mentions=tuple(mentions),
                       dates=tuple(found_dates), citations=tuple(found_citations), history=tuple(found_history),
                       details=replace(found_details, challenges=labels[0], fields=labels[1]))
    tables = step("rows", lambda: collect(found), runs)
    texts = {source.doc_id: source.text}
    step("check", lambda: check(tables, texts), runs)
    step("write", lambda: write(tables, texts, new(folder)), runs)


def step(name: str, work: Callable[[], T], runs: int) -> T:
    seconds, result = best(work, runs)
    line(f"  {name}", seconds)
    return result


def best(work: Callable[[], T], runs: int, clock: Callable[[], float] = time.process_time) -> tuple[float, T]:
    """The shortest time in seconds, and the last result."""
    shortest = float("inf")
    for _ in range(runs):
        began = clock()
        result = work()
        shortest = min(shortest, clock() - began)
    return shortest, result


def line(name: str, seconds: float, characters: int = 0) -> None:
    speed = f"  {characters / seconds:>11,.0f} characters/s" if characters else ""
    print(f"  {name:20s}{seconds * 1000:9.1f} ms{speed}")


if __name__ == "__main__":
    extract_document(SourceText("warm", "第1章 計画\n"))  # loads dictionary, rules and model
    sys.exit(main())

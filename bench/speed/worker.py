"""One measurement in a process of its own: python -m bench.speed.worker < JSON > JSON.

in: tool, path, runs, budget (seconds of the processor; 0: no limit), files (copies of the text, for Keikaku whole)
out: versions, `refused` (why Keikaku does not take the text, else empty), and in `rows` for each step (one with an empty name if the tool has none): step, characters, whole, seconds,
runs, baseline, peak (bytes). Imports, dictionaries and a first piece of text come before the clock and the baseline.

Runs with the Python of the peers' folder too: what only one side has is imported where it is used."""
from __future__ import annotations

import gc
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

PIECE = 10_000  # characters of a line given at once, and about the number between two looks at the budget
OFTEN = 0.1  # seconds over which a short step is repeated
_KILO = 1024  # ru_maxrss counts in kilobytes

Run = Callable[[list[str]], None]


class Refused(Exception):
    """Keikaku does not take the text; the message says why."""


class Chunk(NamedTuple):
    """Lines of a text, and how many of its characters they stand for, line ends included."""

    lines: list[str]
    characters: int


def chunks(text: str) -> Iterator[Chunk]:
    """The text in chunks of some lines. A tool gets lines as people print them; very long ones are cut."""
    lines: list[str] = []
    characters = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        lines += [bare[k:k + PIECE] for k in range(0, len(bare), PIECE)]
        characters += len(line)
        if characters >= PIECE:
            yield Chunk(lines, characters)
            lines, characters = [], 0
    if characters:
        yield Chunk(lines, characters)


def sudachipy() -> tuple[Sequence[str], Run]:
    """What Keikaku's own tokens are made with. The tokens of a chunk are kept until its end, and none is looked at."""
    from pipeline.tokens import tokenizer

    tokenize = tokenizer().tokenize

    def run(lines: list[str]) -> None:
        _ = [tokenize(line) for line in lines]

    return ("SudachiPy", "SudachiDict-core"), run


def spacy_blank() -> tuple[Sequence[str], Run]:
    """spacy.blank("ja") as it comes."""
    import spacy

    nlp = spacy.blank("ja")

    def run(lines: list[str]) -> None:
        for _ in nlp.pipe(lines):
            pass

    return ("spacy",), run


def peer(name: str) -> tuple[Sequence[str], Run]:
    """A tool as bench/peer_worker.py sets it up."""
    from bench import peer_worker

    packages, find = {"ja-timex": peer_worker.ja_timex, "ginza": peer_worker.ginza}[name]()

    def run(lines: list[str]) -> None:
        for _ in find(lines):
            pass

    return packages, run


def by_lines(run: Run, text: str, runs: int, budget: float) -> list[dict[str, Any]]:
    """The time of a tool that takes lines, over as much of the text as the budget allows, and as often as it does."""
    parts = list(chunks(text))
    run(parts[0].lines)
    baseline, peak = _peak(), 0
    seconds, spent, done, measured = float("inf"), 0.0, 0, 0
    for _ in range(runs):
        began, done = time.process_time(), 0
        for part in parts:
            run(part.lines)
            done += part.characters
            took = time.process_time() - began
            if budget and took > budget:
                break
        seconds, spent, measured = min(seconds, took), spent + took, measured + 1
        peak = peak or _peak()
        if done < len(text) or budget and spent + took > budget:
            break
    return [_row("", done, len(text), seconds, measured, baseline, peak)]


def whole(path: Path, text: str, runs: int, files: int = 1) -> list[dict[str, Any]]:
    """`keikaku extract` of a file, or of as many copies of it, in this process, from reading to written tables."""
    from pipeline.run import extract_corpus

    with tempfile.TemporaryDirectory() as folder:
        extract_corpus([_first_piece(text, Path(folder))], Path(folder) / "first")
        given = [path] if files == 1 else [Path(folder) / f"part{k}{path.suffix}" for k in range(files)]
        for copy in given if files > 1 else ():
            shutil.copyfile(path, copy)  # links to one file would be one document
        baseline, peak, seconds = _peak(), 0, float("inf")
        for _ in range(runs):
            began = time.process_time()
            report = extract_corpus(given, Path(folder) / "out")
            seconds = min(seconds, time.process_time() - began)
            peak = peak or _peak()
            if report.complaints:
                raise Refused(report.complaints[0].problem)
            if report.documents != files:
                raise RuntimeError(f"{report.documents} of {files} files were extracted")
    return [_row("", files * len(text), files * len(text), seconds, runs, baseline, peak)]


def steps(path: Path, text: str, runs: int) -> list[dict[str, Any]]:
    """Each step of an extraction. Its baseline is what the steps before it made."""
    from bench.speed.steps import STEPS

    rows = []
    gc.disable()  # as in pipeline.run
    with tempfile.TemporaryDirectory() as folder:
        made: dict[str, Any] = {"path": _first_piece(text, Path(folder)), "out": Path(folder) / "out"}
        for name, work in STEPS.items():
            made[name] = work(made)
        made = {"path": path, "out": made["out"]}
        for name, work in STEPS.items():
            gc.collect()
            todo = partial(work, made)
            baseline, peak = _peak_of(lambda: None), _peak_of(todo)
            seconds, measured, made[name] = _best(todo, runs)
            rows.append(_row(name, len(text), len(text), seconds, measured, baseline, peak))
    return rows


def _first_piece(text: str, folder: Path) -> Path:
    """A small document, on which rules and models are loaded."""
    path = folder / "first.txt"
    path.write_text("\n".join(next(chunks(text)).lines), encoding="utf-8")
    return path


def _best(work: Callable[[], Any], runs: int) -> tuple[float, int, Any]:
    """The shortest time of `runs`, or of as many as it takes to fill OFTEN seconds; their number, and the last result."""
    shortest, spent, done = float("inf"), 0.0, 0
    while done < runs or (spent < OFTEN and done < 20 * runs):
        began = time.process_time()
        result = work()
        took = time.process_time() - began
        shortest, spent, done = min(shortest, took), spent + took, done + 1
    return shortest, done, result


def _peak_of(work: Callable[[], Any]) -> int:
    """The most bytes in memory while a copy of this process does some work."""
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise RuntimeError("a step failed while its memory was measured")
    return usage.ru_maxrss * _KILO


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILO


def _row(step: str, characters: int, whole: int, seconds: float, runs: int, baseline: int, peak: int) -> dict[str, Any]:
    return {"step": step, "characters": characters, "whole": whole, "seconds": seconds, "runs": runs, "baseline": baseline,
            "peak": peak}


def main() -> None:
    asked = json.load(sys.stdin)
    tool, path, runs = asked["tool"], Path(asked["path"]), asked["runs"]
    packages: Sequence[str] = ()
    refused = ""
    if tool == "whole":
        try:
            rows = whole(path, path.read_text(encoding="utf-8"), runs, asked["files"])
        except Refused as why:
            rows, refused = [], str(why)
    elif tool == "steps":
        rows = steps(path, path.read_text(encoding="utf-8"), runs)
    else:
        packages, run = {"sudachipy": sudachipy, "spacy": spacy_blank}.get(tool, lambda: peer(tool))()
        rows = by_lines(run, path.read_text(encoding="utf-8"), runs, asked["budget"])
    json.dump({"versions": {name: version(name) for name in packages}, "refused": refused, "rows": rows}, sys.stdout)


if __name__ == "__main__":
    main()

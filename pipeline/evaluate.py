"""Precision, recall and F1 of tables against gold tables: strict spans, overlap and the values of fields.

A row is found if a predicted row has the same place (all spans) in the same document, one to one; a measure's level and
a citation's kind must be the same too; pillars are found by name. `fields` is the share of found rows whose value
equals the gold value after NFKC and without white space. `scope.csv` beside the gold (table,start,end) says where a
table was annotated: predicted rows outside do not count. Rows with relative = 1 do not count.
"""
from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.formulas import plain_rows

GoldRow = Mapping[str, str]
Spans = tuple[tuple[int, int], ...]

# The fields compared. `parent`, `pillar` and `refers` stand for the thing that an id points to.
FIELDS: dict[str, tuple[str, ...]] = {
    "sections": ("level", "label", "title", "parent"),
    "pillars": ("ordinal", "plan_name"),
    "measures": ("name", "source", "pillar"),
    "dates": ("kind", "edtf", "first_day", "last_day", "calendar", "role"),
    "citations": ("marker", "authors", "title", "locator", "pages", "issued", "url", "accessed", "law_title",
                  "law_number", "article", "paragraph", "item", "refers"),
    "citation_anchors": ("marker",),
    "plan_history": ("term", "first_day", "last_day", "field", "text"),
}
# The column by which a table is scored in parts, and its values.
_PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "measures": ("level", ("project", "program")),
    "citations": ("kind", ("work", "law", "plan")),
}


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one table (or part of one); add scores of several documents with `+`.

    `touched_gold`, `touched_pred`: rows that share a character with a row of the other side, None for a table without
    places. `fields`: field to (values right, rows compared)."""

    gold: int = 0
    pred: int = 0
    found: int = 0
    touched_gold: int | None = 0
    touched_pred: int | None = 0
    fields: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def __add__(self, other: Score) -> Score:
        names = dict.fromkeys([*self.fields, *other.fields])
        return Score(
            self.gold + other.gold, self.pred + other.pred, self.found + other.found,
            _plus(self.touched_gold, other.touched_gold), _plus(self.touched_pred, other.touched_pred),
            {n: (self.fields.get(n, (0, 0))[0] + other.fields.get(n, (0, 0))[0],
                 self.fields.get(n, (0, 0))[1] + other.fields.get(n, (0, 0))[1]) for n in names})

    @property
    def precision(self) -> float:
        return self.found / self.pred if self.pred else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else float(not self.pred)

    @property
    def f1(self) -> float:
        return _harmonic(self.precision, self.recall)

    @property
    def overlap_f1(self) -> float | None:
        """F1 where a shared character is enough; None for a table without places."""
        if self.touched_gold is None or self.touched_pred is None:
            return None
        return _harmonic(self.touched_pred / self.pred if self.pred else 0.0,
                         self.touched_gold / self.gold if self.gold else 0.0)

    @property
    def right_values(self) -> float:
        """The share of right values over all fields of the rows found; 1 where nothing was found."""
        compared = sum(rows for _, rows in self.fields.values())
        return sum(right for right, _ in self.fields.values()) / compared if compared else 1.0

    def numbers(self) -> dict[str, object]:
        """As plain numbers for JSON."""
        overlap = {} if self.overlap_f1 is None else {"overlap_F1": self.overlap_f1}
        return {"gold": self.gold, "pred": self.pred, "P": self.precision, "R": self.recall, "F1": self.f1, **overlap,
                "fields": {name: right / rows for name, (right, rows) in self.fields.items() if rows}}


def evaluate(tables: Path, gold: Path, doc_id: str | None = None) -> dict[str, dict[str, Score]]:
    """Score the CSV tables in a folder, or in its subfolder `tables`, against gold.

    `gold` holds the gold tables of one document (its doc_id: `doc_id`, else the folder's name) or one such folder for
    each document. Returns for each document table or part (`measures.project`) to its score. Raises
    FileNotFoundError if there is no gold or there are no tables."""
    folders = {doc_id or gold.resolve().name: gold}
    if not _has_gold(gold):
        folders = {sub.name: sub for sub in sorted(gold.iterdir()) if sub.is_dir() and _has_gold(sub)}
        folders = {name: sub for name, sub in folders.items() if doc_id in (None, name)}
    if not folders:
        raise FileNotFoundError(f"{gold}: no gold tables there")
    if (tables / "tables").is_dir():
        tables = tables / "tables"
    if not any((tables / f"{name}.csv").is_file() for name in FIELDS):
        raise FileNotFoundError(f"{tables}: no tables there")
    return {name: _document(_read_all(tables, name), _read_all(folder, None), _rows(folder / "scope.csv", None))
            for name, folder in folders.items()}


def total(scores: Mapping[str, Mapping[str, Score]]) -> dict[str, Score]:
    """The scores of all documents together, rows counted alike."""
    parts = dict.fromkeys(part for document in scores.values() for part in document)
    return {part: sum((document[part] for document in scores.values() if part in document), Score())
            for part in parts}


def numbers(scores: Mapping[str, Mapping[str, Score]]) -> dict[str, dict[str, dict[str, object]]]:
    """The scores as plain numbers for JSON."""
    return {document: {part: score.numbers() for part, score in parts.items()} for document, parts in scores.items()}


def lines(scores: Mapping[str, Mapping[str, Score]]) -> list[str]:
    """The scores as lines to read, with a total; a field whose values are all right is not named."""
    out = []
    for document, parts in [*scores.items(), *([("total", total(scores))] if len(scores) > 1 else [])]:
        out.append(document)
        for part, score in parts.items():
            overlap = score.f1 if score.overlap_f1 is None else score.overlap_f1
            low = [f"{name}={right / rows:.3f}" for name, (right, rows) in score.fields.items() if right < rows]
            out.append(f"  {part:18s} gold {score.gold:4d} pred {score.pred:4d}  P {score.precision:.3f} "
                       f"R {score.recall:.3f} F1 {score.f1:.3f}  overlap {overlap:.3f}  "
                       f"fields {' '.join(low) or 'all 1.000'}")
    return out


def metrics(parts: Mapping[str, Score]) -> tuple[dict[str, float], dict[str, float]]:
    """Table or part to its F1, and to the share of right values over all fields of the rows found; four decimals."""
    f1 = {part: round(score.f1, 4) for part, score in parts.items()}
    fields = {part: round(score.right_values, 4) for part, score in parts.items()}
    return f1, fields


def shortfalls(parts: Mapping[str, Score], least: Iterable[str]) -> list[str]:
    """Lines about scores that are lower than wanted.

    `least`: `dates=0.97` (F1) or `dates=0.97,0.95` (F1, and the share of right values in each field). Raises
    ValueError for anything else, and for a table that was not scored."""
    found = []
    for wanted in least:
        part, _, numbers = wanted.partition("=")
        if part not in parts or not re.fullmatch(r"[0-9.]+(,[0-9.]+)?", numbers):
            raise ValueError(f"{wanted}: not TABLE=F1 or TABLE=F1,FIELDS for one of {', '.join(parts)}")
        score = parts[part]
        f1, _, fields = numbers.partition(",")
        if score.f1 < float(f1):
            found.append(f"{part}: F1 {score.f1:.3f} is less than {f1}")
        found += [f"{part}: {name} is right in {right / rows:.3f} of the rows, less than {fields}"
                  for name, (right, rows) in score.fields.items() if fields and right / rows < float(fields)]
    return found


def plot_rows(parts: Mapping[str, Score]) -> bytes:
    """Scores as CSV for plots: table, precision, recall, F1."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("table", "precision", "recall", "F1"))
    for part, score in parts.items():
        writer.writerow((part, *(f"{value:.4f}" for value in (score.precision, score.recall, score.f1))))
    return out.getvalue().encode("utf-8")


def _has_gold(folder: Path) -> bool:
    return any((folder / f"{name}.csv").is_file() for name in FIELDS)


def _read_all(folder: Path, doc_id: str | None) -> dict[str, list[dict[str, str]] | None]:
    """Table to its rows, None where there is no file; ids are replaced by what they point to."""
    tables = {name: _rows(folder / f"{name}.csv", doc_id) if (folder / f"{name}.csv").is_file() else None
              for name in FIELDS}
    pillars = {row["pillar_id"]: _squash(row["name"]) for row in tables["pillars"] or ()}
    sections = {row["section_id"]: _squash(row["label"]) + _squash(row["title"]) for row in tables["sections"] or ()}
    cited = {row.get("citation_id", ""): str(_spans(row)) for row in tables["citations"] or ()}
    for table, name, column, meaning in (("measures", "pillar", "pillar_id", pillars),
                                         ("sections", "parent", "parent_id", sections),
                                         ("citations", "refers", "refers_to", cited)):
        for row in tables[table] or ():
            row[name] = meaning.get(row.get(column) or "", "")
    return tables


def _rows(path: Path, doc_id: str | None) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in plain_rows(file) if doc_id is None or row.get("doc_id", doc_id) == doc_id
                if row.get("relative", "0") not in ("1", "true", "True")]


def _document(tables: Mapping[str, list[dict[str, str]] | None], gold: Mapping[str, list[dict[str, str]] | None],
              scope: Iterable[GoldRow]) -> dict[str, Score]:
    annotated: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in scope:
        annotated[row["table"]].append((int(row["start"]), int(row["end"])))
    scores = {}
    for table, truth in gold.items():
        if truth is None:
            continue
        column, values = _PARTS.get(table, ("", ("",)))
        for value in values:
            part = f"{table}.{value}" if value else table
            wanted = [row for row in truth if not value or row.get(column) == value]
            predicted = [row for row in tables[table] or () if not value or row.get(column) == value]
            if part in annotated:
                predicted = [row for row in predicted
                             if any(a <= _spans(row)[0][0] < b for a, b in annotated[part])]
            scores[part] = _compare(table, predicted, wanted)
    return scores


def _compare(table: str, predicted: list[dict[str, str]], gold: list[dict[str, str]]) -> Score:
    waiting: dict[object, list[GoldRow]] = defaultdict(list)
    for row in reversed(predicted):
        waiting[_identity(table, row)].append(row)
    pairs = [(row, waiting[key].pop()) for row in gold if waiting.get(key := _identity(table, row))]
    fields = {}
    for name in FIELDS[table]:
        compared = [(g[name], p.get(name)) for g, p in pairs if name in g]
        if compared:
            fields[name] = (sum(_squash(g) == _squash(p) for g, p in compared), len(compared))
    touched_gold = touched_pred = None
    if table != "pillars":
        gold_spans, pred_spans = [_spans(row) for row in gold], [_spans(row) for row in predicted]
        touched_gold, touched_pred = _touched(gold_spans, pred_spans), _touched(pred_spans, gold_spans)
    return Score(len(gold), len(predicted), len(pairs), touched_gold, touched_pred, fields)


def _identity(table: str, row: GoldRow) -> object:
    return _squash(row["name"]) if table == "pillars" else _spans(row)


def _spans(row: GoldRow) -> Spans:
    pieces = (row.get("spans") or f"{row['start']}:{row['end']}").split(";")
    return tuple((int(a), int(b)) for a, b in (piece.split(":") for piece in pieces))


def _touched(rows: list[Spans], others: list[Spans]) -> int:
    """How many of `rows` share a character with one of `others`."""
    pieces = [piece for spans in others for piece in spans]
    return sum(any(a < d and c < b for a, b in spans for c, d in pieces) for spans in rows)


def _squash(value: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", value or "").split())


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


def _plus(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b

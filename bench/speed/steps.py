"""An extraction step by step, as `pipeline.run` goes through it for one file, so that each step can be timed from outside."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pipeline.analysis import shipped_model
from pipeline.assign import assign
from pipeline.extract import challenges, citations, dates, details, fields, measures, pillars
from pipeline.extraction import Extraction
from pipeline.finding import find_history
from pipeline.layout import build
from pipeline.link import link
from pipeline.readers import read
from pipeline.review import uncertain
from pipeline.failure import ERRORS, to_csv
from pipeline.run import REVIEW
from pipeline.tables.check import check
from pipeline.tables.collect import collect
from pipeline.tables.write import write

Made = dict[str, Any]  # what was made so far, by step; `path` and `out` are given


def _extraction(made: Made) -> Extraction:
    linked, mentions = made["link"]
    wanting, named = made["fields"]
    return Extraction(document=made["layout"], pillars=tuple(made["pillars"]), measures=tuple(linked),
                      project_mentions=tuple(mentions), dates=tuple(made["dates"]), citations=tuple(made["citations"]),
                      history=tuple(made["history"]), details=replace(made["details"], challenges=wanting, fields=named))


STEPS: dict[str, Callable[[Made], Any]] = {
    "reading": lambda made: replace(read(made["path"]), path=made["path"].name),
    "layout": lambda made: build(made["reading"]),
    "dates": lambda made: dates.find(made["layout"]),
    "citations": lambda made: citations.find(made["layout"], made["dates"]),
    "pillars": lambda made: pillars.find(made["layout"]),
    "measures": lambda made: measures.find(made["layout"], made["pillars"]),
    "history": lambda made: find_history(made["layout"], made["dates"]),
    "details": lambda made: details.find(made["layout"], made["dates"], made["pillars"], made["measures"]),
    "challenges": lambda made: challenges.find(made["layout"], made["dates"], made["pillars"], made["measures"]),
    "fields": lambda made: (fields.of_challenges(made["layout"], made["challenges"]),
                            fields.of_measures(made["layout"], made["pillars"], made["measures"])),
    "assign": lambda made: assign(made["layout"], made["pillars"], made["measures"], made["details"], shipped_model()),
    "link": lambda made: link(made["layout"], made["pillars"], made["assign"]),
    "rows": lambda made: collect(_extraction(made)),
    "check": lambda made: check(made["rows"], _texts(made)),
    "review": lambda made: uncertain.find(_extraction(made), made["rows"]),
    "write": lambda made: write(made["rows"], _texts(made), made["out"], {REVIEW: uncertain.dump(made["review"]), ERRORS: to_csv([])}),
}


def _texts(made: Made) -> dict[str, str]:
    source = made["reading"]
    return {source.doc_id: source.text}

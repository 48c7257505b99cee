"""Stage evaluate: tables against gold to metrics (JSON) and plots (CSV)."""
from __future__ import annotations

import json

from pipeline.evaluate import evaluate, metrics, plot_rows, total
from pipeline.files import write_atomically
from pipeline.stages import paths, run


def main() -> None:
    tables, gold, f1_file, fields_file, plots = paths(__doc__, "tables", "gold", "f1", "fields", "plots")
    scores = total(evaluate(tables, gold))
    for path, values in zip((f1_file, fields_file), metrics(scores)):
        write_atomically(path, (json.dumps(values, indent=1) + "\n").encode("utf-8"))
    write_atomically(plots, plot_rows(scores))


if __name__ == "__main__":
    run(main)

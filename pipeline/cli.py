"""The command `keikaku`: arguments in, lines and exit status out. What it does stands elsewhere."""
from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.terminal import Terminal

app = typer.Typer(name="keikaku", no_args_is_help=True, add_completion=False, rich_markup_mode=None,
                  pretty_exceptions_enable=False,
                  help="Turn Japanese prefectural plans into tables; every row says where in the text it stands.",
                  epilog="Example: keikaku extract plans/ --out tables-of-plans")


@app.command(epilog="Examples: keikaku extract plan.txt --out out | keikaku extract plans/ more.html --out out "
                    "--jobs 4 | keikaku extract plans/ --out out --corrections plans/corrections.csv. Exit status 2: an "
                    "input is to be mended, a line on stderr says how; 1: nothing is to be mended, but the program failed "
                    "on a document, or its time was over. Documents that were set aside stand in OUT/errors.csv, the "
                    "others are written. A decision whose place in the text is gone is a warning: it stands in "
                    "OUT/stale_corrections.csv and leaves the status at 0.")
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders with their plans.csv.")],
    out: Annotated[Path, typer.Option(help="Folder for tables/ and text/.")],
    jobs: Annotated[int, typer.Option(min=1, help="Processes that work at the same time.")] = 1,
    scheduler: Annotated[str, typer.Option(metavar="ADDRESS", help="Dask cluster that works instead, such as tcp://host:8786.")] = "",
    corrections: Annotated[Path | None, typer.Option(metavar="FILE", help="What people decided about rows.")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="Time for a document; it is set aside when it is over.")] = 600,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables in Parquet too; of more than 1,000 documents they always are.")] = False,
    keep: Annotated[bool, typer.Option("--cache/--no-cache", help="Keep results in OUT/.cache for the next run.")] = True,
) -> None:
    """Extract all tables of plans to OUT/tables/*.csv and their texts to OUT/text/*.txt.

    OUT/review.csv holds the least certain rows; see keikaku corrections."""
    from pipeline.run import CACHE, extract_corpus

    with Terminal(sys.stderr) as terminal:
        report = extract_corpus(paths, out, jobs, corrections=corrections, cache=out / CACHE if keep else None,
                                timeout=timeout, scheduler=scheduler, with_parquet=parquet, tell=terminal.tell,
                                progress=terminal.progress, reading=terminal.reading)
    typer.echo(report.summary(out))
    raise typer.Exit(report.status)


@app.command(epilog="Examples: keikaku add plan.html --prefecture 07 --plan-name 情報化推進計画 "
                    "--edition 第5期 --supersedes fukushima-2015 | keikaku add https://www.example.jp/plan.html "
                    "--prefecture 福島県 --plan-name デジタル変革推進計画")
def add(
    source: Annotated[str, typer.Argument(metavar="FILE|URL", help="A file, or an address that starts with http.")],
    prefecture: Annotated[str, typer.Option(help="Code 01..47 (JIS X 0401), or the body's name.")],
    plan_name: Annotated[str, typer.Option(help="The plan's name.")],
    edition: Annotated[str, typer.Option(help="The edition, such as 第5期.")] = "",
    supersedes: Annotated[str, typer.Option(help="doc_id of the plan or edition before it.")] = "",
    period_start: Annotated[str, typer.Option(help="First day of the plan's period, YYYY-MM-DD.")] = "",
    period_end: Annotated[str, typer.Option(help="Last day of the plan's period, YYYY-MM-DD.")] = "",
    doc_id: Annotated[str, typer.Option(help="Its id; without it the file's name without the suffix.")] = "",
    raw: Annotated[Path, typer.Option(help="The folder of plans and plans.csv.")] = Path("raw"),
) -> None:
    """Copy a document into RAW and write its row into RAW/plans.csv."""
    from pipeline.add import Refused
    from pipeline.add import add as add_document
    from pipeline.registry import registered

    try:
        plan = add_document(source, raw, registered(prefecture, doc_id=doc_id, plan_name=plan_name, edition=edition,
                                                    supersedes=supersedes, period_start=period_start,
                                                    period_end=period_end))
    except Refused as refused:
        typer.echo(str(refused.complaint), err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{plan.doc_id}: {raw / plan.path}, {plan.prefecture} {plan.plan_name} {plan.edition}".rstrip())


@app.command(epilog="Examples: keikaku corrections out/review.csv --into raw/corrections.csv --by 山田 | keikaku "
                    "corrections review.csv > corrections.csv. decision is accept, reject, rename (value: the name) or "
                    "pillar (value: the pillar's name, (none) for no pillar; empty: the guess). Exit status 2: one line "
                    "on stderr says what to mend, the other decisions are written.")
def corrections(
    review: Annotated[Path, typer.Argument(metavar="FILE", help="A review.csv with decisions filled in.")],
    into: Annotated[Path | None, typer.Option(metavar="FILE", help="Add them to this file; else they are printed.")] = None,
    by: Annotated[str, typer.Option(help="Who decided.")] = "",
) -> None:
    """Turn a filled-in review.csv into corrections."""
    from pipeline.review.convert import convert, write

    found = convert(review, by)
    line, wrong = write(found, into)
    for complaint in (*found.complaints, *wrong):
        typer.echo(str(complaint), err=True)
    typer.echo(line, nl=into is not None)
    raise typer.Exit(2 if found.complaints or wrong else 0)


@app.command(epilog="Examples: keikaku evaluate --tables out/tables --gold tests/gold | keikaku evaluate "
                    "--tables out --gold tests/gold/mizuhama-2019 --least dates=0.97,0.95 --least pillars=1")
def evaluate(
    tables: Annotated[Path, typer.Option(help="Folder with the tables (or the folder above it).")],
    gold: Annotated[Path, typer.Option(help="Gold tables of one document, or a folder of such folders.")],
    doc: Annotated[str, typer.Option(help="doc_id; without it the name of the gold folder.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print numbers as JSON.")] = False,
    least: Annotated[list[str] | None, typer.Option(
        metavar="TABLE=F1[,FIELDS]",
        help="Exit with 1 if F1, or the share of right values in a field, is lower; may be repeated.")] = None,
) -> None:
    """Compare tables with gold tables: precision, recall, F1 and the share of right values."""
    from pipeline.evaluate import evaluate as score
    from pipeline.evaluate import lines, numbers, shortfalls, total

    try:
        scores = score(tables, gold, doc or None)
        low = shortfalls(total(scores), least or ())
    except (OSError, ValueError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    typer.echo(json.dumps(numbers(scores), ensure_ascii=False, indent=1) if as_json else "\n".join(lines(scores)))
    for line in low:
        typer.echo(line, err=True)
    raise typer.Exit(1 if low else 0)


@app.command(epilog="Example: keikaku validate out")
def validate(folder: Annotated[Path, typer.Argument(help="Folder with tables/ and text/.")]) -> None:
    """Check tables against their schema, each other and the texts."""
    from pipeline.tables.validate import validate as find_problems

    problems = find_problems(folder)
    for problem in problems:
        typer.echo(str(problem), err=True)
    typer.echo(f"{folder}: {len(problems)} problems" if problems else f"{folder}: all tables are valid")
    raise typer.Exit(2 if problems else 0)


@app.command(epilog="Examples: keikaku crossval projects.csv --json figures.json | keikaku crossval projects.csv "
                    "--ablation. The list needs the columns name and pillar, and may have text. Exit status 2: one "
                    "line on stderr says what to mend.")
def crossval(
    names: Annotated[Path, typer.Argument(metavar="NAMES.csv", help="Names of measures with their pillars.")],
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures to this file.")] = None,
    folds: Annotated[int, typer.Option(min=2, help="Parts of the list, each held out in turn.")] = 5,
    seed: Annotated[int, typer.Option(help="Which of the possible divisions into parts.")] = 0,
    ablation: Annotated[bool, typer.Option(help="Compare the features, alone and left out in turn.")] = False,
) -> None:
    """Train and test the pillar classifier on a labelled list: accuracy, F1, calibration, coverage."""
    from pipeline.classify import crossval as cross
    from pipeline.classify.labelled import Unusable, read_labelled

    try:
        rows = read_labelled(names)
        if ablation:
            typer.echo("\n".join(cross.table(cross.ablation(rows, folds, seed))))
            return
        figures = cross.report(rows, cross.crossval(rows, folds, seed))
        if json_file:
            from pipeline.files import write_atomically

            write_atomically(json_file, (json.dumps(figures, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    except Unusable as unusable:
        typer.echo(str(unusable.complaint), err=True)
        raise typer.Exit(2) from None
    except OSError as error:
        typer.echo(f"{json_file}: cannot be written ({error.strerror}); give another file", err=True)
        raise typer.Exit(2) from None
    except ValueError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    typer.echo("\n".join(cross.lines(figures)))

# Set-up, pipeline, tests and measurements; `make help` lists the targets.
# PYTHON chooses the interpreter (3.11 or newer). Everything is written inside this folder.
PYTHON ?= python3
BIN := $(CURDIR)/.venv/bin
STAMP := .venv/.installed
PEERS := .venv-peers/bin/python

export PATH := $(BIN):$(PATH)
export DVC_SITE_CACHE_DIR := $(CURDIR)/.dvc/tmp/site
export DVC_NO_ANALYTICS := 1

.PHONY: help setup run test check faults fuzz bench bench-readme bench-pdf bench-peers hostile lock
.DEFAULT_GOAL := help

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 13

setup: $(STAMP) ## install Keikaku and the locked dependencies into .venv

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is older than Python 3.11; choose another with PYTHON=..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q pipeline  # so that no process compiles it anew where Python is told not to keep bytecode
	@touch $@

run: setup ## run the pipeline on raw/ and say what it found
	@test -e .git || $(BIN)/dvc config --quiet --local core.no_scm true
	@$(BIN)/python -m pipeline.after_kill
	$(BIN)/dvc repro
	@$(BIN)/python -m pipeline.summary processed

test: setup ## run all tests
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: setup ## check style, types, and that tests reach 90 % of the code, by branches
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m coverage run -m pytest -m 'not timed'
	$(BIN)/python -m coverage report --fail-under=90

faults: setup ## kill runs at 60 moments and fill disks (half an hour)
	KEIKAKU_FAULTS=full $(BIN)/python -m pytest tests/faults -v

fuzz: setup ## look for texts that crash or hang: damaged plans, repeated fragments, ten minutes of atheris
	KEIKAKU_FUZZ=full $(BIN)/python -m pytest tests/fuzz tests/extract/test_any_text.py
	@$(BIN)/python -c 'import atheris' 2>/dev/null \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: '.[fuzz]' \
		|| { echo "there is no atheris for this Python and system; the rest of the fuzzing is done" >&2; exit 1; }
	for target in text html dates citations; do \
		$(BIN)/python -m tests.fuzz.coverage_guided $$target -max_total_time=150 || exit 1; done

bench: setup $(PEERS) ## measure speed and memory beside other tools, renew benchmarks/ and the README; QUICK=1: a short look
	$(BIN)/python -m bench.speed --peers $(PEERS) $(if $(QUICK),--quick)

bench-readme: setup ## put benchmarks/latest.json into the README and the chart again
	$(BIN)/python -m bench.speed.publish

bench-pdf: setup ## measure time and memory on a PDF of 200 pages
	PYTHONPATH=. $(BIN)/python bench/pdf.py

hostile: setup ## try files made to hang or crash the readers, in full size (some minutes)
	PYTHONPATH=. $(BIN)/python bench/hostile.py

bench-peers: setup $(PEERS) ## compare accuracy with ja-timex, GiNZA and jlawcite, which go into .venv-peers
	$(BIN)/python bench/peers.py --python $(PEERS)

$(PEERS):
	-$(PYTHON) -m venv .venv-peers  # without it the peers are left out, which is said

lock: ## renew requirements.lock (needs uv)
	uv pip compile pyproject.toml --extra dask --extra dvc --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet --upgrade --output-file requirements.lock

"""The figures in the README and the chart are those of the run that is kept."""
from __future__ import annotations

import json

import jsonschema
import pytest

from bench.speed.chart import svg
from bench.speed.publish import CHART, README, renewed, section
from bench.speed.record import LATEST, load


@pytest.mark.skipif(not LATEST.exists(), reason="no run is kept yet")
def test_the_published_run_is_the_last_one() -> None:
    content = LATEST.read_text(encoding="utf-8")
    last = load(content)
    jsonschema.validate(json.loads(content), json.loads((LATEST.parent / "latest.schema.json").read_text(encoding="utf-8")))
    readme = README.read_text(encoding="utf-8")
    assert renewed(readme, section(last)) == readme, "make bench-readme was not run"
    assert CHART.read_text(encoding="utf-8") == svg(last), "make bench-readme was not run"

"""Pillars of what the structure leaves open: the features, the model's answers, and that nothing is loaded needlessly."""
from __future__ import annotations

import pickle
import subprocess
import sys
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import extract_document
from pipeline.assign import assign
from pipeline.classify import features
from pipeline.classify.model import PillarModel
from pipeline.classify.model import load as load_model
from pipeline.classify.names import fields, long_words, short_words
from pipeline.classify.vectors import WordVectors, load, unit
from pipeline.extraction import Extraction
from pipeline.readers import read

ROOT = Path(__file__).parents[1]
SURE = PillarModel(features.NAMES, (1.0,) * len(features.NAMES), 0.5, 0.0)


@cache
def plan() -> Extraction:
    """Read when a test asks for it: tests of memory measure from what is already loaded."""
    return extract_document(read(ROOT / "raw" / "mizuhama-2019.txt"))


@cache
def known() -> features.Plan:
    return features.plan_of(plan().document, plan().pillars, plan().measures)


@pytest.mark.parametrize(("near", "far", "to"), [
    ("稲作", "救急車", "農業"), ("診療所", "果樹園", "病院"), ("橋梁", "保育", "道路"), ("洪水", "輸出", "防災"),
])
def test_meaning(near: str, far: str, to: str) -> None:
    def alike(word: str) -> float:
        return float(load().mean(short_words(word)) @ load().mean([to]))

    assert alike(near) > alike(far) + 0.1


def test_words() -> None:
    assert short_words("農業用水路の整備 3か所")[:3] == ["農業", "用", "水路"]
    assert len(long_words("農業用水路")) <= len(short_words("農業用水路"))
    assert short_words("") == short_words("、。") == []


@given(st.text(max_size=30))
def test_any_name_has_a_direction(text: str) -> None:
    length = float(np.linalg.norm(features.direction(text)))
    assert length == 0 or abs(length - 1) < 1e-9
    assert np.isfinite(fields(short_words(text), load())).all()


def test_broken_vectors(tmp_path: Path) -> None:
    for name, content in {"empty.npz": b"", "text.npz": b"no archive", "cut.npz": (ROOT / "models/words.npz").read_bytes()[:5000]}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ValueError, match=r"no word vectors .*; make them again with bench/words\.py"):
            load(tmp_path / name)
    with pytest.raises(ValueError, match="no word vectors"):
        load(tmp_path / "missing.npz")


class Bomb:
    """Runs code where it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.mark,)


def test_vectors_run_no_code(tmp_path: Path) -> None:
    objects = np.array([Bomb(tmp_path / "ran")], dtype=object)
    sound = {"table": np.zeros((1, 2), np.int8), "row": np.zeros(1, np.int32), "words": np.frombuffer(b"a", np.uint8)}
    for name in sound:
        np.savez(tmp_path / "bomb.npz", **{**sound, name: objects})
        with pytest.raises(ValueError, match=r"bomb\.npz: no word vectors .*; make them again with bench/words\.py") as error:
            load(tmp_path / "bomb.npz")
        assert "\n" not in str(error.value)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("content", [
    b"", b"\xff", b"[]", b"{}", b"[" * 100_000, pickle.dumps({"features": []}),
    b'{"features": ["a"], "weights": ["x"], "temperature": 1, "threshold": 0.5}',
    b'{"features": ["a"], "weights": [NaN], "temperature": 1, "threshold": 0.5}',
    b'{"features": ["a"], "weights": [1, 2], "temperature": 1, "threshold": 0.5}',
    b'{"features": ["a"], "weights": [1], "temperature": 0, "threshold": 0.5}',
])
def test_a_broken_pillar_model_is_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "pillars.json").write_bytes(content)
    with pytest.raises(ValueError, match=r"pillars\.json: no pillar model .*; train it again") as error:
        load_model(tmp_path / "pillars.json")
    assert "\n" not in str(error.value)


def test_unknown_words() -> None:
    small = WordVectors({"a": 0}, np.array([[3, 0]], dtype=np.int8))
    assert small.mean(["b"]).tolist() == [0, 0] and small.mean(["a", "b"]).tolist() == [1, 0]
    assert unit(np.zeros(2)).tolist() == [0, 0]


def test_what_the_structure_states_stays() -> None:
    opened = [replace(m, pillar=-1) if k % 3 == 0 else m for k, m in enumerate(plan().measures)]
    given_pillars = assign(plan().document, plan().pillars, opened, SURE)
    for before, after in zip(opened, given_pillars):
        if before.pillar >= 0:
            assert after == before
        else:
            assert after.pillar_method == "classifier" and 0 <= after.confidence <= 1 and after.pillar >= 0
    never = assign(plan().document, plan().pillars, opened, replace(SURE, threshold=1.01))
    assert all(a.pillar == b.pillar for a, b in zip(opened, never))
    assert assign(plan().document, plan().pillars, opened, None) == opened


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_any_stretch_may_be_a_measure(data: st.DataObject) -> None:
    length = len(plan().document.reading.text)
    start = data.draw(st.integers(0, length))
    measure = replace(plan().measures[0], start=start, end=data.draw(st.integers(start, min(length, start + 60))), pillar=-1)
    rows = features.rows(plan().document, measure, known())
    assert len(rows) == len(plan().pillars) and all(len(row) == len(features.NAMES) for row in rows)
    assert abs(sum(SURE.probabilities(rows)) - 1) < 1e-9


@pytest.mark.timed
def test_many_open_measures_are_quick() -> None:
    opened = [*plan().measures, *(replace(plan().measures[0], pillar=-1),) * 1000]
    began = time.perf_counter()
    assign(plan().document, plan().pillars, opened, SURE)
    assert time.perf_counter() - began < 3 * 3  # 10,000 in 30 s, three times slower at worst


def test_inference_loads_no_heavy_package() -> None:
    script = ("import sys; from dataclasses import replace; from pathlib import Path; from pipeline import extract_document\n"
              "from pipeline.readers import read; from pipeline.assign import assign; from pipeline.analysis import shipped_model\n"
              "x = extract_document(read(Path('raw/mizuhama-2019.txt'))); stated = 'numpy' in sys.modules\n"
              "assign(x.document, x.pillars, [replace(m, pillar=-1) for m in x.measures], shipped_model())\n"
              "print(stated, *sorted({'sklearn', 'scipy', 'pandas', 'spacy'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT)
    assert set(done.stdout.split()) <= {"False", "True"}

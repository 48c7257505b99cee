"""The pillar model: a linear score of a measure against each pillar, turned into probabilities; plain numbers in JSON."""
from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Sequence

SHIPPED = Path(__file__).resolve().parents[2] / "models" / "pillars.json"


@dataclass(frozen=True, slots=True)
class PillarModel:
    """weights: one for each of `features`; temperature scales scores to log-odds; below `threshold` it abstains."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    temperature: float
    threshold: float

    def probabilities(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """The probability of each pillar from its row of features; they sum to one."""
        scores = [sum(w * x for w, x in zip(self.weights, row)) / self.temperature for row in rows]
        top = max(scores)
        powers = [math.exp(s - top) for s in scores]
        return [p / sum(powers) for p in powers]


def load(path: Path = SHIPPED) -> PillarModel | None:
    """The model at `path`, None if there is none. JSON only: loading runs no code. Raises ValueError if it is broken."""
    if not path.exists():
        packaged = Path(__file__).resolve().parent / "pillars.json"
        if path != SHIPPED or not packaged.exists():
            return None
        path = packaged
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        model = PillarModel(tuple(data["features"]), tuple(float(w) for w in data["weights"]), float(data["temperature"]),
                            float(data["threshold"]))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"{path}: no pillar model ({error}); train it again with `dvc repro train`") from None
    numbers = (*model.weights, model.temperature, model.threshold)
    if len(model.features) != len(model.weights) or model.temperature <= 0 or not all(map(math.isfinite, numbers)):
        raise ValueError(f"{path}: no pillar model (weights do not fit); train it again with `dvc repro train`")
    return model


def dump(model: PillarModel) -> str:
    """The model as JSON, the same bytes for the same numbers."""
    return json.dumps(asdict(model), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

"""The model that tells groups of pillars from other groups of names: a weight for each sign, plain numbers in JSON."""
from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[2] / "models" / "pillar_groups.json"


@dataclass(frozen=True, slots=True)
class GroupModel:
    """Log-odds are `intercept` and the `weights` times the signs of a group; below the probability `threshold` it is none."""

    intercept: float
    threshold: float
    weights: Mapping[str, float]

    def chance(self, signs: Mapping[str, float]) -> float:
        """The probability that a group with these signs is one of pillars. A sign without a weight counts nothing."""
        odds = self.intercept + sum(self.weights.get(sign, 0.0) * value for sign, value in signs.items())
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, odds))))


@lru_cache(maxsize=1)
def shipped() -> GroupModel | None:
    """The model beside the program, None where there is none yet. Raises ValueError if it is broken."""
    packaged = Path(__file__).resolve().parent / SHIPPED.name
    return next((load(path) for path in (SHIPPED, packaged) if path.exists()), None)


def load(path: Path) -> GroupModel:
    """The model in a file. JSON only: loading runs no code. Raises OSError, and ValueError if it is broken."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        weights = {str(sign): float(weight) for sign, weight in data["weights"].items()}
        model = GroupModel(float(data["intercept"]), float(data["threshold"]), weights)
        if not all(map(math.isfinite, (model.intercept, model.threshold, *weights.values()))):
            raise ValueError("a number is not finite")
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"{path}: no model of pillar groups ({error}); train it again with `dvc repro groups`") from None
    return model


def dump(model: GroupModel) -> str:
    """The model as JSON, the same bytes for the same numbers."""
    return json.dumps(asdict(model), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

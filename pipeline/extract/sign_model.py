"""Models that decide by signs: a weight for each sign, plain numbers in JSON, one for each kind of things."""
from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[2] / "models" / "signs.json"
_SURE = 60.0  # log-odds beyond which a probability is 0 or 1


@dataclass(frozen=True, slots=True)
class SignModel:
    """Log-odds are `intercept` and the `weights` times the signs; below the probability `threshold` the answer is no."""

    intercept: float
    threshold: float
    weights: Mapping[str, float]

    def chance(self, signs: Mapping[str, float]) -> float:
        """The probability that what has these signs is what the model looks for. A sign without a weight counts nothing."""
        return probability(self.odds(signs))

    def odds(self, signs: Mapping[str, float]) -> float:
        """The log-odds of the same."""
        known = self.weights
        return self.intercept + sum([known[sign] * value for sign, value in signs.items() if sign in known])


def probability(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-max(-_SURE, min(_SURE, odds))))


@lru_cache(maxsize=1)
def shipped() -> dict[str, SignModel]:
    """The models beside the program by their names (`pillars`; `list.project` and the like, `measures.LEVELS`), none where
    there is no file yet. Raises ValueError if it is broken."""
    packaged = Path(__file__).resolve().parent / SHIPPED.name
    return next((load(path) for path in (SHIPPED, packaged) if path.exists()), {})


def load(path: Path) -> dict[str, SignModel]:
    """The models in a file by their names. JSON only: loading runs no code. Raises OSError, and ValueError if it is broken."""
    try:
        return parse(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: no model that decides by signs ({error}); train it again with `dvc repro signs`") from None


def parse(text: str) -> dict[str, SignModel]:
    """The models that `dump` wrote. Raises ValueError."""
    try:
        return {str(name): _model(one) for name, one in json.loads(text).items()}
    except (AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _model(data: Mapping[str, Mapping[str, float]]) -> SignModel:
    weights = {str(sign): float(weight) for sign, weight in data["weights"].items()}
    model = SignModel(float(data["intercept"]), float(data["threshold"]), weights)  # type: ignore[arg-type]
    if not all(map(math.isfinite, (model.intercept, model.threshold, *weights.values()))):
        raise ValueError("a number is not finite")
    return model


def dump(models: Mapping[str, SignModel]) -> str:
    """The models as JSON, the same bytes for the same numbers."""
    return json.dumps({name: asdict(model) for name, model in models.items()}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

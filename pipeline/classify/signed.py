"""Weights of signs: logistic regression with a ridge over what has the signs and is, or is not, what a model looks for."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.extract.sign_model import SignModel

_DIGITS = 3  # decimals kept of a weight, so that the same data gives the same bytes on any machine


class Signed:
    """Things with their signs, to some of which models are fitted."""

    def __init__(self, signs: Sequence[Mapping[str, float]]) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix

        self._names = sorted({name for own in signs for name in own})
        place = {name: k for k, name in enumerate(self._names)}
        values, places = [value for own in signs for value in own.values()], [place[name] for own in signs for name in own]
        self._rows = csr_matrix((np.array(values, dtype=np.float64), places, np.cumsum([0, *map(len, signs)])), (len(signs), len(place)))
        self._rows.sort_indices()

    def fit(self, right: Mapping[int, bool], looseness: float, threshold: float = 1.0, near: SignModel | None = None) -> SignModel | None:
        """The model of signs and what has them; None where the things do not hold both kinds.

        right: whether a thing is what the model looks for, by its place among all; the others teach nothing. The greater the
        looseness (C of scikit-learn), the less the weights are held near zero. Newton's method comes so near to the one best model
        that the last decimal kept is the same on every processor, which L-BFGS does not. near: a model that is not far from it, of
        nearly the same things, from which it is reached sooner."""
        import numpy as np
        from sklearn.linear_model import LogisticRegression

        if len(set(right.values())) < 2:
            return None
        model = LogisticRegression(C=looseness, solver="newton-cg", max_iter=10_000, tol=1e-10, warm_start=near is not None)
        if near is not None:
            model.coef_, model.intercept_ = np.array([[near.weights.get(name, 0.0) for name in self._names]]), np.array([near.intercept])
        fitted = model.fit(self._rows[list(right)], list(right.values()))
        weights = {name: round(float(w), _DIGITS) for name, w in zip(self._names, fitted.coef_[0], strict=True)}
        return SignModel(round(float(fitted.intercept_[0]), _DIGITS), threshold, {name: w for name, w in weights.items() if w})

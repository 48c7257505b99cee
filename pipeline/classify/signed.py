"""Weights of signs: logistic regression with a ridge over what has the signs and is, or is not, what a model looks for."""
from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.sign_model import SignModel

_DIGITS = 3  # decimals kept of a weight, so that the same data gives the same bytes on any machine


def fit(lessons: Sequence[tuple[dict[str, float], bool]], looseness: float, threshold: float = 1.0) -> SignModel | None:
    """The model of signs and what has them; None where the lessons do not hold both kinds. The greater the looseness (C of
    scikit-learn), the less the weights are held near zero."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    right = [told for _, told in lessons]
    if len(set(right)) < 2:
        return None
    table = DictVectorizer()
    fitted = LogisticRegression(C=looseness, max_iter=10_000, tol=1e-8).fit(table.fit_transform([signs for signs, _ in lessons]), right)
    weights = {str(name): round(float(w), _DIGITS) for name, w in zip(table.feature_names_, fitted.coef_[0])}
    return SignModel(round(float(fitted.intercept_[0]), _DIGITS), threshold, {name: w for name, w in weights.items() if w})

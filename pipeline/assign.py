"""Assignment of measures to pillars: what the structure states stays; the model places the rest or abstains."""
from __future__ import annotations

from collections.abc import Sequence

from pipeline.classify.model import PillarModel
from pipeline.extract.detail_mentions import Details
from pipeline.extract.mentions import Measure, Pillar
from pipeline.extract.unplaced import unplaced
from pipeline.layout.document import Document


def assign(document: Document, pillars: Sequence[Pillar], measures: Sequence[Measure], details: Details,
           model: PillarModel | None) -> list[Measure]:
    """The measures with a pillar where the structure states one or the model is sure enough.

    Nothing is asked about measures of which the text says that they belong to no pillar. A measure below the model's
    threshold keeps an empty pillar and the probability of the best one as its confidence.
    Word vectors and the tokenizer are loaded only if a measure is left open. Raises ValueError if the model was trained
    with other features."""
    open_ones = [k for k, m in enumerate(measures) if m.pillar < 0]
    if open_ones and (none := unplaced(document, measures)):
        open_ones = [k for k in open_ones if k not in none]
    own = _own(pillars)
    if model is None or not open_ones or len(own) < 2:
        return list(measures)
    from pipeline.classify import features
    from pipeline.classify.lessons import abouts, lessons

    if model.features != features.NAMES:
        raise ValueError("the pillar model was trained with other features; train it again with `dvc repro train`")
    about = abouts(document, measures, details)
    place = {pillar.index: k for k, pillar in enumerate(own)}
    known = features.plan_of(len(own), lessons(document, own, measures),
                             [(about[k], place[m.pillar]) for k, m in enumerate(measures) if m.pillar in place])
    features.look_up([about[k].name for k in open_ones], known)
    result = list(measures)
    for k in open_ones:
        chances = model.probabilities(features.rows(about[k], known))
        best = max(range(len(own)), key=lambda i: chances[i])
        sure = chances[best] >= model.threshold
        result[k] = measures[k]._replace(pillar=own[best].index if sure else -1, pillar_method="classifier",
                            confidence=round(chances[best], 3), guess=-1 if sure else own[best].index)
    return result


def _own(pillars: Sequence[Pillar]) -> list[Pillar]:
    """The pillars of the plan that has the last ones in the document: earlier plans are reported on first."""
    return [p for p in pillars if p.plan_name == pillars[-1].plan_name] if pillars else []

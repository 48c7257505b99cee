"""What a plan that a person wrote down teaches the model that places measures under pillars."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.classify.measures import Gathered
from pipeline.classify.train import Example, examples
from pipeline.extract import details
from pipeline.extract.measures import chosen
from pipeline.extract.sign_model import SignModel


def of_plan(plan: Gathered, models: Mapping[str, SignModel]) -> list[Example]:
    """The projects of a plan whose pillars it states. models: of measures, by kind and level."""
    document, name = plan.written.document, plan.written.plan
    measures = chosen(document, plan.pillars, plan.candidates, models)
    about = details.find(document, (), plan.pillars, measures)
    return [replace(example, plan=name) for example in examples(document, plan.pillars, measures, about)]

"""Generated plan documents: a plan drawn from a seed, printed in a house style, in five formats, with its gold rows.

made = generate(3, STYLES["roman"], pool="held")
data = write(made, "pdf")
made.gold.measures
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.generator.compose import compose
from tests.generator.gold import gold_of
from tests.generator.plan import Plan
from tests.generator.printed import Printed
from tests.generator.rows import Gold
from tests.generator.style import STYLES, HouseStyle, style
from tests.generator.typeset import typeset

FORMS = ("txt", "md", "html", "docx", "pdf")

__all__ = ["FORMS", "STYLES", "Generated", "HouseStyle", "generate", "style", "write"]


@dataclass(frozen=True)
class Generated:
    """A generated document before it is written in a format."""

    plan: Plan
    printed: Printed
    gold: Gold
    style: HouseStyle


def generate(seed: int, style: HouseStyle | None = None, pool: str = "open") -> Generated:
    """The document of a seed. Without a style the seed chooses one of STYLES. pool: `open` or `held`."""
    chosen = style or STYLES[Random(f"choice-{seed}").choice(sorted(STYLES))]
    plan = compose(seed, pool)
    printed = typeset(plan, chosen)
    return Generated(plan, printed, gold_of(printed), chosen)


def write(generated: Generated, form: str) -> bytes:
    """The document in one of FORMS."""
    printed, style = generated.printed, generated.style
    if form == "txt":
        from tests.generator.text import text

        return text(printed, style).encode()
    if form == "md":
        from tests.generator.markdown import markdown

        return markdown(printed, style).encode()
    if form == "html":
        from tests.generator.html import html

        return html(printed, style).encode()
    if form == "docx":
        from tests.generator.word import word

        return word(printed, style)
    if form == "pdf":
        from tests.generator.pdf import pdf

        return pdf(printed, style)
    raise ValueError(form)

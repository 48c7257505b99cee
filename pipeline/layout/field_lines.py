"""Lines that are fields of a sheet about a measure: a label and what it says (担当課 税務課)."""
from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.layout.line import Line
from pipeline.layout.lines import SENTENCE_ENDS
from pipeline.layout.lists import bullet
from pipeline.layout.numbering import parse
from pipeline.layout.project_names import suffixes
from pipeline.layout.tables import is_label

_LABEL_END = re.compile("[ \u3000:：]")
_LONGEST = 40  # code points of a line that is the rest of a name


def opens_field(text: str) -> bool:
    """Whether a line opens with the label of a field and a space, as the lines of a sheet about a measure do (担当課 税務課)."""
    label = _LABEL_END.split(text, 1)[0]
    return len(label) < len(text.rstrip()) - 1 and is_label(label)


def between_fields(lines: Sequence[Line], i: int) -> bool:
    """Whether a line without a label stands between fields of a sheet, as the rest of the name above it (取組名 …公共 / 施設包括管理 / 概要 …)."""
    before, line = lines[i - 1].text, lines[i].text
    return (i + 1 < len(lines) and not lines[i + 1].blank and len(line) <= _LONGEST and line[-1] not in SENTENCE_ENDS and before[-1] not in SENTENCE_ENDS
            and opens_field(before) and opens_field(lines[i + 1].text) and not bullet(line) and parse(line) is None
            and not (before.endswith(suffixes()) and line.endswith(suffixes())))

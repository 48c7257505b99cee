"""Lines as plain paragraphs of a Word file, as its reader gives them."""
import io
from collections.abc import Sequence

import docx

from pipeline.readers import word
from pipeline.source import SourceText


def of_paragraphs(lines: Sequence[str]) -> SourceText:
    file, data = docx.Document(), io.BytesIO()
    for each in lines:
        file.add_paragraph(each)
    file.save(data)
    return word.read(data.getvalue())

"""Keikaku: Japanese prefectural plans as tables with provenance. Names of the library load when they are used."""
from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.extraction import Extraction as Extraction
    from pipeline.run import extract_corpus as extract_corpus
    from pipeline.analysis import extract_document as extract_document

_HOMES = {
    "Extraction": "pipeline.extraction",
    "extract_corpus": "pipeline.run",
    "extract_document": "pipeline.analysis",
}
__all__ = ["Extraction", "extract_corpus", "extract_document"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

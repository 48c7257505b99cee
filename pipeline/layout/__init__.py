"""SourceText to Document: pages, headings, tables, lists and notes."""
from pipeline.layout.build import build

__all__ = ["build"]

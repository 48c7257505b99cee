"""What a tagged PDF says of its headings: the levels of the parts of a page that are tagged as such (H1 to H6)."""
from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

_MOST = 20_000  # elements of a page that are looked at
_LEVELS = {f"H{level}": level for level in range(1, 7)}
_ROOM = 16  # bytes of the name of a tag, in UTF-16; longer ones are no headings


def tagged(page: Any) -> dict[int, int]:
    """The levels of headings by the number of the marked content that prints them; empty for a page without tags."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    found: dict[int, int] = {}
    seen = 0
    try:
        stack = [(pdfium.FPDF_StructTree_GetChildAtIndex(tree, k), 0) for k in range(min(_MOST, pdfium.FPDF_StructTree_CountChildren(tree)))]
        while stack and seen < _MOST:
            element, level = stack.pop()
            if not element:
                continue
            seen += 1
            level = _LEVELS.get(_name(element), level)
            if level:
                count = min(_MOST, pdfium.FPDF_StructElement_GetMarkedContentIdCount(element))
                found |= {number: level for k in range(count) if (number := pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, k)) >= 0}
            stack += [(pdfium.FPDF_StructElement_GetChildAtIndex(element, k), level)
                      for k in range(min(_MOST - len(stack), pdfium.FPDF_StructElement_CountChildren(element)))]
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return found


def _name(element: Any) -> str:
    name = ctypes.create_string_buffer(_ROOM)
    size = pdfium.FPDF_StructElement_GetType(element, name, _ROOM)
    return name.raw[:size - 2].decode("utf-16-le", "ignore") if 2 < size <= _ROOM else ""

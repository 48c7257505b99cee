"""What a PDF may cost, and the lines that refuse one: the limits, their reasons, and problem and mend for each."""
from __future__ import annotations

BOLD, GOTHIC = 1, 2
"""Bits of the style of a character."""
LEVEL = 32
"""The style of a character in a heading by tag has so much more for each level."""

MAX_PAGES = 3_000
"""A plan with all its annexes has a few hundred; more is a collection, or an attack."""
MAX_CHARACTERS_OF_PAGE = 40_000
"""A dense page of a plan has 3,000, an A3 table in small print 15,000."""
MAX_CHARACTERS = 2_000_000
"""Of all pages; a plan of a thousand pages has half of it. So many take a minute and a half."""
MAX_OBJECTS_OF_PAGE = 100_000
"""Drawn objects that are looked at for rules; a map has more, and no tables."""
MAX_RULES = 8_000
"""Straight lines of a page that are looked at as grids of tables; a drawing has more."""
MAX_DOTS = 300
"""Spots of a page that are looked at as bullets of lists; a drawing or a chart has more."""
MAX_MEMORY = 700 * 1024 * 1024
"""Bytes of address space of the process that opens the file. A plan of 350 pages needs a tenth: pictures stay packed."""
START_SECONDS = 15.0
"""Seconds that the file may take to open, and that all pages may be late together: a bomb ends within 20 seconds."""
PAGE_SECONDS = 0.15
"""Seconds that each page adds to that: ten times what a full page of text needs."""

_AGAIN = "download it again, or open it in a viewer and print it to a new PDF"
PROBLEMS = {
    "cut": ("the end of the PDF is missing", "download it again"),
    "locked": ("the PDF is locked with a password", "save it without one (qpdf --password=... --decrypt in.pdf out.pdf)"),
    "broken": ("a PDF that cannot be opened", _AGAIN),
    "page": ("a PDF with a broken page", _AGAIN),
    "pages": (f"a PDF of more than {MAX_PAGES:,} pages", "split it"),
    "crowded": (f"a PDF page with more than {MAX_CHARACTERS_OF_PAGE:,} characters", "leave that page out"),
    "long": (f"a PDF of more than {MAX_CHARACTERS:,} characters", "split it"),
    "slow": ("a PDF that takes too long to read", "split it, or print it to a new PDF"),
    "died": ("a PDF that needs too much memory or stops the reader", "split it, or print it to a new PDF"),
    "empty": ("a PDF without text", "give it a text layer first (ocrmypdf -l jpn in.pdf out.pdf)"),
    "scanned": ("a PDF of scanned pages without text", "give it a text layer first (ocrmypdf -l jpn in.pdf out.pdf)"),
    "unmapped": ("a PDF whose fonts do not say which characters they print",
                 "read it by OCR first (ocrmypdf --force-ocr -l jpn in.pdf out.pdf)"),
    "vertical": ("a PDF in vertical writing, which is not read", "save its text as plain text or HTML"),
}
"""Problem and mend by the word that names them."""

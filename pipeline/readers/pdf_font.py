"""A font of 380 bytes that stands in for Japanese fonts which a PDF names but does not hold: a box for every character."""
from __future__ import annotations

import struct

EM = 1000
_RISE, _FALL = 880, -120  # of a Japanese character above and below the baseline, in thousandths of its size
_WIDE = 50  # of the box, so that no narrow letter's box is wider than the letter


def stand_in() -> bytes:
    """A TrueType font whose only glyph, a thin box, is the glyph of each Unicode character.

    PDFium drops characters without an outline, so text in fonts that the file does not hold would come and go with the
    fonts of the machine. Widths are those that the PDF states; nothing is drawn."""
    glyph = _glyph()
    tables = {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 0x20, 0x10FFFF, 1),
        b"glyf": glyph + glyph,
        b"head": struct.pack(">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, EM, 0, 0, 0, _FALL, EM, _RISE, 0, 8,
                             2, 1, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, _RISE, _FALL, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, 1),
        b"hmtx": struct.pack(">Hhh", EM, 0, 0),
        b"loca": struct.pack(">III", 0, len(glyph), 2 * len(glyph)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64)
    at = len(head) + 16 * len(tables)
    body = b""
    for name in sorted(tables):
        data = tables[name]
        padded = data + b"\0" * (-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        head += name + struct.pack(">III", checksum, at + len(body), len(data))
        body += padded
    return head + body


def _glyph() -> bytes:
    """The outline of the box: one contour of four points."""
    outline = struct.pack(">hhhhhHH", 1, 0, _FALL, _WIDE, _RISE, 3, 0) + bytes([1] * 4)
    outline += struct.pack(">4h", 0, 0, _WIDE, 0) + struct.pack(">4h", _FALL, _RISE - _FALL, 0, _FALL - _RISE)
    return outline + b"\0" * (-len(outline) % 4)

"""Signs of symbol fonts (Wingdings, Symbol): the characters that a reader sees for their codes."""
from __future__ import annotations

WINGDINGS = {0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○",
             0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xFC: "✓", 0xFE: "☑",
             **{0x81 + k: chr(ord("①") + k) for k in range(10)}, **{0x8C + k: chr(ord("❶") + k) for k in range(10)}}
_SYMBOL = {0xB7: "•", 0xA8: "◆", 0xAE: "→", 0xDE: "⇒"}
_SYMBOL_FIRST = {**WINGDINGS, **_SYMBOL}
_UNKNOWN = {**WINGDINGS, 0xB7: "•"}  # by far the most frequent signs of either font
_FONT = 0xF000  # where symbol fonts keep their codes, of which there are 256


def is_private(char: str) -> bool:
    """Whether a character has a meaning in its font only."""
    return "\ue000" <= char <= "\uf8ff"


def is_wingdings(face: str) -> bool:
    """Whether a font of that name has signs for letters."""
    return "wingdings" in face.lower()


def printed(char: str, face: str = "") -> str:
    """The sign that a character is in a font of that name; the character itself where it is none of a symbol font."""
    code = ord(char)
    wingdings = is_wingdings(face)
    if not _FONT <= code < _FONT + 0x100 and not (wingdings and code < 0x100):
        return char
    table = WINGDINGS if wingdings else _SYMBOL_FIRST if "symbol" in face.lower() else _UNKNOWN
    return table.get(code & 0xFF, char)

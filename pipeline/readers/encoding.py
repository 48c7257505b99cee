"""Bytes to str: UTF-8, UTF-16 with a byte order mark, Shift_JIS (cp932) and EUC-JP; strict, and refused in doubt."""
from __future__ import annotations

import codecs
import re

from pipeline.readers import MAX_BYTES, unreadable

_MEND = "save the file as UTF-8"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.01  # text taken from a PDF may hold a stray control character; more is no text
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_HIRAGANA = re.compile("[ぁ-ん]")
_JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e\uffe0-\uffe5○●◎◇◆□■△▲▽▼☆★※①-⑳Ⅰ-Ⅹ→←↑↓…‥—―]")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_PRIVATE = re.compile("[\ue000-\uf8ff\x80-\x9f]")
_LONE = re.compile(r"(?<=[A-Za-z])[^\x00-\x7f](?=[A-Za-z])")  # `Pr馭ecture`: an accented letter read as Shift_JIS
_PLAUSIBLE = 0.5
_SAMPLE = 200_000  # characters or bytes that are weighed
_NEC_ROWS = frozenset((13, *range(89, 93)))  # ① ㈱ Ⅳ and the kanji of NEC, which Python's euc_jp leaves out


def decode(data: bytes, name: str, declared: str = "") -> str:
    """The text of `data`: byte order mark dropped, CRLF and CR turned to LF, nothing else changed.

    declared: the encoding that the file itself names (HTML); asked only where the bytes are no UTF-8.
    Raises UnreadableDocument, naming the file as `name`, for binary data, another or a broken encoding, and for text
    without any visible character."""
    if len(data) > MAX_BYTES:
        raise unreadable(name, f"larger than {MAX_BYTES >> 20} MiB", "split it, or keep its text only")
    text = _decoded(data, name, declared).removeprefix("\ufeff")
    if "\0" in text:
        raise unreadable(name, "holds NUL bytes, so it is binary or UTF-16 without a byte order mark", _MEND)
    if "\x1b$" in text or "\x1b(" in text:
        raise unreadable(name, "looks like ISO-2022-JP", _MEND)
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise unreadable(name, "holds control characters, so it is no text", _MEND)
    if not text.strip():
        raise unreadable(name, "holds no text", "check that the right file was saved")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str, declared: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise unreadable(name, f"broken UTF-16 at byte {error.start}", _MEND) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    if b"\0" in data:
        raise unreadable(name, "holds NUL bytes, so it is binary or UTF-16 without a byte order mark", _MEND)
    text = _japanese(data, declared)
    if text is not None:
        return text
    sample = data[:_SAMPLE]
    if len(_HIRAGANA.findall(sample.decode("utf-8", "ignore"))) * 30 > len(sample):
        raise unreadable(name, f"UTF-8 with a broken character at byte {broken.start}", "save it again as UTF-8")
    raise unreadable(name, "neither UTF-8 nor clearly Shift_JIS or EUC-JP", _MEND)


def _japanese(data: bytes, declared: str) -> str | None:
    """The more plausible reading as Shift_JIS or EUC-JP; None if neither is one. What the file declares breaks ties."""
    best, found = _PLAUSIBLE, None
    wanted = _CODECS.get(declared.strip().lower(), "")
    for codec in sorted(("cp932", "euc_jp"), key=lambda each: each != wanted):
        try:
            text = data.decode(codec, _NEC if codec == "euc_jp" else "strict")
        except UnicodeDecodeError:
            continue
        if (score := _plausibility(text)) > best:
            best, found = score, text
    return found


_CODECS = {"shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932",
           "ms932": "cp932", "cp932": "cp932", "ms_kanji": "cp932", "euc-jp": "euc_jp", "x-euc-jp": "euc_jp",
           "euc_jp": "euc_jp", "eucjp": "euc_jp", "eucjp-ms": "euc_jp", "cp51932": "euc_jp"}


def _plausibility(text: str) -> float:
    """How much a reading looks like Japanese: 1 for kanji alone, up to 2 for hiragana, under 0.5 for soup."""
    first = _NON_ASCII.search(text)
    if first is None or _PRIVATE.search(text):
        return 0.0
    text = text[max(0, first.start() - 1):first.start() + _SAMPLE]
    foreign = len(_NON_ASCII.findall(text))
    soup = len(_HALF_WIDTH.findall(text)) + len(_LONE.findall(text))
    return (len(_JAPANESE.findall(text)) + len(_HIRAGANA.findall(text)) - 2 * soup) / foreign


def _nec_character(error: UnicodeError) -> tuple[str, int]:
    """Error handler: a two-byte character of the NEC rows in EUC-JP, read through its place in cp932."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start:error.start + 2]
    if len(pair) < 2 or pair[1] < 0xA1 or pair[0] - 0xA0 not in _NEC_ROWS:
        raise error
    row, cell = pair[0] - 0xA0, pair[1] - 0xA0
    lead = (row - 1) // 2 + (0x81 if row <= 62 else 0xC1)
    trail = cell + (0x3F + (cell >= 64) if row % 2 else 0x9E)
    try:
        return bytes((lead, trail)).decode("cp932"), error.start + 2
    except UnicodeDecodeError:
        raise error from None


_NEC = "keikaku-nec-rows"
codecs.register_error(_NEC, _nec_character)

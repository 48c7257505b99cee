"""The process that opens a PDF with PDFium, apart from the main one: reads the file from its input, writes its pages."""
from __future__ import annotations

import ctypes
import marshal
import re
import sys
from typing import Any, BinaryIO
from unicodedata import east_asian_width

import pypdfium2.raw as pdfium

from pipeline.readers.pdf_font import stand_in
from pipeline.readers.pdf_limits import (
    BOLD, GOTHIC, LEVEL, MAX_CHARACTERS_OF_PAGE, MAX_DOTS, MAX_MEMORY, MAX_OBJECTS_OF_PAGE, MAX_PAGES, MAX_RULES)
from pipeline.readers.pdf_tagged import tagged
from pipeline.readers.symbols import is_private, is_wingdings, printed

_CUT_WORD = 2  # what PDFium gives for a hyphen with which a line ends (kHyphenCode); in an address it is printed
_BOLD = re.compile(r"bold|heavy|black|-B$|-EB$|-H$|-W[6-9]|-DB|ultra", re.I)
_GOTHIC = re.compile(r"goth|kaku|meiryo|sans|maru|ゴシック|ｺﾞｼｯｸ|helvetica|arial|yugo", re.I)
_BOLD_WEIGHT = 700
_STROKED = 2  # text render mode: fill, then stroke; how Word makes a bold of a font that has none
_DRAWN, _SIGNS, _SYMBOLS = 4, 8, 16  # bits beside BOLD and GOTHIC
_STYLE = BOLD | GOTHIC | 7 * LEVEL
_CJK_CHARSETS = frozenset({128, 129, 134, 136})
_FORM_DEPTH = 6
_WHITE = 250
_THIN = 2.5  # points; a filled box that is thinner is a rule
_SCALE = 1000

_SPOT = (1.5, 8.0)  # points; the bullet of a list is that large

Affine = tuple[float, float, float, float, float, float]
Drawn = tuple[float, float, float, float]


def main(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer with marshalled values: the number of pages or a problem, then a page each.

    A page is (width, height, turn, glyphs, rules, dots, image): points, origin top left, after `turn` quarter turns that set
    the text upright; glyphs (text, left, right, baseline, size, style) in the order of the file; rules and dots (x0, y0, x1, y1);
    image: the share of the page that pictures cover. A problem is a word of `pdf_limits.PROBLEMS`."""
    data = source.read()
    fonts = _Fonts()
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(fonts.info))
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        refused = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        return marshal.dump("locked" if refused else "broken", sink)
    pages = pdfium.FPDF_GetPageCount(document)
    if not 0 < pages <= MAX_PAGES:
        return marshal.dump("pages" if pages > 0 else "broken", sink)
    marshal.dump(pages, sink)
    sink.flush()  # before the first page may take this process down, so that the reader knows which one did
    for number in range(pages):
        marshal.dump(_page(document, number), sink)
        sink.flush()


class _Fonts:
    """The system fonts as PDFium sees them: none, but the stand-in for each Japanese, Chinese or Korean one."""

    def __init__(self) -> None:
        self.info = pdfium.FPDF_SYSFONTINFO()
        self.info.version = 1
        self._font = stand_in()
        types = dict(pdfium.FPDF_SYSFONTINFO._fields_)
        calls: dict[str, Any] = {
            "Release": lambda this: None, "EnumFonts": lambda this, mapper: None, "GetFont": lambda this, face: None,
            "MapFont": lambda this, weight, italic, charset, pitch, face, exact: 1 if charset in _CJK_CHARSETS else None,
            "GetFontData": self._data, "GetFaceName": lambda this, font, buffer, size: 0,
            "GetFontCharset": lambda this, font: 128, "DeleteFont": lambda this, font: None}
        for name, call in calls.items():
            setattr(self.info, name, types[name](call))

    def _data(self, this: Any, font: Any, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0
        if buffer and size >= len(self._font):
            ctypes.memmove(buffer, self._font, len(self._font))
        return len(self._font)


def _page(document: Any, number: int) -> Any:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return "page"
    text = pdfium.FPDFText_LoadPage(page)
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        if not (0 < width < 20_000 and 0 < height < 20_000):
            return "page"
        count = pdfium.FPDFText_CountChars(text) if text else 0
        if count > MAX_CHARACTERS_OF_PAGE:
            return "crowded"
        place = _placement(page, width, height)
        chars = _chars(text, count, place, tagged(page))
        turn = _main_turn(chars)
        if turn:
            place, width, height = _turned(place, turn, width, height)
        glyphs = [_upright(char, place) for char in chars if char[2] == turn]
        glyphs = [g for g in glyphs if g[1] < width and g[2] > 0 and 0 < g[3] < height + g[4]]  # beside the page nobody reads
        rules, dots, image = _drawings(page, place)
        return width, height, turn, glyphs, rules, dots, min(1.0, image / (width * height))
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _placement(page: Any, width: float, height: float) -> Affine:
    """The map from the page's own space to points from its top left corner, as it is shown."""
    def shown(x: float, y: float) -> tuple[float, float]:
        left, top = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, int(width * _SCALE), int(height * _SCALE), 0, x, y, left, top)
        return left.value / _SCALE, top.value / _SCALE

    (x, y), (xa, ya), (xb, yb) = shown(0, 0), shown(_SCALE, 0), shown(0, _SCALE)
    a, b, c, d = ((xa - x) / _SCALE, (ya - y) / _SCALE, (xb - x) / _SCALE, (yb - y) / _SCALE)
    return round(a, 3), round(b, 3), round(c, 3), round(d, 3), x, y


def _turned(place: Affine, turn: int, width: float, height: float) -> tuple[Affine, float, float]:
    """The map after `turn` quarter turns to the left, with the new width and height."""
    a, b, c, d, e, f = place
    for _ in range(turn):
        a, b, c, d, e, f = b, -a, d, -c, f, width - e
        width, height = height, width
    return (a, b, c, d, e, f), width, height


def _chars(text: Any, count: int, place: Affine, levels: dict[int, int]) -> list[tuple[Any, ...]]:
    """The characters as (text, style, turn, size, box left, bottom, right, top, origin x, y) in the page's own space.

    levels: of the headings by tag."""
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    char_of, box_of, origin_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    generated, object_of = pdfium.FPDFText_IsGenerated, pdfium.FPDFText_GetTextObject
    found: list[tuple[Any, ...]] = []
    last, look = -1, (0, 0, 0.0)
    high = 0  # the first half of a character beyond the first plane
    glyph, more = (0, 0.0, 0.0), 0  # object and sides of the glyph before, and how many characters it gave beside its first
    for i in range(count):
        code = char_of(text, i)
        if generated(text, i):
            continue
        if code == _CUT_WORD:
            code = ord("-")
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        owner = ctypes.cast(object_of(text, i), ctypes.c_void_p).value or 0
        if owner != last:
            last, look = owner, _look(text, i, place)
            if levels and owner:
                look = look[0] + LEVEL * levels.get(pdfium.FPDFPageObj_GetMarkedContentID(object_of(text, i)), 0), *look[1:]
        box_of(text, i, to_box)
        origin_of(text, i, to_x, to_y)
        more = more + 1 if glyph == (owner, box.left, box.right) else 0
        glyph = owner, box.left, box.right
        shift = (box.right - box.left) * more / (more + 1)  # the second letter of a ligature (ff, fi) stands behind the first
        found.append((chr(code or 0xFFFD), *look, box.left + shift, box.bottom, box.right, box.top, x.value + shift, y.value))
    return found


def _look(text: Any, i: int, place: Affine) -> tuple[int, int, float]:
    """Style, turn (-1: aslant) and size in points of the text object of a character."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, i, matrix)
    size = pdfium.FPDFText_GetFontSize(text, i) * (matrix.c ** 2 + matrix.d ** 2) ** 0.5
    a, b, c, d = place[:4]
    right, down = a * matrix.a + c * matrix.b, b * matrix.a + d * matrix.b
    length = max((right ** 2 + down ** 2) ** 0.5, 1e-9)
    turns = {(1, 0): 0, (0, 1): 1, (-1, 0): 2, (0, -1): 3}
    straight = max(abs(right), abs(down)) > 0.998 * length
    turn = turns[round(right / length), round(down / length)] if straight else -1
    name = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(text, i, name, len(name), ctypes.c_int())
    face = name.value.decode("utf-8", "ignore")
    bold = bool(_BOLD.search(face)) or pdfium.FPDFText_GetFontWeight(text, i) >= _BOLD_WEIGHT
    if not bold:
        bold = pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(text, i)) == _STROKED
    drawn = not face  # a Type 3 font, whose characters are drawings without a width that PDFium tells
    signs = _SIGNS * is_wingdings(face) + _SYMBOLS * ("symbol" in face.lower())
    return BOLD * bold + GOTHIC * bool(_GOTHIC.search(face)) + _DRAWN * drawn + signs, turn, round(size, 2)


def _main_turn(chars: list[tuple[Any, ...]]) -> int:
    """The direction in which most characters of the page run, in quarter turns."""
    counts = [sum(1 for char in chars if char[2] == turn) for turn in range(4)]
    return counts.index(max(counts))


def _upright(char: tuple[Any, ...], place: Affine) -> tuple[str, float, float, float, float, int]:
    text, style, _, size, left, bottom, right, top, x, y = char
    a, b, c, d, e, f = place
    ends = sorted((a * left + c * bottom + e, a * right + c * top + e))
    if style & _DRAWN:
        ends[0] = a * x + c * y + e
        if east_asian_width(text) in "WF":
            ends[1] = ends[0] + size
    if style & _SIGNS or is_private(text):
        text = printed(text, "wingdings" if style & _SIGNS else "symbol" if style & _SYMBOLS else "")
    return text, round(ends[0], 2), round(ends[1], 2), round(b * x + d * y + f, 2), size, style & _STYLE


def _drawings(page: Any, place: Affine) -> tuple[list[Drawn], list[Drawn], float]:
    """The straight rules of a page (lines, edges of boxes), its dots, and the area of its pictures in square points."""
    rules: list[Drawn] = []
    dots: list[Drawn] = []
    seen, area = 0, 0.0
    stack = [(pdfium.FPDFPage_GetObject(page, i), place, 0)
             for i in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS_OF_PAGE) - 1, -1, -1)]
    while stack:
        item, at, depth = stack.pop()
        seen += 1
        if seen > MAX_OBJECTS_OF_PAGE or len(rules) > MAX_RULES:
            return [], [], area
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            if (dot := _dot(item, at)) is not None:
                dots.append(dot)
            else:
                rules += _path(item, _composed(at, item))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = _composed(at, item)
            area += abs(a * d - b * c)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            inside = _composed(at, item)
            count = min(pdfium.FPDFFormObj_CountObjects(item), MAX_OBJECTS_OF_PAGE)
            stack += [(pdfium.FPDFFormObj_GetObject(item, i), inside, depth + 1) for i in range(count - 1, -1, -1)]
    return rules, dots if len(dots) <= MAX_DOTS else [], area


def _dot(item: Any, place: Affine) -> Drawn | None:
    """The box of a small round or square spot, as browsers draw the bullets of a list; None for any other path."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    a, b, c, d, e, f = place
    xs = sorted((a * left.value + c * bottom.value + e, a * right.value + c * top.value + e))
    ys = sorted((b * left.value + d * bottom.value + f, b * right.value + d * top.value + f))
    wide, high = xs[1] - xs[0], ys[1] - ys[0]
    if not (_SPOT[0] <= min(wide, high) and max(wide, high) <= _SPOT[1] and abs(wide - high) <= 0.2 * max(wide, high)):
        return None
    return round(xs[0], 2), round(ys[0], 2), round(xs[1], 2), round(ys[1], 2)


def _composed(place: Affine, item: Any) -> Affine:
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, own)
    a, b, c, d, e, f = place
    return (a * own.a + c * own.b, b * own.a + d * own.b, a * own.c + c * own.d, b * own.c + d * own.d,
            a * own.e + c * own.f + e, b * own.e + d * own.f + f)


def _path(item: Any, place: Affine) -> list[tuple[float, float, float, float]]:
    """The straight rules of one path; a thin filled box is one rule, a white or an unpainted one none."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return []
    sides = _sides(item, place)
    if stroke.value or not sides:
        return sides
    xs, ys = [v for s in sides for v in (s[0], s[2])], [v for s in sides for v in (s[1], s[3])]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    if bottom - top <= _THIN or right - left <= _THIN:
        if len(sides) > 6:
            return []
        middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
        flat = bottom - top <= right - left
        return [(left, middle_y, right, middle_y)] if flat else [(middle_x, top, middle_x, bottom)]
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return [] if known and min(red.value, green.value, blue.value) >= _WHITE else sides


def _sides(item: Any, place: Affine) -> list[tuple[float, float, float, float]]:
    """The sides of a path that run along the page's edges: (x0, y0, x1, y1), x0 <= x1 and y0 <= y1."""
    a, b, c, d, e, f = place
    found: list[tuple[float, float, float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for k in range(min(pdfium.FPDFPath_CountSegments(item), MAX_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(item, k)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            _add(found, last, point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            _add(found, point, first)
            point = first
        last = point
    return found


def _add(found: list[tuple[float, float, float, float]], one: tuple[float, float], other: tuple[float, float]) -> None:
    wide, high = abs(one[0] - other[0]), abs(one[1] - other[1])
    if (wide > 1 or high > 1) and min(wide, high) <= 0.5:
        xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
        if wide >= high:
            ys = [sum(ys) / 2] * 2
        else:
            xs = [sum(xs) / 2] * 2
        found.append((round(xs[0], 2), round(ys[0], 2), round(xs[1], 2), round(ys[1], 2)))


def _limit_memory() -> None:
    """Cap the address space, so that a file that unpacks without end stops this process and nothing else."""
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_memory()
    main(sys.stdin.buffer, sys.stdout.buffer)
    sys.stdout.flush()

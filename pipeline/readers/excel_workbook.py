"""The visible sheets of an Excel workbook: what each cell shows, and what it spans once hidden rows are gone.

openpyxl casts the values. It gets a copy of the workbook with nothing in it but the cells that hold something, because
on a whole workbook it lays out every merged cell, link and drawing, stops at properties that it does not know, and
takes the built-in date formats of Japanese Excel for plain numbers."""
from __future__ import annotations

import re
import warnings
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from pipeline.readers.excel_values import displayed
from pipeline.readers.office_package import Package

MAX_CELLS = 200_000
"""Cells with a value in one workbook; openpyxl takes some 500 bytes each. A plan's annexes have some ten thousand."""
MAX_SHEETS = 500
MAX_COLUMNS = 16_384
"""Columns of a sheet, as in Excel."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_X = f"{{{_MAIN}}}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_TITLE_ROWS = re.compile(r"!\$([0-9]{1,7}):\$([0-9]{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_JAPANESE = {27: '[$-411]ge.m.d', 28: '[$-411]ggge"年"m"月"d"日"', 30: "m/d/yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"時"mm"分"',
             33: 'h"時"mm"分"ss"秒"', 34: 'yyyy"年"m"月"', 35: 'm"月"d"日"'}
"""Formats that Japanese Excel has built in and does not write into the file; 29, 36 and 50 to 58 repeat them."""
_JAPANESE |= {29: _JAPANESE[28], 36: _JAPANESE[27], 50: _JAPANESE[27], 51: _JAPANESE[28], 52: _JAPANESE[34], 53: _JAPANESE[35],
              54: _JAPANESE[28], 55: _JAPANESE[34], 56: _JAPANESE[35], 57: _JAPANESE[27], 58: _JAPANESE[28], 14: "yyyy/m/d",
              22: "yyyy/m/d h:mm"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell that shows something. Places count from 1 without hidden rows and columns; `bottom`, `right` are inclusive.

    header: it lies in the rows that are printed again on each page."""

    top: int
    left: int
    bottom: int
    right: int
    text: str
    header: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet with its cells in reading order."""

    name: str
    cells: tuple[Shown, ...]


@dataclass(slots=True)
class _Raw:
    """A sheet as stripped for openpyxl, and what was taken out before."""

    name: str
    xml: bytes
    places: list[tuple[int, int]]  # of the cells in `xml`: row, column
    merged: Mapping[tuple[int, int], tuple[int, int]]  # upper left place: lower right place
    rows: list[int]  # hidden
    columns: list[int]  # hidden
    titles: tuple[int, int]


def sheets(package: Package) -> list[Sheet]:
    """The visible sheets that show something, in the order of their tabs.

    Raises UnreadableDocument for a broken workbook and for one with more than MAX_CELLS values."""
    main = package.related("", "officeDocument") or "xl/workbook.xml"
    root = package.tree(main)
    if root is None or root.tag != _X + "workbook":
        raise package.error("a zip archive without an Excel workbook in it")
    relations = package.relations(main)
    kinds = {each.kind: each.target for each in relations.values()}
    styles = _styles(package.tree(kinds.get("styles", "")))
    titles = _title_rows(root)
    raw: list[_Raw] = []
    left = MAX_CELLS
    listed = list(root.iter(_X + "sheet"))
    if len(listed) > MAX_SHEETS:
        raise package.error(f"it has more than {MAX_SHEETS} sheets")
    for number, each in enumerate(listed):
        relation = relations.get(each.get(f"{{{_REL}}}id") or "")
        if each.get("state", "visible") == "visible" and relation is not None and relation.kind == "worksheet":
            tree = package.tree(relation.target)
            if tree is not None:
                raw.append(_strip(package, tree, each.get("name") or "", titles.get(number, (0, 0)), styles, left))
                left -= len(raw[-1].places)
    settings = root.find(f"{_X}workbookPr")
    late = settings is not None and _on(settings.get("date1904"))
    strings = package.tree(kinds.get("sharedStrings", ""))  # parsed here, because openpyxl's own parser knows no limits
    shared = b"" if strings is None else etree.tostring(strings)
    del strings
    return [sheet for sheet in _load(package, raw, shared, styles, late) if sheet.cells]


def _strip(package: Package, tree: etree._Element, name: str, titles: tuple[int, int], styles: list[str], most: int) -> _Raw:
    """A sheet with nothing left but the cells that hold a value."""
    hidden_rows: list[int] = []
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    for each in tree.iter(_X + "mergeCell"):
        if (place := _place(each.get("ref") or "")) is not None:
            merged.setdefault(place[0], place[1])
    hidden_columns: set[int] = set()
    for each in tree.iter(_X + "col"):
        if _on(each.get("hidden")) or _nothing(each.get("width")):
            first, last = _number(each.get("min")), min(_number(each.get("max")), MAX_COLUMNS)
            hidden_columns.update(range(first, last + 1))
    out = etree.Element(_X + "worksheet", nsmap={None: _MAIN})
    data = etree.SubElement(out, _X + "sheetData")
    places: list[tuple[int, int]] = []
    row_number = 0
    for row in tree.iter(_X + "row"):
        row_number = _number(row.get("r")) or row_number + 1
        if _on(row.get("hidden")) or _nothing(row.get("ht")):
            hidden_rows.append(row_number)
        kept = etree.SubElement(data, _X + "row", r=str(row_number))
        column = 0
        for cell in row.iterchildren(_X + "c"):
            place = _place(cell.get("r") or "")
            column = place[0][1] if place is not None else column + 1
            held = cell.find(_X + ("is" if cell.get("t") == "inlineStr" else "v"))
            if held is None or not (len(held) or held.text):
                continue
            places.append((row_number, column))
            if len(places) > most:
                raise package.error(f"more than {MAX_CELLS} cells hold a value")
            one = etree.SubElement(kept, _X + "c", r=f"{_letters(column)}{row_number}", t=cell.get("t") or "n")
            style = _number(cell.get("s"))
            one.set("s", str(style if style < len(styles) else 0))
            one.append(held)
    return _Raw(name, etree.tostring(out), places, merged, sorted(set(hidden_rows)), sorted(hidden_columns), titles)


def _load(package: Package, raw: list[_Raw], strings: bytes, styles: list[str], late: bool) -> list[Sheet]:
    """Let openpyxl cast the values, sheet by sheet."""
    from openpyxl import load_workbook
    from openpyxl.utils.datetime import from_excel

    if not raw:
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(BytesIO(_copy(raw, strings, styles, late)), data_only=True, keep_links=False)
            to_date = partial(from_excel, epoch=book.epoch)
            found = []
            for number, each in enumerate(raw):
                cells = map(book[f"s{number}"].cell, *zip(*each.places)) if each.places else ()
                found.append(Sheet(each.name, _visible(each, [
                    (cell.row, cell.column, _text(displayed(cell.value, cell.number_format, to_date))) for cell in cells])))
            return found
        except Exception as error:  # whatever a library raises on a workbook that is not sound
            raise package.error(f"broken: its cells cannot be read ({type(error).__name__})") from error


def _visible(raw: _Raw, cells: list[tuple[int, int, str]]) -> tuple[Shown, ...]:
    """Cells at their places among the visible rows and columns; those wholly hidden are left out."""
    found = []
    for row, column, text in cells:
        if not text:
            continue
        last_row, last_column = raw.merged.get((row, column), (row, column))
        top, bottom = row - bisect_left(raw.rows, row), last_row - bisect_left(raw.rows, last_row + 1)
        left, right = column - bisect_left(raw.columns, column), last_column - bisect_left(raw.columns, last_column + 1)
        if top <= bottom and left <= right:
            found.append(Shown(top, left, bottom, right, text, raw.titles[0] <= row <= raw.titles[1]))
    return tuple(sorted(found, key=lambda cell: (cell.top, cell.left)))


def _text(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(_unescape, text)
    if text.isprintable():  # nearly all
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c == "\n" or c == "\t" or (c >= " " and not 0xD800 <= ord(c) < 0xE000)).strip()


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found.group(1), 16))


def _copy(raw: list[_Raw], strings: bytes, styles: list[str], late: bool) -> bytes:
    """The stripped workbook, in the plainest form."""
    head, names = '<?xml version="1.0" encoding="UTF-8"?>', [f"s{number}" for number in range(len(raw))]
    formats = {code: 164 + number for number, code in enumerate(sorted(set(styles)))}
    parts = {name: ("worksheet", f"worksheets/{name}.xml") for name in names} | {"styles": ("styles", "styles.xml")}
    if strings:
        parts["strings"] = "sharedStrings", "sharedStrings.xml"
    types = "".join(f'<Override PartName="/xl/{target}" ContentType="{_TYPE}.{kind}+xml"/>' for kind, target in parts.values())
    relations = "".join(f'<Relationship Id="{name}" Type="{_REL}/{kind}" Target="/xl/{target}"/>' for name, (kind, target) in parts.items())
    listed = "".join(f'<sheet name="{name}" sheetId="{number}" r:id="{name}"/>' for number, name in enumerate(names, 1))
    style = etree.Element(_X + "styleSheet", nsmap={None: _MAIN})
    codes = etree.SubElement(style, _X + "numFmts")
    for code, number in formats.items():
        etree.SubElement(codes, _X + "numFmt", numFmtId=str(number), formatCode=code)
    cells = etree.SubElement(style, _X + "cellXfs")
    for code in styles:
        etree.SubElement(cells, _X + "xf", numFmtId=str(formats[code]))
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as copy:
        copy.writestr("[Content_Types].xml", f'{head}<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
                      f'ContentType="{_TYPE}.sheet.main+xml"/>{types}</Types>')
        copy.writestr("xl/workbook.xml", f'{head}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><workbookPr date1904="{int(late)}"/>'
                      f"<sheets>{listed}</sheets></workbook>")
        copy.writestr("xl/_rels/workbook.xml.rels", f'{head}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>')
        copy.writestr("xl/styles.xml", etree.tostring(style))
        if strings:
            copy.writestr("xl/sharedStrings.xml", strings)
        for name, each in zip(names, raw):
            copy.writestr(f"xl/worksheets/{name}.xml", each.xml)
    return out.getvalue()


def _styles(root: etree._Element | None) -> list[str]:
    """The number format of each cell style; always at least one."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    if root is None:
        return ["General"]
    known = {**BUILTIN_FORMATS, **_JAPANESE}
    known |= {_number(each.get("numFmtId")): each.get("formatCode") or "General" for each in root.iterfind(f"{_X}numFmts/{_X}numFmt")}
    return [known.get(_number(each.get("numFmtId")), "General") for each in root.iterfind(f"{_X}cellXfs/{_X}xf")] or ["General"]


def _title_rows(root: etree._Element) -> dict[int, tuple[int, int]]:
    """By the number of a sheet the first and last row that are printed again on each page."""
    found = {}
    for each in root.iterfind(f"{_X}definedNames/{_X}definedName"):
        if each.get("name") == "_xlnm.Print_Titles" and (rows := _TITLE_ROWS.search(each.text or "")):
            found[_number(each.get("localSheetId"))] = int(rows.group(1)), int(rows.group(2))
    return found


def _place(reference: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The first and last (row, column) of `B2` or `B2:C4`."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    first = int(found.group(2)), _column(found.group(1))
    return first, (int(found.group(4)), _column(found.group(3))) if found.group(3) else first


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    out = ""
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def _number(text: str | None) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,9}", text) else 0


def _on(text: str | None) -> bool:
    return text in ("1", "true", "on")


def _nothing(size: str | None) -> bool:
    """Whether a height or width is nought."""
    return size is not None and bool(re.fullmatch(r"0+(?:\.0*)?", size))

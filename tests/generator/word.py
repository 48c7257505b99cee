"""The printed document as a Word file: heading styles or bold lines, real lists, merged cells, real or typed notes."""

from __future__ import annotations

from io import BytesIO
from typing import Sequence
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.generator.html import shown
from tests.generator.inline import Call, Mark, Runs, plain
from tests.generator.printed import Aside, Break, Caption, Cell, Framed, Heading, Item, NoteText, Printed, Table, grid
from tests.generator.style import HouseStyle
from tests.generator.text import calls
from tests.readers.docx_parts import HEAD, PACKAGE, call, docx, level, note, p, r, tbl, tc, tr

_RAISED = '<w:vertAlign w:val="superscript"/>'
_SIZES = {1: 32, 2: 28, 3: 24, 4: 22, 5: 21}
_BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
_BREAK = '<w:r><w:br w:type="page"/></w:r>'


class Writer:
    """Builds the parts of one file."""

    def __init__(self, printed: Printed, style: HouseStyle) -> None:
        self.printed, self.style = printed, style
        self.lists: list[str] = []
        self.bodies = {note.marker: note for note in printed.foot}
        self.real = bool(printed.foot) and not style.typed_notes and style.note_sign in ("sup", "paren")

    def file(self) -> bytes:
        """The whole file."""
        body = self.cover()
        waiting: list[NoteText] = []
        for n, block in enumerate(self.printed.blocks):
            if isinstance(block, Break):
                body += self.typed(waiting)
                waiting = []
                body += p(_BREAK) if n or self.style.cover else ""
                continue
            if not self.real and not isinstance(block, (Heading, Framed, Table, Caption, Aside, NoteText)):
                waiting += [self.bodies[marker] for marker in calls(block.runs) if marker in self.bodies]
            body += self.block(block)
        body += self.typed(waiting)
        footnotes = (
            "".join(
                note(int(each.marker), p(f"<w:r><w:footnoteRef/></w:r>{r(' ')}{self.runs(each.runs)}"))
                for each in self.printed.foot
            )
            if self.real
            else ""
        )
        bases = "".join(
            f'<w:abstractNum w:abstractNumId="{n}">{each}</w:abstractNum>' for n, each in enumerate(self.lists, 1)
        )
        numbers = "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(self.lists) + 1)
        )
        parts = {
            "[Content_Types].xml": _types(
                ("document.main", *(["footnotes"] if footnotes else []), *(["numbering"] if bases else []), "styles")
            )
        }
        return repacked(docx(body, lists=bases + numbers, footnotes=footnotes, parts=parts))

    def cover(self) -> str:
        printed = self.printed
        found = (
            p(printed.title, "ab")
            if self.style.marked_up
            else p(r(printed.title, '<w:b/><w:sz w:val="44"/>'), look='<w:jc w:val="center"/>')
        )
        found += p(f"～{printed.subtitle}～", look='<w:jc w:val="center"/>') if printed.subtitle else ""
        found += "".join(p(self.runs(runs), look='<w:jc w:val="center"/>') for runs in printed.imprint)
        if not self.style.contents:
            return found
        found += p(_BREAK) + p("目　次", "TH" if self.style.marked_up else "")
        pages = 0
        for heading in printed.contents:
            pages += heading.level == 1
            found += p(
                r("　" * (heading.level - 1) + heading.listed) + "<w:r><w:tab/></w:r>" + r(str(2 * pages - 1)), "T1"
            )
        return found

    def runs(self, runs: Runs) -> str:
        """Runs with their calls: real ones, or signs."""
        return "".join(
            self.call(run.marker)
            if isinstance(run, Call)
            else self.runs(run.parts)
            if isinstance(run, Mark)
            else r(plain((run,)))
            for run in runs
        )

    def call(self, marker: str) -> str:
        if self.real and marker in self.bodies:
            return call(int(marker))
        sign = shown(marker, self.style)
        return r(sign, "" if self.style.note_sign in ("kome", "bracket") else _RAISED)

    def typed(self, notes: Sequence[NoteText]) -> str:
        return "" if self.real else "".join(self.note(each) for each in notes)

    def note(self, each: NoteText) -> str:
        sign = shown(each.marker, self.style)
        return p(r(sign, _RAISED if self.style.note_sign == "sup" else "") + r(" ") + self.runs(each.runs))

    def number(self, text: str, kind: str = "decimal") -> tuple[int, int]:
        """A list that prints one number or sign."""
        made = level(0, kind, quoteattr(text)[1:-1], '<w:suff w:val="nothing"/>')
        if kind == "bullet" and made in self.lists:
            return self.lists.index(made) + 1, 0
        self.lists.append(made)
        return len(self.lists), 0

    def block(self, block: object) -> str:
        """The paragraphs of a block."""
        if isinstance(block, (Heading, Framed)):
            return self.heading(block)
        if isinstance(block, Item):
            if block.numbered:
                return p(r(block.marker + "　") + self.runs(block.runs), "LP")
            return p(self.runs(block.runs), "LP", self.number(block.marker, "bullet"))
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Caption):
            return p(block.text, "ac")
        if isinstance(block, Aside):
            return p(block.text)
        if isinstance(block, NoteText):
            return self.note(block)
        return p(self.runs(block.runs))  # type: ignore[attr-defined]

    def heading(self, block: Heading | Framed) -> str:
        place = min(block.level, 6)
        if not self.style.marked_up:
            return p(r(block.text, f'<w:b/><w:sz w:val="{_SIZES.get(block.level, 21)}"/>'))
        if isinstance(block, Heading) and self.style.auto_numbers:
            return p(self.runs(block.title), str(place), self.number(block.label + block.gap))
        return p(r(block.text), str(place))

    def table(self, table: Table) -> str:
        rows = []
        for n, row in enumerate(grid(table)):
            cells = []
            seen: list[int] = []
            for cell, begins in row:
                if not begins and id(cell) in seen:
                    continue
                seen.append(id(cell))
                look = (f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else "") + (
                    f"<w:vMerge{' w:val=' + chr(34) + 'restart' + chr(34) if begins else ''}/>"
                    if cell.rowspan > 1
                    else ""
                )
                cells.append(tc(self.lines(cell) if begins else p(), look))
            rows.append(tr(*cells, look="<w:tblHeader/>" if n < table.head else ""))
        return tbl(*rows, look=_BORDERS if self.style.ruled else "") + p()

    def lines(self, cell: Cell) -> str:
        return (
            "".join(p(r(cell.sign) + self.runs(line) if cell.sign else self.runs(line)) for line in cell.lines) or p()
        )


def _types(kinds: Sequence[str]) -> bytes:
    """The part that names the kinds of the other parts."""
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = "".join(
        f'<Override PartName="/word/{kind.split(".")[0]}.xml" ContentType="{office}{kind}+xml"/>' for kind in kinds
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'.encode()


def repacked(data: bytes) -> bytes:
    """The file with the same time on every part."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()


def word(printed: Printed, style: HouseStyle) -> bytes:
    """The whole file."""
    return Writer(printed, style).file()

"""Word documents from raw XML, for what python-docx cannot write: numbering, notes, tracked changes, broken parts."""
from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = (f'xmlns:w="{W}" xmlns:r="{REL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
         'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
         'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"')
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def style(name: str, title: str, inside: str = "", based: str = "", kind: str = "paragraph", default: bool = False) -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{first} w:styleId="{name}"><w:name w:val="{title}"/>{on}{inside}</w:style>'


STYLES = (style("a", "Normal", default=True)
          + "".join(style(str(n), f"heading {n}", f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr>', "a") for n in range(1, 7))
          + style("ab", "Title", based="a") + style("ac", "caption", based="a") + style("T1", "toc 1", based="a")
          + style("TH", "TOC Heading", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "1") + style("LP", "List Paragraph", based="a")
          + style("fr", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', kind="character")
          + style("hid", "secret", "<w:rPr><w:vanish/></w:rPr>", kind="character"))


def level(place: int, form: str, pattern: str, inside: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{inside}<w:lvlText w:val="{pattern}"/></w:lvl>'


def numbering(*lists: str, extra: str = "") -> str:
    """Lists 1, 2, ...: each the levels of one definition."""
    bases = "".join(f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>' for n, levels in enumerate(lists, 1))
    return bases + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1)) + extra


def r(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(inside: str = "", style: str = "", num: tuple[int, int] | None = None, look: str = "") -> str:
    """A paragraph; `inside` is text, or runs if it starts with `<w:`."""
    runs = inside if inside.startswith(("<w:", "<mc:", "<m:")) else r(inside) if inside else ""
    said = (f'<w:pStyle w:val="{style}"/>' if style else "") + (
        f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else "") + look
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{runs}</w:p>"


def tc(inside: str = "", look: str = "") -> str:
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{inside if inside.startswith('<w:') else p(inside)}</w:tc>"


def tr(*cells: str, look: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{''.join(each if each.startswith('<w:') else tc(each) for each in cells)}</w:tr>"


def tbl(*rows: str, look: str = "") -> str:
    return f"<w:tbl><w:tblPr>{look}</w:tblPr>{''.join(rows)}</w:tbl>"


def field(code: str, result: str) -> str:
    return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def call(number: int, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="fr"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'


def note(number: int, inside: str, kind: str = "footnote") -> str:
    body = inside if inside.startswith("<w:p") else p(f"<w:r><w:{kind}Ref/></w:r>{r(' ' + inside)}")
    return f'<w:{kind} w:id="{number}">{body}</w:{kind}>'


def docx(body: str, styles: str = STYLES, lists: str = "", footnotes: str = "", endnotes: str = "", settings: str = "",
         parts: dict[str, bytes] | None = None, stored: bool = False) -> bytes:
    """A .docx of the given parts; `parts` replaces or adds whole files. `stored`: not compressed."""
    inner = {"styles": styles, "numbering": lists, "footnotes": footnotes, "endnotes": endnotes, "settings": settings}
    files = {f"word/{name}.xml": f"{HEAD}<w:{name} {NAMES}>{inside}</w:{name}>".encode() for name, inside in inner.items() if inside}
    related = "".join(f'<Relationship Id="r{n}" Type="{REL}/{name}" Target="{name}.xml"/>' for n, name in enumerate(n for n in inner if inner[n]))
    files |= {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'.encode(),
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>'.encode(),
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>'.encode(),
        "word/document.xml": f"{HEAD}<w:document {NAMES}><w:body>{body}</w:body></w:document>".encode(),
    }
    return packed(files | (parts or {}), stored)


def packed(files: dict[str, bytes], stored: bool = False) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED if stored else ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()

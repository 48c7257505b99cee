"""Citations as BibTeX, made of their CSL-JSON items: the entry types and fields that every BibTeX style knows.

Written here because a `.bib` file takes a page of code, while the libraries for it (bibtexparser, pybtex) would be one
more dependency of every extraction and do not escape TeX's signs without another one; the tests read it back with
bibtexparser. UTF-8, as biber, bibtexu and pupTeX's upbibtex read it.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.tables import csl
from pipeline.tables.csl import Item
from pipeline.tables.rows import CitationRow

_TYPES = {"report": "techreport", "book": "book", "article-journal": "article", "article-newspaper": "article"}
_SIGNS = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})
_SIGN = re.compile(r"[\\{}&%$#_~^]")
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_RANGE = re.compile(r"(?<=[0-9])-(?=[0-9])")
_NOT_IN_KEY = re.compile(r"[^\w.:+-]")


def dump(rows: Sequence[CitationRow]) -> bytes:
    """An entry for each row of the citations table, in their order; the same rows give the same bytes.

    Its key is the citation_id; signs that a key cannot hold become `_`."""
    return written(csl.items(rows))


BETWEEN = b"\n"
"""What stands between the entries of two documents."""


class Keys:
    """The keys of entries, which differ in more than the case of letters; those of one document are alike."""

    def __init__(self) -> None:
        self._alike: dict[str, list[str]] = {}  # the documents whose keys begin alike, in their order
        self._last = ("", "")  # the last document and the ending of its keys

    def key(self, citation_id: str) -> str:
        """The key of a citation: its id without signs that a key cannot hold."""
        return _NOT_IN_KEY.sub("_", citation_id) + self.ending(citation_id.rpartition("-")[0])

    def ending(self, doc_id: str) -> str:
        """What the keys of a document end with: nothing, or a number where another document has them already."""
        if doc_id == self._last[0]:
            return self._last[1]
        alike = self._alike.setdefault(_NOT_IN_KEY.sub("_", doc_id).casefold(), [])
        if doc_id not in alike:
            alike.append(doc_id)
        rank = alike.index(doc_id)
        self._last = doc_id, f".{rank + 1}" if rank else ""
        return self._last[1]


def written(items: Iterable[Item], keys: Keys | None = None) -> bytes:
    """An entry for each item, in their order."""
    known = keys or Keys()
    return BETWEEN.join(_entry(known.key(item["id"]), item).encode("utf-8") for item in items)


def escaped(value: str) -> str:
    """Text with the signs that mean something to TeX written as TeX prints them."""
    return value.translate(_SIGNS) if _SIGN.search(value) else value


def _entry(key: str, item: Item) -> str:
    kind = _TYPES.get(item["type"], "misc")
    lines = [f"  {name} = {{{value}}}" for name, value in _fields(kind, item).items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _fields(kind: str, item: Item) -> dict[str, str]:
    """The fields of an entry. Braces around title and names keep them as they are (no change of case, no splitting at
    `and`); an address is verbatim."""
    text = {name: escaped(str(item[name])) if name in item else "" for name in ("title", "page", "section", "number", "note")}
    author = "{" + escaped(item["author"][0]["literal"]) + "}" if "author" in item else ""
    return {
        "title": f"{{{text['title']}}}" if text["title"] else "",
        "author": author,
        "institution": author if kind == "techreport" else "",
        **_when(item.get("issued", {})),
        "volume": item.get("volume", ""),
        "number": item.get("issue", "") or text["number"],
        "chapter": text["section"],
        "pages": _RANGE.sub("--", text["page"]),
        "url": item.get("URL", "").translate(_IN_ADDRESS),
        "urldate": _iso(item.get("accessed", {})),
        "language": "japanese",
        "note": text["note"],
    }


def _when(date: Mapping[str, list[list[int]]]) -> dict[str, str]:
    """year, month and day; of a range the years, of a date without parts nothing."""
    parts = date.get("date-parts", [])
    years = list(dict.fromkeys(str(part[0]) for part in parts))
    figures = [str(figure) for figure in parts[0]] if len(parts) == 1 else []
    month, day = [*figures[1:], "", ""][:2]
    return {"year": "--".join(years), "month": month, "day": day}


def _iso(date: Mapping[str, list[list[int]]]) -> str:
    parts = date.get("date-parts", [])
    return "/".join("-".join(f"{figure:02d}" for figure in part) for part in parts)

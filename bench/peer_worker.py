"""What one peer finds: run by bench/peers.py with the Python of the peers' folder; needs the peer alone.

    peer_worker.py ja-timex|ginza|jlawcite < {"texts": [...]} > {"versions": ..., "seconds": ..., "found": [[...], ...]}

`found` holds for each text the peer's own results in its own words, places in code points of the text. `seconds` is the
time of all texts without imports, models and a first text.
"""
from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import Any

Found = list[dict[str, Any]]
Run = Callable[[list[str]], Iterable[Found]]


def ja_timex() -> tuple[list[str], Run]:
    """TIMEX3 tags with the places that ja-timex gives for the text before its normalization (`raw_span`)."""
    from ja_timex import TimexParser

    parser = TimexParser()

    def run(texts: list[str]) -> Iterable[Found]:
        for text in texts:
            yield [{"start": tag.raw_span[0], "end": tag.raw_span[1], "type": tag.type, "value": tag.value,
                    "range_start": bool(tag.range_start), "range_end": bool(tag.range_end)}
                   for tag in parser.parse(text)]

    return ["ja-timex"], run


def ginza() -> tuple[list[str], Run]:
    """Named entities of ja_ginza; only the components that they need are loaded, which is to its advantage in speed."""
    import spacy

    nlp = spacy.load("ja_ginza", exclude=["parser", "morphologizer", "compound_splitter", "bunsetu_recognizer"])

    def run(texts: list[str]) -> Iterable[Found]:
        for doc in nlp.pipe(texts):
            yield [{"start": entity.start_char, "end": entity.end_char, "label": entity.label_} for entity in doc.ents]

    return ["ginza", "ja-ginza"], run


def jlawcite() -> tuple[list[str], Run]:
    """References with the name of a law (external), bare articles (internal) and words such as 同法 (referential)."""
    from jlawcite.citation import extract_all

    def run(texts: list[str]) -> Iterable[Found]:
        for text in texts:
            found: Found = []
            for group, references in extract_all(text).items():
                for reference in references:
                    article = "" if group == "referential" else reference.article_path.replace("-", "の")
                    found.append({
                        "start": reference.span[0], "end": reference.span[1], "group": group,
                        "kind": getattr(reference, "kind", ""),
                        "article": ("附則" if getattr(reference, "suppl", False) else "") + article,
                        "paragraph": str(reference.paragraph or ""),
                        "item": (reference.item_path or "").replace("-", "の"),
                    })
            yield found

    return ["jlawcite"], run


def main() -> None:
    texts = json.load(sys.stdin)["texts"]
    packages, run = {"ja-timex": ja_timex, "ginza": ginza, "jlawcite": jlawcite}[sys.argv[1]]()
    list(run(["平成31年4月1日に民法第9条による計画を定めた。"]))
    began = time.perf_counter()
    found = list(run(texts))
    seconds = time.perf_counter() - began
    json.dump({"versions": {name: version(name) for name in packages}, "seconds": seconds, "found": found}, sys.stdout)


if __name__ == "__main__":
    main()

"""Makes models/words.npz, the word vectors of the pillar classifier, from the PyPI package ja-ginza (chiVe vectors).

    pip download --no-deps ja-ginza==5.3.0 && python bench/words.py ja_ginza-5.3.0-py3-none-any.whl

The wheel is only read, nothing in it is run. chiVe and SudachiDict: Works Applications, Apache License 2.0."""
from __future__ import annotations

import argparse
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import srsly
from spacy.strings import hash_string
from sudachipy import Dictionary, SplitMode

HOME = "ja_ginza/ja_ginza-5.3.0/vocab/"
WORDS = 100_000  # the most frequent words kept; chiVe lists them by frequency
LEVELS = 3  # a number becomes one of -3..3: the accuracy measured stays, the file shrinks to a seventh
SPREAD = 2.0  # standard deviations of a vector's numbers that the outermost level stands for
CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "接尾辞", "接頭辞")


def content_words(ordered: list[str]) -> list[str]:
    """Those that are one short unit of Sudachi in its normalized form, of a class that carries meaning; no names of
    persons, no numerals."""
    tokenizer = Dictionary(dict="core").tokenizer(mode=SplitMode.A)
    found: list[str] = []
    for word in ordered:
        if len(found) == WORDS:
            break
        morphemes = list(tokenizer.tokenize(word))
        if len(morphemes) != 1 or morphemes[0].normalized_form() != word or "\n" in word:
            continue
        pos = morphemes[0].part_of_speech()
        if pos[0] in CONTENT and pos[1] != "数詞" and pos[2] != "人名" and not _sign(word):
            found.append(word)
    return found


def _sign(word: str) -> bool:
    """Whether a word has no kanji, no katakana, is one hiragana or one Latin letter, or is a mark."""
    if any("一" <= c <= "鿿" or "ァ" <= c <= "ヶ" or c == "ー" for c in word):
        return False
    if word.isascii():
        return not (word.isalpha() and len(word) > 1)
    return len([c for c in word if "ぁ" <= c <= "ん"]) < 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1] / "models" / "words.npz")
    given = parser.parse_args()
    with zipfile.ZipFile(given.wheel) as wheel:
        vectors = np.load(io.BytesIO(wheel.read(HOME + "vectors")), allow_pickle=False)
        rows = srsly.msgpack_loads(wheel.read(HOME + "key2row"))
        spelled = {hash_string(word): word for word in json.loads(wheel.read(HOME + "strings.json"))}
    place = {spelled[key]: row for key, row in rows.items() if key in spelled and row >= 0}
    words = content_words(list(place))
    used = sorted({place[word] for word in words})
    table = vectors[used] / np.linalg.norm(vectors[used], axis=1, keepdims=True)
    step = table.std(axis=1, keepdims=True) * SPREAD / LEVELS
    levels = np.clip(np.round(table / step), -LEVELS, LEVELS).astype(np.int8)
    index = {row: k for k, row in enumerate(used)}
    np.savez_compressed(
        given.out, table=levels, row=np.array([index[place[word]] for word in words], dtype=np.uint16),
        words=np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8))
    print(f"{given.out}: {len(words)} words, {len(used)} vectors, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()

"""No code or data names a measure or a pillar of a plan: names of the gold, and of the samples, are looked for."""
from __future__ import annotations

import csv
import subprocess
import unicodedata
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHORTEST = 6  # code points; a shorter name is a word of every administration (防災対策)


def flat(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def names(folder: Path) -> dict[str, str]:
    """The names of measures and pillars under a folder of gold, flattened, and the table that states each."""
    found = {}
    for path in sorted([*folder.glob("*/measures.csv"), *folder.glob("*/pillars.csv")]):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found[flat(row["name"])] = f"{path.parent.name}/{path.name}"
    return {name: where for name, where in found.items() if len(name) >= SHORTEST}


def shipped() -> dict[str, str]:
    """The text of every file under pipeline/ and models/, flattened."""
    listed = subprocess.run(["git", "ls-files", "pipeline", "models"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    paths = [ROOT / name for name in listed] or [*(ROOT / "pipeline").rglob("*.*"), *(ROOT / "models").rglob("*.*")]
    return {str(path.relative_to(ROOT)): flat(path.read_text(encoding="utf-8")) for path in paths
            if path.suffix in (".py", ".csv", ".json", ".md", ".toml", ".tsv") and path.exists()}


def test_no_name_of_the_samples_is_shipped() -> None:
    files = {path: text for path, text in shipped().items() if not path.endswith("law_titles.csv")}  # laws are named after 施策, too
    assert shipped_names(ROOT / "tests" / "gold", files) == {}


def test_no_name_of_a_real_plan_is_shipped(shared: Path) -> None:
    assert shipped_names(shared / "gold", shipped()) == {}


def shipped_names(gold: Path, files: dict[str, str]) -> dict[str, tuple[str, str]]:
    looked_for = names(gold)
    assert len(looked_for) > 20 and len(files) > 100
    return {name: (path, looked_for[name]) for path, text in files.items() for name in looked_for if name in text}

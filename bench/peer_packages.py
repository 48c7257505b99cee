"""The packages of the tools that Keikaku is compared with, and their installation into a folder of their own."""
from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {"ja-timex": ("ja-timex",), "ginza": ("ginza", "ja-ginza"), "jlawcite": ("jlawcite",)}


def install(peer: str, python: Path) -> str:
    """Install a peer at the version of the extra `peers` in pyproject.toml, if it is not there; returns what keeps it
    away, empty for nothing."""
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    wanted = [pin for pin in extra["peers"] if pin.partition("==")[0] in PACKAGES[peer]]
    try:
        done = subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted],
                              capture_output=True, text=True)
    except OSError as error:
        return f"{python.name} of the peers' folder cannot be run ({error.strerror})"
    return f"{' '.join(wanted)} cannot be installed here" if done.returncode else ""

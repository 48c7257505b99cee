"""Build hook: the models go into the wheel, beside the code that loads them."""
from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ModelHook(BuildHookInterface):  # type: ignore[type-arg]
    """A checkout uses models/ itself, so an editable installation takes nothing along."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            for name in ("pillars.json", "words.npz"):
                build_data["force_include"][f"models/{name}"] = f"pipeline/classify/{name}"

"""Build hook: the models go into the wheel, beside the code that loads them."""
from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ModelHook(BuildHookInterface):  # type: ignore[type-arg]
    """A checkout uses models/ itself, so an editable installation takes nothing along."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            for package, name in (("classify", "pillars.json"), ("classify", "words.npz"), ("extract", "signs.json")):
                build_data["force_include"][f"models/{name}"] = f"pipeline/{package}/{name}"

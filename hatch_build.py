"""Build hook: the trained model goes into the wheel, beside the code that loads it."""
from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ModelHook(BuildHookInterface):  # type: ignore[type-arg]
    """A checkout uses models/ itself, so an editable installation takes nothing along."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            build_data["force_include"]["models/pillars.json"] = "pipeline/classify/pillars.json"

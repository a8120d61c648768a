"""What keys change of the chosen tool: the size of its brush."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from editor.actions.action import Action, Surroundings
from editor.workspace import Workspace
from inference.api import parameters

FACTOR = 1.15


def has_brush(workspace: Workspace) -> bool:
    return workspace.tool.cursor == "brush" and hasattr(workspace.options[workspace.tool.id], "size")


def _resized(larger: bool) -> Callable[[Surroundings], None]:
    """By a seventh, by one px at least, inside the range that the tool declares."""

    def run(surroundings: Surroundings) -> None:
        workspace = surroundings.workspace
        if not has_brush(workspace):
            return
        options = workspace.options[workspace.tool.id]
        declared = next(p for p in parameters(options) if p.name == "size")
        size = options.size
        new = max(size * FACTOR, size + 1) if larger else min(size / FACTOR, size - 1)
        limited = min(max(float(round(new)), declared.lo), declared.hi)
        workspace.set_options(dataclasses.replace(options, size=limited))

    return run


ACTIONS = (
    Action("tool.smaller", "Smaller brush", _resized(False), "", "[", "paintbrush", enabled=has_brush),
    Action("tool.larger", "Larger brush", _resized(True), "", "]", "paintbrush", enabled=has_brush),
)

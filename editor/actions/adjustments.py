"""Layer > New adjustment layer, made from the filters that can be one; and what is done with such a layer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from editor.actions.action import Action, Surroundings, has_document, session_of
from editor.background import waited
from editor.document import layers
from editor.document.adjustment import qualifies, rasterised, with_adjustment
from editor.document.layer import AdjustmentLayer
from editor.filters.apply import filters
from editor.text import tr
from editor.workspace import Workspace
from inference.api import Operation, parameters

MENU = "Layer/New adjustment layer"
PANEL = "show_panel:adjustments"


def adjustments() -> tuple[Operation, ...]:
    """The filters that can be adjustment layers, in the order of their menus, Adjustments first."""
    found = [operation for operation in filters() if qualifies(operation)]
    return tuple(sorted(found, key=lambda operation: (operation.menu != "Adjustments", operation.menu)))


def add(surroundings: Surroundings, operation: Operation, params: Any = None) -> None:
    """Above the active layer; its mask is what painting changes then."""
    session = session_of(surroundings)
    document = session.document
    name = layers.fresh_name(document, tr(operation.text))
    active = session.active_layer.id if session.active_layer else None
    made, layer_id = with_adjustment(document, operation, params or operation.parameters(), name, active)
    session.commit("New adjustment layer", made, active=layer_id)
    surroundings.workspace.set_target("mask")
    if parameters(operation.parameters):
        surroundings.window_command(PANEL)


def _added(operation: Operation) -> Callable[[Surroundings], None]:
    return lambda surroundings: add(surroundings, operation)


def is_adjustment(workspace: Workspace) -> bool:
    return workspace.session is not None and isinstance(workspace.session.active_layer, AdjustmentLayer)


def rasterise(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    document, layer = session.document, session.active_layer
    if isinstance(layer, AdjustmentLayer):
        session.commit("Rasterise adjustment", waited(lambda: rasterised(document, layer.id)))
        surroundings.workspace.set_target("pixels")


def kinds() -> tuple[tuple[Operation, bool], ...]:
    """Each of them, and whether another menu begins with it."""
    found = adjustments()
    return tuple((one, before is not None and one.menu != before.menu)
                 for before, one in zip((None, *found), found, strict=False))


NEW = tuple(Action(f"adjust.{operation.id}", operation.text, _added(operation), MENU, "", operation.icon,
                   "Acts on all layers below it in its group.", enabled=has_document, separator=begins)
            for operation, begins in kinds())
OWN = (
    Action("layer.edit_adjustment", "Edit adjustment…", lambda surroundings: surroundings.window_command(PANEL),
           "Layer", "", "sliders-horizontal", enabled=is_adjustment),
    Action("layer.rasterise_adjustment", "Rasterise adjustment", rasterise, "Layer", "", "image",
           "Turns the layer into pixels that look the same.", enabled=is_adjustment),
)

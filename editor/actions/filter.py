"""The Filter menu, made from the filters that are there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from editor.actions.action import Action, Surroundings, session_of
from editor.background import waited
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.filters.apply import apply_filter, filter_named, filters
from editor.filters.matching import auto_levels, matched
from editor.filters.unknown import params_of
from editor.workspace import Workspace
from inference.api import Operation, UserError, parameters

LAST = "last_filter"  # {"id": ..., "values": {...}} in the settings' state; the filter dialog writes it too


def has_pixels(workspace: Workspace) -> bool:
    return workspace.session is not None and isinstance(workspace.session.active_layer, PixelLayer)


def _opened(operation: Operation) -> Callable[[Surroundings], None]:
    """Its live preview; a filter without parameters is applied at once."""

    def run(surroundings: Surroundings) -> None:
        if parameters(operation.parameters):
            surroundings.filter_dialog(operation.id)
        else:
            apply(surroundings, operation, operation.parameters())

    return run


def apply(surroundings: Surroundings, operation: Operation, params: Any) -> None:
    """Apply and remember a filter; the window stays live while it runs."""
    session = session_of(surroundings)
    document = session.document
    layer_id = session.active_layer.id if session.active_layer else None
    result = waited(lambda: apply_filter(document, layer_id, operation, params))
    session.commit(operation.text, result)
    remember(surroundings.workspace, operation, params)


def remember(workspace: Workspace, operation: Operation, params: Any) -> None:
    values = {item.name: getattr(params, item.name) for item in parameters(params) if item.kind != "content"}
    workspace.settings.remember(LAST, {"id": operation.id, "values": values})


def repeat(surroundings: Surroundings) -> None:
    """The last filter with the same values."""
    last = surroundings.workspace.settings.state.get(LAST)
    if not last:
        raise UserError("No filter was applied yet.", "Choose one in the Filter menu.")
    operation = filter_named(last["id"])
    apply(surroundings, operation, params_of(operation, last["values"]))


def can_repeat(workspace: Workspace) -> bool:
    return has_pixels(workspace) and bool(workspace.settings.state.get(LAST))


def _action(operation: Operation) -> Action:
    more = "…" if parameters(operation.parameters) else ""
    menu = f"Filter/{operation.menu}" if operation.menu else "Filter"
    return Action(f"filter.{operation.id}", operation.text + more, _opened(operation), menu, operation.shortcut,
                  operation.icon, operation.help, enabled=has_pixels)


def _measured(label: str, edit: Callable[[Document, int | None], Document]) -> Callable[[Surroundings], None]:
    """A step whose settings the picture itself decides."""

    def run(surroundings: Surroundings) -> None:
        session = session_of(surroundings)
        document = session.document
        layer_id = session.active_layer.id if session.active_layer else None
        changed = waited(lambda: edit(document, layer_id))
        if changed is not document:
            session.commit(label, changed)

    return run


ACTIONS = (
    Action("filter.repeat", "Repeat the last filter", repeat, "Filter", "Ctrl+Alt+F", "repeat-2", enabled=can_repeat),
    *(_action(operation) for operation in filters()),
    Action("filter.auto_levels", "Auto levels", _measured("Auto levels", auto_levels), "Filter/Adjustments",
           "Ctrl+Shift+L", "chart-column", "Stretches each colour from black to white.", enabled=has_pixels,
           separator=True),
    Action("filter.match_colours", "Match colours to the layers below", _measured("Match colours", matched),
           "Filter/Adjustments", "", "pipette", "Gives the layer the light and colours of what is around it.",
           enabled=has_pixels),
)

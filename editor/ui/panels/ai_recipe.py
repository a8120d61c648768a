"""Recipes on their way back into the AI panel: operation, parameters and the model that they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from editor.filters.unknown import frozen
from editor.ui.panels.parts import bring_up
from inference.api import ModelInfo, Operation, UserError, parameters, validated

if TYPE_CHECKING:
    from editor.ui.panels.ai import AIPanel


def restore(panel: AIPanel, recipe: Mapping[str, Any], with_seed: bool) -> None:
    """Set the panel as something was made; what cannot be had is told."""
    try:
        operation, values = wish_of(recipe, panel.operations)
    except UserError as error:
        panel.workspace.notice(error)
        return
    bring_up(panel)
    panel.choose_operation(operation.id)
    wanted = model_of(recipe, panel.workspace.engine.models)
    panel.model.setCurrentIndex(max(panel.model.findData(wanted.path if wanted else None), 0))
    panel.set_context()
    panel.form.set_values(values)
    if with_seed:
        panel.seed.set_value(int(recipe.get("seed") or 0))
    panel.seed.lock.setChecked(with_seed)
    panel.set_context()
    if wanted is None and recipe.get("model"):
        panel.workspace.notice(UserError("The model {name} is not installed.", "Another one makes another picture.",
                                         name=PurePath(str(recipe["model"])).stem))


def wish_of(recipe: Mapping[str, Any], known: Sequence[Operation]) -> tuple[Operation, Any]:
    """The operation of a recipe and its parameters, as far as they are known here. Raises UserError."""
    operation = next((o for o in known if o.id == recipe.get("operation")), None)
    if operation is None:
        raise UserError("This recipe is for something that the panel does not do.")
    names = {p.name for p in parameters(operation.parameters) if p.kind != "image"}
    told = {k: frozen(v) for k, v in (recipe.get("parameters") or {}).items() if k in names and v is not None}
    return operation, validated(operation.parameters(**told))


def model_of(recipe: Mapping[str, Any], models: Sequence[ModelInfo]) -> ModelInfo | None:
    """The installed model of a recipe: at its place, else of its file name."""
    path = recipe.get("model")
    at_place = next((m for m in models if path and m.path == path), None)
    stem = PurePath(str(path)).stem.casefold() if path else ""
    return at_place or next((m for m in models if stem and PurePath(m.path).stem.casefold() == stem), None)

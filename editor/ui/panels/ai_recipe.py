"""Recipes on their way back into the AI panel: operation, parameters and the model that they name. No widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from inference.api import ModelInfo, Operation, UserError, parameters, validated


def wish_of(recipe: Mapping[str, Any], known: Sequence[Operation]) -> tuple[Operation, Any]:
    """The operation of a recipe and its parameters, as far as they are known here. Raises UserError."""
    operation = next((o for o in known if o.id == recipe.get("operation")), None)
    if operation is None:
        raise UserError("This recipe is for something that the panel does not do.")
    names = {p.name for p in parameters(operation.parameters) if p.kind != "image"}
    told = {k: _frozen(v) for k, v in (recipe.get("parameters") or {}).items() if k in names and v is not None}
    return operation, validated(operation.parameters(**told))


def _frozen(value: Any) -> Any:
    """Lists, as JSON has them, as tuples."""
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def model_of(recipe: Mapping[str, Any], models: Sequence[ModelInfo]) -> ModelInfo | None:
    """The installed model of a recipe: at its place, else of its file name."""
    path = recipe.get("model")
    at_place = next((m for m in models if path and m.path == path), None)
    stem = PurePath(str(path)).stem.casefold() if path else ""
    return at_place or next((m for m in models if stem and PurePath(m.path).stem.casefold() == stem), None)

"""A filter that this program does not have, in a file of one that does: it is kept as it is and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from editor.document.pixels import Array
from editor.filters.apply import filters
from inference.api import Operation, UserError, parameters, validated


@dataclass(frozen=True)
class Unknown:
    """`values`: pairs of names and values, as they were read."""

    values: tuple[tuple[str, Any], ...] = ()


def untouched(pixels: Array, params: Unknown, scale: float) -> Array:
    return pixels


def named(identity: str) -> Operation:
    """The filter with this id, or one that stands for it."""
    found = next((f for f in filters() if f.id == identity), None)
    return found or Operation(identity, identity, Unknown, untouched, icon="circle-slash")


def values_of(params: Any) -> dict[str, Any]:
    """What a file keeps of parameters."""
    if isinstance(params, Unknown):
        return dict(params.values)
    return {item.name: getattr(params, item.name) for item in parameters(params)}


def params_of(operation: Operation, values: dict[str, Any]) -> Any:
    """Parameters from what a file kept: names that are not known are left out, lists become tuples, numbers are brought
    into their ranges, and what does not fit is as at first."""
    if operation.parameters is Unknown:
        return Unknown(tuple((name, frozen(value)) for name, value in values.items()))
    names = {item.name for item in parameters(operation.parameters)}
    made = operation.parameters(**{name: frozen(value) for name, value in values.items() if name in names})
    try:
        return tried(operation, validated(made))
    except UserError:
        return operation.parameters()


def tried(operation: Operation, params: Any) -> Any:
    """`params`, once the filter has run on a pixel with them: an adjustment layer must not fail while it is drawn.
    Raises the filter's UserError, of a table of colours that cannot be read, say."""
    if any(item.kind == "content" for item in parameters(params)):
        operation.run(np.zeros((1, 1, 4), np.uint8), params, 1.0)
    return params


def frozen(value: Any) -> Any:
    """Lists, as JSON gives them back, as tuples."""
    return tuple(frozen(item) for item in value) if isinstance(value, list | tuple) else value

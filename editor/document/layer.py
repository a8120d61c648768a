"""Layers: frozen values. A layer keeps its identity (`id`) through every edit of it."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from editor.document.pixels import Pixels
from inference.api import Operation

L = TypeVar("L", bound="Layer")
_ids = itertools.count(1)


def new_id() -> int:
    """An identity that no other layer of this run has."""
    return next(_ids)


@dataclass(frozen=True, eq=False)
class Mask:
    """A layer mask: one channel in the layer's own coordinates; `pixels.fill` is its value beyond its tiles."""

    pixels: Pixels
    enabled: bool = True


@dataclass(frozen=True, eq=False, kw_only=True)
class Layer:
    """What every kind of layer has. `opacity` 0-1, `blend` a name of `editor.document.blend.MODES`.

    `clipping`: shown only where the layer below in the same group is. `lock_alpha`: painting keeps alpha.
    `x`, `y` place the origin of the layer's own pixels and mask in the document, in px.
    """

    id: int = field(default_factory=new_id)
    name: str = ""
    visible: bool = True
    opacity: float = 1.0
    blend: str = "normal"
    locked: bool = False
    lock_alpha: bool = False
    clipping: bool = False
    mask: Mask | None = None
    x: int = 0
    y: int = 0
    label: str = ""  # colour label, a name of the theme's palette

    def with_(self: L, **changes: Any) -> L:
        return dataclasses.replace(self, **changes)


@dataclass(frozen=True, eq=False, kw_only=True)
class PixelLayer(Layer):
    pixels: Pixels = field(default_factory=Pixels)


@dataclass(frozen=True, eq=False, kw_only=True)
class GenerativeLayer(PixelLayer):
    """A result of the engine that remembers how it was made. `recipe` holds plain values (see Result)."""

    recipe: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, kw_only=True)
class GroupLayer(Layer):
    """`children` from bottom to top. `blend` "pass through" composites them as if there were no group."""

    children: tuple[Layer, ...] = ()
    expanded: bool = True


@dataclass(frozen=True, eq=False, kw_only=True)
class AdjustmentLayer(Layer):
    """A filter that acts on what lies below it in its group, and keeps its alpha. `operation` is an instant filter,
    `params` an instance of its parameters. Its mask, opacity and blend mode mix the changed picture with the old."""

    operation: Operation
    params: Any

    @property
    def margin(self) -> int:
        """Document px around a place that the filter looks at."""
        return int(self.operation.margin(self.params)) if self.operation.margin is not None else 0


def alone(layer: Layer) -> Layer:
    """Shown by itself, as it is: without its opacity, blend mode and clipping."""
    return layer.with_(visible=True, opacity=1.0, blend="normal", clipping=False)


def walk(layers: tuple[Layer, ...]) -> Iterator[Layer]:
    """Every layer, groups before their children, from bottom to top."""
    for layer in layers:
        yield layer
        if isinstance(layer, GroupLayer):
            yield from walk(layer.children)

"""The document: a frozen value. Layers run from bottom (index 0) to top."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Layer, walk
from editor.document.pixels import Pixels
from editor.document.region import Region
from inference.api import UserError


@dataclass(frozen=True)
class Guide:
    """`vertical` guides have a position in x, the others in y; document px."""

    vertical: bool
    position: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Document:
    """Size in px; `dtype` of every pixel layer; `selection` one uint8 channel in document px, None = everything.

    `channels` are saved selections, `regions` what models change beside the selection. `icc` is a profile as in a file,
    None = sRGB. `dpi` in pixels per inch. `metadata` holds what formats carry through: "exif" (bytes), "xmp" (bytes),
    "text" (dict of str).
    """

    width: int
    height: int
    dtype: str = "uint8"
    layers: tuple[Layer, ...] = ()
    selection: Pixels | None = None
    channels: tuple[tuple[str, Pixels], ...] = ()
    icc: bytes | None = None
    dpi: tuple[float, float] | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    guides: tuple[Guide, ...] = ()
    regions: tuple[Region, ...] = ()

    @property
    def rect(self) -> Rect:
        return Rect(0, 0, self.width, self.height)

    def with_(self, **changes: Any) -> Document:
        return dataclasses.replace(self, **changes)

    def find(self, layer_id: int | None) -> Layer | None:
        return next((layer for layer in walk(self.layers) if layer.id == layer_id), None)

    def layer(self, layer_id: int) -> Layer:
        found = self.find(layer_id)
        if found is None:
            raise KeyError(layer_id)
        return found

    def parent(self, layer_id: int) -> GroupLayer | None:
        """The group that holds the layer, None at the top level."""
        groups = (g for g in walk(self.layers) if isinstance(g, GroupLayer))
        return next((g for g in groups if any(c.id == layer_id for c in g.children)), None)

    def with_layer(self, layer: Layer) -> Document:
        """With `layer` in the place of the one that has its id."""
        return self._edited(layer.id, lambda siblings, i: (*siblings[:i], layer, *siblings[i + 1:]))

    def without(self, layer_id: int) -> Document:
        return self._edited(layer_id, lambda siblings, i: (*siblings[:i], *siblings[i + 1:]))

    def inserted(self, layer: Layer, above: int | None = None) -> Document:
        """With `layer` just above the layer `above` in the same group; on top of all when None."""
        if above is None:
            return self.with_(layers=(*self.layers, layer))
        return self._edited(above, lambda siblings, i: (*siblings[: i + 1], layer, *siblings[i + 1:]))

    def placed(self, layer: Layer, parent: int | None, index: int) -> Document:
        """With `layer` as child number `index` (from the bottom) of a group, or of the document when None."""
        if parent is None:
            return self.with_(layers=(*self.layers[:index], layer, *self.layers[index:]))
        group = self.layer(parent)
        if not isinstance(group, GroupLayer):
            raise UserError("A layer can only be put into a group.")
        return self.with_layer(group.with_(children=(*group.children[:index], layer, *group.children[index:])))

    def _edited(
        self, layer_id: int, edit: Callable[[tuple[Layer, ...], int], tuple[Layer, ...]]
    ) -> Document:
        layers = _edit_siblings(self.layers, layer_id, edit)
        if layers is None:
            raise KeyError(layer_id)
        return self.with_(layers=layers)


def _edit_siblings(
    layers: tuple[Layer, ...], layer_id: int, edit: Callable[[tuple[Layer, ...], int], tuple[Layer, ...]]
) -> tuple[Layer, ...] | None:
    for i, layer in enumerate(layers):
        if layer.id == layer_id:
            return edit(layers, i)
        if isinstance(layer, GroupLayer):
            children = _edit_siblings(layer.children, layer_id, edit)
            if children is not None:
                return (*layers[:i], layer.with_(children=children), *layers[i + 1:])
    return None

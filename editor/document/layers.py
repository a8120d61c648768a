"""Edits of the layer tree: pure functions from one document to the next."""

from __future__ import annotations

import numpy as np

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import AdjustmentLayer, GroupLayer, Layer, Mask, PixelLayer, new_id, walk
from editor.document.pixels import Array, Pixels, convert, white
from inference.api import UserError


def siblings(document: Document, layer_id: int) -> tuple[Layer, ...]:
    """The layers of the same group, from bottom to top."""
    parent = document.parent(layer_id)
    return document.layers if parent is None else parent.children


def place(document: Document, layer_id: int) -> tuple[int | None, int]:
    """(id of the group or None, number among its children from the bottom)."""
    parent = document.parent(layer_id)
    found = next(i for i, layer in enumerate(siblings(document, layer_id)) if layer.id == layer_id)
    return (parent.id if parent else None), found


def fresh_name(document: Document, stem: str) -> str:
    """`stem` with the lowest number that no layer has."""
    taken = {layer.name for layer in walk(document.layers)}
    number = 1
    while f"{stem} {number}" in taken:
        number += 1
    return f"{stem} {number}"


def added(document: Document, layer: Layer, active: int | None) -> Document:
    """With a new layer just above the active one, or on top inside an active open group."""
    found = document.find(active)
    if isinstance(found, GroupLayer) and found.expanded:
        return document.placed(layer, found.id, len(found.children))
    return document.inserted(layer, None if found is None else found.id)


def copy_of(layer: Layer, name: str = "") -> Layer:
    """The same layer, its children too, under new identities."""
    changes: dict[str, object] = {"id": new_id(), "name": name or layer.name}
    if isinstance(layer, GroupLayer):
        changes["children"] = tuple(copy_of(child) for child in layer.children)
    return layer.with_(**changes)


def duplicated(document: Document, layer_id: int, name: str = "") -> tuple[Document, int]:
    made = copy_of(document.layer(layer_id), name)
    return document.inserted(made, layer_id), made.id


def removed(document: Document, layer_id: int) -> tuple[Document, int | None]:
    """Without the layer, and the id of the one to choose next. Raises UserError for a locked one."""
    layer = document.layer(layer_id)
    if layer.locked:
        raise UserError("The layer {name} is locked.", "Unlock it in the layers panel.", name=layer.name)
    parent, index = place(document, layer_id)
    rest = [s for s in siblings(document, layer_id) if s.id != layer_id]
    after = rest[max(index - 1, 0)].id if rest else parent
    return document.without(layer_id), after


def grouped(document: Document, layer_id: int, name: str) -> tuple[Document, int]:
    """The layer alone in a new group in its place."""
    parent, index = place(document, layer_id)
    layer = document.layer(layer_id)
    group = GroupLayer(name=name, children=(layer.with_(clipping=False),), blend="pass through",
                       clipping=layer.clipping)
    return document.without(layer_id).placed(group, parent, index), group.id


def ungrouped(document: Document, layer_id: int) -> tuple[Document, int | None]:
    """The children of a group in its place. Raises UserError for a layer that is no group."""
    group = document.layer(layer_id)
    if not isinstance(group, GroupLayer):
        raise UserError("The chosen layer is no group.", "Choose a group in the layers panel.")
    parent, index = place(document, layer_id)
    result = document.without(layer_id)
    for i, child in enumerate(group.children):
        result = result.placed(child, parent, index + i)
    return result, group.children[-1].id if group.children else None


def shifted(document: Document, layer_id: int, by: int) -> Document:
    """Raised (positive) or lowered among its siblings; by more than there are: to the end."""
    parent, index = place(document, layer_id)
    target = min(max(index + by, 0), len(siblings(document, layer_id)) - 1)
    if target == index:
        return document
    return document.without(layer_id).placed(document.layer(layer_id), parent, target)


# ---- masks

def with_mask(document: Document, layer_id: int, values: Pixels | None, inverse: bool = False) -> Document:
    """With a mask from `values` (a selection in document px); None shows (or with `inverse` hides) everything."""
    layer = document.layer(layer_id)
    if layer.mask is not None:
        raise UserError("The layer {name} already has a mask.", "Apply or delete it first.", name=layer.name)
    if values is None:
        return document.with_layer(layer.with_(mask=Mask(Pixels(1, fill=0.0 if inverse else 255.0))))
    area = values.content_bounds().intersect(document.rect)
    array = convert(values.read(area), "uint8")
    made = Pixels(1, fill=255.0 if inverse else 0.0)
    made = made.write(area.x - layer.x, area.y - layer.y, 255 - array if inverse else array)
    return document.with_layer(layer.with_(mask=Mask(made)))


def without_mask(document: Document, layer_id: int) -> Document:
    return document.with_layer(document.layer(layer_id).with_(mask=None))


def mask_applied(document: Document, layer_id: int) -> Document:
    """The mask worked into the alpha of the pixels, tile by tile. Raises UserError for a group."""
    layer = document.layer(layer_id)
    if isinstance(layer, AdjustmentLayer):
        raise UserError("An adjustment layer has no pixels of its own.", "Merge it down, or choose a pixel layer.")
    if not isinstance(layer, PixelLayer):
        raise UserError("A group has no pixels of its own.", "Merge the group first.")
    if layer.mask is None:
        return document
    pixels = layer.pixels
    for key, tile in layer.pixels.tiles.items():
        area = Rect(key[0] * tile.shape[1], key[1] * tile.shape[0], tile.shape[1], tile.shape[0])
        mask = layer.mask.pixels.read(area)
        shown = faded(tile, mask.astype(np.float32) / np.float32(white(mask.dtype)))
        pixels = pixels.write(area.x, area.y, shown)
    return document.with_layer(layer.with_(pixels=pixels.compact(), mask=None))


def faded(array: Array, share: Array) -> Array:
    """RGBA with alpha times `share`, float (h, w) 0-1; pixels of share 1 stay to the byte."""
    out = array.copy()
    alpha = array[..., 3].astype(np.float32) * share
    out[..., 3] = alpha if array.dtype.kind == "f" else np.rint(alpha)
    return out

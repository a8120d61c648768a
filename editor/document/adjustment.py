"""Edits with adjustment layers: pure functions from one document to the next."""

from __future__ import annotations

from typing import Any

from editor.document import layers
from editor.document.compose import composite, reach
from editor.document.document import Document
from editor.document.layer import AdjustmentLayer, GroupLayer, Layer, Mask, PixelLayer, alone
from editor.document.pixels import Pixels
from editor.document.plan import under, units
from inference.api import Operation, UserError


def qualifies(operation: Operation) -> bool:
    """Whether a filter can be an adjustment layer: every instant one."""
    return bool(operation.menu)


def with_adjustment(document: Document, operation: Operation, params: Any, name: str, active: int | None,
                    ) -> tuple[Document, int]:
    """With a new layer above the active one (above what is clipped to it too), masked by the selection, which is then
    gone; its mask shows everything without one."""
    layer = AdjustmentLayer(operation=operation, params=params, name=name)
    result = layers.added(document, layer, _top_of_unit(document, active))
    result = layers.with_mask(result, layer.id, document.selection)
    return result.with_(selection=None), layer.id


def _top_of_unit(document: Document, active: int | None) -> int | None:
    found = document.find(active)
    if found is None or isinstance(found, GroupLayer) or found.clipping:
        return active
    unit = next(u for u in units(layers.siblings(document, found.id)) if any(layer.id == found.id for layer in u))
    return unit[-1].id


def adjusted_by(document: Document, layer_id: int, params: Any) -> Document:
    """With other values of an adjustment layer; the document itself where they are the same."""
    layer = document.layer(layer_id)
    if not isinstance(layer, AdjustmentLayer) or layer.params == params:
        return document
    return document.with_layer(layer.with_(params=params))


def underneath(document: Document, layer_id: int) -> tuple[Layer, ...]:
    """What an adjustment layer acts on, as layers from bottom to top."""
    return under(document.layers, layer_id)[0]


def unadjusted(document: Document, layer_id: int | None) -> Document:
    """Without the adjustment layers above a layer: what is taken from the picture and painted into that layer lies
    under them, and would be changed twice. The document itself where there are none."""
    if document.find(layer_id) is None:
        return document
    kept, _ = _without_above(document.layers, layer_id, False)
    return document if kept is document.layers else document.with_(layers=kept)


def _without_above(siblings: tuple[Layer, ...], layer_id: int | None, passed: bool) -> tuple[tuple[Layer, ...], bool]:
    """`passed`: the layer lies below these; whether it lies below what follows."""
    made: list[Layer] = []
    for layer in siblings:
        if isinstance(layer, GroupLayer):
            children, passed = _without_above(layer.children, layer_id, passed)
            made.append(layer if children is layer.children else layer.with_(children=children))
        elif passed and isinstance(layer, AdjustmentLayer):
            made.append(layer.with_(visible=False) if layer.visible else layer)
        else:
            made.append(layer)
        passed = passed or layer.id == layer_id
    same = all(new is old for new, old in zip(made, siblings, strict=True))
    return (siblings if same else tuple(made)), passed


def rasterised(document: Document, layer_id: int) -> Document:
    """The adjustment layer as a pixel layer that holds the changed picture, with its mask, opacity and blend mode.

    Raises UserError for another kind of layer.
    """
    layer = document.layer(layer_id)
    if not isinstance(layer, AdjustmentLayer):
        raise UserError("The chosen layer is no adjustment layer.", "Choose one in the layers panel.")
    below = underneath(document, layer_id)
    area = reach(below, document)
    pixels = Pixels(4, document.dtype)
    if not area.is_empty:
        shown = composite((*below, alone(layer).with_(mask=None)), area, document.dtype, canvas=document.rect)
        pixels = pixels.write(area.x - layer.x, area.y - layer.y, shown).compact()
    facts = {name: getattr(layer, name) for name in ("id", "name", "visible", "opacity", "blend", "locked",
                                                     "clipping", "x", "y", "label")}
    mask = None if layer.mask is None or _shows_all(layer.mask) else layer.mask
    return document.with_layer(PixelLayer(pixels=pixels, mask=mask, **facts))


def _shows_all(mask: Mask) -> bool:
    return mask.pixels.fill == 255 and not mask.pixels.tiles

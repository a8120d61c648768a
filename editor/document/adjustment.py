"""Edits with adjustment layers: pure functions from one document to the next."""

from __future__ import annotations

from typing import Any

from editor.document import layers
from editor.document.blend import PASS_THROUGH
from editor.document.compose import alone, composite, reach
from editor.document.document import Document
from editor.document.layer import AdjustmentLayer, GroupLayer, Layer, Mask, PixelLayer
from editor.document.pixels import Pixels
from editor.document.plan import units
from inference.api import Operation, UserError


def qualifies(operation: Operation) -> bool:
    """Whether a filter looks at no other pixels than its own."""
    return operation.margin is None


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
    found, _ = _under(document.layers, layer_id)
    return found


def _under(siblings: tuple[Layer, ...], layer_id: int) -> tuple[tuple[Layer, ...], bool]:
    for i, layer in enumerate(siblings):
        if layer.id == layer_id:
            return _below(siblings, i), True
        if isinstance(layer, GroupLayer):
            inside, here = _under(layer.children, layer_id)
            if here:
                passes = layer.blend == PASS_THROUGH and not layer.clipping
                return ((*siblings[:i], *inside) if passes else inside), True
    return (), False


def _below(siblings: tuple[Layer, ...], index: int) -> tuple[Layer, ...]:
    layer = siblings[index]
    unit = next(u for u in units(siblings) if any(one.id == layer.id for one in u))
    if unit[0].id == layer.id:
        return siblings[:index]
    base, *over = unit
    return (alone(base), *over[:next(i for i, one in enumerate(over) if one.id == layer.id)])


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
        plain = layer.with_(visible=True, opacity=1.0, blend="normal", mask=None, clipping=False)
        shown = composite((*below, plain), area, document.dtype, canvas=document.rect)
        pixels = pixels.write(area.x - layer.x, area.y - layer.y, shown).compact()
    facts = {name: getattr(layer, name) for name in ("id", "name", "visible", "opacity", "blend", "locked",
                                                     "clipping", "x", "y", "label")}
    mask = None if layer.mask is None or _shows_all(layer.mask) else layer.mask
    return document.with_layer(PixelLayer(pixels=pixels, mask=mask, **facts))


def _shows_all(mask: Mask) -> bool:
    return mask.pixels.fill == 255 and not mask.pixels.tiles

"""Where two versions of a document look different: a rectangle that is never too small."""

from __future__ import annotations

from dataclasses import fields

from editor.document.document import Document
from editor.document.geometry import EMPTY, Rect, hull_of
from editor.document.layer import AdjustmentLayer, GroupLayer, Layer, PixelLayer, walk
from editor.document.pixels import Pixels

LOOK = ("visible", "opacity", "blend", "clipping", "x", "y")


def difference(old: Document, new: Document) -> Rect:
    """The hull of the pixels whose composite may differ, in the new document's px."""
    if old is new:
        return EMPTY
    if (old.width, old.height, old.dtype, old.icc) != (new.width, new.height, new.dtype, new.icc):
        return new.rect
    found = _siblings(old.layers, new.layers, new.rect)
    return found if found.is_empty else found.grown(max(_spread(old), _spread(new))).intersect(new.rect)


def _spread(document: Document) -> int:
    """How far, in px, a change can be seen around its place: by filters of adjustment layers that look around."""
    return sum(layer.margin for layer in walk(document.layers) if isinstance(layer, AdjustmentLayer))


def selection_difference(old: Document, new: Document) -> Rect:
    if old.selection is new.selection:
        return EMPTY
    blank = Pixels(1)
    return (old.selection or blank).changed(new.selection or blank).intersect(new.rect)


def restructured(old: Document, new: Document) -> bool:
    """Whether the size, or anything of the layers but their pixels, is another: what panels list, not what they show
    small."""
    return (old.width, old.height, old.dtype) != (new.width, new.height, new.dtype) or _relisted(old.layers, new.layers)


def _relisted(old: tuple[Layer, ...], new: tuple[Layer, ...]) -> bool:
    return old is not new and (len(old) != len(new) or any(map(_redescribed, old, new)))


def _redescribed(old: Layer, new: Layer) -> bool:
    if old is new:
        return False
    if type(old) is not type(new) or (old.mask is None) != (new.mask is None):
        return True
    if old.mask is not None and new.mask is not None and old.mask.enabled != new.mask.enabled:
        return True
    names = (f.name for f in fields(old) if f.name not in ("pixels", "mask", "children", "params"))
    if any(getattr(old, name) != getattr(new, name) for name in names):
        return True
    return isinstance(old, GroupLayer) and isinstance(new, GroupLayer) and _relisted(old.children, new.children)


def _siblings(old: tuple[Layer, ...], new: tuple[Layer, ...], whole: Rect) -> Rect:
    if old is new:
        return EMPTY
    before = {layer.id: layer for layer in old}
    after = {layer.id: layer for layer in new}
    lost = [extent(before[i], whole) for i in before.keys() - after.keys()]
    added = [extent(after[i], whole) for i in after.keys() - before.keys()]
    kept = before.keys() & after.keys()
    edited = [_layer(before[i], after[i], whole) for i in kept]
    order = [i for i in before if i in kept], [i for i in after if i in kept]
    moved = [extent(after[a], whole) for a, b in zip(*order, strict=True) if a != b]
    old_bases, new_bases = bases(old), bases(new)  # a clipped layer shows elsewhere when its base is another one
    clipped = [extent(before[i], whole).union(extent(after[i], whole)) for i in kept if old_bases[i] != new_bases[i]]
    return hull_of(iter(lost + added + edited + moved + clipped))


def bases(layers: tuple[Layer, ...]) -> dict[int, int]:
    """The layer that each one is clipped to, itself when to none."""
    found: dict[int, int] = {}
    base = None
    for layer in layers:
        base = layer if base is None or not layer.clipping else base
        found[layer.id] = base.id
    return found


def _layer(old: Layer, new: Layer, whole: Rect) -> Rect:
    if old is new:
        return EMPTY
    both = extent(old, whole).union(extent(new, whole))
    masks = (old.mask.pixels if old.mask else None), (new.mask.pixels if new.mask else None)
    if any(getattr(old, name) != getattr(new, name) for name in LOOK) or type(old) is not type(new):
        return both
    if (old.mask is None) != (new.mask is None) or (old.mask and new.mask and old.mask.enabled != new.mask.enabled):
        return both
    if isinstance(old, AdjustmentLayer) and isinstance(new, AdjustmentLayer) and (
            old.operation is not new.operation or old.params != new.params):
        return both
    total = EMPTY
    if masks[0] is not None and masks[1] is not None:
        if masks[0].fill != masks[1].fill:
            return both
        total = masks[0].changed(masks[1]).moved(new.x, new.y)
    if isinstance(old, PixelLayer) and isinstance(new, PixelLayer):
        total = total.union(old.pixels.changed(new.pixels).moved(new.x, new.y))
    if isinstance(old, GroupLayer) and isinstance(new, GroupLayer):
        total = total.union(_siblings(old.children, new.children, whole))
    return total


def extent(layer: Layer, whole: Rect) -> Rect:
    """Where a layer can show, in document px."""
    if isinstance(layer, PixelLayer):
        return layer.pixels.bounds.moved(layer.x, layer.y)
    if isinstance(layer, GroupLayer):
        return hull_of(extent(child, whole) for child in layer.children)
    if isinstance(layer, AdjustmentLayer) and layer.mask is not None and layer.mask.enabled:
        pixels = layer.mask.pixels
        return whole if pixels.fill else pixels.bounds.moved(layer.x, layer.y)
    return whole

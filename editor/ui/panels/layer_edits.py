"""What the layers panel does to a document: pure functions from one to the next."""

from __future__ import annotations

from editor.document.document import Document
from editor.document.layer import GenerativeLayer, GroupLayer, Layer, Mask, walk


def siblings(document: Document, parent: int | None) -> tuple[Layer, ...]:
    """Children of a group, or the top level for None, from bottom to top."""
    if parent is None:
        return document.layers
    group = document.layer(parent)
    return group.children if isinstance(group, GroupLayer) else ()


def moved(document: Document, layer_id: int, parent: int | None, row: int) -> Document:
    """`layer_id` put before row `row` (rows count from the top, as the panel shows them) of a group or of the top
    level. The document itself when that changes nothing, or when a group would end inside itself."""
    layer = document.layer(layer_id)
    if parent is not None and any(inner.id == parent for inner in walk((layer,))):
        return document
    before = siblings(document, parent)
    index = len(before) - min(max(row, 0), len(before))  # from the bottom, the moved layer still in place
    home = document.parent(layer_id)
    if (home.id if home else None) == parent:
        own = next(i for i, sibling in enumerate(before) if sibling.id == layer_id)
        if index in (own, own + 1):
            return document
        index -= own < index
    return document.without(layer_id).placed(layer, parent, index)


def changed(document: Document, layer_id: int, **changes: object) -> Document:
    return document.with_layer(document.layer(layer_id).with_(**changes))


def mask_toggled(document: Document, layer_id: int) -> Document:
    """The mask switched off or on again; nothing is lost."""
    layer = document.layer(layer_id)
    if layer.mask is None:
        return document
    return changed(document, layer_id, mask=Mask(layer.mask.pixels, not layer.mask.enabled))


def solo(document: Document, layer_id: int) -> Document:
    """Only this layer of its group shown; all of them when that is so already."""
    parent = document.parent(layer_id)
    group = siblings(document, parent.id if parent else None)
    alone = all(layer.visible == (layer.id == layer_id) for layer in group)
    for layer in group:
        wanted = alone or layer.id == layer_id
        if layer.visible != wanted:
            document = changed(document, layer.id, visible=wanted)
    return document


def recipe_lines(layer: Layer) -> list[tuple[str, str]]:
    """What a generative layer remembers, as (name, value) in reading order; empty for other layers."""
    if not isinstance(layer, GenerativeLayer):
        return []
    lines: list[tuple[str, str]] = []
    for name, value in layer.recipe.items():
        if isinstance(value, dict):
            lines.extend((str(k), _plain(v)) for k, v in value.items() if v not in (None, "", ()))
        elif value not in (None, ""):
            lines.append((str(name), _plain(value)))
    return lines


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)

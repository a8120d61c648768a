"""From a press of the AI panel's button to what the engine is handed, and where its pictures will go. No widgets."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from editor.document.compose import compose
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Layer
from editor.document.pixels import Array, Pixels, convert
from editor.document.selection_modify import grow, shrink
from editor.session import Session
from editor.staging import Placement
from editor.text import tr
from inference.api import Operation, Request, UserError, validated

CONTEXT_PX = 64  # least context around a selection; a larger selection gets half of its longer edge
SMALLEST_CROP_PX = 512  # what a small diffusion model was trained on: less starves it of context
EDGE_PX = 2  # of a subject that the new background takes
NEW_SIZE = (768, 512)  # px, a new document when the parameters name no size


def build(
    session: Session | None, operation: Operation, params: Any,
    model: str | None = None, seed: int = 0, count: int = 1,
) -> tuple[Request, Placement]:
    """The request for one press of the button, and where its pictures go.

    What lies above the new layer is not in the request's picture: it will be drawn over the result anyway.
    Raises UserError when the operation needs a picture or a selection that is not there.
    """
    made = validated(params)
    if session is None:
        return _new_document(operation, made, model, seed, count)
    document = session.document
    image: Array | None
    mask: Array | None
    if operation.gives == "selection":
        return _for_selection(document, operation, made, model, seed)
    if operation.id in ("outpaint", "upscale"):
        image, mask, placement = _whole(document, operation)
    elif document.selection is not None and _takes_mask(operation):
        selection, made = _grown(document, document.selection, made)
        soft = model is not None and operation.id == "inpaint"
        rect = _context(document, selection, session.active_layer, getattr(made, "context", "auto"))
        image, mask, placement = _selected(document, selection, session.active_layer, operation, rect, soft)
    elif "mask" in operation.needs:
        raise UserError("{operation} needs a selection.",
                        "Draw around the part to change with a selection tool, or select everything.",
                        operation=tr(operation.text))
    else:
        starts = model is not None and getattr(made, "strength", 1.0) < 1.0
        image, mask, placement = _everything(document, session.active_layer, operation, starts)
        made = _sized(made, document)
        if int(getattr(made, "scale", 1)) > 1:
            placement = dataclasses.replace(placement, kind="scale", above=None)
    return Request(operation.id, made, image, mask, model, seed, count), placement


def context_rect(bounds: Rect, whole: Rect) -> Rect:
    """The crop around a selection that the engine sees: generous, at least 512 px where the picture is that
    large, inside `whole`. Document px."""
    wanted = bounds.grown(max(CONTEXT_PX, max(bounds.w, bounds.h) // 2))
    x, w = _span(wanted.x, wanted.right, whole.w)
    y, h = _span(wanted.y, wanted.bottom, whole.h)
    return Rect(x, y, w, h)


def _span(start: int, stop: int, limit: int) -> tuple[int, int]:
    """Start and length of a span of at least SMALLEST_CROP_PX, moved inside 0..limit, cut where it is longer."""
    lacking = max(SMALLEST_CROP_PX - (stop - start), 0)
    start, stop = start - lacking // 2, stop + (lacking + 1) // 2
    if lacking:
        shift = max(-start, 0) - max(stop - limit, 0)
        start, stop = start + shift, stop + shift
    start, stop = max(start, 0), min(stop, limit)
    return start, stop - start


def insertion(document: Document, active: Layer | None) -> int | None:
    """The layer above which a result goes: the active one, or the last of the layers clipped to it (a layer
    between them would become what they are clipped to). None is the top."""
    if active is None:
        return None
    group = document.parent(active.id)
    siblings = document.layers if group is None else group.children
    place = next(i for i, layer in enumerate(siblings) if layer.id == active.id)
    while place + 1 < len(siblings) and siblings[place + 1].clipping:
        place += 1
    return siblings[place].id


def below(document: Document, above: int | None) -> Document:
    """The document without what lies above the layer `above`; the document itself when nothing does."""
    if above is None:
        return document
    layers, _ = _up_to(document.layers, above)
    return document if layers is document.layers else document.with_(layers=layers)


def _up_to(layers: tuple[Layer, ...], layer_id: int) -> tuple[tuple[Layer, ...], bool]:
    for i, layer in enumerate(layers):
        found, kept = layer.id == layer_id, layer
        if isinstance(layer, GroupLayer) and not found:
            children, found = _up_to(layer.children, layer_id)
            kept = layer if children is layer.children else layer.with_(children=children)
        if found:
            same = kept is layer and i + 1 == len(layers)
            return (layers if same else (*layers[:i], kept)), True
    return layers, False


def _takes_mask(operation: Operation) -> bool:
    return operation.id not in ("outpaint", "upscale")


def _picture(document: Document, above: int | None, rect: Rect) -> tuple[Array, int | None]:
    """What is visible at `rect` under the new layer, and where that layer goes. When the layer chosen lies under
    the whole picture (an empty bottom layer, say), the whole stack is meant and the result goes on top."""
    image = compose(below(document, above), rect)
    if not image[..., 3].any():
        image, above = compose(document, rect), None
    return image, above


def _grown(document: Document, selection: Pixels, params: Any) -> tuple[Pixels, Any]:
    """An operation that takes more than is selected gets the larger selection, and so does the result's mask."""
    if getattr(params, "mode", "") == "replace":
        return background(document, selection), params
    by = int(getattr(params, "grow", 0))
    if by == 0:
        return selection, params
    return grow(selection, by, document.rect) or selection, dataclasses.replace(params, grow=0)


def background(document: Document, selection: Pixels) -> Pixels:
    """All but what is selected, and a little of its edge: the old background shines through there."""
    subject = shrink(selection, EDGE_PX, document.rect) or selection
    return Pixels.of(255 - convert(subject.read(document.rect), "uint8"))


def shown_context(document: Document, active: Layer | None, params: Any) -> Rect | None:
    """The crop that a masked operation with these parameters sees, document px; None without a selection."""
    if document.selection is None:
        return None
    selection, _ = _grown(document, document.selection, params)
    if selection.content_bounds().intersect(document.rect).is_empty:
        return None
    return _context(document, selection, active, getattr(params, "context", "auto"))


def _context(document: Document, selection: Pixels, active: Layer | None, kind: str) -> Rect:
    """What the engine sees: padded bounds, the bare bounds, the whole picture, or the active layer's place."""
    bounds = selection.content_bounds().intersect(document.rect)
    if bounds.is_empty:
        raise UserError("The selection is empty.", "Select the part of the picture to change.")
    if kind == "mask":
        return bounds
    if kind == "image":
        return document.rect
    pixels = getattr(active, "pixels", None)
    if kind == "layer" and active is not None and pixels is not None:
        place = pixels.content_bounds().moved(getattr(active, "x", 0), getattr(active, "y", 0))
        return bounds.union(place.intersect(document.rect))
    return context_rect(bounds, document.rect)


def _selected(
    document: Document, selection: Pixels, active: Layer | None, operation: Operation, rect: Rect, soft: bool
) -> tuple[Array, Array, Placement]:
    """The crop `rect` around the selection. The engine may change everything that is selected at all, and the soft edge
    is applied once, by the mask of the new layer. `soft`: the engine is handed the soft selection, whose values are
    strengths to it, and applies them; the layer then shows all of it."""
    image, above = _picture(document, insertion(document, active), rect)
    mask = convert(selection.read(rect), "uint8")
    hard = np.where(mask > 0, np.uint8(255), np.uint8(0))
    if soft:
        return image, mask, Placement("layer", rect, Pixels(1).write(rect.x, rect.y, hard), above, tr(operation.text))
    mask = hard
    return image, mask, Placement("layer", rect, selection, above, tr(operation.text))


def _everything(
    document: Document, active: Layer | None, operation: Operation, starts: bool
) -> tuple[Array | None, None, Placement]:
    """The whole picture, or none for an operation that makes one from words. `starts`: it starts from what is
    there all the same."""
    above = insertion(document, active)
    image = None
    if "image" in operation.needs or starts:
        image, above = _picture(document, above, document.rect)
    if "image" in operation.needs:
        _refuse_blank(image)
    return image, None, Placement("layer", document.rect, None, above, tr(operation.text))


def _whole(document: Document, operation: Operation) -> tuple[Array, None, Placement]:
    """The visible picture; its result lies on top. An extension shows nothing over the old canvas, so that not
    one of its pixels can change."""
    image = compose(document, document.rect)
    _refuse_blank(image)
    if operation.id == "upscale":
        return image, None, Placement("scale", document.rect, None, None, tr(operation.text))
    kept = Pixels(1, fill=255).write(0, 0, np.zeros((document.height, document.width), np.uint8))
    return image, None, Placement("extend", document.rect, kept, None, tr(operation.text))


def _for_selection(
    document: Document, operation: Operation, params: Any, model: str | None, seed: int
) -> tuple[Request, Placement]:
    """The visible picture; what is found in it, inside the present selection, becomes the selection."""
    image = compose(document, document.rect)
    _refuse_blank(image)
    mask = None if document.selection is None else convert(document.selection.read(document.rect), "uint8")
    placement = Placement("select", document.rect, None, None, tr(operation.text))
    return Request(operation.id, params, image, mask, model, seed), placement


def _new_document(
    operation: Operation, params: Any, model: str | None, seed: int, count: int
) -> tuple[Request, Placement]:
    if operation.needs:
        raise UserError("{operation} needs a picture.", "Open a picture first.", operation=tr(operation.text))
    width = getattr(params, "width", 0) or NEW_SIZE[0]
    height = getattr(params, "height", 0) or NEW_SIZE[1]
    placement = Placement("document", Rect(0, 0, width, height), None, None, tr(operation.text))
    return Request(operation.id, params, None, None, model, seed, count), placement


def _sized(params: Any, document: Document) -> Any:
    """A picture for a document is as large as the document."""
    names = {f.name for f in dataclasses.fields(params)}
    if not {"width", "height"} <= names:
        return params
    return dataclasses.replace(params, width=document.width, height=document.height)


def _refuse_blank(image: Array | None) -> None:
    if image is None or not image[..., 3].any():
        raise UserError("There is nothing visible to work on.", "Show a layer that has a picture.")

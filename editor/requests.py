"""From a press of the AI panel's button to what the engine is handed, and where its pictures will go. No widgets."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from editor.contexts import (
    Change,
    Scene,
    Still,
    change,
    changed_regions,
    context,
    effective_mode,
    with_source,
)
from editor.document.compose import compose
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Layer
from editor.document.pixels import Array, Pixels, convert, white
from editor.document.region import Region
from editor.guides import GuideSource, hidden_maps, resolved
from editor.sources import resolved as resolved_source
from editor.staging import Placement
from editor.text import tr
from inference.api import Area, Operation, Request, UserError, validated

NEW_SIZE = (768, 512)  # px, a new document when the parameters name no size


def build(
    session: Scene | None, operation: Operation, params: Any,
    model: str | None = None, seed: int = 0, count: int = 1, native: int = 0,
    guides: tuple[GuideSource, ...] = (), unaided: bool = False, chosen: str | None = None,
) -> tuple[Request, Placement]:
    """The request for one press of the button, and where its pictures go.

    What lies above the new layer is not in the request's picture: it will be drawn over the result anyway. `native` is
    the edge, px, of the pictures that the model was trained at. Layers that are control maps among `guides` are not in
    the picture; `unaided`: the model follows them without a ControlNet. `chosen` is the model that the user chose,
    where `model` is another of its family.
    Raises UserError when the operation needs a picture or a selection that is not there.
    """
    scene = None if session is None else Still(
        hidden_maps(session.document, guides), session.active_layer, session.regions)
    request, placement = _built(scene, operation, validated(params), model, seed, count, native)
    sides = [int(getattr(request.params, side, 0)) for side in ("left", "top", "right", "bottom")]
    left, top, right, bottom = sides if placement.kind == "extend" else (0, 0, 0, 0)
    rect = placement.rect
    area = Rect(rect.x - left, rect.y - top, rect.w + left + right, rect.h + top + bottom)
    document = None if scene is None else scene.document
    areas = request.areas if scene is None or operation.areas == "changed" else _words(scene, rect)
    return dataclasses.replace(request, guides=resolved(guides, document, rect, area, unaided), areas=areas,
                               chosen=chosen), placement


def _words(scene: Scene, rect: Rect) -> tuple[Area, ...]:
    """What regions say of the picture `rect` of the document."""
    return tuple(_area(region, rect) for region in scene.regions if region.prompt.strip())


def _area(region: Region, rect: Rect) -> Area:
    return Area(convert(region.mask.read(rect), "uint8"), region.strength, region.prompt)


def _built(
    session: Scene | None, operation: Operation, made: Any, model: str | None, seed: int, count: int, native: int,
) -> tuple[Request, Placement]:
    if session is None:
        return _new_document(operation, made, model, seed, count)
    document = session.document
    image: Array | None
    mask: Array | None
    if operation.gives in ("mask", "words"):
        from editor.sight_requests import for_mask, for_words

        return (for_mask if operation.gives == "mask" else for_words)(session, operation, made, model)
    if operation.gives == "selection":
        return _for_selection(document, operation, made, model, seed)
    if operation.id in ("outpaint", "upscale"):
        image, mask, placement = _whole(document, operation)
    elif (found := change(document, changed_regions(operation, session.regions), made)) is not None:
        return _masked(session, operation, found, model, seed, count, native)
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


def _picture(document: Document, above: int | None, rect: Rect) -> tuple[Array, int | None]:
    """What is visible at `rect` under the new layer, and where that layer goes. When the layer chosen lies under
    the whole picture (an empty bottom layer, say), the whole stack is meant and the result goes on top."""
    image = compose(below(document, above), rect)
    if not image[..., 3].any():
        image, above = compose(document, rect), None
    return image, above


def _masked(
    session: Scene, operation: Operation, found: Change, model: str | None, seed: int, count: int, native: int,
) -> tuple[Request, Placement]:
    """The crop around what may change. The engine may change everything that is selected at all, and the soft edge is
    applied once: by the mask of the new layer, or by the engine where values are strengths to it (a soft selection
    with a model, regions); the layer then shows all of it."""
    document, active, params = session.document, session.active_layer, found.params
    regions = changed_regions(operation, session.regions)
    if hasattr(params, "mode"):
        params = dataclasses.replace(params, mode=effective_mode(params, document, model, regions))
    rect = with_source(document, params, context(document, found.area, active, params, native), native)
    if model is None:
        params = resolved_source(document, params, rect)
    image, above = _picture(document, insertion(document, active), rect)
    hard = np.where(convert(found.area.read(rect), "uint8") > 0, np.uint8(255), np.uint8(0))
    if found.fills:  # no colour shows through what is new
        image[hard > 0, 3] = white(image.dtype)
    mask, shown = hard, found.area
    if regions or (model is not None and operation.id == "inpaint"):
        mask = np.zeros_like(hard) if found.own is None else convert(found.own.read(rect), "uint8")
        shown = Pixels(1).write(rect.x, rect.y, hard)
    areas = tuple(_area(region, rect) for region in regions)
    name = tr("Expand") if found.fills else tr(operation.text)
    placement = Placement("layer", rect, shown, above, name)
    return Request(operation.id, params, image, mask, model, seed, count, areas=areas), placement


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
        refuse_blank(image)
    return image, None, Placement("layer", document.rect, None, above, tr(operation.text))


def _whole(document: Document, operation: Operation) -> tuple[Array, None, Placement]:
    """The visible picture; its result lies on top. An extension shows nothing over the old canvas, so that not
    one of its pixels can change."""
    image = compose(document, document.rect)
    refuse_blank(image)
    if operation.id == "upscale":
        return image, None, Placement("scale", document.rect, None, None, tr(operation.text))
    kept = Pixels(1, fill=255).write(0, 0, np.zeros((document.height, document.width), np.uint8))
    return image, None, Placement("extend", document.rect, kept, None, tr(operation.text))


def _for_selection(
    document: Document, operation: Operation, params: Any, model: str | None, seed: int
) -> tuple[Request, Placement]:
    """The visible picture; what is found in it, inside the present selection, becomes the selection."""
    image = compose(document, document.rect)
    refuse_blank(image)
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


def refuse_blank(image: Array | None) -> None:
    if image is None or not image[..., 3].any():
        raise UserError("There is nothing visible to work on.", "Show a layer that has a picture.")

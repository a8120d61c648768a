"""Errands: what a tool asks of the engine when its gesture is over, and the answer put into the layer. No widgets."""

from __future__ import annotations

import numpy as np

from editor.contexts import context_rect
from editor.document.adjustment import unadjusted
from editor.document.compose import compose
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layers import with_mask, without_mask
from editor.document.paint_target import surface
from editor.document.pixels import Pixels, convert, white
from editor.document.selection_modify import feather
from editor.document.selection_pick import picture
from editor.document.selection_shape import combine, from_array
from editor.staging import Placement
from editor.tools.tool import Errand, Search
from inference.api import ModelInfo, Picture, Request, UserError, able, operation_named

SEED = 1  # the same stroke gives the same picture


def request(document: Document, errand: Errand, model: ModelInfo | None = None) -> tuple[Request, Placement]:
    """The request for an errand, and where its answer goes. Raises UserError where the layer cannot be painted on."""
    surface(document, errand.layer_id, "pixels")
    operation = operation_named(errand.operation)
    native = model.native if model is not None else 0
    rect = context_rect(errand.mask.content_bounds().intersect(document.rect), document.rect, native)
    image = (compose(unadjusted(document, errand.layer_id), rect) if errand.all_layers
             else picture(document, errand.layer_id, rect))
    mask = np.where(convert(errand.mask.read(rect), "uint8") > 0, np.uint8(255), np.uint8(0))
    placement = Placement("into", rect, errand.mask, errand.layer_id, errand.label, errand=errand)
    path = model.path if model is not None else None
    return Request(operation.id, operation.parameters(), image, mask, path, SEED), placement


def search_request(
    document: Document, search: Search, models: tuple[ModelInfo, ...]
) -> tuple[Request, Placement]:
    """The request for a search, by the first installed model that can, and where its answer goes. Raises UserError
    where words need a model that is not there."""
    operation = operation_named("find" if search.words else "segment")
    rect = document.rect
    image = compose(document, rect) if search.layer_id is None else picture(document, search.layer_id, rect)
    fitting = () if search.method == "colours" else able(models, operation.id)
    quickest = min(fitting, key=lambda model: model.size_bytes, default=None)
    model = quickest if search.method == "quick" else next(iter(fitting), None)
    if search.words and model is None:
        raise UserError("There is no model that reads words.", "Install SAM 3 or CLIPSeg under Models.")
    params = operation.parameters(**({"words": search.words} if search.words else search.hints.texts()))
    placement = Placement("select", rect, name=search.label, search=search)
    return Request(operation.id, params, image, None, model.path if model else None, SEED), placement


def selected(document: Document, made: Picture, placement: Placement) -> Document:
    """The document with what was found as its selection. Raises UserError where nothing was."""
    found = from_array(convert(made.pixels[..., 0], "uint8"), placement.rect.x, placement.rect.y)
    search = placement.search
    if found is None:
        raise UserError("Nothing was found.", "Click on the object, or drag a box around it." if search and
                        not search.words else "Try other words." if search else "Change the settings and try again.")
    if search is None:
        return document.with_(selection=found)
    if search.feather > 0:
        found = feather(found, search.feather, document.rect)
    return document.with_(selection=combine(search.base, found, search.mode))


def masked(document: Document, made: Picture, placement: Placement) -> Document:
    """The document with what was found as the mask of the layer `placement.above`; a mask that is there hides what it
    hid. Raises UserError where nothing was found or the layer is gone."""
    layer = document.find(placement.above)
    if layer is None:
        raise UserError("The layer is gone, so it got no mask.")
    found = convert(made.pixels[..., 0], "uint8")
    if not found.any():
        raise UserError("No subject was found.", "Click on it with Smart select instead, then add a layer mask.")
    if layer.mask is not None:
        hidden = convert(layer.mask.pixels.read(placement.rect.moved(-layer.x, -layer.y)), "uint8")
        found, document = np.minimum(found, hidden), without_mask(document, layer.id)
    return with_mask(document, layer.id, Pixels.of(found, placement.rect.x, placement.rect.y))


def put_into(document: Document, made: Picture, placement: Placement) -> Document:
    """The document with the picture mixed into the layer `placement.above` by the placement's mask. The document
    itself when the layer is gone or may not be changed any more: then there is nothing to put it into."""
    assert placement.mask is not None
    target = surface(document, placement.above, "pixels")
    height, width = made.pixels.shape[:2]
    whole = Rect(placement.rect.x, placement.rect.y, width, height)
    within = placement.mask.content_bounds().intersect(whole)  # the stroke; around it the model only looked
    if within.is_empty:
        return document
    picture, area = made.pixels[within.slices(whole)], within.moved(-target.x, -target.y)
    share = placement.mask.read(within).astype(np.float32)[..., None] / np.float32(255)
    old = target.pixels.read(area)
    full = np.float32(white(old.dtype))
    mixed = old.astype(np.float32) * (1 - share) + picture.astype(np.float32) * share
    new = (np.clip(mixed, 0, full) + np.float32(0.5)).astype(old.dtype) if old.dtype.kind == "u" else mixed
    if target.lock_alpha:
        new[..., 3] = old[..., 3]
    return target.put(target.pixels.write(area.x, area.y, np.where(share > 0, new, old).astype(old.dtype)))

"""The area that the fill without a model takes from: a saved selection or what a layer covers. No widgets."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from editor.document.compose import compose
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import Layer, walk
from editor.document.pixels import Array, convert
from inference.api import UserError

CHANNEL, LAYER = "selection", "layer"  # "selection:Sky", "layer:12"
LEAST_SHARE = 0.25  # of a crop that must be there to copy


def takes_part(params: Any) -> bool:
    return getattr(params, "take_from", "anywhere") != "anywhere"


def area(document: Document, name: str, rect: Rect) -> Array:
    """(h, w) uint8 at `rect`, document px: the saved selection or the layer `name`, 255 where it is. Raises UserError
    where there is none."""
    kind, _, which = name.partition(":")
    if kind == CHANNEL and (found := dict(document.channels).get(which)) is not None:
        return convert(found.read(rect), "uint8")
    if kind == LAYER and (layer := document.find(int(which) if which.isdigit() else 0)) is not None:
        return convert(np.ascontiguousarray(compose(_alone(document, layer), rect)[..., 3]), "uint8")
    raise UserError("No area to take from is chosen.", "Choose a saved selection or a layer.")


def resolved(document: Document, params: Any, rect: Rect) -> Any:
    """The parameters with their area as pixels of the crop `rect`."""
    if not takes_part(params):
        return params
    grey = area(document, params.source_of, rect)
    return dataclasses.replace(params, source=np.dstack([grey, grey, grey, np.full_like(grey, 255)]))


def allowed(document: Document, params: Any, rect: Rect) -> Array:
    """(h, w) bool: where the crop may be copied from."""
    inside = area(document, params.source_of, rect) > 127
    return inside if params.take_from == "inside" else ~inside


def widened(document: Document, params: Any, rect: Rect) -> Rect:
    """The crop with enough of the area in it: all of an area to take from, as far around as needed otherwise."""
    if not takes_part(params):
        return rect
    try:
        if params.take_from == "inside":
            ys, xs = np.nonzero(area(document, params.source_of, document.rect) > 127)
            found = Rect(int(xs.min()), int(ys.min()), int(np.ptp(xs)) + 1, int(np.ptp(ys)) + 1) if len(xs) else rect
            return rect.union(found)
        while rect != document.rect and allowed(document, params, rect).mean() < LEAST_SHARE:
            rect = rect.grown(max(rect.w, rect.h) // 2).intersect(document.rect)
    except UserError:  # told when the button is pressed
        pass
    return rect


def _alone(document: Document, layer: Layer) -> Document:
    """The document with nothing but the layer, shown in full."""
    shown = layer.with_(visible=True, opacity=1.0, clipping=False)
    return document.with_(layers=(shown,))


def areas(document: Document) -> list[tuple[str, str]]:
    """What can be chosen: (name, text) of every saved selection, then of every layer, the uppermost first."""
    saved = [(f"{CHANNEL}:{name}", name) for name, _ in document.channels]
    return saved + [(f"{LAYER}:{layer.id}", layer.name) for layer in reversed(list(walk(document.layers)))]

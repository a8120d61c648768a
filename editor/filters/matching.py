"""Settings that a picture itself decides: levels by its own tones, colours by those of what lies under a layer.

Colours are matched by mean and deviation in CIELAB, after Reinhard et al., "Color Transfer between Images", 2001.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from editor.document.compose import compose
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Array, convert
from editor.filters.apply import apply_filter, filter_named, target
from editor.filters.levels import Levels
from editor.filters.plain import as_unit, back
from inference.api import Operation, UserError

CLIPPED = 0.001  # share of the pixels at either end that may become black or white
AROUND = 0.5  # of the layer's size, how far around it its neighbours are looked at
SAMPLED = 1 << 20  # px that are looked at
LEAST_RATIO, MOST_RATIO = 0.4, 2.5  # of deviations


@dataclass(frozen=True)
class Matched:
    """Means and deviations of L, a, b, of the layer and of what it is to look like."""

    mean: tuple[float, float, float]
    spread: tuple[float, float, float]
    wanted_mean: tuple[float, float, float]
    wanted_spread: tuple[float, float, float]


def _run(pixels: Array, params: Matched, scale: float) -> Array:
    lab = cv2.cvtColor(np.clip(as_unit(pixels), 0, 1), cv2.COLOR_RGB2Lab)
    ratio = np.clip(np.array(params.wanted_spread) / np.maximum(params.spread, 1e-3), LEAST_RATIO, MOST_RATIO)
    moved = (lab - np.array(params.mean)) * ratio + np.array(params.wanted_mean)
    return back(pixels, np.clip(cv2.cvtColor(moved.astype(np.float32), cv2.COLOR_Lab2RGB), 0, 1))


MATCH = Operation("match_colours", "Match colours", Matched, _run)


def auto_levels(document: Document, layer_id: int | None) -> Document:
    """Each channel of the layer, inside the selection, stretched from black to white. Raises UserError."""
    layer = target(document, layer_id)
    pixels = _seen(layer, document)
    levels = filter_named("levels")
    for i, name in enumerate(("red", "green", "blue")):
        low, high = (float(v) for v in np.quantile(pixels[:, i], (CLIPPED, 1 - CLIPPED)))
        if high - low > 2 and (low > 0 or high < 255):
            document = apply_filter(document, layer_id, levels, Levels(channel=name, black=low, white=high))
    return document


def matched(document: Document, layer_id: int | None) -> Document:
    """The layer with the colours of what lies under and around it. Raises UserError where nothing does."""
    layer = target(document, layer_id)
    own = _seen(layer, document)
    bounds = layer.pixels.content_bounds().moved(layer.x, layer.y)
    reach = round(max(bounds.w, bounds.h) * AROUND)
    area = bounds.grown(reach).intersect(document.rect)
    under = document.with_layer(layer.with_(visible=False))
    below = _sampled(convert(compose(under, area), "uint8"), None)
    if len(below) < 16:
        raise UserError("There is nothing under the layer to match it to.", "Put it above another layer.")
    values = [tuple(float(v) for v in part) for colours in (own, below) for part in _statistics(colours)]
    return apply_filter(document, layer_id, MATCH, Matched(*values))  # type: ignore[arg-type]


def _statistics(colours: Array) -> tuple[Array, Array]:
    lab = cv2.cvtColor((colours.astype(np.float32) / 255)[None], cv2.COLOR_RGB2Lab)[0]
    return lab.mean(axis=0), lab.std(axis=0)


def _seen(layer: PixelLayer, document: Document) -> Array:
    """Colours (n, 3) uint8 of the opaque pixels of the layer inside the selection."""
    area = layer.pixels.content_bounds().moved(layer.x, layer.y)
    selection = document.selection
    if selection is not None:
        area = area.intersect(selection.content_bounds())
    if area.is_empty:
        raise UserError("The layer {name} is empty.", name=layer.name)
    pixels = convert(layer.pixels.read(area.moved(-layer.x, -layer.y)), "uint8")
    found = _sampled(pixels, None if selection is None else selection.read(area))
    if not len(found):
        raise UserError("The layer {name} is empty.", name=layer.name)
    return found


def _sampled(pixels: Array, mask: Array | None) -> Array:
    step = max(int((pixels.shape[0] * pixels.shape[1] / SAMPLED) ** 0.5), 1)
    few = pixels[::step, ::step]
    chosen = few[..., 3] > 127
    if mask is not None:
        chosen &= mask[::step, ::step] > 127
    made: Array = few[chosen][:, :3]
    return made


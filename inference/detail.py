"""Detail: a diffusion model redraws a large picture tile by tile, and the light and colours of the tiles stay.

A tile that is redrawn by itself drifts in brightness and colour, so neighbours no longer match. What varies slowly is
taken from the source again in each tile (the low frequencies are locked); what varies fast is the model's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.ask import Ask, Diffusion
from inference.depths import from_unit, to_unit
from inference.devices import Plan
from inference.guides import cropped
from inference.region import Box as Place
from inference.tiles import Box, Layout, Tile, fill, piece, tiles

Array = npt.NDArray[Any]
_OVERLAP = 0.25  # of a tile's edge: a model sees little at an edge, and twice is seen where tiles meet
_SLOW = 1 / 24  # of a tile's edge: the sigma that parts light from detail
_SLACK = 1.25  # a picture this much larger than a tile is still done in one piece


def detailed(
    model: Diffusion, ask: Ask, image: Array, fidelity: float, plan: Plan, report: Report,
    words: Callable[[Place], str] | None = None,
) -> npt.NDArray[np.uint8]:
    """`image` (h, w, 3) uint8 with detail drawn by `model` at `ask.strength`; the same size.

    `fidelity` 0-1: how far brightness and colour are held to the source's. `words(place)` are those for a part of the
    picture, px; without them all of it is drawn with the ask's.
    """
    height, width = image.shape[:2]

    def here(place: Place) -> Ask:
        return ask if words is None else replace(ask, prompt=words(place))

    edge = min(model.native, int(plan.most_px ** 0.5)) // model.multiple * model.multiple
    if max(height, width) <= edge * _SLACK:
        return locked(model.image_to_image(here((0, 0, width, height)), image, plan, report), image, fidelity, edge)
    overlap = int(edge * _OVERLAP)
    layout = Layout(edge, overlap // 4, overlap - 2 * (overlap // 4), whole=True)
    count = len(list(tiles(width, height, layout)))
    numbers = iter(range(count))

    def make(tile: Tile, box: Box) -> Array:
        index = next(numbers)
        part = report.part(index / count, (index + 1) / count)
        source = np.ascontiguousarray(piece(image, tile))
        a, d = tile.across, tile.down
        place = (a.start, d.start, a.stop - a.start, d.stop - d.start)
        guides = cropped(ask.guides, (width, height), place)
        made = model.image_to_image(replace(here(place), seed=ask.seed + index, guides=guides), source, plan, part)
        rows = slice(tile.down.first - tile.down.start, tile.down.last - tile.down.start)
        columns = slice(tile.across.first - tile.across.start, tile.across.last - tile.across.start)
        return to_unit(locked(made, source, fidelity, edge)[rows, columns])

    out = np.empty_like(image)
    fill(out, width, height, layout, make)
    return out


def locked(made: Array, source: Array, fidelity: float, edge: int) -> npt.NDArray[np.uint8]:
    """`made` with the slow part of its difference from `source` taken back by `fidelity`. (h, w, 3) uint8 each."""
    import cv2

    if fidelity <= 0:
        return made
    drift = cv2.GaussianBlur(to_unit(source) - to_unit(made), (0, 0), max(edge * _SLOW, 1.0))
    return from_unit(to_unit(made) + np.float32(fidelity) * drift, np.uint8)

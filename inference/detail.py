"""Detail: a diffusion model redraws a large picture tile by tile, and the light and colours of the tiles stay.

A tile that is redrawn by itself drifts in brightness and colour, so neighbours no longer match. What varies slowly is
taken from the source again in each tile (the low frequencies are locked); what varies fast is the model's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.ask import Ask, Diffusion
from inference.depths import from_unit, to_unit
from inference.devices import Plan
from inference.tiles import ramp, tiles

Array = npt.NDArray[Any]
_OVERLAP = 0.25  # of a tile's edge: a model sees little at an edge, and twice is seen where tiles meet
_SLOW = 1 / 24  # of a tile's edge: the sigma that parts light from detail
_SLACK = 1.25  # a picture this much larger than a tile is still done in one piece


def detailed(
    model: Diffusion, ask: Ask, image: Array, fidelity: float, plan: Plan, report: Report
) -> npt.NDArray[np.uint8]:
    """`image` (h, w, 3) uint8 with detail drawn by `model` at `ask.strength`; the same size.

    `fidelity` 0-1: how far brightness and colour are held to the source's.
    """
    height, width = image.shape[:2]
    edge = min(model.native, int(plan.most_px ** 0.5)) // model.multiple * model.multiple
    if max(height, width) <= edge * _SLACK:
        return locked(model.image_to_image(ask, image, plan, report), image, fidelity, edge)
    overlap = int(edge * _OVERLAP)
    total = np.zeros((height, width, 3), np.float32)
    weight = np.zeros((height, width, 1), np.float32)
    pieces = list(tiles(width, height, edge, overlap))
    for index, piece in enumerate(pieces):
        part = report.part(index / len(pieces), (index + 1) / len(pieces))
        place = np.s_[piece.y:piece.y + piece.height, piece.x:piece.x + piece.width]
        source = np.ascontiguousarray(image[place])
        made = model.image_to_image(replace(ask, seed=ask.seed + index), source, plan, part)
        across = ramp(piece.width, overlap, piece.x == 0, piece.x + piece.width == width)
        down = ramp(piece.height, overlap, piece.y == 0, piece.y + piece.height == height)
        share = (down[:, None] * across)[..., None]
        total[place] += to_unit(locked(made, source, fidelity, edge)) * share
        weight[place] += share
    return from_unit(total / weight, np.uint8)


def locked(made: Array, source: Array, fidelity: float, edge: int) -> npt.NDArray[np.uint8]:
    """`made` with the slow part of its difference from `source` taken back by `fidelity`. (h, w, 3) uint8 each."""
    import cv2

    if fidelity <= 0:
        return made
    drift = cv2.GaussianBlur(to_unit(source) - to_unit(made), (0, 0), max(edge * _SLOW, 1.0))
    return from_unit(to_unit(made) + np.float32(fidelity) * drift, np.uint8)

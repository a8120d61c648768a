"""The zones of a mask: where a model may change the picture and how much, and where its result is let through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from inference.api.zones import ZoneWidths, fading, zone_widths

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Zones:
    """All (h, w) of the mask. `core` uint8: 255 where everything may be made anew (the mask grown). `change` uint8:
    the map of differential diffusion, 255 = from the first step on, falling off outside the core; inside a soft mask
    it is the mask's own value. The result is let through where `inside` (bool) is set, and nowhere else."""

    core: Mask
    change: Mask
    inside: npt.NDArray[np.bool_]
    widths: ZoneWidths


def zones(mask: Mask, strength: float = 1.0, widths: ZoneWidths | None = None) -> Zones:
    """The zones of a mask (0 = never) repainted at `strength` 0-1. `widths` None takes those that fit its extent."""
    inside = mask > 0
    extent = float(max(inside.any(0).sum(), inside.any(1).sum()))
    widths = widths or zone_widths(extent, strength)
    if not inside.any() or mask.all():
        return Zones(_hard(inside), mask.copy(), inside, widths)
    distance, labels = cv2.distanceTransformWithLabels(
        (~inside).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    nearest = np.zeros(int(labels.max()) + 1, np.float32)
    nearest[labels[inside]] = mask[inside]
    # a soft mask has faded already where it ends, so what falls off outside starts from its value there
    change = np.where(inside, mask, np.rint(nearest[labels] * fading(distance, widths))).astype(np.uint8)
    return Zones(_hard(distance <= widths.grow), change, inside, widths)


def combined(masks: Sequence[tuple[Mask, float]]) -> Mask:
    """Several masks of one size, each with its own strength 0-1, as one soft mask: the strongest wins at each pixel."""
    found = np.zeros_like(masks[0][0])
    for mask, strength in masks:
        np.maximum(found, np.rint(mask * np.float32(min(max(strength, 0.0), 1.0))).astype(np.uint8), out=found)
    return found


def depth(inside: Array) -> npt.NDArray[np.float32]:
    """Distance in px to the nearest pixel outside; the edge of the picture is no edge of the mask."""
    padded = np.pad(np.asarray(inside, np.uint8), 1, mode="edge")
    if padded.all():
        return np.full(inside.shape, 1e6, np.float32)
    return np.asarray(cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1], np.float32)


def _hard(where: Array) -> Mask:
    return np.where(where, np.uint8(255), np.uint8(0))

"""Colour drift: an autoencoder shifts colours a little everywhere; what is known around the hole says by how much."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from inference.builtin.seam import membrane
from inference.depths import from_unit, to_unit

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.uint8]
MOST = {"srgb": 0.15, "linear": 0.15, "lab": 20.0}  # the largest correction: more is content, not drift
RING = 1 / 6  # of the hole's extent: how far around it colours are compared
SMOOTH_PX = 4.0  # texture that differs is no drift, only its mean is


def matched(made: Array, known: Array, mask: Mask, space: str = "lab", spread: bool = True) -> Array:
    """`made` without the drift: (h, w, 3) uint8 each, mask above 0 = made anew, `known` is true where it is 0.

    On the ring around the mask mean and spread of each channel are brought to those of `known` (Reinhard et al. 2001,
    "Color Transfer between Images"), then the slow part of what is left is carried inside by a membrane (pull-push,
    Grossman 1998). `space` says in which values: "lab" (CIE L*a*b*), "linear" (light) or "srgb" (as stored); by
    `python -m bench drift` Lab with the spread leaves the least.
    """
    ring = ring_of(mask)
    if ring is None:
        return made
    found, true = values(made, space), values(known, space)
    if spread:
        found = _spread(found, true, ring > 0)
    differs = (true - found) * ring[..., None]
    weight = cv2.GaussianBlur(ring, (0, 0), SMOOTH_PX)
    mean = cv2.GaussianBlur(differs, (0, 0), SMOOTH_PX) / np.maximum(weight, 1e-3)[..., None]
    carried = cv2.GaussianBlur(membrane(mean * ring[..., None], ring), (0, 0), SMOOTH_PX)
    most = MOST[space]
    return from_unit(colours(found + np.clip(carried, -most, most), space), np.uint8)


def ring_of(mask: Mask) -> npt.NDArray[np.float32] | None:
    """1 on the known pixels near the mask; None where there are too few to judge by."""
    hole = (mask > 0).astype(np.uint8)
    if not hole.any() or (hole == 0).sum() < 64:
        return None
    outside = cv2.distanceTransform(1 - hole, cv2.DIST_L2, 5)
    reach = max(RING * float(max(hole.any(0).sum(), hole.any(1).sum())), 8.0)
    return np.asarray((hole == 0) & (outside <= reach), np.float32)


def _spread(found: Array, true: Array, ring: Array) -> Array:
    """Mean and spread as on the ring. The gain is bounded: flat rings say little about it."""
    gain = np.clip((true[ring].std(0) + 1e-3) / (found[ring].std(0) + 1e-3), 0.8, 1.25)
    moved: Array = ((found - found[ring].mean(0)) * gain + true[ring].mean(0)).astype(np.float32)
    return moved


def values(image: Array, space: str) -> Array:
    """(h, w, 3) float32: L*a*b*, linear light 0-1, or sRGB 0-1."""
    unit = to_unit(image[..., :3])
    if space == "lab":
        return np.asarray(cv2.cvtColor(unit, cv2.COLOR_RGB2LAB))
    if space == "linear":
        high = ((unit + np.float32(0.055)) / np.float32(1.055)) ** np.float32(2.4)
        return np.asarray(np.where(unit <= 0.04045, unit / np.float32(12.92), high))
    return unit


def colours(found: Array, space: str) -> Array:
    """The inverse of `values`, clipped to 0-1."""
    if space == "lab":
        return np.asarray(np.clip(cv2.cvtColor(np.ascontiguousarray(found, np.float32), cv2.COLOR_LAB2RGB), 0.0, 1.0))
    if space == "linear":
        light = np.maximum(found, 0.0)
        stored = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
        return np.asarray(np.clip(stored, 0.0, 1.0))
    return np.clip(found, 0.0, 1.0)

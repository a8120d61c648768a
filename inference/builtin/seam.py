"""Colour-blended seam: the difference along a hole's rim is spread smoothly into the hole and taken away.

A membrane (Perez, Gangnet, Blake, "Poisson Image Editing", 2003), solved by pull-push on a pyramid.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, Any]


def membrane(values: Array, weight: Array) -> Array:
    """A smooth field (h, w, c) that takes `values` where weight (h, w) is high; pull-push, Grossman (1998)."""
    height, width = weight.shape
    if min(height, width) <= 2:
        total = max(float(weight.sum()), 1e-6)
        return np.broadcast_to((values * weight[..., None]).sum((0, 1)) / total, values.shape).astype(np.float32)
    size = ((width + 1) // 2, (height + 1) // 2)
    small_weight = cv2.resize(weight, size, interpolation=cv2.INTER_AREA)
    small = cv2.resize(values * weight[..., None], size, interpolation=cv2.INTER_AREA).reshape(size[1], size[0], -1)
    small = small / np.maximum(small_weight, 1e-6)[..., None]
    below = membrane(small, np.minimum(small_weight * 4, 1))
    up = cv2.resize(below, (width, height), interpolation=cv2.INTER_LINEAR).reshape(values.shape)
    own = np.minimum(weight, 1)[..., None]
    return (values * own + up * (1 - own)).astype(np.float32)


def rim_correction(known: Array, voted: Array, hole: Array, usable: Array, ring_px: int = 4) -> Array:
    """What to add inside the hole so that it meets its surroundings: (h, w, c) float32, 0 outside the hole.

    `voted` is what the copied patches say about the known pixels on the ring; the difference to the true
    ones, smoothed, is the step that the eye would see. It fades out away from the rim.
    """
    around = cv2.dilate(hole.astype(np.uint8), np.ones((2 * ring_px + 1, 2 * ring_px + 1), np.uint8)) > 0
    ring = (around & ~hole & usable).astype(np.float32)
    if not ring.any():
        return np.zeros_like(known)
    step = np.clip(known - voted, -30.0, 30.0) * ring[..., None]
    weight = cv2.GaussianBlur(ring, (0, 0), 4.0)  # texture on the ring is no step: only its mean counts
    mean = cv2.GaussianBlur(step, (0, 0), 4.0).reshape(known.shape) / np.maximum(weight, 1e-4)[..., None]
    field = membrane(mean * ring[..., None], ring)
    field = cv2.GaussianBlur(field, (0, 0), 3.0).reshape(known.shape)
    edge = (ring * cv2.dilate(hole.astype(np.uint8), np.ones((3, 3), np.uint8))).astype(np.float32)
    detail = membrane((step - mean * ring[..., None]) * edge[..., None], edge)
    depth = cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 5)
    field = field + detail * np.exp(-np.maximum(depth - 1, 0) / 1.5)[..., None]  # texture is met within 2-3 px
    return np.where(hole[..., None], field, 0).astype(np.float32)

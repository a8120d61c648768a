"""Conversions that every built-in shares: picture dtypes to float32 0-1 and back, rectangles of coordinates, mixing."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Array = np.ndarray[Any, Any]


def to_unit(image: Array) -> Array:
    """uint8 or uint16 scaled to float32 0-1; float32 as it is."""
    if image.dtype == np.uint8:
        return image.astype(np.float32) * np.float32(1 / 255)
    if image.dtype == np.uint16:
        return image.astype(np.float32) * np.float32(1 / 65535)
    return image.astype(np.float32)


def from_unit(unit: Array, dtype: np.dtype[Any] | type) -> Array:
    """float32 0-1 to the dtype, rounded and clipped (float32 is left unclipped)."""
    kind = np.dtype(dtype)
    if kind == np.uint8:
        return np.clip(unit * 255 + 0.5, 0, 255).astype(np.uint8)
    if kind == np.uint16:
        return np.clip(unit * 65535 + 0.5, 0, 65535).astype(np.uint16)
    return unit.astype(kind)


def mix(a: Array, b: Array | float | np.floating[Any], share: Array | float | np.floating[Any]) -> Array:
    """a where share is 0, b where it is 1."""
    return a + (b - a) * share


def smoothstep(lo: float, hi: float, x: Array) -> Array:
    t = np.clip((x - lo) / (hi - lo), 0, 1)
    return t * t * (3 - 2 * t)


def luminance(rgb: Array) -> Array:
    """Rec. 709 luma of gamma-coded RGB, (h, w) float32."""
    weights = np.array([[0.2126, 0.7152, 0.0722]], np.float32)
    if rgb.ndim == 3 and min(rgb.shape[:2]) > 0:  # cv2 is ten times as fast
        return cv2.transform(np.ascontiguousarray(rgb[..., :3], np.float32), weights)
    return (rgb[..., :3] @ weights[0]).astype(np.float32)


def recoloured(rgb: Array, drawn: Array) -> Array:
    """The lightness (Lab) of `drawn` with the hues of `rgb`, both (h, w, 3) 0-1."""
    lab, own = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB), cv2.cvtColor(np.ascontiguousarray(drawn), cv2.COLOR_RGB2LAB)
    lab[..., 0] = own[..., 0]
    return np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 0, 1)


def blur(image: Array, sigma: float) -> Array:
    """Gaussian blur; wide ones on a reduced picture, where they look the same and cost little."""
    if sigma < 0.2:
        return image
    if sigma > 12 and min(image.shape[:2]) > 64:
        k = int(min(sigma / 4, min(image.shape[:2]) / 16))
        if k > 1:
            size = (max(1, image.shape[1] // k), max(1, image.shape[0] // k))
            small = cv2.GaussianBlur(cv2.resize(image, size, interpolation=cv2.INTER_AREA), (0, 0), sigma / k)
            return cv2.resize(small, image.shape[1::-1], interpolation=cv2.INTER_CUBIC)
    return cv2.GaussianBlur(image, (0, 0), sigma, borderType=cv2.BORDER_REFLECT_101)


def noise(height: int, width: int, cell: float, rng: np.random.Generator, octaves: int = 4, gain: float = 0.5) -> Array:
    """Smooth fractal value noise (height, width) float32, about 0-1; `cell` is the size of the largest spots in px."""
    total = np.zeros((height, width), np.float32)
    amount, norm = 1.0, 0.0
    for _ in range(octaves):
        rows, columns = int(height / cell) + 4, int(width / cell) + 4
        grid = rng.random((rows, columns)).astype(np.float32)
        xs = (np.arange(width, dtype=np.float32) / cell + 1)[None].repeat(1, 0)
        ys = (np.arange(height, dtype=np.float32) / cell + 1)[:, None]
        total += amount * _sampled(grid, xs, ys)
        norm += amount
        amount *= gain
        cell = max(cell / 2, 1.0)
    return np.clip(0.5 + (total / norm - 0.5) * 1.6, 0, 1)


def _sampled(grid: Array, xs: Array, ys: Array) -> Array:
    maps = np.broadcast_to(xs, (ys.shape[0], xs.shape[1])), np.broadcast_to(ys, (ys.shape[0], xs.shape[1]))
    return cv2.remap(grid, np.ascontiguousarray(maps[0]), np.ascontiguousarray(maps[1]), cv2.INTER_CUBIC,
                     borderMode=cv2.BORDER_REFLECT_101)


def resized(image: Array, size: tuple[int, int], interpolation: int) -> Array:
    """cv2.resize for any number of channels (it takes at most four with INTER_AREA); (h, w, c) stays 3-d."""
    if image.ndim == 2:
        return cv2.resize(image, size, interpolation=interpolation)
    parts = [cv2.resize(np.ascontiguousarray(image[..., c:c + 4]), size, interpolation=interpolation)
             for c in range(0, image.shape[2], 4)]
    return np.dstack([p if p.ndim == 3 else p[..., None] for p in parts])

"""Filters that look at one sample at a time: a table for 8 and 16 bit, the function itself for floats."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from editor.document.pixels import Array

Curve = Callable[[Array], Array]  # float32 0-1 to float32, clipped by the caller where the depth needs it


def mapped(pixels: Array, curve: Curve | Sequence[Curve]) -> Array:
    """RGB through one curve, or through one for each channel; alpha stays."""
    curves = tuple(curve) if isinstance(curve, Sequence) else (curve,) * 3
    if pixels.dtype == np.uint8:
        table = _tables(curves, 256, np.uint8)
        return np.asarray(cv2.LUT(pixels, table))
    if pixels.dtype == np.uint16:
        return _looked_up(pixels, _tables(curves, 65536, np.uint16)[0])
    out = pixels.copy()
    for channel, function in enumerate(curves):
        out[..., channel] = function(pixels[..., channel])
    return out


def _tables(curves: tuple[Curve, ...], size: int, dtype: type) -> Array:
    """(1, size, 4), the last one for alpha: the identity."""
    ramp = np.arange(size, dtype=np.float32) / np.float32(size - 1)
    columns = [np.rint(np.clip(curve(ramp), 0, 1) * (size - 1)) for curve in curves]
    return np.stack([*columns, np.arange(size)], axis=1).astype(dtype)[None]


def _looked_up(pixels: Array, table: Array) -> Array:
    out = np.empty_like(pixels)
    for channel in range(3):
        np.take(np.ascontiguousarray(table[:, channel]), pixels[..., channel], out=out[..., channel])
    out[..., 3] = pixels[..., 3]
    return out


def as_linear(values: Array) -> Array:
    """sRGB to linear light, IEC 61966-2-1; beyond 0-1 the curve goes on."""
    safe = np.maximum(values, 0)
    return np.where(values <= 0.04045, values / 12.92, ((safe + 0.055) / 1.055) ** 2.4).astype(np.float32)


def as_srgb(values: Array) -> Array:
    safe = np.maximum(values, 0)
    return np.where(values <= 0.0031308, values * 12.92, 1.055 * safe ** (1 / 2.4) - 0.055).astype(np.float32)

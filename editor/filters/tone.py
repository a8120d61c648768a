"""Filters that look at one sample at a time: a table for 8 and 16 bit, the function itself for floats."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from editor.document.pixels import Array

Curve = Callable[[Array], Array]  # float32 0-1 to float32, clipped by the caller where the depth needs it
Curves = Callable[[Any], Curve | Sequence[Curve]]
KEPT = 24  # tables; of 16 bit they take half a MiB


def mapped(pixels: Array, curves: Curves, params: Hashable) -> Array:
    """RGB through the curve, or the three of them, that `curves(params)` gives; alpha stays.

    The newest tables are kept by what they were made of: an adjustment layer asks again for each tile.
    """
    if pixels.dtype.kind == "u":
        from editor.filters._kernels import tabled

        source = np.ascontiguousarray(pixels)
        out = np.empty_like(source)
        tabled(source.reshape(-1, 4), _tables(curves, params, 1 << 8 * pixels.itemsize), out.reshape(-1, 4))
        return out
    out = pixels.copy()
    for channel, function in enumerate(_three(curves(params))):
        out[..., channel] = function(pixels[..., channel])
    return out


def _three(found: Curve | Sequence[Curve]) -> Sequence[Curve]:
    return found if isinstance(found, Sequence) else (found,) * 3


@lru_cache(KEPT)
def _tables(curves: Curves, params: Hashable, size: int) -> Array:
    """(size, 4), the last column for alpha: the identity."""
    ramp = np.arange(size, dtype=np.float32) / np.float32(size - 1)
    columns = [np.rint(np.clip(curve(ramp), 0, 1) * (size - 1)) for curve in _three(curves(params))]
    return np.stack([*columns, np.arange(size)], axis=1).astype(np.uint8 if size == 256 else np.uint16)


def as_linear(values: Array) -> Array:
    """sRGB to linear light, IEC 61966-2-1; beyond 0-1 the curve goes on."""
    safe = np.maximum(values, 0)
    return np.where(values <= 0.04045, values / 12.92, ((safe + 0.055) / 1.055) ** 2.4).astype(np.float32)


def as_srgb(values: Array) -> Array:
    safe = np.maximum(values, 0)
    return np.where(values <= 0.0031308, values * 12.92, 1.055 * safe ** (1 / 2.4) - 0.055).astype(np.float32)

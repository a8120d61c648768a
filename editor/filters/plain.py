"""Colours of any depth as float32 0-1 and back, for filters that compute with them as they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from editor.document.pixels import Array, white

LUMA = np.array((0.299, 0.587, 0.114), np.float32)  # ITU-R BT.601, for gamma-encoded values


def as_unit(pixels: Array) -> Array:
    """The three colours of RGBA pixels, float32, 1 is white."""
    return pixels[..., :3].astype(np.float32) / np.float32(white(pixels.dtype))


def back(pixels: Array, colours: Array) -> Array:
    """`colours` (h, w, 3), 1 is white, in the depth of `pixels` and with their alpha; whole numbers are clipped."""
    out = pixels.copy()
    if pixels.dtype.kind == "f":
        out[..., :3] = colours
    else:
        top = white(pixels.dtype)
        out[..., :3] = np.clip(np.rint(colours * np.float32(top)), 0, top)
    return out


def through(kernel: Callable[..., None], pixels: Array, *arguments: Any) -> Array:
    """What a kernel of `_kernels` makes of RGBA pixels: it is given them in a row, their white, and `arguments`, then
    where to write."""
    source = np.ascontiguousarray(pixels)
    out = np.empty_like(source)
    kernel(source.reshape(-1, 4), np.float32(white(pixels.dtype)), *arguments, out.reshape(-1, 4))
    return out


def floats(*values: float) -> Array:
    return np.array(values, np.float32)

"""Unsharp mask: what a blur takes away is added once more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array, white
from editor.filters.blurring import blurred, reach
from inference.api import Operation, integer, number


@dataclass(frozen=True)
class UnsharpMask:
    amount: int = integer("Amount", 80, 1, 500, unit="%")
    radius: float = number("Radius", 1.5, 0.1, 250.0, unit="px", scale="log")
    threshold: int = integer("Threshold", 0, 0, 255, help="Differences up to this stay as they are.")


def run(pixels: Array, params: UnsharpMask, scale: float) -> Array:
    top = np.float32(white(pixels.dtype))
    colours = pixels[..., :3].astype(np.float32)
    detail = colours - blurred(pixels, params.radius * scale)[..., :3]
    if params.threshold:
        detail[np.abs(detail) <= params.threshold / 255 * top] = 0
    colours += detail * np.float32(params.amount / 100)
    out = pixels.copy()
    out[..., :3] = colours if pixels.dtype.kind == "f" else np.clip(np.rint(colours), 0, top)
    return out


def margin(params: UnsharpMask) -> int:
    return reach(params.radius)


OPERATION = Operation("unsharp_mask", "Unsharp mask", UnsharpMask, run, icon="triangle", menu="Sharpen",
                      order=20, margin=margin)

"""Invert: the negative of the colours; alpha stays."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.pixels import Array, white
from inference.api import Operation


@dataclass(frozen=True)
class Invert:
    """Nothing to choose."""


def run(pixels: Array, params: Invert, scale: float) -> Array:
    out = pixels.copy()
    out[..., :3] = pixels.dtype.type(white(pixels.dtype)) - pixels[..., :3]
    return out


OPERATION = Operation("invert", "Invert", Invert, run, icon="contrast", menu="Adjustments", order=60,
                      shortcut="Ctrl+I")

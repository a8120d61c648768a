"""Hue, saturation and lightness, exactly in HSL."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.plain import through
from inference.api import Operation, choice, flag, integer

RANGES = {"all": "All", "reds": "Reds", "yellows": "Yellows", "greens": "Greens", "cyans": "Cyans", "blues": "Blues",
          "magentas": "Magentas"}
FULL, NONE = 15 / 360, 45 / 360  # turns from the middle of a range: all of the change, none of it


@dataclass(frozen=True)
class HueSaturation:
    range: str = choice("Colours", "all", RANGES)
    hue: int = integer("Hue", 0, -180, 180, unit="°")
    saturation: int = integer("Saturation", 0, -100, 100)
    lightness: int = integer("Lightness", 0, -100, 100)
    colourise: bool = flag("Colourise", help="One hue for the whole picture.")


def run(pixels: Array, params: HueSaturation, scale: float) -> Array:
    if not (params.hue or params.saturation or params.lightness or params.colourise):
        return pixels
    from editor.filters._kernels import shift_hsl

    amount = params.saturation / 100
    strength = (amount + 1) / 2 if params.colourise else 1 + amount if amount <= 0 else 1 + 3 * amount
    out = through(shift_hsl, pixels, np.float32(params.hue / 360), np.float32(strength),
                  np.float32(params.lightness / 100), params.colourise)
    return out if params.range == "all" or params.colourise else _within(pixels, out, params.range)


def _within(source: Array, changed: Array, name: str) -> Array:
    """What changed only where the hue lies in the range, fading to its neighbours; greys have no hue."""
    share = belonging(source, (tuple(RANGES).index(name) - 1) / 6)[..., None]
    mixed = source + (changed.astype(np.float32) - source) * share
    return np.rint(mixed).astype(source.dtype) if source.dtype.kind == "u" else mixed.astype(source.dtype)


def belonging(pixels: Array, hue: float) -> Array:
    """0-1, how much each pixel is of this hue (turns)."""
    colours = pixels[..., :3].astype(np.float32)
    high, low = colours.max(axis=2), colours.min(axis=2)
    spread = np.maximum(high - low, 1e-9)
    r, g, b = (colours[..., i] for i in range(3))
    found = np.where(high == r, (g - b) / spread, np.where(high == g, (b - r) / spread + 2, (r - g) / spread + 4)) / 6
    away = np.abs((found - hue + 0.5) % 1.0 - 0.5)
    share: Array = np.clip((NONE - away) / (NONE - FULL), 0, 1) * (high > low)
    return share.astype(np.float32)


OPERATION = Operation("hue_saturation", "Hue and saturation", HueSaturation, run, icon="palette",
                      menu="Adjustments", order=40, shortcut="Ctrl+U")

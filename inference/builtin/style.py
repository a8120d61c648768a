"""Styles with no model: presets drawn by hand-like rules, and the colours and strokes of a reference picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from inference.api import Report, UserError
from inference.builtin.pixelmath import from_unit, mix, recoloured, to_unit
from inference.builtin.style_draw import cartoon, ink, pencil, watercolour
from inference.builtin.style_paint import oil, pointillism
from inference.builtin.style_print import night, poster, vintage, woodcut
from inference.builtin.style_transfer import transfer

__all__ = ["PRESETS", "stylise", "transfer"]

Array = np.ndarray[Any, Any]
Draw = Callable[[Array, float, float, np.random.Generator, Report], Array]
PRESETS: dict[str, str] = {
    "oil": "Oil painting", "watercolour": "Watercolour", "pencil": "Pencil", "ink": "Ink", "cartoon": "Cartoon",
    "pointillism": "Pointillism", "poster": "Poster", "woodcut": "Woodcut", "night": "Night", "vintage": "Vintage film",
}
_DRAW: dict[str, Draw] = {
    "oil": oil, "watercolour": watercolour, "pencil": pencil, "ink": ink, "cartoon": cartoon,
    "pointillism": pointillism, "poster": poster, "woodcut": woodcut, "night": night, "vintage": vintage,
}


def stylise(
    image: Array, preset: str, intensity: float, detail: float, keep_colours: bool, seed: int, report: Report,
) -> Array:
    """The image (h, w, 3 or 4; uint8, uint16, float32) in a drawing style, same shape and dtype, alpha kept.

    `intensity` 0-1 blends with the original, `detail` 0-1 goes from broad to fine strokes, `keep_colours` takes
    only the lightness of the drawing. Raises UserError for an unknown preset.
    """
    if preset not in _DRAW:
        raise UserError("There is no style {preset}.", "Choose one of: {all}.", preset=preset, all=", ".join(PRESETS))
    report.step(0.0, PRESETS[preset])
    unit = to_unit(image)
    rgb = np.clip(np.ascontiguousarray(unit[..., :3]), 0, 1)
    drawn = _drawn(rgb, _DRAW[preset], float(np.clip(detail, 0, 1)), seed, report)
    if keep_colours:
        drawn = recoloured(rgb, drawn)
    out = unit.copy()
    out[..., :3] = mix(rgb, drawn, float(np.clip(intensity, 0, 1)))
    report.step(1.0, PRESETS[preset])
    return from_unit(out, image.dtype)


def _drawn(rgb: Array, draw: Draw, detail: float, seed: int, report: Report) -> Array:
    """Draw with the stroke unit of the picture; very small pictures are drawn on a mirrored border."""
    height, width = rgb.shape[:2]
    pad = max(0, (24 - min(height, width) + 1) // 2)
    if pad:
        rgb = np.pad(rgb, ((pad, pad), (pad, pad), (0, 0)), mode="symmetric")
    unit = max(0.7, (rgb.shape[0] * rgb.shape[1]) ** 0.5 / 700)
    drawn = draw(rgb, unit, detail, np.random.default_rng(seed), report)
    return drawn[pad:pad + height, pad:pad + width].astype(np.float32)

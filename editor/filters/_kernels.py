"""Kernels of filters that move colours in HSL. Imported inside functions."""

from __future__ import annotations

from typing import Any

import numpy as np

from editor.document.kernelcache import njit


@njit(inline="always")
def to_rgb(p: Any, q: Any, t: Any) -> Any:
    """One channel of a colour: CSS Color 4, section 7.1; hue `t` in turns."""
    t = t - np.floor(t)
    rising = p + (q - p) * np.float32(6) * t
    falling = p + (q - p) * (np.float32(2 / 3) - t) * np.float32(6)
    return rising if t < 1 / 6 else q if t < 0.5 else falling if t < 2 / 3 else p


@njit
def shift_hsl(pixels: Any, top: Any, hue: Any, saturation: Any, lightness: Any, colourise: bool, out: Any) -> None:
    """(n, 4) pixels of white `top`. `hue` in turns; `saturation` a factor, or the saturation itself with
    `colourise`; `lightness` -1 (black) to 1 (white)."""
    half = np.float32(0.5) if top > 2 else np.float32(0)
    for i in range(pixels.shape[0]):
        r, g, b = (np.float32(pixels[i, 0]) / top, np.float32(pixels[i, 1]) / top, np.float32(pixels[i, 2]) / top)
        high, low = max(r, g, b), min(r, g, b)
        light, spread = (high + low) * np.float32(0.5), high - low
        room = high + low if light <= 0.5 else np.float32(2) - high - low
        s = spread / room if spread > 0 and room > 0 else np.float32(0)
        h = np.float32(0)
        if spread > 0:
            h = (g - b) / spread if high == r else (b - r) / spread + 2 if high == g else (r - g) / spread + 4
            h = h / np.float32(6)
        h = hue if colourise else h + hue
        s = saturation if colourise else min(s * saturation, np.float32(1))
        light = light * (1 + lightness) if lightness < 0 else light + (1 - light) * lightness
        q = light * (1 + s) if light < 0.5 else light + s - light * s
        p = 2 * light - q
        third = np.float32(1 / 3)
        out[i, 0] = min(max(to_rgb(p, q, h + third), np.float32(0)), np.float32(1)) * top + half
        out[i, 1] = min(max(to_rgb(p, q, h), np.float32(0)), np.float32(1)) * top + half
        out[i, 2] = min(max(to_rgb(p, q, h - third), np.float32(0)), np.float32(1)) * top + half
        out[i, 3] = pixels[i, 3]


@njit
def vibrance(pixels: Any, top: Any, amount: Any, saturation: Any, out: Any) -> None:
    """Pale colours gain more than strong ones; `amount` and `saturation` -1 to 1."""
    half = np.float32(0.5) if top > 2 else np.float32(0)
    for i in range(pixels.shape[0]):
        r, g, b = (np.float32(pixels[i, 0]) / top, np.float32(pixels[i, 1]) / top, np.float32(pixels[i, 2]) / top)
        high, low = max(r, g, b), min(r, g, b)
        grey = np.float32(0.299) * r + np.float32(0.587) * g + np.float32(0.114) * b
        strong = (high - low) / high if high > 0 else np.float32(0)
        factor = (1 + amount * (1 - strong)) * (1 + saturation)
        out[i, 0] = min(max(grey + (r - grey) * factor, np.float32(0)), np.float32(1)) * top + half
        out[i, 1] = min(max(grey + (g - grey) * factor, np.float32(0)), np.float32(1)) * top + half
        out[i, 2] = min(max(grey + (b - grey) * factor, np.float32(0)), np.float32(1)) * top + half
        out[i, 3] = pixels[i, 3]


def WARM() -> None:  # noqa: N802
    for dtype in (np.uint8, np.uint16, np.float32):
        pixels, out, one = np.zeros((1, 4), dtype), np.zeros((1, 4), dtype), np.float32(1)
        shift_hsl(pixels, one, one, one, one, False, out)
        vibrance(pixels, one, one, one, out)

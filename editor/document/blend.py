"""Blend modes: their names, and a slow, clear numpy formula of each, which the tests hold the kernels against.

Sources: W3C "Compositing and Blending Level 1", sections 10.1 (separable) and 10.2 (non-separable), the same as
Adobe "PDF Blend Modes: Addendum" (2006) and ISO 32000-1 section 11.3.5; the further Photoshop modes after Adobe's
help page "Blending mode descriptions". Colours are straight, 0-1, in the document's own (gamma-encoded) space.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Formula = Callable[[Array, Array], Array]

PASS_THROUGH = "pass through"
# Two values this close count as equal where a formula jumps (burn at white, hard mix): float32 sums of 8-bit
# values miss 0 and 1 by an ulp or two, and half a step of 16 bits is 7.6e-6.
EPS = 2e-6
LUMA = (0.3, 0.59, 0.11)  # W3C section 10.2


class Mode(NamedTuple):
    label: str
    kernel: int
    group_only: bool = False


NAMES = (
    ("normal", "Normal"), ("dissolve", "Dissolve"),
    ("darken", "Darken"), ("multiply", "Multiply"), ("color burn", "Color burn"), ("linear burn", "Linear burn"),
    ("darker color", "Darker color"),
    ("lighten", "Lighten"), ("screen", "Screen"), ("color dodge", "Color dodge"),
    ("linear dodge", "Linear dodge (add)"), ("lighter color", "Lighter color"),
    ("overlay", "Overlay"), ("soft light", "Soft light"), ("hard light", "Hard light"),
    ("vivid light", "Vivid light"), ("linear light", "Linear light"), ("pin light", "Pin light"),
    ("hard mix", "Hard mix"),
    ("difference", "Difference"), ("exclusion", "Exclusion"), ("subtract", "Subtract"), ("divide", "Divide"),
    ("hue", "Hue"), ("saturation", "Saturation"), ("color", "Color"), ("luminosity", "Luminosity"),
)
# In the order of Photoshop's menu; the kernel number is the place in it.
MODES: Mapping[str, Mode] = MappingProxyType({
    PASS_THROUGH: Mode("Pass through", -1, group_only=True),
    **{name: Mode(label, number) for number, (name, label) in enumerate(NAMES)}})


def kernel_number(name: str) -> int:
    """The kernel of a mode; an unknown name (a file of a newer version) shows as normal."""
    mode = MODES.get(name)
    return mode.kernel if mode is not None and mode.kernel >= 0 else 0


# ---- separable: one channel of the backdrop b and of the source s


def color_burn(b: Array, s: Array) -> Array:
    result = 1 - np.minimum(1, (1 - b) / np.maximum(s, EPS))
    return np.where(b >= 1 - EPS, 1.0, np.where(s <= EPS, 0.0, result))


def color_dodge(b: Array, s: Array) -> Array:
    result = np.minimum(1, b / np.maximum(1 - s, EPS))
    return np.where(b <= EPS, 0.0, np.where(s >= 1 - EPS, 1.0, result))


def screen(b: Array, s: Array) -> Array:
    return b + s - b * s


def hard_light(b: Array, s: Array) -> Array:
    return np.where(s <= 0.5, 2 * b * s, screen(b, 2 * s - 1))


def soft_light(b: Array, s: Array) -> Array:
    d = np.where(b <= 0.25, ((16 * b - 12) * b + 4) * b, np.sqrt(np.maximum(b, 0)))
    return np.where(s <= 0.5, b - (1 - 2 * s) * b * (1 - b), b + (2 * s - 1) * (d - b))


def vivid_light(b: Array, s: Array) -> Array:
    """Burn or dodge, but at the ends the source wins, not the backdrop (Photoshop's renders, see psd-tools #189)."""
    dark = np.where(s <= EPS / 2, 0.0, 1 - np.minimum(1, (1 - b) / np.maximum(2 * s, EPS)))
    light = np.where(s >= 1 - EPS, 1.0, np.minimum(1, b / np.maximum(2 - 2 * s, EPS)))
    return np.where(s <= 0.5, dark, light)


def hard_mix(b: Array, s: Array) -> Array:
    """White where the sum is above 1; on the line the backdrop decides (Photoshop's renders, as in psd-tools)."""
    return np.where(np.abs(b + s - 1) <= EPS, b > 0.5, b + s > 1).astype(b.dtype)


def pin_light(b: Array, s: Array) -> Array:
    return np.where(s <= 0.5, np.minimum(b, 2 * s), np.maximum(b, 2 * s - 1))


def divide(b: Array, s: Array) -> Array:
    return np.minimum(1, b / np.maximum(s, EPS))


# ---- non-separable: all three channels, shape (..., 3)


def lum(c: Array) -> Array:
    return (c * np.array(LUMA, c.dtype)).sum(axis=-1, keepdims=True)


def sat(c: Array) -> Array:
    return c.max(axis=-1, keepdims=True) - c.min(axis=-1, keepdims=True)


def clip_color(c: Array) -> Array:
    l, n, x = lum(c), c.min(axis=-1, keepdims=True), c.max(axis=-1, keepdims=True)  # noqa: E741
    c = np.where(n < 0, l + (c - l) * l / np.maximum(l - n, 1e-9), c)
    return np.where(x > 1, l + (c - l) * (1 - l) / np.maximum(x - l, 1e-9), c)


def set_lum(c: Array, to: Array) -> Array:
    return clip_color(c + (to - lum(c)))


def set_sat(c: Array, to: Array) -> Array:
    """The specification sorts the channels; scaling (c - min) by s / (max - min) is the same."""
    low = c.min(axis=-1, keepdims=True)
    return (c - low) * to / np.maximum(sat(c), 1e-9)


def darker_color(b: Array, s: Array) -> Array:
    """Adobe: "compares the total of all channel values"; weighted by luma here, as psd-tools and Krita do."""
    return np.where(lum(s) < lum(b), s, b)


def lighter_color(b: Array, s: Array) -> Array:
    return np.where(lum(s) > lum(b), s, b)


FORMULAS: Mapping[str, Formula] = MappingProxyType({
    "normal": lambda b, s: s,
    "dissolve": lambda b, s: s,
    "darken": np.minimum,
    "multiply": lambda b, s: b * s,
    "color burn": color_burn,
    "linear burn": lambda b, s: np.maximum(0, b + s - 1),
    "darker color": darker_color,
    "lighten": np.maximum,
    "screen": screen,
    "color dodge": color_dodge,
    "linear dodge": lambda b, s: np.minimum(1, b + s),
    "lighter color": lighter_color,
    "overlay": lambda b, s: hard_light(s, b),
    "soft light": soft_light,
    "hard light": hard_light,
    "vivid light": vivid_light,
    "linear light": lambda b, s: np.clip(b + 2 * s - 1, 0, 1),
    "pin light": pin_light,
    "hard mix": hard_mix,
    "difference": lambda b, s: np.abs(b - s),
    "exclusion": lambda b, s: b + s - 2 * b * s,
    "subtract": lambda b, s: np.maximum(0, b - s),
    "divide": divide,
    "hue": lambda b, s: set_lum(set_sat(s, sat(b)), lum(b)),
    "saturation": lambda b, s: set_lum(set_sat(b, sat(s)), lum(b)),
    "color": lambda b, s: set_lum(s, lum(b)),
    "luminosity": lambda b, s: set_lum(b, lum(s)),
})


def composite(backdrop: Array, source: Array, mode: str = "normal", atop: bool = False) -> Array:
    """One layer over a backdrop, both straight RGBA (..., 4) in 0-1; the slow reference.

    W3C section 5.8: co = cs (1 - ab) + ab B(cb, cs), mixed by source over. `atop` keeps the backdrop's alpha and
    blends with its colour as if it were opaque (a layer clipped to the one below).
    """
    b, s = backdrop.astype(np.float64), source.astype(np.float64)
    ab = np.ones_like(b[..., 3:]) if atop else b[..., 3:]
    blended = (1 - ab) * s[..., :3] + ab * FORMULAS[mode](b[..., :3], s[..., :3])
    alpha = s[..., 3:] + ab * (1 - s[..., 3:])
    share = s[..., 3:] / np.maximum(alpha, 1e-9)
    colour = b[..., :3] + (blended - b[..., :3]) * share
    return np.concatenate([colour, b[..., 3:] if atop else alpha], axis=-1)


def dissolve_threshold(x: Array, y: Array) -> Array:
    """Noise in [0, 1) of a document px: opaque where alpha is above it. An integer hash after Wang, uint32."""
    h = (x.astype(np.uint32) * np.uint32(374761393)) ^ (y.astype(np.uint32) * np.uint32(668265263))
    h = (h ^ (h >> np.uint32(13))) * np.uint32(1274126177)
    h = h ^ (h >> np.uint32(16))
    return (h >> np.uint32(8)).astype(np.float32) * np.float32(1 / 16777216)

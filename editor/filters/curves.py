"""Curves: a smooth curve through control points, for all channels and for each one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.tone import Curve, mapped
from inference.api import Operation, curve

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Curves:
    rgb: tuple[tuple[float, float], ...] = curve("RGB")
    red: tuple[tuple[float, float], ...] = curve("Red")
    green: tuple[tuple[float, float], ...] = curve("Green")
    blue: tuple[tuple[float, float], ...] = curve("Blue")


def through(points: Points) -> Curve:
    """The monotone cubic through points with increasing x, constant beyond the first and the last.

    Slopes after Fritsch and Butland, "A method for constructing local monotone piecewise cubic interpolants" (1984).
    """
    ordered = sorted({float(x): float(y) for x, y in points}.items())
    if len(ordered) < 2:
        level = ordered[0][1] if ordered else 0.0
        return lambda values: np.full_like(values, level)
    x, y = (np.array(axis, np.float64) for axis in zip(*ordered, strict=True))
    slope = _slopes(np.diff(x), np.diff(y) / np.diff(x))

    def value(values: Array) -> Array:
        inside = np.clip(values, x[0], x[-1])
        i = np.clip(np.searchsorted(x, inside, side="right") - 1, 0, len(x) - 2)
        width = x[i + 1] - x[i]
        t = (inside - x[i]) / width
        s = 1 - t
        return (y[i] * (1 + 2 * t) * s * s + y[i + 1] * t * t * (3 - 2 * t)
                + width * t * s * (slope[i] * s - slope[i + 1] * t)).astype(np.float32)

    return value


def _slopes(width: Array, rise: Array) -> Array:
    """Slope at each point: the weighted harmonic mean of its neighbours, 0 at a turn."""
    slope = np.empty(len(rise) + 1)
    slope[0], slope[-1] = rise[0], rise[-1]
    before, after = rise[:-1], rise[1:]
    w1, w2 = 2 * width[1:] + width[:-1], width[1:] + 2 * width[:-1]
    turns = before * after <= 0
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (w1 + w2) / (w1 / before + w2 / after)
    slope[1:-1] = np.where(turns, 0, mean)
    return slope


def tones(params: Curves) -> list[Curve]:
    whole = through(params.rgb)

    def chained(own: Curve) -> Curve:
        return lambda values: whole(own(values))

    return [chained(through(p)) for p in (params.red, params.green, params.blue)]


def run(pixels: Array, params: Curves, scale: float) -> Array:
    return mapped(pixels, tones, params)


OPERATION = Operation("curves", "Curves", Curves, run, icon="spline", menu="Adjustments", order=20,
                      shortcut="Ctrl+M", help="Bends the tones of the picture along a curve.")

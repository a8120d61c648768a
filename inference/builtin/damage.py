"""Finding scratches, dust and hairs on old photographs: thin or small things that differ sharply from both their sides.

Ridges in eight directions, each against the nearer of its two sides, so that an edge between two tones answers nothing
(as in Steger, "An Unbiased Detector of Curvilinear Structures", 1998), and spots, which stand out in every direction;
hysteresis makes pieces of them. What a piece is, its shape, contrast, colour and surroundings tell: a small network
weighs them. `python bench/damage.py --fit` makes its weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from inference.api import Report
from inference.depths import to_unit

Array = np.ndarray[Any, Any]
WEIGHTS = Path(__file__).resolve().parents[2] / "resources" / "builtin" / "damage.safetensors"
_AROUND_PX, _REGION_PX = 33, 129  # of the surroundings that an answer counts against
_QUIET = 0.006  # luminance 0-1: grain below this is no texture
_FAINTEST = 0.015  # luminance 0-1: less contrast is no damage
_WEAK, _STRONG = 2.0, 4.0  # answers in units of those around: a piece holds the former throughout, the latter somewhere
_DIRECTIONS, _LINE_PX = 8, 9
_EASY, _STRICT = -1.6, 2.4  # log-odds of damage that are asked for at sensitivity 1 and 0


@dataclass(frozen=True, eq=False)
class Pieces:
    """`labels` (h, w) int32, 0 = nothing; row i of `facts` (n, 18) float32 describes label i + 1."""

    labels: Array
    facts: Array


def damage(image: Array, sensitivity: float, widest: int, report: Report) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """(h, w) uint8, 255 where `image` (h, w, 3 or 4; any depth) seems damaged.

    `sensitivity` 0-1; `widest` px across is what still counts as a scratch or a grain of dust.
    """
    report.step(0.0, "Looking for damage")
    found = np.zeros(image.shape[:2], np.uint8)
    least = _STRICT + (_EASY - _STRICT) * sensitivity
    for half, bright in enumerate((True, False)):
        some = pieces(image, bright, widest, report.part(half / 2, (half + 1) / 2))
        if len(some.facts):
            kept = np.concatenate([[False], odds(some.facts) > least])
            found[kept[some.labels]] = 255
    report.step(1.0, "Looking for damage")
    return cv2.dilate(found, np.ones((3, 3), np.uint8))


def pieces(image: Array, bright: bool, widest: int, report: Report) -> Pieces:
    """The bright (or dark) lines and spots of a picture up to about `widest` px across that might be damage."""
    unit = to_unit(image)[..., :3]
    luma = np.ascontiguousarray(unit @ np.array([0.299, 0.587, 0.114], np.float32))
    tone, least = (luma, unit.min(2)) if bright else (1 - luma, 1 - unit.max(2))
    ridge, spot, uneven, direction = _answers(tone, widest, report)
    answer = np.maximum(ridge, spot)
    usual = cv2.blur(answer, (_AROUND_PX, _AROUND_PX))
    usual = cv2.blur(np.minimum(answer, 2 * usual + _QUIET), (_AROUND_PX, _AROUND_PX))  # damage itself may not raise it
    odd = answer / (usual + _QUIET)
    weak = (odd > _WEAK) & (answer > _FAINTEST)
    strong = (odd > _STRONG) & (answer > 1.5 * _FAINTEST)
    count, labels = cv2.connectedComponents(weak.astype(np.uint8), connectivity=8)
    depth = cv2.distanceTransform(weak.astype(np.uint8), cv2.DIST_L2, 5)
    at = np.flatnonzero(weak)
    of = labels.ravel()[at]
    area = np.maximum(np.bincount(of, minlength=count), 1)

    def mean(values: Array) -> Array:
        there = values.ravel()[at] if values.size == weak.size else values
        return (np.bincount(of, there, minlength=count) / area)[1:]

    width = np.maximum(4 * mean(depth), 0.5)  # of a strip: robust where scratches cross
    seeded = np.bincount(labels[strong], minlength=count)[1:] > 0
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * (widest // 2 + 2) + 1,) * 2)
    neutral = cv2.morphologyEx(np.ascontiguousarray(least), cv2.MORPH_TOPHAT, disc)  # dirt and bare paper have no hue
    rough = np.abs(cv2.Laplacian(cv2.GaussianBlur(tone, (0, 0), 1.0), cv2.CV_32F))
    turn = 2 * np.pi * direction.ravel()[at] / _DIRECTIONS
    contrast, share = mean(answer), weak.astype(np.float32)
    long, across = _axes(mean, at // weak.shape[1], at % weak.shape[1])
    size = area[1:].astype(np.float64)
    facts = np.stack([
        np.log(size), np.log(np.maximum(size / np.maximum(width, 1), 1)), np.log(width),
        np.log(size / np.maximum(width, 1) / width + 0.1), np.log(mean(odd) + 1e-6), np.log(contrast + 1e-3),
        np.sqrt(np.maximum(mean(answer * answer) - contrast**2, 0)) / (contrast + 1e-3),
        mean(uneven) / (contrast + 0.01), mean(neutral) / (contrast + 1e-3), np.log(mean(usual) + 0.002),
        np.log(mean(cv2.blur(rough, (_AROUND_PX, _AROUND_PX))) + 0.002),
        mean(cv2.blur(share, (_AROUND_PX, _AROUND_PX))), mean(cv2.blur(share, (_REGION_PX, _REGION_PX))), mean(least),
        np.hypot(mean(np.cos(turn)), mean(np.sin(turn))), np.log(long / across),
        np.log(size / (4 * np.pi * long * across) + 0.05), mean(spot) / (contrast + 1e-3)], 1)
    kept = seeded & (width <= widest + 3)
    number = np.zeros(count, np.int32)
    number[1:][kept] = np.arange(1, int(kept.sum()) + 1)
    return Pieces(number[labels], facts[kept].astype(np.float32))


def odds(facts: Array) -> Array:
    """The log-odds (n,) that pieces (n, 18) are damage."""
    mean, spread, first, shift, second = _weights()
    hidden = np.tanh(np.clip((facts - mean) / spread, -4, 4) @ first + shift)
    return np.asarray(hidden @ second[:-1] + second[-1])


@lru_cache(maxsize=1)
def _weights() -> tuple[Array, ...]:
    from safetensors.numpy import load_file

    held = load_file(WEIGHTS)
    return tuple(held[name] for name in ("mean", "spread", "first", "shift", "second"))


def _answers(tone: Array, widest: int, report: Report) -> tuple[Array, Array, Array, Array]:
    """How far a line through each pixel, and the pixel alone, stand above the higher of the tones at both sides; the
    difference of these sides; the direction 0-7 of the line. All (h, w)."""
    height, width = tone.shape
    nearest, farthest = 3, widest // 2 + 2
    pad = farthest + 2
    padded = cv2.GaussianBlur(cv2.copyMakeBorder(tone, pad, pad, pad, pad, cv2.BORDER_REFLECT_101), (0, 0), 0.6)

    def at(plane: Array, dy: int, dx: int) -> Array:
        return plane[pad + dy:pad + dy + height, pad + dx:pad + dx + width]

    ridge, spot = np.zeros_like(tone), np.full_like(tone, 1.0)
    uneven, direction = np.zeros_like(tone), np.zeros(tone.shape, np.int8)
    for number in range(_DIRECTIONS):
        report.step(number / _DIRECTIONS, "Looking for damage")
        angle = np.pi * number / _DIRECTIONS
        along = cv2.filter2D(padded, -1, _line(angle))
        for distance in sorted({nearest, farthest}):
            dy, dx = round(distance * np.cos(angle)), round(-distance * np.sin(angle))
            one, other = at(along, dy, dx), at(along, -dy, -dx)
            rise = at(along, 0, 0) - np.maximum(one, other)
            better = rise > ridge
            ridge, uneven = np.where(better, rise, ridge), np.where(better, np.abs(one - other), uneven)
            direction = np.where(better, np.int8(number), direction)
        spot = np.minimum(spot, at(padded, 0, 0) - np.maximum(at(padded, dy, dx), at(padded, -dy, -dx)))
    return ridge, np.maximum(spot, 0), uneven, direction


def _line(angle: float) -> Array:
    """A kernel that averages along a line, drawn with sub-pixel care."""
    kernel, centre = np.zeros((_LINE_PX, _LINE_PX), np.float32), _LINE_PX // 2
    for t in np.linspace(-centre, centre, 4 * _LINE_PX):
        x, y = centre + t * np.cos(angle), centre + t * np.sin(angle)
        column, row = int(np.floor(x)), int(np.floor(y))
        for r in (row, row + 1):
            for c in (column, column + 1):
                if 0 <= r < _LINE_PX and 0 <= c < _LINE_PX:
                    kernel[r, c] += (1 - abs(x - c)) * (1 - abs(y - r))
    return kernel / kernel.sum()


def _axes(mean: Any, ys: Array, xs: Array) -> tuple[Array, Array]:
    """Standard deviations, px, of the pieces along and across."""
    y, x = mean(ys), mean(xs)
    yy, xx, xy = mean(ys * ys) - y * y, mean(xs * xs) - x * x, mean(xs * ys) - x * y
    half, root = (yy + xx) / 2, np.sqrt(np.maximum((yy - xx) ** 2 / 4 + xy * xy, 0))
    return np.sqrt(np.maximum(half + root, 0.1)), np.sqrt(np.maximum(half - root, 0.05))

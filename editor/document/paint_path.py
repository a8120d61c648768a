"""From pointer positions to dabs: stabiliser, smoothing, spacing, pressure."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, hypot

import numpy as np

from editor.document.pixels import Array

Sample = tuple[float, float, float]  # x, y in document px, pressure 0-1
SMALLEST_STEP = 0.5  # px between dabs of the thinnest brush


@dataclass(frozen=True)
class Brush:
    """`size` is the diameter in px; `spacing` a part of it; the others 0-1; `stabiliser` 0-100 screen px of string."""

    size: float = 30.0
    hardness: float = 0.5
    opacity: float = 1.0
    flow: float = 1.0
    spacing: float = 0.1
    pressure_size: bool = False
    pressure_opacity: bool = False
    stabiliser: float = 0.0


class Trail:
    """The way of one stroke. Each call gives the dabs it adds: float32 (n, 5) of x, y, radius, flow, ceiling.

    The stabiliser is a pulled string: the tip follows when the string is taut. Corners of the pointer's way are
    rounded by quadratic curves through the middles of its parts, so a fast hand gives no polygon.
    """

    def __init__(self, brush: Brush, zoom: float = 1.0) -> None:
        self._brush = brush
        self._string = brush.stabiliser / max(zoom, 1e-6)
        self._tip: Sample = (0.0, 0.0, 1.0)
        self._middle: Sample = self._tip
        self._drawn: Sample = self._tip
        self._left = 0.0  # px to go to the next dab

    def start(self, x: float, y: float, pressure: float) -> Array:
        self._tip = self._middle = self._drawn = (x, y, pressure)
        self._left = self._step(pressure)
        return _table([self._dab(self._tip)])

    def move(self, x: float, y: float, pressure: float) -> Array:
        dx, dy = x - self._tip[0], y - self._tip[1]
        far = hypot(dx, dy)
        if far <= self._string or far == 0.0:
            return _table([])
        pull = (far - self._string) / far
        corner, self._tip = self._tip, (self._tip[0] + dx * pull, self._tip[1] + dy * pull, pressure)
        begin, self._middle = self._middle, _between(corner, self._tip, 0.5)
        return self._along(_curve(begin, corner, self._middle))

    def line(self, x: float, y: float, pressure: float) -> Array:
        """Straight on to a point, without stabiliser."""
        self._tip = self._middle = (x, y, pressure)
        return self._along([self._tip])

    def end(self, x: float, y: float, pressure: float) -> Array:
        """What is missing to the tip, and with a slack string to the pointer."""
        last = self._tip
        dabs = self._along([last])
        if hypot(x - last[0], y - last[1]) > 1e-6:
            dabs = np.concatenate([dabs, self._along([(x, y, last[2])])])
        return dabs

    def _along(self, points: list[Sample]) -> Array:
        rows: list[tuple[float, ...]] = []
        for point in points:
            begin = self._drawn
            length = hypot(point[0] - begin[0], point[1] - begin[1])
            at = self._left
            while at <= length and length > 0:
                sample = _between(begin, point, at / length)
                rows.append(self._dab(sample))
                at += self._step(sample[2])
            self._left = at - length
            self._drawn = point
        return _table(rows)

    def _dab(self, sample: Sample) -> tuple[float, ...]:
        brush, (x, y, pressure) = self._brush, sample
        radius = brush.size / 2 * (pressure if brush.pressure_size else 1.0)
        return x, y, max(radius, 0.25), brush.flow, pressure if brush.pressure_opacity else 1.0

    def _step(self, pressure: float) -> float:
        size = self._brush.size * (pressure if self._brush.pressure_size else 1.0)
        return max(size * self._brush.spacing, SMALLEST_STEP)


def _between(a: Sample, b: Sample, t: float) -> Sample:
    return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t


def _curve(a: Sample, corner: Sample, b: Sample) -> list[Sample]:
    """A quadratic Bezier curve from `a` to `b` in parts of about 4 px, without `a`."""
    length = hypot(corner[0] - a[0], corner[1] - a[1]) + hypot(b[0] - corner[0], b[1] - corner[1])
    count = min(max(1, ceil(length / 4)), 64)
    return [_between(_between(a, corner, i / count), _between(corner, b, i / count), i / count)
            for i in range(1, count + 1)]


def _table(rows: list[tuple[float, ...]]) -> Array:
    return np.array(rows, np.float32).reshape(-1, 5)

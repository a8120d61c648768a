"""The stage of a drawn scene: size, horizon, light, and how to put things on the canvas."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from inference.builtin.pixelmath import noise

Array = np.ndarray[Any, Any]
Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Light:
    """Colours of one time of day: sky from zenith to horizon, the source's, the haze, light and shade on the ground."""

    sky: tuple[Colour, ...]
    source: Colour
    haze: Colour
    key: Colour  # multiplies surfaces that face the light
    shade: Colour  # multiplies surfaces that do not
    glow: float


LIGHTS: dict[str, Light] = {
    "day": Light(((0.13, 0.34, 0.68), (0.30, 0.55, 0.84), (0.56, 0.76, 0.92), (0.82, 0.90, 0.95)), (1.0, 0.98, 0.90),
                 (0.72, 0.83, 0.92), (1.0, 0.98, 0.92), (0.46, 0.54, 0.66), 0.35),
    "dawn": Light(((0.27, 0.40, 0.64), (0.56, 0.60, 0.76), (0.93, 0.74, 0.70), (1.0, 0.88, 0.72)), (1.0, 0.88, 0.66),
                  (0.88, 0.76, 0.76), (0.98, 0.84, 0.72), (0.38, 0.40, 0.54), 0.65),
    "sunset": Light(((0.13, 0.17, 0.38), (0.40, 0.27, 0.46), (0.86, 0.42, 0.36), (1.0, 0.70, 0.38)), (1.0, 0.74, 0.38),
                    (0.80, 0.48, 0.42), (0.86, 0.56, 0.40), (0.20, 0.17, 0.27), 0.85),
    "dusk": Light(((0.025, 0.055, 0.17), (0.07, 0.14, 0.34), (0.27, 0.29, 0.50), (0.80, 0.50, 0.44)),
                  (1.0, 0.62, 0.42), (0.32, 0.31, 0.48), (0.34, 0.33, 0.46), (0.09, 0.10, 0.19), 0.5),
    "night": Light(((0.014, 0.028, 0.085), (0.030, 0.066, 0.180), (0.080, 0.155, 0.330), (0.22, 0.315, 0.49)),
                   (0.90, 0.93, 1.0), (0.115, 0.185, 0.325), (0.40, 0.47, 0.64), (0.050, 0.072, 0.135), 0.5),
}


@dataclass
class Stage:
    """One picture in the making. `canvas` (h, w, 3) float32 0-1 and above, `unit` px is a thousandth of its size."""

    width: int
    height: int
    horizon: float
    time: str
    light: Light
    weather: frozenset[str]
    rng: np.random.Generator
    canvas: Array = field(default_factory=lambda: np.zeros((1, 1, 3), np.float32))
    source: tuple[float, float] = (0.5, 0.3)
    disc: float = 0.0  # px, radius of a moon in the sky
    lamps: Array | None = None  # light that glows at the end, (h, w, 3)

    @property
    def unit(self) -> float:
        return float((self.width * self.height) ** 0.5 / 1000)

    @property
    def dark(self) -> bool:
        return self.time in ("night", "dusk")

    def surface(self, colour: Colour, lit: float) -> Array:
        """A surface's colour under this light; `lit` 0 in the shade, 1 facing the light."""
        light = np.array(self.light.key) * lit + np.array(self.light.shade) * (1 - lit)
        own = np.array(colour)
        if self.dark:  # little light, little hue
            own = own + (own.mean() - own) * (0.45 if self.time == "night" else 0.2)
        return (own * light).astype(np.float32)

    def haze(self, colour: Array, distance: float) -> Array:
        """Atmospheric perspective: towards the haze with distance 0-1."""
        return (colour + (np.array(self.light.haze, np.float32) - colour) * distance).astype(np.float32)

    def lay(self, colour: Array, alpha: Array) -> None:
        self.canvas += (colour - self.canvas) * alpha[..., None]

    def shine(self, colour: Array) -> None:
        if self.lamps is None:
            self.lamps = np.zeros_like(self.canvas)
        self.lamps += colour

    def noise(self, cell: float, octaves: int = 4, gain: float = 0.5) -> Array:
        return noise(self.height, self.width, max(1.5, cell), self.rng, octaves, gain)


def curve(width: int, cell: float, rng: np.random.Generator, octaves: int = 6, gain: float = 0.5) -> Array:
    """One-dimensional fractal noise (width) about -1 to 1; `cell` px is its longest wave."""
    total, amount, norm = np.zeros(width), 1.0, 0.0
    for _ in range(octaves):
        count = int(width / cell) + 4
        grid = rng.uniform(-1, 1, count)
        x = np.arange(width) / cell + rng.random()
        i = x.astype(int)
        t = x - i
        t = t * t * (3 - 2 * t)
        total += amount * (grid[i] * (1 - t) + grid[i + 1] * t)
        norm += amount
        amount *= gain
        cell = max(cell / 2, 1.0)
    return total / norm * 1.6


def below(height: int, line: Array) -> Array:
    """Coverage (h, w) 0-1 of what lies below the line y(x), antialiased."""
    return np.clip(np.arange(height, dtype=np.float32)[:, None] - line[None].astype(np.float32) + 0.5, 0, 1)


def polygons(stage: Stage, shapes: list[Array]) -> Array:
    """Antialiased coverage (h, w) of polygons given as (n, 2) float arrays of x, y."""
    mask = np.zeros((stage.height, stage.width), np.uint8)
    for shape in shapes:
        cv2.fillPoly(mask, [np.round(np.asarray(shape) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return mask.astype(np.float32) / 255


def patch(stage: Stage, shapes: list[Array], colour: Array) -> None:
    """Lay small polygons, touching only their own box of the canvas."""
    points = np.concatenate(shapes)
    x0, y0 = np.maximum(points.min(0).astype(int) - 2, 0)
    x1, y1 = points.max(0).astype(int) + 3
    x1, y1 = min(stage.width, int(x1)), min(stage.height, int(y1))
    if x1 <= x0 or y1 <= y0:
        return
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    for shape in shapes:
        cv2.fillPoly(mask, [np.round((shape - [x0, y0]) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    part = stage.canvas[y0:y1, x0:x1]
    part += (colour - part) * (mask[..., None].astype(np.float32) / 255)
    if stage.lamps is not None:
        stage.lamps[y0:y1, x0:x1] *= 1 - mask[..., None].astype(np.float32) / 255


def grid(stage: Stage) -> tuple[Array, Array]:
    return (np.arange(stage.width, dtype=np.float32)[None], np.arange(stage.height, dtype=np.float32)[:, None])

"""Oil and pointillism: paint put on in strokes and dots.

Strokes in layers from coarse to fine after Hertzmann, "Painterly rendering with curved brush strokes of
multiple sizes" (1998), directed by the structure tensor.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.api import Report
from inference.builtin import strokes
from inference.builtin.flow import in_bands, simplified, tangents
from inference.builtin.pixelmath import blur, luminance, noise

Array = np.ndarray[Any, Any]


def oil(
    rgb: Array, unit: float, detail: float, rng: np.random.Generator, report: Report, relief: float = 1.0,
) -> Array:
    """Oil paint. rgb (h, w, 3) float32 0-1; `unit` px is the stroke unit (about 1/700 of the picture); `relief` 0-1
    is how thickly the paint stands."""
    height, width = rgb.shape[:2]
    tx, ty, anisotropy = _brush_flow(rgb, unit, rng)
    bristles = _bristles(rng)
    canvas = np.empty_like(rgb)
    canvas[:] = blur(rgb, unit * 12) * 0.8 + np.array([0.10, 0.07, 0.05], np.float32)
    thickness = np.zeros((height, width), np.float32)
    finest = 3.2 - 2.3 * detail
    sizes = [s for s in (16.0, 8.5, 4.6, 2.6, 1.5, 0.9) if s >= finest * 0.99] or [3.0]
    for number, size in enumerate(sizes):
        radius = max(0.8, size * unit)
        report.step(number / (len(sizes) + 1), "Painting")
        laid = _layer(rgb, canvas, tx, ty, anisotropy, radius, number == 0, rng)
        for start in range(0, len(laid), 20_000):
            in_bands(strokes.paint, height, canvas, thickness, laid[start:start + 20_000], bristles, 0.94)
            report.step((number + start / len(laid)) / (len(sizes) + 1), "Painting")
    return _lit(canvas, thickness, unit, relief)


def _brush_flow(rgb: Array, unit: float, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Along edges where there are any, along a slow random swirl where there are none."""
    tx, ty, anisotropy = tangents(blur(rgb, unit * 0.7), unit * 4)
    height, width = rgb.shape[:2]
    swirl = (noise(height, width, unit * 130, rng, 2) * 2 - 0.55) * np.pi
    gray = luminance(rgb)
    strength = blur(np.abs(gray - blur(gray, unit * 3)), unit * 4)
    trust = np.clip(anisotropy * strength / (strength + 0.012) * 1.6, 0, 1)
    c2 = (tx * tx - ty * ty) * trust + np.cos(2 * swirl) * (1 - trust)
    s2 = 2 * tx * ty * trust + np.sin(2 * swirl) * (1 - trust)
    angle = 0.5 * np.arctan2(blur(s2, unit * 1.5), blur(c2, unit * 1.5))
    return np.cos(angle), np.sin(angle), trust


def _bristles(rng: np.random.Generator) -> Array:
    """Thickness of paint for 64 hairs along a stroke: hairs differ, and each fades slowly along its way."""
    hairs = rng.random((64, 1)).astype(np.float32)
    run = cv2.GaussianBlur(rng.random((64, 256)).astype(np.float32), (0, 0), sigmaX=14, sigmaY=0.5)
    run = (run - run.mean()) / run.std() * 0.18
    return np.clip(0.25 + 0.6 * hairs + run, 0, 1).astype(np.float32)


def _layer(
    rgb: Array, canvas: Array, tx: Array, ty: Array, anisotropy: Array, radius: float, first: bool,
    rng: np.random.Generator,
) -> Array:
    """Strokes (n, 10) of one brush size where the canvas is still unlike the picture."""
    height, width = rgb.shape[:2]
    reference = blur(rgb, radius * 0.45)
    step = radius * (0.8 if first else 0.95)
    ys, xs = np.mgrid[0:height:step, 0:width:step]
    xs = np.clip(xs + rng.uniform(-0.6, 0.6, xs.shape) * step, 0, width - 1).ravel()
    ys = np.clip(ys + rng.uniform(-0.6, 0.6, ys.shape) * step, 0, height - 1).ravel()
    ix, iy = xs.astype(int), ys.astype(int)
    if not first:
        error = np.sqrt(((reference - canvas) ** 2).sum(2))
        off = blur(error, radius * 0.6)[iy, ix]
        keep = off > 0.055
        xs, ys, ix, iy = xs[keep], ys[keep], ix[keep], iy[keep]
    n = len(xs)
    order = rng.permutation(n)
    xs, ys, ix, iy = xs[order], ys[order], ix[order], iy[order]
    straight = anisotropy[iy, ix]
    half = radius * (2.0 + 2.6 * straight) * rng.uniform(0.75, 1.3, n)
    wide = radius * rng.uniform(0.65, 1.0, n)
    angle = np.arctan2(ty[iy, ix], tx[iy, ix])
    vary = 0.014 + 0.034 * float(np.clip(radius / 24, 0, 1))  # broad brushes mix less evenly
    colour = reference[iy, ix] + rng.normal(0, vary, (n, 1)) + rng.normal(0, vary * 0.7, (n, 3))
    grey = colour.mean(1, keepdims=True)
    colour = grey + (colour - grey) * rng.uniform(1.05, 1.3, (n, 1))
    return np.column_stack([xs, ys, angle, half, wide, _bend(xs, ys, angle, half, tx, ty), np.clip(colour, 0, 1),
                            rng.integers(0, 48, n)]).astype(np.float32)


def _bend(xs: Array, ys: Array, angle: Array, half: Array, tx: Array, ty: Array) -> Array:
    """Curvature so that the stroke's ends follow the flow there."""
    height, width = tx.shape
    turn = np.zeros(len(xs))
    for sign in (1, -1):
        ex = np.clip(xs + sign * half * 0.7 * np.cos(angle), 0, width - 1).astype(int)
        ey = np.clip(ys + sign * half * 0.7 * np.sin(angle), 0, height - 1).astype(int)
        there = np.arctan2(ty[ey, ex], tx[ey, ex])
        off = (there - angle + np.pi / 2) % np.pi - np.pi / 2
        turn += sign * np.clip(off, -0.9, 0.9)
    return turn / 2 / (2 * half * 0.7)


def _lit(canvas: Array, relief: Array, unit: float, amount: float) -> Array:
    """Low light from the upper left over the paint's relief, and a canvas weave under thin paint.

    Lights are laid on thickly and shades thinly, as painters do, so the relief grows with the lightness; it is calm
    where strokes are fine (a face), because there it would cover the drawing.
    """
    height, width = relief.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    pitch = max(2.2, unit * 1.3)
    weave = np.sin(xs * (2 * np.pi / pitch)) * np.sin(ys * (2 * np.pi / pitch))
    broad = blur(relief, max(0.8, unit * 0.55)) * 1.5
    surface = (blur(relief, max(0.5, unit * 0.24)) * 0.45 + broad) * max(1.0, unit) + 0.02 * weave
    slope = cv2.Sobel(surface, cv2.CV_32F, 1, 0, scale=0.125) + cv2.Sobel(surface, cv2.CV_32F, 0, 1, scale=0.125)
    thick = (0.34 + 0.30 * blur(luminance(canvas), unit * 2)) * amount
    light = np.clip(slope * 0.62 * thick, -0.09, 0.10)[..., None]
    gloss = np.clip(slope * thick - 0.12, 0, 0.4)[..., None] * 0.22
    return np.clip(canvas * (1 + light) + gloss, 0, 1)


def pointillism(rgb: Array, unit: float, detail: float, rng: np.random.Generator, report: Report) -> Array:
    """Dots of divided colour over a warm ground, large first (Seurat: complements beside each other)."""
    smooth = simplified(rgb, 0.4, unit * 1.5)
    canvas = np.empty_like(rgb)
    canvas[:] = mean = np.array([0.93, 0.89, 0.80], np.float32)
    canvas[:] = blur(smooth, unit * 5) * 0.55 + mean * 0.45
    base = 4.6 - 2.8 * detail
    for number, size in enumerate((base * 1.5, base, base * 0.62)):
        report.step(number / 4, "Setting dots")
        laid = _dots(smooth, canvas, max(1.0, size * unit), number, rng)
        for start in range(0, len(laid), 100_000):
            in_bands(strokes.dots, len(canvas), canvas, laid[start:start + 100_000], 0.12)
            report.step((number + start / len(laid)) / 4, "Setting dots")
    return np.clip(canvas, 0, 1)


def _dots(rgb: Array, canvas: Array, radius: float, number: int, rng: np.random.Generator) -> Array:
    height, width = rgb.shape[:2]
    step = radius * (1.65, 1.7, 1.9)[number]
    ys, xs = np.mgrid[0:height + step:step, 0:width + step:step]
    xs = (xs + (np.arange(xs.shape[0])[:, None] % 2) * step / 2 + rng.uniform(-0.38, 0.38, xs.shape) * step).ravel()
    ys = (ys + rng.uniform(-0.38, 0.38, ys.shape) * step).ravel()
    ix, iy = np.clip(xs, 0, width - 1).astype(int), np.clip(ys, 0, height - 1).astype(int)
    if number == 2:
        off = np.abs(blur(rgb, radius * 0.5) - blur(canvas, radius * 1.5)).sum(2)[iy, ix]
        keep = off > 0.10
        xs, ys, ix, iy = xs[keep], ys[keep], ix[keep], iy[keep]
    n = len(xs)
    lab = cv2.cvtColor(blur(rgb, radius * 0.5)[iy, ix][None], cv2.COLOR_RGB2LAB)[0]
    turn = rng.normal(0, 0.32, n)
    own = np.hypot(lab[:, 1], lab[:, 2])
    chroma = own * (1 + rng.uniform(0.1, 0.8, n) * np.exp(-own / 40)) + rng.uniform(1, 7, n)  # pale colours gain most
    hue = np.arctan2(lab[:, 2], lab[:, 1]) + turn
    opposite = rng.random(n) < 0.025
    hue[opposite] += np.pi
    chroma[opposite] *= 0.5
    level = lab[:, 0] + rng.normal(0, 4.0, n)
    colour = np.column_stack([np.clip(level, 4, 99), chroma * np.cos(hue), chroma * np.sin(hue)]).astype(np.float32)
    colour = np.clip(cv2.cvtColor(colour[None], cv2.COLOR_LAB2RGB)[0], 0, 1)
    order = rng.permutation(n)
    return np.column_stack([xs, ys, radius * rng.uniform(0.78, 1.12, n), colour, np.full(n, 0.96),
                            rng.uniform(0, 6.3, n)])[order].astype(np.float32)

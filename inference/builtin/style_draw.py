"""Watercolour, pencil, ink and cartoon: wash, hatching and line.

Watercolour after Bousseau et al., "Interactive watercolor rendering" (2006); pencil tone after Lu, Xu, Jia,
"Combining sketch and tone for pencil drawing production" (2012); lines by flow-based difference of Gaussians.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.api import Report
from inference.builtin.flow import ink_lines, lines, simplified, tangents
from inference.builtin.pixelmath import blur, luminance, mix, noise, smoothstep

Array = np.ndarray[Any, Any]


def paper(height: int, width: int, unit: float, rng: np.random.Generator) -> Array:
    """Height of a rough paper (h, w), mean 0, deviation 1."""
    grain = blur(rng.standard_normal((height, width)).astype(np.float32), max(0.7, unit * 0.45))
    wide = noise(height, width, max(4.0, unit * 6), rng, 3) - 0.5
    field = grain / (grain.std() + 1e-6) + wide * 2
    return ((field - field.mean()) / (field.std() + 1e-6)).astype(np.float32)


def warped(image: Array, amount_px: float, cell: float, rng: np.random.Generator) -> Array:
    """Displaced by slow noise, so that outlines wobble like a hand's."""
    height, width = image.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    dx = (noise(height, width, cell, rng, 3) - 0.5) * 2 * amount_px
    dy = (noise(height, width, cell, rng, 3) - 0.5) * 2 * amount_px
    return cv2.remap(image, xs + dx, ys + dy, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)


def pigment(colour: Array, density: Array) -> Array:
    """Bousseau's pigment density: 1 leaves the colour, more darkens and saturates it, less lets paper through."""
    return np.clip(colour - (colour - colour * colour) * (density[..., None] - 1), 0, 1)


def watercolour(rgb: Array, unit: float, detail: float, rng: np.random.Generator, report: Report) -> Array:
    height, width = rgb.shape[:2]
    report.step(0.05, "Mixing washes")
    broad = simplified(rgb, 1.0, unit * (7 - 4 * detail))
    report.step(0.25, "Mixing washes")
    fine = simplified(rgb, 0.6, unit * (2.6 - 1.6 * detail))
    wash = mix(broad, fine, 0.35 + 0.4 * detail)
    lab = cv2.cvtColor(wash, cv2.COLOR_RGB2LAB)
    steps = 8.0
    level = lab[..., 0] / 100 * steps
    flat = np.floor(level) + smoothstep(0.3, 0.7, level - np.floor(level))
    lab[..., 0] = (0.6 * flat / steps + 0.4 * level / steps) * 76 + 25
    lab[..., 1:] *= 1.25
    wash = np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 0, 1)
    report.step(0.4, "Wetting paper")
    bleed = smoothstep(0.52, 0.75, noise(height, width, unit * 90, rng, 3))[..., None]
    busy = blur(np.abs(luminance(fine) - blur(luminance(fine), unit * 3)), unit * 6)
    bleed *= smoothstep(0.030, 0.008, busy)[..., None]  # wet in wet on open areas, wet on dry in the drawing
    wash = mix(wash, blur(wash, unit * 5), bleed * 0.8)
    wash = warped(warped(wash, unit * 0.6, unit * 8, rng), unit * 1.8, unit * 34, rng)
    report.step(0.6, "Drying")
    edges = _dried_edges(wash, unit)
    grain = paper(height, width, unit, rng)
    flow = noise(height, width, unit * 60, rng, 5, 0.6) - 0.5
    density = 1 + 2.0 * edges + 0.75 * flow + 0.13 * grain * (1.1 - luminance(wash))
    painted = pigment(wash, density)
    report.step(0.8, "Drying")
    dry = smoothstep(0.88, 0.99, luminance(wash) + 0.012 * blur(grain, unit))[..., None]
    painted = mix(painted, np.array([0.985, 0.975, 0.95], np.float32), dry * 0.85)
    tx, ty, _ = tangents(fine, unit * 2)
    sketch = smoothstep(0.10, 0.75, lines(luminance(fine), tx, ty, max(0.6, unit * 0.4), 14.0, unit * 3))
    sketch = 1 - (1 - warped(sketch, unit, unit * 10, rng)) * 0.26
    light = 1 + 0.022 * (grain - np.roll(grain, (1, 1), (0, 1)))
    return np.clip(painted * (sketch * light)[..., None], 0, 1)


def _dried_edges(wash: Array, unit: float) -> Array:
    """Pigment that gathered at the border of a wash: gradient of the washes, thin and dark, signed to the dark side."""
    gray = luminance(wash)
    slope = np.hypot(cv2.Sobel(gray, cv2.CV_32F, 1, 0, scale=0.25), cv2.Sobel(gray, cv2.CV_32F, 0, 1, scale=0.25))
    thin = blur(slope, unit * 0.8)
    inner = np.clip(blur(gray, unit * 3) - gray, 0, 1) * 3.0
    return np.clip(thin * 4.5 * max(1.0, unit * 0.6) + inner, 0, 0.9)


def _hatch(height: int, width: int, angle: float, unit: float, length: float, rng: np.random.Generator) -> Array:
    """Pencil lines in one direction: noise drawn out along it, (h, w) uniform 0-1 by rank."""
    side = int(np.ceil(np.hypot(height, width))) + 4
    k = max(1.0, unit * 0.55)
    rows, columns = int(side / k) + 2, int(side / (k * 2)) + 2
    field = rng.standard_normal((rows, columns)).astype(np.float32)
    field = cv2.GaussianBlur(field, (0, 0), sigmaX=max(1.0, length / 4), sigmaY=0.55)
    field = (field - field.mean()) / (field.std() + 1e-6)
    c, s = np.cos(angle), np.sin(angle)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    xs, ys = xs - width / 2, ys - height / 2
    bow = (xs * c + ys * s) ** 2 / side * 0.12 + (noise(height, width, unit * 240, rng, 1) - 0.5) * (unit * 26)
    u = ((xs * c + ys * s) + side / 2) / (k * 2)
    v = ((-xs * s + ys * c) + bow + side / 2) / k
    u, v = u.astype(np.float32), v.astype(np.float32)
    drawn = cv2.remap(field, u, v, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
    return (0.5 + 0.5 * np.tanh(drawn * 0.8)).astype(np.float32)


def pencil(rgb: Array, unit: float, detail: float, rng: np.random.Generator, report: Report) -> Array:
    """Graphite: hatching that thickens with the tone, outlines, grain of the paper."""
    height, width = rgb.shape[:2]
    smooth = simplified(rgb, 0.8 - 0.6 * detail, unit * (2.4 - 1.6 * detail))
    gray = luminance(smooth)
    low, high = np.percentile(gray, (1, 99))
    tone = 1 - np.clip((gray - low) / max(high - low, 0.05), 0, 1) ** 0.85
    report.step(0.2, "Hatching")
    grain = paper(height, width, unit * 0.8, rng)
    dark = np.zeros((height, width), np.float32)
    layers = ((0.78, 0.10, 0.42), (0.55, 0.32, 0.62), (1.15, 0.52, 0.8), (-0.6, 0.68, 1.0), (1.6, 0.80, 1.0))
    for number, (angle, start, end) in enumerate(layers):
        report.step(0.25 + 0.1 * number, "Hatching")
        mark = _hatch(height, width, -angle, unit * (1.5 - detail), 60, rng)
        amount = np.clip((tone - start) / (end - start + 0.25), 0, 1)
        pressed = np.clip((mark - (1 - amount) + 0.10 * grain) * 2.2, 0, 1)
        dark += pressed * amount * (1 - dark) * 0.55
    smudge = blur(tone, unit * 2) ** 1.5 * 0.20
    report.step(0.75, "Drawing outlines")
    tx, ty, _ = tangents(smooth, unit * 2)
    edge = 1 - smoothstep(0.02, 0.85, lines(gray, tx, ty, max(0.6, unit * (0.75 - 0.5 * detail)), 16.0, unit * 4))
    edge = warped(edge, unit * 0.7, unit * 9, rng) * np.clip(0.8 + 0.22 * grain, 0, 1.1)
    dark = 1 - (1 - np.clip(dark + smudge, 0, 1)) * (1 - np.clip(edge, 0, 1) * 0.72)
    sheet = np.array([0.965, 0.955, 0.93], np.float32) * (1 + 0.012 * grain)[..., None]
    graphite = np.array([0.17, 0.17, 0.19], np.float32)
    return np.clip(mix(sheet, graphite, np.clip(dark, 0, 0.97)[..., None]), 0, 1)


def ink(rgb: Array, unit: float, detail: float, rng: np.random.Generator, report: Report) -> Array:
    """Brush and ink: flowing lines, solid shadows, a grey wash and dry-brush grain."""
    height, width = rgb.shape[:2]
    smooth = simplified(rgb, 0.8 - 0.4 * detail, unit * (2.6 - 1.9 * detail))
    gray = luminance(smooth)
    low, high = np.percentile(gray, (1, 99))
    gray = np.clip((gray - low) / max(high - low, 0.05), 0, 1)
    report.step(0.3, "Inking")
    tx, ty, _ = tangents(smooth, unit * 1.6)
    value = lines(gray, tx, ty, max(0.45, unit * (1.0 - 0.85 * detail)), 18.0, unit * 2.2)
    report.step(0.6, "Inking")
    grain = paper(height, width, unit, rng)
    line = smoothstep(0.05, 0.30, value + 0.03 * grain)
    solid = smoothstep(0.10, 0.17, gray + 0.025 * grain)
    wash = np.clip(np.floor(gray * 4 + 0.35 + 0.25 * (noise(height, width, unit * 50, rng) - 0.5)) / 4, 0, 1)
    wash = blur(warped(wash.astype(np.float32), unit * 3, unit * 20, rng), unit * 0.8)
    wash = 1 - (1 - wash) * (0.42 + 0.12 * noise(height, width, unit * 40, rng, 4)) * (1 + 0.06 * grain)
    black = np.clip(line * solid, 0, 1)
    sheet = np.array([0.97, 0.955, 0.915], np.float32)
    tint = np.array([0.075, 0.08, 0.10], np.float32)
    grey = mix(np.array([0.25, 0.26, 0.30], np.float32), sheet, np.clip(wash, 0, 1)[..., None])
    return np.clip(mix(tint, grey, black[..., None]), 0, 1)


def cartoon(rgb: Array, unit: float, detail: float, rng: np.random.Generator, report: Report) -> Array:
    """Flat lively colours in soft steps, clean outlines (Winnemoeller, Olsen, Gooch 2006)."""
    report.step(0.1, "Flattening colours")
    flat = simplified(rgb, 1.0, unit * (5 - 3.4 * detail))
    flat = simplified(flat, 0.8, unit * (3 - 1.8 * detail))
    report.step(0.4, "Flattening colours")
    lab = cv2.cvtColor(flat, cv2.COLOR_RGB2LAB)
    steps = 7 + 4 * detail
    level = lab[..., 0] / 100 * steps
    base = np.floor(level)
    lab[..., 0] = np.clip((base + smoothstep(0.40, 0.60, level - base)) / steps * 104, 0, 100)
    lab[..., 0] = 100 * (lab[..., 0] / 100) ** 0.82
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    lab[..., 1:] *= (1.45 - np.clip(chroma / 160, 0, 0.4))[..., None]
    colour = np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 0, 1)
    report.step(0.6, "Drawing outlines")
    line = ink_lines(rgb, unit * (1.25 - 0.6 * detail), 0.30)
    return np.clip(colour * (0.06 + 0.94 * line)[..., None], 0, 1)

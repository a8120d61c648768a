"""Mountains as a terrain: a height field in (bearing, logarithm of distance), lit, snowed on, hazy with distance.

Ridged noise with slopes that wear the finer octaves down (Musgrave, "Texturing and modeling", 1998; Quilez, "Value
noise derivatives"). In these coordinates every column of the picture is one column of the field, so that seeing it is
a walk from near to far that keeps what rises above all before it.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.builtin.kernels import kernel
from inference.builtin.pixelmath import blur, mix, noise, smoothstep
from inference.builtin.scene_stage import Stage, curve

Array = np.ndarray[Any, Any]
DEPTH = 620  # rows of the field from near to far
LARGEST_PX = 1400  # columns of the field; wider pictures stretch it


def mountains(stage: Stage, base: float) -> None:
    """A massif whose foot lies on the row `base`, its main peak on the side away from the light."""
    columns = min(stage.width, LARGEST_PX)
    field = _field(columns, stage.rng) * _envelope(columns, stage)
    tall = stage.height * stage.rng.uniform(0.33, 0.41)
    if stage.width > 2 * stage.height:
        tall *= 0.85
    light = -1 if stage.source[0] < 0.5 else 1
    lit, shadow = _light(field, light, stage)
    sight = cv2.resize(field, (stage.width, DEPTH), interpolation=cv2.INTER_LINEAR) if columns != stage.width else field
    depth = np.full((stage.height, stage.width), -1, np.float32)
    ridge = np.full(stage.width, np.float32(stage.height))
    _seen(sight.astype(np.float32), np.float32(base), np.float32(tall), np.float32(stage.height * 0.012), depth, ridge)
    rows = slice(max(0, int(ridge.min()) - 2), min(stage.height, int(base) + 2))
    if rows.stop <= rows.start:
        return
    part = depth[rows]
    seen = part >= 0
    v = np.maximum(part, 0)
    u = np.repeat((np.arange(stage.width, dtype=np.float32) * (columns / stage.width))[None], len(part), 0)

    def at(layer: Array) -> Array:
        return cv2.remap(layer, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)

    colour = _colour(stage, at(field), at(lit), at(shadow), v / DEPTH, rows)
    edge = np.clip(np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] - ridge[None] + 1.0, 0, 1)
    alpha = (edge * seen)[..., None]
    stage.canvas[rows] += (colour - stage.canvas[rows]) * alpha


def _field(columns: int, rng: np.random.Generator) -> Array:
    """Heights (DEPTH, columns) about 0-1."""
    height = np.zeros((DEPTH, columns), np.float32)
    slope_x, slope_y = np.zeros_like(height), np.zeros_like(height)
    cell, amount, weight = columns * 0.26, 1.0, np.ones_like(height)
    shift = [_rolling(columns, columns * 0.12, rng) * columns * 0.025 for _ in range(2)]
    for octave in range(8):
        layer = _rolling(columns, max(cell, 2.0), rng)
        if octave < 6:
            soft = 0.030 if octave < 2 else 0.006  # rounds the largest crests
            layer = np.clip(1.12 - np.sqrt(layer * layer + soft) * 1.15, 0, 1) ** 1.6 * weight
            weight = np.clip(layer * 2.0, 0.25, 1)
        else:
            layer = layer * 0.5
        gy, gx = np.gradient(layer)
        slope_x += gx * cell * amount
        slope_y += gy * cell * amount
        worn = 1 / (1 + 0.035 * (slope_x * slope_x + slope_y * slope_y))
        height += amount * layer * (worn if octave else 1)
        amount *= 0.52
        cell *= 0.5
    ys, xs = np.mgrid[0:DEPTH, 0:columns].astype(np.float32)
    height = cv2.remap(height, xs + shift[0], ys + shift[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    low, high = np.percentile(height, (1, 99.8))
    return np.clip((height - low) / (high - low), 0, 1.2).astype(np.float32)


def _rolling(columns: int, cell: float, rng: np.random.Generator) -> Array:
    """Smooth noise (DEPTH, columns) about -1 to 1, not clipped; `cell` is the size of its hills in columns."""
    grid = rng.normal(0, 0.55, (int(DEPTH / cell) + 5, int(columns / cell) + 5)).astype(np.float32)
    k = 4 if cell > 48 else 1
    size = (round(grid.shape[1] * cell / k), round(grid.shape[0] * cell / k))
    big = cv2.resize(grid, size, interpolation=cv2.INTER_CUBIC)
    y, x = int(rng.uniform(1, 2) * cell / k), int(rng.uniform(1, 2) * cell / k)
    part = big[y:y + -(-DEPTH // k) + 1, x:x + -(-columns // k) + 1]
    return part[:DEPTH, :columns] if k == 1 else cv2.resize(part, None, fx=k, fy=k)[:DEPTH, :columns]


def _envelope(columns: int, stage: Stage) -> Array:
    """Low in front, high behind, highest at one place away from the light, with a gap under the light."""
    x = np.linspace(0, 1, columns, dtype=np.float32)[None]
    v = np.linspace(0, 1, DEPTH, dtype=np.float32)[:, None]
    side = 1 if stage.source[0] < 0.5 else -1
    peak = 0.5 + side * stage.rng.uniform(0.05, 0.20)
    rise = smoothstep(0.0, 0.62, v) * 0.9 + 0.10
    main = np.exp(-((x - peak) / 0.17) ** 2 - ((v - 0.62) / 0.22) ** 2)
    second = np.exp(-((x - peak + side * stage.rng.uniform(0.3, 0.42)) / 0.12) ** 2 - ((v - 0.75) / 0.2) ** 2)
    sides = 0.30 * smoothstep(0.30, 0.55, np.abs(x - 0.5))
    wave = 0.10 * curve(columns, columns * 0.4, stage.rng, 3)[None]
    return (rise * (0.44 + sides + wave + 0.62 * main + 0.26 * second)).astype(np.float32)


def _light(field: Array, side: int, stage: Stage) -> tuple[Array, Array]:
    """Diffuse light 0-1 of each place and how much of it the ridges towards the light leave, 0-1."""
    columns = field.shape[1]
    relief = field * 0.55 * columns / 1.05  # heights in the unit of columns
    gx = cv2.Sobel(relief, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
    gy = cv2.Sobel(relief, cv2.CV_32F, 0, 1, ksize=3, scale=0.125) * (DEPTH / columns * 0.55)
    norm = 1 / np.sqrt(gx * gx + gy * gy + 1)
    high = 0.34 if stage.time in ("dawn", "sunset", "dusk") else 0.62
    towards = np.array([side * 0.80, -0.36, high])
    towards /= np.linalg.norm(towards)
    lit = (-gx * towards[0] - gy * towards[1] + towards[2]) * norm
    cast = _cast(np.ascontiguousarray(relief[:, ::-1] if side > 0 else relief), np.float32(high / 0.80))
    cast = cast[:, ::-1] if side > 0 else cast
    shadow = 1 - smoothstep(0.0, columns * 0.012, blur(np.ascontiguousarray(cast), 1.6))
    return np.clip(lit, 0, 1).astype(np.float32), shadow.astype(np.float32)


@kernel
def _cast(relief: Array, fall: float) -> Array:
    """How far below the shadow line of what stands to its left each place lies."""
    rows, columns = relief.shape
    out = np.zeros((rows, columns), np.float32)
    for y in range(rows):
        line = relief[y, 0]
        for x in range(columns):
            line = max(line - fall, relief[y, x])
            out[y, x] = line - relief[y, x]
    return out


@kernel
def _seen(field: Array, base: float, tall: float, lift: float, depth: Array, ridge: Array) -> None:
    """For each pixel the row of the field that is seen there (depth, -1 for none); for each column its skyline."""
    rows, columns = field.shape
    height = depth.shape[0]
    for x in range(columns):
        top = base + 1.0
        last_y = base
        for k in range(rows):
            y = base - lift * k / rows - tall * field[k, x]
            if y < top:
                start = max(0, int(np.ceil(y)))
                stop = min(height, int(np.ceil(top)))
                for row in range(start, stop):
                    share = (last_y - row) / max(last_y - y, 1e-3)
                    share = min(max(share, 0.0), 1.0)
                    depth[row, x] = max(0.0, k - 1 + share)
                top = y
            last_y = y
        ridge[x] = top
        row = int(np.floor(top))
        if 0 <= row < height and row + 1 < height and depth[row, x] < 0:
            depth[row, x] = depth[row + 1, x]


def _colour(stage: Stage, high: Array, lit: Array, shadow: Array, far: Array, rows: slice) -> Array:
    """Rock, woods and snow under the light, and the air before them."""
    wide = stage.width
    grain = noise(len(far), wide, max(2.0, stage.unit * 9), stage.rng, 3)
    broad = noise(len(far), wide, max(4.0, stage.unit * 60), stage.rng, 3)
    light = (lit * (0.25 + 0.75 * shadow))[..., None]
    winter = "snow" in stage.weather
    rock = mix(np.array([0.30, 0.28, 0.29], np.float32), np.array([0.52, 0.47, 0.44], np.float32),
               (0.55 * grain + 0.45 * broad)[..., None])
    woods = mix(np.array([0.075, 0.115, 0.075], np.float32), np.array([0.20, 0.26, 0.13], np.float32),
                (0.75 * grain + 0.25 * broad)[..., None])
    if "autumn" in stage.weather:
        woods = woods * np.array([2.6, 1.25, 0.6], np.float32)
    tree_line = 0.30 + 0.16 * (broad - 0.5)
    cover = mix(woods, rock, smoothstep(-0.05, 0.07, high - tree_line + 0.10 * (grain - 0.5))[..., None])
    line = -0.2 if winter else 0.40
    flat = smoothstep(0.10, 0.55, lit + 0.35 * (grain - 0.5) + 0.25 * (high - 0.5))
    snow = smoothstep(line - 0.05, line + 0.16, high + 0.14 * (broad - 0.5)) * (0.30 + 0.70 * flat)
    if winter:
        snow = snow * (0.55 + 0.45 * smoothstep(0.2, 0.5, high + 0.3 * (grain - 0.3)))
    cover = mix(cover, np.array([0.95, 0.97, 1.0], np.float32), snow[..., None])
    key, shade = np.array(stage.light.key, np.float32), np.array(stage.light.shade, np.float32)
    sun = key * (1.45 if stage.dark else 1.12)
    facing = np.clip(light * 1.15, 0, 1.05) ** 1.25
    colour = cover * (shade * (0.75 + 0.35 * high[..., None]) + (sun - shade * 0.6) * facing)
    air = np.array(stage.light.haze, np.float32)
    level = np.arange(rows.start, rows.stop, dtype=np.float32)[:, None]
    low = np.exp(-np.clip(rows.stop - level, 0, None) / (stage.height * 0.045))
    mist = np.clip(0.62 * far ** 1.5 * (1 - 0.35 * high) + 0.60 * low * (0.35 + 0.9 * broad), 0, 0.92)
    if "fog" in stage.weather:
        mist = np.clip(mist + 0.30, 0, 0.95)
    return mix(colour, air, mist[..., None]).astype(np.float32)

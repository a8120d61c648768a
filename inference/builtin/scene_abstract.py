"""Abstract and pattern pictures, for prompts that name no place: colour in flowing shapes, or tiles."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.builtin.pixelmath import mix, smoothstep

Array = np.ndarray[Any, Any]
HUES = {"red": 5, "orange": 28, "yellow": 48, "green": 130, "teal": 178, "blue": 215, "purple": 275, "pink": 330,
        "warm": 30, "cold": 205, "neon": 300, "pastel": 340}


def palette(words: tuple[str, ...], rng: np.random.Generator) -> Array:
    """Six colours (6, 3) from dark to light around the hues asked for, or around a random one."""
    hues = [HUES[w] for w in words if w in HUES] or [int(rng.integers(0, 360))]
    spread = rng.choice([35.0, 120.0, 180.0]) if len(hues) == 1 else 0.0
    hue = [hues[k % len(hues)] + (spread if k in (2, 4) else 0) + rng.normal(0, 9) for k in range(6)]
    chroma = np.array([28, 46, 58, 62, 46, 14]) * (0.5 if "pastel" in words else 1.3 if "neon" in words else 1.0)
    level = np.array([16, 32, 50, 66, 82, 95]) + (14 if "pastel" in words else 0)
    angle = np.radians(np.array(hue) + 20)
    lab = np.column_stack([np.clip(level, 0, 98), chroma * np.cos(angle), chroma * np.sin(angle)]).astype(np.float32)
    if "mono" in words:
        lab[:, 1:] = 0
    return np.clip(cv2.cvtColor(lab[None], cv2.COLOR_LAB2RGB)[0], 0, 1)


def ramp(value: Array, colours: Array) -> Array:
    at = np.clip(value, 0, 1) * (len(colours) - 1)
    low = np.minimum(at.astype(int), len(colours) - 2)
    t = smoothstep(0, 1, at - low)[..., None]
    return mix(colours[low], colours[low + 1], t).astype(np.float32)


def abstract(width: int, height: int, colours: Array, rng: np.random.Generator) -> Array:
    """Sheets of paper behind each other, or liquid colour."""
    return (sheets if rng.random() < 0.8 else flowing)(width, height, colours, rng)


def sheets(width: int, height: int, colours: Array, rng: np.random.Generator) -> Array:
    """Cut sheets with wavy edges, each throwing a soft shadow on the one behind it."""
    size, count = (width * height) ** 0.5, len(colours) - 1
    angle = rng.uniform(-0.9, 0.9) + (np.pi if rng.random() < 0.5 else 0)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    xs, ys = xs - width / 2, ys - height / 2
    across, along = (xs * np.cos(angle) + ys * np.sin(angle)) / size, (-xs * np.sin(angle) + ys * np.cos(angle)) / size
    reach = float(np.abs(along).max())
    order = colours if rng.random() < 0.5 else colours[::-1]
    canvas = np.empty((height, width, 3), np.float32)
    canvas[:] = order[0]
    phase, wave = rng.uniform(0, 6.3, 2), rng.uniform(2.2, 4.2)
    for k in range(count):
        swing = 0.13 * np.sin(across * wave + phase[0] + 0.55 * k)
        swing += 0.06 * np.sin(across * wave * 2.3 + phase[1] - 0.8 * k)
        inside = (along - (-reach + 2 * reach * (k + 0.9) / (count + 0.6) + swing)) * size
        shadow = np.exp(-np.clip(-inside, 0, None) / (size * 0.030)) * (inside < 0)
        canvas *= 1 - 0.42 * shadow[..., None]
        lit = 1 + 0.10 * np.exp(-np.clip(inside, 0, None) / (size * 0.05)) - 0.05 * np.clip(inside / (size * 0.3), 0, 1)
        canvas += (order[k + 1] * lit[..., None] - canvas) * np.clip(inside + 0.5, 0, 1)[..., None]
    return np.clip(canvas, 0, 1).astype(np.float32)


def flowing(width: int, height: int, colours: Array, rng: np.random.Generator) -> Array:
    """Domain-warped smooth noise (Quilez, "Domain warping") with light on its folds."""
    size = (width * height) ** 0.5
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)

    def smooth(cells: float) -> Array:
        grid = rng.normal(0, 1, (int(cells * height / size) + 4, int(cells * width / size) + 4)).astype(np.float32)
        k = size / cells
        big = cv2.resize(grid, (round(grid.shape[1] * k), round(grid.shape[0] * k)), interpolation=cv2.INTER_CUBIC)
        y, x = round(k), round(k)
        return cv2.GaussianBlur(big[y:y + height, x:x + width], (0, 0), max(0.8, k * 0.16))

    field = smooth(2.4)
    for amount in (0.07, 0.05):
        field = cv2.remap(field, xs + smooth(2.8) * size * amount, ys + field * size * amount, cv2.INTER_CUBIC,
                          borderMode=cv2.BORDER_REFLECT_101)
    field = (field - field.min()) / (np.ptp(field) + 1e-6)
    bands = 0.5 + 0.5 * np.sin(field * np.pi * rng.uniform(3.5, 5.5))
    value = 0.66 * field + 0.34 * bands
    value = (value - value.min()) / (np.ptp(value) + 1e-6)
    colour = ramp(value, colours)
    soft = cv2.GaussianBlur(value, (0, 0), max(0.8, size / 400))
    slope = (cv2.Sobel(soft, cv2.CV_32F, 1, 0, scale=0.125) + cv2.Sobel(soft, cv2.CV_32F, 0, 1, scale=0.125)) * size
    return np.clip(colour * (1 + 0.16 * np.tanh(slope * 0.22))[..., None], 0, 1)


def pattern(width: int, height: int, colours: Array, rng: np.random.Generator) -> Array:
    """Tiles of quarter circles, triangles or rings in the palette, with crisp edges."""
    count = int(rng.integers(5, 9))
    cell = max(4.0, min(width, height) / count)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    column, row = (xs / cell).astype(int), (ys / cell).astype(int)
    u, v = xs / cell - column, ys / cell - row
    cells = (int(row.max()) + 1, int(column.max()) + 1)
    turn = rng.integers(0, 4, cells)[row, column]
    for _ in range(3):
        u, v = np.where(turn > 0, v, u), np.where(turn > 0, 1 - u, v)
        turn = turn - 1
    kind = rng.integers(0, 4, cells)[row, column]
    soft = 0.7 / cell
    radius = np.sqrt(u * u + v * v)
    middle = np.sqrt((u - 0.5) ** 2 + (v - 0.5) ** 2)
    shapes = [smoothstep(-soft, soft, 1.0 - radius), smoothstep(-soft, soft, u - v),
              smoothstep(-soft, soft, 0.36 - middle), smoothstep(-soft, soft, 0.5 - np.abs(radius - 0.5) * 2)]
    share = np.choose(kind, shapes)[..., None]
    pick = rng.integers(0, 6, cells)
    other = (pick + rng.integers(1, 6, cells)) % 6
    return mix(colours[pick][row, column], colours[other][row, column], share).astype(np.float32)

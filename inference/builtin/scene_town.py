"""Cities with lit windows, villages and houses."""

from __future__ import annotations

from typing import Any

import numpy as np

from inference.builtin.pixelmath import mix
from inference.builtin.scene_land import conifer
from inference.builtin.scene_stage import Stage, curve, patch, polygons

Array = np.ndarray[Any, Any]
LAMP_COLOURS = np.array([(1.0, 0.80, 0.48), (1.0, 0.88, 0.64), (1.0, 0.70, 0.36), (0.82, 0.92, 1.0)], np.float32)


def city(stage: Stage, base: float) -> None:
    """A skyline standing on the row `base`, three rows of buildings deep."""
    x = np.arange(stage.width) / stage.width
    centre = stage.rng.uniform(0.32, 0.68)
    profile = 0.34 + 0.66 * np.exp(-((x - centre) / 0.24) ** 2)
    profile *= 1 + 0.22 * curve(stage.width, stage.width * 0.3, stage.rng, 2)
    if stage.dark:
        _city_glow(stage, base)
    for number in range(3):
        near = number / 2
        _row(stage, base, profile, near)


def _city_glow(stage: Stage, base: float) -> None:
    ys = np.arange(stage.height, dtype=np.float32)[:, None]
    glow = np.exp(-np.abs(ys - base) / (stage.height * 0.16)).repeat(stage.width, 1)
    stage.canvas += glow[..., None] * np.array([0.44, 0.25, 0.17], np.float32) * (0.8 if stage.time == "night" else 0.4)


def _row(stage: Stage, base: float, profile: Array, near: float) -> None:
    rng, x = stage.rng, -stage.unit * 30
    while x < stage.width:
        wide = stage.unit * rng.uniform(30, 78) * (0.75 + 0.35 * near)
        middle = int(np.clip(x + wide / 2, 0, stage.width - 1))
        tall = stage.height * (0.40 - 0.17 * near) * profile[middle] * rng.uniform(0.45, 1.12)
        if rng.random() < 0.07 and near < 0.8:
            tall *= 1.35
        _building(stage, x, base, wide, max(tall, stage.unit * 24), near)
        x += wide * rng.uniform(0.82, 1.15 if near < 1 else 1.35)


def _building(stage: Stage, x: float, base: float, wide: float, tall: float, near: float) -> None:
    x0, x1 = max(0, round(x)), min(stage.width, round(x + wide))
    y0, y1 = max(0, round(base - tall)), min(stage.height, round(base) + 1)
    if x1 - x0 < 3 or y1 - y0 < 3:
        return
    rng = stage.rng
    tone = rng.uniform(0.5, 1.0)
    body = np.array([0.36, 0.38, 0.43]) * tone + np.array([0.05, 0.02, 0.0]) * rng.random()
    if not stage.dark:
        body = body * 1.25 + np.array([0.16, 0.14, 0.12]) * rng.uniform(0.2, 1.2)
    facing = 0.35 + 0.4 * rng.random() if stage.dark else 0.45 + 0.45 * rng.random()
    distance = 0.62 * (1 - near) * (0.75 if stage.dark else 1.0) + 0.06
    face = stage.haze(stage.surface(tuple(body), facing), distance)
    block = np.empty((y1 - y0, x1 - x0, 3), np.float32)
    rise = np.linspace(1.08, 0.86, y1 - y0, dtype=np.float32)[:, None, None]
    side = np.where(np.arange(x1 - x0)[None, :, None] < (x1 - x0) * 0.28, np.float32(0.72), np.float32(1.0))
    block[:] = face * rise * side
    _windows(stage, block, x0, y0, near, distance)
    stage.canvas[y0:y1, x0:x1] = block
    _roof(stage, x, wide, y0, face, near)


def _windows(stage: Stage, block: Array, x0: int, y0: int, near: float, distance: float) -> None:
    rng = stage.rng
    pitch_x = max(2.2, stage.unit * rng.uniform(5.0, 8.0) * (0.7 + 0.5 * near))
    pitch_y = max(2.6, stage.unit * rng.uniform(6.5, 9.5) * (0.7 + 0.5 * near))
    height, width = block.shape[:2]
    xs, ys = np.arange(width), np.arange(height)
    column, row = (xs / pitch_x).astype(int), (ys / pitch_y).astype(int)
    fx, fy = xs / pitch_x - column, ys / pitch_y - row
    whole = rng.random() < 0.25  # bands of glass
    in_x = np.ones(width, bool) if whole else (fx > 0.24) & (fx < 0.80)
    in_x = in_x & (xs > pitch_x * 0.4) & (xs < width - pitch_x * 0.4)
    pane = (in_x[None] & ((fy > 0.28) & (fy < 0.78))[:, None]).astype(np.float32)
    cells = (int(row.max()) + 1, int(column.max()) + 1)
    if stage.dark:
        share = rng.uniform(0.20, 0.62)
        floors = rng.random((cells[0], 1)) < 0.10
        on = (rng.random(cells) < share) | floors
        power = np.where(on, rng.uniform(0.45, 1.15, cells), 0.045).astype(np.float32)
        tint = LAMP_COLOURS[rng.integers(0, 4 if rng.random() < 0.35 else 3, cells)]
        lamp = (power[..., None] * tint)[row][:, column] * pane[..., None]
        lamp *= 1 - 0.5 * distance
        block *= 1 - pane[..., None] * 0.3
        block += lamp * np.float32(0.92)
        if stage.lamps is None:
            stage.lamps = np.zeros_like(stage.canvas)
        stage.lamps[y0:y0 + height, x0:x0 + width] = lamp * np.float32(0.9)
    else:
        glass = np.array(stage.light.sky[1], np.float32) * rng.uniform(0.45, 0.95, cells)[..., None].astype(np.float32)
        block += (stage_haze(stage, glass[row][:, column], distance) - block) * pane[..., None] * np.float32(0.62)


def stage_haze(stage: Stage, colour: Array, distance: float) -> Array:
    return mix(colour, np.array(stage.light.haze, np.float32), np.float32(distance))


def _roof(stage: Stage, x: float, wide: float, top: int, face: Array, near: float) -> None:
    rng, kind = stage.rng, stage.rng.random()
    shapes = []
    if kind < 0.16:
        shapes.append(np.array([[x, top], [x + wide / 2, top - wide * 0.7], [x + wide, top]]))
    elif kind < 0.5:
        a, b = sorted(rng.uniform(0.1, 0.9, 2))
        up = stage.unit * rng.uniform(4, 14)
        shapes.append(np.array([[x + wide * a, top], [x + wide * a, top - up], [x + wide * b, top - up],
                                [x + wide * b, top]]))
    tip = None
    if kind < 0.10 or 0.5 < kind < 0.66:
        mast, thin = stage.unit * rng.uniform(24, 64), max(0.5, stage.unit * 0.8)
        tip = (x + wide / 2, top - mast - (wide * 0.6 if kind < 0.16 else 0))
        shapes.append(np.array([[tip[0] - thin, top], [tip[0], tip[1]], [tip[0] + thin, top]]))
    if shapes:
        patch(stage, shapes, face)
    if tip and stage.dark and near < 1:
        lamp(stage, tip[0], tip[1], stage.unit * 1.6, (1.0, 0.16, 0.10))


def lamp(stage: Stage, x: float, y: float, radius: float, colour: tuple[float, float, float]) -> None:
    """A point of light, drawn and remembered for the glow."""
    reach = int(radius * 4 + 2)
    x0, x1, y0, y1 = int(x) - reach, int(x) + reach + 1, int(y) - reach, int(y) + reach + 1
    x0, y0, x1, y1 = max(0, x0), max(0, y0), min(stage.width, x1), min(stage.height, y1)
    if x1 <= x0 or y1 <= y0:
        return
    ys, xs = np.mgrid[y0:y1, x0:x1].astype(np.float32)
    spot = np.exp(-(((xs - x) ** 2 + (ys - y) ** 2) / (radius * radius)))[..., None] * np.array(colour, np.float32)
    stage.canvas[y0:y1, x0:x1] += spot
    if stage.lamps is None:
        stage.lamps = np.zeros_like(stage.canvas)
    stage.lamps[y0:y1, x0:x1] += spot * np.float32(1.5)


def village(stage: Stage, base: float, count: int = 16) -> None:
    """Houses with gabled roofs and a church, scattered on the slope around the row `base`."""
    rng = stage.rng
    span = (stage.height - base) * 0.20
    spots = sorted((base + span * rng.random(), rng.uniform(0.05, 0.95) * stage.width) for _ in range(count))
    for number, (y, x) in enumerate(spots):
        size = stage.unit * (26 + 26 * (y - base) / max(span, 1))
        house(stage, x, y, size * 1.5, church=number == count // 2)
        if rng.random() < 0.55:
            beside = x + size * float(rng.choice([-1.9, 1.9])) * rng.uniform(0.8, 1.3)
            _fir(stage, beside, y + size * 0.1, size * rng.uniform(1.8, 3.0))


def _fir(stage: Stage, x: float, foot: float, tall: float) -> None:
    outline = conifer(stage, x, foot, tall)
    patch(stage, [outline], stage.surface((0.10, 0.17, 0.11), 0.4))
    if "snow" in stage.weather:  # lies on the side of the light, and thicker above
        side = -1 if stage.source[0] < 0.5 else 1
        snowy = (outline - [x, foot]) * [0.62, 0.86] + [x + side * tall * 0.035, foot - tall * 0.10]
        patch(stage, [snowy], stage.surface((0.90, 0.94, 1.0), 0.62))


def house(stage: Stage, x: float, y: float, size: float, church: bool = False) -> None:
    """One house whose ground line is at (x, y); `size` px is about its height."""
    rng = stage.rng
    wide, wall, roof = size * rng.uniform(1.1, 1.6), size * 0.55, size * rng.uniform(0.45, 0.6)
    walls = ((0.92, 0.88, 0.80), (0.86, 0.78, 0.66), (0.74, 0.56, 0.42), (0.90, 0.90, 0.90))
    tiles = ((0.55, 0.24, 0.17), (0.44, 0.28, 0.22), (0.32, 0.31, 0.34))
    front = stage.surface(walls[int(rng.integers(0, 4))], 0.5 if stage.dark else 1.0)
    top = stage.surface(tiles[int(rng.integers(0, 3))], 0.55)
    if "snow" in stage.weather:
        top = stage.surface((1.0, 1.0, 1.04), 1.25)
    left, gable = x - wide / 2, wide * 0.36
    patch(stage, [_box(left, y - wall, wide, wall)], front * np.float32(0.78))
    patch(stage, [_box(left, y - wall, gable, wall)], front)
    patch(stage, [np.array([[left, y - wall], [left + gable / 2, y - wall - roof], [left + gable, y - wall]])], front)
    patch(stage, [np.array([[left + gable / 2, y - wall - roof], [left + wide - gable / 2, y - wall - roof],
                             [left + wide + size * 0.05, y - wall + size * 0.04],
                             [left + gable + size * 0.02, y - wall + size * 0.04]])], top)
    patch(stage, [_box(left + wide * 0.68, y - wall - roof * 1.15, size * 0.10, roof * 0.6)], front * np.float32(0.6))
    if church:
        tower = size * 0.42
        patch(stage, [_box(left - tower * 0.5, y - size * 1.7, tower, size * 1.7)], front)
        patch(stage, [np.array([[left - tower * 0.6, y - size * 1.7], [left, y - size * 2.8],
                                 [left + tower * 0.6, y - size * 1.7]])], top)
    panes = [(left + gable * 0.36, gable * 0.28), *((left + gable + (wide - gable) * f, size * 0.13)
                                                    for f in (0.18, 0.48, 0.78))]
    for px, pw in panes:
        _pane(stage, px, y - wall * 0.68, pw, wall * 0.34)


def _box(x: float, y: float, w: float, h: float) -> Array:
    return np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]])


def _pane(stage: Stage, x: float, y: float, w: float, h: float) -> None:
    if stage.dark and stage.rng.random() < 0.8:
        patch(stage, [_box(x, y, w, h)], np.array([1.0, 0.76, 0.36], np.float32))
        lamp(stage, x + w / 2, y + h / 2, max(w, h) * 0.6, (0.38, 0.22, 0.07))
    else:
        patch(stage, [_box(x, y, w, h)], stage.surface((0.20, 0.25, 0.32), 0.6))


def quay(stage: Stage, base: float) -> None:
    """Street lamps along the water under a skyline."""
    if not stage.dark:
        return
    for x in np.arange(0.01, 1.0, 0.034) * stage.width:
        lamp(stage, float(x + stage.rng.normal(0, stage.unit * 3)), base - stage.unit * 3, stage.unit * 2.2,
             (1.0, 0.72, 0.36))
    shore = polygons(stage, [_box(0, base - stage.unit * 1.5, stage.width, stage.unit * 4)])
    stage.lay(stage.surface((0.10, 0.10, 0.12), 0.3), shore * 0.8)

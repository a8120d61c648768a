"""Land: mountains, hills, dunes, meadow, flowers, forests, beach, road."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.builtin.pixelmath import mix, smoothstep
from inference.builtin.scene_stage import Stage, below, curve, grid, patch, polygons

Array = np.ndarray[Any, Any]


def hills(stage: Stage, base: float, count: int = 3, top: float = 0.16) -> None:
    """Rounded green (or white, or golden) hills in front of each other; the last reaches the bottom."""
    for number in range(count):
        near = (number + 1) / count
        tall = stage.height * top * (1 - 0.45 * near)
        line = base + (stage.height - base) * 0.62 * (number / count) ** 1.2 - tall * (
            0.5 + 0.5 * curve(stage.width, stage.width * (0.75 - 0.15 * number), stage.rng, 3, 0.30))
        ground(stage, line, 0.55 * (1 - near), near)


def ground_colour(stage: Stage) -> tuple[float, float, float]:
    if "snow" in stage.weather:
        return (0.92, 0.95, 1.0)
    if "autumn" in stage.weather:
        return (0.62, 0.44, 0.20)
    return (0.36, 0.44, 0.19)


def ground(stage: Stage, line: Array, distance: float, near: float) -> None:
    """Grassland below a line: mottled, lit along its crest."""
    alpha = below(stage.height, line)
    _, ys = grid(stage)
    depth = np.clip((ys - line[None]) / (stage.height * 0.30), 0, 1)
    mottle = stage.noise(stage.unit * (60 + 140 * near), 5, 0.6)
    fine = _streaks(stage, near)
    base = np.array(ground_colour(stage), np.float32)
    lit = np.clip(0.95 - 0.50 * depth + 0.5 * (mottle - 0.5), 0, 1)[..., None]
    high, low = stage.surface(tuple(base), 1.0), stage.surface(tuple(base * np.array([0.9, 0.95, 1.0])), 0.05)
    open_ground = np.clip((ys - stage.horizon) / (stage.height * 0.16) - 0.15, 0, 1)  # too fine to see further off
    texture = (0.06 if "snow" in stage.weather else 0.34) * near * open_ground
    mottled = 1 + texture * (fine - 0.5) * 2 + 0.20 * near * (mottle - 0.5)
    colour = mix(low, high, lit) * mottled[..., None].astype(np.float32)
    stage.lay(mix(colour, np.array(stage.light.haze, np.float32), np.float32(distance)), alpha)


def _streaks(stage: Stage, near: float) -> Array:
    """Grass seen in perspective: fine near the horizon, coarse in front."""
    rows = stage.height
    t = np.clip((np.arange(rows, dtype=np.float32) - stage.horizon) / max(rows - stage.horizon, 1), 0.02, 1)
    side = 512
    flat = stage.rng.random((side, side)).astype(np.float32)
    flat = cv2.GaussianBlur(flat, (0, 0), sigmaX=0.7, sigmaY=2.0)
    flat = np.clip(0.5 + (flat - 0.5) * 4.5, 0, 1)
    scale = 1.0 / (stage.unit * (0.5 + 3.2 * t))
    xs = (np.arange(stage.width, dtype=np.float32) - stage.width / 2)
    u = (xs[None] * scale[:, None]) % (side - 2)
    v = np.repeat(((np.log(t) * 170) % (side - 2))[:, None], stage.width, 1)
    return cv2.remap(flat, u.astype(np.float32), v.astype(np.float32), cv2.INTER_LINEAR,
                     borderMode=cv2.BORDER_WRAP)


def meadow(stage: Stage, flowers: bool) -> None:
    line = stage.horizon + stage.unit * 18 * curve(stage.width, stage.width * 0.8, stage.rng, 2, 0.3)
    ground(stage, line, 0.05, 1.0)
    if "snow" not in stage.weather:
        _blades(stage)
        if flowers:
            _flowers(stage)


def _blades(stage: Stage) -> None:
    """Blades of grass in the foreground, darker below, lit at the tips."""
    rng = stage.rng
    span = stage.height - stage.horizon
    base = np.array(ground_colour(stage), np.float32)
    shades = [stage.surface(tuple(base * f), lit) for f, lit in ((0.55, 0.15), (0.8, 0.45), (1.05, 0.75), (1.3, 1.0))]
    rows = np.sort(stage.height * 1.02 - span * 0.55 * rng.random(2600) ** 1.6)
    for y in rows:
        t = (y - stage.horizon) / max(span, 1)
        tall = stage.unit * 46 * t ** 1.6 * rng.uniform(0.5, 1.2)
        x, lean = rng.uniform(0, stage.width), rng.normal(0.1, 0.35) * tall
        points = np.array([[x, y], [x + lean * 0.3, y - tall * 0.6], [x + lean, y - tall]])
        colour = shades[int(rng.integers(0, 4))]
        cv2.polylines(stage.canvas, [np.round(points * 8).astype(np.int32)], False, tuple(float(c) for c in colour),
                      max(1, round(stage.unit * 1.8 * t)), cv2.LINE_AA, 3)


def _flowers(stage: Stage) -> None:
    rng = stage.rng
    palettes = (((0.92, 0.16, 0.12), (0.98, 0.42, 0.16)), ((0.55, 0.36, 0.82), (0.80, 0.58, 0.92)),
                ((0.98, 0.84, 0.20), (1.0, 0.97, 0.86)), ((0.94, 0.45, 0.62), (1.0, 0.86, 0.90)))
    own = palettes[int(rng.integers(0, len(palettes)))]
    span = stage.height - stage.horizon
    t = np.sort(0.06 + 0.96 * rng.random(1500) ** 1.25)
    drift = stage.noise(stage.unit * 180, 3)
    for depth in t:
        y, x = stage.horizon + span * depth, rng.uniform(0, stage.width)
        if drift[min(stage.height - 1, int(y)), int(x)] < 0.40:
            continue
        radius = stage.unit * (0.8 + 9.5 * depth ** 1.5) * rng.uniform(0.7, 1.2)
        colour = np.array(own[int(rng.random() < 0.3)]) * rng.uniform(0.85, 1.1)
        shade = stage.surface(tuple(colour), rng.uniform(0.5, 1.0))
        _petals(stage, x, y, radius, shade, depth)


def _petals(stage: Stage, x: float, y: float, radius: float, colour: Array, depth: float) -> None:
    def dab(cx: float, cy: float, rx: float, ry: float, turn: float, paint: Array) -> None:
        cv2.ellipse(stage.canvas, (round(cx * 8), round(cy * 8)), (max(4, round(rx * 8)), max(4, round(ry * 8))), turn,
                    0, 360, tuple(float(c) for c in np.clip(paint, 0, 1)), -1, cv2.LINE_AA, 3)

    if radius < 2.2:
        dab(x, y, radius, radius * 0.75, 0, colour)
        return
    count = 5
    start = stage.rng.uniform(0, 360)
    for k in range(count):
        angle = np.radians(start + k * 360 / count)
        dab(x + np.cos(angle) * radius * 0.55, y + np.sin(angle) * radius * 0.36, radius * 0.52, radius * 0.36,
            float(np.degrees(angle)), colour * (0.86 + 0.14 * (k % 2)))
    dab(x, y, radius * 0.26, radius * 0.2, 0, stage.surface((0.95, 0.78, 0.25), 0.8))


def dunes(stage: Stage) -> None:
    """Sand in crests with one lit and one shaded side, wind ripples in front."""
    rng, count = stage.rng, 6
    side = 1 if stage.source[0] < 0.5 else -1
    for number in range(count):
        near = (number + 1) / count
        top = stage.horizon + (stage.height - stage.horizon) * (near - 1 / count) ** 1.5 * 0.85
        tall = stage.height * (0.05 + 0.13 * near)
        crest = curve(stage.width, stage.width * rng.uniform(0.45, 0.8), rng, 3, 0.22)
        line = top - tall * (0.35 + 0.5 * crest)
        alpha = below(stage.height, line)
        _, ys = grid(stage)
        depth = (ys - line[None]) / max(tall, 1)
        slope = np.gradient(cv2.GaussianBlur(crest[None], (0, 0), stage.unit * 22)[0]) * stage.width * 0.16 * side
        wind = curve(stage.height, stage.height * 0.35, rng, 3, 0.4)[:, None] * 0.45
        fading = np.exp(-np.clip(depth, 0, 4) * 0.9)
        lit = smoothstep(-0.42, 0.42, -slope[None] * fading + wind + 0.35 * np.tanh(depth) - 0.1)
        phase = ys * (2.2 / max(stage.unit * (1 + 4 * near), 1)) + (stage.noise(stage.unit * 130, 3) - 0.5) * 16
        ripple = np.sin(phase) * 0.05 * near * np.clip(depth, 0, 1)
        tone = np.clip(lit + ripple, 0, 1)[..., None]
        sand = mix(stage.surface((0.80, 0.52, 0.33), 0.12), stage.surface((0.98, 0.76, 0.50), 1.0), tone)
        stage.lay(mix(sand, np.array(stage.light.haze, np.float32), np.float32(0.55 * (1 - near))), alpha)


def forest(stage: Stage, base: float, rows: int = 4, size: float = 1.0, clearing: bool = False) -> None:
    """Rows of conifers, small and hazy far away, dark and large in front; `clearing`: on open ground."""
    for number in range(rows):
        near = (number + 1) / rows
        y = base + (stage.height - base) * 0.30 * (near - 1 / rows) * size
        tall = stage.height * (0.055 + 0.15 * near ** 1.6) * size
        line = y + tall * 0.10 * curve(stage.width, stage.width * 0.5, stage.rng, 3)
        count = max(6, int(stage.width / (tall * 0.26)))
        shapes = []
        for x in np.sort(stage.rng.uniform(-0.03, 1.03, count)) * stage.width:
            foot = float(np.interp(x, np.arange(stage.width), line))
            shapes.append(conifer(stage, x, foot + tall * 0.08, tall * stage.rng.uniform(0.55, 1.15)))
        floor = below(stage.height, line) * (1 - below(stage.height, line + tall * 0.45))
        alpha = np.maximum(polygons(stage, shapes), floor)
        own = (0.42, 0.24, 0.08) if "autumn" in stage.weather else (0.10, 0.18, 0.12)
        dark = stage.surface(own, 0.30 if stage.dark else 0.55)
        _, ys = grid(stage)
        if number == rows - 1 and clearing:
            ground(stage, line + tall * 0.12, 0.04, 1.0)
        rise = np.clip((line[None] - ys) / max(tall, 1), 0, 1)[..., None]
        spots = stage.noise(stage.unit * 9 * (0.5 + near), 3, 0.7)[..., None]
        colour = dark * (0.65 + 0.5 * rise + 0.45 * (spots - 0.5))
        if "snow" in stage.weather:
            white = stage.surface((0.93, 0.96, 1.0), 0.9)
            colour = mix(colour, white, smoothstep(0.42, 0.7, spots + 0.12 * rise) * 0.6)
        distance = 0.62 * (1 - near) + (0.25 * (1 - near) if "fog" in stage.weather else 0)
        stage.lay(mix(colour, np.array(stage.light.haze, np.float32), np.float32(distance)).astype(np.float32), alpha)
        if "fog" in stage.weather:
            stage.lay(np.array(stage.light.haze, np.float32),
                      np.clip((ys - y + tall * 0.5) / tall, 0, 1).repeat(stage.width, 1) * 0.55 * (1.1 - near))


def near_trees(stage: Stage, left: int, right: int) -> None:
    """A few tall firs close by, at the sides of the picture, almost in silhouette: they frame it."""
    rng = stage.rng
    shapes = []
    for side, count in ((0, left), (1, right)):
        for k in range(count):
            away = (0.015 + 0.085 * k) * rng.uniform(0.7, 1.3)
            x = stage.width * (away if side == 0 else 1 - away)
            tall = stage.height * rng.uniform(0.55, 0.85) * (1 - 0.13 * k)
            shapes.append(conifer(stage, x, stage.height * rng.uniform(1.0, 1.1), tall, 42, rng.uniform(0.15, 0.19)))
    alpha = polygons(stage, shapes)
    own = (0.34, 0.20, 0.08) if "autumn" in stage.weather else (0.075, 0.115, 0.085)
    spots = stage.noise(stage.unit * 12, 3, 0.7)[..., None]
    colour = stage.surface(own, 0.28) * (0.35 + 1.1 * spots)
    if "snow" in stage.weather:
        colour = mix(colour, stage.surface((0.90, 0.94, 1.0), 0.8), smoothstep(0.55, 0.75, spots) * 0.75)
    air = np.float32(0.10 if "fog" in stage.weather else 0.0)
    stage.lay(mix(colour, np.array(stage.light.haze, np.float32), air).astype(np.float32), alpha)


def conifer(
    stage: Stage, x: float, foot: float, tall: float, most: int = 16, share: float = 0.0,
) -> Array:
    """Outline of a fir (n, 2): boughs that droop, wider below, at most `most` of them; `share` is half its width."""
    rng, tiers = stage.rng, int(np.clip(tall / (stage.unit * 9), 4, most))
    wide = tall * (share or rng.uniform(0.15, 0.22))
    left, right = [], []
    for k in range(tiers):
        t = (k + 1) / tiers
        y = foot - tall * (1 - t * 0.93)
        reach = wide * t ** 0.85 * rng.uniform(0.78, 1.15)
        droop = tall / tiers * 0.35
        left += [(x - reach, y + droop), (x - reach * 0.42, y - droop * 0.15)]
        reach = wide * t ** 0.85 * rng.uniform(0.78, 1.15)
        right += [(x + reach, y + droop), (x + reach * 0.42, y - droop * 0.15)]
    return np.array([(x, foot - tall), *left, (x - wide * 0.1, foot), (x + wide * 0.1, foot), *right[::-1]])


def groves(stage: Stage) -> None:
    """Leafy trees scattered over the slopes in loose groups, lit from the light's side, hazy far away."""
    rng = stage.rng
    side = -1 if stage.source[0] < 0.5 else 1
    leaves = ((0.78, 0.36, 0.08), (0.70, 0.22, 0.07), (0.86, 0.58, 0.12), (0.40, 0.36, 0.12))
    if "autumn" not in stage.weather:
        leaves = ((0.20, 0.33, 0.12), (0.26, 0.38, 0.14), (0.15, 0.27, 0.11), (0.32, 0.40, 0.16))
    middles = rng.uniform(0, 1, 17)
    spots = []
    for middle in middles:
        depth = rng.random() ** 1.5
        spots += [(depth + rng.normal(0, 0.05), middle + rng.normal(0, 0.05)) for _ in range(int(rng.integers(5, 14)))]
    for depth, across in sorted(spots):
        depth = float(np.clip(depth, 0, 1))
        foot = stage.horizon + (stage.height - stage.horizon) * (0.03 + 0.33 * depth)
        tall = stage.unit * (20 + 62 * depth ** 1.3) * rng.uniform(0.75, 1.25)
        own = np.array(leaves[int(rng.integers(0, 4))]) * rng.uniform(0.85, 1.15)
        _leafy(stage, across * stage.width, foot, tall, own, side, 0.30 * (1 - depth))


def _leafy(stage: Stage, x: float, foot: float, tall: float, own: Array, side: int, distance: float) -> None:
    """A broad tree afar: clumps of leaves from the shade below to the lit top, over a dark crown."""
    rng = stage.rng
    radius = tall * 0.46
    _trunk(stage, x, foot, tall, distance)
    foot -= tall * 0.2
    patch(stage, [crown(stage, x, foot, tall * 0.9)], stage.haze(stage.surface(tuple(own * 0.7), 0.05), distance))
    spots = rng.normal(0, 0.42, (int(np.clip(tall / stage.unit, 16, 70)), 2))
    spots = spots[np.hypot(*spots.T) < 1]
    for dx, dy in spots[np.argsort(-spots[:, 1])]:
        lit = float(np.clip(0.45 + 0.55 * side * dx - 0.7 * dy + rng.normal(0, 0.12), 0, 1))
        paint = stage.haze(stage.surface(tuple(own * rng.uniform(0.88, 1.12)), lit), distance)
        size = radius * rng.uniform(0.13, 0.24)
        at = round((x + dx * radius) * 8), round((foot - tall * 0.5 + dy * radius) * 8)
        cv2.ellipse(stage.canvas, at, (max(5, round(size * 8)), max(4, round(size * 0.7 * 8))), 0, 0, 360,
                    tuple(float(c) for c in paint), -1, cv2.LINE_AA, 3)


def _trunk(stage: Stage, x: float, foot: float, tall: float, distance: float) -> None:
    """The stem under a crown, wider at the root, and the tree's shade on the ground."""
    shade = np.array([[x + tall * 0.42 * np.cos(a), foot + tall * 0.06 * np.sin(a)]
                      for a in np.linspace(0, 2 * np.pi, 18)])
    patch(stage, [shade], stage.haze(stage.surface((0.16, 0.13, 0.07), 0.1), distance))
    wide = tall * 0.035
    stem = np.array([[x - wide * 1.5, foot], [x - wide, foot - tall * 0.5], [x + wide, foot - tall * 0.5],
                     [x + wide * 1.5, foot]])
    patch(stage, [stem], stage.haze(stage.surface((0.20, 0.14, 0.10), 0.35), distance))


def crown(stage: Stage, x: float, foot: float, tall: float) -> Array:
    """Outline of a leafy tree (n, 2): a lumpy round."""
    angle = np.linspace(0, 2 * np.pi, 22, endpoint=False)
    radius = tall * 0.5 * (0.86 + 0.14 * np.sin(angle * 5 + stage.rng.uniform(0, 6)) + stage.rng.normal(0, 0.06, 22))
    return np.column_stack([x + radius * 0.95 * np.cos(angle), foot - tall * 0.5 + radius * np.sin(angle)])


def beach(stage: Stage, line: Array) -> None:
    """Sand in the foreground below `line`, wet and with foam where the sea ends."""
    _, ys = grid(stage)
    depth = (ys - line[None]) / stage.height
    alpha = below(stage.height, line)
    grain = stage.rng.normal(0, 0.022, (stage.height, stage.width)).astype(np.float32)
    spots = stage.noise(stage.unit * 110, 5, 0.55)
    dry = smoothstep(0.03, 0.11, depth + 0.05 * (spots - 0.5))[..., None]
    sand = mix(stage.surface((0.52, 0.42, 0.32), 0.75), stage.surface((0.94, 0.83, 0.64), 0.95), dry)
    sand = sand * (1 + grain * 1.5 + 0.16 * (spots - 0.5))[..., None]
    gloss = (1 - dry) * 0.35
    sand = mix(sand, np.array(stage.light.sky[-1], np.float32), gloss)
    stage.lay(sand.astype(np.float32), alpha)
    lace = stage.noise(stage.unit * 26, 5, 0.7)
    for offset, wide, amount in ((0.0, 0.008, 0.95), (-0.030, 0.005, 0.55)):
        band = np.exp(-((depth - offset + 0.012 * (lace - 0.5)) / wide) ** 2)
        foam = band * smoothstep(0.25, 0.62, lace + band * 0.3) * amount
        stage.lay(stage.surface((0.98, 0.99, 1.0), 0.95), foam.astype(np.float32))


def road(stage: Stage) -> None:
    """A road that narrows to the horizon with a bend, with a broken centre line."""
    rng = stage.rng
    far = stage.width * rng.uniform(0.4, 0.6)
    bend = stage.width * rng.uniform(0.10, 0.22) * rng.choice([-1, 1])
    t = np.linspace(0, 1, 60) ** 1.6
    y = stage.horizon + stage.unit * 8 + (stage.height - stage.horizon) * 1.03 * t
    centre = far + (stage.width * 0.5 - far) * t + bend * np.sin(np.pi * np.sqrt(t)) * (1 - t)
    half = stage.unit * 3 + stage.width * 0.24 * t

    def strip(lo: float, hi: float, rows: slice = slice(None)) -> Array:
        a = np.column_stack([centre[rows] + half[rows] * lo, y[rows]])
        b = np.column_stack([centre[rows] + half[rows] * hi, y[rows]])[::-1]
        return np.concatenate([a, b])

    grain = stage.rng.normal(0, 0.05, (stage.height, stage.width, 1)).astype(np.float32)
    tar = stage.surface((0.34, 0.34, 0.36), 0.75)
    stage.lay(stage.surface((0.52, 0.47, 0.36), 0.7), polygons(stage, [strip(-1.12, 1.12)]))
    stage.lay(tar * (1 + grain), polygons(stage, [strip(-1, 1)]))
    paint = stage.surface((0.97, 0.95, 0.88), 0.95)
    marks = [strip(-0.92, -0.88), strip(0.88, 0.92)]
    marks += [strip(-0.018, 0.018, slice(k, k + 3)) for k in range(4, 58, 5)]
    stage.lay(paint, polygons(stage, marks) * 0.9)

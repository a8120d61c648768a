"""Single things in a scene: boat, lighthouse, balloons, a tree, birds, an island; and what falls: snow, rain, fog."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.builtin.pixelmath import blur, mix, smoothstep
from inference.builtin.scene_stage import Stage, below, curve, grid, patch, polygons
from inference.builtin.scene_town import lamp

Array = np.ndarray[Any, Any]


def boat(stage: Stage) -> None:
    """A sailing boat with its reflection."""
    rng = stage.rng
    x = stage.width * (rng.uniform(0.55, 0.8) if stage.source[0] < 0.5 else rng.uniform(0.2, 0.45))
    y = stage.horizon + (stage.height - stage.horizon) * rng.uniform(0.22, 0.42)
    size = stage.unit * rng.uniform(75, 115)
    hull = np.array([[-0.55, -0.12], [0.62, -0.16], [0.42, 0.04], [-0.42, 0.04]]) * size + [x, y]
    main = np.array([[0.02, -1.25], [0.06, -0.2], [-0.46, -0.2], [-0.22, -0.7]]) * size + [x, y]
    jib = np.array([[0.07, -1.15], [0.12, -0.22], [0.55, -0.2]]) * size + [x, y]
    mast = np.array([[0.03, -1.3], [0.055, -1.3], [0.055, -0.1], [0.03, -0.1]]) * size + [x, y]
    parts = ((mast, (0.25, 0.2, 0.16), 0.3), (main, (0.97, 0.95, 0.90), 0.9), (jib, (0.94, 0.91, 0.84), 0.65),
             (hull, (0.48, 0.20, 0.13), 0.45))
    for shape, colour, lit in parts:
        flipped = shape.copy()
        flipped[:, 1] = 2 * (y + size * 0.03) - flipped[:, 1]
        mirror = polygons(stage, [flipped])
        shift = (curve(stage.height, stage.unit * 12, rng, 3) * stage.unit * 3.0)[:, None]
        xs, ys = np.meshgrid(np.arange(stage.width, dtype=np.float32), np.arange(stage.height, dtype=np.float32))
        mirror = cv2.remap(mirror, (xs + shift).astype(np.float32), ys, cv2.INTER_LINEAR)
        stage.lay(stage.surface(colour, lit) * np.float32(0.75), mirror * 0.42)
    for shape, colour, lit in parts:
        stage.lay(stage.surface(colour, lit), polygons(stage, [shape]))
    if stage.dark:
        lamp(stage, x + 0.04 * size, y - 1.3 * size, stage.unit * 2.2, (1.0, 0.85, 0.6))


def lighthouse(stage: Stage, sea: bool) -> None:
    """A striped tower on a rocky headland; its lamp burns when it is dark."""
    side = 1 if stage.source[0] < 0.5 else -1
    x = stage.width * (0.5 + side * stage.rng.uniform(0.20, 0.28))
    foot = stage.horizon - stage.height * 0.055
    _headland(stage, x, side, foot)
    tall, wide = stage.height * 0.30, stage.height * 0.030

    def trapeze(lo: float, hi: float, grow: float = 0.0) -> Array:
        a, b = wide * (1 - 0.38 * lo) + grow, wide * (1 - 0.38 * hi) + grow
        return np.array([[x - a, foot - tall * lo], [x + a, foot - tall * lo], [x + b, foot - tall * hi],
                         [x - b, foot - tall * hi]])

    xs, _ = grid(stage)
    lit = np.clip(0.55 - side * (xs - x) / wide * 0.5, 0, 1)[..., None]
    for number in range(5):
        colour = (0.80, 0.16, 0.13) if number % 2 else (0.97, 0.96, 0.93)
        paint = mix(stage.surface(colour, 0.15), stage.surface(colour, 1.0), lit)
        stage.lay(paint.astype(np.float32), polygons(stage, [trapeze(number * 0.2, number * 0.2 + 0.2)]))
    stage.lay(stage.surface((0.15, 0.15, 0.17), 0.4), polygons(stage, [trapeze(1.0, 1.02, wide * 0.35)]))
    glass = np.array([1.0, 0.90, 0.60], np.float32) if stage.dark else stage.surface((0.65, 0.75, 0.8), 0.9)
    stage.lay(glass, polygons(stage, [trapeze(1.02, 1.10, -wide * 0.12)]))
    top = foot - tall * 1.10
    cap = np.array([[x - wide * 0.75, top], [x, top - wide * 1.1], [x + wide * 0.75, top]])
    stage.lay(stage.surface((0.70, 0.14, 0.12), 0.5), polygons(stage, [cap]))
    if stage.dark:
        _beam(stage, x, foot - tall * 1.06, -side)


def _headland(stage: Stage, x: float, side: int, foot: float) -> None:
    t = (np.arange(stage.width) - x) / stage.width * side
    fall = np.where(t < -0.10, (-0.10 - t) * 1.9, np.where(t > 0.30, (t - 0.30) * 0.1, 0)) * stage.height
    line = foot + fall + stage.unit * 7 * curve(stage.width, stage.unit * 130, stage.rng, 6, 0.6)
    bottom = stage.horizon + stage.height * 0.05 + stage.unit * 8 * curve(stage.width, stage.unit * 70, stage.rng, 5)
    alpha = below(stage.height, line) * (1 - below(stage.height, bottom))
    _, ys = grid(stage)
    depth = (ys - line[None]) / (stage.height * 0.1)
    rough = stage.noise(stage.unit * 34, 5, 0.65)
    rock = mix(stage.surface((0.30, 0.26, 0.23), 0.1), stage.surface((0.58, 0.51, 0.43), 1.0),
               smoothstep(0.35, 0.68, rough)[..., None])
    grass = stage.surface((0.36, 0.45, 0.20) if "snow" not in stage.weather else (0.93, 0.96, 1), 0.75)
    turf = smoothstep(0.42, 0.08, depth + 0.3 * (rough - 0.5))[..., None]
    stage.lay(mix(rock, grass, turf).astype(np.float32), alpha)


def _beam(stage: Stage, x: float, y: float, side: int) -> None:
    xs, ys = grid(stage)
    dx, dy = (xs - x) * side, ys - y
    along = np.maximum(dx, 0) / stage.width
    wide = stage.unit * 3 + np.maximum(dx, 0) * 0.085
    beam = np.exp(-((dy + dx * 0.10) / wide) ** 2) * np.exp(-along * 2.2) * (dx > 0)
    stage.canvas += beam[..., None].astype(np.float32) * np.array([0.34, 0.30, 0.20], np.float32)
    lamp(stage, x, y, stage.unit * 9, (1.0, 0.88, 0.58))


def balloons(stage: Stage) -> None:
    """Hot-air balloons at different distances."""
    rng = stage.rng
    count = int(rng.integers(2, 6))
    spots = sorted((rng.uniform(0.3, 1.0), rng.uniform(0.1, 0.9), rng.uniform(0.14, 0.62)) for _ in range(count))
    taken: list[tuple[float, float, float]] = []
    for near, fx, fy in spots:
        radius = stage.unit * 82 * near
        x, y = fx * stage.width, max(fy * stage.horizon, radius * 1.2)
        if any((x - a) ** 2 + (y - b) ** 2 < (2.2 * max(radius, c)) ** 2 for a, b, c in taken):
            continue
        taken.append((x, y, radius))
        _balloon(stage, x, y, radius, near)


def _balloon(stage: Stage, x: float, y: float, radius: float, near: float) -> None:
    rng = stage.rng
    t = np.linspace(0, 1, 40)
    half = radius * np.sin(np.pi * np.minimum(t * 1.02, 1) ** 0.78) * (1 - 0.0 * t)
    half = np.maximum(half, radius * 0.16 * (t > 0.5))
    ys = y - radius * 1.05 + t * radius * 2.35
    shape = np.concatenate([np.column_stack([x - half, ys]), np.column_stack([x + half, ys])[::-1]])
    alpha = polygons(stage, [shape])
    xs, rows = grid(stage)
    width = np.interp(rows[:, 0], ys, half)[:, None] + 1e-3
    across = np.clip((xs - x) / width, -1, 1)
    gore = np.floor((np.arcsin(across) / np.pi + 0.5) * 9.999).astype(int)
    sets = (((0.86, 0.18, 0.15), (0.98, 0.86, 0.40)), ((0.16, 0.36, 0.66), (0.96, 0.94, 0.88)),
            ((0.90, 0.46, 0.14), (0.55, 0.14, 0.30)), ((0.14, 0.52, 0.46), (0.98, 0.78, 0.30)))
    pair = np.array(sets[int(rng.integers(0, 4))], np.float32)
    colour = pair[gore % 2]
    side = 1 if stage.source[0] < x / stage.width else -1
    lit = np.clip(0.62 - 0.42 * across * side + 0.18 * (y - rows) / radius, 0, 1)[..., None]
    light = np.array(stage.light.shade, np.float32) * (1 - lit) + np.array(stage.light.key, np.float32) * lit
    glow = np.array([0.42, 0.22, 0.08], np.float32) * np.exp(-((rows - y - radius) / radius) ** 2)[..., None] \
        if stage.dark else np.float32(0)
    paint = colour * light + colour * glow * 2
    far = mix(paint, np.array(stage.light.haze, np.float32), 0.35 * (1 - near))
    stage.lay(far.astype(np.float32), alpha)
    low = y + radius * 1.3
    basket = np.array([[-0.10, 0.22], [0.10, 0.22], [0.085, 0.38], [-0.085, 0.38]]) * radius + [x, low]
    ropes = [np.array([[s * 0.15 * radius + x, low - radius * 0.02], [s * 0.15 * radius + x + 0.02 * radius, low],
                       [s * 0.10 * radius + x, low + 0.22 * radius]]) for s in (-1, 1)]
    stage.lay(stage.surface((0.42, 0.28, 0.16), 0.5), polygons(stage, [basket, *ropes]))


def tree(stage: Stage, wet: bool = False) -> None:
    """One broad tree in the foreground: branches by recursion, leaves in clusters lit from the light's side. By the
    water (`wet`) it stands on the near bank."""
    rng = stage.rng
    x = stage.width * (rng.uniform(0.62, 0.8) if stage.source[0] < 0.5 else rng.uniform(0.2, 0.38))
    foot = stage.horizon + (stage.height - stage.horizon) * (0.86 if wet else 0.34)
    tall = stage.height * (0.60 if wet else 0.42)
    tips: list[tuple[float, float]] = []
    bark = tuple(float(c) for c in stage.surface((0.25, 0.18, 0.13), 0.45))

    def branch(bx: float, by: float, angle: float, length: float, thick: float, depth: int) -> None:
        ex, ey = bx + np.cos(angle) * length, by - np.sin(angle) * length
        cv2.line(stage.canvas, (round(bx * 8), round(by * 8)), (round(ex * 8), round(ey * 8)), bark,
                 max(1, round(thick)), cv2.LINE_AA, 3)
        if depth == 0:
            tips.append((ex, ey))
            return
        for turn in (-0.42, 0.04, 0.45) if depth > 2 else (-0.5, 0.5):
            branch(ex, ey, angle + turn + rng.normal(0, 0.16), length * rng.uniform(0.66, 0.82), thick * 0.66,
                   depth - 1)

    branch(x, foot, np.pi / 2 + rng.normal(0, 0.05), tall * 0.27, stage.unit * 24, 5)
    if "snow" in stage.weather:
        return
    own = np.array((0.78, 0.42, 0.10) if "autumn" in stage.weather else (0.24, 0.40, 0.12), np.float32)
    if "blossom" in stage.weather:
        own = np.array((0.98, 0.66, 0.76), np.float32)
    side = -1 if stage.source[0] < 0.5 else 1
    for cx, cy in sorted(tips, key=lambda tip: -tip[1]):
        for _ in range(16):
            px, py = cx + rng.normal(0, tall * 0.058), cy + rng.normal(0, tall * 0.05)
            lit = np.clip(0.5 + side * (px - x) / tall * 1.0 + (foot - tall * 0.62 - py) / tall * 1.2
                          + rng.normal(0, 0.2), 0, 1)
            paint = stage.surface(tuple(own * rng.uniform(0.8, 1.2)), float(lit))
            cv2.ellipse(stage.canvas, (round(px * 8), round(py * 8)),
                        (max(6, round(stage.unit * rng.uniform(4, 9) * 8)), max(5, round(stage.unit * 4.5 * 8))),
                        float(rng.uniform(0, 180)), 0, 360, tuple(float(c) for c in paint), -1, cv2.LINE_AA, 3)


def palms(stage: Stage) -> None:
    """Two or three palms that lean over the beach from the side away from the light."""
    rng = stage.rng
    side = 1 if stage.source[0] < 0.5 else -1
    for k in range(int(rng.integers(2, 4))):
        root = np.array([stage.width * (0.5 + side * (0.44 + 0.07 * k)), stage.height * (0.93 + 0.05 * k)])
        tall = stage.height * rng.uniform(0.50, 0.66) * (1 - 0.12 * k)
        lean = -side * tall * rng.uniform(0.16, 0.38)
        t = np.linspace(0, 1, 16)[:, None]
        trunk = root + np.column_stack([lean * t[:, 0] ** 1.7, -tall * t[:, 0]])
        half = np.column_stack([stage.unit * (9 - 5.5 * t[:, 0]) * (1 + 0.10 * (np.arange(16) % 2)), np.zeros(16)])
        patch(stage, [np.concatenate([trunk - half, (trunk + half)[::-1]])], stage.surface((0.36, 0.27, 0.19), 0.45))
        patch(stage, [np.concatenate([trunk - half, trunk[::-1] - half[::-1] * 0.1])] if side < 0 else
              [np.concatenate([trunk + half * 0.1, (trunk + half)[::-1]])], stage.surface((0.24, 0.18, 0.13), 0.2))
        for angle in np.linspace(-0.25, np.pi + 0.25, 11) + rng.normal(0, 0.09, 11):
            _frond(stage, trunk[-1], float(angle), tall * rng.uniform(0.26, 0.34))


def _frond(stage: Stage, root: Array, angle: float, length: float) -> None:
    """A leaf of a palm: a bent rib with narrow leaflets hanging from both sides."""
    t = np.linspace(0, 1, 22)
    rib = root + np.column_stack([np.cos(angle) * length * t,
                                  -np.sin(angle) * length * 0.62 * t + length * 0.55 * t ** 2.2])
    lit = float(np.clip(0.35 + 0.5 * np.sin(angle), 0.12, 0.9))
    own = np.array((0.17, 0.31, 0.10)) * stage.rng.uniform(0.85, 1.2)
    leaves = []
    for k in range(2, 21):
        along = rib[min(k + 1, 21)] - rib[k]
        along = along / (np.hypot(*along) + 1e-6)
        reach = length * 0.24 * np.sin(np.pi * min(1.0, t[k] * 0.85 + 0.12))
        for way in (-1, 1):
            out = np.array([-along[1], along[0]]) * way * reach * 0.55 + along * reach * 0.75 + [0, reach * 0.42]
            foot, head = rib[k] - along * stage.unit * 1.6, rib[k] + along * stage.unit * 2.2
            leaves.append(np.array([foot, rib[k] + out, head]))
    patch(stage, leaves, stage.surface((float(own[0]), float(own[1]), float(own[2])), lit))
    pen = tuple(float(c) for c in stage.surface((0.30, 0.36, 0.14), lit))
    cv2.polylines(stage.canvas, [np.round(rib * 8).astype(np.int32)], False, pen, max(1, round(stage.unit * 1.6)),
                  cv2.LINE_AA, 3)


def birds(stage: Stage) -> None:
    rng = stage.rng
    cx, cy = rng.uniform(0.25, 0.75) * stage.width, rng.uniform(0.25, 0.6) * stage.horizon
    colour = tuple(float(c) for c in stage.surface((0.10, 0.10, 0.12), 0.3))
    for _ in range(int(rng.integers(7, 15))):
        x, y = cx + rng.normal(0, stage.unit * 90), cy + rng.normal(0, stage.unit * 38)
        span, lift = stage.unit * rng.uniform(7, 15), rng.uniform(0.25, 0.6)
        wing = np.array([[-1, -lift], [-0.45, -lift * 1.05], [0, 0], [0.45, -lift * 1.05], [1, -lift]]) * span + [x, y]
        cv2.polylines(stage.canvas, [np.round(wing * 8).astype(np.int32)], False, colour,
                      max(1, round(stage.unit * 1.6)), cv2.LINE_AA, 3)


def snowfall(stage: Stage) -> None:
    for size, count, amount in ((0.7, 3000, 0.40), (1.4, 900, 0.60), (2.8, 160, 0.55), (9.0, 26, 0.16)):
        flakes = np.zeros((stage.height, stage.width), np.float32)
        flakes[stage.rng.integers(0, stage.height, count), stage.rng.integers(0, stage.width, count)] = 1
        sigma = max(0.5, size * stage.unit * 0.7)
        soft = np.clip(blur(flakes, sigma) * 2 * np.pi * sigma * sigma, 0, 1) * amount
        stage.lay(np.array([0.96, 0.97, 1.0], np.float32) * (0.8 if stage.dark else 1.0), soft)


def rain(stage: Stage) -> None:
    drops = np.zeros((stage.height, stage.width), np.float32)
    count = int(stage.height * stage.width * 0.004 / max(stage.unit, 0.5))
    drops[stage.rng.integers(0, stage.height, count), stage.rng.integers(0, stage.width, count)] = 1
    length = max(3, int(stage.unit * 26))
    streak = np.zeros((length, length), np.float32)
    cv2.line(streak, (int(length * 0.62), 0), (int(length * 0.38), length - 1), 1.0, 1, cv2.LINE_AA)
    drops = np.clip(cv2.filter2D(drops, -1, streak), 0, 1) * (0.35 + 0.65 * stage.noise(stage.unit * 200, 2))
    stage.canvas *= np.float32(0.93)
    stage.lay(mix(np.array(stage.light.sky[-1], np.float32), np.float32(1.0), np.float32(0.35)), drops * 0.26)


def fog(stage: Stage) -> None:
    _, ys = grid(stage)
    bank = stage.noise(stage.unit * 330, 4)
    low = np.exp(-((ys - stage.horizon) / (stage.height * 0.22)) ** 2)
    haze = np.array(stage.light.haze, np.float32)
    haze = mix(haze, np.full(3, haze.mean(), np.float32), np.float32(0.25))
    stage.lay(haze, np.clip(low * (0.26 + 0.50 * bank) + 0.14, 0, 0.85).astype(np.float32))


def lightning(stage: Stage) -> None:
    rng = stage.rng
    x, y = stage.width * rng.uniform(0.2, 0.8), 0.0
    bolt = np.zeros((stage.height, stage.width), np.float32)

    def strike(sx: float, sy: float, drift: float, thick: int, end: float) -> None:
        while sy < end:
            nx, ny = sx + rng.normal(drift, 11) * stage.unit, sy + rng.uniform(8, 22) * stage.unit
            cv2.line(bolt, (round(sx), round(sy)), (round(nx), round(ny)), 1.0, thick, cv2.LINE_AA)
            if thick > 1 and rng.random() < 0.10:
                strike(nx, ny, rng.choice([-9, 9]), 1, min(end, ny + stage.height * 0.16))
            sx, sy = nx, ny

    strike(x, y, 0.0, max(2, round(stage.unit * 2.4)), stage.horizon)
    glow = bolt + blur(bolt, stage.unit * 9) * 3 + blur(bolt, stage.unit * 60) * 6
    stage.canvas += glow[..., None] * np.array([0.62, 0.66, 1.0], np.float32)

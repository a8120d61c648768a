"""Ink landscapes after the manner of Chinese and Japanese brush painting: ranges that stand out of mist, dark along
their crests and fading below, brush texture, pines in a few strokes, a red sun, much empty paper."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.builtin.pixelmath import blur, mix, smoothstep
from inference.builtin.scene_stage import Stage, below, curve, grid, polygons
from inference.builtin.style_draw import paper, warped

Array = np.ndarray[Any, Any]
SHEET = np.array([0.962, 0.945, 0.905], np.float32)
INK = np.array([0.085, 0.095, 0.115], np.float32)


def scene(stage: Stage, things: frozenset[str]) -> Array:
    """The picture (h, w, 3) 0-1."""
    height, width = stage.height, stage.width
    ink = np.zeros((height, width), np.float32)
    wet = bool(things & {"sea", "lake", "beach", "boat", "island"})
    low = height * (0.70 if wet else 0.86)
    if not things <= {"sea", "boat", "sun", "moon", "birds"}:
        _ranges(stage, ink, low, things)
    red = np.zeros_like(ink)
    if stage.time not in ("night",) and "moon" not in things:
        red = _disc(stage, 0.050)
    else:  # the moon is bare paper in a wash of sky
        _, ys = grid(stage)
        wash = 0.42 * np.exp(-(ys / (height * 0.36)) ** 2) * (0.6 + 0.7 * stage.noise(stage.unit * 260, 4))
        moon = _disc(stage, 0.060)
        ink = np.maximum(ink, wash) * (1 - moon)
    if wet:
        _water(stage, ink, low)
    if things & {"boat", "lake", "sea"}:
        _boat(stage, ink, low)
    if things & {"forest", "tree", "mountains", "hills"} or not things:
        _firs(stage, ink, low)
    if "birds" in things or not things:
        _birds(stage, ink)
    return _on_paper(stage, ink, red)


def _disc(stage: Stage, size: float) -> Array:
    xs, ys = grid(stage)
    x, y = stage.source[0] * stage.width, stage.height * 0.20
    radius = min(stage.width, stage.height) * size
    return np.clip(radius - np.sqrt((xs - x) ** 2 + (ys - y) ** 2) + 0.5, 0, 1)


def _ranges(stage: Stage, ink: Array, low: float, things: frozenset[str]) -> None:
    """Far to near: every range wipes out what stands behind its crest and fades into mist towards its foot."""
    rng, height, width = stage.rng, stage.height, stage.width
    steep = 1.0 if "mountains" in things or not things & {"hills", "desert", "meadow"} else 0.45
    _, ys = grid(stage)
    brush = stage.noise(stage.unit * 26, 5, 0.62)
    count = 5
    side = 1 if stage.source[0] < 0.5 else -1
    for number in range(count):
        near = number / (count - 1)
        centre = 0.5 + side * (0.26 - 0.42 * near) * rng.uniform(0.6, 1.1)
        x = np.linspace(0, 1, width)
        hump = np.exp(-((x - centre) / (0.20 + 0.10 * near)) ** 2)
        rough = 1 - np.abs(curve(width, width * 0.22, rng, 6, 0.52)) * 1.1
        tall = height * (0.50 - 0.30 * near) * steep
        foot = height * (0.50 + 0.06 * number) if low > height * 0.8 else height * (0.44 + 0.055 * number)
        line = foot - tall * (0.16 + 0.84 * hump) * (0.45 + 0.55 * rough)
        body = below(height, line)
        depth = (ys - line[None].astype(np.float32)) / max(tall * 0.85, 1)
        tone = (0.20 + 0.50 * near) * np.exp(-np.clip(depth, 0, 9) * 2.3)
        streaks = smoothstep(0.46, 0.72, brush + 0.10 * np.sin(depth * 9 + number)) * np.exp(-np.clip(depth, 0, 9) * 3)
        tone = tone * (0.75 + 0.5 * brush) + streaks * (0.12 + 0.40 * near)
        crest = np.exp(-(depth * tall / (stage.unit * (1.6 + 2.2 * near))) ** 2) * (0.16 + 0.55 * near)
        crest = crest * smoothstep(0.30, 0.62, stage.noise(stage.unit * 40, 3))
        gone = 1 - body * np.clip(1.0 - 0.55 * np.clip(depth, 0, 1.4), 0.25, 1)
        ink *= gone
        np.maximum(ink, body * np.clip(tone + crest, 0, 0.96), out=ink)


def _water(stage: Stage, ink: Array, low: float) -> None:
    """A faint mirror of the land and a few long strokes."""
    top = int(low)
    rows = stage.height - top
    if rows < 4:
        return
    source = ink[max(0, top - rows):top][::-1]
    mirror = blur(np.ascontiguousarray(source), stage.unit * 5) * 0.35
    ink[top:top + len(mirror)] = mirror * np.linspace(0.8, 0.0, len(mirror), dtype=np.float32)[:, None]
    for _ in range(26):
        y = low + rows * stage.rng.random() ** 1.4
        x, half = stage.rng.uniform(0, stage.width), stage.unit * stage.rng.uniform(30, 150)
        thick = stage.unit * stage.rng.uniform(0.5, 1.5)
        shape = np.array([[x - half, y], [x, y - thick], [x + half, y], [x, y + thick]])
        np.maximum(ink, polygons(stage, [shape]) * np.float32(stage.rng.uniform(0.12, 0.34)), out=ink)


def _boat(stage: Stage, ink: Array, low: float) -> None:
    """A fishing boat with one man."""
    x = stage.width * (0.64 if stage.source[0] < 0.5 else 0.36) + stage.unit * stage.rng.normal(0, 60)
    y, s = low + (stage.height - low) * 0.42, stage.unit * 46
    hull = np.array([[-1.1, -0.16], [-0.5, 0.02], [0.5, 0.02], [1.15, -0.20], [0.6, 0.16], [-0.55, 0.16]]) * s + [x, y]
    man = np.array([[0.18, 0.0], [0.10, -0.45], [0.30, -0.52], [0.42, 0.0]]) * s + [x, y]
    hat = np.array([[-0.08, -0.44], [0.20, -0.70], [0.48, -0.44]]) * s + [x, y]
    pole = np.array([[0.44, -0.85], [0.48, -0.85], [-0.55, 0.55], [-0.60, 0.55]]) * s + [x, y]
    np.maximum(ink, polygons(stage, [hull, man, hat]) * 0.88, out=ink)
    np.maximum(ink, polygons(stage, [pole]) * 0.6, out=ink)


def _firs(stage: Stage, ink: Array, low: float) -> None:
    """Pines of the near bank: a bent trunk and flat tufts of needles."""
    rng = stage.rng
    side = 0.86 if stage.source[0] < 0.5 else 0.14
    mask = np.zeros(ink.shape, np.uint8)
    for k in range(4):
        x = stage.width * (side + rng.normal(0, 0.05)) + k * stage.unit * 12
        foot = min(stage.height * 1.0, low + stage.height * rng.uniform(0.10, 0.17))
        tall = stage.height * rng.uniform(0.20, 0.40)
        bend = rng.normal(0, 0.10) * tall
        t = np.linspace(0, 1, 12)
        trunk = np.column_stack([x + bend * np.sin(t * 2.4) + rng.normal(0, stage.unit, 12), foot - tall * t])
        for a, b, share in zip(trunk[:-1], trunk[1:], t, strict=False):
            cv2.line(mask, _point(a), _point(b), 255, max(1, round(stage.unit * 7 * (1 - share * 0.8))), cv2.LINE_AA, 3)
        for share in np.linspace(0.35, 1.0, 9):
            root = trunk[min(11, int(share * 11))]
            reach = tall * 0.28 * (1.25 - share) * rng.uniform(0.7, 1.2) * rng.choice([-1, 1])
            tip = root + np.array([reach, -abs(reach) * 0.10])
            _tuft(mask, tip, abs(reach) * 0.66 + stage.unit * 8, stage, rng)
            cv2.line(mask, _point(root), _point(tip), 255, max(1, round(stage.unit * 1.8)), cv2.LINE_AA, 3)
    np.maximum(ink, mask.astype(np.float32) / 255 * 0.90, out=ink)


def _tuft(mask: Array, middle: Array, half: float, stage: Stage, rng: np.random.Generator) -> None:
    for _ in range(110):
        start = middle + np.array([rng.uniform(-1, 1) * half, rng.normal(0, half * 0.10)])
        angle = rng.uniform(-2.7, -0.45)
        end = start + np.array([np.cos(angle), np.sin(angle)]) * half * 0.30
        cv2.line(mask, _point(start), _point(end), 235, max(1, round(stage.unit * 1.2)), cv2.LINE_AA, 3)


def _point(place: Array) -> tuple[int, int]:
    return round(float(place[0]) * 8), round(float(place[1]) * 8)


def _birds(stage: Stage, ink: Array) -> None:
    rng, mask = stage.rng, np.zeros(ink.shape, np.uint8)
    x, y = stage.width * (0.62 if stage.source[0] < 0.5 else 0.38), stage.height * 0.17
    for k in range(6):
        px, py, s = x + k * stage.unit * 26 + rng.normal(0, 9) * stage.unit, y + abs(k - 2) * stage.unit * 11, \
            stage.unit * rng.uniform(7, 11)
        wing = np.array([[-1, -0.4], [-0.45, -0.55], [0, 0], [0.45, -0.55], [1, -0.4]]) * s + [px, py]
        cv2.polylines(mask, [np.round(wing * 8).astype(np.int32)], False, 220, max(1, round(stage.unit * 1.5)),
                      cv2.LINE_AA, 3)
    np.maximum(ink, mask.astype(np.float32) / 255 * 0.8, out=ink)


def _on_paper(stage: Stage, ink: Array, red: Array) -> Array:
    """Ink that ran a little, uneven water, the grain of the sheet, and its edges gone brown."""
    unit = stage.unit * 1.4
    grain = paper(stage.height, stage.width, max(0.7, unit * 0.7), stage.rng)
    ink = warped(np.ascontiguousarray(ink), unit * 1.1, unit * 11, stage.rng)
    ink = ink * (0.84 + 0.32 * stage.noise(stage.unit * 80, 4)) + 0.10 * blur(ink, unit * 5)
    ink = np.clip(ink + 0.035 * grain * smoothstep(0.02, 0.35, ink) * (1 - ink), 0, 0.97)
    xs = np.linspace(-1, 1, stage.width, dtype=np.float32)[None]
    ys = np.linspace(-1, 1, stage.height, dtype=np.float32)[:, None]
    aged = 0.10 * np.clip((xs ** 4 + ys ** 4) * 0.7, 0, 1)[..., None]
    sheet = SHEET * (1 + 0.010 * grain)[..., None] * (1 - aged * np.array([0.6, 0.9, 1.5], np.float32))
    out = mix(sheet, np.array([0.74, 0.16, 0.12], np.float32), (red * (0.86 + 0.03 * grain))[..., None])
    return np.clip(mix(out, INK, ink[..., None]), 0, 1).astype(np.float32)

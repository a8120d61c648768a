"""Water: the picture above it mirrored and rippled, waves of the open sea, the glitter under sun or moon."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.builtin.pixelmath import mix, noise, smoothstep
from inference.builtin.scene_stage import Stage

Array = np.ndarray[Any, Any]


def water(stage: Stage, top: float, rough: float) -> None:
    """Water below the row `top`. `rough` 0 is a still lake, 1 the open sea."""
    start = int(np.clip(top, 1, stage.height - 1))
    rows = stage.height - start
    ripple_x, ripple_y, crest = _ripples(stage, rows, rough)
    away = np.arange(rows, dtype=np.float32)[:, None]
    xs = np.arange(stage.width, dtype=np.float32)[None]
    stretch = min(1.0, start / max(rows, 1))
    source_y = start - 1 - away * max(stretch, 0.72) + ripple_y * (0.25 + away / rows) * stage.unit * 34
    source_x = xs + ripple_x * (0.10 + away / rows) * stage.unit * 26
    lit = stage.canvas if stage.lamps is None else stage.canvas + stage.lamps * 0.6
    above = _with_bright_moon(stage, lit[:start])
    mirror = cv2.remap(above, source_x.astype(np.float32), np.clip(source_y, 0, start - 1).astype(np.float32),
                       cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    if rough > 0.3:
        mirror = mix(mirror, cv2.blur(mirror, (1 | int(stage.unit * 40), 1 | int(stage.unit * 90))), np.float32(rough))
    t = away / rows
    deep = stage.surface((0.05, 0.20, 0.30), 0.75) if rough < 0.5 else stage.surface((0.03, 0.24, 0.36), 0.9)
    share = np.clip(0.90 - (0.34 + 0.22 * rough) * t ** 0.8 + crest * (0.05 + 0.30 * rough), 0.08, 0.96)
    colour = mix(deep, mirror * np.float32(0.93), share[..., None].astype(np.float32))
    if rough > 0.5:
        foam = smoothstep(0.30, 0.52, crest) * np.clip(t * 1.6, 0, 1) * 0.55
        colour = mix(colour, stage.surface((0.96, 0.98, 1.0), 0.9), foam[..., None].astype(np.float32))
    if "storm" in stage.weather:
        heavy = np.clip(0.62 + 0.9 * crest, 0.25, 1.3)[..., None].astype(np.float32)
        colour = colour * heavy * np.array([0.80, 0.90, 0.92], np.float32)
    stage.canvas[start:] = colour
    _glitter(stage, start, ripple_y, rough)


def _with_bright_moon(stage: Stage, above: Array) -> Array:
    """What the water sees: the moon outshines white, so its image stays the brightest thing in the dark water."""
    if not stage.disc:
        return above
    glare = np.zeros(above.shape[:2], np.float32)
    centre = round(stage.source[0] * stage.width * 8), round(stage.source[1] * stage.height * 8)
    cv2.circle(glare, centre, round(stage.disc * 8), 1.0, -1, cv2.LINE_AA, 3)
    glare = cv2.GaussianBlur(glare, (0, 0), max(0.5, stage.disc * 0.22))[..., None]
    return mix(above, np.array([1.02, 1.10, 1.25], np.float32), glare * 0.92)


def wet_street(stage: Stage, top: float) -> None:
    """Asphalt after rain below the row `top`: dark, with the lights of the town drawn out in it, and puddles."""
    start = int(np.clip(top, 1, stage.height - 1))
    rows = stage.height - start
    lit = stage.canvas if stage.lamps is None else stage.canvas + stage.lamps * 1.2
    above = lit[max(0, start - rows):start][::-1]
    above = cv2.resize(above, (stage.width, rows), interpolation=cv2.INTER_LINEAR)
    drawn_out = cv2.blur(above, (1 | int(stage.unit * 6), 1 | int(stage.unit * 110)))
    flat = noise(512, 512, 60, stage.rng, 5, 0.6)
    t = np.linspace(0.02, 1, rows, dtype=np.float32)[:, None]
    xs = np.linspace(-0.5, 0.5, stage.width, dtype=np.float32)[None] * stage.width / stage.unit / 1000
    u = (xs * (150 / (t + 0.12)) + 256).astype(np.float32)
    v = np.repeat((-np.log(t + 0.02) * 150).astype(np.float32), stage.width, 1)
    puddle = smoothstep(0.44, 0.62, cv2.remap(flat, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101))
    rough = cv2.remap(stage.rng.random((512, 512)).astype(np.float32), u * 3.1, v * 3.1, cv2.INTER_LINEAR,
                      borderMode=cv2.BORDER_REFLECT_101)
    tar = stage.surface((0.20, 0.20, 0.22), 0.5) * (0.75 + 0.5 * rough)[..., None]
    gloss = (0.42 + 0.48 * puddle) * np.clip(1.15 - 0.55 * t, 0, 1)
    wet = mix(drawn_out, above, (puddle * 0.75)[..., None])
    stage.canvas[start:] = (tar * 0.8 + wet * gloss[..., None] * 0.85).astype(np.float32)


def _ripples(stage: Stage, rows: int, rough: float) -> tuple[Array, Array, Array]:
    """Slope in x and y and wave height (rows, w), about -1 to 1, in perspective."""
    side = 640
    flat = noise(side, side, 40, stage.rng, 5, 0.62) - 0.5
    t = np.linspace(0.012, 1, rows, dtype=np.float32)
    xs = np.linspace(-0.5, 0.5, stage.width, dtype=np.float32) * stage.width / stage.unit / 1000
    u = xs[None] * (60 / (t[:, None] + 0.06)) + side / 2
    v = np.repeat((-np.log(t + 0.015) * (150 + 60 * rough))[:, None], stage.width, 1)
    u, v = u.astype(np.float32), v.astype(np.float32)
    height = cv2.remap(flat, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    other = cv2.remap(flat.T.copy(), u + 91, v * 1.3 + 37, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    return other * 0.8, height + 0.5 * other, (height + other).astype(np.float32)


def _glitter(stage: Stage, start: int, ripple: Array, rough: float) -> None:
    """The path of light under sun or moon."""
    if stage.weather & {"overcast", "rain", "storm", "fog"} or stage.time == "day":
        return
    rows = stage.height - start
    t = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    xs = np.arange(stage.width, dtype=np.float32)[None]
    sx = stage.source[0] * stage.width
    wide = stage.unit * (26 + 120 * t * (0.6 + rough))
    path = np.exp(-((xs - sx + ripple * wide * 0.8) / wide) ** 2)
    spark = smoothstep(0.02, 0.22, ripple) * path
    strength = {"night": 0.55, "dusk": 0.35}.get(stage.time, 0.85)
    glow = (spark * 0.95 + path * 0.16) * strength * np.clip(1.15 - t * 0.6, 0, 1)
    stage.canvas[start:] += glow[..., None] * np.array(stage.light.source, np.float32)

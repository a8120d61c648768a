"""Skies: gradient, sun, moon, stars, Milky Way, aurora, clouds."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.builtin.pixelmath import blur, mix, noise, smoothstep
from inference.builtin.scene_stage import Stage, curve, grid

Array = np.ndarray[Any, Any]


def sky(stage: Stage, things: frozenset[str]) -> None:
    _gradient(stage)
    night = stage.time == "night"
    overcast = bool(stage.weather & {"overcast", "rain", "storm"})
    if (night or "milkyway" in things or (stage.time == "dusk")) and not overcast:
        _stars(stage, things)
    if "aurora" in things:
        _aurora(stage)
    if not overcast:
        if (night and not things & {"milkyway"}) or "moon" in things:
            _moon(stage)
        elif stage.time != "dusk" and not night:
            _sun(stage)
    if "clear" not in stage.weather:
        _clouds(stage, things)


def _gradient(stage: Stage) -> None:
    stops = np.array(stage.light.sky, np.float32)
    at = np.array([0.0, 0.42, 0.78, 1.0])[:len(stops)]
    t = np.clip(np.arange(stage.height) / max(stage.horizon, 1), 0, 1)
    column = np.stack([np.interp(t, at, stops[:, c]) for c in range(3)], -1)
    stage.canvas = np.repeat(column[:, None].astype(np.float32), stage.width, 1)
    xs, ys = grid(stage)
    sx, sy = stage.source[0] * stage.width, stage.source[1] * stage.height
    if stage.weather & {"overcast", "rain", "storm", "fog"}:
        grey = stage.canvas.mean(2, keepdims=True) * np.array([0.94, 0.98, 1.05], np.float32)
        stage.canvas = mix(stage.canvas, grey * (0.34 if "storm" in stage.weather else 0.85), 0.86)
        return
    size = 0.32 * (stage.width + stage.height)
    low = stage.time in ("sunset", "dawn", "dusk")
    d = np.sqrt(((xs - sx) * (0.62 if low else 1)) ** 2 + ((ys - sy) * (1.5 if low else 1)) ** 2) / size
    glow = np.exp(-3.0 * d) * stage.light.glow * (0.7 if stage.time == "day" else 1.0)
    stage.canvas += glow[..., None] * (np.array(stage.light.source, np.float32) - stage.canvas * 0.6) * 0.8


def _sun(stage: Stage) -> None:
    xs, ys = grid(stage)
    sx, sy = stage.source[0] * stage.width, stage.source[1] * stage.height
    radius = stage.unit * (26 if stage.time == "day" else 34)
    d = np.sqrt((xs - sx) ** 2 + (ys - sy) ** 2)
    disc = np.clip(radius - d + 0.5, 0, 1)
    colour = np.array(stage.light.source, np.float32)
    halo = np.exp(-d / (radius * 2.2)) * 0.75 + np.exp(-d / (radius * 7)) * 0.3
    stage.canvas += halo[..., None] * colour * (1.15 - stage.canvas * 0.6)
    stage.lay(colour * 0.4 + np.float32(0.75), disc)


def _moon(stage: Stage) -> None:
    xs, ys = grid(stage)
    mx, my = stage.source[0] * stage.width, stage.source[1] * stage.height
    stage.disc = radius = max(2.0, stage.unit * stage.rng.uniform(27, 40))
    d = np.sqrt((xs - mx) ** 2 + (ys - my) ** 2)
    halo = np.exp(-d / (radius * 1.5)) * 0.30 + np.exp(-d / (radius * 5)) * 0.16 + np.exp(-d / (radius * 16)) * 0.07
    stage.canvas += halo[..., None] * np.array([0.74, 0.82, 1.0], np.float32)
    x0, x1 = max(0, int(mx - radius - 2)), min(stage.width, int(mx + radius + 3))
    y0, y1 = max(0, int(my - radius - 2)), min(stage.height, int(my + radius + 3))
    if x1 <= x0 or y1 <= y0:
        return
    where = np.s_[y0:y1, x0:x1]
    inside = d[where]
    side = 2 * int(radius) + 12
    maria = smoothstep(0.36, 0.80, noise(side, side, max(2, radius * 0.8), stage.rng, 5))[:y1 - y0, :x1 - x0]
    fine = noise(side, side, max(2, radius * 0.12), stage.rng, 3)[:y1 - y0, :x1 - x0]
    face = 0.94 - 0.26 * maria - 0.08 * fine
    limb = 0.72 + 0.28 * np.sqrt(np.clip(1 - (inside / radius) ** 2, 0, 1))
    disc = np.clip(radius - inside + 0.5, 0, 1)[..., None]
    colour = (face * limb)[..., None] * np.array([1.0, 0.99, 0.96], np.float32)
    stage.canvas[where] = mix(stage.canvas[where], colour.astype(np.float32), disc)


def _stars(stage: Stage, things: frozenset[str]) -> None:
    rng, faint = stage.rng, 0.35 if stage.time == "dusk" else 1.0
    many = bool(things & {"stars", "milkyway"})
    band = _milky_way(stage) if things & {"milkyway", "stars"} and stage.time == "night" else None
    count = int((5200 if many else 3000) * faint * max(0.2, stage.horizon / stage.height))
    field = np.zeros_like(stage.canvas)
    xs, ys = rng.integers(0, stage.width, count), (rng.random(count) ** 1.15 * stage.horizon).astype(int)
    if band is not None:
        extra = np.argwhere(rng.random(band.shape) < band * 0.010 / max(stage.unit, 0.4) ** 2)
        ys, xs = np.concatenate([ys, extra[:, 0]]), np.concatenate([xs, extra[:, 1]])
    n = len(xs)
    power = np.clip(0.07 + 0.05 * rng.pareto(1.5, n), 0, 1.6).astype(np.float32) * faint
    power *= np.clip(1.15 - ys / max(stage.horizon, 1), 0.1, 1)
    warmth = rng.normal(0, 1, n)
    tint = np.stack([1 + 0.10 * warmth, np.ones(n), 1 - 0.13 * warmth], -1).clip(0.6, 1.3)
    ys = np.clip(ys, 0, stage.height - 1)
    np.maximum.at(field, (ys, xs), (power[:, None] * tint).astype(np.float32))
    bright = np.where(field.max(2, keepdims=True) > 0.55, field, 0)
    size = max(0.45, stage.unit * 0.6)
    stars = blur(field, size) * (1 + 3.4 * size * size) + blur(bright, size * 2.4) * 5.0 * size
    stage.canvas += np.clip(stars, 0, 1.1)


def _milky_way(stage: Stage) -> Array:
    xs, ys = grid(stage)
    angle = stage.rng.uniform(0.7, 1.2) * stage.rng.choice([-1, 1])
    cx, cy = stage.rng.uniform(0.35, 0.65) * stage.width, stage.horizon * 0.45
    away = (-(xs - cx) * np.sin(angle) + (ys - cy) * np.cos(angle)) / (stage.unit * 1000)
    cloud = stage.noise(stage.unit * 240, 6, 0.58)
    lane = stage.noise(stage.unit * 150, 6, 0.6)
    away = away + (cloud - 0.5) * 0.16
    body = np.exp(-(away / 0.115) ** 2) * (0.30 + 1.0 * cloud)
    dust = smoothstep(0.46, 0.72, lane) * np.exp(-((away - 0.01) / 0.05) ** 2)
    body = np.clip(body * (1 - 0.85 * dust), 0, 1.4)
    body *= np.clip(1.25 - ys / max(stage.horizon, 1), 0, 1)
    core = np.exp(-(away / 0.05) ** 2)[..., None]
    colour = mix(np.array([0.26, 0.36, 0.62], np.float32), np.array([0.78, 0.62, 0.56], np.float32), core * 0.75)
    stage.canvas += body[..., None] * colour * 0.62
    return body.astype(np.float32)


def _aurora(stage: Stage) -> None:
    _, ys = grid(stage)
    total = np.zeros((stage.height, stage.width), np.float32)
    magenta = np.zeros_like(total)
    for number in range(3):
        base = stage.horizon * (0.62 - 0.13 * number) + curve(stage.width, stage.width * 0.55, stage.rng, 4, 0.45) \
            * stage.horizon * 0.20
        rays = 0.45 + 0.55 * curve(stage.width, stage.unit * 90, stage.rng, 5, 0.7).clip(-0.7, 1)
        tall = stage.horizon * (0.30 + 0.14 * curve(stage.width, stage.unit * 160, stage.rng, 4, 0.6))
        above = (base[None] - ys) / np.maximum(tall[None], 1)
        sheet = np.where(above > 0, np.exp(-2.6 * above), np.exp(above * 16)) * rays[None] * (0.95 - 0.24 * number)
        total += sheet.astype(np.float32)
        magenta += (sheet * smoothstep(0.35, 1.2, above)).astype(np.float32)
    total *= np.clip(ys / (stage.horizon * 0.1 + 1), 0, 1)
    stage.canvas += total[..., None] * np.array([0.10, 0.72, 0.40], np.float32) * 0.85
    stage.canvas += magenta[..., None] * np.array([0.55, -0.10, 0.45], np.float32) * 0.9
    stage.canvas = np.clip(stage.canvas, 0, None)


def _clouds(stage: Stage, things: frozenset[str]) -> None:
    wanted = stage.weather & {"clouds", "overcast", "rain", "storm", "snowfall"}
    if stage.time == "night" and not wanted and things & {"stars", "milkyway", "aurora"}:
        return
    cover = {"night": 0.60, "dusk": 0.52}.get(stage.time, 0.50) + stage.rng.uniform(-0.05, 0.05)
    if "clouds" in stage.weather:
        cover -= 0.08
    if stage.weather & {"overcast", "rain", "storm", "snowfall"}:
        cover = 0.28
    rows = max(2, min(stage.height, int(stage.horizon) + 2))
    shape, lit = _cloud_shape(stage, rows)
    ys = np.arange(rows, dtype=np.float32)[:, None] / max(stage.horizon, 1)
    alpha = smoothstep(cover, cover + 0.26, shape) * np.clip((1.02 - ys) * 5, 0, 1)
    thin = 0.55 if stage.time == "night" and not wanted else 0.92
    bright, under = _cloud_colours(stage)
    depth = smoothstep(cover + 0.05, cover + 0.5, shape)
    tone = np.clip(0.62 + lit * 5.0 - 0.30 * depth, 0, 1)[..., None]
    colour = mix(under, bright, tone)
    near = np.clip(ys * 1.1 - 0.35, 0, 0.6)[..., None]
    colour = mix(colour, np.array(stage.light.sky[-1], np.float32), near * 0.7)
    part = stage.canvas[:rows]
    part += (colour - part) * (alpha * thin)[..., None]


def _cloud_shape(stage: Stage, rows: int) -> tuple[Array, Array]:
    """Noise seen in perspective (small near the horizon), and its slope towards the light."""
    side = 700
    flat = noise(side, side, 120, stage.rng, 6, 0.54)
    flat = np.clip(flat * (0.75 + 0.5 * noise(side, side, 260, stage.rng, 2)), 0, 1)
    ys = (1.0 - np.arange(rows, dtype=np.float32) / max(stage.horizon, 1)).clip(0, 1)
    away = 1.0 / (0.20 + 0.95 * ys)
    xs = np.linspace(-0.5, 0.5, stage.width, dtype=np.float32) * (stage.width / stage.height) ** 0.5
    u = (xs[None] * away[:, None] * 190 + side / 2).astype(np.float32)
    v = np.repeat((away[:, None] * 130).astype(np.float32), stage.width, 1)
    shape = cv2.remap(flat, u, v, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
    sx, sy = stage.source[0] * stage.width, stage.source[1] * stage.height
    px, py = np.meshgrid(np.arange(stage.width, dtype=np.float32), np.arange(rows, dtype=np.float32))
    dx, dy = sx - px, sy - py - stage.height * 0.12
    norm = np.sqrt(dx * dx + dy * dy) + 1
    reach = stage.unit * 14
    toward = cv2.remap(blur(shape, stage.unit * 5), px + dx / norm * reach, py + dy / norm * reach, cv2.INTER_LINEAR,
                       borderMode=cv2.BORDER_REFLECT_101)
    return shape, (shape - toward).astype(np.float32)


def _cloud_colours(stage: Stage) -> tuple[Array, Array]:
    colours = {
        "day": ((1.0, 1.0, 1.0), (0.66, 0.73, 0.82)), "dawn": ((1.0, 0.86, 0.78), (0.62, 0.56, 0.68)),
        "sunset": ((1.0, 0.66, 0.42), (0.42, 0.24, 0.36)), "dusk": ((0.62, 0.42, 0.50), (0.12, 0.13, 0.27)),
        "night": ((0.20, 0.25, 0.38), (0.030, 0.045, 0.10)),
    }[stage.time]
    bright, under = (np.array(c, np.float32) for c in colours)
    if stage.weather & {"overcast", "rain", "storm"}:
        grey = 0.40 if "storm" in stage.weather else 0.78
        bright = np.full(3, bright.mean() * grey, np.float32) * np.array([0.97, 1.0, 1.05], np.float32)
        under = np.full(3, under.mean() * grey * 0.8, np.float32) * np.array([0.95, 1.0, 1.08], np.float32)
    return bright, under

"""Scenes in flat shapes, as travel posters have them: few colours in steps of distance, clean edges, a large disc; and
the poster's frame with its title."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from inference.builtin import scene_things, scene_town
from inference.builtin.pixelmath import mix, smoothstep
from inference.builtin.scene_letters import Lettering, fitting
from inference.builtin.scene_stage import Stage, below, curve, grid, patch, polygons

Array = np.ndarray[Any, Any]
PAPER = (0.957, 0.925, 0.855)
# time -> sky from zenith to horizon, disc, layers from far to near
PALETTES: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "day": (("5fb4d8", "a9dbe6", "eaf6ee"), "fff3c9", ("a9cfd2", "6fa9a8", "3f8380", "23605f", "143f45")),
    "dawn": (("8aa6c8", "f0b9a8", "fde6c4"), "fff4da", ("e3a79c", "bd7f8a", "8b5f7f", "5a4470", "2e2a4e")),
    "sunset": (("3d2c63", "c9536f", "ffb066"), "ffe39a", ("c05a68", "91406a", "62305f", "3d2150", "1f1438")),
    "dusk": (("141d42", "4b4580", "e08c7c"), "ffdcae", ("76598a", "50487a", "353365", "21244b", "121633")),
    "night": (("091230", "1b3160", "41659a"), "f6f2da", ("40628f", "2b4a76", "1c355b", "122444", "0a162e")),
}


def scene(stage: Stage, things: frozenset[str]) -> tuple[Array, ...]:
    """Paint the stage; returns the colours of the layers, far to near."""
    sky, disc, layers = PALETTES[stage.time]
    colours = tuple(_hex(c) for c in layers)
    if "snow" in stage.weather:
        shares = (0.15, 0.25, 0.42, 0.66, 0.82) if stage.time == "day" else (0.08, 0.14, 0.22, 0.34, 0.44)
        colours = tuple(mix(c, np.float32(0.94), np.float32(s)) for c, s in zip(colours, shares, strict=True))
    elif "autumn" in stage.weather:
        colours = tuple(mix(c, np.array((0.78, 0.42, 0.16), np.float32) * (0.4 + 0.6 * c.mean()), np.float32(share))
                        for c, share in zip(colours, (0.1, 0.35, 0.55, 0.6, 0.5), strict=True))
    wet = bool(things & {"sea", "lake", "beach", "boat", "lighthouse", "island"}) \
        or ("city" in things and not things & {"road", "meadow", "hills", "forest"})
    if not wet and things & {"mountains", "city"}:
        stage.horizon = max(stage.horizon, stage.height * 0.64)
    _sky(stage, [_hex(c) for c in sky], _hex(disc), things)
    for name, draw in _BEHIND.items():
        if name in things:
            draw(stage, colours)
    if wet:
        _water(stage, _hex(sky[-1]), _hex(disc), colours)
    elif things & {"mountains"} and not things & {"village", "house", "meadow", "flowers", "road", "desert"}:
        _hills(stage, colours)
        things = things | {"forest"}
    for name, draw in _FRONT.items():
        if name in things:
            draw(stage, colours)
    for name, thing in (("boat", scene_things.boat), ("balloon", scene_things.balloons), ("birds", scene_things.birds)):
        if name in things:
            thing(stage)
    return colours


def framed(canvas: Array, texts: tuple[str, ...], ink: Array) -> tuple[Array, tuple[Lettering, ...]]:
    """The picture inside a paper border with its title in the strip below."""
    height, width = canvas.shape[:2]
    edge = round(min(height, width) * 0.045)
    strip = round(height * (0.13 if texts else 0.0)) + edge
    out = np.empty_like(canvas)
    out[:] = np.array(PAPER, np.float32)
    inner = (width - 2 * edge, height - edge - strip)
    if min(inner) < 8:
        return canvas, ()
    y = max(0, min(height - inner[1], round(strip * 0.2)))
    x = (width - inner[0]) // 2
    out[edge:edge + inner[1], edge:edge + inner[0]] = canvas[y:y + inner[1], x:x + inner[0]]
    middle = height - strip / 2 if texts else 0.0
    dark = ink * min(1.0, 0.22 / max(float(ink.mean()), 1e-3))
    return out, _lines(texts, width / 2, middle, width - 3 * edge, strip * 0.48, tuple(float(c) for c in dark))


def titled(canvas: Array, texts: tuple[str, ...]) -> tuple[Lettering, ...]:
    """Words over the upper part of a picture, light on dark or dark on light."""
    height, width = canvas.shape[:2]
    dark = float(canvas[:max(1, height // 4)].mean()) < 0.58
    colour = (0.98, 0.96, 0.90) if dark else (0.10, 0.12, 0.16)
    return _lines(texts, width / 2, height * 0.15, width * 0.84, height * 0.11, colour)


def _lines(
    texts: tuple[str, ...], x: float, y: float, width: float, largest: float, colour: tuple[float, ...],
) -> tuple[Lettering, ...]:
    """The first text large, the others below it and smaller, the whole centred on `y`."""
    if not texts:
        return ()
    sizes = [fitting(text, width, largest * (1.0 if k == 0 else 0.42), 80) for k, text in enumerate(texts[:3])]
    if len(sizes) > 1:
        sizes[0] *= 0.74
    tall = sum(size * 1.25 for size in sizes)
    top, made = y - tall / 2, []
    for k, (text, size) in enumerate(zip(texts, sizes, strict=False)):
        weight = 600 if k == 0 else 400
        made.append(Lettering(text, x, top + size * 0.98, size, (colour[0], colour[1], colour[2]), weight, 80))
        top += size * 1.25
    return tuple(made)


def _hex(text: str) -> Array:
    return np.array([int(text[k:k + 2], 16) / 255 for k in (0, 2, 4)], np.float32)


def _sky(stage: Stage, stops: list[Array], disc: Array, things: frozenset[str]) -> None:
    t = np.clip(np.arange(stage.height, dtype=np.float32) / max(stage.horizon, 1), 0, 1)
    at = np.linspace(0, 1, len(stops))
    column = np.stack([np.interp(t, at, [float(s[c]) for s in stops]) for c in range(3)], -1).astype(np.float32)
    stage.canvas = np.repeat(column[:, None], stage.width, 1)
    if stage.time == "night" or things & {"stars", "milkyway"}:
        _stars(stage)
    if stage.weather & {"overcast", "rain", "storm", "fog"}:
        return
    xs, ys = grid(stage)
    low = stage.time in ("sunset", "dawn", "dusk")
    size = min(stage.width, stage.height)
    radius = size * (0.135 if low else 0.095)
    x = stage.source[0] * stage.width
    y = (stage.horizon - radius * (1.9 if things & {"mountains", "city"} else 0.55) if low
         else max(stage.source[1] * stage.height, radius * 2.0))
    d = np.sqrt((xs - x) ** 2 + (ys - y) ** 2)
    for grow, share in ((2.5, 0.10), (1.85, 0.14), (1.36, 0.20)):
        stage.lay(disc, np.clip(radius * grow - d + 0.5, 0, 1) * np.float32(share))
    stage.lay(disc, np.clip(radius - d + 0.5, 0, 1))
    if "clear" not in stage.weather and stage.time != "night":
        _clouds(stage, stops[-1])


def _stars(stage: Stage) -> None:
    rng = stage.rng
    for _ in range(150):
        x, y = rng.uniform(0, stage.width), rng.uniform(0, stage.horizon * 0.9)
        radius = max(4, round(stage.unit * float(rng.uniform(0.7, 1.9)) * 8))
        cv2.circle(stage.canvas, (round(x * 8), round(y * 8)), radius, (0.93, 0.93, 0.86), -1, cv2.LINE_AA, 3)


def _clouds(stage: Stage, colour: Array) -> None:
    """Bars with round ends in groups."""
    rng = stage.rng
    count = 5 if stage.weather & {"clouds", "overcast"} else 3
    for _ in range(count):
        x, y = rng.uniform(0.05, 0.95) * stage.width, rng.uniform(0.08, 0.6) * stage.horizon
        mask = np.zeros((stage.height, stage.width), np.uint8)
        for row in range(3):
            half = stage.unit * rng.uniform(34, 110)
            cx, cy = x + stage.unit * rng.uniform(-46, 46), y + row * stage.unit * 15
            ends = [(round((cx + s * half) * 8), round(cy * 8)) for s in (-1, 1)]
            cv2.line(mask, ends[0], ends[1], 255, max(2, round(stage.unit * 15)), cv2.LINE_AA, 3)
        stage.lay(mix(colour, np.float32(1.0), np.float32(0.45)), mask.astype(np.float32) / 255 * 0.72)


def _mountains(stage: Stage, colours: tuple[Array, ...]) -> None:
    """Three ranges of straight facets: a lit side, a shaded side, caps of snow on the first two."""
    side = 1 if stage.source[0] < 0.5 else -1
    for number in range(3):
        tall = stage.height * (0.36, 0.27, 0.15)[number]
        x = -0.1 * stage.width
        while x < stage.width * 1.1:
            wide = tall * stage.rng.uniform(1.5, 2.3)
            peak = tall * stage.rng.uniform(0.55, 1.0)
            _mountain(stage, x + wide / 2, wide, peak, colours[number], side, number < 2)
            x += wide * stage.rng.uniform(0.42, 0.62)
        top = stage.horizon - tall * 0.12 + stage.unit * 10 * curve(stage.width, stage.width * 0.3, stage.rng, 2)
        stage.lay(colours[number], below(stage.height, top))


def _mountain(stage: Stage, x: float, wide: float, tall: float, colour: Array, side: int, snowy: bool) -> None:
    rng, foot = stage.rng, stage.horizon + stage.unit * 4
    apex = np.array([x + wide * rng.uniform(-0.08, 0.08), foot - tall])
    left, right = np.array([x - wide / 2, foot]), np.array([x + wide / 2, foot])
    spine = [apex + (np.array([x + wide * rng.uniform(-0.10, 0.10), foot]) - apex) * t
             + np.array([wide * rng.uniform(-0.05, 0.05), 0]) for t in (0.25, 0.5, 0.75, 1.0)]
    lit, shaded = mix(colour, np.float32(1.0), np.float32(0.16)), colour * np.float32(0.90)
    halves = ((left, lit if side > 0 else shaded), (right, shaded if side > 0 else lit))
    for corner, paint in halves:
        patch(stage, [np.array([apex, corner, *spine[::-1]])], paint)
    if not snowy:
        return
    low = 0.30 if "snow" not in stage.weather else 0.5
    for corner, tone in ((left, 0.80 if side > 0 else 0.52), (right, 0.52 if side > 0 else 0.80)):
        edge = [apex + (corner - apex) * low]
        inner = apex + (spine[1] - apex) * (low / 0.5)
        steps = [edge[0] + (inner - edge[0]) * t + np.array([0, tall * d]) for t, d in ((0.3, -0.07), (0.55, 0.05),
                                                                                       (0.8, -0.05), (1.0, 0.04))]
        patch(stage, [np.array([apex, edge[0], *steps])], mix(colour, np.float32(1.0), np.float32(tone)))


def _hills(stage: Stage, colours: tuple[Array, ...]) -> None:
    for number, colour in enumerate(colours[1:4]):
        y = stage.horizon + (stage.height - stage.horizon) * (0.06, 0.30, 0.58)[number]
        wave = curve(stage.width, stage.width * (0.7 - 0.1 * number), stage.rng, 2, 0.25)
        stage.lay(colour, below(stage.height, y - stage.height * 0.07 * (0.4 + wave)))


def _dunes(stage: Stage, colours: tuple[Array, ...]) -> None:
    for number, colour in enumerate(colours):
        y = stage.horizon + (stage.height - stage.horizon) * (number / 5) ** 1.2
        wave = np.abs(curve(stage.width, stage.width * 0.6, stage.rng, 1))
        far, near = np.array((0.97, 0.76, 0.48), np.float32), np.array((0.72, 0.36, 0.20), np.float32)
        sand = mix(far, near, np.float32(number / 4))
        own = mix(colour, sand * np.float32(1.0 if stage.time == "day" else 0.25 + colour.mean()), np.float32(0.82))
        stage.lay(own.astype(np.float32), below(stage.height, y + stage.height * 0.07 * (wave - 0.6)))


def _forest(stage: Stage, colours: tuple[Array, ...]) -> None:
    """Two rows of plain triangular firs."""
    for number, colour in enumerate((colours[3], colours[4])):
        tall = stage.height * (0.085, 0.16)[number]
        line = stage.horizon + (stage.height - stage.horizon) * (0.62 if number else 0.10) \
            + tall * 0.14 * curve(stage.width, stage.width * 0.5, stage.rng, 2)
        shapes = []
        for x in np.arange(-0.02, 1.02, tall * 0.30 / stage.width) * stage.width:
            px = float(x + stage.rng.normal(0, tall * 0.07))
            foot = float(np.interp(px, np.arange(stage.width), line)) + tall * 0.1
            high, half = tall * stage.rng.uniform(0.55, 1.15), tall * stage.rng.uniform(0.15, 0.21)
            for k in range(3):
                low = foot - high * (0.08 + 0.27 * k)
                shapes.append(np.array([[px - half * (1 - 0.24 * k), low], [px, foot - high * (0.52 + 0.24 * k)],
                                        [px + half * (1 - 0.24 * k), low]]))
        stage.lay(colour, np.maximum(polygons(stage, shapes), below(stage.height, line)))


def _city(stage: Stage, colours: tuple[Array, ...]) -> None:
    for number, colour in enumerate(colours[1:4]):
        shapes, panes = [], []
        x, rng = -stage.unit * 20, stage.rng
        while x < stage.width:
            wide = stage.unit * rng.uniform(34, 80)
            tall = stage.height * (0.36, 0.27, 0.16)[number] * rng.uniform(0.45, 1.0)
            top = stage.horizon - tall
            shapes.append(np.array([[x, stage.horizon + 4], [x, top], [x + wide, top], [x + wide, stage.horizon + 4]]))
            if rng.random() < 0.2:
                shapes.append(np.array([[x + wide * 0.45, top], [x + wide / 2, top - tall * 0.25],
                                        [x + wide * 0.55, top]]))
            step = stage.unit * 11
            panes += [_pane(px, py, step * 0.45, step * 0.55)
                      for px in np.arange(x + step * 0.5, x + wide - step * 0.6, step)
                      for py in np.arange(top + step * 0.6, stage.horizon - step, step * 1.15) if rng.random() < 0.30]
            x += wide * rng.uniform(0.9, 1.2)
        stage.lay(colour, polygons(stage, shapes))
        day = mix(colour, np.float32(1.0), np.float32(0.35))
        light = np.array((1.0, 0.84, 0.48), np.float32) if stage.dark else day
        stage.lay(light, polygons(stage, panes) * np.float32(0.95 if number else 0.6))
    stage.lay(colours[4], below(stage.height, np.full(stage.width, stage.horizon)))


def _pane(x: float, y: float, w: float, h: float) -> Array:
    return np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]])


def _meadow(stage: Stage, colours: tuple[Array, ...]) -> None:
    wave = curve(stage.width, stage.width * 0.8, stage.rng, 2, 0.3)
    stage.lay(colours[3], below(stage.height, stage.horizon + stage.unit * 20 * wave + stage.height * 0.10))


def _water(stage: Stage, sky: Array, disc: Array, colours: tuple[Array, ...]) -> None:
    """A band that darkens towards the viewer in steps, with dashes of light under the disc."""
    rows = stage.height - stage.horizon
    _, ys = grid(stage)
    t = np.clip((ys - stage.horizon) / max(rows, 1), 0, 1)
    step = np.floor(t * 5 + 0.15) / 5
    near = mix(colours[1], colours[3], np.float32(0.55))
    tone = mix(mix(sky, colours[0], np.float32(0.45)), near, smoothstep(0.0, 1.0, step)[..., None])
    stage.lay(tone.repeat(stage.width, 1).astype(np.float32), below(stage.height, np.full(stage.width, stage.horizon)))
    dashes = []
    x = stage.source[0] * stage.width
    for _ in range(70):
        at = stage.rng.random() ** 1.3
        y = stage.horizon + rows * (0.03 + 0.95 * at)
        middle = x + stage.rng.normal(0, stage.unit * (26 + 90 * at))
        half, thick = stage.unit * stage.rng.uniform(10, 42) * (0.4 + at), stage.unit * (1.0 + 2.6 * at)
        dashes.append(np.array([[middle - half, y], [middle, y - thick], [middle + half, y], [middle, y + thick]]))
    stage.lay(disc, polygons(stage, dashes) * np.float32(0.75))


def _beach(stage: Stage, colours: tuple[Array, ...]) -> None:
    wave = curve(stage.width, stage.width * 0.6, stage.rng, 2, 0.3)
    line = stage.height * 0.80 + stage.height * 0.04 * wave
    sand = mix(np.array((0.95, 0.83, 0.62), np.float32), colours[2], np.float32(0.55 if stage.dark else 0.12))
    stage.lay(np.float32(0.97) + np.zeros(3, np.float32), below(stage.height, line - stage.unit * 7) * 0.7)
    stage.lay(sand, below(stage.height, line))


def _village(stage: Stage, colours: tuple[Array, ...]) -> None:
    scene_town.village(stage, stage.horizon + stage.unit * 24, 12)


def _house(stage: Stage, colours: tuple[Array, ...]) -> None:
    x = stage.width * stage.rng.uniform(0.35, 0.65)
    scene_town.house(stage, x, stage.horizon + stage.unit * 50, stage.unit * 60)


def _lighthouse(stage: Stage, colours: tuple[Array, ...]) -> None:
    scene_things.lighthouse(stage, True)


Draw = Callable[[Stage, tuple[Array, ...]], None]
_BEHIND: dict[str, Draw] = {"mountains": _mountains, "hills": _hills, "city": _city, "lighthouse": _lighthouse}
_FRONT: dict[str, Draw] = {"desert": _dunes, "meadow": _meadow, "flowers": _meadow, "forest": _forest, "beach": _beach,
                           "village": _village, "house": _house}

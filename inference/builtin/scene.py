"""Words to picture with no model: a scene painted from back to front by rules, the same for the same words and seed."""

from __future__ import annotations

import zlib
from typing import Any, NamedTuple

import numpy as np

from inference.api import Report, UserError
from inference.builtin import (
    scene_abstract,
    scene_flat,
    scene_ink,
    scene_land,
    scene_sky,
    scene_terrain,
    scene_things,
    scene_town,
    scene_water,
)
from inference.builtin.pixelmath import blur, from_unit, luminance, mix
from inference.builtin.scene_letters import Lettering, asked, can_draw, lettered
from inference.builtin.scene_stage import LIGHTS, Stage, below, curve, polygons
from inference.builtin.scene_style import drawn, toned
from inference.builtin.scene_words import Wish, understood

Array = np.ndarray[Any, Any]
PLACES = frozenset({"mountains", "hills", "sea", "lake", "beach", "desert", "forest", "meadow", "village", "city",
                    "road", "house", "tree", "flowers", "island", "lighthouse", "boat"})
SKIES = frozenset({"moon", "sun", "stars", "milkyway", "aurora", "balloon", "birds"})


class Drawn(NamedTuple):
    """`pixels` (h, w, 4) uint8 without the words of `lettering`; `not_understood` are words of the prompt."""

    pixels: Array
    not_understood: tuple[str, ...]
    lettering: tuple[Lettering, ...]


def draw(prompt: str, width: int, height: int, seed: int, report: Report) -> tuple[Array, tuple[str, ...]]:
    """A picture (height, width, 4) uint8, with the words that it is to show drawn in, and the words that were not
    understood.

    Raises UserError for a size below 1.
    """
    made = draw_apart(prompt, width, height, seed, report)
    if made.lettering:
        unit = made.pixels[..., :3].astype(np.float32) / 255
        made.pixels[..., :3] = from_unit(lettered(unit, made.lettering), np.uint8)
    return made.pixels, made.not_understood


def draw_apart(prompt: str, width: int, height: int, seed: int, report: Report) -> Drawn:
    """As `draw`, with the words beside the picture instead of in it, for text layers."""
    if width < 1 or height < 1:
        raise UserError("A picture of {width} x {height} pixels cannot be drawn.", width=width, height=height)
    report.step(0.0, "Drawing")
    described, texts = asked(prompt)
    wish = understood(described)
    rng = np.random.default_rng([seed & 0xFFFFFFFF, zlib.crc32(prompt.strip().lower().encode())])
    canvas, lettering = _picture(wish, texts, max(width, 16), max(height, 16), rng, report)
    out = np.full((height, width, 4), 255, np.uint8)
    out[..., :3] = from_unit(canvas[:height, :width], np.uint8)
    report.step(1.0, "Drawing")
    return Drawn(out, wish.not_understood + tuple(text for text in texts if not can_draw(text)), lettering)


def _picture(
    wish: Wish, texts: tuple[str, ...], width: int, height: int, rng: np.random.Generator, report: Report,
) -> tuple[Array, tuple[Lettering, ...]]:
    scenic = wish.things & (PLACES | SKIES) or wish.weather or wish.time or wish.style in ("poster", "ink")
    ink = np.array((0.12, 0.12, 0.15), np.float32)
    if wish.things & {"abstract", "pattern"} or not scenic:
        colours = scene_abstract.palette(wish.palette, rng)
        tiles = "pattern" in wish.things or ("abstract" not in wish.things and rng.random() < 0.25)
        make = scene_abstract.pattern if tiles else scene_abstract.abstract
        canvas = drawn(make(width, height, colours, rng), wish.style, rng, report)
        ink = colours[0]
    elif wish.style in ("flat", "poster"):
        canvas, ink = _flat(wish, width, height, rng)
    elif wish.style == "ink" and not wish.things & {"city", "village", "house", "lighthouse", "balloon"}:
        stage = _stage(wish, width, height, rng)
        canvas = scene_ink.scene(stage, wish.things)
    else:
        canvas = _painted(wish, width, height, rng, report)
    if wish.style == "poster":
        return scene_flat.framed(canvas, texts, ink)
    return canvas, scene_flat.titled(canvas, texts)


def _flat(wish: Wish, width: int, height: int, rng: np.random.Generator) -> tuple[Array, Array]:
    stage = _stage(wish, width, height, rng)
    things = _surrounded(wish.things or _unasked(wish, rng), rng)
    if not things & PLACES:
        things = things | {"mountains", "forest"}
    colours = scene_flat.scene(stage, things)
    _air(stage)
    canvas = stage.canvas if stage.lamps is None else stage.canvas + blur(stage.lamps, stage.unit * 5) * 0.5
    return toned(np.clip(canvas, 0, 1).astype(np.float32), wish.palette), colours[4]


def _painted(wish: Wish, width: int, height: int, rng: np.random.Generator, report: Report) -> Array:
    stage = _stage(wish, width, height, rng)
    things = wish.things or _unasked(wish, rng)
    if not things & PLACES:
        things = things | {"mountains" if rng.random() < 0.6 else "hills"} | ({"lake"} if rng.random() < 0.6 else set())
    things = _surrounded(things, rng)
    scene_sky.sky(stage, things)
    report.step(0.3, "Drawing")
    _land(stage, things, report)
    report.step(0.8, "Drawing")
    _air(stage)
    return drawn(toned(_finished(stage), wish.palette), wish.style, rng, report.part(0.85, 1.0))


def _unasked(wish: Wish, rng: np.random.Generator) -> frozenset[str]:
    """What is shown where only light or weather was asked for. A night gets water, heights and a few warm windows."""
    if wish.time in ("night", "dusk"):
        extra = ({"house", "forest"}, {"village"}, {"forest", "stars"}, {"house", "forest", "stars"})
        return frozenset({"mountains", "lake"} | extra[int(rng.integers(0, 4))])
    return frozenset({"hills", "forest"} if rng.random() < 0.5 else {"mountains", "lake", "forest"})


def _surrounded(things: frozenset[str], rng: np.random.Generator) -> frozenset[str]:
    """A single thing is not left alone in an empty plain."""
    if not things & {"mountains", "hills", "city", "sea", "beach", "desert", "meadow", "flowers", "road", "island"}:
        if "village" in things:
            return things | {"mountains", "forest"} if rng.random() < 0.7 else things
        if things & {"lake", "house", "boat", "tree"} and "forest" not in things:
            return things | {"mountains", "forest"}
    return things


def _stage(wish: Wish, width: int, height: int, rng: np.random.Generator) -> Stage:
    time = wish.time
    if not time:
        if wish.things & {"stars", "milkyway", "aurora", "moon"}:
            time = "night"
        else:
            time = str(rng.choice(["day", "day", "dawn", "sunset"])) if not wish.weather else "day"
    share = 0.56 + rng.uniform(-0.05, 0.06)
    if wish.things & {"meadow", "flowers", "road", "desert"}:
        share = 0.44 + rng.uniform(-0.04, 0.05)
    if wish.things & {"city"} or (wish.things & {"stars", "milkyway", "aurora"} and time == "night"):
        share = 0.66 + rng.uniform(-0.03, 0.03)
    horizon = height * share
    low = time in ("dawn", "sunset", "dusk")
    x = float(rng.choice([rng.uniform(0.16, 0.40), rng.uniform(0.60, 0.84)]))
    y = share - rng.uniform(0.05, 0.11) if low else rng.uniform(0.12, 0.26)
    return Stage(width, height, horizon, time, LIGHTS[time], wish.weather, rng, source=(x, float(y)))


def _land(stage: Stage, things: frozenset[str], report: Report) -> None:
    wet = bool(things & {"sea", "lake", "beach", "boat", "island"}) or ("lighthouse" in things)
    street = "city" in things and "road" in things
    if "city" in things and not things & {"meadow", "forest", "hills", "flowers"}:
        wet = True
    if "mountains" in things:
        scene_terrain.mountains(stage, stage.horizon + stage.unit * 2)
    report.step(0.45, "Drawing")
    shore = stage.horizon
    if wet and "mountains" in things and things & {"village", "house", "tree"} and "hills" not in things:
        _bank(stage)
    elif things & {"hills", "village", "house", "tree"} or (things & {"forest", "road", "city"} and not wet):
        scene_land.hills(stage, stage.horizon, 2 if wet else 3, 0.10 if "city" in things else 0.16)
    if not wet and not things & {"hills", "village", "house", "tree", "forest", "road", "city", "desert", "meadow",
                                 "flowers"}:
        scene_land.hills(stage, stage.horizon + stage.unit * 10, 3, 0.09)
        scene_land.forest(stage, stage.horizon + stage.unit * 34, 2, 0.5)
        wave = curve(stage.width, stage.width * 0.6, stage.rng, 3)
        front = stage.horizon + stage.height * 0.13 + stage.unit * 26 * wave
        scene_land.ground(stage, front, 0.04, 1.0)
    if "island" in things:
        _island(stage)
    if things & {"hills", "road"} and not wet and not things & {"forest", "city", "desert"} \
            and "snow" not in stage.weather:
        scene_land.groves(stage)
    if "forest" in things:
        small = wet or "village" in things
        scene_land.forest(stage, shore - stage.unit * (6 if wet else 0), 2 if small else 5, 0.55 if small else 1.15,
                          clearing=not wet and "village" not in things)
    if "city" in things:
        scene_town.city(stage, shore)
        scene_town.quay(stage, shore)
    if "village" in things and not wet:
        wave = curve(stage.width, stage.width * 0.5, stage.rng)
        scene_land.ground(stage, stage.horizon + stage.unit * (34 + 14 * wave), 0.12, 0.8)
    if "village" in things:
        scene_town.village(stage, shore - (stage.unit * 40 if wet else -stage.unit * 30))
    if "lighthouse" in things:
        scene_things.lighthouse(stage, wet)
    if "house" in things and wet:
        side = 1 if stage.source[0] < 0.5 else -1
        x = stage.width * (0.5 + side * stage.rng.uniform(0.02, 0.28))
        scene_town.house(stage, x, stage.horizon - stage.unit * 5, stage.unit * 40)
    report.step(0.6, "Drawing")
    if wet:
        rough = 0.75 if things & {"sea", "beach"} and "boat" not in things else 0.45 if "sea" in things else 0.0
        top = stage.horizon + (stage.height * 0.045 if "lighthouse" in things else 0)
        if street:
            scene_water.wet_street(stage, top)
        else:
            scene_water.water(stage, top, 1.0 if "storm" in stage.weather else rough)
    _foreground(stage, things, wet)


def _foreground(stage: Stage, things: frozenset[str], wet: bool) -> None:
    if "desert" in things:
        scene_land.dunes(stage)
    if things & {"meadow", "flowers"}:
        _meadow(stage, things, wet)
    if "beach" in things:
        line = stage.height * 0.80 + (np.arange(stage.width) / stage.width - 0.5) * stage.height * 0.14 \
            * stage.rng.choice([-1, 1]) + stage.unit * 22 * curve(stage.width, stage.width * 0.4, stage.rng, 3, 0.35)
        scene_land.beach(stage, line)
        if not stage.weather & {"snow", "fog", "storm"}:
            scene_things.palms(stage)
    if "road" in things and "city" not in things:
        scene_land.road(stage)
    if "house" in things and not wet:
        x = stage.width * stage.rng.uniform(0.3, 0.7)
        scene_town.house(stage, x, stage.horizon + (stage.height - stage.horizon) * 0.30, stage.unit * 84)
    if "tree" in things:
        if wet and not things & {"meadow", "flowers", "beach"}:
            wave = curve(stage.width, stage.width * 0.7, stage.rng, 3, 0.3)
            scene_land.ground(stage, stage.height * 0.86 + stage.unit * 22 * wave, 0.0, 1.0)
        scene_things.tree(stage, wet)
    if "boat" in things:
        scene_things.boat(stage)
    if "forest" in things and not things & {"village", "city", "road", "flowers", "tree"}:
        side = stage.source[0] < 0.5  # more of them away from the light
        few, many = int(stage.rng.integers(0, 2)), int(stage.rng.integers(2, 4))
        scene_land.near_trees(stage, few if side else many, many if side else few)
    if "balloon" in things:
        scene_things.balloons(stage)
    if "birds" in things:
        scene_things.birds(stage)


def _bank(stage: Stage) -> None:
    """A low shore under the mountains for what stands there."""
    wave = curve(stage.width, stage.width * 0.35, stage.rng, 4, 0.4)
    scene_land.ground(stage, stage.horizon - stage.unit * (26 + 22 * wave), 0.10, 0.7)


def _meadow(stage: Stage, things: frozenset[str], wet: bool) -> None:
    if wet:  # the near bank of the water
        own = stage.horizon
        stage.horizon = own + (stage.height - own) * 0.55
        scene_land.meadow(stage, "flowers" in things)
        stage.horizon = own
    else:
        scene_land.meadow(stage, "flowers" in things)


def _island(stage: Stage) -> None:
    """A wooded island with a rim of sand."""
    middle = stage.rng.uniform(0.35, 0.65)
    x = (np.arange(stage.width) / stage.width - middle) / 0.15
    hump = np.exp(-x * x) + 0.35 * np.exp(-((x - 0.9) / 0.5) ** 2)
    ragged = curve(stage.width, stage.unit * 60, stage.rng, 6, 0.55)
    line = stage.horizon - stage.height * 0.10 * (hump - 0.10) - stage.unit * 6 * ragged * hump
    inside = hump > 0.10
    scene_land.ground(stage, np.where(inside, line, stage.height + 5.0), 0.10, 0.6)
    trees = []
    for at in np.sort(stage.rng.normal(middle, 0.085, 130)) * stage.width:
        column = int(np.clip(at, 0, stage.width - 1))
        if hump[column] > 0.22:
            tall = stage.unit * stage.rng.uniform(22, 46)
            trees.append(scene_land.crown(stage, at, float(line[column]) + tall * 0.35, tall))
    if trees:
        patch = stage.noise(stage.unit * 12, 3, 0.7)[..., None]
        own = (0.40, 0.24, 0.09) if "autumn" in stage.weather else (0.13, 0.25, 0.11)
        stage.lay((stage.surface(own, 0.65) * (0.45 + 1.1 * patch)).astype(np.float32), polygons(stage, trees))
    sand = stage.horizon - stage.unit * np.clip(7 * (hump - 0.06), -6, 5)
    strip = below(stage.height, sand) * (1 - below(stage.height, np.full(stage.width, stage.horizon + 1)))
    stage.lay(stage.surface((0.90, 0.80, 0.60), 0.9), strip * (hump > 0.07))


def _air(stage: Stage) -> None:
    if "fog" in stage.weather:
        scene_things.fog(stage)
    if "storm" in stage.weather:
        scene_things.lightning(stage)
    if stage.weather & {"rain", "storm"}:
        scene_things.rain(stage)
    if "snowfall" in stage.weather:
        scene_things.snowfall(stage)


def _finished(stage: Stage) -> Array:
    """Glow of lamps and bright places, soft highlights, a little vignette and grain."""
    canvas = stage.canvas
    if stage.lamps is not None:
        canvas = canvas + blur(stage.lamps, stage.unit * 3) * 0.5 + blur(stage.lamps, stage.unit * 14) * 0.7 \
            + blur(stage.lamps, stage.unit * 60) * 0.55
    if stage.time == "night":  # as a photographer would expose it
        canvas = canvas * np.float32(1.18)
    bright = np.clip(canvas - 0.85, 0, 1)
    canvas = canvas + blur(bright, stage.unit * 12) * 0.5
    canvas = np.where(canvas > 0.8, 0.8 + 0.2 * np.tanh((canvas - 0.8) / 0.2), np.maximum(canvas, 0))
    xs = np.linspace(-1, 1, stage.width, dtype=np.float32)[None]
    ys = np.linspace(-1, 1, stage.height, dtype=np.float32)[:, None]
    canvas = canvas * (1 - 0.13 * np.clip(xs * xs * 0.6 + ys * ys * 0.6 - 0.25, 0, 1))[..., None]
    grain = stage.rng.standard_normal((stage.height, stage.width, 1)).astype(np.float32) * 0.010
    tone = mix(canvas, np.clip(luminance(canvas), 0, 1)[..., None], np.float32(-0.06))
    return np.clip(tone + grain, 0, 1).astype(np.float32)

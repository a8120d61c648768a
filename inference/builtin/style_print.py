"""Poster, woodcut, night and vintage film: prints and photographic looks."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.api import Report
from inference.builtin.flow import drawn_out, guided, ink_lines, lines, simplified, tangents
from inference.builtin.pixelmath import blur, luminance, mix, noise, smoothstep
from inference.builtin.style_draw import paper

Array = np.ndarray[Any, Any]


def poster(rgb: Array, unit: float, detail: float, rng: np.random.Generator, report: Report) -> Array:
    """Screen print: six to ten inks chosen from the picture, each a clean shape, printed on warm paper."""
    report.step(0.1, "Cutting shapes")
    smooth = simplified(rgb, 1.0, unit * (3.6 - 2.6 * detail))
    smooth = blur(simplified(smooth, 0.8, unit * (2.6 - 1.8 * detail)), unit * 0.6)
    lab = cv2.cvtColor(np.ascontiguousarray(smooth), cv2.COLOR_RGB2LAB)
    inks = _inks(lab, round(7 + 5 * detail))
    report.step(0.4, "Cutting shapes")
    distance = np.stack([((lab - ink) ** 2).sum(2) for ink in inks])
    label = _without_specks(cv2.medianBlur(distance.argmin(0).astype(np.uint8), 5), (unit * (14 - 9 * detail)) ** 2)
    inks[:, 1:] *= 1.3
    inks[:, 0] = np.clip(8 + (inks[:, 0] - 8) * 1.10, 6, 97)
    colours = np.clip(cv2.cvtColor(inks[None].astype(np.float32), cv2.COLOR_LAB2RGB)[0], 0, 1)
    report.step(0.7, "Printing")
    key = smoothstep(0.15, 0.75, blur(ink_lines(rgb, unit * (1.6 - 0.8 * detail), 0.05), unit * 0.3))[..., None]
    printed = blur(mix(colours[0] * 0.8, colours[label], key), max(0.5, unit * 0.35))
    grain = paper(rgb.shape[0], rgb.shape[1], unit * 0.7, rng)
    worn = smoothstep(2.1, 2.9, grain)[..., None] * 0.35
    return np.clip(mix(printed, np.array([0.95, 0.92, 0.85], np.float32), worn) * (1 + 0.008 * grain)[..., None], 0, 1)


def _without_specks(label: Array, least_px: float) -> Array:
    """Shapes smaller than `least_px` take the ink that lies nearest: nobody would cut them."""
    speck = np.zeros(label.shape, np.uint8)
    for ink in np.unique(label):
        _, parts, stats, _ = cv2.connectedComponentsWithStats((label == ink).astype(np.uint8), connectivity=8)
        speck |= (stats[:, cv2.CC_STAT_AREA] < least_px)[parts].astype(np.uint8) * (label == ink)
    if not speck.any() or speck.all():
        return label
    _, nearest = cv2.distanceTransformWithLabels(speck, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    inks = np.zeros(int(nearest.max()) + 1, np.uint8)
    kept = speck == 0
    inks[nearest[kept]] = label[kept]
    return inks[nearest]


def _inks(lab: Array, count: int) -> Array:
    """Colours by k-means over a reduced picture (n, 3), sorted by lightness."""
    small = cv2.resize(lab, (96, 96), interpolation=cv2.INTER_AREA).reshape(-1, 3)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 24, 0.3)
    cv2.setRNGSeed(1)
    scale = np.array([0.8, 1.2, 1.2], np.float32)
    _, _, centres = cv2.kmeans(small * scale, count, None, stop, 2, cv2.KMEANS_PP_CENTERS)
    centres = centres / scale
    return centres[np.argsort(centres[:, 0])]


def woodcut(rgb: Array, unit: float, detail: float, rng: np.random.Generator, report: Report) -> Array:
    """Black block print: cuts that follow the forms and widen with the light, solid blacks and clean whites, uneven
    ink, wood grain."""
    height, width = rgb.shape[:2]
    smooth = simplified(rgb, 0.8, unit * (3.4 - 2.2 * detail))
    tone = _carved_tone(luminance(smooth), unit)
    report.step(0.2, "Carving")
    tx, ty = _carving_flow(smooth, unit)
    pitch = unit * (3.0 - 1.8 * detail)
    rank = _cuts(tx, ty, pitch, rng, report)
    share = (tone - 0.27) / 0.40  # below: solid black, above: clean paper
    white = smoothstep(-0.09, 0.09, share - rank)
    value = lines(tone, *tangents(smooth, unit * 2)[:2], max(0.8, unit * 0.7), 16.0, unit * 4)
    edge, rim = smoothstep(0.0, 0.22, value), 1 - smoothstep(0.0, 0.22, 1 - value)  # filters 1 - tone
    white = np.maximum(white * edge, rim * smoothstep(0.42, 0.22, tone) * 0.9)  # a white cut parts dark from dark
    white = smoothstep(0.25, 0.75, blur(white.astype(np.float32), max(0.5, unit * 0.4)))
    grain = paper(height, width, unit, rng)
    inked = (1 - white) * (0.965 - 0.08 * smoothstep(1.0, 2.4, grain))
    sheet = np.array([0.945, 0.905, 0.82], np.float32) * (1 + 0.012 * grain)[..., None]
    return np.clip(mix(sheet, np.array([0.085, 0.075, 0.075], np.float32), inked[..., None]), 0, 1)


def _cuts(tx: Array, ty: Array, pitch: float, rng: np.random.Generator, report: Report) -> Array:
    """Long cuts along the flow: (h, w) 0-1 by rank. They are `pitch` px wide, so a smaller picture holds them as well,
    where the work is a fraction."""
    k = max(1.0, pitch / 2.2)
    height, width = tx.shape
    size = (max(1, round(width / k)), max(1, round(height / k)))
    pitch /= k
    tx, ty = (cv2.resize(t, size, interpolation=cv2.INTER_NEAREST) for t in (tx, ty))
    cut = drawn_out(blur(np.asarray(rng.standard_normal(tx.shape), np.float32), pitch * 0.40), tx, ty, pitch * 6)
    report.step(0.5, "Carving")
    cut = drawn_out(cut, tx, ty, pitch * 4)
    spread = np.sqrt(blur(cut * cut, pitch * 4)) + 1e-6
    report.step(0.7, "Carving")
    rank = cv2.resize(cut / spread, (width, height), interpolation=cv2.INTER_CUBIC)
    return 0.5 + 0.5 * np.tanh(rank * 0.9)


def _carved_tone(gray: Array, unit: float) -> Array:
    """Tones spread over the range, with the forms of a face or a wall lifted out by local contrast."""
    low, high = np.percentile(gray, (1, 99))
    gray = np.clip((gray - low) / max(float(high - low), 0.15), 0, 1)
    even = 0.45 * _evened(gray) + 0.55 * gray
    near, far = blur(even, unit * 7), blur(even, unit * 28)
    return np.clip(even + 0.9 * (even - near) + 0.45 * (near - far), 0, 1).astype(np.float32)


def _evened(gray: Array) -> Array:
    """Tones spread between equal shares and the picture's own."""
    counts = np.cumsum(np.histogram(gray, 256, (0, 1))[0]) / gray.size
    return (0.55 * np.interp(gray, np.linspace(0, 1, 256), counts) + 0.45 * gray).astype(np.float32)


def _carving_flow(rgb: Array, unit: float) -> tuple[Array, Array]:
    tx, ty, trust = tangents(rgb, unit * 7)
    slow = 0.25
    c2 = blur((tx * tx - ty * ty) * trust, unit * 8) + np.float32(np.cos(2 * slow) * 0.22)
    s2 = blur(2 * tx * ty * trust, unit * 8) + np.float32(np.sin(2 * slow) * 0.22)
    angle = 0.5 * np.arctan2(s2, c2)
    return np.cos(angle).astype(np.float32), np.sin(angle).astype(np.float32)


def night(rgb: Array, unit: float, detail: float, rng: np.random.Generator, report: Report) -> Array:
    """Day for night: dark, blue, deep shades (rods see no colour); lamps keep their warmth and glow; a blue sky
    deepens towards the zenith and gets stars.

    Jensen et al., "Night rendering" (2000) for the colours.
    """
    report.step(0.2, "Dimming the light")
    gray = luminance(rgb)
    linear = rgb ** 2.2
    sky = _open_sky(rgb, gray, unit)
    lamp = _lamps(rgb, gray, unit)
    level = luminance(linear)
    key = float(np.percentile(level, 96)) + 0.05
    level = (level / key) ** 1.35 * float(np.clip(key, 0.30, 0.6))  # moonlight is hard: lights stay, shades sink
    moonlit = level[..., None] * np.array([0.30, 0.47, 0.92], np.float32)
    tinted = linear * (level / (luminance(linear) + 1e-4))[..., None] * np.array([0.40, 0.50, 0.78], np.float32)
    dark = mix(moonlit, tinted, np.float32(0.42)) * 0.62 + np.array([0.0012, 0.0026, 0.0075], np.float32)
    ys, xs = np.mgrid[-1:1:rgb.shape[0] * 1j, -1:1:rgb.shape[1] * 1j].astype(np.float32)
    rise = np.clip((1 - ys) / 2, 0, 1)
    deep = mix(np.array([0.035, 0.075, 0.19], np.float32), np.array([0.004, 0.012, 0.045], np.float32),
               rise[..., None] ** 0.8)
    heaven = deep * (0.55 + 1.2 * level / max(float(level.mean()), 0.02) * 0.5)[..., None]
    dark = mix(dark, np.minimum(heaven, deep * 3), (sky * 0.88)[..., None])
    report.step(0.6, "Dimming the light")
    warm = linear * np.array([1.25, 0.92, 0.52], np.float32)
    out = mix(dark, warm, lamp[..., None])
    glow = warm * lamp[..., None]
    out = out + blur(glow, unit * 6) * 0.9 + blur(glow, unit * 26) * 1.0
    out = out * (1 - 0.35 * np.clip(xs * xs + ys * ys - 0.3, 0, 1))[..., None]
    picture = np.clip(out, 0, 1) ** (1 / 2.2)
    picture = picture * (0.74 + 0.52 * np.clip(picture.max(2, keepdims=True), 0, 1))  # depth: shades sink
    picture = picture + _starlight(sky, unit, rng)[..., None]
    grain = rng.standard_normal((*gray.shape, 1)).astype(np.float32) * (0.005 + 0.010 * detail)
    return np.clip(picture + grain, 0, 1).astype(np.float32)


def _lamps(rgb: Array, gray: Array, unit: float) -> Array:
    """What shines by itself (h, w) 0-1: small, much lighter than its surroundings, and warm or in a dark picture.
    A white wall in the sun is none."""
    local = blur(gray, unit * 40)
    small = smoothstep(0.13, 0.30, gray - local) * smoothstep(0.52, 0.82, gray)
    warm = smoothstep(0.24, 0.46, rgb[..., 0] - rgb[..., 2])
    dim = smoothstep(0.42, 0.22, np.array(float(np.median(gray))))
    lit = small * np.maximum(warm * smoothstep(0.5, 0.3, local), dim)
    return np.maximum(lit, _windows(rgb, unit) * smoothstep(0.45, 0.3, local)).astype(np.float32)


def _windows(rgb: Array, unit: float) -> Array:
    """Yellow to orange spots that are smaller than a window seen from afar (h, w) 0-1: a white top-hat."""
    yellow = smoothstep(0.12, 0.24, rgb[..., 1] - rgb[..., 2])  # skin in the sun is redder
    warm = smoothstep(0.12, 0.30, rgb[..., 0] - rgb[..., 2])
    shine = rgb[..., 0] * warm * yellow * smoothstep(0.35, 0.6, rgb[..., 1])
    k = 1 / max(1.0, unit)
    small = cv2.resize(shine, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
    open_ = cv2.morphologyEx(small, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (13, 13)))
    around = cv2.resize(blur(open_, 3), rgb.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return smoothstep(0.16, 0.38, shine - around) * smoothstep(0.45, 0.75, shine)


def _open_sky(rgb: Array, gray: Array, unit: float) -> Array:
    """Blue, smooth and joined to the upper edge (h, w) 0-1; nothing where that is not most of the upper edge."""
    small = cv2.resize(rgb, (160, 120), interpolation=cv2.INTER_AREA)
    fine = cv2.resize(np.abs(gray - blur(gray, unit * 1.5)), (160, 120), interpolation=cv2.INTER_AREA) < 0.020
    blue = fine & (small[..., 2] > small[..., 0] + 0.04) & (luminance(small) > 0.18)
    rosy = fine & (small[..., 2] > small[..., 1] + 0.012) & (luminance(small) > 0.45)  # of the low sun
    blue |= rosy
    clean = cv2.morphologyEx(blue.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    label = cv2.connectedComponents(clean, connectivity=4)[1]
    names, counts = np.unique(label[:8][label[:8] > 0], return_counts=True)
    if not len(names) or counts.max() < 0.7 * label[:8].size:
        return np.zeros_like(gray)
    open_blue = (label == names[counts.argmax()]).astype(np.uint8)
    cloud = fine & (luminance(small) > 0.6) & (np.ptp(small, 2) < 0.16)
    near = cv2.dilate(open_blue, np.ones((9, 9), np.uint8)) > 0
    mask = ((open_blue > 0) | (cloud & near)).astype(np.uint8)
    if mask.sum() > mask.size * 0.9:
        return np.zeros_like(gray)
    mask = cv2.dilate(mask, np.ones((3, 3), np.uint8)).astype(np.float32)  # no pale rim; the guide cuts it back
    big = cv2.resize(mask, gray.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.clip(guided(rgb, big, max(2, round(unit * 8)), 5e-5), 0, 1).astype(np.float32)


def _starlight(sky: Array, unit: float, rng: np.random.Generator) -> Array:
    """Stars (h, w) of uneven brightness where the sky is open, fewer near its lower border."""
    height, width = sky.shape
    stars = np.zeros((height, width), np.float32)
    count = 900
    xs, ys = rng.integers(0, width, count), (rng.random(count) ** 1.2 * height).astype(int)
    power = np.clip(0.12 + 0.10 * rng.pareto(1.4, count), 0, 1.4)
    stars[ys, xs] = power
    size = max(0.5, unit * 0.42)
    drawn = blur(stars, size) * (1 + 5 * size * size)
    return np.clip(drawn, 0, 0.9) * sky ** 4


def vintage(rgb: Array, unit: float, detail: float, rng: np.random.Generator, report: Report) -> Array:
    """Faded colour film: lifted blacks, warm lights and green-blue shades, halation, grain, dust, fall-off."""
    height, width = rgb.shape[:2]
    report.step(0.2, "Developing")
    gray = luminance(rgb)[..., None]
    soft = mix(rgb, gray, np.float32(0.22))
    halo = blur(np.clip(soft - 0.72, 0, 1), unit * 7) * np.array([1.6, 0.7, 0.35], np.float32)
    film = 1 - (1 - soft) * (1 - halo)
    curve = film * film * (3 - 2 * film) * 0.35 + film * 0.65
    low, high = np.array([0.085, 0.085, 0.115], np.float32), np.array([0.985, 0.945, 0.845], np.float32)
    film = low + curve * (high - low)
    film = film + (np.array([-0.022, 0.012, 0.022], np.float32) * (1 - gray) ** 2
                   + np.array([0.035, 0.012, -0.035], np.float32) * gray ** 2)
    report.step(0.6, "Developing")
    ys, xs = np.mgrid[-1:1:height * 1j, -1:1:width * 1j].astype(np.float32)
    film = film * (1 - 0.42 * np.clip((xs * xs + ys * ys) * 0.6 - 0.18, 0, 1))[..., None]
    leak = np.exp(-((xs - 1.05) / 0.35) ** 2) * smoothstep(0.35, 0.8, noise(height, width, height * 0.8, rng, 2))
    film = film + (leak * 0.28)[..., None] * np.array([1.0, 0.42, 0.12], np.float32)
    grain = blur(rng.standard_normal((height, width)).astype(np.float32), max(0.45, unit * 0.5))
    film = film + (grain / (grain.std() + 1e-6) * (0.016 + 0.022 * detail))[..., None] * (1.1 - gray)
    return np.clip(_dusted(film, unit, rng), 0, 1).astype(np.float32)


def _dusted(film: Array, unit: float, rng: np.random.Generator) -> Array:
    """A few specks and hairs of dust on the negative, so white on the print."""
    height, width = film.shape[:2]
    marks = np.zeros((height, width), np.uint8)
    for _ in range(14):
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        cv2.circle(marks, (round(x * 8), round(y * 8)), max(3, round(unit * rng.uniform(0.3, 1.1) * 8)), 255, -1,
                   cv2.LINE_AA, 3)
    for _ in range(3):
        start = rng.uniform(0, 1, 2) * [width, height]
        heading = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(rng.normal(0, 0.10), 0.09, 26))
        walk = start + np.cumsum(np.column_stack([np.cos(heading), np.sin(heading)]), 0) * unit * 1.6
        cv2.polylines(marks, [np.round(walk * 8).astype(np.int32)], False, 200, 1, cv2.LINE_AA, 3)
    return mix(film, np.float32(0.93), marks[..., None].astype(np.float32) / 255 * 0.6)

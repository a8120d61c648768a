"""Multi-scale patch synthesis of a hole: from a coarse first guess to full resolution, by PatchMatch and votes.

Wexler, Shechtman, Irani (2007); Barnes et al. (2009); texture features and onion-peel start as in
Newson, Almansa, Gousseau, Perez, "Non-Local Patch-Based Image Inpainting" (IPOL 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from inference.api import Report
from inference.builtin import patchmatch
from inference.builtin.pixelmath import resized

Array = np.ndarray[Any, Any]
RADIUS = 3  # patches of 7 x 7
COARSE_HALF_WIDTH = 5.0  # px of the hole's half-width on the coarsest level
SMALLEST_SIDE = 24
SHARP = (20, 0.3)  # percentile of the patch costs, and its share, as the width of the last vote's weights
FULL_EFFORT = 400_000  # targets on a level beyond which it gets the short schedule


@dataclass
class Level:
    """One level of the pyramid: planes (h, w, c) and given (h, w, g) float32, hole and usable (h, w) bool."""

    planes: Array
    given: Array
    hole: Array
    usable: Array


@dataclass
class Field:
    """Sources (n, 2) of the target points (n, 2), both padded coordinates, and the map point -> row."""

    points: Array
    index: Array
    sources: Array
    cost: Array


def texture_features(lightness: Array, hole: Array, side: int) -> Array:
    """Mean absolute gradients (h, w, 2) over `side` px of what is known: it tells textures apart on coarse levels."""
    dx = np.abs(cv2.Sobel(lightness, cv2.CV_32F, 1, 0, scale=0.25))
    dy = np.abs(cv2.Sobel(lightness, cv2.CV_32F, 0, 1, scale=0.25))
    known = (cv2.erode((~hole).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0).astype(np.float32)
    weight = cv2.blur(known, (side, side)) + 1e-4
    return np.dstack([cv2.blur(d * known, (side, side)) / weight for d in (dx, dy)])


def pyramid(planes: Array, given: Array, hole: Array, usable: Array) -> list[Level]:
    """Halve until the hole is about a patch thick. The hole of a coarse level never enters its colours."""
    levels = [Level(planes, given, hole, usable)]
    while min(levels[-1].hole.shape) > 2 * SMALLEST_SIDE and half_width(levels[-1].hole) > COARSE_HALF_WIDTH:
        below = levels[-1]
        height, width = below.hole.shape
        size = ((width + 1) // 2, (height + 1) // 2)
        known = (~below.hole).astype(np.float32)
        area = cv2.resize(known, size, interpolation=cv2.INTER_AREA)
        mean = resized(below.planes * known[..., None], size, cv2.INTER_AREA)
        hole = area < 0.5
        usable = cv2.resize(below.usable.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.99
        if hole.all() or not usable.any():
            break
        given = resized(below.given, size, cv2.INTER_AREA)
        levels.append(Level(mean / np.maximum(area, 1e-3)[..., None], given, hole, usable))
    return levels


def half_width(hole: Array) -> float:
    """Largest distance of a hole pixel to a known one, in px; the picture's border does not count as known."""
    if hole.all():
        return float(max(hole.shape))
    return float(cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 5).max())


def synthesise(
    planes: Array, given: Array, hole: Array, usable: Array, report: Report, seed: int,
) -> tuple[Array, Array, Field]:
    """Fill `hole` of planes (h, w, c) float32. Returns (planes, voted, field): voted has values around the hole too.

    `usable` says where patches may be copied from. The known pixels of `planes` are returned as they were.
    `given` (h, w, g) float32 is known inside the hole too, and compared like the planes: the height in the picture,
    the colour that is to be expected. In `voted` the known pixels next to the hole are what the patches would put there
    (for the seam correction). `field` is that of the finest level, padded by RADIUS.
    """
    levels = pyramid(planes, given, hole, usable)
    work = [float(2 ** (len(levels) - 1 - i)) + 1 for i in range(len(levels))][::-1]
    total, done = sum(work), 0.0
    current: Array | None = None
    voted = planes
    field: Field | None = None
    for number in range(len(levels) - 1, -1, -1):
        level = levels[number]
        share = work[len(levels) - 1 - number]
        part = report.part(done / total, (done + share) / total)
        current, voted, field = _solve_level(level, current, field, number, len(levels), seed, part)
        done += share
    assert current is not None
    assert field is not None
    return current, voted, field


def _solve_level(
    level: Level, coarse: Array | None, coarse_field: Field | None, number: int, count: int, seed: int, report: Report,
) -> tuple[Array, Array, Field]:
    pad = RADIUS
    margin = ((pad, pad), (pad, pad), (0, 0))
    voted_channels = level.planes.shape[2]
    planes = np.ascontiguousarray(np.pad(np.dstack([level.planes, level.given]), margin, mode="reflect"), np.float32)
    hole = cv2.copyMakeBorder(level.hole.astype(np.uint8), pad, pad, pad, pad, cv2.BORDER_REFLECT_101) > 0
    valid = _valid_sources(level, pad)
    field = _targets(hole, pad)
    rng = np.random.default_rng([seed, number])
    candidates = np.argwhere(valid).astype(np.int32)
    field.sources = candidates[rng.integers(len(candidates), size=len(field.points))]
    if coarse is None or coarse_field is None:
        _peel_start(planes, voted_channels, hole, candidates, field, report)
    else:
        _inherit(field, coarse_field, valid)
        height, width = level.hole.shape
        up = resized(coarse, (width, height), cv2.INTER_LINEAR)
        planes[pad:-pad, pad:-pad, :voted_channels][level.hole] = up[level.hole]
        _vote_into(planes, voted_channels, hole, field, np.ones(hole.shape, np.float32), 1e6)
    voted = _iterate(planes, voted_channels, hole, valid, field, number, count, seed, report)
    inner = np.s_[pad:-pad, pad:-pad, :voted_channels]
    return planes[inner].copy(), voted[inner].copy(), field


def _valid_sources(level: Level, pad: int) -> Array:
    """Patch centres whose whole patch is known, usable and inside the picture; the best that exists otherwise."""
    side = 2 * RADIUS + 1
    good = (level.usable & ~level.hole).astype(np.uint8)
    whole = cv2.erode(good, np.ones((side, side), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=0)
    if not whole.any():
        whole = cv2.erode(good, np.ones((side, side), np.uint8), borderType=cv2.BORDER_REFLECT_101)
    if not whole.any():
        whole = good
    return cv2.copyMakeBorder(whole, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0) > 0


def _targets(hole: Array, pad: int) -> Field:
    side = 2 * RADIUS + 1
    touched = cv2.dilate(hole.astype(np.uint8), np.ones((side, side), np.uint8)) > 0
    inside = np.zeros_like(touched)
    inside[pad:-pad, pad:-pad] = True
    points = np.argwhere(touched & inside).astype(np.int32)
    index = np.full(hole.shape, -1, np.int32)
    index[points[:, 0], points[:, 1]] = np.arange(len(points), dtype=np.int32)
    return Field(points, index, np.zeros_like(points), np.zeros(len(points), np.float32))


def _inherit(field: Field, coarse: Field, valid: Array) -> None:
    """Take the doubled offsets of the coarser level where they are valid sources."""
    pad = RADIUS
    own = field.points - pad
    row = coarse.index[np.minimum(own[:, 0] // 2 + pad, coarse.index.shape[0] - 1),
                       np.minimum(own[:, 1] // 2 + pad, coarse.index.shape[1] - 1)]
    source = (coarse.sources[row] - pad) * 2 + own % 2 + pad
    source = np.clip(source, pad, np.array(valid.shape) - 1 - pad)
    good = (row >= 0) & valid[source[:, 0], source[:, 1]]
    field.sources[good] = source[good].astype(np.int32)


def _peel_start(planes: Array, voted: int, hole: Array, candidates: Array, field: Field, report: Report) -> None:
    """First guess: rings from the border inwards, each matched on what is already there and voted."""
    height, width, channels = planes.shape
    flat = planes.reshape(height, width * channels)
    inner = hole.copy()
    inner[:RADIUS], inner[-RADIUS:], inner[:, :RADIUS], inner[:, -RADIUS:] = True, True, True, True
    depth = cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 5)
    here = depth[field.points[:, 0], field.points[:, 1]]
    known = ~hole
    last = int(np.ceil(here.max()))
    step = 1 if last < 40 else 4
    for ring in range(0, last + 1, step):
        report.step(0.3 * ring / (last + 1), "Finding a first guess")
        rows = np.flatnonzero((here > ring - step) & (here <= ring)) if ring else np.flatnonzero(here <= 0)
        if not len(rows):
            continue
        stride = max(1, len(candidates) * len(rows) // 400_000)
        points, sources = field.points[rows], field.sources[rows]
        patchmatch.peel(flat, known, points, candidates, sources, RADIUS, channels, stride)
        field.sources[rows] = sources
        ring_mask = np.zeros_like(hole)
        ring_mask[points[:, 0], points[:, 1]] = True
        ring_mask &= hole
        part = Field(points, field.index, sources, np.zeros(len(points), np.float32))
        _vote_into(planes, voted, ring_mask, part, np.ones(hole.shape, np.float32), 1e6)
        known |= ring_mask


def _iterate(
    planes: Array, own: int, hole: Array, valid: Array, field: Field, number: int, count: int, seed: int,
    report: Report,
) -> Array:
    channels = planes.shape[2]
    flat = planes.reshape(planes.shape[0], -1)
    depth = cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 5)
    confidence = np.maximum(1.3 ** -depth, 1e-4).astype(np.float32)
    coarsest = number == count - 1
    large = len(field.points) > FULL_EFFORT
    turns, rounds = (12, 3) if coarsest else ((1, 1) if large else (max(3, 2 * number + 2), 2))
    reach = max(hole.shape) if coarsest else max(16, max(hole.shape) // (4 if large else 2))
    voted = planes
    for turn in range(turns):
        report.step(0.3 + 0.7 * turn / turns if coarsest else turn / turns, "Filling")
        for piece in range(rounds):
            patchmatch.search(flat, field.points, field.index, valid, field.sources, field.cost, RADIUS, channels,
                              1, seed * 7919 + number * 211 + turn * 13 + piece, reach)
            if large:
                report.step(turn / turns, "Filling")
        sigma2 = max(float(np.percentile(field.cost, 75)), 1e-2)
        voted = _vote_into(planes, own, hole, field, confidence, sigma2)
    if number == 0:
        voted = _sharpened(planes, own, voted, hole, field, confidence)
    return voted


def _sharpened(planes: Array, channels: int, soft: Array, hole: Array, field: Field, confidence: Array) -> Array:
    """A last vote that prefers the best patch, mixed with the soft one so that the hole is as rough as its sources.

    One patch for each pixel keeps texture, but where patches do not agree it also leaves steps; their sum is
    compared with the roughness of the places that were copied.
    """
    source = planes.copy()
    sigma2 = max(float(np.percentile(field.cost, SHARP[0])) * SHARP[1], 1e-2)
    sharp = _vote_into(source, channels, hole, field, confidence, sigma2)
    inside = hole[field.points[:, 0], field.points[:, 1]]
    own, there = field.points[inside], field.sources[inside]

    def roughness(image: Array, at: Array) -> float:
        lap = cv2.Laplacian(np.ascontiguousarray(image[..., 0]), cv2.CV_32F)
        return float(np.sqrt(np.mean(lap[at[:, 0], at[:, 1]] ** 2))) + 1e-6

    low, high, aim = roughness(soft, own), roughness(sharp, own), roughness(soft, there)
    share = 1.0 if high <= aim else float(np.clip((aim - low) / max(high - low, 1e-6), 0, 1))
    mixed = soft + (sharp - soft) * np.float32(share)
    planes[hole] = mixed[hole]
    return mixed


def _vote_into(planes: Array, voted: int, hole: Array, field: Field, confidence: Array, sigma2: float) -> Array:
    """Replace the hole's pixels by the weighted mean of all patches that cover them; returns the means everywhere.

    Only the first `voted` channels; the others are given.
    """
    height, width, channels = planes.shape
    total = np.zeros((height, width * channels), np.float32)
    weight = np.zeros((height, width), np.float32)
    patchmatch.vote(planes.reshape(height, -1), total, weight, field.points, field.sources, field.cost, confidence,
                    RADIUS, channels, sigma2)
    mean = total.reshape(height, width, channels) / np.maximum(weight, 1e-20)[..., None]
    mean[..., voted:] = planes[..., voted:]
    covered = weight > 0
    inside = hole & covered
    planes[inside] = mean[inside]
    return np.where(covered[..., None], mean, planes)

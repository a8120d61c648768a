"""Beyond the edge of a picture with no model: pieces of it carried outwards, mirrored, or smooth colours with grain.

Pieces are levelled to the colours that are to be expected, and their steps taken away. Every side is turned to the
right one first. The picture itself is returned as it came, to the byte.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from inference.api import Report
from inference.builtin.atlas import RIM_PX, Atlas, Labels, atlas_of, candidates, levelled, there
from inference.builtin.extend_cut import fitted, sharper, solved
from inference.builtin.fill import fill
from inference.builtin.pixelmath import from_unit, to_unit
from inference.builtin.poisson import joined
from inference.depths import top_of

Array = np.ndarray[Any, Any]
SIDES = ("left", "right", "top", "bottom")
BAND = 0.6  # of the picture's length that is added at once; more is made from what was added
SMALLEST = 24  # px; less is left to the fill
NODES = 3500  # px of the strip on the coarsest level
FADES = 0.3  # of the strip, over which a tone that misses the picture's at the edge fades
MOST_MISSING = 8.0  # Lab units; more than that is an edge of a thing, not a tone


def extend(image: Array, side: str, px: int, report: Report, seed: int = 0) -> Array:
    """The image (h, w, 3 or 4; uint8, uint16, float32) with `px` more on one of SIDES; what was there stays."""
    if px <= 0:
        return image.copy()
    turned, upright = _turned(image, side), side in ("top", "bottom")
    total = px
    while px:
        now = min(px, max(int(BAND * turned.shape[1]), 64))
        part = report.part(1 - px / total, 1 - (px - now) / total)
        turned = np.concatenate([turned, _strip(turned, now, upright, part, seed)], 1)
        px -= now
    return np.ascontiguousarray(_turned(turned, side, back=True))


def _turned(image: Array, side: str, back: bool = False) -> Array:
    """With the side on the right; `back` undoes it."""
    if side == "right":
        return image
    if side == "left":
        return image[:, ::-1]
    if side == "bottom":
        return image.swapaxes(0, 1)
    return image.swapaxes(0, 1)[::-1] if back else image[::-1].swapaxes(0, 1)


def _strip(image: Array, width: int, upright: bool, report: Report, seed: int) -> Array:
    report.step(0.0, "Continuing the picture")
    near = np.ascontiguousarray(image[:, -min(image.shape[1], max(3 * width, 768)):])
    unit = to_unit(near)
    if min(near.shape[:2]) < SMALLEST or width < 8 or (unit.shape[2] == 4 and unit[..., 3].min() < 1):
        return _by_fill(near, width, report, seed)
    lab = cv2.cvtColor(np.ascontiguousarray(np.clip(unit[..., :3], 0, 1)), cv2.COLOR_RGB2LAB)
    made = _continue(lab, width, upright, report, seed)
    rgb = np.clip(cv2.cvtColor(np.ascontiguousarray(made), cv2.COLOR_LAB2RGB), 0, 1)
    if unit.shape[2] == 4:
        rgb = np.dstack([rgb, np.ones(rgb.shape[:2], np.float32)])
    report.step(1.0, "Continuing the picture")
    return from_unit(rgb, image.dtype)


def _by_fill(near: Array, width: int, report: Report, seed: int) -> Array:
    canvas = cv2.copyMakeBorder(near, 0, 0, 0, width, cv2.BORDER_REPLICATE)
    if near.shape[2] == 4:
        canvas[:, near.shape[1]:, 3] = top_of(near.dtype)
    mask = np.zeros(canvas.shape[:2], np.uint8)
    mask[:, near.shape[1]:] = 255
    return fill(canvas, mask, report, seed)[:, near.shape[1]:]


def _continue(lab: Array, width: int, upright: bool, report: Report, seed: int) -> Array:
    """The strip (h, width, 3) to the right of lab."""
    height = lab.shape[0]
    depth = int(np.clip(np.ceil(np.log2(max(np.sqrt(height * width / NODES), 1.0))), 0,
                        np.floor(np.log2(min(height, lab.shape[1]) / 12))))
    atlas, lacks = atlas_of(lab, width, 2**depth, seed)
    levels = [atlas]
    for _ in range(depth):
        levels.append(levels[-1].half())
    report.step(0.2, "Continuing the picture")
    coarse = levels[-1]
    labels = candidates(coarse, upright, seed)
    lacks = cv2.resize(lacks, (coarse.width, coarse.lab.shape[0]), interpolation=cv2.INTER_AREA)
    chosen = solved(coarse, labels, lacks, upright)
    report.step(0.6, "Continuing the picture")
    for level in levels[-2::-1]:
        chosen = chosen.repeat(2, 0).repeat(2, 1)
        labels = replace(labels, dy=labels.dy * 2, dx=labels.dx * 2)
        labels = fitted(level, labels, chosen)
        chosen = sharper(level, labels, chosen)
    report.step(0.85, "Joining the pieces")
    return _composed(atlas, labels, chosen)[:height, :width]


def _composed(atlas: Atlas, labels: Labels, chosen: Array) -> Array:
    """The pieces put together, levelled, their steps taken away; (h, width, 3)."""
    height, width = chosen.shape
    shifts = labels.shifts(atlas)
    ys, xs = np.mgrid[0:height, atlas.own:atlas.own + width]
    ty, tx, good = there(atlas, ys + shifts[chosen, 0], xs + shifts[chosen, 1])
    ty, tx = np.where(good, ty, ys), np.where(good, tx, xs + atlas.panels[2])
    values, _ = levelled(atlas.lab, atlas, ys, xs, ty, tx)
    away = np.arange(width, dtype=np.float32) / max(FADES * width, 1.0)
    values += _missing(atlas, shifts[chosen[:, 0]]) * np.exp(-away)[None, :, None]
    hole = np.zeros(atlas.known.shape, bool)
    hole[:, atlas.own:atlas.own + width] = True
    shift = np.zeros((*hole.shape, 2), np.int32)
    shift[:, atlas.own:atlas.own + width] = np.stack([ty - ys, tx - xs], 2)
    own = atlas.lab.copy()
    own[:, atlas.own:atlas.own + width] = values
    return joined(atlas.lab, hole, atlas.known, shift, own)[:, atlas.own:atlas.own + width]


def _missing(atlas: Atlas, shifts: Array) -> Array:
    """(h, 1, 3): by how much pieces with the `shifts` (h, 2) at the edge would miss the picture's tones there."""
    height = len(shifts)
    ry, rx = np.mgrid[0:height, atlas.own - RIM_PX:atlas.own]
    ty, tx, good = there(atlas, ry + shifts[:, :1], rx + shifts[:, 1:])
    copied, _ = levelled(atlas.lab, atlas, ry, rx, ty, tx)
    miss = np.clip(atlas.lab[ry, rx] - copied, -MOST_MISSING, MOST_MISSING) * good[..., None]
    mean = miss.mean(1, keepdims=True)
    return cv2.GaussianBlur(mean, (1, 31), sigmaX=0.1, sigmaY=6.0).reshape(height, 1, 3)

"""Content-aware fill with no model: patches of the surroundings for large holes, frequency extrapolation for thin ones.

Everything outside the mask is returned as it came, to the byte.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import cv2
import numpy as np

from inference.api import Report, UserError
from inference.builtin.pixelmath import from_unit, to_unit
from inference.builtin.poisson import joined
from inference.builtin.seam import rim_correction
from inference.builtin.shiftmap import Distant, pieces, repetition, shifts_of
from inference.builtin.synthesis import RADIUS, Field, half_width, synthesise, texture_features
from inference.builtin.thin import fill_thin
from inference.builtin.transport import carried

Array = np.ndarray[Any, Any]
# Weights and thresholds chosen on the photographs of bench/fill.py, this one on those of --held-out as well:
THIN_HALF_WIDTH = 6.0  # px; below it a scratch, dust or text; where two scratches cross they are as wide as this
EXPECTED = 1.0  # weight of the colour to be expected from afar
AFAR = 0.1  # of the hole's half-width: what is expected is blurred by this
LOYAL = 0.3  # weight of the averaged fill when it is put together from whole pieces
COMMON = 95.0  # percentile of rarity beyond which a thing is odd: a second moon is seen at once
ODD = 1.0  # weight of what lies beyond, in Lab units
LOYAL_TEXTURE = 1.0  # beside it, that of the texture to be expected: averages alone would draw in smooth pieces
ROWS_AT_BORDER, ROWS_INSIDE = 30.0, 8.0  # Lab units that the whole height of the crop is worth
JOIN_PX = 24  # holes nearer than this are filled together
LEAST_REACH = 24  # px; nearer than that there is too little to copy
ENOUGH = 3  # times the hole that must be there to copy, where a source area is given
LARGEST_ISLANDS = 24  # beyond this many islands all are filled in one go


def fill(
    image: Array, mask: Array, report: Report, seed: int = 0, source: Array | None = None, reach: int = 0,
) -> Array:
    """The image (h, w, 3 or 4; uint8, uint16, float32) with the masked part replaced by what fits around it.

    `mask` (h, w) uint8: 255 replaces a pixel, values between blend. `source` (h, w) bool: where may be copied from,
    None = where seems best; `reach` px around the hole is as far as is looked, 0 = as far as seems useful.
    Raises UserError when nothing is known.
    """
    if not mask.any():
        return image.copy()
    hole = mask > 0
    if source is not None and source.shape != hole.shape:
        raise UserError("The area to take from is {mw} x {mh} pixels, the picture {w} x {h}.",
                        "Both must have the same size.", mw=source.shape[1], mh=source.shape[0],
                        w=hole.shape[1], h=hole.shape[0])
    opaque = image[..., 3] > 0 if image.shape[2] == 4 else np.ones(mask.shape, bool)
    known = ~hole & opaque if source is None else ~hole & opaque & source
    if not known.any():
        if source is not None:
            raise UserError("There is nothing in the area to take from.", "Choose another area, or take from anywhere.")
        raise UserError("There is nothing around the selection to fill it from.",
                        "Leave a part of the picture unselected.")
    result = image.copy()
    boxes = _groups(hole, None if source is None else known, reach)
    areas = [int((box[2] - box[0]) * (box[3] - box[1])) for box in boxes]
    done = 0
    for (y0, x0, y1, x1, own), area in zip(boxes, areas, strict=True):
        part = report.part(done / sum(areas), (done + area) / sum(areas))
        part.step(0.0, "Filling")
        where = np.s_[y0:y1, x0:x1]
        allowed = _allowed(own, None if source is None else source[where], reach)
        result[where] = _fill_crop(result[where], np.where(own, mask[where], 0), hole[where], part, seed, allowed)
        done += area
    report.step(1.0, "Filling")
    return result


def _allowed(own: Array, source: Array | None, reach: int) -> Array | None:
    """Where patches may come from (h, w) bool; None = anywhere."""
    if reach <= 0:
        return source
    # Less than two patches of surroundings are none.
    near = cv2.distanceTransform((~own).astype(np.uint8), cv2.DIST_L2, 5) <= max(reach, LEAST_REACH)
    return near if source is None else near & source


def _groups(hole: Array, source: Array | None, reach: int) -> list[tuple[int, int, int, int, Array]]:
    """Islands of the hole with enough surroundings each: (y0, x0, y1, x1, own mask). `source` (h, w): what of the
    known may be copied, and of which there must be enough."""
    height, width = hole.shape
    joined = cv2.dilate(hole.astype(np.uint8), np.ones((JOIN_PX + 1, JOIN_PX + 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    if count - 1 > LARGEST_ISLANDS:
        return [(0, 0, height, width, hole)]
    found = []
    for label in range(1, count):
        x, y, w, h = (int(v) for v in stats[label, :4])
        own = (labels[y:y + h, x:x + w] == label) & hole[y:y + h, x:x + w]
        margin = int(np.clip(0.9 * max(own.any(0).sum(), own.any(1).sum()), 64, 420))
        margin = max(reach, LEAST_REACH) if reach > 0 else margin
        box = _grown((y, x, y + h, x + w), margin, hole.shape)
        while source is not None and not _enough(source, box, int(own.sum())):
            margin *= 2
            box = _grown((y, x, y + h, x + w), margin, hole.shape)
        y0, x0, y1, x1 = box
        mine = np.zeros((y1 - y0, x1 - x0), bool)
        mine[y - y0:y - y0 + h, x - x0:x - x0 + w] = own
        found.append((y0, x0, y1, x1, mine))
    return found


def _grown(box: tuple[int, int, int, int], by: int, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    return max(0, box[0] - by), max(0, box[1] - by), min(shape[0], box[2] + by), min(shape[1], box[3] + by)


def _enough(source: Array, box: tuple[int, int, int, int], hole_px: int) -> bool:
    """Whether a box (y0, x0, y1, x1) holds as much to copy as is useful, or all that there is."""
    there = int(source[box[0]:box[2], box[1]:box[3]].sum())
    return there >= min(ENOUGH * hole_px, int(source.sum()))


def _fill_crop(
    image: Array, mask: Array, hole: Array, report: Report, seed: int, allowed: Array | None = None,
) -> Array:
    """`hole` also holds the neighbours' holes: nothing may be copied from there."""
    thick, thin = _split_by_thickness(mask > 0)
    unit = to_unit(image)
    if thin.any():
        unit = fill_thin(unit, thin, hole, report.part(0.0, 0.3 if thick.any() else 1.0))
    if thick.any():
        unit = _fill_patches(unit, thick, hole & ~thin, report.part(0.3 if thin.any() else 0.0, 1.0), seed, allowed)
    share = (mask.astype(np.float32) / 255)[..., None]
    blended = to_unit(image) * (1 - share) + unit * share
    return np.where((mask > 0)[..., None], from_unit(blended, image.dtype), image)


def _split_by_thickness(hole: Array) -> tuple[Array, Array]:
    """The places of the hole that are wide (for patches), and the rest (for interpolation).

    Wide is what lies within reach of a pixel deeper than THIN_HALF_WIDTH, so that a blob on a scratch is split off.
    """
    padded = cv2.copyMakeBorder(hole.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    depth = cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1]
    reach = 2 * int(2 * THIN_HALF_WIDTH) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    thick = hole & (cv2.dilate((depth > THIN_HALF_WIDTH).astype(np.uint8), disc) > 0)
    return thick, hole & ~thick


def _fill_patches(
    unit: Array, hole: Array, unknown: Array, report: Report, seed: int, allowed: Array | None,
) -> Array:
    """Patch synthesis in Lab with texture features. unit (h, w, 3 or 4) float32 0-1."""
    lab = cv2.cvtColor(np.ascontiguousarray(unit[..., :3]), cv2.COLOR_RGB2LAB)
    usable, planes = ~unknown, [lab]
    fades = unit.shape[2] == 4 and _transparent_around(unit[..., 3], hole, unknown)
    if unit.shape[2] == 4 and not fades:
        usable = usable & (unit[..., 3] > 0.5)
    if fades:
        planes = [lab * unit[..., 3:], unit[..., 3:] * 100]
    side = int(np.clip(half_width(hole) / 2, 5, 65)) | 1
    rough = texture_features(lab[..., 0], unknown, side) * 3.0
    planes.append(rough)
    stack = np.ascontiguousarray(np.dstack(planes), np.float32)
    edge = hole[0].any() or hole[-1].any() or hole[:, 0].any() or hole[:, -1].any()
    rows = ROWS_AT_BORDER if edge else ROWS_INSIDE
    around = usable & ~hole
    if allowed is not None and (usable & allowed).any():
        usable = usable & allowed
    known = usable & ~hole
    afar = expected(np.dstack([planes[0], rough]), ~around)
    given = np.dstack([np.linspace(0, rows, hole.shape[0], dtype=np.float32)[:, None].repeat(hole.shape[1], 1),
                       EXPECTED * afar[..., :-2]])
    with ThreadPoolExecutor(1) as beside:
        repeated = None if fades else beside.submit(repetition, lab, known, seed)
        filled, voted, field = synthesise(stack, given, hole | unknown, usable, report.part(0.0, 0.7), seed)
    filled[..., :3] += rim_correction(stack[..., :3], voted[..., :3], hole, usable)
    if repeated is not None:
        report.step(0.7, "Joining the pieces")
        texture = LOYAL_TEXTURE * np.where(hole[..., None], afar[..., -2:], rough)
        filled = _in_pieces(filled[..., :3], lab, texture, hole, known, around, field, *repeated.result())
    report.step(1.0, "Filling")
    return _colours(filled, unit, hole, fades)


def _in_pieces(
    guide: Array, lab: Array, texture: Array, hole: Array, known: Array, around: Array, field: Field,
    repeats: Array, rare: Array,
) -> Array:
    """The fill that averages patches, put together anew from whole pieces of the picture where that can be done.

    `texture` (h, w, 2) is known outside and expected inside the hole; `repeats` and `rare` are of `repetition`.
    """
    own = field.points - RADIUS
    inside = hole[own[:, 0], own[:, 1]]
    shifts = np.vstack([repeats, shifts_of(field.sources[inside] - field.points[inside])])
    odd = np.maximum(rare - np.float32(np.percentile(rare[known], COMMON)), 0)
    distant = Distant(np.dstack([guide, texture]), np.dstack([lab, texture]), LOYAL, ODD * odd)
    shift = pieces(lab, hole, known, np.unique(shifts, axis=0), around, distant) if len(shifts) else None
    if shift is None:
        return guide
    ys, xs = np.nonzero(hole)
    height, width = hole.shape
    rows, columns = ys + shift[ys, xs, 0], xs + shift[ys, xs, 1]
    found = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)  # a few may have no possible shift
    found[found] = known[rows[found], columns[found]]
    solved = np.zeros_like(hole)
    solved[ys[found], xs[found]] = True
    rest = hole & ~solved
    return joined(np.where(rest[..., None], guide, lab), solved, around | rest, shift)


def expected(planes: Array, unknown: Array) -> Array:
    """The planes (h, w, c) as they are to be expected from afar: inside the hole they are carried in along edges."""
    half = half_width(unknown)
    sigma = float(np.clip(AFAR * half, 1, 30))
    return cv2.GaussianBlur(carried(planes, unknown, half), (0, 0), sigma)


def _transparent_around(alpha: Array, hole: Array, unknown: Array) -> bool:
    ring = cv2.dilate(hole.astype(np.uint8), np.ones((15, 15), np.uint8)) > 0
    ring &= ~unknown
    return bool(ring.any() and (alpha[ring] < 0.99).mean() > 0.02)


def _colours(filled: Array, unit: Array, hole: Array, fades: bool) -> Array:
    lab = filled[..., :3]
    result = unit.copy()
    if fades:
        alpha = np.clip(filled[..., 3] / 100, 0, 1)
        lab = lab / np.maximum(alpha, 1e-3)[..., None]
        result[..., 3][hole] = alpha[hole]
    elif unit.shape[2] == 4:
        result[..., 3][hole] = 1.0
    rgb = np.clip(cv2.cvtColor(np.ascontiguousarray(lab), cv2.COLOR_LAB2RGB), 0, 1)
    result[..., :3][hole] = rgb[hole]
    return result

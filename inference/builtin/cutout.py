"""An object, or the subject, cut out by its colours and edges: no weights, so it knows nothing of things.

GrabCut (Rother, Kolmogorov and Blake 2004; OpenCV's) needs to be told where to begin: a box, clicks, or, for the
subject, what differs from the rim of the picture.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.api.hints import Hints, Point
from inference.builtin.edges import refined

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.uint8]
EDGE_PX = 460  # longest edge that the cut is looked for at
_ROUNDS, _STILL = 5, 0.002  # at most; a round that changes a smaller share of the pixels is the last
_CLICK = 0.012  # of the longest edge: radius of what a click is sure of
_COLOURS = 6  # that a rim is made of


def cut_out(picture: Array, hints: Hints, report: Report) -> Mask:
    """uint8 (h, w), 255 = the object that `hints` show in `picture` (h, w, 3) uint8."""
    if hints.box is None:
        return _cut(picture, hints, report)
    x, y, width, height = _around(hints.box, picture)  # colours far from the box tell nothing about it
    inner = picture[y:y + height, x:x + width]
    made = np.zeros(picture.shape[:2], np.uint8)
    if not inner.size:
        return made
    made[y:y + height, x:x + width] = _cut(np.ascontiguousarray(inner), _moved(hints, -x, -y, width, height), report)
    return made


def _cut(picture: Array, hints: Hints, report: Report) -> Mask:
    small, k = _small(picture)
    known = _seeded(small, hints, k)
    found = _grabbed(small, known, report)
    return refined(_of_interest(found, hints, k, small.shape[:2]), picture)


def _around(box: tuple[float, float, float, float], picture: Array) -> tuple[int, int, int, int]:
    """The box with as much around it as it is large."""
    x, y, w, h = box
    by = max(w, h) / 2 + 8
    left, top = max(int(x - by), 0), max(int(y - by), 0)
    right, bottom = min(int(x + w + by), picture.shape[1]), min(int(y + h + by), picture.shape[0])
    return left, top, max(right - left, 0), max(bottom - top, 0)


def _moved(hints: Hints, dx: int, dy: int, width: int, height: int) -> Hints:
    """In px of a part of the picture; clicks outside that are dropped."""
    def kept(points: tuple[Point, ...]) -> tuple[Point, ...]:
        moved = ((x + dx, y + dy) for x, y in points)
        return tuple((x, y) for x, y in moved if 0 <= x < width and 0 <= y < height)

    box = None if hints.box is None else (hints.box[0] + dx, hints.box[1] + dy, hints.box[2], hints.box[3])
    return Hints(kept(hints.inside), kept(hints.outside), box)


def subject(picture: Array, report: Report) -> Mask:
    """uint8 (h, w), 255 = what stands out from the rim of the picture and towards its middle: a guess."""
    small, _ = _small(picture)
    stands_out = salience(small)
    level = float(np.clip(_otsu(stands_out), 0.15, 0.6))
    known = np.full(small.shape[:2], cv2.GC_PR_BGD, np.uint8)
    known[stands_out > level] = cv2.GC_PR_FGD
    known[stands_out > level + 0.6 * (1 - level)] = cv2.GC_FGD
    rim = max(round(0.01 * max(known.shape)), 1)
    for edge in (np.s_[:rim], np.s_[:, :rim], np.s_[:, -rim:]):  # a subject may stand on the lower edge
        known[edge] = np.where(known[edge] == cv2.GC_FGD, cv2.GC_PR_FGD, known[edge])
        known[edge] = np.where(known[edge] == cv2.GC_PR_BGD, cv2.GC_BGD, known[edge])
    if not (known & 1).any():
        return np.zeros(picture.shape[:2], np.uint8)
    return refined(_large_parts(_grabbed(small, known, report)), picture)


def shifted(mask: Mask, by: int) -> Mask:
    """With its edge moved outwards by px, inwards when negative."""
    if by == 0:
        return mask
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * abs(by) + 1,) * 2)
    return np.asarray(cv2.dilate(mask, disc) if by > 0 else cv2.erode(mask, disc), np.uint8)


def salience(small: Array) -> npt.NDArray[np.float32]:
    """(h, w) 0-1: the least distance in Lab to the colours of the rim, times a preference for the middle
    (background prior of Zhu et al. 2014, in its simplest form)."""
    lab = cv2.cvtColor(cv2.bilateralFilter(small, 7, 30, 7).astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    height, width = lab.shape[:2]
    band = max(round(0.04 * max(height, width)), 2)
    rim = np.concatenate([lab[:band].reshape(-1, 3), lab[:, :band].reshape(-1, 3), lab[:, -band:].reshape(-1, 3),
                          lab[-band:, :width // 4].reshape(-1, 3), lab[-band:, -width // 4:].reshape(-1, 3)])
    cv2.setRNGSeed(1)
    _, labels, centres = cv2.kmeans(rim, _COLOURS, None, (cv2.TERM_CRITERIA_COUNT, 12, 0.0), 1, cv2.KMEANS_PP_CENTERS)
    share = np.bincount(labels.ravel(), minlength=_COLOURS) / len(rim)
    far = np.min([np.linalg.norm(lab - centre, axis=2) + 40 * (part < 0.06)
                  for centre, part in zip(centres, share, strict=True)], axis=0)
    y, x = np.mgrid[0:height, 0:width]
    middle = np.exp(-(((x / width - 0.5) / 0.34) ** 2 + ((y / height - 0.54) / 0.4) ** 2) / 2)
    found = cv2.GaussianBlur((far * middle).astype(np.float32), (0, 0), 0.012 * max(height, width))
    top = float(np.quantile(found, 0.995))
    return np.clip(found / max(top, 8.0), 0, 1).astype(np.float32)


def _small(picture: Array) -> tuple[Mask, float]:
    k = min(EDGE_PX / max(picture.shape[:2]), 1.0)
    size = (max(round(picture.shape[1] * k), 2), max(round(picture.shape[0] * k), 2))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8), k


def _seeded(small: Mask, hints: Hints, k: float) -> Mask:
    """What is sure and what is likely before the cut, in GrabCut's four values."""
    height, width = small.shape[:2]
    known = np.full((height, width), cv2.GC_PR_BGD, np.uint8)
    if hints.box is not None:
        x, y, w, h = (v * k for v in hints.box)
        place = np.s_[max(int(y), 0):max(int(np.ceil(y + h)), 0), max(int(x), 0):max(int(np.ceil(x + w)), 0)]
        known[:] = cv2.GC_BGD
        known[place] = cv2.GC_PR_FGD
    elif hints.inside:
        near = _alike(small, hints, k)
        known[near] = cv2.GC_PR_FGD
    radius = max(round(_CLICK * max(height, width)), 1)
    for points, value in ((hints.inside, cv2.GC_FGD), (hints.outside, cv2.GC_BGD)):
        for px, py in points:
            cv2.circle(known, (int(px * k), int(py * k)), radius, int(value), -1)
    return known


def _alike(small: Mask, hints: Hints, k: float) -> npt.NDArray[np.bool_]:
    """What is joined to the clicks by a way without strong edges and like their colours: where a cut from clicks
    alone begins."""
    smooth = cv2.bilateralFilter(small, 9, 40, 9)
    lab = cv2.cvtColor(smooth.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    height, width = small.shape[:2]
    seeds = [(min(max(int(x * k), 0), width - 1), min(max(int(y * k), 0), height - 1)) for x, y in hints.inside]
    others = [(min(max(int(x * k), 0), width - 1), min(max(int(y * k), 0), height - 1)) for x, y in hints.outside]
    far = _distance(lab, seeds)
    found = np.zeros((height, width), np.uint8)
    for level in (24.0, 16.0, 11.0):  # tighter while it floods nearly everything
        allowed = ((far < level) & (far <= _distance(lab, others) if others else far < level)).astype(np.uint8)
        for seed in seeds:
            cv2.circle(allowed, seed, 2, 1, -1)
        _, parts = cv2.connectedComponents(allowed, connectivity=4)
        found = np.isin(parts, [parts[y, x] for x, y in seeds]).astype(np.uint8)
        if found.mean() < 0.55:
            break
    return found > 0


def _distance(lab: Array, seeds: list[tuple[int, int]]) -> Array:
    """The least colour distance to the mean around any of the seeds."""
    around = [lab[max(y - 2, 0):y + 3, max(x - 2, 0):x + 3].reshape(-1, 3).mean(0) for x, y in seeds]
    made: Array = np.min([np.linalg.norm(lab - colour, axis=2) for colour in around], axis=0)
    return made


def _grabbed(small: Mask, known: Mask, report: Report) -> Mask:
    """0 or 1 at the small size. A GrabCut that has nothing to tell apart gives back what was sure."""
    report.step(0.2, "Looking for the edges")
    known = known.copy()
    if not (known & 1).any() or not (~known & 1).any():  # bit 0: foreground, sure or likely
        return np.asarray(known & 1, np.uint8)
    own, other = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    for i in range(_ROUNDS):
        before = known & 1
        mode = cv2.GC_INIT_WITH_MASK if i == 0 else cv2.GC_EVAL
        cv2.grabCut(np.ascontiguousarray(small[..., ::-1]), known, None, own, other, 1, mode)
        report.step(0.2 + 0.6 * (i + 1) / _ROUNDS, "Looking for the edges")
        if not (known & 1).any() or float(((known & 1) != before).mean()) < _STILL:
            break
    return np.asarray(known & 1, np.uint8)


def _of_interest(found: Mask, hints: Hints, k: float, size: tuple[int, ...]) -> npt.NDArray[np.float32]:
    """The parts that were clicked on; without clicks the large ones. Small holes are closed."""
    count, parts, facts, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    if not hints.inside or count <= 1:
        return _large_parts(found)
    radius = max(round(_CLICK * max(size)), 1)
    kept = set()
    for x, y in hints.inside:
        column, row = int(x * k), int(y * k)
        near = parts[max(row - radius, 0):row + radius + 1, max(column - radius, 0):column + radius + 1]
        kept |= set(np.unique(near).tolist())
    if hints.box is not None:  # the box asks for all that is large in it
        largest = max(int(facts[1:, cv2.CC_STAT_AREA].max()), 1)
        kept |= {i for i in range(1, count) if facts[i, cv2.CC_STAT_AREA] > 0.1 * largest}
    return _closed(np.isin(parts, sorted(kept - {0})), hints, k)


def _large_parts(found: Mask) -> npt.NDArray[np.float32]:
    count, parts, facts, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    if count <= 1:
        return found.astype(np.float32)
    areas = facts[1:, cv2.CC_STAT_AREA]
    kept = 1 + np.flatnonzero(areas > 0.08 * areas.max())
    return _closed(np.isin(parts, kept))


def _closed(inside: npt.NDArray[np.bool_], hints: Hints | None = None, k: float = 1.0) -> npt.NDArray[np.float32]:
    """Without holes smaller than a thousandth of the picture, except where a click says that they are none."""
    count, parts, facts, _ = cv2.connectedComponentsWithStats((~inside).astype(np.uint8), connectivity=4)
    small = {i for i in range(1, count) if facts[i, cv2.CC_STAT_AREA] < inside.size / 1000}
    for x, y in hints.outside if hints else ():
        row, column = min(int(y * k), inside.shape[0] - 1), min(int(x * k), inside.shape[1] - 1)
        small.discard(int(parts[max(row, 0), max(column, 0)]))
    return (inside | np.isin(parts, sorted(small))).astype(np.float32)


def _otsu(values: npt.NDArray[np.float32]) -> float:
    level, _ = cv2.threshold(np.rint(values * 255).astype(np.uint8), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return float(level) / 255

"""Which way of going on each pixel beyond an edge takes: a graph cut on a coarse level, sharpened on the finer ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from inference.builtin.atlas import RIM_PX, Atlas, Labels, levelled, there
from inference.builtin.continuation import alone, beside
from inference.builtin.graphcut import FORBIDDEN, expand, neighbours
from inference.builtin.shiftmap import with_slopes

Array = np.ndarray[Any, Any]
# Weights of the costs per pixel of the coarsest level, chosen on CASES of bench/outpaint.py:
RIM = 9.0  # of not meeting the picture where that is seen,
GUIDE = 0.8  # of other colours than those to be expected,
USUAL = 5.0  # beyond this at most, by which places beside the edge differ from them (Lab units),
ACROSS = {False: 24.0, True: 6.0}  # of a shift across the side by all its length (left and right, above and below),
SHORT = 2.0  # of a shift so short that its repetition is seen,
ALONE = 9.0  # of a thing that stands alone,
TEXTURE = 2.5  # of an octave of other texture than beside the edge,
PIECE = 1.0  # of any place but a smooth one,
MIRROR, MIRROR_CONTRAST, AXIS = 1.0, 0.5, 0.2  # of a mirrored place, and for a unit of its contrast, near the axis,
SMOOTH = 2.5  # of smooth colours, for each unit that they lack,
SMOOTH_FREE, SMOOTH_MOST = 0.8, 8.0  # beyond the first and up to the second.


def solved(atlas: Atlas, labels: Labels, lacks: Array, upright: bool) -> Array:
    """The label (h, width) of every pixel of the strip on the coarsest level."""
    height, own, width = atlas.lab.shape[0], atlas.own, atlas.width
    features = with_slopes(atlas.lab)
    strange = alone(atlas.lab[:, :own], 0.0 if upright else 40.0)
    light = np.ascontiguousarray(atlas.lab[:, :own, 0])
    contrast = np.abs(light - cv2.GaussianBlur(light, (0, 0), max(0.08 * height, 3.0)))
    contrast = cv2.GaussianBlur(contrast, (0, 0), 2.0)
    octave = np.log2(_detail(atlas.lab) + 1.0)
    usual = beside(octave[:, :own], 3.0)
    mild = cv2.GaussianBlur(atlas.lab, (0, 0), 1.5)
    smooth = atlas.lab[:, atlas.panels[2] + own:][:, :width]
    usually = beside(np.minimum(np.linalg.norm(mild[:, :own] - smooth[:, :1], axis=2), USUAL), 3.0)
    ys, xs = (part.ravel() for part in np.mgrid[0:height, own:own + width])
    sure = GUIDE / (1 + lacks[ys, xs - own] / 3)
    axis = np.exp(-(xs - own) / (AXIS * own))
    colours = np.zeros((len(labels.dy), len(ys), features.shape[2]), np.float32)
    costs = np.full((len(labels.dy), len(ys)), 2 * FORBIDDEN, np.float32)
    for k, (dy, dx) in enumerate(labels.shifts(atlas)):
        ty, tx, fits = there(atlas, ys + dy, xs + dx)
        colours[k] = levelled(features, atlas, ys, xs, ty, tx)[0]
        tone = levelled(mild, atlas, ys, xs, ty, tx)[0] - smooth[ys, xs - own]
        cost = sure * np.maximum(np.linalg.norm(tone, axis=1) - usually[ys], 0)
        cost = cost + TEXTURE * np.abs(octave[ty, tx] - usual[ys]) + ACROSS[upright] * abs(dy) / height
        panel = labels.panel[k]
        if panel == 2:
            cost = cost + SMOOTH * np.clip(lacks - SMOOTH_FREE, 0, SMOOTH_MOST)[ys, xs - own]
        else:
            column = np.clip(tx if panel == 0 else own - 1 - (tx - own - atlas.panels[1]), 0, own - 1)
            cost = cost + PIECE + ALONE * strange[ty, column]
            cost = cost + (SHORT * max(0.0, 1 + labels.dx[k] / (0.3 * own)) if panel == 0 else
                           (MIRROR + MIRROR_CONTRAST * contrast[ty, column]) * axis)
        miss = _miss_at_edge(atlas, features, dy, dx) * 2 ** (-0.5 * usual)
        cost = cost + np.where(xs == own, RIM * miss[ys], 0)
        costs[k] = np.where(fits, cost, 2 * FORBIDDEN)
    chosen = costs.argmin(0).astype(np.int32)
    index = np.arange(len(ys), dtype=np.int32).reshape(height, width)
    expand(colours, costs, neighbours(index), chosen, 1.0, 3)
    return chosen.reshape(height, width)


def _miss_at_edge(atlas: Atlas, features: Array, dy: int, dx: int) -> Array:
    """(h,): by how much a piece shifted by dy, dx misses the picture on the last columns before the edge."""
    ys, xs = np.mgrid[0:atlas.lab.shape[0], atlas.own - RIM_PX:atlas.own]
    ty, tx, good = there(atlas, ys + dy, xs + dx)
    values, _ = levelled(features, atlas, ys, xs, ty, tx)
    miss = np.where(good, np.sqrt(((values - features[ys, xs]) ** 2).sum(2)), 20.0).mean(1)
    return cv2.blur(miss[:, None].astype(np.float32), (1, 3))[:, 0]


def _detail(lab: Array) -> Array:
    """Fine contrast (h, w) of the light."""
    fine = np.abs(cv2.Laplacian(np.ascontiguousarray(lab[..., 0]), cv2.CV_32F))
    return cv2.GaussianBlur(fine, (0, 0), 2.0)


def fitted(atlas: Atlas, labels: Labels, chosen: Array) -> Labels:
    """Shifts of the pieces beside the picture, doubled from the coarser level, moved by a pixel where that fits."""
    own = atlas.own
    dy, dx = labels.dy.copy(), labels.dx.copy()
    shifts = labels.shifts(atlas)
    for k in np.unique(chosen[:, 0]):
        if not labels.free[k]:
            continue
        rows = np.flatnonzero(chosen[:, 0] == k)
        ry, rx = np.repeat(rows, RIM_PX), np.tile(np.arange(own - RIM_PX, own), len(rows))
        best, move = np.inf, (0, 0)
        for my in (0, -1, 1):
            for mx in (0, -1, 1):
                ty, tx, good = there(atlas, ry + shifts[k, 0] + my, rx + shifts[k, 1] + mx)
                miss = float(np.where(good, np.abs(atlas.lab[ry, rx] - atlas.lab[ty, tx]).sum(1), 60.0).mean())
                if miss < best - 0.1:
                    best, move = miss, (my, mx)
        dy[k] += move[0]
        dx[k] += move[1]
    return replace(labels, dy=dy, dx=dx)


def sharper(atlas: Atlas, labels: Labels, chosen: Array) -> Array:
    """Borders between pieces found anew within two pixels of where the coarser level had them."""
    height, width = chosen.shape
    border = np.zeros(chosen.shape, np.uint8)
    across, down = chosen[:, 1:] != chosen[:, :-1], chosen[1:] != chosen[:-1]
    border[:, 1:] |= across
    border[:, :-1] |= across
    border[1:] |= down
    border[:-1] |= down
    ys, xs = np.arange(height)[:, None], np.arange(width)[None]
    shifts = labels.shifts(atlas)
    fits = there(atlas, ys + shifts[chosen, 0], xs + atlas.own + shifts[chosen, 1])[2]
    border |= ~fits
    near = cv2.dilate(border, np.ones((5, 5), np.uint8)) > 0
    nodes = cv2.dilate(near.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    if not near.any():
        return chosen
    used, first = np.unique(chosen[nodes], return_inverse=True)
    index = np.full(chosen.shape, -1, np.int32)
    index[nodes] = np.arange(int(nodes.sum()), dtype=np.int32)
    ys, xs = np.nonzero(nodes)
    features = with_slopes(atlas.lab)
    colours = np.zeros((len(used), len(ys), features.shape[2]), np.float32)
    costs = np.full((len(used), len(ys)), 2 * FORBIDDEN, np.float32)
    for k, label in enumerate(used):
        allowed = (cv2.dilate((chosen == label).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0)[nodes]
        ty, tx, good = there(atlas, ys + shifts[label, 0], xs + atlas.own + shifts[label, 1])
        colours[k], lacks = levelled(features, atlas, ys, xs + atlas.own, ty, tx)
        costs[k] = np.where(good & allowed & (near[nodes] | (chosen[nodes] == label)), GUIDE * lacks, 2 * FORBIDDEN)
    smooth = np.flatnonzero(labels.panel[used] == 2)
    best = first.astype(np.int32)
    bad = costs[best, np.arange(len(ys))] >= FORBIDDEN
    best[bad] = costs[:, bad].argmin(0)
    lost = costs.min(0) >= FORBIDDEN  # no piece reaches here: smooth colours do
    if lost.any() and len(smooth):
        best[lost] = smooth[0]
    expand(colours, costs, neighbours(index), best, 1.0, 2)
    chosen = chosen.copy()
    chosen[nodes] = used[best]
    return chosen

"""The surface of a reference picture laid over another one: its strokes, canvas and lines, patch by patch.

Image quilting without seams after Efros and Freeman, "Image quilting for texture synthesis and transfer" (2001): every
patch takes, among the reference's patches of like tone, contrast and direction, the one that agrees best with what lies
beside it. What is laid is only the reference's fine residue (Lab), so the drawing of the picture stays.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from scipy.spatial import cKDTree

from inference.api import Report
from inference.builtin.kernels import kernel
from inference.builtin.pixelmath import blur

Array = np.ndarray[Any, Any]
CANDIDATES = 20
REST = np.float32(0.5)  # Lab units squared: disagreement that nobody sees
MOST_ENLARGED = 1.7  # of a small reference
TURNS = 8  # the reference is offered in so many directions
REFERENCE_PX = 1_000_000  # of each turned copy: strokes come out about as large beside the picture as in it
WEIGHTS = np.array([0.030, 0.010, 0.010, 1.1, 1.6, 1.6], np.float32)  # L, a, b, contrast rank, direction


def textured(rgb: Array, model: Array, unit: float, amount: float, report: Report) -> Array:
    """`rgb` (h, w, 3) float32 0-1 with the fine structure of `model` (any size) added; `unit` px is the stroke unit of
    `rgb`, `amount` 0-1 how much."""
    edge = int(np.clip(round(unit * 26) // 2 * 2, 12, 96))
    if min(rgb.shape[:2]) < 2 * edge or min(model.shape[:2]) < 2 * edge:
        return rgb
    lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)
    report.step(0.1, "Laying strokes")
    sources, known = _library(model, edge, MOST_ENLARGED)
    report.step(0.4, "Laying strokes")
    rows = _starts(rgb.shape[0], edge)
    columns = _starts(rgb.shape[1], edge)
    spots = np.array([(y, x) for y in rows for x in columns], np.int32)
    wanted = _ranked(_features(lab, spots, edge))
    _, near = cKDTree(_ranked(known[:, 3:]) * WEIGHTS).query(wanted * WEIGHTS, k=min(CANDIDATES, len(known)), workers=2)
    report.step(0.7, "Laying strokes")
    near = np.atleast_2d(near).astype(np.int32)
    window = np.hanning(edge + 2)[1:-1].astype(np.float32)
    total, weight = _quilt(sources, known[:, :3].astype(np.int32), near, spots, np.outer(window, window), lab.shape)
    residue = total / np.sqrt(np.maximum(weight, 1e-6))[..., None]
    report.step(0.9, "Laying strokes")
    room = 6 + 26 * amount * amount  # Lab units: where little is worked, a hard line would be a scratch
    lab = lab + room * np.tanh(residue * (amount / room))
    lab[..., 0] = np.clip(lab[..., 0], 0, 100)
    return np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 0, 1)


def _starts(length: int, edge: int) -> list[int]:
    return [*range(0, length - edge, edge // 2), length - edge]


def _library(model: Array, edge: int, enlarged: float) -> tuple[Array, Array]:
    """Residues of the turned reference (turns, h, w, 3), and its patches: turn, y, x, then their features."""
    k = min(enlarged, (REFERENCE_PX / (model.shape[0] * model.shape[1])) ** 0.5)
    small = cv2.resize(model, None, fx=k, fy=k, interpolation=cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC)
    side = int(np.ceil(np.hypot(*small.shape[:2])))
    sheets, entries = [], []
    for turn in range(TURNS):
        move = cv2.getRotationMatrix2D((small.shape[1] / 2, small.shape[0] / 2), turn * 180 / TURNS, 1.0)
        move[:, 2] += (np.array([side, side]) - small.shape[1::-1]) / 2
        lab = cv2.cvtColor(cv2.warpAffine(small, move, (side, side), flags=cv2.INTER_CUBIC,
                                          borderMode=cv2.BORDER_REFLECT_101), cv2.COLOR_RGB2LAB)
        inside = cv2.warpAffine(np.ones(small.shape[:2], np.uint8), move, (side, side))
        inside = cv2.erode(inside, np.ones((3, 3), np.uint8))
        step = max(4, edge // 2)
        spots = np.array([(y, x) for y in range(0, side - edge, step) for x in range(0, side - edge, step)
                          if inside[y:y + edge + 1:edge, x:x + edge + 1:edge].all()], np.int32).reshape(-1, 2)
        sheets.append((lab - blur(lab, edge * 0.42)).astype(np.float32))
        if len(spots):
            entries.append(np.column_stack([np.full(len(spots), turn), spots, _features(lab, spots, edge)]))
    return np.stack(sheets), np.concatenate(entries).astype(np.float32)


def _features(lab: Array, spots: Array, edge: int) -> Array:
    """For each patch (n, 6): mean L, a, b, log contrast, and its direction (cosine, sine of the double angle) by the
    structure tensor, longer where the patch has a clear one."""
    gray = lab[..., 0]
    gx, gy = (cv2.Sobel(gray, cv2.CV_32F, dx, dy, scale=0.125) for dx, dy in ((1, 0), (0, 1)))
    means = _box_means([*cv2.split(lab), gx * gx + gy * gy, gx * gx - gy * gy, 2 * gx * gy], spots, edge)
    energy = means[:, 3:4]
    return np.column_stack([means[:, :3], np.log(energy + 0.05), means[:, 4:] / (energy + 0.3)]).astype(np.float32)


def _box_means(fields: list[Array], spots: Array, edge: int) -> Array:
    y, x = spots[:, 0], spots[:, 1]
    means = []
    for field in fields:
        total = cv2.integral(field, sdepth=cv2.CV_64F)
        means.append(total[y + edge, x + edge] - total[y, x + edge] - total[y + edge, x] + total[y, x])
    return np.column_stack(means) / (edge * edge)


def _ranked(features: Array) -> Array:
    """Contrast as a rank 0-1: a photograph and a painting have the same share of quiet and busy places."""
    out = features.astype(np.float32).copy()
    order = np.argsort(np.argsort(features[:, 3], kind="stable"), kind="stable")
    out[:, 3] = order / max(len(order) - 1, 1)
    return out


@kernel
def _quilt(sources: Array, places: Array, near: Array, spots: Array, window: Array, shape: Any) -> Any:
    """Lay the best of each spot's candidates; returns the weighted sum (h, w, 3) and the sum of squared weights."""
    edge = window.shape[0]
    total = np.zeros((shape[0], shape[1], 3), np.float32)
    weight = np.zeros((shape[0], shape[1]), np.float32)
    used = np.zeros(len(places), np.float32)  # a patch that lies in many places would show as a pattern
    for i in range(len(spots)):
        oy, ox = spots[i]
        best, least = 0, np.float32(1e30)
        for k in range(near.shape[1]):
            turn, sy, sx = places[near[i, k]]
            off = np.float32(0.0)
            for y in range(0, edge, 2):
                for x in range(0, edge, 2):
                    w = weight[oy + y, ox + x]
                    if w > 0.02:
                        d = sources[turn, sy + y, sx + x, 0] - total[oy + y, ox + x, 0] / np.sqrt(w)
                        off += d * d
            off = (off + REST * edge * edge) * (1 + used[near[i, k]])
            if off < least:
                least, best = off, k
        used[near[i, best]] += np.float32(0.5)
        turn, sy, sx = places[near[i, best]]
        for y in range(edge):
            for x in range(edge):
                w = window[y, x]
                weight[oy + y, ox + x] += w * w
                for c in range(3):
                    total[oy + y, ox + x, c] += w * sources[turn, sy + y, sx + x, c]
    return total, weight

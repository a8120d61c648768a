"""Joining copied pieces: the colours whose steps are those of the pieces, as near to the pieces as that allows.

Perez, Gangnet, Blake, "Poisson Image Editing" (2003), screened as in Bhat et al. (2008), by successive over-relaxation.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.builtin.kernels import kernel
from inference.builtin.seam import membrane

Array = np.ndarray[Any, Any]
_SCREEN = 0.004  # weight of a piece's own colours: a step at its border fades over 1 / sqrt(_SCREEN) px
_STEP, _EDGE = 20.0, 60.0  # Lab units at the rim: up to one it is spread in full, from the other on not at all
_ROUNDS = 80
_RELAX = 1.7


@kernel
def _source(hole: Array, known: Array, shift: Array, y: int, x: int, ny: int, nx: int, side: int) -> Any:
    """Where the pair (y, x), (ny, nx) is copied from: by the shift of the first pixel, or for `side` 1 of the second.

    (usable, ay, ax, by, bx): both of a usable pair are known.
    """
    height, width = hole.shape
    if side == 1 and not hole[ny, nx]:
        return False, 0, 0, 0, 0
    sy = shift[y, x, 0] if side == 0 else shift[ny, nx, 0]
    sx = shift[y, x, 1] if side == 0 else shift[ny, nx, 1]
    ay, ax, by, bx = y + sy, x + sx, ny + sy, nx + sx
    if min(ay, by) < 0 or min(ax, bx) < 0 or max(ay, by) >= height or max(ax, bx) >= width:
        return False, 0, 0, 0, 0
    return known[ay, ax] and known[by, bx], ay, ax, by, bx


@kernel
def _steps(planes: Array, hole: Array, known: Array, shift: Array, total: Array, count: Array, rest: Array) -> None:
    """The wanted sum of differences to the neighbours, and how many there are. shift (h, w, 2) int32.

    rest (h, w, c + 1): what of the rim's steps is not to be spread far, and how many steps it sums.
    """
    height, width, channels = planes.shape
    for y in range(height):
        for x in range(width):
            if not hole[y, x]:
                continue
            for k in range(4):
                ny = y + (1 if k == 0 else -1 if k == 1 else 0)
                nx = x + (1 if k == 2 else -1 if k == 3 else 0)
                if ny < 0 or nx < 0 or ny >= height or nx >= width or not (hole[ny, nx] or known[ny, nx]):
                    continue
                share = np.float32(0.0)
                for side in range(2):
                    if _source(hole, known, shift, y, x, ny, nx, side)[0]:
                        share += 1
                if share == 0:
                    continue
                count[y, x] += 1
                for side in range(2):
                    usable, ay, ax, by, bx = _source(hole, known, shift, y, x, ny, nx, side)
                    if not usable:
                        continue
                    kept = 1.0
                    if not hole[ny, nx]:  # an edge of the picture is no step to be spread
                        square = np.float32(0.0)
                        for c in range(channels):
                            square += (planes[ny, nx, c] - planes[by, bx, c]) ** 2
                        kept = min(max((_EDGE - float(np.sqrt(square))) / (_EDGE - _STEP), 0.0), 1.0)
                    for c in range(channels):
                        total[y, x, c] += (planes[ay, ax, c] - planes[by, bx, c]) / share
                        if not hole[ny, nx]:
                            miss = planes[ny, nx, c] - planes[by, bx, c]
                            total[y, x, c] -= (1 - kept) * miss
                            rest[y, x, c] += (1 - kept) * min(max(miss, -_EDGE / 2), _EDGE / 2)
                    if not hole[ny, nx]:
                        rest[y, x, channels] += 1


@kernel
def _relax(values: Array, own: Array, hole: Array, known: Array, total: Array, count: Array, screen: float,
           relax: float, rounds: int) -> None:
    height, width, channels = values.shape
    for _ in range(rounds):
        for y in range(height):
            for x in range(width):
                if not hole[y, x] or count[y, x] == 0:
                    continue
                for c in range(channels):
                    around, n = np.float32(0.0), np.float32(0.0)
                    for k in range(4):
                        ny = y + (1 if k == 0 else -1 if k == 1 else 0)
                        nx = x + (1 if k == 2 else -1 if k == 3 else 0)
                        if ny < 0 or nx < 0 or ny >= height or nx >= width or not (hole[ny, nx] or known[ny, nx]):
                            continue
                        around += values[ny, nx, c]
                        n += 1
                    aim = (around + total[y, x, c] + screen * own[y, x, c]) / (n + screen)
                    values[y, x, c] += relax * (aim - values[y, x, c])


def _close_to_the_rim(rest: Array, hole: Array) -> Array:
    """The steps that are texture or edges: met within 2-3 px, (h, w, c)."""
    rim = (rest[..., -1] > 0).astype(np.float32)
    if not rim.any():
        return np.zeros_like(rest[..., :-1])
    steps = membrane(rest[..., :-1] / np.maximum(rest[..., -1:], 1), rim)
    depth = cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 5)
    return np.where(hole[..., None], steps * np.exp(-np.maximum(depth - 1, 0) / 1.5)[..., None], np.float32(0))


def joined(planes: Array, hole: Array, known: Array, shift: Array, own: Array | None = None) -> Array:
    """planes (h, w, c) float32 with the hole filled by the pixels `shift` (h, w, 2: y, x) away, their steps removed.

    `known` (h, w) bool: pixels of the picture, which the hole has to meet. `own` (h, w, c): those pixels with their
    colours already levelled; None takes them as they are.
    """
    if own is None:
        ys, xs = np.nonzero(hole)
        own = planes.copy()
        own[ys, xs] = planes[ys + shift[ys, xs, 0], xs + shift[ys, xs, 1]]
    total = np.zeros_like(own)
    count = np.zeros(hole.shape, np.float32)
    rest = np.zeros((*hole.shape, own.shape[2] + 1), np.float32)
    _steps(planes, hole, known, shift, total, count, rest)
    values = own.copy()
    _relax(values, own, hole, known, total, count, _SCREEN, _RELAX, _ROUNDS)
    return values + _close_to_the_rim(rest, hole)

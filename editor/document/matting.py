"""Alpha matting: how much of each px in a band of uncertainty belongs to the thing, and what colour the thing has.

Closed-form matting (Levin, Lischinski and Weiss, 2008) with a data term from samples (Wang and Cohen, "Optimized color
sampling for robust matting", 2007), solved by preconditioned conjugate gradients in the band alone.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from editor.document.pixels import Array

EPS = 1e-5  # of the Laplacian's windows, colours 0-1
KNOWN = 100.0  # weight of what is known
DATA = 0.3  # weight of the samples where they are sure
STEPS = 70  # of conjugate gradients, at most
STILL = 1e-5  # of the first residual
LONGEST = 120  # px that a ray looks
RADII = (90, 6)  # px around a place whose colours are those of the thing: roughly, then closely


def solved(image: Array, state: Array) -> Array:
    """float32 (h, w) 0-1 from `image` float32 (h, w, 3) 0-1 and `state` uint8 (h, w): 0 outside, 1 inside, 2 unknown.
    """
    from editor.document.matting_kernels import laplacian, windows

    unknown = state == 2
    known = (state == 1).astype(np.float32)
    if not unknown.any() or min(state.shape) < 3:
        return np.where(unknown, np.float32(0.5), known)
    guess, sure = sampled(image, state)
    active, near = (cv2.dilate(unknown.astype(np.uint8), np.ones((n, n), np.uint8)) > 0 for n in (5, 3))
    near[[0, -1]] = False
    near[:, [0, -1]] = False
    index = np.full(state.shape, -1, np.int32)
    index[active] = np.arange(np.count_nonzero(active), dtype=np.int32)
    inner = index[unknown]
    alpha = known[active].astype(np.float64)
    weight = np.full(alpha.shape, KNOWN)
    alpha[inner], weight[inner] = guess, DATA * sure + 1e-4
    centres = np.argwhere(near).astype(np.int32)
    means, inverses = np.empty((len(centres), 3)), np.empty((len(centres), 6))
    diagonal = weight.copy()
    windows(image, index, centres, EPS, means, inverses, diagonal)

    def times(values: Array) -> Array:
        out = weight * values
        laplacian(image, index, centres, means, inverses, values, out)
        return out

    made = known.copy()
    made[unknown] = np.clip(_conjugate(times, weight * alpha, alpha, diagonal)[inner], 0, 1)
    return made


def sampled(image: Array, state: Array) -> tuple[Array, Array]:
    """Alpha and certainty, float32 (n,), of the unknown px in the order of np.argwhere, from colours around them."""
    from editor.document.matting_kernels import agreed, collected

    places = np.argwhere(state == 2).astype(np.int32)
    index = np.full(state.shape, -1, np.int32)
    index[places[:, 0], places[:, 1]] = np.arange(len(places), dtype=np.int32)
    smooth = cv2.GaussianBlur(image, (0, 0), 0.7)
    pairs = np.zeros((len(places), 8), np.float32)
    collected(smooth, state, places, LONGEST, pairs)
    alpha, sure = np.zeros(len(places), np.float32), np.zeros(len(places), np.float32)
    agreed(image, places, index, pairs, alpha, sure)
    return alpha, sure


def _conjugate(times: Callable[[Array], Array], right: Array, start: Array, diagonal: Array) -> Array:
    """Solves times(x) = right from `start`; Jacobi preconditioner."""
    x, scale = start, 1 / np.maximum(diagonal, 1e-9)
    rest = right - times(x)
    z = scale * rest
    way, slope = z, _dot(rest, z)
    first = max(slope, 1e-12)
    for _ in range(STEPS):
        if slope < STILL * first:
            break
        along = times(way)
        step = slope / max(_dot(way, along), 1e-20)
        x = x + step * way
        rest = rest - step * along
        z = scale * rest
        newer = _dot(rest, z)
        way, slope = z + (newer / slope) * way, newer
    return x


def _dot(a: Array, b: Array) -> float:
    """Not by BLAS: its threads wait for each other on a busy machine, and cost more than the product."""
    return float(np.einsum("i,i", a, b))


def foreground(image: Array, alpha: Array) -> Array:
    """float32 (h, w, 3) 0-1: the thing's own colours, without what shines through its edge (Forte, "Approximate fast
    foreground colour estimation", 2021). `image` float32 0-1, `alpha` float32 (h, w) 0-1."""
    share = alpha[..., None].astype(np.float32)
    front = back = image
    for radius in RADII:
        edge = 2 * min(radius, max(min(alpha.shape) // 2, 1)) + 1
        near = cv2.blur(share, (edge, edge))[..., None]
        front = cv2.blur(front * share, (edge, edge)) / (near + 1e-5)
        back = cv2.blur(back * (1 - share), (edge, edge)) / (1 - near + 1e-5)
        front = np.clip(front + share * (image - share * front - (1 - share) * back), 0, 1)
    return front.astype(np.float32)

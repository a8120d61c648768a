"""What is to be expected inside a hole from afar: the colours around it, carried inwards along edges.

Bornemann, März, "Fast Image Inpainting Based on Coherence Transport" (2007), on a picture so small that only its
large shapes are left: a ridge, a horizon or a trunk goes on straight, all else is a mean of what is near.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.builtin.kernels import kernel
from inference.builtin.pixelmath import resized

Array = np.ndarray[Any, Any]
HALF_WIDTH = 16.0  # px of the hole's half-width on the small picture
_REACH = 4  # px that a colour is carried at once
_SHARP = 25.0  # how much narrower than that the way along an edge is
_QUIET = 60.0  # squared Lab steps: a difference of the tensor's eigenvalues below which nothing is an edge
_SIGMA, _RHO = 1.0, 3.0  # px, of the slopes and of the tensor


@kernel
def _carry(
    planes: Array, known: Array, order: Array, rho: float, reach: int, sharp: float, quiet: float,
) -> None:
    """Fill planes (h, w, c) at `order` (n, 2), one by one, and mark them in `known` (h, w)."""
    height, width, channels = planes.shape
    near = int(2 * rho + 0.5)
    for i in range(len(order)):
        y, x = order[i, 0], order[i, 1]
        jyy, jxy, jxx, total = 1e-6, 0.0, 1e-6, 0.0
        for v in range(max(1, y - near), min(height - 1, y + near + 1)):
            for u in range(max(1, x - near), min(width - 1, x + near + 1)):
                if not (known[v, u] and known[v - 1, u] and known[v + 1, u] and known[v, u - 1] and known[v, u + 1]):
                    continue
                w = np.exp(-((v - y) ** 2 + (u - x) ** 2) / (2 * rho * rho))
                total += w
                for c in range(channels):
                    gy = 0.5 * (planes[v + 1, u, c] - planes[v - 1, u, c])
                    gx = 0.5 * (planes[v, u + 1, c] - planes[v, u - 1, c])
                    jyy += w * gy * gy
                    jxx += w * gx * gx
                    jxy += w * gy * gx
        if total > 0:
            jyy, jxy, jxx = jyy / total, jxy / total, jxx / total
        spread = np.sqrt((jyy - jxx) ** 2 + 4 * jxy * jxy)
        # The eigenvector of the larger eigenvalue: across the edge.
        angle = 0.5 * np.arctan2(2 * jxy, jxx - jyy)
        ax, ay = np.cos(angle), np.sin(angle)
        mu = 1.0 + sharp * np.exp(-(quiet / (spread * spread + 1e-9)))
        weight = 0.0
        for c in range(channels):
            planes[y, x, c] = 0
        for v in range(max(0, y - reach), min(height, y + reach + 1)):
            for u in range(max(0, x - reach), min(width, x + reach + 1)):
                d2 = (v - y) ** 2 + (u - x) ** 2
                if not known[v, u] or d2 > reach * reach:
                    continue
                off = ay * (v - y) + ax * (u - x)
                w = np.exp(-(mu * mu) * off * off / (2.0 * reach * reach)) / np.sqrt(d2) + 1e-9
                weight += w
                for c in range(channels):
                    planes[y, x, c] += w * planes[v, u, c]
        if weight > 0:
            for c in range(channels):
                planes[y, x, c] /= weight
            known[y, x] = True


def carried(planes: Array, unknown: Array, half_width: float) -> Array:
    """planes (h, w, c) float32 with the unknown (h, w) bool filled by what is carried in along edges; seen from afar:
    inside and outside at the scale on which the hole's half-width is HALF_WIDTH px."""
    scale = max(1.0, half_width / HALF_WIDTH)
    height, width = unknown.shape
    size = (max(8, round(width / scale)), max(8, round(height / scale)))
    there = (~unknown).astype(np.float32)
    share = cv2.resize(there, size, interpolation=cv2.INTER_AREA)
    small = resized(planes * there[..., None], size, cv2.INTER_AREA)
    known = share > 0.5
    if not known.any():
        return planes
    small = small / np.maximum(share, 1e-3)[..., None]
    soft = cv2.GaussianBlur(known.astype(np.float32), (0, 0), _SIGMA)
    smooth = cv2.GaussianBlur(small * known[..., None], (0, 0), _SIGMA).reshape(small.shape)
    small = np.ascontiguousarray(smooth / np.maximum(soft, 1e-3)[..., None], np.float32)
    depth = cv2.distanceTransform((~known).astype(np.uint8), cv2.DIST_L2, 5)
    order = np.argwhere(~known).astype(np.int32)
    order = order[np.argsort(depth[order[:, 0], order[:, 1]], kind="stable")]
    _carry(small, known, order, _RHO, _REACH, _SHARP, _QUIET)
    return resized(small, (width, height), cv2.INTER_LINEAR)

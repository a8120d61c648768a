"""The atlas of ways in which a picture may go on to the right: itself, its mirror image, its smooth continuation.

A shift of a pixel of the strip into the atlas is a way to fill it, so a shift map (Pritch, Kav-Venaki, Peleg 2009)
chooses among copying, mirroring and smoothness at once.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from inference.builtin.continuation import continued
from inference.builtin.pixelmath import blur
from inference.builtin.shiftmap import repeats

Array = np.ndarray[Any, Any]
RIM_PX = 3
# Chosen, as the weights of the candidates below, on CASES of bench/outpaint.py:
SLOW = 0.08  # of the side's length; colours that change within less are things
LEVELLED = (8.0, 18.0)  # Lab units: up to one a piece is brought to the colours expected, from the other on not at all


@dataclass(frozen=True, eq=False)
class Atlas:
    """One level. `lab` (h, n, 3): picture (own px wide), strip (width), a gap, then the mirror image and the smooth
    continuation, each behind the picture's last `lead` columns. `slow`: its slow colours, in the strip those expected.
    `known` (h, n): what may be copied."""

    lab: Array
    slow: Array
    known: Array
    own: int
    width: int
    lead: int

    @property
    def panels(self) -> tuple[int, int, int]:
        """What brings a pixel of the strip to its place in each panel."""
        mirror = self.width + 2 * self.lead
        return 0, mirror, mirror + self.own + 2 * self.lead

    def half(self) -> Atlas:
        def small(image: Array) -> Array:
            return cv2.resize(image, (image.shape[1] // 2, image.shape[0] // 2), interpolation=cv2.INTER_AREA)

        known = small(self.known.astype(np.float32)) > 0.999
        return Atlas(small(self.lab), small(self.slow), known, self.own // 2, self.width // 2, self.lead // 2)


@dataclass(frozen=True, eq=False)
class Labels:
    """The ways to go on: panel, dy and dx of each (k,), and whether it may be moved by a pixel to fit better."""

    panel: Array
    dy: Array
    dx: Array
    free: Array

    def shifts(self, atlas: Atlas) -> Array:
        return np.stack([self.dy, np.array(atlas.panels)[self.panel] + self.dx], 1).astype(np.int32)


def atlas_of(lab: Array, width: int, block: int, seed: int) -> tuple[Atlas, Array]:
    """The finest level, all its sizes multiples of `block` px, and what its smooth colours lack."""
    lab = lab[:, lab.shape[1] % block:]
    lab = cv2.copyMakeBorder(lab, 0, -lab.shape[0] % block, 0, 0, cv2.BORDER_REFLECT_101)
    width += -width % block
    lead = (RIM_PX + 1) * block
    height, own = lab.shape[:2]
    next_to = continued(lab, width, seed)
    sigma = max(SLOW * height, 3.0)
    slow = blur(np.concatenate([lab, next_to.base], 1), sigma)
    gap = np.zeros((height, lead, 3), np.float32)
    ring, slow_ring = lab[:, -lead:], slow[:, own - lead:own]
    # Slopes at the edge read beyond it: no foreign colours may be there.
    whole = np.concatenate([lab, next_to.base, gap + next_to.base[:, -1:], ring, lab[:, ::-1], gap + lab[:, :1], ring,
                            next_to.base + next_to.grain], 1)
    slowly = np.concatenate([slow, gap, slow_ring, slow[:, :own][:, ::-1], gap, slow_ring, slow[:, own:]], 1)
    known = np.ones(whole.shape[:2], bool)
    known[:, own:own + width + lead] = False
    mirror_end = own + width + 2 * lead + own
    known[:, mirror_end:mirror_end + lead] = False
    return Atlas(whole, slowly, known, own, width, lead), next_to.lacks


def there(atlas: Atlas, ty: Array, tx: Array) -> tuple[Array, Array, Array]:
    """Clipped rows and columns, and which of them were known places of the atlas."""
    height, long = atlas.known.shape
    inside = (ty >= 0) & (ty < height) & (tx >= 0) & (tx < long)
    ty, tx = np.clip(ty, 0, height - 1), np.clip(tx, 0, long - 1)
    return ty, tx, inside & atlas.known[ty, tx]


def levelled(features: Array, atlas: Atlas, rows: Array, columns: Array, ty: Array, tx: Array) -> tuple[Array, Array]:
    """The features at (ty, tx) brought to the slow colours expected at (rows, columns), and what still differs."""
    differs = atlas.slow[rows, columns] - atlas.slow[ty, tx]
    far = np.linalg.norm(differs, axis=-1)
    low, high = LEVELLED
    share = np.clip((high - far) / (high - low), 0, 1)
    values = features[ty, tx].copy()
    values[..., :3] += differs * share[..., None]
    return values, far * (1 - share)


def candidates(atlas: Atlas, upright: bool, seed: int) -> Labels:
    """Shifts that meet the edge well, part by part; those by which the picture repeats itself; mirrors; smooth."""
    height, own, width = atlas.lab.shape[0], atlas.own, atlas.width
    found = [(0, dy, dx) for dy, dx in _meeting(atlas, upright)]
    most = int((0.35 if upright else 0.12) * height) + 1
    for dy, dx in repeats(np.ascontiguousarray(atlas.lab[:, :own]), np.ones((height, own), bool), seed, 30):
        if abs(dy) <= most and abs(dx) >= 4:
            found.append((0, int(np.sign(-dx) * dy), -abs(int(dx))))
    for dx in np.linspace(-own, -max(width, 6), 6).astype(int):
        found += [(0, dy, int(dx)) for dy in ((0,) if not upright else (0, height // 10, -(height // 10)))]
    for away in sorted({0, own // 12, own // 5, own // 3}):
        found += [(1, dy, away) for dy in ((0, 1, -1, 2, -2) if away else (0,))]
    found.append((2, 0, 0))
    unique = np.array(list(dict.fromkeys(found)), np.int32)
    fixed = (unique[:, 0] == 2) | ((unique[:, 0] == 1) & (unique[:, 2] == 0))
    return Labels(unique[:, 0], unique[:, 1], unique[:, 2], ~fixed)


def _meeting(atlas: Atlas, upright: bool, each: int = 5, parts: int = 7) -> list[tuple[int, int]]:
    """The (dy, dx) at which the last columns of the picture find their like, for each of `parts` of the edge."""
    lab, own, height = atlas.lab[:, :atlas.own], atlas.own, atlas.lab.shape[0]
    ring = min(4, own // 3)
    most = int((0.3 if upright else 0.1) * height) + 1
    offsets = [(dy, dx) for dy in range(-most, most + 1) for dx in range(-(own - ring), -3)]
    cost = np.full((len(offsets), height), 40.0, np.float32)
    here = lab[:, own - ring:]
    for at, (dy, dx) in enumerate(offsets):
        rows = slice(max(0, -dy), min(height, height - dy))
        apart = here[rows] - lab[rows.start + dy:rows.stop + dy, own - ring + dx:own + dx]
        cost[at, rows] = np.sqrt((apart**2).sum(2)).mean(1)
    shift = np.array(offsets)
    found: list[tuple[int, int]] = []
    edges = np.linspace(0, height, parts + 1).astype(int)
    for top, bottom in [*itertools.pairwise(edges), (0, height)]:
        total = cost[:, top:bottom].mean(1) + 8 * np.abs(shift[:, 0]) / height + 2 * (shift[:, 1] > -0.15 * own)
        total = total + 1.0 * (shift[:, 1] > -atlas.width)
        taken = 0
        for index in np.argsort(total, kind="stable"):
            near = [one for one in found if abs(one[0] - shift[index, 0]) < 2 and abs(one[1] - shift[index, 1]) < 3]
            if not near:
                found.append((int(shift[index, 0]), int(shift[index, 1])))
                taken += 1
            if taken == each:
                break
    return found

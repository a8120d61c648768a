"""A picture as a graph of small regions, and what grows in it from a few of them.

Lazy snapping (Li, Sun, Tang and Shum, 2004): a watershed is made once, and each cut through its few thousand regions
takes milliseconds. The colour models are those of Paint Selection (Liu, Sun and Shum, 2009), from the stroke and from
all the rest; ways through the picture add what lies between (Price, Morse and Cohen, "Geodesic graph cut", 2010).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from editor.document.pixels import Array

CELL = 6  # px of the grid in whose cells the regions start
TEXTURE = 0.7  # weight of the local contrast beside L, a and b
SPREAD = 7.0  # Lab units that a colour counts for around itself
PALETTE = 80  # colours that the models know
SURE = 2.5  # greatest log ratio of the models that counts
WAY = 26.0  # Lab units along a way that cost one unit of log ratio
SMOOTH = 5.0  # cost of a px of edge where there is no contrast
ROUNDS = 2


@dataclass(frozen=True, eq=False)
class Regions:
    """`labels` int32 (h, w) 0..count - 1; neighbours as arcs first[i]..first[i + 1] of `near`, `back`, `weight`
    (px of common edge, those with contrast count less) and `step` (Lab units between the two beyond the usual)."""

    labels: Array
    areas: Array
    centres: Array
    first: Array
    near: Array
    back: Array
    weight: Array
    step: Array
    likeness: Array  # (count, PALETTE), of a region to the colours of the palette
    nearest: Array  # (count,) the palette's colour of a region

    @property
    def count(self) -> int:
        return len(self.areas)

    def grown(self, seeds: Array, amounts: Array, kept_out: Array, reach: float) -> Array:
        """bool (count,): what belongs to the seeds (int32, k), `amounts` px (float32, k) of each seen.

        `kept_out` float32 (count,) 0-1 is the share of a region that must not be part of the models of the rest and
        of the result. `reach` px: growing so far costs one unit of log ratio.
        """
        from editor.document.selection_grow_kernels import cut, joined, ways

        own = np.bincount(self.nearest[seeds], amounts, minlength=self.likeness.shape[1])
        like = np.maximum(self.likeness @ (own / max(own.sum(), 1e-6)), 1e-7)
        far = ways(self.first, self.near, self.step / np.float32(WAY), seeds)
        near = ways(self.first, self.near, self.step / np.float32(WAY) + self._lengths(reach), seeds)
        hard = np.float32(1e6)
        rest = self.areas * (1 - kept_out) * np.minimum(far, 1)  # what is joined without an edge is no model of it
        chosen = np.zeros(self.count, bool)
        for _ in range(ROUNDS):
            others = np.bincount(self.nearest, np.where(chosen, np.float32(0.1), np.float32(1.0)) * rest,
                                 minlength=self.likeness.shape[1])
            unlike = np.maximum(self.likeness @ (others / max(others.sum(), 1e-6)), 1e-7)
            ratio = np.clip(np.log(like / unlike), -SURE, SURE) - np.minimum(near, 2 * np.float32(SURE))
            terminal = (ratio * self.areas).astype(np.float32)
            terminal[kept_out > 0.5] = -hard
            terminal[seeds] = hard
            inside = cut(self.first, self.near, self.back, self.weight * np.float32(SMOOTH), terminal)
            chosen = joined(self.first, self.near, inside, seeds)
        return chosen

    def _lengths(self, reach: float) -> Array:
        """Of each arc, px between the centres, in units of `reach`."""
        starts = np.repeat(self.centres, np.diff(self.first), axis=0)
        length = np.hypot(*(starts - self.centres[self.near]).T)
        return (length / max(reach, 1.0)).astype(np.float32)


def regions_of(image: Array) -> Regions:
    """The regions of RGBA uint8 (h, w, 4), straight alpha; transparent px are a colour of their own."""
    from editor.document.selection_grow_kernels import borders, claimed, gathered

    flat = flattened(image)
    smooth = cv2.GaussianBlur(flat, (0, 0), 0.8)
    lab = cv2.cvtColor(smooth.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    labels = _watershed(smooth, lab)
    claimed(labels, lab)
    labels -= 1
    np.maximum(labels, 0, out=labels)
    count = int(labels.max()) + 1
    features = np.dstack((lab, _texture(lab[..., 0]) * np.float32(TEXTURE)))
    areas, means, centres = gathered(labels, features, count)
    keys, alike = borders(labels, lab, _falloff(lab))
    first, near, back, weight = _arcs(keys, alike, count)
    owners = np.repeat(np.arange(count, dtype=np.int32), np.diff(first))
    step = np.linalg.norm(means[owners] - means[near], axis=1).astype(np.float32)
    step = np.maximum(step - (np.median(step) if len(step) else 0), 0)  # the usual difference is texture, not an edge
    likeness, nearest = _palette(means, areas)
    return Regions(labels, areas, centres, first, near, back, weight, step, likeness, nearest)


def flattened(image: Array) -> Array:
    """uint8 (h, w, 3): RGBA over a magenta that no photograph has much of."""
    alpha = image[..., 3:]
    if alpha.min() == 255:
        return np.ascontiguousarray(image[..., :3])
    share = alpha.astype(np.float32) / 255
    return (image[..., :3] * share + np.array((255, 0, 255), np.float32) * (1 - share) + 0.5).astype(np.uint8)


def _watershed(smooth: Array, lab: Array) -> Array:
    """int32 (h, w): from the flattest px of each cell of a grid (cv2.watershed, Meyer 1992); 0 or -1 between."""
    across: Array = cv2.Sobel(lab, cv2.CV_32F, 1, 0)
    down: Array = cv2.Sobel(lab, cv2.CV_32F, 0, 1)
    steep: Array = (across * across + down * down).sum(2)
    h, w = steep.shape
    rows, columns = max(-(-h // CELL), 1), max(-(-w // CELL), 1)
    padded = np.pad(steep, ((0, rows * CELL - h), (0, columns * CELL - w)), constant_values=np.inf)
    cells = padded.reshape(rows, CELL, columns, CELL).transpose(0, 2, 1, 3).reshape(rows, columns, -1)
    flattest = cells.argmin(axis=2)
    y = np.arange(rows)[:, None] * CELL + flattest // CELL
    x = np.arange(columns)[None] * CELL + flattest % CELL
    marks = np.zeros((h, w), np.int32)
    marks[y.ravel(), x.ravel()] = np.arange(1, rows * columns + 1)
    if min(h, w) < 3:  # cv2.watershed makes a frame of one px
        return cv2.distanceTransformWithLabels((marks == 0).astype(np.uint8), cv2.DIST_L2, 3)[1]
    inner = cv2.watershed(cv2.copyMakeBorder(smooth, 1, 1, 1, 1, cv2.BORDER_REPLICATE),
                          cv2.copyMakeBorder(marks, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0))
    return np.ascontiguousarray(inner[1:-1, 1:-1])


def _texture(light: Array) -> Array:
    """float32 (h, w): the standard deviation of L around each px."""
    mean = cv2.blur(light, (7, 7))
    return np.sqrt(np.maximum(cv2.blur(light * light, (7, 7)) - mean * mean, 0))


def _falloff(lab: Array) -> float:
    """1 / (2 mean square difference) of px two apart (Boykov and Jolly, 2001)."""
    across, down = lab[:, 2:] - lab[:, :-2], lab[2:] - lab[:-2]
    mean = [float((d * d).sum(2).mean()) for d in (across, down) if d.size]
    return 1 / (2 * max(sum(mean) / max(len(mean), 1), 4.0))


def _arcs(keys: Array, alike: Array, count: int) -> tuple[Array, Array, Array, Array]:
    """Both ways of each pair, sorted by where they start; the likeness of all px of an edge together."""
    order = np.argsort(keys, kind="stable")
    keys, alike = keys[order], alike[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    pairs = keys[starts]
    weight = np.add.reduceat(alike, starts) if len(starts) else np.zeros(0, np.float32)
    a, b = (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)
    tails, heads = np.concatenate((a, b)), np.concatenate((b, a))
    order = np.argsort(tails, kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    other = np.concatenate((np.arange(len(a)) + len(a), np.arange(len(a))))
    first = np.concatenate(([0], np.cumsum(np.bincount(tails, minlength=count)))).astype(np.int64)
    return (first, np.ascontiguousarray(heads[order]), place[other[order]],
            np.concatenate((weight, weight))[order].astype(np.float32))


def _palette(means: Array, areas: Array) -> tuple[Array, Array]:
    """How alike each region is to each colour of the picture's own palette, and its nearest one."""
    sample = means[::max(len(means) // 2500, 1)]
    number = min(PALETTE, len(sample))
    cv2.setRNGSeed(1)
    _, _, palette = cv2.kmeans(np.ascontiguousarray(sample), number, np.zeros((0, 1), np.int32),
                               (cv2.TERM_CRITERIA_COUNT, 6, 0.0), 1, cv2.KMEANS_RANDOM_CENTERS)
    square = ((means**2).sum(1)[:, None] + (palette**2).sum(1)[None] - 2 * means @ palette.T).astype(np.float32)
    return np.exp(square / np.float32(-2 * SPREAD**2)), square.argmin(1)

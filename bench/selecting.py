"""Quick selection and magnetic lasso: how much of a thing short strokes find, how near a line keeps, and what it costs.

`python -m bench selecting`. A part of one photograph with a wavy outline is pasted onto another, so that the answer is
known. Quick selection after one, two and three short strokes against the magic wand at the middle of the first (IoU);
an update of the stroke and the release as ratios to one iteration of GrabCut on a copy of the same size. The magnetic
lasso led by a hand that wavers by 5 px: mean distance of the line to the outline, before and after.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from bench import _sheets
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.livewire import Wire
from editor.document.pixels import Pixels
from editor.document.selection_grow import EDGE_PX, Growing
from editor.document.selection_pick import flood_mask
from editor.document.selection_shape import combine

Array = np.ndarray[Any, Any]
SIZE = 1400


def outline(rng: np.random.Generator) -> Array:
    """float (n, 2): a closed wavy line about the middle, px."""
    turns = np.linspace(0, 2 * np.pi, 720, endpoint=False)
    r = 0.28 * SIZE * (1 + sum(rng.normal(0, 0.09 / k) * np.cos(k * turns + rng.uniform(0, 7)) for k in range(2, 8)))
    return np.stack((SIZE / 2 + r * np.cos(turns), SIZE / 2 + r * np.sin(turns)), 1)


def pasted(front: Array, back: Array, line: Array) -> tuple[Array, Array]:
    """RGBA, and uint8 0 or 1 where the front is."""
    fine = np.zeros((SIZE * 2, SIZE * 2), np.uint8)
    cv2.fillPoly(fine, [np.rint(line * 2).astype(np.int32)], 255)
    share = cv2.resize(fine, (SIZE, SIZE), interpolation=cv2.INTER_AREA)
    mixed = front * (share[..., None] / 255.0) + back * (1 - share[..., None] / 255.0)
    return np.dstack((mixed, np.full(share.shape, 255.0))).astype(np.uint8), (share > 127).astype(np.uint8)


def iou(found: Array, truth: Array) -> float:
    return float((found & truth).sum() / max((found | truth).sum(), 1))


def strokes(rng: np.random.Generator) -> list[list[tuple[float, float]]]:
    """Three short ones, each in a third of the thing."""
    made = []
    for turn in rng.uniform(0, 2 * np.pi) + np.arange(3) * 2 * np.pi / 3:
        a, b = (np.array([np.cos(turn + d), np.sin(turn + d)]) * 0.13 * SIZE + SIZE / 2 for d in (-0.5, 0.5))
        made.append([tuple((a + (b - a) * i / 10).tolist()) for i in range(11)])
    return made


def wired(document: Document, line: Array, rng: np.random.Generator) -> tuple[float, float]:
    """Mean distance to the outline of the hand, and of the line it draws."""
    ways = np.gradient(line, axis=0)
    normals = np.stack((-ways[:, 1], ways[:, 0]), 1) / np.hypot(*ways.T)[:, None]
    waver = np.convolve(
        rng.normal(0, 1, len(line) + 40), np.hanning(41), "valid")[:len(line), None]
    hand = line + normals * (waver / np.abs(waver).mean() * 5)
    wire, drawn = Wire(document, None, 1.0, 14.0, 0.1), []
    wire.anchor(*hand[0].tolist())
    for point in hand[12::12]:
        way = wire.to(*point.tolist())
        drawn += way
        wire.anchor(*way[-1], snap=False)
    full = np.rint(line).astype(np.int32)
    drawing = np.full((SIZE, SIZE), 255, np.uint8)
    cv2.polylines(drawing, [full], True, 0, 1)
    far = cv2.distanceTransform(drawing, cv2.DIST_L2, 5)
    means = []
    for points in (hand, np.array(drawn)):
        at = np.clip(np.rint(points), 0, SIZE - 1).astype(int)
        means.append(float(far[at[:, 1], at[:, 0]].mean()))
    return means[0], means[1]


def stroked(document: Document, drawn: list[list[tuple[float, float]]], truth: Array
            ) -> tuple[list[float], tuple[float, float, float]]:
    """IoU after each stroke; seconds of the median update, of the slowest one, and of the last release."""
    row, updates, released = [], [], 0.0
    for stroke in drawn:
        growing = Growing(document, "add", 60.0)
        for i, point in enumerate(stroke):
            started = time.perf_counter()
            growing.to(*point)
            updates += [time.perf_counter() - started] if i else []
        started = time.perf_counter()
        made = growing.found()
        released = time.perf_counter() - started
        assert made is not None
        document = document.with_(selection=combine(document.selection, made, "add"))
        assert document.selection is not None
        row.append(iou(document.selection.read(document.rect) > 127, truth > 0))
    return row, (float(np.median(updates)), max(updates), released)


def iteration(image: Array) -> float:
    """Seconds of one iteration of GrabCut on a copy as large as the one that quick selection cuts."""
    small = np.ascontiguousarray(cv2.resize(image, (EDGE_PX, EDGE_PX), interpolation=cv2.INTER_AREA)[..., :3])
    known = np.full(small.shape[:2], cv2.GC_PR_BGD, np.uint8)
    known[200:312, 200:312] = cv2.GC_FGD
    started = time.perf_counter()
    cv2.grabCut(small, known, None, np.zeros((1, 65)), np.zeros((1, 65)), 1, cv2.GC_INIT_WITH_MASK)
    return time.perf_counter() - started


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, default=_sheets.SHARED / "photos")
    parser.add_argument("--count", type=int, default=10)
    args = parser.parse_args([] if words is None else words)
    quality, costs, lines = [], [], []
    for number, pair in enumerate(_sheets.pairs(args.photos, args.count)):
        rng = np.random.default_rng(number)
        front, back = (cv2.resize(_sheets.load(p, 2e6), (SIZE, SIZE)) for p in pair)
        line = outline(rng)
        image, truth = pasted(front, back, line)
        document = Document(width=SIZE, height=SIZE, layers=(PixelLayer(pixels=Pixels.of(image)),))
        drawn = strokes(rng)
        wand = iou(flood_mask(image, round(drawn[0][5][0]), round(drawn[0][5][1]), 32.0) > 127, truth > 0)
        row, seconds = stroked(document, drawn, truth)
        quality.append([wand, *row])
        costs.append(np.array(seconds) / iteration(image))
        lines.append(wired(document, line, rng))
    wand, *three = np.mean(quality, 0)
    print(f"  IoU of {len(quality)} things: wand {wand:.2f}; quick selection after 1, 2, 3 strokes "
          + ", ".join(f"{q:.2f}" for q in three))
    update, worst, release = np.median(costs, 0)
    print(f"  of one GrabCut iteration: an update {update:.3f}, the slowest {worst:.3f}, the release {release:.2f}")
    hand, wire = np.median(lines, 0)
    print(f"  magnetic lasso: the hand is off by {hand:.1f} px, its line by {wire:.2f} px (median of pictures)")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])

"""Refining the edge of a selection: the error of alpha before and after, on composites whose alpha is known.

`python -m bench matting`. Drawn hair and fur (curved, tapering strands, 0.4-3 px) in the colours of one photograph over
another photograph. The selection is what a person makes: the thing without its strands, its border off by a few px.
SAD (thousands) and MSE (thousandths) in the band, after Rhemann et al. 2009 (alphamatting.com), and the time as a ratio
to one Gaussian blur of the picture with a deviation of 10 px.
"""

from __future__ import annotations

import argparse
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from bench import _sheets
from editor.document.geometry import Rect
from editor.document.selection_modify import feather
from editor.document.selection_refine import Refinement, border_of, refined
from editor.document.selection_shape import from_array

Array = np.ndarray[Any, Any]


def hairy(size: tuple[int, int], rng: np.random.Generator, strands: int = 900) -> tuple[Array, Array]:
    """Alpha float32 (h, w) of a head with hair, and uint8 of the head alone."""
    h, w = size
    fine = 4
    body = np.zeros((h, w), np.uint8)
    cv2.ellipse(body, (w // 2, int(h * 0.58)), (int(w * 0.22), int(h * 0.27)), 0, 0, 360, 255, -1, cv2.LINE_AA)
    cover = np.zeros((h * fine, w * fine), np.uint8)
    cv2.resize(body, (w * fine, h * fine), dst=cover)
    for _ in range(strands):
        turn = rng.uniform(0, 2 * np.pi)
        at = np.array([w / 2 + w * 0.21 * np.cos(turn), h * 0.58 + h * 0.26 * np.sin(turn)])
        heading, bend = turn + rng.normal(0, 0.5), rng.normal(0, 0.05)
        length, thick = rng.uniform(0.03, 0.14) * w, rng.uniform(0.4, 3.0)
        points = [at]
        for _ in range(14):
            heading += bend
            points.append(points[-1] + length / 14 * np.array([np.cos(heading), np.sin(heading)]))
        for i, (a, b) in enumerate(pairwise(points)):
            wide = max(round(thick * fine * (1 - i / 14)), 1)
            cv2.line(cover, *(tuple(np.rint(p * fine * 16).astype(int).tolist()) for p in (a, b)), 255, wide,
                     cv2.LINE_AA, 4)
    return cv2.resize(cover, (w, h), interpolation=cv2.INTER_AREA).astype(np.float32) / 255, body


def composite(front: Array, back: Array, alpha: Array) -> Array:
    share = alpha[..., None]
    return (front * share + back * (1 - share) + 0.5).astype(np.uint8)


def selected(body: Array, rng: np.random.Generator) -> Array:
    """As by hand: larger than the head by some hair, wavy."""
    grown = cv2.dilate(body, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (25, 25)))
    waves = cv2.GaussianBlur(rng.normal(0, 1, body.shape).astype(np.float32), (0, 0), 14) * 200
    soft = cv2.GaussianBlur(grown, (0, 0), 6).astype(np.float32)
    return np.where(soft + waves > 127, np.uint8(255), np.uint8(0))


def errors(found: Array, alpha: Array, band: Array) -> tuple[float, float]:
    """SAD in thousands, MSE in thousandths, inside the band."""
    d = (found.astype(np.float32) / 255 - alpha)[band]
    return float(np.abs(d).sum() / 1000), float((d * d).mean() * 1000)


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, default=_sheets.SHARED / "photos")
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--out", type=Path, help="folder for pictures of each case")
    args = parser.parse_args([] if words is None else words)
    rows, times = [], []
    for number, pair in enumerate(_sheets.pairs(args.photos, args.count)):
        rng = np.random.default_rng(number)
        front, back = (cv2.resize(_sheets.load(p, 5e5), (640, 640)) for p in pair)
        front = cv2.GaussianBlur(front, (0, 0), 12)  # hair has the colours of its neighbourhood, not a picture's edges
        alpha, body = hairy((640, 640), rng)
        image, mask = composite(front, back, alpha), selected(body, rng)
        how = Refinement(radius=48.0, smart=False)
        band = border_of(image, mask, how)
        started = time.perf_counter()
        found = refined(image, mask, how)
        taken = time.perf_counter() - started
        started = time.perf_counter()
        cv2.GaussianBlur(image, (0, 0), 10)
        times.append(taken / (time.perf_counter() - started))
        selection = from_array(mask)
        assert selection is not None
        soft = feather(selection, 6, Rect(0, 0, 640, 640))
        assert soft is not None
        feathered = soft.read(Rect(0, 0, 640, 640))
        rows.append([*errors(mask, alpha, band), *errors(feathered, alpha, band), *errors(found, alpha, band)])
        if args.out:
            args.out.mkdir(parents=True, exist_ok=True)
            grey = [np.dstack([m] * 3) for m in (mask, found, (alpha * 255).astype(np.uint8))]
            cv2.imwrite(str(args.out / f"{number}.png"), np.hstack([image, *grey])[..., ::-1])
    mean = np.mean(rows, 0)
    ratios = np.mean([(r[4] / r[0], r[5] / r[1]) for r in np.array(rows)], 0)
    print(f"  {len(rows)} composites   SAD (k)      MSE (1/1000)")
    for name, k in (("binary", 0), ("feathered 6 px", 2), ("refined", 4)):
        print(f"  {name:15} {mean[k]:9.2f} {mean[k + 1]:14.1f}")
    print(f"  refined / binary: SAD {ratios[0]:.2f}, MSE {ratios[1]:.2f}; time {np.median(times):.0f} blurs")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])

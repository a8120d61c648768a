"""Outpainting with no model: photographs grown on their sides, beside G'MIC's inpaint_matchpatch and a mirrored border.

`python -m bench outpaint`. Every way gets the same larger canvas in the same run; the picture itself must come back to
the byte. There is no truth to measure against, so the sheet build/outpaint.jpg is what counts; the figures beside it
are the seam score along the old edge, and how much a strip is the mirror image of the picture beside it (1 = it is).
`--xphoto` adds OpenCV's FSR, which takes a minute a picture. The photographs are looked for in LIMNER_PICTURES/photos.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from bench import _gmic, _sheets
from bench.fill import frequency_selective
from inference.builtin.extend import extend
from inference.depths import rgba
from inference.seams import seam

Array = np.ndarray[Any, Any]
Sides = dict[str, int]
Way = Callable[[Array, Sides], Array | None]
OURS = "Limner"
WIDE = {"left": 0.25, "right": 0.25}
ROUND = {"left": 0.2, "right": 0.2, "top": 0.2, "bottom": 0.2}
TALL = {"top": 0.3, "bottom": 0.3}
# The weights of the outpainting were chosen on these,
CASES = (
    ("mtt_185", WIDE), ("mtt_185", TALL), ("mtt_216", ROUND), ("elementary_104", WIDE), ("clic_000", WIDE),
    ("clic_036", ROUND), ("trident_173", WIDE), ("mtt_198", WIDE), ("elementary_113", TALL), ("mtt_224", ROUND),
    ("elementary_143", WIDE), ("mtt_192", ROUND), ("deepin_147", TALL), ("mtt_186", WIDE))
# and not on these.
FRESH = (
    ("trident_178", WIDE), ("mtt_208", ROUND), ("clic_008", WIDE), ("elementary_110", ROUND), ("mtt_210", WIDE),
    ("budgie_047", WIDE), ("pop_099", TALL), ("clic_020", WIDE), ("elementary_126", TALL), ("mtt_183", ROUND))
PIXELS = 3e5


def _px(sides: Sides) -> list[int]:
    """In OpenCV's order."""
    return [sides.get(side, 0) for side in ("top", "bottom", "left", "right")]


def grown(image: Array, sides: Sides, way: Callable[[Array, Array], Array | None]) -> Array | None:
    """By a fill: all sides at once, as the programs beside ours take them."""
    canvas = cv2.copyMakeBorder(image, *_px(sides), cv2.BORDER_CONSTANT)
    new = added(image, sides)
    made = way(canvas, np.where(new, np.uint8(255), np.uint8(0)))
    return None if made is None else np.where(new[..., None], made, canvas)


def ours(image: Array, sides: Sides) -> Array:
    for side, px in sides.items():
        image = extend(image, side, px, _sheets.Quiet(), 1)
    return image


def mirrored(image: Array, sides: Sides) -> Array:
    return np.asarray(cv2.copyMakeBorder(image, *_px(sides), cv2.BORDER_REFLECT_101))


def ways(quick: bool, xphoto: bool) -> dict[str, Way]:
    found: dict[str, Way] = {OURS: ours}
    if quick:
        return found
    found["mirror"] = mirrored
    if xphoto:
        found["FSR fast"] = lambda image, sides: grown(image, sides, frequency_selective)
    if _gmic.program() is not None:
        found["G'MIC matchpatch"] = lambda image, sides: grown(
            image, sides, lambda canvas, mask: _gmic.inpaint(canvas, mask, "matchpatch"))
    return found


def added(image: Array, sides: Sides) -> Array:
    """(h, w) bool of the larger picture: what is new."""
    old = np.zeros(image.shape[:2], np.uint8)
    return cv2.copyMakeBorder(old, *_px(sides), cv2.BORDER_CONSTANT, value=1) > 0


def likeness(out: Array, image: Array, sides: Sides) -> float:
    """Correlation of the strip's fine light with the mirrored picture, mean over the sides."""
    both = [cv2.cvtColor(one, cv2.COLOR_RGB2GRAY).astype(np.float32) for one in (out, mirrored(image, sides))]
    fine = [one - cv2.GaussianBlur(one, (0, 0), 8.0) for one in both]
    new = added(image, sides)
    return float(np.corrcoef(fine[0][new], fine[1][new])[0, 1])


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="ours alone")
    parser.add_argument("--xphoto", action="store_true", help="OpenCV's frequency selective reconstruction too")
    parser.add_argument("--fresh", action="store_true", help="ten other photographs, on which nothing was chosen")
    parser.add_argument("--only", default="", help="photographs whose names begin like this")
    wanted = parser.parse_args(words or [])
    found = ways(wanted.quick, wanted.xphoto)
    cells: list[Array] = []
    told: dict[str, list[tuple[float, float, float]]] = {name: [] for name in found}
    for start, shares in FRESH if wanted.fresh else CASES:
        for path in sorted((_sheets.SHARED / "photos").glob(f"{start}*.jpg"))[:1]:
            if start.startswith(wanted.only):
                cells += one(_sheets.load(path, PIXELS), start, shares, found, told)
    if not cells:
        print("  no photographs here: left out")
        return
    for name, rows in told.items():
        if rows:
            means = np.mean(rows, 0)
            print(f"  {name:17} seam {means[0]:5.2f}  like a mirror {means[1]:5.2f}  {means[2]:6.2f} s  ({len(rows)})")
    columns = len(found) if len(found) > 1 else 3
    target = _sheets.ROOT / "build" / ("outpaint-fresh.jpg" if wanted.fresh else "outpaint.jpg")
    cells += [np.zeros_like(cells[0])] * (-len(cells) % columns)
    _sheets.save(target, _sheets.sheet(cells, columns))


def one(
    image: Array, name: str, shares: dict[str, float], found: dict[str, Way],
    told: dict[str, list[tuple[float, float, float]]],
) -> list[Array]:
    height, width = image.shape[:2]
    sides = {side: int(share * (width if side in ("left", "right") else height)) for side, share in shares.items()}
    top, left = sides.get("top", 0), sides.get("left", 0)
    cells = []
    for way, function in found.items():
        start = time.perf_counter()
        out = function(image, sides)
        seconds = time.perf_counter() - start
        if out is None:
            print(f"  {way} left {name} black: not counted there")
            cells.append(np.zeros((400, 640, 3), np.uint8))
            continue
        assert np.array_equal(out[top:top + height, left:left + width], image), way
        score = seam(rgba(out), added(image, sides)).score
        told[way].append((score, likeness(out, image, sides), seconds))
        print(f"  {name:16} {way:17} seam {score:5.2f}  {seconds:6.2f} s", flush=True)
        cells.append(_cell(out, (left, top, width, height), f"{name} {way}"))
    return cells


def _cell(out: Array, place: tuple[int, int, int, int], text: str) -> Array:
    """640 x 400 px, the old edges marked by ticks at the border of the cell alone."""
    k = min(640 / out.shape[1], 400 / out.shape[0])
    small = cv2.resize(out, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
    cell = np.full((400, 640, 3), 24, np.uint8)
    y, x = (400 - small.shape[0]) // 2, (640 - small.shape[1]) // 2
    cell[y:y + small.shape[0], x:x + small.shape[1]] = small
    left, top, width, height = (int(v * k) for v in place)
    for column in (x + left, x + left + width):
        cell[[*range(y, y + 5), *range(y + small.shape[0] - 5, y + small.shape[0])], min(column, 639)] = (255, 0, 255)
    for row in (y + top, y + top + height):
        cell[min(row, 399), [*range(x, x + 5), *range(x + small.shape[1] - 5, x + small.shape[1])]] = (255, 0, 255)
    return _sheets.labelled(cell, text)


if __name__ == "__main__":
    main(sys.argv[1:])

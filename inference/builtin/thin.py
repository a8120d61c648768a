"""Thin damage (scratches, dust, text): frequency selective reconstruction, or Navier-Stokes where that would be slow.

Genser, Seiler, Schilling, Kaup (2018) in cv2.xphoto, Bertalmio et al. (2001) in cv2.inpaint.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import cv2
import numpy as np

from inference.api import Report

Array = np.ndarray[Any, Any]
FSR_BUDGET_PX = 60_000  # about 0.2 ms each: 6 s on two cores
TILE_PX = 192
CONTEXT_PX = 32  # what a block of 16 px reads; nearer, its spectrum is another
EDGE_PX = 16
SMALLEST_PX = 4


def fill_thin(unit: Array, thin: Array, unknown: Array, report: Report) -> Array:
    """unit (h, w, 3 or 4) float32 0-1 with the `thin` pixels interpolated; `unknown` pixels are not read."""
    result = unit.copy()
    quick = _navier_stokes(unit, thin | unknown)
    result[thin | unknown] = quick[thin | unknown]
    if int(thin.sum()) <= FSR_BUDGET_PX:
        _frequency_selective(result, thin, thin | unknown, report)
    return np.where(thin[..., None], result, unit)


def _navier_stokes(unit: Array, hole: Array) -> Array:
    """cv2.inpaint takes 8-bit colours or one 16-bit or float channel; so one channel at a time."""
    mask = hole.astype(np.uint8)
    if min(hole.shape) < SMALLEST_PX:  # cv2.inpaint reads past the end of pictures of one or two lines
        grown = [cv2.copyMakeBorder(a, *(SMALLEST_PX,) * 4, cv2.BORDER_REPLICATE) for a in (unit, mask)]
        inner = slice(SMALLEST_PX, -SMALLEST_PX)
        return _navier_stokes(grown[0], grown[1] > 0)[inner, inner]
    return np.dstack([cv2.inpaint(np.ascontiguousarray(unit[..., c]), mask, 4, cv2.INPAINT_NS)
                      for c in range(unit.shape[2])])


def _frequency_selective(result: Array, thin: Array, hole: Array, report: Report) -> None:
    height, width = thin.shape
    tiles = [(y, x) for y in range(0, height, TILE_PX) for x in range(0, width, TILE_PX)
             if thin[y:y + TILE_PX, x:x + TILE_PX].any()]
    source = result[..., :3].copy()

    def solve(tile: tuple[int, int]) -> tuple[int, int, Array]:
        y, x = tile
        y0, x0 = max(0, y - CONTEXT_PX), max(0, x - CONTEXT_PX)
        where = np.s_[y0:min(height, y + TILE_PX + CONTEXT_PX), x0:min(width, x + TILE_PX + CONTEXT_PX)]
        crop = np.clip(source[where] * 255 + 0.5, 0, 255).astype(np.uint8)
        inner = np.s_[y - y0:y - y0 + TILE_PX, x - x0:x - x0 + TILE_PX]
        keep = np.where(hole[where], np.uint8(0), np.uint8(255))  # guesses beside the tile would be taken for known
        if min(crop.shape[:2]) < 24 or not keep.any():
            return y, x, source[y:y + TILE_PX, x:x + TILE_PX]
        # xphoto leaves wrong colours in incomplete blocks at the border: a mirrored margin completes them.
        crop, keep = (cv2.copyMakeBorder(a, EDGE_PX, EDGE_PX, EDGE_PX, EDGE_PX, cv2.BORDER_REFLECT_101)
                      for a in (crop, keep))
        out = np.zeros_like(crop)
        cv2.xphoto.inpaint(np.ascontiguousarray(crop), keep, out, cv2.xphoto.INPAINT_FSR_FAST)
        out = np.clip(out, crop[keep > 0].min(0), crop[keep > 0].max(0))
        out = out[EDGE_PX:-EDGE_PX, EDGE_PX:-EDGE_PX]
        return y, x, out[inner].astype(np.float32) / 255

    with ThreadPoolExecutor(2) as pool:
        for start in range(0, len(tiles), 2):
            report.step(start / len(tiles), "Repairing thin damage")
            for y, x, values in pool.map(solve, tiles[start:start + 2]):
                where = thin[y:y + TILE_PX, x:x + TILE_PX]
                result[y:y + TILE_PX, x:x + TILE_PX, :3][where] = values[where]

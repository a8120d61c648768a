"""Colours and strokes of a reference picture.

Colour: iterative distribution transfer (Pitie, Kokaram, Dahyot 2007) in Lab on a reduced picture; the resulting
change is brought back through a guided filter so that the grain of the picture survives.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.api import Report
from inference.builtin.flow import guided
from inference.builtin.pixelmath import from_unit, mix, to_unit

Array = np.ndarray[Any, Any]
WORK_PX = 120_000


def transfer(image: Array, reference: Array, strength: float, report: Report) -> Array:
    """The image (h, w, 3 or 4) with the reference's palette; same shape and dtype, alpha kept. `strength` 0-1."""
    report.step(0.0, "Matching colours")
    unit = to_unit(image)
    rgb = np.clip(np.ascontiguousarray(unit[..., :3]), 0, 1)
    model = np.clip(np.ascontiguousarray(to_unit(reference)[..., :3]), 0, 1)
    coloured = _coloured(rgb, model, report.part(0.0, 0.8))
    out = unit.copy()
    out[..., :3] = mix(rgb, coloured, float(np.clip(strength, 0, 1)))
    report.step(1.0, "Matching colours")
    return from_unit(out, image.dtype)


def _reduced(rgb: Array) -> Array:
    k = min(1.0, (WORK_PX / (rgb.shape[0] * rgb.shape[1])) ** 0.5)
    size = (max(1, round(rgb.shape[1] * k)), max(1, round(rgb.shape[0] * k)))
    return cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)


def _coloured(rgb: Array, model: Array, report: Report) -> Array:
    small = _reduced(rgb)
    source = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).reshape(-1, 3)
    target = cv2.cvtColor(_reduced(model), cv2.COLOR_RGB2LAB).reshape(-1, 3)
    moved = _moved(source, target, report)
    change = (moved - source).reshape(small.shape).astype(np.float32)
    guide = cv2.cvtColor(small, cv2.COLOR_RGB2LAB) / 100
    radius = max(2, round(min(small.shape[:2]) / 40))
    change = guided(guide.astype(np.float32), change, radius, 2e-3).reshape(small.shape)
    report.step(0.9, "Matching colours")
    height, width = rgb.shape[:2]
    change = cv2.resize(change, (width, height), interpolation=cv2.INTER_CUBIC)
    lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB) + change
    lab[..., 0] = np.clip(lab[..., 0], 0, 100)
    return np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 0, 1)


def _moved(source: Array, target: Array, report: Report, turns: int = 24) -> Array:
    """Points (n, 3) moved so that their distribution is the target's (m, 3): 1-d matching along random axes."""
    rng = np.random.default_rng(0)
    points = source.astype(np.float64)
    ranks = np.linspace(0, 1, 513)
    for turn in range(turns):
        report.step(0.8 * turn / turns, "Matching colours")
        axes, _ = np.linalg.qr(rng.normal(size=(3, 3)))
        here, there = points @ axes, target @ axes
        shift = np.empty_like(here)
        for k in range(3):
            a, b = np.quantile(here[:, k], ranks), np.quantile(there[:, k], ranks)
            shift[:, k] = np.interp(here[:, k], a + np.arange(513) * 1e-9, b) - here[:, k]
        points = points + 0.8 * shift @ axes.T
    return points

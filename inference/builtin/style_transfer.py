"""Colours and strokes of a reference picture.

Colour: linear optimal transport and a share of iterative distribution transfer (Pitie, Kokaram, 2005 and 2007) in
Lab on a reduced picture; the change is brought back through a guided filter so that the picture's grain survives.
Strokes: those of the oil preset in the reference's own pigments with the reference's surface quilted over them
(style_texture), as far as that looks painted.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from scipy.spatial import cKDTree

from inference.api import Report
from inference.builtin.faces import features
from inference.builtin.flow import guided
from inference.builtin.pixelmath import blur, from_unit, luminance, mix, recoloured, smoothstep, to_unit
from inference.builtin.style_paint import oil
from inference.builtin.style_texture import textured

Array = np.ndarray[Any, Any]
WORK_PX = 60_000
LEARNT_FROM = 8_000  # points that the distributions are taken from
FULL_TURNS = 12
FULL_SHARE = 0.35
FINE = 0.5  # of the usual brush, where eyes and mouths are,
LEFT = 0.25  # and how much of the usual strokes and surface stays there
LIGHT_SHARE = 0.8  # of the change in lightness: a face in the colours of a night stays a face


def transfer(
    image: Array, reference: Array, strength: float, report: Report, keep_colours: bool = False,
) -> Array:
    """The image (h, w, 3 or 4) with the reference's palette and, from a painting, its strokes.

    Same shape and dtype, alpha kept. `strength` 0-1 blends with the original; `keep_colours` takes the strokes alone.
    """
    report.step(0.0, "Matching colours")
    unit = to_unit(image)
    rgb = np.clip(np.ascontiguousarray(unit[..., :3]), 0, 1)
    model = np.clip(np.ascontiguousarray(to_unit(reference)[..., :3]), 0, 1)
    made = rgb if keep_colours else _coloured(rgb, model, report.part(0.0, 0.3))
    strokes = painterliness(model)
    if strokes > 0.05:
        made = _stroked(made, model, strokes, report.part(0.3, 1.0), features(rgb))
    if keep_colours:
        made = recoloured(rgb, made)
    out = unit.copy()
    out[..., :3] = mix(rgb, made, float(np.clip(strength, 0, 1)))
    report.step(1.0, "Matching colours")
    return from_unit(out, image.dtype)


def _coloured(rgb: Array, model: Array, report: Report) -> Array:
    small = _sized(rgb, WORK_PX)
    source = cv2.cvtColor(small, cv2.COLOR_RGB2LAB).reshape(-1, 3)
    target = cv2.cvtColor(_sized(model, WORK_PX), cv2.COLOR_RGB2LAB).reshape(-1, 3)
    moved = _moved(source, target, report)
    change = (moved - source).reshape(small.shape).astype(np.float32)
    guide = cv2.cvtColor(small, cv2.COLOR_RGB2LAB) / 100
    radius = max(2, round(min(small.shape[:2]) / 40))
    change = guided(guide.astype(np.float32), change, radius, 2e-3).reshape(small.shape)
    report.step(0.9, "Matching colours")
    height, width = rgb.shape[:2]
    change = cv2.resize(change, (width, height), interpolation=cv2.INTER_CUBIC)
    change[..., 0] *= LIGHT_SHARE
    lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB) + change
    lab[..., 0] = np.clip(lab[..., 0], 0, 100)
    return np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 0, 1)


def _moved(source: Array, target: Array, report: Report) -> Array:
    """Points (n, 3) moved towards the target's distribution (m, 3).

    Mostly the linear optimal map (Monge-Kantorovich, Pitie 2007), which keeps smooth skies smooth, and a share of
    full matching along random axes, which brings the accents.
    """
    points = _linear(source.astype(np.float64), target.astype(np.float64))
    matched = points.copy()
    rng = np.random.default_rng(0)
    ranks = np.linspace(0, 1, 129)
    some = rng.permutation(len(points))[:LEARNT_FROM]
    target = target[rng.permutation(len(target))[:LEARNT_FROM]]
    for turn in range(FULL_TURNS):
        report.step(0.8 * turn / FULL_TURNS, "Matching colours")
        axes, _ = np.linalg.qr(rng.normal(size=(3, 3)))
        here, there = matched @ axes, target @ axes
        shift = np.empty_like(here)
        for k in range(3):
            a, b = np.quantile(here[some, k], ranks), np.quantile(there[:, k], ranks)
            shift[:, k] = np.interp(here[:, k], a + np.arange(len(ranks)) * 1e-6, b) - here[:, k]
        matched = matched + 0.6 * shift @ axes.T
    return points + (matched - points) * FULL_SHARE


def _linear(source: Array, target: Array) -> Array:
    """The affine map that carries mean and covariance over with the least movement; stretching is limited."""
    def root(matrix: Array) -> Array:
        values, vectors = np.linalg.eigh(matrix)
        return (vectors * np.sqrt(np.maximum(values, 1e-8))) @ vectors.T

    floor = np.eye(3) * np.array([30.0, 12.0, 12.0])  # Lab units squared: a flat picture is not blown up
    a, b = np.cov(source.T) + floor, np.cov(target.T) + floor
    half = root(a)
    inverse = np.linalg.inv(half)
    carry = inverse @ root(half @ b @ half) @ inverse
    values, vectors = np.linalg.eigh(carry)
    carry = (vectors * np.clip(values, 0.3, 2.0)) @ vectors.T
    return (source - source.mean(0)) @ carry.T + target.mean(0)


def painterliness(rgb: Array) -> float:
    """0 for a photograph, which is smooth somewhere, 1 for a surface that is worked all over.

    Measured by the fine contrast that nine tenths of the picture exceed: 0.005-0.04 in nine paintings, below 0.003 in
    three quarters of the photographs tried.
    """
    gray = luminance(_sized(rgb, 360_000))
    fine = gray - blur(gray, 1.5)
    rough = float(np.percentile(np.sqrt(blur(fine * fine, 6.0)), 10))
    return float(smoothstep(0.0030, 0.0085, np.array(rough)))


def _sized(rgb: Array, pixels: int) -> Array:
    k = min(1.0, (pixels / (rgb.shape[0] * rgb.shape[1])) ** 0.5)
    size = (max(1, round(rgb.shape[1] * k)), max(1, round(rgb.shape[0] * k)))
    return cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)


def _nearest(inks: Array, lab: Array) -> Array:
    """Which of the inks (n, 3) is nearest to each pixel's colour, decided once for each cell of a grid over Lab."""
    cells = np.stack(np.meshgrid(np.arange(0, 104, 2), np.arange(-128, 128, 4), np.arange(-128, 128, 4),
                                 indexing="ij"), -1).astype(np.float32) + np.array([1, 2, 2], np.float32)
    _, near = cKDTree(inks).query(cells.reshape(-1, 3))
    at = (lab * np.array([0.5, 0.25, 0.25], np.float32) + np.array([0, 32, 32], np.float32)).astype(np.int32)
    at = np.clip(at, 0, np.array(cells.shape[:3]) - 1)
    return near[(at[..., 0] * cells.shape[1] + at[..., 1]) * cells.shape[2] + at[..., 2]]


def _snapped(rgb: Array, model: Array) -> Array:
    """Colours drawn half way to the nearest of the reference's own 32, so that its pigments show."""
    small = cv2.cvtColor(cv2.resize(model, (96, 96), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2LAB).reshape(-1, 3)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 15, 0.5)
    cv2.setRNGSeed(1)
    _, _, inks = cv2.kmeans(small, 32, None, stop, 1, cv2.KMEANS_PP_CENTERS)
    lab = cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB)
    target = inks[_nearest(inks, lab)]
    target[..., 0] = lab[..., 0] + (target[..., 0] - lab[..., 0]) * 0.5
    return np.clip(cv2.cvtColor(mix(lab, target, 0.45).astype(np.float32), cv2.COLOR_LAB2RGB), 0, 1)


def _stroked(rgb: Array, model: Array, amount: float, report: Report, keep: Array) -> Array:
    """Brush strokes in the reference's pigments, and its own surface over them; the more worked the reference's
    surface, the more of both. Where `keep` (h, w) 0-1 says so, a finer brush, and little of the surface."""
    if min(rgb.shape[:2]) < 48:
        return rgb
    unit = max(0.7, (rgb.shape[0] * rgb.shape[1]) ** 0.5 / 700)
    snapped = _snapped(rgb, model)
    painted = oil(snapped, unit, 0.62, np.random.default_rng(0), report.part(0.0, 0.4), relief=0.25)
    made = textured(mix(rgb, painted, amount), model, unit, 0.95 * amount, report.part(0.4, 0.7))
    if keep.max() < 0.05:
        return made
    fine = oil(snapped, FINE * unit, 1.0, np.random.default_rng(0), report.part(0.7, 1.0), relief=0.25)
    return mix(made, mix(mix(rgb, fine, amount), made, LEFT), keep[..., None])

"""What is done to a finished scene: its palette by word, and its drawing style."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from inference.api import Report
from inference.builtin.pixelmath import mix
from inference.builtin.scene_abstract import HUES

Array = np.ndarray[Any, Any]


def toned(rgb: Array, words: tuple[str, ...]) -> Array:
    """Lean the colours (Lab) towards the hues asked for; "mono" takes them away."""
    if not words:
        return rgb
    lab = cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2LAB)
    for word in words:
        if word == "mono":
            lab[..., 1:] = 0
            continue
        if word == "neon":
            lab[..., 1:] *= 1.5
        if word == "pastel":
            lab[..., 0] = 100 - (100 - lab[..., 0]) * 0.72
            lab[..., 1:] *= 0.75
        angle = np.radians(HUES[word] + 20)
        pull = np.array([np.cos(angle), np.sin(angle)], np.float32) * 30
        body = (np.clip(lab[..., 0] / 50, 0.2, 1) * np.clip((104 - lab[..., 0]) / 40, 0, 1))[..., None]
        lab[..., 1:] = mix(lab[..., 1:], pull * body, np.float32(0.38 if word in ("warm", "cold", "pastel") else 0.55))
    return np.clip(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), 0, 1)


def drawn(rgb: Array, style: str, rng: np.random.Generator, report: Report) -> Array:
    """The scene in a drawing style; "" and "photo" leave it."""
    unit = max(0.7, (rgb.shape[0] * rgb.shape[1]) ** 0.5 / 700)
    rgb = np.ascontiguousarray(rgb, np.float32)
    if min(rgb.shape[:2]) < 24 or style in ("", "photo"):
        return rgb
    if style in ("flat", "poster"):
        return _flat(rgb, unit)
    from inference.builtin import style_draw, style_paint

    if style == "oil":
        return style_paint.oil(rgb, unit, 0.45, rng, report)
    named = {"watercolour": style_draw.watercolour, "ink": style_draw.ink, "pencil": style_draw.pencil}
    return named[style](rgb, unit, 0.5, rng, report)


def _flat(rgb: Array, unit: float) -> Array:
    """Few flat colours with clean borders: smoothing and the nearest of a dozen colours of the picture."""
    from inference.builtin.flow import simplified

    smooth = simplified(rgb, 1.0, unit * 5)
    lab = cv2.cvtColor(smooth, cv2.COLOR_RGB2LAB)
    small = cv2.resize(lab, (120, 120), interpolation=cv2.INTER_AREA).reshape(-1, 3)
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.3)
    _, _, centres = cv2.kmeans(small, min(12, len(small)), None, stop, 2, cv2.KMEANS_PP_CENTERS)
    height, width = rgb.shape[:2]
    best = np.full((height, width), np.inf, np.float32)
    out = np.zeros_like(lab)
    for centre in centres:
        d = ((lab - centre) ** 2).sum(2)
        near = d < best
        best[near], out[near] = d[near], centre
    out[..., 1:] *= 1.12
    flat = np.clip(cv2.cvtColor(out, cv2.COLOR_LAB2RGB), 0, 1)
    side = max(1, round(unit * 1.2)) * 2 + 1
    eight = cv2.medianBlur((flat * 255).astype(np.uint8), min(side, 7))
    return cv2.GaussianBlur(eight.astype(np.float32) / 255, (0, 0), 0.6)

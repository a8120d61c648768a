"""Selections by colour and tone over the whole picture: colour range, similar colours, what is in focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import cv2
import numpy as np

from editor.document.compose import compose
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.pixels import Array, Pixels, convert
from editor.document.selection_edge import sharpened
from editor.document.selection_grow import without_specks
from editor.document.selection_regions import flattened
from editor.document.selection_shape import as_array, from_array
from inference.api import UserError, choice, flag, number

KINDS = {"sampled": "Sampled colours", "skin": "Skin tones", "highlights": "Highlights", "midtones": "Midtones",
         "shadows": "Shadows", "reds": "Reds", "yellows": "Yellows", "greens": "Greens", "cyans": "Cyans",
         "blues": "Blues", "magentas": "Magentas"}
HUES = {"reds": 0.0, "yellows": 60.0, "greens": 120.0, "cyans": 180.0, "blues": 240.0, "magentas": 300.0}
TONES = {"highlights": (72.0, 200.0), "midtones": (34.0, 66.0), "shadows": (-100.0, 28.0)}  # L
SKIN_CR, SKIN_CB = (133.0, 173.0), (77.0, 127.0)  # Chai and Ngan, "Face segmentation using skin-color map" (1999)
BINS = 64  # of each channel, in the table of similar colours
FOCUS_PX = 640


@dataclass(frozen=True)
class ColourRange:
    kind: str = choice("Select", "sampled", KINDS)
    fuzziness: float = number("Fuzziness", 40.0, 0.0, 200.0, step=1.0,
                              help="How far from the sampled colours the selection reaches.")
    localised: bool = flag("Localised", False, help="Only near the places that were clicked.")
    range: float = number("Range", 30.0, 1.0, 100.0, unit="%", step=1.0, help="Of the longest edge of the picture.")
    invert: bool = flag("Invert", False)


@dataclass(frozen=True)
class Sample:
    """A colour, RGB 0-255, clicked at (x, y) document px; `plus` False takes it away."""

    colour: tuple[float, float, float]
    x: float
    y: float
    plus: bool = True


def in_range(image: Array, how: ColourRange, samples: Sequence[Sample] = (), corner: tuple[float, float] = (0, 0),
             step: float = 1.0, longest: float = 1.0) -> Array:
    """uint8 (h, w): how much each px of `image` (RGBA uint8) is of the range.

    `corner` and `step` place the image in document px, whose longest edge is `longest`; for a localised range.
    """
    rgb = flattened(image)
    if how.kind == "sampled":
        share = _sampled(rgb, how, samples, corner, step, longest)
    else:
        share = _preset(rgb, how)
    share *= image[..., 3].astype(np.float32) / 255
    made: Array = (np.clip(1 - share if how.invert else share, 0, 1) * 255 + 0.5).astype(np.uint8)
    return made


def _lab(rgb: Array) -> Array:
    return cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)


def _sampled(rgb: Array, how: ColourRange, samples: Sequence[Sample], corner: tuple[float, float], step: float,
             longest: float) -> Array:
    """Full up to half the fuzziness from the nearest sample, gone at all of it; fuzziness 200 are 100 units of Lab."""
    lab, reach = _lab(rgb), max(how.fuzziness / 2, 0.75)
    plus, minus = np.zeros(lab.shape[:2], np.float32), np.zeros(lab.shape[:2], np.float32)
    for sample in samples:
        colour = _lab(np.array([[sample.colour]], np.float32))[0, 0]
        far = np.sqrt(((lab - colour) ** 2).sum(2))
        share = np.clip(2 - 2 * far / reach, 0, 1)
        if how.localised:
            share *= _nearness(lab.shape, sample, corner, step, how.range / 100 * longest)
        target = plus if sample.plus else minus
        np.maximum(target, share, out=target)
    return np.minimum(plus, 1 - minus)


def _nearness(shape: tuple[int, ...], sample: Sample, corner: tuple[float, float], step: float, reach: float) -> Array:
    ys = (np.arange(shape[0], dtype=np.float32) + 0.5) * step + corner[1] - sample.y
    xs = (np.arange(shape[1], dtype=np.float32) + 0.5) * step + corner[0] - sample.x
    far = np.hypot(xs[None], ys[:, None])
    return np.clip(2 - 2 * far / max(reach, 1.0), 0, 1).astype(np.float32)


def _preset(rgb: Array, how: ColourRange) -> Array:
    soft = max(how.fuzziness / 4, 0.5)
    if how.kind in TONES:
        low, high = TONES[how.kind]
        light = _lab(rgb)[..., 0]
        return _between(light, low, high, soft)
    if how.kind == "skin":
        ycc = cv2.cvtColor(rgb, cv2.COLOR_RGB2YCrCb).astype(np.float32)
        return np.minimum(_between(ycc[..., 1], *SKIN_CR, soft / 2), _between(ycc[..., 2], *SKIN_CB, soft / 2)
                          ) * np.clip(ycc[..., 0] / 40, 0, 1)
    hsv = cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2HSV)
    off = np.abs((hsv[..., 0] - np.float32(HUES[how.kind]) + 180) % 360 - 180)
    colourful = np.clip(hsv[..., 1] * np.minimum(hsv[..., 2] * 3, 1) * 2.2 - 0.15, 0, 1)
    made: Array = np.clip(1 - (off - 22) / (soft + 8), 0, 1) * colourful
    return made


def _between(values: Array, low: float, high: float, soft: float) -> Array:
    made: Array = np.clip((values - low) / soft + 1, 0, 1) * np.clip((high - values) / soft + 1, 0, 1)
    return made.astype(np.float32)


# ---- similar


def similar(document: Document, tolerance: float, touching: bool) -> Pixels | None:
    """The selection with every px whose colour is within `tolerance` (0-255 a channel) of one in it; `touching`: only
    those that are joined to it. Raises UserError without a selection."""
    if document.selection is None:
        raise UserError("Nothing is selected.", "Select a part of the picture first.")
    rect = document.rect
    mask = as_array(document, rect)
    rgb = flattened(convert(compose(document, rect), np.uint8))
    bins = (rgb >> 2).astype(np.int32)
    keys = (bins[..., 0] * BINS + bins[..., 1]) * BINS + bins[..., 2]
    counts = np.bincount(keys[mask > 127], minlength=BINS**3)
    common = counts > max(counts.sum() / 20000, 0)  # a stray px does not open the door for its colour
    alike = _widened(common.reshape(BINS, BINS, BINS), ceil(tolerance / 4)).ravel()[keys]
    if touching:
        _, parts = cv2.connectedComponents((alike | (mask > 127)).astype(np.uint8), connectivity=8)
        alike &= np.isin(parts, np.setdiff1d(np.unique(parts[mask > 127]), (0,)))
    found = cv2.GaussianBlur(alike.astype(np.uint8) * np.uint8(255), (3, 3), 0, borderType=cv2.BORDER_REPLICATE)
    return from_array(cv2.max(mask, found))


def _widened(table: Array, by: int) -> Array:
    """bool (n, n, n): within `by` places of a True along every axis."""
    for axis in range(3):
        padded = np.pad(table, [(by, by) if a == axis else (0, 0) for a in range(3)])
        windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * by + 1, axis=axis)
        table = np.asarray(windows.any(axis=-1))
    return table


# ---- focus


def in_focus(document: Document) -> Pixels | None:
    """What is sharp: where there is fine contrast, by Otsu's threshold, its border on the picture's own."""
    rect = document.rect
    rgb = flattened(convert(compose(document, rect), np.uint8))
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
    k = min(1.0, FOCUS_PX / max(grey.shape))
    size = (max(round(rect.w * k), 1), max(round(rect.h * k), 1))
    fine = cv2.resize(np.abs(grey - cv2.GaussianBlur(grey, (0, 0), 1.6)), size, interpolation=cv2.INTER_AREA)
    energy = np.log1p(cv2.GaussianBlur(fine, (0, 0), 7))
    scaled = cv2.normalize(energy, np.empty_like(energy), 0, 255, cv2.NORM_MINMAX).astype(np.uint8)
    mask = cv2.threshold(scaled, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    mask = cv2.morphologyEx(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, disc), cv2.MORPH_OPEN, disc)
    mask = without_specks(mask // 255, 1 / 200) * np.uint8(255)

    def read(area: Rect) -> Array:
        return rgb[area.slices(rect)]

    return from_array(sharpened(mask, rect, read))

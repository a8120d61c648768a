"""Masked diffusion: crop, scale to the model, pre-fill, repaint, correct the colours, paste back."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.ask import Ask, Diffusion
from inference.depths import rgb8, rgba
from inference.devices import Plan
from inference.region import (
    Box,
    Mask,
    crop,
    feathered,
    fitted,
    matched,
    overview,
    pasted,
    preview_in,
    resized,
)

Array = npt.NDArray[Any]
FEATHER = 1 / 48  # of the crop's longer side: how wide the inside of the mask's edge is mixed


class Framed:
    """A report whose previews, made of the crop alone, are shown at their place in the whole picture."""

    def __init__(self, report: Report, image: Array, box: Box, mask: Mask) -> None:
        self._report = report
        self._small = overview(image)
        self._size = (image.shape[1], image.shape[0])
        self._box, self._mask = box, mask

    def step(self, fraction: float, stage: str, preview: Array | None = None) -> None:
        if preview is not None:
            preview = preview_in(self._small, preview[..., :3], self._box, self._size, self._mask)
        self._report.step(fraction, stage, preview)

    def part(self, start: float, end: float) -> Report:
        from inference.reporting import Part

        return Part(self, start, end)


def repainted(
    model: Diffusion, plan: Plan, image: Array, mask: Mask, box: Box, ask: Ask, report: Report,
    prefill: bool = True, preview: bool = True,
) -> Array:
    """`image` (RGBA) with what the mask allows made anew by `model`, which sees the crop `box`.

    `prefill`: the hole is first continued from its surroundings, so that strengths below 1 start from something
    that fits. Every pixel where the mask is 0 is the image's own.
    """
    place = fitted(box, min(model.native, int(plan.most_px ** 0.5)), model.multiple)
    hole = crop(mask, box)
    seen = crop(image, box)
    started = _prefilled(seen, hole, ask.seed, report.part(0.0, 0.1)) if prefill else seen
    small = rgb8(resized(started, place.width, place.height))
    small_hole = np.where(resized(hole, place.width, place.height) > 0, np.uint8(255), np.uint8(0))
    shown: Report = Framed(report.part(0.1, 0.95), image, box, hole) if preview else report.part(0.1, 0.95)
    made = model.inpaint(ask, small, small_hole, shown)
    report.step(0.95, "Pasting")
    made = matched(made, rgb8(resized(seen, place.width, place.height)), small_hole)
    alpha = feathered(hole, max(round(max(box[2:]) * FEATHER), 1))
    if prefill:  # what is mixed in at the edge continues the surroundings instead of showing the old content
        image = pasted(image, rgba(started), box, feathered(hole, 0))
    return pasted(image, rgba(resized(made, box[2], box[3])), box, alpha)


def _prefilled(image: Array, mask: Mask, seed: int, report: Report) -> Array:
    from inference.builtin.fill import fill

    known = mask == 0
    if image.shape[2] == 4:
        known &= image[..., 3] > 0
    if not known.any():  # a full mask: nothing to continue
        return image
    filled: Array = fill(image, np.where(mask > 0, np.uint8(255), np.uint8(0)), report, seed)
    return filled

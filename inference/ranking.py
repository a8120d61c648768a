"""Best of several: the candidates of one request in order, the best in front, none lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from inference.api import Picture
from inference.depths import to_unit
from inference.prompts import loras_in, tidy
from inference.region import bounds

Array = npt.NDArray[Any]
Agreement = Callable[[Array, str], float]
_NEAR_PX = 15  # how far around the mask the surroundings are looked at
_FLAT = 0.004  # standard deviation of light (0-1): less is one colour, as after a failed decode


def ranked(
    pictures: Sequence[Picture], mask: Array | None, prompt: str = "", agreement: Agreement | None = None,
) -> tuple[Picture, ...]:
    """By soundness (not flat, nothing undefined), then agreement with the prompt less the seam score.

    `agreement(pixels, prompt)`, asked about the place itself and the words as they were evaluated, is how well a
    picture fits the words, 0-1 (CLIP, where it is installed); without it the seam decides. Equal ones keep their order.
    """
    scored = []
    for picture in pictures:
        fact: dict[str, Any] = {"flat": True} if is_flat(picture.pixels, mask) else {}
        words = tidy(loras_in(str(picture.facts.get("prompt", prompt)))[0])
        if agreement is not None and words:
            fact["agreement"] = round(float(agreement(_place(picture.pixels, mask), words)), 4)
        scored.append(replace(picture, facts={**picture.facts, **fact}))
    return tuple(sorted(scored, key=_order))


def _place(pixels: Array, mask: Array | None) -> Array:
    """What the words are about: the masked place with half as much around it; all of it without a mask."""
    if mask is None or not mask.any() or mask.shape != pixels.shape[:2]:
        return pixels
    x, y, width, height = bounds(mask)
    by = max(width, height) // 4
    return pixels[max(y - by, 0):y + height + by, max(x - by, 0):x + width + by]


def _order(picture: Picture) -> tuple[bool, float]:
    facts = picture.facts
    return bool(facts.get("flat")), float(facts.get("seam_score", 0.0)) - 4 * float(facts.get("agreement", 0.0))


def is_flat(pixels: Array, mask: Array | None) -> bool:
    """Whether what was made is one colour although its surroundings are not, or holds values that are no colours."""
    if pixels.dtype.kind == "f" and not np.isfinite(pixels).all():
        return True
    if mask is not None and mask.any():  # only the place itself: the picture may be a hundred times as large
        x, y, width, height = bounds(mask)
        cut = np.s_[max(y - _NEAR_PX, 0):y + height + _NEAR_PX, max(x - _NEAR_PX, 0):x + width + _NEAR_PX]
        pixels, mask = pixels[cut], mask[cut]
    grey = cv2.cvtColor(np.ascontiguousarray(to_unit(pixels)[..., :3]), cv2.COLOR_RGB2GRAY)
    if mask is None:
        return bool(grey.std() < _FLAT)
    inside = mask > 0
    near = (cv2.dilate(inside.astype(np.uint8), np.ones((2 * _NEAR_PX + 1,) * 2, np.uint8)) > 0) & ~inside
    if inside.sum() < 64 or not near.any():
        return False
    return bool(grey[inside].std() < _FLAT and grey[near].std() > 5 * _FLAT)

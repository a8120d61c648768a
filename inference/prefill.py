"""What a model starts from inside the hole: continued, blurred, the border's colours, grey, or what is there."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.builtin.seam import membrane
from inference.depths import from_unit, to_unit

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.uint8]
KINDS = ("patches", "blur", "border", "neutral", "none")


def prefilled(image: Array, mask: Mask, kind: str, seed: int, report: Report) -> Array:
    """`image` (RGB or RGBA, any depth) with the hole (mask above 0) filled by `kind`, outside as it was.

    "patches" continues the surroundings (PatchMatch); "border" carries the border's colours inwards as a membrane;
    "blur" blurs that further, so that nothing of the old content is left; "neutral" is mid grey; "none" keeps it.
    """
    inside = mask > 0
    known = ~inside if image.shape[2] == 3 else ~inside & (image[..., 3] > 0)
    if kind == "none" or not inside.any():
        return image
    if kind != "neutral" and not known.any():  # nothing around it to continue
        return image
    if kind == "patches":
        from inference.builtin.fill import fill

        filled: Array = fill(image, np.where(inside, np.uint8(255), np.uint8(0)), report, seed)
        return filled
    out = to_unit(image).copy()
    if kind == "neutral":
        out[inside, :3] = 0.5
    else:
        out[inside, :3] = _carried(out[..., :3], known, kind == "blur")[inside]
    if image.shape[2] == 4:
        out[inside, 3] = 1.0
    return np.where(inside[..., None], from_unit(out, image.dtype), image)


def continued(image: Array, mask: Mask) -> Array:
    """The hole with the colours of its border carried inwards: what shows through where a patch is mixed in."""
    inside = mask > 0
    if inside.all() or not inside.any():
        return image
    out = to_unit(image).copy()
    out[inside] = _carried(out, ~inside, False)[inside]
    return np.where(inside[..., None], from_unit(out, image.dtype), image)


def _carried(colours: Array, known: Array, blurred: bool) -> Array:
    weight = known.astype(np.float32)
    near = cv2.GaussianBlur(weight, (0, 0), 2.0)
    mean = cv2.GaussianBlur(colours * weight[..., None], (0, 0), 2.0) / np.maximum(near, 1e-4)[..., None]
    field = membrane(mean * weight[..., None], weight)
    sigma = max(known.shape) / 24 if blurred else 2.0
    smooth: Array = np.clip(cv2.GaussianBlur(field, (0, 0), sigma), 0.0, 1.0)
    return smooth

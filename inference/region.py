"""The place a masked operation works in: crop around the mask, scale to the model, feather, paste back.

Every masked operation goes through here, so one rule holds for all: where the mask is 0 the picture that
comes back is the one that was handed in, to the byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import UserError
from inference.api.zones import Box as Box
from inference.api.zones import around as around
from inference.api.zones import working_size
from inference.depths import converted, from_unit, to_unit

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Region:
    """`box` is the crop, px of the image, which it may exceed; `width` x `height` is what the model works at."""

    box: Box
    width: int
    height: int


def bounds(mask: Mask) -> Box:
    """The smallest box that holds every pixel above 0. Raises UserError when there is none."""
    rows = np.flatnonzero(mask.any(axis=1))
    if not rows.size:
        raise UserError("Nothing is selected, so there is nothing to change.", "Select the part to change first.")
    columns = np.flatnonzero(mask[rows[0]:rows[-1] + 1].any(axis=0))
    return (int(columns[0]), int(rows[0]), int(columns[-1] - columns[0] + 1), int(rows[-1] - rows[0] + 1))


def checked(image: Array | None, mask: Mask | None) -> tuple[Array, Mask]:
    """Image and mask of a masked request, of the same size. Raises UserError otherwise."""
    if image is None:
        raise UserError("There is no picture to work on.", "Open a picture first.")
    if mask is None:
        raise UserError("Nothing is selected, so there is nothing to change.", "Select the part to change first.")
    if mask.shape != image.shape[:2]:
        raise UserError("The mask is {mw} x {mh} pixels, the picture {w} x {h}.", "Use a mask of the same size.",
                        mw=mask.shape[1], mh=mask.shape[0], w=image.shape[1], h=image.shape[0])
    return image, mask


def fitted(box: Box, native: int = 512, multiple: int = 8, most: float = 4.0) -> Region:
    """The working size for a crop, see `working_size`."""
    return Region(box, *working_size(box[2], box[3], native, multiple, most))


def crop(array: Array, box: Box) -> Array:
    """The pixels in `box`; outside the array its edge is repeated."""
    x, y, width, height = box
    rows = np.clip(np.arange(y, y + height), 0, array.shape[0] - 1)
    columns = np.clip(np.arange(x, x + width), 0, array.shape[1] - 1)
    if x >= 0 and y >= 0 and x + width <= array.shape[1] and y + height <= array.shape[0]:
        return np.ascontiguousarray(array[y:y + height, x:x + width])
    return array[rows[:, None], columns[None, :]]


def resized(array: Array, width: int, height: int) -> Array:
    """Area averaging to shrink, Lanczos to enlarge; depth and number of channels are kept."""
    import cv2

    if array.shape[1] == width and array.shape[0] == height:
        return array
    shrink = width * height < array.shape[0] * array.shape[1]
    out: Array = cv2.resize(array, (width, height), interpolation=cv2.INTER_AREA if shrink else cv2.INTER_LANCZOS4)
    if array.dtype.kind == "f":
        out = np.clip(out, 0.0, 1.0)
    return out if out.ndim == array.ndim else out[..., None]


def feathered(mask: Mask, width: float) -> npt.NDArray[np.float32]:
    """Alpha 0-1 of the same shape: the mask, faded in over `width` px INSIDE its edge, never outside.

    The edge of the picture is no edge of the mask.
    """
    import cv2

    alpha = mask.astype(np.float32) / np.float32(255)
    if width <= 0 or mask.all():
        return alpha
    inside = np.pad((mask > 0).astype(np.uint8), 1, mode="edge")
    distance = cv2.distanceTransform(inside, cv2.DIST_L2, 5)[1:-1, 1:-1]
    faded: npt.NDArray[np.float32] = alpha * np.minimum(distance / np.float32(width + 1), np.float32(1))
    return faded


def pasted(image: Array, patch: Array, box: Box, alpha: npt.NDArray[np.float32]) -> Array:
    """A copy of `image` with `patch` in `box`, mixed by `alpha` (h, w of the box). Depth is the image's.

    Where alpha is 0 the pixels are the image's own bytes; where it is 1 they are the patch's. Colours are
    mixed weighted by their own alpha, so that a transparent neighbour lends no colour.
    """
    x, y, width, height = box
    left, top = max(x, 0), max(y, 0)
    right, bottom = min(x + width, image.shape[1]), min(y + height, image.shape[0])
    cut = (slice(top - y, bottom - y), slice(left - x, right - x))
    out = image.copy()
    if right <= left or bottom <= top:
        return out
    view = out[top:bottom, left:right]
    new, weight = converted(patch[cut], image.dtype), alpha[cut]
    whole = weight >= 1
    view[whole] = new[whole]
    part = (weight > 0) & ~whole
    if part.any():
        view[part] = from_unit(_mixed(to_unit(view[part]), to_unit(new[part]), weight[part][:, None]), image.dtype)
    return out


def _mixed(old: Array, new: Array, weight: Array) -> Array:
    if old.shape[-1] == 3:
        plain: Array = old + (new - old) * weight
        return plain
    old_a, new_a = old[:, 3:] * (1 - weight), new[:, 3:] * weight
    alpha = old_a + new_a
    colour = (old[:, :3] * old_a + new[:, :3] * new_a) / np.maximum(alpha, 1e-6)
    mixed: Array = np.concatenate([np.where(alpha > 0, colour, old[:, :3]), alpha], axis=1)
    return mixed


def overview(image: Array, most: int = 512) -> npt.NDArray[np.uint8]:
    """A small RGBA uint8 copy of the whole picture, for previews."""
    scale = min(most / max(image.shape[:2]), 1.0)
    size = (max(round(image.shape[1] * scale), 1), max(round(image.shape[0] * scale), 1))
    return converted(resized(image, *size), np.uint8)


def preview_in(small: npt.NDArray[np.uint8], patch: Array, box: Box, size: tuple[int, int], mask: Mask) -> Array:
    """`small` (an overview of an image of `size`) with the preview `patch` of the crop `box` shown in the mask."""
    sx, sy = small.shape[1] / size[0], small.shape[0] / size[1]
    x0, y0 = round(box[0] * sx), round(box[1] * sy)
    x1, y1 = max(round((box[0] + box[2]) * sx), x0 + 1), max(round((box[1] + box[3]) * sy), y0 + 1)
    place = (x0, y0, x1 - x0, y1 - y0)
    alpha = resized(mask, place[2], place[3]).astype(np.float32) / np.float32(255)
    full = np.concatenate([patch, np.full((*patch.shape[:2], 1), 255, np.uint8)], axis=2)
    return pasted(small, resized(full, place[2], place[3]), place, alpha)

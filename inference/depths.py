"""Between the depth of a document (uint8, uint16, float32) and the 8-bit or 0-1 pictures that models work on."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def to_unit(image: Array) -> npt.NDArray[np.float32]:
    """Any depth to float32 0-1 (values outside are clipped)."""
    if image.dtype == np.uint8:
        return image.astype(np.float32) * np.float32(1 / 255)
    if image.dtype == np.uint16:
        return image.astype(np.float32) * np.float32(1 / 65535)
    return np.clip(np.nan_to_num(image.astype(np.float32, copy=False)), 0.0, 1.0)


def from_unit(image: Array, dtype: np.dtype[Any] | type) -> Array:
    """float 0-1 to a depth, rounded. Values outside are clipped."""
    clipped: Array = np.clip(image, 0.0, 1.0)
    if dtype == np.uint8:
        eight: Array = np.rint(clipped * 255).astype(np.uint8)
        return eight
    if dtype == np.uint16:
        sixteen: Array = np.rint(clipped * 65535).astype(np.uint16)
        return sixteen
    return clipped.astype(np.float32)


def converted(image: Array, dtype: np.dtype[Any] | type) -> Array:
    """The same picture at another depth; itself when it has it."""
    return image if image.dtype == dtype else from_unit(to_unit(image), dtype)


def top_of(dtype: np.dtype[Any] | type) -> float:
    """What 1.0 is in a depth: 255, 65535 or 1."""
    kind = np.dtype(dtype)
    return np.iinfo(kind).max if kind.kind == "u" else 1.0


def rgba(image: Array) -> Array:
    """(h, w, 3 or 4) to (h, w, 4), opaque where no alpha was given."""
    if image.shape[2] == 4:
        return image
    return np.concatenate([image, np.full((*image.shape[:2], 1), top_of(image.dtype), image.dtype)], axis=2)


def rgb8(image: Array) -> npt.NDArray[np.uint8]:
    """What a model sees: (h, w, 3) uint8. Transparent pixels take the mean colour of the others, so that the
    undefined colours under them do not show."""
    unit = to_unit(image)
    if unit.shape[2] == 3:
        return from_unit(unit, np.uint8)
    alpha = unit[..., 3:]
    if float(alpha.min()) >= 1.0:
        return from_unit(unit[..., :3], np.uint8)
    weight = float(alpha.sum())
    mean = (unit[..., :3] * alpha).sum((0, 1)) / weight if weight else np.full(3, 0.5, np.float32)
    return from_unit(unit[..., :3] * alpha + mean * (1 - alpha), np.uint8)

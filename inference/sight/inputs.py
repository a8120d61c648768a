"""Pictures as networks take them."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
IMAGENET = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
HALF = ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
CLIP = ((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711))
Moments = tuple[tuple[float, float, float], tuple[float, float, float]]


def scaled(picture: Array, width: int, height: int) -> npt.NDArray[np.uint8]:
    """(h, w, 3) uint8 to (height, width, 3), by area when it becomes smaller."""
    if picture.shape[:2] == (height, width):
        return np.asarray(picture, np.uint8)
    shrinks = width * height < picture.shape[0] * picture.shape[1]
    way = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (width, height), interpolation=way), np.uint8)


def tensor(picture: Array, moments: Moments, device: str) -> Any:
    """(h, w, 3) uint8 to a normalised float32 tensor (1, 3, h, w)."""
    import torch

    mean, deviation = (np.array(m, np.float32) for m in moments)
    unit = (picture.astype(np.float32) / 255 - mean) / deviation
    return torch.from_numpy(np.ascontiguousarray(unit.transpose(2, 0, 1))[None]).to(device)


def multiple_of(length: float, step: int) -> int:
    return max(round(length / step), 1) * step

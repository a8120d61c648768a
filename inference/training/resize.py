"""MATLAB's bicubic `imresize` with antialiasing, the down-scaling that super-resolution papers measure with."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def _cubic(x: Array) -> Array:
    """Keys' kernel with a = -0.5 (Keys 1981)."""
    a = np.abs(x)
    near = 1.5 * a**3 - 2.5 * a**2 + 1
    far = -0.5 * a**3 + 2.5 * a**2 - 4 * a + 2
    return np.where(a <= 1, near, np.where(a < 2, far, 0.0))


def weights(size: int, target: int) -> Array:
    """The (target, size) matrix of one axis; borders mirrored as MATLAB does."""
    scale = target / size
    width = 4 / min(scale, 1.0)
    centres = (np.arange(target) + 0.5) / scale - 0.5
    left = np.floor(centres - width / 2).astype(int)
    taps = left[:, None] + np.arange(int(np.ceil(width)) + 2)
    shrink = min(scale, 1.0)
    values = shrink * _cubic(shrink * (centres[:, None] - taps))
    values /= values.sum(axis=1, keepdims=True)
    mirror = np.concatenate([np.arange(size), np.arange(size - 1, -1, -1)])
    matrix = np.zeros((target, size))
    np.add.at(matrix, (np.arange(target)[:, None], mirror[taps % (2 * size)]), values)
    return matrix


def imresize(image: Array, width: int, height: int) -> Array:
    """uint8 (h, w, c) to another size, uint8, rounded as MATLAB rounds."""
    rows, columns = weights(image.shape[0], height), weights(image.shape[1], width)
    out = np.einsum("ij,jkc->ikc", rows, image.astype(np.float64), optimize=True)
    out = np.einsum("kl,ilc->ikc", columns, out, optimize=True)
    rounded: Array = np.clip(np.floor(out + 0.5), 0, 255).astype(np.uint8)
    return rounded

"""Separable resampling with the kernels of the literature: antialiased bicubic (as MATLAB's imresize) and Lanczos."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

Array = np.ndarray[Any, Any]


def cubic(x: Array) -> Array:
    """Keys (1981), a = -0.5."""
    a = np.abs(x)
    near = 1.5 * a**3 - 2.5 * a**2 + 1
    far = -0.5 * a**3 + 2.5 * a**2 - 4 * a + 2
    return np.where(a <= 1, near, np.where(a <= 2, far, 0.0))


def lanczos3(x: Array) -> Array:
    return np.where(np.abs(x) < 3, np.sinc(x) * np.sinc(x / 3), 0.0)


def weights(size: int, target: int, kernel: Any = cubic, support: float = 2.0) -> sparse.csr_matrix:
    """The (target, size) matrix of one axis. Shrinking widens the kernel; the border is mirrored, as imresize does."""
    ratio = target / size
    stretch = max(1.0, 1 / ratio)
    centre = (np.arange(target) + 0.5) / ratio - 0.5
    reach = int(np.ceil(support * stretch)) + 1
    taps = np.floor(centre)[:, None].astype(int) + np.arange(-reach, reach + 1)[None]
    value = kernel((centre[:, None] - taps) / stretch)
    value = value / value.sum(1, keepdims=True)
    period = np.mod(taps, 2 * size)
    column = np.where(period < size, period, 2 * size - 1 - period)
    rows = np.repeat(np.arange(target), taps.shape[1])
    return sparse.csr_matrix((value.ravel(), (rows, column.ravel())), (target, size)).astype(np.float32)


def window(ratio: float, first: int, last: int, offset: int, size: int) -> sparse.csr_matrix:
    """Bicubic weights of a part of an axis: targets `first` to `last` from the `size` sources that begin at `offset`.

    `ratio` is targets per source. Sources beyond the part are taken to be like its outermost ones.
    """
    stretch = max(1.0, 1 / ratio)
    centre = (np.arange(first, last) + 0.5) / ratio - 0.5 - offset
    reach = int(np.ceil(2 * stretch)) + 1
    taps = np.floor(centre)[:, None].astype(int) + np.arange(-reach, reach + 1)[None]
    value = cubic((centre[:, None] - taps) / stretch)
    value = value / value.sum(1, keepdims=True)
    rows = np.repeat(np.arange(last - first), taps.shape[1])
    column = np.clip(taps, 0, size - 1).ravel()
    return sparse.csr_matrix((value.ravel(), (rows, column)), (last - first, size)).astype(np.float32)


def apply(vertical: sparse.csr_matrix, horizontal: sparse.csr_matrix, image: Array) -> Array:
    """Resample (h, w, c) float32 along both axes."""
    height, width, channels = image.shape
    rows = (vertical @ image.reshape(height, width * channels)).reshape(-1, width, channels)
    turned = np.ascontiguousarray(rows.transpose(1, 0, 2)).reshape(width, -1)
    done = (horizontal @ turned).reshape(horizontal.shape[0], rows.shape[0], channels)
    return np.ascontiguousarray(done.transpose(1, 0, 2))


def resize(image: Array, height: int, width: int, kernel: Any = cubic, support: float = 2.0) -> Array:
    """(h, w, c) float32 to (height, width, c)."""
    rows, columns = image.shape[:2]
    return apply(weights(rows, height, kernel, support), weights(columns, width, kernel, support), image)

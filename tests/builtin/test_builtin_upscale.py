"""Enlarging with no network: sizes, types, alpha, tiles, and better than bicubic."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from inference.builtin import resample
from inference.builtin.upscale import Classic
from inference.depths import from_unit, rgba, to_unit
from inference.enlarge import enlarge
from inference.reporting import Silent


def enlarged(image: np.ndarray, scale: int) -> np.ndarray:
    return from_unit(Classic(scale)(to_unit(image)), np.uint8)


def natural(size: int = 192) -> np.ndarray:
    """Edges, discs and fractal texture: about the spectrum of a photograph."""
    rng = np.random.default_rng(4)
    image = np.zeros((size, size, 3), np.float32)
    for cell in (64, 32, 16, 8, 4):
        grid = rng.normal(0, cell ** 0.9, (size // cell + 3, size // cell + 3, 3)).astype(np.float32)
        image += cv2.resize(grid, (size, size), interpolation=cv2.INTER_CUBIC)
    image = image / image.std() * 30 + 128
    for _ in range(30):
        centre = tuple(int(v) for v in rng.integers(0, size, 2))
        colour = tuple(float(v) for v in rng.uniform(20, 235, 3))
        cv2.circle(image, centre, int(rng.integers(4, 26)), colour, -1, cv2.LINE_AA)
    return np.clip(cv2.GaussianBlur(image, (0, 0), 0.7), 0, 255).astype(np.uint8)


def psnr(a: np.ndarray, b: np.ndarray, cut: int) -> float:
    error = (a.astype(float) - b)[cut:-cut, cut:-cut]
    return float(10 * np.log10(255**2 / np.mean(error**2)))


@pytest.mark.parametrize(("scale", "gain"), [(2, 0.7), (4, 0.2)])
def test_better_than_bicubic(scale: int, gain: float) -> None:
    truth = natural()
    side = truth.shape[0]
    small = np.clip(np.rint(resample.resize(truth.astype(np.float32), side // scale, side // scale)), 0, 255)
    small = small.astype(np.uint8)
    bicubic = np.clip(np.rint(resample.resize(small.astype(np.float32), side, side)), 0, 255)
    ours = enlarged(small, scale)
    assert psnr(ours, truth, scale) > psnr(bicubic, truth, scale) + gain


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (7, 3), (33, 20)])
def test_sizes_types_and_alpha(dtype: type, shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    high = 1.0 if dtype is np.float32 else np.iinfo(dtype).max
    image = (rng.random((*shape, 4)) * high).astype(dtype)
    image[..., 3] = high
    out = enlarge(image, shape[1] * 2, shape[0] * 2, [Classic(2)], Silent())
    assert out.shape == (shape[0] * 2, shape[1] * 2, 4)
    assert out.dtype == image.dtype
    assert out[..., 3].min() >= 0.999 * high


def test_no_halo_beside_an_edge() -> None:
    image = np.full((32, 32, 3), 60, np.uint8)
    image[:, 16:] = 180
    out = enlarged(image, 4).astype(int)
    assert out.max() <= 180 + 22
    assert out.min() >= 60 - 22


def test_tiles_leave_no_seam() -> None:
    image = rgba(natural(384)[:300])
    whole = enlarge(image, 768, 600, [Classic(2)], Silent(), 4096).astype(int)
    assert np.abs(enlarge(image, 768, 600, [Classic(2)], Silent(), 128).astype(int) - whole).max() <= 1

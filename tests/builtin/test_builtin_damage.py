"""Finding damage: scratches and dust put on a clean photograph are found, a clean one stays clean."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.api import Report
from inference.builtin.damage import damage
from inference.reporting import Silent

ROOT = Path(__file__).resolve().parents[2]
QUIET: Report = Silent()


@pytest.fixture(scope="module")
def photo() -> np.ndarray:
    return np.ascontiguousarray(cv2.imread(str(ROOT / "resources" / "samples" / "rocket.jpg"))[..., ::-1])


def worn(image: np.ndarray, bright: bool) -> tuple[np.ndarray, np.ndarray]:
    """Scratches across the picture and dust; and where they are."""
    rng = np.random.default_rng(2)
    height, width = image.shape[:2]
    mask = np.zeros((height, width), np.uint8)
    for _ in range(6):
        ends = rng.uniform(0.05, 0.95, (2, 2)) * [width, height]
        cv2.line(mask, *(tuple(int(v) for v in end) for end in ends), 255, int(rng.integers(1, 4)), cv2.LINE_AA)
    for _ in range(25):
        cv2.circle(mask, (int(rng.integers(width)), int(rng.integers(height))), int(rng.integers(1, 4)), 255, -1)
    share = mask[..., None] / 255 * 0.9
    return (image * (1 - share) + (245 if bright else 10) * share).astype(np.uint8), mask > 100


@pytest.mark.parametrize("bright", [True, False])
def test_damage_is_found_and_little_else(photo: np.ndarray, bright: bool) -> None:
    damaged, truth = worn(photo, bright)
    found = damage(damaged, 0.6, 6, QUIET) > 0
    near = cv2.dilate(truth.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    assert (found & truth).sum() / truth.sum() > 0.5
    assert (found & near).sum() / found.sum() > 0.6


def test_sensitivity_finds_more(photo: np.ndarray) -> None:
    damaged, _ = worn(photo, True)
    shares = [(damage(damaged, s, 6, QUIET) > 0).mean() for s in (0.1, 0.5, 0.9)]
    assert shares == sorted(shares)
    assert shares[0] < shares[2]


@pytest.mark.parametrize("shape", [(1, 1), (5, 40), (64, 64)])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_nothing_is_found_on_nothing(shape: tuple[int, int], dtype: type) -> None:
    flat = np.full((*shape, 4), 0.5 if dtype is np.float32 else 100, dtype)
    assert not damage(flat, 1.0, 6, QUIET).any()

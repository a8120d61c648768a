"""Noise and JPEG's blocks are told from detail."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from inference.builtin.wear import measured


@pytest.fixture(scope="module")
def detailed() -> np.ndarray:
    """Discs and lines, sharp, of every size, with calm places (240, 320, 3)."""
    rng = np.random.default_rng(1)
    image = np.full((480, 640, 3), 120, np.uint8)
    for _ in range(60):
        at = tuple(int(v) for v in rng.integers(0, 640, 2))
        colour = tuple(int(v) for v in rng.integers(20, 235, 3))
        cv2.circle(image, at, int(rng.integers(4, 70)), colour, -1, cv2.LINE_AA)
    return cv2.resize(image, (320, 240), interpolation=cv2.INTER_AREA)


def packed(image: np.ndarray, quality: int) -> np.ndarray:
    return cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)


def test_a_good_picture_is_not_worn(detailed: np.ndarray) -> None:
    assert not measured(detailed).worn
    assert not measured(np.zeros((300, 300, 4), np.float32)).worn
    assert not measured(np.zeros((5, 900, 4), np.uint16)).worn


def test_noise_is_measured_in_proportion_and_in_every_depth(detailed: np.ndarray) -> None:
    rng = np.random.default_rng(2)
    found = [measured(np.clip(detailed + rng.normal(0, sigma, detailed.shape), 0, 255).astype(np.uint8)).noise
             for sigma in (4, 8)]
    assert found[1] == pytest.approx(2 * found[0], rel=0.2)
    noisy = np.clip(detailed + rng.normal(0, 8, detailed.shape), 0, 255).astype(np.uint8)
    assert measured(noisy).worn
    assert measured(noisy.astype(np.uint16) * 257).noise == pytest.approx(measured(noisy).noise, rel=1e-3)


def test_blocks_are_found_wherever_the_picture_was_cut(detailed: np.ndarray) -> None:
    assert measured(packed(detailed, 50)).blocks > measured(packed(detailed, 80)).blocks > measured(detailed).blocks
    assert measured(packed(detailed, 50)[3:, 5:]).worn

"""Styles and colour transfer with no model: shape, type, alpha, seeds, parameters, cancel."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from inference.api import Cancelled, UserError
from inference.builtin.style import PRESETS, stylise, transfer


class Steps:
    def __init__(self, stop_after: int = 10**9) -> None:
        self.left, self.count = stop_after, 0

    def step(self, fraction: float, stage: str, preview: object = None) -> None:
        assert 0 <= fraction <= 1
        self.left -= 1
        self.count += 1
        if self.left < 0:
            raise Cancelled

    def part(self, start: float, end: float) -> Steps:
        return self


def picture(height: int = 72, width: int = 96) -> np.ndarray:
    rng = np.random.default_rng(2)
    image = np.zeros((height, width, 4), np.uint8)
    image[..., :3] = cv2.resize(rng.integers(0, 255, (5, 6, 3), np.uint8), (width, height),
                                interpolation=cv2.INTER_CUBIC)
    cv2.circle(image, (width // 2, height // 2), height // 4, (220, 60, 40, 0), -1, cv2.LINE_AA)
    image[..., 3] = np.linspace(0, 255, width).astype(np.uint8)
    return image


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_draws_and_keeps_alpha(preset: str) -> None:
    image = picture()
    out = stylise(image, preset, 1.0, 0.5, False, 1, Steps())
    assert out.shape == image.shape
    assert out.dtype == image.dtype
    assert np.array_equal(out[..., 3], image[..., 3])
    assert np.abs(out[..., :3].astype(int) - image[..., :3]).mean() > 3
    assert np.array_equal(out, stylise(image, preset, 1.0, 0.5, False, 1, Steps()))


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("shape", [(1, 1), (3, 50)])
def test_tiny_pictures(preset: str, shape: tuple[int, int]) -> None:
    out = stylise(np.full((*shape, 3), 120, np.uint8), preset, 1.0, 1.0, False, 0, Steps())
    assert out.shape == (*shape, 3)


@pytest.mark.parametrize("dtype", [np.uint16, np.float32])
def test_deep_pictures(dtype: type) -> None:
    high = 1.0 if dtype is np.float32 else 65535
    image = (picture() / 255 * high).astype(dtype)
    out = stylise(image, "oil", 1.0, 0.5, False, 0, Steps())
    assert out.dtype == dtype
    assert out.min() >= 0
    assert out.max() <= high


def test_intensity_zero_is_the_original_and_seeds_differ() -> None:
    image = picture()
    assert np.array_equal(stylise(image, "oil", 0.0, 0.5, False, 0, Steps()), image)
    assert not np.array_equal(stylise(image, "oil", 1.0, 0.5, False, 0, Steps()),
                              stylise(image, "oil", 1.0, 0.5, False, 9, Steps()))


def test_keep_colours_keeps_the_hue_of_a_pencil_drawing() -> None:
    image = picture()
    grey, coloured = (stylise(image, "pencil", 1.0, 0.5, keep, 0, Steps())[..., :3].astype(int)
                      for keep in (False, True))
    assert np.ptp(coloured, 2).mean() > np.ptp(grey, 2).mean() * 2


def test_transfer_moves_the_colours_to_the_reference() -> None:
    image = picture()
    reference = np.zeros((40, 40, 3), np.uint8)
    reference[..., 2] = np.linspace(60, 250, 40).astype(np.uint8)
    out = transfer(image, reference, 1.0, Steps())
    assert out.shape == image.shape
    assert np.array_equal(out[..., 3], image[..., 3])
    assert out[..., 2].mean() > out[..., 0].mean() + 40
    assert np.array_equal(transfer(image, reference, 0.0, Steps()), image)


@pytest.mark.parametrize("preset", PRESETS)
def test_cancel(preset: str) -> None:
    with pytest.raises(Cancelled):
        stylise(picture(), preset, 1.0, 0.5, False, 0, Steps(2))


def test_an_unknown_preset_is_refused() -> None:
    with pytest.raises(UserError):
        stylise(picture(), "fresco", 1.0, 0.5, False, 0, Steps())

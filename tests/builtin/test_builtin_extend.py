"""The built-in outpainting: what was there stays, lines and tones go on, things that stand alone are not repeated."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from inference.builtin.continuation import alone, continued
from inference.builtin.extend import SIDES, extend
from inference.reporting import Silent


def landscape(height: int = 120, width: int = 180, seed: int = 3) -> Any:
    """A sky that darkens upwards over rough ground, (h, w, 3) uint8."""
    rng = np.random.default_rng(seed)
    ys = np.arange(height)[:, None, None] / height
    sky = np.array([120, 160, 220]) * (0.6 + 0.6 * ys) + np.zeros((height, width, 1))
    ground = cv2.GaussianBlur(rng.normal(0, 1, (height, width)), (0, 0), 1.5)
    ground = 90 + 40 * ground[..., None] / ground.std() * np.array([0.6, 1.0, 0.5])
    picture = np.where(ys > 0.6, ground, sky) + rng.normal(0, 1.2, (height, width, 1))
    return np.clip(picture, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("side", SIDES)
def test_the_picture_stays_and_the_side_grows(side: str) -> None:
    image = landscape()
    out = extend(image, side, 50, Silent(), 1)
    top, left = 50 * (side == "top"), 50 * (side == "left")
    assert out.shape == (170 if side in ("top", "bottom") else 120, 230 if side in ("left", "right") else 180, 3)
    assert np.array_equal(out[top:top + 120, left:left + 180], image)
    assert np.array_equal(out, extend(image, side, 50, Silent(), 1)), "the same seed gives the same picture"


def test_horizon_tones_and_texture_go_on() -> None:
    image = landscape()
    out = extend(image, "right", 60, Silent(), 1)
    new, near = out[:, 180:].astype(float), image[:, 120:].astype(float)
    rows = np.abs(new.mean(1) - near.mean(1)).mean(1)
    assert rows[:60].max() < 8, "no row of the sky changes its tone"
    assert rows[80:].mean() < 25
    rough = [cv2.Laplacian(np.float32(part[80:].mean(2)), cv2.CV_32F).std() for part in (new, near)]
    assert 0.7 < rough[0] / rough[1] < 1.3, "ground stays as rough as it was"
    step = np.abs(new[:66, :3].mean((1, 2)) - near[:66, -3:].mean((1, 2)))
    assert step.mean() < 2.5, "no step at the old edge"


def test_a_moon_is_not_repeated() -> None:
    image = landscape()
    cv2.circle(image, (110, 30), 7, (250, 240, 200), -1)
    out = extend(image, "right", 80, Silent(), 1)
    sky = out[:60, 182:].astype(int)
    assert (sky[..., 0] > 215).sum() < 10
    lab = cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    strange = alone(lab, 40.0)
    assert strange[30, 110] > 3 * strange[:60, :60].mean() + 0.1


def test_more_than_the_picture_grows_in_bands_and_depths_stay() -> None:
    image = np.dstack([landscape(64, 64), np.full((64, 64), 255, np.uint8)])
    deep = image.astype(np.uint16) * 257
    deep[3, 3, :3] = 12345
    out = extend(deep, "left", 150, Silent(), 1)
    assert out.dtype == np.uint16
    assert out.shape == (64, 214, 4)
    assert np.array_equal(out[:, 150:], deep)
    assert (out[..., 3] == 65535).all()
    tiny = extend(image[:9, :11], "bottom", 5, Silent(), 1)
    assert tiny.shape == (14, 11, 4), "too small for pieces: the fill does it"


def test_a_trend_dies_away() -> None:
    lab = np.zeros((40, 100, 3), np.float32)
    lab[..., 0] = np.linspace(20, 60, 100)
    base = continued(lab, 80, 0).base[20, :, 0]
    assert base[10] > 60
    assert base[-1] < 60 + 6
    assert np.diff(base).min() > -0.1

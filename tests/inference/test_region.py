"""Crop, scale, feather, paste."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.api import UserError
from inference.depths import converted, from_unit, rgb8, to_unit
from inference.drift import matched
from inference.region import around, bounds, crop, feathered, fitted, pasted, preview_in, resized


def test_bounds() -> None:
    mask = np.zeros((20, 30), np.uint8)
    mask[4:7, 9:21] = 1
    assert bounds(mask) == (9, 4, 12, 3)
    with pytest.raises(UserError):
        bounds(np.zeros((5, 5), np.uint8))


@given(st.integers(1, 300), st.integers(1, 300), st.data())
def test_around_holds_the_box_and_stays_inside(width: int, height: int, data: Any) -> None:
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    w, h = data.draw(st.integers(1, width - x)), data.draw(st.integers(1, height - y))
    bx, by, bw, bh = around((x, y, w, h), (width, height), 0.35, data.draw(st.integers(0, 600)))
    assert 0 <= bx <= x
    assert 0 <= by <= y
    assert x + w <= bx + bw <= width
    assert y + h <= by + bh <= height


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_working_sizes(width: int, height: int) -> None:
    region = fitted((0, 0, width, height), 512, 8)
    assert region.width % 8 == region.height % 8 == 0
    assert region.width >= 8
    if 300 < width < 3000 and 300 < height < 3000:
        assert 0.8 < region.width * region.height / 512 ** 2 < 1.2


def test_crop_beyond_the_edge_repeats_it() -> None:
    image = np.arange(12, dtype=np.uint8).reshape(3, 4)
    assert np.array_equal(crop(image, (1, 1, 2, 2)), image[1:3, 1:3])
    assert np.array_equal(crop(image, (-2, 0, 3, 1)), [[0, 0, 0]])
    assert crop(image, (-9, -9, 30, 30)).shape == (30, 30)


def test_feather_is_inside_only() -> None:
    mask = np.zeros((40, 40), np.uint8)
    mask[10:30, 0:30] = 255
    alpha = feathered(mask, 5)
    assert np.array_equal(alpha > 0, mask > 0)
    assert alpha[20, 15] == 1
    assert alpha[20, 0] == 1, "the edge of the picture is no edge of the mask"
    assert 0 < alpha[10, 10] < 0.5
    assert feathered(np.full((5, 5), 255, np.uint8), 9).min() == 1


@settings(max_examples=40)
@given(st.sampled_from([np.uint8, np.uint16, np.float32]), st.integers(-20, 30), st.integers(-20, 30),
       st.integers(0, 9))
def test_paste_changes_nothing_where_alpha_is_zero(dtype: Any, x: int, y: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    top = 1.0 if dtype == np.float32 else np.iinfo(dtype).max
    image = (rng.random((25, 31, 4)) * top).astype(dtype)
    patch = rng.integers(0, 255, (17, 19, 4), np.uint8)
    alpha = rng.choice(np.float32([0, 0.5, 1]), (17, 19))
    out = pasted(image, patch, (x, y, 19, 17), alpha)
    assert out.dtype == dtype
    full = np.zeros((25 + 80, 31 + 80), np.float32)
    full[y + 40:y + 57, x + 40:x + 59] = alpha
    inside = full[40:65, 40:71]
    assert np.array_equal(out[inside == 0], image[inside == 0])
    large = np.zeros((105, 111, 4), dtype)
    large[y + 40:y + 57, x + 40:x + 59] = converted(patch, dtype)
    assert np.array_equal(out[inside == 1], large[40:65, 40:71][inside == 1])


def test_paste_takes_no_colour_from_transparent_pixels() -> None:
    image = np.zeros((1, 1, 4), np.uint8)
    image[..., 1] = 255  # green, but invisible
    patch = np.full((1, 1, 4), 255, np.uint8)
    patch[..., 1:3] = 0
    out = pasted(image, patch, (0, 0, 1, 1), np.full((1, 1), 0.5, np.float32))
    assert tuple(out[0, 0]) == (255, 0, 0, 128)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_depths_round_trip(dtype: type) -> None:
    every = np.arange(np.iinfo(dtype).max + 1, dtype=dtype)
    assert np.array_equal(from_unit(to_unit(every), dtype), every)


def test_model_sees_no_hidden_colours() -> None:
    image = np.zeros((2, 2, 4), np.uint8)
    image[0] = (200, 10, 10, 255)
    assert np.array_equal(rgb8(image)[1], [[200, 10, 10]] * 2)


def test_resize_keeps_depth_and_channels() -> None:
    for dtype in (np.uint8, np.uint16, np.float32):
        assert resized(np.ones((9, 7, 4), dtype), 13, 21).shape == (21, 13, 4)
        assert resized(np.ones((9, 7), dtype), 3, 2).dtype == dtype


def test_colour_drift_is_taken_out() -> None:
    y, x = np.mgrid[0:96, 0:96] / 96
    truth = from_unit(np.stack([0.3 + 0.3 * x, 0.4 + 0.2 * y, 0.5 + 0 * x], -1), np.uint8)
    drifted = from_unit(to_unit(truth) + np.float32([0.05, -0.04, 0.03]), np.uint8)
    mask = np.zeros((96, 96), np.uint8)
    mask[30:60, 30:60] = 255
    error = np.abs(matched(drifted, truth, mask).astype(int) - truth)[mask > 0].mean()
    assert error < 1.5
    assert np.array_equal(matched(drifted, truth, np.full_like(mask, 255)), drifted)


def test_preview_lies_in_its_place() -> None:
    small = np.zeros((50, 100, 4), np.uint8)
    mask = np.full((100, 100), 255, np.uint8)
    shown = preview_in(small, np.full((8, 8, 3), 200, np.uint8), (100, 0, 100, 100), (200, 100), mask)
    assert shown[:, :50].max() == 0
    assert shown[:, 50:, :3].min() == 200

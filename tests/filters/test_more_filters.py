"""Filters of colour, light and noise against formulas of their own; filters that know where a pixel lies."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import median_filter

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.pixels import Array, Pixels, convert, white
from editor.filters.apply import apply_filter, filter_named
from editor.filters.colour_balance import ColourBalance
from editor.filters.gradient_map import GradientMap
from editor.filters.grain import Grain
from editor.filters.grayscale import Grayscale
from editor.filters.hue_saturation import RANGES, HueSaturation
from editor.filters.median import Median
from editor.filters.motion_blur import MotionBlur, kernel
from editor.filters.reduce_noise import ReduceNoise
from editor.filters.shadows_highlights import ShadowsHighlights
from editor.filters.tone import as_linear
from editor.filters.vignette import Vignette
from editor.filters.white_balance import WhiteBalance
from editor.ui.filter_preview import preview

DTYPES = ("uint8", "uint16", "float32")


def noise(dtype: str = "uint8", w: int = 40, h: int = 30) -> Array:
    array = np.random.default_rng(1).random((h, w, 4), np.float32)
    return array if dtype == "float32" else convert(array, dtype)


def run(name: str, pixels: Array, params: object) -> Array:
    made: Array = filter_named(name).run(pixels, params, 1.0)
    return made


def unit(array: Array) -> Array:
    made: Array = array.astype(np.float64) / white(array.dtype)
    return made


def document(array: Array) -> Document:
    layer = PixelLayer(name="L", pixels=Pixels.of(array))
    return Document(width=array.shape[1], height=array.shape[0], dtype=array.dtype.name, layers=(layer,))


NEUTRAL = {"colour_balance": ColourBalance(), "white_balance": WhiteBalance(), "gradient_map": GradientMap(amount=0),
           "shadows_highlights": ShadowsHighlights(shadows=0), "motion_blur": MotionBlur(distance=1),
           "reduce_noise": ReduceNoise(strength=0, colour=0), "vignette": Vignette(amount=0), "grain": Grain(amount=0)}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", NEUTRAL)
def test_neutral_settings_change_nothing(name: str, dtype: str) -> None:
    before = noise(dtype)
    np.testing.assert_allclose(unit(run(name, before, NEUTRAL[name])), unit(before), atol=1e-6)


@pytest.mark.parametrize("name", [n for n in NEUTRAL if n != "motion_blur"])
def test_alpha_stays(name: str) -> None:
    before = noise()
    np.testing.assert_array_equal(run(name, before, filter_named(name).parameters())[..., 3], before[..., 3])


def test_colour_balance_moves_only_its_tones_and_keeps_brightness() -> None:
    ramp = np.repeat(np.linspace(0, 1, 256, dtype=np.float32)[None, :, None], 4, axis=2)
    after = run("colour_balance", ramp, ColourBalance(shadows_red=60, keep=False))
    assert after[0, 20, 0] > ramp[0, 20, 0] + 0.2
    np.testing.assert_allclose(after[0, 150:], ramp[0, 150:], atol=1e-6)
    np.testing.assert_array_equal(after[..., 1:], ramp[..., 1:])
    luma = np.array((0.299, 0.587, 0.114))
    kept = run("colour_balance", ramp, ColourBalance(midtones_red=50, midtones_blue=-30))
    np.testing.assert_allclose(kept[0, :, :3] @ luma, ramp[0, :, :3] @ luma, atol=1e-5)
    assert kept[0, 128, 0] > kept[0, 128, 1] > kept[0, 128, 2]


def test_white_balance_keeps_the_luminance_of_grey_and_is_undone_by_its_opposite() -> None:
    grey = np.full((4, 4, 4), 0.5, np.float32)
    warm = run("white_balance", grey, WhiteBalance(temperature=60, tint=20))
    assert warm[0, 0, 0] > 0.5 > warm[0, 0, 2]
    light = as_linear(warm[..., :3]) @ np.array((0.2126, 0.7152, 0.0722), np.float32)
    np.testing.assert_allclose(light, as_linear(np.array(0.5, np.float32)), rtol=1e-4)
    back = run("white_balance", run("white_balance", grey, WhiteBalance(temperature=40)), WhiteBalance(temperature=-40))
    np.testing.assert_allclose(back[0, 0, :3] / back[0, 0, 0], 1, atol=1e-4)


def test_one_range_of_colours() -> None:
    row = np.array([[[200, 30, 30, 255], [30, 200, 30, 255], [30, 30, 200, 255], [90, 90, 90, 255]]], np.uint8)
    after = run("hue_saturation", row, HueSaturation(range="greens", saturation=-100))
    assert len(set(after[0, 1, :3])) == 1  # the green is grey now
    np.testing.assert_array_equal(after[0, [0, 2, 3]], row[0, [0, 2, 3]])
    picture = noise("float32")
    whole = run("hue_saturation", picture, HueSaturation(lightness=40)) - picture
    parts = [run("hue_saturation", picture, HueSaturation(range=name, lightness=40)) - picture
             for name in RANGES if name != "all"]
    np.testing.assert_allclose(np.sum(parts, axis=0), whole, atol=1e-5)  # the six ranges share out all colours


def test_gradient_map_and_mixed_grey() -> None:
    ends = np.array([[[0, 0, 0, 255], [255, 255, 255, 255]]], np.uint8)
    after = run("gradient_map", ends, GradientMap(dark=(1, 0, 0, 1), light=(0, 0, 1, 1)))
    np.testing.assert_array_equal(after[0, :, :3], [[255, 0, 0], [0, 0, 255]])
    turned = run("gradient_map", ends, GradientMap(dark=(1, 0, 0, 1), light=(0, 0, 1, 1), reverse=True))
    np.testing.assert_array_equal(turned[0, ::-1], after[0])
    red = run("grayscale", noise("float32"), Grayscale(method="mix", red=100, green=0, blue=0))
    np.testing.assert_allclose(red[..., 1], noise("float32")[..., 0], atol=1e-6)


def test_shadows_are_opened_where_it_is_dark_around() -> None:
    picture = np.full((60, 120, 4), 0.1, np.float32)
    picture[:, 60:, :3] = 0.9
    picture[..., 3] = 1
    after = run("shadows_highlights", picture, ShadowsHighlights(shadows=50, highlights=40, radius=5))
    assert after[30, 10, 0] > 0.15
    assert after[30, 110, 0] < 0.88
    assert after[30, 10, 0] < after[30, 110, 0]


@pytest.mark.parametrize("angle", [0, 30, 90, -45])
def test_motion_blur_is_a_line_of_its_length(angle: int) -> None:
    made = kernel(angle, 41)
    y, x = np.indices(made.shape) - (made.shape[0] - 1) / 2
    along = x * np.cos(np.radians(angle)) - y * np.sin(np.radians(angle))
    across = x * np.sin(np.radians(angle)) + y * np.cos(np.radians(angle))
    assert made.sum() == pytest.approx(1)
    assert np.sqrt((made * along ** 2).sum()) == pytest.approx(41 / 12 ** 0.5, rel=0.08)
    assert np.sqrt((made * across ** 2).sum()) < 0.8


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("radius", [1, 2, 3])
def test_median_against_scipy(dtype: str, radius: int) -> None:
    before = noise(dtype)
    after = run("median", before, Median(radius=radius))
    for channel in range(4):
        wanted = median_filter(before[..., channel], 2 * radius + 1, mode="nearest")
        np.testing.assert_array_equal(after[..., channel], wanted)


def test_noise_goes_and_the_edge_stays() -> None:
    clean = np.full((64, 64, 4), 0.3, np.float32)
    clean[:, 32:, :3] = 0.8
    clean[..., 3] = 1
    dirty = clean.copy()
    dirty[..., :3] += np.random.default_rng(2).normal(0, 0.03, (64, 64, 3)).astype(np.float32)
    after = run("reduce_noise", dirty, ReduceNoise(strength=60, colour=60, detail=0))
    assert np.abs(after - clean).mean() < 0.45 * np.abs(dirty - clean).mean()
    assert after[:, 33, 0].mean() - after[:, 30, 0].mean() > 0.47


# ---- place

def test_vignette_is_of_the_document_in_every_band_and_in_the_preview() -> None:
    array = np.full((1300, 400, 4), 200, np.uint8)
    array[..., 3] = 255
    before, operation = document(array), filter_named("vignette")
    params = Vignette(amount=-60, start=20)
    after = apply_filter(before, before.layers[0].id, operation, params)
    pixels = after.layers[0].pixels.read(before.rect)  # type: ignore[attr-defined]
    np.testing.assert_array_equal(pixels, operation.run(array, params, 1.0))  # several bands, one vignette
    np.testing.assert_array_equal(pixels, pixels[::-1, ::-1])
    assert pixels[0, 0, 0] < pixels[650, 0, 0] < pixels[650, 200, 0] == 200
    part = preview(before, before.layers[0].id, operation, params, Rect(0, 1024, 400, 256), 2)
    seen = part.layers[0].pixels.read(Rect(0, 1024, 400, 256))  # type: ignore[attr-defined]
    assert np.abs(seen.astype(int) - pixels[1024:1280].astype(int)).max() <= 4


def test_grain_is_the_same_every_time_has_its_strength_and_repeats_nowhere() -> None:
    grey = np.full((1200, 300, 4), 0.5, np.float32)
    before, operation = document(grey), filter_named("grain")
    params = Grain(amount=40, even=True)
    one, two = (apply_filter(before, before.layers[0].id, operation, params).layers[0].pixels.read(before.rect)  # type: ignore[attr-defined]
                for _ in range(2))
    np.testing.assert_array_equal(one, two)
    added = one[..., 0] - grey[..., 0]
    assert added.std() == pytest.approx(0.1, rel=0.03)
    assert abs(added.mean()) < 0.002
    for down in (256, 512, 1024):  # bands and tiles
        assert abs(np.corrcoef(added[:100].ravel(), added[down:down + 100].ravel())[0, 1]) < 0.05
    assert abs(np.corrcoef(added[:, :-1].ravel(), added[:, 1:].ravel())[0, 1]) < 0.02
    coarse = apply_filter(before, before.layers[0].id, operation, Grain(amount=40, even=True, size=4))
    thick = coarse.layers[0].pixels.read(before.rect)[..., 0] - grey[..., 0]  # type: ignore[attr-defined]
    assert thick.std() == pytest.approx(0.1, rel=0.12)
    assert np.corrcoef(thick[:, :-1].ravel(), thick[:, 1:].ravel())[0, 1] > 0.6

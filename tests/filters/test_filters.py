"""Filters against formulas of their own, in all three depths; and how they are applied to a layer."""

import colorsys

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from editor.document.document import Document
from editor.document.layer import GroupLayer, PixelLayer
from editor.document.pixels import Pixels, convert, white
from editor.filters.apply import apply_filter, filter_named, filters
from editor.filters.blurring import plane
from editor.filters.brightness_contrast import BrightnessContrast
from editor.filters.curves import Curves, through
from editor.filters.exposure import Exposure
from editor.filters.gaussian_blur import GaussianBlur
from editor.filters.grayscale import Grayscale
from editor.filters.hue_saturation import HueSaturation
from editor.filters.levels import Levels
from editor.filters.posterize import Posterize
from editor.filters.unsharp_mask import UnsharpMask
from editor.filters.vibrance import Vibrance
from inference.api import UserError

DTYPES = ("uint8", "uint16", "float32")


def noise(dtype="uint8", w=40, h=30, seed=1):
    array = np.random.default_rng(seed).random((h, w, 4), np.float32)
    return array if dtype == "float32" else convert(array, dtype)


def run(name, pixels, params):
    return filter_named(name).run(pixels, params, 1.0)


def unit(array):
    return array.astype(np.float64) / white(array.dtype)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("operation", filters(), ids=lambda f: f.id)
def test_every_filter_keeps_shape_depth_and_input(operation, dtype):
    before = noise(dtype)
    copy = before.copy()
    after = operation.run(before, operation.parameters(), 1.0)
    assert (after.shape, after.dtype) == (before.shape, before.dtype)
    np.testing.assert_array_equal(before, copy)


NEUTRAL = {"levels": Levels(), "curves": Curves(), "brightness_contrast": BrightnessContrast(),
           "hue_saturation": HueSaturation(), "vibrance": Vibrance(), "exposure": Exposure(),
           "grayscale": Grayscale(amount=0)}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", NEUTRAL)
def test_neutral_settings_change_nothing(name, dtype):
    before = noise(dtype)
    after = run(name, before, NEUTRAL[name])
    np.testing.assert_allclose(unit(after), unit(before), atol=3e-6 if dtype == "float32" else 0)


@pytest.mark.parametrize("dtype", DTYPES)
def test_levels(dtype):
    before = noise(dtype)
    after = run("levels", before, Levels(black=30, white=200, gamma=1.7, out_black=10, out_white=240))
    tone = np.clip((unit(before)[..., :3] - 30 / 255) / (170 / 255), 0, 1) ** (1 / 1.7)
    np.testing.assert_allclose(unit(after)[..., :3], 10 / 255 + tone * 230 / 255, atol=0.51 / white(dtype) + 1e-6)
    red = run("levels", before, Levels(channel="red", black=30))
    np.testing.assert_array_equal(red[..., 1:], before[..., 1:])
    assert (red[..., 0] != before[..., 0]).any()


def test_curve_passes_through_its_points_and_never_overshoots():
    points = ((0.0, 0.1), (0.3, 0.1), (0.5, 0.9), (0.8, 0.6), (1.0, 1.0))
    values = through(points)(np.array([x for x, _ in points], np.float32))
    np.testing.assert_allclose(values, [y for _, y in points], atol=1e-5)
    dense = through(points)(np.linspace(0, 0.5, 500, dtype=np.float32))
    assert (np.diff(dense) >= -1e-6).all()
    assert dense.max() <= 0.9 + 1e-5
    np.testing.assert_allclose(through(((0, 0), (1, 1)))(np.float32([0.2, 0.7])), [0.2, 0.7], atol=1e-6)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("params", [HueSaturation(hue=70), HueSaturation(saturation=-40, lightness=20),
                                    HueSaturation(hue=-120, saturation=50, lightness=-30)])
def test_hue_saturation_against_the_standard_library(dtype, params):
    before = noise(dtype, 12, 9)
    after = unit(run("hue_saturation", before, params))
    factor = 1 + params.saturation / 100 * (1 if params.saturation <= 0 else 3)
    lightness = params.lightness / 100
    for old, new in zip(unit(before).reshape(-1, 4), after.reshape(-1, 4), strict=True):
        h, light, s = colorsys.rgb_to_hls(*old[:3])
        light = light * (1 + lightness) if lightness < 0 else light + (1 - light) * lightness
        wanted = colorsys.hls_to_rgb((h + params.hue / 360) % 1, light, min(s * factor, 1))
        np.testing.assert_allclose(new[:3], wanted, atol=0.51 / white(dtype) + 2e-5)
        assert new[3] == old[3]


def test_saturation_zero_is_grey_and_colourise_has_one_hue():
    grey = run("hue_saturation", noise(), HueSaturation(saturation=-100)).astype(int)
    assert np.ptp(grey[..., :3], axis=2).max() <= 1
    tinted = unit(run("hue_saturation", noise("float32"), HueSaturation(hue=120, colourise=True)))
    assert (tinted[..., 1] >= tinted[..., 0] - 1e-6).all()


@pytest.mark.parametrize("dtype", DTYPES)
def test_invert_twice_is_the_same(dtype):
    before = noise(dtype)
    params = filter_named("invert").parameters()
    twice = run("invert", run("invert", before, params), params)
    np.testing.assert_allclose(unit(twice), unit(before), atol=1e-6)


def test_posterize_and_threshold_and_exposure():
    assert len(np.unique(run("posterize", noise(w=200), Posterize(levels=5))[..., :3])) == 5
    black_white = run("threshold", noise(), filter_named("threshold").parameters())
    assert set(np.unique(black_white[..., :3])) == {0, 255}
    brighter = run("exposure", np.full((1, 1, 4), 0.5, np.float32), Exposure(stops=1))
    assert brighter[0, 0, 0] == pytest.approx(0.6858, abs=1e-3)  # 2 x 0.2140 in linear light


def test_vibrance_spares_strong_colours():
    pale, strong = np.uint8([[[140, 120, 120, 255], [250, 20, 20, 255]]])[0]
    after = run("vibrance", np.array([[pale, strong]]), Vibrance(vibrance=80))[0].astype(int)
    gain = [np.ptp(new[:3]) / np.ptp(old[:3].astype(int)) for new, old in zip(after, (pale, strong), strict=True)]
    assert gain[0] > 1.5 > 1.2 > gain[1]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("sigma", [0.7, 3.0, 20.0, 55.0])
def test_blur_of_opaque_pixels_against_scipy(dtype, sigma):
    before = noise(dtype, 150, 110)
    if sigma > 12:  # done at reduced size, whose edge is the mean of several rows: compare on what is smooth
        before = convert(gaussian_filter(noise("float32", 150, 110), (9, 9, 0), mode="nearest"), dtype)
    before[..., 3] = white(dtype)
    after = unit(run("gaussian_blur", before, GaussianBlur(radius=sigma)))
    wanted = gaussian_filter(unit(before), (sigma, sigma, 0), mode="nearest", truncate=4)
    assert np.abs(after - wanted).max() < (0.02 if sigma > 50 else 0.0085 if dtype == "uint8" else 0.006)


def test_large_blur_spreads_as_its_radius_says():
    spot = np.zeros((801, 801), np.float32)
    spot[400, 400] = 1
    soft = plane(spot, 70.0).astype(np.float64)
    x = np.arange(801) - 400
    assert soft.sum() == pytest.approx(1, abs=0.01)
    assert np.sqrt((soft.sum(0) * x * x).sum() / soft.sum()) == pytest.approx(70, rel=0.02)


def test_blur_does_not_bleed_hidden_colour():
    before = np.zeros((40, 40, 4), np.uint8)
    before[..., 1] = 255  # green, but transparent
    before[:, 20:] = (255, 0, 0, 255)
    after = run("gaussian_blur", before, GaussianBlur(radius=4))
    seen = after[after[..., 3] > 8]
    assert seen[:, 1].max() == 0
    assert seen[:, 0].min() >= 254


def test_unsharp_mask_formula_and_threshold():
    before = noise("float32", 60, 50)
    before[..., 3] = 1
    blur = run("gaussian_blur", before, GaussianBlur(radius=2))
    after = run("unsharp_mask", before, UnsharpMask(amount=150, radius=2))
    np.testing.assert_allclose(after[..., :3], (before + 1.5 * (before - blur))[..., :3], atol=1e-5)
    same = run("unsharp_mask", before, UnsharpMask(amount=150, radius=2, threshold=255))
    np.testing.assert_array_equal(same, before)


# ---- on a layer

def document(array, selection=None, **facts):
    layer = PixelLayer(name="L", pixels=Pixels.of(array), **facts)
    mask = None if selection is None else Pixels.of(selection)
    return Document(width=array.shape[1], height=array.shape[0], dtype=array.dtype.name, layers=(layer,),
                    selection=mask)


@pytest.mark.parametrize("name", ["invert", "gaussian_blur"])
@pytest.mark.parametrize("dtype", DTYPES)
def test_unselected_pixels_are_identical(name, dtype):
    array = noise(dtype, 300, 270)
    selection = np.zeros((270, 300), np.uint8)
    selection[40:150, 60:280] = 255
    selection[150:160] = 128
    before = document(array, selection)
    operation = filter_named(name)
    after = apply_filter(before, before.layers[0].id, operation, operation.parameters()).layers[0].pixels
    result = after.read(before.rect)
    np.testing.assert_array_equal(result[selection == 0], array[selection == 0])
    full = operation.run(array, operation.parameters(), 1.0)
    inside = selection == 255
    np.testing.assert_allclose(unit(result)[inside], unit(full)[inside], atol=1.01 / white(dtype) + 1e-5)


def test_untouched_tiles_are_shared():
    array = noise(w=600, h=600)
    selection = np.zeros((600, 600), np.uint8)
    selection[:100, :100] = 255
    before = document(array, selection)
    invert = filter_named("invert")
    after = apply_filter(before, before.layers[0].id, invert, invert.parameters())
    old, new = before.layers[0].pixels.tiles, after.layers[0].pixels.tiles
    assert [key for key in old if old[key] is not new[key]] == [(0, 0)]


def test_bands_meet_without_a_seam():
    array = noise("float32", 90, 2300)
    array[..., 3] = 1
    before = document(array)
    for radius in (5.0, 60.0):
        params = GaussianBlur(radius=radius)
        after = apply_filter(before, before.layers[0].id, filter_named("gaussian_blur"), params)
        whole = run("gaussian_blur", array, params)
        np.testing.assert_allclose(after.layers[0].pixels.read(before.rect), whole, atol=2e-3)


def test_offset_layer_grows_under_blur_and_keeps_alpha_when_locked():
    array = np.full((20, 20, 4), 255, np.uint8)
    for locked in (False, True):
        layer = PixelLayer(name="L", pixels=Pixels.of(array), x=40, y=30, lock_alpha=locked)
        before = Document(width=100, height=100, layers=(layer,))
        after = apply_filter(before, layer.id, filter_named("gaussian_blur"), GaussianBlur(radius=3))
        bounds = after.layers[0].pixels.content_bounds()
        assert (bounds.w > 20) is not locked


def test_what_cannot_be_filtered_is_told():
    invert = filter_named("invert")
    group = GroupLayer(name="G")
    locked = document(noise(), locked=True)
    empty = Document(width=4, height=4, layers=(PixelLayer(name="E"), group))
    for doc, layer_id in ((locked, locked.layers[0].id), (empty, empty.layers[0].id), (empty, group.id), (empty, None)):
        with pytest.raises(UserError):
            apply_filter(doc, layer_id, invert, invert.parameters())
    with pytest.raises(UserError, match="no filter"):
        filter_named("nonsense")

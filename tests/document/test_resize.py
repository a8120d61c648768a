"""Sizes of documents: everything follows, transparent colours do not bleed, opaque stays opaque."""

import numpy as np
import pytest

from editor.document.compose import compose
from editor.document.document import Document, Guide
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Mask, PixelLayer
from editor.document.pixels import DTYPES, Pixels, white
from editor.document.resize import FILTERS, extended, resampled, scaled, scaled_pixels


def picture() -> np.ndarray:
    y, x = np.mgrid[0:120, 0:160]
    image = np.dstack((x, y, (x + y) // 2, np.full_like(x, 255))).astype(np.uint8)
    image[:40, :40, 3] = 0
    return image


def sample() -> Document:
    mask = Mask(Pixels.of(picture()[..., 0].copy(), fill=255))
    layer = PixelLayer(pixels=Pixels.of(picture()), x=10, y=20, mask=mask)
    group = GroupLayer(children=(layer, PixelLayer(pixels=Pixels.of(picture()[:50, :50]), x=-5, blend="multiply")))
    return Document(width=200, height=160, layers=(group,), selection=Pixels.of(picture()[..., 3].copy()),
                    guides=(Guide(True, 20), Guide(False, 30)), channels=(("a", Pixels.of(picture()[..., 1].copy())),))


def test_extended_canvas_shows_the_same_picture_elsewhere() -> None:
    old = sample()
    new = extended(old, Rect(-30, -7, 300, 240))
    assert (new.width, new.height) == (300, 240)
    assert np.array_equal(compose(new, Rect(30, 7, 200, 160)), compose(old, old.rect))
    assert new.guides == (Guide(True, 50), Guide(False, 37))
    assert old.selection is not None
    assert new.selection is not None
    assert np.array_equal(new.selection.read(Rect(30, 7, 160, 120)), old.selection.read(Rect(0, 0, 160, 120)))
    back = extended(new, Rect(30, 7, 200, 160))
    assert np.array_equal(compose(back, back.rect), compose(old, old.rect))


@pytest.mark.parametrize("method", FILTERS)
@pytest.mark.parametrize("dtype", DTYPES)
def test_transparent_colours_do_not_bleed(dtype: str, method: str) -> None:
    top = white(dtype)
    image = np.zeros((40, 40, 4), dtype)
    image[:, :20] = (0, top, 0, 0)
    image[:, 20:] = (top, 0, 0, top)
    for size in ((17, 23), (90, 70)):
        small = resampled(image, *size, method)
        assert small.shape == (size[1], size[0], 4)
        assert small.dtype == dtype
        seen = small[small[..., 3] > 0.02 * top].astype(float) / top
        assert seen[:, 1].max() < 0.02
        assert seen[:, 0].min() > 0.98


@pytest.mark.parametrize("method", FILTERS)
def test_opaque_and_constant_stay_so(method: str) -> None:
    image = np.full((33, 41, 4), (10, 200, 77, 255), np.uint8)
    for size in ((90, 80), (11, 7)):
        assert (resampled(image, *size, method) == image[0, 0]).all()


def test_scaled_document_looks_like_the_scaled_picture() -> None:
    old = sample()
    new = scaled(old, 400, 320)
    assert (new.width, new.height) == (400, 320)
    shown, big = (compose(d, d.rect).astype(float) for d in (new, scaled(old, 400, 320, "linear")))
    assert np.abs(shown - big).mean() < 4
    small = compose(old, old.rect).astype(float)
    average = shown.reshape(160, 2, 200, 2, 4).mean(axis=(1, 3))
    assert np.abs(average - small)[..., 3].mean() < 4
    assert new.guides == (Guide(True, 40), Guide(False, 60))


@pytest.mark.parametrize(("width", "height"), [(300, 1400), (271, 1050), (171, 701), (300, 90), (60, 1400)])
@pytest.mark.parametrize("method", ["lanczos", "cubic", "linear", "nearest"])
@pytest.mark.parametrize("clear", [False, True])
def test_bands_meet_the_whole(width: int, height: int, method: str, clear: bool) -> None:
    array = np.random.default_rng(2).integers(1, 256, (350, 75, 4), np.uint8)
    array[..., 3] = np.arange(350)[:, None] % 200 + 30 if clear else 255
    made = scaled_pixels(Pixels.of(array, 3, 7), width / 75, height / 350, method)
    at = Rect.hull(3 * width / 75, 7 * height / 350, 78 * width / 75, 357 * height / 350)
    whole = resampled(array, at.w, at.h, method).astype(int)
    assert np.abs(made.read(at).astype(int) - whole).max() <= 1
    assert made.content_bounds() == at

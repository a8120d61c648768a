"""Transforms, crops, bucket and gradients."""

from __future__ import annotations

from math import pi

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.document import selection as selections
from editor.document.document import Document
from editor.document.fill import Bucket, poured
from editor.document.geometry import Rect
from editor.document.gradient import KINDS, Ramp, graded
from editor.document.layer import GroupLayer, Mask, PixelLayer
from editor.document.paint import surface
from editor.document.pixels import Pixels, white
from editor.document.transform import crop, lifted, matrix, moved, placed, transformed
from inference.api import UserError


def photo(dtype: str = "uint8", alpha: bool = False) -> tuple[Document, PixelLayer]:
    rng = np.random.default_rng(5)
    array = (cv2.GaussianBlur(rng.random((200, 300, 4)).astype(np.float32), (0, 0), 3) * white(dtype)).astype(dtype)
    if not alpha:
        array[..., 3] = white(dtype)
    layer = PixelLayer(pixels=Pixels.of(array))
    return Document(width=300, height=200, dtype=dtype, layers=(layer,)), layer


def pixels(document: Document, layer: PixelLayer) -> np.ndarray:
    now = document.layer(layer.id)
    return now.pixels.read(document.rect.moved(-now.x, -now.y))  # type: ignore[attr-defined]


@settings(max_examples=25, deadline=None)
@given(st.integers(-400, 400), st.integers(-300, 300), st.sampled_from(["uint8", "uint16", "float32"]))
def test_whole_moves_of_selected_pixels_are_exact(dx: int, dy: int, dtype: str) -> None:
    document, layer = photo(dtype)
    document = document.with_(selection=selections.from_rect(50, 40, 120, 90, document.rect))
    before = pixels(document, layer)
    after = pixels(placed(lifted(document, layer.id), matrix(dx, dy)), layer)
    want = before.copy()
    want[40:90, 50:120, 3] = 0
    canvas, target = document.rect, Rect(50 + dx, 40 + dy, 70, 50)
    part = target.intersect(canvas)
    if not part.is_empty:
        want[part.slices(canvas)] = before[part.moved(-dx, -dy).slices(canvas)]
    assert (after[..., 3] == want[..., 3]).all()
    assert (after[want[..., 3] > 0] == want[want[..., 3] > 0]).all()


@pytest.mark.parametrize("method", ["linear", "cubic", "lanczos", "nearest"])
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_quarter_turns_and_mirrors_lose_nothing(method: str, dtype: str) -> None:
    document, layer = photo(dtype)
    before = pixels(document, layer)
    about = (150.0, 100.0)
    cases = (matrix(sx=-1, about=about), before[:, ::-1]), (matrix(angle=pi, about=about), before[::-1, ::-1])
    for by, want in cases:
        after = pixels(transformed(document, layer.id, by, method), layer)
        near = np.abs(after.astype(np.float64) - want)[2:-2, 2:-2] / white(dtype)
        assert near.max() < 0.005


def test_scaling_keeps_place_and_mean() -> None:
    document, layer = photo(alpha=True)
    half = transformed(document, layer.id, matrix(sx=0.5, sy=0.5), "cubic")
    found = half.layer(layer.id).pixels.content_bounds()  # type: ignore[attr-defined]
    assert Rect(0, 0, 150, 100).grown(1).covers(found)
    want = cv2.resize(pixels(document, layer), (150, 100), interpolation=cv2.INTER_AREA)
    got = pixels(half, layer)[:100, :150]
    assert np.abs(got.astype(float) - want)[2:-2, 2:-2].mean() < 1.0


def test_transparent_colours_do_not_bleed() -> None:
    array = np.zeros((60, 60, 4), np.uint8)
    array[..., 1] = 255  # green, and invisible
    array[20:40, 20:40] = (255, 0, 0, 255)
    layer = PixelLayer(pixels=Pixels.of(array))
    document = Document(width=60, height=60, layers=(layer,))
    for method in ("linear", "cubic", "lanczos"):
        after = pixels(transformed(document, layer.id, matrix(angle=0.3, about=(30, 30)), method), layer)
        seen = after[..., 3] > 8
        assert after[seen][:, 1].max() < 40
        assert after[seen][:, 0].min() > 215


def test_masks_and_groups_follow() -> None:
    document, layer = photo()
    mask = Mask(Pixels(1, fill=255).write(10, 10, np.zeros((20, 30), np.uint8)))
    group = GroupLayer(children=(layer.with_(mask=mask), PixelLayer(pixels=layer.pixels)))
    document = document.with_(layers=(group,))
    after = transformed(document, group.id, matrix(sx=2, sy=2))
    found = after.layer(layer.id).mask
    assert found is not None
    assert found.pixels.fill == 255
    assert found.pixels.at(40, 30) == 0
    assert found.pixels.at(200, 200) == 255
    shifted = moved(document, group.id, 5, -3)
    assert all((child.x, child.y) == (5, -3) for child in shifted.layer(group.id).children)  # type: ignore[attr-defined]


def test_selection_follows_its_pixels() -> None:
    document, layer = photo()
    document = document.with_(selection=selections.from_rect(50, 40, 100, 80, document.rect))
    after = transformed(document, layer.id, matrix(sx=2, sy=2, about=(75, 60)))
    assert Rect(25, 20, 100, 80).grown(1).covers(selections.bounds(after))
    assert selections.bounds(after).covers(Rect(26, 21, 98, 78))


def test_lifting_nothing_is_told() -> None:
    document, layer = photo()
    empty = PixelLayer()
    document = document.inserted(empty)
    with pytest.raises(UserError):
        lifted(document, empty.id)
    with pytest.raises(UserError):
        lifted(document.with_layer(layer.with_(locked=True)), layer.id)
    with pytest.raises(UserError):
        lifted(document.with_(selection=selections.from_rect(0, 0, 9, 9, document.rect)), empty.id)


@settings(max_examples=30, deadline=None)
@given(st.integers(-100, 250), st.integers(-100, 150), st.integers(1, 400), st.integers(1, 300), st.booleans())
def test_crop_geometry(x: int, y: int, w: int, h: int, delete: bool) -> None:
    document, layer = photo()
    before = pixels(document, layer)
    rect = Rect(x, y, w, h)
    after = crop(document, rect, delete)
    assert (after.width, after.height) == (w, h)
    got, inside = pixels(after, layer), rect.intersect(document.rect)
    if not inside.is_empty:
        assert (got[inside.slices(rect)] == before[inside.slices(document.rect)]).all()
    assert np.count_nonzero(got[..., 3]) == inside.area
    back = crop(after, Rect(-x, -y, 300, 200), delete)
    kept = np.count_nonzero(pixels(back, layer)[..., 3])
    assert kept == (inside.area if delete else 300 * 200)


@pytest.mark.parametrize("kind", ["pixels", "mask", "selection"])
def test_bucket_fills_what_is_alike(kind: str) -> None:
    array = np.full((100, 100, 4), 255, np.uint8)
    array[20:40, 20:40, :3] = 0
    layer = PixelLayer(pixels=Pixels.of(array), mask=Mask(Pixels(1, fill=255)))
    document = Document(width=100, height=100, layers=(layer,))
    after = poured(document, layer.id, 30, 30, (0, 0, 0.5, 1), Bucket(10, antialias=False), kind)  # type: ignore[arg-type]
    found = surface(after, layer.id, kind).pixels.read(document.rect)  # type: ignore[arg-type]
    value = {"pixels": (0, 0, 128, 255), "mask": 9, "selection": 255}[kind]
    assert np.abs(found[30, 30].astype(int) - value).max() <= 1
    before = surface(document, layer.id, kind).pixels.read(document.rect)  # type: ignore[arg-type]
    changed = found != before
    assert np.count_nonzero(changed.any(axis=2) if changed.ndim == 3 else changed) == 400


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_bucket_blends_through_the_selection(dtype: str) -> None:
    document, layer = photo(dtype)
    document = document.with_(selection=selections.from_ellipse(50, 50, 150, 150, document.rect))
    before = pixels(document, layer)
    after = pixels(poured(document, layer.id, 100, 100, (0.5, 0.5, 0.5, 1), Bucket(255, blend="multiply")), layer)
    mask = selections.as_array(document, document.rect)
    assert (after[mask == 0] == before[mask == 0]).all()
    got, was = after[mask == 255][:, :3].astype(float), before[mask == 255][:, :3].astype(float)
    assert np.abs(got - was / 2).max() < 0.01 * white(dtype)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_gradients(kind: str, dtype: str) -> None:
    document, layer = photo(dtype)
    document = document.with_(selection=selections.from_rect(20, 20, 280, 180, document.rect))
    ramp = Ramp((50.0, 100.0), (250.0, 100.0), ((1, 0, 0, 1), (0, 0, 1, 1)), kind)
    before, top = pixels(document, layer), white(dtype)
    after = pixels(graded(surface(document, layer.id, "pixels"), ramp), layer)
    mask = selections.as_array(document, document.rect)
    assert (after[mask == 0] == before[mask == 0]).all()
    assert (after[..., 3] == top).all()
    if kind != "angle":
        red = after[100, 50:250, 0] / top
        assert np.abs(red - (1 - (np.arange(200) + 0.5) / 200)).max() < 0.02


def test_gradient_to_transparent_and_on_masks() -> None:
    layer = PixelLayer(mask=Mask(Pixels(1, fill=255)))
    document = Document(width=200, height=50, layers=(layer,))
    ramp = Ramp((0.0, 0.0), (200.0, 0.0), ((1, 0, 0, 1), (1, 0, 0, 0)))
    after = pixels(graded(surface(document, layer.id, "pixels"), ramp), layer)
    assert np.abs(after[20, :, 3] / 255 - (1 - (np.arange(200) + 0.5) / 200)).max() < 0.01
    assert (after[20, :190, 0] == 255).all()
    grey = Ramp((0.0, 0.0), (200.0, 0.0), ((1, 1, 1, 1), (0, 0, 0, 1)), dither=False)
    mask = graded(surface(document, layer.id, "mask"), grey).layer(layer.id).mask
    assert mask is not None
    assert mask.pixels.at(100, 20) in (126, 127, 128)

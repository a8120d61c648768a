"""Selections: exact shapes, modes, changes of the edge, picking from a picture, editing through a mask."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.document import selection as selections
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Mask, PixelLayer
from editor.document.pixels import Pixels, white
from inference.api import UserError

WHOLE = Rect(0, 0, 300, 280)


def area(selection: Pixels | None, rect: Rect = WHOLE) -> float:
    return 0.0 if selection is None else float(selection.read(rect).sum() / 255)


def document(dtype: str = "uint8") -> tuple[Document, PixelLayer]:
    array = np.zeros((280, 300, 4), dtype)
    array[..., 3] = white(dtype)
    array[100:150, 100:150, 0] = white(dtype)
    array[200:220, 200:220, 0] = white(dtype)
    layer = PixelLayer(pixels=Pixels.of(array))
    return Document(width=300, height=280, dtype=dtype, layers=(layer,)), layer


def test_rectangles_cover_fractions_of_pixels() -> None:
    found = selections.from_rect(10.25, 10, 20.5, 20, WHOLE)
    assert area(found) == pytest.approx(10.25 * 10, abs=0.1)
    assert area(selections.from_rect(10.2, 10, 20.4, 20, WHOLE, antialias=False)) == 100
    assert selections.from_rect(400, 10, 500, 20, WHOLE) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(1, 290), st.floats(1, 270)), min_size=3, max_size=3))
def test_triangles_have_their_exact_area(points: list[tuple[float, float]]) -> None:
    (ax, ay), (bx, by), (cx, cy) = points
    exact = abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
    assert area(selections.from_polygon(points, WHOLE)) == pytest.approx(exact, abs=0.02 * math.sqrt(exact) + 1.5)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(-400, 700), st.floats(-400, 700)), min_size=3, max_size=6))
def test_polygons_that_leave_the_canvas_are_cut(points: list[tuple[float, float]]) -> None:
    big = Rect(-500, -500, 1400, 1400)
    cut, full = selections.from_polygon(points, WHOLE), selections.from_polygon(points, big)
    ours = np.zeros((280, 300), np.uint8) if cut is None else cut.read(WHOLE)
    truth = np.zeros((280, 300), np.uint8) if full is None else full.read(WHOLE)
    assert np.abs(ours.astype(int) - truth).max() <= 1


def test_ellipses_have_their_area_and_bounds() -> None:
    found = selections.from_ellipse(20, 30, 220, 130, WHOLE)
    assert area(found) == pytest.approx(math.pi * 100 * 50, rel=0.001)
    assert found is not None
    assert found.content_bounds() == Rect(20, 30, 200, 100)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**31))
def test_modes_are_set_operations(seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, b = (rng.integers(0, 256, (300, 300), dtype=np.uint8) * (rng.random((300, 300)) < 0.5) for _ in range(2))
    a[:256, :256] = 0  # a whole tile without anything
    one, two, rect = selections.from_array(a), selections.from_array(b), Rect(0, 0, 300, 300)
    want = {"add": np.maximum(a, b), "subtract": np.minimum(a, 255 - b), "intersect": np.minimum(a, b), "replace": b}
    for mode, mask in want.items():
        found = selections.combine(one, two, mode)  # type: ignore[arg-type]
        assert (mask == (0 if found is None else found.read(rect))).all()


def test_nothing_left_is_no_selection() -> None:
    one, far = selections.from_rect(0, 0, 10, 10, WHOLE), selections.from_rect(50, 50, 60, 60, WHOLE)
    assert selections.combine(one, one, "subtract") is None
    assert selections.combine(one, far, "intersect") is None
    assert selections.inverted(selections.everything(WHOLE), WHOLE) is None
    assert area(selections.inverted(one, WHOLE)) == WHOLE.area - 100


def test_grow_and_shrink_by_whole_pixels() -> None:
    square = selections.from_rect(100, 100, 140, 140, WHOLE)
    assert square is not None
    grown, shrunk = selections.grow(square, 10, WHOLE), selections.shrink(square, 10, WHOLE)
    assert grown is not None
    assert shrunk is not None
    assert grown.content_bounds() == Rect(90, 90, 60, 60)
    assert shrunk.content_bounds() == Rect(110, 110, 20, 20)
    assert area(shrunk) == 400
    assert grown.at(91, 91) == 0  # corners are round


def test_shrinking_leaves_the_border_of_the_canvas() -> None:
    left = selections.from_rect(0, 0, 100, 280, WHOLE)
    assert left is not None
    shrunk = selections.shrink(left, 10, WHOLE)
    assert shrunk is not None
    assert shrunk.content_bounds() == Rect(0, 0, 90, 280)


@pytest.mark.parametrize("radius", [1.0, 4.0, 20.0])
def test_feather_is_a_gaussian_edge(radius: float) -> None:
    half = selections.from_rect(0, 0, 150, 280, WHOLE)
    assert half is not None
    soft = selections.feather(half, radius, WHOLE)
    assert soft is not None
    row = soft.read(WHOLE)[140] / 255
    exact = np.array([0.5 * math.erfc((x + 0.5 - 150) / radius / math.sqrt(2)) for x in range(300)])
    assert np.abs(row - exact).max() < 0.03


def test_border_and_smooth() -> None:
    square = selections.from_rect(50, 50, 150, 150, WHOLE)
    assert square is not None
    band = selections.border(square, 10, WHOLE)
    assert band is not None
    assert band.at(100, 52) == 255
    assert band.at(100, 47) == 255
    assert band.at(100, 100) == 0
    assert band.at(100, 40) == 0
    speck = selections.combine(square, selections.from_rect(200, 200, 202, 202, WHOLE), "add")
    assert speck is not None
    smooth = selections.smooth(speck, 5, WHOLE)
    assert smooth is not None
    assert smooth.at(201, 201) == 0
    assert smooth.at(100, 51) == 255


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_wand(dtype: str) -> None:
    doc, layer = document(dtype)
    one = selections.flood(doc, 120, 120, 10, antialias=False, layer_id=layer.id)
    both = selections.flood(doc, 120, 120, 10, contiguous=False, antialias=False)
    assert area(one) == 2500
    assert area(both) == 2900
    assert area(selections.flood(doc, 0, 0, 255, antialias=False, layer_id=layer.id)) == WHOLE.area
    assert selections.flood(doc, -5, 3, 10) is None


def test_tolerance_counts_8_bit_steps() -> None:
    array = np.zeros((1, 256, 4), np.uint8)
    array[0, :, 0] = np.arange(256)
    array[..., 3] = 255
    for tolerance in (0, 1, 32, 100):
        assert np.count_nonzero(selections.flood_mask(array, 0, 0, tolerance, antialias=False)) == tolerance + 1


def test_transparent_pixels_are_alike_whatever_their_colour() -> None:
    array = np.random.default_rng(1).integers(0, 256, (40, 40, 4), dtype=np.uint8)
    array[..., 3] = 0
    assert selections.flood_mask(array, 5, 5, 0, antialias=False).all()


def test_by_colour_fades_over_the_softness() -> None:
    doc, _ = document()
    found = selections.by_colour(doc, np.array([235, 0, 0, 255], np.uint8), 10, 20)
    assert found is not None
    assert found.at(120, 120) == 128
    assert found.at(5, 5) == 0


def test_from_alpha_uses_the_offset_and_the_mask() -> None:
    doc, layer = document()
    shown = Pixels(1).write(0, 0, np.full((10, 20), 128, np.uint8))
    moved = layer.with_(x=30, y=40, mask=Mask(shown))
    found = selections.from_alpha(doc.with_layer(moved), moved)
    assert found is not None
    assert found.content_bounds() == Rect(30, 40, 20, 10)
    assert found.at(31, 41) == 128
    with pytest.raises(UserError):
        selections.from_alpha(doc, GroupLayer())


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_blend_through_keeps_what_is_not_selected(dtype: str) -> None:
    rng = np.random.default_rng(3)
    old, new = ((rng.random((50, 60, 4)) * white(dtype)).astype(dtype) for _ in range(2))
    mask = rng.choice(np.array([0, 255, 90], np.uint8), (50, 60))
    out = selections.blend_through(old, new, mask)
    assert (out[mask == 0] == old[mask == 0]).all()
    assert (out[mask == 255] == new[mask == 255]).all()
    flat = selections.blend_through(old[..., 0].copy(), new[..., 0].copy(), mask)
    assert (flat[mask == 0] == old[..., 0][mask == 0]).all()
    assert (flat[mask == 255] == new[..., 0][mask == 255]).all()
    a = old[..., 3].astype(float) * (1 - 90 / 255) + new[..., 3] * (90 / 255)
    assert np.allclose(out[..., 3][mask == 90], a[mask == 90], atol=1)


def test_outlines_follow_pixel_edges() -> None:
    square = selections.from_rect(10, 20, 30, 50, WHOLE)
    assert square is not None
    (ring,) = selections.outlines(square)
    xs, ys = zip(*ring, strict=True)
    assert (min(xs), max(xs), min(ys), max(ys)) == (10, 30, 20, 50)

"""Perspective and mesh: what resampling keeps, against OpenCV and against itself."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.document import selection as selections
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Mask, PixelLayer
from editor.document.pixels import Array, Pixels, convert, white
from editor.document.transform import lifted, placed, transformed
from editor.document.transform_preview import Sketch
from editor.document.warp import METHODS, Mesh, Perspective, bent, corner_points, projected, quad_matrix, spline

RECT = Rect(10, 20, 200, 150)
WIDE = Rect(-500, -500, 2000, 2000)


def photo(dtype: str = "uint8", alpha: bool = False) -> Array:
    noise = cv2.GaussianBlur(np.random.default_rng(5).random((RECT.h, RECT.w, 4)).astype(np.float32), (0, 0), 3)
    noise = np.clip((noise - 0.5) * 4 + 0.5, 0, 1)
    if not alpha:
        noise[..., 3] = 1
    return convert(noise, dtype)


def even(side: int = 4) -> Array:
    xs, ys = np.linspace(RECT.x, RECT.right, side), np.linspace(RECT.y, RECT.bottom, side)
    return np.stack(np.meshgrid(xs, ys), axis=-1)


MAPS = {"perspective": Perspective(np.eye(3)), "mesh 3": Mesh(RECT, even(3), np.eye(3)),
        "mesh 5": Mesh(RECT, even(5), np.eye(3))}


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_a_map_that_moves_nothing_gives_the_same_pixels(name: str, method: str, dtype: str) -> None:
    array = photo(dtype)
    out, place = bent(array, RECT, MAPS[name], method, WIDE)
    part = out[RECT.slices(place)]
    assert np.abs(part.astype(float) - array).max() <= (0 if dtype == "uint8" else 1e-4 * white(dtype))
    out[RECT.slices(place)] = 0
    assert not out.any(), "nothing lies outside"


def test_perspective_of_a_checkerboard_is_opencvs() -> None:
    board = np.full((RECT.h, RECT.w, 4), 255, np.uint8)
    board[..., :3] = ((np.indices((RECT.h, RECT.w)) // 16).sum(axis=0) % 2 * 255).astype(np.uint8)[..., None]
    matrix = quad_matrix(RECT, np.array([(-40, -30), (420, 10), (460, 380), (0, 290)]))
    out, place = bent(board, RECT, Perspective(matrix), "linear", WIDE)
    centred = np.array([[1, 0, -place.x - 0.5], [0, 1, -place.y - 0.5], [0, 0, 1]]) @ matrix @ np.array(
        [[1, 0, RECT.x + 0.5], [0, 1, RECT.y + 0.5], [0, 0, 1]])
    want = cv2.warpPerspective(board, centred, (place.w, place.h), flags=cv2.INTER_LINEAR)
    inside = cv2.erode(((want[..., 3] == 255) & (out[..., 3] == 255)).astype(np.uint8), np.ones((3, 3))) > 0
    assert inside.mean() > 0.6
    near = np.abs(out.astype(int) - want)[inside]
    assert near.mean() < 0.5
    assert np.percentile(near, 99.5) <= 8  # OpenCV counts in 32nds of a px


def test_corners_go_where_they_are_taken() -> None:
    quad = np.array([(30.0, 40), (300, 20), (260, 240), (5, 200)])
    assert projected(quad_matrix(RECT, quad), corner_points(RECT)) == pytest.approx(quad, abs=1e-6)


@pytest.mark.parametrize("method", ["linear", "cubic", "lanczos"])
def test_shrinking_averages_instead_of_aliasing(method: str) -> None:
    """Fine stripes far off become grey, also where only one direction is shrunk."""
    stripes = np.full((RECT.h, RECT.w, 4), 255, np.uint8)
    stripes[:, ::2, :3] = 0
    far = quad_matrix(RECT, np.array([(100.0, 20), (130, 20), (210, 170), (10, 170)]))
    out, place = bent(stripes, RECT, Perspective(far), method, WIDE)
    top = out[Rect(108, 22, 14, 8).slices(place)]
    assert (top[..., 3] == 255).all()
    assert np.abs(top[..., :3].astype(float) - 127.5).max() < 26
    mean = np.average(out[..., 0], weights=out[..., 3])
    assert mean == pytest.approx(127.5, abs=3)


def test_a_mesh_and_a_perspective_of_the_same_shape_agree() -> None:
    array, matrix = photo(), quad_matrix(RECT, np.array([(30.0, 40), (300, 20), (260, 240), (5, 200)]))
    one, place = bent(array, RECT, Perspective(matrix), "cubic", WIDE)
    other, there = bent(array, RECT, Mesh(RECT, even(), matrix), "cubic", WIDE)
    assert place == there
    both = (one[..., 3] == 255) & (other[..., 3] == 255)
    assert np.abs(one.astype(int) - other)[both].max() <= 3
    assert np.abs(one[..., 3].astype(int) - other[..., 3]).mean() < 0.1


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 6), st.lists(st.floats(-40, 40), min_size=72, max_size=72))
def test_the_inverse_of_a_mesh_leads_back(side: int, offsets: list[float]) -> None:
    nodes = even(side) + np.array(offsets).reshape(-1, 2)[:side * side].reshape(side, side, 2) * 0.12
    mesh = Mesh(RECT, nodes, np.eye(3))
    found = mesh.sources(RECT, Rect(0, 0, 230, 190), 1)
    there = np.isfinite(found[..., 0])
    inside = there & (found >= (RECT.x, RECT.y)).all(axis=2) & (found <= (RECT.right, RECT.bottom)).all(axis=2)
    assert inside.sum() > 0.3 * RECT.area
    ys, xs = np.nonzero(inside)
    back = mesh.forward(found[inside].astype(float))
    assert np.abs(back - np.stack([xs + 0.5, ys + 0.5], axis=1)).max() < 0.35


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 7), st.floats(-3, 3), st.floats(-3, 3))
def test_splines_go_through_their_nodes_and_keep_lines(count: int, slope: float, start: float) -> None:
    even_places = np.linspace(0, 1, count)
    assert spline(count, even_places) == pytest.approx(np.eye(count), abs=1e-9)
    fine = np.linspace(-0.1, 1.1, 37)
    assert spline(count, fine) @ (start + slope * even_places) == pytest.approx(start + slope * fine, abs=1e-9)


def test_hidden_colours_do_not_bleed_through_a_map() -> None:
    array = np.zeros((RECT.h, RECT.w, 4), np.uint8)
    array[..., 1] = 255  # green, and invisible
    array[40:90, 40:90] = (255, 0, 0, 255)
    matrix = quad_matrix(RECT, np.array([(30.0, 40), (300, 20), (260, 240), (5, 200)]))
    for method in ("linear", "cubic", "lanczos"):
        out, _ = bent(array, RECT, Perspective(matrix), method, WIDE)
        seen = out[..., 3] > 8
        assert out[seen][:, 1].max() < 40
        assert out[seen][:, 0].min() > 215


def test_beyond_the_horizon_is_nothing() -> None:
    matrix = np.array([[1.0, 0, 0], [0, 1, 0], [0.004, 0, 1]])
    out, place = bent(photo(), RECT, Perspective(matrix), "linear", WIDE)
    assert not place.is_empty
    assert out[..., 3].max() == 255
    sources = Perspective(matrix).sources(RECT, Rect(200, 0, 400, 10), 1)
    assert np.isnan(sources[:, 100:]).all(), "x of 250 and more is beyond it"


# ---- documents


def document_of(dtype: str = "uint8") -> tuple[Document, PixelLayer]:
    layer = PixelLayer(pixels=Pixels.of(photo(dtype)), x=RECT.x, y=RECT.y)
    return Document(width=240, height=200, dtype=dtype, layers=(layer,)), layer


def test_groups_masks_and_selections_follow_a_map() -> None:
    document, layer = document_of()
    mask = Mask(Pixels(1, fill=255).write(20, 20, np.zeros((30, 40), np.uint8)))
    group = GroupLayer(children=(layer.with_(mask=mask),))
    grouped = document.with_(layers=(group,))
    double = Perspective(np.diag([2.0, 2.0, 1.0]))
    found = transformed(grouped, group.id, double).layer(layer.id).mask
    assert found is not None
    assert found.pixels.fill == 255
    assert found.pixels.read(Rect(2 * 30 + 4 - 10, 2 * 40 + 4 - 20, 60, 40)).max() == 0
    assert found.pixels.at(300, 300) == 255
    chosen = document.with_(selection=selections.from_rect(50, 40, 100, 80, document.rect))
    after = transformed(chosen, layer.id, double)
    assert Rect(100, 80, 100, 80).grown(1).covers(selections.bounds(after))
    outside = np.ones((document.height, document.width), bool)
    outside[39:161, 49:201] = False  # the bent edge is a px wide
    read = [d.layer(layer.id).pixels.read(document.rect.moved(-layer.x, -layer.y))  # type: ignore[attr-defined]
            for d in (document, after)]
    assert np.array_equal(read[0][outside], read[1][outside])


@pytest.mark.parametrize("zoom", [1.0, 0.5, 0.25])
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_a_preview_is_the_picture_at_the_screens_size(dtype: str, zoom: float) -> None:
    document, layer = document_of(dtype)
    floating, nodes = lifted(document, layer.id), even()
    nodes[1, 1] += 30, 20
    quad = quad_matrix(RECT, np.array([(20.0, 30), (200, 20), (210, 170), (10, 160)]))
    for by in (Perspective(quad), Mesh(RECT, nodes, np.eye(3)), Mesh(RECT, nodes, quad)):
        exact, shown = placed(floating, by, "cubic"), Sketch.of(floating, zoom).placed(by, document.rect)
        read = []
        for each in (exact, shown):
            now = each.layer(layer.id)
            assert isinstance(now, PixelLayer)
            read.append(now.pixels.read(Rect(40, 50, 140, 90).moved(-now.x, -now.y)))
        assert np.abs(read[0].astype(float) - read[1]).mean() < 0.015 / zoom * white(dtype)


def test_a_preview_of_selected_pixels_lies_over_the_rest() -> None:
    document, layer = document_of()
    chosen = document.with_(selection=selections.from_rect(50, 40, 100, 80, document.rect))
    double = Perspective(np.diag([2.0, 2.0, 1.0]))
    exact = placed(lifted(chosen, layer.id), double)
    shown = Sketch.of(lifted(chosen, layer.id), 0.5).placed(double, document.rect)
    a, b = (d.layer(layer.id).pixels.read(document.rect.moved(-layer.x, -layer.y))  # type: ignore[attr-defined]
            for d in (exact, shown))
    assert np.abs(a.astype(float) - b).mean() < 4

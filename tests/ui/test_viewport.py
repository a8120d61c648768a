"""The view transform: round trips, fixed points, limits."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.geometry import EMPTY, Rect
from editor.ui.viewport import MAX_ZOOM, MIN_ZOOM, STEPS, View

views = st.builds(
    View, width=st.integers(1, 20000), height=st.integers(1, 20000),
    view_w=st.floats(50, 3000), view_h=st.floats(50, 3000), zoom=st.floats(MIN_ZOOM, MAX_ZOOM),
    x=st.floats(0, 5000), y=st.floats(0, 5000), angle=st.floats(-180, 179.9), mirror=st.booleans(),
    dpr=st.sampled_from([1.0, 1.25, 1.5, 2.0]))
screen = st.floats(-500, 3500)


def unsnapped(view: View) -> View:
    """Off the right angles, where the corner is not put on whole px."""
    return dataclasses.replace(view, angle=view.angle + 0.3 if view.angle % 90 == 0 else view.angle)


@given(views, screen, screen)
def test_screen_to_document_and_back(view: View, sx: float, sy: float) -> None:
    assert view.to_screen(*view.to_document(sx, sy)) == pytest.approx((sx, sy), abs=1e-4)


@given(views, screen, screen, st.floats(MIN_ZOOM, MAX_ZOOM))
def test_zoom_keeps_the_point_under_the_cursor(view: View, sx: float, sy: float, zoom: float) -> None:
    view = unsnapped(view)
    point = view.to_document(sx, sy)
    assert view.zoomed(zoom, sx, sy).to_screen(*point) == pytest.approx((sx, sy), abs=1e-3)


@given(views, st.floats(-300, 300), st.floats(-300, 300))
def test_pan_moves_the_document_with_the_hand(view: View, sx: float, sy: float) -> None:
    view = unsnapped(dataclasses.replace(view, width=10**7, height=10**7, x=5e6, y=5e6))
    before = view.to_screen(5e6, 5e6)
    after = view.panned(sx, sy).to_screen(5e6, 5e6)
    assert (after[0] - before[0], after[1] - before[1]) == pytest.approx((sx, sy), abs=1e-3)


@given(views)
def test_fit_shows_the_whole_document(view: View) -> None:
    fitted = view.fitted()
    x0, y0, x1, y1 = fitted.rect_to_screen(0, 0, view.width, view.height)
    if fitted.zoom > MIN_ZOOM and min(view.view_w, view.view_h) > 70:
        assert x0 >= 20
        assert y0 >= 20
        assert x1 <= view.view_w - 20
        assert y1 <= view.view_h - 20


@given(views)
def test_the_visible_rectangle_covers_what_the_corners_see(view: View) -> None:
    whole = Rect(0, 0, view.width, view.height)
    for corner in ((0, 0), (view.view_w, 0), (0, view.view_h), (view.view_w, view.view_h)):
        x, y = view.to_document(*corner)
        if 0.001 < x < view.width - 0.001 and 0.001 < y < view.height - 0.001:
            seen = view.visible  # half open: a corner may lie on its far edge
            assert seen.x <= x <= seen.right
            assert seen.y <= y <= seen.bottom
    assert whole.covers(view.visible)


@given(views)
def test_mirror_twice_and_a_full_turn_change_nothing(view: View) -> None:
    assert view.mirrored().mirrored().to_screen(3, 4) == pytest.approx(view.to_screen(3, 4), abs=1e-4)
    assert view.rotated(123).rotated(237).to_screen(3, 4) == pytest.approx(view.to_screen(3, 4), abs=1.0)


def test_rotation_is_clockwise_about_the_centre() -> None:
    view = View(100, 100, 400, 300, zoom=1, x=50, y=50).rotated(90)
    assert view.to_screen(50, 50) == (200, 150)
    assert view.to_screen(60, 50) == (200, 160)  # what was to the right is below
    assert view.matrix[:4] == (0, 1, -1, 0)


def test_mirror_swaps_left_and_right_on_the_screen() -> None:
    view = View(100, 100, 400, 300, zoom=1, x=50, y=50)
    assert view.mirrored().to_screen(60, 40) == (190, 140)
    turned = view.turned_to(30)
    x, y = turned.to_screen(60, 40)
    assert turned.mirrored().to_screen(60, 40) == pytest.approx((400 - x, y))


def test_one_to_one_lies_on_whole_device_px() -> None:
    view = View(101, 99, 800, 601, zoom=1, x=50.3, y=49.7, dpr=1.5)
    x, y = view.to_screen(0, 0)
    assert (x * 1.5) % 1 == pytest.approx(0, abs=1e-9)
    assert (y * 1.5) % 1 == pytest.approx(0, abs=1e-9)
    x1, _ = view.to_screen(1, 0)
    assert x1 - x == pytest.approx(1 / 1.5)  # one document px is one device px


def test_steps_up_and_down_meet_again() -> None:
    view = View(100, 100, 400, 300, zoom=1.0)
    assert view.stepped(1).zoom == 1.5
    assert view.stepped(-1).zoom == pytest.approx(2 / 3)
    assert view.stepped(3).stepped(-3).zoom == 1.0
    assert view.zoomed(0.9).stepped(1).zoom == 1.0
    assert view.stepped(100).zoom == MAX_ZOOM
    assert view.stepped(-100).zoom == MIN_ZOOM
    assert list(STEPS) == sorted(STEPS)


def test_the_centre_stays_inside_the_document() -> None:
    view = View(100, 80, 400, 300, zoom=1, x=50, y=40).panned(10000, -10000)
    assert (view.x, view.y) == (0, 80)
    assert not view.visible.is_empty


@pytest.mark.parametrize(("zoom", "level"), [(64, 0), (1, 0), (0.75, 0), (0.5, 1), (0.33, 1), (0.25, 2), (1 / 64, 6)])
def test_level(zoom: float, level: int) -> None:
    assert View(zoom=zoom).level == level


def test_visible_is_empty_when_the_document_is_out_of_sight() -> None:
    assert View(10, 10, 100, 100, zoom=1, x=5000, y=5).visible == EMPTY


def test_turning_keeps_the_point_under_the_fingers() -> None:
    view = View(300, 200, 400, 300, zoom=1.5, x=120, y=80, mirror=True)
    there = view.to_document(310, 40)
    assert view.rotated(33, 310, 40).to_document(310, 40) == pytest.approx(there, abs=0.7)
    assert view.rotated(33).to_document(200, 150) == pytest.approx((120, 80), abs=0.7)

"""Marquees, lassos and wands, driven by pointers without a window."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, PixelLayer
from editor.document.pixels import Array, Pixels
from editor.document.selection import from_rect
from editor.tools import lasso, marquee, smart, wand
from editor.tools.overlay import Dot
from editor.tools.tool import Pointer, Scene, Search, Step, Tool
from inference.api import UserError
from inference.api.hints import Hints

RECTANGLE, ELLIPSE = marquee.TOOL
LASSO, POLYGON = lasso.TOOL
WAND, COLOURS = wand.TOOL
W, H = 300, 200
FRAME = Rect(0, 0, W, H)
OLD = (20, 20, 80, 80)  # the corners of the selection there was


def scene_of(tool: Tool, options: dict[str, Any] | None = None, old: bool = False, **more: Any) -> Scene:
    picture = np.full((H, W, 4), 255, np.uint8)
    picture[50:100, 40:90] = (200, 30, 30, 255)
    picture[50:100, 200:250] = (200, 30, 30, 255)  # the same colour, apart
    layer = PixelLayer(pixels=Pixels.of(picture))
    document = Document(width=W, height=H, layers=(layer,), selection=from_rect(*OLD, FRAME) if old else None)
    return Scene(document, layer.id, replace(tool.options(), **(options or {})), **more)


def at(kind: Any, x: float, y: float, **keys: Any) -> Pointer:
    return Pointer(kind, x, y, x, y, **keys)


def feed(tool: Tool, scene: Scene, *events: Pointer) -> Step | None:
    gesture = tool.gesture(scene, events[0])
    try:
        next(gesture)
        for event in events[1:]:
            gesture.send(event)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    raise AssertionError("the gesture has not ended")


def drag(tool: Tool, scene: Scene, x0: float, y0: float, x1: float, y1: float, *, press: dict[str, bool] | None = None,
         later: dict[str, bool] | None = None) -> Document:
    """Keys in `press` are held at the press only, those in `later` from the first move to the release."""
    held = later or {}
    step = feed(tool, scene, at("press", x0, y0, **(press or {})), at("move", (x0 + x1) / 2, (y0 + y1) / 2, **held),
                at("move", x1, y1, **held), at("release", x1, y1, **held))
    assert step is not None
    assert step.document is not None
    return step.document


def mask_of(document: Document) -> Array:
    assert document.selection is not None
    return document.selection.read(FRAME)


def filled(x0: int, y0: int, x1: int, y1: int) -> Array:
    mask = np.zeros((H, W), np.uint8)
    mask[y0:y1, x0:x1] = 255
    return mask


# ---- marquees


def test_a_drag_selects_whole_pixels() -> None:
    scene = scene_of(RECTANGLE)
    document = drag(RECTANGLE, scene, 120.4, 90.3, 30.2, 10.1)
    assert np.array_equal(mask_of(document), filled(30, 10, 120, 90))
    assert document.layers is scene.document.layers


def test_beyond_the_picture_the_selection_is_cut() -> None:
    assert np.array_equal(mask_of(drag(RECTANGLE, scene_of(RECTANGLE), 250, 150, 900, 900)), filled(250, 150, W, H))


def test_an_ellipse_lies_inside_its_box() -> None:
    mask = mask_of(drag(ELLIPSE, scene_of(ELLIPSE), 50, 40, 150, 120)) / 255
    assert not mask[:40].any()
    assert not mask[:, 150:].any()
    assert mask.sum() == pytest.approx(np.pi * 50 * 40, rel=2e-3)


NEW = filled(50, 50, 120, 120)
BEFORE = filled(*OLD)
COMBINED = {"replace": NEW, "add": BEFORE | NEW, "subtract": BEFORE & ~NEW, "intersect": BEFORE & NEW}
KEYS = {"add": {"shift": True}, "subtract": {"alt": True}, "intersect": {"shift": True, "alt": True}}


@pytest.mark.parametrize("mode", COMBINED)
def test_the_mode_says_how_a_shape_meets_the_selection(mode: str) -> None:
    document = drag(RECTANGLE, scene_of(RECTANGLE, {"mode": mode}, old=True), 120, 120, 50, 50)
    assert np.array_equal(mask_of(document), COMBINED[mode])


@pytest.mark.parametrize("mode", KEYS)
def test_keys_at_the_press_choose_the_mode(mode: str) -> None:
    document = drag(RECTANGLE, scene_of(RECTANGLE, old=True), 50, 50, 120, 120, press=KEYS[mode])
    assert np.array_equal(mask_of(document), COMBINED[mode])


def test_keys_held_on_make_no_square() -> None:
    keys = {"shift": True}
    document = drag(RECTANGLE, scene_of(RECTANGLE, old=True), 150, 50, 200, 150, press=keys, later=keys)
    assert np.array_equal(mask_of(document), BEFORE | filled(150, 50, 200, 150))


def test_shift_while_dragging_makes_a_square_and_alt_grows_from_the_centre() -> None:
    square = drag(RECTANGLE, scene_of(RECTANGLE), 100, 50, 160, 70, later={"shift": True})
    assert np.array_equal(mask_of(square), filled(100, 50, 160, 110))
    centred = drag(RECTANGLE, scene_of(RECTANGLE), 100, 50, 130, 70, later={"alt": True})
    assert np.array_equal(mask_of(centred), filled(70, 30, 130, 70))


def test_the_ratio_is_kept() -> None:
    document = drag(RECTANGLE, scene_of(RECTANGLE, {"ratio": 2.0}), 10, 10, 90, 20)
    assert np.array_equal(mask_of(document), filled(10, 10, 90, 50))


def test_feather_softens_the_new_shape_only() -> None:
    mask = mask_of(drag(RECTANGLE, scene_of(RECTANGLE, {"mode": "add", "feather": 4.0}, old=True), 150, 60, 250, 160))
    assert np.array_equal(mask[:, :100], BEFORE[:, :100])
    assert 100 < mask[110, 150] < 155
    assert mask[110, 200] == 255


@pytest.mark.parametrize("tool", [RECTANGLE, ELLIPSE, LASSO])
@pytest.mark.parametrize("place", [(50.0, 50.0), (200.0, 150.0)])
def test_a_click_deselects_and_keeps_without_a_selection(tool: Tool, place: tuple[float, float]) -> None:
    step = feed(tool, scene_of(tool, old=True), at("press", *place), at("release", *place))
    assert step is not None
    assert step.document is not None
    assert step.document.selection is None
    assert feed(tool, scene_of(tool), at("press", *place), at("release", *place)) is None


@pytest.mark.parametrize("mode", KEYS)
def test_a_click_with_a_mode_key_keeps_the_selection(mode: str) -> None:
    scene = scene_of(RECTANGLE, old=True)
    assert feed(RECTANGLE, scene, at("press", 50, 50, **KEYS[mode]), at("release", 50, 50, **KEYS[mode])) is None


@pytest.mark.parametrize("tool", [RECTANGLE, ELLIPSE, LASSO])
def test_a_drag_inside_moves_the_selection_and_no_pixels(tool: Tool) -> None:
    scene = scene_of(tool, old=True)
    document = drag(tool, scene, 50, 50, 71, 38)
    assert np.array_equal(mask_of(document), filled(41, 8, 101, 68))
    assert document.layers is scene.document.layers


@pytest.mark.parametrize("tool", [RECTANGLE, ELLIPSE, LASSO, POLYGON, WAND, COLOURS])
@pytest.mark.parametrize("place", [(50.0, 50.0), (150.0, 150.0)])
def test_escape_leaves_the_document_untouched(tool: Tool, place: tuple[float, float]) -> None:
    scene = scene_of(tool, old=True)
    gesture = tool.gesture(scene, at("press", *place))
    next(gesture)
    gesture.send(at("move", place[0] + 30, place[1] + 20))
    gesture.close()
    assert np.array_equal(mask_of(scene.document), BEFORE)


# ---- lasso and polygon


def test_a_lasso_selects_what_it_goes_round() -> None:
    corners = ((100, 50), (180, 50), (180, 130), (100, 130))
    step = feed(LASSO, scene_of(LASSO), at("press", *corners[0]), *(at("move", *c) for c in corners[1:]),
                at("release", *corners[-1]))
    assert step is not None
    assert step.document is not None
    assert np.array_equal(mask_of(step.document), filled(100, 50, 180, 130))


def clicks(*places: tuple[float, float]) -> list[Pointer]:
    return [at(kind, *place) for place in places for kind in ("press", "release")]


@pytest.mark.parametrize("end", [[at("accept", 100, 130)], [at("hover", 103, 52), at("press", 103, 52)]])
def test_a_polygon_closes_by_enter_or_at_its_first_corner(end: list[Pointer]) -> None:
    step = feed(POLYGON, scene_of(POLYGON), *clicks((100, 50), (180, 50), (180, 130), (100, 130)), *end)
    assert step is not None
    assert step.document is not None
    assert np.array_equal(mask_of(step.document), filled(100, 50, 180, 130))


def test_backspace_takes_a_corner_back() -> None:
    wrong = Pointer("key", 5, 5, key="Backspace")
    step = feed(POLYGON, scene_of(POLYGON), *clicks((100, 50), (180, 50), (180, 130), (5, 5)), wrong,
                *clicks((100, 130)), at("accept", 100, 130))
    assert step is not None
    assert step.document is not None
    assert np.array_equal(mask_of(step.document), filled(100, 50, 180, 130))


def test_the_first_corner_closes_by_screen_distance() -> None:
    scene = scene_of(POLYGON, zoom=8.0)  # 3 px are 24 px of the screen: a corner of its own
    places = clicks((100, 50), (180, 50), (180, 130))
    with pytest.raises(AssertionError, match="not ended"):
        feed(POLYGON, scene, *places, at("hover", 103, 52), at("press", 103, 52))


def test_two_corners_are_no_polygon() -> None:
    scene = scene_of(POLYGON, old=True)
    assert feed(POLYGON, scene, *clicks((100, 50), (180, 50)), at("accept", 180, 50)) is None


# ---- wand and colour


def click(tool: Tool, scene: Scene, x: float, y: float, **keys: bool) -> Document:
    step = feed(tool, scene, at("press", x, y, **keys), at("release", x, y, **keys))
    assert step is not None
    assert step.document is not None
    return step.document


@pytest.mark.parametrize("contiguous", [True, False])
def test_the_wand_takes_what_is_alike(contiguous: bool) -> None:
    scene = scene_of(WAND, {"contiguous": contiguous, "antialias": False})
    both = filled(40, 50, 90, 100) | filled(200, 50, 250, 100)
    assert np.array_equal(mask_of(click(WAND, scene, 60.7, 70.2)), filled(40, 50, 90, 100) if contiguous else both)


@pytest.mark.parametrize("mode", KEYS)
def test_the_wand_follows_the_keys(mode: str) -> None:
    scene = scene_of(WAND, {"antialias": False}, old=True)
    patch = filled(40, 50, 90, 100)
    wanted = {"add": BEFORE | patch, "subtract": BEFORE & ~patch, "intersect": BEFORE & patch}[mode]
    assert np.array_equal(mask_of(click(WAND, scene, 85, 70, **KEYS[mode])), wanted)


def test_by_colour_takes_every_place() -> None:
    mask = mask_of(click(COLOURS, scene_of(COLOURS), 60, 70))
    assert np.array_equal(mask, filled(40, 50, 90, 100) | filled(200, 50, 250, 100))


@pytest.mark.parametrize("tool", [WAND, COLOURS])
def test_layers_are_sampled_alone_or_together(tool: Tool) -> None:
    scene = scene_of(tool, {"all_layers": False, "tolerance": 10.0})
    cover = PixelLayer(pixels=Pixels.of(np.full((200, 30, 4), 255, np.uint8)), x=40)
    scene = replace(scene, document=scene.document.with_(layers=(*scene.document.layers, cover)))
    assert mask_of(click(tool, scene, 60, 70))[70, 45] == 255  # the layer below has red there
    together = replace(scene, options=replace(scene.options, all_layers=True))
    assert mask_of(click(tool, together, 80, 70))[70, 45] == 0


@pytest.mark.parametrize("tool", [WAND, COLOURS])
def test_outside_the_picture_nothing_happens(tool: Tool) -> None:
    scene = scene_of(tool, old=True)
    assert feed(tool, scene, at("press", -5, 10), at("release", -5, 10)) is None


@pytest.mark.parametrize("tool", [WAND, COLOURS])
def test_a_layer_without_pixels_is_named(tool: Tool) -> None:
    group = GroupLayer()
    scene = scene_of(tool, {"all_layers": False})
    scene = replace(scene, document=scene.document.with_(layers=(group,)), layer_id=group.id)
    with pytest.raises(UserError, match="group"):
        click(tool, scene, 10, 10)
    with pytest.raises(UserError, match="No layer"):
        click(tool, replace(scene, layer_id=None), 10, 10)


# ---- smart select

def searched(scene: Scene, *events: Pointer) -> Search:
    step = feed(smart.TOOL, scene, *events)
    assert step is not None
    assert isinstance(step.errand, Search)
    return step.errand


def test_a_click_a_second_one_and_one_that_takes_away() -> None:
    scene = scene_of(smart.TOOL, {"mode": "add"}, old=True)
    first = searched(scene, at("press", 60, 70), at("release", 60, 70))
    assert (first.hints, first.mode) == (Hints(inside=((60.0, 70.0),)), "add")
    assert first.base is scene.document.selection
    again = replace(scene, search=first)
    second = searched(again, at("press", 80, 90), at("release", 80, 90))
    assert second.hints.inside == ((60.0, 70.0), (80.0, 90.0))
    third = searched(replace(scene, search=second), at("press", 5, 6, alt=True), at("release", 5, 6, alt=True))
    assert third.hints.outside == ((5.0, 6.0),)
    assert (third.base, third.mode) == (first.base, first.mode)
    other = searched(replace(scene, search=third), at("press", 220, 70, shift=True), at("release", 220, 70))
    assert (other.hints, other.mode) == (Hints(inside=((220.0, 70.0),)), "add")
    dots = smart.resting(replace(scene, search=third))
    assert [(dot.x, dot.plus) for dot in dots if isinstance(dot, Dot)] == [(60, True), (80, True), (5, False)]


def test_a_box_stays_inside_and_a_click_outside_asks_nothing() -> None:
    scene = scene_of(smart.TOOL)
    found = searched(scene, at("press", 40, -30), at("move", 100, 40), at("release", W + 50, 90))
    assert found.hints.box == (40.0, 0.0, W - 40.0, 90.0)
    assert feed(smart.TOOL, scene, at("press", -4, 5), at("release", -4, 5)) is None
    assert feed(smart.TOOL, scene, at("press", 5, -40), at("move", 90, -9), at("release", 90, -9)) is None

"""Move, transform and crop driven by pointers."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from editor.document import selection as selections
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.tools.overlay import Handle, Path, Shade
from editor.tools.tool import Pointer, Step
from tests.tools.playing import TOOLS, at, chosen, drag, picture, pixels, play


def test_move_shifts_layers_without_touching_pixels() -> None:
    document, layer = picture()
    result, _ = play("move", document, layer.id, drag((10, 10), (25, 18), (31, 2)))
    assert result is not None
    assert result.document is not None
    after = result.document.layer(layer.id)
    assert (after.x, after.y) == (21, -8)
    assert after.pixels is layer.pixels  # type: ignore[attr-defined]
    assert play("move", document, layer.id, drag((10, 10)))[0] is None
    copy, _ = play("move", document, layer.id, drag((10, 10), (20, 10), alt=True))
    assert copy is not None
    assert copy.document is not None
    assert len(copy.document.layers) == 2
    assert copy.document.layer(layer.id) is layer
    assert copy.layer_id != layer.id


def test_move_takes_the_selected_pixels_along() -> None:
    document, layer = picture()
    document = document.with_(selection=selections.from_rect(100, 100, 160, 140, document.rect))
    result, _ = play("move", document, layer.id, drag((110, 110), (150, 160)))
    assert result is not None
    assert result.document is not None
    before, after = pixels(document, layer), pixels(result.document, layer)
    assert (after[150:190, 140:200] == before[100:140, 100:160]).all()
    assert (after[100:140, 100:140, 3] == 0).all()
    assert (after[:100] == before[:100]).all()
    assert chosen(result) == Rect(140, 150, 60, 40)


def test_auto_select_takes_the_topmost_layer() -> None:
    document, layer = picture()
    small = PixelLayer(pixels=Pixels.of(np.full((20, 20, 4), 255, np.uint8)), x=50, y=50)
    document = document.inserted(small)
    result, _ = play("move", document, layer.id, drag((55, 55), (65, 55)), {"auto_select": True})
    assert result is not None
    assert result.layer_id == small.id
    below, _ = play("move", document, small.id, drag((5, 5)), {"auto_select": True})
    assert below is not None
    assert below.layer_id == layer.id
    assert below.document is None


@pytest.mark.parametrize(("events", "want"), [
    (drag((200, 150), (210, 170)), Rect(10, 20, 400, 300)),
    (drag((400, 300), (200, 150)), Rect(0, 0, 200, 150)),
    (drag((400, 150), (300, 150)), Rect(0, 0, 300, 300)),
    (drag((400, 300), (200, 290), shift=True), Rect(0, 0, 0, 0)),
    (drag((0, 0), (100, 75), alt=True), Rect(100, 75, 200, 150)),
])
def test_transform_moves_and_scales(events: list[Pointer], want: Rect) -> None:
    document, layer = picture()
    result, steps = play("transform", document, layer.id, events)
    assert result is not None
    assert result.document is not None
    after = result.document.layer(layer.id)
    found = after.pixels.content_bounds().moved(after.x, after.y)  # type: ignore[attr-defined]
    if want.is_empty:  # the ratio is kept
        assert found.w / found.h == pytest.approx(4 / 3, rel=0.02)
    else:
        assert want.grown(1).covers(found)
        assert found.grown(1).covers(want)
    assert sum(isinstance(shape, Handle) for shape in steps[0].overlay) == 8


def test_transform_flips_and_rotates() -> None:
    document, layer = picture()
    result, _ = play("transform", document, layer.id, drag((400, 150), (-400, 150)))
    assert result is not None
    assert result.document is not None
    turned = result.document.layer(layer.id).pixels.read(Rect(-400, 0, 400, 300))  # type: ignore[attr-defined]
    assert np.abs(turned.astype(int) - pixels(document, layer)[:, ::-1])[2:-2, 2:-2].max() <= 1
    outside = drag((200, -50), (450, 140), (400, 150), shift=True)
    result, steps = play("transform", document, layer.id, [at("press", 200, -50), at("move", 400, 150, shift=True),
                                                           at("release", 400, 150, shift=True)])
    assert len(outside) == 4
    assert "90.0" in steps[-1].hint
    assert result is not None
    assert result.document is not None
    after = result.document.layer(layer.id).pixels.content_bounds()  # type: ignore[attr-defined]
    assert Rect(50, -50, 300, 400).grown(1).covers(after)


def test_transform_of_nothing_is_nothing() -> None:
    document, layer = picture()
    assert play("transform", document, layer.id, [])[0] is None
    assert play("crop", document, layer.id, [])[0] is None


def test_crop_cuts_extends_and_keeps() -> None:
    document, layer = picture()
    result, steps = play("crop", document, layer.id, drag((0, 0), (50, 40)))
    assert result is not None
    assert result.document is not None
    assert result.document.rect == Rect(0, 0, 350, 260)
    assert (pixels(result.document, layer) == pixels(document, layer)[40:, 50:]).all()
    assert any(isinstance(shape, Shade) for shape in steps[0].overlay)
    wider, _ = play("crop", document, layer.id, drag((400, 150), (460, 150)))
    assert wider is not None
    assert wider.document is not None
    assert wider.document.rect == Rect(0, 0, 460, 300)
    kept, _ = play("crop", document, layer.id, drag((0, 0), (50, 40)), {"delete": False})
    assert kept is not None
    assert kept.document is not None
    assert kept.document.layer(layer.id).pixels is layer.pixels  # type: ignore[attr-defined]


def test_crop_asks_to_fill_only_what_is_new() -> None:
    document, layer = picture()
    full = document.with_(layers=(layer.with_(x=0, y=0, pixels=Pixels.of(np.full((300, 400, 4), 9, np.uint8))),))
    wider, _ = play("crop", full, layer.id, drag((400, 150), (460, 150)), {"fill": "built in"})
    assert wider is not None
    assert wider.fills == "built in"
    smaller, _ = play("crop", full, layer.id, drag((0, 0), (50, 40)), {"fill": "built in"})
    assert smaller is not None
    assert smaller.fills == ""


def test_crop_ratio_snapping_and_options_on_the_way() -> None:
    document, layer = picture()
    square, _ = play("crop", document, layer.id, [], {"ratio": "1:1"})
    assert square is not None
    assert square.document is not None
    assert square.document.rect == Rect(0, 0, 300, 300)
    later = dataclasses.replace(TOOLS["crop"].options(), ratio="16:9")
    wide, _ = play("crop", document, layer.id, [at("options", 0, 0, options=later)])
    assert wide is not None
    assert wide.document is not None
    assert wide.document.rect == Rect(0, 0, 400, 225)
    assert play("crop", document, layer.id, drag((0, 0), (4, -3)))[0] is None
    document = document.with_(selection=selections.from_rect(30, 40, 130, 140, document.rect))
    chosen_part, _ = play("crop", document, layer.id, [])
    assert chosen_part is not None
    assert chosen_part.document is not None
    assert chosen_part.document.rect == Rect(0, 0, 100, 100)

# ---- distort, perspective, warp


def corners_of(step: Step) -> list[tuple[float, float]]:
    outline = next(shape for shape in step.overlay if isinstance(shape, Path) and shape.closed)
    return [(round(x, 3), round(y, 3)) for x, y in outline.points]


@pytest.mark.parametrize(("options", "keys"), [({"mode": "distort"}, {}), ({}, {"ctrl": True})])
def test_a_corner_is_pulled_by_itself(options: dict[str, str], keys: dict[str, bool]) -> None:
    document, layer = picture()
    result, steps = play("transform", document, layer.id, drag((400, 300), (350, 240), **keys), options)
    assert corners_of(steps[-1]) == [(0, 0), (400, 0), (350, 240), (0, 300)]
    assert result is not None
    assert result.document is not None
    assert result.label == "Transform"
    after = pixels(result.document, layer)
    assert after[235, 340, 3] == 255
    assert after[290, 380, 3] == 0
    assert after[5, 5].tolist() != [0, 0, 0, 0]


@pytest.mark.parametrize(("options", "keys"), [
    ({"mode": "perspective"}, {}), ({}, {"ctrl": True, "alt": True, "shift": True})])
def test_perspective_takes_the_other_corner_along(options: dict[str, str], keys: dict[str, bool]) -> None:
    document, layer = picture()
    _, steps = play("transform", document, layer.id, drag((0, 0), (60, 5), **keys), options)
    assert corners_of(steps[-1]) == [(60, 0), (340, 0), (400, 300), (0, 300)]
    _, steps = play("transform", document, layer.id, drag((400, 300), (402, 340), **keys), options)
    assert corners_of(steps[-1]) == [(0, 0), (400, -40), (400, 340), (0, 300)]


def test_a_distorted_box_still_moves_scales_and_turns() -> None:
    document, layer = picture()
    events = [*drag((400, 300), (350, 240), ctrl=True), *drag((100, 100), (120, 110))]
    _, steps = play("transform", document, layer.id, events)
    assert corners_of(steps[-1]) == [(20, 10), (420, 10), (370, 250), (20, 310)]
    _, steps = play("transform", document, layer.id, [*events, *drag((370, 250), (195, 130))])
    assert corners_of(steps[-1])[0] == (20, 10), "the opposite corner stays"
    assert corners_of(steps[-1])[2] == (195, 130)


def test_a_box_never_folds() -> None:
    document, layer = picture()
    result, steps = play("transform", document, layer.id, drag((400, 300), (-50, -60), ctrl=True))
    assert corners_of(steps[-1]) == [(0, 0), (400, 0), (400, 300), (0, 300)]
    assert result is None


def test_an_edge_is_sheared() -> None:
    document, layer = picture()
    _, steps = play("transform", document, layer.id, drag((200, 0), (240, 12), ctrl=True, shift=True))
    assert corners_of(steps[-1]) == [(40, 0), (440, 0), (400, 300), (0, 300)]


def test_warp_bends_by_points_and_by_the_surface() -> None:
    document, layer = picture()
    options = {"mode": "warp", "mesh": "3"}
    result, steps = play("transform", document, layer.id, drag((200, 150), (230, 150)), options)
    assert sum(isinstance(shape, Handle) for shape in steps[0].overlay) == 9
    nodes = [(round(s.x), round(s.y)) for s in steps[-1].overlay if isinstance(s, Handle)]
    assert nodes[4] == (230, 150)
    assert nodes[0] == (0, 0)
    assert result is not None
    assert result.document is not None
    after, before = pixels(result.document, layer), pixels(document, layer)
    assert np.abs(after[148:152, 229:232].astype(int).mean() - before[148:152, 199:202].astype(int).mean()) < 40
    assert (after[..., 3] == 255).mean() > 0.99
    _, steps = play("transform", document, layer.id, drag((100, 80), (110, 95)), options)
    moved = np.array([(s.x, s.y) for s in steps[-1].overlay if isinstance(s, Handle)]) - [
        (x, y) for y in (0, 150, 300) for x in (0, 200, 400)]
    assert (moved @ (10, 15)).max() > 0
    assert np.abs(moved).max() < 25
    assert play("transform", document, layer.id, [], options)[0] is None, "a mesh that bends nothing is nothing"


def test_the_bar_says_and_takes_numbers() -> None:
    document, layer = picture()
    _, steps = play("transform", document, layer.id, drag((400, 300), (200, 150)))
    told = steps[-1].options
    assert (told.x, told.y, told.w, told.h, told.angle) == (100.0, 75.0, 50.0, 50.0, 0.0)
    first = steps[0].options
    now = dataclasses.replace(first, w=50.0, x=100.0)
    result, steps = play("transform", document, layer.id, [at("options", 0, 0, options=now)])
    assert corners_of(steps[-1]) == [(0, 0), (200, 0), (200, 300), (0, 300)]
    assert result is not None
    turned = dataclasses.replace(first, angle=90.0)
    _, steps = play("transform", document, layer.id, [at("options", 0, 0, options=turned)])
    assert corners_of(steps[-1])[0] == (350, -50)
    warped = dataclasses.replace(first, mode="warp")
    result, steps = play("transform", document, layer.id, [at("options", 0, 0, options=warped)])
    assert sum(isinstance(shape, Handle) for shape in steps[-1].overlay) == 16
    assert result is None


def test_only_selected_pixels_are_distorted() -> None:
    document, layer = picture()
    document = document.with_(selection=selections.from_rect(100, 100, 160, 140, document.rect))
    result, _ = play("transform", document, layer.id, drag((160, 140), (200, 180), ctrl=True))
    assert result is not None
    assert result.document is not None
    before, after = pixels(document, layer), pixels(result.document, layer)
    assert (after[:99] == before[:99]).all()
    assert (after[:, :99] == before[:, :99]).all()
    assert abs(int(after[165, 185, 0]) - 200) < 4

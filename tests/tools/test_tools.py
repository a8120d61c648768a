"""Every tool driven by pointers, without a window: what a gesture changes, and that Escape changes nothing."""

from __future__ import annotations

import numpy as np
import pytest

from editor.document import selection as selections
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer
from editor.document.pixels import Pixels
from editor.tools.overlay import Path
from editor.tools.tool import Scene
from inference.api import UserError
from tests.tools.playing import TOOLS, at, chosen, drag, picture, pixels, play

# ---- all of them


@pytest.mark.parametrize("tool_id", list(TOOLS))
def test_escape_leaves_the_document_untouched(tool_id: str) -> None:
    document, layer = picture()
    before = pixels(document, layer)
    tool = TOOLS[tool_id]
    scene = Scene(document, layer.id, tool.options(), (1, 0, 0, 1), source=(50.0, 50.0))
    gesture = tool.gesture(scene, at("hover" if tool.keep_alive else "press", 120, 120))
    next(gesture)
    for event in ([at("press", 120, 120)] if tool.keep_alive else []) + [at("move", 150, 140), at("move", 180, 150)]:
        gesture.send(event)
    gesture.close()
    assert document.layers == (layer,)
    assert document.selection is None
    assert (pixels(document, layer) == before).all()


@pytest.mark.parametrize("tool_id", ["brush", "eraser", "bucket", "gradient", "clone", "move", "transform"])
def test_why_a_tool_may_not_change_a_layer(tool_id: str) -> None:
    document, layer = picture()
    for wrong in (layer.with_(locked=True), layer.with_(visible=False)):
        with pytest.raises(UserError) as told:
            play(tool_id, document.with_layer(wrong), layer.id, drag((50, 50), (90, 90)), source=(5.0, 5.0))
        assert told.value.hint
    if tool_id not in ("move", "transform"):
        group = GroupLayer(children=(layer,))
        with pytest.raises(UserError, match="group"):
            play(tool_id, document.with_(layers=(group,)), group.id, drag((50, 50), (90, 90)), source=(5.0, 5.0))


# ---- selecting


def test_marquee_modes() -> None:
    document, _ = picture()
    first, _ = play("rectangle", document, None, drag((10, 20), (60, 80)))
    assert chosen(first) == Rect(10, 20, 50, 60)
    assert first is not None
    selected = first.document
    assert selected is not None
    added, _ = play("rectangle", selected, None, drag((100, 100), (120, 130), shift=True))
    assert chosen(added) == Rect(10, 20, 110, 110)
    less, _ = play("rectangle", selected, None, drag((40, 0), (100, 100), alt=True))
    assert chosen(less) == Rect(10, 20, 30, 60)
    both, _ = play("rectangle", selected, None, drag((40, 0), (100, 100), alt=True, shift=True))
    assert chosen(both) == Rect(40, 20, 20, 60)


def test_marquee_squares_and_centres() -> None:
    document, _ = picture()
    events = [at("press", 100, 100), at("move", 130, 120, shift=True), at("release", 130, 120, shift=True)]
    assert chosen(play("ellipse", document, None, events)[0]) == Rect(100, 100, 30, 30)
    events = [at("press", 100, 100), at("move", 130, 120, alt=True), at("release", 130, 120, alt=True)]
    assert chosen(play("rectangle", document, None, events)[0]) == Rect(70, 80, 60, 40)
    wide, _ = play("rectangle", document, None, drag((10, 10), (90, 20)), {"ratio": 2.0})
    assert chosen(wide) == Rect(10, 10, 80, 40)
    soft, _ = play("rectangle", document, None, drag((100, 100), (200, 200)), {"feather": 5.0})
    assert chosen(soft).covers(Rect(92, 92, 116, 116))


@pytest.mark.parametrize("tool_id", ["rectangle", "ellipse", "lasso"])
def test_a_drag_inside_moves_and_a_click_deselects(tool_id: str) -> None:
    document, _ = picture()
    document = document.with_(selection=selections.from_rect(50, 50, 100, 100, document.rect))
    moved, _ = play(tool_id, document, None, drag((60, 60), (70, 65), (80, 70)))
    assert chosen(moved) == Rect(70, 60, 50, 50)
    for place in ((60, 60), (200, 200)):
        gone, _ = play(tool_id, document, None, drag(place))
        assert gone is not None
        assert gone.document is not None
        assert gone.document.selection is None


def test_lasso_and_polygon() -> None:
    document, _ = picture()
    around = ((10, 10), (60, 10), (60, 60), (10, 60))
    assert chosen(play("lasso", document, None, drag(*around))[0]) == Rect(10, 10, 50, 50)
    clicks = [e for p in (*around, (300, 300)) for e in (at("press", *p), at("release", *p))]
    events = [*clicks, at("key", 0, 0, key="Backspace"), at("accept", 0, 0)]
    result, steps = play("polygon", document, None, events)
    assert chosen(result) == Rect(10, 10, 50, 50)
    assert any(isinstance(shape, Path) for shape in steps[-1].overlay)
    closed = [e for p in around for e in (at("press", *p), at("release", *p))] + [at("press", 11, 11)]
    assert chosen(play("polygon", document, None, closed)[0]) == Rect(10, 10, 50, 50)


def test_wand_and_colour_range() -> None:
    document, layer = picture()
    options = {"tolerance": 5.0, "antialias": False}
    assert chosen(play("wand", document, layer.id, drag((120, 120)), options)[0]).covers(Rect(100, 100, 60, 40))
    found, _ = play("colour_range", document, layer.id, drag((120, 120)), {"tolerance": 0.0, "softness": 0.0})
    assert found is not None
    assert found.document is not None
    assert found.document.selection is not None
    mask = found.document.selection.read(document.rect)
    same = (pixels(document, layer) == (200, 30, 30, 255)).all(axis=2)
    assert ((mask == 255) == same).all()


# ---- painting


def test_brush_paints_and_remembers_its_end() -> None:
    document, layer = picture()
    result, steps = play("brush", document, layer.id, drag((200, 200), (230, 210), (260, 200)), {"size": 20.0},
                         foreground=(0, 1, 0, 1))
    assert result is not None
    assert result.document is not None
    assert result.anchor == (260, 200)
    assert tuple(pixels(result.document, layer)[200, 200]) == (0, 255, 0, 255)
    changed = (pixels(result.document, layer) != pixels(document, layer)).any(axis=2)
    assert Rect(188, 188, 84, 34).covers(Pixels.of(changed.astype(np.uint8)).content_bounds())
    assert all(step.document is not None for step in steps)


def test_shift_click_draws_a_line_from_the_last_end() -> None:
    document, layer = picture()
    result, _ = play("brush", document, layer.id, drag((200, 250), shift=True), {"size": 10.0, "hardness": 100.0},
                     foreground=(0, 1, 0, 1), anchor=(40.0, 250.0))
    assert result is not None
    assert result.document is not None
    assert (pixels(result.document, layer)[250, 40:200, 1] == 255).all()


def test_eraser_and_mask_brush() -> None:
    document, layer = picture()
    erased, _ = play("eraser", document, layer.id, drag((50, 50), (60, 60)))
    assert erased is not None
    assert erased.document is not None
    assert pixels(erased.document, layer)[50, 50, 3] == 0
    masked, _ = play("mask_brush", document, layer.id, drag((50, 50), (60, 60)))
    assert chosen(masked).contains(50, 50)
    assert masked is not None
    assert masked.document is not None
    assert masked.document.layers is document.layers
    again, _ = play("mask_brush", masked.document, layer.id, drag((50, 50), (60, 60), alt=True))
    assert again is not None
    assert again.document is not None
    assert again.document.selection is not None
    assert again.document.selection.at(52, 52) == 0


def test_clone_copies_from_the_source() -> None:
    document, layer = picture()
    source, _ = play("clone", document, layer.id, drag((120, 120), alt=True))
    assert source is not None
    assert source.source == (120, 120)
    with pytest.raises(UserError):
        play("clone", document, layer.id, drag((250, 200)))
    options = {"size": 20.0, "hardness": 100.0}
    result, _ = play("clone", document, layer.id, drag((250, 200), (255, 200)), options, source=source.source)
    assert result is not None
    assert result.document is not None
    before, after = pixels(document, layer), pixels(result.document, layer)
    assert (after[195:205, 245:260] == before[115:125, 115:130]).all()
    assert result.source == (120, 120, -130, -80)


def test_picker_sets_colours() -> None:
    document, layer = picture()
    step, _ = play("picker", document, layer.id, drag((120, 120)), {"sample": "5"})
    assert step is not None
    assert step.foreground == pytest.approx((200 / 255, 30 / 255, 30 / 255, 1))
    back, _ = play("picker", document, layer.id, drag((120, 120), alt=True))
    assert back is not None
    assert back.background is not None
    assert back.foreground is None
    lent, _ = play("picker", document, layer.id, drag((120, 120), alt=True), borrowed=True)
    assert lent is not None
    assert lent.foreground is not None


def test_bucket_and_gradient() -> None:
    document, layer = picture()
    filled, _ = play("bucket", document, layer.id, drag((120, 120)), {"tolerance": 0.0, "antialias": False},
                     foreground=(0, 0, 1, 1))
    assert filled is not None
    assert filled.document is not None
    assert (pixels(filled.document, layer)[100:140, 100:160] == (0, 0, 255, 255)).all()
    ramp, _ = play("gradient", document, layer.id, drag((0, 0), (200, 10), (400, 20)), {"dither": False})
    assert ramp is not None
    assert ramp.document is not None
    row = pixels(ramp.document, layer)[10, :, 0].astype(int)
    assert row[0] < 4
    assert row[-1] > 250
    assert play("gradient", document, layer.id, drag((50, 50)))[0] is None


# ---- the view


def test_hand_and_zoom() -> None:
    document, _ = picture()
    result, steps = play("hand", document, None, drag((10, 10), (30, 15)))
    assert result is None
    assert steps[-1].pan == (20, 5)
    assert play("zoom", document, None, drag((10, 10)))[0].zoom == 2  # type: ignore[union-attr]
    assert play("zoom", document, None, drag((10, 10), alt=True))[0].zoom == 0.5  # type: ignore[union-attr]
    part, _ = play("zoom", document, None, drag((10, 10), (110, 60)))
    assert part is not None
    assert part.zoom_to == (10, 10, 100, 50)

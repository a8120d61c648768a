"""Every tool driven by pointers, without a window: what a gesture changes, and that Escape changes nothing."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from editor.document import selection as selections
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, PixelLayer
from editor.document.pixels import Pixels
from editor.tools.overlay import Handle, Path, Shade
from editor.tools.tool import Pointer, Scene, Step, Tool
from inference.api import UserError, discover

TOOLS: dict[str, Tool] = {tool.id: tool for tool in discover("editor.tools", "TOOL")}
KEPT = [tool.id for tool in TOOLS.values() if tool.keep_alive]


def picture() -> tuple[Document, PixelLayer]:
    array = np.random.default_rng(0).integers(0, 256, (300, 400, 4), dtype=np.uint8)
    array[..., 3] = 255
    array[100:140, 100:160, :3] = (200, 30, 30)
    layer = PixelLayer(name="Photo", pixels=Pixels.of(array))
    return Document(width=400, height=300, layers=(layer,)), layer


def at(kind: str, x: float, y: float, **facts: Any) -> Pointer:
    return Pointer(kind, x, y, x, y, **facts)  # type: ignore[arg-type]


def drag(*points: tuple[float, float], **facts: Any) -> list[Pointer]:
    return [at("press", *points[0], **facts), *(at("move", *p, **facts) for p in points[1:]),
            at("release", *points[-1], **facts)]


def play(tool_id: str, document: Document, layer: int | None, events: list[Pointer],
         options: dict[str, Any] | None = None, **facts: Any) -> tuple[Step | None, list[Step]]:
    """The result of a gesture and its steps. It must end with the last event."""
    tool = TOOLS[tool_id]
    events = [at("hover", 0, 0), *events, at("accept", *(0, 0))] if tool.keep_alive else events
    scene = Scene(document, layer, dataclasses.replace(tool.options(), **options or {}), **facts)
    gesture = tool.gesture(scene, events[0])
    steps = [next(gesture)]
    for event in events[1:-1]:
        steps.append(gesture.send(event))
    with pytest.raises(StopIteration) as end:
        gesture.send(events[-1])
    return end.value.value, steps


def pixels(document: Document, layer: PixelLayer) -> np.ndarray:
    now = document.layer(layer.id)
    return now.pixels.read(document.rect.moved(-now.x, -now.y))  # type: ignore[attr-defined]


def chosen(step: Step | None) -> Rect:
    assert step is not None
    assert step.document is not None
    assert step.document.selection is not None
    return step.document.selection.content_bounds()


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


# ---- moving


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

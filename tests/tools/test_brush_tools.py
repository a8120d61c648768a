"""Brush, eraser, mask brush and clone stamp, driven by pointers without a window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Layer, Mask, PixelLayer
from editor.document.pixels import Array, Pixels
from editor.document.selection import from_rect
from editor.tools import brush, clone, eraser, mask_brush
from editor.tools.tool import Pointer, Scene, Step, Tool
from inference.api import UserError

RED = (1.0, 0.0, 0.0, 1.0)
W, H = 300, 120  # two tiles wide
WAY = ((100.0, 60.0), (200.0, 60.0), (280.0, 60.0))


def noise(w: int = W, h: int = H) -> Array:
    picture = np.random.default_rng(5).integers(0, 256, (h, w, 4), np.uint8)
    picture[..., 3] = 255
    return picture


def scene_of(tool: Tool, layer: Layer | None = None, options: dict[str, Any] | None = None, **more: Any) -> Scene:
    layer = layer or PixelLayer(pixels=Pixels.of(noise()))
    document = Document(width=W, height=H, layers=(layer,), selection=more.pop("selection", None))
    chosen = replace(tool.options(), **{"size": 20.0, "pressure_size": False, **(options or {})})
    return Scene(document, layer.id, chosen, foreground=RED, **more)


def events(way: tuple[tuple[float, float], ...], **keys: Any) -> Iterator[Pointer]:
    for i, (x, y) in enumerate(way):
        yield Pointer("press" if i == 0 else "move", x, y, x, y, **keys)
    yield Pointer("release", *way[-1], *way[-1], **keys)


def drive(tool: Tool, scene: Scene, way: tuple[tuple[float, float], ...] = WAY, **keys: Any) -> Step | None:
    first, *rest = events(way, **keys)
    gesture = tool.gesture(scene, first)
    try:
        next(gesture)
        for event in rest:
            gesture.send(event)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    raise AssertionError("the gesture did not end with the release")


def result(tool: Tool, scene: Scene, way: tuple[tuple[float, float], ...] = WAY, **keys: Any) -> Document:
    step = drive(tool, scene, way, **keys)
    assert step is not None
    assert step.document is not None
    return step.document


def shown(document: Document, area: Rect | None = None) -> Array:
    layer = document.layers[0]
    assert isinstance(layer, PixelLayer)
    return layer.pixels.read((area or document.rect).moved(-layer.x, -layer.y))


def test_a_stroke_changes_its_band_and_nothing_else() -> None:
    scene = scene_of(brush.TOOL)
    after, before = shown(result(brush.TOOL, scene)), shown(scene.document)
    assert (after[60, 100:280] == (255, 0, 0, 255)).all()
    assert np.array_equal(after[:49], before[:49])
    assert np.array_equal(after[71:], before[71:])
    assert np.array_equal(after[:, :89], before[:, :89])
    assert np.array_equal(shown(scene.document), noise())


def test_bytes_that_are_not_selected_stay() -> None:
    area = Rect(120, 55, 60, 30)
    scene = scene_of(brush.TOOL, selection=from_rect(120, 55, 180, 85, Rect(0, 0, W, H)))
    after = shown(result(brush.TOOL, scene))
    outside = np.ones((H, W), bool)
    outside[area.slices(scene.document.rect)] = False
    assert np.array_equal(after[outside], noise()[outside])
    assert (after[60, 120:180] == (255, 0, 0, 255)).all()


@pytest.mark.parametrize("tool", [brush.TOOL, eraser.TOOL, mask_brush.TOOL])
def test_escape_leaves_the_document_untouched(tool: Tool) -> None:
    scene = scene_of(tool)
    first, second, *_ = events(WAY)
    gesture = tool.gesture(scene, first)
    next(gesture)
    step = gesture.send(second)
    assert step.document is not scene.document  # a preview was there
    gesture.close()
    assert np.array_equal(shown(scene.document), noise())
    assert scene.document.selection is None


def test_every_step_shows_the_stroke_so_far() -> None:
    scene = scene_of(brush.TOOL)
    gesture = brush.TOOL.gesture(scene, Pointer("press", 100.0, 60.0))
    document = next(gesture).document
    assert document is not None
    assert shown(document)[60, 100].tolist() == [255, 0, 0, 255]
    assert np.array_equal(shown(document)[:, 120:], noise()[:, 120:])


def test_a_stroke_outside_the_picture_is_no_change() -> None:
    scene = scene_of(brush.TOOL)
    assert result(brush.TOOL, scene, ((-90.0, -90.0), (-60.0, -80.0))) is scene.document


def test_opacity_holds_for_the_whole_stroke() -> None:
    white = PixelLayer(pixels=Pixels.of(np.full((H, W, 4), 255, np.uint8)))
    scene = scene_of(brush.TOOL, white, {"opacity": 50.0, "hardness": 100.0})
    there_and_back = ((100.0, 60.0), (200.0, 60.0), (100.0, 60.0), (200.0, 60.0))
    assert set(shown(result(brush.TOOL, scene, there_and_back))[60, 110:190, 1].tolist()) <= {127, 128}


def test_pressure_changes_size_only_when_asked() -> None:
    thin = shown(result(brush.TOOL, scene_of(brush.TOOL, options={"pressure_size": True}), pressure=0.2))
    wide = shown(result(brush.TOOL, scene_of(brush.TOOL), pressure=0.2))
    assert (thin != noise()).any(axis=(1, 2)).sum() < 8 < (wide != noise()).any(axis=(1, 2)).sum()


def test_shift_at_the_press_draws_from_the_last_stroke() -> None:
    step = drive(brush.TOOL, scene_of(brush.TOOL, anchor=(40.0, 20.0)), ((200.0, 20.0),), shift=True)
    assert step is not None
    assert step.document is not None
    assert (shown(step.document)[20, 40:200] == (255, 0, 0, 255)).all()
    assert step.anchor == (200.0, 20.0)


def test_locked_alpha_keeps_alpha_and_empty_pixels() -> None:
    picture = noise()
    picture[:, 150:, 3] = 0
    layer = PixelLayer(pixels=Pixels.of(picture), lock_alpha=True)
    for tool in (brush.TOOL, eraser.TOOL):
        after = shown(result(tool, scene_of(tool, layer)))
        assert np.array_equal(after[..., 3], picture[..., 3])
        assert np.array_equal(after[:, 150:], picture[:, 150:])
        assert not np.array_equal(after, picture)


def test_a_moved_layer_is_painted_under_the_pointer() -> None:
    layer = PixelLayer(pixels=Pixels.of(noise()), x=37, y=-11)
    after = shown(result(brush.TOOL, scene_of(brush.TOOL, layer)))
    assert (after[60, 100:280] == (255, 0, 0, 255)).all()
    assert not (after[85, 100:280] == (255, 0, 0, 255)).all(axis=1).any()


@pytest.mark.parametrize(("layer", "words"), [
    (PixelLayer(locked=True), "locked"),
    (PixelLayer(visible=False), "hidden"),
    (GroupLayer(), "group"),
    (Layer(), "pixels"),
])
def test_layers_that_cannot_be_painted_say_why(layer: Layer, words: str) -> None:
    for tool in (brush.TOOL, eraser.TOOL):
        with pytest.raises(UserError, match=words):
            drive(tool, scene_of(tool, layer))


def test_the_eraser_takes_alpha_and_leaves_colour() -> None:
    after = shown(result(eraser.TOOL, scene_of(eraser.TOOL)))
    assert not after[60, 100:280, 3].any()
    assert np.array_equal(after[..., :3], noise()[..., :3])


@pytest.mark.parametrize(("tool", "value"), [(brush.TOOL, 255), (eraser.TOOL, 0)])
def test_a_mask_is_painted_with_grey_and_pixels_stay(tool: Tool, value: int) -> None:
    layer = PixelLayer(pixels=Pixels.of(noise()), mask=Mask(Pixels.of(np.full((H, W), 100, np.uint8)), False))
    scene = replace(scene_of(tool, layer, target="mask"), foreground=(1.0, 1.0, 1.0, 1.0))
    after = result(tool, scene).layers[0]
    assert after.mask is not None
    assert not after.mask.enabled
    mask = after.mask.pixels.read(scene.document.rect)
    assert (mask[60, 100:280] == value).all()
    assert (mask[:49] == 100).all()
    assert isinstance(after, PixelLayer)
    assert after.pixels is layer.pixels


def test_without_a_mask_the_tool_says_so() -> None:
    with pytest.raises(UserError, match="no mask"):
        drive(brush.TOOL, scene_of(brush.TOOL, target="mask"))


def test_the_mask_brush_paints_the_selection_whatever_the_target() -> None:
    for target in ("pixels", "mask", "selection"):
        scene = scene_of(mask_brush.TOOL, PixelLayer(locked=True), target=target)
        document = result(mask_brush.TOOL, scene)
        assert document.layers is scene.document.layers
        assert document.selection is not None
        mask = document.selection.read(document.rect)
        assert (mask[60, 100:280] == 255).all()
        assert not mask[:49].any()


def test_alt_takes_out_of_the_selection() -> None:
    scene = scene_of(mask_brush.TOOL, selection=from_rect(0, 0, W, H, Rect(0, 0, W, H)))
    document = result(mask_brush.TOOL, scene, alt=True)
    assert document.selection is not None
    mask = document.selection.read(document.rect)
    assert not mask[60, 100:280].any()
    assert (mask[:49] == 255).all()


# ---- clone stamp


def test_alt_click_sets_the_source_and_changes_nothing() -> None:
    step = drive(clone.TOOL, scene_of(clone.TOOL), ((30.0, 40.0),), alt=True)
    assert step is not None
    assert step.document is None
    assert step.source == (30.0, 40.0)


def test_without_a_source_the_clone_stamp_says_so() -> None:
    with pytest.raises(UserError, match="source"):
        drive(clone.TOOL, scene_of(clone.TOOL))


@pytest.mark.parametrize("offset", [(0, 0), (23, -9)])
@pytest.mark.parametrize("all_layers", [False, True])
def test_a_clone_is_an_exact_copy(offset: tuple[int, int], all_layers: bool) -> None:
    x, y = offset
    layer = PixelLayer(pixels=Pixels.of(noise(W + 40, H + 40), -30, -30), x=x, y=y)
    scene = scene_of(clone.TOOL, layer, {"hardness": 100.0, "all_layers": all_layers}, source=(60.0, 30.0))
    before, after = shown(scene.document), shown(result(clone.TOOL, scene, ((160.0, 60.0),)))
    assert np.array_equal(after[54:66, 154:166], before[24:36, 54:66])
    assert np.array_equal(after[:48], before[:48])


def test_aligned_strokes_keep_the_distance() -> None:
    scene = scene_of(clone.TOOL, source=(60.0, 30.0))
    step = drive(clone.TOOL, scene, ((160.0, 60.0),))
    assert step is not None
    assert step.source == (60.0, 30.0, -100.0, -30.0)
    after = shown(result(clone.TOOL, replace(scene, source=step.source), ((250.0, 90.0),)))
    assert after[90, 250].tolist() == noise()[60, 150].tolist()
    loose = scene_of(clone.TOOL, options={"aligned": False}, source=step.source)
    assert shown(result(clone.TOOL, loose, ((250.0, 90.0),)))[90, 250].tolist() == noise()[30, 60].tolist()

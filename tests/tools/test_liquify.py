"""Liquify: what moves, what stays to the byte, and that it is all resampled once."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import Mask, PixelLayer
from editor.document.liquify import Liquify, Tip
from editor.document.paint import surface
from editor.document.pixels import Array, Pixels, convert, white
from editor.document.selection import from_rect
from editor.tools.tool import Step
from tests.tools.playing import TOOLS, at, drag, play

W, H = 320, 240
WHOLE = Rect(0, 0, W, H)


def document_of(dtype: str = "uint8", **facts: Any) -> tuple[Document, PixelLayer]:
    noise = cv2.GaussianBlur(np.random.default_rng(2).random((H, W, 4)).astype(np.float32), (0, 0), 4)
    noise = np.clip((noise - 0.5) * 5 + 0.5, 0, 1)
    noise[..., 3] = 1
    selection = facts.pop("selection", None)
    layer = PixelLayer(pixels=Pixels.of(convert(noise, dtype)), **facts)
    return Document(width=W, height=H, dtype=dtype, layers=(layer,), selection=selection), layer


def shown(document: Document) -> Array:
    layer = document.layers[0]
    assert isinstance(layer, PixelLayer)
    return layer.pixels.read(WHOLE.moved(-layer.x, -layer.y))


def liquified(document: Document, layer: PixelLayer, events: list[Any],
              **options: Any) -> tuple[Step | None, list[Step]]:
    return play("liquify", document, layer.id, events, {"size": 80.0, "strength": 100.0, "pressure": False, **options})


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_a_push_carries_what_is_under_the_brush(dtype: str) -> None:
    document, layer = document_of(dtype)
    before = shown(document)
    step, steps = liquified(document, layer, drag((100, 120), (125, 120)))
    assert step is not None
    assert step.document is not None
    assert step.label == "Liquify"
    after = shown(step.document)
    assert np.abs(after[118:123, 123:127].astype(float) - before[118:123, 98:102]).mean() < 0.06 * white(dtype)
    far = np.hypot(*np.meshgrid(np.arange(W) + 0.5 - 112.5, np.arange(H) + 0.5 - 120)) > 60
    assert np.array_equal(after[far], before[far])
    assert np.array_equal(shown(document), before)
    last = steps[-1].document
    assert last is not None
    assert np.abs(shown(last).astype(float) - after).mean() < 0.01 * white(dtype), "the preview shows what will come"


@pytest.mark.parametrize("mode", ["push", "twirl", "pinch", "bloat"])
def test_unselected_pixels_are_frozen(mode: str) -> None:
    document, layer = document_of(selection=from_rect(90, 100, 130, 140, WHOLE))
    before = shown(document)
    step, _ = liquified(document, layer, drag((80, 120), (110, 120), (140, 124)), mode=mode)
    assert step is not None
    assert step.document is not None
    after = shown(step.document)
    differs = (after != before).any(axis=2)
    assert differs[105:135, 95:125].mean() > 0.5
    differs[100:140, 90:130] = False
    assert not differs.any()


def test_twirl_turns_and_alt_turns_back() -> None:
    document, layer = document_of()
    hold = [at("press", 160, 120), *(at("move", 160, 120) for _ in range(12)), at("release", 160, 120)]
    angles = []
    for alt in (False, True):
        events = [at(e.kind, e.x, e.y, alt=alt) for e in hold]
        step, _ = liquified(document, layer, events, mode="twirl", size=160.0)
        assert step is not None
        assert step.document is not None
        middle = np.s_[105:135, 145:175, 0]
        errors = []
        for angle in range(-70, 71, 5):
            turned = cv2.warpAffine(shown(document), cv2.getRotationMatrix2D((159.5, 119.5), angle, 1), (W, H))
            errors.append(np.abs(turned[middle].astype(float) - shown(step.document)[middle]).mean())
        angles.append(-70 + 5 * int(np.argmin(errors)))
    assert angles[0] < -20
    assert angles[1] > 20


def test_bloat_grows_and_pinch_shrinks() -> None:
    disc = np.full((H, W, 4), 255, np.uint8)
    disc[..., :3] = 0
    cv2.circle(disc, (160, 120), 30, (255, 255, 255, 255), -1)
    document = Document(width=W, height=H, layers=(PixelLayer(pixels=Pixels.of(disc)),))
    layer = document.layers[0]
    hold = [at("press", 160.5, 120.5), *(at("move", 160.5, 120.5) for _ in range(10)), at("release", 160.5, 120.5)]
    areas = []
    for mode in ("pinch", "push", "bloat"):
        step, _ = liquified(document, layer, hold, mode=mode, size=160.0)  # type: ignore[arg-type]
        areas.append(int((shown(step.document if step and step.document else document)[..., 0] > 127).sum()))
    assert areas[0] < 0.8 * areas[1] < areas[1] < 0.9 * areas[2]


def test_restoring_everything_gives_the_same_pixels() -> None:
    document, layer = document_of()
    work = Liquify(surface(document, layer.id, "pixels"))
    work.press(100, 120, 1.0, Tip("push", 60.0, 1.0))
    work.move(130, 120, 1.0)
    work.release(130, 120)
    moved = shown(work.document)
    assert not np.array_equal(moved, shown(document))
    for _ in range(3):
        work.press(115, 120, 1.0, Tip("restore", 400.0, 1.0))
        for _ in range(120):
            work.move(115, 120, 1.0)
        work.release(115, 120)
    assert np.abs(shown(work.finish()).astype(int) - shown(document)).max() <= 1


def test_strokes_are_taken_back_one_by_one() -> None:
    document, layer = document_of()
    work = Liquify(surface(document, layer.id, "pixels"))
    states = [shown(work.document)]
    for y in (80, 120, 150):
        work.press(100, y, 1.0, Tip("push", 70.0, 1.0))
        work.move(140, y, 1.0)
        work.release(140, y)
        states.append(shown(work.document))
    for state in states[-2::-1]:
        assert work.undo()
        assert np.array_equal(shown(work.document), state)
    assert not work.undo()
    assert work.finish() is document
    step, _ = liquified(document, layer, [*drag((100, 120), (130, 120)), at("key", 0, 0, key="Backspace")])
    assert step is not None
    assert step.document is document, "nothing is left to commit"


def test_edges_of_the_canvas_stay_covered_and_moved_layers_are_met() -> None:
    document, layer = document_of()
    step, _ = liquified(document, layer, drag((2, 120), (60, 120)))
    assert step is not None
    assert step.document is not None
    assert (shown(step.document)[..., 3] == 255).all()
    shifted = document.with_layer(layer.with_(x=40, y=-30))
    step, _ = liquified(shifted, layer, drag((100, 120), (130, 120)))
    assert step is not None
    assert step.document is not None
    rows, columns = np.nonzero((shown(step.document) != shown(shifted)).any(axis=2))
    assert 55 < columns.min() < columns.max() < 175
    assert 75 < rows.min() < rows.max() < 165


def test_masks_and_locked_alpha() -> None:
    document, layer = document_of(mask=Mask(Pixels.of(document_of()[1].pixels.read(WHOLE)[..., 0])))
    step, _ = play("liquify", document, layer.id, drag((100, 120), (130, 120)), {"size": 80.0}, target="mask")
    assert step is not None
    assert step.document is not None
    after = step.document.layers[0]
    assert after.mask is not None
    assert np.array_equal(shown(step.document), shown(document))
    assert (after.mask.pixels.read(WHOLE) != layer.mask.pixels.read(WHOLE)).any()  # type: ignore[union-attr]
    holes = shown(document).copy()
    holes[:, 120:, 3] = 0
    locked = document.with_layer(layer.with_(pixels=Pixels.of(holes), lock_alpha=True))
    step, _ = liquified(locked, layer, drag((100, 120), (130, 120)))
    assert step is not None
    assert step.document is not None
    assert np.array_equal(shown(step.document)[..., 3], holes[..., 3])
    assert not np.array_equal(shown(step.document), holes)


def test_large_pictures_have_a_smaller_field() -> None:
    picture = np.zeros((64, 5000, 4), np.uint8)
    picture[..., 3] = 255
    picture[:, ::2, :3] = 200
    layer = PixelLayer(pixels=Pixels.of(picture))
    document = Document(width=5000, height=64, layers=(layer,))
    work = Liquify(surface(document, layer.id, "pixels"))
    assert max(work._field.shape) <= 1026
    work.press(2000, 32, 1.0, Tip("push", 300.0, 1.0))
    work.move(2040, 32, 1.0)
    work.release(2040, 32)
    after = work.finish().layers[0].pixels.read(document.rect)  # type: ignore[attr-defined]
    assert np.array_equal(after[:, :1700], picture[:, :1700])
    assert not np.array_equal(after, picture)


def test_the_tool_says_what_the_driver_needs() -> None:
    tool = TOOLS["liquify"]
    assert tool.keep_alive
    assert tool.pulse
    assert not tool.double_click

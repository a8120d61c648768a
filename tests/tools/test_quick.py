"""Quick selection, driven by pointers without a window: synthetic things with a known shape."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from editor.document.document import Document
from editor.document.history import History
from editor.document.layer import GroupLayer, PixelLayer
from editor.document.pixels import Array, Pixels
from editor.document.selection import from_rect
from editor.document.selection_grow import Growing, spread
from editor.tools import quick
from editor.tools.tool import Pointer, Scene, Search, Step
from inference.api import UserError

TOOL = quick.TOOL


def disc(size: int = 400, radius: float = 0.27, scale: float = 1.0) -> tuple[Document, Array]:
    """A textured disc on a textured ground with a slope of light, and where it is (bool)."""
    rng = np.random.default_rng(3)
    edge = round(size * scale)
    y, x = np.mgrid[0:edge, 0:edge] / scale
    inside = np.hypot(x - size * 0.45, y - size * 0.55) < radius * size
    grain = cv2.GaussianBlur(rng.normal(0, 26, (edge, edge, 3)).astype(np.float32), (0, 0), 1.2 * scale) * 2
    colours = np.where(inside[..., None], (178, 92, 60), (92, 128, 120)) + grain + (x / size * 30)[..., None]
    colours = cv2.GaussianBlur(colours.astype(np.float32), (0, 0), 0.8)
    array = np.dstack((np.clip(colours, 0, 255), np.full((edge, edge), 255))).astype(np.uint8)
    return Document(width=edge, height=edge, layers=(PixelLayer(pixels=Pixels.of(array)),)), inside


def at(kind: str, x: float, y: float, **keys: bool) -> Pointer:
    return Pointer(kind, x, y, x, y, **keys)  # type: ignore[arg-type]


def stroke(document: Document, *points: tuple[float, float], alt: bool = False, **options: object) -> Step | None:
    scene = Scene(document, document.layers[0].id, replace(TOOL.options(), **{"size": 24.0, **options}))
    events = [at("press", *points[0], alt=alt), *(at("move", *p, alt=alt) for p in points),
              at("release", *points[-1], alt=alt)]
    gesture = TOOL.gesture(scene, events[0])
    try:
        next(gesture)
        for event in events[1:]:
            gesture.send(event)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    raise AssertionError("the gesture has not ended")


def document_of(step: Step | None) -> Document:
    assert step is not None
    assert step.document is not None
    return step.document


def iou(document: Document, truth: Array) -> float:
    assert document.selection is not None
    found = document.selection.read(document.rect) > 127
    return float((found & truth).sum() / (found | truth).sum())


@pytest.mark.parametrize("scale", [1.0, 2.6])  # the larger one is looked at in a smaller copy
def test_a_short_stroke_finds_the_whole_disc(scale: float) -> None:
    document, truth = disc(scale=scale)
    points = [(150 * scale, 210 * scale), (180 * scale, 225 * scale), (200 * scale, 230 * scale)]
    assert iou(document_of(stroke(document, *points, size=24.0 * scale)), truth) > 0.95


def test_the_preview_is_what_the_release_refines() -> None:
    document, truth = disc()
    growing = Growing(document, "add", 24.0)
    assert growing.to(160, 215)
    growing.to(190, 225)
    assert iou(growing.document, truth) > 0.9
    assert not growing.to(190.2, 225.1)  # no region that it had not seen


def test_alt_takes_the_disc_out_again_and_leaves_the_rest_to_the_byte() -> None:
    document, truth = disc()
    everything = document.with_(selection=from_rect(10, 10, 390, 390, document.rect))
    made = document_of(stroke(everything, (150, 210), (200, 230), alt=True))
    assert made.selection is not None
    mask = made.selection.read(document.rect)
    far = cv2.distanceTransform((~truth).astype(np.uint8), cv2.DIST_L2, 5) > 12
    frame = np.zeros_like(far)
    frame[10:390, 10:390] = True
    assert (mask[truth] < 128).mean() > 0.95
    assert (mask[far & frame] == 255).mean() > 0.99
    assert not mask[~frame].any()
    assert stroke(document, (150, 210), (200, 230), alt=True) is None  # nothing to take away from


def test_strokes_add_up_and_undo_goes_back_one() -> None:
    document, truth = disc()
    history = History.start(document, "Open")
    for points in (((150.0, 210.0), (200.0, 230.0)), ((30.0, 30.0), (60.0, 30.0))):
        step = stroke(history.current, *points)
        history = history.commit(step.label if step else "", document_of(step))
    both = history.current.selection
    assert both is not None
    assert both.at(180, 220) == 255
    assert both.at(45, 30) == 255
    assert iou(history.undo().current, truth) > 0.95
    assert history.undo().undo().current.selection is None


def test_replace_forgets_what_was_selected() -> None:
    document, truth = disc()
    made = document_of(stroke(document.with_(selection=from_rect(300, 0, 400, 60, document.rect)), (150, 210),
                              (200, 230), mode="replace"))
    assert iou(made, truth) > 0.95


def test_a_stroke_that_leaves_its_copy_is_looked_at_anew() -> None:
    document, truth = disc(size=1500, scale=1.0)
    growing = Growing(document, "add", 4.0)  # a fine brush: its copy shows a part of the picture only
    growing.to(400, 800)
    before = growing._work
    for x in range(400, 900, 20):
        growing.to(x, 800)
    assert before is not None
    assert growing._work is not None
    assert growing._work.covers(before)
    assert growing._work != before
    found = growing.found()
    assert found is not None
    mask = found.read(document.rect) > 127
    assert mask[800, 450]
    assert (mask & ~truth).sum() < 0.01 * truth.sum()


def test_nothing_happens_beyond_the_picture_and_escape_leaves_no_trace() -> None:
    document, _ = disc()
    assert stroke(document, (-90, -90), (-80, -90)) is None
    scene = Scene(document, document.layers[0].id, TOOL.options())
    gesture = TOOL.gesture(scene, at("press", 150, 210))
    assert next(gesture).document is not document
    gesture.close()
    assert document.selection is None


def test_a_model_is_asked_with_points_of_the_stroke() -> None:
    document, _ = disc()
    step = stroke(document, (150, 210), (170, 215), (200, 230), method="auto")
    assert step is not None
    assert isinstance(step.errand, Search)
    assert step.errand.instead is not None
    assert step.errand.mode == "add"
    assert step.errand.hints.inside[0] == (150, 210)
    assert len(spread(tuple((float(i), 0.0) for i in range(100)))) == 6


def test_a_layer_without_pixels_is_named() -> None:
    document, _ = disc()
    group = GroupLayer()
    scene = Scene(document.with_(layers=(group,)), group.id, replace(TOOL.options(), all_layers=False))
    with pytest.raises(UserError, match="pixels"):
        next(TOOL.gesture(scene, at("press", 150, 210)))

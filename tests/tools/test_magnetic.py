"""The magnetic lasso, driven by pointers without a window: it must keep to a known edge."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.livewire import Wire, laid, length_of
from editor.document.pixels import Pixels
from editor.document.selection import from_rect
from editor.tools import magnetic
from editor.tools.overlay import Handle
from editor.tools.tool import Gesture, Pointer, Scene, Step

TOOL = magnetic.TOOL


def disc(scale: int = 1) -> Document:
    """A disc of radius 100 about (200, 160) times `scale`, on a ground of other colour but nearly the same light."""
    h, w = 320 * scale, 400 * scale
    y, x = np.mgrid[0:h, 0:w] + 0.5
    share = np.clip(100 * scale - np.hypot(x - 200 * scale, y - 160 * scale) + 0.5, 0, 1)[..., None]
    noise = cv2.GaussianBlur(np.random.default_rng(1).normal(0, 8, (h, w, 3)), (0, 0), 1.0)
    colours = np.array([205, 90, 80]) * share + np.array([60, 140, 120]) * (1 - share) + noise
    array = np.dstack((np.clip(colours, 0, 255), np.full((h, w), 255))).astype(np.uint8)
    return Document(width=w, height=h, layers=(PixelLayer(pixels=Pixels.of(array)),))


def at(kind: Any, x: float, y: float, **more: Any) -> Pointer:
    return Pointer(kind, x, y, x, y, **more)


def around(scale: float, wobble: float = 5.0, stop: float = 2 * np.pi) -> list[tuple[float, float]]:
    """Where a hand goes: about the circle, up to `wobble` px beside it."""
    turns = np.arange(0, stop, 0.06)
    r = 100 * scale + wobble * np.sin(turns * 7)
    return [(float(200 * scale + a * np.cos(t)), float(160 * scale + a * np.sin(t))) for a, t in zip(r, turns,
                                                                                                    strict=True)]


def begun(document: Document, *points: tuple[float, float], zoom: float = 1.0, **options: Any) -> tuple[Gesture, Step]:
    scene = Scene(document, document.layers[0].id, replace(TOOL.options(), **options), zoom=zoom)
    gesture = TOOL.gesture(scene, at("press", *points[0]))
    next(gesture)
    step = gesture.send(at("release", *points[0]))
    for point in points[1:]:
        step = gesture.send(at("hover", *point))
    return gesture, step


def ended(gesture: Gesture, event: Pointer) -> Document:
    with pytest.raises(StopIteration) as stop:
        gesture.send(event)
    assert stop.value.value is not None
    made: Document = stop.value.value.document
    return made


def anchors(step: Step) -> list[Handle]:
    return [shape for shape in step.overlay if isinstance(shape, Handle)]


def test_the_wire_keeps_to_the_edge() -> None:
    wire = Wire(disc(), None, 1.0, 10.0, 0.1)
    start = wire.anchor(302, 162)
    way = wire.to(200 + 100 * np.cos(1.4) + 4, 160 + 100 * np.sin(1.4) - 3)
    far = [abs(np.hypot(x - 200, y - 160) - 100) for x, y in way]
    assert np.hypot(start[0] - 300, start[1] - 160) < 4
    assert max(far) < 1.5
    assert 120 < length_of(way) < 160


@pytest.mark.parametrize(("scale", "zoom"), [(1, 1.0), (3, 0.34)])
def test_a_wobbling_hand_selects_the_disc(scale: int, zoom: float) -> None:
    gesture, step = begun(disc(scale), *around(scale, 5.0 / zoom), zoom=zoom)
    assert len(anchors(step)) > 6
    made = ended(gesture, at("accept", 300.0 * scale, 150.0 * scale))
    assert made.selection is not None
    found = made.selection.read(made.rect) > 127
    y, x = np.mgrid[0:made.height, 0:made.width] + 0.5
    truth = np.hypot(x - 200 * scale, y - 160 * scale) < 100 * scale
    assert (found & truth).sum() / (found | truth).sum() > 0.985
    edge = cv2.morphologyEx(found.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    assert np.quantile(np.abs(np.hypot(x - 200 * scale, y - 160 * scale) - 100 * scale)[edge], 0.9) < 1.5 + scale / 2


def test_clicks_and_backspace_set_and_take_anchors() -> None:
    gesture, step = begun(disc(), *around(1, stop=0.3), frequency=0.0)
    assert len(anchors(step)) == 1
    spot = around(1, stop=0.6)[-1]
    step = gesture.send(at("press", *spot))
    assert len(anchors(step)) == 2
    step = gesture.send(at("key", *spot, key="Backspace"))
    step = gesture.send(at("key", *spot, key="Backspace"))  # the first one stays
    assert len(anchors(step)) == 1
    gesture.close()


def test_the_first_anchor_closes_and_alt_is_straight() -> None:
    document = disc().with_(selection=from_rect(0, 0, 20, 20, disc().rect))
    scene = Scene(document, document.layers[0].id, replace(TOOL.options(), mode="add", frequency=0.0))
    gesture = TOOL.gesture(scene, at("press", 40, 40))
    next(gesture)
    for corner in ((360, 40), (360, 280), (40, 280)):
        gesture.send(at("press", *corner, alt=True))
    step = gesture.send(at("hover", 43, 42))
    assert anchors(step)[-1].hot
    made = ended(gesture, at("press", 43, 42))
    assert made.selection is not None
    mask = made.selection.read(made.rect)
    assert mask[10, 10] == 255
    assert mask[45, 200] == 255  # inside the frame that was drawn straight across flat ground
    assert mask[36, 200] == 0


def test_two_anchors_are_no_selection() -> None:
    gesture, _ = begun(disc(), (300, 160), (303, 170))
    with pytest.raises(StopIteration) as stop:
        gesture.send(at("accept", 303, 170))
    assert stop.value.value is None


def test_beyond_the_picture_and_without_edges_it_goes_on() -> None:
    plain = Document(width=120, height=80, layers=(PixelLayer(pixels=Pixels.of(np.full((80, 120, 4), 255, np.uint8))),))
    wire = Wire(plain, None, 1.0, 10.0, 0.1)
    assert wire.anchor(20, 20) == (20, 20)
    assert wire.to(60, 20)[-1] == (60, 20)
    assert wire.to(500, -90)[-1] == (120, 0)
    assert laid(plain, None, [(1.0, 1.0), (5.0, 5.0)], 3.0) == [(1.0, 1.0), (5.0, 5.0)]

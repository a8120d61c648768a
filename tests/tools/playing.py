"""Tools driven by pointers, without a window: a picture, pointers, a gesture played to its end."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.tools.tool import Pointer, Scene, Step, Tool
from inference.api import discover

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

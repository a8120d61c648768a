"""The text tool: a click begins a line of text, a drag a column, a press on a text layer takes it up again.

The words are typed in a card over the canvas (editor/ui/text_card.py); this only says where they are.
"""

from __future__ import annotations

from editor.document.document import Document
from editor.document.layer import GroupLayer, Layer
from editor.document.words import TextLayer, Type, Words
from editor.tools.overlay import Path
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool

DRAG_PX = 8  # screen px: less is a click
REACH_PX = 6  # screen px around the letters that still take hold of them


def text_at(document: Document, x: float, y: float, reach: float) -> int | None:
    """The topmost visible, unlocked text layer with letters near a point."""
    return _topmost(document.layers, x, y, reach)


def _topmost(layers: tuple[Layer, ...], x: float, y: float, reach: float) -> int | None:
    for layer in reversed(layers):
        if not layer.visible or layer.locked:
            continue
        if isinstance(layer, GroupLayer):
            found = _topmost(layer.children, x, y, reach)
            if found is not None:
                return found
        elif isinstance(layer, TextLayer):
            area = layer.pixels.content_bounds().grown(round(reach)).moved(layer.x, layer.y)
            if area.x <= x < area.right and area.y <= y < area.bottom:
                return layer.id
    return None


def text(scene: Scene, event: Pointer) -> Gesture:
    start = event
    found = text_at(scene.document, event.x, event.y, REACH_PX / scene.zoom)
    if found is not None:
        while event.kind != "release":
            event = yield Step(layer_id=found)
        return Step(layer_id=found)
    while event.kind != "release":
        event = yield Step(overlay=(_column(start, event),))
    width = abs(event.x - start.x)
    drawn = width * scene.zoom >= DRAG_PX
    kind = scene.options if isinstance(scene.options, Type) else Type()
    x, y = (min(start.x, event.x), min(start.y, event.y)) if drawn else (start.x, start.y)
    words = Words("", kind, round(width) if drawn else 0)
    layer = TextLayer(name="", words=words, x=round(x), y=round(y))
    above = scene.layer_id if scene.document.find(scene.layer_id) else None
    return Step(document=scene.document.inserted(layer, above), layer_id=layer.id, label="Text",
                key=layer.key)


def _column(start: Pointer, event: Pointer) -> Path:
    x0, x1 = sorted((start.x, event.x))
    y0, y1 = sorted((start.y, event.y))
    return Path(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), closed=True)


TOOL = Tool("text", "Text", "type", text, Type, "T",
            "Click to write, drag for a column of text, press on text to edit it.", "cross", "text", 240)

"""Zoom: a click goes in, with Alt out, a drag fits a rectangle into the view."""

from __future__ import annotations

from math import hypot

from editor.tools.overlay import Path
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool

FACTOR = 2.0
CLICK = 4.0  # screen px


def zoom(scene: Scene, event: Pointer) -> Gesture:
    start, end = event, event
    dragged = False
    event = yield Step()
    while event.kind != "release":
        end = event
        dragged = dragged or hypot(end.sx - start.sx, end.sy - start.sy) > CLICK
        corners = ((start.x, start.y), (end.x, start.y), (end.x, end.y), (start.x, end.y))
        event = yield Step(overlay=(Path(corners, closed=True, style="guide"),) if dragged else ())
    if not dragged:
        return Step(zoom=1 / FACTOR if event.alt else FACTOR, zoom_at=(start.x, start.y))
    x, y = min(start.x, end.x), min(start.y, end.y)
    return Step(zoom_to=(x, y, abs(end.x - start.x), abs(end.y - start.y)))


TOOL = Tool("zoom", "Zoom", "zoom-in", zoom, shortcut="Z", hint="Click to zoom in, Alt-click out, drag to fit a part.",
            cursor="zoom", group="zoom", order=910)

"""The hand: moves the view, never the picture."""

from __future__ import annotations

from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool


def drag(scene: Scene, event: Pointer) -> Gesture:
    x, y = event.sx, event.sy
    event = yield Step()
    while event.kind == "move":
        pan = event.sx - x, event.sy - y
        x, y = event.sx, event.sy
        event = yield Step(pan=pan)
    return None


TOOL = Tool("hand", "Hand", "hand", drag, shortcut="H", hint="Drag to move the view.", cursor="hand", order=900)

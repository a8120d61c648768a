"""Liquify: the picture is pushed, twirled, pinched and bloated with a brush; Enter applies all of it as one step."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.liquify import Liquify, Tip
from editor.document.paint import surface
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from inference.api import choice, flag, number

MODES = {"push": "Push", "twirl": "Twirl", "pinch": "Pinch", "bloat": "Bloat", "restore": "Restore"}
HINT = "Enter applies, Escape gives up, Ctrl+Z takes the last stroke back."


@dataclass(frozen=True)
class LiquifyOptions:
    mode: str = choice("Mode", "push", MODES, help="Alt twirls the other way, and pinches instead of bloating.")
    size: float = number("Size", 120.0, 4.0, 2000.0, unit="px", step=1.0, scale="log")
    strength: float = number("Strength", 60.0, 1.0, 100.0, unit="%", step=1.0)
    pressure: bool = flag("Pressure changes strength", True)

    def tip(self, backwards: bool) -> Tip:
        return Tip(self.mode, self.size, self.strength / 100, backwards, self.pressure)


def liquify(scene: Scene, event: Pointer) -> Gesture:
    options = scene.options if isinstance(scene.options, LiquifyOptions) else LiquifyOptions()
    work = Liquify(surface(scene.document, scene.layer_id, scene.target))
    pressed = touched = False
    while event.kind != "accept":
        if event.kind == "press":
            pressed = touched = True
            work.press(event.x, event.y, event.pressure, options.tip(event.alt))
        elif event.kind == "move" and pressed:
            work.move(event.x, event.y, event.pressure)
        elif event.kind == "release" and pressed:
            work.release(event.x, event.y, event.pressure)
            pressed = False
        elif event.kind == "key" and event.key in ("Backspace", "Undo"):
            work.undo()
        elif event.kind == "options" and isinstance(event.options, LiquifyOptions):
            options = event.options
        event = yield Step(document=work.document if touched else None, hint=HINT)
    return Step(document=work.finish(), label="Liquify")


TOOL = Tool("liquify", "Liquify", "waves", liquify, LiquifyOptions, "",
            "Drag to push the picture about; only what is selected moves. Enter applies.", "brush", "transform", 251,
            keep_alive=True, targets=frozenset({"pixels", "mask"}), own_alt=True, pulse=True, double_click=False,
            undoes=True)

"""The eraser: takes alpha away; on a mask or the quick mask it paints black."""

from __future__ import annotations

from editor.document.paint import Ink
from editor.tools._strokes import BrushOptions, stroke
from editor.tools.tool import Gesture, Pointer, Scene, Tool


def erase(scene: Scene, event: Pointer) -> Gesture:
    return stroke(scene, event, Ink(scene.background, 0.0, erases=True), "Eraser")


TOOL = Tool("eraser", "Eraser", "eraser", erase, BrushOptions, "E", "Drag to erase.", "brush", "eraser", 210,
            targets=frozenset({"pixels", "mask", "selection"}))

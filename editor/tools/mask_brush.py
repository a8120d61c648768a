"""The mask brush: paints the selection itself, for "paint over what should change"."""

from __future__ import annotations

from editor.document.paint import Ink
from editor.tools._strokes import BrushOptions, stroke
from editor.tools.tool import Gesture, Pointer, Scene, Tool


def paint(scene: Scene, event: Pointer) -> Gesture:
    return stroke(scene, event, Ink(value=0.0 if event.alt else 1.0), "Mask brush", "selection")


TOOL = Tool("mask_brush", "Mask brush", "paintbrush-vertical", paint, BrushOptions, "",
            "Drag over what should change. Alt takes it out of the selection again.", "brush", "brush", 205,
            targets=frozenset({"pixels", "mask", "selection"}), own_alt=True)

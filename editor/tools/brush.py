"""The brush: paints the foreground colour on the layer, grey on its mask or on the quick mask."""

from __future__ import annotations

from editor.document.paint import Ink, luminance
from editor.tools._strokes import BrushOptions, stroke
from editor.tools.tool import Gesture, Pointer, Scene, Tool


def paint(scene: Scene, event: Pointer) -> Gesture:
    colour = scene.foreground
    return stroke(scene, event, Ink(colour, luminance(colour)), "Brush")


TOOL = Tool("brush", "Brush", "brush", paint, BrushOptions, "B",
            "Drag to paint. Alt picks a colour; Shift-click draws a line from the last stroke.", "brush", "brush", 200,
            targets=frozenset({"pixels", "mask", "selection"}))

"""What the retouch tools share: a stroke that leaves a mask, and the shade that shows where it went."""

from __future__ import annotations

import dataclasses

from editor.document.document import Document
from editor.document.paint import Brush, Ink, Stroke, Surface, surface
from editor.document.pixels import Pixels
from editor.tools._strokes import begin, straight
from editor.tools.tool import Pointer, Scene

SHADE = Ink((0.08, 0.09, 0.12, 1.0))
SHADE_OPACITY = 0.45


class Marked:
    """A stroke that marks a place. `mask` is one channel in document px, inside the selection; `document` shows it
    shaded on the layer, for a preview."""

    def __init__(self, scene: Scene, brush: Brush, event: Pointer) -> None:
        document = scene.document
        self._shade = Stroke(surface(document, scene.layer_id, "pixels"), _with_opacity(brush, SHADE_OPACITY), SHADE,
                             scene.zoom)
        limits = Surface(document, "selection", Pixels(1), selection=document.selection)
        self._mask = Stroke(limits, _with_opacity(brush, 1.0), Ink(value=1.0), scene.zoom)
        self._start, self._before = event, document.selection
        for stroke in (self._shade, self._mask):
            begin(stroke, scene, event)

    @property
    def document(self) -> Document:
        return self._shade.document

    @property
    def mask(self) -> Pixels | None:
        """None while nothing inside the picture and the selection is marked."""
        marked = self._mask.document.selection
        return None if marked is self._before else marked

    def move(self, event: Pointer) -> None:
        if event.kind == "move":
            for stroke in (self._shade, self._mask):
                stroke.move(*straight(self._start, event), event.pressure)

    def finish(self, event: Pointer) -> tuple[float, float]:
        """The last dab; returns where the stroke ended."""
        end = straight(self._start, event)
        self._mask.finish(*end, event.pressure)
        return end


def _with_opacity(brush: Brush, opacity: float) -> Brush:
    return dataclasses.replace(brush, opacity=opacity, flow=1.0)

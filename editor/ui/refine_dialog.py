"""Select and mask: the border of the selection refined after the picture, live, with brushes for hair and the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import cv2
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.pixels import Array
from editor.document.selection_refine import Refinement
from editor.document.selection_shape import as_array
from editor.session import Session
from editor.text import tr
from editor.ui.matte_dialog import MatteDialog, Shown
from editor.ui.matte_view import VIEWS, composed
from editor.ui.mips import enlarged, reduced
from inference.api import UserError, choice, flag, number

BRUSHES = {"hair": "Refine", "add": "Add", "subtract": "Subtract"}
FACTOR = 1.15  # of the brush's size at one press of [ or ]


@dataclass(frozen=True)
class Looking:
    view: str = choice("View", "overlay", VIEWS, help="F shows the next one.")
    original: bool = flag("Show original", False, help="The selection as it was (P).")
    brush: str = choice("Brush", "hair", BRUSHES, help="Refine: paint over hair, fur or leaves that the border missed. "
                                                       "Alt does the contrary.")
    size: float = number("Size", 60.0, 1.0, 1000.0, unit="px", step=1.0, scale="log")


class RefineDialog(MatteDialog):
    LABEL = "Select and mask"

    def __init__(self, session: Session, tell: Callable[[UserError], None], parent: QWidget | None = None) -> None:
        document = session.document
        self._layer_id = session.active_layer.id if session.active_layer else None
        self._mask = as_array(document, document.rect)
        self._start = self._mask.copy()
        self._unsure = np.zeros(self._mask.shape, np.uint8)
        self._last: tuple[float, float] | None = None
        self._contrary = False
        advice = tr("F: next view. P: original. [ and ]: size of the brush. Alt: the contrary. Space or the middle "
                    "button moves the picture.")
        super().__init__(session, tell, Looking(), Refinement(), advice, parent)
        self.setWindowTitle(tr("Select and mask"))
        self.looked()

    def preview(self, image: Array, visible: Rect, level: int) -> Callable[[], Shown]:
        looking = self.looking.values()
        if looking.original:
            return partial(shown, image, self._start, None, Refinement(radius=0.0), looking.view, visible, level)
        return partial(shown, image, self._mask, self._unsure, self.form.values(), looking.view, visible, level)

    def outcome(self, image: Array) -> Callable[[], tuple[Document, int | None]]:
        return partial(_applied, self._document, self._layer_id, image, self._mask, self._unsure, self.form.values(),
                       tr("Cut-out"))

    def restart(self) -> None:
        self._mask[:], self._unsure[:] = self._start, 0
        self.form.set_values(Refinement())

    def looked(self) -> None:
        self.canvas.brush = self.looking.values().size
        self.canvas.update()
        self.refresh()

    def shaped(self) -> None:
        """Clean colours need a layer to be on."""
        values = self.form.values()
        if values.decontaminate and values.output in ("selection", "mask"):
            self.form.set_values(replace(values, output="layer_mask"))
        self.refresh()

    def key(self, event: QKeyEvent) -> bool:
        values = self.looking.values()
        if event.key() == Qt.Key.Key_P:
            values = replace(values, original=not values.original)
        elif event.key() in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            factor = FACTOR if event.key() == Qt.Key.Key_BracketRight else 1 / FACTOR
            values = replace(values, size=min(max(values.size * factor, 1.0), 1000.0))
        else:
            return super().key(event)
        self.looking.set_values(values)
        self.looked()
        return True

    # ---- brushes

    def pressed(self, x: float, y: float, event: Any) -> None:
        self._contrary = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._last = None
        self.moved(x, y, event)

    def moved(self, x: float, y: float, event: Any) -> None:
        looking = self.looking.values()
        start = self._last or (x, y)
        self._last = x, y
        kind = looking.brush
        target = self._unsure if kind == "hair" else self._mask
        value = 255 if (kind != "subtract") != self._contrary else 0
        ends = [tuple(round(v * 16) for v in p) for p in (start, (x, y))]
        cv2.line(target, *ends, value, max(round(looking.size), 1), cv2.LINE_8, 4)
        self.canvas.veil.append((x, y))

    def released(self) -> None:
        self.canvas.veil = []
        self.refresh()


# ---- in the thread


def shown(image: Array, mask: Array, unsure: Array | None, how: Refinement, view: str, visible: Rect, level: int
          ) -> Shown:
    """What the view shows of `visible` (document px), from the picture reduced by 2**level; and where it lies."""
    from editor.document.selection_refine import cleaned, refined

    whole = Rect(0, 0, image.shape[1], image.shape[0])
    part, small = reduced(visible, level).intersect(whole), how.at(1 / (1 << level))
    wide = part.grown(small.margin).intersect(whole)
    pixels = image[wide.slices(whole)]
    alpha = refined(pixels, _small(mask, wide, level), small, None if unsure is None else _small(unsure, wide, level))
    if how.decontaminate and view in ("black", "white", "layers"):
        pixels = cleaned(pixels, alpha, how.amount / 100)
    inner = part.slices(wide)
    return composed(pixels[inner], alpha[inner], view), enlarged(part, level)


def _small(mask: Array, part: Rect, level: int) -> Array:
    whole = Rect(0, 0, mask.shape[1], mask.shape[0])
    cut = mask[enlarged(part, level).intersect(whole).slices(whole)]
    return cut.copy() if level == 0 else cv2.resize(cut, (part.w, part.h), interpolation=cv2.INTER_AREA)


def _applied(document: Document, layer_id: int | None, image: Array, mask: Array, unsure: Array, how: Refinement,
             name: str) -> tuple[Document, int | None]:
    from editor.document.selection_refine import put_to_use, refined

    return put_to_use(document, layer_id, refined(image, mask, how, unsure), how, name)

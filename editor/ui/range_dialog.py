"""Colour range: colours sampled from the picture with plus and minus, or a range of tones, shown live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.pixels import Array
from editor.document.selection_range import ColourRange, Sample, in_range
from editor.document.selection_shape import from_array
from editor.session import Session
from editor.text import tr
from editor.ui.matte_dialog import MatteDialog, Shown
from editor.ui.matte_view import VIEWS, composed
from editor.ui.mips import enlarged, reduced
from inference.api import UserError, choice

AVERAGE = 1  # px around a click that are averaged


@dataclass(frozen=True)
class Looking:
    view: str = choice("View", "overlay", VIEWS, help="F shows the next one.")


class RangeDialog(MatteDialog):
    LABEL = "Colour range"

    def __init__(self, session: Session, tell: Callable[[UserError], None], parent: QWidget | None = None) -> None:
        self.samples: tuple[Sample, ...] = ()
        advice = tr("Click to sample. Shift adds a colour, Alt takes one away. F: next view.")
        super().__init__(session, tell, Looking(), ColourRange(), advice, parent)
        self.setWindowTitle(tr("Colour range"))

    def pressed(self, x: float, y: float, event: Any) -> None:
        if not self._levels or not self._document.rect.contains(x, y):
            return
        held = event.modifiers()
        plus = not held & Qt.KeyboardModifier.AltModifier
        before = self.samples if held & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier) else ()
        self.samples = (*before, self._sample(x, y, plus))
        self.refresh()

    def moved(self, x: float, y: float, event: Any) -> None:
        """Dragging with Shift or Alt goes on sampling; a plain drag moves its sample."""
        if self.samples and self._document.rect.contains(x, y):
            last = self.samples[-1]
            new = self._sample(x, y, last.plus)
            far = max(abs(a - b) for a, b in zip(new.colour, last.colour, strict=True))
            more = bool(event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier))
            if more and far > 6:
                self.samples = (*self.samples, new)
            elif not more:
                self.samples = (*self.samples[:-1], new)
            self.refresh()

    def _sample(self, x: float, y: float, plus: bool) -> Sample:
        whole = self._document.rect
        area = Rect(int(x), int(y), 1, 1).grown(AVERAGE).intersect(whole)
        r, g, b = (float(v) for v in self._levels[0][area.slices(whole)][..., :3].reshape(-1, 3).mean(axis=0))
        return Sample((r, g, b), x, y, plus)

    def preview(self, image: Array, visible: Rect, level: int) -> Callable[[], Shown]:
        return partial(_shown, image, self.form.values(), self.samples, self.looking.values().view, visible, level,
                       max(self._document.width, self._document.height))

    def outcome(self, image: Array) -> Callable[[], tuple[Document, int | None]]:
        how = self.form.values()
        return partial(_applied, self._document, image, how, self.samples, self._session.active_layer)

    def restart(self) -> None:
        self.samples = ()
        self.form.set_values(ColourRange())

    def accept(self) -> None:
        if self.form.values().kind == "sampled" and not self.samples:
            self._tell(UserError("Sample a colour first.", "Click on the picture."))
            return
        super().accept()


def _shown(image: Array, how: ColourRange, samples: tuple[Sample, ...], view: str, visible: Rect, level: int,
           longest: int) -> Shown:
    """In the thread, like the next."""
    whole = Rect(0, 0, image.shape[1], image.shape[0])
    part = reduced(visible, level).intersect(whole)
    pixels, place = image[part.slices(whole)], enlarged(part, level)
    alpha = in_range(pixels, how, samples, (place.x, place.y), 1 << level, longest)
    return composed(pixels, alpha, view), place


def _applied(document: Document, image: Array, how: ColourRange, samples: tuple[Sample, ...], layer: Any
             ) -> tuple[Document, int | None]:
    found = from_array(in_range(image, how, samples, longest=max(document.width, document.height)))
    if found is None:
        raise UserError("Nothing was found.", "Change the settings and try again.")
    return document.with_(selection=found), layer.id if layer is not None else None

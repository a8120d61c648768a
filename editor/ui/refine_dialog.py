"""Select and mask: the border of the selection refined after the picture, live, with brushes for hair and the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import cv2
import numpy as np
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.pixels import Array, convert
from editor.document.selection_refine import Refinement
from editor.document.selection_shape import as_array
from editor.session import Session
from editor.text import tr
from editor.ui.form import Form
from editor.ui.matte_view import VIEWS, MatteView, composed
from editor.ui.panels.parts import hint
from editor.ui.window_work import Latest
from inference.api import UserError, choice, flag, number

SETTLE_MS = 40
BRUSHES = {"hair": "Refine", "add": "Add", "subtract": "Subtract"}
FORM_PX = 340
FACTOR = 1.15  # of the brush's size at one press of [ or ]


@dataclass(frozen=True)
class Looking:
    view: str = choice("View", "overlay", VIEWS, help="F shows the next one.")
    original: bool = flag("Show original", False, help="The selection as it was (P).")
    brush: str = choice("Brush", "hair", BRUSHES, help="Refine: paint over hair, fur or leaves that the border missed. "
                                                       "Alt does the contrary.")
    size: float = number("Size", 60.0, 1.0, 1000.0, unit="px", step=1.0, scale="log")


class RefineDialog(QDialog):
    """`tell(error)` shows a UserError to the user. `applied` comes with the Refinement once it is committed."""

    applied = Signal(object)

    def __init__(self, session: Session, tell: Callable[[UserError], None], parent: QWidget | None = None,
                 how: Refinement | None = None) -> None:
        super().__init__(parent)
        document = session.document
        self.setWindowTitle(tr("Select and mask"))
        self._session, self._document, self._tell = session, document, tell
        self._layer_id = session.active_layer.id if session.active_layer else None
        self._mask = as_array(document, document.rect)
        self._start = self._mask.copy()
        self._unsure = np.zeros(self._mask.shape, np.uint8)
        self._levels: list[Array] = []
        self._is_finishing = False
        self._last: tuple[float, float] | None = None
        self._contrary = False
        self._work = Latest(self)
        self._soon = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._soon.timeout.connect(self._request)
        self.canvas = MatteView(document.width, document.height)
        self.looking, self.form = Form(Looking()), Form(how or Refinement())
        self._lay_out()
        self._connect()
        self._looked()
        self._work.request(partial(pictures, document), self._prepared, self._fail)

    def accept(self) -> None:
        """Refine the whole picture, then put it to use."""
        if self._is_finishing or not self._levels:
            return
        self._is_finishing = True
        self._soon.stop()
        for part in (self.form, self.looking, self.canvas):
            part.setEnabled(False)
        self.progress.show()
        self._work.forget()
        work = partial(_applied, self._document, self._layer_id, self._levels[0], self._mask, self._unsure,
                       self.form.values(), tr("Cut-out"))
        self._work.request(work, self._commit, self._fail)

    def reject(self) -> None:
        self._leave()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keys of the dialog, unless a field is typed into."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().event(event)

    # ---- inside

    def _lay_out(self) -> None:
        ok, cancel = QPushButton(tr("OK")), QPushButton(tr("Cancel"))
        again = QPushButton(tr("Reset"))
        ok.setDefault(True)
        again.setProperty("role", "flat")
        for button, pressed in ((ok, self.accept), (cancel, self.reject), (again, self._reset)):
            button.clicked.connect(pressed)
            button.setAutoDefault(button is ok)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setFixedHeight(3)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.progress.hide()
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, 10, 0)
        fields.setSpacing(18)
        fields.addWidget(self.looking)
        fields.addWidget(self.form)
        fields.addWidget(hint(tr("F: next view. P: original. [ and ]: size of the brush. Alt: the contrary. Space or "
                                 "the middle button moves the picture.")))
        fields.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(again)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(ok)
        side = QVBoxLayout()
        side.setContentsMargins(16, 16, 16, 16)
        side.setSpacing(12)
        side.addWidget(scroll, 1)
        side.addWidget(self.progress)
        side.addLayout(buttons)
        holder = QWidget()
        holder.setFixedWidth(FORM_PX)
        holder.setLayout(side)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.canvas, 1)
        row.addWidget(holder)
        self.canvas.setFocus()

    def _connect(self) -> None:
        self.canvas.view_changed.connect(self._changed)
        self.canvas.pressed.connect(self._pressed)
        self.canvas.moved.connect(self._moved)
        self.canvas.released.connect(self._released)
        self.looking.changed.connect(self._looked)
        self.form.changed.connect(self._shaped)

    def _key(self, event: QKeyEvent) -> bool:
        values = self.looking.values()
        names = list(VIEWS)
        if event.key() == Qt.Key.Key_F:
            step = -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            values = replace(values, view=names[(names.index(values.view) + step) % len(names)])
        elif event.key() == Qt.Key.Key_P:
            values = replace(values, original=not values.original)
        elif event.key() in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            factor = FACTOR if event.key() == Qt.Key.Key_BracketRight else 1 / FACTOR
            values = replace(values, size=min(max(values.size * factor, 1.0), 1000.0))
        else:
            return False
        self.looking.set_values(values)
        self._looked()
        return True

    def _looked(self) -> None:
        self.canvas.brush = self.looking.values().size
        self.canvas.update()
        self._changed()

    def _shaped(self) -> None:
        """Clean colours need a layer to be on."""
        values = self.form.values()
        if values.decontaminate and values.output in ("selection", "mask"):
            self.form.set_values(replace(values, output="layer_mask"))
        self._changed()

    def _reset(self) -> None:
        self._mask[:], self._unsure[:] = self._start, 0
        self.form.set_values(Refinement())
        self._changed()

    def _changed(self) -> None:
        if not self._is_finishing and self._levels:
            self._soon.start()

    def _prepared(self, levels: list[Array]) -> None:
        self._levels = levels
        self._request()

    def _request(self) -> None:
        view, looking = self.canvas.view, self.looking.values()
        level = min(view.level, len(self._levels) - 1)
        how = self.form.values()
        if looking.original:
            how = Refinement(radius=0.0)
        work = partial(shown, self._levels[level], self._start if looking.original else self._mask,
                       None if looking.original else self._unsure, how, looking.view, view.visible, level)
        self._work.request(work, lambda made: self.canvas.show_image(*made), self._fail)

    # ---- brushes

    def _pressed(self, x: float, y: float, event: Any) -> None:
        self._contrary = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._last = None
        self._moved(x, y, event)

    def _moved(self, x: float, y: float, event: Any) -> None:
        looking = self.looking.values()
        start = self._last or (x, y)
        self._last = x, y
        kind = looking.brush
        target = self._unsure if kind == "hair" else self._mask
        value = 255 if (kind != "subtract") != self._contrary else 0
        ends = [tuple(round(v * 16) for v in p) for p in (start, (x, y))]
        cv2.line(target, *ends, value, max(round(looking.size), 1), cv2.LINE_8, 4)
        self.canvas.veil.append((x, y))

    def _released(self) -> None:
        self.canvas.veil = []
        self._changed()

    # ---- the end

    def _commit(self, made: tuple[Document, int | None]) -> None:
        self._leave()
        document, layer_id = made
        self._session.commit("Select and mask", document, active=layer_id)
        self.applied.emit(self.form.values())
        super().accept()

    def _fail(self, error: Exception) -> None:
        self._is_finishing = False
        self.progress.hide()
        for part in (self.form, self.looking, self.canvas):
            part.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self._tell(error)

    def _leave(self) -> None:
        self._soon.stop()
        self._work.forget()


# ---- in the thread


def pictures(document: Document) -> list[Array]:
    """The merged picture, RGBA uint8, and its halves down to a few hundred px."""
    from editor.document.compose import compose

    levels = [convert(compose(document, document.rect), np.uint8)]
    while max(levels[-1].shape[:2]) > 512:
        h, w = levels[-1].shape[:2]
        levels.append(cv2.resize(levels[-1], (max(w // 2, 1), max(h // 2, 1)), interpolation=cv2.INTER_AREA))
    return levels


def shown(image: Array, mask: Array, unsure: Array | None, how: Refinement, view: str, visible: Rect, level: int
          ) -> tuple[Array, Rect]:
    """What the view shows of `visible` (document px), from the picture reduced by 2**level; and where it lies."""
    from editor.document.selection_refine import cleaned, refined

    step = 1 << level
    h, w = image.shape[:2]
    whole = Rect(0, 0, w, h)
    part = Rect.hull(visible.x / step, visible.y / step, visible.right / step, visible.bottom / step).intersect(whole)
    small = how.at(1 / step)
    wide = part.grown(small.margin).intersect(whole)
    cut = wide.slices(whole)
    pixels = image[cut]
    alpha = refined(pixels, _reduced(mask, wide, step), small,
                    None if unsure is None else _reduced(unsure, wide, step))
    if how.decontaminate and view in ("black", "white", "layers"):
        pixels = cleaned(pixels, alpha, how.amount / 100)
    inner = part.slices(wide)
    made = composed(pixels[inner], alpha[inner], view)
    return made, Rect(part.x * step, part.y * step, part.w * step, part.h * step)


def _reduced(mask: Array, part: Rect, step: int) -> Array:
    whole = Rect(0, 0, mask.shape[1], mask.shape[0])
    area = Rect(part.x * step, part.y * step, part.w * step, part.h * step).intersect(whole)
    cut = mask[area.slices(whole)]
    return cut.copy() if step == 1 else cv2.resize(cut, (part.w, part.h), interpolation=cv2.INTER_AREA)


def _applied(document: Document, layer_id: int | None, image: Array, mask: Array, unsure: Array, how: Refinement,
             name: str) -> tuple[Document, int | None]:
    from editor.document.selection_refine import put_to_use, refined

    return put_to_use(document, layer_id, refined(image, mask, how, unsure), how, name)

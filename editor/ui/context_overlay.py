"""The AI panel's aim on the canvas: follows aim, selection, regions and layers, and keeps what there is to draw."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPalette

from editor.document.pixels import Array
from editor.foresight import Aim, Scope, dry_request, scope, start_key
from editor.jobs import Job
from editor.session import Session
from editor.text import tr
from editor.ui.context_paint import Inset, draw_box, draw_insets, draw_legend, draw_seen
from editor.ui.panels.parts import qimage
from editor.ui.viewport import View
from editor.ui.window_work import Latest
from editor.workspace import Workspace
from inference.api import UserError

REST_MS = 120  # without a change before the engine is asked what a model would start from
STARTS = {"patches": "Starts from the surroundings continued", "blur": "Starts from a blur",
          "border": "Starts from the colours of the border", "neutral": "Starts from grey",
          "none": "Starts from what is there"}


class ContextOverlay(QObject):
    """`found` is where the aim works, None when there is nothing to show. Computed in a thread, the newest wins."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.found: Scope | None = None
        self.prefill = ""  # the kind that is shown
        self._work = Latest(self)
        self._key: tuple[Any, ...] = ()
        self._session: Session | None = None
        self._tints: QImage | None = None
        self._start: QImage | None = None
        self._start_key: tuple[Any, ...] = ()
        self._insets: tuple[Inset, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._ask)
        workspace.aim_changed.connect(self.refresh)
        workspace.session_changed.connect(self._another_session)
        workspace.engine.aside_done.connect(self._started)
        self._another_session()

    def _another_session(self) -> None:
        old, self._session = self._session, self.workspace.session
        if old is not None:
            for signal in self._signals(old):
                signal.disconnect(self.refresh)
        if self._session is not None:
            for signal in self._signals(self._session):
                signal.connect(self.refresh)
        self.refresh()

    @staticmethod
    def _signals(session: Session) -> tuple[Any, ...]:
        return (session.selection_changed, session.history_changed, session.structure_changed,
                session.regions_changed, session.staged_changed)

    # ---- what there is to show

    def refresh(self) -> None:
        """Work out again where the aim works, if anything that matters is different."""
        session, aim = self._session, self.workspace.aim
        if session is None or aim is None or session.front is not None:
            self._forget()
            return
        document, regions, active = session.document, session.regions, session.active_layer
        key = (document, regions, active, aim.operation, aim.model, aim.guides, aim.seen, _facts(aim))
        if len(self._key) == len(key) and key[5:] == self._key[5:] and all(map(operator.is_, key[:5], self._key)):
            return
        self._key = key
        self._work.request(lambda: scope(document, regions, active, aim),
                           lambda found: self._take(found, aim, document.layers), self._failed)

    def _forget(self) -> None:
        if self._key or self.found is not None:
            self._work.forget()
            self._key, self.found, self._tints = (), None, None
            self._drop_start()
            self.changed.emit()

    def _take(self, found: Scope | None, aim: Aim, layers: Any) -> None:
        self.found = found
        self._tints = None if found is None or found.tints is None else qimage(found.tints, premultiplied=True)
        self._insets = tuple((tr(text), qimage(image)) for text, image in (found.insets if found is not None else ()))
        if found is None or found.picture is None:
            self._drop_start()
        else:
            key = (layers, found.rect, found.mask.tobytes() if found.mask is not None else b"",
                   start_key(aim))
            if key != self._start_key:
                self._drop_start()
                self._start_key = key
                self._rest.start()
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        """An expected refusal (an empty selection) is told when the button is pressed, not before."""
        self.found, self._tints = None, None
        self._drop_start()
        self.changed.emit()
        if not isinstance(error, UserError):
            raise error

    def _drop_start(self) -> None:
        self._rest.stop()
        if self._start_key:
            self.workspace.engine.drop_asides(self)
        self._start, self._start_key, self.prefill = None, (), ""

    def _ask(self) -> None:
        aim = self.workspace.aim
        request = dry_request(self.found, aim) if self.found is not None and aim is not None else None
        if request is not None:
            self.workspace.engine.aside(request, (self, self._start_key))

    def _started(self, job: Job) -> None:
        if not isinstance(job.note, tuple) or job.note[0] is not self or job.note[1] is not self._start_key:
            return
        if job.result is None or self.found is None or self.found.mask is None:
            return
        made = job.result.pictures[0]
        self.prefill = str(made.facts.get("prefill", ""))
        self._start = _cut(made.pixels, self.found.mask)
        self.changed.emit()

    # ---- drawing

    def draw(self, painter: QPainter, view: View, palette: QPalette) -> None:
        found, aim = self.found, self.workspace.aim
        if found is None or aim is None:
            return
        if aim.seen and self._tints is not None:
            draw_seen(painter, view, found, self._start, self._tints)
        draw_box(painter, view, found, palette)
        if aim.seen and self._tints is not None:
            draw_insets(painter, view, found, self._insets, palette)
            draw_legend(painter, view, found, self._notes(aim), palette)

    def _notes(self, aim: Aim) -> tuple[str, ...]:
        if aim.model is None:
            sampled = self.found is not None and self.found.sampled
            return () if sampled else (tr("The fill copies from inside the frame"),)
        return (tr(STARTS[self.prefill]),) if self.prefill in STARTS else ()


def _facts(aim: Aim) -> tuple[Any, ...]:
    """The parameters that decide about crop, zones and start."""
    names = ("context", "context_layer", "mode", "strength", "overlap", "feather", "grow", "prefill",
             "take_from", "source_of", "reach")
    return (*(getattr(aim.params, name, None) for name in names), start_key(aim))


def _cut(pixels: Array, mask: Array) -> QImage | None:
    """The pre-fill where the mask is, nothing outside."""
    if pixels.shape[:2] != mask.shape:
        return None
    cut = np.ascontiguousarray(pixels.astype(np.uint8))
    cut[..., 3] = np.where(mask > 0, 255, 0)
    return qimage(cut)

"""The AI panel's aim on the canvas: follows aim, selection, regions and layers, and keeps what there is to draw."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
from PySide6.QtCore import QDateTime, QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPalette

from editor.document.pixels import Array
from editor.foresight import Aim, Scope, dry_request, scope, start_key
from editor.foresight import Inset as FoundInset
from editor.jobs import Job
from editor.session import Session
from editor.text import tr
from editor.ui.context_paint import Inset, draw_box, draw_insets, draw_legend, draw_seen
from editor.ui.panels.parts import qimage
from editor.ui.viewport import View
from editor.ui.window_work import Latest
from editor.workspace import Workspace
from inference.api import UserError

SPIN_MS, TURN_MS = 60, 900  # between two looks of the mark over a map that is drawn; its whole turn
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
        self._start_asked = False
        self._maps: dict[tuple[Any, ...], QImage | None] = {}  # by the key of their inset; None: could not be drawn
        self._asked: tuple[tuple[Any, ...], ...] = ()  # keys of maps that are on their way
        self._spin = QTimer(self, interval=SPIN_MS)
        self._spin.timeout.connect(self.changed)
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
        insets = found.insets if found is not None else ()
        self._maps = {inset.key: self._maps[inset.key] for inset in insets if inset.key in self._maps}
        if found is None or found.picture is None:
            self._drop_start()
        else:
            key = (layers, found.rect, found.mask.tobytes() if found.mask is not None else b"",
                   start_key(aim))
            if key != self._start_key:
                self._drop_start()
                self._start_key = key
                self._rest.start()
            elif self._waiting():
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
        self._asked, self._start_asked = (), False
        self._spin.stop()

    def _waiting(self) -> tuple[FoundInset, ...]:
        """Control maps that are yet to be drawn, and that nobody draws."""
        insets = self.found.insets if self.found is not None else ()
        return tuple(inset for inset in insets if inset.request is not None and inset.key not in self._maps
                     and inset.key not in self._asked)

    def _ask(self) -> None:
        """The engine, which does it when it has nothing else to do: the start and the control maps."""
        engine, aim = self.workspace.engine, self.workspace.aim
        request = dry_request(self.found, aim) if self.found is not None and aim is not None else None
        if request is not None and not self._start_asked:
            self._start_asked = True
            engine.aside(request, (self, self._start_key))
        for inset in self._waiting():
            assert inset.request is not None
            self._asked += (inset.key,)
            engine.aside(inset.request, (self, inset.key))
        if self._asked:
            self._spin.start()

    def _map_drawn(self, key: tuple[Any, ...], job: Job) -> None:
        self._asked = tuple(other for other in self._asked if other is not key)
        inset = next((i for i in (self.found.insets if self.found else ()) if i.key == key), None)
        if inset is not None:
            self._maps[key] = None if job.result is None else qimage(inset.drawn(job.result.pictures[0].pixels))
        if not self._asked:
            self._spin.stop()
        self.changed.emit()

    def _started(self, job: Job) -> None:
        if not isinstance(job.note, tuple) or job.note[0] is not self:
            return
        if any(job.note[1] is key for key in self._asked):
            self._map_drawn(job.note[1], job)
            return
        if job.note[1] is not self._start_key:
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
            draw_insets(painter, view, found, self._shown_insets(found), self._turn(), palette)
            draw_legend(painter, view, found, self._notes(aim), palette)

    def _shown_insets(self, found: Scope) -> tuple[Inset, ...]:
        """Maps as they are drawn; until then what they will be drawn from."""
        return tuple((tr(i.text), self._maps.get(i.key) or qimage(i.image), i.key in self._asked)
                     for i in found.insets)

    def _turn(self) -> float:
        return (QDateTime.currentMSecsSinceEpoch() % TURN_MS) / TURN_MS

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

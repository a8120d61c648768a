"""Drives the generators of the tools: sends them pointers, shows their steps, commits what they return.

A gesture never leaves a preview behind: whatever ends it - its return, Escape, another tool, an error - puts the
document right. Knows no widget; the canvas feeds it and applies its view changes.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from editor.background import awaited
from editor.document.document import Document
from editor.session import Session
from editor.text import tr
from editor.tools.overlay import Shape
from editor.tools.tool import Gesture, Pointer, Scene, Step, Tool
from editor.ui.stepping import Stepper
from editor.workspace import Workspace
from inference.api import UserError

PULSE_MS = 30
FRAME_S = 0.007  # previews are not shown faster than this; every point still reaches the tool


class GestureDriver(QObject):
    """`overlay` is what the running gesture wants shown; `running` the tool it belongs to, None without one."""

    overlay_changed = Signal()
    hint_changed = Signal(str)
    view_stepped = Signal(object)  # a Step that pans or zooms
    running_changed = Signal()

    def __init__(self, workspace: Workspace, zoom: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.overlay: tuple[Shape, ...] = ()
        self.running: Tool | None = None
        self.pressed = False
        self._zoom = zoom
        self._gesture: Gesture | None = None
        self._session: Session | None = None
        self._document: Document | None = None  # the newest preview, shown or about to be
        self._unshown: Step | None = None
        self._shown_s = 0.0
        self._inside = False  # the document changes because of us
        self._telling = False  # the options do
        self._last = Pointer("hover", 0.0, 0.0)
        self._steps = Stepper(self)
        self._steps.arrived.connect(self._arrived)
        self._newest: Pointer | None = None  # came while the step of an earlier one is being computed
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show_newest)
        self._pulse = QTimer(self)
        self._pulse.setInterval(PULSE_MS)
        self._pulse.timeout.connect(self._pulsed)
        workspace.tool_changed.connect(self._tool_changed)
        workspace.options_changed.connect(self._options_changed)
        workspace.session_changed.connect(self._session_changed)
        self._watched: Session | None = None
        self._session_changed()

    # ---- what the canvas sends

    def press(self, pointer: Pointer) -> None:
        """Start a gesture, or give a running one its next press."""
        self._await_kernels()
        self.pressed = True
        if self._gesture is None:
            tool = self.tool_for(pointer)
            if not tool.keep_alive:
                self._start(tool, pointer)
                return
            self._start(tool, dataclasses.replace(pointer, kind="hover"))
        self._send(pointer)
        if self.running is not None and self.running.pulse:
            self._pulse.start()

    def _pulsed(self) -> None:
        """The button is held: its last move again, for brushes that work on while they stand still."""
        if self.pressed and self._gesture is not None:
            self._send(dataclasses.replace(self._last, kind="move"))

    def move(self, pointer: Pointer) -> None:
        """A move with the button down, or a hover without."""
        if self._gesture is not None:
            self._send(pointer)

    def release(self, pointer: Pointer) -> None:
        self.pressed = False
        self._pulse.stop()
        if self._gesture is not None:
            self._send(pointer)

    @property
    def is_waiting(self) -> bool:
        """A step is being computed that the user's next action waits for."""
        return self._steps.is_waiting

    @property
    def has_changed(self) -> bool:
        """The running gesture shows something else than the document."""
        return self._document is not None and self._session is not None and self._document is not self._session.document

    def accept(self) -> bool:
        """Ask a running gesture to finish; whether there was one."""
        return self._extra("accept")

    def key(self, name: str) -> bool:
        return self._extra("key", key=name)

    def modified(self, shift: bool, ctrl: bool, alt: bool) -> None:
        """A modifier went down or up: the gesture sees it before the pointer moves again."""
        if self._gesture is not None:
            kind = "move" if self.pressed else "hover"
            self._send(dataclasses.replace(self._last, kind=kind,  # type: ignore[arg-type]
                                           shift=shift, ctrl=ctrl, alt=alt))

    def cancel(self) -> bool:
        """Escape: close the gesture, as if nothing had happened; whether there was one."""
        if self._gesture is None:
            return False
        self._end()
        return True

    def tool_for(self, pointer: Pointer) -> Tool:
        """The chosen tool, or the one its held key stands for: Alt picks a colour, Ctrl moves."""
        return self.tool_with(pointer.ctrl, pointer.alt)

    def tool_with(self, ctrl: bool, alt: bool) -> Tool:
        chosen = self.workspace.tool
        if chosen.keep_alive or self.workspace.target == "selection":
            return chosen
        wanted = "picker" if alt and chosen.cursor == "brush" and not chosen.own_alt else "move" if ctrl else ""
        if not wanted or chosen.cursor in ("hand", "zoom", wanted):
            return chosen
        return next((t for t in self.workspace.tools.values() if t.cursor == wanted and not t.keep_alive), chosen)

    # ---- one gesture

    def _start(self, tool: Tool, pointer: Pointer) -> None:
        session = self.workspace.session
        if session is None:
            return
        self._last = pointer
        self._session, self._document = session, None
        self.running = tool
        try:
            self._gesture = tool.gesture(self._scene(tool), pointer)
        except Exception:
            self._failed()
            return
        self.workspace.hold_answers(True)
        self.running_changed.emit()
        self._advance(None)

    def _await_kernels(self) -> None:
        """At the first start they are compiled for a while; what the user does waits, the window does not."""
        warming = self.workspace.warming
        if warming.work is not None and warming.is_under_way:
            self.hint_changed.emit(tr("One moment: the program is getting ready…"))
            awaited(warming.work)
            self.hint_changed.emit("")

    def _scene(self, tool: Tool) -> Scene:
        scene = self.workspace.scene(self._zoom())
        if tool.id != self.workspace.tool.id:
            scene = dataclasses.replace(scene, options=self.workspace.options[tool.id], borrowed=True)
        return scene if scene.target in tool.targets else dataclasses.replace(scene, target="pixels")

    def _extra(self, kind: str, key: str = "") -> bool:
        if self._gesture is None:
            return False
        self._send(dataclasses.replace(self._last, kind=kind, key=key))  # type: ignore[arg-type]
        return True

    def _send(self, pointer: Pointer) -> None:
        self._last = pointer
        self._advance(pointer)

    def _advance(self, pointer: Pointer | None) -> None:
        """Run the generator to its next step."""
        gesture, moves = self._gesture, pointer is not None and pointer.kind in ("move", "hover")
        if gesture is None or self._steps.is_waiting:
            return
        latest = self.running is not None and self.running.latest
        if moves and latest and self._steps.is_busy:
            self._newest = pointer
            return
        self._settle()
        if self._gesture is not gesture:
            return
        if pointer is not None and moves and latest:
            self._steps.begin(gesture, pointer)
        elif pointer is not None and moves:
            self._receive(gesture, lambda: gesture.send(pointer))
        else:
            self._receive(gesture, lambda: self._steps.run(gesture, pointer))

    def _receive(self, gesture: Gesture, step: Callable[[], Step | None]) -> None:
        """Take what comes of it, unless the gesture was ended meanwhile. An error of a tool ends its gesture and
        nothing else."""
        try:
            made = step()
            if made is not None and self._gesture is gesture:
                self._take(made)
        except StopIteration as stop:
            if self._gesture is gesture:
                self._finish(stop.value)
        except Exception:
            if self._gesture is gesture:
                self._failed()
            else:
                self._report(None)

    def _settle(self) -> None:
        """The step that is being computed is the last of its kind: another kind of pointer follows."""
        self._newest = None
        if self._gesture is not None and self._steps.is_busy and not self._steps.is_waiting:
            self._receive(self._gesture, self._steps.fetch)

    def _arrived(self) -> None:
        gesture = self._gesture
        if gesture is None or self._steps.is_waiting:
            return
        self._receive(gesture, self._steps.fetch)
        newest, self._newest = self._newest, None
        if newest is not None and self._gesture is gesture:
            self._advance(newest)

    def _take(self, step: Step) -> None:
        self._apply_aside(step)
        if step.document is not None:
            self._document = step.document
        self._unshown = step
        wait = FRAME_S - (perf_counter() - self._shown_s)
        if wait <= 0:
            self._show_newest()
        elif not self._timer.isActive():
            self._timer.start(max(1, round(wait * 1000)))

    def flush(self) -> None:
        """Show the newest step now, also one that is still being computed."""
        self._settle()
        self._show_newest()

    def _show_newest(self) -> None:
        self._timer.stop()
        step, self._unshown = self._unshown, None
        if step is None or self._session is None:
            return
        if self._document is not None:
            try:
                self._preview(self._session, self._document)
            except Exception:
                self._failed()
        self._shown_s = perf_counter()
        self._tell(step)
        self._show_overlay(step.overlay)
        self.hint_changed.emit(step.hint and tr(step.hint))

    def _finish(self, step: Step | None) -> None:
        session, tool = self._session, self.running
        self._forget()
        if session is None or tool is None:
            return
        try:
            if step is not None and step.errand is not None:
                self._preview(session, step.document)  # until the answer is there
            elif step is not None and step.document is not None and step.document is not session.document:
                with self._ours():
                    session.commit(step.label or tool.text, step.document, step.key, step.layer_id)
                if step.fills:
                    self.workspace.fill_margin(session, step.fills == "model")
            else:
                self._preview(session, None)
                if step is not None and step.layer_id is not None:
                    session.activate(step.layer_id)
            if step is not None:
                self._apply_aside(step)
                if step.errand is not None:
                    self.workspace.send(session, step.errand)
        except Exception:
            self._report(session)
        self.rest()
        self.hint_changed.emit("" if step is None else step.hint and tr(step.hint))
        self.workspace.hold_answers(False)
        self.running_changed.emit()

    @contextmanager
    def _ours(self) -> Iterator[None]:
        """What changes the document meanwhile is the gesture itself."""
        self._inside = True
        try:
            yield
        finally:
            self._inside = False

    def _preview(self, session: Session, document: Document | None) -> None:
        with self._ours():
            session.preview(document)

    def _apply_aside(self, step: Step) -> None:
        """Colours, the view and what a tool wants remembered, which are not part of the document."""
        session = self._session or self.workspace.session
        if session is not None:
            session.anchor = step.anchor or session.anchor
            session.source = step.source or session.source
        if step.foreground is not None or step.background is not None:
            self.workspace.set_colours(step.foreground, step.background)
        if step.pan is not None or step.zoom is not None or step.zoom_to is not None:
            self.view_stepped.emit(step)

    def _tell(self, step: Step) -> None:
        """Numbers of the gesture in the options bar."""
        tool = self.running
        if tool is None or step.options is None or tool is not self.workspace.tool:
            return
        if step.options != self.workspace.options[tool.id]:
            self._telling = True
            try:
                self.workspace.set_options(step.options)
            finally:
                self._telling = False

    # ---- its end

    def _end(self) -> None:
        """Close the generator and go back to the document."""
        session, gesture = self._session, self._gesture
        self._forget()
        if gesture is not None:
            try:
                self._steps.close(gesture)
            except Exception:
                self._report(None)
        if session is not None:
            self._preview(session, None)
        self.rest()
        self.hint_changed.emit("")
        self.workspace.hold_answers(False)
        self.running_changed.emit()

    def _failed(self) -> None:
        """Called while an exception is handled: the gesture is over, the document as it was."""
        self._end()
        self._report(None)

    def _report(self, session: Session | None) -> None:
        kind, error, trace = sys.exc_info()
        if session is not None:
            self._preview(session, None)
        if isinstance(error, UserError):
            self.workspace.notice(error)
        elif kind is not None and error is not None:
            sys.excepthook(kind, error, trace)

    def _forget(self) -> None:
        self._timer.stop()
        self._pulse.stop()
        self._gesture = self._session = self._document = self._unshown = self._newest = None
        self.running, self.pressed = None, False

    def _show_overlay(self, overlay: tuple[Shape, ...]) -> None:
        if overlay or self.overlay:
            self.overlay = overlay
            self.overlay_changed.emit()

    def rest(self) -> None:
        """Show what the chosen tool shows between gestures."""
        session, tool = self.workspace.session, self.workspace.tool
        if self._gesture is None:
            shown = session is not None and tool.resting is not None
            self._show_overlay(tool.resting(self._scene(tool)) if shown and tool.resting else ())

    # ---- the world changes under it

    def _tool_changed(self) -> None:
        self._leave()
        self.rest()
        self._start_kept()

    def _options_changed(self) -> None:
        """A kept gesture hears of it; others read their options at the press."""
        if self._telling:
            return
        if self._gesture is not None and self.running is self.workspace.tool and self.running.keep_alive:
            options = self.workspace.options[self.running.id]
            self._advance(dataclasses.replace(self._last, kind="options", options=options))

    def _session_changed(self) -> None:
        self._leave()
        if self._watched is not None:
            self._watched.history_changed.disconnect(self._document_changed)
            self._watched.search_changed.disconnect(self.rest)
        self._watched = self.workspace.session
        if self._watched is not None:
            self._watched.history_changed.connect(self._document_changed)
            self._watched.search_changed.connect(self.rest)
        self.rest()
        self._start_kept()

    def _document_changed(self) -> None:
        """Undo, or a commit from elsewhere: what the gesture started from is no longer there."""
        if self._gesture is None:
            self.rest()
            self.hint_changed.emit("")
        if self._inside or self._gesture is None:
            return
        kept = self.running is not None and self.running.keep_alive
        self._end()
        if kept:
            self._start_kept()

    def _leave(self) -> None:
        """Another tool or document was chosen. A kept gesture that changed something is accepted."""
        if self._gesture is None:
            return
        if self.running is not None and self.running.keep_alive and self._document is not None:
            self.accept()
        if self._gesture is not None:
            self._end()

    def _start_kept(self) -> None:
        if self.workspace.tool.keep_alive and self.workspace.session is not None:
            self._start(self.workspace.tool, dataclasses.replace(self._last, kind="hover"))

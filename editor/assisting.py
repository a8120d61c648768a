"""A plan carried out in the window: step by step, each a step of the history, the engine's through the ordinary queue.

The result of the last step that paints is staged, so that a person can look, compare and discard; those before it are
accepted, because the steps behind them need them.
"""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from editor.assistant.carrying import answered, asked, carried, is_for_engine, moved, moves_history
from editor.assistant.step import Plan, Step
from editor.background import Background
from editor.document.document import Document
from editor.jobs import Job, newest
from editor.session import Session
from editor.staging import Placement, Staged
from editor.text import error_text, tr
from editor.workspace import Workspace
from inference.api import Failure, Result, UserError

_STAGED = ("layer", "extend", "scale")  # placements of pictures, which are looked at before they are accepted


class Chain(QObject):
    """`states` holds "waiting", "running", "done" or "failed" for each step; `told` a sentence about what went wrong.

    `before` is the document that the chain began with, and `before_index` its place in the history.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, workspace: Workspace, plan: Plan, parent: QObject | None = None) -> None:
        super().__init__(parent or workspace)
        self.workspace, self.plan = workspace, plan
        self.session: Session | None = workspace.session
        self.states = ["waiting"] * len(plan)
        self.told: tuple[str, str] = ("", "")
        self.is_running = False
        self._at, self._last = 0, 0
        self._job: int | None = None
        self._stopping = False
        self._held: tuple[Job, Placement] | None = None  # a picture to be staged when the selections behind it are done
        self._background = Background(self)
        if self.session is not None and self.session.front is not None:
            self.session.accept()  # what is seen is what the next sentence is about
        self.before: Document | None = self.session.document if self.session is not None else None
        self.before_index = self.session.history.index if self.session is not None else 0
        workspace.engine.job_changed.connect(self._job_changed)

    @property
    def next_index(self) -> int:
        """The step that comes next; as many as there are when all are done."""
        return self._at

    def run(self, until: int | None = None) -> None:
        """Carry out the steps from the next one to before step `until`, all of them by default."""
        if self.is_running:
            return
        self._last = len(self.plan) if until is None else min(until, len(self.plan))
        self._stopping, self.told, self.is_running = False, ("", ""), True
        self._go_on()

    def stop(self) -> None:
        """No further step begins; a job of the engine is cancelled."""
        self._stopping = True
        if self._job is not None:
            self.workspace.engine.cancel(self._job)

    def undo(self) -> None:
        """The document as it was before the chain began."""
        if self.session is not None and self.before is not None:
            self.session.discard()
            self.session.go_to(self.before_index)

    def close(self) -> None:
        self.stop()
        self.workspace.engine.job_changed.disconnect(self._job_changed)

    # ---- one step after the other

    def _go_on(self) -> None:
        if self._stopping or self._is_gone or self._at >= self._last:
            self._end()
            return
        one = self.plan[self._at]
        self._set("running")
        try:
            self._begin(one)
        except UserError as error:
            self._failed(error)

    @property
    def _is_gone(self) -> bool:
        return self.session is not None and self.session not in self.workspace.sessions

    def _begin(self, one: Step) -> None:
        session = self.session
        if session is not None and moves_history(one):
            self._travel(session, one)
        elif is_for_engine(one):
            document = session.document if session is not None else None
            workspace = self.workspace
            models, wanted = workspace.engine.models, workspace.settings.values.inpaint_models
            seed = secrets.randbelow(2**31)
            self._background.start(lambda: asked(document, one, models, seed, wanted), partial(self._submit, one),
                                   self._failed)
        elif session is None:
            raise UserError("No picture is open.", "Open one or make a new one first.")
        else:
            document = session.document
            self._background.start(lambda: carried(document, one), partial(self._commit, document, one), self._failed)

    def _travel(self, session: Session, one: Step) -> None:
        for _ in range(one.params.times):
            session.go_to(moved(session.history, one).index)
        self._done()

    def _submit(self, one: Step, request: Any) -> None:
        if self._stopping:
            self._end()
            return
        engine = self.workspace.engine
        title = tr("{step} ({i} of {n})", step=tr(one.text), i=self._at + 1, n=len(self.plan))
        job = engine.submit(request[0], title, ("assistant", (self, request[1])))
        self._job = job.id
        self._job_changed(newest(engine.jobs, job))

    def _job_changed(self, job: Job) -> None:
        if job.id != self._job or job.state in ("queued", "running"):
            return
        self._job = None
        one = self.plan[self._at]
        if job.state == "cancelled":
            self._set("waiting")
            self._end()
        elif job.result is None:
            failure = job.failure or Failure("It did not work.")
            self._failed(failure.error or UserError("{reason}", failure.hint, reason=failure.message))
        else:
            self._answer(one, job, job.note[1][1], job.result)

    def _answer(self, one: Step, job: Job, placement: Placement, result: Result) -> None:
        if self._is_gone:
            self._end()
            return
        document = self.session.document if self.session is not None else None
        rest = self.plan[self._at + 1:self._last]
        if document is not None and placement.kind in _STAGED and all(s.kind == "selection" for s in rest):
            self._held = job, placement
            self._done()
            return
        picture = result.pictures[0]
        self._background.start(lambda: answered(document, one, picture, placement, result.recipe),
                               partial(self._commit, document, one), self._failed)

    def _commit(self, document: Document | None, one: Step, made: Any) -> None:
        session = self.session
        if session is None:
            self.session = Session(made, one.text)
            self.session.title = tr(one.text)
            self.workspace.add(self.session)
        elif self._is_gone:
            self._end()
            return
        elif session.document is not document:  # somebody went on working meanwhile: the step is for what is there now
            self._begin(one)
            return
        else:
            new_layer = len(made.layers) != len(session.document.layers) and bool(made.layers)
            session.commit(one.text, made, active=made.layers[-1].id if new_layer else None)
        self._done()

    def _done(self) -> None:
        self._set("done")
        self._at += 1
        self._go_on()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._set("failed")
            self._end()
            raise error
        self.told = error_text(error)
        self._set("failed")
        self._end()

    def _end(self) -> None:
        if self.is_running:
            self.is_running = False
            self._show_held()
            if self._at < len(self.plan) and self.states[self._at] == "running":
                self.states[self._at] = "waiting"
            self.changed.emit()
            self.ended.emit()

    def _show_held(self) -> None:
        if self._held is None or self.session not in self.workspace.sessions or self.session is None:
            return
        (job, placement), self._held = self._held, None
        assert job.result is not None
        self.workspace.stage(self.session, Staged(job.id, job.result.pictures, placement, job.result.recipe, 0,
                                                  job.request))

    def _set(self, state: str) -> None:
        self.states[self._at] = state
        self.changed.emit()

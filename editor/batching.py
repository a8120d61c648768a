"""A batch in the window: one job after the other through the queue, each result written as soon as it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from editor import batch
from editor.background import Background
from editor.document.document import Document
from editor.formats.files import open_document, save_document
from editor.jobs import Job, newest
from editor.text import error_text, tr
from inference.api import Operation, UserError

if TYPE_CHECKING:
    from editor.workspace import Workspace


class Batch(QObject):
    """Only one picture is in memory at a time. A cancelled job ends the batch; what failed is told at its end."""

    ended = Signal()

    def __init__(self, workspace: Workspace, operation: Operation, params: Any, model: str | None,
                 errands: tuple[batch.Errand, ...], seed: int = 1) -> None:
        super().__init__(workspace)
        self.workspace, self.operation, self.params, self.model = workspace, operation, params, model
        self.errands, self.seed = errands, seed
        self.done: list[batch.Errand] = []
        self.failed: list[tuple[batch.Errand, str]] = []
        self._at = -1
        self._job: int | None = None
        self._document: Document | None = None
        self._background = Background(self)
        workspace.engine.job_changed.connect(self._job_changed)

    def start(self) -> None:
        self._next()

    def _next(self) -> None:
        self._at += 1
        self._job, self._document = None, None
        if self._at == len(self.errands):
            self._end()
            return
        source = self.errands[self._at].source
        self._background.start(lambda: self._asked(open_document(source)), self._submit, self._failed)

    def _asked(self, document: Document) -> Any:
        """In a thread."""
        return document, batch.request(self.operation, document, self.params, self.model, self.seed)

    def _submit(self, asked: Any) -> None:
        self._document, request = asked
        title = tr("{operation}: {name} ({i} of {n})", operation=tr(self.operation.text),
                   name=self.errands[self._at].source.name, i=self._at + 1, n=len(self.errands))
        engine = self.workspace.engine
        job = engine.submit(request, title, ("batch", self))
        self._job = job.id
        self._job_changed(newest(engine.jobs, job))

    def _job_changed(self, job: Job) -> None:
        if job.id != self._job or job.state in ("queued", "running"):
            return
        self._job = None
        errand, document = self.errands[self._at], self._document
        if job.state == "cancelled":
            self._end()
        elif job.result is not None:
            result = job.result

            def write() -> None:
                save_document(batch.finished(document, result.pictures[0], result.recipe), errand.target)

            self._background.start(write, self._written, self._failed)
        else:
            self._failed(UserError(job.failure.message if job.failure else "It did not work."))

    def _written(self, _: object) -> None:
        self.done.append(self.errands[self._at])
        self._next()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._end()
            raise error
        self.failed.append((self.errands[self._at], error_text(error)[0]))
        self._next()

    def _end(self) -> None:
        self.workspace.engine.job_changed.disconnect(self._job_changed)
        folder = self.errands[0].target.parent
        told = tr("{n} of {all} pictures are in {folder}.", n=len(self.done), all=len(self.errands), folder=folder)
        reasons = "\n".join(f"{errand.source.name}: {reason}" for errand, reason in self.failed)
        self.workspace.noticed.emit(told, tr("{n} could not be made.", n=len(self.failed)) if reasons else "", reasons)
        self.ended.emit()
        self.deleteLater()

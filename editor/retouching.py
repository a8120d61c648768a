"""Two versions of one retouch stroke: the built-in fill, there at once, and a model's, which follows in the background.
Whichever is chosen, the history has one step. No widgets."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from editor import errands
from editor.document.document import Document
from editor.jobs import Job
from editor.session import Session
from editor.staging import Placement
from inference.api import ModelInfo, Picture, UserError, able, repainter

if TYPE_CHECKING:
    from editor.workspace import Workspace

Version = Literal["built in", "model"]


@dataclass(frozen=True, eq=False)
class Offer:
    """One stroke. `before` is the document without it, `key` the key of its step in the history. `pictures` are the
    versions that are there, each with where it goes; `failure` why the model's will not come."""

    session: Session
    before: Document
    key: str
    model: ModelInfo
    pictures: dict[Version, tuple[Picture, Placement]]
    chosen: Version = "built in"
    failure: str = ""

    @property
    def waits(self) -> bool:
        return "model" not in self.pictures and not self.failure


class Retouching(QObject):
    """`offer` is the last stroke that can still be switched, None when there is none."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.workspace = workspace
        self.offer: Offer | None = None
        workspace.engine.aside_done.connect(self._answered)
        workspace.session_changed.connect(self._check)

    def make(self, session: Session, before: Document, key: str, picture: Picture, placement: Placement) -> None:
        """The built-in version of a stroke was committed: have a model make its own, if one can."""
        self.withdraw()
        errand, model = placement.errand, self._model(placement)
        if errand is None or model is None:
            return
        request, place = errands.request(before, errand, model)
        self.offer = Offer(session, before, key, model, {"built in": (picture, placement)})
        session.history_changed.connect(self._check)
        self.workspace.engine.aside(request, (self, key, place))
        self.changed.emit()

    def choose(self, version: Version) -> None:
        """Put this version into the step of the stroke."""
        offer = self.offer
        if offer is None or version == offer.chosen or version not in offer.pictures:
            return
        picture, placement = offer.pictures[version]
        self.offer = dataclasses.replace(offer, chosen=version)
        offer.session.commit(placement.name, errands.put_into(offer.before, picture, placement), offer.key)
        self.changed.emit()

    def withdraw(self) -> None:
        """What stands in the document stays; the other version is forgotten."""
        offer, self.offer = self.offer, None
        if offer is not None:
            offer.session.history_changed.disconnect(self._check)
            self.workspace.engine.drop_asides(self)
            self.changed.emit()

    def _check(self) -> None:
        """Something else was done: the stroke is no longer the last step."""
        offer = self.offer
        if offer is None:
            return
        history = offer.session.history
        if offer.session is not self.workspace.session or history.states[history.index].key != offer.key:
            self.withdraw()

    def _answered(self, job: Job) -> None:
        offer = self.offer
        if offer is None or not isinstance(job.note, tuple) or job.note[0] is not self or job.note[1] != offer.key:
            return
        if job.result is None:
            self.offer = dataclasses.replace(offer, failure=job.failure.message if job.failure else "-")
        else:
            made = job.result.pictures[0], job.note[2]
            self.offer = dataclasses.replace(offer, pictures={**offer.pictures, "model": made})
        self.changed.emit()

    def _model(self, placement: Placement) -> ModelInfo | None:
        """The one chosen in the AI panel when it can do it, else the first that can."""
        errand = placement.errand
        if errand is None or not errand.again:
            return None
        found = able(self.workspace.engine.models, errand.operation)
        aim = self.workspace.aim
        wanted = aim.model.path if aim is not None and aim.model is not None else ""
        chosen = next((m for m in found if m.path == wanted), found[0] if found else None)
        if chosen is None or not self.workspace.settings.values.inpaint_models:
            return chosen
        return repainter(chosen, "remove", 1.0, self.workspace.engine.models)


def step_key(job: Job) -> str:
    """Of the step that a stroke's answer makes in the history."""
    return f"errand {job.id}"


def commit(workspace: Workspace, session: Session, placement: Placement, job: Job) -> None:
    """The built-in answer of an errand becomes a step of the history, and a model may make it again."""
    assert job.result is not None
    before, picture = session.document, job.result.pictures[0]
    try:
        session.commit(placement.name, errands.put_into(before, picture, placement), step_key(job))
    except UserError as error:  # the layer was deleted or locked meanwhile
        session.preview(None)
        workspace.notice(error)
        return
    workspace.retouching.make(session, before, step_key(job), picture, placement)

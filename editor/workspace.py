"""Workspace: the open sessions, the chosen tool and colours, the engine. What actions act on; no widgets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from editor.background import Background
from editor.estimates import observe
from editor.foresight import Aim
from editor.jobs import EngineThread, Job
from editor.models.library import Library
from editor.retouching import Retouching, commit
from editor.session import Session
from editor.settings import Settings
from editor.staging import Placement, Staged, new_document
from editor.text import tr
from editor.tools.tool import Colour, Errand, Scene, Search, Tool
from editor.warming import Warming
from inference.api import Picture, UserError, able, discover, operation_named

_LARGE = 4 << 20  # samples of a picture
_AT_ONCE = ("into", "select", "mask", "words")  # placements of answers that are not staged


class Workspace(QObject):
    sessions_changed = Signal()  # one was opened or closed
    session_changed = Signal()  # another one is in front
    tool_changed = Signal()
    options_changed = Signal()
    colours_changed = Signal()
    target_changed = Signal()
    aim_changed = Signal()
    recipe_wanted = Signal(object, bool)  # a recipe for the AI panel, and whether its seed is wanted too
    described = Signal(str)  # a picture in words, for the prompt
    noticed = Signal(str, str, str)  # sentence, hint, details: shown as a notice

    def __init__(self, settings: Settings, engine: EngineThread) -> None:
        super().__init__()
        self.settings = settings
        self.engine = engine
        self.library = Library(settings, engine)
        self.sessions: tuple[Session, ...] = ()
        self.session: Session | None = None
        self.tools: dict[str, Tool] = {tool.id: tool for tool in discover("editor.tools", "TOOL")}
        self.tool = next(iter(self.tools.values()))
        self.options: dict[str, Any] = {tool.id: tool.options() for tool in self.tools.values()}
        self.foreground: Colour = (0.0, 0.0, 0.0, 1.0)
        self.background: Colour = (1.0, 1.0, 1.0, 1.0)
        self.target = "pixels"
        self.aim: Aim | None = None  # what the AI panel is about to run
        self.retouching = Retouching(self)
        self.warming = Warming(self)
        self._answers: tuple[Callable[[], None], ...] = ()
        self._holding = False
        self._background = Background(self)
        engine.job_changed.connect(self._job_changed)
        engine.job_changed.connect(lambda job: observe(self.settings, job))
        engine.freed.connect(self._freed)

    def add(self, session: Session) -> None:
        self.sessions += (session,)
        self.sessions_changed.emit()
        self.show(session)

    def show(self, session: Session | None) -> None:
        if session is not self.session:
            self.session = session
            self.session_changed.emit()

    def close(self, session: Session) -> None:
        rest = tuple(s for s in self.sessions if s is not session)
        self.sessions = rest
        self.sessions_changed.emit()
        if self.session is session:
            self.show(rest[-1] if rest else None)

    def choose_tool(self, tool_id: str) -> None:
        if self.tool.id != tool_id:
            self.tool = self.tools[tool_id]
            self.tool_changed.emit()

    def set_options(self, options: Any) -> None:
        self.options[self.tool.id] = options
        self.options_changed.emit()

    def set_colours(self, foreground: Colour | None = None, background: Colour | None = None) -> None:
        self.foreground = foreground or self.foreground
        self.background = background or self.background
        self.colours_changed.emit()

    def set_target(self, target: str) -> None:
        """What painting changes: "pixels", "mask" or "selection" (quick mask)."""
        if target != self.target:
            self.target = target
            self.target_changed.emit()

    def take_aim(self, aim: Aim | None) -> None:
        """Told by the AI panel, for the canvas to show; None while it is out of sight."""
        if aim is not self.aim:
            self.aim = aim
            self.aim_changed.emit()

    def scene(self, zoom: float) -> Scene:
        """What a gesture of the chosen tool starts from. Needs a session."""
        assert self.session is not None
        layer = self.session.active_layer
        return Scene(self.session.document, layer.id if layer else None, self.options[self.tool.id],
                     self.foreground, self.background, self.target, zoom,  # type: ignore[arg-type]
                     self.session.anchor, self.session.source, search=self.session.search)

    def notice(self, error: UserError) -> None:
        from editor.text import error_text

        self.noticed.emit(*error_text(error), "")

    def send(self, session: Session, errand: Errand | Search) -> None:
        """Hand a tool's errand to the engine; its answer becomes a step of the history. Raises UserError."""
        from editor.errands import request, search_request

        if isinstance(errand, Search):
            if errand.instead is not None and not able(self.engine.models, "segment"):
                session.commit(errand.label, session.document.with_(selection=errand.instead))
                return
            asked, placement = search_request(session.document, errand, self.engine.models)
            for job in self.engine.jobs:  # an older click that nobody has looked at yet
                if job.state == "queued" and _search_of(job) is not None:
                    self.engine.cancel(job.id)
            session.search_for(errand)
            self.engine.submit(asked, tr(errand.label), (session, placement))
            return
        asked, placement = request(session.document, errand)
        self.engine.submit(asked, tr(errand.label), (session, placement))

    def enter(self) -> None:
        """The Return key in a text of the tool's options."""
        if self.session is None or self.tool.entered is None:
            return
        asked = self.tool.entered(self.scene(1.0))
        if asked is not None:
            try:
                self.send(self.session, asked)
            except UserError as error:
                self.notice(error)

    def fill_margin(self, session: Session, by_model: bool) -> None:
        """Have the empty margin of the canvas filled; the result is staged. Raises UserError."""
        from editor.repainting import runs
        from editor.requests import build

        operation = operation_named("inpaint")
        model = next(iter(able(self.engine.models, operation.id)), None) if by_model else None
        if by_model and model is None:
            raise UserError("There is no model that could fill the new area.", "Install one, or choose Fill.")
        params = operation.parameters(mode="expand")
        info = runs(operation, params, model, self.engine.models, session.document,
                    wanted=self.settings.values.inpaint_models)
        request, placement = build(session, operation, params, info.path if info else None,
                                   native=info.native if info else 0,
                                   chosen=model.path if model and info is not model else None)
        self.engine.submit(request, tr("Expand into the margin"), (session, placement))

    def hold_answers(self, holding: bool) -> None:
        """While a gesture runs no answer of an errand is put into the document under its hands."""
        self._holding = holding
        if not holding:
            answers, self._answers = self._answers, ()
            for answer in answers:
                answer()

    def _answered(self, job: Job, session: Session, placement: Placement) -> None:
        if job.state in ("failed", "cancelled"):
            session.preview(None)
            if placement.search is not None and session.searching is placement.search:
                session.search_for(None)
        elif job.state == "finished" and job.result is not None and session in self.sessions:
            if placement.kind == "into":
                answer = partial(commit, self, session, placement, job)
            else:
                put = {"mask": self._mask, "words": self._describe}.get(placement.kind, self._select)
                answer = partial(put, session, placement, job.result.pictures[0])
            self._answers += (answer,)
            self.hold_answers(self._holding)

    def _select(self, session: Session, placement: Placement, picture: Picture) -> None:
        from editor.errands import selected

        search = placement.search
        if search is not None and session.searching is not search:
            return  # a newer click is on its way, or the document was closed to this one
        try:
            document = selected(session.document, picture, placement)
        except UserError as error:
            session.search_for(None)
            self.notice(error)
            return
        if search is None:
            session.commit(placement.name, document)
        else:
            session.found(placement.name, document, search)

    def _mask(self, session: Session, placement: Placement, picture: Picture) -> None:
        from editor.errands import masked

        try:
            session.commit(placement.name, masked(session.document, picture, placement))
        except UserError as error:
            self.notice(error)

    def _describe(self, session: Session, placement: Placement, picture: Picture) -> None:
        self.described.emit(str(picture.facts.get("text", "")))

    def _freed(self, size: int) -> None:
        gigabytes = f"{size / (1 << 30):.1f}"
        self.noticed.emit(tr("{size} GB of memory freed.", size=gigabytes) if size >= 50 << 20 else
                          tr("The engine holds no model; there was nothing to free."), "", "")

    def _job_changed(self, job: Job) -> None:
        """A finished job's pictures are staged in the session that asked for them, or put into its layer."""
        asked = job.note if isinstance(job.note, tuple) and len(job.note) == 2 else (None, None)
        if isinstance(asked[1], Placement) and asked[1].kind in _AT_ONCE:
            self._answered(job, *asked)
            return
        if job.state == "finished" and job.result is not None and job.note is not None:
            session, placement = job.note
            if isinstance(placement, Placement) and placement.kind == "document":
                self.add(_opened(job, placement))
            elif session in self.sessions and isinstance(placement, Placement):
                self.stage(session, Staged(job.id, job.result.pictures, placement, job.result.recipe, 0, job.request))

    def stage(self, session: Session, staged: Staged) -> None:
        """Show a result to choose from. A large picture cut into tiles, or a document resampled to its size, takes a
        while, which a thread has."""
        if staged.picture.pixels.size < (_LARGE if staged.placement.kind == "scale" else 4 * _LARGE):
            session.stage(staged)
            return
        document = session.document

        def done(applied: Any) -> None:
            if session in self.sessions:
                session.stage(staged, (document, applied))

        def failed(error: BaseException) -> None:
            raise error

        self._background.start(lambda: staged.apply(document), done, failed)


def _search_of(job: Job) -> Search | None:
    note = job.note
    return note[1].search if isinstance(note, tuple) and len(note) == 2 and isinstance(note[1], Placement) else None


def _opened(job: Job, placement: Placement) -> Session:
    """A session for pictures made without a document: one picture is the document, several are staged to choose
    from over a blank one."""
    assert job.result is not None
    pictures, recipe = job.result.pictures, job.result.recipe
    document = new_document(pictures[0], placement, recipe)
    if len(pictures) > 1:
        document = document.with_(layers=())
    session = Session(document, placement.name)
    session.title = job.title
    if len(pictures) > 1:
        where = Placement("layer", document.rect, name=placement.name)
        session.stage(Staged(job.id, pictures, where, recipe, 0, job.request))
    return session

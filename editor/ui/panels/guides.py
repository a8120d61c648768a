"""The guides of the AI panel: pictures that say beside the words what a model shall make, each with its network."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QVBoxLayout, QWidget

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels, convert
from editor.guides import TEXTS, GuideSource, drawable, from_layer, from_selection, networks, offered, resolved
from editor.jobs import Job
from editor.session import Session
from editor.text import tr
from editor.ui.form_image import read_picture
from editor.ui.panels.guide_row import GuideRow
from editor.ui.panels.parts import caption, hint, let_go, row, tool_button
from editor.workspace import Workspace
from inference.api import LINES, MAPS, ModelInfo, Operation, Request, UserError, operation_named


class GuidesBox(QWidget):
    """Kept with each document (Session.guides), and here while there is none. Hidden where nothing can guide."""

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("guidesBox")
        self.workspace = workspace
        self.rows: list[GuideRow] = []
        self._own: tuple[GuideSource, ...] = ()  # without a document
        self._model: ModelInfo | None = None
        self._kinds: tuple[str, ...] = ()
        self._opened: set[int] = set()
        self._shown: tuple[Any, ...] = ()
        self.add = tool_button("plus", tr("Add a guide"))
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.add)
        self.add.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.empty = hint(tr("A sketch, a pose or a style to follow: add a layer, the picture or a file."))
        self.column = QVBoxLayout()
        self.column.setSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(row(caption(tr("Guides")), 1, self.add))
        whole.addWidget(self.empty)
        whole.addLayout(self.column)
        workspace.engine.aside_done.connect(self._map_done)

    # ---- what is kept

    @property
    def session(self) -> Session | None:
        return self.workspace.session

    @property
    def sources(self) -> tuple[GuideSource, ...]:
        return self._own if self.session is None else self.session.guides

    def set_sources(self, sources: tuple[GuideSource, ...], rebuild: bool = True) -> None:
        if self.session is None:
            self._own = sources
        else:
            self.session.guides = sources
        if rebuild:
            self.show_for(self._operation, self._model)
        self.changed.emit()

    def active(self) -> tuple[GuideSource, ...]:
        """Those that the chosen operation and model can follow."""
        return tuple(source for source in self.sources if source.on and source.kind in self._kinds)

    @property
    def unaided(self) -> bool:
        return self._model is not None and self._model.traits is not None and self._model.traits.unaided

    # ---- showing

    def show_for(self, operation: Operation, model: ModelInfo | None) -> None:
        """Rows for what is kept in the document in front."""
        self._operation, self._model = operation, model
        self._kinds = offered(operation, model.traits if model else None)
        self.setVisible(bool(self._kinds))
        document = self.session.document if self.session is not None else None
        models = self.workspace.engine.models
        layers = document.layers if document is not None and self.sources else None
        key = (self.session, self.sources, self._kinds, model, models, layers)
        if len(key) == len(self._shown) and all(a is b or a == b for a, b in zip(key, self._shown, strict=True)):
            return
        self._shown = key
        self._opened = {r.source.id for r in self.rows if r.is_open} | {
            i for i in self._opened if all(r.source.id != i for r in self.rows)}
        let_go(self.rows)
        self.rows = [self._row(source, document) for source in self._with_models() if source.kind in self._kinds]
        for made in self.rows:
            self.column.addWidget(made)
        self.empty.setVisible(not self.rows)

    def _row(self, source: GuideSource, document: Document | None) -> GuideRow:
        family = self._model.family if self._model else ""
        found = networks(source.kind, family, self.workspace.engine.models)
        unaided = source.kind == "reference" or (self.unaided and source.kind in MAPS)
        lacks = "" if found or unaided else (
            tr("No ControlNet for this model is installed.") if source.kind in MAPS else
            tr("No IP-Adapter for this model is installed."))
        made = GuideRow(source, document, self._kinds, () if unaided else found,
                        drawable(self.workspace.engine.models), lacks, source.id in self._opened)
        made.changed.connect(self._changed)
        made.removed.connect(lambda i: self.set_sources(tuple(s for s in self.sources if s.id != i)))
        made.map_wanted.connect(self._order_map)
        return made

    def _with_models(self) -> tuple[GuideSource, ...]:
        """Every guide with a network that fits the model of now: its own, or the best by name."""
        family = self._model.family if self._model else ""
        made = []
        for source in self.sources:
            found = networks(source.kind, family, self.workspace.engine.models)
            paths = [model.path for model in found]
            fitting = source.model if source.model in paths else paths[0] if paths else None
            made.append(source if fitting == source.model or source.kind not in self._kinds
                        else source.with_(model=fitting))
        kept = tuple(made)
        if any(a is not b for a, b in zip(kept, self.sources, strict=True)):
            if self.session is None:
                self._own = kept
            else:
                self.session.guides = kept
            self._shown = ()
        return kept

    def _changed(self, source: GuideSource) -> None:
        old = next(s for s in self.sources if s.id == source.id)
        self.set_sources(tuple(source if s.id == source.id else s for s in self.sources),
                         rebuild=old.kind != source.kind)

    # ---- adding

    def _fill_menu(self) -> None:
        self.menu.clear()
        layer = self.session.active_layer if self.session is not None else None
        for text, do, able in (
            (tr("From the active layer"), self.add_layer, layer is not None),
            (tr("From the visible picture"), self.add_picture, self.session is not None),
            (tr("From the selection"), self.add_selection,
             self.session is not None and self.session.document.selection is not None),
            (tr("From a file…"), self.add_file, True),
        ):
            action = self.menu.addAction(text)
            action.setEnabled(able)
            action.triggered.connect(lambda _=False, do=do: do())

    def add_source(self, source: GuideSource) -> None:
        self._opened = {source.id}
        for old in self.rows:
            old.open(False)
        self.set_sources((*self.sources, source))

    def add_layer(self) -> None:
        layer = self.session.active_layer if self.session is not None else None
        if layer is not None:
            self.add_source(from_layer(layer, self._kinds[0]))

    def add_picture(self) -> None:
        self.add_source(GuideSource(self._kinds[0], "picture", tr("Visible picture")))

    def add_selection(self) -> None:
        if self.session is None:
            return
        try:
            self.add_source(from_selection(self.session.document, self._kinds[0], tr("Selection")))
        except UserError as error:
            self.workspace.notice(error)

    def add_file(self, path: Path | None = None) -> None:
        if path is None:
            name, _ = QFileDialog.getOpenFileName(self, tr("Choose a picture"))
            path = Path(name) if name else None
        if path is None:
            return
        try:
            self.add_source(GuideSource(self._kinds[0], "file", path.name, pixels=read_picture(path)))
        except UserError as error:
            self.workspace.notice(error)

    # ---- the map as a layer

    def _order_map(self, source_id: int) -> None:
        """Have the engine draw it; the answer becomes a layer, which then is the guide."""
        session, source = self.session, next(s for s in self.sources if s.id == source_id)
        operation = operation_named("controlmap")
        if session is None:
            self.workspace.notice(UserError("Open a picture first.", "The map becomes a layer of it."))
            return
        rect = session.document.rect
        try:
            guide = resolved([source.with_(on=True, model="-")], session.document, rect, rect)[0]
        except UserError as error:
            self.workspace.notice(error)
            return
        params = operation.parameters(kind=source.kind, detail=source.detail)
        self.workspace.engine.aside(Request("controlmap", params, guide.image), (self, session, source))

    def _map_done(self, job: Job) -> None:
        if not isinstance(job.note, tuple) or len(job.note) != 3 or job.note[0] is not self:
            return
        _, session, source = job.note
        if job.result is None:
            failure = job.failure
            self.workspace.notice(UserError(failure.message, failure.hint) if failure else
                                  UserError("The map could not be drawn."))
            return
        self._put_layer(session, source, job.result.pictures[0].pixels)

    def _put_layer(self, session: Session, source: GuideSource, pixels: Any) -> None:
        document, active = session.document, session.active_layer
        name = tr(TEXTS[source.kind])
        layer = PixelLayer(name=name, blend="screen" if source.kind in LINES else "normal",
                           pixels=Pixels.of(convert(pixels, document.dtype)))
        session.commit(tr("Control map"), document.inserted(layer), active=active.id if active else None)
        guide = dataclasses.replace(source, origin="layer", layer=layer.id, name=name, raw=False, pixels=None,
                                    rect=Rect(0, 0, 0, 0))
        session.guides = tuple(guide if s.id == source.id else s for s in session.guides)
        self._shown = ()
        self.show_for(self._operation, self._model)
        self.changed.emit()

"""Thumbnails of the style presets from the user's own picture, drawn by the engine while it has nothing else to do."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from editor.document.document import Document
from editor.document.pixels import Array
from editor.document.thumbnail import thumbnail
from editor.jobs import Job
from editor.session import Session
from editor.ui.form_gallery import GalleryField
from editor.ui.panels.parts import qimage
from editor.ui.window_work import Latest
from editor.workspace import Workspace
from inference.api import Operation, Request

EDGE_PX = 300  # of what is drawn; shown at about a third, so strokes look as fine as they will
REST_MS = 350  # after the last edit
KEPT = 4  # versions of documents whose thumbnails are kept


class StyleGallery(QObject):
    """Fills `field` for the picture in front. Every version of a document is drawn once; the last few are kept."""

    def __init__(self, workspace: Workspace, operation: Operation, field: GalleryField) -> None:
        super().__init__(field)
        self.workspace, self.operation, self.field = workspace, operation, field
        self._session: Session | None = None
        self._kept: dict[int, tuple[Any, dict[str, QImage]]] = {}  # by the id of a document's layers, which it holds
        self._shown: Any = None
        self._work = Latest(self)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.refresh)
        field.appeared.connect(self._rest.start)
        field.vanished.connect(lambda: workspace.engine.drop_asides(self))
        workspace.session_changed.connect(self._another_session)
        workspace.engine.aside_done.connect(self._done)
        self._another_session()

    def _another_session(self) -> None:
        if self._session is not None:
            self._session.history_changed.disconnect(self._rest.start)
        self._session = self.workspace.session
        if self._session is not None:
            self._session.history_changed.connect(self._rest.start)
        self._rest.start()

    def refresh(self) -> None:
        """Show what is kept for this version of the document, or have it drawn when the gallery can be seen."""
        document = self._session.document if self._session is not None else None
        version = document.layers if document is not None else None
        if version is not self._shown:
            self._shown = version
            self.workspace.engine.drop_asides(self)
            for name in self.field.ids:
                self.field.set_picture(name, self._of(version).get(name))
        if document is not None and self.field.isVisible() and len(self._of(version)) < len(self.field.ids):
            self._work.request(lambda: thumbnail(document, EDGE_PX), lambda small: self._order(document, small), _told)

    def _of(self, version: Any) -> dict[str, QImage]:
        return self._kept[id(version)][1] if id(version) in self._kept else {}

    def _order(self, document: Document, small: Array) -> None:
        if document.layers is not self._shown or not small[..., 3].any():
            return
        self.workspace.engine.drop_asides(self)
        kept = self._keep(document.layers)
        for name in self.field.ids:
            if name not in kept:
                params = dataclasses.replace(self.operation.parameters(), preset=name)
                self.workspace.engine.aside(Request(self.operation.id, params, small), (self, document.layers, name))

    def _keep(self, version: Any) -> dict[str, QImage]:
        """The pictures of a version, the oldest versions being forgotten."""
        _, kept = self._kept.setdefault(id(version), (version, {}))
        while len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        return kept

    def _done(self, job: Job) -> None:
        if not isinstance(job.note, tuple) or job.note[0] is not self or job.result is None:
            return
        _, version, name = job.note
        picture = qimage(job.result.pictures[0].pixels)
        if id(version) in self._kept:
            self._of(version)[name] = picture
        if version is self._shown:
            self.field.set_picture(name, picture)


def _told(error: Exception) -> None:
    """Nothing is expected to fail here: the program's hook shows it."""
    raise error

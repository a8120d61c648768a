"""Files and the window: opening in a thread, dropping, recent files, and unsaved work when something is closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from editor.document.document import Document
from editor.session import Session
from editor.text import tr
from editor.ui.dialogs import ask_save
from editor.ui.icons import icon
from editor.ui.window_work import Latest
from editor.workspace import Workspace
from inference.api import UserError

RECENT = 12


class Files(QObject):
    """`save(session)` runs the action that saves; its outcome is read from the session."""

    def __init__(self, workspace: Workspace, save: Callable[[Session], Any], parent: Any = None) -> None:
        super().__init__(parent)
        self._workspace, self._save, self._window = workspace, save, parent
        self._work = Latest(self)
        self._paths: list[Path] = []

    def open(self, paths: list[Path]) -> None:
        """One after the other; a file that is open already comes to the front."""
        self._paths += paths
        if not self._work.is_busy:
            self._next()

    def close(self, session: Session) -> bool:
        """Close a document; False when the user keeps it."""
        if session.has_unsaved_work:
            self._workspace.show(session)
            answer = ask_save(session.name, self._window)
            if answer == "cancel":
                return False
            if answer == "save":
                self._save(session)
                if not session.history.is_saved:
                    return False
        self._workspace.close(session)
        return True

    def close_all(self) -> bool:
        return all(self.close(session) for session in self._workspace.sessions)

    def finish(self) -> None:
        """Wait for the thread; nothing more is opened."""
        self._paths = []
        self._work.wait()

    def remember(self, path: Path) -> None:
        settings = self._workspace.settings
        recent = [str(path), *(p for p in settings.state.get("recent", []) if p != str(path))]
        settings.remember("recent", recent[:RECENT])

    def _next(self) -> None:
        while self._paths:
            path = self._paths.pop(0).absolute()
            opened = next((s for s in self._workspace.sessions if s.path == path), None)
            if opened is None:
                self._work.request(partial(_read, path), partial(self._opened, path), self._failed)
                return
            self._workspace.show(opened)

    def _opened(self, path: Path, document: Any) -> None:
        budget = self._workspace.settings.values.history_mb << 20
        session = Session(_named(document), "Open", path, budget)
        self._workspace.add(session)
        self.remember(path)
        self._next()

    def _failed(self, error: Exception) -> None:
        self._next()
        if not isinstance(error, UserError):
            raise error
        self._workspace.notice(error)


class RecentMenu(QMenu):
    """The files that were open last, newest first; those that are gone are left out."""

    def __init__(self, workspace: Workspace, open_: Callable[[list[Path]], Any], parent: QWidget) -> None:
        super().__init__(tr("Recent files"), parent)
        self.setIcon(icon("clock"))
        self._workspace, self._open = workspace, open_
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        settings = self._workspace.settings
        paths = [Path(p) for p in settings.state.get("recent", [])]
        for path in (p for p in paths if p.is_file()):
            entry = self.addAction(path.name.replace("&", "&&"))
            entry.setToolTip(str(path))
            entry.triggered.connect(partial(self._chosen, path))
        if self.isEmpty():
            self.addAction(tr("None yet")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(tr("Forget them")).triggered.connect(lambda: settings.remember("recent", []))

    def _chosen(self, path: Path, checked: bool = False) -> None:
        self._open([path])


def _read(path: Path) -> Any:
    """In the thread: decoders are imported when the first file is opened."""
    from editor.formats.files import open_document

    return open_document(path)


def _named(document: Document) -> Document:
    """A flat picture's only layer named in the user's language: the formats, below translation, say Background."""
    only = document.layers[0] if len(document.layers) == 1 else None
    if only is None or only.name != "Background":
        return document
    return document.with_(layers=(only.with_(name=tr("Background")),))

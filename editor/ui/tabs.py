"""The tabs of the open documents."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar, QWidget

from editor.session import Session
from editor.text import tr
from editor.workspace import Workspace


class DocumentTabs(QTabBar):
    """Order follows the workspace. `close(session)` asks about unsaved work."""

    def __init__(self, workspace: Workspace, close: Callable[[Session], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documentTabs")
        self.setTabsClosable(True)
        self.setDocumentMode(True)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setDrawBase(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._workspace, self._close = workspace, close
        workspace.sessions_changed.connect(self._fill)
        workspace.session_changed.connect(self._fill)
        self.currentChanged.connect(self._chosen)
        self.tabCloseRequested.connect(lambda i: close(workspace.sessions[i]))
        self._fill()

    def step(self, by: int) -> None:
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        i = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and i >= 0:
            self._close(self._workspace.sessions[i])
        else:
            super().mouseReleaseEvent(event)

    def retitle(self) -> None:
        for i, session in enumerate(self._workspace.sessions):
            if i < self.count():
                self.setTabText(i, title(session))
                self.setTabToolTip(i, str(session.path) if session.path else tr("Not saved yet"))

    def _fill(self) -> None:
        sessions = self._workspace.sessions
        with QSignalBlocker(self):
            while self.count() > len(sessions):
                self.removeTab(self.count() - 1)
            while self.count() < len(sessions):
                self.addTab("")
            if self._workspace.session in sessions:
                self.setCurrentIndex(sessions.index(self._workspace.session))
        self.retitle()
        self.setVisible(bool(sessions))

    def _chosen(self, index: int) -> None:
        sessions = self._workspace.sessions
        if 0 <= index < len(sessions):
            self._workspace.show(sessions[index])


def title(session: Session) -> str:
    """The name, with a dot before it while there is unsaved work."""
    name = (session.name or tr("Untitled")).replace("&", "&&")
    return name if session.history.is_saved else f"•  {name}"

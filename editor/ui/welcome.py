"""What the middle of the window shows while no document is open: how to begin, and the recent files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from editor.settings import Settings
from editor.text import tr
from editor.ui.icons import application_icon, icon

RECENT = 6


class Welcome(QFrame):
    """`trigger(id)` runs an action; `open_path(path)` opens a recent file."""

    def __init__(self, settings: Settings, trigger: Callable[[str], None], open_path: Callable[[Path], None]) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self._settings, self._open = settings, open_path
        middle = QWidget()
        middle.setFixedWidth(420)
        column = QVBoxLayout(middle)
        column.setSpacing(8)
        column.addLayout(self._heading())
        column.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, name, action, role in ((tr("Open…"), "folder-open", "file.open", "primary"),
                                         (tr("New…"), "file-plus", "file.new", "")):
            button = QPushButton(icon(name, "accent_on" if role else ""), text)
            button.setProperty("role", role)
            button.setMinimumHeight(34)
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(lambda _=False, action=action: trigger(action))
            row.addWidget(button, 1)
        column.addLayout(row)
        models = QPushButton(icon("package"), tr("Models…"))
        models.setProperty("role", "flat")
        models.setToolTip(tr("What is installed, and what can be had."))
        models.clicked.connect(lambda: trigger("models.open"))
        column.addWidget(models)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column.addSpacing(16)
        column.addLayout(self._recent)
        column.addSpacing(12)
        foot = _label(tr("Drop pictures anywhere on this window. Ctrl+K finds every command."), "muted")
        foot.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(foot)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(middle, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def showEvent(self, event: QShowEvent) -> None:
        self._fill()
        super().showEvent(event)

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        mark = QLabel()
        drawn: QPixmap = application_icon().pixmap(QSize(64, 64), self.devicePixelRatioF())
        mark.setPixmap(drawn)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(_label("Limner", "display"))
        texts.addWidget(_label(tr("Edit and generate pictures on your own machine"), "muted"))
        row.addWidget(mark)
        row.addLayout(texts, 1)
        return row

    def _fill(self) -> None:
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        paths = [Path(p) for p in self._settings.state.get("recent", []) if Path(p).is_file()][:RECENT]
        if paths:
            self._recent.addWidget(_label(tr("Recent"), "section"))
        for path in paths:
            button = QToolButton()
            button.setIcon(icon("image", "muted"))
            button.setText(f"  {path.name}")
            button.setToolTip(str(path))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, path=path: self._open(path))
            self._recent.addWidget(button)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    return label

"""The text of a file as a parameter: a button that chooses it, and its name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from editor.text import tr
from editor.ui.form_field import Field
from editor.ui.form_image import dropped_files
from inference.api import Parameter

LARGEST = 64 << 20  # bytes


class ContentField(Field):
    """The value is the text itself; its name is known only while the form that read it is open."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self._text = ""
        self.setAcceptDrops(True)
        self.button = QPushButton(tr("Choose…"))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.choose)
        self.name = QLabel()
        self.name.setProperty("role", "muted")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.name, 1)
        self.setFocusProxy(self.button)

    def value(self) -> Any:
        return self._text

    def set_value(self, value: Any) -> None:
        if value == self._text and self.name.text():
            return
        self._text = str(value or "")
        self.name.setText(titled(self._text) or (tr("From a file") if self._text else tr("None")))

    def choose(self) -> None:
        pattern = " ".join(f"*.{suffix}" for suffix in self.parameter.options)
        name, _ = QFileDialog.getOpenFileName(self, tr(self.parameter.label), "", f"{tr('Tables')} ({pattern})")
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        try:
            if path.stat().st_size > LARGEST:
                raise OSError(path.name)
            text = path.read_text("utf-8", errors="replace")
        except OSError:
            self.name.setText(tr("{name} cannot be read.", name=path.name))
            return
        self._text = text
        self.name.setText(path.name)
        self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(dropped_files(event.mimeData())[0])
        event.acceptProposedAction()


def titled(text: str) -> str:
    """The title that a file gives itself, "" without one."""
    line = next((line for line in text[:4096].splitlines() if line.upper().startswith("TITLE")), "")
    return line[5:].strip().strip('"')

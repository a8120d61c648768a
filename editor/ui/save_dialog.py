"""How a picture is to be saved: the format's options, the size the file will have, and what is left of the picture."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.formats.trial import Trial, tried
from editor.text import error_text, tr
from editor.ui.dialogs import FormDialog
from editor.ui.panels.parts import caption, checkerboard, qimage
from editor.ui.theme import current
from editor.ui.window_work import Latest
from inference.api import UserError

VIEW = QSize(360, 270)  # of the picture, one px for one
REST_MS = 180


class SaveDialog(FormDialog):
    """The file is really written, to a temporary place, whenever the options rest; what is seen is read back."""

    def __init__(self, title: str, options: Any, document: Document, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(title, options, parent)
        self._document, self._path = document, path
        self._work = Latest(self)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._try)
        self.view = PartView(document.width, document.height)
        self.view.moved.connect(self._rest.start)
        self.size_told = caption("")
        beside = QVBoxLayout()
        beside.setSpacing(6)
        beside.addWidget(self.view)
        beside.addWidget(self.size_told)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.removeWidget(self.form)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(beside)
        fields = QVBoxLayout()
        fields.addWidget(self.form)
        fields.addStretch(1)
        row.addLayout(fields, 1)
        column.insertLayout(0, row)
        self.setMinimumWidth(780)
        self.form.changed.connect(self._rest.start)
        self.size_told.setText(tr("Working"))
        self._rest.start(0)

    def done(self, result: int) -> None:
        self._rest.stop()
        self._work.forget()
        super().done(result)

    def _try(self) -> None:
        self.size_told.setText(tr("Working"))
        work = partial(tried, self._document, self._path, self.values(), self.view.part)
        self._work.request(work, self._show, self._failed)

    def _show(self, trial: Trial) -> None:
        self.trouble.hide()
        size = tr("{size} · {w} × {h} px", size=size_text(trial.size_bytes), w=self._document.width,
                  h=self._document.height)
        self.size_told.setText(size)
        self.view.show_picture(qimage(trial.part) if trial.part is not None else None)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.size_told.clear()
        self.trouble.setText(" ".join(error_text(error)))
        self.trouble.show()


class PartView(QWidget):
    """A part of the picture at its own size; dragging shows another. `moved` says that one is wanted."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._whole = Rect(0, 0, width, height)
        self._at = QPoint(max(width - VIEW.width(), 0) // 2, max(height - VIEW.height(), 0) // 2)
        self._picture: tuple[QImage, QPoint] | None = None
        self._held: tuple[QPoint, QPoint] | None = None
        self.timer = QTimer(self, singleShot=True, interval=60)
        self.moved = self.timer.timeout
        self.setFixedSize(VIEW)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(tr("The saved picture at its own size. Drag to see another part."))

    @property
    def part(self) -> Rect:
        """Px of the document."""
        return Rect(self._at.x(), self._at.y(), VIEW.width(), VIEW.height()).intersect(self._whole)

    def show_picture(self, picture: QImage | None) -> None:
        self._picture = (picture, QPoint(self._at)) if picture is not None else None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.position().toPoint(), QPoint(self._at)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        wanted = self._held[1] - (event.position().toPoint() - self._held[0])
        most = max(self._whole.w - VIEW.width(), 0), max(self._whole.h - VIEW.height(), 0)
        self._at = QPoint(min(max(wanted.x(), 0), most[0]), min(max(wanted.y(), 0), most[1]))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().canvas))
        if self._picture is not None:
            picture, at = self._picture
            place = at - self._at
            if self._whole.w < VIEW.width() or self._whole.h < VIEW.height():
                place += QPoint(max(VIEW.width() - self._whole.w, 0) // 2, max(VIEW.height() - self._whole.h, 0) // 2)
            painter.drawTiledPixmap(place.x(), place.y(), picture.width(), picture.height(), checkerboard())
            painter.drawImage(place, picture)
        painter.setPen(QColor(current().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def size_text(size: int) -> str:
    """As people read sizes: "820 KB", "3.4 MB"."""
    if size < 1000 * 1000:
        return f"{max(round(size / 1000), 1)} KB"
    return f"{size / 1e6:.1f} MB" if size < 1e9 else f"{size / 1e9:.2f} GB"

"""A picture as a parameter: a box to drop a file on, or to click, with a thumbnail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from editor.text import tr
from editor.ui.form_field import Field
from editor.ui.icons import icon
from editor.ui.icons import pixmap as icon_pixmap
from editor.ui.theme import repolish
from inference.api import Parameter, UserError

THUMB = 56


class ImageField(Field):
    """The value is RGBA uint8 (h, w, 4), straight alpha, or None."""

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self._pixels: npt.NDArray[Any] | None = None
        self.box = _DropBox(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)

    def value(self) -> Any:
        return self._pixels

    def set_value(self, value: Any) -> None:
        self._pixels = value
        self.box.show_picture(value, "")

    def take(self, path: Path) -> None:
        """Read the file; a failure is shown in the box."""
        try:
            self._pixels = read_picture(path)
        except UserError as error:
            self.box.show_failure(tr(error.message).format(**error.values))
            return
        self.box.show_picture(self._pixels, path.name)
        self.changed.emit()

    def clear(self) -> None:
        self.set_value(None)
        self.changed.emit()


class _DropBox(QFrame):
    def __init__(self, field: ImageField) -> None:
        super().__init__(field)
        self._field = field
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(THUMB + 18)
        self.thumb, self.text = QLabel(), QLabel()
        self.thumb.setFixedSize(THUMB, THUMB)
        self.thumb.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setWordWrap(True)
        self.text.setProperty("role", "muted")
        self.remove = QToolButton()
        self.remove.setIcon(icon("x"))
        self.remove.setToolTip(tr("Remove the picture"))
        self.remove.clicked.connect(field.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 8, 8, 8)
        row.addWidget(self.thumb)
        row.addWidget(self.text, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def show_picture(self, pixels: npt.NDArray[Any] | None, name: str) -> None:
        self.remove.setVisible(pixels is not None)
        if pixels is None:
            self.thumb.setPixmap(icon_pixmap("image-plus", 24, "muted", self.devicePixelRatioF()))
            self.text.setText(tr("Drop a picture here, or click to choose one"))
            return
        height, width = pixels.shape[:2]
        self.thumb.setPixmap(_thumbnail(pixels, self.devicePixelRatioF()))
        self.text.setText(f"{name}\n{width} × {height} px".strip())

    def show_failure(self, message: str) -> None:
        self.text.setText(message)

    def choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a picture"), "", _filter())
        if name:
            self._field.take(Path(name))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.choose()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            self._heat(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._heat(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._heat(False)
        self._field.take(dropped_files(event.mimeData())[0])
        event.acceptProposedAction()

    def _heat(self, hot: bool) -> None:
        self.setProperty("hot", hot)
        repolish(self)


def dropped_files(data: QMimeData) -> list[Path]:
    """The local files that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def read_picture(path: Path) -> npt.NDArray[np.uint8]:
    """RGBA uint8 (h, w, 4), upright by its EXIF orientation. Raises UserError."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        raise UserError("{name} cannot be read as a picture.", name=path.name)
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4).copy()


def _thumbnail(pixels: npt.NDArray[Any], ratio: float) -> QPixmap:
    step = max(1, min(pixels.shape[:2]) // 256)
    small = pixels[::step, ::step]
    if small.dtype != np.uint8:
        top = 65535 if small.dtype == np.uint16 else 1
        small = (np.clip(small / top, 0, 1) * 255).astype(np.uint8)
    small = np.ascontiguousarray(small)
    image = QImage(small.data, small.shape[1], small.shape[0], small.strides[0], QImage.Format.Format_RGBA8888)
    edge = round(THUMB * ratio)
    scaled = QPixmap.fromImage(image.copy()).scaled(
        edge, edge, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    scaled.setDevicePixelRatio(ratio)
    return scaled


def _filter() -> str:
    suffixes = sorted({bytes(s.data()).decode() for s in QImageReader.supportedImageFormats()})
    return f"{tr('Pictures')} ({' '.join('*.' + s for s in suffixes)})"

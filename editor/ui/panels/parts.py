"""Small parts that several panels are made of: buttons, thumbnails, checkerboard, texts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from editor.document.pixels import Array, convert
from editor.ui.icons import icon
from editor.ui.theme import current
from editor.ui.window_work import Latest

SMALL = QSize(16, 16)


def tool_button(name: str, tip: str, pressed: Callable[[], object] | None = None) -> QToolButton:
    """A flat button with an icon; `tip` is translated already."""
    button = QToolButton()
    button.setAutoRaise(True)
    button.setIconSize(SMALL)
    button.setIcon(icon(name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if pressed is not None:
        button.clicked.connect(lambda: pressed())
    return button


def caption(text: str) -> QLabel:
    """The name of a field, in the quieter colour."""
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label


def hint(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    return label


def bring_up(body: QWidget) -> None:
    """Show the dock that holds a panel's widget, in front of those that share its place."""
    around = body.parentWidget()
    while around is not None and not isinstance(around, QDockWidget):
        around = around.parentWidget()
    if around is not None:
        around.show()
        around.raise_()


def let_go(widgets: Iterable[QWidget]) -> None:
    """Out of sight at once, deleted when nothing runs in them any more."""
    for widget in widgets:
        widget.hide()
        widget.deleteLater()


def titled(title: str, widget: QWidget) -> QWidget:
    """The name above a field."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    label = caption(title)
    label.setBuddy(widget)
    column.addWidget(label)
    column.addWidget(widget)
    return box


def row(*widgets: QWidget | int, spacing: int = 4, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QWidget:
    """Widgets side by side; an int is a stretch."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for item in widgets:
        if isinstance(item, int):
            layout.addStretch(item)
        else:
            layout.addWidget(item)
    return holder


def qimage(array: Array, premultiplied: bool = False) -> QImage:
    """A picture (h, w, 4) or a mask (h, w) of any depth as an image that owns its memory."""
    data = np.ascontiguousarray(convert(array, "uint8"))
    height, width = data.shape[:2]
    colours = QImage.Format.Format_RGBA8888_Premultiplied if premultiplied else QImage.Format.Format_RGBA8888
    kind = colours if data.ndim == 3 else QImage.Format.Format_Grayscale8
    return QImage(data.data, width, height, data.strides[0], kind).copy()


@lru_cache(maxsize=4)
def _checkerboard(light: str, dark: str, cell_px: int) -> QPixmap:
    tile = QPixmap(cell_px * 2, cell_px * 2)
    tile.fill(QColor(light))
    painter = QPainter(tile)
    painter.fillRect(0, 0, cell_px, cell_px, QColor(dark))
    painter.fillRect(cell_px, cell_px, cell_px, cell_px, QColor(dark))
    painter.end()
    return tile


def checkerboard(cell_px: int = 5) -> QPixmap:
    """The tile that stands for "nothing here", in the theme's colours."""
    theme = current()
    return _checkerboard(theme.colour("checker_a").name(), theme.colour("checker_b").name(), cell_px)


def draw_thumbnail(painter: QPainter, area: QRectF, image: QImage | None, radius: float = 3.0) -> QRectF:
    """The image fitted into `area` over a checkerboard, with round corners. Returns where it lies."""
    target = fitted(area, image)
    path = QPainterPath()
    path.addRoundedRect(target, radius, radius)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(path)
    painter.drawTiledPixmap(target.toAlignedRect(), checkerboard())
    if image is not None:
        painter.drawImage(target, image)
    painter.restore()
    return target


def fitted(area: QRectF, image: QImage | None) -> QRectF:
    if image is None or image.isNull():
        return QRectF(area)
    scale = min(area.width() / image.width(), area.height() / image.height())
    width, height = max(image.width() * scale, 4), max(image.height() * scale, 4)
    return QRectF(area.center().x() - width / 2, area.center().y() - height / 2, width, height)


class Thumbnails(QObject):
    """Pictures made by a worker, kept by key and remade when their `source` is not equal to the one before.

    `image` answers at once, with the old picture or None; `ready` says that a newer one is there. The worker waits
    until nothing newer was asked for during `delay_ms`: in the middle of a stroke it would take its processor.
    """

    ready = Signal()

    def __init__(self, parent: QObject, delay_ms: int = 120) -> None:
        super().__init__(parent)
        self._kept: dict[Hashable, tuple[object, QImage]] = {}
        self._wanted: dict[Hashable, tuple[object, Callable[[], Array]]] = {}
        self._making: Hashable = None
        self._unwanted = False  # what is being made was forgotten meanwhile
        self._work = Latest(self)
        self._timer = QTimer(self, singleShot=True, interval=delay_ms)
        self._timer.timeout.connect(self._next)

    def image(self, key: Hashable, source: object, make: Callable[[], Array]) -> QImage | None:
        """`make` runs in the worker and returns a small picture or mask; it may only touch values."""
        kept = self._kept.get(key)
        if kept is not None and kept[0] == source:
            return kept[1]
        waits = self._wanted.get(key)
        if waits is None or waits[0] != source:
            self._wanted[key] = source, make
            if not self._work.is_busy:
                self._timer.start()
        return kept[1] if kept is not None else None

    def peek(self, key: Hashable) -> QImage | None:
        """The picture that is there, asking for none."""
        kept = self._kept.get(key)
        return kept[1] if kept is not None else None

    def forget(self, keep: set[Hashable]) -> None:
        """Let go of all others, also of those that are still to be made: each holds its whole source."""
        for table in (self._kept, self._wanted):
            for key in table.keys() - keep:
                del table[key]
        self._unwanted = self._work.is_busy and self._making not in keep

    def _next(self) -> None:
        if self._work.is_busy or not self._wanted:
            return
        key = next(iter(self._wanted))
        source, make = self._wanted.pop(key)
        self._making, self._unwanted = key, False
        self._work.request(lambda: qimage(make()), lambda image: self._keep(key, source, image), self._failed)

    def _keep(self, key: Hashable, source: object, image: QImage) -> None:
        if not self._unwanted:
            self._kept[key] = source, image
            self.ready.emit()
        if self._wanted:
            self._timer.start()

    def _failed(self, error: Exception) -> None:
        """The others are made all the same; the program's hook is told."""
        if self._wanted:
            self._timer.start()
        raise error

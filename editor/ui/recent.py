"""The files that were open last, as cards with their pictures, on the page that is there before any document is."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QMenu, QSizePolicy, QWidget

from editor.document.pixels import Array
from editor.settings import Settings
from editor.text import tr
from editor.ui import theme
from editor.ui.icons import icon, pixmap
from editor.ui.panels.parts import Thumbnails

EDGE_PX = 400  # of what is kept of a picture
LARGEST_PX = 120_000_000  # what is larger is not decoded for a card
GAP, FOOT, CORNER, MARK_PX = 12, 30, 6, 28
NONE: Array = np.zeros((1, 1, 4), np.uint8)


class RecentGrid(QWidget):
    """`open_path(path)` opens a file. `arrange` fills a width with as many cards as go in beside each other."""

    def __init__(self, settings: Settings, open_path: Callable[[Path], None]) -> None:
        super().__init__()
        self._settings, self._open = settings, open_path
        self._thumbnails = Thumbnails(self, 20)
        self._thumbnails.ready.connect(self.update)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.cards: list[Card] = []
        self._arranged: tuple[object, ...] = ()

    def paths(self) -> list[Path]:
        return [path for path in map(Path, self._settings.state.get("recent", [])) if path.is_file()]

    def arrange(self, width: int, columns: int, rows: int) -> None:
        """Cards in so many columns and at most so many rows, `width` px together."""
        shown = self.paths()[:columns * rows]
        edge = (width - GAP * (columns - 1)) // columns
        if self._arranged == (wanted := (edge, columns, *shown)):
            return
        self._arranged = wanted
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [Card(path, edge, self._thumbnails) for path in shown]
        for i, card in enumerate(self.cards):
            card.clicked.connect(lambda _=False, path=card.path: self._open(path))
            card.unwanted.connect(self._forget)
            self._grid.addWidget(card, i // columns, i % columns, Qt.AlignmentFlag.AlignLeft)
            card.show()
        below = -(-len(self.cards) // columns)
        self.setFixedHeight(sum(card.height() for card in self.cards[:1]) * below + GAP * max(below - 1, 0))
        self._thumbnails.forget(set(shown))

    def _forget(self, path: Path) -> None:
        kept = [name for name in self._settings.state.get("recent", []) if Path(name) != path]
        self._settings.remember("recent", kept)
        edge, columns, *shown = self._arranged
        assert isinstance(edge, int)
        assert isinstance(columns, int)
        self.arrange(edge * columns + GAP * (columns - 1), columns, -(-len(shown) // columns))


class Card(QAbstractButton):
    """A picture that fills its frame, its file's name below."""

    unwanted = Signal(object)

    def __init__(self, path: Path, edge: int, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.path, self._thumbnails = path, thumbnails
        self.setAccessibleName(path.name)
        self.setToolTip(str(path))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(QSize(edge, round(edge * 0.68) + FOOT))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(1, 1, self.width() - 2, self.height() - FOOT - 2)
        shape = QPainterPath()
        shape.addRoundedRect(frame, CORNER, CORNER)
        painter.fillPath(shape, colours.colour("raised"))
        stamp = self.path.stat().st_mtime if self.path.exists() else 0.0
        image = self._thumbnails.image(self.path, stamp, lambda path=self.path: picture_of(path))  # type: ignore[misc]
        if image is None or image.width() <= 1:
            mark = pixmap("image", MARK_PX, "faint", self.devicePixelRatioF())
            painter.drawPixmap(QPointF(frame.center().x() - MARK_PX / 2, frame.center().y() - MARK_PX / 2), mark)
        else:
            painter.setClipPath(shape)
            painter.drawImage(frame, image, _covering(image, frame))
            painter.setClipping(False)
        lit = self.underMouse() or self.hasFocus()
        painter.setPen(QPen(colours.colour("accent" if lit else "border"), 2.0 if lit else 1.0))
        painter.drawPath(shape)
        painter.setPen(colours.colour("text" if lit else "muted"))
        foot = self.rect().adjusted(2, self.height() - FOOT + 4, -2, 0)
        name = self.fontMetrics().elidedText(self.path.name, Qt.TextElideMode.ElideMiddle, foot.width())
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("folder-open"), tr("Open")).triggered.connect(self.click)
        menu.addAction(icon("x"), tr("Remove from the list")).triggered.connect(lambda: self.unwanted.emit(self.path))
        menu.popup(event.globalPos())


def picture_of(path: Path) -> Array:
    """RGBA uint8 at most EDGE_PX on an edge, one transparent px where there is nothing to show. Runs in a thread."""
    from PIL import Image, ImageOps

    try:
        if zipfile.is_zipfile(path):  # our own format carries a preview
            with zipfile.ZipFile(path) as archive, archive.open("preview.png") as inner, Image.open(inner) as small:
                return _small(small)
        with Image.open(path) as picture:
            if picture.width * picture.height > LARGEST_PX:
                return NONE
            picture.draft("RGB", (EDGE_PX, EDGE_PX))
            return _small(ImageOps.exif_transpose(picture))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, Image.DecompressionBombError):
        return NONE


def _small(picture: Any) -> Array:
    picture.thumbnail((EDGE_PX, EDGE_PX))
    return np.asarray(picture.convert("RGBA"), np.uint8)


def _covering(image: QImage, frame: QRectF) -> QRectF:
    """The middle of the image that has the frame's proportions."""
    scale = min(image.width() / frame.width(), image.height() / frame.height())
    width, height = frame.width() * scale, frame.height() * scale
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)

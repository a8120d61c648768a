"""GalleryField: a choice shown as a grid of pictures with their names, for presets that are chosen by eye."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QResizeEvent,
    QShowEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from editor.text import tr
from editor.ui.form_field import Field
from editor.ui.theme import current
from inference.api import Parameter

LEAST_CELL_PX, LABEL_PX, GAP_PX = 72, 18, 6
SHAPE = 0.75  # height of a picture to its width
Index = QModelIndex | QPersistentModelIndex


class GalleryField(Field):
    """Arrow keys and clicks choose. `appeared` says that pictures are wanted now, `vanished` that they are not."""

    appeared = Signal()
    vanished = Signal()

    def __init__(self, parameter: Parameter, parent: QWidget | None = None) -> None:
        super().__init__(parameter, parent)
        self.ids = list(parameter.options)
        self.view = _Grid()
        self.view.setAccessibleName(tr(parameter.label))
        self.model = QStandardItemModel(self)
        for text in parameter.options.values():
            item = QStandardItem(tr(text))
            item.setEditable(False)
            item.setToolTip(tr(text))
            self.model.appendRow(item)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Cell(self.view))
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._quiet = True
        self.view.setCurrentIndex(self.model.index(0, 0))
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self._quiet = False

    def value(self) -> Any:
        return self.ids[max(self.view.currentIndex().row(), 0)]

    def set_value(self, value: Any) -> None:
        self._quiet = True
        self.view.setCurrentIndex(self.model.index(self.ids.index(value) if value in self.ids else 0, 0))
        self._quiet = False

    def set_picture(self, name: str, picture: QImage | None) -> None:
        """The picture of one choice; None takes it away."""
        self.model.item(self.ids.index(name)).setData(picture, Qt.ItemDataRole.DecorationRole)

    @property
    def full(self) -> bool:
        """Whether every choice has its picture."""
        return all(self.model.item(row).data(Qt.ItemDataRole.DecorationRole) is not None
                   for row in range(self.model.rowCount()))

    def _chosen(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.appeared.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.vanished.emit()


class _Grid(QListView):
    """As many columns as fit, all rows in the open: the panel around it scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("role", "gallery")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.columns = 3

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = event.size().width()
        self.columns = max(2, min(5, width // LEAST_CELL_PX))
        cell_w = max((width - 1) // self.columns, 24)  # a row that fills the width to the pixel is wrapped
        cell_h = round((cell_w - GAP_PX) * SHAPE) + LABEL_PX + GAP_PX
        self.setGridSize(QSize(cell_w, cell_h))
        count = self.model().rowCount() if self.model() is not None else 0
        self.setFixedHeight(-(-count // self.columns) * cell_h + 2)
        super().resizeEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:  # the panel scrolls, not the grid
            event.ignore()
            return False
        return super().viewportEvent(event)


class _Cell(QStyledItemDelegate):
    """A rounded picture with its name under it; a frame around the chosen one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        return view.gridSize() if isinstance(view, QListView) else QSize(LEAST_CELL_PX, LEAST_CELL_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, QListView)
        theme, area = current(), QRectF(QRect(option.rect)).adjusted(2, 2, -4, -2)
        chosen = index.row() == view.currentIndex().row()
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        place = QRectF(area.x(), area.y(), area.width(), area.height() - LABEL_PX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(place, 5, 5)
        painter.fillPath(shape, theme.colour("field"))
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QImage):
            painter.setClipPath(shape)
            painter.drawImage(place, picture, _filling(picture, place))
            painter.setClipping(False)
        painter.setPen(QPen(theme.colour("accent" if chosen else "muted" if over else "border"), 2.4 if chosen else 1))
        painter.drawPath(shape)
        if chosen and view.hasFocus():
            painter.setPen(QPen(theme.colour("accent_text"), 1.0))
            painter.drawRoundedRect(place.adjusted(2.5, 2.5, -2.5, -2.5), 3.5, 3.5)
        painter.setPen(theme.colour("text" if chosen or over else "muted"))
        below = QRectF(area.x() - 2, place.bottom() + 1, area.width() + 4, LABEL_PX)
        words = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, int(below.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


def _filling(picture: QImage, place: QRectF) -> QRectF:
    """The middle part of the picture that has the shape of the place."""
    ratio = place.width() / max(place.height(), 1.0)
    w = min(float(picture.width()), picture.height() * ratio)
    h = w / ratio
    return QRectF((picture.width() - w) / 2, (picture.height() - h) / 2, w, h)

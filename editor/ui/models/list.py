"""The list of models: its rows as a Qt model, and how one row looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.ui.icons import icon
from editor.ui.models.rows import ICONS, Row
from editor.ui.theme import current

ROW = Qt.ItemDataRole.UserRole
HEIGHT, TILE, GAP = 58, 36, 12
Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        """Rows that only changed are updated in place, so that the selection stays."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return f"{row.under} {row.badge}"
        return None


class RowDelegate(QStyledItemDelegate):
    """Icon of the kind, name, facts, a badge; a line of progress beneath while it is fetched."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if row is None:
            return
        theme = current()
        area = QRectF(option.rect).adjusted(4, 2, -4, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(area, 7, 7)
        self._tile(painter, area, row)
        right = self._badge(painter, option.font, area, row)
        self._texts(painter, option.font, area, right, row)
        self._bar(painter, area, row)
        painter.restore()

    def _tile(self, painter: QPainter, area: QRectF, row: Row) -> None:
        theme = current()
        tile = QRectF(area.x() + 10, area.center().y() - TILE / 2, TILE, TILE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("field"))
        painter.drawRoundedRect(tile, 8, 8)
        box = QRect(0, 0, 18, 18)
        box.moveCenter(tile.center().toPoint())
        icon(ICONS.get(row.kind, "package"), "accent_text").paint(painter, box)

    def _badge(self, painter: QPainter, base: QFont, area: QRectF, row: Row) -> float:
        """A dot and a word; returns where the texts must end."""
        right = area.right() - 14
        if not row.badge:
            return right
        font = QFont(base)
        font.setPixelSize(11)
        painter.setFont(font)
        width = QFontMetrics(font).horizontalAdvance(row.badge)
        painter.setPen(current().colour("text" if row.tone == "good" else row.tone))
        box = QRectF(right - width, area.y(), width + 1, area.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.badge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour(row.tone))
        painter.drawEllipse(QRectF(box.x() - 13, area.center().y() - 3.5, 7, 7))
        return box.x() - 24

    def _texts(self, painter: QPainter, base: QFont, area: QRectF, right: float, row: Row) -> None:
        left = area.x() + 10 + TILE + GAP
        title, under = QFont(base), QFont(base)
        title.setPixelSize(13)
        title.setWeight(QFont.Weight.DemiBold)
        under.setPixelSize(11)
        for font, text, colour, top in ((title, row.title, "text", 9), (under, row.under, "muted", 29)):
            painter.setFont(font)
            painter.setPen(current().colour(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(right - left))
            painter.drawText(QRectF(left, area.y() + top, right - left, 18), Qt.AlignmentFlag.AlignVCenter, shown)

    def _bar(self, painter: QPainter, area: QRectF, row: Row) -> None:
        item = row.download
        if item is None or item.state == "done" or not item.total:
            return
        track = QRectF(area.x() + 10 + TILE + GAP, area.bottom() - 5, area.width() - TILE - GAP - 24, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour("pressed"))
        painter.drawRoundedRect(track, 1.5, 1.5)
        track.setWidth(track.width() * min(item.done / item.total, 1.0))
        painter.setBrush(current().colour("accent" if item.state == "running" else "muted"))
        painter.drawRoundedRect(track, 1.5, 1.5)


def list_view(parent: QWidget | None = None) -> QListView:
    view = QListView(parent)
    view.setItemDelegate(RowDelegate(view))
    view.setMouseTracking(True)
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setObjectName("modelList")
    return view

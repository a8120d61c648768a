"""How one layer looks in the layers panel, and which part of it lies under the pointer."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.document.geometry import Rect
from editor.document.layer import AdjustmentLayer, GenerativeLayer, GroupLayer, Layer
from editor.document.pixels import Pixels
from editor.document.plan import TileFacts
from editor.document.thumbnail import thumbnail
from editor.document.words import TextLayer
from editor.text import tr
from editor.ui.icons import icon
from editor.ui.panels.layer_model import LAYER
from editor.ui.panels.parts import Thumbnails, draw_thumbnail
from editor.ui.theme import current

ROW_PX, THUMB_PX, GAP_PX, EYE_PX, BADGE_PX = 46, 34, 7, 30, 16
REDUCED_BYTES = 16 << 20  # of tiles at the size of a thumbnail
Part = Literal["thumb", "mask", "lock", "recipe", "name"]
Index = QModelIndex | QPersistentModelIndex


class LayerDelegate(QStyledItemDelegate):
    """`target` is what painting changes, "pixels" or "mask": its thumbnail has a frame. `modes` names the blend
    modes for the second line."""

    def __init__(self, parent: QWidget, thumbnails: Thumbnails, modes: dict[str, str]) -> None:
        super().__init__(parent)
        self.thumbnails = thumbnails
        self.facts = TileFacts(REDUCED_BYTES)
        self.modes = modes
        self.target = "pixels"
        self.active: int | None = None
        self.committed: frozenset[int] = frozenset()
        self.canvas = Rect(0, 0, 1, 1)  # of the document, for the thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(EYE_PX if index.column() == 0 else 120, ROW_PX)

    # ---- geometry

    def places(self, rect: QRect, layer: Layer) -> dict[Part, QRectF]:
        """Where the parts of a row lie, in the view's px."""
        x = rect.x() + (14 if layer.clipping else 4)
        top = rect.y() + (rect.height() - THUMB_PX) / 2
        places: dict[Part, QRectF] = {"thumb": QRectF(x, top, THUMB_PX, THUMB_PX)}
        x += THUMB_PX + GAP_PX
        if layer.mask is not None:
            places["mask"] = QRectF(x, top, THUMB_PX, THUMB_PX)
            x += THUMB_PX + GAP_PX
        right = float(rect.right() - 6)
        badge_top = rect.y() + (rect.height() - BADGE_PX) / 2
        right -= BADGE_PX
        places["lock"] = QRectF(right, badge_top, BADGE_PX, BADGE_PX)
        if isinstance(layer, GenerativeLayer):
            right -= BADGE_PX + 4
            places["recipe"] = QRectF(right, badge_top, BADGE_PX, BADGE_PX)
        places["name"] = QRectF(x, rect.y(), max(right - x - 4, 10), rect.height())
        return places

    def part_at(self, rect: QRect, layer: Layer, point: QPointF) -> Part:
        places = self.places(rect, layer)
        return next((part for part in ("thumb", "mask", "lock", "recipe")
                     if part in places and places[part].contains(point)), "name")

    # ---- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        layer = index.data(LAYER)
        if layer is None:
            return
        theme, area = current(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        if layer.id == self.active:
            painter.fillRect(area, theme.colour("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        if index.column() == 0:
            self._eye(painter, area, layer)
        else:
            self._row(painter, area, layer)
        painter.restore()

    def _eye(self, painter: QPainter, area: QRect, layer: Layer) -> None:
        box = QRect(0, 0, 16, 16)
        box.moveCenter(area.center())
        painter.setOpacity(1.0 if layer.visible else 0.35)
        icon("eye" if layer.visible else "eye-off").paint(painter, box)

    def _row(self, painter: QPainter, area: QRect, layer: Layer) -> None:
        theme, places = current(), self.places(area, layer)
        painter.setOpacity(1.0 if layer.visible else 0.45)
        if layer.clipping:
            icon("corner-left-down").paint(painter, QRect(area.x() + 1, area.center().y() - 6, 12, 12))
        self._thumb(painter, places["thumb"], layer)
        if layer.mask is not None:
            self._mask(painter, places["mask"], layer)
        if layer.locked or layer.lock_alpha:
            icon("lock" if layer.locked else "grid-2x2").paint(painter, places["lock"].toRect())
        if "recipe" in places:
            icon("sparkles").paint(painter, places["recipe"].toRect())
        if layer.label:
            painter.fillRect(QRectF(area.x(), area.y(), 3, area.height()), QColor(layer.label))
        self._words(painter, places["name"], layer, theme.colour("text"), theme.colour("muted"))

    def _thumb(self, painter: QPainter, place: QRectF, layer: Layer) -> None:
        if isinstance(layer, GroupLayer):
            icon("folder-open" if layer.expanded else "folder").paint(painter, place.adjusted(6, 6, -6, -6).toRect())
            return
        if isinstance(layer, AdjustmentLayer):
            self._frame(painter, place, layer, "pixels")
            icon(layer.operation.icon or "sliders-horizontal").paint(painter, place.adjusted(8, 8, -8, -8).toRect())
            return
        if isinstance(layer, TextLayer):
            self._frame(painter, place, layer, "pixels")
            icon("type").paint(painter, place.adjusted(8, 8, -8, -8).toRect())
            return
        image = self._picture(layer, "pixels", getattr(layer, "pixels", layer))
        target = draw_thumbnail(painter, place, image)
        self._frame(painter, target, layer, "pixels")

    def _picture(self, layer: Layer, part: str, source: Pixels | Layer) -> QImage | None:
        """The whole canvas small, with only this in it; made off the paint path."""
        own = self.canvas if isinstance(source, Layer) else self.canvas.moved(-layer.x, -layer.y)
        facts = self.facts
        return self.thumbnails.image((layer.id, part), (source, own),
                                     lambda: thumbnail(source, THUMB_PX * 2, own, facts))

    def _mask(self, painter: QPainter, place: QRectF, layer: Layer) -> None:
        mask = layer.mask
        assert mask is not None
        image = self._picture(layer, "mask", mask.pixels)
        target = draw_thumbnail(painter, place, image)
        self._frame(painter, target, layer, "mask")
        if not mask.enabled:
            painter.setPen(QPen(current().colour("danger"), 2))
            painter.drawLine(target.topLeft(), target.bottomRight())
            painter.drawLine(target.topRight(), target.bottomLeft())

    def _frame(self, painter: QPainter, target: QRectF, layer: Layer, part: str) -> None:
        chosen = layer.id == self.active and self.target == part
        colour = current().colour("accent_text" if chosen else "border")
        painter.setPen(QPen(colour, 2.0 if chosen else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        grow = 1.5 if chosen else 0.5
        painter.drawRoundedRect(target.adjusted(-grow, -grow, grow, grow), 3.5, 3.5)

    def _words(self, painter: QPainter, place: QRectF, layer: Layer, text: QColor, muted: QColor) -> None:
        font = QFont(painter.font())
        staged = layer.id not in self.committed
        font.setItalic(staged)
        second = tr("not accepted yet") if staged else self._looks(layer)
        painter.setFont(font)
        painter.setPen(text)
        first = QRectF(place.x(), place.y() + (6 if second else 0), place.width(), 18 if second else place.height())
        name = QFontMetrics(font).elidedText(layer.name or tr("Layer"), Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        if second:
            font.setItalic(False)
            font.setPixelSize(max(font.pixelSize() - 1, 10))
            painter.setFont(font)
            painter.setPen(muted)
            below = QRectF(place.x(), first.bottom() - 1, place.width(), 16)
            words = QFontMetrics(font).elidedText(second, Qt.TextElideMode.ElideRight, int(place.width()))
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _looks(self, layer: Layer) -> str:
        parts = []
        if layer.blend not in ("normal", "pass through", "pass_through"):
            parts.append(tr(self.modes.get(layer.blend, layer.blend)))
        if layer.opacity < 0.9995:
            parts.append(f"{round(layer.opacity * 100)} %")
        return " · ".join(parts)

    # ---- rename in place

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("layerName")
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Any) -> None:
        layer = index.data(LAYER)
        if layer is not None:
            place = self.places(QRect(option.rect), layer)["name"]
            editor.setGeometry(place.adjusted(-3, 10, 4, -10).toRect())

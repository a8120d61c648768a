"""The tree of the layers panel: what a click on each part of a row means."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QToolTip, QTreeView

from editor.document.document import Document
from editor.document.layer import AdjustmentLayer, Layer
from editor.text import tr
from editor.ui.panels.layer_delegate import EYE_PX, LayerDelegate, Part
from editor.ui.panels.layer_edits import recipe_lines
from editor.ui.panels.layer_model import LayerModel
from editor.ui.panels.parts import Thumbnails
from editor.ui.theme import current


class LayerTree(QTreeView):
    chosen = Signal(int, str)  # layer id, "pixels" or "mask"
    eye_clicked = Signal(int, bool)  # layer id, only this one (Alt)
    mask_clicked = Signal(int, bool)  # layer id, switch it off or on (Shift)
    lock_clicked = Signal(int)
    recipe_clicked = Signal(int)
    thumb_opened = Signal(int)  # double click
    menu_wanted = Signal(QPoint)
    folded = Signal(int, bool)

    def __init__(self, modes: dict[str, str]) -> None:
        super().__init__()
        self.setObjectName("layerTree")
        self.setAccessibleName(tr("Layers"))
        self.model_ = LayerModel()
        self.model_.setParent(self)
        self.thumbnails = Thumbnails(self)
        self.delegate_ = LayerDelegate(self, self.thumbnails, modes)
        self._folds: dict[int, bool] = {}
        self.setModel(self.model_)
        self.setItemDelegate(self.delegate_)
        self._set_up()
        self.thumbnails.ready.connect(self.viewport().update)
        self.model_.expanded.connect(self._open_groups)
        self.expanded.connect(lambda index: self._folded(index, True))
        self.collapsed.connect(lambda index: self._folded(index, False))

    def _set_up(self) -> None:
        self.setHeaderHidden(True)
        self.setTreePosition(1)
        self.setIndentation(16)
        self.setMouseTracking(True)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.header().setMinimumSectionSize(EYE_PX)
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(0, EYE_PX)

    def show_layers(self, shown: Document | None, committed: Document | None, active: int | None) -> None:
        self.model_.read(shown, committed)
        self.delegate_.active, self.delegate_.committed = active, self.model_.committed
        if shown is not None:
            self.delegate_.canvas = shown.rect
        self.thumbnails.forget({(i, part) for i in self.model_.ids() for part in ("pixels", "mask")})
        index = self.model_.of(active)
        if index.isValid() and self.currentIndex() != index:
            self.setCurrentIndex(index)
        self.viewport().update()

    def set_target(self, target: str) -> None:
        self.delegate_.target = target
        self.viewport().update()

    def rename(self, layer_id: int) -> None:
        self.edit(self.model_.of(layer_id))

    def remember_fold(self, layer_id: int, expanded: bool) -> None:
        self._folds[layer_id] = expanded

    def _open_groups(self) -> None:
        for group in self.model_.groups():
            self.setExpanded(self.model_.of(group.id, 0), self._folds.get(group.id, group.expanded))

    def _folded(self, index: QModelIndex, expanded: bool) -> None:
        layer = self.model_.layer(index)
        if layer is not None:
            self._folds[layer.id] = expanded
            self.folded.emit(layer.id, expanded)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        super().drawRow(painter, option, index)
        area = option.rect
        painter.setPen(current().colour("line"))
        painter.drawLine(0, area.bottom(), self.viewport().width(), area.bottom())

    # ---- the pointer

    def hit(self, point: QPoint) -> tuple[Layer, Part | None] | None:
        """The layer under a point of the viewport, and the part of its row; None is the eye."""
        index = self.indexAt(point)
        layer = self.model_.layer(index)
        if layer is None:
            return None
        if index.column() == 0:
            return layer, None
        return layer, self.delegate_.part_at(self.visualRect(index), layer, point.toPointF())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self.hit(event.position().toPoint())
        if hit is None or event.button() != Qt.MouseButton.LeftButton or self._on_branch(event):
            super().mousePressEvent(event)
            return
        layer, part = hit
        if part is None:
            self.eye_clicked.emit(layer.id, bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        elif part == "mask":
            self.mask_clicked.emit(layer.id, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif part == "lock" and (layer.locked or layer.lock_alpha):
            self.lock_clicked.emit(layer.id)
        elif part == "recipe":
            self.recipe_clicked.emit(layer.id)
        else:
            super().mousePressEvent(event)
            self.chosen.emit(layer.id, "pixels")

    def _on_branch(self, event: QMouseEvent) -> bool:
        index = self.indexAt(event.position().toPoint())
        return index.column() == 1 and event.position().x() < self.visualRect(index).x()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self.hit(event.position().toPoint())
        if hit is not None and hit[1] == "name" and hit[0].id in self.model_.committed:
            self.rename(hit[0].id)
        elif hit is not None and hit[1] == "thumb":
            self.thumb_opened.emit(hit[0].id)
        elif hit is not None and hit[1] is None:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        hit = self.hit(event.pos())
        if hit is not None:
            self.chosen.emit(hit[0].id, "pixels")
            self.menu_wanted.emit(event.globalPos())

    def viewportEvent(self, event: Any) -> bool:
        if isinstance(event, QHelpEvent):
            text = self._tip(event.pos())
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def _tip(self, point: QPoint) -> str:
        hit = self.hit(point)
        if hit is None:
            return ""
        layer, part = hit
        if part is None:
            return tr("Show or hide. Alt shows only this layer.")
        if part == "mask":
            return tr("Click to paint on the mask. Shift-click switches it off or on.")
        if part == "recipe":
            lines = "\n".join(f"{name}: {value}" for name, value in recipe_lines(layer)[:10])
            return f"{tr('Recipe')}\n{lines}"
        if part == "thumb" and isinstance(layer, AdjustmentLayer):
            return f"{tr(layer.operation.text)}\n{tr('Double-click to edit the adjustment')}"
        return layer.name

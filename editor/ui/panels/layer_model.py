"""The layers of a session as a tree for Qt: top first, column 0 the eye, column 1 the layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from editor.document.document import Document
from editor.document.layer import GroupLayer, Layer
from editor.text import tr

MIME = "application/x-limner-layer"
LAYER = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
Flag = Qt.ItemFlag


class LayerModel(QAbstractItemModel):
    """Indexes carry the layer's id. `read` compares with what was shown: a change of looks keeps the rows."""

    dropped = Signal(int, object, int)  # layer id, parent id or None, row from the top
    renamed = Signal(int, str)
    expanded = Signal()  # rows were rebuilt; the view has to open the groups again

    def __init__(self) -> None:
        super().__init__()
        self._layers: dict[int, Layer] = {}
        self._rows: dict[int | None, tuple[int, ...]] = {None: ()}
        self._parents: dict[int, int | None] = {}
        self.committed: frozenset[int] = frozenset()

    def read(self, shown: Document | None, committed: Document | None) -> None:
        """`shown` is what the canvas shows; layers that are not in `committed` are staged and cannot be edited."""
        layers: dict[int, Layer] = {}
        rows: dict[int | None, tuple[int, ...]] = {None: ()}
        if shown is not None:
            _collect(shown.layers, None, layers, rows)
        known: dict[int, Layer] = {}
        if committed is not None:
            _collect(committed.layers, None, known, {})
        self.committed = frozenset(known)
        if rows == self._rows:
            others = [i for i, layer in layers.items() if layer is not self._layers[i]]
            self._layers = layers
            for i in others:
                self.dataChanged.emit(self.of(i, 0), self.of(i, 1))
            return
        self.beginResetModel()
        self._layers, self._rows = layers, rows
        self._parents = {child: parent for parent, children in rows.items() for child in children}
        self.endResetModel()
        self.expanded.emit()

    def layer(self, index: Index) -> Layer | None:
        return self._layers.get(int(index.internalId())) if index.isValid() else None

    def of(self, layer_id: int | None, column: int = 1) -> QModelIndex:
        """The index of a layer; invalid when it is not shown."""
        if layer_id not in self._parents or layer_id is None:
            return QModelIndex()
        return self.createIndex(self._rows[self._parents[layer_id]].index(layer_id), column, layer_id)

    def ids(self) -> list[int]:
        return list(self._layers)

    def groups(self) -> list[GroupLayer]:
        return [layer for layer in self._layers.values() if isinstance(layer, GroupLayer)]

    # ---- QAbstractItemModel

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._rows.get(int(parent.internalId()) if parent.isValid() else None, ())
        if not 0 <= row < len(children) or not 0 <= column < 2:
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        if not index.isValid():
            return QModelIndex()
        return self.of(self._parents.get(int(index.internalId())), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() and parent.column() != 0:
            return 0
        return len(self._rows.get(int(parent.internalId()) if parent.isValid() else None, ()))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        layer = self.layer(index)
        if layer is None:
            return None
        if role == LAYER:
            return layer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) and index.column() == 1:
            return layer.name or tr("Layer")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        layer, name = self.layer(index), str(value).strip()
        if layer is None or role != Qt.ItemDataRole.EditRole or not name or name == layer.name:
            return False
        self.renamed.emit(layer.id, name)
        return True

    def flags(self, index: Index) -> Flag:
        if not index.isValid():
            return Flag.ItemIsDropEnabled
        layer = self.layer(index)
        flags = Flag.ItemIsEnabled | Flag.ItemIsSelectable
        if layer is None or layer.id not in self.committed:
            return flags
        flags |= Flag.ItemIsEditable | Flag.ItemIsDragEnabled
        return flags | Flag.ItemIsDropEnabled if isinstance(layer, GroupLayer) else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, str(indexes[0].internalId()).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(MIME):
            return False
        layer_id = int(data.data(MIME).toStdString())
        parent_id = int(parent.internalId()) if parent.isValid() else None
        at_end = self.rowCount() if parent_id is None else 0
        self.dropped.emit(layer_id, parent_id, row if row >= 0 else at_end)
        return False  # the document moves the layer, and the rows follow from it


def _collect(
    layers: tuple[Layer, ...], parent: int | None, found: dict[int, Layer], rows: dict[int | None, tuple[int, ...]]
) -> None:
    rows[parent] = tuple(layer.id for layer in reversed(layers))
    for layer in layers:
        found[layer.id] = layer
        if isinstance(layer, GroupLayer):
            _collect(layer.children, layer.id, found, rows)

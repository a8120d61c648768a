"""The history panel: every step with an icon, click to go back; the footer says what they hold."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.document.history import History, State, held_bytes
from editor.session import Session
from editor.text import tr
from editor.ui.icons import icon
from editor.ui.panels.panel import Host, Panel
from editor.ui.panels.parts import hint, row, tool_button
from editor.ui.theme import current

ROW_PX = 28
Index = QModelIndex | QPersistentModelIndex
# What a label is about, by a word in it; the first that fits. Labels are the English texts of tools and actions.
ICONS = (
    ("open", "image"), ("new document", "file"), ("new layer", "plus"), ("delete", "trash-2"), ("duplicate", "copy"),
    ("merge", "chevrons-down"), ("text", "type"), ("mask", "circle-dot-dashed"), ("group", "folder"),
    ("opacity", "blend"), ("blend", "blend"), ("lock", "lock"), ("hide", "eye-off"), ("show", "eye"),
    ("rename", "pencil"), ("move", "move"), ("brush", "brush"), ("eras", "eraser"), ("fill", "paint-bucket"),
    ("bucket", "paint-bucket"),
    ("gradient", "blend"), ("crop", "crop"), ("lasso", "lasso"), ("wand", "wand"), ("select", "square-dashed"),
    ("deselect", "square-dashed"), ("paste", "clipboard"), ("cut", "scissors"), ("rotate", "rotate-cw"),
    ("flip", "flip-horizontal-2"), ("resize", "scaling"), ("size", "scaling"), ("transform", "scaling"),
    ("generate", "sparkles"), ("inpaint", "sparkles"), ("remove", "sparkles"), ("extend", "sparkles"),
    ("outpaint", "sparkles"), ("style", "palette"), ("upscale", "maximize"), ("curves", "spline"),
    ("levels", "sliders-horizontal"), ("hue", "sliders-horizontal"), ("blur", "droplet"), ("dodge", "lollipop"),
    ("burn", "flame"), ("saturate", "bubbles"), ("sharpen", "triangle"), ("smudge", "pointer"), ("liquify", "waves"),
    ("layer", "layers"),
)


def icon_of(label: str) -> str:
    words = label.lower()
    return next((name for word, name in ICONS if word in words), "circle-dot")


class HistoryModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.history: History | None = None

    def read(self, history: History | None) -> None:
        self.beginResetModel()
        self.history = history
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.history is None else len(self.history.states)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self.history is None or not 0 <= index.row() < len(self.history.states):
            return None
        state = self.history.states[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return state
        return tr(state.label) if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None


class HistoryDelegate(QStyledItemDelegate):
    """The current step has a bar at its left; later ones, that a new edit would drop, are faint."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, state = index.model(), index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(model, HistoryModel) or model.history is None or not isinstance(state, State):
            return
        theme, area, history = current(), QRect(option.rect), model.history
        here, later = index.row() == history.index, index.row() > history.index
        painter.save()
        if here:
            painter.fillRect(area, theme.colour("accent_soft"))
            painter.fillRect(QRect(area.x(), area.y(), 3, area.height()), theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        painter.setOpacity(0.45 if later else 1.0)
        icon(icon_of(state.label), "accent_text" if here else "").paint(
            painter, QRect(area.x() + 12, area.center().y() - 7, 15, 15))
        font = QFont(painter.font())
        font.setItalic(later)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        words = area.adjusted(38, 0, -30, 0)
        text = QFontMetrics(font).elidedText(tr(state.label), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        if state.document is history.saved:
            icon("save", "muted").paint(painter, QRect(area.right() - 24, area.center().y() - 6, 13, 13))
        painter.restore()


class HistoryPanel(QWidget):
    def __init__(self, host: Host) -> None:
        super().__init__()
        self.setObjectName("historyPanel")
        self.workspace = host.workspace
        self.session: Session | None = None
        self.model = HistoryModel()
        self.model.setParent(self)
        self.list = QListView()
        self.list.setAccessibleName(tr("History"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(HistoryDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.clicked.connect(lambda index: self._go(index.row()))
        self.list.activated.connect(lambda index: self._go(index.row()))
        self.footer = hint()
        self.undo = tool_button("undo-2", tr("Undo"), lambda: self._step(-1))
        self.redo = tool_button("redo-2", tr("Redo"), lambda: self._step(1))
        self._weigh = QTimer(self, singleShot=True, interval=150)
        self._weigh.timeout.connect(self._tell_size)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        self.footer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column.addWidget(row(self.footer, self.undo, self.redo, margins=(10, 4, 6, 4)))
        self.workspace.session_changed.connect(self._another_session)
        self._another_session()

    def _another_session(self) -> None:
        if self.session is not None:
            self.session.history_changed.disconnect(self._read)
        self.session = self.workspace.session
        if self.session is not None:
            self.session.history_changed.connect(self._read)
        self._read()

    def _read(self) -> None:
        history = self.session.history if self.session is not None else None
        self.model.read(history)
        self.undo.setEnabled(history is not None and history.can_undo)
        self.redo.setEnabled(history is not None and history.can_redo)
        if history is not None:
            index = self.model.index(history.index)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        self._weigh.start()

    def _tell_size(self) -> None:
        """Counting the tiles of a long history takes a while: once after a burst of steps."""
        history = self.session.history if self.session is not None else None
        self.footer.setText("" if history is None else footer_text(history))

    def _go(self, index: int) -> None:
        if self.session is not None and index != self.session.history.index:
            self.session.go_to(index)

    def _step(self, by: int) -> None:
        if self.session is not None:
            self._go(self.session.history.index + by)


def footer_text(history: History) -> str:
    """"12 steps, 84 MB", and how many were dropped by the budget."""
    held = size_text(held_bytes(state.document for state in history.states))
    many = len(history.states)
    text = tr("{n} steps · {size}", n=many, size=held) if many > 1 else tr("1 step · {size}", size=held)
    if history.dropped:
        text += "\n" + tr("{n} older steps dropped to stay within {size}", n=history.dropped,
                          size=size_text(history.budget))
    return text


def size_text(size: int) -> str:
    """Bytes in the unit that gives one to three digits before the point."""
    value, unit = float(size), 0
    while value >= 1000 and unit < 4:
        value, unit = value / 1024, unit + 1
    digits = 0 if unit == 0 or value >= 100 else 1
    return f"{value:.{digits}f} {('B', 'KB', 'MB', 'GB', 'TB')[unit]}"


PANEL = Panel("history", "History", "history", "right", HistoryPanel, order=40, stack="record")

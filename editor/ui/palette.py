"""The command palette: every action by a few letters of its name, driven from the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QHideEvent, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.text import tr
from editor.ui.theme import current

WIDTH, ROW, ROWS, TOP = 560, 34, 11, 72  # px, px, rows, px below the upper edge of the window
WEAK = 0.3  # of the best score: what fits worse is left out
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Command:
    """One line: `place` is the menu it stands in, `keys` its shortcut as the platform writes it."""

    text: str
    place: str
    keys: str
    icon: QIcon
    run: Callable[[], None]
    enabled: bool = True


class CommandPalette(QFrame):
    """Lies over the window; Escape, a click elsewhere, or running a command closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("commandPalette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._over = parent
        self._before: QWidget | None = None  # had the focus when the palette was opened
        self._commands: Sequence[Command] = ()
        self._spoken: Callable[[str], Command] | None = None
        self.edit, self.list, self._model = QLineEdit(), QListView(), _Model(self)
        self.edit.setPlaceholderText(tr("Type a command"))
        self.edit.textChanged.connect(self._filter)
        self.edit.installEventFilter(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(self._run)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.edit)
        column.addWidget(self.list)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 10)
        self.setGraphicsEffect(shadow)
        self.hide()

    def open(self, commands: Sequence[Command], spoken: Callable[[str], Command] | None = None) -> None:
        """`spoken` makes a command of what is typed and fits no other well."""
        self._commands, self._spoken = commands, spoken
        self._before = self.window().focusWidget()
        self.edit.clear()
        self._filter("")
        self.show()
        self.raise_()
        self.edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._before = None  # the focus has gone where the user wanted it
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()  # no action's shortcut fires while a command is being typed
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._before is not None and self._before is not self.edit:
            self._before.setFocus()
        self._before = None

    def _fit_rows(self) -> None:
        around = self._over.rect()
        width = min(WIDTH, around.width() - 32)
        rows = min(max(self._model.rowCount(), 1), ROWS)
        height = min(self.edit.sizeHint().height() + ROW * rows + 14, around.height() - TOP)
        self.setGeometry((around.width() - width) // 2, TOP, width, height)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key in steps and self._model.rowCount():
            row = self.list.currentIndex().row() + steps[Qt.Key(key)]
            row = row % self._model.rowCount() if abs(steps[Qt.Key(key)]) == 1 else row
            self._choose(min(max(row, 0), self._model.rowCount() - 1))
        else:
            return False
        return True

    def _filter(self, text: str) -> None:
        scored = [(score(text, command), i) for i, command in enumerate(self._commands)]
        least = WEAK * max((s for s, _ in scored), default=0.0)
        ranked = sorted((p for p in scored if p[0] > least), key=lambda p: (-p[0], p[1]))
        shown = [self._commands[i] for _, i in ranked]
        if self._spoken is not None and text.strip() and (not shown or len(text.split()) > 1 or not text.isascii()):
            shown.append(self._spoken(text.strip()))
        self._model.show(shown)
        self._choose(0)
        self._fit_rows()

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self._model.index(row, 0))

    def _run(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._model.commands):
            command = self._model.commands[index.row()]
            if command.enabled:
                self.hide()
                command.run()


def score(typed: str, command: Command) -> float:
    """How well the letters fit: 0 = not at all. Starts of words and runs of letters count more, disabled less."""
    best = max(_fit(typed, command.text), 0.6 * _fit(typed, f"{command.place} {command.text}"))
    return best * (1.0 if command.enabled else 0.5)


def _fit(typed: str, text: str) -> float:
    wanted, where = typed.lower().replace(" ", ""), text.lower()
    if not wanted:
        return 1.0
    whole = where.find(typed.lower().strip())
    if whole >= 0:
        starts_word = whole == 0 or not where[whole - 1].isalnum()
        return (6.0 if whole == 0 else 5.0 if starts_word else 4.0) - len(where) / 1000
    total, at, run = 0.0, -1, False
    for letter in wanted:
        found = where.find(letter, at + 1)
        if found < 0:
            return 0.0
        starts_word = found == 0 or not where[found - 1].isalnum()
        run = found == at + 1
        total += 1.0 if starts_word else 0.8 if run else 0.3
        at = found
    return 3.0 * total / len(wanted) - len(where) / 1000


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.commands: list[Command] = []

    def show(self, commands: list[Command]) -> None:
        self.beginResetModel()
        self.commands = commands
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return len(self.commands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.commands[index.row()].text
        return self.commands[index.row()] if role == Qt.ItemDataRole.UserRole else None


class _Row(QStyledItemDelegate):
    """Icon, name, place in small letters, shortcut at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command: Command = index.data(Qt.ItemDataRole.UserRole)
        theme, area = current(), option.rect.adjusted(4, 1, -4, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(area, 5, 5)
        main = "accent_on" if chosen else "text" if command.enabled else "faint"
        quiet = "accent_on" if chosen else "muted" if command.enabled else "faint"
        mode = QIcon.Mode.Selected if chosen else QIcon.Mode.Normal if command.enabled else QIcon.Mode.Disabled
        command.icon.paint(painter, QRect(area.x() + 8, area.y() + 8, 16, 16), Qt.AlignmentFlag.AlignCenter, mode)
        line = area.adjusted(34, 0, -10, 0)
        painter.setPen(theme.colour(main))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, command.text)
        after = painter.fontMetrics().horizontalAdvance(command.text) + 12
        painter.setPen(theme.colour(quiet))
        painter.drawText(line.adjusted(after, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, command.place)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, command.keys)
        painter.restore()

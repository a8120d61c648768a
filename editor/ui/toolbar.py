"""The tool bar at the left: tools, those of one group behind one button, and the two colours."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolBar, QToolButton, QVBoxLayout, QWidget

from editor.text import tr
from editor.tools.tool import Tool
from editor.ui.form_colour import Colour, ColourPopup, paint_checker, to_qcolor
from editor.ui.icons import icon
from editor.ui.theme import current, repolish
from editor.ui.window_actions import key_sequences, shortcut_text
from editor.workspace import Workspace

ICON = QSize(20, 20)
ROOMY_PX, AROUND_PX = 36, 36  # a button with the space after it; the separator and the margins


class ToolBar(QToolBar):
    """Shortcuts of a group go round its tools, as repeated presses do."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(tr("Tools"), parent)
        self.setObjectName("toolBar")
        self.setOrientation(Qt.Orientation.Vertical)
        self.setMovable(False)
        self.setFloatable(False)
        self.setIconSize(ICON)
        self._workspace = workspace
        self.buttons: dict[str, GroupButton] = {}
        for key, tools in grouped(workspace.tools.values()).items():
            button = GroupButton(tools, workspace.choose_tool)
            self.buttons[key] = button
            self.addWidget(button)
            self._add_shortcut(tools)
        self.addSeparator()
        self.colours = ColourPair(workspace)
        self.addWidget(self.colours)
        workspace.tool_changed.connect(self._show_tool)
        self._show_tool()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons stand closer where the window is too low for them: no tool and no colour may be out of sight."""
        super().resizeEvent(event)
        needed = len(self.buttons) * ROOMY_PX + self.colours.sizeHint().height() + AROUND_PX
        compact = self.height() < needed
        for button in self.buttons.values():
            if bool(button.property("compact")) != compact:
                button.setProperty("compact", compact)
                repolish(button)
                button.updateGeometry()

    def _add_shortcut(self, tools: list[Tool]) -> None:
        by_keys: dict[str, list[Tool]] = {}
        for tool in tools:
            if tool.shortcut:
                by_keys.setdefault(tool.shortcut, []).append(tool)
        for keys, sharing in by_keys.items():
            action = QAction(self)
            action.setShortcuts(key_sequences(keys))
            action.triggered.connect(lambda _=False, tools=sharing: self._step(tools))
            self.window().addAction(action)

    def _step(self, tools: list[Tool]) -> None:
        ids = [tool.id for tool in tools]
        if self._workspace.tool.id in ids:
            self._workspace.choose_tool(ids[(ids.index(self._workspace.tool.id) + 1) % len(ids)])
        else:
            last = next(b.tool.id for b in self.buttons.values() if b.has(ids[0]))
            self._workspace.choose_tool(last if last in ids else ids[0])

    def _show_tool(self) -> None:
        for button in self.buttons.values():
            button.show_tool(self._workspace.tool)


def grouped(tools: object) -> dict[str, list[Tool]]:
    """Tools by group, in order of the first of each; a tool without a group stands alone."""
    groups: dict[str, list[Tool]] = {}
    for tool in tools:  # type: ignore[attr-defined]
        groups.setdefault(tool.group or tool.id, []).append(tool)
    return groups


class GroupButton(QToolButton):
    """Shows the last used tool of its group; a long press or a right click opens the others."""

    def __init__(self, tools: list[Tool], choose: object) -> None:
        super().__init__()
        self.tools, self.tool = tools, tools[0]
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setIconSize(ICON)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda _=False: self._choose(self.tool.id))
        self._chosen = choose
        self._entries: dict[str, QAction] = {}
        if len(tools) > 1:
            self._make_menu()
        self._dress()

    def has(self, tool_id: str) -> bool:
        return any(tool.id == tool_id for tool in self.tools)

    def show_tool(self, tool: Tool) -> None:
        here = self.has(tool.id)
        if here:
            self.tool = tool
            self._dress()
            if tool.id in self._entries:
                self._entries[tool.id].setChecked(True)
        self.setChecked(here)

    def _choose(self, tool_id: str) -> None:
        self.setChecked(True)
        self._chosen(tool_id)  # type: ignore[operator]

    def _make_menu(self) -> None:
        menu, together = QMenu(self), QActionGroup(self)
        for tool in self.tools:
            entry = menu.addAction(icon(tool.icon), f"{tr(tool.text)}\t{shortcut_text(tool.shortcut)}".rstrip())
            entry.setCheckable(True)
            together.addAction(entry)
            entry.triggered.connect(lambda _=False, name=tool.id: self._choose(name))
            self._entries[tool.id] = entry
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)

    def _dress(self) -> None:
        self.setIcon(icon(self.tool.icon))
        keys = shortcut_text(self.tool.shortcut)
        self.setToolTip(f"{tr(self.tool.text)}  ({keys})" if keys else tr(self.tool.text))
        self.setAccessibleName(tr(self.tool.text))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton and self._entries:
            self.menu().popup(self.mapToGlobal(QPoint(self.width(), 0)))
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._entries:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current().colour("muted"))
        x, y = self.width() - 3.0, self.height() - 3.0
        painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x - 4, y), QPointF(x, y - 4)]))


class ColourPair(QWidget):
    """Foreground over background, with buttons to swap them and to go back to black and white."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        self.squares = _Squares(workspace)
        row = QHBoxLayout()
        row.setSpacing(0)
        for name, tip, pressed in (("repeat-2", tr("Swap the colours  (X)"), self.swap),
                                   ("rotate-ccw", tr("Black and white  (D)"), self.reset)):
            button = QToolButton()
            button.setIcon(icon(name))
            button.setIconSize(QSize(12, 12))
            button.setStyleSheet("padding: 1px;")
            button.setToolTip(tip)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(pressed)
            row.addWidget(button)
        column.addWidget(self.squares, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row)
        workspace.colours_changed.connect(self.squares.update)

    def swap(self) -> None:
        self._workspace.set_colours(self._workspace.background, self._workspace.foreground)

    def reset(self) -> None:
        self._workspace.set_colours((0.0, 0.0, 0.0, 1.0), (1.0, 1.0, 1.0, 1.0))


class _Squares(QWidget):
    EDGE, SHIFT = 21, 11

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setFixedSize(self.EDGE + self.SHIFT + 2, self.EDGE + self.SHIFT + 2)
        self.setToolTip(tr("Foreground and background colour"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._square(painter, self.SHIFT, to_qcolor(self._workspace.background))
        self._square(painter, 0, to_qcolor(self._workspace.foreground))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        front = event.position().x() < self.EDGE and event.position().y() < self.EDGE
        workspace = self._workspace
        popup = ColourPopup(workspace.foreground if front else workspace.background, self)

        def picked(colour: Colour) -> None:
            workspace.set_colours(*((colour, None) if front else (None, colour)))

        popup.picker.changed.connect(picked)
        popup.open_below(self)

    def _square(self, painter: QPainter, at: int, colour: QColor) -> None:
        theme = current()
        area = QRectF(at + 1.5, at + 1.5, self.EDGE - 1, self.EDGE - 1)
        if colour.alpha() < 255:
            paint_checker(painter, area, 5)
        painter.setBrush(colour)
        painter.setPen(QPen(theme.colour("bar"), 3))
        painter.drawRoundedRect(area, 3, 3)
        painter.setPen(QPen(theme.colour("muted"), 1))
        painter.drawRoundedRect(area, 3, 3)

"""The docks of the panels: title bars, the layout of the first start, and what is remembered of the user's own."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.settings import Settings
from editor.text import tr
from editor.ui.icons import icon
from editor.ui.panels.panel import Host, Panel

LAYOUT_VERSION = 1  # of the default layout; another number makes an older stored one void
AREAS = {"left": Qt.DockWidgetArea.LeftDockWidgetArea, "right": Qt.DockWidgetArea.RightDockWidgetArea,
         "bottom": Qt.DockWidgetArea.BottomDockWidgetArea}
WIDTHS_PX = {"left": 288, "right": 288}
HEIGHTS_PX = {"bottom": 168}
SHARES = {"look": 300, "layers": 330, "record": 170}  # px of a column, by stack or panel


class Docks(QObject):
    """`docks` by panel id. A panel's widget is made by its factory at once."""

    def __init__(self, window: QMainWindow, host: Host, panels: Iterable[Panel], settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self.panels = {panel.id: panel for panel in panels}
        self.docks: dict[str, Dock] = {}
        self._hidden: list[str] = []  # by `toggle_all`
        window.setDockOptions(QMainWindow.DockOption.AnimatedDocks | QMainWindow.DockOption.AllowTabbedDocks
                              | QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.GroupedDragging)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, window.tabPosition(AREAS["left"]).North)
        window.setCorner(Qt.Corner.BottomLeftCorner, AREAS["left"])
        window.setCorner(Qt.Corner.BottomRightCorner, AREAS["right"])
        self._tidy_soon = QTimer(self)
        self._tidy_soon.setSingleShot(True)
        self._tidy_soon.timeout.connect(self._tidy)
        for panel in self.panels.values():
            dock = Dock(panel, panel.factory(host), window)
            for signal in (dock.topLevelChanged, dock.dockLocationChanged, dock.visibilityChanged):
                signal.connect(lambda *_: self._tidy_soon.start(0))
            self.docks[panel.id] = dock
        self.reset()

    def toggles(self) -> list[QAction]:
        """One entry for each panel, for the Window menu."""
        made = []
        for name, dock in self.docks.items():
            action = dock.toggleViewAction()
            action.setText(tr(self.panels[name].text))
            action.setIcon(icon(self.panels[name].icon))
            action.setIconVisibleInMenu(False)  # a check mark stands there
            made.append(action)
        return made

    def reset(self) -> None:
        """The layout of the first start."""
        stacks: dict[str, Dock] = {}
        for name, dock in self.docks.items():
            panel = self.panels[name]
            self._window.removeDockWidget(dock)
            dock.setFloating(False)
            self._window.addDockWidget(AREAS[panel.area], dock)
            if panel.stack in stacks and panel.stack:
                self._window.tabifyDockWidget(stacks[panel.stack], dock)
            elif panel.stack:
                stacks[panel.stack] = dock
            dock.setVisible(panel.visible)
        for dock in stacks.values():
            dock.raise_()
        self.proportion()
        self._tidy()

    def proportion(self) -> None:
        """Sizes of the first layout; a window that was never shown takes them only in part."""
        self._resize(WIDTHS_PX, Qt.Orientation.Horizontal)
        self._resize(HEIGHTS_PX, Qt.Orientation.Vertical)
        shared = {panel.stack or name: self.docks[name] for name, panel in reversed(self.panels.items())}
        column = [name for name in SHARES if name in shared]
        self._window.resizeDocks([shared[n] for n in column], [SHARES[n] for n in column], Qt.Orientation.Vertical)

    def restore(self) -> bool:
        stored = self._settings.state.get("layout", "")
        return bool(stored) and self._window.restoreState(_bytes(stored), LAYOUT_VERSION)

    def remember(self) -> None:
        if self._hidden:
            self.toggle_all()
        self._settings.state["layout"] = _text(self._window.saveState(LAYOUT_VERSION))
        self._settings.remember("geometry", _text(self._window.saveGeometry()))

    def toggle(self, name: str, show: bool | None = None) -> None:
        dock = self.docks.get(name)
        if dock is not None:
            wanted = not dock.isVisible() if show is None else show
            dock.setVisible(wanted)
            if wanted:
                dock.raise_()

    def toggle_all(self) -> None:
        """Hide every panel, or bring back those that were hidden so."""
        shown = [name for name, dock in self.docks.items() if not dock.isHidden()]
        for name in shown or self._hidden:
            self.docks[name].setVisible(not shown)
        self._hidden = shown

    def _resize(self, sizes: dict[str, int], orientation: Qt.Orientation) -> None:
        docks = [d for n, d in self.docks.items() if self.panels[n].area in sizes]
        if docks:
            wanted = [sizes[self.panels[n].area] for n, d in self.docks.items() if d in docks]
            self._window.resizeDocks(docks, wanted, orientation)

    def _tidy(self) -> None:
        """Docks that share a place are named by their tabs; their title bars go."""
        for dock in self.docks.values():
            beside = [d for d in self._window.tabifiedDockWidgets(dock) if not d.isHidden() or d.isVisible()]
            dock.show_title(not beside or dock.isFloating())
        for bar in self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            bar.setElideMode(Qt.TextElideMode.ElideNone)
            bar.setExpanding(False)
            bar.setDrawBase(False)


class Dock(QDockWidget):
    def __init__(self, panel: Panel, body: QWidget, window: QMainWindow) -> None:
        super().__init__(tr(panel.text), window)
        self.setObjectName(f"dock.{panel.id}")
        frame = QFrame()
        frame.setObjectName("dockBody")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        self.setWidget(frame)
        self.body = body
        self._title = _Title(panel, body, self)
        self._none = QWidget(self)
        self._none.setFixedHeight(0)
        self.setTitleBarWidget(self._title)

    def show_title(self, shown: bool) -> None:
        wanted = self._title if shown else self._none
        if self.titleBarWidget() is not wanted:
            self.titleBarWidget().hide()
            self.setTitleBarWidget(wanted)
            wanted.show()


class _Title(QFrame):
    def __init__(self, panel: Panel, body: QWidget, dock: QDockWidget) -> None:
        super().__init__(dock)
        self.setObjectName("dockTitle")
        self.setFixedHeight(29)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 4, 0)
        row.setSpacing(2)
        row.addWidget(QLabel(tr(panel.text)))
        row.addStretch(1)
        extra = getattr(body, "title_widget", None)
        if extra is not None:
            row.addWidget(extra())
        close = QToolButton()
        close.setIcon(icon("x", "muted"))
        close.setIconSize(QSize(14, 14))
        close.setToolTip(tr("Close the panel"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(dock.close)
        row.addWidget(close)


def _text(data: QByteArray) -> str:
    return base64.b64encode(bytes(data.data())).decode()


def _bytes(text: str) -> QByteArray:
    return QByteArray(base64.b64decode(text))


def restore_geometry(window: QMainWindow, settings: Settings) -> bool:
    stored = settings.state.get("geometry", "")
    return bool(stored) and window.restoreGeometry(_bytes(stored))

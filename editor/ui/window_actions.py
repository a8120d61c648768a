"""The list of actions as QActions: menus, their texts, shortcuts and whether they can be used now."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from editor.actions.action import Action
from editor.text import tr
from editor.ui.icons import icon
from editor.workspace import Workspace

TOP = ("File", "Edit", "Image", "Layer", "Select", "Filter", "Generate", "AI", "View", "Window", "Help")
ROLES = {"preferences": QAction.MenuRole.PreferencesRole, "about": QAction.MenuRole.AboutRole,
         "quit": QAction.MenuRole.QuitRole}


class Actions(QObject):
    """One QAction for each Action. `changed` shortcuts come from settings.state["shortcuts"] (id -> keys)."""

    def __init__(self, window: QWidget, centre: QWidget, actions: Iterable[Action], workspace: Workspace,
                 run: Callable[[Action], None]) -> None:
        super().__init__(window)
        self.declared: dict[str, Action] = {}
        self.shown: dict[str, QAction] = {}
        self._workspace, self._window, self._centre, self._run = workspace, window, centre, run
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        for action in actions:
            self._add(action)
        self.apply_shortcuts()
        self._follow()

    def menus(self, bar: QMenuBar, extra: dict[str, Iterable[QAction]]) -> None:
        """Fill the menu bar; `extra` are further entries at the end of a menu, by its path."""
        menus: dict[str, QMenu] = {}
        tops = {action.menu.split("/")[0] for action in self.declared.values() if action.menu} | set(extra)
        for top in sorted(tops, key=lambda t: (TOP.index(t) if t in TOP else len(TOP) - 2, t)):
            self._menu(bar, menus, top)
        for action in self.declared.values():
            if action.menu:
                menu = self._menu(bar, menus, action.menu)
                if action.separator and menu.actions():
                    menu.addSeparator()
                menu.addAction(self.shown[action.id])
        for path, entries in extra.items():
            menu = self._menu(bar, menus, path)
            if menu.actions():
                menu.addSeparator()
            menu.addActions(list(entries))

    def put_menu(self, bar: QMenuBar, path: str, below: str, menu: QMenu) -> None:
        """A menu that is filled by somebody else, under the entry of the action `below`."""
        top = next((a.menu() for a in bar.actions() if a.text() == tr(path)), None)
        if isinstance(top, QMenu):
            entries = top.actions()
            at = entries.index(self.shown[below]) + 1
            top.insertMenu(entries[at] if at < len(entries) else None, menu)  # type: ignore[arg-type]

    def refresh(self) -> None:
        """Ask every action whether it can be used and whether it is on."""
        for name, action in self.declared.items():
            shown = self.shown[name]
            shown.setEnabled(action.enabled(self._workspace))
            if action.checked is not None:
                shown.setChecked(action.checked(self._workspace))

    def refresh_soon(self, *_: object) -> None:
        """Many changes at once are looked at once."""
        if not self._soon.isActive():
            self._soon.start(0)

    def shortcut(self, action: Action) -> str:
        """The keys in use: the user's own or the declared ones."""
        changed = self._workspace.settings.state.get("shortcuts", {})
        return str(changed.get(action.id, action.shortcut))

    def apply_shortcuts(self) -> None:
        for name, action in self.declared.items():
            self.shown[name].setShortcuts(key_sequences(self.shortcut(action)))

    def _add(self, action: Action) -> None:
        shown = QAction(icon(action.icon), tr(action.text), self)
        shown.setCheckable(action.checked is not None)
        shown.setIconVisibleInMenu(action.checked is None)  # a check mark stands there
        shown.setStatusTip(tr(action.hint))
        shown.setMenuRole(ROLES.get(action.id.split(".")[-1], QAction.MenuRole.NoRole))
        shown.triggered.connect(lambda _=False, a=action: self._run(a))
        if action.shortcut in ("Tab", "Space"):  # elsewhere these move the focus and press buttons
            shown.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._centre.addAction(shown)
        else:
            self._window.addAction(shown)
        self.declared[action.id] = action
        self.shown[action.id] = shown

    def _menu(self, bar: QMenuBar, menus: dict[str, QMenu], path: str) -> QMenu:
        if path not in menus:
            above, _, last = path.rpartition("/")
            parent: QMenuBar | QMenu = self._menu(bar, menus, above) if above else bar
            menus[path] = parent.addMenu(tr(last))
            menus[path].aboutToShow.connect(self.refresh)
        return menus[path]

    def _follow(self) -> None:
        workspace = self._workspace
        for signal in (workspace.sessions_changed, workspace.session_changed, workspace.tool_changed,
                       workspace.target_changed, workspace.colours_changed, workspace.settings.changed,
                       workspace.engine.jobs_changed, workspace.engine.job_changed):
            signal.connect(self.refresh_soon)
        self.refresh_soon()


def key_sequences(keys: str) -> list[QKeySequence]:
    """Several shortcuts of one action are separated by "; "."""
    return [QKeySequence(part.strip()) for part in keys.split(";") if part.strip()]


def shortcut_text(keys: str) -> str:
    """As the platform writes it."""
    found = key_sequences(keys)
    return found[0].toString(QKeySequence.SequenceFormat.NativeText) if found else ""

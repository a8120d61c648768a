"""The list of all shortcuts: search, change, clear, and see which action already has the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.actions.action import Action
from editor.settings import Settings
from editor.text import tr
from editor.tools.tool import Tool
from editor.ui.icons import icon
from editor.ui.window_actions import Actions, shortcut_text


class ShortcutsDialog(QDialog):
    """Changes are kept in settings.state["shortcuts"] and take effect at once."""

    def __init__(self, actions: Actions, tools: dict[str, Tool], settings: Settings, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(620, 640)
        self._actions, self._tools, self._settings = actions, tools, settings
        self.search, self.tree = QLineEdit(), QTreeWidget()
        self.search.setPlaceholderText(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._filter)
        self.tree.setHeaderLabels([tr("Command"), tr("Shortcut")])
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.tree.setColumnWidth(1, 160)
        self.tree.setRootIsDecorated(True)
        self.tree.currentItemChanged.connect(lambda *_: self._show())
        self.keys = QKeySequenceEdit()
        self.keys.setClearButtonEnabled(True)
        self.keys.keySequenceChanged.connect(lambda _: self._show_conflict())
        self.conflict = QLabel()
        self.conflict.setProperty("role", "danger")
        self._lay_out()
        self._fill()

    def assign(self, action_id: str, keys: str) -> None:
        """Give an action these keys; whoever had them loses them."""
        changed = dict(self._settings.state.get("shortcuts", {}))
        other = self.conflicting(action_id, keys)
        if other is not None:
            changed[other.id] = ""
        declared = self._actions.declared[action_id].shortcut
        changed.pop(action_id, None)
        if keys != declared:
            changed[action_id] = keys
        self._settings.remember("shortcuts", changed)
        self._actions.apply_shortcuts()
        self._refresh()

    def conflicting(self, action_id: str, keys: str) -> Action | None:
        wanted = QKeySequence(keys)
        if wanted.isEmpty():
            return None
        for name, action in self._actions.declared.items():
            if name != action_id and wanted in self._actions.shown[name].shortcuts():
                return action
        return None

    def _lay_out(self) -> None:
        assign, back, close = QPushButton(tr("Assign")), QPushButton(tr("Default")), QPushButton(tr("Close"))
        assign.clicked.connect(lambda: self._with_chosen(self._assign_typed))
        back.clicked.connect(lambda: self._with_chosen(lambda a: self.assign(a.id, a.shortcut)))
        close.clicked.connect(self.accept)
        for button in (assign, back, close):
            button.setAutoDefault(False)
        row, foot = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keys, 1)
        row.addWidget(assign)
        row.addWidget(back)
        foot.addWidget(self.conflict, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        for item in (self.search, self.tree):
            column.addWidget(item)
        column.addLayout(row)
        column.addLayout(foot)

    def _fill(self) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for action in self._actions.declared.values():
            top = action.menu.split("/")[0] or "More"
            if top not in groups:
                groups[top] = QTreeWidgetItem(self.tree, [tr(top), ""])
                groups[top].setFlags(Qt.ItemFlag.ItemIsEnabled)
            item = QTreeWidgetItem(groups[top], [tr(action.text), ""])
            item.setIcon(0, icon(action.icon, "icon"))
            item.setData(0, Qt.ItemDataRole.UserRole, action.id)
        tools = QTreeWidgetItem(self.tree, [tr("Tools"), ""])
        for tool in self._tools.values():
            item = QTreeWidgetItem(tools, [tr(tool.text), shortcut_text(tool.shortcut)])
            item.setIcon(0, icon(tool.icon, "icon"))
        self.tree.expandAll()
        self._refresh()

    def _refresh(self) -> None:
        for item in self._items():
            action = self._action(item)
            if action is not None:
                item.setText(1, shortcut_text(self._actions.shortcut(action)))
        self._show()

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.tree.topLevelItem(i) for i in range(self.tree.topLevelItemCount())]
        children = [top.child(i) for top in tops if top is not None for i in range(top.childCount())]
        return [child for child in children if child is not None]

    def _action(self, item: QTreeWidgetItem | None) -> Action | None:
        name = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        return self._actions.declared.get(name) if name else None

    def _show(self) -> None:
        action = self._action(self.tree.currentItem())
        self.keys.setEnabled(action is not None)
        self.keys.setKeySequence(QKeySequence(self._actions.shortcut(action) if action else ""))
        self._show_conflict()

    def _show_conflict(self) -> None:
        action = self._action(self.tree.currentItem())
        other = self.conflicting(action.id, self.keys.keySequence().toString()) if action else None
        self.conflict.setText(tr("Used by {name}", name=tr(other.text)) if other else "")

    def _with_chosen(self, act: object) -> None:
        action = self._action(self.tree.currentItem())
        if action is not None:
            act(action)  # type: ignore[operator]

    def _assign_typed(self, action: Action) -> None:
        self.assign(action.id, self.keys.keySequence().toString())

    def _filter(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.lower() not in item.text(0).lower() and text.lower() not in item.text(1).lower())

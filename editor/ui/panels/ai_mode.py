"""The chevron beside the AI panel's button: the menu of what the button could do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from editor.text import tr
from editor.ui.icons import icon
from editor.ui.panels.modes import MODES_OF, NEEDS_MODEL, OTHERS, modes
from inference.api import Operation


class ModeButton(QToolButton):
    """The chevron beside the button: `chosen(mode)` is called with what the user picks."""

    def __init__(self, chosen: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("modeButton")
        self.setIcon(icon("chevron-down"))
        self.setToolTip(tr("Choose what the button does"))
        self.setAccessibleName(tr("Choose what the button does"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMinimumHeight(34)
        self._chosen = chosen
        self._shown: tuple[Any, ...] = ()
        self.setMenu(QMenu(self))

    def show_modes(self, operation: Operation, current: str, model: str | None, edits: bool) -> None:
        """`edits`: the edit operation is there and a model runs it."""
        names = modes(operation) if operation.id == MODES_OF else {}
        self.setVisible(bool(names))
        key = (operation.id, current, model, edits)
        if not names or key == self._shown:
            return
        self._shown = key
        menu = self.menu()
        menu.clear()
        group = QActionGroup(menu)
        for mode, text in (*names.items(), *OTHERS):
            able = edits if mode == "edit" else model is not None or mode not in NEEDS_MODEL
            action = QAction(tr(text) if able else tr("{mode} (needs a model)", mode=tr(text)), menu)
            action.setCheckable(mode != "edit")
            action.setChecked(mode == current)
            action.setEnabled(able)
            action.triggered.connect(partial(self._picked, mode))
            group.addAction(action)
            menu.addAction(action)

    def _picked(self, mode: str, _: bool = False) -> None:
        self._chosen(mode)


def beside(button: QWidget, mode: ModeButton) -> QWidget:
    from editor.ui.panels.parts import row

    holder = row(button, mode, spacing=4)
    layout = holder.layout()
    assert layout is not None
    layout.setStretch(0, 1)  # type: ignore[attr-defined]
    return holder

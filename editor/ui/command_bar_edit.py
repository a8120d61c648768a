"""The line of the command bar that a sentence is typed into; it brings back what was said before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from editor.settings import Settings
from editor.text import tr
from editor.ui.command_bar_parts import examples
from editor.ui.icons import icon

STATE = "sentences"  # name in Settings.state: what was run, the newest last
MOST = 60


class SentenceEdit(QLineEdit):
    """Up and Down bring back older sentences."""

    entered = Signal()  # Return
    below = Signal()  # Down, where there is no newer sentence

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._back = 0  # how far back in the history
        self.setPlaceholderText(tr("Say what to do, for example: {example}", example=examples()[0]))
        self.setAccessibleName(tr("Say what to do"))
        self.addAction(icon("wand-sparkles"), QLineEdit.ActionPosition.LeadingPosition)

    def remember(self, text: str) -> None:
        older = [one for one in self._settings.state.get(STATE, []) if one != text]
        self._settings.remember(STATE, [*older, text][-MOST:])
        self._back = 0

    def _bring_back(self, by: int) -> None:
        said = self._settings.state.get(STATE, [])
        self._back = min(max(self._back + by, 0), len(said))
        self.setText(said[-self._back] if self._back else "")

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and not event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.accept()  # no action's shortcut fires while a sentence is being typed
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Up:
            self._bring_back(1)
        elif event.key() == Qt.Key.Key_Down and self._back:
            self._bring_back(-1)
        elif event.key() == Qt.Key.Key_Down:
            self.below.emit()
        else:
            super().keyPressEvent(event)

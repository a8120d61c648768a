"""What stands above and below the command bar's list of steps: sentences to try, and the buttons that run the steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.text import tr
from editor.ui.icons import icon


def examples() -> tuple[str, ...]:
    return (tr("turn my photo into a cartoon, then make it warmer"), tr("blur the background a lot"),
            tr("crop to square, upscale 2x and sharpen a bit"), tr("remove the scratches, then black and white"))


class Examples(QWidget):
    """Sentences that are said when they are pressed."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 2, 0)
        column.setSpacing(2)
        told = QLabel(tr("Steps in order, “a bit” or “a lot”, the background, the sky, what not to change:"))
        told.setProperty("role", "hint")
        told.setWordWrap(True)
        column.addWidget(told)
        for example in examples():
            button = QPushButton(example)
            button.setProperty("role", "flat")
            button.setProperty("example", True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, text=example: say(text))
            column.addWidget(button)


class Foot(QWidget):
    """The buttons. What they do, and which of them are shown, is the bar's."""

    def __init__(self) -> None:
        super().__init__()
        self.before = QPushButton(icon("eye"), tr("Before"))
        self.before.setToolTip(tr("Hold to see the picture as it was."))
        self.undo = QPushButton(icon("undo-2"), tr("Undo all"))
        self.models = QPushButton(tr("Models…"))
        self.models.setProperty("role", "flat")
        self.ask = QPushButton(icon("message-square-text"), "")
        self.one = QPushButton(tr("Next step"))
        self.all = QPushButton()
        self.all.setProperty("role", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.before, self.undo, self.models, self.ask):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.one)
        row.addWidget(self.all)

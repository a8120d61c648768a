"""Widgets of the AI panel: the choice of operations, the seed, a section to open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.text import tr
from editor.ui.icons import icon
from editor.ui.panels.ai_context import MAX_SEED, random_seed
from editor.ui.panels.parts import tool_button
from inference.api import Operation

COLUMNS = 3
LONGEST = 12  # characters of a name in one line


class OperationChoice(QWidget):
    """Icon and name of each operation, side by side, one of them pressed."""

    chosen = Signal(int)

    def __init__(self, operations: Sequence[Operation]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self.group = QButtonGroup(self)
        for i, operation in enumerate(operations):
            button = QToolButton()
            button.setObjectName("operationButton")
            button.setText(_two_lines(tr(operation.text)))
            button.setIcon(icon(operation.icon or "sparkles"))
            button.setIconSize(QSize(18, 18))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setCheckable(True)
            button.setToolTip(tr(operation.help))
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # equal columns
            self.group.addButton(button, i)
            grid.addWidget(button, i // COLUMNS, i % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        self.group.idClicked.connect(self.chosen)

    def choose(self, index: int) -> None:
        self.group.button(index).setChecked(True)


def _two_lines(text: str) -> str:
    """A long name broken at the space nearest to its middle: the panel is narrow."""
    spaces = [i for i, letter in enumerate(text) if letter == " "]
    if len(text) <= LONGEST or not spaces:
        return text
    middle = min(spaces, key=lambda i: abs(i - len(text) / 2))
    return f"{text[:middle]}\n{text[middle + 1:]}"


class SeedRow(QWidget):
    """The seed, a dice for another one, and a lock that keeps it from press to press."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit(str(random_seed()))
        self.edit.setAccessibleName(tr("Seed"))
        self.edit.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,10}"), self))
        self.dice = tool_button("dices", tr("Another seed"), self.roll)
        self.lock = tool_button("lock-open", tr("Keep this seed: the same settings give the same picture"))
        self.lock.setCheckable(True)
        self.lock.toggled.connect(lambda on: self.lock.setIcon(icon("lock" if on else "lock-open")))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.dice)
        layout.addWidget(self.lock)

    def value(self) -> int:
        return min(int(self.edit.text() or 0), MAX_SEED)

    def set_value(self, seed: int) -> None:
        self.edit.setText(str(seed))

    def roll(self) -> None:
        self.set_value(random_seed())

    def used(self) -> None:
        """A job was made with this seed: the next gets another, unless it is locked."""
        if not self.lock.isChecked():
            self.roll()


class Section(QWidget):
    """A heading that opens and closes what stands under it."""

    def __init__(self, title: str, opened: bool = False) -> None:
        super().__init__()
        self.opened = opened
        self.heading = QToolButton()
        self.heading.setObjectName("sectionHeading")
        self.heading.setText(title)
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 2, 0, 0)
        self.column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addWidget(self.body)
        self.heading.clicked.connect(lambda: self.open(not self.opened))
        self.open(opened)

    def open(self, opened: bool) -> None:
        self.opened = opened
        self.heading.setIcon(icon("chevron-down" if opened else "chevron-right"))
        self.body.setVisible(opened)

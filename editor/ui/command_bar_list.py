"""The steps in the command bar, below each other: filled, rearranged, gone through by the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from editor.assistant.step import Plan, Step
from editor.jobs import EngineThread
from editor.ui.command_bar_row import StepRow

MOST_PX = 330  # high at most
_GAP_PX = 4


class StepList(QScrollArea):
    """`rows` hold the steps, each with the one that it was before values were changed by hand."""

    edited = Signal()  # values of a step
    wanted = Signal(int, str)  # number of a row, from 0: "up", "down", "remove", "run"
    passed = Signal(int)  # the focus is to go beyond the first row (-1) or the last (1)

    def __init__(self, engine: EngineThread) -> None:
        super().__init__()
        self._engine = engine
        self.rows: list[StepRow] = []
        inside = QWidget()
        inside.setObjectName("stepList")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP_PX)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setObjectName("stepScroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    @property
    def plan(self) -> Plan:
        return tuple(row.step for row in self.rows)

    def show_plan(self, plan: Plan) -> None:
        """Make the rows for a plan. Values changed by hand stay with their steps."""
        kept = [self.rows[at].step if at < len(self.rows) and self.rows[at].original == one else one
                for at, one in enumerate(plan)]
        self._fill(list(zip(plan, kept, strict=True)))

    def rearrange(self, at: int, what: str) -> int:
        """Take row `at` "up", "down" or out ("remove"). Returns the row to go on with, -1 when none is left."""
        pairs = [(row.original, row.step) for row in self.rows]
        pair = pairs.pop(at)
        to = at
        if what != "remove":
            to = min(max(at + (1 if what == "down" else -1), 0), len(pairs))
            pairs.insert(to, pair)
        self._fill(pairs)
        return min(to, len(self.rows) - 1)

    def _fill(self, steps: Sequence[tuple[Step, Step]]) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for number, (original, step) in enumerate(steps, 1):
            row = StepRow(number, step, self._engine.models)
            row.original = original
            row.wanted.connect(lambda what, at=number - 1: self._wanted(at, what))
            row.edited.connect(self.edited)
            self._column.addWidget(row)
            self.rows.append(row)

    def check_models(self) -> None:
        """Whether the engine has what each step needs."""
        for row in self.rows:
            row.set_models(self._engine.models)

    def set_states(self, states: Sequence[str]) -> None:
        for row, state in zip(self.rows, states, strict=True):
            row.set_state(state)

    def focus_row(self, at: int) -> None:
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus()
            self.ensureWidgetVisible(self.rows[at])
        else:
            self.passed.emit(-1 if at < 0 else 1)

    def fit(self, width: int, most: int) -> None:
        """As high as the rows are at this width, both in px, and at most so high."""
        tall = sum(row.sizeHint().height() if row.warning.isHidden() else max(
            row.heightForWidth(width), row.sizeHint().height()) for row in self.rows)
        self.setFixedHeight(min(tall + _GAP_PX * max(len(self.rows) - 1, 0) + 2, MOST_PX, most))

    def _wanted(self, at: int, what: str) -> None:
        if what in ("previous", "next"):
            self.focus_row(at + (1 if what == "next" else -1))
        else:
            self.wanted.emit(at, what)

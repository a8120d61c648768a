"""The command bar: a sentence becomes a list of steps over the canvas, to be changed, run, compared and undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from editor.assistant.asking import heard, reader, request_for
from editor.assistant.grammar import Understanding, understood
from editor.assistant.step import Plan
from editor.assisting import Chain
from editor.jobs import Job, newest
from editor.text import error_text, tr
from editor.ui.command_bar_edit import SentenceEdit
from editor.ui.command_bar_list import StepList
from editor.ui.command_bar_parts import Examples, Foot
from editor.ui.command_bar_row import StepRow
from editor.ui.icons import icon
from editor.ui.theme import repolish
from editor.workspace import Workspace
from inference.api import UserError

WIDTH, MARGIN = 600, 20  # px; the margin is from the lower edge of the canvas
PAUSE_MS = 120  # after a key before the sentence is read


class CommandBar(QFrame):
    """Lies over the lower edge of `over`. Return runs all; Escape closes it, Up and Down bring back older sentences."""

    closed = Signal()

    def __init__(self, over: QWidget, workspace: Workspace, open_models: Callable[[], object]) -> None:
        super().__init__(over)
        self.setObjectName("commandBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._over, self._workspace, self._open_models = over, workspace, open_models
        self.missed: tuple[str, ...] = ()
        self.chain: Chain | None = None
        self._asked: tuple[int, str] | None = None  # the job of a language model, and the sentence it reads
        self._answer: tuple[str, str] = ("", "")  # what went wrong with it
        self._read = ""  # the sentence that the rows stand for
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self.read)
        self._make()
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 8)
        self.setGraphicsEffect(shadow)
        over.installEventFilter(self)
        workspace.engine.models_changed.connect(self._models_changed)
        workspace.session_changed.connect(self._refresh)
        workspace.engine.job_changed.connect(self._heard)
        self.hide()

    # ---- building

    def _make(self) -> None:
        self.edit = SentenceEdit(self._workspace.settings)
        self.edit.textChanged.connect(lambda: self._soon.start())
        self.edit.entered.connect(self._entered)
        self.edit.below.connect(self._to_list)
        close = QToolButton()
        close.setIcon(icon("x"))
        close.setAutoRaise(True)
        close.setToolTip(tr("Close"))
        close.clicked.connect(self.close_bar)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.edit, 1)
        top.addWidget(close)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 10, 10)
        self._column.setSpacing(8)
        self._column.addLayout(top)
        self.examples = Examples(self.say)
        self._column.addWidget(self.examples)
        self.list = StepList(self._workspace.engine)
        self.list.edited.connect(self._edited)
        self.list.wanted.connect(self._wanted)
        self.list.passed.connect(lambda to: (self.foot.all if to > 0 else self.edit).setFocus())
        self._column.addWidget(self.list)
        self._column.addWidget(self.said)
        self._column.addWidget(self._make_foot())

    def _make_foot(self) -> QWidget:
        self.foot = Foot()
        self.foot.before.pressed.connect(lambda: self._show_before(True))
        self.foot.before.released.connect(lambda: self._show_before(False))
        self.foot.undo.clicked.connect(self.undo_all)
        self.foot.models.clicked.connect(lambda: self._open_models())
        self.foot.ask.clicked.connect(self.ask_model)
        self.foot.one.clicked.connect(lambda: self.run(one=True))
        self.foot.all.clicked.connect(self._all_clicked)
        return self.foot

    # ---- what the window and tests ask

    def open_bar(self, text: str | None = None) -> None:
        self.show()
        self.raise_()
        if text is not None:
            self.say(text)
        else:
            self._refresh()
        self.edit.setFocus()
        self.edit.selectAll()

    def close_bar(self) -> None:
        self.hide()
        self.closed.emit()

    def say(self, text: str) -> None:
        """Put a sentence in and read it at once."""
        self.edit.setText(text)
        self.read()
        self.edit.setFocus()

    @property
    def plan(self) -> Plan:
        return self.list.plan

    @property
    def rows(self) -> list[StepRow]:
        return self.list.rows

    def read(self) -> None:
        """Make the list of steps for the sentence that is typed. Values changed by hand stay with their steps."""
        self._soon.stop()
        text = self.edit.text().strip()
        if text == self._read:
            return
        self._read, self._answer = text, ("", "")
        self.show_steps(understood(text) if text else Understanding())

    def show_steps(self, found: Understanding) -> None:
        self._drop_chain()
        self.missed = found.missed
        self.list.show_plan(found.plan)
        self._refresh()

    def ask_model(self) -> None:
        """Have the installed language model read the sentence, as a job of the ordinary queue."""
        engine, model = self._workspace.engine, reader(self._workspace.engine.models)
        self.read()
        if model is None or not self._read or self._asked is not None:
            return
        self._answer = ("", "")
        self._asked = (0, self._read)
        job = engine.submit(request_for(self._read, model), tr("Understand"), ("assistant", self))
        self._asked = (job.id, self._read)
        self._heard(newest(engine.jobs, job))
        self._refresh()

    def _heard(self, job: Job) -> None:
        """What the language model answered, where the sentence is still the one it was asked about."""
        if self._asked is None or job.id != self._asked[0] or job.state in ("queued", "running"):
            return
        sentence, self._asked = self._asked[1], None
        if sentence == self._read and job.result is not None:
            try:
                self.show_steps(heard(str(job.result.pictures[0].facts.get("text", ""))))
            except UserError as error:
                self._answer = error_text(error)
        self._refresh()

    def run(self, one: bool = False, until: int | None = None) -> None:
        """Carry out all steps that are left, or the next `one`, or those before number `until`."""
        self.read()
        if not self.rows or self._is_running():
            return
        if self.chain is None or self.chain.plan != self.plan or self.chain.next_index >= len(self.rows):
            self._drop_chain()
            self.chain = Chain(self._workspace, self.plan, self)
            self.chain.changed.connect(self._chain_changed)
            self.edit.remember(self._read)
        self.chain.run(self.chain.next_index + 1 if one else until)
        self._refresh()

    def stop(self) -> None:
        if self.chain is not None:
            self.chain.stop()

    def undo_all(self) -> None:
        if self.chain is not None and not self._is_running():
            self.chain.undo()
            self._drop_chain()
            self._refresh()

    # ---- the list

    def _wanted(self, at: int, what: str) -> None:
        if what == "run":
            self.run(until=at + 1)
        elif not self._is_running():
            self._drop_chain()
            to = self.list.rearrange(at, what)
            self._refresh()
            self.list.focus_row(to)

    def _to_list(self) -> None:
        if self.rows:
            self.list.focus_row(0)

    def _edited(self) -> None:
        self._drop_chain()
        self._refresh()

    def _models_changed(self) -> None:
        self.list.check_models()
        self._refresh()

    # ---- the chain

    def _is_running(self) -> bool:
        return self.chain is not None and self.chain.is_running

    def _drop_chain(self) -> None:
        if self.chain is not None:
            self.chain.close()
            self.chain.deleteLater()
            self.chain = None
            self.list.set_states(["waiting"] * len(self.rows))

    def _chain_changed(self) -> None:
        if self.chain is not None:
            self.list.set_states(self.chain.states)
        self._refresh()

    def _all_clicked(self) -> None:
        self.stop() if self._is_running() else self.run()

    def _show_before(self, held: bool) -> None:
        chain = self.chain
        if chain is not None and chain.session is not None and chain.before is not None:
            chain.session.preview(chain.before if held else None)

    # ---- what is shown

    def _refresh(self) -> None:
        running, chain = self._is_running(), self.chain
        ready = bool(self.rows) and all(row.can_run for row in self.rows)
        begun = chain is not None and chain.next_index > 0
        left = len(self.rows) - (chain.next_index if chain is not None else 0)
        self.examples.setVisible(not self._read)
        self.list.setVisible(bool(self.rows))
        model = reader(self._workspace.engine.models) if self.missed else None
        self.foot.setVisible(bool(self.rows) or model is not None)
        self.foot.ask.setVisible(model is not None and not running and not begun)
        self.foot.ask.setEnabled(self._asked is None)
        self.foot.ask.setText(tr("Ask {model}", model=model.name if model is not None else ""))
        self.foot.all.setVisible(bool(self.rows))
        self.foot.before.setVisible(begun)
        self.foot.undo.setVisible(begun and not running)
        self.foot.models.setVisible(not ready and bool(self.rows) and not begun)
        self.foot.one.setVisible(len(self.rows) > 1 and not running and left > 0)
        at = chain.next_index if chain is not None else 0
        self.foot.one.setEnabled(at < len(self.rows) and self.rows[at].can_run)
        again = tr("Run again") if begun and left == 0 else tr("Run the rest") if begun or self.missed else tr("Run")
        self.foot.all.setText(tr("Stop") if running else again)
        self.foot.all.setEnabled(running or ready or begun)
        self._say()
        self._place()

    def _say(self) -> None:
        message, hint = self.chain.told if self.chain is not None else ("", "")
        level = "danger"
        if not message and (self._asked is not None or self._answer[0]):
            message, hint = self._answer if self._answer[0] else (tr("The language model reads the sentence…"), "")
            level = "danger" if self._answer[0] else "hint"
        if not message and self.missed:
            message, level = tr("Not understood: {words}", words=", ".join(self.missed)), "warning"
            hint = "" if self.rows else tr("Say it in other words.")
        self.said.setText(" ".join(part for part in (message, hint) if part))
        self.said.setVisible(bool(message))
        if self.said.property("role") != level:
            self.said.setProperty("role", level)
            repolish(self.said)

    def _place(self) -> None:
        around = self._over.rect()
        width = min(WIDTH, around.width() - 2 * MARGIN)
        self.list.fit(width - 24, max(around.height() - 200, 80))
        self.setFixedWidth(width)
        self._column.activate()
        height = max(self.heightForWidth(width), self._column.minimumSize().height())
        self.setFixedHeight(min(height, around.height() - MARGIN))
        self.move((around.width() - width) // 2, around.height() - self.height() - MARGIN)

    # ---- keys and sizes

    def _entered(self) -> None:
        """Return: what is not understood is asked about or looked at before anything runs."""
        self.read()
        if self.missed and reader(self._workspace.engine.models) is not None:
            self.ask_model()
        elif self.missed or not all(row.can_run for row in self.rows):
            self._to_list()
        else:
            self.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

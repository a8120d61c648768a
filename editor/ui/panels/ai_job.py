"""What the AI panel tells beside its button: what is missing or was not understood, and how far the job is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from editor.jobs import Job
from editor.text import tr
from editor.ui.panels.ai_context import Missing, clock_text
from editor.ui.panels.parts import caption, hint, let_go, row, tool_button


class LackNotice(QFrame):
    """One sentence about what is missing, and buttons that help."""

    def __init__(self, pressed: Any) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.pressed = pressed
        self.words = hint()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(10, 8, 10, 8)
        self.column.setSpacing(6)
        self.column.addWidget(self.words)
        self.remedies: list[QPushButton] = []
        self._shown: Missing | None = None
        self.hide()

    def show_lack(self, lack: Missing | None) -> None:
        if lack == self._shown:
            return
        self._shown = lack
        let_go(self.remedies)
        self.remedies = []
        self.setVisible(lack is not None)
        if lack is None:
            return
        self.words.setText(lack.sentence)
        for action_id, text in lack.remedies:
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, name=action_id: self.pressed(name))
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.remedies.append(button)


class JobLine(QWidget):
    """How far the job is, with a button to stop it; hidden when nothing runs. A failure stays to be read."""

    def __init__(self, cancel: Any) -> None:
        super().__init__()
        self.stage = QLabel()
        stretching = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        stretching.setHorizontalStretch(1)
        self.stage.setSizePolicy(stretching)
        self.left = caption("")
        self.bar = QProgressBar(maximum=1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.cancel = tool_button("x", tr("Cancel"), cancel)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(row(self.stage, self.left))
        column.addWidget(self.bar)
        holder = QWidget()
        holder.setLayout(column)
        outer = row(holder, self.cancel, spacing=6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(outer)
        self.hide()

    def show_job(self, job: Job) -> None:
        runs = job.state in ("queued", "running")
        failed = job.state == "failed"
        self.setVisible(runs or failed)
        self.bar.setVisible(runs)
        self.cancel.setVisible(runs)
        self.left.clear()
        if failed:
            self.stage.setWordWrap(True)
            self.stage.setText(tr(job.failure.message) if job.failure else tr("It did not work."))
            return
        self.stage.setWordWrap(False)
        progress = job.progress
        self.bar.setRange(0, 1000 if progress is not None else 0)
        if progress is None:
            self.stage.setText(tr("Waiting") if job.state == "queued" else tr("Starting"))
            return
        self.bar.setValue(round(progress.fraction * 1000))
        self.stage.setText(tr(progress.stage))
        if progress.eta_s is not None:
            self.left.setText(clock_text(progress.eta_s))

"""The queue panel: a card for each job with its state, progress, time left, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from editor.jobs import Job
from editor.text import tr
from editor.ui.icons import icon, pixmap
from editor.ui.panels.ai_context import clock_text
from editor.ui.panels.panel import Host, Panel
from editor.ui.panels.parts import hint, row, tool_button
from editor.ui.theme import repolish

ICON_PX = 16
SIGNS = {"queued": ("clock", "muted"), "running": ("loader-circle", "accent_text"),
         "finished": ("circle-check", "good"), "cancelled": ("circle-slash", "muted"),
         "failed": ("circle-alert", "danger")}


class JobCard(QFrame):
    """One job. A failed one shows the reason, and the hint and buttons once it is clicked."""

    def __init__(self, cancel: Callable[[int], object], retry: Callable[[int], object],
                 put_first: Callable[[int], object]) -> None:
        super().__init__()
        self.setObjectName("jobCard")
        self.setProperty("role", "card")
        self.job: Job | None = None
        self._state = ""
        self.sign = QLabel()
        self.sign.setFixedSize(QSize(ICON_PX, ICON_PX))
        self.title = QLabel()
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.cancel = tool_button("x", tr("Cancel"), lambda: self.job and cancel(self.job.id))
        self.retry = tool_button("rotate-cw", tr("Try again"), lambda: self.job and retry(self.job.id))
        self.first = tool_button("play", tr("Run next"), lambda: self.job and put_first(self.job.id))
        self.bar = QProgressBar(maximum=1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.stage, self.reason, self.advice = hint(), hint(), hint()
        self.copy = QPushButton(tr("Copy details"))
        self.copy.clicked.connect(self.copy_details)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 6, 8)
        column.setSpacing(4)
        column.addWidget(row(self.sign, self.title, self.first, self.retry, self.cancel, spacing=6))
        for widget in (self.bar, self.stage, self.reason, self.advice):
            column.addWidget(widget)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.advice.hide()
        self.copy.hide()

    def offer_first(self, offered: bool) -> None:
        """Whether another job waits before this one."""
        self.first.setVisible(offered)

    def show_job(self, job: Job) -> None:
        self.job = job
        runs, failed = job.state == "running", job.state == "failed"
        self.title.setText(job.title)
        self.title.setToolTip(job.title)
        if job.state != self._state:
            self._state = job.state
            self.sign.setPixmap(pixmap(SIGNS[job.state][0], ICON_PX, SIGNS[job.state][1], self.devicePixelRatioF()))
            self.sign.setToolTip(state_text(job))
            self.setCursor(Qt.CursorShape.PointingHandCursor if failed else Qt.CursorShape.ArrowCursor)
        self.cancel.setVisible(job.state in ("queued", "running"))
        self.retry.setVisible(job.state in ("failed", "cancelled"))
        self.bar.setVisible(runs)
        if runs and job.progress is not None:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(job.progress.fraction * 1000))
        elif runs:
            self.bar.setRange(0, 0)
        self.stage.setText(state_text(job))
        self.stage.setVisible(not failed)
        self.reason.setVisible(failed)
        if failed and job.failure is not None:
            self.reason.setProperty("role", "danger")
            repolish(self.reason)
            self.reason.setText(tr(job.failure.message))
            self.advice.setText(tr(job.failure.hint))

    def mousePressEvent(self, event: object) -> None:
        """A click on a failed job shows more, or less."""
        if self.job is not None and self.job.state == "failed":
            opened = self.copy.isHidden()
            self.copy.setVisible(opened)
            self.advice.setVisible(opened and bool(self.advice.text()))

    def copy_details(self) -> None:
        if self.job is not None and self.job.failure is not None:
            failure = self.job.failure
            QGuiApplication.clipboard().setText("\n\n".join(
                part for part in (failure.message, failure.hint, failure.details) if part))


class QueuePanel(QWidget):
    """Newest job on top."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.setObjectName("queuePanel")
        self.engine = host.workspace.engine
        self.cards: dict[int, JobCard] = {}
        self.empty = hint(tr("What the engine works on appears here."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        holder = QWidget()
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(8, 8, 8, 8)
        self.column.setSpacing(6)
        self.column.addWidget(self.empty)
        self.column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        self.summary = hint()
        self.summary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.clear = tool_button("list-x", tr("Clear finished"), self.engine.clear_finished)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        self.pause = tool_button("pause", tr("Pause: no waiting job begins"))
        self.pause.setCheckable(True)
        self.pause.toggled.connect(self.engine.pause)
        self.pause.toggled.connect(lambda on: self.pause.setIcon(icon("play" if on else "pause")))
        whole.addWidget(row(self.summary, self.pause, self.clear, margins=(10, 4, 6, 4)))
        self.engine.jobs_changed.connect(self.read)
        self.engine.job_changed.connect(self._job_changed)
        self.read()

    def read(self) -> None:
        """Bring the cards in line with the engine's jobs."""
        jobs = {job.id: job for job in self.engine.jobs}
        for gone in self.cards.keys() - jobs.keys():
            card = self.cards.pop(gone)
            self.column.removeWidget(card)
            card.deleteLater()
        for job in jobs.values():
            if job.id not in self.cards:
                self.cards[job.id] = JobCard(self.engine.cancel, self.engine.retry, self.engine.put_first)
                self.column.insertWidget(0, self.cards[job.id])
            self.cards[job.id].show_job(job)
        self._sum_up()

    def _job_changed(self, job: Job) -> None:
        card = self.cards.get(job.id)
        if card is not None:
            card.show_job(job)
            self._sum_up()
        else:
            self.read()

    def _sum_up(self) -> None:
        states = [job.state for job in self.engine.jobs]
        self.empty.setVisible(not states)
        self.clear.setEnabled(any(s not in ("queued", "running") for s in states))
        waiting, running = states.count("queued"), states.count("running")
        queued = [job.id for job in self.engine.jobs if job.state == "queued"]
        for job_id, card in self.cards.items():
            card.offer_first(job_id in queued[1:])
        if self.engine.paused and waiting:
            self.summary.setText(tr("Paused, {n} waiting", n=waiting))
        elif self.engine.paused:
            self.summary.setText(tr("Paused"))
        elif waiting:
            self.summary.setText(tr("{n} waiting", n=waiting))
        else:
            self.summary.setText(tr("Working") if running else "")


def state_text(job: Job) -> str:
    """One line about a job: stage and time left, or how it ended."""
    if job.state == "running":
        if job.progress is None:
            return tr("Starting")
        stage = f"{tr(job.progress.stage)} · {round(job.progress.fraction * 100)} %"
        if job.progress.eta_s is not None:
            stage += " · " + tr("{time} left", time=clock_text(job.progress.eta_s))
        return stage
    if job.state == "finished" and job.result is not None:
        return tr("Done in {time}", time=clock_text(job.result.seconds))
    words = {"queued": tr("Waiting"), "cancelled": tr("Cancelled"), "failed": tr("Failed"), "finished": tr("Done")}
    return words[job.state]


PANEL = Panel("queue", "Queue", "list-todo", "right", QueuePanel, order=50, stack="record")

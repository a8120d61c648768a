"""Stand-ins for tests: an engine that does what it is told, and a window without a window."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from editor.jobs import Job
from editor.settings import Settings
from editor.ui.viewport import View
from editor.workspace import Workspace
from inference.api import Failure, ModelInfo, Picture, Progress, Request, Result


def painted(request: Request) -> Result:
    """Pictures as a real engine would return them: the picture inverted where it may change, and seeded noise
    for one made from nothing; the size an operation of that name gives."""
    pictures = []
    for i in range(request.count):
        generator = np.random.default_rng(request.seed + i)
        image, box = request.image, None
        if image is None:
            pixels = generator.integers(0, 256, (request.params.height, request.params.width, 4)).astype(np.uint8)
            pixels[..., 3] = 255
        elif request.operation == "upscale":
            factor = int(request.params.scale)
            pixels = image.repeat(factor, axis=0).repeat(factor, axis=1)
        elif request.operation == "outpaint":
            p = request.params
            pixels = np.pad(image, ((p.top, p.bottom), (p.left, p.right), (0, 0)), mode="edge")
            pixels[..., :3] = np.roll(pixels[..., :3], 1, axis=2)  # also over the old picture: nobody may see that
            box = (-p.left, -p.top, pixels.shape[1], pixels.shape[0])
        else:
            pixels = image.copy()
            pixels[..., :3] = image.dtype.type(255 if image.dtype == np.uint8 else 1) - image[..., :3]
        pictures.append(Picture(pixels, request.seed + i, box))
    return Result(tuple(pictures), {"operation": request.operation, "model": request.model or "built in"}, 1.5)


class FakeEngine(QObject):
    """The public surface of EngineThread. `outcome` of the next job: "succeed" or "fail" at once, or "wait",
    which runs until `cancel`, `progress` or `finish`."""

    job_changed = Signal(object)
    jobs_changed = Signal()
    state_changed = Signal(str)
    models_changed = Signal()
    freed = Signal(object)
    aside_done = Signal(object)

    def __init__(self, outcome: str = "succeed", answer: Callable[[Request], Result] = painted) -> None:
        super().__init__()
        self.jobs: tuple[Job, ...] = ()
        self.asides: tuple[Job, ...] = ()
        self.paused = False
        self.models: tuple[ModelInfo, ...] = ()
        self.state = "ready"
        self.outcome = outcome
        self.answer = answer
        self.failure = Failure("The model ran out of memory.", "Choose a smaller size.", "Traceback: ...")

    def submit(self, request: Request, title: str, note: Any = None) -> Job:
        job = Job(len(self.jobs) + 1, title, request, note=note)
        self.jobs += (job,)
        self.jobs_changed.emit()
        if self.outcome == "succeed":
            self._change(job.id, state="finished", result=self.answer(request))
        elif self.outcome == "fail":
            self._change(job.id, state="failed", failure=self.failure)
        elif not any(j.state == "running" for j in self.jobs):
            self._change(job.id, state="running")
        return job

    def aside(self, request: Request, note: Any = None) -> None:
        self.asides += (Job(0, "", request, note=note),)

    def drop_asides(self, owner: Any) -> None:
        self.asides = tuple(job for job in self.asides if job.note[0] is not owner)

    def finish_aside(self) -> None:
        job, self.asides = self.asides[0], self.asides[1:]
        self.aside_done.emit(dataclasses.replace(job, state="finished", result=self.answer(job.request)))

    def progress(self, job_id: int, fraction: float, stage: str = "Denoising", eta_s: float | None = None) -> None:
        self._change(job_id, state="running", progress=Progress(fraction, stage, eta_s=eta_s))

    def finish(self, job_id: int) -> None:
        self._change(job_id, state="finished", result=self.answer(self.job(job_id).request))

    def cancel(self, job_id: int) -> None:
        if self.job(job_id).state in ("queued", "running"):
            self._change(job_id, state="cancelled")

    def retry(self, job_id: int) -> None:
        job = self.job(job_id)
        self.submit(job.request, job.title, job.note)

    def put_first(self, job_id: int) -> None:
        job = self.job(job_id)
        rest = tuple(j for j in self.jobs if j is not job)
        at = next((i for i, j in enumerate(rest) if j.state == "queued"), len(rest))
        self.jobs = (*rest[:at], job, *rest[at:])
        self.jobs_changed.emit()

    def pause(self, paused: bool) -> None:
        self.paused = paused
        self.jobs_changed.emit()

    def clear_finished(self) -> None:
        self.jobs = tuple(j for j in self.jobs if j.state in ("queued", "running"))
        self.jobs_changed.emit()

    def rescan(self, folders: list[str], used_as: Any = None) -> None:
        self.models_changed.emit()

    def allow(self, options: tuple[str, ...]) -> None:
        self.options = options

    def free(self) -> None:
        self.freed.emit(3 << 30)

    def start(self) -> None:
        self.state_changed.emit(self.state)

    def close(self) -> None:
        self.state = "off"

    def job(self, job_id: int) -> Job:
        return next(j for j in self.jobs if j.id == job_id)

    def _change(self, job_id: int, **changes: Any) -> None:
        made = dataclasses.replace(self.job(job_id), **changes)
        self.jobs = tuple(made if j.id == job_id else j for j in self.jobs)
        self.job_changed.emit(made)


class FakeCanvas(QObject):
    """The canvas as panels know it."""

    view_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view = View(width=800, height=600, view_w=400, view_h=300, zoom=0.5, x=400, y=300)

    def set_view(self, view: View) -> None:
        self.view = view
        self.view_changed.emit()


class FakeHost:
    """The window as panels and actions know it; it writes down what it was asked for."""

    def __init__(self, folder: Path, engine: FakeEngine | None = None) -> None:
        self.engine = engine or FakeEngine()
        self.workspace = Workspace(Settings(folder / "settings.json"), self.engine)  # type: ignore[arg-type]
        self.canvas: Any = FakeCanvas()
        self.triggered: list[str] = []
        self.commands: list[str] = []

    def trigger(self, action_id: str) -> None:
        self.triggered.append(action_id)

    def ask(self, title: str, values: Any) -> Any:
        return values

    def ask_saving(self, title: str, options: Any, document: Any, path: Path) -> Any:
        return self.ask(title, options)

    def open_paths(self) -> list[Path]:
        return []

    def save_path(self, suggested: Path, export: bool) -> Path | None:
        return None

    def open(self, paths: Any) -> None:
        self.opened = [Path(p) for p in paths]

    def close_session(self, session: Any) -> bool:
        self.workspace.close(session)
        return True

    def filter_dialog(self, operation_id: str) -> None:
        self.commands.append(operation_id)

    def view(self, command: str) -> None:
        self.commands.append(command)

    def window_command(self, command: str) -> None:
        self.commands.append(command)

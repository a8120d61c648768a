"""The demo: plays the real window, with its real engine process, through the operations on real photographs.

It presses and drags as a person does, leaves results, before/after pictures and screenshots of each step, and prints
a line for each. Used by `make run` without a screen, by `make demo`, and for the pictures of the README.
"""

from __future__ import annotations

import dataclasses
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import numpy as np
from PIL import Image
from PySide6.QtCore import QEvent, QPointF, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication

from editor import demo_editing, demo_masks
from editor.document.compose import compose
from editor.document.document import Document
from editor.document.resize import resampled
from editor.session import Session
from editor.ui.theme import RESOURCES
from inference.api import UserError

SIZE = (1480, 940)
PATIENCE_S = 240
Points = tuple[tuple[float, float], ...]
MAST: Points = ((186, 112), (214, 112), (222, 382), (176, 382))  # around the left lightning mast of rocket.jpg


def play(out: Path, screenshots: Path | None = None) -> int:
    """Play every step into the folder `out`; returns 0 when all of them gave a result."""
    import os

    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="limner-demo-") as folder:
        stage = Stage(out, screenshots, Path(folder))
        try:
            for step in (_generate, _remove, _inpaint, _style, _outpaint, _upscale, *demo_editing.STEPS,
                         *demo_masks.STEPS):
                step(stage)
            _light_theme(stage)
        finally:
            stage.close()
    click.echo(f"The demo's pictures are in {out}")
    return 0


class Stage:
    """The window on which the demo is played, and where its pictures go."""

    def __init__(self, out: Path, screenshots: Path | None, folder: Path) -> None:
        from editor import app
        from editor.jobs import EngineThread
        from editor.settings import Settings
        from editor.ui import theme

        qInstallMessageHandler(_message)
        existing = QApplication.instance()
        self.application = existing if isinstance(existing, QApplication) else app.make_application()
        self.out, self.screenshots = out, screenshots
        self.settings = Settings(folder / "settings.json")
        theme.apply(self.application, "dark")
        self.engine = EngineThread()
        self.window: Any = app.build(self.settings, self.engine)
        self.window.resize(*SIZE)
        self.window.show()
        self.engine.start()
        self.panel: Any = self._panel()
        self.spin(0.5)

    def _panel(self) -> Any:
        from editor.ui.panels.ai import AIPanel

        return self.window.findChild(AIPanel)

    @property
    def session(self) -> Session:
        session = self.window.workspace.session
        assert isinstance(session, Session)
        return session

    def open(self, name: str) -> None:
        """A sample photograph, as it was before anything was done to it."""
        path = RESOURCES / "samples" / name
        workspace = self.window.workspace
        self.window.open([path])
        self.until(lambda: workspace.session is not None and workspace.session.path == path)
        self.session.go_to(0)
        self.spin(0.5)

    def spin(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.application.processEvents()
            time.sleep(0.004)

    def until(self, reached: Callable[[], bool]) -> None:
        """Raises UserError when it takes longer than anybody would wait."""
        end = time.monotonic() + PATIENCE_S
        while not reached():
            if time.monotonic() > end:
                raise UserError("The demo waited too long.")
            self.application.processEvents()
            time.sleep(0.004)

    def shoot(self, name: str, wait_s: float = 0.4) -> None:
        """A screenshot of the whole window."""
        self.spin(wait_s)
        self.save(name, self.window.grab())

    def save(self, name: str, image: QPixmap | QImage) -> None:
        for folder in (self.out, self.screenshots):
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
                image.save(str(folder / f"{name}.png"))

    def drag(self, points: Points) -> None:
        """Press at the first point (document px), move through the others, release at the last."""
        canvas = self.window.canvas
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        places = [QPointF(*canvas.view.to_screen(*point)) for point in points]
        moves = [a + (b - a) * (i / 6) for a, b in pairwise(places) for i in range(1, 7)]
        events = [(QEvent.Type.MouseButtonPress, places[0], left, left),
                  *((QEvent.Type.MouseMove, at, none, left) for at in moves),
                  (QEvent.Type.MouseButtonRelease, places[-1], left, none)]
        for kind, at, button, held in events:
            globe = QPointF(canvas.mapToGlobal(at))
            QApplication.sendEvent(canvas, QMouseEvent(kind, at, globe, button, held, Qt.KeyboardModifier.NoModifier))
            self.application.processEvents()

    def run(self, operation: str, shot: str = "", **values: Any) -> float:
        """Press the button of the AI panel and wait for the result to be staged; seconds. `shot` names a
        screenshot to take on the way."""
        self.panel.choose_operation(operation)
        self.panel.form.set_values(dataclasses.replace(self.panel.values(), **values))
        self.panel.seed.set_value(7)
        self.panel.refresh()
        self.spin(0.2)
        before = len(self.engine.jobs)
        started = time.monotonic()
        self.panel.submit()
        self.until(lambda: len(self.engine.jobs) > before)
        job_id = self.engine.jobs[-1].id
        if shot:
            self.until(lambda: self._is_over(job_id) or ((progress := self._job(job_id).progress) is not None
                       and progress.fraction > 0.3))
            self.shoot(shot, wait_s=0.0)
        self.until(lambda: self._is_over(job_id))
        job = self._job(job_id)
        if job.failure is not None:
            raise UserError("{operation} failed: {reason}", operation=operation, reason=job.failure.message)
        self.spin(0.3)
        return time.monotonic() - started

    def _is_over(self, job_id: int) -> bool:
        return self._job(job_id).state in ("finished", "failed", "cancelled")

    def _job(self, job_id: int) -> Any:
        return next(job for job in self.engine.jobs if job.id == job_id)

    def finish(self, name: str, before: Document | None, seconds: float) -> None:
        """Screenshot of the staged result, accept it, write result and before/after."""
        self.until(lambda: all(gallery.field.full for gallery in self.panel.galleries if gallery.field.isVisible()))
        self.shoot(f"{name}-staged")
        self.window.trigger("ai.accept")
        self.spin(0.3)
        after = self.session.document
        result = compose(after, after.rect)
        Image.fromarray(result).save(self.out / f"{name}.png")
        if before is not None:
            pair = _side_by_side(compose(before, before.rect), result)
            Image.fromarray(pair).save(self.out / f"{name}-before-after.png")
        click.echo(f"{name}: {after.width} x {after.height} in {seconds:.1f} s -> {self.out / (name + '.png')}")

    def close(self) -> None:
        self.engine.close()
        for session in self.window.workspace.sessions:
            session.saved(session.document, self.out / "demo.limn")
        self.window.close()
        self.spin(0.1)


def _message(kind: QtMsgType, context: Any, text: str) -> None:
    """Qt's messages, but for the one that the offscreen platform repeats at every resize."""
    if "propagateSizeHints" not in text:
        click.echo(text, err=True)


def _side_by_side(before: Any, after: Any) -> Any:
    """Both at the height of `before`, with a gap."""
    h = before.shape[0]
    if after.shape[0] != h:
        after = resampled(after, max(round(after.shape[1] * h / after.shape[0]), 1), h)
    gap = np.full((h, 8, 4), 255, np.uint8)
    return np.concatenate([before, gap, after], axis=1)


def _generate(stage: Stage) -> None:
    seconds = stage.run("generate", prompt="a city skyline at night, full moon, reflections in the water",
                        width=1024, height=640)
    stage.finish("generate", None, seconds)


def _remove(stage: Stage) -> None:
    stage.open("rocket.jpg")
    before = stage.session.document
    stage.window.workspace.choose_tool("lasso")
    stage.drag((*MAST, MAST[0]))
    stage.shoot("selection")
    stage.finish("remove", before, stage.run("remove"))


def _inpaint(stage: Stage) -> None:
    before = stage.session.document
    stage.window.workspace.choose_tool("ellipse")
    stage.drag(((90, 320), (185, 425)))
    stage.finish("inpaint", before, stage.run("inpaint"))


def _style(stage: Stage) -> None:
    stage.open("coffee.png")
    before = stage.session.document
    stage.finish("style", before, stage.run("style", preset="oil"))


def _outpaint(stage: Stage) -> None:
    stage.open("rocket.jpg")
    before = stage.session.document
    stage.finish("outpaint", before, stage.run("outpaint", "running", left=128, right=128))


def _upscale(stage: Stage) -> None:
    stage.open("coffee.png")
    before = stage.session.document
    stage.finish("upscale", before, stage.run("upscale", scale="2"))


def _light_theme(stage: Stage) -> None:
    stage.settings.update(dataclasses.replace(stage.settings.values, theme="light"))
    stage.spin(0.5)
    stage.shoot("light")

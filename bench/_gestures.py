"""Every gesture of a working day, done with mouse and keys in the real window: what `bench.stalls` measures."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from math import cos, pi, sin
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QSlider, QWidget

from bench._hand import Hand, Point, Pulse
from editor import app
from editor.document.selection_shape import from_rect
from editor.jobs import EngineThread
from editor.session import Session
from editor.settings import Settings
from editor.ui import theme
from editor.ui.filter_dialog import FilterDialog
from editor.ui.form_number import NumberField

WINDOW = (1600, 1000)
STROKE_MS, FELT_MS = 50.0, 100.0  # what a stroke may take; what is felt at once
CTRL, ALT, SHIFT = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
                    Qt.KeyboardModifier.ShiftModifier)


class Stage:
    """The window on its first day: settings, rescue copies and files in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.application: Any = QApplication.instance() or app.make_application()
        self.settings = Settings(folder / "settings.json")
        theme.apply(self.application, "dark")
        self.engine = EngineThread()
        self.window = app.build(self.settings, self.engine)
        self.window.resize(*WINDOW)
        self.pulse = Pulse()
        self.hand = Hand(self.window, self.pulse)

    @property
    def session(self) -> Session:
        session = self.window.workspace.session
        assert session is not None
        return session

    @property
    def canvas(self) -> QWidget:
        return self.window.canvas

    def tool(self, name: str, **options: Any) -> None:
        workspace = self.window.workspace
        workspace.choose_tool(name)
        workspace.set_options(dataclasses.replace(workspace.options[name], **options))
        self.hand.wait(0.4)

    def at(self, x: float, y: float) -> Point:
        """A place of the canvas, shares of its size."""
        return self.canvas.width() * x, self.canvas.height() * y

    def opened(self, path: Path) -> None:
        self.window.open([path])
        self.hand.until(lambda: self.session_path() == path, "open")

    def session_path(self) -> Path | None:
        session = self.window.workspace.session
        return session.path if session else None

    def rest(self) -> None:
        """Until no job runs and nothing is rendered any more."""
        self.hand.until(lambda: not any(job.state in ("queued", "running") for job in self.engine.jobs))
        self.hand.wait(0.6)

    def reset(self, fit: bool = True) -> None:
        """The document as it was opened, the whole of it in view."""
        self.window.canvas.driver.cancel()
        self.session.discard()
        self.session.go_to(0)
        if fit:
            self.window.canvas.command("zoom_fit")
        self.rest()

    def close(self) -> None:
        self.pulse.stop()
        self.window.hide()
        self.window.files.finish()
        self.window.recovery.finish()
        self.window.workspace.library.close()
        self.engine.close()


Gesture = Callable[[Stage], None]


@dataclasses.dataclass(frozen=True)
class Case:
    """`bound_ms`: what its longest gap is measured against. `ready` goes before it, out of the account."""

    name: str
    gesture: Gesture
    bound_ms: float = FELT_MS
    ready: Gesture = lambda stage: None


# ---- what a person does

def spiral(stage: Stage, turns: float = 2.0, steps: int = 120, reach: float = 0.3) -> list[Point]:
    centre = stage.at(0.5, 0.5)
    radius = min(stage.canvas.width(), stage.canvas.height()) * reach
    angles = [2 * pi * turns * i / steps for i in range(steps)]
    return [(centre[0] + radius * (1 - i / (2 * steps)) * cos(a), centre[1] + radius * (1 - i / (2 * steps)) * sin(a))
            for i, a in enumerate(angles)]


def line(stage: Stage, start: Point, end: Point, steps: int = 40) -> list[Point]:
    a, b = stage.at(*start), stage.at(*end)
    return [(a[0] + (b[0] - a[0]) * i / steps, a[1] + (b[1] - a[1]) * i / steps) for i in range(steps + 1)]


def stroke(stage: Stage) -> None:
    stage.hand.drag(stage.canvas, spiral(stage))


def short_stroke(stage: Stage) -> None:
    stage.hand.drag(stage.canvas, line(stage, (0.4, 0.4), (0.55, 0.5)))


def stroke_and_answer(stage: Stage) -> None:
    """And until the engine has answered and the layer holds it."""
    before = stage.session.document
    short_stroke(stage)
    stage.hand.until(lambda: stage.session.document is not before, "answer")
    stage.hand.wait(0.5)


def with_source(name: str, **options: Any) -> Gesture:
    def ready(stage: Stage) -> None:
        stage.tool(name, **options)
        stage.hand.click(stage.canvas, stage.at(0.3, 0.3), ALT)
    return ready


def lassoed(stage: Stage) -> None:
    points = [(x * 0.5 + stage.canvas.width() / 4, y * 0.5 + stage.canvas.height() / 4)
              for x, y in spiral(stage, 1.0, 60, 0.25)]
    stage.hand.drag(stage.canvas, points)


def patch(stage: Stage) -> None:
    lassoed(stage)
    stage.hand.drag(stage.canvas, line(stage, (0.49, 0.49), (0.65, 0.6), 60))


def transform(stage: Stage) -> None:
    """A corner, the inside, a turn, then Enter."""
    view, document = stage.window.canvas.view, stage.session.document
    corner = view.to_screen(document.width, document.height)
    inward = (corner[0] - 180, corner[1] - 140)
    stage.hand.drag(stage.canvas, _between(corner, inward, 40))
    stage.hand.drag(stage.canvas, line(stage, (0.5, 0.5), (0.55, 0.45)))
    stage.hand.key(Qt.Key.Key_Return)
    stage.hand.wait(0.5)


def _between(a: Point, b: Point, steps: int) -> list[Point]:
    return [(a[0] + (b[0] - a[0]) * i / steps, a[1] + (b[1] - a[1]) * i / steps) for i in range(steps + 1)]


def slid(stage: Stage, slider: QSlider) -> None:
    """There and back along a slider."""
    y, w = slider.height() / 2, slider.width()
    there = _between((w * 0.95, y), (w * 0.1, y), 40)
    stage.hand.drag(slider, [*there, *reversed(there)])


def opacity(stage: Stage) -> None:
    slid(stage, next(s for s in stage.window.docks.docks["layers"].body.findChildren(QSlider)))


def filter_dialog(name: str, field: str) -> Gesture:
    def gesture(stage: Stage) -> None:
        stage.hand.pulse.doing = "dialog"
        stage.window.trigger(f"filter.{name}")
        dialog = stage.window.findChild(FilterDialog)
        stage.hand.until(lambda: dialog.isVisible() and dialog.windowHandle() is not None)
        stage.hand.wait(0.3)
        moved = dialog.form.fields[field]
        assert isinstance(moved, NumberField)
        slid(stage, moved.slider)
        stage.hand.wait(0.3)
        before = stage.session.document
        moved.spin.setValue(moved.spin.maximum() / 2)
        stage.hand.pulse.doing = "accept"
        dialog.accept()
        stage.hand.until(lambda: stage.session.document is not before, "accept")
        stage.hand.wait(0.4)
    return gesture


def zoomed(stage: Stage) -> None:
    for notches in (1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1, -1):
        for _ in range(2):
            stage.hand.wheel(stage.canvas, stage.at(0.6, 0.4), notches)
            stage.hand.wait(0.05)


def panned(stage: Stage) -> None:
    stage.hand.key(Qt.Key.Key_1, CTRL)
    stage.hand.hold(Qt.Key.Key_Space, True)
    for start, end in (((0.8, 0.8), (0.2, 0.2)), ((0.8, 0.2), (0.1, 0.6)), ((0.2, 0.2), (0.8, 0.8))):
        stage.hand.drag(stage.canvas, line(stage, start, end, 60))
    stage.hand.hold(Qt.Key.Key_Space, False)
    stage.hand.wait(0.5)


def undone(stage: Stage) -> None:
    for _ in range(4):
        for held in (CTRL, CTRL | SHIFT):
            before = stage.session.document
            stage.hand.key(Qt.Key.Key_Z, held)
            assert stage.session.document is not before, "a key that did nothing"
            stage.hand.wait(0.15)


def with_large_step(stage: Stage) -> None:
    stage.window.trigger("filter.invert")
    stage.rest()


def themes(stage: Stage) -> None:
    for name in ("light", "dark"):
        stage.hand.pulse.doing = name
        stage.window.trigger(f"window.theme_{name}")
        stage.hand.wait(0.6)


def tools(stage: Stage) -> None:
    for key in (Qt.Key.Key_B, Qt.Key.Key_E, Qt.Key.Key_S, Qt.Key.Key_G, Qt.Key.Key_L, Qt.Key.Key_W, Qt.Key.Key_J,
                Qt.Key.Key_M, Qt.Key.Key_V, Qt.Key.Key_T, Qt.Key.Key_B):
        stage.hand.key(key)
        stage.hand.wait(0.06)
    assert stage.window.workspace.tool.id == "brush", "keys that did nothing"


def operations(stage: Stage) -> None:
    """Every operation of the AI panel, one after the other: each builds its form when it is first chosen."""
    panel: Any = stage.window.docks.docks["ai"].body
    for button in panel.choice.group.buttons():
        stage.hand.click(button, (button.width() / 2, button.height() / 2))
        stage.hand.wait(0.1)


def tabs(stage: Stage) -> None:
    for _ in range(6):
        before = stage.session
        stage.hand.key(Qt.Key.Key_Tab, CTRL)
        assert stage.session is not before, "a key that did nothing"
        stage.hand.wait(0.2)


def saved(stage: Stage) -> None:
    stage.hand.key(Qt.Key.Key_S, CTRL)
    stage.hand.until(lambda: stage.session.history.is_saved, "save")
    stage.hand.wait(0.3)


def rescued(stage: Stage) -> None:
    recovery: Any = stage.window.recovery
    recovery.write()
    stage.hand.until(lambda: not recovery._work.is_busy, "rescue copy")


def select_part(stage: Stage) -> None:
    document = stage.session.document
    stage.session.commit("Select", document.with_(selection=from_rect(1200, 900, 1900, 1400, document.rect)))
    stage.hand.wait(0.3)


def chosen(name: str) -> Gesture:
    def ready(stage: Stage) -> None:
        panel: Any = stage.window.docks.docks["ai"].body
        stage.window.docks.toggle("ai", show=True)
        panel.choose_operation(name)
        select_part(stage)
    return ready


def run_and_accept(stage: Stage) -> None:
    """The button of the AI panel, the results strip, Enter."""
    panel: Any = stage.window.docks.docks["ai"].body
    button = panel.button
    stage.hand.click(button, (button.width() / 2, button.height() / 2))
    stage.hand.until(lambda: bool(stage.session.staged), "job")
    stage.hand.wait(0.5)
    stage.hand.pulse.doing = "accept"
    stage.window.trigger("ai.accept")
    stage.hand.wait(0.5)


def run_and_cancel(stage: Stage) -> None:
    panel: Any = stage.window.docks.docks["ai"].body
    button = panel.button
    stage.hand.click(button, (button.width() / 2, button.height() / 2))
    stage.hand.until(lambda: any(job.state == "running" for job in stage.engine.jobs), "start")
    stage.hand.wait(0.4)
    stage.hand.key(Qt.Key.Key_Period, CTRL)
    stage.hand.until(lambda: not any(job.state in ("running", "queued") for job in stage.engine.jobs), "cancel")
    stage.hand.wait(0.5)


def windows(stage: Stage) -> None:
    """Those that open beside the picture: commands, preferences, shortcuts, models."""
    for action in ("window.palette", "edit.preferences", "window.shortcuts", "models.open"):
        stage.hand.pulse.doing = action
        stage.window.trigger(action)
        stage.hand.wait(0.4)
        for shown in QApplication.topLevelWidgets():
            if shown is not stage.window and shown.isVisible() and not isinstance(shown, QDockWidget):
                shown.close()
        stage.window.palette_box.hide()
        stage.hand.wait(0.2)


CASES = (
    Case("brush stroke", stroke, STROKE_MS, lambda s: s.tool("brush", size=200.0, hardness=0.5)),
    Case("brush stroke, 800 px, 100 %", stroke, STROKE_MS,
         lambda s: (s.tool("brush", size=800.0), s.window.canvas.command("zoom_100"), s.rest())[-1]),
    Case("eraser stroke", stroke, STROKE_MS, lambda s: s.tool("eraser", size=200.0)),
    Case("spot stroke and its answer", stroke_and_answer, STROKE_MS, lambda s: s.tool("spot", size=60.0)),
    Case("healing stroke", short_stroke, STROKE_MS, with_source("healing", size=120.0)),
    Case("clone stroke", stroke, STROKE_MS, with_source("clone", size=200.0)),
    Case("patch: lasso and drag", patch, STROKE_MS, lambda s: s.tool("patch")),
    Case("lasso", lassoed, STROKE_MS, lambda s: s.tool("lasso")),
    Case("free transform", transform, FELT_MS, lambda s: s.tool("transform")),
    Case("layer opacity", opacity),
    Case("filter: levels", filter_dialog("levels", "gamma")),
    Case("filter: gaussian blur", filter_dialog("gaussian_blur", "radius")),
    Case("zoom", zoomed),
    Case("pan", panned),
    Case("undo and redo of a filter", undone, FELT_MS, with_large_step),
    Case("tools by their keys", tools),
    Case("operations of the AI panel", operations, FELT_MS, lambda s: s.window.docks.toggle("ai", show=True)),
    Case("tabs", tabs),
    Case("theme, there and back", themes),
    Case("palette, preferences, models", windows),
    Case("start and cancel a job", run_and_cancel, FELT_MS, chosen("style")),
    Case("fill, accept", run_and_accept, FELT_MS, chosen("inpaint")),
    Case("rescue copy", rescued, FELT_MS, with_large_step),
    Case("save", saved, FELT_MS, with_large_step),
)


# ---- the account

"""How long the window does not listen: every gesture of a working day, done with mouse and keys in the real window on a
photograph of 18 megapixels, while a timer in the window's thread beats.

A gap between two beats is what a person feels. Three bounds: a frame (16.7 ms), what a stroke may take (50 ms), what
is felt at once (100 ms). Beside the gap by the clock stands the longest one by the work of the window's own thread:
where other programs take the processor away, only that one is ours.

`python -m bench stalls` runs all gestures, `python bench/stalls.py NAME ...` those whose name contains one of them;
`--cold` compiles the kernels anew while the first files open; `--profile` prints where the time of each went.
"""

from __future__ import annotations

import cProfile
import dataclasses
import os
import pstats
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import cos, pi, sin
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QSlider, QWidget

from bench._hand import Hand, Point, Pulse
from bench._sheets import ROOT, SHARED
from editor import app
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.selection_shape import from_rect
from editor.formats.files import open_document, save_document
from editor.jobs import EngineThread
from editor.session import Session
from editor.settings import Settings
from editor.ui import theme
from editor.ui.filter_dialog import FilterDialog
from editor.ui.form_number import NumberField

SIZE = (5184, 3456)  # px of the photograph: 17.9 megapixels
WINDOW = (1600, 1000)
FRAME_MS, STROKE_MS, FELT_MS = 16.7, 50.0, 100.0
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

def measured(stage: Stage, case: Case, profile: bool = False) -> tuple[float, float]:
    """Do it and print its line; ms of the longest gap by the clock and by the thread's own work."""
    case.ready(stage)
    stage.hand.took.clear()
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    stage.pulse.begin()
    case.gesture(stage)
    stage.pulse.beat()
    profiler.disable()
    gap, own, doing = stage.pulse.longest()
    print(f"{case.name:32} gap {gap:6.0f} ms at {doing:12} own work {own:6.0f} ms   event p95 {stage.hand.p95():6.1f} "
          f"ms   gap / frame {gap / FRAME_MS:5.1f}  / 50 ms {gap / STROKE_MS:4.2f}  / 100 ms {gap / FELT_MS:4.2f}"
          f"{'   TOO LONG' if own > case.bound_ms else ''}", flush=True)
    if profile:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)
    return gap, own


@contextmanager
def staged() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_STATE_HOME"] = place
        if "--cold" in sys.argv:
            os.environ["NUMBA_CACHE_DIR"] = f"{place}/kernels"
        stage = Stage(Path(place))
        try:
            yield stage
        finally:
            stage.close()


def photographs(folder: Path) -> tuple[Path, Path]:
    """A flat photograph, and a document of three layers of it."""
    found = sorted((SHARED / "photos").glob("budgie_044*.jpg")) or [ROOT / "resources" / "samples" / "coffee.png"]
    large = cv2.resize(cv2.imread(str(found[0])), SIZE, interpolation=cv2.INTER_LANCZOS4)
    flat, layered = folder / "photograph.png", folder / "layers.limn"
    cv2.imwrite(str(flat), large, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    document: Document = open_document(flat)
    base = document.layers[0]
    assert isinstance(base, PixelLayer)
    others = (base.with_(id=base.id + 1, name="Soft", opacity=0.5, blend="soft_light"),
              base.with_(id=base.id + 2, name="Top", opacity=0.7))
    save_document(document.with_(layers=(base, *others)), layered)
    return flat, layered


def begun(stage: Stage, flat: Path, layered: Path) -> tuple[Case, ...]:
    """The first seconds of the program, as `app.after_first_paint` has them."""
    def start(stage: Stage) -> None:
        stage.window.show()
        stage.window.activateWindow()
        stage.hand.until(stage.window.isActiveWindow, "show")
        app.after_first_paint(stage.window, [flat])
        stage.hand.until(lambda: stage.session_path() == flat, "open")

    def second(stage: Stage) -> None:
        stage.opened(layered)
        stage.hand.until(lambda: not stage.window.workspace.warming.is_under_way, "kernels load")
        stage.hand.wait(1.0)

    return Case("start with a file", start), Case("second file while kernels load", second)


def main() -> None:
    wanted = [a for a in sys.argv[1:] if not a.startswith("-") and a != "stalls"] if __name__ == "__main__" else []
    profile = "--profile" in sys.argv
    with staged() as stage:
        flat, layered = photographs(stage.folder)
        print(f"{SIZE[0]} x {SIZE[1]}, window {WINDOW[0]} x {WINDOW[1]}, {os.cpu_count()} processors, load "
              f"{os.getloadavg()[0]:.1f}, platform {stage.application.platformName()}", flush=True)
        for case in begun(stage, flat, layered):
            measured(stage, case, profile)
        stage.hand.until(lambda: stage.engine.state == "ready", "engine")
        found = [measured(stage, case, profile) for case in _chosen(stage, wanted)]
        print(f"longest of all: gap {max(g for g, _ in found):.0f} ms, own work {max(o for _, o in found):.0f} ms")


def _chosen(stage: Stage, wanted: list[str]) -> Iterator[Case]:
    for case in CASES:
        if not wanted or any(word in case.name for word in wanted):
            stage.reset()
            yield case


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()

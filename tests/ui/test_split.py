"""The line between before and after, values that follow each other, recent files, the order of the queue."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEngine, FakeHost
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.actions.file import NewDocument
from editor.actions.image import ImageSize
from editor.actions.sizes import PRESETS
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.session import Session
from editor.ui.dialogs import FormDialog
from editor.ui.panels.queue import QueuePanel
from editor.ui.split import before
from editor.ui.window import Window
from editor.ui.window_files import RecentMenu
from inference.api import Request
from inference.operations._probe import Probe


def grey(value: int, size: int = 64) -> Document:
    pixels = np.full((size, size, 4), value, np.uint8)
    pixels[..., 3] = 255
    return Document(width=size, height=size, layers=(PixelLayer(name="L", pixels=Pixels.of(pixels)),))


def test_left_of_the_line_is_the_picture_as_it_was(qtbot: QtBot, window: Window) -> None:
    session = Session(grey(40), "Open")
    window.workspace.add(session)
    window.trigger("view.split")
    canvas = window.canvas
    assert canvas.split.is_on
    assert before(session) is None  # nothing was done yet
    session.commit("Paint", grey(220))
    middle, y = canvas.width() // 2, canvas.height() // 2 + 20  # beside the knob
    shown = canvas.grab().toImage()
    ratio = shown.width() / canvas.width()

    def tone(x: int) -> int:
        return shown.pixelColor(round(x * ratio), round(y * ratio)).red()

    side = 14
    assert (tone(middle - side), tone(middle + side)) == (40, 220)
    line = QPoint(middle, y)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, line)
    QTest.mouseMove(canvas, QPoint(middle + 2 * side, y))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(middle + 2 * side, y))
    shown = canvas.grab().toImage()
    assert tone(middle + side) == 40
    assert session.history.index == 1  # the tool was not asked
    window.trigger("view.split")
    shown = canvas.grab().toImage()
    assert tone(middle - side) == 220


def test_another_size_is_not_compared(window: Window) -> None:
    session = Session(grey(40), "Open")
    session.commit("Size", grey(40, 32))
    assert before(session) is None


def test_the_other_edge_follows(qtbot: QtBot) -> None:
    dialog = FormDialog("Image size", ImageSize(400, 300, ratio=4 / 3))
    qtbot.addWidget(dialog)
    dialog.form.fields["width"].set_value(200)
    dialog.form.changed.emit()
    assert (dialog.values().width, dialog.values().height) == (200, 150)
    dialog.form.fields["height"].set_value(75)
    dialog.form.changed.emit()
    assert (dialog.values().width, dialog.values().height) == (100, 75)
    dialog.form.fields["proportions"].set_value(False)
    dialog.form.changed.emit()
    dialog.form.fields["width"].set_value(10)
    dialog.form.changed.emit()
    assert dialog.values().height == 75


def test_a_preset_sets_the_size_until_it_is_changed(qtbot: QtBot) -> None:
    dialog = FormDialog("New picture", NewDocument())
    qtbot.addWidget(dialog)
    dialog.form.fields["preset"].set_value("a4")
    dialog.form.changed.emit()
    assert (dialog.values().width, dialog.values().height, dialog.values().dpi) == (2480, 3508, 300)
    dialog.form.fields["width"].set_value(2000)
    dialog.form.changed.emit()
    assert (dialog.values().preset, dialog.values().height) == ("", 3508)
    assert all(1 <= edge <= 30000 for p in PRESETS.values() if p.text != "Custom" for edge in p.px)


def test_recent_files_in_a_menu(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "a & b.png"
    there.write_bytes(b"x")
    opened: list[list[Path]] = []
    menu = RecentMenu(window.workspace, opened.append, window)
    menu.aboutToShow.emit()
    assert [a.text() for a in menu.actions()] == ["None yet"]
    window.workspace.settings.remember("recent", [str(tmp_path / "gone.png"), str(there)])
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "a && b.png"
    menu.actions()[0].trigger()
    assert opened == [[there]]
    menu.actions()[-1].trigger()
    assert window.workspace.settings.state["recent"] == []
    assert any(isinstance(a.menu(), RecentMenu) for a in window.menuBar().actions()[0].menu().actions())  # type: ignore[attr-defined]


def test_a_waiting_job_can_be_put_first_and_the_queue_paused(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> None:
    host = FakeHost(tmp_path, FakeEngine("wait"))
    panel = QueuePanel(host)
    qtbot.addWidget(panel)
    jobs = [host.engine.submit(Request("probe", Probe()), name) for name in "abc"]
    panel.read()
    hidden = {job.title: panel.cards[job.id].first.isHidden() for job in jobs}
    assert hidden == {"a": True, "b": True, "c": False}  # a runs, b is next
    panel.cards[jobs[2].id].first.click()
    assert [job.title for job in host.engine.jobs] == ["a", "c", "b"]
    panel.pause.click()
    assert host.engine.paused
    assert panel.summary.text() == "Paused, 2 waiting"

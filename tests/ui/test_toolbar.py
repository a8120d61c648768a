"""The tool bar on a low screen."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui.toolbar import ToolBar
from editor.ui.window import Window


def test_a_low_window_shows_every_tool_and_the_colours(window: Window, qtbot: QtBot) -> None:
    bar = window.findChild(ToolBar)
    window.resize(1024, 700)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: bar.height() < 640)
    for widget in (*bar.buttons.values(), bar.colours):
        assert widget.isVisible()
        assert widget.geometry().bottom() < bar.height()
    low = next(iter(bar.buttons.values())).height()
    window.resize(1400, 900)
    qtbot.waitUntil(lambda: next(iter(bar.buttons.values())).height() > low)

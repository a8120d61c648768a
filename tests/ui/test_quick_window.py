"""Quick selection in the real window: one undo step a stroke, with or without a model to finish it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.session import Session
from editor.ui.window import Window


@pytest.mark.parametrize("method", ["edges", "auto"])
def test_a_stroke_is_one_step_and_no_model_is_no_obstacle(window: Window, qtbot: QtBot, method: str) -> None:
    picture = np.full((200, 300, 4), 255, np.uint8)
    picture[40:160, 60:220, :3] = (180, 60, 40)
    session = Session(Document(width=300, height=200, layers=(PixelLayer(pixels=Pixels.of(picture)),)), "New")
    workspace, canvas = window.workspace, window.canvas
    workspace.add(session)
    workspace.choose_tool("quick")
    workspace.set_options(replace(workspace.options["quick"], method=method, size=16.0))
    canvas.repaint()
    at = [QPoint(*(round(v) for v in canvas.view.to_screen(x, 100.0))) for x in (100.0, 160.0)]
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at[0])
    qtbot.mouseMove(canvas, at[1])
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at[1])
    qtbot.waitUntil(lambda: len(session.history.states) == 2, timeout=60_000)
    assert session.history.states[-1].label == "Quick selection"
    selection = session.document.selection
    assert selection is not None
    found = selection.read(session.document.rect) > 127
    truth = np.zeros_like(found)
    truth[40:160, 60:220] = True
    assert (found & truth).sum() / (found | truth).sum() > 0.97

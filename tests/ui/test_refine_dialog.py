"""Select and mask in the real window: live preview, brushes, keys, one undo step."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.document.selection import from_rect
from editor.session import Session
from editor.ui.matte_view import VIEWS, composed
from editor.ui.range_dialog import RangeDialog
from editor.ui.refine_dialog import RefineDialog
from editor.ui.window import Window


def opened(window: Window, qtbot: QtBot) -> tuple[RefineDialog, Session]:
    picture = np.full((200, 300, 4), 255, np.uint8)
    picture[40:160, 60:220, :3] = (180, 60, 40)
    document = Document(width=300, height=200, layers=(PixelLayer(pixels=Pixels.of(picture)),))
    document = document.with_(selection=from_rect(64, 44, 216, 156, document.rect))
    session = Session(document, "New")
    window.workspace.add(session)
    window.trigger("select.refine")
    dialog = window.findChild(RefineDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog._work.is_busy and not dialog.canvas._image.isNull(), timeout=60_000)
    return dialog, session


def test_the_border_is_refined_in_one_undo_step(window: Window, qtbot: QtBot) -> None:
    dialog, session = opened(window, qtbot)
    dialog.form.set_values(replace(dialog.form.values(), radius=8.0, smart=False))
    with qtbot.waitSignal(dialog.accepted, timeout=60_000):
        dialog.accept()
    assert [state.label for state in session.history.states] == ["New", "Select and mask"]
    selection = session.document.selection
    assert selection is not None
    found = selection.read(session.document.rect) > 127
    truth = np.zeros_like(found)
    truth[40:160, 60:220] = True
    assert (found & truth).sum() / (found | truth).sum() > 0.98


def test_cancel_and_keys_change_nothing(window: Window, qtbot: QtBot) -> None:
    dialog, session = opened(window, qtbot)
    for key, name, value in ((Qt.Key.Key_F, "view", list(VIEWS)[1]), (Qt.Key.Key_P, "original", True)):
        qtbot.keyClick(dialog.canvas, key)
        assert getattr(dialog.looking.values(), name) == value
    size = dialog.looking.values().size
    qtbot.keyClick(dialog.canvas, Qt.Key.Key_BracketRight)
    assert dialog.canvas.brush == dialog.looking.values().size > size
    dialog.reject()
    assert len(session.history.states) == 1
    assert session.shown is session.document


def test_brushes_paint_uncertainty_and_the_selection_itself(window: Window, qtbot: QtBot) -> None:
    dialog, _ = opened(window, qtbot)
    view = dialog.canvas.view
    for brush, layer, at in (("hair", dialog._unsure, (30.0, 100.0)), ("add", dialog._mask, (30.0, 100.0))):
        dialog.looking.set_values(replace(dialog.looking.values(), brush=brush, size=10.0))
        x, y = view.to_screen(*at)
        assert layer[100, 30] == 0
        for alt, value in ((False, 255), (True, 0)):
            keys = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
            qtbot.mouseClick(dialog.canvas, Qt.MouseButton.LeftButton, keys, QPoint(
                round(x), round(y)))
            assert layer[100, 30] == value
    dialog.form.set_values(replace(dialog.form.values(), decontaminate=True))
    dialog.form.changed.emit()
    assert dialog.form.values().output == "layer_mask"
    dialog.reject()


def test_views_show_the_selection_each_in_its_way() -> None:
    picture = np.full((8, 8, 3), (10, 200, 30), np.uint8)
    alpha = np.zeros((8, 8), np.uint8)
    alpha[2:6, 2:6] = 255
    for view, outside in (("black", (0, 0, 0, 255)), ("white", (255, 255, 255, 255)), ("mask", (0, 0, 0, 255)),
                          ("layers", (10, 200, 30, 0))):
        made = composed(picture, alpha, view)
        assert tuple(made[0, 0]) == outside, view
        assert tuple(made[3, 3, :3]) == ((255, 255, 255) if view == "mask" else (10, 200, 30)), view
    assert composed(picture, alpha, "overlay")[0, 0, 0] > 100
    assert cv2.countNonZero(np.abs(composed(picture, alpha, "outline")[..., :3].astype(int) - picture).sum(2).astype(
        np.uint8)) > 8


def test_a_colour_range_is_sampled_by_clicks(window: Window, qtbot: QtBot) -> None:
    picture = np.full((120, 160, 4), 255, np.uint8)
    picture[:, :80, :3], picture[:, 120:, :3] = (180, 60, 40), (40, 60, 180)
    session = Session(Document(width=160, height=120, layers=(PixelLayer(pixels=Pixels.of(picture)),)), "New")
    window.workspace.add(session)
    window.trigger("select.colour_range")
    dialog = window.findChild(RangeDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog._work.is_busy and not dialog.canvas._image.isNull(), timeout=60_000)
    dialog.accept()
    assert len(session.history.states) == 1  # nothing sampled: it stays open and says so
    for x, keys in ((40.0, Qt.KeyboardModifier.NoModifier), (140.0, Qt.KeyboardModifier.ShiftModifier)):
        place = QPoint(*(round(v) for v in dialog.canvas.view.to_screen(x, 60.0)))
        qtbot.mouseClick(dialog.canvas, Qt.MouseButton.LeftButton, keys, place)
    assert len(dialog.samples) == 2
    with qtbot.waitSignal(dialog.accepted, timeout=60_000):
        dialog.accept()
    assert session.history.states[-1].label == "Colour range"
    selection = session.document.selection
    assert selection is not None
    assert selection.read(session.document.rect)[60, [20, 100, 150]].tolist() == [255, 0, 255]


def test_brackets_change_the_brush(window: Window) -> None:
    workspace = window.workspace
    workspace.choose_tool("quick")
    before = workspace.options["quick"].size
    window.trigger("tool.larger")
    assert workspace.options["quick"].size > before
    window.trigger("tool.smaller")
    assert abs(workspace.options["quick"].size - before) <= 1
    workspace.choose_tool("marquee" if "marquee" in workspace.tools else "lasso")
    assert not window.actions_.declared["tool.larger"].enabled(workspace)

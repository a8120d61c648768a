"""The dialog that saves, pictures dropped on an open document, and recipes that come back into the AI panel."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeHost
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from test_panels_ai import opened

from editor.document.document import Document
from editor.document.layer import GenerativeLayer, PixelLayer
from editor.document.pixels import Pixels
from editor.formats.files import format_for_writing, save_document
from editor.ui.panels.ai import AIPanel
from editor.ui.panels.recipe import RecipeDialog
from editor.ui.save_dialog import SaveDialog, size_text
from editor.ui.window import Window

RECIPE = {"operation": "generate", "seed": 77, "model": None, "parameters": {"prompt": "a fox", "width": 640}}


def noisy(w: int = 400, h: int = 300) -> Document:
    pixels = np.random.default_rng(1).integers(0, 256, (h, w, 4)).astype(np.uint8)
    pixels[..., 3] = 255
    return Document(width=w, height=h, layers=(PixelLayer(pixels=Pixels.of(pixels)),))


def test_the_save_dialog_tells_the_size_anew_for_other_options(qtbot: QtBot, qapp: QApplication) -> None:
    path = Path("x.jpg")
    dialog = SaveDialog("Save as JPEG", format_for_writing(path).options(quality=95), noisy(), path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "400 × 300" in dialog.size_told.text(), timeout=10_000)
    before = dialog.size_told.text()
    dialog.form.set_values(format_for_writing(path).options(quality=5))
    dialog.form.changed.emit()
    qtbot.waitUntil(lambda: "400" in dialog.size_told.text() and dialog.size_told.text() != before, timeout=10_000)
    assert dialog.values().quality == 5
    assert dialog.view._picture is not None


def test_sizes_as_people_read_them() -> None:
    assert [size_text(n) for n in (3, 82_400, 3_440_000, 2_500_000_000)] == ["1 KB", "82 KB", "3.4 MB", "2.50 GB"]


def drop(window: Window, paths: list[Path], at: QPointF) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(p)) for p in paths])
    window.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                Qt.KeyboardModifier.NoModifier))


def test_a_picture_dropped_on_a_document_may_become_a_layer(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "part.png"
    save_document(noisy(20, 10), path)
    window.workspace.add(opened())
    session = window.workspace.session
    assert session is not None
    middle = QPointF(window.canvas.mapTo(window, window.canvas.rect().center()))
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: shown.append(menu))
    drop(window, [path], middle)
    layer, _, recipe = shown[0].actions()
    layer.trigger()
    assert [item.name for item in session.document.layers][-1] == "part"
    notices: list[str] = []
    window.workspace.noticed.connect(lambda sentence, *_: notices.append(sentence))
    recipe.trigger()
    assert notices == ["The picture does not say how it was made."]


def test_a_recipe_sets_the_panel(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> None:
    host = FakeHost(tmp_path)
    panel = AIPanel(host)
    qtbot.addWidget(panel)
    panel.show()
    panel.choose_operation("upscale")
    host.workspace.recipe_wanted.emit(RECIPE, True)
    assert panel.operation.id == "generate"
    assert (panel.values().prompt, panel.values().width, panel.seed.value()) == ("a fox", 640, 77)
    assert panel.seed.lock.isChecked()
    host.workspace.recipe_wanted.emit({**RECIPE, "seed": 5}, False)
    assert panel.seed.value() != 5
    assert not panel.seed.lock.isChecked()
    told: list[str] = []
    host.workspace.noticed.connect(lambda sentence, *_: told.append(sentence))
    host.workspace.recipe_wanted.emit({**RECIPE, "model": "/gone/dream.safetensors"}, True)
    host.workspace.recipe_wanted.emit({"operation": "teleport"}, True)
    assert told == ["The model dream is not installed.", "This recipe is for something that the panel does not do."]


def test_a_layers_recipe_can_be_used_again(qtbot: QtBot, window: Window) -> None:
    layer = GenerativeLayer(name="Fox", recipe=RECIPE)
    dialog = RecipeDialog(layer, window)
    dialog.wanted.connect(window.workspace.recipe_wanted)
    dialog.show()
    dialog.use(True)
    panel = window.findChild(AIPanel)
    assert isinstance(panel, AIPanel)
    assert panel.form.prompt is not None
    assert panel.form.prompt.text() == "a fox"
    assert panel.seed.value() == 77

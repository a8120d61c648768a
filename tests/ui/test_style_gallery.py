"""The gallery of style presets: drawn by the engine aside, kept by version, chosen by mouse and keys."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeHost
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from test_panels_ai import opened

from editor.ui.form_gallery import GalleryField
from editor.ui.panels.ai import AIPanel
from editor.ui.panels.ai_context import not_understood
from inference.api import Picture, Request, Result, parameters
from inference.operations.style import PRESETS, Style


@pytest.fixture
def host(tmp_path: Path, qapp: object) -> FakeHost:
    return FakeHost(tmp_path)


@pytest.fixture
def panel(qtbot: QtBot, host: FakeHost) -> AIPanel:
    made = AIPanel(host)
    qtbot.addWidget(made)
    made.resize(290, 700)
    made.show()
    return made


def gallery(panel: AIPanel) -> GalleryField:
    field = panel.form.fields["preset"]
    assert isinstance(field, GalleryField)
    return field


def drawn(field: GalleryField) -> int:
    role = Qt.ItemDataRole.DecorationRole
    return sum(isinstance(field.model.item(i).data(role), QImage) for i in range(field.model.rowCount()))


def test_nothing_is_drawn_until_the_gallery_is_seen(qtbot: QtBot, panel: AIPanel, host: FakeHost) -> None:
    host.workspace.add(opened())
    qtbot.wait(450)
    assert host.engine.asides == ()
    panel.choose_operation("style")
    qtbot.waitUntil(lambda: len(host.engine.asides) == len(PRESETS), timeout=30_000)
    assert {job.request.params.preset for job in host.engine.asides} == set(PRESETS)
    assert max(host.engine.asides[0].request.image.shape) <= 300
    assert host.engine.jobs == ()
    host.engine.finish_aside()
    assert drawn(gallery(panel)) == 1
    panel.choose_operation("generate")
    assert host.engine.asides == ()


def test_a_version_is_drawn_once(qtbot: QtBot, panel: AIPanel, host: FakeHost) -> None:
    session = opened()
    host.workspace.add(session)
    panel.choose_operation("style")
    qtbot.waitUntil(lambda: len(host.engine.asides) == len(PRESETS), timeout=30_000)
    while host.engine.asides:
        host.engine.finish_aside()
    field = gallery(panel)
    assert drawn(field) == len(PRESETS)
    session.commit("Selection gone", session.document.with_(selection=None))
    qtbot.wait(450)
    assert host.engine.asides == ()
    layer = session.document.layers[0]
    changed = layer.with_(pixels=layer.pixels.write(0, 0, np.zeros((20, 20, 4), np.uint8)))
    session.commit("Paint", session.document.with_(layers=(changed,)))
    qtbot.waitUntil(lambda: len(host.engine.asides) == len(PRESETS), timeout=30_000)
    assert drawn(field) == 0
    session.undo()
    qtbot.waitUntil(lambda: drawn(field) == len(PRESETS))
    assert host.engine.asides == ()


def test_keys_and_clicks_choose(qtbot: QtBot, panel: AIPanel, host: FakeHost) -> None:
    host.workspace.add(opened())
    panel.choose_operation("style")
    field, ids = gallery(panel), list(PRESETS)
    assert field.view.columns == 3
    qtbot.waitUntil(lambda: field.height() >= 4 * 60)
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(field.view, Qt.Key.Key_Right)
    assert panel.values().preset == ids[1]
    qtbot.keyClick(field.view, Qt.Key.Key_Down)
    assert panel.values().preset == ids[1 + field.view.columns]
    place = field.view.visualRect(field.model.index(2, 0)).center()
    qtbot.mouseClick(field.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.values().preset == ids[2]
    with qtbot.assertNotEmitted(field.changed):
        field.set_value("woodcut")
    assert field.value() == "woodcut"


def test_cells_are_painted_in_both_states(qtbot: QtBot, panel: AIPanel, host: FakeHost) -> None:
    panel.choose_operation("style")
    field = gallery(panel)
    picture = QImage(90, 60, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    field.set_picture("oil", picture)
    qtbot.waitUntil(lambda: field.height() > field.view.visualRect(field.model.index(0, 0)).bottom())
    shot = field.grab().toImage()
    middle = field.view.visualRect(field.model.index(0, 0)).center()
    ratio = shot.devicePixelRatio()
    assert shot.pixelColor(int(middle.x() * ratio), int((middle.y() - 9) * ratio)).red() > 200
    field.set_picture("oil", None)
    assert drawn(field) == 0


def test_words_that_were_not_understood_are_told(panel: AIPanel, host: FakeHost) -> None:
    def answer(request: Request) -> Result:
        return Result((Picture(np.zeros((64, 64, 4), np.uint8), 1, facts={"not_understood": "dragon, teapot"}),), {})

    host.engine.answer = answer
    panel.choose_operation("generate")
    panel.form.prompt.setPlainText("a dragon with a teapot")
    panel.submit()
    assert "dragon, teapot" in panel.told.words.text()
    assert not panel.told.isHidden()
    assert not_understood(panel.job) is not None
    host.engine.answer = lambda request: Result((Picture(np.zeros((64, 64, 4), np.uint8), 1),), {})
    panel.submit()
    assert panel.told.isHidden()


@pytest.mark.parametrize("width", [240, 241, 242, 288])
def test_as_many_columns_as_are_counted(qtbot: QtBot, width: int) -> None:
    field = GalleryField(next(p for p in parameters(Style) if p.name == "preset"))
    qtbot.addWidget(field)
    field.resize(width, 400)
    field.show()
    tops = [field.view.visualRect(field.model.index(i, 0)).top() for i in range(field.view.columns + 1)]
    assert len(set(tops[:-1])) == 1
    assert tops[-1] > tops[0]

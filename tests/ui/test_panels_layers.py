"""The layers and history panels act on the document and follow it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeHost
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from editor.document.document import Document
from editor.document.history import History
from editor.document.layer import GenerativeLayer, GroupLayer, Mask, PixelLayer
from editor.document.pixels import Pixels
from editor.session import Session
from editor.ui.panels.history import HistoryPanel, footer_text, size_text
from editor.ui.panels.layer_edits import moved, recipe_lines, solo
from editor.ui.panels.layers import LayersPanel
from editor.ui.panels.recipe import RecipeDialog


@pytest.fixture
def host(tmp_path: Path, qapp: object) -> FakeHost:
    return FakeHost(tmp_path)


def stack() -> Document:
    photo = Pixels.of(np.full((60, 80, 4), 200, np.uint8))
    mask = Mask(Pixels.of(np.full((60, 80), 255, np.uint8)))
    group = GroupLayer(name="Group", children=(PixelLayer(name="low", pixels=photo), PixelLayer(name="high")))
    made = GenerativeLayer(name="Fill", pixels=photo, mask=mask, recipe={"seed": 7, "params": {"prompt": "sky"}})
    return Document(width=80, height=60, layers=(PixelLayer(name="Background", pixels=photo), made, group))


@pytest.fixture
def session(host: FakeHost) -> Session:
    made = Session(stack(), "Open")
    host.workspace.add(made)
    return made


@pytest.fixture
def panel(qtbot: QtBot, host: FakeHost, session: Session) -> LayersPanel:
    made = LayersPanel(host)
    qtbot.addWidget(made)
    made.resize(280, 400)
    made.show()
    return made


def layer_of(session: Session, name: str) -> int:
    from editor.document.layer import walk

    return next(layer.id for layer in walk(session.document.layers) if layer.name == name)


def names(document: Document) -> list[str]:
    return [layer.name for layer in document.layers]


def click(qtbot: QtBot, panel: LayersPanel, layer_id: int, part: str,
          modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    tree = panel.tree
    index = tree.model_.of(layer_id, 0 if part == "eye" else 1)
    rect = tree.visualRect(index)
    point = rect.center() if part == "eye" else tree.delegate_.places(
        rect, tree.model_.layer(index))[part].center().toPoint()  # type: ignore[arg-type,index]
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, modifier, point)


def test_rows_are_the_layers_top_first(panel: LayersPanel) -> None:
    model = panel.tree.model_
    shown = [model.layer(model.index(i, 1)).name for i in range(model.rowCount())]  # type: ignore[union-attr]
    assert shown == ["Group", "Fill", "Background"]
    group = model.index(0, 0)
    assert [model.layer(model.index(i, 1, group)).name for i in range(2)] == ["high", "low"]  # type: ignore[union-attr]
    assert model.parent(model.index(0, 1, group)) == group


def test_the_eye_hides_and_alt_shows_one_alone(qtbot: QtBot, panel: LayersPanel, session: Session) -> None:
    photo = layer_of(session, "Background")
    click(qtbot, panel, photo, "eye")
    assert not session.document.layer(photo).visible
    click(qtbot, panel, photo, "eye", Qt.KeyboardModifier.AltModifier)
    assert [layer.visible for layer in session.document.layers] == [True, False, False]
    assert solo(session.document, photo).layers[1].visible


def test_a_drag_of_the_opacity_is_one_step(panel: LayersPanel, session: Session) -> None:
    session.activate(layer_of(session, "Fill"))
    for value in (90, 70, 50):
        panel.opacity.setValue(value)
    panel.opacity.sliderReleased.emit()
    panel.opacity.setValue(40)
    assert [s.label for s in session.history.states] == ["Open", "Layer opacity", "Layer opacity"]
    session.undo()
    assert session.active_layer is not None
    assert session.active_layer.opacity == 0.5
    assert panel.opacity.value() == 50


def test_blend_mode_and_locks(panel: LayersPanel, session: Session) -> None:
    session.activate(layer_of(session, "Fill"))
    panel.blend.activated.emit(panel.blend.findData("multiply"))
    panel.lock.click()
    panel.clip.click()
    panel.lock_alpha.click()
    layer = session.active_layer
    assert layer is not None
    assert (layer.blend, layer.locked, layer.clipping, layer.lock_alpha) == ("multiply", True, True, True)


def test_a_click_on_the_mask_paints_on_it_and_shift_switches_it_off(
    qtbot: QtBot, panel: LayersPanel, session: Session, host: FakeHost
) -> None:
    made = layer_of(session, "Fill")
    click(qtbot, panel, made, "mask")
    assert host.workspace.target == "mask"
    assert session.active_layer is session.document.layer(made)
    click(qtbot, panel, made, "mask", Qt.KeyboardModifier.ShiftModifier)
    mask = session.document.layer(made).mask
    assert mask is not None
    assert not mask.enabled
    click(qtbot, panel, made, "thumb")
    assert host.workspace.target == "pixels"


def test_rename_in_place(panel: LayersPanel, session: Session) -> None:
    made = layer_of(session, "Fill")
    model = panel.tree.model_
    assert model.setData(model.of(made), " Sky ")
    assert not model.setData(model.of(made), "  ")
    assert session.document.layer(made).name == "Sky"


def test_drag_to_reorder_and_into_a_group(panel: LayersPanel, session: Session) -> None:
    model, photo, group = panel.tree.model_, layer_of(session, "Background"), layer_of(session, "Group")
    data = model.mimeData([model.of(photo)])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, model.index(-1, -1))
    assert names(session.document) == ["Fill", "Group", "Background"]
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, 0, model.of(group, 0))
    assert session.document.parent(photo) is session.document.layer(group)
    assert session.history.states[-1].label == "Move layer"


def test_moves_that_change_nothing_make_no_step() -> None:
    document = stack()
    photo, made, group = (layer.id for layer in document.layers)
    assert moved(document, photo, None, 2) is document
    assert moved(document, photo, None, 3) is document
    assert moved(document, group, group, 0) is document
    assert names(moved(document, made, None, 0)) == ["Background", "Group", "Fill"]
    assert names(moved(document, made, None, 3)) == ["Fill", "Background", "Group"]


def test_buttons_ask_for_actions(panel: LayersPanel, host: FakeHost) -> None:
    for button in panel.buttons.values():
        button.click()
    assert host.triggered == ["layer.new", "layer.group", "layer.add_mask", "layer.duplicate", "layer.merge_down",
                              "layer.delete"]


def test_the_menu_offers_the_recipe_of_a_generative_layer(panel: LayersPanel, session: Session) -> None:
    made = session.document.layer(layer_of(session, "Fill"))
    texts = [action.text() for action in panel.context_menu(made).actions()]
    assert "Recipe" in texts
    assert "Delete mask" in texts
    assert recipe_lines(made) == [("seed", "7"), ("prompt", "sky")]


def test_the_recipe_can_be_copied(qtbot: QtBot, panel: LayersPanel, session: Session) -> None:
    from PySide6.QtGui import QGuiApplication

    dialog = RecipeDialog(session.document.layer(layer_of(session, "Fill")), panel)
    dialog.copy()
    assert QGuiApplication.clipboard().text() == "seed: 7\nprompt: sky"


def test_thumbnails_come_from_the_worker(qtbot: QtBot, panel: LayersPanel, session: Session) -> None:
    made = session.document.layer(layer_of(session, "Fill"))
    assert isinstance(made, GenerativeLayer)

    def there() -> bool:
        image = panel.tree.thumbnails.peek((made.id, "pixels"))
        return image is not None and image.pixelColor(image.width() // 2, image.height() // 2).red() == 200

    panel.tree.viewport().repaint()
    qtbot.waitUntil(there)


def test_without_a_session_nothing_can_be_pressed(panel: LayersPanel, session: Session, host: FakeHost) -> None:
    host.workspace.close(session)
    assert panel.tree.model_.rowCount() == 0
    assert not panel.opacity.isEnabled()


def test_history_goes_back_on_a_click(qtbot: QtBot, host: FakeHost, session: Session) -> None:
    made = HistoryPanel(host)
    qtbot.addWidget(made)
    made.resize(260, 300)
    made.show()
    first = session.document
    session.commit("Brush", first.with_(dpi=(72, 72)))
    session.commit("Lasso", first.with_(dpi=(96, 96)))
    assert made.model.rowCount() == 3
    place = made.list.visualRect(made.model.index(0)).center()
    qtbot.mouseClick(made.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert session.document is first
    made.redo.click()
    assert session.history.index == 1
    qtbot.waitUntil(lambda: made.footer.text().startswith("3 steps"))
    assert not made.grab().isNull()


def test_the_footer_says_what_was_dropped() -> None:
    document = stack()
    history = History.start(document, "Open", budget=1)
    changed = document.with_(layers=document.layers[:1])
    assert "1 older steps dropped" in footer_text(history.commit("Delete layer", changed))
    assert [size_text(n) for n in (12, 2048, 84 << 20, 5 << 30)] == ["12 B", "2.0 KB", "84.0 MB", "5.0 GB"]

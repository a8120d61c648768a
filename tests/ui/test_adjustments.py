"""Adjustment layers in the window: made from the menu, edited live, one step of the history for a drag."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeHost
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.actions import adjustments, layer
from editor.document.compose import compose
from editor.document.document import Document
from editor.document.layer import AdjustmentLayer, PixelLayer
from editor.document.pixels import Pixels
from editor.filters.apply import filter_named
from editor.session import Session
from editor.ui.form_file import ContentField
from editor.ui.panels.adjustments import AdjustmentsPanel
from editor.ui.panels.layers import LayersPanel
from inference.api import UserError, parameters


@pytest.fixture
def host(tmp_path: Path, qapp: object) -> FakeHost:
    return FakeHost(tmp_path)


@pytest.fixture
def session(host: FakeHost) -> Session:
    photo = Pixels.of(np.full((60, 80, 4), (40, 90, 200, 255), np.uint8))
    made = Session(Document(width=80, height=60, layers=(PixelLayer(name="Photo", pixels=photo),
                                                         PixelLayer(name="Clipped", pixels=photo, clipping=True))),
                   "Open")
    made.activate(made.document.layers[0].id)
    host.workspace.add(made)
    return made


@pytest.fixture
def panel(qtbot: QtBot, host: FakeHost, session: Session) -> AdjustmentsPanel:
    made = AdjustmentsPanel(host)
    qtbot.addWidget(made)
    made.resize(290, 500)
    made.show()
    return made


def active(session: Session) -> AdjustmentLayer:
    found = session.active_layer
    assert isinstance(found, AdjustmentLayer)
    return found


def make(host: FakeHost, name: str) -> None:
    adjustments.add(host, filter_named(name))  # type: ignore[arg-type]


def test_a_new_one_lies_over_what_is_clipped_and_takes_the_selection(host: FakeHost, session: Session) -> None:
    half = np.zeros((60, 80), np.uint8)
    half[:, :40] = 255
    session.commit("Select", session.document.with_(selection=Pixels.of(half)))
    make(host, "invert")
    made = active(session)
    assert [one.name for one in session.document.layers] == ["Photo", "Clipped", "Invert 1"]
    assert made.mask is not None
    np.testing.assert_array_equal(made.mask.pixels.read(session.document.rect), half)
    assert session.document.selection is None
    assert host.workspace.target == "mask"
    shown = compose(session.document, session.document.rect)
    assert tuple(shown[5, 5]) == (215, 165, 55, 255)
    assert tuple(shown[5, 60]) == (40, 90, 200, 255)
    assert host.commands == []  # nothing to edit


def test_values_are_seen_at_once_and_a_drag_is_one_step(qtbot: QtBot, host: FakeHost, session: Session,
                                                         panel: AdjustmentsPanel) -> None:
    make(host, "hue_saturation")
    assert host.commands == ["show_panel:adjustments"]
    assert panel.form is not None
    before, steps = session.document, len(session.history.states)
    slider = panel.form.fields["saturation"].slider  # type: ignore[attr-defined]
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton)
    for value in (100, 50, 0):
        slider.setValue(value)
        assert session.document is before
        assert session.shown is not before
    assert tuple(compose(session.shown, before.rect)[3, 3, :3]) == (120, 120, 120)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.document is not before)
    assert len(session.history.states) == steps + 1
    assert active(session).params.saturation == -100
    session.undo()
    assert active(session).params.saturation == 0
    assert panel.form.values().saturation == 0
    session.redo()
    assert panel.form.values().saturation == -100


def test_keys_in_a_row_are_one_step_and_another_layer_ends_it(host: FakeHost, session: Session,
                                                              panel: AdjustmentsPanel) -> None:
    make(host, "levels")
    made, steps = active(session).id, len(session.history.states)
    assert panel.form is not None
    assert panel.histogram is not None
    for value in (5, 6, 7):
        panel.form.fields["black"].spin.setValue(value)  # type: ignore[attr-defined]
        panel.flush()
    assert len(session.history.states) == steps + 1
    panel.form.fields["black"].spin.setValue(30)  # type: ignore[attr-defined]
    session.activate(session.document.layers[0].id)
    assert panel.form is None
    assert session.document.layer(made).params.black == 30  # type: ignore[attr-defined]
    session.activate(made)
    assert panel.form is not None
    panel.reset_values()
    assert active(session).params.black == 0


def test_every_kind_has_a_button_and_a_form(host: FakeHost, session: Session, panel: AdjustmentsPanel) -> None:
    for operation in adjustments.adjustments():
        session.activate(session.document.layers[0].id)
        panel.choices[operation.id].click()
        assert host.triggered[-1] == f"adjust.{operation.id}"
        adjustments.add(host, operation)  # type: ignore[arg-type]
        assert panel.form is not None
        shown, wanted = vars(panel.form.values()), vars(active(session).params)
        colours = {item.name for item in parameters(operation.parameters) if item.kind == "colour"}  # by way of 16 bit
        assert {k: v for k, v in shown.items() if k not in colours} == {
            k: v for k, v in wanted.items() if k not in colours}
        assert active(session).operation is operation


def test_rasterised_it_looks_the_same(host: FakeHost, session: Session) -> None:
    make(host, "invert")
    made = active(session)
    session.commit("Opacity", session.document.with_layer(made.with_(opacity=0.4, blend="luminosity")))
    before = compose(session.document, session.document.rect)
    adjustments.rasterise(host)  # type: ignore[arg-type]
    assert isinstance(session.document.layer(made.id), PixelLayer)
    np.testing.assert_array_equal(compose(session.document, session.document.rect), before)


def test_duplicated_grouped_and_merged(host: FakeHost, session: Session) -> None:
    make(host, "invert")
    layer.duplicate(host)  # type: ignore[arg-type]
    assert [one.name for one in session.document.layers][-1] == "Invert 1 copy"
    rect = session.document.rect
    assert tuple(compose(session.document, rect)[3, 3]) == (40, 90, 200, 255)  # twice inverted
    with pytest.raises(UserError, match="cannot take a layer in"):
        action(host, "layer.merge_down")
    session.activate(session.document.layers[2].id)
    action(host, "layer.delete")
    session.activate(session.document.layers[-1].id)
    action(host, "layer.group")
    assert tuple(compose(session.document, rect)[3, 3]) == (215, 165, 55, 255)  # a new group passes through
    action(host, "layer.ungroup")
    session.activate(session.document.layers[-1].id)
    action(host, "layer.merge_down")
    assert tuple(compose(session.document, rect)[3, 3]) == (215, 165, 55, 255)  # of a clipped layer without its base
    session.undo()
    action(host, "layer.flatten")
    assert tuple(compose(session.document, rect)[3, 3]) == (215, 165, 55, 255)


def action(host: FakeHost, name: str) -> None:
    next(a for a in layer.ACTIONS if a.id == name).run(host)  # type: ignore[arg-type]


def test_the_row_opens_the_panel_and_chooses_the_mask(qtbot: QtBot, host: FakeHost, session: Session) -> None:
    make(host, "curves")
    made = active(session)
    panel = LayersPanel(host)
    qtbot.addWidget(panel)
    panel.show()
    host.commands.clear()
    panel.tree.thumb_opened.emit(made.id)
    assert host.commands == ["show_panel:adjustments"]
    panel.tree.chosen.emit(session.document.layers[0].id, "pixels")
    assert host.workspace.target == "pixels"
    panel.tree.chosen.emit(made.id, "pixels")
    assert host.workspace.target == "mask"
    panel.adjust.menu().actions()[0].trigger()
    assert host.triggered[-1].startswith("adjust.")


def test_a_file_that_holds_no_table_is_refused_before_it_is_drawn(host: FakeHost, session: Session,
                                                                  panel: AdjustmentsPanel, tmp_path: Path) -> None:
    make(host, "colour_table")
    bad, good = tmp_path / "bad.cube", tmp_path / "good.cube"
    bad.write_text("LUT_3D_SIZE 2\nhello")
    good.write_text("LUT_3D_SIZE 2\n" + "1 0 0\n" * 8)
    told: list[str] = []
    host.workspace.noticed.connect(lambda message, *_: told.append(message))
    assert panel.form is not None
    field = panel.form.fields["table"]
    assert isinstance(field, ContentField)
    field.take(bad)
    assert told
    assert active(session).params.table == panel.form.values().table == ""
    field.take(good)
    panel.flush()
    assert len(told) == 1
    assert tuple(compose(session.document, session.document.rect)[3, 3]) == (255, 0, 0, 255)
    shown = compose(session.document.with_(layers=session.document.layers[:1]), session.document.rect)
    assert tuple(shown[3, 3]) == (40, 90, 200, 255)

"""What the model sees, on the canvas: the overlay follows the panel, the selection and the regions; zones are right."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.document.selection_shape import from_rect
from editor.foresight import BLEND, FEATHER, GROW, SELECTION, Aim, scope, tinted
from editor.guides import GuideSource
from editor.jobs import Job
from editor.session import Session
from editor.ui.context_overlay import ContextOverlay
from editor.ui.context_paint import box_text
from editor.ui.panels.ai import AIPanel
from editor.ui.panels.ai_context_field import ContextField
from editor.ui.window import Window
from inference.api import ModelInfo, operations
from inference.api.zones import ZoneWidths
from inference.zones import zones

INPAINT = next(o for o in operations() if o.id == "inpaint")
MODEL = ModelInfo("/m/a", "A model", "checkpoint", "sdxl", ("generate", "inpaint", "remove"), native=512, multiple=8)


@pytest.fixture
def window(window: Window, qapp: QApplication) -> Iterator[Window]:
    """With a model, two layers and the operation that the overlay is about."""
    window.workspace.engine.models = (MODEL,)
    window.workspace.engine.models_changed.emit()
    window.resize(1200, 800)
    pixels = np.random.default_rng(0).integers(0, 256, (700, 900, 4)).astype(np.uint8)
    pixels[..., 3] = 255
    layers = (PixelLayer(name="Ground", pixels=Pixels.of(pixels)),
              PixelLayer(name="Hat", x=500, y=500, pixels=Pixels.of(pixels[:40, :50])))
    window.workspace.add(Session(Document(width=900, height=700, layers=layers), "New"))
    panel_of(window).choose_operation("inpaint")
    qapp.processEvents()
    yield window
    window.canvas._context._work.wait()


def panel_of(window: Window) -> AIPanel:
    panel = window.findChild(AIPanel)
    assert isinstance(panel, AIPanel)
    return panel


def overlay_of(window: Window) -> ContextOverlay:
    return window.canvas._context


def select(window: Window, *rect: int) -> None:
    session = window.workspace.session
    assert session is not None
    session.commit("Select", session.document.with_(selection=from_rect(*rect, session.document.rect)))


def choose_model(window: Window) -> None:
    panel = panel_of(window)
    panel.model.setCurrentIndex(panel.model.findData("/m/a"))
    panel.set_context()


def context_of(window: Window) -> ContextField:
    field = panel_of(window).form.fields["context"]
    assert isinstance(field, ContextField)
    return field


def test_the_box_follows_selection_context_and_model(window: Window, qtbot: QtBot) -> None:
    overlay, panel = overlay_of(window), panel_of(window)
    assert overlay.found is None, "nothing is selected"
    select(window, 100, 100, 200, 180)
    qtbot.waitUntil(lambda: overlay.found is not None)
    assert overlay.found is not None
    assert overlay.found.sizes == ()
    assert overlay.found.tints is None, "nobody asked for it"
    choose_model(window)
    qtbot.waitUntil(lambda: overlay.found is not None and bool(overlay.found.sizes))
    assert overlay.found.rect == Rect(0, 0, 512, 512)
    assert box_text(overlay.found) == "512 × 512 px  →  512 × 512"
    field = context_of(window)
    field.set_value("mask")
    field.changed.emit()
    qtbot.waitUntil(lambda: overlay.found is not None and overlay.found.rect == Rect(100, 100, 100, 80))
    hat = window.workspace.session.document.layers[1]  # type: ignore[union-attr]
    field.set_value("layer")
    field.set_layer(hat.id)
    field.changed.emit()
    assert panel.values().context_layer == hat.id
    qtbot.waitUntil(lambda: overlay.found is not None and overlay.found.rect == Rect(100, 100, 450, 440))
    panel.choose_operation("upscale")
    qtbot.waitUntil(lambda: overlay.found is None)


def test_the_eye_and_the_pointer_on_the_button_show_what_the_model_sees(window: Window, qtbot: QtBot) -> None:
    overlay, panel = overlay_of(window), panel_of(window)
    engine = window.workspace.engine
    choose_model(window)
    select(window, 100, 100, 200, 180)
    QApplication.sendEvent(panel.button, QEvent(QEvent.Type.Enter))
    qtbot.waitUntil(lambda: overlay.found is not None and overlay.found.tints is not None)
    QApplication.sendEvent(panel.button, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: overlay.found is not None and overlay.found.tints is None)
    context_of(window).eye.click()
    qtbot.waitUntil(lambda: bool(engine.asides), timeout=5000)  # type: ignore[attr-defined]
    asked = engine.asides[-1].request  # type: ignore[attr-defined]
    assert asked.dry
    assert asked.image.shape[:2] == asked.mask.shape
    assert asked.mask.max() == 255
    engine.finish_aside()  # type: ignore[attr-defined]
    assert overlay._start is not None
    field = panel.form.fields["prefill"]
    field.set_value("blur")
    field.changed.emit()
    qtbot.waitUntil(lambda: overlay._start is None and bool(engine.asides), timeout=5000)  # type: ignore[attr-defined]
    window.grab()  # draws it all without a complaint
    context_of(window).eye.click()
    qtbot.waitUntil(lambda: overlay.found is not None and overlay.found.tints is None)
    assert not engine.asides, "nobody waits for it any more"  # type: ignore[attr-defined]


def test_regions_are_added_weighted_and_removed_in_the_panel(window: Window, qtbot: QtBot) -> None:
    panel, overlay, session = panel_of(window), overlay_of(window), window.workspace.session
    assert session is not None
    assert panel.regions.isHidden()
    select(window, 100, 100, 200, 180)
    assert not panel.regions.isHidden()
    panel.regions.add.click()
    assert session.document.selection is None
    assert len(session.regions) == len(panel.regions.rows) == 1
    assert panel.button.isEnabled(), "a region is enough"
    select(window, 600, 400, 700, 500)
    panel.regions.add.click()
    row = panel.regions.rows[1]
    row.strength.set_value(35.0)
    row.strength.changed.emit()
    assert panel.regions.rows[1] is row, "a slider in the hand is not built anew"
    assert session.regions[1].strength == pytest.approx(0.35)
    qtbot.waitUntil(lambda: overlay.found is not None and overlay.found.rect.covers(Rect(100, 100, 600, 400)))
    window.grab()
    row.thumb.click()
    assert session.document.selection is not None
    assert len(session.regions) == len(panel.regions.rows) == 1
    panel.regions.rows[0].bin.click()
    assert not session.regions
    assert not panel.regions.rows


def test_the_layers_to_choose_from_are_those_of_the_document(window: Window) -> None:
    field, session = context_of(window), window.workspace.session
    assert session is not None
    hat = session.document.layers[1]
    field.set_value("layer")
    field.set_layer(hat.id)
    assert (field.value(), field.layer) == ("layer", hat.id)
    assert "Hat" in field.combo.currentText()
    session.commit("Delete", session.document.without(hat.id))
    assert (field.value(), field.layer) == ("layer", 0), "a layer that is gone leaves the active one"


def test_guides_are_shown_small_beside_what_the_model_sees(window: Window) -> None:
    session = window.workspace.session
    assert session is not None
    document = session.document.with_(selection=from_rect(10, 10, 60, 60, session.document.rect))
    hat = document.layers[1]
    guides = (GuideSource("canny", "layer", "Hat", hat.id), GuideSource("style", "picture", "All"))
    aim = Aim(INPAINT, INPAINT.parameters(context="image"), MODEL, guides, seen=True)
    found = scope(document, (), hat, aim)
    assert found is not None
    assert [inset.text for inset in found.insets] == ["Canny edges", "Style"]
    assert (found.insets[0].image[..., 3] > 0).mean() < 0.05, "a map is cut to the crop: the hat is a small part of it"
    assert (found.insets[1].image[..., 3] == 255).all()


def test_a_control_map_is_shown_before_it_is_drawn_for_the_model(window: Window, qtbot: QtBot) -> None:
    overlay, session = overlay_of(window), window.workspace.session
    engine, panel = window.workspace.engine, panel_of(window)
    assert session is not None
    select(window, 100, 100, 200, 180)
    choose_model(window)
    canny = GuideSource("canny", "picture", "All", model="/m/c")
    panel.guides.active = lambda: (canny,)  # type: ignore[method-assign]
    context_of(window).eye.click()

    def asked() -> list[Job]:
        return [job for job in engine.asides if job.request.operation == "controlmap"]

    qtbot.waitUntil(lambda: bool(asked()), timeout=5000)
    request = asked()[0].request
    assert request.params.kind == "canny"
    assert request.image.shape == (512, 512, 4), "what the model sees of it"
    assert overlay.found is not None
    assert overlay._shown_insets(overlay.found)[0][2], "a mark says that it is on its way"
    window.grab()
    while engine.asides:
        engine.finish_aside()  # type: ignore[attr-defined]
    text, shown, waits = overlay._shown_insets(overlay.found)[0]
    assert (text, waits) == ("Canny edges", False)
    assert shown.pixelColor(5, 5).red() == 255 - request.image[5, 5, 0], "the engine's answer"
    assert not overlay._spin.isActive()
    window.grab()
    field = panel.form.fields["prefill"]
    field.set_value("blur")
    field.changed.emit()
    qtbot.waitUntil(lambda: bool(engine.asides), timeout=5000)
    assert not asked(), "another start needs no other map"
    canny = canny.with_(detail=0.9)
    panel.refresh()
    qtbot.waitUntil(lambda: bool(asked()), timeout=5000)


@pytest.mark.parametrize("scale", [1.0, 0.5])
def test_tints_show_the_zones_that_the_engine_works_with(scale: float) -> None:
    widths = ZoneWidths(6.0, 30.0, 8.0)
    mask = np.zeros((200, 240), np.uint8)
    mask[80:140, 70:150] = 255
    shown = tinted(mask, ZoneWidths(6.0 / scale, 30.0 / scale, 8.0 / scale), scale).astype(int)
    made = zones(mask, 1.0, widths)
    alpha = shown[..., 3]
    assert (alpha[made.change > 3] > 0).all()
    assert (made.change[alpha > 0] > 0).all()
    ring = (made.core > 0) & ~made.inside
    colours = {name: np.array(colour) for name, colour in
               (("selection", SELECTION), ("grow", GROW), ("feather", FEATHER), ("blend", BLEND))}

    def nearest(y: int, x: int) -> str:
        straight = shown[y, x, :3] * 255 / alpha[y, x]
        return min(colours, key=lambda name: float(np.abs(straight - colours[name]).sum()))

    assert nearest(110, 110) == "selection"
    assert nearest(83, 110) in ("blend", "selection")
    assert nearest(*map(int, np.argwhere(ring)[0])) == "grow"
    assert nearest(66, 110) == "feather"
    assert alpha[66, 110] > alpha[55, 110] > 0, "it fades"

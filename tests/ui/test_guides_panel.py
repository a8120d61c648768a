"""Guides, chips, samplers, steps and variations in the AI panel and the results strip."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeHost
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.guides import GuideSource
from editor.session import Session
from editor.ui.panels.ai import AIPanel
from editor.ui.panels.results import ResultsStrip
from editor.ui.range_slider import RangeSlider
from inference.api import ModelInfo, ModelTraits, Picture, Result

OPS = ("generate", "inpaint", "remove", "style", "edit")
SD = ModelInfo("/m/a", "A model", "checkpoint", "sd15", OPS[:4], native=512, multiple=8, traits=ModelTraits(
    20, 7.0, weighting=True, schedulers=("", "euler"), controls=True, adapter=True))
FAST = ModelInfo("/m/f", "Fast", "checkpoint", "flux", OPS, native=1024, multiple=16, traits=ModelTraits(
    4, 0.0, guided=False, negative=False, references=2))
BESIDE = (ModelInfo("/m/c", "canny net", "controlnet", "sd15"), ModelInfo("/m/d", "depth net", "controlnet", "sd15"),
          ModelInfo("/m/l", "ink", "lora", "sd15"), ModelInfo("/m/x", "xl", "lora", "sdxl"),
          ModelInfo("/m/e", "EasyNegative", "embedding", "sd15"))


@pytest.fixture
def host(tmp_path: Path, qapp: object) -> FakeHost:
    made = FakeHost(tmp_path)
    made.engine.models = (SD, FAST, *BESIDE)
    return made


def opened() -> Session:
    pixels = np.random.default_rng(0).integers(0, 256, (90, 120, 4)).astype(np.uint8)
    pixels[..., 3] = 255
    mask = np.zeros((90, 120), np.uint8)
    mask[30:60, 40:80] = 255
    return Session(Document(width=120, height=90, layers=(PixelLayer(name="Background", pixels=Pixels.of(pixels)),),
                            selection=Pixels.of(mask)), "Open")


@pytest.fixture
def panel(qtbot: QtBot, host: FakeHost) -> AIPanel:
    made = AIPanel(host)
    qtbot.addWidget(made)
    made.resize(320, 900)
    made.show()
    host.workspace.add(opened())
    chosen(made, "/m/a")
    return made


def chosen(panel: AIPanel, path: str | None, operation: str = "inpaint") -> None:
    panel.choose_operation(operation)
    panel.model.setCurrentIndex(panel.model.findData(path))
    panel.model.activated.emit(panel.model.currentIndex())


def write(panel: AIPanel, text: str) -> None:
    assert panel.form.prompt is not None
    panel.form.prompt.setPlainText(text)


def test_only_what_the_model_reads_is_shown(panel: AIPanel) -> None:
    form = panel.form
    form.more.open(True)
    assert all(form.has_effect(name) for name in ("negative_prompt", "guidance", "sampler", "strength"))
    assert form.fields["steps"].spin.text() == "auto · 20"  # type: ignore[attr-defined]
    assert form.fields["sampler"].ids == ["", "euler"]  # type: ignore[attr-defined]
    assert not panel.guides.isHidden()
    chosen(panel, "/m/f")
    assert not any(form.has_effect(name) for name in ("negative_prompt", "guidance", "sampler"))
    assert panel.guides.isHidden()
    chosen(panel, "/m/f", "edit")
    assert not panel.guides.isHidden()
    chosen(panel, None)
    assert panel.guides.isHidden()


def test_networks_that_speak_of_the_kind_come_first_and_those_of_another_last() -> None:
    from editor.guides import networks

    names = ("canny xl", "xinsir promax", "sdxl openpose", "plain")
    models = [ModelInfo(f"/m/{n}", n, "controlnet", "sdxl", variant="union" if "promax" in n else "") for n in names]
    models.append(ModelInfo("/m/t", "t2i depth", "t2i_adapter", "sdxl"))
    models.append(ModelInfo("/m/u", "control-lora", "controlnet", "sdxl", variant="control-lora"))
    assert [m.name for m in networks("pose", "sdxl", models)] == [
        "sdxl openpose", "xinsir promax", "plain", "canny xl", "t2i depth"]
    assert [m.name for m in networks("depth", "sdxl", models)][:2] == ["t2i depth", "xinsir promax"]


def test_what_a_network_does_not_obey_is_not_offered(panel: AIPanel, host: FakeHost) -> None:
    flux = ModelInfo("/m/flux", "FLUX", "checkpoint", "flux", OPS, traits=ModelTraits(controls=True, adapter=True))
    host.engine.models = (flux, ModelInfo("/m/r", "redux", "ip_adapter", "flux", variant="redux"),
                          ModelInfo("/m/k", "canny-lora", "controlnet", "flux", variant="lora"))
    host.engine.models_changed.emit()
    chosen(panel, "/m/flux")
    assert "style" not in panel.guides._kinds  # no block of a transformer is known to carry the style alone
    panel.guides.add_source(GuideSource("subject", "picture", "a"))
    row = panel.guides.rows[0]
    assert row.source.model == "/m/r"
    assert row.range.isHidden()
    assert not row.note.isHidden()
    panel.guides.set_sources((GuideSource("canny", "picture", "b"),))
    assert "guidance of 30" in panel.guides.rows[0].note.text()


def test_an_embedding_is_coloured_in_the_prompt(panel: AIPanel) -> None:
    write(panel, "a easynegative b, easynegatives")
    assert panel.form.prompt is not None
    found = panel.form.prompt.document().firstBlock().layout().formats()
    assert [(f.start, f.length) for f in found] == [(2, 12)]  # type: ignore[attr-defined]


def test_a_strength_is_a_whole_number_of_steps(panel: AIPanel) -> None:
    field = panel.form.fields["strength"]
    field.spin.setValue(0.42)  # type: ignore[attr-defined]
    assert field.value() == pytest.approx(0.4)
    assert panel.form.steps_told.text() == "8 of 20 steps"
    panel.form.fields["steps"].spin.setValue(8)  # type: ignore[attr-defined]
    assert panel.form.steps_told.text() == "4 steps, the least"
    panel.form.set_values(dataclasses.replace(panel.values(), steps=0, strength=0.5))
    assert panel.form.steps_told.text() == "10 of 20 steps"


def test_a_guide_goes_with_the_request(panel: AIPanel, host: FakeHost) -> None:
    guides = panel.guides
    guides.add_picture()
    row = guides.rows[0]
    assert (row.source.kind, row.source.model) == ("canny", "/m/c")
    row.strength.spin.setValue(0.6)
    row.range._move(0.8)
    write(panel, "a house")
    panel.submit()
    guide = host.engine.jobs[-1].request.guides[0]
    assert (guide.kind, guide.model, guide.raw, guide.end) == ("canny", "/m/c", True, 0.8)
    assert guide.strength == pytest.approx(0.6)
    row.kind.setCurrentIndex(row.kind.findData("depth"))
    row.kind.activated.emit(row.kind.currentIndex())
    row = guides.rows[0]
    assert (row.source.kind, row.source.model, row.source.raw) == ("depth", "/m/d", False)
    row.seen.click()
    panel.submit()
    assert host.engine.jobs[-1].request.guides == ()
    row.remove.click()
    assert not guides.rows
    assert not guides.empty.isHidden()


def test_depth_is_drawn_where_a_network_for_it_is_installed(panel: AIPanel, host: FakeHost) -> None:
    for more, draws in (((), False), ((ModelInfo("/m/z", "depth small", "depth", ""),), True)):
        host.engine.models = (SD, *BESIDE, *more)
        host.engine.rescan([])
        chosen(panel, "/m/a")
        panel.guides.set_sources(())
        panel.guides.add_picture()
        row = panel.guides.rows[0]
        row.kind.setCurrentIndex(row.kind.findData("depth"))
        row.kind.activated.emit(row.kind.currentIndex())
        row = panel.guides.rows[0]
        assert row.source.raw == draws
        assert row.raw.isHidden() != draws


def test_guides_belong_to_their_document(panel: AIPanel, host: FakeHost, tmp_path: Path) -> None:
    first = host.workspace.session
    Image.new("RGB", (30, 20), (200, 10, 10)).save(tmp_path / "red.png")
    panel.guides.add_file(tmp_path / "red.png")
    host.workspace.add(opened())
    assert not panel.guides.rows
    panel.guides.add_selection()
    assert panel.guides.rows[0].source.name == "Selection"
    host.workspace.show(first)
    assert [row.source.name for row in panel.guides.rows] == ["red.png"]
    chosen(panel, "/m/f")
    write(panel, "x")
    panel.submit()
    assert host.engine.jobs[-1].request.guides == ()  # kept, but this model follows none
    chosen(panel, "/m/a")
    assert len(panel.guides.rows) == 1


def test_without_a_network_it_is_said(panel: AIPanel, host: FakeHost) -> None:
    host.engine.models = (SD,)
    host.engine.rescan([])
    chosen(panel, "/m/a")
    panel.guides.add_picture()
    assert "No ControlNet" in panel.guides.rows[0].lack.text()
    told: list[str] = []
    host.workspace.noticed.connect(lambda sentence, *_: told.append(sentence))
    write(panel, "x")
    panel.submit()
    assert told == ["The guide “Visible picture” has no model."]
    assert not host.engine.jobs


def test_the_map_becomes_a_layer_that_guides(panel: AIPanel, host: FakeHost) -> None:
    panel.guides.add_picture()
    panel.guides.rows[0].as_layer.click()
    assert host.engine.asides[0].request.operation == "controlmap"
    host.engine.finish_aside()
    session = host.workspace.session
    assert session is not None
    layer = session.document.layers[-1]
    assert (layer.name, layer.blend) == ("Canny edges", "screen")
    source = panel.guides.rows[0].source
    assert (source.origin, source.layer, source.raw) == ("layer", layer.id, False)
    write(panel, "x")
    panel.submit()
    request = host.engine.jobs[-1].request
    assert request.image is not None
    pixels = getattr(session.document.layers[0], "pixels").read(session.document.rect)  # noqa: B009
    assert np.array_equal(request.image, pixels)
    assert np.array_equal(request.guides[0].image[..., :3], 255 - pixels[..., :3])
    session.undo()
    assert "depth" not in panel.guides.rows[0].source.name


def test_chips_are_the_tags_of_the_prompt(panel: AIPanel, host: FakeHost) -> None:
    tools, prompt = panel.form.tools, panel.form.prompt
    assert tools is not None
    assert prompt is not None
    write(panel, "a cat <lora:gone:1>")
    tools.add_lora("ink")
    assert prompt.text() == "a cat <lora:gone:1> <lora:ink:0.8>"
    assert [(chip.name, chip.told.text()) for chip in tools.chips] == [("gone", "not installed"), ("ink", "")]
    tools.chips[1].weight.setValue(0.5)
    assert prompt.text().endswith("<lora:ink:0.5>")
    tools.chips[0].remove.click()
    assert prompt.text() == "a cat <lora:ink:0.5>"
    tools.embedding.menu().aboutToShow.emit()
    tools.embedding.menu().actions()[0].trigger()
    assert prompt.text() == "a cat <lora:ink:0.5>, EasyNegative"
    tools.lora.menu().aboutToShow.emit()
    assert [action.text() for action in tools.lora.menu().actions()] == ["ink"]
    host.engine.answer = lambda request: Result((Picture(np.zeros((90, 120, 4), np.uint8), facts={
        "loras": [{"file": "ink.safetensors", "layers": 0, "weight": 0.5}]}),), {})
    panel.submit()
    assert tools.chips[0].told.text() == "fits nothing here"
    assert "no effect: ink.safetensors" in panel.told.words.text()


def test_weights_that_do_nothing_are_said(panel: AIPanel) -> None:
    tools = panel.form.tools
    assert tools is not None
    write(panel, "a (cat:1.3)")
    assert tools.plain.isHidden()
    chosen(panel, "/m/f")
    assert not tools.plain.isHidden()
    write(panel, "a cat")
    assert tools.plain.isHidden()


def test_variations_join_the_strip(qtbot: QtBot, panel: AIPanel, host: FakeHost) -> None:
    strip = ResultsStrip(host)
    qtbot.addWidget(strip)
    write(panel, "x")
    panel.submit()
    session = host.workspace.session
    assert session is not None
    strip.vary.menu().aboutToShow.emit()
    assert [action.text() for action in strip.vary.menu().actions()] == ["Subtle variation", "Strong variation"]
    strip.vary.menu().actions()[0].trigger()
    assert len(session.staged) == 2
    request = host.engine.jobs[-1].request
    assert (request.params.mode, request.params.strength) == ("refine", 0.35)
    before = session.document
    session.accept()
    layer = session.document.layers[-1]
    assert before.layers[0] is session.document.layers[0]
    assert layer.mask is not None


def test_the_range_keeps_its_order(qtbot: QtBot) -> None:
    slider = RangeSlider()
    qtbot.addWidget(slider)
    slider.resize(212, 18)
    slider.show()
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(56, 9))
    assert slider.start == pytest.approx(0.25)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(150, 9))
    qtbot.mouseMove(slider, QPoint(10, 9))
    slider._move(0.0)
    assert slider.start < slider.end == pytest.approx(0.3)
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.end == pytest.approx(0.35)

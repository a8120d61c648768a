"""The cost under the button, learnt from jobs; memory freed on demand."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
from fakes import FakeEngine, FakeHost, painted
from pytestqt.qtbot import QtBot

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.engine_client import EngineClient
from editor.estimates import COSTS, duration, estimate_text
from editor.session import Session
from editor.ui.panels.ai import AIPanel
from inference.api import Cost, ModelInfo, Request, Result
from inference.api.costs import Estimate


def costly(request: Request) -> Result:
    return dataclasses.replace(painted(request), cost=Cost(12.0, 1.0, 6 << 30, 8 << 30, "Card"))


def test_the_cost_is_shown_after_the_first_run(qtbot: QtBot, tmp_path: Path) -> None:
    host = FakeHost(tmp_path, FakeEngine(answer=costly))
    host.engine.models = (ModelInfo("/m/a", "A model", "checkpoint", "sd15", ("generate",)),)
    pixels = np.full((400, 500, 4), 255, np.uint8)
    host.workspace.add(Session(Document(width=500, height=400, layers=(PixelLayer(pixels=Pixels.of(pixels)),)), "Open"))
    panel = AIPanel(host)
    qtbot.addWidget(panel)
    assert panel.form.prompt is not None
    panel.form.prompt.setPlainText("a cat")
    assert panel.cost.isHidden()
    panel.submit()
    assert panel.cost.text() == ""  # told at the next look
    panel.refresh()
    assert panel.cost.text() == "about 11 s"
    panel.count.setValue(4)
    assert panel.cost.text() == "about 45 s"
    panel.model.setCurrentIndex(panel.model.findData("/m/a"))
    panel.refresh()
    assert panel.cost.isHidden()
    panel.count.setValue(1)
    panel.submit()
    panel.refresh()
    assert panel.cost.text() == "about 11 s · 6.0 of 8 GB"
    assert len(host.workspace.settings.state[COSTS]) == 2


def test_durations_are_rounded_as_people_do() -> None:
    assert [duration(t) for t in (0.3, 7.4, 33, 200)] == ["under 1 s", "7 s", "35 s", "3 min"]
    assert estimate_text(None, True) == ""
    assert estimate_text(Estimate(5), True) == "about 5 s"


def test_memory_is_freed_on_demand(qtbot: QtBot, tmp_path: Path) -> None:
    host = FakeHost(tmp_path)
    with qtbot.waitSignal(host.workspace.noticed) as told:
        host.engine.free()
    assert told.args is not None
    assert told.args[0] == "3.0 GB of memory freed."


def test_the_engine_process_frees() -> None:
    client = EngineClient()
    assert client.free() == 0
    client.start()
    try:
        assert client.free() >= 0
    finally:
        client.close()

"""The navigator moves the view; the colours panel and the workspace agree about the colours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeHost
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.session import Session
from editor.ui.form_colour import to_qcolor
from editor.ui.panels.colours import RECENT, SWATCHES, ColoursPanel, standard_swatches, with_recent
from editor.ui.panels.navigator import NavigatorPanel
from editor.ui.panels.panel import Panel
from inference.api import discover


@pytest.fixture
def host(tmp_path: Path, qapp: object) -> FakeHost:
    made = FakeHost(tmp_path)
    pixels = np.full((600, 800, 4), (10, 200, 30, 255), np.uint8)
    made.workspace.add(Session(Document(width=800, height=600, layers=(PixelLayer(pixels=Pixels.of(pixels)),)), "Open"))
    return made


@pytest.fixture
def navigator(qtbot: QtBot, host: FakeHost) -> NavigatorPanel:
    made = NavigatorPanel(host)
    qtbot.addWidget(made)
    made.resize(240, 220)
    made.show()
    return made


@pytest.fixture
def colours(qtbot: QtBot, host: FakeHost) -> ColoursPanel:
    made = ColoursPanel(host)
    qtbot.addWidget(made)
    made.resize(290, 520)
    made.show()
    return made


def test_a_press_in_the_navigator_centres_the_view(
    qtbot: QtBot, navigator: NavigatorPanel, host: FakeHost
) -> None:
    area = navigator.overview.area()
    place = QPoint(round(area.x() + area.width() / 4), round(area.y() + area.height() / 2))
    qtbot.mousePress(navigator.overview, Qt.MouseButton.LeftButton, pos=place)
    assert host.canvas.view.x == pytest.approx(200, abs=4)
    assert host.canvas.view.y == pytest.approx(300, abs=4)


def test_the_frame_is_what_the_canvas_shows(navigator: NavigatorPanel, host: FakeHost) -> None:
    area, frame = navigator.overview.area(), navigator.overview.frame(navigator.overview.area())
    host.canvas.set_view(host.canvas.view.zoomed(1.0))
    closer = navigator.overview.frame(area)
    assert closer.boundingRect().width() == pytest.approx(area.width() / 2, abs=1)
    assert frame.boundingRect().width() > closer.boundingRect().width()


def test_the_zoom_slider_works_both_ways(navigator: NavigatorPanel, host: FakeHost) -> None:
    host.canvas.set_view(host.canvas.view.zoomed(2.0))
    assert navigator.slider.value() == 40
    assert navigator.percent.text() == "200 %"
    navigator.slider.setValue(0)
    assert host.canvas.view.zoom == 1.0


def test_the_small_picture_is_the_document(qtbot: QtBot, navigator: NavigatorPanel, host: FakeHost) -> None:
    qtbot.waitUntil(lambda: navigator.picture() is not None)
    small = navigator.picture()
    assert small is not None
    assert (small.width(), small.height()) == (480, 360)
    assert small.pixelColor(100, 100).getRgb() == (10, 200, 30, 255)


def test_picked_colours_reach_the_workspace_and_back(colours: ColoursPanel, host: FakeHost) -> None:
    colours.numbers[0].setValue(120)
    colours.numbers[1].setValue(100)
    colours.numbers[2].setValue(100)
    assert to_qcolor(host.workspace.foreground).name() == "#00ff00"
    host.workspace.set_colours(foreground=(1.0, 0.0, 0.0, 1.0))
    assert to_qcolor(colours.picker.colour()).name() == "#ff0000"
    assert [box.value() for box in colours.numbers] == [0, 100, 100]


def test_swap_reset_and_the_background(qtbot: QtBot, colours: ColoursPanel, host: FakeHost) -> None:
    colours.take("#123456", False)
    colours.swap()
    assert to_qcolor(host.workspace.background).name() == "#123456"
    qtbot.mouseClick(colours.pair, Qt.MouseButton.LeftButton, pos=QPoint(55, 44))
    assert not colours.pair.front
    colours.take("#654321", False)
    assert to_qcolor(host.workspace.background).name() == "#654321"
    colours.reset()
    assert host.workspace.background == (1.0, 1.0, 1.0, 1.0)


def test_swatches_and_recent_colours_are_remembered(qtbot: QtBot, colours: ColoursPanel, host: FakeHost) -> None:
    grid, state = colours.grid, host.workspace.settings.state
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(9 + 18 * 6, 9))
    assert to_qcolor(host.workspace.foreground).name() == standard_swatches()[6]
    colours.take("#abcdef", False)
    colours.add_swatch()
    session = host.workspace.session
    assert session is not None
    session.commit("Brush", session.document.with_(dpi=(72, 72)))
    assert state[SWATCHES] == ["#abcdef"]
    assert state[RECENT] == ["#abcdef"]
    assert with_recent(["a", "b"], "b") == ["b", "a"]


def test_every_panel_can_be_made(qtbot: QtBot, host: FakeHost) -> None:
    panels = discover("editor.ui.panels", "PANEL")
    assert {"layers", "history", "ai", "queue", "results", "navigator", "colours"} <= {p.id for p in panels}
    for panel in panels:
        assert isinstance(panel, Panel)
        widget = panel.factory(host)
        qtbot.addWidget(widget)
        assert isinstance(widget, QWidget)

"""Text layers: typesetting, the tool, the card in which words are typed, and what keeps or ends a text layer."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEngine
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.app import build
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.document.words import TextLayer, Type, Words
from editor.formats.files import open_document, save_document
from editor.session import Session
from editor.settings import Settings
from editor.staging import Placement, place
from editor.typesetting import set_words, typeset
from editor.ui.window import Window
from inference.api import Picture

RED = (1.0, 0.0, 0.0, 1.0)


def words(text: str, width: float = 0, **kind: object) -> Words:
    return Words(text, dataclasses.replace(Type(size=40.0), **kind), width)  # type: ignore[arg-type]


def with_text(made: Words, dtype: str = "uint8") -> tuple[Document, int]:
    layer = TextLayer(words=dataclasses.replace(made, text=""), x=60, y=80)
    document = Document(width=300, height=200, dtype=dtype, layers=(layer,))
    return set_words(document, layer.id, made), layer.id


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    made = build(Settings(tmp_path / "s.json"), FakeEngine())  # type: ignore[arg-type]
    made.resize(1200, 800)
    made.show()
    pixels = Pixels(4).write(0, 0, np.full((200, 300, 4), 255, np.uint8))
    made.workspace.add(Session(Document(width=300, height=200, layers=(PixelLayer(name="a", pixels=pixels),)), "New"))
    made.workspace.choose_tool("text")
    qtbot.waitExposed(made)
    yield made
    made.recovery.finish()
    made.hide()
    made.deleteLater()


def click(window: Window, x: float, y: float) -> None:
    sx, sy = window.canvas.view.to_screen(x, y)
    QTest.mouseClick(window.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                     QPoint(round(sx), round(sy)))


def layers(window: Window) -> list[str]:
    session = window.workspace.session
    assert session is not None
    return [type(layer).__name__ for layer in session.document.layers]


def test_letters_stand_on_the_baseline_in_their_colour(qapp: object) -> None:
    array, x, y = typeset(words("HH", colour=RED))
    assert y < 0, "above the baseline"
    assert abs(y + array.shape[0]) <= 1, "H has no descender"
    assert abs(x) < 10
    inside = array[array[..., 3] == 255]
    assert len(inside) > 100
    assert (inside == [255, 0, 0, 255]).all()


def test_alignment_is_about_the_anchor(qapp: object) -> None:
    places = {}
    for align in ("left", "centre", "right"):
        array, x, _ = typeset(words("Hello", align=align))
        places[align] = (x, x + array.shape[1])
    width = places["left"][1] - places["left"][0]
    assert abs(places["left"][0]) <= 5
    assert abs(places["right"][1]) <= 5
    assert abs(sum(places["centre"])) <= width * 0.1


def test_a_column_breaks_lines_and_any_script_has_letters(qapp: object) -> None:
    one, column = typeset(words("many words in one line"))[0], typeset(words("many words in one line", 150))[0]
    assert column.shape[1] <= 160 < one.shape[1]
    assert column.shape[0] > 2 * one.shape[0]
    assert typeset(words("   "))[0].size == 0


def test_leading_and_size_scale(qapp: object) -> None:
    narrow, wide = typeset(words("H\nH", leading=100))[0], typeset(words("H\nH", leading=200))[0]
    assert abs((wide.shape[0] - narrow.shape[0]) - 40) <= 1
    assert abs(typeset(words("H", size=80.0))[0].shape[0] / typeset(words("H"))[0].shape[0] - 2) < 0.15


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_a_text_layer_survives_the_native_format(qapp: object, tmp_path: Path, dtype: str) -> None:
    document, layer_id = with_text(words("Héllo 世界", 120, italic=True, tracking=50.0), dtype)
    save_document(document, tmp_path / "t.limn")
    (back,) = open_document(tmp_path / "t.limn").layers
    kept = document.layer(layer_id)
    assert isinstance(back, TextLayer)
    assert isinstance(kept, TextLayer)
    assert back.words == kept.words
    area = kept.pixels.bounds
    assert np.array_equal(back.pixels.read(area), kept.pixels.read(area))


def test_painting_over_letters_makes_pixels_and_moving_does_not(qapp: object) -> None:
    document, layer_id = with_text(words("Hello"))
    layer = document.layer(layer_id)
    assert isinstance(layer.with_(x=3), TextLayer)
    painted = layer.with_(pixels=Pixels(4))
    assert type(painted) is PixelLayer
    assert (painted.id, painted.name, painted.x) == (layer.id, "Hello", layer.x)


def test_the_name_follows_the_words_until_it_is_given(qapp: object) -> None:
    document, layer_id = with_text(words("Hello"))
    assert set_words(document, layer_id, words("Bye")).layer(layer_id).name == "Bye"
    named = document.with_layer(document.layer(layer_id).with_(name="Title"))
    assert set_words(named, layer_id, words("Bye")).layer(layer_id).name == "Title"


def test_words_of_the_engine_become_text_layers_over_its_picture(qapp: object) -> None:
    words_ = ({"text": "SUMMER", "x": 60, "y": 40, "size": 30.0, "align": "centre", "colour": RED},
              {"text": "by the sea", "x": 60, "y": 70, "size": 12.0})
    picture = Picture(np.full((100, 120, 4), 255, np.uint8), 5, facts={"words": words_})
    document = Document(width=200, height=200)
    made, layer_id = place(document, picture, Placement("layer", Rect(20, 30, 120, 100), name="Generate"), {})
    assert [layer.name for layer in made.layers] == ["Generate", "SUMMER", "by the sea"]
    first = made.layers[1]
    assert isinstance(first, TextLayer)
    assert (first.x, first.y, first.words.type.weight) == (80, 70, "400")
    assert made.layers[0].id == layer_id
    area = first.pixels.content_bounds()
    assert abs(area.x + area.w / 2) <= 2, "centred about its anchor"


def test_a_click_writes_in_one_step_and_undo_takes_it_back(window: Window, qtbot: QtBot) -> None:
    session = window.workspace.session
    assert session is not None
    click(window, 60, 80)
    assert window.text_card.isVisible()
    qtbot.keyClicks(window.text_card.edit, "Hello")
    assert layers(window) == ["PixelLayer", "TextLayer"]
    assert [state.label for state in session.history.states] == ["New", "Text"]
    assert not session.document.layers[1].pixels.content_bounds().is_empty  # type: ignore[attr-defined]
    session.undo()
    assert layers(window) == ["PixelLayer"]
    assert not window.text_card.isVisible()


def test_escape_leaves_and_a_press_on_the_letters_takes_them_up(window: Window, qtbot: QtBot) -> None:
    click(window, 60, 80)
    qtbot.keyClicks(window.text_card.edit, "Hello")
    QTest.keyClick(window.text_card.edit, Qt.Key.Key_Escape)
    assert not window.text_card.isVisible()
    click(window, 70, 75)
    assert window.text_card.isVisible()
    assert window.text_card.edit.toPlainText() == "Hello"
    assert layers(window) == ["PixelLayer", "TextLayer"]


def test_the_options_are_the_layers_type(window: Window, qtbot: QtBot) -> None:
    workspace = window.workspace
    assert workspace.session is not None
    click(window, 60, 80)
    qtbot.keyClicks(window.text_card.edit, "Hello")
    workspace.set_options(dataclasses.replace(workspace.options["text"], size=20.0))
    layer = workspace.session.active_layer
    assert isinstance(layer, TextLayer)
    assert layer.words.type.size == 20.0
    click(window, 60, 180)
    qtbot.keyClicks(window.text_card.edit, "B")
    workspace.set_options(dataclasses.replace(workspace.options["text"], size=30.0))
    workspace.session.activate(layer.id)
    assert workspace.options["text"].size == 20.0


def test_nothing_written_leaves_no_layer(window: Window) -> None:
    click(window, 60, 80)
    window.workspace.choose_tool("brush")
    assert layers(window) == ["PixelLayer"]


def test_a_drag_makes_a_column(window: Window, qtbot: QtBot) -> None:
    canvas = window.canvas
    a, b = (QPoint(*(round(v) for v in canvas.view.to_screen(*p))) for p in ((20, 20), (140, 120)))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, a)
    QTest.mouseMove(canvas, (a + b) / 2)
    QTest.mouseMove(canvas, b)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, b)
    session = window.workspace.session
    assert session is not None
    layer = session.active_layer
    assert isinstance(layer, TextLayer)
    assert abs(layer.words.width - 120) <= 2

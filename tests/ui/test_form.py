"""Forms: every kind of parameter goes in and out, edits by hand are told, programmatic ones are not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from editor.ui.form import Form, make_field
from editor.ui.form_colour import ColourPicker
from editor.ui.form_curve import CurveField, curve_at
from editor.ui.form_image import ImageField, read_picture
from editor.ui.form_number import NumberField, ScrubLabel, fraction_of, value_at
from inference.api import Parameter, choice, colour, curve, flag, image, integer, number, parameters, text


@dataclass(frozen=True)
class Everything:
    radius: float = number("Radius", 4.0, 0.1, 250.0, unit="px", scale="log")
    count: int = integer("Count", 4, 1, 16)
    mode: str = choice("Mode", "add", {"new": "New", "add": "Add", "cut": "Subtract"})
    model: str = choice("Model", "b", {c: f"A model with a long name {c}" for c in "abcde"})
    name: str = text("Name", "Layer")
    prompt: str = text("Prompt", "A lake", lines=3)
    keep: bool = flag("Keep", True)
    fill: tuple[float, float, float, float] = colour("Fill", (1.0, 0.5, 0.25, 1.0))
    tone: tuple[tuple[float, float], ...] = curve("Curve")
    reference: Any = image("Reference")  # noqa: RUF009  a declaration
    secret: int = 7


OTHER = Everything(12.5, 9, "cut", "e", "Sky", "Two\nlines", False, (0.0, 0.2, 0.4, 0.6),
                   ((0.0, 0.1), (0.5, 0.7), (1.0, 1.0)))


def test_values_go_in_and_out(qtbot: QtBot) -> None:
    form = Form(Everything())
    qtbot.addWidget(form)
    told: list[None] = []
    form.changed.connect(lambda: told.append(None))
    form.set_values(replace(OTHER, secret=9))
    got = form.values()
    assert got.fill == pytest.approx(OTHER.fill, abs=1e-4)
    assert replace(got, fill=OTHER.fill) == replace(OTHER, secret=9)
    assert not told


def test_typing_sliding_and_choosing_are_told(qtbot: QtBot) -> None:
    form = Form(Everything(), narrow=True)
    qtbot.addWidget(form)
    told: list[None] = []
    form.changed.connect(lambda: told.append(None))
    form.fields["radius"].spin.setValue(20)  # type: ignore[attr-defined]
    form.fields["count"].slider.setValue(1000)  # type: ignore[attr-defined]
    form.fields["mode"].findChildren(QToolButton)[0].click()
    form.fields["keep"].box.click()  # type: ignore[attr-defined]
    qtbot.keyClicks(form.fields["name"].edit, "!")  # type: ignore[attr-defined]
    values = form.values()
    assert (values.radius, values.count, values.mode, values.keep, values.name) == (20, 16, "new", False, "Layer!")
    assert len(told) == 5


@given(st.floats(0, 1), st.sampled_from(["linear", "log"]), st.sampled_from([(0.0, 500.0), (0.1, 250.0), (-1.0, 1.0)]))
def test_slider_places_are_undone_by_their_inverse(fraction: float, scale: str, span: tuple[float, float]) -> None:
    declared = Parameter("x", "number", "X", 0.0, *span, step=0.1, scale=scale)
    assert fraction_of(declared, value_at(declared, fraction)) == pytest.approx(fraction, abs=1e-6)


def test_dragging_a_label_changes_its_number(qtbot: QtBot) -> None:
    field = make_field(parameters(Everything)[1], compact=True)
    assert isinstance(field, NumberField)
    label = ScrubLabel(field)
    qtbot.addWidget(field)
    qtbot.addWidget(label)
    field.set_value(4)
    qtbot.mousePress(label, Qt.MouseButton.LeftButton, pos=QPoint(0, 5))
    qtbot.mouseMove(label, QPoint(100, 5))
    assert field.value() > 9


def test_curve_points_are_added_moved_and_removed(qtbot: QtBot) -> None:
    field = make_field(parameters(Everything)[8])
    assert isinstance(field, CurveField)
    qtbot.addWidget(field)
    field.resize(272, 272)
    field.show()
    plane = field.plane
    middle = plane._screen(0.5, 0.7).toPoint()
    qtbot.mousePress(plane, Qt.MouseButton.LeftButton, pos=middle)
    assert len(field.value()) == 3
    qtbot.mouseMove(plane, plane._screen(0.5, 0.25).toPoint())
    assert field.value()[1] == pytest.approx((0.5, 0.25), abs=0.02)
    qtbot.mouseMove(plane, QPoint(middle.x(), -60))
    assert field.value() == ((0.0, 0.0), (1.0, 1.0))
    qtbot.mouseRelease(plane, Qt.MouseButton.LeftButton)


@given(st.dictionaries(st.integers(0, 100), st.floats(0, 1), min_size=2, max_size=6))
def test_curve_goes_through_its_points_and_never_beyond_them(points: dict[int, float]) -> None:
    ordered = tuple((x / 100, points[x]) for x in sorted(points))
    xs = np.array([x for x, _ in ordered])
    np.testing.assert_allclose(curve_at(ordered, xs), [y for _, y in ordered], atol=1e-6)
    between = curve_at(ordered, np.linspace(0, 1, 101))
    assert between.min() >= min(y for _, y in ordered) - 1e-6
    assert between.max() <= max(y for _, y in ordered) + 1e-6


def test_a_picture_file_is_dropped_shown_and_removed(qtbot: QtBot, tmp_path: Path) -> None:
    drawn = QImage(5, 3, QImage.Format.Format_RGBA8888)
    drawn.fill(QColor("#204060"))
    drawn.save(str(tmp_path / "a.png"))
    field = make_field(parameters(Everything)[9])
    assert isinstance(field, ImageField)
    qtbot.addWidget(field)
    field.take(tmp_path / "a.png")
    assert field.value().shape == (3, 5, 4)
    assert tuple(read_picture(tmp_path / "a.png")[0, 0]) == (0x20, 0x40, 0x60, 255)
    (tmp_path / "b.png").write_bytes(b"nothing")
    field.take(tmp_path / "b.png")
    assert "b.png" in field.box.text.text()
    field.clear()
    assert field.value() is None


def test_picker_speaks_hex_and_numbers(qtbot: QtBot) -> None:
    picker = ColourPicker((1.0, 0.0, 0.0, 1.0))
    qtbot.addWidget(picker)
    told: list[tuple[float, ...]] = []
    picker.changed.connect(told.append)
    assert picker.hex.text() == "ff0000"
    picker.hex.setText("336699")
    picker.hex.editingFinished.emit()
    assert told[-1] == pytest.approx((0.2, 0.4, 0.6, 1.0), abs=2e-3)
    picker.numbers[0].setValue(255)
    assert told[-1][0] == pytest.approx(1.0)
    assert picker.hex.text() == "ff6699"

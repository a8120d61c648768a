"""Themes: readable text on every surface, a style sheet without gaps, a switch at run time that reaches icons."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QPushButton

from editor.ui import icons, theme

SURFACES = ("window", "bar", "raised", "field")


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize("text", ["text", "muted", "accent_text", "danger", "warning", "good"])
def test_text_reaches_wcag_aa_on_every_surface(name: str, text: str) -> None:
    shown = theme.THEMES[name]
    for surface in SURFACES:
        assert theme.contrast(getattr(shown, text), getattr(shown, surface)) >= 4.5, (text, surface)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_text_on_fills_is_readable(name: str) -> None:
    shown = theme.THEMES[name]
    assert theme.contrast(shown.accent_on, shown.accent) >= 4.5
    assert theme.contrast(shown.text, shown.accent_soft) >= 4.5
    assert theme.contrast(shown.text, shown.hover) >= 4.5


def test_contrast_is_that_of_the_specification() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_every_picture_of_the_style_sheet_is_there(name: str) -> None:
    sheet = theme.style_sheet(theme.THEMES[name])
    pictures = re.findall(r"url\(([^)]+)\)", sheet)
    assert len(pictures) > 10
    assert not [p for p in pictures if not theme.Path(p).is_file()]
    assert "${" not in sheet


def test_switch_changes_palette_and_icons(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    button = QPushButton(icons.icon("x"), "")
    dark = _first_colour(button.icon())
    assert dark == QColor(theme.DARK.icon)
    theme.apply(qapp, "light")
    assert qapp.palette().window().color() == QColor(theme.LIGHT.window)
    assert _first_colour(button.icon()) == QColor(theme.LIGHT.icon)
    theme.apply(qapp, "dark")


def test_icons_have_states_and_are_sharp_at_two_to_one(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    drawn = icons.icon("x")
    assert _first_colour(drawn, QIcon.Mode.Disabled) == QColor(theme.DARK.faint)
    assert _first_colour(drawn, state=QIcon.State.On) == QColor(theme.DARK.accent_text)
    assert _first_colour(icons.icon("x", "danger")) == QColor(theme.DARK.danger)
    assert icons.pixmap("x", 16, ratio=2.0).width() == 32
    assert icons.icon("").isNull()


def test_an_icon_without_room_is_nothing(qapp: QApplication) -> None:
    assert icons._drawn("x", QColor("red"), QSize(0, 16)).isNull()


def test_the_application_has_an_icon_of_its_own(qapp: QApplication) -> None:
    sizes = {size.width() for size in icons.application_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes


def _first_colour(shown: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> QColor:
    """The colour of the most opaque pixel."""
    image = shown.pixmap(icons.QSize(48, 48), mode, state).toImage()
    pixels = [image.pixelColor(x, y) for y in range(image.height()) for x in range(image.width())]
    return max(pixels, key=lambda c: c.alpha())

"""The command palette: what fits best is first, the keyboard does everything, disabled commands do not run."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.palette import Command, CommandPalette, score


def command(text: str, place: str = "", enabled: bool = True, ran: list[str] | None = None) -> Command:
    return Command(text, place, "", QIcon(), lambda: ran.append(text) if ran is not None else None, enabled)


@pytest.mark.parametrize(("typed", "better", "worse"), [
    ("inv", "Invert", "Gaussian blur inverse"),
    ("blur", "Blur more", "Gaussian blur"),
    ("gb", "Gaussian blur", "Rectangular border grab"),
    ("sa", "Save as", "Mosaic"),
])
def test_better_fits_come_first(typed: str, better: str, worse: str) -> None:
    assert score(typed, command(better)) > score(typed, command(worse)) >= 0


def test_letters_that_are_missing_do_not_fit() -> None:
    assert score("xyz", command("Invert")) == 0
    assert score("image inv", command("Invert", "Image")) > 0
    assert score("inv", command("Invert")) > score("inv", command("Invert", enabled=False)) > 0


def test_keyboard_chooses_and_runs(qtbot: QtBot) -> None:
    ran: list[str] = []
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    palette = CommandPalette(window)
    other = QLineEdit(window)
    window.show()
    other.setFocus()
    palette.open([command(t, ran=ran) for t in ("Open", "Save", "Save as", "Invert")])
    qtbot.keyClicks(palette.edit, "save")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert ran == ["Save as"]
    assert not palette.isVisible()
    assert window.focusWidget() is other


def test_disabled_command_stays_and_escape_closes(qtbot: QtBot) -> None:
    ran: list[str] = []
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    palette = CommandPalette(window)
    window.show()
    palette.open([command("Save", enabled=False, ran=ran)])
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert ran == []

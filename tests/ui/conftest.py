"""The window with an engine that answers nothing, for every test that drives it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeEngine
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.app import build
from editor.settings import Settings
from editor.ui import theme
from editor.ui.window import Window


@pytest.fixture(autouse=True)
def _collected_in_the_main_thread() -> Iterator[None]:
    """As in the program (editor.ui.garbage): no thread of a test collects a dead window."""
    if gc.isenabled():
        gc.disable()
        gc.collect()
        gc.freeze()  # modules: what is collected after each test is the test's own
    yield
    gc.collect()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    theme.apply(qapp, "dark")
    made = build(Settings(tmp_path / "settings.json"), FakeEngine())  # type: ignore[arg-type, unused-ignore]
    made.show()
    yield made
    made.files.finish()
    made.hide()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # else every theme switch styles it too

"""Dead windows are collected by the main thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from editor.ui import garbage


class Ring(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_a_cycle_waits_for_the_main_thread(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "INTERVAL_MS", 5)
    was = gc.isenabled()
    parent = QObject()
    try:
        collection = garbage.MainThreadCollection(parent)
        died_in: list[str] = []
        ring = Ring()
        weakref.finalize(ring, lambda: died_in.append(threading.current_thread().name))
        del ring
        kept: list[object] = []
        busy = threading.Thread(target=lambda: kept.extend([[i]] for i in range(20_000)))
        busy.start()
        busy.join()
        assert died_in == []
        qtbot.waitUntil(lambda: bool(died_in), timeout=5000)
        assert died_in == ["MainThread"]
        del collection
    finally:
        (gc.enable if was else gc.disable)()


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.collect()
    assert garbage.collect_due() is None

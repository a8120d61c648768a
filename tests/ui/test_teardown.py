"""Workers of panels and the end of what they answer to: nobody waits for a worker, and a late answer is dropped."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from editor.document.pixels import Array
from editor.ui.panels.parts import Thumbnails
from editor.ui.window_work import Latest

GREY = np.full((4, 4, 4), 128, np.uint8)


def test_thumbnails_end_while_their_worker_is_busy(qtbot: QtBot) -> None:
    holder, begun, go_on = QObject(), threading.Event(), threading.Event()
    thumbnails = Thumbnails(holder, 0)

    def make() -> Array:
        begun.set()
        go_on.wait(10)
        return GREY

    assert thumbnails.image("a", 1, make) is None
    qtbot.waitUntil(begun.is_set)
    before = time.monotonic()
    shiboken6.delete(holder)
    took = time.monotonic() - before
    go_on.set()
    assert took < 5  # a QThreadPool would sit there until the worker is done, and the worker until it is let go
    qtbot.wait(50)  # the late answer finds nobody


def test_a_thumbnail_that_fails_is_told_and_the_next_is_made(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    thumbnails = Thumbnails(holder, 0)

    def bad() -> Array:
        raise ValueError("no such tile")

    with qtbot.captureExceptions() as told:
        thumbnails.image("bad", 1, bad)
        thumbnails.image("good", 1, lambda: GREY)
        qtbot.waitUntil(lambda: thumbnails.peek("good") is not None)
    assert [str(error) for _, error, _ in told] == ["no such tile"]
    assert thumbnails.peek("bad") is None


def test_what_was_forgotten_meanwhile_is_not_kept(qtbot: QtBot) -> None:
    holder, go_on = QObject(), threading.Event()
    thumbnails = Thumbnails(holder, 0)

    def make() -> Array:
        go_on.wait(10)
        return GREY

    thumbnails.image("a", 1, make)
    qtbot.waitUntil(lambda: thumbnails._work.is_busy)
    thumbnails.forget(set())
    go_on.set()
    qtbot.waitUntil(lambda: not thumbnails._work.is_busy)
    assert thumbnails.peek("a") is None


@pytest.mark.parametrize("waits", [False, True])
def test_latest_ends_with_its_owner(qtbot: QtBot, waits: bool) -> None:
    holder, go_on = QObject(), threading.Event()
    answers: list[object] = []
    work = Latest(holder)
    work.request(lambda: go_on.wait(10), answers.append, answers.append)
    if waits:
        work.request(lambda: 2, answers.append, answers.append)
    shiboken6.delete(holder)
    go_on.set()
    qtbot.wait(50)
    assert answers == []

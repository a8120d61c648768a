"""Work in a thread: results and errors arrive on the main thread, and the window stays live meanwhile."""

import threading

import pytest
from PySide6.QtCore import QTimer

from editor.background import Background, waited
from inference.api import UserError


def test_waited_returns_the_result_of_another_thread(qapp):
    assert waited(threading.get_ident) != threading.get_ident()


def test_events_go_on_while_waiting(qapp):
    go = threading.Event()
    QTimer.singleShot(0, go.set)
    assert waited(lambda: go.wait(5)) is True


def test_errors_are_raised_where_they_are_waited_for(qapp):
    def fail():
        raise UserError("No.")

    with pytest.raises(UserError):
        waited(fail)


def test_callbacks_come_on_the_main_thread(qtbot):
    work, seen = Background(), []

    def fail():
        raise ValueError("broken")

    def note(value):
        seen.append((value if isinstance(value, str) else type(value), threading.get_ident()))

    with qtbot.waitSignal(work.idle, timeout=5000):
        work.start(lambda: "made", note, note)
        work.start(fail, note, note)
    assert {what for what, _ in seen} == {"made", ValueError}
    assert {where for _, where in seen} == {threading.get_ident()}
    assert not work.is_busy

"""Runs the steps of gestures in a thread, so that a long one does not hold up the window. Knows no tool and no widget.

A step that begins or ends something is waited for: what the user does meanwhile is handled after it, in its order,
while everything else goes on. Where only the newest place of the pointer matters, a step is not waited for: it arrives
when it is there, and of the pointers that came meanwhile only the last one follows.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from editor.background import awaited
from editor.tools.tool import Gesture, Pointer, Step

PATIENCE_S = 0.012  # a step that takes no longer is simply waited for


class Stepper(QObject):
    """One gesture at a time. `arrived` tells that the step asked for by `begin` can be fetched."""

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, "limner-pool-gesture")
        self._begun: Future[Step] | None = None
        self.is_waiting = False  # somebody further up the stack waits for a step

    @property
    def is_busy(self) -> bool:
        """A step is being computed, or is there and nobody has fetched it."""
        return self.is_waiting or self._begun is not None

    def run(self, gesture: Gesture, pointer: Pointer | None) -> Step:
        """The next step; raises what the gesture raises, StopIteration at its end."""
        return self._awaited(self._submit(gesture, pointer))

    def begin(self, gesture: Gesture, pointer: Pointer) -> None:
        """Ask for the next step. Nothing else may be under way."""
        self._begun = self._submit(gesture, pointer)
        if wait((self._begun,), PATIENCE_S).done:
            self.arrived.emit()
        else:
            self._begun.add_done_callback(self._tell)

    def fetch(self) -> Step | None:
        """The step asked for, waited for where it has not arrived; None when there is none. Raises like `run`."""
        return None if self._begun is None else self._awaited(self._taken())

    def close(self, gesture: Gesture) -> None:
        """End a gesture, when its present step is over."""
        if self.is_busy:
            self._begun = None
            self._pool.submit(gesture.close)
        else:
            gesture.close()

    def _submit(self, gesture: Gesture, pointer: Pointer | None) -> Future[Step]:
        return self._pool.submit(next, gesture) if pointer is None else self._pool.submit(gesture.send, pointer)

    def _taken(self) -> Future[Step]:
        begun, self._begun = self._begun, None
        assert begun is not None
        return begun

    def _awaited(self, future: Future[Step]) -> Step:
        self.is_waiting = True
        try:
            return awaited(future, patience_s=PATIENCE_S)
        finally:
            self.is_waiting = False
            del future  # as in `awaited`: no cycle with what is raised, which holds the last document

    def _tell(self, _: Future[Step]) -> None:
        """In the thread."""
        with suppress(RuntimeError):  # the window was closed meanwhile
            self.arrived.emit()

"""Cyclic garbage is collected in the main thread only.

A closed window is a cycle of widgets. Python collects cycles in whatever thread happens to allocate, and Qt objects
that die in a thread that is not theirs, or in the middle of an event, can take the program with them. The way of
Calibre: automatic collection is off, a timer collects between events.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000


class MainThreadCollection(QObject):
    """Takes over from Python's automatic collection for as long as the program runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_due)
        self._timer.start(INTERVAL_MS)


def collect_due() -> int | None:
    """Collect the oldest generation whose own threshold is passed; which one, None for none."""
    due = [generation for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
           if count > limit > 0]
    if not due:
        return None
    gc.collect(due[-1])
    return due[-1]

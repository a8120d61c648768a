"""The way out of the engine for a picture that is too large to be held: its strips, as they are finished."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy.typing as npt

from inference.api import Opening

PIECE = 4 << 20  # bytes of one message


class Outlet:
    """`send` is handed the kind and body of an event. A job that is tried again does not send twice what is out."""

    def __init__(self, send: Callable[[Literal["opening", "strip"], Any], None]) -> None:
        self._send = send
        self._opened = False
        self._made = self._sent = 0  # rows

    def open(self, opening: Opening) -> None:
        """A picture begins, or the same one from its top again."""
        if not self._opened:
            self._send("opening", opening)
        self._opened, self._made = True, 0

    def __call__(self, rows: npt.NDArray[Any]) -> None:
        """The next rows, (n, w, 4); they are out when this returns."""
        fresh = rows[max(self._sent - self._made, 0):]
        self._made += len(rows)
        self._sent = max(self._sent, self._made)
        count = max(PIECE // max(rows[:1].nbytes, 1), 1)
        for start in range(0, len(fresh), count):
            self._send("strip", fresh[start:start + count])

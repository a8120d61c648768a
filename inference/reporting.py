"""Progress on its way out of the engine process: cancel, throttling, time left."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from inference.api import Cancelled, Progress, Report

Array = Any
EVERY_S = 0.05  # a window cannot show more than 20 changes a second
PREVIEW_EVERY_S = 0.15


class Silent:
    """A report that nobody listens to: for calls from tests and between operations."""

    def step(self, fraction: float, stage: str, preview: Array | None = None) -> None:
        return

    def part(self, start: float, end: float) -> Report:
        return self


class Outgoing:
    """The report of one job: `send` is handed a Progress at most every 50 ms, `cancelled` is asked at every step."""

    def __init__(self, send: Callable[[Progress], None], cancelled: Callable[[], bool]) -> None:
        self._send = send
        self._cancelled = cancelled
        self._sent_s = 0.0
        self._preview_s = 0.0
        self._stage = ""
        self._clock = Remaining()
        self._fraction = 0.0

    def step(self, fraction: float, stage: str, preview: Array | None = None) -> None:
        if self._cancelled():
            raise Cancelled
        now = time.monotonic()
        self._fraction = max(self._fraction, min(max(fraction, 0.0), 1.0))  # a bar that goes back looks broken
        if preview is not None and now - self._preview_s < PREVIEW_EVERY_S:
            preview = None
        if stage == self._stage and preview is None and now - self._sent_s < EVERY_S:
            return
        left = self._clock.left(self._fraction, stage, now)
        self._sent_s, self._stage = now, stage
        if preview is not None:
            self._preview_s = now
        self._send(Progress(self._fraction, stage, preview, left))

    def part(self, start: float, end: float) -> Report:
        return Part(self, start, end)


class Part:
    """0-1 of this report is start-end of another one."""

    def __init__(self, whole: Report, start: float, end: float) -> None:
        self._whole = whole
        self._start = start
        self._length = end - start

    def step(self, fraction: float, stage: str, preview: Array | None = None) -> None:
        self._whole.step(self._start + self._length * min(max(fraction, 0.0), 1.0), stage, preview)

    def part(self, start: float, end: float) -> Report:
        return Part(self, start, end)


class Remaining:
    """The time left, from the pace of the present stage: loading a model says nothing about denoising."""

    def __init__(self) -> None:
        self._stage = ""
        self._began = (0.0, 0.0)  # seconds, fraction

    def left(self, fraction: float, stage: str, now: float) -> float | None:
        """Seconds, or None while the pace is not known (under half a second or 2 % of the job)."""
        if stage != self._stage:
            self._stage, self._began = stage, (now, fraction)
        seconds, done = now - self._began[0], fraction - self._began[1]
        if seconds < 0.5 or done < 0.02:
            return None
        return seconds / done * (1.0 - fraction)

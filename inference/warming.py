"""The model libraries are imported while nothing is to do: the first picture, or the first enlarging, finds them there.

One library after the other in a thread of its own. A job that needs none of them holds the thread between two; one
that needs them waits for exactly what it would have imported itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from inference.api import Report

_NETWORKS, _ALL = 2, 99  # stages: torch and spandrel; diffusers too


class Warming:
    """Begins once. `hold` and `go_on` stop and continue it between two libraries."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._changed = threading.Condition()
        self._most = _ALL  # stages that may be done now
        self._all = False
        self._done = 0

    def begin(self, pipelines: bool) -> None:
        """`pipelines`: diffusion models are installed, so that diffusers will be needed too (some 300 MB)."""
        if self._thread is not None and (self._all or not pipelines or self._thread.is_alive()):
            return
        self._all, self._done = pipelines, 0
        stages = (_torch, _spandrel, *((_diffusers,) if pipelines else ()))
        self._thread = threading.Thread(target=self._work, args=(stages,), daemon=True, name="import")
        self._thread.start()

    def hold(self) -> None:
        self._may(0)

    def go_on(self) -> None:
        self._may(_ALL)

    def wait(self, report: Report, pipelines: bool = True) -> None:
        """Until those that a job needs are there: two threads in the same half-imported package do not mix. Without
        `pipelines`, diffusers is left for later. Raises Cancelled."""
        self._may(_ALL if pipelines else _NETWORKS)
        while self._thread is not None and self._thread.is_alive() and (pipelines or self._done < _NETWORKS):
            report.step(0.0, "Starting the model libraries")
            self._thread.join(0.05)
        report.step(0.0, "Starting the model libraries")

    def _work(self, stages: tuple[Callable[[], None], ...]) -> None:
        for stage in stages:
            with self._changed:
                self._changed.wait_for(lambda: self._done < self._most)
            stage()
            self._done += 1

    def _may(self, most: int) -> None:
        with self._changed:
            self._most = most
            self._changed.notify_all()


def _torch() -> None:
    from inference.torchvision_shim import declare

    declare()


def _spandrel() -> None:
    import spandrel

    _ = spandrel.ModelLoader


def _diffusers() -> None:
    import diffusers

    _ = diffusers.StableDiffusionInpaintPipeline  # a lazy attribute: most of the time goes here

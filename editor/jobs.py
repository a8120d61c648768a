"""EngineThread: the only place where Qt and the engine meet. It owns the engine process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QThread, Signal

from inference.api import Failure, ModelInfo, Progress, Request, Result

State = Literal["queued", "running", "finished", "cancelled", "failed"]


@dataclass(frozen=True, eq=False)
class Job:
    """One request on its way through the engine: a value; the queue holds the newest version of each.

    `note` is the caller's own (where the result goes) and never leaves this process.
    """

    id: int
    title: str
    request: Request
    state: State = "queued"
    progress: Progress | None = None
    result: Result | None = None
    failure: Failure | None = None
    started_s: float = 0.0
    note: Any = None


class EngineThread(QThread):
    """Feeds jobs one at a time to the engine process, and restarts that when it dies or does not stop."""

    job_changed = Signal(object)  # the Job's new version
    jobs_changed = Signal()  # jobs were added or cleared
    state_changed = Signal(str)  # "off", "starting", "ready", "busy"
    models_changed = Signal()

    jobs: tuple[Job, ...] = ()
    models: tuple[ModelInfo, ...] = ()
    state: str = "off"

    def submit(self, request: Request, title: str, note: Any = None) -> Job:
        raise NotImplementedError

    def cancel(self, job_id: int) -> None:
        raise NotImplementedError

    def retry(self, job_id: int) -> None:
        """Submit the same request again."""
        raise NotImplementedError

    def clear_finished(self) -> None:
        raise NotImplementedError

    def rescan(self, folders: list[str]) -> None:
        """Have the engine look for models in these folders; `models_changed` follows."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop the engine process and the thread; returns within about a second."""
        raise NotImplementedError

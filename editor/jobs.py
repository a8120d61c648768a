"""EngineThread: the only place where Qt and the engine meet. It owns the engine process."""

from __future__ import annotations

import dataclasses
import itertools
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QObject, QThread, Signal

from editor.engine_client import EngineClient, EngineDied, JobFailed
from inference.api import Cancelled, Failure, ModelInfo, Progress, Request, Result
from inference.api.wire import Free

_REVIVALS, _WITHIN_S = 3, 20.0  # a process that cannot live is not started over and over

State = Literal["queued", "running", "finished", "cancelled", "failed"]


@dataclass(frozen=True, eq=False)
class Job:
    """One request on its way through the engine: a value; the queue holds the newest version of each.

    `note` is the caller's own (where the result goes) and never leaves this process. `started_s` is
    `time.monotonic()` when it began to run, 0 before.
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


def newest(jobs: tuple[Job, ...], job: Job) -> Job:
    """The version of a job that is among these, itself where none is: it may be done already."""
    return next((other for other in jobs if other.id == job.id), job)


class EngineThread(QThread):
    """Feeds jobs one at a time to the engine process, and restarts that when it dies or does not stop.

    `start()` starts thread and process; `submit` does so too when nobody has. Signals come from this thread.
    """

    job_changed = Signal(object)  # the Job's new version
    jobs_changed = Signal()  # jobs were added or cleared
    state_changed = Signal(str)  # "off", "starting", "ready", "busy"
    models_changed = Signal()
    freed = Signal(object)  # bytes that `free` gave back
    aside_done = Signal(object)  # a Job of `aside`, finished or failed

    def __init__(self, parent: QObject | None = None, command: list[str] | None = None) -> None:
        super().__init__(parent)
        self.jobs: tuple[Job, ...] = ()
        self.models: tuple[ModelInfo, ...] = ()
        self.state = "off"
        self._numbers = itertools.count(1)
        self._changed = threading.Condition()
        self._stopped: set[int] = set()
        self._asides: tuple[Job, ...] = ()
        self._aside: Job | None = None  # that runs
        self._dropped = False  # nobody wants it any more
        self._folders: tuple[str, ...] | None = None  # to be scanned
        self._free_wanted = False
        self._used_as: dict[str, str] = {}
        self._closing = False
        self.paused = False
        self._revived: tuple[float, ...] = ()
        self._client = EngineClient(command, self._wake)

    # ---- from the window's thread

    def submit(self, request: Request, title: str, note: Any = None) -> Job:
        """Put a request into the queue; returns its job at once."""
        job = Job(next(self._numbers), title, request, note=note)
        with self._changed:
            self.jobs = (*self.jobs, job)
            self._changed.notify()
        self.jobs_changed.emit()
        if not self.isRunning() and not self._closing:
            self.start()
        return job

    def aside(self, request: Request, note: Any = None) -> None:
        """A small job out of sight (a thumbnail): never in `jobs`, done when nothing else is, and put back when
        a job is submitted meanwhile. `aside_done` follows."""
        with self._changed:
            self._asides = (*self._asides, Job(next(self._numbers), "", request, note=note))
            self._changed.notify()
        if not self.isRunning() and not self._closing:
            self.start()

    def drop_asides(self, owner: Any) -> None:
        """Forget the jobs of `aside` whose note is a tuple that begins with `owner`, and stop the one that runs."""
        with self._changed:
            self._asides = tuple(job for job in self._asides if not _is_of(job, owner))
            self._dropped = self._dropped or (self._aside is not None and _is_of(self._aside, owner))

    def cancel(self, job_id: int) -> None:
        """Take a job out of the queue, or stop it within a second, if need be with its process."""
        with self._changed:
            job = self._find(job_id)
            if job is None or job.state not in ("queued", "running"):
                return
            self._stopped.add(job_id)
            if job.state == "queued":
                self._replace(job, state="cancelled")
        if job.state == "queued":
            self.job_changed.emit(self._find(job_id))

    def put_first(self, job_id: int) -> None:
        """A waiting job runs before the others that wait."""
        with self._changed:
            job = self._find(job_id)
            if job is None or job.state != "queued":
                return
            rest = tuple(other for other in self.jobs if other is not job)
            at = next((i for i, other in enumerate(rest) if other.state == "queued"), len(rest))
            self.jobs = (*rest[:at], job, *rest[at:])
        self.jobs_changed.emit()

    def pause(self, paused: bool) -> None:
        """While it is paused no waiting job begins; the one that runs goes on."""
        with self._changed:
            self.paused = paused
            self._changed.notify()
        self.jobs_changed.emit()

    def retry(self, job_id: int) -> None:
        """Submit the same request again."""
        job = self._find(job_id)
        if job is not None:
            self.submit(job.request, job.title, job.note)

    def clear_finished(self) -> None:
        with self._changed:
            self.jobs = tuple(job for job in self.jobs if job.state in ("queued", "running"))
        self.jobs_changed.emit()

    def rescan(self, folders: list[str], used_as: Mapping[str, str] | None = None) -> None:
        """Have the engine look for models in these folders; `models_changed` follows.

        `used_as` maps paths to the kinds that the user chose for files of unknown content.
        """
        with self._changed:
            self._folders, self._used_as = tuple(folders), dict(used_as or {})
            self._changed.notify()

    def allow(self, options: tuple[str, ...]) -> None:
        """What the engine may do for the sake of speed, from the next job on; see `inference.api.wire.Run`."""
        self._client.options = options

    def free(self) -> None:
        """Have the engine let go of its models when it has nothing to do; `freed` follows."""
        with self._changed:
            self._free_wanted = True
            self._changed.notify()

    def close(self) -> None:
        """Stop the engine process and the thread; returns within about a second."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._client.close()
        self.wait(2000)

    # ---- in this thread

    def run(self) -> None:  # QThread
        self._set_state("starting")
        self._revive()
        self._set_state("ready")
        while (work := self._next()) is not None:
            if isinstance(work, Job) and work.state == "queued":
                self._run_aside(work)
            elif isinstance(work, Job):
                self._run(work)
            elif isinstance(work, Free):
                self._free()
            else:
                self._scan(work)
        self._client.close()
        self._set_state("off")

    def _next(self) -> Job | Free | tuple[str, ...] | None:
        """The next queued job (running now), folders to scan, memory to free or job aside (queued); None to end.
        Revives a dead process."""
        with self._changed:
            while not self._closing:
                if self._folders is not None:
                    folders, self._folders = self._folders, None
                    return folders
                job = next((job for job in self.jobs if job.state == "queued"), None) if not self.paused else None
                if job is not None:
                    return self._replace(job, state="running", started_s=time.monotonic())
                if self._free_wanted:
                    self._free_wanted = False
                    return Free()
                if self._asides:
                    self._aside, self._asides, self._dropped = self._asides[0], self._asides[1:], False
                    return self._aside
                self._revive()
                self._changed.wait()
        return None

    def _revive(self) -> None:
        """Start the process if it does not run; not more than three times in twenty seconds."""
        now = time.monotonic()
        self._revived = tuple(then for then in self._revived if now - then < _WITHIN_S)
        if self._client.alive or len(self._revived) >= _REVIVALS:
            return
        self._revived = (*self._revived, now)
        try:
            self._client.start()
        except OSError:  # no memory for a process: the next job tries again, and says so
            return

    def _run(self, job: Job) -> None:
        self._set_state("busy")
        self.job_changed.emit(job)

        def progress(value: Progress) -> None:
            with self._changed:
                changed = self._replace(job, progress=value)
            self.job_changed.emit(changed)

        changes = self._outcome(job, progress, lambda: job.id in self._stopped)
        with self._changed:
            self._stopped.discard(job.id)
            done = self._replace(job, **changes)
        self._set_state("ready")
        self.job_changed.emit(done)

    def _run_aside(self, job: Job) -> None:
        changes = self._outcome(job, lambda progress: None, self._is_in_the_way)
        with self._changed:
            dropped, self._aside = self._dropped, None
            if changes["state"] == "cancelled" and not dropped:
                self._asides = (job, *self._asides)
        if changes["state"] != "cancelled" and not dropped:
            self.aside_done.emit(dataclasses.replace(job, **changes))

    def _is_in_the_way(self) -> bool:
        """Whether the user waits for something else, or not for the job aside any more."""
        return self._dropped or self._folders is not None or (
            not self.paused and any(job.state == "queued" for job in self.jobs))

    def _outcome(self, job: Job, progress: Any, stopped: Callable[[], bool]) -> dict[str, Any]:
        """What becomes of the job when it has run: the fields that change."""
        try:
            result = self._client.run(job.request, progress, lambda: self._closing or stopped())
        except Cancelled:
            return {"state": "cancelled"}
        except (JobFailed, EngineDied) as error:
            return {"state": "failed", "failure": Failure(str(error), error.hint_text(), error.details, error)}
        except Exception as error:  # the queue must go on whatever happened to one job
            return {"state": "failed", "failure": Failure(str(error) or type(error).__name__, "",
                                                          traceback.format_exc())}
        return {"state": "finished", "result": result}

    def _free(self) -> None:
        try:
            size = self._client.free(lambda: self._closing)
        except (Cancelled, EngineDied):
            size = 0
        self.freed.emit(size)

    def _scan(self, folders: tuple[str, ...]) -> None:
        try:
            found = self._client.scan(folders, lambda: self._closing, self._used_as)
        except (Cancelled, EngineDied):
            found = ()
        self.models = found
        self.models_changed.emit()

    # ---- inside

    def _find(self, job_id: int) -> Job | None:
        return next((job for job in self.jobs if job.id == job_id), None)

    def _replace(self, job: Job, **changes: Any) -> Job:
        """The newest version of `job` with `changes`, put in its place in the queue. Called under the lock."""
        newest = dataclasses.replace(self._find(job.id) or job, **changes)
        self.jobs = tuple(newest if other.id == job.id else other for other in self.jobs)
        return newest

    def _set_state(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify()


def _is_of(job: Job, owner: Any) -> bool:
    return isinstance(job.note, tuple) and bool(job.note) and job.note[0] is owner

"""EngineClient: starts the engine process, hands it requests, kills it when it does not stop. Knows no Qt."""

from __future__ import annotations

import itertools
import os
import pickle
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from editor.strips import Strips, gathered
from inference.api import Cancelled, Event, ModelInfo, Progress, Request, Result, UserError
from inference.api.wire import Cancel, Free, Freed, Models, Run, Scan, receive, send, widen

GRACE_S = 0.7  # how long a cancelled job may take to stop before its process is killed
_POLL_S = 0.03
_GONE = object()
_START_S = 60.0  # a start on a slow disk with a virus scanner
_AHEAD = 4  # strips, of a few MB each, that the engine may be ahead of whoever takes them


class EngineDied(UserError):  # noqa: N818  a fact about the process
    """The engine process ended although nobody asked it to. `details` is the end of its log."""

    details: str = ""


class JobFailed(UserError):  # noqa: N818  read as a sentence where it is caught
    """A job failed inside the engine. `details` holds its traceback."""

    details: str = ""


class EngineClient:
    """One engine process at a time. `run` and `scan` may be called from one thread; `kill` from any."""

    def __init__(self, command: list[str] | None = None, on_exit: Callable[[], None] = lambda: None) -> None:
        self._command = command or engine_command()
        self._on_exit = on_exit
        self._process: subprocess.Popen[bytes] | None = None
        self._inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._outbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._room = threading.Semaphore(_AHEAD)
        self._log: Any = None
        self._numbers = itertools.count(1)
        self._folders: tuple[str, ...] = ()
        self._used_as: dict[str, str] = {}
        self.options: tuple[str, ...] = ()  # of the jobs to come; see inference.api.wire.Run
        self.closed = False

    # ---- the process

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Start the process unless it runs. Returns at once: the process listens some 0.2 s later."""
        if self.alive or self.closed:
            return
        self._release()
        self._log = tempfile.TemporaryFile("w+b", prefix="limner-engine-")  # noqa: SIM115  lives as long as the process
        try:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, bufsize=0,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))
        except OSError:
            self._release()
            raise
        self._inbox, self._outbox = queue.SimpleQueue(), queue.SimpleQueue()
        self._room = threading.Semaphore(_AHEAD)
        widen(cast(BinaryIO, self._process.stdin))
        # threads of their own: a process that does not read must not keep us from killing it
        for work, more, name in ((self._listen, (self._room,), "engine-read"), (_write, (), "engine-write")):
            threading.Thread(target=work, args=(self._process, self._inbox, self._outbox, *more), daemon=True,
                             name=name).start()
        if self._folders:
            self._outbox.put(Scan(self._folders, self._used_as))  # a fresh process is warmed like the first one

    def kill(self) -> None:
        """End the process at once; a running job is lost. Any thread."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(5)

    def close(self) -> None:
        """End the process for good: its input is closed, which it obeys; after 0.3 s it is killed."""
        self.closed = True
        process = self._process
        if process is None:
            return
        self._outbox.put(_GONE)
        try:
            process.wait(0.3)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)
        self._release()

    # ---- work

    def run(
        self, request: Request, on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Result:
        """Carry out `request` and wait for it; what comes in strips is put together.

        `on_progress` is called in this thread; `cancelled` is asked some 30 times a second. Raises Cancelled,
        JobFailed (an expected failure or the cause in one sentence) or EngineDied. After a job that had to be
        killed, a fresh process is already starting.
        """
        return gathered(self.strips(request, on_progress, cancelled))

    def strips(
        self, request: Request, on_progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Strips:
        """`run` as a generator that returns the result. Of operations that give their picture from the top it yields an
        Opening and its strips, arrays of their own; the engine waits while they are not taken. Closing it stops the
        job."""
        self.start()
        job, process = next(self._numbers), self._process
        if process is None:  # closed before it was ever started
            raise Cancelled
        self._outbox.put(Run(job, request, self.options))
        del request  # up to hundreds of megabytes, for nobody once they are sent
        try:
            return (yield from self._answers(job, process, on_progress, cancelled))
        except GeneratorExit:
            self._outbox.put(Cancel(job))
            raise

    def _answers(
        self, job: int, process: subprocess.Popen[bytes], on_progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Strips:
        stop_s = 0.0
        while True:
            if not stop_s and cancelled is not None and cancelled():
                stop_s = time.monotonic()
                self._outbox.put(Cancel(job))
            message = self._next(_POLL_S if cancelled is not None else 0.5)
            if isinstance(message, Event) and message.job == job:
                if message.kind in ("opening", "strip"):
                    if not stop_s:
                        yield cast(Any, message.body)
                elif message.kind != "progress":
                    return _outcome(message, bool(stop_s))
                elif on_progress is not None and not stop_s:
                    on_progress(cast(Progress, message.body))
            elif isinstance(message, BaseException):
                raise message
            elif message is _GONE or (stop_s and time.monotonic() - stop_s > GRACE_S):
                self._end_of_process(process, bool(stop_s))

    def scan(self, folders: tuple[str, ...], cancelled: Callable[[], bool] = lambda: False,
             used_as: Mapping[str, str] | None = None) -> tuple[ModelInfo, ...]:
        """The models in these folders, as the engine identifies them. Remembered for processes to come.

        `used_as` maps paths to the kinds that the user chose for files of unknown content.
        """
        self._folders, self._used_as = folders, dict(used_as or {})
        if not folders:
            return ()
        fresh = not self.alive
        self.start()
        process = self._process
        if process is None:
            raise Cancelled
        if not fresh:
            self._outbox.put(Scan(folders, self._used_as))
        while not cancelled():
            message = self._next(_POLL_S)
            if isinstance(message, Models):
                return message.found
            if message is _GONE:
                self._end_of_process(process, False)
        return ()

    def free(self, cancelled: Callable[[], bool] = lambda: False) -> int:
        """Have the engine let go of its models; returns the bytes that gave back, 0 when no process runs."""
        process = self._process
        if process is None or not self.alive:
            return 0
        self._outbox.put(Free())
        while not cancelled():
            message = self._next(_POLL_S)
            if isinstance(message, Freed):
                return message.size_bytes
            if message is _GONE:
                self._end_of_process(process, False)
        return 0

    # ---- inside

    def _listen(
        self, process: subprocess.Popen[bytes], inbox: queue.SimpleQueue[Any], outbox: queue.SimpleQueue[Any],
        room: threading.Semaphore,
    ) -> None:
        pipe = cast(BinaryIO, process.stdout)
        try:
            while True:
                message = receive(pipe)
                if _is_strip(message):
                    while not room.acquire(timeout=0.5) and process.poll() is None:
                        pass  # the pipe fills up, and the engine waits
                inbox.put(message)
                del message
        except (EOFError, OSError, ValueError):
            inbox.put(_GONE)
        except pickle.UnpicklingError as error:
            inbox.put(error)
            process.kill()
        finally:
            pipe.close()
            outbox.put(_GONE)
        try:
            process.wait(2)  # its pipe closes a moment before its end can be seen
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)
        self._on_exit()

    def _next(self, timeout: float) -> Any:
        try:
            message = self._inbox.get(timeout=timeout)
        except queue.Empty:
            return None
        if _is_strip(message):
            self._room.release()
        return message

    def _end_of_process(self, process: subprocess.Popen[bytes], stopping: bool) -> None:
        if process.poll() is None and not stopping:
            try:
                process.wait(0.5)  # its pipe is closed, its number not yet collected
            except subprocess.TimeoutExpired:
                process.kill()
        if stopping:
            process.kill()
        code = process.wait(5)
        if stopping or self.closed:
            self.start()
            raise Cancelled
        error = death(code, self._tail())
        self.start()
        raise error

    def _tail(self) -> str:
        """The end of what the process wrote on standard error."""
        if self._log is None:
            return ""
        size = self._log.seek(0, os.SEEK_END)
        self._log.seek(max(size - 8000, 0))
        return str(self._log.read().decode("utf-8", "replace")).strip()

    def _release(self) -> None:
        log, self._log = self._log, None
        if log is not None:
            log.close()


def _is_strip(message: Any) -> bool:
    return isinstance(message, Event) and message.kind == "strip"


def _write(process: subprocess.Popen[bytes], inbox: queue.SimpleQueue[Any], outbox: queue.SimpleQueue[Any]) -> None:
    """Send what is put into `outbox` until that holds the end mark, then close the pipe."""
    pipe = cast(BinaryIO, process.stdin)
    while (message := outbox.get()) is not _GONE:
        try:
            send(pipe, message)
        except (OSError, ValueError):
            break  # the process ended; the listening thread tells
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            inbox.put(error)
        del message  # up to hundreds of megabytes
    try:
        pipe.close()
    except OSError:
        return


def engine_command() -> list[str]:
    """How this program starts its own engine process, from the source tree or frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "engine"]
    return [sys.executable, str(Path(__file__).resolve().parents[1] / "main.py"), "engine"]


def death(code: int, tail: str) -> EngineDied:
    """The cause of an unexpected end in one sentence. `code` is the exit status; negative: the signal."""
    hint = "The job can be tried again; the document is unchanged."
    if code == -getattr(signal, "SIGKILL", 9):
        error = EngineDied("The engine ran out of memory and was stopped by the system.",
                           "Use a smaller picture or model, or close other programs; the document is unchanged.")
    elif code == -signal.SIGSEGV or code & 0xFFFFFFFF == 0xC0000005:
        error = EngineDied("The engine crashed on an invalid memory access.", hint)
    elif code < 0:
        error = EngineDied("The engine was stopped by signal {number}.", hint, number=-code)
    else:
        last = tail.splitlines()[-1].strip() if tail else ""
        if last:
            error = EngineDied("The engine stopped unexpectedly: {cause}", hint, cause=last[:200])
        else:
            error = EngineDied("The engine stopped unexpectedly (status {code}).", hint, code=code)
    error.details = tail
    return error


def _outcome(event: Event, stopping: bool) -> Result:
    if event.kind == "result" and not stopping:
        return cast(Result, event.body)
    if event.kind == "failure":
        failure: Any = event.body
        source = failure.error
        if source is not None:
            error = JobFailed(source.message, source.hint, **source.values)
        else:
            error = JobFailed("{sentence}", "{advice}", sentence=failure.message, advice=failure.hint)
        error.details = failure.details
        raise error
    raise Cancelled



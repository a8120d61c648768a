"""The engine process: reads messages from standard input, runs the engine, writes events to standard output.

Started by `editor.engine_client` as `main.py engine`. It ends when its input ends, so it never outlives the
window, whatever happened to that.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import traceback
from typing import Any, BinaryIO

from inference import guard
from inference.api import Cancelled, Event, Failure, Progress, Result
from inference.api.wire import Cancel, Free, Freed, Models, Ready, Run, Scan, receive, send, widen

WARM_S = 3.0  # without an order: the libraries that the next one may need are imported
IDLE_S = 600.0  # after that, loaded models leave the memory to other programs


def serve() -> int:
    """Serve until the input ends; returns the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal reaches us too; the caller decides
    incoming, outgoing = _own_pipes()
    guard.declare_offline()
    guard.refuse_sockets()
    step_back()
    post = Post(outgoing)
    orders: queue.SimpleQueue[Any] = queue.SimpleQueue()
    stopped: set[int] = set()
    threading.Thread(target=_listen, args=(incoming, orders, stopped), daemon=True, name="listen").start()
    post(Ready(os.getpid()))
    _work(orders, stopped, post)
    return 0


class Post:
    """Sends one message at a time; ends the process when nobody reads any more."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def __call__(self, message: Any) -> None:
        try:
            with self._lock:
                send(self._pipe, message)
        except OSError:
            os._exit(0)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes under private numbers; what libraries print goes to standard error, what they read is empty."""
    incoming = os.fdopen(os.dup(0), "rb", buffering=0)
    outgoing = os.fdopen(os.dup(1), "wb", buffering=0)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(incoming.fileno(), os.O_BINARY)
        msvcrt.setmode(outgoing.fileno(), os.O_BINARY)
    widen(outgoing)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return incoming, outgoing


def step_back() -> None:
    """The window comes first: lower priority, and on Linux the first to go when memory runs out."""
    if sys.platform == "win32":
        import psutil

        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        return
    os.nice(5)
    if sys.platform == "linux":
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:
            score.write("500")


def _listen(incoming: BinaryIO, orders: queue.SimpleQueue[Any], stopped: set[int]) -> None:
    try:
        while True:
            message = receive(incoming)
            if isinstance(message, Cancel):
                stopped.add(message.job)
            else:
                orders.put(message)
    except (EOFError, OSError):
        os._exit(0)  # the window is gone: whatever runs is for nobody
    except Exception:  # a message that cannot be read: the stream is lost, the log says why
        traceback.print_exc()
        os._exit(1)


def _work(orders: queue.SimpleQueue[Any], stopped: set[int], post: Post) -> None:
    from inference.engine import Engine
    from inference.store import scan

    engine = Engine()
    warm, models = False, False
    while True:
        try:
            order = orders.get(timeout=IDLE_S if warm else WARM_S)
        except queue.Empty:
            if warm:
                engine.free()
            warm = True
            engine.store.warming.begin(models)
            continue
        if isinstance(order, Run):
            engine.store.warming.hold()
            post(_event(engine, order, stopped, post))
            stopped.discard(order.job)
            engine.store.warming.go_on()
        elif isinstance(order, Free):
            post(Freed(engine.free()))
        elif isinstance(order, Scan):
            engine.store.used_as = order.used_as
            found = scan(order.folders, order.used_as)
            engine.installed = found
            post(Models(found))
            models = any(model.operations for model in found)
            if models:
                engine.store.warming.begin(models)


def _event(engine: Any, order: Run, stopped: set[int], post: Post) -> Event:
    """Run one job; every way it can end is an event."""
    from inference.engine import failure
    from inference.outlet import Outlet
    from inference.reporting import Outgoing

    body: Result | Failure
    job = order.job

    def progress(value: Progress) -> None:
        post(Event(job, "progress", value))

    report = Outgoing(progress, lambda: job in stopped)
    try:
        engine.options = order.options
        engine.outlet = Outlet(lambda kind, body: post(Event(job, kind, body)))
        body = engine.run(order.request, report)
    except Cancelled:
        return Event(job, "cancelled")
    except Exception as error:  # the border: whatever it is, the window gets a sentence and the traceback
        return Event(job, "failure", failure(error, order.request.operation.capitalize()))
    return Event(job, "result", body)

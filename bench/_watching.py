"""The highest resident set of processes while something runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil

MIB = 1 << 20


def resident(process: psutil.Process) -> int:
    """Bytes; 0 of a process that is gone."""
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


@contextmanager
def watched(processes: Callable[[], tuple[psutil.Process, ...]]) -> Iterator[list[int]]:
    """A list whose one value is the highest resident set of `processes()` together, bytes: pages that two of them
    share count twice."""
    peak, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.01):
            try:
                peak[0] = max(peak[0], sum(map(resident, processes())))
            except psutil.Error:  # the process has just ended
                continue

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()

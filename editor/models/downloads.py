"""The queue of downloads: one file at a time in a thread, paused and gone on with, remembered between starts.

Nothing here starts by itself: what was unfinished when the program closed comes back paused.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, QThread, Signal

from editor.models.catalogue import Entry
from editor.models.download import Paused, Progress, Source, discard, downloaded, fetch, speed_of
from editor.settings import Settings
from inference.api import UserError

State = Literal["queued", "running", "paused", "failed", "done"]
REMEMBERED = "downloads"  # in Settings.state: {entry id: folder}
_EVERY_S = 0.1  # between two reports


@dataclass(frozen=True)
class Download:
    """One entry of the catalogue on its way into `folder`. Bytes are those of all its files; `stage` as in Progress."""

    entry: Entry
    folder: Path
    state: State = "queued"
    stage: str = "downloading"
    done: int = 0
    total: int = 0
    speed: float = 0.0
    error: UserError | None = None

    @property
    def left_s(self) -> float | None:
        return (self.total - self.done) / self.speed if self.speed > 0 and self.total > self.done else None


class Downloads(QObject):
    """`changed(id)` follows every change; `finished(id)` when all files of an entry are in place."""

    changed = Signal(str)
    finished = Signal(str)

    def __init__(self, settings: Settings, entries: tuple[Entry, ...], fetcher: Callable[..., Path] = fetch) -> None:
        super().__init__()
        self._settings, self._fetch = settings, fetcher
        self.all: dict[str, Download] = {}
        self._worker: _Worker | None = None
        by_id = {entry.id: entry for entry in entries}
        for name, folder in dict(settings.state.get(REMEMBERED, {})).items():
            if name in by_id:
                self.all[name] = _measured(Download(by_id[name], Path(folder), "paused"))

    @property
    def busy(self) -> bool:
        return any(item.state in ("queued", "running") for item in self.all.values())

    def start(self, entry: Entry, folder: Path) -> None:
        """Put an entry into the queue, or go on with a paused or failed one."""
        known = self.all.get(entry.id)
        if known is not None and known.state in ("queued", "running"):
            return
        self._put(_measured(Download(entry, known.folder if known else folder)))
        self._remember()
        self._next()

    def pause(self, entry_id: str) -> None:
        item = self.all.get(entry_id)
        if item is None or item.state not in ("queued", "running"):
            return
        if self._worker is not None and self._worker.item.entry.id == entry_id:
            self._worker.pause.set()
        self._put(replace(item, state="paused", speed=0.0))

    def pause_all(self) -> None:
        for name in list(self.all):
            self.pause(name)

    def drop(self, entry_id: str) -> None:
        """Forget a download and throw away what has arrived of it."""
        self.pause(entry_id)
        if self._worker is not None and self._worker.item.entry.id == entry_id:
            self._worker.wait(5000)
        item = self.all.pop(entry_id, None)
        if item is not None:
            for source in item.entry.sources(item.folder):
                discard(source)
        self._remember()
        self.changed.emit(entry_id)

    def close(self) -> None:
        """Pause and wait: the bytes on the disk are kept and vouched for."""
        self.pause_all()
        if self._worker is not None:
            self._worker.wait(10_000)
            self._worker = None

    # ---- inside

    def _next(self) -> None:
        if self._worker is not None and self._worker.isRunning():
            return
        item = next((item for item in self.all.values() if item.state == "queued"), None)
        if item is None:
            self._worker = None
            return
        self._worker = _Worker(item, self._fetch, self)
        self._worker.told.connect(self._told)
        self._worker.finished.connect(self._ended)
        self._put(replace(item, state="running"))
        self._worker.start()

    def _told(self, item: Any) -> None:
        known = self.all.get(item.entry.id)
        if known is not None and known.state == "running":
            self._put(replace(known, stage=item.stage, done=item.done, total=item.total, speed=item.speed))

    def _ended(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            name, known = worker.item.entry.id, self.all.get(worker.item.entry.id)
            worker.wait()
            worker.deleteLater()
            if known is not None and worker.error is not None:
                self._put(replace(known, state="failed", error=worker.error, speed=0.0))
            elif known is not None and worker.whole:
                self._put(replace(known, state="done", done=known.total, speed=0.0))
                self._remember()
                self.finished.emit(name)
        self._next()

    def _put(self, item: Download) -> None:
        self.all[item.entry.id] = item
        self.changed.emit(item.entry.id)

    def _remember(self) -> None:
        unfinished = {name: str(item.folder) for name, item in self.all.items() if item.state != "done"}
        self._settings.remember(REMEMBERED, unfinished)


class _Worker(QThread):
    """Fetches the files of one entry, one after the other."""

    told = Signal(object)

    def __init__(self, item: Download, fetcher: Callable[..., Path], parent: QObject) -> None:
        super().__init__(parent)
        self.item, self._fetch = item, fetcher
        self.pause = threading.Event()
        self.error: UserError | None = None
        self.whole = False
        self._samples: list[tuple[float, int]] = []
        self._last = 0.0

    def run(self) -> None:  # QThread
        before = 0
        try:
            for source in self.item.entry.sources(self.item.folder):
                if not source.target.exists():
                    self._fetch(source, lambda p, b=before, s=source: self._tell(p, b, s), self.pause)
                before += source.target.stat().st_size
            self.whole = True
        except Paused:
            return
        except UserError as error:
            self.error = error
        except Exception as error:  # whatever it is, the window gets a sentence and the queue goes on
            self.error = UserError("The download failed: {reason}.", "Try again.",
                                   reason=" ".join(str(error).split())[:160] or type(error).__name__)

    def _tell(self, progress: Progress, before: int, source: Source) -> None:
        now = time.monotonic()
        if now - self._last < _EVERY_S and progress.done < progress.total:
            return
        self._last = now
        done = before + progress.done
        if progress.stage == "downloading":
            self._samples = [*self._samples[-200:], (now, done)]
        total = self.item.entry.size - source.size + (progress.total or source.size)
        self.told.emit(replace(self.item, stage=progress.stage, done=done, total=max(total, done),
                               speed=speed_of(self._samples, now)))


def _measured(item: Download) -> Download:
    """With the bytes that earlier attempts left."""
    done = total = 0
    for source in item.entry.sources(item.folder):
        there = source.target.stat().st_size if source.target.exists() else 0
        have, whole = (there, there) if there else downloaded(source)
        done += have
        total += whole or source.size
    return replace(item, done=done, total=total)

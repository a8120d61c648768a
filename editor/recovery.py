"""Recovery: rescue copies of unsaved work, written while the user works and opened again after a crash.

A document is a value, so a thread can write it while editing goes on. Each open document with unsaved work has one
copy, `NAME.limn` with `NAME.json` beside it that says whose it is; it goes when the document is saved or closed. What
is left of a program that no longer runs is work that was lost, and is opened at the next start.
"""

from __future__ import annotations

import json
import logging
import os
import uuid
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import platformdirs
import psutil
from PySide6.QtCore import QObject, QTimer

from editor.background import Background
from editor.document.document import Document
from editor.formats.atomic import replaced
from editor.formats.files import open_document, save_document
from editor.session import Session
from editor.text import tr
from editor.workspace import Workspace
from inference.api import UserError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Owner:
    """The program a copy belongs to (a process number is used again, its start is not), and the document's name."""

    process: int
    started_s: float
    title: str = ""
    path: str = ""

    @staticmethod
    def present(session: Session) -> Owner:
        return Owner(os.getpid(), psutil.Process().create_time(), session.title,
                     str(session.path) if session.path else "")

    @property
    def is_running(self) -> bool:
        try:
            return bool(abs(psutil.Process(self.process).create_time() - self.started_s) < 1.0)
        except psutil.Error:
            return False


def folder() -> Path:
    return Path(platformdirs.user_state_dir("limner", appauthor=False)) / "recovery"


def left_behind(place: Path) -> list[tuple[Path, Owner]]:
    """Copies whose program runs no more, oldest first. A copy without its owner's file was never finished."""
    found = []
    for note in sorted(place.glob("*.json"), key=lambda path: path.stat().st_mtime):
        copy = note.with_suffix(".limn")
        try:
            owner = Owner(**json.loads(note.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            continue
        if copy.is_file() and not owner.is_running:
            found.append((copy, owner))
    return found


def write_copy(copy: Path, document: Document, owner: Owner) -> None:
    """The document, then whose it is: a copy cut short is never taken for a whole one. Raises UserError."""
    try:
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UserError("No rescue copy can be written: {reason}.", "Save your work soon.",
                        reason=error.strerror or str(error)) from error
    save_document(document, copy)
    write_owner(copy, owner)


def write_owner(copy: Path, owner: Owner) -> None:
    with replaced(copy.with_suffix(".json")) as temporary:
        temporary.write_text(json.dumps(asdict(owner)), encoding="utf-8")


def remove_copy(copy: Path) -> None:
    for path in (copy.with_suffix(".json"), copy):
        path.unlink(missing_ok=True)


class Recovery(QObject):
    """Keeps the copies of a workspace's sessions up to date; the setting says how often."""

    def __init__(self, workspace: Workspace, place: Path | None = None) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._place = place or folder()
        self._copies: dict[Session, Path] = {}
        self._written: dict[Session, Document] = {}
        self._complained = False
        self._work = Background(self)
        self._work.idle.connect(self._drop_closed)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.write)
        workspace.sessions_changed.connect(self._drop_closed)
        workspace.settings.changed.connect(self._paced)

    def begin(self) -> int:
        """Open what was lost, and keep copies from now on; returns how many documents were opened."""
        self._timer.start(self._workspace.settings.values.rescue_s * 1000)
        return self.restore()

    def write(self) -> None:
        """Bring every copy up to date, unless the last round still runs."""
        if self._work.is_busy:
            return
        for session in self._workspace.sessions:
            document = session.document
            if not session.has_unsaved_work:
                self._drop(session)
            elif self._written.get(session) is not document:
                copy = self._copies.setdefault(session, self._place / f"{uuid.uuid4().hex}.limn")
                self._work.start(partial(write_copy, copy, document, Owner.present(session)),
                                 partial(self._done, session, document), self._failed)

    def restore(self) -> int:
        """Open what an earlier program left behind; returns how many documents. A copy that cannot be read is kept
        on disk, and a notice says so."""
        opened = 0
        for copy, owner in left_behind(self._place):
            try:
                document = open_document(copy)
            except UserError as error:
                self._workspace.notice(error)
                continue
            session = Session(document, tr("Recovered"), budget=self._workspace.settings.values.history_mb << 20)
            session.title, session.path = owner.title, Path(owner.path) if owner.path else None
            session.recovered = True
            write_owner(copy, Owner.present(session))
            self._copies[session], self._written[session] = copy, document
            self._workspace.add(session)
            opened += 1
        return opened

    def finish(self) -> None:
        """Wait for what is being written, then drop the copies of everything that is closed."""
        self._timer.stop()
        self._work.wait()
        self._drop_where_closed()

    # ---- inside

    def _paced(self) -> None:
        self._timer.setInterval(self._workspace.settings.values.rescue_s * 1000)

    def _done(self, session: Session, document: Document, _: object) -> None:
        self._complained = False
        self._written[session] = document

    def _failed(self, error: BaseException) -> None:
        """Told once, not every few seconds."""
        if not isinstance(error, UserError):
            raise error
        if not self._complained:
            self._complained = True
            self._workspace.notice(error)

    def _drop_closed(self) -> None:
        """Not while a copy is being written: it would come back."""
        if not self._work.is_busy:
            self._drop_where_closed()

    def _drop_where_closed(self) -> None:
        for session in [s for s in self._copies if s not in self._workspace.sessions]:
            self._drop(session)

    def _drop(self, session: Session) -> None:
        self._written.pop(session, None)
        copy = self._copies.pop(session, None)
        if copy is not None:
            remove_copy(copy)

"""Rescue copies: written for unsaved work only, gone when it is saved or closed, opened again after a crash."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEngine
from pytestqt.qtbot import QtBot

from editor.document.compose import compose
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.recovery import Owner, Recovery, left_behind, write_copy
from editor.session import Session
from editor.settings import Settings
from editor.workspace import Workspace
from inference.api import UserError

ROOT = Path(__file__).resolve().parents[2]


def document(value: int = 80) -> Document:
    pixels = Pixels(4).write(0, 0, np.full((30, 40, 4), value, np.uint8))
    return Document(width=40, height=30, layers=(PixelLayer(name="a", pixels=pixels),))


def edited(session: Session, value: int) -> None:
    session.commit("Edit", document(value))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(Settings(tmp_path / "settings.json"), FakeEngine())  # type: ignore[arg-type]


def written(recovery: Recovery, qtbot: QtBot) -> None:
    recovery.write()
    qtbot.waitUntil(lambda: not recovery._work.is_busy)


def of_the_dead(place: Path, path: str = "") -> Document:
    """A copy as a crashed program leaves it: its process is gone."""
    made = document(33)
    write_copy(place / "x.limn", made, Owner(2**22 + 1, 1.0, "Beach", path))
    return made


def test_only_unsaved_work_is_copied_and_saving_ends_it(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    place = tmp_path / "recovery"
    recovery, session = Recovery(workspace, place), Session(document(), "Open", tmp_path / "a.png")
    workspace.add(session)
    written(recovery, qtbot)
    assert not list(place.glob("*")), "nothing was changed yet"
    edited(session, 90)
    written(recovery, qtbot)
    assert len(list(place.glob("*.limn"))) == 1
    session.saved(session.document, tmp_path / "a.png")
    written(recovery, qtbot)
    assert not list(place.glob("*"))


def test_a_copy_follows_the_document_and_is_not_written_twice(
    workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    recovery, session = Recovery(workspace, tmp_path / "r"), Session(document(), "New")
    workspace.add(session)
    edited(session, 90)
    written(recovery, qtbot)
    (copy,) = (tmp_path / "r").glob("*.limn")
    before = copy.stat().st_mtime_ns
    written(recovery, qtbot)
    assert copy.stat().st_mtime_ns == before
    edited(session, 100)
    written(recovery, qtbot)
    assert copy.stat().st_mtime_ns > before


def test_closing_while_a_copy_is_written_leaves_nothing(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    recovery, session = Recovery(workspace, tmp_path / "r"), Session(document(), "New")
    workspace.add(session)
    edited(session, 90)
    recovery.write()
    workspace.close(session)
    recovery.finish()
    assert not list((tmp_path / "r").glob("*"))


def test_lost_work_is_opened_unsaved_under_its_name(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    place = tmp_path / "r"
    lost = of_the_dead(place, str(tmp_path / "beach.png"))
    recovery = Recovery(workspace, place)
    assert recovery.restore() == 1
    session = workspace.session
    assert session is not None
    assert session.name == "beach.png"
    assert session.has_unsaved_work
    assert np.array_equal(compose(session.document, lost.rect), compose(lost, lost.rect))
    assert not left_behind(place), "it is ours now"
    workspace.close(session)
    recovery.finish()
    assert not list(place.glob("*"))


def test_another_running_program_keeps_its_copies(workspace: Workspace, tmp_path: Path) -> None:
    place = tmp_path / "r"
    write_copy(place / "x.limn", document(), Owner.present(Session(document(), "New")))
    assert Recovery(workspace, place).restore() == 0
    assert (place / "x.limn").exists()


def test_a_copy_cut_short_is_passed_over_and_a_damaged_one_is_kept(workspace: Workspace, tmp_path: Path) -> None:
    place = tmp_path / "r"
    of_the_dead(place)
    (place / "x.limn").write_bytes(b"PK\3\4 not a whole file")
    (place / "y.limn").write_bytes(b"no note beside it")
    told: list[str] = []
    workspace.noticed.connect(lambda sentence, hint, details: told.append(sentence))
    assert Recovery(workspace, place).restore() == 0
    assert len(told) == 1
    assert (place / "x.limn").exists()


def test_a_folder_that_cannot_be_written_is_told_once(workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "r").write_text("a file where the folder should be")
    recovery, session = Recovery(workspace, tmp_path / "r"), Session(document(), "New")
    told: list[str] = []
    workspace.noticed.connect(lambda sentence, hint, details: told.append(sentence))
    workspace.add(session)
    edited(session, 90)
    written(recovery, qtbot)
    written(recovery, qtbot)
    assert len(told) == 1
    with pytest.raises(UserError):
        write_copy(tmp_path / "r" / "x.limn", document(), Owner(1, 1.0))


def test_a_killed_program_loses_nothing(workspace: Workspace, tmp_path: Path) -> None:
    """A real process writes a copy and dies without a word."""
    place = tmp_path / "r"
    program = f"""
import os, sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests')!r}, {str(ROOT / 'tests' / 'editor')!r}]
from pathlib import Path
from test_recovery import document
from editor.recovery import Owner, write_copy
from editor.session import Session
write_copy(Path({str(place)!r}) / "k.limn", document(55), Owner.present(Session(document(), "New")))
os.kill(os.getpid(), 9)
"""
    ended = subprocess.run([sys.executable, "-c", program], check=False, timeout=60, capture_output=True)
    assert ended.returncode == -9, ended.stderr
    assert json.loads((place / "k.json").read_text())["process"] > 0
    assert Recovery(workspace, place).restore() == 1

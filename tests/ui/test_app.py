"""The composition root: the hook for the unexpected, translation, and a real start measured to its first paint."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from fakes import FakeEngine
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor import app, text
from editor.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.logs
def test_hook_writes_the_log_and_shows_a_notice_from_any_thread(qtbot: QtBot, tmp_path: Path) -> None:
    window = app.build(Settings(tmp_path / "s.json"), FakeEngine())  # type: ignore[arg-type]
    hook = app.Hook(window)
    handlers = list(logging.getLogger().handlers)
    app.log_to(tmp_path / "log" / "limner.log")

    def fail() -> None:
        try:
            raise ValueError("a broken thing")
        except ValueError as error:
            hook.exception(type(error), error, error.__traceback__)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(window.notices.cards))
    assert "a broken thing" in window.notices.cards[0].details
    assert "fail" in (tmp_path / "log" / "limner.log").read_text(encoding="utf-8")
    for added in [h for h in logging.getLogger().handlers if h not in handlers]:
        logging.getLogger().removeHandler(added)
        added.close()
    window.deleteLater()


def test_english_needs_no_catalogue_and_chinese_has_one(qapp: QApplication) -> None:
    app.translate(qapp, "en")
    assert text.tr("Cancel") == "Cancel"


def test_real_start_paints_and_ends(tmp_path: Path) -> None:
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **{n: str(tmp_path) for n in names}}
    ended = subprocess.run([sys.executable, str(ROOT / "main.py"), app.MEASURE], env=environment, check=False,
                           capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > 0

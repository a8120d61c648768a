"""Fixtures for all tests: nothing touches the user's folders, and nothing is left behind.

Any log record of level WARNING or above and any Qt warning fails the test (after qutebrowser's logfail); threads,
engine processes and visible windows that outlive a test fail it too (after napari's conftest).
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
# the same examples every time and no clock: a loaded machine is no failure
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and data of a test live in its own folder; the kernel cache stays the user's (it is only a cache)."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture(autouse=True)
def _no_unexpected_log(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if request.node.get_closest_marker("logs"):
        return
    loud = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not loud, f"unexpected log: {[r.getMessage() for r in loud]}"


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    threads = set(threading.enumerate())
    children = {c.pid for c in psutil.Process().children()}
    yield
    _close_windows()
    left = [t for t in threading.enumerate() if t not in threads and not t.daemon and _is_ours(t)]
    for thread in left:
        thread.join(timeout=2)
    assert not [t for t in left if t.is_alive()], f"threads left: {left}"
    processes = [c for c in psutil.Process().children() if c.pid not in children
                 and c.status() != psutil.STATUS_ZOMBIE and "resource_tracker" not in " ".join(c.cmdline())]
    assert not processes, f"processes left: {[' '.join(p.cmdline()) for p in processes]}"


def _is_ours(thread: threading.Thread) -> bool:
    """Pools that live as long as the program (compositor bands) are no leak."""
    return not thread.name.startswith(("limner-pool", "ThreadPoolExecutor", "pymp", "Dummy"))


def _close_windows() -> None:
    from PySide6.QtWidgets import QApplication

    if isinstance(QApplication.instance(), QApplication):
        for widget in [w for w in QApplication.topLevelWidgets() if w.isVisible()]:
            widget.hide()
            widget.deleteLater()


@pytest.fixture
def shared() -> Path:
    """The folder of sample files beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared is not here")
    return SHARED


@pytest.fixture
def sample() -> Path:
    return ROOT / "resources" / "samples" / "rocket.jpg"

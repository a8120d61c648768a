"""The composition root of the window: settings, engine thread, workspace, window, and the hook for what goes wrong."""

from __future__ import annotations

import logging
import logging.handlers
import os
import sys
import threading
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, QtMsgType, QTranslator, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from editor.jobs import EngineThread
from editor.settings import Settings, config_folder
from editor.text import tr
from editor.ui import theme
from editor.ui.garbage import MainThreadCollection
from editor.ui.icons import application_icon

if TYPE_CHECKING:
    from editor.ui.window import Window

MEASURE = "--measure-first-paint"
LOG_BYTES, LOG_FILES = 1 << 20, 3
LEVELS = {QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO,
          QtMsgType.QtWarningMsg: logging.WARNING, QtMsgType.QtCriticalMsg: logging.ERROR,
          QtMsgType.QtFatalMsg: logging.CRITICAL}

log = logging.getLogger("limner")


def start(arguments: list[str]) -> int:
    """Open the window with the files named in `arguments`; returns the exit code when it is closed."""
    measure = MEASURE in arguments
    paths = [Path(a) for a in arguments if not a.startswith("-")]
    application = make_application()
    settings = Settings()
    translate(application, settings.values.language)
    theme.apply(application, settings.values.theme)
    engine = EngineThread()
    window = build(settings, engine)
    hook = Hook(window)
    hook.install(config_folder() / "log" / "limner.log")
    MainThreadCollection(window)
    if measure:
        window.painted.connect(lambda: _tell_first_paint(application))
    else:
        window.painted.connect(lambda: after_first_paint(window, paths))
    window.show()
    code = application.exec()
    window.workspace.library.close()
    engine.close()
    return code


def make_application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Limner")
    application.setDesktopFileName("limner")
    application.setWindowIcon(application_icon())
    return application


def build(settings: Settings, engine: EngineThread) -> Window:
    """The whole window without showing it or starting the engine: for `start`, the demo and tests."""
    from editor.ui.window import Window
    from editor.workspace import Workspace

    workspace = Workspace(settings, engine)
    window = Window(workspace)
    library, known = workspace.library, [_about_models(settings)]

    def rescan() -> None:
        if known[0] != _about_models(settings):
            known[0] = _about_models(settings)
            library.rescan()

    settings.changed.connect(rescan)
    engine.allow(settings.values.engine_options)
    settings.changed.connect(lambda: engine.allow(settings.values.engine_options))
    return window


def after_first_paint(window: Window, paths: list[Path]) -> None:
    """What can wait until the window is there: the engine process, files, compiled kernels."""
    workspace = window.workspace
    workspace.engine.start()
    workspace.library.rescan()
    if window.recovery.begin():
        window.notices.show_notice(tr("Limner was not closed properly. Your unsaved work is open again."),
                                   tr("Save what you want to keep."))
    workspace.warming.start()  # before a file is there that waits for it
    window.open(paths)


def _about_models(settings: Settings) -> tuple[str, bool]:
    return settings.values.model_folders, settings.values.find_models


def translate(application: QApplication, language: str) -> None:
    """Install the catalogue of the chosen language, or of the system's; English needs none."""
    name = QLocale.system().name() if language == "system" else language
    if name.startswith("zh"):
        name = "zh_CN"
    translator = QTranslator(application)
    if translator.load(str(theme.RESOURCES / "translations" / f"limner_{name}.qm")):
        application.installTranslator(translator)


class Hook(QObject):
    """Everything unexpected ends here: written to the log with its traceback, shown as a notice with the details.

    It may be called from any thread; the notice is shown by the GUI thread.
    """

    caught = Signal(str, str)  # last line, details

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.caught.connect(self._show)

    def install(self, path: Path) -> None:
        log_to(path)
        sys.excepthook = self.exception
        threading.excepthook = self._thread_exception
        qInstallMessageHandler(_qt_message)

    def exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        log.error("%s", details)
        self.caught.emit(f"{kind.__name__}: {error}", details)

    def _thread_exception(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self.exception(told.exc_type, told.exc_value, told.exc_traceback)

    def _show(self, last_line: str, details: str) -> None:
        sentence = tr("Something went wrong. Your document is unchanged.")
        self._window.notices.show_notice(sentence, last_line, details)


def log_to(path: Path) -> None:
    """The program's log: a few files of at most a mebibyte each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = logging.handlers.RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(writer)


def _qt_message(kind: QtMsgType, context: Any, message: str) -> None:
    logging.getLogger("qt").log(LEVELS.get(kind, logging.WARNING), "%s", message)


def _tell_first_paint(application: QApplication) -> None:
    sys.stdout.write(f"{_age_s() * 1000:.0f}\n")
    sys.stdout.flush()
    application.quit()


def _age_s() -> float:
    """Seconds since this process was started, interpreter included."""
    if sys.platform == "linux":  # one clock; psutil goes by the boot time, which may be off by a second
        ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    import psutil

    return float(time.time() - psutil.Process().create_time())

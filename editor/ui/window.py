"""The main window: puts menus, bars, canvas and panels together, and is what actions and panels know as Host."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from editor.actions.action import Action
from editor.actions.filter import remember
from editor.document.document import Document
from editor.jobs import Job
from editor.recovery import Recovery
from editor.session import Session
from editor.text import tr
from editor.ui import theme
from editor.ui.canvas import Canvas
from editor.ui.dialogs import about, ask, choose_open, choose_save
from editor.ui.dropping import drop_menu, dropped_at
from editor.ui.filter_dialog import FilterDialog
from editor.ui.form_image import dropped_files
from editor.ui.icons import icon
from editor.ui.models.dropping import agreed, parted
from editor.ui.models.window import ModelsWindow
from editor.ui.notices import Notices
from editor.ui.options_bar import OptionsBar
from editor.ui.palette import Command, CommandPalette
from editor.ui.panels.results import ResultsStrip
from editor.ui.preferences import PreferencesDialog
from editor.ui.retouch_bar import RetouchBar
from editor.ui.rulers import Rulers
from editor.ui.save_dialog import SaveDialog
from editor.ui.shortcuts import ShortcutsDialog
from editor.ui.statusbar import StatusBar
from editor.ui.tabs import DocumentTabs
from editor.ui.text_card import TextCard
from editor.ui.toolbar import ToolBar
from editor.ui.welcome import Welcome
from editor.ui.window_actions import Actions, shortcut_text
from editor.ui.window_commands import WINDOW_ACTIONS, window_command
from editor.ui.window_docks import Docks, restore_geometry
from editor.ui.window_files import Files, RecentMenu
from editor.ui.window_work import Latest
from editor.workspace import Workspace
from inference.api import UserError, discover

if TYPE_CHECKING:
    from editor.ui.command_bar import CommandBar

P = TypeVar("P")
SIZE = (1440, 900)
DIALOG_MARGIN = 24  # px from the upper right corner of the canvas, so that the picture stays in view


class Window(QMainWindow):
    """`canvas`, `workspace` and the methods of Surroundings are for actions and panels."""

    theme_changed = Signal()
    painted = Signal()  # the first frame is on the screen

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setWindowTitle("Limner")
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        self._is_painted = False
        self._theme = theme.current().id
        self._followed: Session | None = None
        self.models_window: ModelsWindow | None = None
        self.canvas = Canvas(workspace)
        self.files = Files(workspace, self._save, self)
        self.recovery = Recovery(workspace)
        self._make_centre()
        self._make_bars()
        self.docks = Docks(self, self, discover("editor.ui.panels", "PANEL"), workspace.settings)
        self._make_actions()
        self.notices = Notices(self.centre)
        self.palette_box = CommandPalette(self)
        self._connect()
        restore_geometry(self, workspace.settings)
        self._needs_proportions = not self.docks.restore()
        self.docks.toggle("results", show=False)
        self._session_changed()

    # ---- Surroundings

    def ask(self, title: str, values: P) -> P | None:
        return ask(title, values, self)

    def ask_saving(self, title: str, options: P, document: Document, path: Path) -> P | None:
        dialog = SaveDialog(title, options, document, path, self)
        accepted = dialog.exec() == SaveDialog.DialogCode.Accepted
        made: P | None = dialog.values() if accepted else None
        dialog.deleteLater()
        return made

    def open_paths(self) -> list[Path]:
        return choose_open(self.workspace.settings, self)

    def save_path(self, suggested: Path, export: bool) -> Path | None:
        return choose_save(self.workspace.settings, suggested, export, self)

    def filter_dialog(self, operation_id: str) -> None:
        operation = next(o for o in discover("editor.filters", "OPERATION") if o.id == operation_id)
        session = self.workspace.session
        if session is not None:
            dialog = FilterDialog(operation, session, self.canvas, self.workspace.notice, self)
            dialog.applied.connect(partial(remember, self.workspace, operation))
            dialog.finished.connect(self.canvas.setFocus)
            self._show_dialog(dialog)
            corner = self.mapToGlobal(self.centre.geometry().topRight())
            dialog.move(corner - QPoint(dialog.width() + DIALOG_MARGIN, -DIALOG_MARGIN - self.tabs.height()))

    def view(self, command: str) -> None:
        self.canvas.command(command)

    def window_command(self, command: str) -> None:
        window_command(self, command)

    # ---- for panels and the rest of the window

    def trigger(self, action_id: str) -> None:
        action = self.actions_.declared.get(action_id)
        if action is not None and action.enabled(self.workspace):
            self.run(action)

    def run(self, action: Action) -> None:
        """An expected failure becomes a notice; anything else goes to the program's hook."""
        try:
            action.run(self)
        except UserError as error:
            self.workspace.notice(error)
        self.actions_.refresh_soon()

    def open(self, paths: Iterable[Path]) -> None:
        self.files.open(list(paths))

    def close_session(self, session: Session) -> bool:
        return self.files.close(session)

    @cached_property
    def command_bar(self) -> CommandBar:
        """Made, with its grammar, when it is first asked for: no start waits for it."""
        from editor.ui.command_bar import CommandBar

        made = CommandBar(self.centre, self.workspace, self.open_models)
        made.closed.connect(self.canvas.setFocus)
        return made

    def open_palette(self) -> None:
        self.palette_box.open(self._commands(), self._spoken)

    def open_preferences(self) -> None:
        self._show_dialog(PreferencesDialog(self.workspace.settings, self))

    def open_shortcuts(self) -> None:
        workspace = self.workspace
        self._show_dialog(ShortcutsDialog(self.actions_, workspace.tools, workspace.settings, self))

    def open_models(self) -> ModelsWindow:
        """One window, kept: downloads can be watched beside the work."""
        if self.models_window is None:
            self.models_window = ModelsWindow(self.workspace.library, self)
        self.models_window.refresh()
        self.models_window.show()
        self.models_window.raise_()
        self.models_window.activateWindow()
        return self.models_window

    def open_about(self) -> None:
        about(self)

    # ---- building

    def _make_centre(self) -> None:
        self.tabs = DocumentTabs(self.workspace, self.close_session)
        self.rulers = Rulers(self.canvas)
        self.text_card = TextCard(self.workspace, self.canvas)
        self.retouch_bar = RetouchBar(self.workspace, self.canvas)
        self.welcome = Welcome(self.workspace.settings, self.trigger, lambda path: self.open([path]))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        self.pages.addWidget(self.rulers)
        self.centre = QWidget()
        self.centre.setObjectName("centre")
        self.centre.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self.centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(self.centre)

    def _make_bars(self) -> None:
        self.options = OptionsBar(self.workspace, self)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.options)
        self.tool_bar = ToolBar(self.workspace, self)
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.tool_bar)
        self.status = StatusBar(self.workspace, self.canvas, self)
        self.status.engine.clicked.connect(lambda: self.docks.toggle("queue"))
        self.setStatusBar(self.status)
        for bar in (self.options, self.tool_bar):
            bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def _make_actions(self) -> None:
        found: tuple[Action, ...] = discover("editor.actions", "ACTIONS")
        taken = {a.id for a in found} | {a.shortcut for a in found if a.shortcut}
        own = [a for a in WINDOW_ACTIONS if a.id not in taken and a.shortcut not in taken]
        together = sorted((*found, *own), key=lambda action: action.order)
        self.actions_ = Actions(self, self.centre, together, self.workspace, self.run)
        self.actions_.menus(self.menuBar(), {"Window": self.docks.toggles()})
        self.actions_.put_menu(self.menuBar(), "File", "file.open", RecentMenu(self.workspace, self.open, self))

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.session_changed.connect(self._session_changed)
        workspace.noticed.connect(self.notices.show_notice)
        workspace.settings.changed.connect(self._settings_changed)
        workspace.engine.job_changed.connect(self._job_changed)
        self._settings_changed()

    # ---- following

    def _session_changed(self) -> None:
        session = self.workspace.session
        if self._followed is not None and self._followed is not session:
            for signal, slot in self._followings(self._followed):
                signal.disconnect(slot)
        if session is not None and session is not self._followed:
            for signal, slot in self._followings(session):
                signal.connect(slot)
        self._followed = session
        self.pages.setCurrentWidget(self.rulers if session is not None else self.welcome)
        self._title_changed()
        self._staged_changed()
        self.status.refresh()

    def _followings(self, session: Session) -> tuple[tuple[Any, Any], ...]:
        return ((session.history_changed, self._title_changed), (session.path_changed, self._path_changed),
                (session.structure_changed, self._structure_changed),
                (session.selection_changed, self.actions_.refresh_soon),
                (session.staged_changed, self._staged_changed))

    def _title_changed(self) -> None:
        session = self.workspace.session
        self.setWindowTitle(f"{session.name or tr('Untitled')}[*] – Limner" if session else "Limner")
        if session is not None:
            self.setWindowModified(not session.history.is_saved)
        self.tabs.retitle()
        self.actions_.refresh_soon()

    def _path_changed(self) -> None:
        session = self.workspace.session
        if session is not None and session.path is not None:
            self.files.remember(session.path)
        self._title_changed()

    def _structure_changed(self) -> None:
        self.status.refresh()
        self.actions_.refresh_soon()

    def _staged_changed(self) -> None:
        """The strip of results is there while there is something to choose from."""
        session = self.workspace.session
        self.docks.toggle("results", show=bool(session and session.staged))
        self.actions_.refresh_soon()

    def _job_changed(self, job: Job) -> None:
        """The queue tells it too, but it may be hidden."""
        if job.state == "failed" and job.failure is not None:
            self.notices.show_notice(tr(job.failure.message), tr(job.failure.hint), job.failure.details)

    def _settings_changed(self) -> None:
        values = self.workspace.settings.values
        self.rulers.set_shown(values.rulers)
        application = QApplication.instance()
        if isinstance(application, QApplication) and theme.current().id != values.theme:
            theme.apply(application, values.theme)

    # ---- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that nobody wanted go to the results strip, while it is there."""
        if not self._strip().pressed(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._strip().released(event):
            super().keyReleaseEvent(event)

    def _strip(self) -> ResultsStrip:
        return cast(ResultsStrip, self.docks.docks["results"].body)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and theme.current().id != self._theme:
            self._theme = theme.current().id
            QTimer.singleShot(0, self, self._theme_switched)
        super().changeEvent(event)

    def _theme_switched(self) -> None:
        self.options.rebuild()
        self.status.refresh()
        self.theme_changed.emit()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for bar in (self.options, self.tool_bar):  # else their padding waits for the next theme switch
            QApplication.sendEvent(bar, QEvent(QEvent.Type.StyleChange))
        if self._needs_proportions:
            self._needs_proportions = False
            self.docks.proportion()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)
        return handled

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.welcome.show_dragging(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.welcome.show_dragging(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.welcome.show_dragging(False)
        event.acceptProposedAction()
        models, others = parted(dropped_files(event.mimeData()))
        if others and not models and dropped_at(self, event.position().toPoint()):
            drop_menu(self, others).popup(self.mapToGlobal(event.position().toPoint()))
            return
        self.open(others)
        if models and agreed(models, self):
            self.open_models().add(models)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.canvas.driver.is_waiting:  # the end of a stroke is still being computed
            event.ignore()
            QTimer.singleShot(50, self, self.close)
            return
        if not self.files.close_all():
            event.ignore()
            return
        self.docks.toggle("results", show=False)
        self.docks.remember()
        self.files.finish()
        self.recovery.finish()
        self.workspace.library.close()
        if self.models_window is not None:
            self.models_window.close()
        for work in self.findChildren(Latest):  # thumbnails: what nobody will see is not made
            work.forget()
        super().closeEvent(event)

    # ---- inside

    def _save(self, session: Session) -> None:
        self.workspace.show(session)
        self.trigger("file.save")

    def _show_dialog(self, dialog: Any) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(True)
        dialog.show()

    def _spoken(self, text: str) -> Command:
        """What is typed into the palette and may be a sentence."""
        return Command(tr("Do: {sentence}", sentence=text), tr("Command bar"), "", icon("wand-sparkles"),
                       lambda: self.command_bar.open_bar(text))

    def _commands(self) -> list[Command]:
        made = []
        for action in self.actions_.declared.values():
            place = " › ".join(tr(part) for part in action.menu.split("/")) if action.menu else ""
            made.append(Command(tr(action.text).replace("…", ""), place, shortcut_text(self.actions_.shortcut(action)),
                                icon(action.icon), partial(self.run, action), action.enabled(self.workspace)))
        for tool in self.workspace.tools.values():
            made.append(Command(tr(tool.text), tr("Tools"), shortcut_text(tool.shortcut), icon(tool.icon),
                                partial(self.workspace.choose_tool, tool.id)))
        for toggle in self.docks.toggles():
            made.append(Command(toggle.text(), tr("Panels"), "", QIcon(toggle.icon()), toggle.trigger))
        return made


"""The model window: installed, available and arriving models; drop files on it to use them where they lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.models.library import SUFFIXES, Library
from editor.text import error_text, tr
from editor.ui.form_choice import ScrollableCombo
from editor.ui.form_image import dropped_files
from editor.ui.icons import icon, pixmap
from editor.ui.models.details import Details
from editor.ui.models.list import Rows, list_view
from editor.ui.models.rows import GROUPS, Page, Row, rows, size_text, wanted
from inference.api import UserError

PAGES: tuple[Page, ...] = ("installed", "available", "downloads")
SIZE = QSize(1040, 700)


class ModelsWindow(QDialog):
    """Not modal: it may stay open beside the picture while something is fetched."""

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.setWindowTitle(tr("Models"))
        self.setAcceptDrops(True)
        self.resize(SIZE)
        self.page: Page = "installed" if library.models else "available"
        self.group_of_pages = QButtonGroup(self)
        self.tabs: dict[Page, QToolButton] = {}
        self.search, self.filter = QLineEdit(), ScrollableCombo()
        self.rows, self.view = Rows(), list_view()
        self.view.setModel(self.rows)
        self.details = Details(library)
        self._arriving = ""
        self.trouble = QLabel()
        self.room = QLabel()
        self._lay_out()
        self._connect()
        library.ask_machine()
        self.show_page(self.page)

    # ---- construction

    def _lay_out(self) -> None:
        self.empty = _Empty(lambda: self.show_page("available"), self._add_folder)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.empty)
        split = QSplitter()
        split.addWidget(self.pages)
        split.addWidget(self.details)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([620, 420])
        split.setChildrenCollapsible(False)
        self.trouble.setProperty("role", "danger")
        self.trouble.setWordWrap(True)
        self.trouble.setContentsMargins(16, 6, 16, 6)
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(_line())
        column.addWidget(split, 1)
        column.addWidget(self.trouble)
        column.addWidget(_line())
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(10)
        segments = QHBoxLayout()
        segments.setSpacing(0)
        for i, page in enumerate(PAGES):
            button = QToolButton()
            button.setCheckable(True)
            button.setMinimumHeight(28)
            button.setProperty("role", "segment")
            button.setProperty("end", {0: "first", len(PAGES) - 1: "last"}.get(i, ""))
            button.clicked.connect(lambda _=False, page=page: self.show_page(page))
            self.group_of_pages.addButton(button)
            self.tabs[page] = button
            segments.addWidget(button)
        self.search.setPlaceholderText(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        for key, (text, _) in GROUPS.items():
            self.filter.addItem(tr(text), key)
        self.filter.setAccessibleName(tr("Show"))
        add = QPushButton(icon("plus"), tr("Add"))
        add.setAutoDefault(False)
        menu = QMenu(add)
        menu.addAction(icon("file-plus"), tr("Model files…"), self._add_files)
        menu.addAction(icon("folder-plus"), tr("A folder of models…"), self._add_folder)
        menu.addSeparator()
        menu.addAction(icon("rotate-cw"), tr("Look again"), self.library.rescan)
        add.setMenu(menu)
        head.addLayout(segments)
        head.addWidget(self.search, 1)
        head.addWidget(self.filter)
        head.addWidget(add)
        return head

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.setSpacing(8)
        shield, words = QLabel(), QLabel(tr("Nothing is downloaded unless you press Download."))
        shield.setPixmap(pixmap("shield-check", 16, "good", self.devicePixelRatioF()))
        words.setProperty("role", "muted")
        self.room.setProperty("role", "muted")
        change = QPushButton(tr("Change folder…"))
        change.setProperty("role", "flat")
        change.setAutoDefault(False)
        change.clicked.connect(self._change_folder)
        foot.addWidget(shield)
        foot.addWidget(words)
        foot.addStretch(1)
        foot.addWidget(self.room)
        foot.addWidget(change)
        return foot

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self.refresh())
        self.filter.currentIndexChanged.connect(lambda _: self.refresh())
        self.view.selectionModel().currentChanged.connect(self._chosen)
        self.details.acted.connect(self._act)
        self.details.used_as.connect(self._use_as)
        self.library.changed.connect(self.refresh)
        self.library.downloads.changed.connect(lambda _: self.refresh())

    # ---- state

    @property
    def row(self) -> Row | None:
        index = self.view.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() and index.row() < len(self.rows.rows) else None

    def show_page(self, page: Page) -> None:
        self.page = page
        self.tabs[page].setChecked(True)
        self.refresh()

    def choose(self, key: str) -> None:
        """Show the row of a path or of an entry of the catalogue."""
        place = next((i for i, row in enumerate(self.rows.rows) if row.key == key), None)
        if place is not None:
            self.view.setCurrentIndex(self.rows.index(place))

    def refresh(self) -> None:
        """Bring the list, the counts and the page at the right in line with what is there."""
        before = self.row.key if self.row else ""
        every = rows(self.library, self.page)
        self.rows.show([row for row in every if wanted(row, self.search.text(), self.filter.currentData() or "")])
        if self.row is None or self.row.key != before:
            self.choose(before)
        if self._arriving and any(row.key == self._arriving for row in self.rows.rows):
            self.choose(self._arriving)  # what was dropped is shown when it was looked into
            self._arriving = ""
        if self.row is None and self.rows.rows:
            self.view.setCurrentIndex(self.rows.index(0))
        self._count()
        self.pages.setCurrentWidget(self.view if self.rows.rows else self.empty)
        self.empty.show_for(self.page, bool(every))
        self.details.setVisible(bool(self.rows.rows))
        self.details.show_row(self.row)

    def _count(self) -> None:
        arriving = sum(item.state != "done" for item in self.library.downloads.all.values())
        counts = {"installed": len(self.library.models), "available": len(self.library.entries), "downloads": arriving}
        words = {"installed": tr("Installed"), "available": tr("Available"), "downloads": tr("Downloads")}
        for page, button in self.tabs.items():
            button.setText(f"{words[page]}  {counts[page]}" if counts[page] else words[page])
        self.room.setText(tr("{free} free", free=size_text(self.library.free_bytes())))
        self.room.setToolTip(str(self.library.folder))

    def _chosen(self, index: QModelIndex, before: QModelIndex) -> None:
        self.trouble.hide()
        self.details.show_row(self.row)

    # ---- what buttons do

    def _act(self, name: str) -> None:
        row = self.row
        if row is None:
            return
        self.trouble.hide()
        try:
            if row.entry is not None:
                self._act_on_entry(name, row)
            elif row.model is not None:
                self._act_on_parts(name, row)
                self._act_on_model(name, row.model.path)
        except UserError as error:
            self._tell(error)

    def _act_on_entry(self, name: str, row: Row) -> None:
        entry = row.entry
        assert entry is not None
        if name == "download":
            self.library.download(entry)
        elif name == "pause":
            self.library.downloads.pause(entry.id)
        elif name == "drop":
            self.library.downloads.drop(entry.id)
        elif name == "page":
            QDesktopServices.openUrl(QUrl(entry.page))
        elif name.startswith("accept:"):
            self.library.accept(entry, name == "accept:1")
            self.details.show_row(row)

    def _act_on_parts(self, name: str, row: Row) -> None:
        parts = self.library.offered_parts(row.model) if row.model is not None else []
        if name.startswith("accept:"):
            for part in parts:
                self.library.accept(part, name == "accept:1")
            self.details.show_row(row)
        elif name == "get":
            for part in parts:
                self.library.download(part)
            self.show_page("downloads")

    def _act_on_model(self, name: str, path: str) -> None:
        if name == "folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))
        elif name == "forget":
            self.library.forget(path)
        elif name == "delete" and self.confirm_delete(path):
            self.library.delete(path)

    def confirm_delete(self, path: str) -> bool:
        box = QMessageBox(self)
        box.setWindowTitle(tr("Models"))
        box.setText(tr("Move {file} to the bin?", file=Path(path).name))
        program = next((self.library.program_of(m) for m in self.library.models if m.path == path), "")
        box.setInformativeText(tr("{program} uses this file, too.", program=program) if program else
                               tr("It can be taken back from there."))
        yes = box.addButton(tr("Move to the bin"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        pressed = box.clickedButton() is yes
        box.deleteLater()
        return pressed

    def _use_as(self, kind: str) -> None:
        if self.row is not None and self.row.model is not None:
            self.library.use_as(self.row.model.path, kind)

    def add(self, paths: list[Path]) -> None:
        """Use these where they lie; what is no model is told."""
        try:
            self.library.add(paths)
        except UserError as error:
            self._tell(error)
            return
        self.trouble.hide()
        self.search.clear()
        self.filter.setCurrentIndex(0)
        self._arriving = str(paths[0])
        self.show_page("installed")

    def _add_files(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        names, _ = QFileDialog.getOpenFileNames(self, tr("Model files"), "", f"{tr('Models')} ({kinds})")
        if names:
            self.add([Path(name) for name in names])

    def _add_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("A folder of models"))
        if name:
            self.add([Path(name)])

    def _change_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Folder for downloads"), str(self.library.folder))
        if name:
            self.library.set_folder(Path(name))

    def _tell(self, error: UserError) -> None:
        message, hint = error_text(error)
        self.trouble.setText(f"{message} {hint}".strip())
        self.trouble.show()

    # ---- Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add(dropped_files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Downloads go on: they are the library's."""
        self.hide()
        event.accept()


class _Empty(QFrame):
    """What stands in place of an empty list, and how to go on."""

    def __init__(self, browse: Callable[[], object], add: Callable[[], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(10)
        self.mark, self.title, self.words = QLabel(), QLabel(), QLabel()
        self.mark.setPixmap(pixmap("package", 44, "faint", self.devicePixelRatioF()))
        self.title.setProperty("role", "title")
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.words.setFixedWidth(380)
        self.browse, self.add = QPushButton(icon("download", "accent_on"), tr("See what there is")), QPushButton(
            icon("folder-plus"), tr("Add a folder…"))
        self.browse.setProperty("role", "primary")
        for button, pressed in ((self.browse, browse), (self.add, add)):
            button.setAutoDefault(False)
            button.setMinimumHeight(30)
            button.clicked.connect(lambda _=False, pressed=pressed: pressed())
        self.buttons = QWidget()
        line = QHBoxLayout(self.buttons)
        line.addStretch(1)
        line.addWidget(self.browse)
        line.addWidget(self.add)
        line.addStretch(1)
        column.addStretch(2)
        for widget in (self.mark, self.title, self.words, self.buttons):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_for(self, page: Page, filtered: bool) -> None:
        titles = {"installed": tr("No models yet"), "available": tr("Nothing to show"),
                  "downloads": tr("No downloads")}
        sentences = {
            "installed": tr("Everything in Limner works without models, and better with them. Drop model files here: "
                            "they are used where they lie."),
            "available": "", "downloads": tr("What you download appears here, and can be paused.")}
        self.title.setText(tr("Nothing matches") if filtered else titles[page])
        self.words.setText(tr("Try other words, or show everything.") if filtered else sentences[page])
        self.buttons.setVisible(not filtered and page != "available")
        self.add.setVisible(page == "installed")


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    return line

"""Dialogs: a form to fill in, files to open and save, unsaved work, and what this program is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.formats.format import Format
from editor.settings import Settings
from editor.text import tr
from editor.ui.form import Form
from editor.ui.icons import application_icon
from inference.api import UserError, discover, validated

P = TypeVar("P")
VERSION = "0.1.0"


class FormDialog(QDialog):
    """The form of a parameter dataclass with OK and Cancel. A value that is refused is told in the dialog."""

    def __init__(self, title: str, values: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(400)
        self.form = Form(values)
        self._previous = values
        self.form.changed.connect(self._follow)
        self.trouble = QLabel()
        self.trouble.setProperty("role", "danger")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.buttons = buttons(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addWidget(self.form)
        column.addWidget(self.trouble)
        column.addStretch(1)
        column.addWidget(self.buttons)

    def values(self) -> Any:
        return self.form.values()

    def _follow(self) -> None:
        """Values that a declaration lets follow each other: its method `followed(before)` returns them."""
        values = self.form.values()
        if hasattr(values, "followed"):
            settled = values.followed(self._previous)
            if settled != values:
                self.form.set_values(settled)
            values = settled
        self._previous = values

    def accept(self) -> None:
        try:
            validated(self.form.values())
        except UserError as error:
            self.trouble.setText(tr(error.message).format(**error.values))
            self.trouble.show()
            return
        super().accept()


def buttons(dialog: QDialog) -> QDialogButtonBox:
    """OK and Cancel in the platform's order, without the desktop's icons."""
    box = QDialogButtonBox()
    ok = box.addButton(tr("OK"), QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    ok.setDefault(True)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box


def decisions(dialog: QDialog, reset: Callable[[], object]) -> tuple[QPushButton, QPushButton, QPushButton]:
    """OK, Cancel and Reset of a dialog that stays open while it works: Return is OK wherever the focus is."""
    ok, cancel, again = QPushButton(tr("OK")), QPushButton(tr("Cancel")), QPushButton(tr("Reset"))
    ok.setDefault(True)
    again.setProperty("role", "flat")
    for button, pressed in ((ok, dialog.accept), (cancel, dialog.reject), (again, reset)):
        button.clicked.connect(pressed)
        button.setAutoDefault(button is ok)
    return ok, cancel, again


def endless_bar() -> QProgressBar:
    """A thin bar for work whose length is not known. It begins hidden, and keeps its place then."""
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setFixedHeight(3)
    policy = bar.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    bar.setSizePolicy(policy)
    bar.hide()
    return bar


def ask(title: str, values: P, parent: QWidget | None = None) -> P | None:
    """The values after the user's edit, None when cancelled."""
    dialog = FormDialog(title, values, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    made: P | None = dialog.values() if accepted else None
    dialog.deleteLater()
    return made


def choose_open(settings: Settings, parent: QWidget | None = None) -> list[Path]:
    readable = [f for f in formats() if f.read is not None]
    every = " ".join(f"*{s}" for f in readable for s in f.suffixes)
    filters = [f"{tr('Pictures')} ({every})", *map(_filter, readable), f"{tr('All files')} (*)"]
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Open"), str(settings.state.get("folder", "")),
                                            ";;".join(filters))
    if names:
        settings.remember("folder", str(Path(names[0]).parent))
    return [Path(name) for name in names]


def choose_save(settings: Settings, suggested: Path, export: bool, parent: QWidget | None = None) -> Path | None:
    """`export` offers flat formats too; saving prefers those that keep layers."""
    writable = [f for f in formats() if f.write is not None]
    if not export:
        writable.sort(key=lambda f: not f.layers)
    filters = [_filter(f) for f in writable]
    of_suffix = [f for f in writable if suggested.suffix.lower() in f.suffixes]
    start = suggested if suggested.parent != Path() else Path(settings.state.get("folder", "")) / suggested
    name, chosen = QFileDialog.getSaveFileName(
        parent, tr("Export") if export else tr("Save"), str(start), ";;".join(filters),
        _filter(of_suffix[0]) if of_suffix else "")
    if not name:
        return None
    path = Path(name)
    if not path.suffix and chosen in filters:
        path = path.with_suffix(writable[filters.index(chosen)].suffixes[0])
    settings.remember("folder", str(path.parent))
    return path


def ask_save(name: str, parent: QWidget | None = None) -> str:
    """ "save", "discard" or "cancel"."""
    box = QMessageBox(parent)
    box.setWindowTitle("Limner")
    box.setText(tr("Save the changes to {name}?", name=name))
    box.setInformativeText(tr("Otherwise they are lost."))
    save = box.addButton(tr("Save"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    pressed = box.clickedButton()
    box.deleteLater()
    return "save" if pressed is save else "discard" if pressed is discard else "cancel"


def about(parent: QWidget | None = None) -> QDialog:
    """Shown without blocking; closes with Escape."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(tr("About Limner"))
    mark = QLabel()
    mark.setPixmap(application_icon().pixmap(QSize(72, 72), dialog.devicePixelRatioF()))
    texts = QVBoxLayout()
    platform = f"Qt {qVersion()}, Python {sys.version.split()[0]}, {QGuiApplication.platformName()}"
    for text, role in ((f"Limner {VERSION}", "title"),
                       (tr("An image editor that generates, repairs and enlarges pictures on your own machine."), ""),
                       (tr("Nothing you edit leaves this computer."), "muted"), (platform, "muted"),
                       (tr("Apache License 2.0. Icons: Lucide (ISC). Typeface: Inter (OFL)."), "muted")):
        label = QLabel(text)
        label.setProperty("role", role)
        label.setWordWrap(True)
        texts.addWidget(label)
    row = QHBoxLayout(dialog)
    row.setContentsMargins(24, 24, 28, 24)
    row.setSpacing(20)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(texts, 1)
    dialog.setFixedWidth(460)
    dialog.show()
    return dialog


def formats() -> tuple[Format, ...]:
    return discover("editor.formats", "FORMAT")


def _filter(kind: Format) -> str:
    return f"{tr(kind.text)} ({' '.join('*' + s for s in kind.suffixes)})"

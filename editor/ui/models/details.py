"""The right half of the model window: everything about the chosen row, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.models.catalogue import Entry
from editor.models.downloads import Download
from editor.models.fit import fit
from editor.models.library import Library
from editor.text import error_text, tr
from editor.ui.form_choice import ScrollableCombo
from editor.ui.icons import icon, pixmap
from editor.ui.models.rows import Row, sentence, size_text
from editor.ui.panels.ai_context import clock_text
from inference.api import KINDS, ModelInfo

Act = Callable[[], object]
SIGNS = {"good": ("circle-check", "good"), "slow": ("gauge", "warning"), "no": ("triangle-alert", "danger"),
         "unknown": ("info", "muted")}


class Details(QScrollArea):
    """`acted(name)` tells which button was pressed: download, pause, drop, page, folder, delete, forget, accept:1,
    get (the parts of a model)."""

    acted = Signal(str)
    used_as = Signal(str)

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.row: Row | None = None
        self.buttons: dict[str, QPushButton] = {}
        self.accept: QCheckBox | None = None
        self.bar: QProgressBar | None = None
        self.speed: QLabel | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(320)
        self.setObjectName("modelDetails")
        self._shape: object = None

    def show_row(self, row: Row | None) -> None:
        """Build the page anew, unless only the progress of a download moved."""
        shape = _shape(row, self.library)
        if shape == self._shape and row is not None and row.download is not None:
            self.row = row
            self._move(row.download)
            return
        at = self.verticalScrollBar().value() if row and self.row and row.key == self.row.key else 0
        self.row, self._shape, self.buttons = row, shape, {}
        self.accept = self.bar = self.speed = None
        page = QWidget()
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(20, 18, 20, 18)
        self.column.setSpacing(10)
        if row is not None and row.entry is not None:
            self._entry(row, row.entry)
        elif row is not None and row.model is not None:
            self._model(row.model)
        self.column.addStretch(1)
        self.setWidget(page)
        self.verticalScrollBar().setValue(at)

    # ---- an entry of the catalogue

    def _entry(self, row: Row, entry: Entry) -> None:
        self._text(entry.name, "title")
        self._text(tr("by {maker}", maker=entry.maker), "muted")
        self._text(tr(entry.good_for))
        here = entry.installed(self.library.models)
        found = fit(entry, self.library.machine)
        if here:
            self._sign("circle-check", "good", tr("Installed."))
        else:
            self._sign(*SIGNS[found.level], tr(found.sentence).format(**found.values))
        parts = [] if here else self.library.missing_parts(entry)
        facts = [(tr("Kind"), tr(KINDS[entry.kind])), (tr("Download"), size_text(entry.size) if entry.size else "")]
        if parts:
            facts.append((tr("Also needed"), "\n".join(f"{p.name} ({size_text(p.size)})" for p in parts)))
        checked = all(file.sha256 for file in entry.files) and bool(entry.files)
        facts.append((tr("Checked by"), tr("SHA-256") if checked else tr("length and header")))
        self._facts(facts)
        self._licences(entry, parts, here)
        if row.download is not None and row.download.state != "done":
            self._running(row.download)
        elif not here:
            self._offer(entry, parts)
        else:
            self._buttons(("page", tr("Model's page"), "external-link", ""))

    def _licences(self, entry: Entry, parts: list[Entry], here: bool) -> None:
        """The terms, before anything is fetched."""
        card, column = self._card()
        shown: set[str] = set()
        for other in (entry, *parts):
            licence = other.licence
            if licence.id in shown:
                continue
            shown.add(licence.id)
            link = f'<a href="{licence.url or other.page}">{licence.name}</a>'
            head = QLabel(link if other is entry else f"{link}  ({other.name})")
            head.setOpenExternalLinks(True)
            head.setProperty("role", "heading")
            column.addWidget(head)
            if not licence.commercial:
                column.addWidget(_signed("triangle-alert", "warning", tr(licence.summary)))
            else:
                column.addWidget(_words(tr(licence.summary), "muted"))
        waits = self.row is not None and (self.row.download is None or self.row.download.state == "done")
        if not here and not entry.gated and waits:
            self.accept = QCheckBox(tr("I accept the licence") if len(shown) == 1 else tr("I accept the licences"))
            self.accept.setChecked(self.library.accepted(entry))
            self.accept.toggled.connect(lambda on: self.acted.emit(f"accept:{int(on)}"))
            column.addWidget(self.accept)
        self.column.addWidget(card)

    def _offer(self, entry: Entry, parts: list[Entry]) -> None:
        if entry.gated:
            self._text(tr("This model is given to people with an account only. Download it on its page, then drop the "
                          "file here: it is recognised by its contents."), "muted")
            self._buttons(("page", tr("Open the model's page"), "external-link", "primary"))
            return
        total = sum(other.size for other in (entry, *parts))
        self._buttons(("download", tr("Download {size}", size=size_text(total)), "download", "primary"),
                      ("page", tr("Model's page"), "external-link", ""))
        allowed = self.library.accepted(entry)
        self.buttons["download"].setEnabled(allowed)
        self.buttons["download"].setToolTip("" if allowed else tr("Accept the licence first."))
        self._text(tr("Goes to {folder}", folder=str(self.library.folder)), "hint")

    def _running(self, item: Download) -> None:
        card, column = self._card()
        self.bar = QProgressBar(maximum=1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.speed = _words("", "muted")
        column.addWidget(self.bar)
        column.addWidget(self.speed)
        if item.state == "failed" and item.error is not None:
            message, hint = error_text(item.error)
            column.addWidget(_signed("circle-alert", "danger", message))
            column.addWidget(_words(hint, "muted"))
        self.column.addWidget(card)
        if item.state in ("running", "queued"):
            self._buttons(("pause", tr("Pause"), "pause", ""), ("drop", tr("Cancel"), "x", ""))
        else:
            words = tr("Try again") if item.state == "failed" else tr("Resume")
            self._buttons(("download", words, "rotate-cw" if item.state == "failed" else "play", "primary"),
                          ("drop", tr("Cancel"), "x", ""))
        self._move(item)

    def _move(self, item: Download) -> None:
        if self.bar is None or self.speed is None:
            return
        self.bar.setValue(round(1000 * item.done / item.total) if item.total else 0)
        words = [tr("{done} of {total}", done=size_text(item.done), total=size_text(item.total))]
        if item.state == "running" and item.stage == "checking":
            words.append(tr("Checking"))
        elif item.state == "running" and item.stage == "waiting":
            words.append(tr("Waiting for the server"))
        elif item.state == "running" and item.speed:
            words.append(f"{size_text(item.speed)}/s")
            if item.left_s is not None:
                words.append(tr("{time} left", time=clock_text(item.left_s)))
        elif item.state in ("queued", "paused"):
            words.append(tr("Waiting") if item.state == "queued" else tr("Paused"))
        self.speed.setText("  ·  ".join(words))

    # ---- an installed model

    def _model(self, model: ModelInfo) -> None:
        self._text(model.name, "title")
        self._text(sentence(model))
        if model.reason is not None and model.kind != "unknown":
            message, hint = error_text(model.reason)
            sign = ("triangle-alert", "warning") if model.guessed or model.missing or model.lacks else ("info", "muted")
            self._sign(*sign, f"{message} {hint}".strip())
        elif model.reason is not None:
            self._sign("triangle-alert", "danger", error_text(model.reason)[1])
        parts = self.library.offered_parts(model)
        if parts:
            self._offer_parts(parts)
        if model.operations and not model.problem:
            self._sign("circle-check", "good", tr("Ready to use."))
        if model.twin:
            self._sign("copy", "warning", tr("The same weights lie in {file}.", file=model.twin))
        facts = [(tr("Kind"), tr(KINDS[model.kind])), (tr("Model"), model.title), (tr("Variant"), model.variant),
                 (tr("Numbers"), model.quantised),
                 (tr("Size"), size_text(model.size_bytes) if model.size_bytes else ""),
                 (tr("From"), self.library.program_of(model)), (tr("Location"), model.path)]
        self._facts(facts)
        if model.guessed or model.path in self.library.chosen_kinds:
            self._choice(model)
        if Path(model.path).exists():
            self._buttons(("folder", tr("Open folder"), "folder-open", ""), ("delete", tr("Delete…"), "trash-2", ""))
        else:
            self._buttons(("forget", tr("Forget it"), "x", ""))

    def _offer_parts(self, parts: list[Entry]) -> None:
        """All that an installed model lacks, in one press: what it is, the terms, the size."""
        self._facts([(tr("Also needed"), "\n".join(f"{part.name} ({size_text(part.size)})" for part in parts))])
        self._licences(parts[0], parts[1:], False)
        allowed = all(self.library.accepted(part) for part in parts)
        if self.accept is not None:
            with QSignalBlocker(self.accept):
                self.accept.setChecked(allowed)
        total = size_text(sum(part.size for part in parts))
        self._buttons(("get", tr("Download {size}", size=total), "download", "primary"))
        self.buttons["get"].setEnabled(allowed)
        self.buttons["get"].setToolTip("" if allowed else tr("Accept the licence first."))

    def _choice(self, model: ModelInfo) -> None:
        card, column = self._card()
        column.addWidget(_words(tr("Use as"), "heading"))
        box = ScrollableCombo()
        box.setAccessibleName(tr("Use as"))
        box.addItem(tr("Best guess: {kind}", kind=tr(KINDS[model.kind])), "")
        for kind in model.choices or CHOICES:
            box.addItem(tr(KINDS[kind]), kind)
        box.setCurrentIndex(max(box.findData(self.library.chosen_kinds.get(model.path, "")), 0))
        box.activated.connect(lambda: self.used_as.emit(box.currentData()))
        column.addWidget(box)
        self.column.addWidget(card)

    # ---- parts

    def _text(self, text: str, role: str = "") -> None:
        label = _words(text, role)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(label)

    def _sign(self, name: str, tone: str, text: str) -> None:
        self.column.addWidget(_signed(name, tone, text))

    def _facts(self, facts: list[tuple[str, str]]) -> None:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, (name, value) in enumerate((n, v) for n, v in facts if v):
            value_label = _words(value.replace("/", "/\u200b").replace("\\", "\\\u200b"))
            value_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(_words(name, "muted", False), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value_label, line, 1)
        self.column.addWidget(holder)

    def _card(self) -> tuple[QFrame, QVBoxLayout]:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        return card, column

    def _buttons(self, *buttons: tuple[str, str, str, str]) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for name, text, sign, role in buttons:
            button = QPushButton(icon(sign, "accent_on" if role == "primary" else ""), text)
            button.setIconSize(QSize(15, 15))
            button.setProperty("role", role)
            button.setAutoDefault(False)
            button.setMinimumHeight(30)
            button.clicked.connect(lambda _=False, name=name: self.acted.emit(name))
            self.buttons[name] = button
            line.addWidget(button, 1 if role == "primary" else 0)
        if not any(role == "primary" for *_, role in buttons):
            line.addStretch(1)
        self.column.addLayout(line)


CHOICES = ("checkpoint", "diffusion", "lora", "controlnet", "vae", "text_encoder", "embedding", "upscaler")


def _shape(row: Row | None, library: Library) -> object:
    """What the page depends on, but for the figures of a running download."""
    if row is None:
        return None
    item = row.download
    parts = tuple(part.id for part in library.missing_parts(row.entry)) if row.entry else ()
    accepted = library.accepted(row.entry) if row.entry else False
    return (row.key, row.model, item and (item.state, str(item.error or "")), row.badge if not item else "", parts,
            accepted, library.machine, str(library.folder))


def _words(text: str, role: str = "", wrap: bool = True) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    return label


def _signed(name: str, tone: str, text: str) -> QWidget:
    """A small sign and a sentence beside it."""
    holder, mark = QWidget(), QLabel()
    mark.setPixmap(pixmap(name, 16, tone, mark.devicePixelRatioF()))
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(_words(text), 1)
    return holder

"""The results strip: what the engine made and nobody has accepted yet, to compare, accept or discard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QObject,
    QPoint,
    Qt,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QFileDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.differing import changed_outside, difference
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Pixels
from editor.session import Session
from editor.staging import Staged
from editor.text import tr
from editor.ui.icons import icon
from editor.ui.panels.ai_context import seeded
from editor.ui.panels.panel import Host, Panel
from editor.ui.panels.parts import Thumbnails, caption, hint, row, tool_button
from editor.ui.panels.results_list import CELL, VariantDelegate, VariantModel, agreement_text
from editor.ui.panels.variations import VariationButton
from inference.api import UserError

COMPARE_KEY = Qt.Key.Key_QuoteLeft


def picture_document(staged: Staged) -> Document:
    """One variant as a document of its own, to save."""
    pixels = staged.picture.pixels
    layer = PixelLayer(name=staged.placement.name, pixels=Pixels.of(pixels))
    return Document(width=pixels.shape[1], height=pixels.shape[0], dtype=pixels.dtype.name, layers=(layer,))


class ResultsStrip(QWidget):
    """Hides itself when nothing is staged. Left and Right change the variant, Enter accepts, Delete discards one,
    Escape all; the held key compares."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.setObjectName("resultsStrip")
        self.host, self.workspace = host, host.workspace
        self.session: Session | None = None
        self.model = VariantModel()
        self.model.setParent(self)
        self.thumbnails = Thumbnails(self, 20)
        self.list = QListView()
        self.delegate = VariantDelegate(self.list, self.thumbnails)
        self.thumbnails.ready.connect(self.list.viewport().update)
        self.place, self.seed = hint(), caption("")
        self.place.setWordWrap(False)
        self._set_up_list()
        self._make_buttons()
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.workspace.session_changed.connect(self._another_session)
        self._another_session()

    # ---- construction

    def _set_up_list(self) -> None:
        view = self.list
        view.setModel(self.model)
        view.setItemDelegate(self.delegate)
        view.setAccessibleName(tr("Results"))
        view.setFlow(QListView.Flow.LeftToRight)
        view.setWrapping(False)
        view.setUniformItemSizes(True)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFixedHeight(CELL.height() + 12)
        view.clicked.connect(lambda index: self.show_variant(index.row()))
        view.doubleClicked.connect(lambda _: self.accept())
        view.installEventFilter(self)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._menu_at)

    def _make_buttons(self) -> None:
        self.back = tool_button("chevron-left", tr("Previous variant"), lambda: self.step(-1))
        self.next = tool_button("chevron-right", tr("Next variant"), lambda: self.step(1))
        self.compare = tool_button("eye", tr("Hold to see the original (`)"))
        self.compare.pressed.connect(lambda: self.hold(True))
        self.compare.released.connect(lambda: self.hold(False))
        self.differs = tool_button("scan-eye", tr("Show what changed"))
        self.differs.setCheckable(True)
        self.differs.toggled.connect(self.show_difference)
        self.badge = caption("")
        self.badge.setObjectName("untouchedBadge")
        self.vary = VariationButton(self.workspace)
        self.save = tool_button("download", tr("Save this variant"), self.save_variant)
        self.accept_button = QPushButton(icon("check", "accent_on"), tr("Accept"))
        self.accept_button.setProperty("role", "primary")
        self.accept_button.setToolTip(tr("Enter"))
        self.accept_button.clicked.connect(lambda: self.accept())
        self.discard_button = QPushButton(icon("x"), tr("Discard"))
        self.discard_button.setToolTip(tr("Delete"))
        self.discard_button.clicked.connect(lambda: self.discard())
        self.discard_all = tool_button("trash-2", tr("Discard all (Esc)"), lambda: self.discard(True))

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(4, 6, 4, 6)
        column.setSpacing(6)
        column.addWidget(row(self.back, self.place, self.next, 1, self.compare, self.differs, self.vary, self.save))
        column.addWidget(self.badge)
        column.addWidget(self.seed)
        column.addStretch(1)
        column.addWidget(row(self.accept_button, self.discard_button, self.discard_all, spacing=6))
        side.setFixedWidth(310)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(8, 4, 8, 4)
        whole.setSpacing(8)
        whole.addWidget(self.list, 1)
        whole.addWidget(side)

    # ---- following the session

    def _another_session(self) -> None:
        if self.session is not None:
            self.session.staged_changed.disconnect(self.read)
        self.session = self.workspace.session
        if self.session is not None:
            self.session.staged_changed.connect(self.read)
        self.read()

    def read(self) -> None:
        session = self.session
        staged = session.staged if session is not None else ()
        if self.differs.isChecked():
            self.differs.setChecked(False)
        self.model.read(staged)
        self.thumbnails.forget({id(s) for s in staged})
        self._appear(bool(staged))
        front = session.front if session is not None else None
        if session is None or front is None:
            return
        self.delegate.front = session.staged_index
        index = self.model.index(session.staged_index)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.list.scrollTo(index)
        self.list.viewport().update()
        several = len(staged) > 1
        self.place.setText(tr("{i} of {n}", i=session.staged_index + 1, n=len(staged)))
        fits = agreement_text(front)
        told = [tr("fits {score}", score=fits)] if fits else []
        if front.request is None or seeded(front.request.operation):
            told.append(tr("Seed {seed}", seed=front.picture.seed))
        self.seed.setText(" \u00b7 ".join(told))
        self.seed.setVisible(bool(told))
        self.seed.setToolTip(tr("How well the picture fits the words, 0 to 1, by the installed CLIP.") if fits else "")
        for widget in (self.back, self.next, self.discard_all):
            widget.setEnabled(several)
        self.vary.show_for(front)
        self._tell_joint(session, front)

    def _tell_joint(self, session: Session, front: Staged) -> None:
        """The proof that nothing outside changed, as the document shows it, and how the edge is joined."""
        outside = changed_outside(front, session.document)
        facts = front.picture.facts
        outside = facts.get("changed_outside") if outside is None else outside
        self.badge.setVisible(outside is not None)
        self.differs.setVisible(front.placement.kind == "layer")
        if outside is None:
            return
        words = [tr("{n} pixels changed outside", n=outside)]
        if "seam_score" in facts:
            words.append(tr("seam {score}", score=f"{float(facts['seam_score']):.2f}"))
            self.badge.setToolTip(tr(
                "The whole picture was compared: outside the selection nothing differs. Seam {score}: 0 is invisible, "
                "above 1 may be seen. Joined by: {blend}.", score=f"{float(facts['seam_score']):.2f}",
                blend=str(facts.get("blend", ""))))
        if facts.get("registration", "aligned") != "aligned":
            words.append(tr("not aligned"))
            self.badge.setToolTip(tr("The result could not be laid over the picture: look whether things moved."))
        self.badge.setText(("\u2713 " if outside == 0 else "\u26a0 ") + " \u00b7 ".join(words))

    def show_difference(self, wanted: bool) -> None:
        """What changed, marked on the canvas, until the button is released or another variant is chosen."""
        session = self.session
        if session is not None and session.front is not None:
            session.preview(difference(session.front, session.document) if wanted else None)

    def _appear(self, wanted: bool) -> None:
        """The strip shows and hides together with the dock that holds it, if one does."""
        self.setVisible(wanted)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QDockWidget):
            around = around.parentWidget()
        if around is not None:
            around.setVisible(wanted)

    # ---- what can be done

    def show_variant(self, index: int) -> None:
        if self.session is not None and self.session.staged:
            self.session.show_staged(index)

    def _menu_at(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if index.isValid():
            self.show_variant(index.row())
            self.vary.pop_up(self.list.viewport().mapToGlobal(at))

    def step(self, by: int) -> None:
        if self.session is not None:
            self.show_variant(self.session.staged_index + by)

    def hold(self, held: bool) -> None:
        if self.session is not None and self.session.compare != held:
            self.session.hold_compare(held)

    def accept(self) -> None:
        if self.session is not None:
            self.session.accept()

    def discard(self, all_variants: bool = False) -> None:
        if self.session is not None:
            self.session.discard(all_variants)

    def save_variant(self) -> None:
        front = self.session.front if self.session is not None else None
        if front is None:
            return
        name = f"{front.placement.name} {front.picture.seed}.png"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save this variant"), name, "PNG (*.png)")
        if chosen:
            self.save_to(front, Path(chosen))

    def save_to(self, staged: Staged, path: Path) -> None:
        from editor.formats.files import save_document

        try:
            save_document(picture_document(staged), path if path.suffix else path.with_suffix(".png"))
        except UserError as error:
            self.workspace.notice(error)

    # ---- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list would use the arrows and Enter for itself."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.pressed(event):
            return True
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            return self.released(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.pressed(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.released(event):
            super().keyReleaseEvent(event)

    def pressed(self, event: QKeyEvent) -> bool:
        """Whether the key is one of the strip's; the window may offer it keys that the canvas does not want."""
        if not self.isVisible():
            return False
        key = event.key()
        if key == COMPARE_KEY:
            self.hold(True)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.discard()
        elif key == Qt.Key.Key_Escape:
            self.discard(True)
        else:
            return False
        return True

    def released(self, event: QKeyEvent) -> bool:
        if event.key() != COMPARE_KEY or event.isAutoRepeat():
            return False
        self.hold(False)
        return True


PANEL = Panel("results", "Results", "images", "bottom", ResultsStrip, order=10)

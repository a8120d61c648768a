"""Notices: cards over a corner of the canvas that tell what happened without stopping the work."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from editor.text import tr
from editor.ui.icons import icon
from editor.ui.icons import pixmap as icon_pixmap

WIDTH, MARGIN, MOST = 380, 16, 4
STAY_MS = 8000  # a notice without details goes by itself


class Notices(QWidget):
    """The stack of cards; lies over `parent`, at its lower right, and lets clicks beside the cards through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.cards: list[Card] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        parent.installEventFilter(self)
        self.hide()

    def show_notice(self, message: str, hint: str = "", details: str = "") -> None:
        """The same sentence again only starts the older card anew."""
        for card in self.cards:
            if card.message == message and card.details == details:
                card.start()
                return
        card = Card(message, hint, details)
        card.closed.clicked.connect(lambda: self._drop(card))
        card.timer.timeout.connect(lambda: self._drop(card))
        self.cards.append(card)
        self._column.addWidget(card)
        while len(self.cards) > MOST:
            self._drop(self.cards[0])
        card.start()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _drop(self, card: Card) -> None:
        if card in self.cards:
            self.cards.remove(card)
            card.timer.stop()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
            self._place()

    def _place(self) -> None:
        self.setVisible(bool(self.cards))
        if not self.cards:
            return
        around = self._over.rect()
        width = min(WIDTH, around.width() - 2 * MARGIN)
        self._column.activate()
        heights = [c.heightForWidth(width) for c in self.cards]
        for card, tall in zip(self.cards, heights, strict=True):
            card.setFixedHeight(tall)
        height = sum(heights) + 8 * (len(heights) - 1)
        self.setGeometry(around.right() - width - MARGIN, around.bottom() - height - MARGIN, width, height)
        self.raise_()


class Card(QFrame):
    def __init__(self, message: str, hint: str, details: str) -> None:
        super().__init__()
        self.message, self.details = message, details
        self.setProperty("role", "notice")
        self.setProperty("level", "error" if details else "hint")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(STAY_MS)
        self.closed = QToolButton()
        self.closed.setIcon(icon("x"))
        self.closed.setToolTip(tr("Close"))
        mark = QLabel()
        ratio = self.devicePixelRatioF()
        mark.setPixmap(icon_pixmap("circle-alert", 18, "danger", ratio) if details
                       else icon_pixmap("info", 18, "accent_text", ratio))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 8, 10)
        row.setSpacing(10)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._texts(hint), 1)
        row.addWidget(self.closed, 0, Qt.AlignmentFlag.AlignTop)

    def start(self) -> None:
        if not self.details:
            self.timer.start()

    def enterEvent(self, event: QEvent) -> None:
        self.timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self.start()

    def _texts(self, hint: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        for text, role in ((self.message, "heading"), (hint, "muted")):
            if text:
                label = QLabel(text)
                label.setProperty("role", role)
                label.setWordWrap(True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(label)
        if self.details:
            copy = QPushButton(tr("Copy details"))
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.details))
            column.addSpacing(4)
            column.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        return column

"""What the middle of the window shows while no document is open: how to begin, where to drop, and the recent files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor.settings import Settings
from editor.text import tr
from editor.ui import theme
from editor.ui.icons import application_icon, icon, pixmap
from editor.ui.recent import RecentGrid

WIDEST, MARGIN = 680, 28  # px of the column in the middle, and beside it at least
CARD_PX = 150  # a column of cards is at least so wide
ABOVE_PX, ROW_PX = 330, 150  # px of all but the cards, and of a row of them
ROWS = 2


class Welcome(QFrame):
    """`trigger(id)` runs an action; `open_path(path)` opens a recent file."""

    def __init__(self, settings: Settings, trigger: Callable[[str], None], open_path: Callable[[Path], None]) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setMinimumSize(2 * CARD_PX + MARGIN, ABOVE_PX)  # the cards of a wide window do not keep it wide
        self.middle = QWidget()
        self.drop = DropPlace(lambda: trigger("file.open"))
        self.recent = RecentGrid(settings, open_path)
        self.title = _label(tr("Recent"), "section")
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._heading())
        column.addSpacing(14)
        column.addLayout(_buttons(trigger))
        column.addSpacing(2)
        column.addWidget(self.drop)
        column.addSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.recent)
        column.addSpacing(4)
        column.addLayout(_foot(trigger))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(self.middle, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def show_dragging(self, dragging: bool) -> None:
        """Files hang over the window."""
        self.drop.set_lit(dragging)

    def showEvent(self, event: QShowEvent) -> None:
        self._arrange()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width = max(min(self.width() - 2 * MARGIN, WIDEST), 2 * CARD_PX)
        self.middle.setFixedWidth(width)
        columns = max(width // CARD_PX, 2)
        rows = min(max((self.height() - ABOVE_PX) // ROW_PX, 1), ROWS)
        self.recent.arrange(width, columns, rows)
        self.title.setVisible(bool(self.recent.cards))
        self.recent.setVisible(bool(self.recent.cards))

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        mark = QLabel()
        drawn: QPixmap = application_icon().pixmap(QSize(56, 56), self.devicePixelRatioF())
        mark.setPixmap(drawn)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(_label("Limner", "display"))
        told = _label(tr("Edit and generate pictures on your own machine"), "muted")
        told.setWordWrap(True)
        texts.addWidget(told)
        row.addWidget(mark)
        row.addLayout(texts, 1)
        return row


class DropPlace(QAbstractButton):
    """A dashed frame that says where pictures can be dropped: anywhere. Pressed, it opens the file dialog."""

    def __init__(self, pressed: Callable[[], None]) -> None:
        super().__init__()
        self.setText(tr("Drop pictures anywhere in the window"))
        self.setFixedHeight(84)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda: pressed())
        self._is_lit = False

    def set_lit(self, lit: bool) -> None:
        if lit != self._is_lit:
            self._is_lit = lit
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self._is_lit or self.underMouse()
        surface = "accent_soft" if self._is_lit else "window"
        fill = QColor(colours.colour(surface))
        fill.setAlpha(255 if self._is_lit else 110)
        edge = "accent_text" if hot else "faint"
        pen = QPen(colours.colour(edge), 1.4)
        pen.setDashPattern((4.0, 3.5))
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        role = "accent_text" if hot else "muted"
        mark = pixmap("image-plus", 24, role, self.devicePixelRatioF())
        painter.drawPixmap(round(self.width() / 2 - 12), 17, mark)
        painter.setPen(colours.colour(role))
        painter.drawText(self.rect().adjusted(8, 48, -8, -8), Qt.AlignmentFlag.AlignHCenter, self.text())


def _buttons(trigger: Callable[[str], None]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for text, name, action, role in ((tr("Open…"), "folder-open", "file.open", "primary"),
                                     (tr("New…"), "file-plus", "file.new", ""),
                                     (tr("Generate…"), "sparkles", "ai.generate", "")):
        button = QPushButton(icon(name, "accent_on" if role else ""), text)
        button.setProperty("role", role)
        button.setMinimumHeight(34)
        button.setIconSize(QSize(18, 18))
        button.clicked.connect(lambda _=False, action=action: trigger(action))
        row.addWidget(button, 1)
    return row


def _foot(trigger: Callable[[str], None]) -> QHBoxLayout:
    row = QHBoxLayout()
    models = QPushButton(icon("package"), tr("Models…"))
    models.setProperty("role", "flat")
    models.setToolTip(tr("What is installed, and what can be had."))
    models.clicked.connect(lambda: trigger("models.open"))
    row.addWidget(_label(tr("Ctrl+K finds every command."), "muted"))
    row.addStretch(1)
    row.addWidget(models)
    return row


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    return label

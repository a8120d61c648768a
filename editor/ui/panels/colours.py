"""The colours panel: foreground and background, a picker, HSV numbers, swatches and the colours used lately."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from editor.session import Session
from editor.text import tr
from editor.tools.tool import Colour
from editor.ui.form_colour import ColourPicker, paint_checker, to_colour, to_qcolor
from editor.ui.panels.panel import Host, Panel
from editor.ui.panels.parts import caption, row, tool_button
from editor.ui.theme import current

RECENT, SWATCHES = "recent_colours", "swatches"  # names in Settings.state
MOST_RECENT = 14
# Our own: greys, then twelve hues at three lightnesses.
GREYS = ("#000000", "#2b2b2b", "#555555", "#7f7f7f", "#aaaaaa", "#d4d4d4", "#ffffff")
HUES = (0, 18, 36, 50, 80, 140, 170, 195, 215, 250, 285, 325)


def standard_swatches() -> list[str]:
    rows = [(90, 45), (78, 82), (38, 96)]  # saturation and value, %
    return [*GREYS, *(QColor.fromHsv(h, s * 255 // 100, v * 255 // 100).name() for s, v in rows for h in HUES)]


def with_recent(recent: list[str], newest: str) -> list[str]:
    """Newest first, each once."""
    return [newest, *(name for name in recent if name != newest)][:MOST_RECENT]


class Pair(QWidget):
    """Foreground over background; a press chooses which of them the picker edits."""

    chosen = Signal(bool)  # whether the foreground

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(66, 52)
        self.colours = [QColor("black"), QColor("white")]
        self.front = True
        self.setToolTip(tr("Foreground and background: click one to edit it"))

    def place(self, foreground: bool) -> QRectF:
        return QRectF(2, 2, 36, 32) if foreground else QRectF(26, 17, 36, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for i in (1, 0):
            area, chosen = self.place(i == 0), self.front == (i == 0)
            if self.colours[i].alpha() < 255:
                paint_checker(painter, area)
            painter.setBrush(self.colours[i])
            painter.setPen(QPen(current().colour("accent_text" if chosen else "border"), 2.0 if chosen else 1.0))
            painter.drawRoundedRect(area, 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for foreground in (True, False):
            if self.place(foreground).contains(event.position()):
                self.chosen.emit(foreground)
                return


class SwatchGrid(QWidget):
    """Small squares: a click takes the colour, with the right button for the background."""

    taken = Signal(str, bool)
    CELL = 18

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_colours(self, names: list[str]) -> None:
        self.names = names
        self.updateGeometry()
        self.update()

    def columns(self, width: int) -> int:
        return max(width // self.CELL, 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(-(-len(self.names) // self.columns(width)), 1) * self.CELL

    def sizeHint(self) -> QSize:
        return QSize(self.CELL * 12, self.heightForWidth(self.CELL * 12))

    def at(self, x: float, y: float) -> str | None:
        column, line = int(x // self.CELL), int(y // self.CELL)
        place = line * self.columns(self.width()) + column
        return self.names[place] if 0 <= column < self.columns(self.width()) and 0 <= place < len(self.names) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current().colour("border"), 1))
        columns = self.columns(self.width())
        for i, name in enumerate(self.names):
            painter.setBrush(QColor(name))
            painter.drawRoundedRect(QRectF(i % columns * self.CELL + 1.5, i // columns * self.CELL + 1.5,
                                           self.CELL - 3, self.CELL - 3), 3, 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        name = self.at(event.position().x(), event.position().y())
        if name is not None:
            self.taken.emit(name, event.button() == Qt.MouseButton.RightButton)


class ColoursPanel(QWidget):
    def __init__(self, host: Host) -> None:
        super().__init__()
        self.setObjectName("coloursPanel")
        self.workspace = host.workspace
        self.session: Session | None = None
        state = self.workspace.settings.state
        self.recent: list[str] = list(state.get(RECENT, []))
        self.swatches: list[str] = list(state.get(SWATCHES, []))
        self.pair = Pair()
        self.picker = ColourPicker(self.workspace.foreground)
        self.numbers = [_number(name, top) for name, top in
                        ((tr("Hue"), 359), (tr("Saturation"), 100), (tr("Value"), 100))]
        self.recent_grid, self.grid = SwatchGrid(), SwatchGrid()
        self._lay_out()
        self._connect()
        self._show_grids()
        self._follow()
        self._another_session()

    def _lay_out(self) -> None:
        swap = tool_button("arrow-left-right", tr("Swap foreground and background"), self.swap)
        reset = tool_button("contrast", tr("Black and white"), self.reset)
        add = tool_button("plus", tr("Add the colour to the swatches"), self.add_swatch)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(row(self.pair, swap, reset, 1, add))
        column.addWidget(self.picker)
        letters = [w for name, box in zip(("H", "S", "V"), self.numbers, strict=True) for w in (caption(name), box)]
        column.addWidget(row(*letters))
        column.addWidget(caption(tr("Recent")))
        column.addWidget(self.recent_grid)
        column.addWidget(caption(tr("Swatches")))
        column.addWidget(self.grid)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _connect(self) -> None:
        self.pair.chosen.connect(self._choose)
        self.picker.changed.connect(self._picked)
        for box in self.numbers:
            box.valueChanged.connect(self._from_hsv)
        for grid in (self.recent_grid, self.grid):
            grid.taken.connect(self.take)
        self.workspace.colours_changed.connect(self._follow)
        self.workspace.session_changed.connect(self._another_session)

    # ---- what is shown

    def _follow(self) -> None:
        """The workspace's colours changed, by us or by another."""
        workspace = self.workspace
        self.pair.colours = [to_qcolor(workspace.foreground), to_qcolor(workspace.background)]
        self.pair.update()
        colour = workspace.foreground if self.pair.front else workspace.background
        if to_qcolor(colour).rgba() != to_qcolor(self.picker.colour()).rgba():
            self.picker.set_colour(colour)
        self._show_hsv(to_qcolor(colour))

    def _typed(self) -> QColor:
        hue, saturation, value = (box.value() for box in self.numbers)
        return QColor.fromHsvF(hue / 360, saturation / 100, value / 100)

    def _show_hsv(self, colour: QColor) -> None:
        """Numbers that already say this colour stay: black, say, is any hue with value 0."""
        if self._typed().rgb() == colour.rgb():
            return
        values = (colour.hue(), round(colour.saturationF() * 100), round(colour.valueF() * 100))
        for box, value in zip(self.numbers, values, strict=True):
            if value >= 0:  # grey has no hue: the number stays
                with QSignalBlocker(box):
                    box.setValue(value)

    def _show_grids(self) -> None:
        self.recent_grid.show_colours(self.recent)
        self.grid.show_colours([*standard_swatches(), *self.swatches])

    def _another_session(self) -> None:
        if self.session is not None:
            self.session.history_changed.disconnect(self._used)
        self.session = self.workspace.session
        if self.session is not None:
            self.session.history_changed.connect(self._used)

    def _used(self) -> None:
        """An edit was made: the foreground colour of that moment counts as used."""
        name = to_qcolor(self.workspace.foreground).name()
        if not self.recent or self.recent[0] != name:
            self.recent = with_recent(self.recent, name)
            self.workspace.settings.remember(RECENT, self.recent)
            self._show_grids()

    # ---- what can be done

    def _choose(self, foreground: bool) -> None:
        self.pair.front = foreground
        self._follow()

    def _set(self, colour: Colour, foreground: bool) -> None:
        if foreground:
            self.workspace.set_colours(foreground=colour)
        else:
            self.workspace.set_colours(background=colour)

    def _picked(self, colour: Colour) -> None:
        self._set(colour, self.pair.front)

    def _from_hsv(self) -> None:
        self._set(to_colour(self._typed()), self.pair.front)

    def take(self, name: str, other: bool) -> None:
        self._set(to_colour(QColor(name)), self.pair.front != other)

    def swap(self) -> None:
        self.workspace.set_colours(self.workspace.background, self.workspace.foreground)

    def reset(self) -> None:
        self.workspace.set_colours((0.0, 0.0, 0.0, 1.0), (1.0, 1.0, 1.0, 1.0))

    def add_swatch(self) -> None:
        name = to_qcolor(self.picker.colour()).name()
        if name not in self.swatches:
            self.swatches.append(name)
            self.workspace.settings.remember(SWATCHES, self.swatches)
            self._show_grids()


def _number(name: str, top: int) -> QSpinBox:
    box = QSpinBox(minimum=0, maximum=top)
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setProperty("role", "plain")  # without its buttons
    box.setAlignment(Qt.AlignmentFlag.AlignCenter)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


PANEL = Panel("colours", "Colours", "palette", "right", ColoursPanel, order=6, stack="look")

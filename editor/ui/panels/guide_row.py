"""One guide in the AI panel: its picture, what it says, and, unfolded, how strongly, when and with which model."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.document.document import Document
from editor.guides import TEXTS, GuideSource, small
from editor.text import tr
from editor.ui.form_choice import ScrollableCombo
from editor.ui.form_number import NumberField
from editor.ui.icons import icon
from editor.ui.panels.parts import caption, draw_thumbnail, hint, qimage, row, titled, tool_button
from editor.ui.range_slider import RangeSlider
from inference.api import MAPS, ModelInfo, Parameter

THUMB_PX = 40
# What is to be known of a kind of network, by its variant.
NOTES = {"lora": "A control LoRA wants a guidance of 30 for Canny edges and of 10 for depth.",
         "redux": "Redux reads the whole picture over all steps."}
STRENGTH = Parameter("strength", "number", "Strength", 1.0, 0.0, 2.0, 0.05)
DETAIL = Parameter("detail", "number", "Detail", 0.5, 0.0, 1.0, 0.05,
                   help="From the strongest lines to every fine one.")


class Thumb(QWidget):
    """The guide's picture on the theme's checkerboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(THUMB_PX, THUMB_PX)
        self.image: Any = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        draw_thumbnail(painter, QRectF(self.rect()), self.image)
        painter.end()


class GuideRow(QFrame):
    """`changed(source)` follows every edit; `removed` and `map_wanted` the buttons."""

    changed = Signal(object)
    removed = Signal(int)
    map_wanted = Signal(int)

    def __init__(self, source: GuideSource, document: Document | None, kinds: tuple[str, ...],
                 models: tuple[ModelInfo, ...], drawable: tuple[str, ...], lacks: str, opened: bool) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName("guideRow")
        self.source, self.drawable = source, drawable
        self.variants = {model.path: model.variant for model in models}
        self.thumb = Thumb()
        self.thumb.image = qimage(small(source, document, 2 * THUMB_PX))
        self.kind = ScrollableCombo()
        for name in kinds:
            self.kind.addItem(tr(TEXTS[name]), name)
        self.kind.setCurrentIndex(max(self.kind.findData(source.kind), 0))
        self.kind.setAccessibleName(tr("Kind of guide"))
        self.kind.setMinimumContentsLength(4)
        self.about = caption("")
        self.about.setMinimumWidth(1)
        self.seen = tool_button("eye", tr("Switch this guide on or off"),
                                lambda: self._change(on=not self.source.on))
        self.fold = tool_button("chevron-down", tr("How it guides"), lambda: self.open(self.body.isHidden()))
        self.remove = tool_button("x", tr("Remove this guide"), lambda: self.removed.emit(self.source.id))
        self.body = QWidget()
        self._fill_body(models, lacks)
        self._lay_out()
        self._show()
        self.open(opened)
        self.kind.activated.connect(self._kind_chosen)

    def open(self, opened: bool) -> None:
        self.body.setVisible(opened)
        self.fold.setIcon(icon("chevron-down" if opened else "chevron-right"))

    @property
    def is_open(self) -> bool:
        return not self.body.isHidden()

    # ---- construction

    def _fill_body(self, models: tuple[ModelInfo, ...], lacks: str) -> None:
        source = self.source
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 4, 4, 0)
        column.setSpacing(6)
        self.model = ScrollableCombo()
        self.model.setAccessibleName(tr("Model of the guide"))
        for model in models:
            self.model.addItem(model.name, model.path)
        self.model.setCurrentIndex(max(self.model.findData(source.model), 0))
        self.model.activated.connect(lambda _: self._change(model=self.model.currentData()))
        self.lack = hint(lacks)
        self.lack.setVisible(bool(lacks))
        self.note = hint("")
        network = tr("ControlNet or T2I-Adapter") if source.kind in MAPS else tr("IP-Adapter")
        self.model_box = titled(network, self.model)
        self.model_box.setVisible(bool(models))
        self.strength = NumberField(STRENGTH)
        self.strength.set_value(source.strength)
        self.strength.changed.connect(lambda: self._change(strength=self.strength.value()))
        self.range = RangeSlider()
        self.range.set_range(source.start, source.end)
        self.range.setAccessibleName(tr("When it guides"))
        self.range.setToolTip(tr("From which step to which. Early steps decide the layout, late ones the detail."))
        self.range.moved.connect(lambda start, end: self._change(start=start, end=end))
        self.when = caption("")
        self.raw = QCheckBox(tr("Draw the map from this picture"))
        self.raw.setToolTip(tr("Off: the picture is a finished map, white lines on black for example."))
        self.raw.setChecked(source.raw)
        self.raw.toggled.connect(lambda on: self._change(raw=on))
        self.detail = NumberField(DETAIL)
        self.detail.set_value(source.detail)
        self.detail.changed.connect(lambda: self._change(detail=self.detail.value()))
        self.detail_box = titled(tr("Detail"), self.detail)
        self.as_layer = QPushButton(icon("layers-2"), tr("Make the map a layer"))
        self.as_layer.setToolTip(tr("Draws the map on a layer of its own, to look at and to edit."))
        self.as_layer.clicked.connect(lambda: self.map_wanted.emit(self.source.id))
        for widget in (self.lack, self.model_box, self.note, titled(tr("Strength"), self.strength), self.when,
                       self.range, self.raw, self.detail_box, self.as_layer):
            column.addWidget(widget)

    def _lay_out(self) -> None:
        for button in (self.seen, self.fold, self.remove):
            button.setFixedSize(22, 24)
        words = QWidget()
        beside = QVBoxLayout(words)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2)
        chosen = QHBoxLayout()
        chosen.setSpacing(2)
        chosen.addWidget(self.kind, 1)
        chosen.addWidget(row(self.seen, self.fold, self.remove, spacing=0))
        beside.addLayout(chosen)
        beside.addWidget(self.about)
        top = QWidget()
        across = QHBoxLayout(top)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self.thumb)
        across.addWidget(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 4, 8)
        column.setSpacing(4)
        column.addWidget(top)
        column.addWidget(self.body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        """The strength is always to be read, of the name as much as there is room for."""
        percent, metrics = f" · {round(100 * self.source.strength)} %", self.about.fontMetrics()
        room = max(self.width() - THUMB_PX - 24, 60) - metrics.horizontalAdvance(percent)
        self.about.setText(metrics.elidedText(self.source.name, Qt.TextElideMode.ElideMiddle, room) + percent)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, super().minimumSizeHint().height())

    # ---- edits

    def _change(self, **changes: Any) -> None:
        self.source = self.source.with_(**changes)
        self._show()
        self.changed.emit(self.source)

    def _kind_chosen(self, _: int) -> None:
        kind, drawn = self.kind.currentData(), self.drawable
        raw = kind in drawn and (self.source.raw or self.source.kind not in drawn)
        self._change(kind=kind, model=None, raw=raw)

    def _show(self) -> None:
        source = self.source
        can_draw = source.kind in self.drawable
        self.seen.setIcon(icon("eye" if source.on else "eye-off"))
        self.thumb.setEnabled(source.on)
        self.kind.setEnabled(source.on)
        self.thumb.update()
        self.about.setToolTip(source.name)
        self._elide()
        self.when.setText(tr("From {start} % to {end} % of the steps", start=round(100 * source.start),
                             end=round(100 * source.end)))
        variant = self.variants.get(source.model or "", "")
        self.note.setText(tr(NOTES[variant]) if variant in NOTES else "")
        self.note.setVisible(variant in NOTES)
        for widget in (self.when, self.range):
            widget.setVisible(variant not in ("redux", "lora"))
        with QSignalBlocker(self.raw):
            self.raw.setChecked(source.raw and can_draw)
        self.raw.setVisible(can_draw)
        self.detail_box.setVisible(can_draw and source.raw)
        self.as_layer.setVisible(can_draw and source.raw)

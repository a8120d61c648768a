"""The histogram of a layer: counted once on a sample, drawn above the fields of a filter that moves tones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from editor.document.adjustment import underneath
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.pixels import Array, white
from editor.document.thumbnail import thumbnail
from editor.ui.form_curve import histogram_path
from editor.ui.theme import current

BINS, SAMPLE_PX = 128, 512
ROLES = {"red": "danger", "green": "good", "blue": "accent_text"}


@dataclass(frozen=True, eq=False)
class Histogram:
    """Counts of BINS values from black to white; `mean` is that of the three channels together."""

    mean: npt.NDArray[np.int64]
    red: npt.NDArray[np.int64]
    green: npt.NDArray[np.int64]
    blue: npt.NDArray[np.int64]

    def of(self, channel: str) -> npt.NDArray[np.int64]:
        found: npt.NDArray[np.int64] = getattr(self, channel.lower(), self.mean)
        return found


def histogram(document: Document, layer: PixelLayer) -> Histogram:
    """Of what can be seen of the layer inside the document and the selection, on every n-th pixel."""
    step = max(1, max(document.width, document.height) // SAMPLE_PX)
    shown = layer.pixels.sampled(document.rect.moved(-layer.x, -layer.y), step)
    weight = shown[..., 3] > 0
    if document.selection is not None:
        weight &= document.selection.sampled(document.rect, step) > 0
    return _histogram(shown, weight)


def counted(document: Document, layer_id: int) -> Histogram:
    """Of what an adjustment layer acts on, made small."""
    below = document.with_(layers=underneath(document, layer_id))
    shown = thumbnail(below, SAMPLE_PX)
    return _histogram(shown, shown[..., 3] > 0)


def _histogram(shown: Array, weight: Array) -> Histogram:
    seen = shown[weight][:, :3].astype(np.float32) / white(shown.dtype)
    red, green, blue = (np.histogram(seen[:, i], BINS, (0, 1))[0] for i in range(3))
    return Histogram(np.histogram(seen.mean(axis=1), BINS, (0, 1))[0], red, green, blue)


class HistogramView(QWidget):
    """`marks` are places 0-1 drawn as lines: black point, middle, white point."""

    def __init__(self, counted: Histogram | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counted = counted
        self.channel = "mean"
        self.marks: tuple[float, ...] = (0.0, 1.0)
        self.setFixedHeight(112)

    def show_counts(self, counted: Histogram) -> None:
        self._counted = counted
        self.update()

    def show_levels(self, values: Any) -> None:
        """The marks of the parameters of levels."""
        low, high = values.black / 255, values.white / 255
        middle = low + (high - low) * 0.5 ** values.gamma  # the input that becomes half
        self.show_marks(getattr(values, "channel", "mean"), low, middle, high)

    def show_marks(self, channel: str, *marks: float) -> None:
        self.channel, self.marks = channel, marks
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("field"))
        painter.drawRoundedRect(area, 4, 4)
        if self._counted is not None:
            painter.fillPath(histogram_path(self._counted.of(self.channel), area.adjusted(1, 8, -1, -1)),
                             theme.colour(ROLES.get(self.channel, "muted")))
        painter.setPen(QPen(theme.colour("accent_text"), 1.5))
        for mark in self.marks:
            x = area.left() + 1 + mark * (area.width() - 2)
            painter.drawLine(QPointF(x, area.top() + 1), QPointF(x, area.bottom() - 1))


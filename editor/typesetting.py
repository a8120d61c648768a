"""Typesetting: words to pixels, by Qt's text layout (shaping, fallback fonts, any script). No widgets.

Lines are placed by their baselines, `leading` apart, as page-layout programs do it.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Mapping
from math import ceil, floor
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPainter,
    QTextLayout,
    QTextOption,
)

from editor.document.document import Document
from editor.document.pixels import Array, Pixels, bounds_where, convert
from editor.document.words import TextLayer, Type, Words
from inference.api import UserError, validated

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
ENDLESS = 1e6  # px: a line that never breaks
MOST_PX = 30_000 * 30_000 // 4  # of one drawing
FACTORS = {"left": 0.0, "centre": 0.5, "right": 1.0}


def qfont(kind: Type) -> QFont:
    made = QFont(kind.family)
    made.setPixelSize(max(round(kind.size), 1))
    made.setWeight(QFont.Weight(int(kind.weight)))
    made.setItalic(kind.italic)
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, kind.size * kind.tracking / 1000)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return made


def typeset(words: Words) -> tuple[Array, int, int]:
    """RGBA (h, w, 4) uint8, straight alpha, and where its upper left corner lies from the anchor, px.

    Raises UserError when the drawing would be larger than memory allows.
    """
    layouts = _layouts(words)
    area = _area(layouts)
    loose = words.type.size * 0.6  # accents, swashes and slanted letters leave their boxes
    left, top = floor(area.left() - loose), floor(area.top() - loose)
    width, height = ceil(area.right() + loose) - left, ceil(area.bottom() + loose) - top
    if width * height > MOST_PX:
        raise UserError("The text is too large to draw.", "Choose a smaller size.")
    array = _painted(layouts, words.type, left, top, width, height)
    drawn = bounds_where(array[..., 3] > 0)
    if drawn.is_empty:
        return np.zeros((0, 0, 4), np.uint8), 0, 0
    cut = array[drawn.y:drawn.bottom, drawn.x:drawn.right]
    return np.ascontiguousarray(cut), left + drawn.x, top + drawn.y


def set_words(document: Document, layer_id: int, words: Words) -> Document:
    """The document with other words on a text layer. Its name follows, unless the user gave it one."""
    layer = document.layer(layer_id)
    if not isinstance(layer, TextLayer):
        raise UserError("This layer holds no text.", "Choose a text layer.")
    array, x, y = typeset(words)
    pixels = Pixels(4, document.dtype)
    if array.size:
        pixels = pixels.write(x, y, convert(array, document.dtype))
    name = words.title if layer.name in ("", layer.words.title) else layer.name
    return document.with_layer(layer.with_(words=words, pixels=pixels, name=name))


def with_words(
    document: Document, told: Iterable[Mapping[str, Any]], x: int = 0, y: int = 0, above: int | None = None
) -> Document:
    """The document with a text layer for each of the words that the engine wants over its picture, in order above
    the layer `above` (the top when None). Their places are told in px of the picture, which lies at (x, y)."""
    fields = {field.name for field in dataclasses.fields(Type)}
    for entry in told:
        kind = validated(Type(**{name: value for name, value in entry.items() if name in fields}))
        words = Words(str(entry["text"]), kind, float(entry.get("width", 0.0)))
        layer = TextLayer(words=Words("", kind, words.width), x=x + round(entry["x"]), y=y + round(entry["y"]))
        document = set_words(document.inserted(layer, above), layer.id, words)
        above = layer.id if above is not None else None
    return document


def application() -> QGuiApplication:
    """What typesetting needs where there is no window: for the command line. Keep it while text is drawn."""
    found = QGuiApplication.instance()
    if not isinstance(found, QGuiApplication):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        found = QGuiApplication([])
        add_fonts()
    return found


def add_fonts() -> None:
    """The fonts that come with the program. Needs an application."""
    for path in sorted(FONTS.glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def _area(layouts: list[QTextLayout]) -> QRectF:
    area = QRectF()
    for layout in layouts:
        for i in range(layout.lineCount()):
            area = area.united(layout.lineAt(i).naturalTextRect())
    return area


def _layouts(words: Words) -> list[QTextLayout]:
    kind, made = words.type, []
    font = qfont(kind)
    ascent, step = QFontMetricsF(font).ascent(), kind.size * kind.leading / 100
    baseline = ascent if words.width > 0 else 0.0
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if words.width > 0
                       else QTextOption.WrapMode.NoWrap)
    for paragraph in words.text.split("\n"):
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(words.width or ENDLESS)
            free = (words.width or 0.0) - line.naturalTextWidth()
            line.setPosition(QPointF(FACTORS[kind.align] * free, baseline - line.ascent()))
            baseline += step
        layout.endLayout()
        made.append(layout)
    return made


def _painted(layouts: list[QTextLayout], kind: Type, left: int, top: int, width: int, height: int) -> Array:
    image = QImage(max(width, 1), max(height, 1), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setPen(QColor.fromRgbF(*kind.colour))
    for layout in layouts:
        layout.draw(painter, QPointF(-left, -top))
    painter.end()
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return data[:, :image.width()].copy()

"""Pictures to and from the system's clipboard."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from editor.document.pixels import Array, convert
from inference.api import UserError

PLACE = "application/x-limner-place"  # "x,y": where in its document a copied part was


class Copied(NamedTuple):
    array: Array
    place: tuple[int, int] | None


def image_of(array: Array) -> QImage:
    """A QImage with its own memory: 8 bit, or 16 bit for deeper pictures."""
    deep = array.dtype != np.uint8
    data = np.ascontiguousarray(convert(array, "uint16") if deep else array)
    kind = QImage.Format.Format_RGBA64 if deep else QImage.Format.Format_RGBA8888
    height, width = data.shape[:2]
    return QImage(data.tobytes(), width, height, data.strides[0], kind).copy()


def array_of(image: QImage) -> Array:
    """Straight RGBA, uint8, or uint16 where the image has more."""
    deep = image.depth() > 32
    kind = QImage.Format.Format_RGBA64 if deep else QImage.Format.Format_RGBA8888
    plain = image.convertToFormat(kind)
    dtype = np.dtype(np.uint16 if deep else np.uint8)
    rows = np.frombuffer(plain.constBits(), np.uint8, plain.sizeInBytes()).reshape(plain.height(), -1)
    used = rows[:, : plain.width() * 4 * dtype.itemsize]
    return np.ascontiguousarray(used).view(dtype).reshape(plain.height(), plain.width(), 4).copy()


def put(array: Array, place: tuple[int, int]) -> None:
    data = QMimeData()
    data.setImageData(image_of(array))
    data.setData(PLACE, f"{place[0]},{place[1]}".encode())
    QGuiApplication.clipboard().setMimeData(data)


def has_picture() -> bool:
    if QGuiApplication.instance() is None:
        return False
    data = QGuiApplication.clipboard().mimeData()
    return data is not None and data.hasImage()


def take() -> Copied:
    """Raises UserError when the clipboard holds no picture."""
    if not has_picture():
        raise UserError("There is no picture on the clipboard.", "Copy one first.")
    image = QGuiApplication.clipboard().image()
    if image.isNull():
        raise UserError("The picture on the clipboard cannot be read.")
    words = bytes(QGuiApplication.clipboard().mimeData().data(PLACE).data()).decode("ascii", "replace")
    x, _, y = words.partition(",")
    place = (int(x), int(y)) if x.lstrip("-").isdigit() and y.lstrip("-").isdigit() else None
    return Copied(array_of(image), place)

"""Icons: Lucide drawings of resources/icons in the colours of the theme, sharp at any scale; they follow a switch."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from editor.ui.theme import RESOURCES, Theme, current

FOLDER = RESOURCES / "icons"
UNKNOWN = "shapes"  # drawn for a name whose file is missing; a test refuses such names


def icon(name: str, role: str = "") -> QIcon:
    """The icon called `name`, in a colour of the theme: `role` a field of Theme, or "" for the usual states."""
    return QIcon(_ThemedIcon(name, role)) if name else QIcon()


def pixmap(name: str, size: int, role: str = "icon", ratio: float = 1.0) -> QPixmap:
    """A picture of `size` logical px in the theme's colour `role`."""
    drawn = _drawn(name, current().colour(role), QSize(round(size * ratio), round(size * ratio)))
    drawn.setDevicePixelRatio(ratio)
    return drawn


def application_icon() -> QIcon:
    made = QIcon()
    for path in sorted((FOLDER / "application").glob("*.png")):
        made.addFile(str(path))
    return made


class _ThemedIcon(QIconEngine):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self.name, self.role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.pixmap(rect.size() * ratio, mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _drawn(self.name, _colour(current(), self.role, mode, state), size)

    def clone(self) -> QIconEngine:
        return _ThemedIcon(self.name, self.role)


def _colour(theme: Theme, role: str, mode: QIcon.Mode, state: QIcon.State) -> QColor:
    if mode == QIcon.Mode.Disabled:
        return theme.colour("faint")
    if role:
        return theme.colour(role)
    if mode == QIcon.Mode.Selected:
        return theme.colour("accent_on")
    if state == QIcon.State.On:
        return theme.colour("accent_text")
    return theme.colour("text" if mode == QIcon.Mode.Active else "icon")


def _drawn(name: str, colour: QColor, size: QSize) -> QPixmap:
    """`size` in device px. Kept in Qt's own cache, whose limit it obeys."""
    if size.isEmpty():  # a widget that has no room yet
        return QPixmap()
    key = f"limner/{name}/{colour.name()}/{size.width()}x{size.height()}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return QPixmap(found)
    made = QPixmap(size)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    edge = min(size.width(), size.height())
    target = QRectF((size.width() - edge) / 2, (size.height() - edge) / 2, edge, edge)
    QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.name().encode()))).render(painter, target)
    painter.end()
    QPixmapCache.insert(key, made)
    return made


@cache
def _source(name: str) -> bytes:
    """The drawing with a slightly finer line than Lucide's own 2 px, which is heavy at 16-20 px."""
    path = FOLDER / f"{name}.svg"
    if not path.exists():
        path = FOLDER / f"{UNKNOWN}.svg"
    return path.read_bytes().replace(b'stroke-width="2"', b'stroke-width="1.75"')

"""Moving about: pan, zoom and rotate the view by mouse, wheel, touch pad and held keys. It changes the View only."""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, degrees

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QNativeGestureEvent, QWheelEvent

from editor.ui.viewport import View

WHEEL_FACTOR = 1.25  # zoom for one notch of the wheel
NOTCH = 120  # eighths of a degree
WHEEL_PAN = 60.0  # screen px for one notch
SNAP_DEGREES = 15.0  # with Shift while rotating
COMMANDS = ("zoom_in", "zoom_out", "zoom_fit", "zoom_100", "zoom_200", "rotate_left", "rotate_right",
            "rotate_reset", "mirror")


def commanded(view: View, name: str) -> View:
    """The view after a command from menu or key. Unknown names are an error of the program."""
    match name:
        case "zoom_in":
            return view.stepped(1)
        case "zoom_out":
            return view.stepped(-1)
        case "zoom_fit":
            return view.fitted()
        case "zoom_100":
            return view.zoomed(1.0)
        case "zoom_200":
            return view.zoomed(2.0)
        case "rotate_left":
            return view.rotated(-SNAP_DEGREES)
        case "rotate_right":
            return view.rotated(SNAP_DEGREES)
        case "rotate_reset":
            return view.turned_to(0.0)
        case "mirror":
            return view.mirrored()
    raise ValueError(name)


def wheeled(view: View, event: QWheelEvent) -> View:
    """Wheel zooms at the cursor, with Shift it pans sideways; a touch pad pans, with Ctrl it zooms."""
    at, angle, pixels = event.position(), event.angleDelta(), event.pixelDelta()
    ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    pad = event.device() is not None and event.device().type() == QInputDevice.DeviceType.TouchPad
    if (pad or event.phase() != Qt.ScrollPhase.NoScrollPhase) and not pixels.isNull() and not ctrl:
        return view.panned(pixels.x(), pixels.y())
    notches = (angle.y() or angle.x()) / NOTCH
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or (not angle.y() and not ctrl):
        return view.panned(notches * WHEEL_PAN, 0.0)
    zoom = view.zoom * WHEEL_FACTOR**notches
    if abs(notches) >= 1 and (view.zoom - 1) * (zoom - 1) < 0 and abs(view.zoom - 1) > 1e-6:
        zoom = 1.0  # stop at 100 % on the way past it
    return view.zoomed(zoom, at.x(), at.y())


def pinched(view: View, event: QNativeGestureEvent) -> View:
    at = event.position()
    match event.gestureType():
        case Qt.NativeGestureType.ZoomNativeGesture:
            return view.zoomed(view.zoom * (1.0 + event.value()), at.x(), at.y())
        case Qt.NativeGestureType.RotateNativeGesture:
            return view.rotated(event.value(), at.x(), at.y())
        case Qt.NativeGestureType.SmartZoomNativeGesture:
            return view.fitted() if view.zoom >= 1.0 else view.zoomed(1.0, at.x(), at.y())
        case Qt.NativeGestureType.PanNativeGesture:
            return view.panned(event.delta().x(), event.delta().y())
    return view


class Dragging:
    """A pan or rotation with the mouse. `space` and `turn` are the held keys that start one with the left button."""

    def __init__(self) -> None:
        self.space = False
        self.turn = False
        self._move: Callable[[View, QPointF, bool], View] | None = None
        self._button = Qt.MouseButton.NoButton
        self._from = QPointF()
        self._angle = 0.0

    @property
    def is_active(self) -> bool:
        return self._move is not None

    @property
    def is_armed(self) -> bool:
        """The left button would move the view, not draw."""
        return self.space or self.turn

    def press(self, view: View, event: QMouseEvent) -> bool:
        """Whether this press is one for the view."""
        if self._move is not None:
            return True
        middle = event.button() == Qt.MouseButton.MiddleButton
        if not middle and not (self.is_armed and event.button() == Qt.MouseButton.LeftButton):
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        rotate = self.turn or (shift and (self.space or middle))
        self._button, self._from, self._angle = event.button(), event.position(), view.angle
        self._move = self._rotate if rotate else self._pan
        return True

    def move(self, view: View, event: QMouseEvent) -> View:
        if self._move is None:
            return view
        return self._move(view, event.position(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def release(self, event: QMouseEvent) -> bool:
        """Whether the drag ended with this."""
        if self._move is None or event.button() != self._button:
            return False
        self._move = None
        return True

    def stop(self) -> None:
        self._move, self.space, self.turn = None, False, False

    def _pan(self, view: View, at: QPointF, _: bool) -> View:
        moved = at - self._from
        self._from = at
        return view.panned(moved.x(), moved.y())

    def _rotate(self, view: View, at: QPointF, snap: bool) -> View:
        """By the angle the pointer went around the centre of the view."""
        centre = QPointF(view.view_w / 2, view.view_h / 2)
        a, b = self._from - centre, at - centre
        angle = self._angle + degrees(atan2(b.y(), b.x()) - atan2(a.y(), a.x()))
        if snap and self.turn:
            angle = round(angle / SNAP_DEGREES) * SNAP_DEGREES
        return view.turned_to(0.0 if abs((angle + 180) % 360 - 180) < 1.0 else angle)

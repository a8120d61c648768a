"""What the pointer and the keys do on the canvas: gestures of tools, and moving the view. Draws nothing."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QNativeGestureEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from editor.session import Session
from editor.tools.tool import Pointer
from editor.ui.brush_outline import BrushOutline
from editor.ui.canvas_navigation import Dragging, pinched, wheeled
from editor.ui.gestures import GestureDriver
from editor.ui.split import Split
from editor.ui.viewport import View
from editor.workspace import Workspace

CURSORS = {
    "cross": Qt.CursorShape.CrossCursor, "brush": Qt.CursorShape.CrossCursor, "hand": Qt.CursorShape.OpenHandCursor,
    "zoom": Qt.CursorShape.CrossCursor, "move": Qt.CursorShape.SizeAllCursor,
    "picker": Qt.CursorShape.CrossCursor, "arrow": Qt.CursorShape.ArrowCursor,
}
KEYS = {Qt.Key.Key_Backspace: "Backspace", Qt.Key.Key_Delete: "Delete", Qt.Key.Key_Left: "Left",
        Qt.Key.Key_Right: "Right", Qt.Key.Key_Up: "Up", Qt.Key.Key_Down: "Down"}
HELD = (Qt.Key.Key_Space, Qt.Key.Key_R)  # the left button moves or turns the view
ACCEPT = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CanvasInput(QWidget):
    """The part of the canvas that listens: events become pointers for the gesture driver, or another view."""

    cursor_moved = Signal(float, float)  # document px

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.view = View()
        self.driver = GestureDriver(workspace, lambda: self.view.scale, self)
        self._session: Session | None = None
        self._dragging, self._outline = Dragging(), BrushOutline()
        self.split = Split()
        self._pointer_at: QPointF | None = None
        self._is_near_split = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setTabletTracking(True)

    def set_view(self, view: View) -> None:
        """Show the document through another view."""
        raise NotImplementedError

    # ---- the pointer

    def _pointer(self, kind: Any, at: QPointF, modifiers: Qt.KeyboardModifier, pressure: float = 1.0,
                 right: bool = False) -> Pointer:
        x, y = self.view.to_document(at.x(), at.y())
        return Pointer(kind, x, y, at.x(), at.y(), pressure, perf_counter(),
                       bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
                       bool(modifiers & Qt.KeyboardModifier.ControlModifier),
                       bool(modifiers & Qt.KeyboardModifier.AltModifier), right)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._session is None:
            return
        if event.button() == Qt.MouseButton.LeftButton and self.split.is_near(event.position(), self.width()):
            self.split.held = True
        elif self._dragging.press(self.view, event):
            self._update_cursor()
        elif event.button() == Qt.MouseButton.LeftButton:
            self.driver.press(self._pointer("press", event.position(), event.modifiers()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointed(event.position())
        if self.split.held:
            self.split.drag(event.position(), self.width())
            self.update()
        elif self._dragging.is_active:
            self.set_view(self._dragging.move(self.view, event))
        else:
            kind = "move" if self.driver.pressed else "hover"
            self.driver.move(self._pointer(kind, event.position(), event.modifiers()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.split.held:
            self.split.held = False
        elif self._dragging.release(event):
            self._update_cursor()
        elif event.button() == Qt.MouseButton.LeftButton and self.driver.pressed:
            self.driver.release(self._pointer("release", event.position(), event.modifiers()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        finishes = self.driver.running is None or self.driver.running.double_click
        if event.button() == Qt.MouseButton.LeftButton and finishes and self.driver.accept():
            return
        self.mousePressEvent(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen: as the mouse, with pressure. Accepted, so that no mouse event is made of it."""
        if self._dragging.is_armed or self._dragging.is_active or self._session is None:
            event.ignore()
            return
        at, modifiers, pressure = event.position(), event.modifiers(), event.pressure()
        self._pointed(at)
        if event.type() == QEvent.Type.TabletPress:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.driver.press(self._pointer("press", at, modifiers, pressure))
        elif event.type() == QEvent.Type.TabletRelease:
            self.driver.release(self._pointer("release", at, modifiers, pressure))
        else:
            self.driver.move(self._pointer("move" if self.driver.pressed else "hover", at, modifiers, pressure))
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._session is not None:
            self.set_view(wheeled(self.view, event))
            event.accept()

    def _pointed(self, at: QPointF) -> None:
        diameter = self._brush_diameter()
        for place in (self._pointer_at, at):
            if diameter and place is not None:
                self.update(self._outline.bounds(place, diameter).toAlignedRect())
        self._pointer_at = at
        self.cursor_moved.emit(*self.view.to_document(at.x(), at.y()))
        near = self.split.held or self.split.is_near(at, self.width())
        if near != self._is_near_split:
            self._is_near_split = near
            self._update_cursor()

    def leaveEvent(self, event: QEvent) -> None:
        self._update_outline()
        self._pointer_at = None
        super().leaveEvent(event)

    def _brush_diameter(self) -> float:
        """Screen px; 0 when the chosen tool has no round brush."""
        tool = self.workspace.tool
        if tool.cursor != "brush":
            return 0.0
        return float(getattr(self.workspace.options[tool.id], "size", 0.0)) * self.view.scale

    def _update_cursor(self) -> None:
        if self._is_near_split:
            shape = Qt.CursorShape.SplitHCursor
        elif self._dragging.is_active:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._dragging.is_armed:
            shape = Qt.CursorShape.OpenHandCursor
        else:
            tool = self.driver.running or self.workspace.tool
            shape = CURSORS.get(tool.cursor, Qt.CursorShape.CrossCursor)
            if self._brush_diameter() >= 5:
                shape = Qt.CursorShape.BlankCursor
        self.setCursor(shape)
        self._update_outline()

    def _update_outline(self) -> None:
        if self._pointer_at is not None and self._brush_diameter():
            self.update(self._outline.bounds(self._pointer_at, self._brush_diameter()).toAlignedRect())

    # ---- keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self._session is not None:
            self.set_view(pinched(self.view, event))
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._claims(event):
            event.accept()
            return True
        return super().event(event)

    def _claims(self, event: QKeyEvent) -> bool:
        """Keys that belong to a running gesture before they are anybody's shortcut, and the space bar."""
        key = event.key()
        if key == Qt.Key.Key_Space or (key == Qt.Key.Key_R and not event.modifiers()):
            return True
        return self.driver.running is not None and (
            key == Qt.Key.Key_Escape or key in ACCEPT or (key in KEYS and not event.modifiers()) or self._undoes(event))

    def _undoes(self, event: QKeyEvent) -> bool:
        """Undo, while a gesture runs that has parts of its own to take back."""
        running = self.driver.running
        return running is not None and running.undoes and self.driver.has_changed and (
            event.matches(QKeySequence.StandardKey.Undo))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in HELD and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self._hold(event, True)
        elif (key == Qt.Key.Key_Escape and self.driver.cancel()) or (key in ACCEPT and self.driver.accept()) or (
                key in KEYS and self.driver.key(KEYS[Qt.Key(key)])) or (
                self._undoes(event) and self.driver.key("Undo")):
            event.accept()
        else:
            self._modified(event)
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in HELD:
            self._hold(event, False)
        else:
            self._modified(event)
            event.ignore()

    def _hold(self, event: QKeyEvent, held: bool) -> None:
        if not event.isAutoRepeat():
            if event.key() == Qt.Key.Key_R:
                self._dragging.turn = held
            else:
                self._dragging.space = held
            self._update_cursor()

    def _modified(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt) and not event.isAutoRepeat():
            held = event.modifiers()
            self.driver.modified(bool(held & Qt.KeyboardModifier.ShiftModifier),
                                 bool(held & Qt.KeyboardModifier.ControlModifier),
                                 bool(held & Qt.KeyboardModifier.AltModifier))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._dragging.stop()
        self._update_cursor()
        super().focusOutEvent(event)

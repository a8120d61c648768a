"""One step in the command bar: what it does, its values as a form, and what is to become of it."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.assistant.step import Step, lacking, told
from editor.assistant.telling import summary
from editor.text import error_text, tr
from editor.ui.form import Form
from editor.ui.icons import icon, pixmap
from editor.ui.theme import repolish
from inference.api import ModelInfo

STATES = {"running": ("loader-circle", "accent_text"), "done": ("circle-check", "good"),
          "failed": ("circle-alert", "danger")}
_ICON_PX = 16
_OWN = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter,
        Qt.Key.Key_Space)


class StepRow(QFrame):
    """Up and Down go to its neighbours, Return opens the form, Delete takes it out, Alt+Up and Alt+Down move it."""

    edited = Signal()
    wanted = Signal(str)  # "up", "down", "remove", "run", "previous", "next"

    def __init__(self, number: int, one: Step, models: tuple[ModelInfo, ...]) -> None:
        super().__init__()
        self.original, self.step, self.number = one, one, number
        self.setObjectName("stepRow")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.form: Form | None = None
        self._shown: Any = None
        self.state = "waiting"
        self.mark, self.badge = QLabel(), QLabel()
        self.title, self.values, self.warning = QLabel(), QLabel(), QLabel()
        self.title.setProperty("role", "strong")
        self.values.setProperty("role", "muted")
        self.values.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.warning.setProperty("role", "danger")
        self.warning.setWordWrap(True)
        self.open_button = self._button("chevron-down", tr("Change the values"), self.toggle)
        policy = self.open_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the other buttons stand below each other
        self.open_button.setSizePolicy(policy)
        self.buttons = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 6, 6, 6)
        self._column.setSpacing(6)
        self._column.addLayout(self._head())
        self._column.addWidget(self.warning)
        self.set_step(one)
        self.set_models(models)
        self.set_state("waiting")

    def _head(self) -> QHBoxLayout:
        tools = QHBoxLayout(self.buttons)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(0)
        for name, tip, wanted in (("play", tr("Run up to here"), "run"), ("chevron-up", tr("Earlier"), "up"),
                                  ("chevron-down", tr("Later"), "down"), ("x", tr("Take out"), "remove")):
            tools.addWidget(self._button(name, tip, lambda w=wanted: self.wanted.emit(w)))
        head = QHBoxLayout()
        head.setSpacing(8)
        self.mark.setFixedWidth(18)
        self.mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.badge.setFixedSize(_ICON_PX, _ICON_PX)
        for widget in (self.mark, self.badge, self.title):
            head.addWidget(widget)
        head.addWidget(self.values, 1)
        head.addWidget(self.buttons)
        head.addWidget(self.open_button)
        return head

    def _button(self, name: str, tip: str, run: Any) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon(name))
        made.setIconSize(QSize(14, 14))
        made.setAutoRaise(True)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda: run())
        return made

    def set_step(self, one: Step) -> None:
        self.step = one
        self.title.setText(tr(one.text))
        self.values.setText(summary(one, tr))
        self.open_button.setVisible(bool(told(one)))
        self.setAccessibleName(f"{self.number}. {tr(one.text)} {summary(one, tr)}")
        self._draw()

    def set_models(self, models: tuple[ModelInfo, ...]) -> None:
        missing = lacking(self.step, models)
        self.warning.setText("" if missing is None else " ".join(error_text(missing)))
        self.warning.setVisible(missing is not None)

    @property
    def can_run(self) -> bool:
        return self.warning.isHidden()

    def set_state(self, state: str) -> None:
        self.state = state
        self.buttons.setEnabled(state != "running")
        self._draw()

    def toggle(self) -> None:
        """Open or close the form."""
        if self.form is None:
            if not told(self.step):
                return
            self._shown = shown_of(self.step)
            self.form = Form(self._shown)
            self.form.setContentsMargins(26, 4, 8, 4)
            self.form.changed.connect(self._edited)
            self._column.addWidget(self.form)
            self.form.hide()
        is_open = self.form.isHidden()
        self.form.setVisible(is_open)
        self.open_button.setIcon(icon("chevron-up" if is_open else "chevron-down"))
        first = next(iter(self.form.fields.values()), None)
        if is_open and first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus()

    def _edited(self) -> None:
        assert self.form is not None
        values = self.form.values()
        names = {field.name for field in dataclasses.fields(values)}
        self.set_step(self.step.with_(**{name: getattr(values, name) for name in names}))
        self.edited.emit()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        if self.state in STATES:
            name, role = STATES[self.state]
            self.mark.setPixmap(pixmap(name, _ICON_PX, role, ratio))
        else:
            self.mark.setText(str(self.number))
        self.badge.setPixmap(pixmap(self.step.declared.icon or "sliders-horizontal", _ICON_PX, "icon", ratio))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        keys = {Qt.Key.Key_Up: "up" if alt else "previous", Qt.Key.Key_Down: "down" if alt else "next",
                Qt.Key.Key_Delete: "remove", Qt.Key.Key_Backspace: "remove"}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.toggle()
        elif event.key() in keys:
            self.wanted.emit(keys[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in _OWN:
            event.accept()  # Delete takes the step out, and clears no layer
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.toggle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._mark_focus(True)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._mark_focus(False)
        super().focusOutEvent(event)

    def _mark_focus(self, has: bool) -> None:
        self.setProperty("chosen", has)
        repolish(self)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        super().changeEvent(event)


def shown_of(one: Step) -> Any:
    """The step's parameters that are worth editing here, as a dataclass of their own with its values."""
    names = {item.name for item in told(one)}
    fields = [(f.name, Any, dataclasses.field(default=f.default, metadata=f.metadata))
              for f in dataclasses.fields(one.params) if f.name in names]
    made = dataclasses.make_dataclass(type(one.params).__name__, fields, frozen=True)
    return made(**{name: getattr(one.params, name) for name in names})

"""What a panel is, and what it may ask of the window that holds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from PySide6.QtWidgets import QWidget

from editor.actions.action import Surroundings

if TYPE_CHECKING:
    from editor.ui.canvas import Canvas


class Host(Surroundings, Protocol):
    """The window as a panel sees it: `.workspace` and the methods of Surroundings, and the canvas."""

    canvas: Canvas

    def trigger(self, action_id: str) -> None:
        """Run the action with this id as if it had been chosen from the menu."""


@dataclass(frozen=True)
class Panel:
    """`factory(host)` makes the widget, once a window. `area` is where it stands at first; panels with the same
    non-empty `stack` share one place as tabs. `text` is an English literal, translated where it is shown.
    A widget whose object has a method `title_widget()` puts that widget into the title bar of its dock.
    """

    id: str
    text: str
    icon: str
    area: Literal["left", "right", "bottom"]
    factory: Callable[[Host], QWidget]
    order: int = 100
    stack: str = ""
    visible: bool = True

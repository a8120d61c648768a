"""What an action is, and what it may ask of the program around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from editor.document.document import Document
from editor.document.layer import Layer
from editor.session import Session
from editor.workspace import Workspace
from inference.api import UserError

P = TypeVar("P")


class Surroundings(Protocol):
    """The window, as far as an action may know it. `editor.ui.window` has it; tests have a plain one."""

    workspace: Workspace

    def ask(self, title: str, values: P) -> P | None:
        """Show the form of a parameter dataclass; its new values, or None when the user cancels."""

    def ask_saving(self, title: str, options: P, document: Document, path: Path) -> P | None:
        """Show the options of a file format with what becomes of the picture; None when the user cancels."""

    def open_paths(self) -> list[Path]:
        """Let the user choose files to open."""

    def save_path(self, suggested: Path, export: bool) -> Path | None:
        """Let the user choose where to save."""

    def open(self, paths: Iterable[Path]) -> None:
        """Open files, each in a session of its own, or bring those to the front that are open."""

    def close_session(self, session: Session) -> bool:
        """Close a document after asking about unsaved work; False when the user keeps it."""

    def filter_dialog(self, operation_id: str) -> None:
        """Open the live preview of a filter."""

    def view(self, command: str) -> None:
        """A command to the canvas: zoom_in, zoom_out, zoom_fit, zoom_100, zoom_200, rotate_left, ..."""

    def window_command(self, command: str) -> None:
        """A command to the window itself: palette, preferences, about, full_screen, toggle_panel:ID, ..."""


@dataclass(frozen=True)
class Action:
    """`menu` is a path such as "Image/Rotate"; "" keeps it out of the menus but in the palette.

    `enabled(workspace)` is asked whenever something changes; `checked(workspace)` makes it a toggle.
    `separator` draws a line before it. `run(surroundings)` may raise UserError.
    """

    id: str
    text: str
    run: Callable[[Surroundings], Any]
    menu: str = ""
    shortcut: str = ""
    icon: str = ""
    hint: str = ""
    enabled: Callable[[Workspace], bool] = lambda workspace: True
    checked: Callable[[Workspace], bool] | None = None
    separator: bool = False
    order: int = 100


def has_document(workspace: Workspace) -> bool:
    return workspace.session is not None


def has_selection(workspace: Workspace) -> bool:
    session = workspace.session
    return session is not None and session.document.selection is not None


def has_layer(workspace: Workspace) -> bool:
    session = workspace.session
    return session is not None and session.active_layer is not None


def has_history(workspace: Workspace) -> bool:
    return workspace.session is not None and workspace.session.history.can_undo


def has_staged(workspace: Workspace) -> bool:
    return workspace.session is not None and workspace.session.front is not None


def session_of(surroundings: Surroundings) -> Session:
    """The session in front. Raises UserError without one."""
    session = surroundings.workspace.session
    if session is None:
        raise UserError("No picture is open.", "Open one or make a new one first.")
    return session


def layer_of(session: Session) -> Layer:
    """The active layer. Raises UserError without one."""
    layer = session.active_layer
    if layer is None:
        raise UserError("No layer is chosen.", "Choose one in the layers panel.")
    return layer

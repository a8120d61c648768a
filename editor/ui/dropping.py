"""Pictures that are dropped on an open document: placed as layers, opened beside it, or asked how they were made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from editor.actions.ai import use_recipe_of
from editor.actions.file import place
from editor.text import tr
from editor.ui.icons import icon
from inference.api import UserError

if TYPE_CHECKING:
    from editor.ui.window import Window


def drop_menu(window: Window, paths: list[Path]) -> QMenu:
    """What can be done with the files; closing it does nothing."""
    menu = QMenu(window)
    several = len(paths) > 1

    def act(name: str, text: str, run: object) -> None:
        menu.addAction(icon(name), text).triggered.connect(run)

    act("image-plus", tr("Place as layers") if several else tr("Place as a layer"),
        lambda: _told(window, lambda: place(window.workspace, paths)))
    act("folder-open", tr("Open"), lambda: window.open(paths))
    if not several:
        act("sparkles", tr("Use its recipe"), lambda: _told(window, lambda: use_recipe_of(window.workspace, paths[0])))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def dropped_at(window: Window, at: QPoint) -> bool:
    """Whether this place of the window, in its own px, is the canvas of an open document."""
    canvas = window.canvas
    return canvas.isVisible() and canvas.rect().contains(canvas.mapFrom(window, at))


def _told(window: Window, work: object) -> None:
    try:
        work()  # type: ignore[operator]
    except UserError as error:
        window.workspace.notice(error)

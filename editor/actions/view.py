"""The View menu: commands to the canvas and to the window."""

from __future__ import annotations

from collections.abc import Callable

from editor.actions.action import Action, Surroundings, has_document
from editor.workspace import Workspace


def _view(command: str) -> Callable[[Surroundings], None]:
    return lambda surroundings: surroundings.view(command)


def _window(command: str) -> Callable[[Surroundings], None]:
    return lambda surroundings: surroundings.window_command(command)


def _is_on(name: str) -> Callable[[Workspace], bool]:
    return lambda workspace: bool(getattr(workspace.settings.values, name))


TURN = "View/Rotate the view"

ACTIONS = (
    Action("view.zoom_in", "Zoom in", _view("zoom_in"), "View", "Ctrl++; Ctrl+=", "zoom-in", enabled=has_document),
    Action("view.zoom_out", "Zoom out", _view("zoom_out"), "View", "Ctrl+-", "zoom-out", enabled=has_document),
    Action("view.fit", "Fit in the window", _view("zoom_fit"), "View", "Ctrl+0", "maximize", enabled=has_document),
    Action("view.actual", "Actual pixels (100 %)", _view("zoom_100"), "View", "Ctrl+1", "image", enabled=has_document),
    Action("view.double", "200 %", _view("zoom_200"), "View", "Ctrl+2", enabled=has_document),
    Action("view.rotate_left", "Rotate left", _view("rotate_left"), TURN, "Ctrl+Alt+Left", "rotate-ccw",
           enabled=has_document),
    Action("view.rotate_right", "Rotate right", _view("rotate_right"), TURN, "Ctrl+Alt+Right", "rotate-cw",
           enabled=has_document),
    Action("view.rotate_reset", "Upright", _view("rotate_reset"), TURN, "Ctrl+Alt+0", enabled=has_document),
    Action("view.mirror", "Mirror the view", _view("mirror"), TURN, "Shift+F", "flip-horizontal-2",
           enabled=has_document, separator=True),
    Action("view.split", "Before and after", _view("split"), "View", "Shift+Y", "contrast",
           "A line to drag: left of it the picture as it was.", enabled=has_document, separator=True),
    Action("view.rulers", "Rulers", _window("rulers"), "View", "Ctrl+R", checked=_is_on("rulers"), separator=True),
    Action("view.pixel_grid", "Pixel grid", _window("pixel_grid"), "View", "Ctrl+'", "grid-2x2",
           checked=_is_on("pixel_grid")),
    Action("view.full_screen", "Full screen", _window("full_screen"), "View", "F11", "expand", separator=True),
)

"""Commands to the window by name, and the actions for those that no file of editor.actions declares."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from editor.actions.action import Action, Surroundings
from editor.ui.panels.ai import AIPanel
from editor.workspace import Workspace

if TYPE_CHECKING:
    from editor.ui.window import Window


def window_command(window: Window, command: str) -> None:
    """Names are of the form "name" or "name:argument". Unknown ones are an error of the program."""
    name, _, argument = command.partition(":")
    simple: dict[str, Any] = {
        "palette": window.open_palette, "command_bar": lambda: window.command_bar.open_bar(),
        "preferences": window.open_preferences, "about": window.open_about,
        "shortcuts": window.open_shortcuts, "models": window.open_models, "full_screen": lambda: _full_screen(window),
        "toggle_panels": window.docks.toggle_all, "hide_panels": window.docks.toggle_all,
        "reset_layout": window.docks.reset, "close": lambda: _close(window), "close_all": window.files.close_all,
        "quit": window.close, "next_tab": lambda: window.tabs.step(1), "previous_tab": lambda: window.tabs.step(-1),
        "swap_colours": window.tool_bar.colours.swap, "default_colours": window.tool_bar.colours.reset,
        "select_and_mask": lambda: _select_and_mask(window), "colour_range": lambda: _colour_range(window),
        "rulers": lambda: _toggle(window, "rulers"), "pixel_grid": lambda: _toggle(window, "pixel_grid"),
    }
    if name in simple:
        simple[name]()
    elif name in ("toggle_panel", "panel"):
        window.docks.toggle(argument)
    elif name == "show_panel":
        window.docks.toggle(argument, show=True)
    elif name in ("operation", "press"):
        _operation(window, argument, pressed=name == "press")
    elif name == "theme":
        settings = window.workspace.settings
        settings.update(dataclasses.replace(settings.values, theme=argument))
    elif name == "open_url":
        QDesktopServices.openUrl(QUrl(argument))
    else:
        raise ValueError(command)


def _operation(window: Window, operation: str, pressed: bool) -> None:
    """Bring the AI panel to the front with this operation; `pressed`: and press its button, if it can be."""
    window.docks.toggle("ai", show=True)
    panel = cast(AIPanel, window.docks.docks["ai"].body)
    panel.choose_operation(operation)
    if pressed and panel.button.isEnabled():
        panel.submit()
    else:
        panel.begin()


def _full_screen(window: Window) -> None:
    if window.isFullScreen():
        window.showNormal()
    else:
        window.showFullScreen()


def _select_and_mask(window: Window) -> None:
    from editor.ui.refine_dialog import RefineDialog

    if window.workspace.session is not None:
        _show_large(window, RefineDialog(window.workspace.session, window.workspace.notice, window))


def _colour_range(window: Window) -> None:
    from editor.ui.range_dialog import RangeDialog

    if window.workspace.session is not None:
        _show_large(window, RangeDialog(window.workspace.session, window.workspace.notice, window))


def _show_large(window: Window, dialog: Any) -> None:
    """Nearly as large as the window, over its middle."""
    dialog.finished.connect(window.canvas.setFocus)
    dialog.resize(window.size() * 0.92)
    window._show_dialog(dialog)
    dialog.move(window.geometry().center() - dialog.rect().center())


def _close(window: Window) -> None:
    if window.workspace.session is not None:
        window.close_session(window.workspace.session)


def _toggle(window: Window, name: str) -> None:
    settings = window.workspace.settings
    changes: dict[str, Any] = {name: not getattr(settings.values, name)}
    settings.update(dataclasses.replace(settings.values, **changes))


def _command(name: str) -> Any:
    def run(surroundings: Surroundings) -> None:
        surroundings.window_command(name)
    return run


def _theme_is(name: str) -> Any:
    def checked(workspace: Workspace) -> bool:
        return workspace.settings.values.theme == name
    return checked


WINDOW_ACTIONS = (
    Action("window.palette", "Command palette…", _command("palette"), "Help", "Ctrl+K", "search", order=10),
    Action("window.command_bar", "Say what to do…", _command("command_bar"), "AI", "Ctrl+Shift+K", "wand-sparkles",
           "A sentence becomes steps: turn my photo into a cartoon, then make it warmer.", order=9),
    Action("colours.swap", "Swap foreground and background", _command("swap_colours"), "", "X", "repeat-2"),
    Action("colours.default", "Black and white", _command("default_colours"), "", "D", "rotate-ccw"),
    Action("window.toggle_panels", "Hide or show the panels", _command("toggle_panels"), "Window", "Tab",
           "panel-right"),
    Action("window.reset_layout", "Reset the layout", _command("reset_layout"), "Window", "", "layout-dashboard"),
    Action("window.theme_dark", "Dark theme", _command("theme:dark"), "Window/Theme", icon="moon",
           checked=_theme_is("dark")),
    Action("window.theme_light", "Light theme", _command("theme:light"), "Window/Theme", icon="sun",
           checked=_theme_is("light")),
    Action("window.next_tab", "Next document", _command("next_tab"), "", "Ctrl+Tab", "chevron-right"),
    Action("window.previous_tab", "Previous document", _command("previous_tab"), "", "Ctrl+Shift+Tab",
           "chevron-left"),
    Action("window.shortcuts", "Keyboard shortcuts…", _command("shortcuts"), "Help", "", "keyboard", order=11),
)

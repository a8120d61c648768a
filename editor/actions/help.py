"""The Help menu."""

from __future__ import annotations

from editor.actions.action import Action, Surroundings


def about(surroundings: Surroundings) -> None:
    surroundings.window_command("about")


ACTIONS = (
    Action("help.about", "About Limner", about, "Help", icon="info", separator=True),
)

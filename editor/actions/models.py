"""The window of models."""

from __future__ import annotations

from editor.actions.action import Action, Surroundings


def open_models(surroundings: Surroundings) -> None:
    surroundings.window_command("models")


ACTIONS = (
    Action("models.open", "Models…", open_models, "AI", "Ctrl+Shift+M", "package",
           hint="What is installed, and what can be had.", separator=True, order=200),
)

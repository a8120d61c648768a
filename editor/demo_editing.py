"""The part of the demo that shows the editor itself: steps made of a sentence, and adjustment layers."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from editor.actions.adjustments import add, adjustments
from editor.document.selection_shape import from_ellipse

if TYPE_CHECKING:
    from editor.demo import Stage

SENTENCE = "turn my photo into a cartoon, then make it warmer, darken the corners and sharpen a bit"


def _sentence(stage: Stage) -> None:
    """The command bar: what is said, as steps that can be changed and run."""
    stage.open("rocket.jpg")
    stage.window.view("zoom_fit")
    stage.window.window_command("command_bar")
    bar = stage.window.command_bar
    bar.say(SENTENCE)
    stage.shoot("sentence")
    bar.close_bar()


def _adjustments(stage: Stage) -> None:
    """Two adjustment layers, one of them with the selection as its mask."""
    stage.open("coffee.png")
    session = stage.session
    _adjust(stage, "exposure", stops=0.3)
    session.commit("Select", session.document.with_(selection=from_ellipse(78, 62, 486, 402, session.document.rect)))
    _adjust(stage, "hue_saturation", hue=-150.0)
    session.commit("Deselect", session.document.with_(selection=None))
    stage.window.view("zoom_fit")
    stage.shoot("adjustments", 1.0)
    stage.window.window_command("show_panel:ai")


def _adjust(stage: Stage, name: str, **values: Any) -> None:
    operation = next(one for one in adjustments() if one.id == name)
    add(stage.window, operation, dataclasses.replace(operation.parameters(), **values))
    stage.spin(0.3)


STEPS = (_sentence, _adjustments)

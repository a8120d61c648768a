"""What all selection tools share: how a new shape meets the old selection, and moving a selection by dragging it."""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.document import Document
from editor.document.pixels import Pixels
from editor.document.selection_modify import feather
from editor.document.selection_shape import Mode, combine, moved
from editor.tools.tool import Gesture, Pointer, Scene, Step
from inference.api import choice, flag, number

MODES = {"replace": "New selection", "add": "Add to selection", "subtract": "Subtract from selection",
         "intersect": "Intersect with selection"}


@dataclass(frozen=True)
class SelectOptions:
    mode: str = choice("Mode", "replace", MODES)
    feather: float = number("Feather", 0.0, 0.0, 250.0, unit="px", step=0.5)
    antialias: bool = flag("Antialias", True)


def mode_of(scene: Scene, event: Pointer) -> Mode:
    """Of the option, or of the keys held at the press: Shift adds, Alt subtracts, both intersect."""
    if scene.document.selection is not None and (event.shift or event.alt):
        return "intersect" if event.shift and event.alt else "add" if event.shift else "subtract"
    mode: Mode = scene.options.mode
    return mode


def selected(scene: Scene, shape: Pixels | None, mode: Mode) -> Document:
    """The document with `shape`, feathered as the options say, put together with its selection."""
    document, radius = scene.document, float(getattr(scene.options, "feather", 0.0))
    if shape is not None and radius > 0:
        shape = feather(shape, radius, document.rect)
    result = combine(document.selection, shape, mode)
    return document if result is document.selection else document.with_(selection=result)


def sampled_layer(scene: Scene) -> int | None:
    """The layer that is looked at; None for the merged picture."""
    return None if scene.options.all_layers else scene.layer_id


def is_inside(scene: Scene, event: Pointer) -> bool:
    """The press is one on the selection itself, which a plain drag moves."""
    selection = scene.document.selection
    return (selection is not None and mode_of(scene, event) == "replace"
            and bool(selection.at(int(event.x // 1), int(event.y // 1)) > 127))


def move_selection(scene: Scene, event: Pointer) -> Gesture:
    """A drag of the selection's outline; a click without a drag deselects."""
    document = scene.document
    assert document.selection is not None
    start, shown, dragged = event, document, False
    event = yield Step()
    while event.kind != "release":
        dx, dy = round(event.x - start.x), round(event.y - start.y)
        dragged = dragged or dx != 0 or dy != 0
        if dragged:
            shown = document.with_(selection=moved(document.selection, dx, dy, document.rect))
        event = yield Step(document=shown, hint=f"{dx}, {dy}")
    if dragged:
        return Step(document=shown, label="Move selection")
    return Step(document=document.with_(selection=None), label="Deselect")


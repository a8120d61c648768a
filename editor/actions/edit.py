"""The Edit menu: history, clipboard, fill, preferences."""

from __future__ import annotations

from dataclasses import dataclass, replace

from editor.actions import clipboard
from editor.actions.action import Action, Surroundings, has_document, has_history, has_layer, session_of
from editor.document.content import cleared, copied, filled, pasted
from editor.document.document import Document
from editor.document.layers import fresh_name
from editor.document.pixels import Pixels
from editor.text import tr
from editor.workspace import Workspace
from inference.api import choice, integer


@dataclass(frozen=True)
class Fill:
    contents: str = choice("Contents", "foreground", {"foreground": "Foreground colour", "background":
                           "Background colour", "white": "White", "grey": "50 % grey", "black": "Black"})
    opacity: int = integer("Opacity", 100, 1, 100, unit="%")


def undo(surroundings: Surroundings) -> None:
    session_of(surroundings).undo()


def redo(surroundings: Surroundings) -> None:
    session_of(surroundings).redo()


def can_redo(workspace: Workspace) -> bool:
    return workspace.session is not None and workspace.session.history.can_redo


def copy(surroundings: Surroundings) -> None:
    _copy(surroundings, merged=False)


def copy_merged(surroundings: Surroundings) -> None:
    _copy(surroundings, merged=True)


def _copy(surroundings: Surroundings, merged: bool) -> None:
    session = session_of(surroundings)
    layer = session.active_layer
    array, x, y = copied(session.document, layer.id if layer else None, merged)
    clipboard.put(array, (x, y))


def cut(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    layer = session.active_layer
    document = cleared(session.document, layer.id if layer else None, surroundings.workspace.background)
    copy(surroundings)
    session.commit("Cut", document)


def paste(surroundings: Surroundings) -> None:
    """A new layer where the part came from, if that is on the canvas; else in the middle."""
    _paste(surroundings, in_place=False)


def paste_in_place(surroundings: Surroundings) -> None:
    _paste(surroundings, in_place=True)


def _paste(surroundings: Surroundings, in_place: bool) -> None:
    array, place = clipboard.take()
    session = surroundings.workspace.session
    if session is None:
        paste_as_document(surroundings)
        return
    document, layer = session.document, session.active_layer
    at = place or ((0, 0) if in_place else None)
    if at is not None and not in_place and (document.selection is not None or not document.rect.contains(*at)):
        at = None
    result, made = pasted(document, array, fresh_name(document, tr("Pasted")), at, layer.id if layer else None)
    session.commit("Paste", result, active=made)


def paste_as_document(surroundings: Surroundings) -> None:
    from editor.actions.file import add
    from editor.formats.raster import Raster, document_of

    array = clipboard.take().array
    add(surroundings.workspace, document_of(Raster(array), tr("Background")), "Paste")


def clear(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    layer = session.active_layer
    if surroundings.workspace.target == "mask":
        _fill_mask(surroundings, 0.0)
        return
    session.commit("Clear", cleared(session.document, layer.id if layer else None, surroundings.workspace.background))


def fill(surroundings: Surroundings) -> None:
    values = surroundings.ask(tr("Fill"), Fill())
    if values is not None:
        workspace = surroundings.workspace
        colours = {"foreground": workspace.foreground, "background": workspace.background,
                   "white": (1.0, 1.0, 1.0, 1.0), "grey": (0.5, 0.5, 0.5, 1.0), "black": (0.0, 0.0, 0.0, 1.0)}
        _fill(surroundings, colours[values.contents], values.opacity / 100)


def fill_foreground(surroundings: Surroundings) -> None:
    _fill(surroundings, surroundings.workspace.foreground)


def fill_background(surroundings: Surroundings) -> None:
    _fill(surroundings, surroundings.workspace.background)


def _fill(surroundings: Surroundings, colour: tuple[float, float, float, float], opacity: float = 1.0) -> None:
    session = session_of(surroundings)
    layer = session.active_layer
    if surroundings.workspace.target == "mask":
        _fill_mask(surroundings, 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2])
        return
    session.commit("Fill", filled(session.document, layer.id if layer else None, colour, opacity))


def _fill_mask(surroundings: Surroundings, level: float) -> None:
    """The selection filled in the layer's mask, in grey 0-1."""
    session = session_of(surroundings)
    layer = session.active_layer
    session.commit("Fill the mask", mask_filled(session.document, layer.id if layer else None, level))


def mask_filled(document: Document, layer_id: int | None, level: float) -> Document:
    import numpy as np

    from editor.document.paint_target import surface
    from editor.document.pixels import white
    from editor.document.selection_shape import as_array, blend_through, bounds

    target = surface(document, layer_id, "mask")
    value = level * white(target.pixels.dtype)
    if document.selection is None:
        return target.put(Pixels(1, target.pixels.dtype, fill=float(round(value))))
    area = bounds(document)
    place = area.moved(-target.x, -target.y)
    old = target.pixels.read(place)
    new = np.full_like(old, round(value) if old.dtype.kind != "f" else value)
    return target.put(target.pixels.write(place.x, place.y, blend_through(old, new, as_array(document, area))))


def transform(surroundings: Surroundings, mode: str = "free") -> None:
    workspace = surroundings.workspace
    workspace.choose_tool("transform")
    workspace.set_options(replace(workspace.options["transform"], mode=mode))


def distort(surroundings: Surroundings) -> None:
    transform(surroundings, "distort")


def perspective(surroundings: Surroundings) -> None:
    transform(surroundings, "perspective")


def warp(surroundings: Surroundings) -> None:
    transform(surroundings, "warp")


def can_transform(workspace: Workspace) -> bool:
    return "transform" in workspace.tools and has_layer(workspace)


def _preferences(surroundings: Surroundings) -> None:
    surroundings.window_command("preferences")


ACTIONS = (
    Action("edit.undo", "Undo", undo, "Edit", "Ctrl+Z", "undo-2", enabled=has_history),
    Action("edit.redo", "Redo", redo, "Edit", "Ctrl+Shift+Z; Ctrl+Y", "redo-2", enabled=can_redo),
    Action("edit.cut", "Cut", cut, "Edit", "Ctrl+X", "scissors", enabled=has_layer, separator=True),
    Action("edit.copy", "Copy", copy, "Edit", "Ctrl+C", "copy", enabled=has_layer),
    Action("edit.copy_merged", "Copy merged", copy_merged, "Edit", "Ctrl+Shift+C", "copy",
           hint="Copy what all visible layers show.", enabled=has_document),
    Action("edit.paste", "Paste", paste, "Edit", "Ctrl+V", "clipboard"),
    Action("edit.paste_in_place", "Paste in place", paste_in_place, "Edit", "Ctrl+Shift+V", "clipboard",
           enabled=has_document),
    Action("edit.paste_as_document", "Paste as new picture", paste_as_document, "Edit", "Ctrl+Alt+V", "file-plus"),
    Action("edit.clear", "Clear", clear, "Edit", "Del", "eraser", enabled=has_layer),
    Action("edit.fill", "Fill…", fill, "Edit", "Shift+F5", "paint-bucket", enabled=has_layer, separator=True),
    Action("edit.fill_foreground", "Fill with foreground", fill_foreground, "Edit", "Alt+Backspace", "paint-bucket",
           enabled=has_layer),
    Action("edit.fill_background", "Fill with background", fill_background, "Edit", "Ctrl+Backspace", "paint-bucket",
           enabled=has_layer),
    Action("edit.transform", "Free transform", transform, "Edit", "Ctrl+T", "scaling", enabled=can_transform,
           separator=True),
    Action("edit.distort", "Distort", distort, "Edit", "", "scaling", hint="Pull each corner by itself.",
           enabled=can_transform),
    Action("edit.perspective", "Perspective", perspective, "Edit", "", "scaling", hint="Tilt the layer away or nearer.",
           enabled=can_transform),
    Action("edit.warp", "Warp", warp, "Edit", "", "grid-3x3", hint="Bend the layer by a mesh of points.",
           enabled=can_transform),
    Action("edit.preferences", "Preferences…", _preferences, "Edit", "Ctrl+,", "sliders-horizontal", separator=True),
)

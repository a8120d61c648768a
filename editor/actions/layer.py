"""The Layer menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from editor.actions.action import Action, Surroundings, has_document, has_layer, layer_of, session_of
from editor.actions.adjustments import NEW, OWN
from editor.actions.ai import at_once
from editor.background import waited
from editor.document import layers
from editor.document.compose import flatten, merge_down, merge_group, merge_visible, stamp_visible
from editor.document.document import Document
from editor.document.layer import AdjustmentLayer, GroupLayer, Layer, PixelLayer
from editor.document.pixels import Pixels
from editor.document.turning import Turn, turned_layer
from editor.session import Session
from editor.text import tr
from editor.workspace import Workspace
from inference.api import UserError, text


@dataclass(frozen=True)
class Rename:
    name: str = text("Name")


def _edit(label: str, change: Callable[[Document, Layer], Document | tuple[Document, int | None]],
          ) -> Callable[[Surroundings], None]:
    """An edit of the active layer; `change` gives the document, or it and the layer to choose next."""

    def run(surroundings: Surroundings) -> None:
        session = session_of(surroundings)
        result = change(session.document, layer_of(session))
        document, active = result if isinstance(result, tuple) else (result, None)
        session.commit(label, document, active=active)

    return run


def _property(label: str, name: str) -> Callable[[Surroundings], None]:
    """Toggles a flag of the active layer."""
    return _edit(label, lambda document, layer: document.with_layer(layer.with_(**{name: not getattr(layer, name)})))


def _has(name: str) -> Callable[[Workspace], bool]:
    def is_on(workspace: Workspace) -> bool:
        layer = workspace.session.active_layer if workspace.session else None
        return bool(layer is not None and getattr(layer, name))

    return is_on


def new(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    document = session.document
    made = PixelLayer(name=layers.fresh_name(document, tr("Layer")), pixels=Pixels(4, document.dtype))
    session.commit("New layer", layers.added(document, made, _active(session)), active=made.id)


def new_group(surroundings: Surroundings) -> None:
    """Around the active layer; an empty one without."""
    session = session_of(surroundings)
    document, active = session.document, session.active_layer
    name = layers.fresh_name(document, tr("Group"))
    if active is None:
        group = GroupLayer(name=name, blend="pass through")
        session.commit("Group", document.inserted(group), active=group.id)
        return
    result, made = layers.grouped(document, active.id, name)
    session.commit("Group", result, active=made)


def _active(session: Session) -> int | None:
    return session.active_layer.id if session.active_layer else None


def duplicate(surroundings: Surroundings) -> None:
    """The layer, or what is selected of it, as a new layer (Photoshop's "Layer via copy")."""
    from editor.document.content import copied, pasted

    session = session_of(surroundings)
    document, layer = session.document, layer_of(session)
    name = tr("{name} copy", name=layer.name)
    if document.selection is None or isinstance(layer, GroupLayer | AdjustmentLayer):
        result, made = layers.duplicated(document, layer.id, name)
    else:
        array, x, y = copied(document, layer.id)
        result, made = pasted(document, array, name, (x, y), layer.id)
    session.commit("Duplicate", result, active=made)


def rename(surroundings: Surroundings) -> None:
    session = session_of(surroundings)
    layer = layer_of(session)
    values = surroundings.ask(tr("Rename layer"), Rename(layer.name))
    if values is not None and values.name.strip():
        session.commit("Rename", session.document.with_layer(layer.with_(name=values.name.strip())))


def mask_reveal(document: Document, layer: Layer) -> Document:
    return layers.with_mask(document, layer.id, None)


def mask_hide(document: Document, layer: Layer) -> Document:
    return layers.with_mask(document, layer.id, None, inverse=True)


def add_mask(document: Document, layer: Layer) -> Document:
    """From the selection, which is then gone; all of it shown without one."""
    return layers.with_mask(document, layer.id, document.selection).with_(selection=None)


def mask_inverse(document: Document, layer: Layer) -> Document:
    if document.selection is None:
        raise UserError("Nothing is selected.", "Draw around the part to hide.")
    return layers.with_mask(document, layer.id, document.selection, inverse=True).with_(selection=None)


def mask_switched(document: Document, layer: Layer) -> Document:
    from editor.document.layer import Mask

    if layer.mask is None:
        return document
    return document.with_layer(layer.with_(mask=Mask(layer.mask.pixels, not layer.mask.enabled)))


def _mask(label: str, change: Callable[[Document, Layer], Document]) -> Callable[[Surroundings], None]:
    """An edit that leaves no mask to paint on, or makes one."""
    edit = _edit(label, change)

    def run(surroundings: Surroundings) -> None:
        edit(surroundings)
        layer = session_of(surroundings).active_layer
        surroundings.workspace.set_target("mask" if layer is not None and layer.mask is not None else "pixels")

    return run


def _merged_down(document: Document, layer: Layer) -> tuple[Document, int | None]:
    if isinstance(layer, GroupLayer):
        return waited(lambda: merge_group(document, layer.id)), layer.id
    index = layers.place(document, layer.id)[1]
    if index == 0:
        raise UserError("There is no layer below this one in its group.")
    below = layers.siblings(document, layer.id)[index - 1]
    if below.locked or layer.locked:
        raise UserError("The layer {name} is locked.", "Unlock it in the layers panel.",
                        name=below.name if below.locked else layer.name)
    return waited(lambda: merge_down(document, layer.id)), below.id


def _whole(label: str, change: Callable[[Document], Document]) -> Callable[[Surroundings], None]:
    def run(surroundings: Surroundings) -> None:
        session = session_of(surroundings)
        document = session.document
        result = waited(lambda: change(document))
        top = result.layers[-1].id if result.layers else None
        session.commit(label, result, active=top)

    return run


def _flattened(document: Document) -> Document:
    return flatten(document, tr("Background"))


def _visible_merged(document: Document) -> Document:
    return merge_visible(document, tr("Merged"))


def _stamped(document: Document) -> Document:
    return stamp_visible(document, tr("Stamp"))


def _moved(by: int) -> Callable[[Document, Layer], Document]:
    return lambda document, layer: layers.shifted(document, layer.id, by)


def _turned(turn: Turn) -> Callable[[Document, Layer], Document]:
    return lambda document, layer: waited(lambda: turned_layer(document, layer.id, turn))


def has_mask(workspace: Workspace) -> bool:
    return _has("mask")(workspace)


def has_no_mask(workspace: Workspace) -> bool:
    return has_layer(workspace) and not has_mask(workspace)


def is_group(workspace: Workspace) -> bool:
    return workspace.session is not None and isinstance(workspace.session.active_layer, GroupLayer)


def has_layers(workspace: Workspace) -> bool:
    return workspace.session is not None and len(workspace.session.document.layers) > 1


MASK, ORDER, TURN, LOCK = "Layer/Mask", "Layer/Arrange", "Layer/Rotate and flip", "Layer/Lock"
FAR = 1 << 20


def _arrange(name: str, label: str, by: int, keys: str) -> Action:
    return Action(f"layer.{name}", label, _edit("Move layer", _moved(by)), ORDER, keys, enabled=has_layer)


def _turn(name: str, label: str, turn: Turn, icon: str = "") -> Action:
    return Action(f"layer.{name}", label, _edit("Turn layer", _turned(turn)), TURN, icon=icon, enabled=has_layer)


def _removed(document: Document, layer: Layer) -> Any:
    return layers.removed(document, layer.id)


ACTIONS = (
    Action("layer.new", "New layer", new, "Layer", "Ctrl+Shift+N", "plus", enabled=has_document),
    *NEW,
    Action("layer.duplicate", "Duplicate layer", duplicate, "Layer", "Ctrl+J", "copy", enabled=has_layer,
           hint="Copy the layer, or what is selected of it."),
    Action("layer.delete", "Delete layer", _edit("Delete layer", _removed), "Layer", "", "trash-2", enabled=has_layer),
    Action("layer.rename", "Rename layer…", rename, "Layer", "F2", "pencil", enabled=has_layer),
    Action("layer.group", "Group", new_group, "Layer", "Ctrl+G", "folder-plus", enabled=has_document, separator=True),
    Action("layer.ungroup", "Ungroup", _edit("Ungroup", lambda document, layer: layers.ungrouped(document, layer.id)),
           "Layer", "Ctrl+Shift+G", "folder", enabled=is_group),
    Action("layer.clipping", "Clip to the layer below", _property("Clipping", "clipping"), "Layer", "Ctrl+Alt+G",
           "corner-left-down", enabled=has_layer, checked=_has("clipping")),
    Action("layer.visible", "Show layer", _property("Visibility", "visible"), "Layer", "Ctrl+Alt+,", "eye",
           enabled=has_layer, checked=_has("visible")),
    Action("layer.remove_background", "Remove background", at_once("background"), MASK, "", "image-minus",
           "Hides it with a mask; nothing is lost.", enabled=has_layer),
    Action("layer.add_mask", "Add mask", _mask("Add mask", add_mask), MASK, "", "circle-dot-dashed",
           hint="From the selection, or one that shows everything.", enabled=has_no_mask),
    Action("layer.mask_reveal", "Reveal all", _mask("Add mask", mask_reveal), MASK, enabled=has_no_mask),
    Action("layer.mask_hide", "Hide all", _mask("Add mask", mask_hide), MASK, enabled=has_no_mask),
    Action("layer.mask_inverse", "Hide the selection", _mask("Add mask", mask_inverse), MASK, enabled=has_no_mask),
    Action("layer.mask_switch", "Switch mask on or off", _edit("Switch mask", mask_switched), MASK, enabled=has_mask,
           separator=True),
    Action("layer.mask_apply", "Apply mask", _mask("Apply mask", lambda document, layer: layers.mask_applied(
        document, layer.id)), MASK, "", "check", enabled=has_mask),
    Action("layer.mask_delete", "Delete mask", _mask("Delete mask", lambda document, layer: layers.without_mask(
        document, layer.id)), MASK, "", "x", enabled=has_mask),
    _arrange("to_front", "To the front", FAR, "Ctrl+Shift+]"),
    _arrange("raise", "Raise", 1, "Ctrl+]"),
    _arrange("lower", "Lower", -1, "Ctrl+["),
    _arrange("to_back", "To the back", -FAR, "Ctrl+Shift+["),
    _turn("rotate_right", "Rotate layer right", "right", "rotate-cw"),
    _turn("rotate_left", "Rotate layer left", "left", "rotate-ccw"),
    _turn("rotate_180", "Rotate layer by 180°", "half"),
    _turn("flip_horizontal", "Flip layer horizontally", "horizontal", "flip-horizontal-2"),
    _turn("flip_vertical", "Flip layer vertically", "vertical"),
    Action("layer.lock", "Lock layer", _property("Lock", "locked"), LOCK, "Ctrl+/", "lock", enabled=has_layer,
           checked=_has("locked")),
    Action("layer.lock_alpha", "Lock transparency", _property("Lock transparency", "lock_alpha"), LOCK, "/",
           "grid-2x2", enabled=has_layer, checked=_has("lock_alpha")),
    *OWN,
    Action("layer.merge_down", "Merge down", _edit("Merge down", _merged_down), "Layer", "Ctrl+E", "chevrons-down",
           enabled=has_layer, separator=True),
    Action("layer.merge_visible", "Merge visible", _whole("Merge visible", _visible_merged), "Layer", "Ctrl+Shift+E",
           "layers", enabled=has_layers),
    Action("layer.stamp", "Stamp visible", _whole("Stamp visible", _stamped), "Layer", "Ctrl+Alt+Shift+E", "layers-2",
           hint="A new layer that shows what all visible ones show.", enabled=has_document),
    Action("layer.flatten", "Flatten", _whole("Flatten", _flattened), "Layer", enabled=has_document),
)

"""Steps carried out: a filter or an action at once, an operation by the engine; one after the other, each a step of the
history. Functions of documents; who calls them has the engine.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from editor.assistant import actions
from editor.assistant.step import Plan, Step, engine_operation, lacking
from editor.contexts import Still
from editor.document.compose import compose
from editor.document.document import Document
from editor.document.history import History
from editor.document.layer import Layer, PixelLayer
from editor.document.pixels import Pixels, convert, white
from editor.document.selection_shape import from_array
from editor.document.words import TextLayer
from editor.errands import masked
from editor.filters.apply import apply_filter
from editor.repainting import runs
from editor.requests import build, refuse_blank
from editor.staging import Placement, new_document, place
from inference.api import ModelInfo, Operation, Picture, Request, Result, UserError, able, operation_named

Run = Callable[[Request], Result]
HISTORY = ("undo", "redo")


def is_for_engine(one: Step) -> bool:
    return bool(engine_operation(one))


def moves_history(one: Step) -> bool:
    return one.kind == "action" and one.id in HISTORY


def footing(document: Document, name: str) -> tuple[Document, int]:
    """A layer that shows the whole picture, for a filter that is meant for all of it: the layer that covers the others
    or is alone, else a new one on top with what is visible. Raises UserError where nothing is."""
    shown = [layer for layer in document.layers if layer.visible]
    top = shown[-1] if shown else None
    if isinstance(top, PixelLayer) and _is_plain(top) and (len(shown) == 1 or _covers(top, document)):
        return document, top.id
    image = compose(document, document.rect)
    refuse_blank(image)
    layer = PixelLayer(name=name, pixels=Pixels(4, document.dtype).write(0, 0, image))
    return document.inserted(layer), layer.id


def _is_plain(layer: Layer) -> bool:
    return not (layer.locked or layer.lock_alpha or layer.clipping or isinstance(layer, TextLayer))


def _covers(layer: PixelLayer, document: Document) -> bool:
    if layer.blend != "normal" or layer.opacity < 1 or (layer.mask is not None and layer.mask.enabled):
        return False
    alpha = layer.pixels.read(document.rect.moved(-layer.x, -layer.y))[..., 3]
    return bool((alpha >= white(alpha.dtype)).all())


def carried(document: Document, one: Step) -> Document:
    """The document after a step that needs no engine. Raises UserError."""
    if one.kind == "filter":
        below, layer_id = footing(document, one.declared.text)
        return apply_filter(below, layer_id, one.declared, one.params)
    made: Document = one.declared.run(document, one.params)
    return made


def asked(
    document: Document | None, one: Step, models: tuple[ModelInfo, ...] = (), seed: int = 0, wanted: bool = True,
) -> tuple[Request, Placement]:
    """What the engine is asked for a step, and where its answer goes. `wanted`: it may choose the sibling of a model.
    Raises UserError where a model or a selection is missing."""
    missing = lacking(one, models)
    if missing is not None:
        raise missing
    operation = operation_named(engine_operation(one))
    params = one.params
    if document is not None and (one.kind, one.id) == ("action", "extend"):
        params = operation.parameters(**actions.sides(document, params))
    if document is None and operation.needs:
        raise UserError("No picture is open.", "Open one or make a new one first.")
    chosen = next(iter(able(models, operation.id)), None)
    if one.kind == "selection" or operation.gives == "mask":
        assert document is not None
        return _looking(document, one, operation, params, chosen)
    info = runs(operation, params, chosen, models, document, wanted=wanted)
    scene = None if document is None else Still(document, None, document.regions)
    return build(scene, operation, params, info.path if info else None, seed, 1, info.native if info else 0,
                 chosen=chosen.path if chosen and info is not chosen else None)


def _looking(
    document: Document, one: Step, operation: Operation, params: Any, model: ModelInfo | None,
) -> tuple[Request, Placement]:
    """The whole visible picture; a selection begins anew, a cut-out stays within the one that is there."""
    image = compose(document, document.rect)
    refuse_blank(image)
    within = None
    if one.kind == "operation" and document.selection is not None:
        within = convert(document.selection.read(document.rect), "uint8")
    placement = Placement("select" if one.kind == "selection" else "mask", document.rect, name=one.text)
    return Request(operation.id, params, image, within, model.path if model else None), placement


def answered(
    document: Document | None, one: Step, picture: Picture, placement: Placement, recipe: Mapping[str, Any],
) -> Document:
    """The document with the engine's answer in it. Raises UserError where nothing was found."""
    if document is None:
        return new_document(picture, placement, recipe)
    if placement.kind == "select":
        found = from_array(convert(picture.pixels[..., 0], "uint8"), placement.rect.x, placement.rect.y)
        if found is None:
            raise _nothing_found(one)
        return document.with_(selection=found)
    if placement.kind == "mask":
        return _cut_out(document, picture, placement)
    return place(document, picture, placement, recipe)[0]


def _nothing_found(one: Step) -> UserError:
    if one.id == "find":
        return UserError("“{what}” was not found in the picture.", "Try other words, or select it yourself.",
                         what=one.params.words)
    if one.id == "damage":
        return UserError("No damage was found.", "Raise the sensitivity, or paint over it with the spot tool.")
    return UserError("No subject was found.", "Click on it with Smart select instead.")


def _cut_out(document: Document, picture: Picture, placement: Placement) -> Document:
    """The visible picture gets the mask; what lies below would show through it, and is hidden."""
    document, layer_id = footing(document, placement.name)
    others = tuple(layer if layer.id == layer_id else layer.with_(visible=False) for layer in document.layers)
    return masked(document.with_(layers=others), picture, dataclasses.replace(placement, above=layer_id))


def moved(history: History, one: Step) -> History:
    """Undo or redo, once. Raises UserError at either end."""
    if one.id == "undo":
        if not history.can_undo:
            raise UserError("There is nothing to undo.")
        return history.undo()
    if not history.can_redo:
        raise UserError("There is nothing to redo.")
    return history.redo()


def carry_out(
    history: History | None, plan: Plan, models: tuple[ModelInfo, ...], run: Run, seed: int = 0,
    told: Callable[[int, Step], None] = lambda number, one: None,
) -> History:
    """All steps of a plan, one after the other; `told` hears of each before it begins. Raises UserError; what was done
    until then is lost with it, and the history that came in is as it was."""
    for number, one in enumerate(plan):
        told(number, one)
        history = _one(history, one, models, run, seed)
    if history is None:
        raise UserError("There are no steps.", "Say what is to be done.")
    return history


def _one(history: History | None, one: Step, models: tuple[ModelInfo, ...], run: Run, seed: int) -> History:
    if history is not None and moves_history(one):
        for _ in range(one.params.times):
            history = moved(history, one)
        return history
    document = None if history is None else history.current
    if is_for_engine(one):
        request, placement = asked(document, one, models, seed)
        result = run(request)
        made = answered(document, one, result.pictures[0], placement, result.recipe)
    elif document is None:
        raise UserError("No picture is open.", "Open one or make a new one first.")
    else:
        made = carried(document, one)
    return History.start(made, one.text) if history is None else history.commit(one.text, made)

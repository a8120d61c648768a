"""Requests to networks that see: a mask for the layer, the subject as a selection, the picture in words. No widgets."""

from __future__ import annotations

from typing import Any

from editor.contexts import Scene
from editor.document.compose import compose
from editor.document.layer import PixelLayer
from editor.document.pixels import convert
from editor.requests import refuse_blank
from editor.staging import Placement
from editor.text import tr
from inference.api import ModelInfo, Operation, Request, UserError, able, operation_named


def for_mask(session: Scene, operation: Operation, params: Any, model: str | None) -> tuple[Request, Placement]:
    """The layer as it is without its mask; what is found, inside the selection, becomes its mask."""
    document, active = session.document, session.active_layer
    if not isinstance(active, PixelLayer):
        raise UserError("{operation} needs a layer with pixels.", "Choose one in the layers panel.",
                        operation=tr(operation.text))
    image = active.pixels.read(document.rect.moved(-active.x, -active.y))
    refuse_blank(image)
    mask = None if document.selection is None else convert(document.selection.read(document.rect), "uint8")
    placement = Placement("mask", document.rect, None, active.id, "Remove background")
    return Request(operation.id, params, image, mask, model), placement


def for_words(session: Scene, operation: Operation, params: Any, model: str | None) -> tuple[Request, Placement]:
    """What is selected of the visible picture, all of it without a selection, to be described."""
    document = session.document
    rect = document.rect
    if document.selection is not None:
        rect = document.selection.content_bounds().intersect(rect)
    image = compose(document, rect)
    refuse_blank(image)
    return Request(operation.id, params, image, None, model), Placement("words", rect, name=operation.text)


def subject(session: Scene, models: tuple[ModelInfo, ...]) -> tuple[Request, Placement]:
    """The visible picture, whose subject becomes the selection, by the first installed model that can."""
    operation = operation_named("background")
    model = next(iter(able(models, operation.id)), None)
    image = compose(session.document, session.document.rect)
    refuse_blank(image)
    placement = Placement("select", session.document.rect, name="Select subject")
    return Request(operation.id, operation.parameters(), image, None, model.path if model else None), placement

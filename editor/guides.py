"""Guides as the user keeps them: which picture, how it guides, with what; what of them goes to the engine. No Qt."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from editor.document.compose import compose, composite
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GenerativeLayer, Layer, alone, new_id
from editor.document.pixels import Array, convert
from editor.document.resize import resampled
from editor.document.thumbnail import thumbnail
from inference.api import (
    MAPS,
    REFERENCES,
    Guide,
    ModelInfo,
    ModelTraits,
    Operation,
    UserError,
    operation_named,
    parameters,
)

TEXTS = {"canny": "Canny edges", "lineart": "Line art", "softedge": "Soft edges", "scribble": "Scribble",
         "depth": "Depth", "pose": "Pose", "tile": "Colours (tile)", "subject": "Subject", "style": "Style",
         "composition": "Composition", "reference": "Reference picture"}
GUIDED = ("generate", "inpaint", "remove", "outpaint", "style", "detail")
MOST_REFERENCE_PX = 1024  # the longer side: encoders of pictures see less than that
_HINTS = {"canny": ("canny",), "lineart": ("lineart", "line_art", "mlsd"), "softedge": ("softedge", "hed", "pidi"),
          "scribble": ("scribble", "sketch"), "depth": ("depth",), "pose": ("pose",), "tile": ("tile",),
          "subject": ("plus", "face"), "style": ("style",), "composition": ("composition",)}
_UNREAD = ("control-lora", "xlabs", "faceid", "instantx")  # variants that the engine does not load

Origin = Literal["layer", "picture", "selection", "file"]


@dataclass(frozen=True, eq=False)
class GuideSource:
    """`origin` "layer" and "picture" (all that is visible) are looked at when the button is pressed; "selection" and
    "file" hold `pixels`, RGBA uint8, which lie at `rect` of the document (None: fitted into all of it). `raw`: the
    map is yet to be drawn from it. The rest is as in inference.api.Guide."""

    kind: str
    origin: Origin
    name: str
    layer: int | None = None
    pixels: Array | None = None
    rect: Rect | None = None
    model: str | None = None
    strength: float = 1.0
    start: float = 0.0
    end: float = 1.0
    raw: bool = True
    detail: float = 0.5
    on: bool = True
    id: int = field(default_factory=new_id)

    def with_(self, **changes: Any) -> GuideSource:
        return dataclasses.replace(self, **changes)


def drawable(models: Iterable[ModelInfo] = ()) -> tuple[str, ...]:
    """The kinds of maps that the engine draws from a picture; depth and poses with an installed network alone."""
    operation = operation_named("controlmap")
    able = {model.kind for model in models if not model.problem}
    options = next(p for p in parameters(operation.parameters) if p.name == "kind").options
    return tuple(kind for kind in options if kind not in ("depth", "pose") or kind in able)


def offered(operation: Operation, traits: ModelTraits | None) -> tuple[str, ...]:
    """The kinds of guides that have an effect with this operation and model."""
    if traits is None:
        return ()
    if operation.id == "edit":
        return ("reference",) if traits.references else ()
    if operation.id not in GUIDED:
        return ()
    references = REFERENCES[:3] if traits.apart else REFERENCES[:1]
    return (*(MAPS if traits.controls else ()), *(references if traits.adapter else ()))


def networks(kind: str, family: str, models: Iterable[ModelInfo]) -> tuple[ModelInfo, ...]:
    """Installed ControlNets and T2I-Adapters, or IP-Adapters, for a family; those whose name speaks of the kind
    first, then those that read many kinds, at last those whose name speaks of another kind."""
    wanted = ("controlnet", "t2i_adapter") if kind in MAPS else ("ip_adapter",)
    fitting = [m for m in models if m.kind in wanted and m.family == family and not m.problem
               and m.variant not in _UNREAD]
    return tuple(sorted(fitting, key=lambda m: (_distance(kind, m), m.name.lower())))


def _distance(kind: str, model: ModelInfo) -> int:
    """How far a network is from what a kind of guide needs, as far as its name tells."""
    name = model.name.lower()
    if any(hint in name for hint in _HINTS.get(kind, ())):
        return 0
    if model.variant == "union" or "union" in name:
        return 1
    others = (hint for other, hints in _HINTS.items() if (other in MAPS) == (kind in MAPS) for hint in hints)
    return 3 if any(hint in name for hint in others) else 2


def from_layer(layer: Layer, kind: str) -> GuideSource:
    """A layer that is a control map of ours already guides as it is."""
    recipe = layer.recipe if isinstance(layer, GenerativeLayer) else {}
    if recipe.get("operation") == "controlmap" and kind in MAPS:
        made = str(recipe.get("parameters", {}).get("kind", kind))
        return GuideSource(made, "layer", layer.name, layer.id, raw=False)
    return GuideSource(kind, "layer", layer.name, layer.id, raw=kind in drawable())


def from_selection(document: Document, kind: str, name: str) -> GuideSource:
    """What is visible where the selection is. Raises UserError without one."""
    bounds = Rect(0, 0, 0, 0) if document.selection is None else document.selection.content_bounds()
    bounds = bounds.intersect(document.rect)
    if document.selection is None or bounds.is_empty:
        raise UserError("Nothing is selected.", "Select the part that is to guide.")
    image = np.array(convert(compose(document, bounds), "uint8"))
    share = convert(document.selection.read(bounds), "uint8").astype(np.uint16)
    image[..., 3] = (image[..., 3].astype(np.uint16) * share // 255).astype(np.uint8)
    return GuideSource(kind, "selection", name, pixels=image, rect=bounds, raw=kind in drawable())


def hidden_maps(document: Document, sources: Iterable[GuideSource]) -> Document:
    """The document without the layers that are control maps: they guide, they are no part of the picture."""
    for source in sources:
        layer = document.find(source.layer) if source.on and source.kind in MAPS and not source.raw else None
        if layer is not None and layer.visible:
            document = document.with_layer(layer.with_(visible=False))
    return document


def resolved(
    sources: Iterable[GuideSource], document: Document | None, rect: Rect, area: Rect, unaided: bool = False
) -> tuple[Guide, ...]:
    """What the engine is handed for a request whose picture is `rect` of the document, and which may make `area`
    (rect, or more of it where the canvas grows). `unaided`: the model needs no ControlNet. Raises UserError for a
    guide that cannot guide."""
    found = []
    for source in sources:
        if not source.on:
            continue
        if source.model is None and source.kind != "reference" and not (unaided and source.kind in MAPS):
            raise UserError("The guide “{name}” has no model.",
                            "Install a ControlNet or IP-Adapter that fits, or remove the guide.", name=source.name)
        is_map = source.kind in MAPS
        image = _over(source, document, area) if is_map else _reference(source, document)
        if not image[..., 3].any():
            raise UserError("The guide “{name}” is empty here.", "Choose another picture, or switch it off.",
                            name=source.name)
        box = (area.x - rect.x, area.y - rect.y, area.w, area.h) if is_map and area != rect else None
        found.append(Guide(source.kind, image, source.strength, source.start, source.end, source.model,
                           source.raw and is_map, source.detail, box))
    return tuple(found)


def small(source: GuideSource, document: Document | None, edge_px: int) -> Array:
    """A thumbnail, RGBA uint8; one transparent px where there is nothing."""
    if source.pixels is not None:
        return _shrunk(source.pixels, edge_px)
    layer = document.find(source.layer) if document is not None else None
    if document is None or (source.origin == "layer" and layer is None):
        return np.zeros((1, 1, 4), np.uint8)
    return thumbnail(layer if layer is not None else document, edge_px, document.rect)


def cut_out(source: GuideSource, document: Document, rect: Rect, edge_px: int) -> Array:
    """What a map shows of `rect` of the document, or is drawn from there: RGBA uint8, its longer edge `edge_px` or
    less; one transparent px where there is nothing."""
    if source.pixels is not None:
        return _shrunk(_over(source, document, rect), edge_px)
    layer = document.find(source.layer)
    if source.origin == "layer" and layer is None:
        return np.zeros((1, 1, 4), np.uint8)
    return thumbnail(layer if layer is not None else document, edge_px, rect)


def _over(source: GuideSource, document: Document | None, area: Rect) -> Array:
    if source.pixels is None:
        assert document is not None
        if source.origin == "picture":
            return np.asarray(convert(compose(document, area), "uint8"))
        return np.asarray(composite((alone(_layer(source, document)),), area, "uint8"))
    whole = document.rect if document is not None else area
    place = source.rect or _fitted(source.pixels, whole)
    out = np.zeros((area.h, area.w, 4), np.uint8)
    common = place.intersect(area)
    if not common.is_empty:
        image = resampled(source.pixels, place.w, place.h)
        out[common.slices(area)] = image[common.slices(place)]
    return out


def _reference(source: GuideSource, document: Document | None) -> Array:
    if source.pixels is not None:
        return _shrunk(source.pixels, MOST_REFERENCE_PX)
    assert document is not None
    if source.origin == "picture":
        return thumbnail(document, MOST_REFERENCE_PX)
    return thumbnail(_layer(source, document), MOST_REFERENCE_PX)


def _layer(source: GuideSource, document: Document) -> Layer:
    layer = document.find(source.layer)
    if layer is None:
        raise UserError("The layer of the guide “{name}” is gone.", "Remove the guide, or undo.", name=source.name)
    return layer


def _fitted(pixels: Array, whole: Rect) -> Rect:
    """In the middle, as large as it fits."""
    height, width = pixels.shape[:2]
    scale = min(whole.w / width, whole.h / height)
    w, h = max(round(width * scale), 1), max(round(height * scale), 1)
    return Rect(whole.x + (whole.w - w) // 2, whole.y + (whole.h - h) // 2, w, h)


def _shrunk(pixels: Array, edge_px: int) -> Array:
    height, width = pixels.shape[:2]
    factor = min(edge_px / max(height, width), 1.0)
    return resampled(pixels, max(round(width * factor), 1), max(round(height * factor), 1), "area")

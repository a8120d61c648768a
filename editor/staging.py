"""A result is a document that nobody has committed yet: where pictures of the engine go in the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GenerativeLayer, Mask
from editor.document.pixels import DTYPES, Pixels
from editor.document.resize import extended, scaled
from editor.tools.tool import Errand, Search
from inference.api import Picture, Request


@dataclass(frozen=True, eq=False)
class Placement:
    """`rect` is what the request's image covered, document px. `kind`: "layer" puts a picture on a new layer
    above `above`, shown through `mask` (document px, None = all); "extend" also grows the canvas to the
    picture's box; "scale" resizes the document to the picture and lays it on top; "document" opens a new
    one; "into" mixes it into the layer `above` by `mask`, at once and as a step of its own (editor/errands.py);
    "select" makes it the selection, as `search` says where a tool asked; "mask" makes it the mask of the layer
    `above`; "words" are for the prompt."""

    kind: Literal["layer", "extend", "scale", "document", "into", "select", "mask", "words"]
    rect: Rect
    mask: Pixels | None = None
    above: int | None = None
    name: str = ""
    search: Search | None = None
    errand: Errand | None = None  # of the kind "into"


@dataclass(frozen=True, eq=False)
class Staged:
    """The variants of one job, one of them in front."""

    job: int
    pictures: tuple[Picture, ...]
    placement: Placement
    recipe: Mapping[str, Any]
    index: int = 0
    request: Request | None = None  # what it was made from, for variations

    @property
    def picture(self) -> Picture:
        return self.pictures[self.index]

    def apply(self, document: Document) -> tuple[Document, int]:
        """The document with the chosen picture in place, and the id of its new layer."""
        return place(document, self.picture, self.placement, self.recipe)


def place(
    document: Document, picture: Picture, placement: Placement, recipe: Mapping[str, Any]
) -> tuple[Document, int]:
    """A pure function: `document` with the picture as a generative layer, as `placement` says."""
    height, width = picture.pixels.shape[:2]
    x, y = placement.rect.x, placement.rect.y
    if placement.kind == "scale":
        document = scaled(document, width, height)
    elif picture.box is not None:
        x, y = x + picture.box[0], y + picture.box[1]
    mask = None
    if placement.mask is not None:  # read before the canvas grows: the mask is in px of the old one
        mask = Mask(Pixels.of(placement.mask.read(Rect(x, y, width, height))))
    if placement.kind == "extend":
        document = extended(document, Rect(x, y, width, height).union(document.rect))
        x, y = max(x, 0), max(y, 0)
    layer = GenerativeLayer(
        name=placement.name, x=x, y=y, mask=mask, recipe={**recipe, "seed": picture.seed, **picture.facts},
        pixels=Pixels(4, document.dtype).write(0, 0, picture.pixels))
    above = placement.above if document.find(placement.above) else None
    document = document.inserted(layer, above)
    if picture.facts.get("words"):
        from editor.typesetting import with_words

        document = with_words(document, picture.facts["words"], x, y, layer.id)
    return document, layer.id


def new_document(picture: Picture, placement: Placement, recipe: Mapping[str, Any]) -> Document:
    """A document of its own that holds the picture, at the picture's depth."""
    height, width = picture.pixels.shape[:2]
    kind = picture.pixels.dtype.name
    blank = Document(width=width, height=height, dtype=kind if kind in DTYPES else "uint8")
    return place(blank, picture, Placement("layer", blank.rect, name=placement.name), recipe)[0]

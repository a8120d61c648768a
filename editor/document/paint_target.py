"""What painting changes: a layer's pixels, its mask, or the selection; and why it may not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import AdjustmentLayer, GroupLayer, Layer, Mask, PixelLayer
from editor.document.pixels import Pixels
from inference.api import UserError

Kind = Literal["pixels", "mask", "selection"]


@dataclass(frozen=True, eq=False)
class Surface:
    """`pixels` with their origin at (x, y) of the document; `selection` limits painting, None = no limit."""

    document: Document
    kind: Kind
    pixels: Pixels
    layer: Layer | None = None
    x: int = 0
    y: int = 0
    selection: Pixels | None = None

    @property
    def clip(self) -> Rect:
        """The document's rectangle in px of the surface."""
        return self.document.rect.moved(-self.x, -self.y)

    @property
    def lock_alpha(self) -> bool:
        return self.kind == "pixels" and self.layer is not None and self.layer.lock_alpha

    def put(self, pixels: Pixels) -> Document:
        """The document with `pixels` in the place of the surface's own."""
        if self.kind == "selection" or self.layer is None:
            return self.document.with_(selection=pixels)
        if self.kind == "mask":
            enabled = self.layer.mask is None or self.layer.mask.enabled
            return self.document.with_layer(self.layer.with_(mask=Mask(pixels, enabled)))
        return self.document.with_layer(self.layer.with_(pixels=pixels))


def surface(document: Document, layer_id: int | None, kind: Kind) -> Surface:
    """Raises UserError when the layer is missing, locked, hidden, a group or has no pixels or mask."""
    if kind == "selection":
        return Surface(document, kind, document.selection or Pixels(1))
    layer = editable(document, layer_id)
    if kind == "pixels" and isinstance(layer, AdjustmentLayer) and layer.mask is not None:
        kind = "mask"  # there is nothing else to paint on
    if kind == "mask":
        if layer.mask is None:
            raise UserError("The layer has no mask.", "Add one in the layers panel.")
        return Surface(document, kind, layer.mask.pixels, layer, layer.x, layer.y, document.selection)
    pixels = with_pixels(layer).pixels
    return Surface(document, kind, pixels, layer, layer.x, layer.y, document.selection)


def editable(document: Document, layer_id: int | None, hidden: bool = False) -> Layer:
    """The layer, if it may be changed; `hidden` allows hidden ones. Raises UserError."""
    layer = document.find(layer_id)
    if layer is None:
        raise UserError("No layer is chosen.", "Choose one in the layers panel.")
    if layer.locked:
        raise UserError("The layer is locked.", "Unlock it in the layers panel.")
    if not layer.visible and not hidden:
        raise UserError("The layer is hidden.", "Show it in the layers panel.")
    parent = document.parent(layer.id)
    while parent is not None:
        if parent.locked:
            raise UserError("The group of this layer is locked.", "Unlock the group in the layers panel.")
        if not parent.visible and not hidden:
            raise UserError("The group of this layer is hidden.", "Show the group in the layers panel.")
        parent = document.parent(parent.id)
    return layer


def with_pixels(layer: Layer) -> PixelLayer:
    """Raises UserError for layers that hold no pixels."""
    if isinstance(layer, PixelLayer):
        return layer
    if isinstance(layer, GroupLayer):
        raise UserError("A group has no pixels of its own.", "Choose a layer inside the group.")
    if isinstance(layer, AdjustmentLayer):
        raise UserError("An adjustment layer has no pixels of its own.", "Merge it down, or choose a pixel layer.")
    raise UserError("This layer has no pixels of its own.", "Choose a pixel layer, or rasterise this one.")

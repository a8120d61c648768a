"""What a masked operation changes, what "automatic" comes to there, which part of the picture is seen. No widgets."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import GroupLayer, Layer, walk
from editor.document.margin import has_margin, is_mostly_empty, margin
from editor.document.pixels import Pixels, convert
from editor.document.region import Region
from editor.document.selection_modify import grow, shrink
from editor.sources import widened
from inference.api import Operation, UserError
from inference.api.zones import around

CONTEXT = 0.5  # share of a selection's longer edge that the built-in fill sees around it
SMALLEST_CROP_PX = 512  # what a small diffusion model was trained on: less starves it of context
EDGE_PX = 2  # of a subject that the new background takes
EXPANDS = ("auto", "expand")  # modes that fill the empty margin of the canvas where nothing is selected


class Scene(Protocol):
    """What a request is made from: a session, or one as it would be without its control maps."""

    @property
    def document(self) -> Document: ...

    @property
    def active_layer(self) -> Layer | None: ...

    @property
    def regions(self) -> tuple[Region, ...]: ...


@dataclass(frozen=True, eq=False)
class Still:
    """A scene that stays as it is."""

    document: Document
    active_layer: Layer | None
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, eq=False)
class Change:
    """What a masked operation may change, document px. `own`: the selection (grown, or all but it) or, when `fills`
    says so, the empty margin of the canvas; None when there are only regions. `area` is all of it, with the regions.
    `params` are without what was done about them already."""

    own: Pixels | None
    area: Pixels
    params: Any
    fills: bool = False


def changed_regions(operation: Operation, regions: Sequence[Region]) -> tuple[Region, ...]:
    """The regions that an operation changes; to some they only say words."""
    return tuple(regions) if operation.areas == "changed" else ()


def region_of(document: Document, layer: Layer) -> Region:
    """The place of a layer or group, as it is seen. Raises UserError where there is nothing to see."""
    from editor.document.compose import composite
    from editor.document.layer import alone

    shown = composite((alone(layer),), document.rect, "uint8")[..., 3]
    if not shown.any():
        raise UserError("The layer is empty.", "Choose a layer that has something in it.")
    return Region(Pixels.of(np.ascontiguousarray(shown)))


def change(document: Document, regions: Sequence[Region], params: Any) -> Change | None:
    """None when there is neither selection nor region nor, for a mode that fills it, an empty margin."""
    own, fills = document.selection, False
    if own is not None:
        own, params = _grown(document, own, params)
    elif not regions and expands(document, params):
        own, fills = margin(document), True
    masks = [mask for mask in (own, *(region.mask for region in regions)) if mask is not None]
    if not masks:
        return None
    return Change(own, masks[0] if len(masks) == 1 else united(masks, document.rect), params, fills)


def expands(document: Document, params: Any) -> bool:
    """Whether nothing is selected, and the empty margin of the canvas would be filled instead. Cheap."""
    return getattr(params, "mode", "") in EXPANDS and document.selection is None and has_margin(document)


def effective_mode(params: Any, document: Document | None, model: str | None, regions: Sequence[Region] = ()) -> str:
    """What the mode "auto" comes to: refine below full strength with a model, expand into a margin or a strip that
    spans the canvas, else fill."""
    if params.mode != "auto":
        return str(params.mode)
    if document is not None and not regions and expands(document, params):
        return "expand"
    if model is not None and params.strength < 1.0:
        return "refine"
    if document is None or document.selection is None:
        return "fill"
    bounds = document.selection.content_bounds().intersect(document.rect)
    strip = spans(bounds, document.rect) and _meets_edges(document.selection, bounds, document.rect)
    return "expand" if strip or is_mostly_empty(document, document.selection) else "fill"


def spans(bounds: Rect, whole: Rect) -> bool:
    """The selection reaches across one way, as a strip that was added to the canvas does, but is not everything."""
    across, down = bounds.w == whole.w, bounds.h == whole.h
    return across != down


def _meets_edges(selection: Pixels, bounds: Rect, whole: Rect) -> bool:
    """Whether what reaches across does so over more than half of its width: a strip does, scratches do not."""
    ends = ((Rect(bounds.x, bounds.y, 1, bounds.h), Rect(bounds.right - 1, bounds.y, 1, bounds.h))
            if bounds.w == whole.w else
            (Rect(bounds.x, bounds.y, bounds.w, 1), Rect(bounds.x, bounds.bottom - 1, bounds.w, 1)))
    return all(float((selection.read(end) > 0).mean()) > 0.5 for end in ends)


def context(document: Document, mask: Pixels, active: Layer | None, params: Any, native: int = 0) -> Rect:
    """What the engine sees, document px: the padded bounds of the mask, its bare bounds, the whole picture, or with
    the bounds of a layer: `params.context_layer`, the active one when that is 0 or gone. `native` is the edge, px, that
    the model was trained at, 0 for none. Raises UserError when the mask is empty."""
    bounds = mask.content_bounds().intersect(document.rect)
    if bounds.is_empty:
        raise UserError("The selection is empty.", "Select the part of the picture to change.")
    kind = getattr(params, "context", "auto")
    if kind == "mask" and native:  # without a model there would be nothing to continue
        return bounds
    if kind == "image":
        return document.rect
    if kind == "layer":
        layer = document.find(getattr(params, "context_layer", 0)) or active
        place = layer_bounds(layer).intersect(document.rect) if layer is not None else bounds
        return bounds.union(place)
    return context_rect(bounds, document.rect, native)


def with_source(document: Document, params: Any, rect: Rect, native: int) -> Rect:
    """The crop with what the fill without a model is to take from."""
    return rect if native else widened(document, params, rect)


def shown_context(
    document: Document, regions: Sequence[Region], active: Layer | None, params: Any, native: int = 0
) -> tuple[Change, Rect] | None:
    """What would be changed and the crop that is seen with it; None when there is nothing to change."""
    found = change(document, regions, params)
    if found is None or found.area.content_bounds().intersect(document.rect).is_empty:
        return None
    return found, with_source(document, params, context(document, found.area, active, params, native), native)


def layer_bounds(layer: Layer) -> Rect:
    """Where a layer, or the layers of a group, have pixels. Document px; empty where there are none."""
    total = Rect(0, 0, 0, 0)
    for one in walk((layer,)):
        pixels = getattr(one, "pixels", None)
        if pixels is not None and not isinstance(one, GroupLayer):
            total = total.union(pixels.content_bounds().moved(one.x, one.y))
    return total


def context_rect(bounds: Rect, whole: Rect, native: int = 0) -> Rect:
    """The crop around a selection that the engine sees, inside `whole`. Document px. For a model as the engine itself
    would cut it; without one more generous, at least 512 px where the picture is that large."""
    box, size = (bounds.x, bounds.y, bounds.w, bounds.h), (whole.w, whole.h)
    return Rect(*(around(box, size, least=native) if native else around(box, size, CONTEXT, SMALLEST_CROP_PX)))


def united(masks: Sequence[Pixels], rect: Rect) -> Pixels:
    """Several masks as one, the largest value at each px, inside `rect`."""
    made = Pixels(1)
    for mask in masks:
        area = mask.content_bounds().intersect(rect)
        if not area.is_empty:
            made = made.write(area.x, area.y, np.maximum(made.read(area), convert(mask.read(area), "uint8")))
    return made


def background(document: Document, selection: Pixels) -> Pixels:
    """All but what is selected, and a little of its edge: the old background shines through there."""
    subject = shrink(selection, EDGE_PX, document.rect) or selection
    return Pixels.of(255 - convert(subject.read(document.rect), "uint8"))


def _grown(document: Document, selection: Pixels, params: Any) -> tuple[Pixels, Any]:
    """An operation that takes more than is selected gets the larger selection, and so does the result's mask."""
    if getattr(params, "mode", "") == "replace":
        return background(document, selection), params
    by = int(getattr(params, "grow", 0))
    if by == 0:
        return selection, params
    return grow(selection, by, document.rect) or selection, dataclasses.replace(params, grow=0)

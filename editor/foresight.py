"""What the AI panel is about to run, and what a model would see of it: crop, working size, zones. No widgets."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from editor.contexts import Change, changed_regions, effective_mode, shown_context
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import Layer
from editor.document.pixels import Array, Pixels, convert, white
from editor.document.region import Region
from editor.document.thumbnail import thumbnail
from editor.guides import TEXTS, GuideSource, cut_out, hidden_maps, small
from editor.requests import below, insertion
from editor.sources import allowed, takes_part
from inference.api import MAPS, ModelInfo, Operation, Request, operation_named
from inference.api.zones import REMOVE_STRENGTH, ZoneWidths, chosen_widths, fading, working_sizes

INSET_PX = 160  # longer edge of the pictures of guides
MAP_PX = 512  # of what a map is drawn from: its lines are as wide as in the map that the model will see
SMALL_PX = 640  # longer edge of what zones and pre-fill are drawn at
UNMASKED = ("outpaint", "upscale", "controlmap")  # they take the whole picture, whatever is selected
# straight RGB of the zones, told apart by people who confuse red and green too
SELECTION, GROW, FEATHER, BLEND = (64, 140, 255), (255, 160, 0), (255, 84, 200), (40, 220, 190)
SOURCE = (140, 220, 40)
_SHARE = {SELECTION: 0.30, GROW: 0.62, FEATHER: 0.55, BLEND: 0.42, SOURCE: 0.34}


@dataclass(frozen=True, eq=False)
class Aim:
    """What the next press of the panel's button would run. `seen`: the canvas shows what the model would see."""

    operation: Operation
    params: Any
    model: ModelInfo | None = None
    guides: tuple[GuideSource, ...] = ()
    seed: int = 0
    seen: bool = False

    @property
    def native(self) -> int:
        return self.model.native if self.model is not None else 0


@dataclass(frozen=True, eq=False)
class Inset:
    """What guides beside the words: its English name, its picture RGBA uint8. A control map that is yet to be drawn
    from that picture has the `request` that draws it, and a `key` that is another one for another map."""

    text: str
    image: Array
    request: Request | None = None
    key: tuple[Any, ...] = ()

    def drawn(self, made: Array) -> Array:
        """The answer to the request, black where there was nothing to draw from."""
        known = self.image[..., 3:] > 127
        return np.ascontiguousarray(np.where(known, made, np.array((0, 0, 0, 255), np.uint8)).astype(np.uint8))


@dataclass(frozen=True, eq=False)
class Scope:
    """Where an aim works. `sizes` are the working sizes (w, h) of a model's passes, none without a model. The rest only
    where it was asked for: `scale` from document px to those of the small pictures, `tints` RGBA premultiplied (h, w,
    4), `widths` of the zones in document px, `picture` RGBA and `mask` uint8 of the crop, both small, and `insets`."""

    rect: Rect
    sizes: tuple[tuple[int, int], ...] = ()
    scale: float = 1.0
    tints: Array | None = None
    widths: ZoneWidths | None = None
    picture: Array | None = None
    mask: Array | None = None
    insets: tuple[Inset, ...] = ()
    sampled: bool = False  # the tints show what may be copied, too


def scope(
    document: Document, regions: Sequence[Region], active: Layer | None, aim: Aim
) -> Scope | None:
    """None when the aim works on the whole picture, or has nothing to work on. May take long: for a worker."""
    if aim.operation.id in UNMASKED or aim.operation.gives != "picture":
        return None
    regions = changed_regions(aim.operation, regions)
    found = shown_context(document, regions, active, aim.params, aim.native)
    if found is None:
        return None
    change, rect = found
    model = aim.model
    sizes = working_sizes(rect.w, rect.h, model.native, model.multiple or 8) if model and model.native else ()
    if not aim.seen:
        return Scope(rect, sizes)
    mask, scale = _small_mask(change, regions, rect)
    widths = widths_of(change, document, regions, aim)
    tints, copied = tinted(mask, widths, scale), _copied(document, aim, rect, mask, scale)
    if copied is not None:
        under = np.zeros(tints.shape, np.float32)
        _laid(under, SOURCE, copied * np.float32(_SHARE[SOURCE]))
        tints = np.where(copied[..., None], np.asarray(np.rint(under * 255), np.uint8), tints)
    return Scope(rect, sizes, scale, tints, widths,
                 _small_picture(hidden_maps(document, aim.guides), active, rect, mask, change.fills), mask,
                 _insets(document, aim, rect), copied is not None)


def _copied(document: Document, aim: Aim, rect: Rect, mask: Array, scale: float) -> Array | None:
    """(h, w) bool, small: what the fill without a model may copy; None where that is all around."""
    reach = int(getattr(aim.params, "reach", 0))
    if aim.model is not None or not (takes_part(aim.params) or reach):
        return None
    found = mask == 0
    if takes_part(aim.params):
        seen = allowed(document, aim.params, rect).astype(np.uint8)
        found = found & (cv2.resize(seen, mask.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0)
    return np.asarray(found & (_distance(mask == 0) <= reach * scale)) if reach else np.asarray(found)


def widths_of(change: Change, document: Document, regions: Sequence[Region], aim: Aim) -> ZoneWidths:
    """As the engine will choose them. Without a model nothing outside is touched."""
    bounds = change.area.content_bounds().intersect(document.rect)
    params, extent = aim.params, max(bounds.w, bounds.h)
    strength = float(getattr(params, "strength", 1.0))
    path = aim.model.path if aim.model is not None else None
    mode = effective_mode(params, document, path, regions) if hasattr(params, "mode") else aim.operation.id
    if mode == "remove":
        strength = min(strength, REMOVE_STRENGTH)
    widths = chosen_widths(extent, strength, getattr(params, "overlap", 0), getattr(params, "feather", 0))
    return widths if aim.model is not None else dataclasses.replace(widths, grow=0.0, feather=0.0)


def tinted(mask: Array, widths: ZoneWidths, scale: float) -> Array:
    """The four zones of a mask (h, w) as colours to lay over it, RGBA uint8 premultiplied. `widths` are in px of the
    document, of which the mask shows `scale`."""
    inside = mask > 0
    small = ZoneWidths(widths.grow * scale, widths.feather * scale, widths.blend * scale)
    out = np.zeros((*mask.shape, 4), np.float32)
    if not inside.any():
        return out.astype(np.uint8)
    far = _distance(~inside)
    fade = np.where(far <= small.grow, 0.0, fading(far, small)) if widths.feather else np.zeros_like(far)
    # the edge of the picture is no edge of the mask
    deep = _distance(np.pad(inside, 1, mode="edge"))[1:-1, 1:-1]
    for colour, share in (
        (SELECTION, np.where(inside, mask * np.float32(1 / 255), 0)), (BLEND, inside & (deep <= small.blend)),
        (FEATHER, np.where(inside, 0, fade)), (GROW, ~inside & (far <= small.grow) & (widths.grow > 0)),
    ):
        _laid(out, colour, np.asarray(share, np.float32) * np.float32(_SHARE[colour]))
    return np.asarray(np.rint(out * 255), np.uint8)


def dry_request(found: Scope, aim: Aim) -> Request | None:
    """Asks the engine what the model would start from; None where it starts from nothing that could be shown."""
    if aim.operation.foresee is None or aim.model is None or found.picture is None or found.mask is None:
        return None
    return Request(aim.operation.id, aim.params, found.picture, found.mask, aim.model.path, aim.seed, dry=True)


def start_key(aim: Aim) -> tuple[Any, ...]:
    """All of an aim that its start depends on: another key, another pre-fill."""
    names = ("mode", "prefill", "grow")
    return (aim.operation.id, *(getattr(aim.params, name, None) for name in names),
            bool(str(getattr(aim.params, "prompt", "")).strip()), getattr(aim.params, "strength", 1.0) < 1.0,
            aim.model.path if aim.model is not None else None)


def _small_mask(change: Change, regions: Sequence[Region], rect: Rect) -> tuple[Array, float]:
    """All masks as the engine combines them, small; and how small."""
    scale = min(SMALL_PX / max(rect.w, rect.h), 1.0)
    parts: list[tuple[Pixels, float]] = [(region.mask, region.strength) for region in regions]
    if change.own is not None:
        parts.append((change.own, 1.0))
    size = max(round(rect.w * scale), 1), max(round(rect.h * scale), 1)
    out = np.zeros((size[1], size[0]), np.uint8)
    for mask, strength in parts:
        small = cv2.resize(convert(mask.read(rect), "uint8"), size, interpolation=cv2.INTER_AREA)
        out = np.maximum(out, np.rint(small * np.float32(strength)).astype(np.uint8))
    return out, scale


def _small_picture(document: Document, active: Layer | None, rect: Rect, mask: Array, fills: bool) -> Array:
    """What is visible under the new layer, as `requests.build` hands it over."""
    image = thumbnail(below(document, insertion(document, active)), SMALL_PX, rect)
    if not image[..., 3].any():
        image = thumbnail(document, SMALL_PX, rect)
    if image.shape[:2] != mask.shape:
        image = cv2.resize(image, mask.shape[::-1], interpolation=cv2.INTER_AREA)
    if fills:
        image = image.copy()
        image[mask > 0, 3] = white(image.dtype)
    return np.ascontiguousarray(image)


def _insets(document: Document, aim: Aim, rect: Rect) -> tuple[Inset, ...]:
    """A map is cut to the crop, as the model sees it; a reference is shown whole."""
    return tuple(_inset(source, document, rect) for source in aim.guides)


def _inset(source: GuideSource, document: Document, rect: Rect) -> Inset:
    text = TEXTS.get(source.kind, source.kind)
    if source.kind not in MAPS:
        return Inset(text, small(source, document, INSET_PX))
    seen = cut_out(source, document, rect, MAP_PX if source.raw else INSET_PX)
    if not source.raw or not seen[..., 3].any():
        return Inset(text, seen)
    operation = operation_named("controlmap")
    request = Request(operation.id, operation.parameters(kind=source.kind, detail=source.detail), seen)
    return Inset(text, seen, request, (source.id, source.kind, source.detail, rect, document.layers))


def _distance(where: Array) -> Array:
    """Px from every True pixel to the nearest False one, 1 beside it."""
    if where.all():
        return np.full(where.shape, 1e6, np.float32)
    return np.asarray(cv2.distanceTransform(where.astype(np.uint8), cv2.DIST_L2, 5))


def _laid(out: Array, colour: tuple[int, int, int], share: Array) -> None:
    """Colour over premultiplied colour."""
    straight = np.array((*colour, 255), np.float32) / np.float32(255)
    out *= 1 - share[..., None]
    out += straight * share[..., None]

"""Healing: the texture of another place under the light of this one.

The difference between the two places is known on a ring around the mask. Its membrane (the smoothest field that meets
it there, solving Laplace's equation inside) is added to the copied pixels: Poisson cloning in its membrane form
(Georgiev, "Covariant derivatives and vision", ECCV 2006; Perez et al., SIGGRAPH 2003).
"""

from __future__ import annotations

import cv2
import numpy as np

from editor.document.adjustment import unadjusted
from editor.document.document import Document
from editor.document.paint_target import surface
from editor.document.pixels import Array, Pixels, convert, white
from editor.document.resize import averaged, resampled
from editor.document.selection_pick import picture

RING_PX = 3
COARSE_PX = 40  # longer edge at which the membrane is solved first
SWEEPS, FINER_SWEEPS = 100, 6  # relaxations: after the pyramid, which alone leaves faint squares, and on finer levels


def healed(
    document: Document, layer_id: int | None, mask: Pixels, dx: int, dy: int, all_layers: bool = False, step: int = 1,
) -> Document:
    """The document with the layer healed where `mask` (document px) says, from the place (dx, dy) further.

    The mask's soft edge mixes. `step`: as a drag shows it in a view where a pixel of the screen covers so many px of
    the document along each side; one sample stands for them. Raises UserError for layers that cannot be painted on.
    """
    target = surface(document, layer_id, "pixels")
    area = mask.content_bounds().grown(2 * RING_PX).intersect(document.rect)
    if area.is_empty:
        return document
    assert target.layer is not None
    inside = convert(mask.read(area), "uint8").astype(np.float32) / np.float32(255)
    source = picture(unadjusted(document, target.layer.id), None if all_layers else target.layer.id, area.moved(dx, dy))
    own = area.moved(-target.x, -target.y)
    old = target.pixels.read(own)
    whole = document.rect.covers(area.moved(dx, dy))
    if step > 1:
        small = patched(averaged(old, step), averaged(source, step), averaged(inside, step), whole)
        new = resampled(small, old.shape[1], old.shape[0], "nearest")
    else:
        new = patched(old, source, inside, whole)
    new = _where(inside > 0, new, old)
    if target.lock_alpha:
        new[..., 3] = old[..., 3]
    return target.put(target.pixels.write(own.x, own.y, new))


def _where(chosen: Array, one: Array, other: Array) -> Array:
    """np.where for RGBA: a pixel at a time, which is several times faster than a channel at a time."""
    out = other.copy()
    out[chosen] = one[chosen]
    return out


def patched(old: Array, source: Array, inside: Array, whole: bool = True) -> Array:
    """`source` over `old` (h, w, 4 each, same depth) by `inside` (h, w) 0-1, its colours moved to meet `old` around
    the mask. `whole`: the source lies inside the picture; else its transparent pixels are passed over."""
    full = np.float32(white(old.dtype))
    there, here = source.astype(np.float32) / full, old.astype(np.float32) / full
    ring = _ring(inside > 0) & (there[..., 3] > 0) & (here[..., 3] > 0)
    colours = there[..., :3]
    if ring.any():
        colours = colours + membrane(here[..., :3] - there[..., :3], ring, inside > 0)
    weight = inside if whole else inside * (there[..., 3] > 0)
    weight = weight[..., None]
    alpha = here[..., 3:] * (1 - weight) + np.maximum(there[..., 3:], here[..., 3:]) * weight
    mixed = np.dstack([here[..., :3] * (1 - weight) + np.clip(colours, 0, 1) * weight, alpha]) * full
    return (mixed + np.float32(0.5)).astype(old.dtype) if old.dtype.kind == "u" else mixed.astype(old.dtype)


def membrane(values: Array, known: Array, wanted: Array) -> Array:
    """(h, w, c) float32 that equals `values` where `known` and is as smooth as can be where `wanted`.

    From coarse to fine (Brandt's full multigrid, without its way back): the solution at half the size, enlarged, needs
    a few relaxations only.
    """
    height, width = known.shape
    weight = known.astype(np.float32)
    sums = values * weight[..., None]
    if max(height, width) <= COARSE_PX:
        return _relaxed(_pulled(sums, weight), values, known, wanted, SWEEPS)
    size = (width + 1) // 2, (height + 1) // 2
    share = cv2.resize(weight, size, interpolation=cv2.INTER_AREA)
    means = cv2.resize(sums, size, interpolation=cv2.INTER_AREA).reshape(*share.shape, -1)  # it drops a single channel
    means = means / np.maximum(share, 1e-6)[..., None]
    coarse = membrane(means, share > 0, np.ones_like(share, bool))
    field = np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    return _relaxed(field.reshape(height, width, -1), values, known, wanted, FINER_SWEEPS)


def _relaxed(field: Array, values: Array, known: Array, wanted: Array, sweeps: int) -> Array:
    """Each sample that is `wanted` becomes the mean of those around it, over and over; `known` ones stay."""
    cv2.copyTo(np.ascontiguousarray(values, np.float32), known.view(np.uint8), field)
    free = (wanted & ~known).view(np.uint8)
    for _ in range(sweeps):
        mean = cv2.blur(field, (3, 3), borderType=cv2.BORDER_REPLICATE).reshape(field.shape)
        cv2.copyTo(mean, free, field)
    return field


def _pulled(sums: Array, weight: Array) -> Array:
    """Pull-push interpolation (Gortler et al., "The Lumigraph", 1996): coarse levels fill what fine ones lack."""
    height, width = weight.shape
    mean = sums / np.maximum(weight, 1e-6)[..., None]
    if min(height, width) <= 2 or (weight > 0).all():
        total = weight.sum()
        fallback = sums.sum((0, 1)) / total if total > 0 else np.zeros(sums.shape[2], np.float32)
        return np.where(weight[..., None] > 0, mean, fallback).astype(np.float32)
    small, less = cv2.pyrDown(sums).reshape((height + 1) // 2, (width + 1) // 2, -1), cv2.pyrDown(weight)
    scale = np.minimum(1.0, 1.0 / np.maximum(less, 1e-6))  # a level that knows a quarter of a pixel knows it well
    boost = np.where(less > 1e-4, np.minimum(scale, 4.0), 0.0).astype(np.float32)
    coarse = _pulled(small * boost[..., None], np.where(less > 1e-4, np.minimum(less * boost, 1.0), 0.0))
    push = cv2.pyrUp(coarse, dstsize=(width, height)).reshape(height, width, -1)
    share = np.minimum(weight, 1.0)[..., None]
    return (mean * share + push * (1 - share)).astype(np.float32)


def _ring(inside: Array) -> Array:
    side = 2 * RING_PX + 1
    grown = cv2.dilate(inside.astype(np.uint8), np.ones((side, side), np.uint8)) > 0
    return grown & ~inside

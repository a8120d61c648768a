"""The way back: blends compared by their seam score, the best taken, a thin rim pass where it is bad, and the proof
that no pixel outside changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import UserError
from inference.api.zones import zone_widths
from inference.blends import BLENDS, plain, ramp
from inference.depths import from_unit, rgba, to_unit
from inference.region import Box, around, bounds, crop, pasted
from inference.seams import VISIBLE, Seam, seam
from inference.zones import depth

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.uint8]
Again = Callable[[Array, Mask], Array]
_MARGIN_PX = 64  # around the mask: what blends and scores look at
_BETTER = 0.95  # the rim pass is kept only where it takes away this much of the score


@dataclass(frozen=True, eq=False)
class Patch:
    """What was made for the place `box` of a picture: RGB or RGBA of the box's size.

    `under` is what shows through where the patch is mixed in (the hole continued from its surroundings); None is the
    picture itself. `eight`: it was made from an 8-bit copy, so a deeper picture receives the change as a residual and
    keeps its finer values. `soft`: values of the mask between 0 and 255 mix (otherwise the model obeyed them already).
    `meets`: it was made to go on from the picture's own edge, as a fill is, so no blend at all is among the choices.
    """

    made: Array
    box: Box
    under: Array | None = None
    eight: bool = False
    soft: bool = True
    meets: bool = False


def joined(
    image: Array, mask: Mask, patch: Patch, blend: str = "auto", again: Again | None = None,
) -> tuple[Array, dict[str, Any]]:
    """`image` (RGBA, any depth) with the patch let in where the mask is above 0, and the facts: seam_score, blend,
    changed_outside, rim_pass. `again(picture, rim)` makes the thin rim of a bad seam anew; both are of the patch's box.
    Raises UserError when a pixel outside the mask came out changed."""
    hole = crop(mask, patch.box)
    inside = hole > 0
    old = crop(image, patch.box)
    if not inside.any():
        return image.copy(), {"changed_outside": 0}
    new = _residual(to_unit(patch.made), old) if patch.eight and image.dtype != np.uint8 else to_unit(patch.made)
    share = hole * np.float32(1 / 255) if patch.soft else inside.astype(np.float32)
    best, name, found = _best(old, new, patch, share, blend)
    facts: dict[str, Any] = {"blend": name}
    if again is not None and found.score > VISIBLE:
        best, found, facts["rim_pass"] = _rim_pass(old, best, inside, found, again)
    out = pasted(image, from_unit(best, np.float32), patch.box, inside.astype(np.float32))
    return out, {**facts, "seam_score": found.score, **proof(image, out, mask)}


def proof(before: Array, after: Array, mask: Mask) -> dict[str, int]:
    """{"changed_outside": 0}: how many pixels changed where the mask is 0. Raises UserError for any other number."""
    count = changed_outside(before, after, mask)
    if count:
        raise UserError("{count} pixels outside the selection would have changed.",
                        "Nothing was applied. This is a fault of the program; please report it.", count=count)
    return {"changed_outside": 0}


def changed_outside(before: Array, after: Array, mask: Mask) -> int:
    """Pixels whose stored values differ although the mask is 0 there."""
    return int(np.count_nonzero((_bits(before) != _bits(after)).any(axis=2) & (mask == 0)))


def _bits(image: Array) -> Array:
    """(h, w, 1 or more) integers: bits, not numbers, as a NaN that stayed is no change; a whole pixel at once where it
    fits, which takes a quarter of the time."""
    pixel = image.dtype.itemsize * image.shape[2]
    return np.ascontiguousarray(image).view(f"u{pixel}" if pixel in (4, 8) else f"u{image.dtype.itemsize}")


def _residual(made: Array, old: Array) -> Array:
    """`made` with what 8 bits cannot hold of the picture's own values: where nothing changed, it is the picture."""
    own = to_unit(old)[..., :made.shape[2]]
    out: Array = np.clip(made + (own - np.rint(own * 255) * np.float32(1 / 255)), 0.0, 1.0)
    return out


def _best(old: Array, new: Array, patch: Patch, share: Array, blend: str) -> tuple[Array, str, Seam]:
    """The whole box (RGBA float32 0-1) by the blend with the lowest score, `share` of it over the old picture. Pictures
    with transparency are mixed plainly: the other blends know nothing of coverage."""
    inside = share > 0
    base, made = rgba(to_unit(old)), rgba(new)
    cut = _near(inside)
    if base[cut][..., 3].min() < 1 or made[cut][..., 3].min() < 1 or inside.all():
        edge = ramp(inside, _width(inside)) if patch.under is not None or blend == "alpha" else inside
        out = _mixed(base if patch.under is None else rgba(to_unit(patch.under)), made, np.asarray(edge, np.float32))
        out = _mixed(base, out, share)
        return out, "alpha", seam(out, inside)
    under = base if patch.under is None else rgba(to_unit(patch.under))
    candidates = []
    for name, function in ({**BLENDS, "plain": plain} if patch.meets else BLENDS).items():
        if blend in ("auto", name):
            out = base.copy()
            laid = function(under[cut][..., :3], made[cut][..., :3], inside[cut], _width(inside))
            weight = share[cut][inside[cut]][:, None]
            kept = base[cut][inside[cut], :3]
            out[cut][inside[cut], :3] = kept + (np.clip(laid[inside[cut]], 0.0, 1.0) - kept) * weight
            moved = (laid - made[cut][..., :3]) * inside[cut][..., None]
            candidates.append((seam(out[cut], inside[cut], moved), name, out))
    found, name, best = min(candidates, key=lambda item: item[0].score)
    return best, name, found


def _near(inside: Array) -> tuple[slice, slice]:
    box = bounds(inside.astype(np.uint8))
    grown = (box[0] - _MARGIN_PX, box[1] - _MARGIN_PX, box[2] + 2 * _MARGIN_PX, box[3] + 2 * _MARGIN_PX)
    x0, y0 = max(grown[0], 0), max(grown[1], 0)
    return slice(y0, grown[1] + grown[3]), slice(x0, grown[0] + grown[2])


def _width(inside: Array) -> float:
    return zone_widths(float(max(inside.any(0).sum(), inside.any(1).sum()))).blend


def _mixed(old: Array, new: Array, alpha: Array) -> Array:
    """Both RGBA float32 or convertible; colours weighted by their own coverage."""
    return pasted(rgba(to_unit(old)), new, (0, 0, alpha.shape[1], alpha.shape[0]), alpha)


def _rim_pass(
    old: Array, best: Array, inside: Array, found: Seam, again: Again
) -> tuple[Array, Seam, str]:
    """A band along the inside of the edge made anew from what is on both its sides, kept when the seam is better."""
    deep = depth(inside)
    band = inside & (deep <= max(1.5 * _width(inside), 6.0))
    if (band == inside).all():
        return best, found, "too thin"
    rim = np.where(band, np.uint8(255), np.uint8(0))
    picture = from_unit(best, old.dtype)
    made = rgba(to_unit(again(picture, rim)))
    # towards the middle of the hole it fades; at the edge proper the new content meets the picture
    fade = np.clip((depth(band | ~inside)) / np.float32(_width(inside) + 1), 0.0, 1.0) * band
    second = best + (made - best) * fade[..., None]
    score = replace(seam(second, inside), ghost=found.ghost, bleed=found.bleed)
    if score.score < _BETTER * found.score:
        return second, score, "better"
    return best, found, "not better"


def place_of(box: Box, size: tuple[int, int], margin: int = _MARGIN_PX) -> Box:
    """`box` with `margin` px around it inside a picture of `size` (width, height)."""
    return around(box, size, 0.0, max(box[2], box[3]) + 2 * margin)

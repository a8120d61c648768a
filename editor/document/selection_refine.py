"""Refine edge: a selection's border made anew from the picture - hair, fur, leaves - then shaped, and put to use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

import cv2
import numpy as np

from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.layer import Mask, PixelLayer, new_id
from editor.document.layers import faded, with_mask, without_mask
from editor.document.matting import foreground, solved
from editor.document.pixels import Array, Pixels, bounds_where, convert
from editor.document.selection_edge import linear_model
from editor.document.selection_modify import blurred, distance_to_edge
from editor.document.selection_shape import from_array
from inference.api import UserError, choice, flag, number

MOST_UNKNOWN = 220_000  # px that are solved for; more are solved at a smaller size
MOST_PX = 2_500_000  # of the rectangle around them
HARD = 2.0  # px on both sides of a hard edge that may be uncertain
OUTPUTS = {"selection": "Selection", "mask": "Layer mask", "layer": "New layer", "layer_mask": "New layer with mask"}


@dataclass(frozen=True)
class Refinement:
    radius: float = number("Radius", 6.0, 0.0, 250.0, unit="px", step=0.5, scale="log",
                           help="How far from the border the picture decides what belongs to the selection.")
    smart: bool = flag("Smart radius", True, help="Hard edges keep a narrow border, hair and leaves get a wide one.")
    smooth: float = number("Smooth", 0.0, 0.0, 100.0, step=1.0, help="Rounds jags of the border away.")
    feather: float = number("Feather", 0.0, 0.0, 250.0, unit="px", step=0.5)
    contrast: float = number("Contrast", 0.0, 0.0, 100.0, unit="%", step=1.0, help="Makes a soft border crisp.")
    shift: float = number("Shift edge", 0.0, -100.0, 100.0, unit="%", step=1.0,
                          help="Moves the border inwards or outwards.")
    decontaminate: bool = flag("Decontaminate colours", False,
                               help="What shines through the border takes the colours of the thing itself. Needs a new "
                                    "layer as the output.")
    amount: float = number("Amount", 100.0, 0.0, 100.0, unit="%", step=1.0, help="Of the decontamination.")
    output: str = choice("Output to", "selection", OUTPUTS)

    def at(self, scale: float) -> Refinement:
        """For a picture with `scale` px for one of the document."""
        return replace(self, radius=self.radius * scale, feather=self.feather * scale, smooth=self.smooth * scale)

    @property
    def margin(self) -> int:
        """px around a part of the picture that its border depends on."""
        return ceil(self.radius * 1.5 + 3 * self.feather + self.smooth + 24)


def refined(image: Array, mask: Array, how: Refinement, brush: Array | None = None) -> Array:
    """uint8 (h, w): `mask` (uint8) with its border as `how` says, after `image` (RGBA or RGB uint8, h, w).

    `brush` uint8 (h, w): what is uncertain beside the border, because somebody painted over it.
    """
    made = mask
    if how.radius > 0 or (brush is not None and brush.any()):
        made = _matted(image, mask, border_of(image, mask, how, brush))
    if how.smooth > 0:
        sigma = how.smooth / 12 + 0.3
        made = _sloped(blurred(made, sigma), 1 + sigma)
    if how.feather > 0:
        made = blurred(made, how.feather)
    if how.shift:
        made = _shifted(made, how.shift / 100 * (2 + how.radius / 4 + how.feather / 2))
    if how.contrast > 0:
        made = _sloped(made, 1 / max(1 - how.contrast / 100, 0.02))
    return made


def border_of(image: Array, mask: Array, how: Refinement, brush: Array | None = None) -> Array:
    """bool (h, w): where it is uncertain what belongs to the selection."""
    inside = mask > 127
    if inside.min() == inside.max():
        return np.zeros(mask.shape, bool) if brush is None else brush > 127
    far = distance_to_edge(inside)
    reach: Array | float = how.radius
    if how.smart and how.radius > HARD:
        reach = _smart(image, far, how.radius)
    band = (far <= reach) & (how.radius > 0)
    if how.radius > 0:
        band |= (mask > 8) & (mask < 247) & (far <= 2 * how.radius + 8)
    return band if brush is None else band | (brush > 127)


def _smart(image: Array, far: Array, radius: float) -> Array:
    """Per px the radius that its part of the border needs: wide where there is as much detail away from it as on it."""
    grey = cv2.cvtColor(np.ascontiguousarray(image[..., :3]), cv2.COLOR_RGB2GRAY)
    steep = cv2.magnitude(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    around = max(round(radius), 3)
    edge = (2 * around + 1,) * 2

    def mean(where: Array) -> Array:
        share = where.astype(np.float32)
        made: Array = cv2.blur(steep * share, edge) / np.maximum(cv2.blur(share, edge), 1e-4)
        return made

    on, off = mean(far <= HARD), mean((far > HARD) & (far <= radius))
    wild = np.clip((off / np.maximum(on, 8.0) - 0.15) / 0.3, 0, 1)
    return np.maximum(HARD, radius * wild)


def _matted(image: Array, mask: Array, band: Array) -> Array:
    """`mask` with what matting finds in the band."""
    box, whole = bounds_where(band), Rect(0, 0, mask.shape[1], mask.shape[0])
    if box.is_empty:
        return mask
    around = 12 + round(0.1 * (box.h + box.w - 2) / 2)
    cut = box.grown(around).intersect(whole).slices(whole)
    picture, known, unknown = image[cut][..., :3], mask[cut], band[cut]
    k = min(1.0, (MOST_UNKNOWN / max(int(unknown.sum()), 1)) ** 0.5, (MOST_PX / unknown.size) ** 0.5)
    state = np.where(unknown, np.uint8(2), (known > 127).astype(np.uint8))
    if k == 1.0:
        alpha = solved(picture.astype(np.float32) / 255, state)
    else:
        alpha = _enlarged(picture, state, k)
    made = mask.copy()
    made[cut] = np.where(unknown, (alpha * 255 + 0.5).astype(np.uint8), known)
    return made


def _enlarged(picture: Array, state: Array, k: float) -> Array:
    """Solved at `k` times the size; colours carry the result to the full one (He and Sun, 2015)."""
    h, w = state.shape
    size = (max(round(w * k), 3), max(round(h * k), 3))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    few = cv2.resize(state, size, interpolation=cv2.INTER_NEAREST)
    few[cv2.resize((state == 2).astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 0] = 2
    slope, offset = linear_model(small, solved(small, few), 1, 0.005)
    out = np.empty((h, w), np.float32)
    for top in range(0, h, 512):  # in bands: the model is four planes of floats
        bottom = min(top + 512, h)
        ys, xs = np.mgrid[top:bottom, 0:w].astype(np.float32)
        at = ((xs + 0.5) * (size[0] / w) - 0.5, (ys + 0.5) * (size[1] / h) - 0.5)
        a, b = (cv2.remap(plane, *at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for plane in (slope, offset))
        out[top:bottom] = (a * (picture[top:bottom].astype(np.float32) / 255)).sum(2) + b
    return np.clip(out, 0, 1)


def _sloped(mask: Array, slope: float) -> Array:
    return np.clip((mask.astype(np.float32) - 127.5) * np.float32(slope) + 128, 0, 255).astype(np.uint8)


def _shifted(mask: Array, by: float) -> Array:
    """The border moved by px, outwards when positive, with its softness."""
    if abs(by) < 0.05:
        return mask
    act = cv2.dilate if by > 0 else cv2.erode

    def moved(px: int) -> Array:
        return act(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * px + 1,) * 2)) if px else mask

    whole = int(abs(by))
    share = abs(by) - whole
    return cv2.addWeighted(moved(whole), 1 - share, moved(whole + 1), share, 0)


def cleaned(image: Array, alpha: Array, amount: float) -> Array:
    """RGB uint8 (h, w, 3): the colours of the thing itself where `alpha` (uint8) is not full; `amount` 0-1."""
    colours = image[..., :3].astype(np.float32) / 255
    share = alpha.astype(np.float32) / 255
    own = foreground(colours, share)
    mixed = colours + (own - colours) * (np.float32(amount) * (share < 0.999))[..., None]
    return (np.clip(mixed, 0, 1) * 255 + 0.5).astype(np.uint8)


# ---- the outcome


def put_to_use(document: Document, layer_id: int | None, alpha: Array, how: Refinement, name: str
               ) -> tuple[Document, int | None]:
    """The document with `alpha` (uint8, of its size) as what `how.output` says, and the layer to choose then.

    Raises UserError when nothing is selected any more, or when the layer cannot take it.
    """
    selection = from_array(alpha)
    if selection is None:
        raise UserError("Nothing would be left of the selection.", "Choose a smaller number.")
    if how.output == "selection":
        return document.with_(selection=selection), layer_id
    layer = document.find(layer_id)
    if layer is None:
        raise UserError("No layer is chosen.", "Choose one in the layers panel.")
    document = document.with_(selection=None)
    if how.output == "mask":
        return with_mask(without_mask(document, layer.id), layer.id, selection), layer.id
    if not isinstance(layer, PixelLayer):
        raise UserError("This layer has no pixels of its own.", "Choose a pixel layer.")
    rect = document.rect
    pixels = layer.pixels.read(rect.moved(-layer.x, -layer.y))
    if how.decontaminate:
        pixels = _decontaminated(pixels, alpha, how.amount / 100)
    made = layer.with_(id=new_id(), name=name, x=0, y=0, mask=None)
    if how.output == "layer":
        pixels = faded(pixels, alpha.astype(np.float32) / 255)
    else:
        made = made.with_(mask=Mask(Pixels.of(alpha)))
    made = made.with_(pixels=Pixels.of(pixels).compact())
    return document.with_layer(layer.with_(visible=False)).inserted(made, layer.id), made.id


def _decontaminated(pixels: Array, alpha: Array, amount: float) -> Array:
    """In the depth of the layer; px that are full or empty stay to the byte."""
    edge = (alpha > 0) & (alpha < 255)
    box, whole = bounds_where(edge), Rect(0, 0, pixels.shape[1], pixels.shape[0])
    out = pixels.copy()
    if not box.is_empty:
        cut = box.grown(100).intersect(whole).slices(whole)
        own = convert(cleaned(convert(pixels[cut], np.uint8), alpha[cut], amount), pixels.dtype)
        out[cut][..., :3] = np.where(edge[cut][..., None], own, pixels[cut][..., :3])
    return out

"""What the retouch brushes do to a surface: dodge and burn, sponge, blur, sharpen. A value each, for `paint.Ink`.

An effect is a function of the original and of what the stroke has left on each px, so rounding never adds up, a
stroke does not depend on how many dabs it is made of, and giving up costs nothing. One channel (masks, the quick
mask) is treated as grey.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Literal, Protocol

import cv2
import numpy as np

from editor.document.geometry import TILE, Rect
from editor.document.pixels import Array, Pixels, convert, white

Range = Literal["shadows", "midtones", "highlights"]
Read = Callable[[int], Array]  # a tile with so many px around it
Span = tuple[int, int, int, int]
PROTECTED = {"shadows": (1, -2, 1, 0, 0), "midtones": (1, 0, 0, 0, 0), "highlights": (0, 0, 1, 0, 0)}
LEVELS = (0.25, 1.0, 4.0)  # of what a blur has left, where it mixes two of its pictures
DIRECT = 2.0  # px of radius blurred at full size; more is blurred small and enlarged
OVERSHOOT = 0.15  # of the local contrast, when sharpening protects detail
SHARPEST = 4.0


@dataclass(frozen=True, eq=False)
class Patch:
    """A tile and what to do there: RGBA `old` and `out` (256, 256, 4) of one depth, `cover` float32 of what the
    stroke has left, `chosen` uint8 of the selection, `span` the px to paint, `near` what `Effect.near` gave."""

    old: Array
    cover: Array
    chosen: Array
    span: Span
    lock: bool
    near: tuple[Array, ...]
    out: Array

    @property
    def white(self) -> float:
        return white(self.old.dtype)

    @property
    def half(self) -> np.float32:
        return np.float32(0.0 if self.old.dtype.kind == "f" else 0.5)

    @property
    def in_words(self) -> tuple[Array, Array]:
        """`old` and `out` with a px in each uint32, of 8 bits."""
        return words(self.old), words(self.out)


class Effect(Protocol):
    """`most` is what dabs may add up to; 0: they do not add up, the stroke's opacity is all there is."""

    @property
    def most(self) -> float: ...

    def near(self, read: Read, most: float, known: tuple[Array, ...]) -> tuple[Array, ...]:
        """What `paint` needs of a tile's surroundings where no px has been given more than `most`; `known` is what
        it said last time."""
        ...

    def paint(self, patch: Patch, strength: float) -> None: ...


def curve(zone: Range, burn: bool, protect: bool) -> Array:
    """The tone curve at full exposure, as k of v + (k0 + k1 v + k2 v²)(sqrt(v) or v², minus v) + k3 + k4 v.

    Protected, black and white stay and the curve rises everywhere; otherwise shadows are lifted and highlights
    scaled by a third, as GIMP's dodge and burn (gegl:dodgeburn) and Photoshop's before CS4 do.
    """
    if protect or zone == "midtones":
        return np.array(PROTECTED[zone], np.float32)
    lift = -1 / 2 if burn else 1 / 3
    gain = -1 / 3 if burn else 1 / 3
    return np.array((0, 0, 0, lift, -lift) if zone == "shadows" else (0, 0, 0, 0, gain), np.float32)


@dataclass(frozen=True)
class Tone:
    """Dodge (lighter) or burn (darker). `protect` keeps hue and the ends of the scale."""

    zone: Range = "midtones"
    burn: bool = False
    protect: bool = True
    most: float = 0.0

    def near(self, read: Read, most: float, known: tuple[Array, ...]) -> tuple[Array, ...]:
        return ()

    def paint(self, patch: Patch, strength: float) -> None:
        from editor.document import retouch_kernels as kernels

        k, rest = curve(self.zone, self.burn, self.protect), (patch.half, patch.span)
        facts = patch.cover, patch.chosen, k, self.burn, self.protect, strength
        if patch.old.dtype == np.uint8:
            old, out = patch.in_words
            kernels.tone_words(old, *facts, *rest, out)
        else:
            kernels.tone(patch.old, *facts, patch.white, *rest, patch.out)


@dataclass(frozen=True)
class Sponge:
    """Saturation away, or more of it. `gentle` (vibrance) spares what is saturated already."""

    less: bool = True
    gentle: bool = True
    most: float = 0.0

    def near(self, read: Read, most: float, known: tuple[Array, ...]) -> tuple[Array, ...]:
        return ()

    def paint(self, patch: Patch, strength: float) -> None:
        from editor.document import retouch_kernels as kernels

        facts = patch.cover, patch.chosen, self.less, self.gentle, strength
        if patch.old.dtype == np.uint8:
            old, out = patch.in_words
            kernels.sponge_words(old, *facts, patch.half, patch.span, out)
        else:
            kernels.sponge(patch.old, *facts, patch.white, patch.half, patch.span, patch.out)


@dataclass(frozen=True)
class Blur:
    """Variances of blurs add up, so what dabs have left is the square of the radius, in parts of `radius` px: one
    pass at full strength is a Gaussian of that radius, four passes one of twice as much."""

    radius: float = 4.0
    most: float = LEVELS[-1]

    def near(self, read: Read, most: float, known: tuple[Array, ...]) -> tuple[Array, ...]:
        """Blurred to the radius of each level, as many as are wanted by now."""
        wanted = 1 + sum(most > level for level in LEVELS[:-1])
        return known + tuple(blurred(read, self.radius * level ** 0.5) for level in LEVELS[len(known):wanted])

    def paint(self, patch: Patch, strength: float) -> None:
        from editor.document import retouch_kernels as kernels

        levels = (*patch.near, *(patch.near[-1],) * (len(LEVELS) - len(patch.near)))
        facts = patch.cover, patch.chosen, patch.lock, patch.half, patch.span
        if patch.old.dtype == np.uint8:
            old, out = patch.in_words
            kernels.blur_words(old, *map(words, levels), *facts, out)
        else:
            kernels.blur(patch.old, *levels, *facts, patch.out)


@dataclass(frozen=True)
class Sharpen:
    """An unsharp mask of the luma, so that colours do not fringe. `protect` keeps edges from growing halos."""

    radius: float = 1.5
    protect: bool = True
    most: float = SHARPEST

    def near(self, read: Read, most: float, known: tuple[Array, ...]) -> tuple[Array, ...]:
        if known:
            return known
        by = ceil(3 * self.radius) + 1
        image = read(by)
        grey = luminances(image)
        soft = _blur_plane(grey, image[..., 3], self.radius)
        inner = np.s_[by:-by, by:-by]
        if not self.protect:
            endless = np.full((TILE, TILE), np.inf, np.float32)
            return np.ascontiguousarray(soft[inner]), -endless, endless
        square = np.ones((2 * ceil(self.radius) + 1,) * 2, np.uint8)
        low, high = cv2.erode(grey, square), cv2.dilate(grey, square)
        room = (high - low) * np.float32(OVERSHOOT)
        return tuple(np.ascontiguousarray(plane[inner]) for plane in (soft, low - room, high + room))

    def paint(self, patch: Patch, strength: float) -> None:
        from editor.document import retouch_kernels as kernels

        facts = *patch.near, patch.cover, patch.chosen
        if patch.old.dtype == np.uint8:
            old, out = patch.in_words
            kernels.sharpen_words(old, *facts, patch.half, patch.span, out)
        else:
            kernels.sharpen(patch.old, *facts, patch.white, patch.half, patch.span, patch.out)


def read_held(pixels: Pixels, rect: Rect, clip: Rect) -> Array:
    """RGBA of `rect`, beyond `clip` what lies at its edge, so that brushes draw nothing empty into the picture."""
    xs = np.clip(np.arange(rect.x, rect.right), clip.x, clip.right - 1)
    ys = np.clip(np.arange(rect.y, rect.bottom), clip.y, clip.bottom - 1)
    box = Rect(int(xs[0]), int(ys[0]), int(xs[-1] - xs[0]) + 1, int(ys[-1] - ys[0]) + 1)
    array = pixels.read(box)
    return as_rgba(array if box == rect else np.ascontiguousarray(array[ys - box.y][:, xs - box.x]))


def as_rgba(array: Array) -> Array:
    """One channel as opaque grey."""
    if array.ndim == 3:
        return array
    return np.dstack([array, array, array, np.full_like(array, white(array.dtype))])


def luminances(image: Array) -> Array:
    """float32 (h, w) 0-1."""
    weights = np.array([[0.2126, 0.7152, 0.0722, 0.0]], np.float32) / np.float32(white(image.dtype))
    return np.asarray(cv2.transform(image.astype(np.float32), weights), np.float32)


def blurred(read: Read, radius: float) -> Array:
    """A tile blurred by a Gaussian, straight RGBA of the same depth. Large radii are blurred on a grid that tiles
    share, so that no seam shows between them."""
    step = 1
    while radius / step > DIRECT and step < 64:
        step *= 2
    by = -(-(ceil(3 * radius) + 2 * step) // step) * step
    image = read(by)
    opaque = bool((image[..., 3] == white(image.dtype)).all())
    work = image if opaque and image.dtype == np.uint8 else image.astype(np.float32)
    if not opaque:
        work[..., :3] *= work[..., 3:] * np.float32(1 / white(image.dtype))
    if step > 1:
        work = cv2.resize(work, (work.shape[1] // step, work.shape[0] // step), interpolation=cv2.INTER_AREA)
    sigma = radius / step if step == 1 else max((radius / step) ** 2 - 1 / 6, 0.25) ** 0.5  # enlarging blurs, too
    work = cv2.GaussianBlur(work, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    if step > 1:
        work = cv2.resize(work, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    work = np.ascontiguousarray(work[by:-by, by:-by])
    if not opaque:
        top = np.float32(white(image.dtype))
        work[..., :3] *= top / np.maximum(work[..., 3:], np.float32(1e-6) * top)
    return work if work.dtype == image.dtype else convert(work / np.float32(white(image.dtype)), image.dtype)


def _blur_plane(plane: Array, alpha: Array, radius: float) -> Array:
    """Blurred with weight alpha."""
    top = white(alpha.dtype)
    if (alpha == top).all():
        return np.asarray(cv2.GaussianBlur(plane, (0, 0), radius), np.float32)
    weight = alpha.astype(np.float32) * np.float32(1 / top)
    total = cv2.GaussianBlur(weight, (0, 0), radius)
    mean = cv2.GaussianBlur(plane * weight, (0, 0), radius) / np.maximum(total, np.float32(1e-6))
    return np.where(total > 1e-5, mean, plane).astype(np.float32)


def words(tile: Array) -> Array:
    """8-bit RGBA with a px in each uint32 (h, w)."""
    return tile.reshape(tile.shape[0], -1).view(np.uint32)

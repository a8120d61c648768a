"""A picture of any depth, enlarged to any size by a chain of enlargers, tile by tile: `enlarge` gives the result,
`enlarged` its strips from the top, which are never all in memory.

The chain multiplies its scales up to the size that is wanted or more; what is too much is resampled away within
each tile. Alpha is resampled apart: a network would invent edges in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, prod
from typing import Any, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.builtin import resample
from inference.depths import to_unit, top_of
from inference.devices import free, out_of_memory
from inference.tiles import Box, Layout, Tile, fill, piece, strips

Array = npt.NDArray[Any]
FADE = 16  # px of the source
SURE = 256  # px: pieces of this edge are tried whole without asking what fits into memory
PIECE_PX = 2048  # edge of the largest enlarged piece: 50 MB of float32
BAND = 64 << 20  # bytes of the row of tiles that strips are cut from
BLED = 12  # px that the colours beside a transparent place spread into it


class Enlarger(Protocol):
    """Something that enlarges (h, w, 3) float32 0-1 by `scale`; what lies more than `reach` px away has no effect
    that is seen; `most(tile)` is the edge, px, of the largest piece that fits into memory, at most `tile`."""

    @property
    def scale(self) -> int: ...

    @property
    def reach(self) -> int: ...

    def most(self, tile: int) -> int: ...

    def __call__(self, colours: Array) -> npt.NDArray[np.float32]: ...


class Averaged:
    """The mean over the eight symmetries of the square: the "geometric self-ensemble" of Timofte et al. (2016)."""

    def __init__(self, inner: Enlarger) -> None:
        self._inner = inner
        self.scale, self.reach, self.most = inner.scale, inner.reach, inner.most

    def __call__(self, colours: Array) -> npt.NDArray[np.float32]:
        total: Any = 0.0
        for turns in range(4):
            for flip in (False, True):
                turned = np.rot90(colours, turns)
                made = self._inner(np.ascontiguousarray(turned[:, ::-1] if flip else turned))
                total = total + np.rot90(made[:, ::-1] if flip else made, -turns)
        return np.asarray(total / 8, np.float32)


class Careful:
    """An enlarger for pieces of any size: too large ones are split, and split again when memory runs out."""

    def __init__(self, inner: Enlarger, most: int, pause: Callable[[], None]) -> None:
        self._inner = inner
        self._pause = pause
        self.most = most

    def __call__(self, colours: Array) -> npt.NDArray[np.float32]:
        while max(colours.shape[:2]) <= self.most:
            self._pause()
            try:
                return np.clip(self._inner(colours), 0.0, 1.0)
            except Exception as error:
                if not out_of_memory(error):
                    raise
                half = _roomy(max(colours.shape[:2]) // 2, _margin(self._inner.reach)).tile
                if half >= max(colours.shape[:2]):
                    raise
                self.most = half
            free()
        return self._split(colours)

    def _split(self, colours: Array) -> npt.NDArray[np.float32]:
        scale = self._inner.scale
        layout = _roomy(self.most, _margin(self._inner.reach))
        self.most = layout.tile
        height, width = colours.shape[:2]
        out = np.empty((height * scale, width * scale, 3), np.float32)

        def make(tile: Tile, box: Box) -> Array:
            return _kept(self(piece(colours, tile)), tile, box, (scale, scale), scale)

        fill(out, width, height, layout, make)
        return out


@dataclass(frozen=True, eq=False)
class _Work:
    """One picture on its way: how it is cut, and what makes the pixels of one tile."""

    layout: Layout
    make: Callable[[Tile, Box], Array]
    step: Callable[[float], None]


def enlarge(
    image: Array, width: int, height: int, chain: Sequence[Enlarger], report: Report, tile: int = 512,
    wraps: bool = False,
) -> Array:
    """RGBA (h, w, 4) of any depth to (height, width, 4) of the same depth. `tile` is the edge, px, of the pieces.

    `wraps`: a panorama, whose left and right edge meet. Beside the result, memory is that of one tile.
    """
    work = _work(image, width, height, chain, report, tile, wraps)
    out = np.empty((height, width, 4), image.dtype)
    fill(out, image.shape[1], image.shape[0], work.layout, work.make, work.step)
    return out


def enlarged(
    image: Array, width: int, height: int, chain: Sequence[Enlarger], report: Report, tile: int = 512,
    wraps: bool = False,
) -> Iterator[Array]:
    """What `enlarge` gives, in strips (n, width, 4) from the top; each is written over when the next is asked for.

    The tiles are low enough for a row of them to take BAND bytes at most, where the network's reach allows it.
    """
    work = _work(image, width, height, chain, report, tile, wraps)
    rows = BAND * image.shape[0] // (4 * image.itemsize * width * height)
    layout = work.layout
    if layout.margin and rows < layout.tile:
        layout = replace(layout, tall=_roomy(rows, layout.margin).tile)
    return strips(image.shape[1], image.shape[0], layout, (width, height), image.dtype, work.make, work.step)


def is_clear(image: Array) -> bool:
    """Whether anything of an RGBA picture is transparent, if only a little; then so is what it is enlarged to."""
    return bool((image[..., 3] < top_of(image.dtype)).any())


def _work(
    image: Array, width: int, height: int, chain: Sequence[Enlarger], report: Report, tile: int, wraps: bool,
) -> _Work:
    scale = prod(e.scale for e in chain)
    size = image.shape[1], image.shape[0]
    by = width / size[0], height / size[1]
    small = max(size) <= min(SURE, tile)
    careful = [Careful(e, tile if small else e.most(tile), lambda: report.step(0.0, "Enlarging")) for e in chain]
    clear = is_clear(image)

    def make(place: Tile, box: Box) -> Array:
        source = to_unit(piece(image, place))
        colours, alpha = source[..., :3], source[..., 3:]
        if clear:
            colours = _bled(colours, alpha)
        for one in careful:
            colours = one(colours)
        made = _kept(colours, place, box, by, scale)
        return np.dstack([made, _kept(alpha, place, box, by, 1) if clear else np.ones_like(made[..., :1])])

    whole = small and not wraps
    layout = Layout(max(size), 0, 0) if whole else _layout(careful, chain, scale, clear, wraps)
    return _Work(layout, make, lambda fraction: report.step(fraction, "Enlarging"))


def _layout(careful: Sequence[Careful], chain: Sequence[Enlarger], scale: int, clear: bool, wraps: bool) -> Layout:
    reach, before = 0.0, 1
    for one in chain:
        reach += one.reach / before
        before *= one.scale
    edge = min(careful[0].most, PIECE_PX // scale)
    return _roomy(edge, _margin(ceil(reach) + (BLED if clear else 0)), wraps)


def _margin(reach: int) -> int:
    return -(-(reach + 2) // 4) * 4  # 2 px for the kernel that resamples


def _roomy(tile: int, margin: int, wraps: bool = False) -> Layout:
    """At least a third of a tile is kept; what its phase would leave unused is not computed."""
    return Layout(max(tile, 3 * margin + 2 * FADE), margin, FADE, wraps).trimmed


def _kept(values: Array, tile: Tile, box: Box, by: tuple[float, float], scale: int) -> npt.NDArray[np.float32]:
    """The pixels of `box` from an enlarged tile: cut out, or resampled where the sizes do not meet."""
    a, d = tile.across, tile.down
    if by == (scale, scale):
        left, top = box.left - a.start * scale, box.top - d.start * scale
        return values[top:top + box.bottom - box.top, left:left + box.right - box.left]
    rows = resample.window(by[1] / scale, box.top, box.bottom, d.start * scale, values.shape[0])
    columns = resample.window(by[0] / scale, box.left, box.right, a.start * scale, values.shape[1])
    return np.clip(resample.apply(rows, columns, np.ascontiguousarray(values)), 0.0, 1.0)


def _bled(colours: Array, alpha: Array) -> npt.NDArray[np.float32]:
    """Colours with those of opaque neighbours spread under transparent pixels: a network must not see the
    undefined colours there."""
    spread, weight = colours * alpha, alpha[..., 0].copy()
    total, share = spread.copy(), weight.copy()
    for radius in (1, 3, BLED):
        side = (2 * radius + 1, 2 * radius + 1)
        total += 1e-3 * cv2.blur(spread, side)
        share += 1e-3 * cv2.blur(weight, side)
    known = share[..., None] > 1e-7
    filled = np.where(known, total / np.maximum(share, 1e-7)[..., None], 0.5)
    return np.where(alpha >= 1.0, colours, np.clip(filled, 0, 1)).astype(np.float32)

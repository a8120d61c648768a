"""Overlapped, feathered tiles: a large picture goes through a network piece by piece without a seam."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
TILE = 512
OVERLAP = 64


@dataclass(frozen=True)
class Tile:
    """One tile, px of the input: x, y, width, height."""

    x: int
    y: int
    width: int
    height: int


def starts(length: int, tile: int, overlap: int) -> tuple[int, ...]:
    """Where tiles of `tile` px begin so that they cover `length` px and neighbours share at least `overlap`.

    All tiles are whole: the last one is moved back to end at the edge. Raises ValueError unless
    0 <= overlap <= tile / 2, without which three tiles would meet in one place.
    """
    if not 0 <= overlap <= tile // 2:
        raise ValueError(f"overlap {overlap} does not suit a tile of {tile}")
    if length <= tile:
        return (0,)
    step = tile - overlap
    return (*range(0, length - tile, step), length - tile)


def tiles(width: int, height: int, tile: int = TILE, overlap: int = OVERLAP) -> Iterator[Tile]:
    for y in starts(height, tile, overlap):
        for x in starts(width, tile, overlap):
            yield Tile(x, y, min(tile, width), min(tile, height))


def ramp(length: int, overlap: int, at_start: bool, at_end: bool) -> npt.NDArray[np.float32]:
    """Weights along one side of a tile, shape (length,), 0-1.

    The outer quarter of an overlap weighs (almost) nothing, because a network sees least context there; then
    the weight rises in a straight line. The edge of the picture itself is not faded.
    """
    weights = np.ones(length, np.float32)
    if overlap == 0:
        return weights
    dead = overlap // 4
    rise = np.clip((np.arange(overlap) - dead + 0.5) / (overlap - 2 * dead), 1e-4, 1.0).astype(np.float32)
    if not at_start:
        weights[:overlap] = rise
    if not at_end:
        weights[-overlap:] = np.minimum(weights[-overlap:], rise[::-1])
    return weights


def tiled(
    image: Array, run: Callable[[Array], Array], scale: int, tile: int = TILE, overlap: int = OVERLAP,
    step: Callable[[float], None] = lambda fraction: None,
) -> npt.NDArray[np.float32]:
    """`run` over every tile of `image` (h, w, c), blended: (h * scale, w * scale, c) float32.

    `run` maps (th, tw, c) to (th * scale, tw * scale, c). Overlap-add with normalised weights. `step` is told
    the fraction that is done before each tile and may raise.
    """
    height, width = image.shape[:2]
    total = np.zeros((height * scale, width * scale, image.shape[2]), np.float32)
    weight = np.zeros((height * scale, width * scale, 1), np.float32)
    pieces = list(tiles(width, height, tile, overlap))
    for index, piece in enumerate(pieces):
        step(index / len(pieces))
        part = run(image[piece.y:piece.y + piece.height, piece.x:piece.x + piece.width])
        mask = _weights(piece, width, height, overlap, scale)
        place = (slice(piece.y * scale, (piece.y + piece.height) * scale),
                 slice(piece.x * scale, (piece.x + piece.width) * scale))
        total[place] += part * mask
        weight[place] += mask
    total /= weight
    return total


def _weights(piece: Tile, width: int, height: int, overlap: int, scale: int) -> npt.NDArray[np.float32]:
    across = ramp(piece.width * scale, overlap * scale, piece.x == 0, piece.x + piece.width == width)
    down = ramp(piece.height * scale, overlap * scale, piece.y == 0, piece.y + piece.height == height)
    mask: npt.NDArray[np.float32] = (down[:, None] * across[None, :])[..., None]
    return mask

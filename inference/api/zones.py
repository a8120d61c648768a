"""How wide the zones of a mask are, what is seen around it and at which size a model works: stated once, for the
engine that does it and the canvas that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Box = tuple[int, int, int, int]  # x, y, width, height
CONTEXT = 0.35  # share of the mask's longer side that is seen around it
LARGER = 1.6  # times the drawn area: above it a second pass brings the detail
MOST = 4  # times the trained area, the largest second pass
GROW_PX = 4.0  # half a cell of the latent picture: cells that the mask cuts are made anew as a whole
FEATHER, FEATHER_PX = 0.10, 32.0  # share of the mask's extent, and the least
REMOVE_STRENGTH = 0.55  # of the noise: enough to join the textures of the fill, too little to invent an object
BLEND, BLEND_PX = 1 / 24, (3.0, 24.0)  # share of the extent, and its limits

LEAST_SIDE_PX = 64  # some pipelines refuse shorter sides, whatever the area


@dataclass(frozen=True)
class ZoneWidths:
    """Px of the picture. From the edge of the mask outwards a model may change `grow` px fully and a further
    `feather` px less and less; inwards, its result is mixed in over `blend` px. Outside the mask nothing is kept."""

    grow: float
    feather: float
    blend: float


def zone_widths(extent: float, strength: float = 1.0) -> ZoneWidths:
    """For a mask whose longer side is `extent` px, repainted at `strength` 0-1 (after krita-ai-diffusion's zones)."""
    strength = min(max(strength, 0.0), 1.0)
    return ZoneWidths(GROW_PX, max(FEATHER * extent, FEATHER_PX) * strength,
                      min(max(BLEND * extent, BLEND_PX[0]), BLEND_PX[1]))


def chosen_widths(extent: float, strength: float, grow: int = 0, feather: int = 0) -> ZoneWidths:
    """The usual widths, with `grow` and `feather` px where they are not 0."""
    usual = zone_widths(extent, strength)
    return ZoneWidths(float(grow) or usual.grow, float(feather) or usual.feather, usual.blend)


def fading(distance: npt.NDArray[Any], widths: ZoneWidths) -> npt.NDArray[Any]:
    """How much of its strength a mask has left outside, 0-1: `distance` is in px, 1 for a pixel beside it."""
    return np.clip((widths.grow + widths.feather + 1 - distance) / max(widths.feather, 1.0), 0.0, 1.0)


def around(box: Box, size: tuple[int, int], context: float = CONTEXT, least: int = 0) -> Box:
    """`box` grown by `context` of its longer side (at least to `least` px a side), moved and cut to the image.

    `size` is (width, height) of the image.
    """
    x, y, width, height = box
    grow = round(context * max(width, height))
    x, width = _span(x, width, grow, least, size[0])
    y, height = _span(y, height, grow, least, size[1])
    return (x, y, width, height)


def _span(start: int, length: int, grow: int, least: int, limit: int) -> tuple[int, int]:
    wanted = min(max(length + 2 * grow, least), limit)
    first = start - (wanted - length) // 2
    return min(max(first, 0), limit - wanted), wanted


def working_size(width: int, height: int, native: int, multiple: int, most: float = 4.0) -> tuple[int, int]:
    """The size at which a crop of width x height px is drawn: about native x native pixels in area, sides a multiple
    of `multiple`. Small crops are enlarged at most `most` times; the aspect ratio is kept up to the snapping, except
    where a side would be shorter than pipelines take."""
    scale = min((native * native / (width * height)) ** 0.5, most)
    scale = at_least(scale, min(width, height))
    return (snapped(max(width * scale, LEAST_SIDE_PX), multiple), snapped(max(height * scale, LEAST_SIDE_PX), multiple))


def at_least(scale: float, side: int) -> float:
    """`scale`, up to doubled where the shorter `side` would come out too short for pipelines."""
    return max(scale, min(LEAST_SIDE_PX / side, 2 * scale))


def working_sizes(width: int, height: int, native: int, multiple: int) -> tuple[tuple[int, int], ...]:
    """The sizes of all passes, with memory enough: a crop much larger than the first is drawn once more, larger."""
    first = working_size(width, height, native, multiple)
    second = working_size(width, height, int(min(MOST * native ** 2, width * height) ** 0.5), multiple, 1.0)
    area = LARGER * first[0] * first[1]
    return (first, second) if width * height > area and second[0] * second[1] > area else (first,)


def snapped(length: float, multiple: int) -> int:
    return max(round(length / multiple), 1) * multiple

"""Traces of JPEG and noise, measured in a picture alone, to choose between the networks that keep and that clean."""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np

from inference.builtin.pixelmath import luminance, to_unit

Array = np.ndarray[Any, Any]
LOOKED_AT = 1536  # px: edge of the middle part that is measured
BLOCK = 8  # px of a JPEG block
TILE = 16  # px
NOISE_FLOOR = 3.6  # of 255: busy photographs without noise reach 3.5
BLOCKS_FLOOR = 0.15  # JPEG of quality 95 stays below in most photographs, of 85 lies above


class Wear(NamedTuple):
    """`noise`: deviation of the finest detail in the calmest places, of 255. `blocks`: how much larger the steps are
    across the borders of JPEG's blocks than elsewhere, 0 for none."""

    noise: float
    blocks: float

    @property
    def worn(self) -> bool:
        """Whether the networks that clean came out ahead on photographs worn like this."""
        return self.noise > NOISE_FLOOR or self.blocks > BLOCKS_FLOOR


def measured(image: Array) -> Wear:
    """Of (h, w, 3 or more) of any depth. Pictures smaller than 48 px have none."""
    height, width = image.shape[:2]
    if min(height, width) < 48:
        return Wear(0.0, 0.0)
    top, left = max(0, (height - LOOKED_AT) // 2), max(0, (width - LOOKED_AT) // 2)
    gray = luminance(to_unit(image[top:top + LOOKED_AT, left:left + LOOKED_AT, :3])) * 255
    return Wear(_noise(gray), min(_steps(gray), _steps(gray.T)))


def _noise(gray: Array) -> float:
    """After Immerkaer, "Fast noise variance estimation" (1996), by tiles: the tenth that has the least."""
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32) / 6
    rows, columns = (length // TILE * TILE for length in (gray.shape[0] - 2, gray.shape[1] - 2))

    def tiles(field: Array) -> Array:
        cut = field[1:-1, 1:-1][:rows, :columns]
        return cut.reshape(rows // TILE, TILE, columns // TILE, TILE).transpose(0, 2, 1, 3).reshape(-1, TILE * TILE)

    level = tiles(gray).mean(1)
    spread = tiles(cv2.filter2D(gray, cv2.CV_32F, kernel)).std(1)[(level > 8) & (level < 247)]  # not cut off
    return float(np.percentile(spread, 10)) if len(spread) > 4 else 0.0


def _steps(gray: Array) -> float:
    """Third differences along the rows, by their place among eight: the largest against the median. The place of the
    blocks is unknown, as the picture may be cut."""
    step = np.abs(gray[:, :-3] - 3 * gray[:, 1:-2] + 3 * gray[:, 2:-1] - gray[:, 3:])
    columns = np.minimum(step, 24).mean(0)  # hard edges of the picture count no more than blocks
    places = columns[:len(columns) // BLOCK * BLOCK].reshape(-1, BLOCK).mean(0)
    middle = float(np.median(places))
    return (float(places.max()) - middle) / (middle + 0.5)

"""Remove: what is selected disappears, and its background is continued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from inference.api import Operation, Report, Request, Result, integer
from inference.operations._shared import Array, reach_field, steps_field, variants
from inference.region import Mask, around, bounds, checked

if TYPE_CHECKING:
    from inference.engine import Engine

REFINE = 0.55  # of the noise: enough to join the textures of the fill, too little to invent an object
_NEGATIVE = "object, person, animal, text, watermark, frame"


@dataclass(frozen=True)
class Remove:
    grow: int = integer("Grow", 0, 0, 64, unit="px",
                        help="Also takes this much around the selection: outlines and soft shadows.")
    steps: int = steps_field()
    reach: int = reach_field()


def run(request: Request, engine: Engine, report: Report) -> Result:
    params: Remove = request.params
    image, given = checked(request.image, request.mask)
    bounds(given)
    mask = grown(given, params.grow)

    def one(seed: int, part: Report) -> tuple[Array, dict[str, Any]]:
        if request.model is None:
            from inference.builtin.fill import fill

            return fill(image, mask, part, seed, reach=params.reach), {}
        from inference.ask import Ask
        from inference.masked import repainted

        model = engine.model(request, part.part(0.0, 0.1))
        ask = Ask("background, empty", _NEGATIVE, REFINE, params.steps, 4.0, seed)
        place = around(bounds(mask), (image.shape[1], image.shape[0]), least=model.native)
        return repainted(model, engine.plan, image, mask, place, ask, part.part(0.1, 1.0)), {}

    return variants(request, engine, report, one)


def grown(mask: Mask, by: int) -> Mask:
    """The mask with `by` px added on all sides, round."""
    import cv2

    if by == 0:
        return mask
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1))
    return np.asarray(cv2.dilate(mask, disc), np.uint8)


OPERATION = Operation(
    "remove", "Remove", Remove, run, icon="eraser", menu="AI", order=30,
    help="Takes the selected thing out of the picture and continues what is behind it.",
    traits=frozenset({"mask"}), needs=frozenset({"image", "mask"}))

"""Remove: what is selected disappears, and its background is continued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from inference.api import Operation, Report, Request, Result, integer
from inference.operations._masking import REMOVE_STRENGTH, REMOVE_WORDS, context_of, diffused, filled_in, foreseen
from inference.operations._shared import (
    Array,
    asked,
    reach_field,
    source_field,
    source_of,
    source_of_field,
    steps_field,
    take_from_field,
    variants,
)
from inference.region import Mask, bounds, checked

if TYPE_CHECKING:
    from inference.engine import Engine


@dataclass(frozen=True)
class Remove:
    grow: int = integer("Grow", 0, 0, 64, unit="px",
                        help="Also takes this much around the selection: outlines and soft shadows.")
    steps: int = steps_field()
    take_from: str = take_from_field()
    source: Array | None = source_field()  # noqa: RUF009  a declaration, like the others
    source_of: str = source_of_field()
    reach: int = reach_field()


def run(request: Request, engine: Engine, report: Report) -> Result:
    params: Remove = request.params
    image, given = checked(request.image, request.mask)
    bounds(given)
    mask = grown(given, params.grow)

    def one(seed: int, part: Report) -> tuple[Array, dict[str, Any]]:
        if request.model is None:
            return filled_in(image, mask, seed, part, reach=params.reach, source=source_of(params))
        from inference.masked import Way

        model = engine.model(request, part.part(0.0, 0.05))
        words, unwanted = REMOVE_WORDS
        ask = asked(request, seed, prompt=words, negative=unwanted, strength=REMOVE_STRENGTH, guidance=4.0)
        return diffused(request, engine, image, mask, context_of("auto", mask, model.native), ask, Way(), part)

    return variants(request, engine, report, one, mask)


def grown(mask: Mask, by: int) -> Mask:
    """The mask with `by` px added on all sides, round."""
    import cv2

    if by == 0:
        return mask
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1))
    return np.asarray(cv2.dilate(mask, disc), np.uint8)


def foresee(request: Request, engine: Engine, report: Report) -> Result:
    image, mask = checked(request.image, request.mask)
    from inference.masked import Way

    return foreseen(image, mask, Way().prefill, request.seed, report)


OPERATION = Operation(
    "remove", "Remove", Remove, run, icon="eraser", menu="AI", order=30,
    help="Takes the selected thing out of the picture and continues what is behind it.",
    traits=frozenset({"mask"}), needs=frozenset({"image", "mask"}), foresee=foresee)

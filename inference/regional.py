"""Words by place: the parts of a request that say something of their own, painted one after the other, and the words
for a tile. No pipeline of the library reads several prompts by place, so they are composed: every part is repainted
with its own words in the picture as the parts before left it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Area, Report, Request
from inference.region import Box, Mask, crop
from inference.zones import combined

Array = npt.NDArray[Any]
Paint = Callable[[Request, Array, Mask, Report], tuple[Array, dict[str, Any]]]
COVERS = 0.2  # share of a tile that a region must cover for its words to be said there


@dataclass(frozen=True, eq=False)
class Part:
    """A soft mask of the picture's size, and the words for it."""

    mask: Mask
    prompt: str


def worded(areas: Sequence[Area]) -> tuple[Area, ...]:
    return tuple(area for area in areas if area.prompt.strip())


def said(own: str, common: str) -> str:
    """The words of a place, then those for the whole picture."""
    return ", ".join(text for text in (own.strip().rstrip(","), common.strip()) if text)


def parts(request: Request) -> tuple[Part, ...]:
    """In the order in which they are painted: all that has no words of its own, then the areas that have; () where none
    has. Later ones lie over earlier ones."""
    areas, common = worded(request.areas), str(getattr(request.params, "prompt", ""))
    if not areas or not hasattr(request.params, "prompt"):
        return ()
    first = () if request.rest is None or not request.rest.any() else (Part(request.rest, common),)
    made = (Part(combined([(area.mask, area.strength)]), said(area.prompt, common)) for area in areas)
    return (*first, *(part for part in made if part.mask.any()))


def in_turn(request: Request, image: Array, mask: Mask, paint: Paint, report: Report) -> tuple[Array, dict[str, Any]]:
    """`image` repainted where `mask` allows by `paint(request, image, mask, report)`: at once, or part by part where
    there are words by place, each with a request that says its words. Facts are those of the last part, with all
    blends and the seam of the whole."""
    todo = parts(request)
    if not todo:
        return paint(request, image, mask, report)
    from inference.seams import seam

    blends: list[str] = []
    facts: dict[str, Any] = {}
    for index, part in enumerate(todo):
        step = report.part(index / len(todo), (index + 1) / len(todo))
        own = dataclasses.replace(request, params=dataclasses.replace(request.params, prompt=part.prompt))
        image, told = paint(own, image, part.mask, step)
        facts.update(told)
        blends.append(str(told.get("blend", "")))
    facts.pop("prompt", None)  # that of the last part alone
    facts["blend"] = ", ".join(dict.fromkeys(blend for blend in blends if blend))
    return image, {**facts, "seam_score": seam(image, mask > 0).score, "parts": len(todo)}


def words_at(areas: Sequence[Area], common: str, size: tuple[int, int], box: Box) -> str:
    """The prompt for the part `box` of a picture of `size` (width, height) px: the words of the area that covers most
    of it, if that is a fifth or more, before the common ones. The masks may be of another size than the picture."""
    best, own = COVERS, ""
    for area in worded(areas):
        across, down = area.mask.shape[1] / size[0], area.mask.shape[0] / size[1]
        x, y = int(box[0] * across), int(box[1] * down)
        width, height = max(round(box[2] * across), 1), max(round(box[3] * down), 1)
        share = float(crop(area.mask, (x, y, width, height)).mean()) / 255
        if share >= best:
            best, own = share, area.prompt
    return said(own, common)


def cut(areas: Sequence[Area], box: Box) -> tuple[Area, ...]:
    """The areas for the part `box` of their picture; beyond its edges they go on."""
    return tuple(dataclasses.replace(area, mask=np.ascontiguousarray(crop(area.mask, box))) for area in areas)

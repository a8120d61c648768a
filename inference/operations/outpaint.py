"""Outpaint: the canvas grows on any side, and what lies beyond the old edge is made up."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from inference.api import Operation, Picture, Report, Request, Result, UserError, integer
from inference.depths import top_of
from inference.guides import cropped
from inference.joining import proof
from inference.operations._masking import diffused
from inference.operations._shared import (
    Array,
    asked,
    guidance_field,
    negative_field,
    prompt_field,
    sampler_field,
    steps_field,
)
from inference.ranking import ranked
from inference.region import Box, Mask, crop
from inference.seams import seam

if TYPE_CHECKING:
    from inference.engine import Engine

STRENGTH = 0.95  # a little of the pre-fill stays: it holds the new strip to the old picture
_MOST_CONTEXT = 512  # px of the old picture that a new strip is made from


@dataclass(frozen=True)
class Outpaint:
    left: int = integer("Left", 0, 0, 4096, unit="px", step=16)
    right: int = integer("Right", 0, 0, 4096, unit="px", step=16)
    top: int = integer("Top", 0, 0, 4096, unit="px", step=16)
    bottom: int = integer("Bottom", 0, 0, 4096, unit="px", step=16)
    prompt: str = prompt_field(help="What lies beyond the edge. Only models read it; it may stay empty.")
    negative_prompt: str = negative_field()
    steps: int = steps_field()
    guidance: float = guidance_field()
    sampler: str = sampler_field()


def run(request: Request, engine: Engine, report: Report) -> Result:
    params: Outpaint = request.params
    image = request.image
    assert image is not None  # the engine checked `needs`
    if not params.left + params.right + params.top + params.bottom:
        raise UserError("The canvas grows by nothing, so there is nothing to make.",
                        "Give at least one side a width above 0.")
    height, width = image.shape[:2]
    box = (-params.left, -params.top, width + params.left + params.right, height + params.top + params.bottom)
    pictures = []
    for i in range(request.count):
        part = report.part(i / request.count, (i + 1) / request.count)
        pixels, facts = _extended(request, engine, box, request.seed + i, part)
        pictures.append(Picture(pixels, request.seed + i, box, facts))
    report.step(1.0, "Done")
    agreement = engine.helpers.agreement if request.count > 1 and params.prompt.strip() else None
    return Result(ranked(pictures, None, params.prompt, agreement), engine.recipe(request))


def _extended(request: Request, engine: Engine, box: Box, seed: int, report: Report) -> tuple[Array, dict[str, Any]]:
    """The larger picture and the facts of its joint. Sides are made one after the other, each from what is near it."""
    image = request.image
    assert image is not None
    if request.model is None:
        canvas, blends = _continued(request.params, image, seed, report), ["plain"]
    else:
        canvas, blends = _by_model(request, engine, box, seed, report)
    left, top = -box[0], -box[1]
    new = np.ones(canvas.shape[:2], bool)
    new[top:top + image.shape[0], left:left + image.shape[1]] = False
    kept = canvas[top:top + image.shape[0], left:left + image.shape[1]]
    facts = proof(image, np.ascontiguousarray(kept), np.zeros(image.shape[:2], np.uint8))
    joint = {"seam_score": seam(canvas, new).score, "blend": ", ".join(dict.fromkeys(blends))}
    return canvas, {**engine.facts(), **facts, **joint}


def _continued(params: Outpaint, image: Array, seed: int, report: Report) -> Array:
    """The larger picture by the built-in."""
    from inference.builtin.extend import SIDES, extend

    wanted = [(side, getattr(params, side)) for side in SIDES if getattr(params, side)]
    for index, (side, px) in enumerate(wanted):
        image = extend(image, side, px, report.part(index / len(wanted), (index + 1) / len(wanted)), seed)
    return image


def _by_model(request: Request, engine: Engine, box: Box, seed: int, report: Report) -> tuple[Array, list[str]]:
    """The larger picture by the request's model, and how each strip was joined."""
    image = request.image
    assert image is not None
    blends = []
    canvas, strips = np.array(crop(image, box)), _strips(request.params, image)
    for index, strip in enumerate(strips):
        part = report.part(index / len(strips), (index + 1) / len(strips))
        place, mask = _place(strip, canvas)
        near = (place[0] + box[0], place[1] + box[1], place[2], place[3])  # px of the old picture
        here = dataclasses.replace(request, guides=cropped(request.guides, (image.shape[1], image.shape[0]), near))
        patch, told = _made(here, engine, crop(canvas, place), mask, seed, part)
        blends.append(str(told["blend"]))
        x, y, width, height = place
        canvas[y:y + height, x:x + width] = patch
    return canvas, blends


def _strips(params: Outpaint, image: Array) -> list[tuple[Box, Box]]:
    """(new strip, known box) in order, px of the larger canvas: left and right of the picture, then the full
    width above and below."""
    height, width = image.shape[:2]
    left, right, top, bottom = params.left, params.right, params.top, params.bottom
    old = (left, top, width, height)
    wide = (0, top, left + width + right, height)
    found: list[tuple[Box, Box]] = []
    if left:
        found.append(((0, top, left, height), old))
    if right:
        found.append(((left + width, top, right, height), old if not left else (0, top, left + width, height)))
    if top:
        found.append(((0, 0, wide[2], top), wide))
    if bottom:
        found.append(((0, top + height, wide[2], bottom), wide))
    return found


def _place(strip: tuple[Box, Box], canvas: Array) -> tuple[Box, Mask]:
    """The crop a strip is made in (itself and what is known near it) and its mask."""
    (x, y, width, height), (kx, ky, kw, kh) = strip
    across = width if height == kh and y == ky else height
    reach = max(min(2 * across, _MOST_CONTEXT), 64)
    x0, x1 = max(x - reach, min(x, kx)), min(x + width + reach, max(x + width, kx + kw))
    y0, y1 = max(y - reach, min(y, ky)), min(y + height + reach, max(y + height, ky + kh))
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    mask[y - y0:y - y0 + height, x - x0:x - x0 + width] = 255
    assert x0 >= 0 and y0 >= 0 and x1 <= canvas.shape[1] and y1 <= canvas.shape[0]  # noqa: PT018
    return (x0, y0, x1 - x0, y1 - y0), mask


def _made(
    request: Request, engine: Engine, image: Array, mask: Mask, seed: int, report: Report
) -> tuple[Array, dict[str, Any]]:
    params: Outpaint = request.params
    opaque = image.copy()
    opaque[mask > 0, 3] = top_of(image.dtype)
    from inference.masked import Way

    ask = asked(request, seed, strength=STRENGTH)
    way = Way("border" if params.prompt.strip() else "patches", preview=False)
    return diffused(request, engine, opaque, mask, (0, 0, image.shape[1], image.shape[0]), ask, way, report)


OPERATION = Operation(
    "outpaint", "Outpaint", Outpaint, run, icon="expand", menu="AI", order=40,
    help="Extends the picture beyond its edges.", traits=frozenset({"mask"}), needs=frozenset({"image"}))

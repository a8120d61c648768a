"""Generate: a picture from words, on its own, from the picture that is there, or into a selection."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from inference.api import Operation, Report, Request, Result, UserError, integer
from inference.depths import converted, rgb8, rgba
from inference.guides import cropped
from inference.operations._masking import foreseen
from inference.operations._shared import (
    Array,
    asked,
    blended,
    guidance_field,
    negative_field,
    prompt_field,
    sampler_field,
    steps_field,
    strength_field,
    variants,
)
from inference.region import Mask, around, bounds, checked, pasted, resized
from inference.regional import in_turn, parts

if TYPE_CHECKING:
    from inference.builtin.scene import Drawn
    from inference.engine import Engine


@dataclass(frozen=True)
class Generate:
    prompt: str = prompt_field(help="What the picture shows.")
    width: int = integer("Width", 768, 64, 8192, unit="px", step=8)
    height: int = integer("Height", 512, 64, 8192, unit="px", step=8)
    negative_prompt: str = negative_field()
    strength: float = strength_field(1.0, "Below 1 a model starts from the present picture and keeps its layout.")
    steps: int = steps_field()
    guidance: float = guidance_field()
    sampler: str = sampler_field()


def run(request: Request, engine: Engine, report: Report) -> Result:
    params: Generate = request.params
    if not params.prompt.strip() and not (parts(request) and request.rest is None):
        raise UserError("There are no words to make a picture from.", "Write what the picture shows.")
    if request.mask is not None:
        checked(request.image, request.mask)
        bounds(request.mask)

    def one(seed: int, part: Report) -> tuple[Array, dict[str, Any]]:
        if request.model is None:
            return _drawn(request, seed, part)
        return _diffused(request, engine, seed, part)

    return variants(request, engine, report, one)


def _drawn(request: Request, seed: int, report: Report) -> tuple[Array, dict[str, Any]]:
    """The built-in generator; into a selection it draws at the selection's own size. Words that the picture is to show
    are told as facts: they become text layers."""
    from inference.builtin.scene import draw_apart
    from inference.prompts import evaluated

    params: Generate = request.params
    words = evaluated(params.prompt, seed).words
    image, mask = request.image, request.mask
    if image is None or mask is None:
        made = draw_apart(words, *_size(request), seed, report)
        pixels = rgba(made.pixels)
        return pixels if image is None else converted(pixels, image.dtype), _told(made)
    box = bounds(mask)
    made = draw_apart(words, max(box[2], 64), max(box[3], 64), seed, report)
    alpha = (mask[box[1]:box[1] + box[3], box[0]:box[0] + box[2]] / np.float32(255)).astype(np.float32)
    pixels = pasted(image, rgba(resized(made.pixels, box[2], box[3])), box, alpha)
    return pixels, _told(made, box[0], box[1], box[2] / made.pixels.shape[1])


def _told(made: Drawn, x: int = 0, y: int = 0, scale: float = 1.0) -> dict[str, Any]:
    """What was not understood, and the words to be set over the picture, which lies at (x, y)."""
    told: dict[str, Any] = {}
    if made.not_understood:
        told["not_understood"] = ", ".join(made.not_understood)
    if made.lettering:
        told["words"] = [
            {"text": line.text, "x": x + line.x * scale, "y": y + line.y * scale, "size": line.size * scale,
             "weight": str(line.weight), "tracking": float(line.tracking), "align": "centre", "family": "Inter",
             "colour": (*line.colour, 1.0)} for line in made.lettering]
    return told


def _diffused(request: Request, engine: Engine, seed: int, report: Report) -> tuple[Array, dict[str, Any]]:
    from inference.masked import Way, repainted

    params: Generate = request.params
    model = engine.model(request, report.part(0.0, 0.1))
    report = report.part(0.1, 1.0)
    size = _size(request)
    ask = asked(request, seed, guides=cropped(request.guides, size, (0, 0, *size)))
    image = request.image
    if image is not None and request.mask is not None:

        def paint(own: Request, now: Array, place: Mask, step: Report) -> tuple[Array, dict[str, Any]]:
            box = around(bounds(place), size, least=model.native)
            said = dataclasses.replace(ask, prompt=own.params.prompt, guides=cropped(request.guides, size, box))
            return repainted(model, engine.plan, now, place, box, said, step, Way(_prefill(params)))

        return in_turn(request, image, request.mask, paint, report)
    if image is None or params.strength >= 1.0:
        made = model.text_to_image(ask, *_size(request), engine.plan, report)
        return (rgba(made) if image is None else blended(image, made, None)), {}
    return blended(image, model.image_to_image(ask, rgb8(image), engine.plan, report), None), {}


def _size(request: Request) -> tuple[int, int]:
    if request.image is not None:
        return request.image.shape[1], request.image.shape[0]
    return request.params.width, request.params.height


def foresee(request: Request, engine: Engine, report: Report) -> Result:
    image, mask = checked(request.image, request.mask)
    return foreseen(image, mask, _prefill(request.params), request.seed, report)


def _prefill(params: Generate) -> str:
    return "blur" if params.strength >= 1.0 else "none"


OPERATION = Operation(
    "generate", "Generate", Generate, run, icon="sparkles", menu="AI", order=10,
    help="Makes a picture from words: a new one, or into the selection.", traits=frozenset({"text"}), foresee=foresee)

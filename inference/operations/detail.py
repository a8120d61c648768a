"""Add detail: the picture enlarged and redrawn in tiles by a diffusion model, or the selection at its own size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inference.api import Operation, Report, Request, Result, choice, number
from inference.depths import converted, rgb8, rgba
from inference.guides import cropped
from inference.operations._shared import (
    Array,
    asked,
    guidance_field,
    negative_field,
    prompt_field,
    sampler_field,
    steps_field,
    variants,
)
from inference.region import Box, around, bounds, checked, crop, feathered, pasted
from inference.regional import cut, worded, words_at

if TYPE_CHECKING:
    from inference.engine import Engine

_CONTEXT_PX = 64


@dataclass(frozen=True)
class Detail:
    prompt: str = prompt_field(help="What the picture shows, and how it should look. May be empty.")
    scale: str = choice("Scale", "2", {"1": "1x", "2": "2x", "4": "4x"}, help="A selection keeps its size.")
    creativity: float = number("Creativity", 0.3, 0.05, 0.8, step=0.05, help="How much is drawn anew.")
    fidelity: float = number("Fidelity", 0.8, 0.0, 1.0, step=0.05,
                             help="How closely brightness and colours keep to the picture.")
    negative_prompt: str = negative_field()
    steps: int = steps_field()
    guidance: float = guidance_field()
    sampler: str = sampler_field()


def run(request: Request, engine: Engine, report: Report) -> Result:
    """Raises UserError without a model."""
    image, mask = request.image, request.mask
    assert image is not None  # the engine checked `needs`
    if mask is not None:
        checked(image, mask)

    def one(seed: int, part: Report) -> tuple[Array, dict[str, Any]]:
        if mask is None:
            return _whole(request, engine, image, seed, part), {}
        box = around(bounds(mask), (image.shape[1], image.shape[0]), 0.1, least=2 * _CONTEXT_PX)
        made = _drawn(request, engine, crop(image, box), box, seed, part)
        return pasted(image, made, box, feathered(crop(mask, box), 2.0)), {}

    return variants(request, engine, report, one)


def _whole(request: Request, engine: Engine, image: Array, seed: int, report: Report) -> Array:
    from inference.enlarge import enlarge
    from inference.operations.upscale import built_in

    scale, size = int(request.params.scale), (image.shape[1], image.shape[0])
    if scale > 1:
        chain, _ = built_in(engine, scale, "faithful", report)
        image = enlarge(image, size[0] * scale, size[1] * scale, chain, report.part(0.0, 0.1), engine.plan.tile)
    return _drawn(request, engine, image, (0, 0, *size), seed, report.part(0.1, 1.0))


def _drawn(request: Request, engine: Engine, image: Array, box: Box, seed: int, report: Report) -> Array:
    """`image` is `box` of the request's, perhaps enlarged. RGBA of its depth and size; its alpha is kept."""
    from inference.detail import detailed

    params: Detail = request.params
    assert request.image is not None
    size = request.image.shape[1], request.image.shape[0]
    model = engine.model(request, report.part(0.0, 0.1))
    ask = asked(request, seed, strength=params.creativity, guides=cropped(request.guides, size, box))
    areas = cut(worded(request.areas), box)

    def words(place: Box) -> str:
        return words_at(areas, params.prompt, (image.shape[1], image.shape[0]), place)

    made = detailed(model, ask, rgb8(image), params.fidelity, engine.plan, report.part(0.1, 1.0),
                    words if areas else None)
    result = converted(rgba(made), image.dtype)
    result[..., 3] = image[..., 3]
    return result


OPERATION = Operation(
    "detail", "Add detail", Detail, run, icon="scan-eye", menu="AI", order=65,
    help="Enlarges the picture and has a model draw fine detail, tile by tile.",
    traits=frozenset({"image"}), needs=frozenset({"image", "model"}), areas="words")

"""Style: the picture or the selection in the manner of a preset, of a reference picture, or of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inference.api import Guide, Operation, Report, Request, Result, choice, flag, image, number
from inference.depths import rgb8
from inference.guides import cropped
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
from inference.region import Box, around, bounds, checked, crop

if TYPE_CHECKING:
    from inference.engine import Engine

# The same as inference.builtin.style.PRESETS, which would bring a compiler along; a test compares the two.
PRESETS = {
    "oil": "Oil painting", "watercolour": "Watercolour", "pencil": "Pencil", "ink": "Ink", "cartoon": "Cartoon",
    "pointillism": "Pointillism", "poster": "Poster", "woodcut": "Woodcut", "night": "Night", "vintage": "Vintage film",
}
_CONTEXT_PX = 48  # brush strokes at the edge of a selection begin outside it
_WORDS = {
    "oil": "oil painting, visible brush strokes, canvas", "watercolour": "watercolour painting, wet paper",
    "pencil": "pencil drawing, graphite, hatching", "ink": "ink drawing, black lines on paper",
    "cartoon": "cartoon, flat colours, clean outlines", "pointillism": "pointillist painting, dots of pure colour",
    "poster": "screen print poster, few flat colours", "woodcut": "woodcut print, carved black lines on paper",
    "night": "at night, moonlight, dark blue", "vintage": "vintage film photograph, faded colours, grain",
}


@dataclass(frozen=True)
class Style:
    preset: str = choice("Preset", "oil", PRESETS)
    intensity: float = number("Intensity", 1.0, 0.0, 1.0, step=0.05)
    detail: float = number("Detail", 0.5, 0.0, 1.0, step=0.05, help="From broad to fine strokes.")
    keep_colours: bool = flag("Keep colours", False, help="Takes only light and dark from the style.")
    reference: Any = image(  # noqa: RUF009  a declaration, like the others
        "Reference picture", help="Takes colours and texture from this picture instead of the preset.")
    prompt: str = prompt_field("Style in words", "Added to the preset. Only models read it.")
    negative_prompt: str = negative_field()
    strength: float = strength_field(0.5, "How far a model may leave the picture.")
    steps: int = steps_field()
    guidance: float = guidance_field()
    sampler: str = sampler_field()


def run(request: Request, engine: Engine, report: Report) -> Result:
    picture, mask = request.image, request.mask
    assert picture is not None  # the engine checked `needs`
    box = (0, 0, picture.shape[1], picture.shape[0])
    if mask is not None:
        checked(picture, mask)
        box = around(bounds(mask), (picture.shape[1], picture.shape[0]), 0.1, least=2 * _CONTEXT_PX)

    def one(seed: int, part: Report) -> tuple[Array, dict[str, Any]]:
        styled = _styled(request, engine, crop(picture, box), box, seed, part)
        if mask is None:
            return blended(picture, styled, None), {}
        from inference.region import feathered, pasted

        return pasted(picture, styled, box, feathered(crop(mask, box), 0.0)), {}

    return variants(request, engine, report, one)


def _styled(request: Request, engine: Engine, picture: Array, box: Box, seed: int, report: Report) -> Array:
    from inference.builtin.style import stylise, transfer

    params: Style = request.params
    if request.model is not None:
        assert request.image is not None  # the engine checked `needs`
        guides = cropped(request.guides, (request.image.shape[1], request.image.shape[0]), box)
        return _diffused(request, engine, picture, guides, seed, report)
    if params.reference is not None:
        return transfer(picture, params.reference, params.intensity, report, params.keep_colours)
    return stylise(picture, params.preset, params.intensity, params.detail, params.keep_colours, seed, report)


def _diffused(
    request: Request, engine: Engine, picture: Array, guides: tuple[Guide, ...], seed: int, report: Report
) -> Array:
    """Image to image; the alpha of the picture is kept."""
    params: Style = request.params
    model = engine.model(request, report.part(0.0, 0.1))
    words = ", ".join(part for part in (params.prompt.strip(), _WORDS[params.preset]) if part)
    ask = asked(request, seed, prompt=words, guides=guides)
    made = blended(picture, model.image_to_image(ask, rgb8(picture), engine.plan, report.part(0.1, 1.0)), None)
    made[..., 3] = picture[..., 3]
    return made


OPERATION = Operation(
    "style", "Style transfer", Style, run, icon="palette", menu="AI", order=50,
    help="Redraws the picture or the selection in another manner.",
    traits=frozenset({"image"}), needs=frozenset({"image"}))

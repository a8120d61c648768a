"""Edit: the picture or the selection changed by an instruction, "make it winter"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inference.api import Operation, Report, Request, Result, UserError
from inference.guides import cropped
from inference.operations._shared import (
    Array,
    asked,
    guidance_field,
    negative_field,
    prompt_field,
    sampler_field,
    steps_field,
    strength_field,
    variants,
)
from inference.region import around, bounds, checked

if TYPE_CHECKING:
    from inference.engine import Engine


@dataclass(frozen=True)
class Edit:
    prompt: str = prompt_field("Instruction", "What to change, as you would say it: make it winter.")
    negative_prompt: str = negative_field()
    strength: float = strength_field(1.0, "How far the picture may change. Not every model listens to it.")
    steps: int = steps_field()
    guidance: float = guidance_field()
    sampler: str = sampler_field()


def run(request: Request, engine: Engine, report: Report) -> Result:
    params: Edit = request.params
    image, mask = request.image, request.mask
    assert image is not None  # the engine checked `needs`
    if not params.prompt.strip():
        raise UserError("There is no instruction.", "Write what is to change, for example: make it winter.")
    if request.model is None:
        raise UserError("This needs a model that follows instructions.", "Install an editing model.")
    if mask is not None:
        checked(image, mask)
        bounds(mask)

    def one(seed: int, part: Report) -> tuple[Array, dict[str, Any]]:
        return _edited(request, engine, image, seed, part)

    return variants(request, engine, report, one)


def _edited(request: Request, engine: Engine, image: Array, seed: int, report: Report) -> tuple[Array, dict[str, Any]]:
    """The crop around the selection is edited and laid back onto the picture where the selection allows it."""
    from inference.masked import instructed

    model = engine.model(request, report.part(0.0, 0.1))
    box = (0, 0, image.shape[1], image.shape[0])
    if request.mask is not None:
        box = around(bounds(request.mask), (image.shape[1], image.shape[0]), least=model.native)
    ask = asked(request, seed, guides=cropped(request.guides, (image.shape[1], image.shape[0]), box))
    return instructed(model, engine.plan, image, request.mask, box, ask, report.part(0.1, 1.0))


OPERATION = Operation(
    "edit", "Edit", Edit, run, icon="wand", menu="AI", order=55,
    help="Changes the picture or the selection as you say it. Needs a model that follows instructions.",
    traits=frozenset({"edit"}), needs=frozenset({"image"}))

"""Inpaint: the selected part is made anew from its surroundings, or from words by a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inference.api import Operation, Report, Request, Result
from inference.operations._shared import (
    Array,
    guidance_field,
    negative_field,
    prompt_field,
    reach_field,
    steps_field,
    strength_field,
    variants,
)
from inference.region import around, bounds, checked

if TYPE_CHECKING:
    from inference.engine import Engine


@dataclass(frozen=True)
class Inpaint:
    prompt: str = prompt_field(help="What to put there. Leave it empty to continue the surroundings; "
                                    "without a model the surroundings are always continued.")
    negative_prompt: str = negative_field()
    strength: float = strength_field(1.0, "How far a model may leave what is there now.")
    steps: int = steps_field()
    guidance: float = guidance_field()
    reach: int = reach_field()


def run(request: Request, engine: Engine, report: Report) -> Result:
    params: Inpaint = request.params
    image, mask = checked(request.image, request.mask)
    box = bounds(mask)

    def one(seed: int, part: Report) -> tuple[Array, dict[str, Any]]:
        if request.model is None:
            from inference.builtin.fill import fill

            return fill(image, mask, part, seed, reach=params.reach), {}
        from inference.ask import Ask
        from inference.masked import repainted

        model = engine.model(request, part.part(0.0, 0.1))
        ask = Ask(params.prompt, params.negative_prompt, params.strength, params.steps, params.guidance, seed)
        place = around(box, (image.shape[1], image.shape[0]), least=model.native)
        # with words the old content is only in the way; without, the model refines the built-in fill
        prefill = not params.prompt.strip() or params.strength >= 1.0
        return repainted(model, engine.plan, image, mask, place, ask, part.part(0.1, 1.0), prefill), {}

    return variants(request, engine, report, one)


OPERATION = Operation(
    "inpaint", "Inpaint", Inpaint, run, icon="wand-sparkles", menu="AI", order=20,
    help="Makes the selected part anew. Everything outside the selection stays as it is.",
    traits=frozenset({"mask"}), needs=frozenset({"image", "mask"}))

"""Inpaint: the selected part is made anew from its surroundings, or from words by a model. One operation with modes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inference.api import Operation, Report, Request, Result, UserError, choice, integer
from inference.operations._masking import (
    BLENDS,
    CONTEXTS,
    MODES,
    NEEDS_MODEL,
    PREFILLS,
    REMOVE_STRENGTH,
    REMOVE_WORDS,
    context_of,
    diffused,
    filled_in,
    foreseen,
    mode_of,
    prefill_of,
    widths_of,
)
from inference.operations._shared import (
    Array,
    asked,
    guidance_field,
    negative_field,
    prompt_field,
    reach_field,
    sampler_field,
    source_field,
    source_of,
    source_of_field,
    steps_field,
    strength_field,
    take_from_field,
    variants,
)
from inference.region import Mask, bounds, checked, crop
from inference.regional import in_turn

if TYPE_CHECKING:
    from inference.engine import Engine


CAPTIONED = 384  # px: what captioners see


@dataclass(frozen=True)
class Inpaint:
    prompt: str = prompt_field(help="What to put there. Leave it empty to continue the surroundings; "
                                    "without a model the surroundings are always continued.")
    mode: str = choice("Mode", "auto", MODES, help="What is wanted of the selection.")
    negative_prompt: str = negative_field()
    strength: float = strength_field(1.0, "How far a model may leave what is there now. Below 1 it refines.")
    steps: int = steps_field()
    guidance: float = guidance_field()
    sampler: str = sampler_field()
    context: str = choice("Context", "auto", CONTEXTS, help="How much of the surroundings a model sees.")
    context_layer: int = integer("Layer of the context", 0, 0, 2**31 - 1, hidden=True,
                                 help="Whose bounds are seen; 0 is the active one.")
    prefill: str = choice("Start from", "auto", PREFILLS, help="What a model finds in the selection when it starts.")
    overlap: int = integer("Overlap", 0, 0, 64, unit="px",
                          help="How far beyond the edge a model may repaint to meet it; outside the selection the "
                               "picture is kept all the same. 0 is chosen by itself.")
    feather: int = integer("Feather", 0, 0, 512, unit="px",
                           help="Over how much more its changes fade. 0 is chosen by size and strength.")
    take_from: str = take_from_field()
    source: Array | None = source_field()  # noqa: RUF009  a declaration, like the others
    source_of: str = source_of_field()
    reach: int = reach_field()
    blend: str = choice("Edge", "auto", BLENDS, help="How the result is joined; the best is measured by its seam.")


def run(request: Request, engine: Engine, report: Report) -> Result:
    params: Inpaint = request.params
    image, mask = checked(request.image, request.mask)
    bounds(mask)
    mode = mode_of(params.mode, mask, params.strength, request.model)
    if request.model is None and mode in NEEDS_MODEL:
        raise UserError("{mode} needs a model.", "Install one, or choose Fill, Expand or Remove.", mode=MODES[mode])

    captions: list[str] = []  # of the surroundings, looked at once for all variants

    def one(seed: int, part: Report) -> tuple[Array, dict[str, Any]]:
        if request.model is None:
            return filled_in(image, mask, seed, part, params.blend, params.reach, source_of(params))
        if not captions:
            captions.append(_caption(request, engine, image, mask, mode, part))

        def paint(own: Request, now: Array, place: Mask, step: Report) -> tuple[Array, dict[str, Any]]:
            return _by_model(own, engine, now, place, mode, seed, step, captions[0])

        pixels, told = in_turn(request, image, mask, paint, part)
        return pixels, ({**told, "caption": captions[0]} if captions[0] else told)

    return variants(request, engine, report, one, mask, mode=mode)


def _by_model(
    request: Request, engine: Engine, image: Array, mask: Mask, mode: str, seed: int, report: Report, caption: str = ""
) -> tuple[Array, dict[str, Any]]:
    from inference.masked import Way
    from inference.surroundings import MODES as FILLED
    from inference.surroundings import with_reference

    params: Inpaint = request.params
    model = engine.model(request, report.part(0.0, 0.05))
    box = context_of(params.context, mask, model.native)
    prompt, negative, strength = params.prompt or caption, params.negative_prompt, params.strength
    given = request
    if mode in FILLED and not params.prompt.strip():
        request = with_reference(request, engine, image, mask, box)
    if mode == "remove" and not prompt.strip():
        (prompt, negative), strength = REMOVE_WORDS, min(strength, REMOVE_STRENGTH)
    ask = asked(request, seed, prompt=prompt, negative=negative, strength=strength)
    widths = widths_of(mask, strength, params.overlap, params.feather)
    way = Way(prefill_of(params.prefill, mode, params.prompt), widths, params.blend)
    pixels, facts = diffused(request, engine, image, mask, box, ask, way, report)
    return pixels, facts if request is given else {**facts, "reference": "surroundings"}


def _caption(request: Request, engine: Engine, image: Array, mask: Mask, mode: str, report: Report) -> str:
    """The surroundings in words, in place of an empty prompt, where a captioner is installed."""
    from inference.prefill import prefilled

    if request.params.prompt.strip() or mode not in ("fill", "expand", "custom") or not engine.installed:
        return ""
    box = context_of(request.params.context, mask, CAPTIONED)
    seen = prefilled(crop(image, box), crop(mask, box), "blur", request.seed, report.part(0.0, 0.01))
    return engine.helpers.caption(seen, report.part(0.0, 0.03))


def foresee(request: Request, engine: Engine, report: Report) -> Result:
    params: Inpaint = request.params
    image, mask = checked(request.image, request.mask)
    mode = mode_of(params.mode, mask, params.strength, request.model)
    return foreseen(image, mask, prefill_of(params.prefill, mode, params.prompt), request.seed, report, mode=mode)


OPERATION = Operation(
    "inpaint", "Inpaint", Inpaint, run, icon="wand-sparkles", menu="AI", order=20,
    help="Makes the selected part anew. Everything outside the selection stays as it is.",
    traits=frozenset({"mask"}), needs=frozenset({"image", "mask"}), foresee=foresee)

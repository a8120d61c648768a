"""What several operations share: parameters of diffusion models, variants, the paste of a masked result."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from inference.api import Picture, Report, Request, Result, UserError, choice, image, integer, number, text
from inference.depths import converted, rgba
from inference.region import Mask, feathered, pasted

if TYPE_CHECKING:
    from inference.ask import Ask
    from inference.engine import Engine

Array = npt.NDArray[Any]
SAMPLERS = {  # those of inference.families.samplers that people choose; a test compares the two
    "": "Automatic", "dpm++2m": "DPM++ 2M Karras", "dpm++2m-sde": "DPM++ 2M SDE Karras", "euler": "Euler",
    "euler-a": "Euler a", "unipc": "UniPC", "lcm": "LCM"}
SOURCES = {"anywhere": "Anywhere", "inside": "Inside an area", "outside": "Outside an area"}
One = Callable[[int, Report], tuple[Array, dict[str, Any]]]


def prompt_field(label: str = "Prompt", help: str = "") -> Any:
    return text(label, "", lines=3, help=help)


def negative_field() -> Any:
    return text("Negative prompt", "", lines=2, help="What must not appear. Only models read it.")


def strength_field(default: float, help: str) -> Any:
    return number("Strength", default, 0.05, 1.0, step=0.05, help=help)


def steps_field() -> Any:
    return integer("Steps", 0, 0, 150, help="More steps are finer and slower. 0 is as many as the model was made for.")


def guidance_field() -> Any:
    return number("Guidance", 0.0, 0.0, 30.0, step=0.5,
                  help="How closely a model follows the words. 0 is what the model was made for.")


def sampler_field() -> Any:
    return choice("Sampler", "", SAMPLERS, help="How the noise is taken away. Automatic is the model's own.")


def asked(request: Request, seed: int, **others: Any) -> Ask:
    """What the request's parameters ask of a model for one picture; `others` are fields that do not come from them."""
    from inference.ask import Ask

    params = request.params
    given = {"prompt": getattr(params, "prompt", ""), "negative": getattr(params, "negative_prompt", ""),
             "strength": getattr(params, "strength", 1.0), "steps": getattr(params, "steps", 0),
             "guidance": getattr(params, "guidance", 0.0), "scheduler": getattr(params, "sampler", "")}
    return Ask(seed=seed, **{**given, **others})


def reach_field() -> Any:
    return integer("Search radius", 0, 0, 4000, unit="px",
                   help="How far around the selection the fill without a model looks for what to copy. "
                        "0 is as far as the selection is large.")


def take_from_field() -> Any:
    return choice("Take from", "anywhere", SOURCES,
                  help="What the fill without a model may copy. An area is a saved selection or what a layer covers.")


def source_field() -> Any:
    return image("Area", hidden=True, help="A picture of the same size, white where the area to take from is")


def source_of_field() -> Any:
    return text("Name of the area", hidden=True)


def source_of(params: Any) -> npt.NDArray[np.bool_] | None:
    """Where the built-in fill may copy from, (h, w); None = anywhere. Raises UserError where no area is given."""
    if params.take_from == "anywhere":
        return None
    if params.source is None:
        raise UserError("No area to take from is chosen.", "Choose a saved selection or a layer.")
    seen = converted(rgba(params.source), np.uint8)
    area = (seen[..., :3].max(2) > 127) & (seen[..., 3] > 127)
    return np.asarray(area if params.take_from == "inside" else ~area)


def variants(
    request: Request, engine: Engine, report: Report, one: One, mask: Mask | None = None, **facts: Any
) -> Result:
    """`count` pictures, the i-th from seed + i; those of a masked request the best first. `one(seed, report)` returns
    pixels and facts. `mask` is where they may differ, the request's own when None: every masked result is compared
    with the picture outside it, and a single pixel that changed there fails the operation."""
    from inference.joining import proof
    from inference.ranking import ranked

    zone = request.mask if mask is None else mask
    made = []
    for i in range(request.count):
        part = report.part(i / request.count, (i + 1) / request.count)
        pixels, told = one(request.seed + i, part)
        if zone is not None and request.image is not None and pixels.shape == request.image.shape:
            told = {**told, **proof(request.image, pixels, zone)}
        made.append(Picture(pixels, request.seed + i, facts={**engine.facts(), **told}))
    prompt = str(getattr(request.params, "prompt", ""))
    agreement = engine.helpers.agreement if len(made) > 1 and prompt.strip() else None
    best = tuple(made) if zone is None and agreement is None else ranked(made, zone, prompt, agreement)
    report.step(1.0, "Done")
    return Result(best, engine.recipe(request, **facts))


def selection(
    request: Request, engine: Engine, report: Report, find: Callable[[Report], tuple[Mask, dict[str, Any]]]
) -> Result:
    """What `find` found ((h, w) uint8) as a picture, white on black, inside the request's mask where it has one;
    "share" tells how much of the picture it is."""
    found, facts = find(report)
    if request.mask is not None:
        found = np.minimum(found, request.mask)
    facts = {"share": round(float((found > 127).mean()), 4), **facts}
    pixels = np.dstack([found, found, found, np.full_like(found, 255)])
    report.step(1.0, "Done")
    return Result((Picture(pixels, request.seed, facts=facts),), engine.recipe(request))


def blended(image: Array, new: Array, mask: Mask | None, feather: float = 0.0) -> Array:
    """`new` (h, w, 3 or 4; any depth) over `image` (RGBA) where the mask allows it, all of it without a mask."""
    made = converted(rgba(new), image.dtype)
    if mask is None:
        return made
    whole = (0, 0, image.shape[1], image.shape[0])
    return pasted(image, made, whole, feathered(mask, feather))

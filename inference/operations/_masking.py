"""What the masked operations share: the built-in fill or a model, the joint, and the ways that modes stand for."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from inference.api import Picture, Report, Request, Result
from inference.api.zones import REMOVE_STRENGTH as REMOVE_STRENGTH
from inference.api.zones import ZoneWidths, chosen_widths
from inference.ask import Ask
from inference.depths import rgba
from inference.guides import cropped
from inference.joining import Patch, joined, place_of
from inference.operations._shared import Array
from inference.region import Box, Mask, around, bounds, crop

if TYPE_CHECKING:
    from inference.engine import Engine
    from inference.masked import Way

MODES = {
    "auto": "Automatic", "fill": "Fill", "expand": "Expand", "add": "Add", "remove": "Remove",
    "replace": "Replace background", "refine": "Refine", "custom": "Custom"}
CONTEXTS = {"auto": "Automatic", "mask": "Selection bounds", "image": "Whole picture",
            "layer": "Bounds of a layer"}
PREFILLS = {"auto": "By mode", "patches": "Continue the surroundings", "blur": "Blur", "border": "Border colours",
            "neutral": "Grey", "none": "Keep what is there"}
BLENDS = {"auto": "Best of all", "alpha": "Soft edge", "pyramid": "By octaves", "poisson": "By gradients"}
PREFILL_OF = {"expand": "border", "add": "neutral", "replace": "neutral", "refine": "none",
              "remove": "patches", "fill": "blur"}
NEEDS_MODEL = ("add", "replace", "refine")
REMOVE_WORDS = ("background, empty", "object, person, animal, text, watermark, frame")


def mode_of(mode: str, mask: Mask, strength: float, model: str | None) -> str:
    """What "auto" means here: refine below full strength, expand where the mask spans the picture, else fill."""
    if mode != "auto":
        return mode
    if strength < 1.0 and model is not None:
        return "refine"
    if mask.all():
        return "fill"
    _, _, width, height = bounds(mask)
    return "expand" if width == mask.shape[1] or height == mask.shape[0] else "fill"


def prefill_of(chosen: str, mode: str, prompt: str) -> str:
    """The pre-fill of a mode. Without words the surroundings are continued: that is all there is to go by."""
    if chosen != "auto":
        return chosen
    if mode in ("fill", "custom") and not prompt.strip():
        return "patches"
    return PREFILL_OF.get(mode, "blur")


def context_of(context: str, mask: Mask, native: int) -> Box:
    """The crop that is seen: with room for the surroundings, the bare bounds of the mask, or all that was given."""
    size = (mask.shape[1], mask.shape[0])
    if context in ("image", "layer"):  # whoever asks has cut it out
        return (0, 0, *size)
    return bounds(mask) if context == "mask" else around(bounds(mask), size, least=native)


def widths_of(mask: Mask, strength: float, grow: int, feather: int) -> ZoneWidths:
    """The zones of a mask, with `grow` and `feather` px where they are not 0."""
    _, _, width, height = bounds(mask)
    return chosen_widths(max(width, height), strength, grow, feather)


def foreseen(image: Array, mask: Mask, kind: str, seed: int, report: Report, **facts: Any) -> Result:
    """What a model would start from: the picture with the mask pre-filled by `kind`."""
    from inference.prefill import prefilled

    started = rgba(prefilled(image, mask, kind, seed, report))
    return Result((Picture(started, seed, facts={"prefill": kind, **facts}),), {})


def filled_in(
    image: Array, mask: Mask, seed: int, report: Report, blend: str = "auto", reach: int = 0,
    source: npt.NDArray[np.bool_] | None = None,
) -> tuple[Array, dict[str, Any]]:
    """The built-in fill of the whole mask, joined. `reach` and `source` as in `fill`."""
    from inference.builtin.fill import fill
    from inference.prefill import continued

    box = place_of(bounds(mask), (image.shape[1], image.shape[0]))
    hard = np.where(mask > 0, np.uint8(255), np.uint8(0))
    made = crop(fill(image, hard, report.part(0.0, 0.9), seed, source, reach), box)
    under = continued(crop(image, box), crop(hard, box))

    def again(picture: Array, rim: Mask) -> Array:
        return fill(picture, rim, report.part(0.9, 1.0), seed + 1)

    return joined(image, mask, Patch(made, box, under, meets=True), blend, again)


def diffused(
    request: Request, engine: Engine, image: Array, mask: Mask, box: Box, ask: Ask, way: Way, report: Report,
) -> tuple[Array, dict[str, Any]]:
    """By the request's model, with the request's guides brought to the crop."""
    from inference.masked import repainted

    model = engine.model(request, report.part(0.0, 0.1))
    ask = dataclasses.replace(ask, guides=cropped(request.guides, (image.shape[1], image.shape[0]), box))
    return repainted(model, engine.plan, image, mask, box, ask, report.part(0.1, 1.0), way)

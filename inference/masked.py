"""Masked diffusion: crop, scale to the model, pre-fill, repaint by zones, correct the colours, join."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.api.zones import LARGER, MOST, ZoneWidths
from inference.ask import Ask, Diffusion
from inference.depths import rgb8, rgba, to_unit
from inference.devices import Plan
from inference.drift import matched
from inference.joining import Patch, joined
from inference.prefill import prefilled
from inference.region import Box, Mask, Region, crop, fitted, overview, preview_in, resized
from inference.zones import Zones, zones

Array = npt.NDArray[Any]
_SECOND, _RIM = 0.4, 0.4  # strengths of the second pass and of the rim pass


@dataclass(frozen=True)
class Way:
    """How a place is repainted: the pre-fill, the widths of the zones (None = by size), the blend on the way back
    ("auto" compares them all), and whether previews are shown in place."""

    prefill: str = "patches"
    widths: ZoneWidths | None = None
    blend: str = "auto"
    preview: bool = True


class Framed:
    """A report whose previews, made of the crop alone, are shown at their place in the whole picture."""

    def __init__(self, report: Report, image: Array, box: Box, mask: Mask) -> None:
        self._report = report
        self._small = overview(image)
        self._size = (image.shape[1], image.shape[0])
        self._box, self._mask = box, mask

    def step(self, fraction: float, stage: str, preview: Array | None = None) -> None:
        if preview is not None:
            preview = preview_in(self._small, preview[..., :3], self._box, self._size, self._mask)
        self._report.step(fraction, stage, preview)

    def part(self, start: float, end: float) -> Report:
        from inference.reporting import Part

        return Part(self, start, end)


def repainted(
    model: Diffusion, plan: Plan, image: Array, mask: Mask, box: Box, ask: Ask, report: Report, way: Way | None = None,
) -> tuple[Array, dict[str, Any]]:
    """`image` (RGBA) with what the mask allows made anew by `model`, which sees the crop `box`; and the facts of the
    joint. Every pixel where the mask is 0 is the image's own."""
    way = way or Way()
    hole, seen = crop(mask, box), crop(image, box)
    zone = zones(hole, ask.strength, way.widths)
    started = prefilled(seen, hole, way.prefill, ask.seed, report.part(0.0, 0.1))
    shown: Report = Framed(report, image, box, hole) if way.preview else report
    place = fitted(box, min(model.native, int(plan.most_px ** 0.5)), model.multiple)
    made = _drawn(model, plan, started, seen, zone, box, place, ask, shown)
    under = None if way.prefill == "none" else rgba(started)
    patch = Patch(made, box, under, eight=True, soft=not model.differential)  # else the map had its effect

    def again(picture: Array, rim: Mask) -> Array:
        softly = dataclasses.replace(ask, strength=_RIM, change=None)
        ring = zones(rim, _RIM, ZoneWidths(2.0, 4.0, 2.0))
        return _pass(model, picture, picture, ring, place, softly, shown.part(0.93, 0.99))

    report.step(0.92, "Joining")
    pixels, facts = joined(image, mask, patch, way.blend, again)
    return pixels, {**model.facts, **facts, "working_size": (place.width, place.height)}


def _drawn(
    model: Diffusion, plan: Plan, started: Array, seen: Array, zone: Zones, box: Box, place: Region, ask: Ask,
    report: Report,
) -> Array:
    """The crop repainted, (h, w, 3) float32 0-1 of the box's size. A place larger than the model can draw at once is
    drawn small, enlarged, and drawn once more with less strength."""
    large = box[2] * box[3] > LARGER * place.width * place.height
    second = _second(box, model, plan)
    two = large and second.width * second.height > LARGER * place.width * place.height
    made = _pass(model, started, seen, zone, place, ask, report.part(0.1, 0.5 if two else 0.92))
    if two:
        small = np.where(zone.change[..., None] > 0, made, to_unit(rgb8(seen)))
        again = dataclasses.replace(ask, strength=min(_SECOND, ask.strength))
        made = _pass(model, small, seen, zone, second, again, report.part(0.5, 0.92))
    return made


def _pass(
    model: Diffusion, started: Array, seen: Array, zone: Zones, place: Region, ask: Ask, report: Report
) -> Array:
    """One run of the model at the working size, without the drift of its autoencoder; back at the crop's size."""
    width, height = place.width, place.height
    change = resized(zone.change, width, height)
    core = np.where(resized(zone.core, width, height) > 0, np.uint8(255), np.uint8(0))
    ask = dataclasses.replace(ask, change=change)
    made = model.inpaint(ask, rgb8(resized(started, width, height)), core, report)
    made = matched(made, rgb8(resized(seen, width, height)), np.maximum(change, core))
    return resized(to_unit(made), seen.shape[1], seen.shape[0])


def _second(box: Box, model: Diffusion, plan: Plan) -> Region:
    most = min(MOST * model.native ** 2, plan.most_px, box[2] * box[3])
    return fitted(box, int(most ** 0.5), model.multiple, 1.0)


def instructed(
    model: Diffusion, plan: Plan, image: Array, mask: Mask | None, box: Box, ask: Ask, report: Report,
) -> tuple[Array, dict[str, Any]]:
    """`image` changed as the words of `ask` say by a model with the trait "edit" (`edit(ask, image, plan, report)`,
    (h, w, 3) uint8 to the same). Its result is registered on the picture; where it did not mean to change anything,
    the picture's own pixels come back. `mask` limits the change further. Facts: registration, shift_px, scale."""
    from inference.registration import edited, registered

    seen = rgb8(crop(image, box))
    place = fitted(box, min(model.native, int(plan.most_px ** 0.5)), model.multiple)
    made = model.edit(ask, resized(seen, place.width, place.height), plan, report.part(0.0, 0.9))
    made, how = registered(resized(made, seen.shape[1], seen.shape[0]), seen)
    facts: dict[str, Any] = {**model.facts, "registration": "aligned" if how.found else how.why,
                             "shift_px": round(float(np.hypot(how.dx, how.dy)), 2), "scale": round(how.scale, 4)}
    allowed = np.full(seen.shape[:2], 255, np.uint8) if mask is None else crop(mask, box)
    changed = edited(made, seen) if how.found else np.full(seen.shape[:2], 255, np.uint8)
    whole = np.zeros(image.shape[:2], np.uint8)
    x, y, width, height = box
    whole[y:y + height, x:x + width] = np.minimum(changed, allowed)
    if not whole.any():
        return image.copy(), {**facts, "changed_outside": 0, "seam_score": 0.0}
    made = matched(made, seen, crop(whole, box)) if how.found else made
    report.step(0.95, "Joining")
    pixels, told = joined(image, whole, Patch(made, box, None, eight=True))
    return pixels, {**facts, **told, "edited_share": round(float((whole > 0).mean()), 4)}

"""Upscale: two or four times as many pixels on each side, by the built-in method or a super-resolution network."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log
from typing import TYPE_CHECKING, Any

import numpy as np

from inference.api import Operation, Report, Request, Result, UserError, choice
from inference.depths import from_unit, rgba, to_unit
from inference.operations._shared import Array, variants
from inference.region import resized

if TYPE_CHECKING:
    from inference.engine import Engine

_MOST_PX = 1 << 29  # pixels of a result: 2 GB of RGBA


@dataclass(frozen=True)
class Upscale:
    scale: str = choice("Scale", "2", {"2": "2x", "4": "4x"})


def run(request: Request, engine: Engine, report: Report) -> Result:
    image = request.image
    assert image is not None  # the engine checked `needs`
    scale = int(request.params.scale)
    if image.shape[0] * image.shape[1] * scale * scale > _MOST_PX:
        raise UserError("The enlarged picture would have {mega} megapixels, which is too much.",
                        "Choose a smaller scale, or crop the picture first.",
                        mega=image.shape[0] * image.shape[1] * scale * scale // 1_000_000)

    def one(seed: int, part: Report) -> tuple[Array, dict[str, Any]]:
        if request.model is None:
            from inference.builtin.upscale import upscale

            return upscale(image, scale, part), {}
        return _by_network(request, engine, image, scale, part), {}

    return variants(request, engine, report, one)


def _by_network(request: Request, engine: Engine, image: Array, scale: int, report: Report) -> Array:
    """Colours through the network, as often as it takes to reach the scale; alpha by resampling."""
    network = engine.model(request, report.part(0.0, 0.05))
    width, height = image.shape[1] * scale, image.shape[0] * scale
    colours = to_unit(image)[..., :3]
    alpha = resized(to_unit(image)[..., 3], width, height)
    if image.shape[2] == 4 and float(alpha.min()) < 1.0:
        colours = _under(colours, to_unit(image)[..., 3:])
    passes = 1 if network.scale <= 1 else ceil(log(scale) / log(network.scale) - 1e-9)
    for index in range(passes):
        part = report.part(0.05 + 0.95 * index / passes, 0.05 + 0.95 * (index + 1) / passes)
        colours = network.enlarge(colours, engine.plan, part)
    made = resized(colours, width, height)
    return from_unit(rgba(np.dstack([made, alpha]).astype(np.float32)), image.dtype)


def _under(colours: Array, alpha: Array) -> Array:
    """Colours with those of opaque neighbours spread under transparent pixels: a network must not see the
    undefined colours there."""
    import cv2

    spread = colours * alpha
    weight = alpha[..., 0].copy()
    for sigma in (1.0, 4.0, 16.0):
        spread = spread + 1e-3 * cv2.GaussianBlur(spread, (0, 0), sigma)
        weight = weight + 1e-3 * cv2.GaussianBlur(weight, (0, 0), sigma)
    filled: Array = spread / np.maximum(weight, 1e-6)[..., None]
    return np.where(alpha >= 1.0, colours, np.clip(filled, 0, 1)).astype(np.float32)


OPERATION = Operation(
    "upscale", "Upscale", Upscale, run, icon="scaling", menu="AI", order=60,
    help="Enlarges the picture and keeps it sharp.", traits=frozenset({"enlarge"}), needs=frozenset({"image"}))

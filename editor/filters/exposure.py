"""Exposure: light is added or taken away as a camera would, in linear light."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.tone import Curve, as_linear, as_srgb, mapped
from inference.api import Operation, number


@dataclass(frozen=True)
class Exposure:
    stops: float = number("Exposure", 0.0, -10.0, 10.0, unit="EV", step=0.05)
    offset: float = number("Offset", 0.0, -0.5, 0.5, step=0.005)
    gamma: float = number("Gamma", 1.0, 0.1, 9.99, step=0.01, scale="log")


def tones(params: Exposure) -> Curve:
    def curve(values: Array) -> Array:
        light = as_linear(values) * np.float32(2**params.stops) + np.float32(params.offset)
        return as_srgb(np.maximum(light, 0) ** np.float32(1 / params.gamma))

    return curve


def run(pixels: Array, params: Exposure, scale: float) -> Array:
    return mapped(pixels, tones, params)


OPERATION = Operation("exposure", "Exposure", Exposure, run, icon="aperture", menu="Adjustments", order=30)

"""Levels: black point, white point and gamma, of all channels or of one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.tone import Curve, mapped
from inference.api import Operation, choice, number


@dataclass(frozen=True)
class Levels:
    channel: str = choice("Channel", "rgb", {"rgb": "RGB", "red": "Red", "green": "Green", "blue": "Blue"})
    black: float = number("Input black", 0.0, 0.0, 253.0, step=1)
    gamma: float = number("Gamma", 1.0, 0.1, 9.99, step=0.01, scale="log")
    white: float = number("Input white", 255.0, 2.0, 255.0, step=1)
    out_black: float = number("Output black", 0.0, 0.0, 255.0, step=1)
    out_white: float = number("Output white", 255.0, 0.0, 255.0, step=1)


def tones(params: Levels) -> list[Curve]:
    low, high = params.black / 255, max(params.white, params.black + 1) / 255
    bottom, top = params.out_black / 255, params.out_white / 255

    def curve(values: Array) -> Array:
        unit = np.clip((values - low) / (high - low), 0, 1) ** (1 / params.gamma)
        return (bottom + unit * (top - bottom)).astype(np.float32)

    chosen = ("red", "green", "blue")
    return [curve if params.channel in ("rgb", name) else _same for name in chosen]


def run(pixels: Array, params: Levels, scale: float) -> Array:
    return mapped(pixels, tones, params)


def _same(values: Array) -> Array:
    return values


OPERATION = Operation("levels", "Levels", Levels, run, icon="chart-column", menu="Adjustments", order=10,
                      shortcut="Ctrl+L", help="Sets the darkest and the lightest tone and the brightness between.")

"""Channel mixer: each channel of the result is a mixture of the three, or one grey is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from editor.document.pixels import Array
from editor.filters.plain import through
from inference.api import Operation, flag, integer

CHANNELS = ("red", "green", "blue")


@dataclass(frozen=True)
class ChannelMixer:
    red_red: int = integer("Red: of red", 100, -200, 200, unit="%")
    red_green: int = integer("Red: of green", 0, -200, 200, unit="%")
    red_blue: int = integer("Red: of blue", 0, -200, 200, unit="%")
    red_constant: int = integer("Red: constant", 0, -200, 200, unit="%")
    green_red: int = integer("Green: of red", 0, -200, 200, unit="%")
    green_green: int = integer("Green: of green", 100, -200, 200, unit="%")
    green_blue: int = integer("Green: of blue", 0, -200, 200, unit="%")
    green_constant: int = integer("Green: constant", 0, -200, 200, unit="%")
    blue_red: int = integer("Blue: of red", 0, -200, 200, unit="%")
    blue_green: int = integer("Blue: of green", 0, -200, 200, unit="%")
    blue_blue: int = integer("Blue: of blue", 100, -200, 200, unit="%")
    blue_constant: int = integer("Blue: constant", 0, -200, 200, unit="%")
    monochrome: bool = flag("Monochrome", help="All three channels become what is set for red.")


def matrix(params: ChannelMixer) -> Array:
    """(3, 4): for each channel of the result the shares of red, green and blue, and a constant; 1 is 100 %."""
    of = (*CHANNELS, "constant")
    rows = [[getattr(params, f"{'red' if params.monochrome else name}_{part}") for part in of] for name in CHANNELS]
    return np.array(rows, np.float32) / np.float32(100)


def run(pixels: Array, params: ChannelMixer, scale: float) -> Array:
    from editor.filters._kernels import mixed

    return pixels if params == ChannelMixer() else through(mixed, pixels, matrix(params))


OPERATION = Operation("channel_mixer", "Channel mixer", ChannelMixer, run, icon="sliders-horizontal",
                      menu="Adjustments", order=55)

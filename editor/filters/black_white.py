"""Black and white by colour: how light each of six hues becomes, and a tint.

The grey of a colour is its darkest channel, and above it the weight of its primary hue times what this has more than
the second, and the weight of its secondary hue times what that has more than the darkest. The weights at the start are
those of Photoshop's dialog of that name.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.document.pixels import Array
from editor.filters.plain import LUMA, floats, through
from inference.api import Operation, colour, flag, integer

HUES = ("reds", "yellows", "greens", "cyans", "blues", "magentas")


@dataclass(frozen=True)
class BlackWhite:
    reds: int = integer("Reds", 40, -200, 300, unit="%")
    yellows: int = integer("Yellows", 60, -200, 300, unit="%")
    greens: int = integer("Greens", 40, -200, 300, unit="%")
    cyans: int = integer("Cyans", 60, -200, 300, unit="%")
    blues: int = integer("Blues", 20, -200, 300, unit="%")
    magentas: int = integer("Magentas", 80, -200, 300, unit="%")
    tinted: bool = flag("Tint")
    tint: tuple[float, float, float, float] = colour("Colour of the tint", (0.88, 0.83, 0.70, 1.0))


def run(pixels: Array, params: BlackWhite, scale: float) -> Array:
    """A tint keeps the luma of the grey."""
    from editor.filters._kernels import six_greys

    tint = floats(*params.tint[:3]) if params.tinted else floats(1, 1, 1)
    tint = tint / max(float(tint @ LUMA), 1e-3)
    weights = floats(*(getattr(params, name) / 100 for name in HUES))
    return through(six_greys, pixels, weights, tint)


OPERATION = Operation("black_white", "Black and white by colour", BlackWhite, run, icon="blend",
                      menu="Adjustments", order=52, shortcut="Ctrl+Alt+Shift+B")

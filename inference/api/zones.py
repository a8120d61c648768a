"""How wide the zones of a mask are: stated once, for the engine that uses them and the canvas that shows them."""

from __future__ import annotations

from dataclasses import dataclass

GROW_PX = 4.0  # half a cell of the latent picture: cells that the mask cuts are made anew as a whole
FEATHER, FEATHER_PX = 0.10, 32.0  # share of the mask's extent, and the least
BLEND, BLEND_PX = 1 / 24, (3.0, 24.0)  # share of the extent, and its limits


@dataclass(frozen=True)
class ZoneWidths:
    """Px of the picture. From the edge of the mask outwards a model may change `grow` px fully and a further
    `feather` px less and less; inwards, its result is mixed in over `blend` px. Outside the mask nothing is kept."""

    grow: float
    feather: float
    blend: float


def zone_widths(extent: float, strength: float = 1.0) -> ZoneWidths:
    """For a mask whose longer side is `extent` px, repainted at `strength` 0-1 (after krita-ai-diffusion's zones)."""
    strength = min(max(strength, 0.0), 1.0)
    return ZoneWidths(GROW_PX, max(FEATHER * extent, FEATHER_PX) * strength,
                      min(max(BLEND * extent, BLEND_PX[0]), BLEND_PX[1]))

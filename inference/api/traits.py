"""What the window is told that a diffusion model can do, so that it shows what has an effect and nothing else; and how
many denoising steps a strength stands for."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

FEWEST = 4  # denoising steps that are done however low the strength


@dataclass(frozen=True)
class ModelTraits:
    """`steps` and `guidance` are what the model was made for; `guided`: the guidance can be chosen. `negative`: it
    reads a negative prompt; `weighting`: words can weigh more or less. `references`: how many pictures it takes
    beside the first when it follows an instruction. `schedulers`: the names that may be chosen, "" is its own.
    `controls`: control maps with a ControlNet guide it; `adapter`: so do reference pictures with an IP-Adapter.
    `unaided`: maps guide it without a ControlNet. `inpaints`: it was trained for masks; `inpaint_above`: at strengths
    above it one of its family that was repaints better. `apart`: style and composition of a reference can guide alone.
    """

    steps: int = 24
    guidance: float = 7.0
    guided: bool = True
    negative: bool = True
    weighting: bool = False
    references: int = 0
    schedulers: tuple[str, ...] = ("",)
    controls: bool = False
    adapter: bool = False
    unaided: bool = False
    inpaints: bool = False
    inpaint_above: float = 0.99
    apart: bool = False


def done_steps(steps: int, strength: float) -> int:
    """How many steps are really done of `steps` at a strength of 0-1: it is the share of the noise that is added."""
    return max(round(steps * strength), min(FEWEST, steps))


def real_steps(steps: int, strength: float) -> int:
    """How many to ask a sampler for that does only `strength` of them, so that `done_steps` are done."""
    wanted = done_steps(steps, strength)
    asked = max(ceil(wanted / strength), 1)
    while int(asked * strength) < wanted:
        asked += 1
    return asked


def snapped(steps: int, strength: float) -> float:
    """The nearest strength that is a whole number of steps, at least one; all of them stay all of them."""
    return min(max(round(steps * strength), 1), steps) / steps if steps > 0 else strength

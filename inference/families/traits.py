"""What a family states about itself beside its name: sizes, steps, guidance, and what it was trained for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Traits:
    """`native` is the edge, px, of the pictures it was trained at; sides are multiples of `multiple`.

    `steps` and `guidance` are what it was made for; a distilled one is not `guided`: its guidance cannot be chosen.
    `negative`: reads a negative prompt. `weighting`: words can be weighted in its prompt embeddings. `edits`: follows
    instructions. `references`: how many pictures beside the first it takes. `inpaints`: trained for masks;
    `inpaint_above`: the strength 0-1 above which a model of the family that was repaints better than one that was not.
    `schedulers` names those that may be chosen (see `samplers`); the first is its own.
    """

    native: int = 512
    multiple: int = 8
    steps: int = 24
    guidance: float = 7.0
    guided: bool = True
    negative: bool = True
    weighting: bool = False
    edits: bool = False
    references: int = 0
    inpaints: bool = False
    inpaint_above: float = 0.99
    schedulers: tuple[str, ...] = ("",)

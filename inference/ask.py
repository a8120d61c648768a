"""What a diffusion model is asked for, and what every loaded one can be asked: the contract of families."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from inference.api import Guide, Report
from inference.devices import Plan

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Lora:
    """Adapter weights to add while one picture is made: a file, and how strongly (1 = as trained)."""

    path: str
    weight: float = 1.0


@dataclass(frozen=True, eq=False)
class Ask:
    """What a diffusion model is asked for: words, 0-1 strength, steps, guidance scale, seed.

    Steps and guidance of 0 stand for what the model was made for. `scheduler` names one of the family's schedulers,
    "" is its default. `embeddings` are (name, path) of the textual inversions that the prompts say. `guides` belong to
    the picture that is handed over with the ask. `change` is the map of differential diffusion (Levin and Fried 2023):
    (h, w) uint8 of the picture's size, 255 = may change from the first step on, 0 = never; None = everywhere alike.
    """

    prompt: str
    negative: str = ""
    strength: float = 1.0
    steps: int = 0
    guidance: float = 0.0
    seed: int = 0
    scheduler: str = ""
    loras: tuple[Lora, ...] = ()
    embeddings: tuple[tuple[str, str], ...] = ()
    guides: tuple[Guide, ...] = ()
    change: Mask | None = None


class Diffusion(Protocol):
    """A loaded diffusion model. Pictures are (h, w, 3) uint8; `native` is the edge it was trained at, px.

    `facts` say what the last picture met: `loras`, each {file, weight, layers} where 0 layers fits nothing.
    `differential`: `Ask.change` is obeyed while denoising. All raise UserError for what the model cannot do.
    """

    native: int
    multiple: int
    differential: bool
    facts: Mapping[str, Any]

    def text_to_image(self, ask: Ask, width: int, height: int, plan: Plan, report: Report) -> Array: ...

    def image_to_image(self, ask: Ask, image: Array, plan: Plan, report: Report) -> Array: ...

    def inpaint(self, ask: Ask, image: Array, mask: Mask, report: Report) -> Array:
        """Image and mask at a working size: sides multiples of `multiple`."""

    def edit(self, ask: Ask, image: Array, plan: Plan, report: Report) -> Array:
        """The picture changed as the prompt says; guides of kind subject or reference are further pictures."""

"""Kit: how the library is called for one family: pipeline classes by task, latent space, arguments of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from inference.api import ModelTraits
from inference.ask import Ask
from inference.families.spaces import PLAIN, Space
from inference.families.traits import Traits

Arguments = Callable[[str, Ask, Any, int, int], dict[str, Any]]


def nothing(task: str, ask: Ask, pipe: Any, width: int, height: int) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Kit:
    """`pipelines` maps tasks to classes of diffusers: text, image, inpaint, edit, and the same with "-" and the way a
    map guides: control (ControlNet), union (one for many kinds of maps), adapter (T2I-Adapter), lora (`nets.way_of`).
    "redux" is the class that turns reference pictures into words.

    What is missing is composed where it can be: an image task from the text pipeline started at noised latents, an
    inpaint task from either by latent masking. `extra(task, ask, pipe, width, height)` gives arguments that only this
    family has; those that a pipeline does not take are left out. `guidance` is the name of the argument for
    classifier-free or distilled guidance. `controlnet` and `adapter` (IP-Adapter) say what may be added; a model that
    `controls_itself` draws after a control map without a ControlNet, and never without a map.
    """

    traits: Traits
    pipelines: Mapping[str, str]
    space: Space = PLAIN
    extra: Arguments = nothing
    guidance: str = "guidance_scale"
    controlnet: str = ""
    controls_itself: bool = False
    several: bool = True  # whether its pipelines take more than one ControlNet
    adapter: bool = False
    apart: bool = False  # whether blocks are known that read the style or the composition of a picture alone
    schedule: Mapping[str, Any] = field(default_factory=dict)  # in place of the bundled scheduler's, of single files
    sampler: str = ""  # which of `samplers` replaces a scheduler that the model was not distilled for

    @property
    def masks_itself(self) -> bool:
        """It knows nothing but repainting: whole pictures are repainted from grey."""
        return "inpaint" in self.pipelines and "text" not in self.pipelines and "image" not in self.pipelines

    def can(self) -> frozenset[str]:
        """The traits that operations ask for."""
        tasks = {task.removesuffix("-control") if self.controls_itself else task for task in self.pipelines}
        found = {"edit"} & tasks
        if self.masks_itself or "text" in tasks:
            found |= {"text", "image", "mask"}
        if tasks & {"image", "edit"}:
            found |= {"image", "mask"}
        return frozenset(found)

    def told(self) -> ModelTraits:
        """What the window is told."""
        traits = self.traits
        networks = bool(self.controlnet) and any(task.endswith("-control") for task in self.pipelines)
        return ModelTraits(
            traits.steps, traits.guidance, traits.guided, traits.negative, traits.weighting, traits.references,
            traits.schedulers, self.controls_itself or networks, self.adapter, self.controls_itself,
            traits.inpaints, traits.inpaint_above, self.apart)

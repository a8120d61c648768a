"""InstructPix2Pix (Brooks et al. 2023): Stable Diffusion 1.5 or XL that changes a picture as the words say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from inference.ask import Ask
from inference.checkpoints import Contents
from inference.families.family import diffusion, is_a, unet_of
from inference.families.kit import Kit
from inference.families.samplers import UNET
from inference.families.traits import Traits

_FAITHFUL = 1.5  # guidance by the picture, the paper's middle value


def _extra(task: str, ask: Ask, pipe: Any, width: int, height: int) -> dict[str, Any]:
    """Less strength keeps more of the picture: up to 2.5, where the paper sees no change any more."""
    return {"image_guidance_scale": _FAITHFUL + (1.0 - ask.strength)}



def _detect(found: Contents) -> bool:
    return is_a("sd15", "pix2pix")(found) and not unet_of(found).get("addition_embed_type")


_KIT = Kit(Traits(512, 8, 30, 7.5, weighting=True, edits=True, schedulers=UNET),
           {"edit": "StableDiffusionInstructPix2PixPipeline"}, extra=_extra, sampler="dpm++2m")
_KIT_XL = replace(_KIT, traits=replace(_KIT.traits, native=768, guidance=5.0),
                  pipelines={"edit": "StableDiffusionXLInstructPix2PixPipeline"})

FAMILY = (
    diffusion("sd15", "InstructPix2Pix", _detect, _KIT, 5, "pix2pix"),
    diffusion("sdxl", "InstructPix2Pix XL", is_a("sdxl", "pix2pix"), _KIT_XL, 6, "pix2pix-xl"),
)

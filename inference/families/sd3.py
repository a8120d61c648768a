"""Stable Diffusion 3 and 3.5: folders, and single files with their CLIP encoders inside (T5 is optional)."""

from __future__ import annotations

from dataclasses import replace

from inference.checkpoints import Contents
from inference.families.family import Detect, diffusion, is_a
from inference.families.kit import Kit
from inference.families.traits import Traits

_ANY = is_a("sd3")
_TRAITS = Traits(1024, 16, 28, 4.5)
_KIT = Kit(
    _TRAITS,
    {"text": "StableDiffusion3Pipeline", "image": "StableDiffusion3Img2ImgPipeline",
     "inpaint": "StableDiffusion3InpaintPipeline", "text-control": "StableDiffusion3ControlNetPipeline"},
    controlnet="SD3ControlNetModel")
_TURBO = replace(_KIT, traits=replace(_TRAITS, steps=4, guidance=0.0, guided=False, negative=False))


def detect(found: Contents) -> bool:
    return _ANY(found) or found.has("model.diffusion_model.joint_blocks.")


def _variant(*names: str) -> Detect:
    return lambda found: detect(found) and found.identity.variant in names


FAMILY = (
    diffusion("sd3", "Stable Diffusion 3.5 Large Turbo", _variant("3.5-large-turbo"), _TURBO, 30, "sd35-large"),
    diffusion("sd3", "Stable Diffusion 3.5 Large", _variant("3.5-large"), _KIT, 31, "sd35-large"),
    diffusion("sd3", "Stable Diffusion 3 Medium", _variant("medium"), _KIT, 32, "sd3-medium"),
    diffusion("sd3", "Stable Diffusion 3.5", detect, _KIT, 33, "sd35-medium"),
)

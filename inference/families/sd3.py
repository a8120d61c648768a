"""Stable Diffusion 3 and 3.5: folders, and single files with their CLIP encoders inside or beside (T5 is optional)."""

from __future__ import annotations

from dataclasses import replace

from inference.checkpoints import Contents, name_of
from inference.families.family import Detect, diffusion, is_a, seen
from inference.families.kit import Kit
from inference.families.traits import Traits
from inference.identity.identify import named
from inference.parts.known import CLIP_G, CLIP_L, SD3_VAE, T5

_ANY = is_a("sd3")
_TRAITS = Traits(1024, 16, 28, 4.5)
_KIT = Kit(
    _TRAITS,
    {"text": "StableDiffusion3Pipeline", "image": "StableDiffusion3Img2ImgPipeline",
     "text-control": "StableDiffusion3ControlNetPipeline"},
    controlnet="SD3ControlNetModel", adapter=True)
_PARTS = {"text_encoder": CLIP_L, "text_encoder_2": CLIP_G, "text_encoder_3": replace(T5, optional=True),
          "vae": SD3_VAE}
_TURBO = replace(_KIT, traits=replace(_TRAITS, steps=4, guidance=0.0, guided=False, negative=False))


def detect(found: Contents) -> bool:
    return _ANY(found) or found.has("model.diffusion_model.joint_blocks.")


def _variant(name: str) -> Detect:
    return lambda found: detect(found) and _kind(found) == name


def _kind(found: Contents) -> str:
    """By shape; of unusual widths by what the blocks have: a second attention (3.5 medium), normed keys (3.5)."""
    variant = seen(found).variant
    if variant or found.header is None:
        return variant
    names = found.header.tensors
    if any(".attn2." in name for name in names):
        return "3.5-medium"
    if not any("ln_k" in name or ".norm_k" in name for name in names):
        return "medium"
    return named(replace(seen(found), variant="3.5-large"), name_of(found), found.header).variant


FAMILY = (
    diffusion("sd3", "Stable Diffusion 3.5 Large Turbo", _variant("3.5-large-turbo"), _TURBO, 30, "sd35-large",
              parts=_PARTS),
    diffusion("sd3", "Stable Diffusion 3.5 Large", _variant("3.5-large"), _KIT, 31, "sd35-large", parts=_PARTS),
    diffusion("sd3", "Stable Diffusion 3 Medium", _variant("medium"), _KIT, 32, "sd3-medium", parts=_PARTS),
    diffusion("sd3", "Stable Diffusion 3.5 Medium", detect, _KIT, 33, "sd35-medium", parts=_PARTS),
)

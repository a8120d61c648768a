"""Sana: text to image on strongly compressed latents; image to image and inpainting are composed."""

from __future__ import annotations

from inference.families.family import diffusion, is_a
from inference.families.kit import Kit
from inference.families.traits import Traits

_KIT = Kit(
    Traits(1024, 32, 20, 4.5), {"text": "SanaPipeline", "text-control": "SanaControlNetPipeline"},
    controlnet="SanaControlNetModel", several=False)

FAMILY = diffusion("sana", "Sana", is_a("sana", ""), _KIT, 81, "sana")

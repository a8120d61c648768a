"""Chroma: FLUX.1 schnell without its guidance embedding, with a negative prompt again."""

from __future__ import annotations

from inference.families.family import diffusion, is_a
from inference.families.kit import Kit
from inference.families.spaces import Packed
from inference.families.traits import Traits
from inference.parts.known import FLUX_VAE, T5

# ChromaInpaintPipeline of diffusers 0.42.1 reads a setting that Chroma's transformer has not; inpainting is composed.
_KIT = Kit(
    Traits(1024, 16, 30, 4.0),
    {"text": "ChromaPipeline", "image": "ChromaImg2ImgPipeline"}, Packed())

FAMILY = diffusion("chroma", "Chroma", is_a("chroma", "", "hd"), _KIT, 44, "chroma",
                   parts={"text_encoder": T5, "vae": FLUX_VAE})

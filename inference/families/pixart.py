"""PixArt-Sigma: text to image; all else is composed. The library reads no single files of it; `published` does."""

from __future__ import annotations

from inference.families.family import diffusion, is_a
from inference.families.kit import Kit
from inference.families.traits import Traits
from inference.parts.known import T5, XL_VAE

_KIT = Kit(Traits(1024, 16, 20, 4.5), {"text": "PixArtSigmaPipeline"}, sampler="dpm++2m")

FAMILY = diffusion("pixart", "PixArt-Sigma", is_a("pixart", "sigma"), _KIT, 80, "pixart-sigma",
                   parts={"text_encoder": T5, "vae": XL_VAE})

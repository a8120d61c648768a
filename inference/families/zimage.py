"""Z-Image (Alibaba Tongyi): base, and Turbo, which is distilled to eight steps."""

from __future__ import annotations

from dataclasses import replace

from inference.checkpoints import Contents
from inference.families.family import diffusion, is_a, seen
from inference.families.kit import Kit
from inference.families.traits import Traits
from inference.parts.known import FLUX_VAE, QWEN3_4B

_ANY = is_a("zimage")
_PARTS = {"text_encoder": QWEN3_4B, "vae": FLUX_VAE}
_BASE = Kit(
    Traits(1024, 16, 40, 4.0),
    {"text": "ZImagePipeline", "image": "ZImageImg2ImgPipeline",
     "text-control": "ZImageControlNetPipeline"},
    controlnet="ZImageControlNetModel", several=False)
# The schedule of Turbo is steeper than that of the base model, whose configuration is the bundled one.
_TURBO = replace(_BASE, schedule={"shift": 3.0},
                 traits=replace(_BASE.traits, steps=9, guidance=0.0, guided=False, negative=False))


def _detect_turbo(found: Contents) -> bool:
    return _ANY(found) and seen(found).variant == "turbo"


FAMILY = (
    diffusion("zimage", "Z-Image Turbo", _detect_turbo, _TURBO, 60, "zimage", parts=_PARTS),
    diffusion("zimage", "Z-Image", _ANY, _BASE, 61, "zimage", parts=_PARTS),
)

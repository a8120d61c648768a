"""The parts that diffusion models need beside their own network, as they are published; families name theirs here.

Sources: the repackaged files of Comfy-Org and the model cards of each family.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

CONFIGS = Path(__file__).resolve().parents[2] / "resources" / "configs" / "parts"


@dataclass(frozen=True)
class Part:
    """`id` begins with `entry`, that of its entry in the catalogue and of its configuration; `kind`, `family` and
    `variants` (() = any) are what it is identified as; `name` is what the field calls it, `file` how it is usually
    called.

    `told` is a pattern for the file's name, where other weights have the same tensors. Of a text encoder whose last
    layers nobody reads, `read` is the share of them that is: numerator and denominator.
    """

    id: str
    kind: str
    family: str
    name: str
    file: str
    variants: tuple[str, ...] = ()
    told: str = ""
    read: tuple[int, int] = (1, 1)
    optional: bool = False

    def is_a(self, kind: str, family: str, variant: str, file: str) -> bool:
        """Whether something identified so, in a file of this name, is this part."""
        return ((kind, family) == (self.kind, self.family) and (not self.variants or variant in self.variants)
                and re.search(self.told, file, re.IGNORECASE) is not None)

    @property
    def entry(self) -> str:
        return self.id.partition("/")[0]

    @property
    def config(self) -> Path:
        return CONFIGS / self.entry


Parts = Mapping[str, Part]  # by their role in the pipeline: text_encoder, text_encoder_2, vae

CLIP_L = Part("clip-l", "text_encoder", "clip-l", "CLIP-L", "clip_l.safetensors")
CLIP_G = Part("clip-g", "text_encoder", "clip-g", "CLIP-G", "clip_g.safetensors")
T5 = Part("t5-xxl", "text_encoder", "t5-xxl", "T5-XXL", "t5xxl_fp16.safetensors")
QWEN_VL = Part("qwen25-vl", "text_encoder", "qwen2.5-vl", "Qwen2.5-VL 7B", "qwen_2.5_vl_7b.safetensors")
QWEN_SEES = replace(QWEN_VL, id="qwen25-vl/sees", variants=("",))  # with its vision network
QWEN3_4B = Part("qwen3-4b", "text_encoder", "qwen3-4b", "Qwen3 4B", "qwen_3_4b.safetensors")
QWEN3_8B = Part("qwen3-8b", "text_encoder", "qwen3-8b", "Qwen3 8B", "qwen_3_8b.safetensors")
MISTRAL = Part("mistral-24b", "text_encoder", "mistral-24b", "Mistral Small 24B",
               "mistral_3_small_flux2_fp8.safetensors")
FLUX_VAE = Part("flux-vae", "vae", "flux", "FLUX.1 VAE", "ae.safetensors", told=r"^(?!.*sd.?3)")
SD3_VAE = Part("sd3-vae", "vae", "flux", "SD 3 VAE", "sd3_vae.safetensors", told=r"sd.?3")
FLUX2_VAE = Part("flux2-vae", "vae", "flux2", "FLUX.2 VAE", "flux2-vae.safetensors")
QWEN_VAE = Part("qwen-vae", "vae", "qwen", "Qwen-Image VAE", "qwen_image_vae.safetensors")
XL_VAE = Part("sdxl-vae", "vae", "sd", "SDXL VAE", "sdxl_vae.safetensors", told=r"xl|pixart")
KNOWN = (CLIP_L, CLIP_G, T5, QWEN_VL, QWEN_SEES, QWEN3_4B, QWEN3_8B, MISTRAL, FLUX_VAE, SD3_VAE, FLUX2_VAE, QWEN_VAE,
         XL_VAE)
BY_ID: Mapping[str, Part] = {part.id: part for part in KNOWN}

"""Stable Diffusion XL: base, inpainting, refiner, v-prediction, and the models distilled from it (Turbo, Lightning,
Hyper, LCM, DMD2), which have the same tensors and are told by name, metadata or scheduler (see inference/identity).
"""

from __future__ import annotations

from dataclasses import replace

from inference.checkpoints import Contents
from inference.families.family import Detect, diffusion, is_a, seen, unet_of
from inference.families.kit import Kit
from inference.families.samplers import UNET
from inference.families.traits import Traits

_ANY = is_a("sdxl")
_TRAITS = Traits(1024, 8, 28, 6.0, weighting=True, inpaint_above=0.8, schedulers=UNET)
_KIT = Kit(
    _TRAITS,
    {"text": "StableDiffusionXLPipeline", "image": "StableDiffusionXLImg2ImgPipeline",
     "text-control": "StableDiffusionXLControlNetPipeline",
     "image-control": "StableDiffusionXLControlNetImg2ImgPipeline",
     "text-union": "StableDiffusionXLControlNetUnionPipeline",
     "image-union": "StableDiffusionXLControlNetUnionImg2ImgPipeline",
     "text-adapter": "StableDiffusionXLAdapterPipeline"},
    controlnet="ControlNetModel", adapter=True, apart=True, sampler="dpm++2m")
_INPAINT = replace(
    _KIT, traits=replace(_TRAITS, inpaints=True),
    pipelines={"inpaint": "StableDiffusionXLInpaintPipeline",
               "inpaint-control": "StableDiffusionXLControlNetInpaintPipeline"})
# The refiner begins where the base leaves off: it knows no picture made from words alone.
_REFINER = replace(_KIT, traits=replace(_TRAITS, guidance=5.0), controlnet="", adapter=False, apart=False,
                   pipelines={"image": "StableDiffusionXLImg2ImgPipeline"})
_TURBO = replace(_KIT, traits=replace(_TRAITS, native=512, steps=4, guidance=0.0, guided=False, negative=False),
                 sampler="trailing-a")
_LIGHTNING = replace(_TURBO, traits=replace(_TURBO.traits, native=1024, steps=8), sampler="trailing")
# Merges with Turbo work at 1024 px, with a little guidance and a solver of higher order.
_MERGED = replace(_KIT, traits=replace(_TRAITS, steps=7, guidance=2.0), sampler="dpm++2m-sde")
_V = replace(_KIT, traits=replace(_TRAITS, guidance=4.5), sampler="euler", schedule={
    "prediction_type": "v_prediction", "timestep_spacing": "trailing", "rescale_betas_zero_snr": True})
_LCM = replace(_LIGHTNING, traits=replace(_LIGHTNING.traits, steps=6, guidance=1.5), sampler="lcm")


def detect(found: Contents) -> bool:
    """By name where the shapes are unusual (SSD-1B and other pruned ones): Stability's layout."""
    return _ANY(found) or (found.has("model.diffusion_model.") and found.has("conditioner.embedders."))


def _variant(*names: str) -> Detect:
    return lambda found: detect(found) and seen(found).variant in names


def _detect_inpaint(found: Contents) -> bool:
    first = found.shape("model.diffusion_model.input_blocks.0.0.weight") or (0, 4)
    channels = int(unet_of(found).get("in_channels") or first[1])
    return detect(found) and (channels == 9 or seen(found).variant == "inpaint")


def _detect_refiner(found: Contents) -> bool:
    """It has one text encoder, OpenCLIP's, where the base has two."""
    if found.index:
        return detect(found) and (seen(found).variant == "refiner"
                                  or found.index.get("text_encoder", [0])[0] is None)
    return detect(found) and (seen(found).variant == "refiner" or (
        found.has("conditioner.embedders.0.model.") and not found.has("conditioner.embedders.1.model.")))


FAMILY = (
    diffusion("sdxl", "Stable Diffusion XL inpainting", _detect_inpaint, _INPAINT, 20, "sdxl-inpaint"),
    diffusion("sdxl", "Stable Diffusion XL refiner", _detect_refiner, _REFINER, 21, "sdxl-refiner"),
    diffusion("sdxl", "Stable Diffusion XL Turbo", _variant("turbo"), _TURBO, 22, "sdxl"),
    diffusion("sdxl", "Stable Diffusion XL, distilled", _variant("turbo-1024"), _MERGED, 22, "sdxl"),
    diffusion("sdxl", "Stable Diffusion XL, v-prediction", _variant("v"), _V, 23, "sdxl"),
    diffusion("sdxl", "Stable Diffusion XL Lightning", _variant("lightning", "hyper"), _LIGHTNING, 23, "sdxl"),
    diffusion("sdxl", "Stable Diffusion XL LCM", _variant("lcm"), _LCM, 24, "sdxl"),
    diffusion("sdxl", "Stable Diffusion XL", detect, _KIT, 25, "sdxl"),
)

"""Stable Diffusion 1.x and 2.x: base, inpainting, distilled (LCM, Turbo, Hyper) and v-prediction; folder or one file.

Distilled models and those of v-prediction have the tensors of their siblings. They are told by the name of the file,
by its metadata, by the scheduler of a folder, by NAME.yaml beside the file (see inference/identity).
"""

from __future__ import annotations

from dataclasses import replace

from inference.checkpoints import Contents
from inference.families.family import Detect, diffusion, is_a, seen, unet_of
from inference.families.kit import Kit
from inference.families.samplers import UNET
from inference.families.traits import Traits

_FIRST = "model.diffusion_model.input_blocks.0.0.weight"
_ONE, _TWO = is_a("sd15"), is_a("sd2")
_TRAITS = Traits(512, 8, 24, 7.0, weighting=True, inpaint_above=0.5, schedulers=UNET)
_KIT = Kit(
    _TRAITS,
    {"text": "StableDiffusionPipeline", "image": "StableDiffusionImg2ImgPipeline",
     "text-control": "StableDiffusionControlNetPipeline",
     "image-control": "StableDiffusionControlNetImg2ImgPipeline", "text-adapter": "StableDiffusionAdapterPipeline"},
    controlnet="ControlNetModel", adapter=True, apart=True, sampler="dpm++2m")
_INPAINT = replace(
    _KIT, traits=replace(_TRAITS, inpaints=True),
    pipelines={"inpaint": "StableDiffusionInpaintPipeline",
               "inpaint-control": "StableDiffusionControlNetInpaintPipeline"})
# Consistency models (Luo et al. 2023) and turbo models are distilled: few steps, hardly any guidance.
_LCM = replace(_KIT, traits=replace(_TRAITS, steps=6, guidance=1.5, guided=False, negative=False), sampler="lcm")
_TURBO = replace(_LCM, traits=replace(_LCM.traits, steps=4, guidance=0.0), sampler="trailing-a")
_V = replace(_KIT, schedule={"prediction_type": "v_prediction"})
# The bundled configuration of version 2 is that of the 768 px models, which predict v; the smaller ones predict noise.
_TWO_V = replace(_KIT, traits=replace(_TRAITS, native=768))
_TWO_BASE = replace(_KIT, schedule={"prediction_type": "epsilon"})
_TWO_TURBO = replace(_TURBO, schedule={"prediction_type": "epsilon"})


def detect(found: Contents) -> bool:
    """By name where the shapes are unusual (pruned and distilled U-Nets): the layout of CompVis."""
    return not detect_two(found) and (
        _ONE(found) or (bool(found.shape(_FIRST)) and found.has("cond_stage_model.transformer.")))


def detect_two(found: Contents) -> bool:
    """Of unusual shapes too: its attention has linear projections where version 1 has convolutions."""
    return _TWO(found) or (_ONE(found) and seen(found).variant != "pix2pix"
                           and bool(unet_of(found).get("use_linear_projection")))


def _channels(found: Contents) -> int:
    return int(unet_of(found).get("in_channels") or (found.shape(_FIRST) or (0, 4))[1])


def _inpaints(found: Contents) -> bool:
    return _channels(found) == 9 or seen(found).variant == "inpaint"


def _variant(any_of: Detect, *names: str) -> Detect:
    return lambda found: any_of(found) and seen(found).variant in names


def _detect_lcm(found: Contents) -> bool:
    """By its embedding of the guidance, or by name."""
    return detect(found) and (seen(found).variant == "lcm" or bool(unet_of(found).get("time_cond_proj_dim")))


def _detect_two_base(found: Contents) -> bool:
    return detect_two(found) and (seen(found).variant == "base" or unet_of(found).get("sample_size") == 64)


FAMILY = (
    diffusion("sd15", "Stable Diffusion 1.5 inpainting", lambda found: detect(found) and _inpaints(found), _INPAINT,
              11, "sd15-inpaint"),
    diffusion("sd15", "Stable Diffusion 1.5 LCM", _detect_lcm, _LCM, 12, "sd15"),
    diffusion("sd15", "Stable Diffusion 1.5 Turbo", _variant(detect, "turbo"), _TURBO, 12, "sd15"),
    diffusion("sd15", "Stable Diffusion 1.5, v-prediction", _variant(detect, "v"), _V, 12, "sd15"),
    diffusion("sd15", "Stable Diffusion 1.5", detect, _KIT, 13, "sd15"),
    diffusion("sd2", "Stable Diffusion 2 inpainting", lambda found: detect_two(found) and _inpaints(found), _INPAINT,
              14, "sd2-inpaint"),
    diffusion("sd2", "Stable Diffusion Turbo", _variant(detect_two, "turbo"), _TWO_TURBO, 15, "sd2"),
    diffusion("sd2", "Stable Diffusion 2 base", _detect_two_base, _TWO_BASE, 15, "sd2"),
    diffusion("sd2", "Stable Diffusion 2", detect_two, _TWO_V, 16, "sd2"),
)

"""Stable Diffusion 1.x and 2.x: base, inpainting and LCM; a diffusers folder, or one file in the original layout."""

from __future__ import annotations

from dataclasses import replace

from inference.checkpoints import Contents
from inference.families.family import diffusion, is_a
from inference.families.kit import Kit
from inference.families.samplers import UNET
from inference.families.traits import Traits

_FIRST = "model.diffusion_model.input_blocks.0.0.weight"
_ONE, _TWO = is_a("sd15"), is_a("sd2")
_TRAITS = Traits(512, 8, 24, 7.0, weighting=True, schedulers=UNET)
_KIT = Kit(
    _TRAITS,
    {"text": "StableDiffusionPipeline", "image": "StableDiffusionImg2ImgPipeline",
     "inpaint": "StableDiffusionInpaintPipeline", "text-control": "StableDiffusionControlNetPipeline",
     "image-control": "StableDiffusionControlNetImg2ImgPipeline",
     "inpaint-control": "StableDiffusionControlNetInpaintPipeline"},
    controlnet="ControlNetModel", adapter=True, sampler="dpm++2m")
_INPAINT = replace(
    _KIT, traits=replace(_TRAITS, inpaints=True),
    pipelines={task: name for task, name in _KIT.pipelines.items() if task.startswith("inpaint")})
# Consistency models (Luo et al. 2023) and turbo models are distilled: few steps, hardly any guidance.
_LCM = replace(_KIT, traits=replace(_TRAITS, steps=6, guidance=1.5, guided=False, negative=False), sampler="lcm")
_TURBO = replace(_LCM, traits=replace(_LCM.traits, steps=4, guidance=0.0), sampler="trailing-a")


def detect(found: Contents) -> bool:
    """By name where the shapes are unusual (pruned and distilled U-Nets): the layout of CompVis."""
    return _ONE(found) or (bool(found.shape(_FIRST)) and found.has("cond_stage_model.transformer."))


def detect_two(found: Contents) -> bool:
    """Version 2 loads like version 1 from a folder; of its single files the configuration is bundled too."""
    return _TWO(found)


def _channels(found: Contents) -> int:
    return int(found.unet.get("in_channels") or (found.shape(_FIRST) or (0, 4))[1])


def _inpaints(found: Contents) -> bool:
    return _channels(found) == 9 or found.identity.variant == "inpaint"


def _detect_inpaint(found: Contents) -> bool:
    return detect(found) and _inpaints(found)


def _detect_lcm(found: Contents) -> bool:
    return detect(found) and (found.identity.variant == "lcm" or bool(found.unet.get("time_cond_proj_dim")))


def _detect_two_inpaint(found: Contents) -> bool:
    return detect_two(found) and _inpaints(found)


def _detect_two_turbo(found: Contents) -> bool:
    return detect_two(found) and found.identity.variant == "turbo"


FAMILY = (
    diffusion("sd15", "Stable Diffusion 1.5 inpainting", _detect_inpaint, _INPAINT, 11, "sd15-inpaint"),
    diffusion("sd15", "Stable Diffusion 1.5 LCM", _detect_lcm, _LCM, 12, "sd15"),
    diffusion("sd15", "Stable Diffusion 1.5", detect, _KIT, 13, "sd15"),
    diffusion("sd2", "Stable Diffusion 2 inpainting", _detect_two_inpaint, _INPAINT, 14, "sd2-inpaint"),
    diffusion("sd2", "Stable Diffusion Turbo", _detect_two_turbo, _TURBO, 15, "sd2"),
    diffusion("sd2", "Stable Diffusion 2", detect_two, _KIT, 16, "sd2"),
)

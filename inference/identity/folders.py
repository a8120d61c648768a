"""What a diffusers folder is: the class that its model_index.json names, and the tensors where that says too little."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from inference.headers import Header
from inference.identity.identify import Identity, named, quantisation
from inference.identity.identify import identify as by_tensors


@dataclass(frozen=True)
class Pipeline:
    """A rule: the beginning of the class name, and what it stands for. "" leaves the variant to the tensors."""

    starts: str
    family: str
    name: str
    variant: str = ""


PIPELINES = (
    Pipeline("StableDiffusionXLInstructPix2Pix", "sdxl", "InstructPix2Pix XL", "pix2pix"),
    Pipeline("StableDiffusionXL", "sdxl", "Stable Diffusion XL"),
    Pipeline("StableDiffusion3", "sd3", "Stable Diffusion 3"),
    Pipeline("StableDiffusionInstructPix2Pix", "sd15", "InstructPix2Pix", "pix2pix"),
    Pipeline("StableDiffusionUpscale", "sd2-upscaler", "Stable Diffusion x4 upscaler"),
    Pipeline("LatentConsistency", "sd15", "Stable Diffusion 1.5 LCM", "lcm"),
    Pipeline("StableDiffusion", "sd15", "Stable Diffusion 1.5"),
    Pipeline("FluxFill", "flux", "FLUX.1 Fill", "fill"),
    Pipeline("FluxKontext", "flux", "FLUX.1 Kontext", "kontext"),
    Pipeline("FluxControl", "flux", "FLUX.1 Canny or Depth", "control"),
    Pipeline("FluxPriorRedux", "flux", "FLUX.1 Redux", "redux"),
    Pipeline("Flux2", "flux2", "FLUX.2"),
    Pipeline("Flux", "flux", "FLUX.1 dev"),
    Pipeline("ZImage", "zimage", "Z-Image"),
    Pipeline("QwenImageEditPlus", "qwen", "Qwen-Image-Edit Plus", "edit-plus"),
    Pipeline("QwenImageEdit", "qwen", "Qwen-Image-Edit", "edit"),
    Pipeline("QwenImageLayered", "qwen", "Qwen-Image Layered", "layered"),
    Pipeline("QwenImage", "qwen", "Qwen-Image"),
    Pipeline("SanaSprint", "sana", "Sana Sprint", "sprint"),
    Pipeline("Sana", "sana", "Sana"),
    Pipeline("PixArtSigma", "pixart", "PixArt-Sigma", "sigma"),
    Pipeline("PixArtAlpha", "pixart", "PixArt-Alpha", "alpha"),
    Pipeline("Chroma", "chroma", "Chroma"),
    Pipeline("Kolors", "kolors", "Kolors"),
    Pipeline("HunyuanImage", "hunyuan", "HunyuanImage"),
    Pipeline("Kandinsky5", "kandinsky5", "Kandinsky 5"),
    Pipeline("Lumina2", "lumina2", "Lumina Image 2"),
    Pipeline("AuraFlow", "auraflow", "AuraFlow"),
    Pipeline("HiDream", "hidream", "HiDream"),
    Pipeline("Wan", "wan", "Wan video"),
    Pipeline("LTX", "ltx", "LTX video"),
)


def identify(index: Mapping[str, Any], header: Header | None, name: str) -> Identity:
    """`header` is that of the U-Net or transformer, all shards together, None when it is not there; `name` may have
    words of the scheduler beside the folder's name (see SCHEDULERS)."""
    kind = str(index.get("_class_name", ""))
    inner = by_tensors(header, name) if header else Identity("unknown", guessed=True)
    rule = next((rule for rule in PIPELINES if kind.startswith(rule.starts)), None)
    holds = tuple(part for part in ("diffusion", "vae", "text_encoder")
                  if part == "diffusion" or part in index)
    stored = quantisation(header) if header else ""
    if rule is None:
        words = re.sub(r"Pipeline$", "", kind)
        found = inner if not inner.guessed else Identity("checkpoint", "", words or name, guessed=not words)
        return replace(found, kind="checkpoint", holds=holds, quantised=stored)
    same = not inner.guessed and (inner.family == rule.family or {inner.family, rule.family} == {"sd15", "sd2"})
    if rule.variant == "redux":
        return Identity("ip_adapter", rule.family, rule.name, rule.variant, stored)
    if rule.variant or not same:
        return named(Identity("checkpoint", rule.family, rule.name, rule.variant, stored, holds), name, header)
    return replace(inner, kind="checkpoint", holds=holds, quantised=stored)


# What a scheduler says about the model that brings it: (class, spacing of its steps) -> a word as in file names.
SCHEDULERS = {
    ("LCMScheduler", ""): "lcm", ("TCDScheduler", ""): "hyper-sd",
    ("EulerAncestralDiscreteScheduler", "trailing"): "turbo", ("EulerDiscreteScheduler", "trailing"): "lightning",
}


def hint(scheduler: Mapping[str, Any]) -> str:
    """The word for a scheduler_config.json, "" where it says nothing: models of v-prediction space their steps like
    distilled ones do."""
    if scheduler.get("prediction_type") == "v_prediction":
        return ""
    kind, spacing = str(scheduler.get("_class_name", "")), str(scheduler.get("timestep_spacing", ""))
    return SCHEDULERS.get((kind, "")) or SCHEDULERS.get((kind, spacing), "")

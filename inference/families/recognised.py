"""Families that are recognised, so that the model list can say what a file is, but not loaded yet."""

from __future__ import annotations

from inference.checkpoints import Contents
from inference.families.family import Family


def detect_xl(found: Contents) -> bool:
    if found.index:
        return str(found.index.get("_class_name", "")).startswith("StableDiffusionXL")
    return found.has("model.diffusion_model.") and found.has("conditioner.embedders.1.")


def detect_sd2(found: Contents) -> bool:
    """One file only: as a diffusers folder it loads like version 1."""
    return found.has("model.diffusion_model.") and found.has("cond_stage_model.model.")


def detect_sd3(found: Contents) -> bool:
    if found.index:
        return found.index.get("_class_name") == "StableDiffusion3Pipeline"
    return found.has("model.diffusion_model.joint_blocks.")


def detect_flux(found: Contents) -> bool:
    if found.index:
        return str(found.index.get("_class_name", "")).startswith("Flux")
    return found.has("double_blocks.") or found.has("model.diffusion_model.double_blocks.")


FAMILY = (
    Family("sdxl", "Stable Diffusion XL", "checkpoint", detect_xl, order=20),
    Family("sd2", "Stable Diffusion 2", "checkpoint", detect_sd2, order=21),
    Family("sd3", "Stable Diffusion 3", "checkpoint", detect_sd3, order=22),
    Family("flux", "FLUX", "checkpoint", detect_flux, order=23),
)

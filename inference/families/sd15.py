"""Stable Diffusion 1.x and its inpainting variant: a diffusers folder, or one .safetensors in the original layout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inference.api import Report, UserError
from inference.checkpoints import Contents
from inference.devices import Plan, out_of_memory, torch_dtype
from inference.families.family import Family

_ROOT = Path(__file__).resolve().parents[2] / "resources"
_PIPELINES = frozenset({
    "StableDiffusionPipeline", "StableDiffusionImg2ImgPipeline", "StableDiffusionInpaintPipeline"})
_CLIP_WORDS = 49408  # a tokenizer without its vocabulary loads without an error and knows two words
_FIRST = "model.diffusion_model.input_blocks.0.0.weight"


def detect(found: Contents) -> bool:
    if found.index:
        return found.index.get("_class_name") in _PIPELINES
    return bool(found.shape(_FIRST)) and found.has("cond_stage_model.transformer.")


def load(found: Contents, plan: Plan, report: Report) -> Any:
    """The pipeline on its device. Raises UserError for damaged or incomplete models."""
    from inference.torchvision_shim import declare

    declare()
    from diffusers.utils import logging

    logging.disable_progress_bar()
    report.step(0.1, "Loading the model")
    try:
        pipe = _folder(found, plan) if found.index else _file(found, plan)
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        if out_of_memory(error):
            raise
        raise UserError("The model {file} could not be loaded: {cause}",
                        "Download or copy it again, and check that it is complete.", file=found.path.name,
                        cause=" ".join(str(error).split())[:160]) from error
    report.step(0.9, "Loading the model")
    from inference.families.latent import LatentDiffusion

    return LatentDiffusion(pipe, plan)


def _folder(found: Contents, plan: Plan) -> Any:
    """Only safetensors, only local files, no safety checker to load."""
    import diffusers

    return diffusers.StableDiffusionPipeline.from_pretrained(
        found.path, dtype=torch_dtype(plan), local_files_only=True, use_safetensors=True,
        safety_checker=None, feature_extractor=None, image_encoder=None, requires_safety_checker=False)


def _file(found: Contents, plan: Plan) -> Any:
    """The configuration is our own, so that nothing is looked up; `NAME.config` beside the file overrides it."""
    import diffusers
    from transformers import CLIPTokenizer

    beside = found.path.with_suffix(".config")
    inpaints = found.shape(_FIRST)[1] == 9
    config = beside if beside.is_dir() else _ROOT / "configs" / ("sd15-inpaint" if inpaints else "sd15")
    if beside.is_dir():
        tokenizer = CLIPTokenizer.from_pretrained(beside / "tokenizer", local_files_only=True)
    else:
        tokenizer = CLIPTokenizer.from_pretrained(_ROOT / "tokenizers" / "clip", local_files_only=True)
        if len(tokenizer) != _CLIP_WORDS:
            raise ValueError("the tokenizer of this installation is incomplete")
    return diffusers.StableDiffusionPipeline.from_single_file(
        str(found.path), config=str(config), tokenizer=tokenizer, dtype=torch_dtype(plan), local_files_only=True,
        safety_checker=None, feature_extractor=None, image_encoder=None, requires_safety_checker=False)


FAMILY = Family("sd15", "Stable Diffusion 1.5", "checkpoint", detect, load, frozenset({"text", "image", "mask"}),
                order=10)

"""Qwen-Image, and Qwen-Image-Edit (one picture) and Edit Plus (several), which follow instructions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from inference.ask import Ask
from inference.families.family import diffusion, is_a
from inference.families.kit import Kit
from inference.families.spaces import PackedVideo
from inference.families.traits import Traits
from inference.parts.known import QWEN_SEES, QWEN_VAE, QWEN_VL


def _with_negative(task: str, ask: Ask, pipe: Any, width: int, height: int) -> dict[str, Any]:
    """Guidance works only beside a negative prompt, be it blank."""
    return {"negative_prompt": ask.negative or " "}


_TRAITS = Traits(1328, 16, 40, 4.0)
_KIT = Kit(
    _TRAITS,
    {"text": "QwenImagePipeline", "image": "QwenImageImg2ImgPipeline",
     "text-control": "QwenImageControlNetPipeline"},
    PackedVideo(), _with_negative, "true_cfg_scale", controlnet="QwenImageControlNetModel", several=False)
_EDIT = replace(
    _KIT, traits=replace(_TRAITS, native=1024, edits=True),
    pipelines={"text": "QwenImagePipeline", "edit": "QwenImageEditPipeline",
               "text-control": "QwenImageControlNetPipeline"})
_PLUS = replace(_EDIT, traits=replace(_EDIT.traits, references=2),
                pipelines={**_EDIT.pipelines, "edit": "QwenImageEditPlusPipeline"})
_CLASSES = ("QwenImage",)
_PARTS = {"text_encoder": QWEN_VL, "vae": QWEN_VAE}
_EDIT_PARTS = {"text_encoder": QWEN_SEES, "vae": QWEN_VAE}

FAMILY = (
    diffusion("qwen", "Qwen-Image-Edit Plus", is_a("qwen", "edit-plus"), _PLUS, 70, "qwen-edit-plus",
              ("QwenImageEdit",), _EDIT_PARTS),
    diffusion("qwen", "Qwen-Image-Edit", is_a("qwen", "edit"), _EDIT, 71, "qwen-edit", ("QwenImageEdit",), _EDIT_PARTS),
    diffusion("qwen", "Qwen-Image", is_a("qwen", ""), _KIT, 72, "qwen", _CLASSES, _PARTS),
)

"""FLUX.1: dev and schnell, Fill for repainting, Kontext for instructions, Canny and Depth for control maps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from inference.ask import Ask
from inference.checkpoints import Contents, name_of
from inference.families.family import Detect, diffusion, is_a, seen
from inference.families.kit import Kit
from inference.families.spaces import Packed
from inference.families.traits import Traits
from inference.parts.known import CLIP_L, FLUX_VAE, T5

_ANY = is_a("flux")
_PARTS = {"text_encoder": CLIP_L, "text_encoder_2": T5, "vae": FLUX_VAE}
_CLASSES = ("Flux",)  # any FLUX.1 folder has the text encoders and the VAE
_TRAITS = Traits(1024, 16, 28, 3.5, negative=False)
_DEV = Kit(
    _TRAITS,
    {"text": "FluxPipeline", "image": "FluxImg2ImgPipeline",
     "text-control": "FluxControlNetPipeline", "image-control": "FluxControlNetImg2ImgPipeline",
     "text-lora": "FluxControlPipeline", "image-lora": "FluxControlImg2ImgPipeline",
     "redux": "FluxPriorReduxPipeline"},
    Packed(), controlnet="FluxControlNetModel", adapter=True)
_SCHNELL = replace(_DEV, traits=replace(_TRAITS, steps=4, guidance=0.0, guided=False))
_FILL = replace(_DEV, traits=replace(_TRAITS, steps=40, guidance=30.0, inpaints=True), controlnet="",
                pipelines={"inpaint": "FluxFillPipeline", "redux": "FluxPriorReduxPipeline"})


def _own_size(task: str, ask: Ask, pipe: Any, width: int, height: int) -> dict[str, Any]:
    """Kontext brings pictures to areas of its own unless it is told the area."""
    return {"max_area": width * height, "_auto_resize": False}


_KONTEXT = replace(
    _DEV, traits=replace(_TRAITS, guidance=2.5, edits=True), extra=_own_size, adapter=False,
    pipelines={"text": "FluxKontextPipeline", "edit": "FluxKontextPipeline",
               "text-control": "FluxControlNetPipeline", "image-control": "FluxControlNetImg2ImgPipeline"})
# Its transformer sees the control map beside the latents: nothing but the map has to be installed.
_CANNY = replace(
    _DEV, traits=replace(_TRAITS, steps=50, guidance=30.0), controlnet="", controls_itself=True, adapter=False,
    pipelines={"text-control": "FluxControlPipeline", "image-control": "FluxControlImg2ImgPipeline"})
_DEPTH = replace(_CANNY, traits=replace(_CANNY.traits, guidance=10.0))


def detect(found: Contents) -> bool:
    """By name where the shapes are unusual (pruned transformers): the layout of Black Forest Labs."""
    named = any(found.has(root + "double_blocks.") and not found.has(root + "single_stream_modulation.")
                for root in ("", "model.diffusion_model."))
    return _ANY(found) or (named and seen(found).guessed)


def _variant(*names: str) -> Detect:
    return lambda found: detect(found) and seen(found).variant in names


def _distilled(found: Contents) -> bool:
    """schnell has no embedding of guidance."""
    return detect(found) and (seen(found).variant == "schnell" or "schnell" in found.path.name.lower())


def _detect_depth(found: Contents) -> bool:
    return _variant("control")(found) and "depth" in name_of(found).lower()


FAMILY = (
    diffusion("flux", "FLUX.1 Depth", _detect_depth, _DEPTH, 38, "flux-control", _CLASSES, _PARTS),
    diffusion("flux", "FLUX.1 Canny", _variant("control"), _CANNY, 39, "flux-control", _CLASSES, _PARTS),
    diffusion("flux", "FLUX.1 Fill", _variant("fill"), _FILL, 40, "flux-fill", _CLASSES, _PARTS),
    diffusion("flux", "FLUX.1 Kontext", _variant("kontext"), _KONTEXT, 41, "flux-kontext", _CLASSES, _PARTS),
    diffusion("flux", "FLUX.1 schnell", _distilled, _SCHNELL, 42, "flux-schnell", _CLASSES, _PARTS),
    diffusion("flux", "FLUX.1 dev", _variant("dev", "krea", ""), _DEV, 43, "flux-dev", _CLASSES, _PARTS),
)

"""FLUX.2: Klein 4B and 9B, and dev; all of them take pictures beside the words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from inference.ask import Ask
from inference.checkpoints import Contents
from inference.families.family import beside, diffusion, is_a, seen
from inference.families.kit import Kit
from inference.families.spaces import Patched
from inference.families.traits import Traits
from inference.parts.known import FLUX2_VAE, MISTRAL, QWEN3_4B, QWEN3_8B, Part, Parts

_ANY = is_a("flux2")


def _layers(task: str, ask: Ask, pipe: Any, width: int, height: int) -> dict[str, Any]:
    """The hidden states that are read as words: at a quarter, half and three quarters of the text encoder (9, 18, 27
    of 36 in Klein; 10, 20, 30 of 40 in dev). Its configuration tells the depth it was published with."""
    config = pipe.text_encoder.config
    depth = getattr(config, "text_config", config).num_hidden_layers
    return {"text_encoder_out_layers": tuple(depth * part // 4 for part in (1, 2, 3))}


def _parts(words: Part) -> Parts:
    return {"text_encoder": replace(words, read=(3, 4)), "vae": FLUX2_VAE}


_KLEIN = Kit(
    Traits(1024, 16, 4, 1.0, guided=False, negative=False, edits=True, references=3),
    {"text": "Flux2KleinPipeline", "edit": "Flux2KleinPipeline"},
    Patched(), _layers)
_BASE = replace(_KLEIN, traits=replace(_KLEIN.traits, steps=50, guidance=4.0, guided=True))  # not distilled
_DEV = Kit(
    Traits(1024, 16, 28, 4.0, negative=False, edits=True, references=5),
    {"text": "Flux2Pipeline", "edit": "Flux2Pipeline"}, Patched(), _layers)


def _detect_base(found: Contents) -> bool:
    return _ANY(found) and (found.index.get("is_distilled") is False or seen(found).variant.endswith("-base"))


def _detect_dev(found: Contents) -> bool:
    """By shape, or by the class of the folder or of the configuration beside the file."""
    described = found if found.index else beside(found)
    if described is not None:
        return _ANY(found) and described.index.get("_class_name") == "Flux2Pipeline"
    return _ANY(found) and seen(found).variant == "dev"


def _detect_9b(found: Contents) -> bool:
    return _ANY(found) and seen(found).variant == "klein-9b"


def _detect_base_9b(found: Contents) -> bool:
    return _detect_base(found) and seen(found).variant.startswith("klein-9b")


FAMILY = (
    diffusion("flux2", "FLUX.2 dev", _detect_dev, _DEV, 50, "flux2-dev", parts=_parts(MISTRAL)),
    diffusion("flux2", "FLUX.2 Klein 9B base", _detect_base_9b, _BASE, 51, "flux2-klein-9b", parts=_parts(QWEN3_8B)),
    diffusion("flux2", "FLUX.2 Klein base", _detect_base, _BASE, 52, "flux2-klein-4b", parts=_parts(QWEN3_4B)),
    diffusion("flux2", "FLUX.2 Klein 9B", _detect_9b, _KLEIN, 53, "flux2-klein-9b", parts=_parts(QWEN3_8B)),
    diffusion("flux2", "FLUX.2 Klein", _ANY, _KLEIN, 54, "flux2-klein-4b", parts=_parts(QWEN3_4B)),
)

"""Pipelines from a diffusers folder or a single file, offline: our own configurations, tokenizers from us or from near.

A single file holds weights and nothing else. Its configuration is `NAME.config` beside it, or the bundled one of its
family (resources/configs). Where the file holds no text encoders, `assembling` brings them.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from inference.api import Report, UserError
from inference.checkpoints import Contents
from inference.devices import Plan, torch_dtype
from inference.failing import model_told
from inference.families.assembling import (
    RESOURCES,
    assembled,
    built,
    has_words,
    json_of,
    part_of,
    tokenizer,
    unchecked,
    used,
)
from inference.families.kit import Kit
from inference.parts.finding import sources
from inference.parts.known import Parts
from inference.weights.building import is_packed, network
from inference.weights.pickled import as_safetensors

# Beginning of `quant_method` in a configuration -> the package that computes with such weights.
_QUANTISERS = (("bitsandbytes", "bitsandbytes"), ("torchao", "torchao"), ("quanto", "optimum"),
               ("nunchaku", "nunchaku"))
Load = Callable[[Contents, Plan, Report], Any]


def loader(family: str, kit: Kit, config: str, classes: tuple[str, ...], parts: Parts) -> Load:
    """The `load` of a family. `config` is the folder in resources/configs, "" where single files are not offered;
    `classes` are beginnings of the class names of diffusers folders whose text encoders fit; `parts` what a file that
    holds the diffusion model alone needs, by role."""

    def load(found: Contents, plan: Plan, report: Report) -> Any:
        """The model on its device. Raises UserError for damaged or incomplete models."""
        from inference.torchvision_shim import declare

        declare()
        from diffusers.utils import logging
        from transformers import logging as of_encoders

        logging.disable_progress_bar()
        of_encoders.set_verbosity_error()  # of how a pipeline of diffusers calls its processor: nobody here can mend it
        report.step(0.1, "Loading the model")
        with model_told(found.path.name):
            pipe = _folder(found, plan) if found.index else _file(found, plan, config, classes, parts)
            if _bundled(found) and kit.schedule:
                pipe.scheduler = type(pipe.scheduler).from_config(pipe.scheduler.config, **kit.schedule)
        report.step(0.9, "Loading the model")
        from inference.families.latent import LatentDiffusion

        return LatentDiffusion(pipe, plan, kit, family, _native(found, pipe))

    return load


def _native(found: Contents, pipe: Any) -> int:
    """What the model says about the size it was trained at, px; 0 where it says nothing: `_native` in
    model_index.json, which is ours, or the sample size of a U-Net. A bundled configuration says nothing."""
    if _bundled(found):
        return 0
    index = found.index or json_of(found.path.with_suffix(".config") / "model_index.json")
    if index.get("_native"):
        return int(index["_native"])
    unet = getattr(pipe, "unet", None)
    size = getattr(unet.config, "sample_size", None) if unet is not None else None
    return size * int(pipe.vae_scale_factor) if isinstance(size, int) else 0


def _bundled(found: Contents) -> bool:
    """Whether the configuration is ours."""
    return not found.index and not found.path.with_suffix(".config").is_dir()


def _folder(found: Contents, plan: Plan) -> Any:
    """Only safetensors, only local files, no safety checker to load."""
    import diffusers

    _packages(found)

    return diffusers.DiffusionPipeline.from_pretrained(
        found.path, dtype=torch_dtype(plan), local_files_only=True, use_safetensors=True, **unchecked(found.index))


def _packages(found: Contents) -> None:
    """Raises UserError when a part was quantised by a package that is not installed."""
    for config in sorted(found.path.glob("*/config.json")):
        method = str(json_of(config).get("quantization_config", {}).get("quant_method", ""))
        package = next((name for start, name in _QUANTISERS if method.startswith(start)), "")
        if package and importlib.util.find_spec(package) is None:
            raise UserError("{file} was quantised with {package}, which is not installed.",
                            "Install {package} for Limner's Python, or get the model as GGUF, fp8 or one nf4 file.",
                            file=found.path.name, package=package)


def _file(found: Contents, plan: Plan, config: str, classes: tuple[str, ...], parts: Parts) -> Any:
    beside = found.path.with_suffix(".config")
    place = beside if beside.is_dir() else RESOURCES / "configs" / config
    if not config and not beside.is_dir():
        raise UserError("{file} is one file of a model that is loaded as a folder only.",
                        "Get it as a diffusers folder.", file=found.path.name)
    index = json_of(place / "model_index.json")
    published = RESOURCES / "configs" / config if config else place
    if _whole(published) and (has_words(found) if parts else not _alone(found)):
        return _checkpoint(found, plan, place, index, parts)
    return assembled(found, plan, place, classes, parts)


def _alone(found: Contents) -> bool:
    """Whether a file holds neither VAE nor text encoders."""
    return not has_words(found) and not any(found.has(start) for start in ("first_stage_model.", "vae."))


def _whole(place: Path) -> bool:
    """Whether files of this kind hold text encoders: the configuration describes them and brings no weights."""
    return any((place / name).is_dir() and not any((place / name).glob("*.safetensors"))
               for name in ("text_encoder", "text_encoder_2"))


def _checkpoint(found: Contents, plan: Plan, place: Path, index: Mapping[str, Any], parts: Parts) -> Any:
    """Everything in one file, as Stable Diffusion is published; the CLIP vocabulary is bundled."""
    import diffusers

    kind = getattr(diffusers, index["_class_name"])
    none: dict[str, Any] = {name: None for name, entry in index.items() if isinstance(entry, list) and not entry[0]}
    tokenizers = {name: tokenizer(place, name, index) for name in ("tokenizer", "tokenizer_2") if used(index, name)}
    packed = {part_of(index): network(getattr(diffusers, index[part_of(index)][1]), found, place, part_of(index),
                                      torch_dtype(plan))} if is_packed(found) else {}
    return kind.from_single_file(
        str(as_safetensors(found.path)), config=str(place), dtype=torch_dtype(plan), local_files_only=True,
        **{**none, **tokenizers, **packed, **unchecked(index), **_optional(found, plan, place, index, parts)})


def _optional(found: Contents, plan: Plan, place: Path, index: Mapping[str, Any], parts: Parts) -> dict[str, Any]:
    """Networks that a pipeline may have and a bundled configuration leaves open: T5 of Stable Diffusion 3."""
    if not _bundled(found):
        return {}
    made: dict[str, Any] = {}
    for role, source in sources(found, {role: part for role, part in parts.items() if part.optional}).items():
        words = role.replace("text_encoder", "tokenizer")
        made |= {role: built(source, None, source.part.config, plan), words: tokenizer(place, words, index)}
    return made

"""Pipelines from a diffusers folder or a single file, offline: our own configurations, tokenizers from us or from near.

A single file holds weights and nothing else. Its configuration is `NAME.config` beside it, or the bundled one of its
family (resources/configs). What the file does not hold (tokenizers that may not be bundled, text encoders, a VAE)
comes from `NAME.config` or from a diffusers folder of the same family near the file.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from inference.api import Report, UserError
from inference.checkpoints import Contents
from inference.devices import Plan, out_of_memory, torch_dtype
from inference.families.kit import Kit
from inference.weights.building import is_packed, network
from inference.weights.pickled import as_safetensors

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
_CLIP_WORDS = 49408  # a tokenizer without its vocabulary loads without an error and knows two words
_CHECKERS = ("safety_checker", "feature_extractor", "image_encoder")
# Beginning of `quant_method` in a configuration -> the package that computes with such weights.
_QUANTISERS = (("bitsandbytes", "bitsandbytes"), ("torchao", "torchao"), ("quanto", "optimum"),
               ("nunchaku", "nunchaku"))
Load = Callable[[Contents, Plan, Report], Any]


def loader(family: str, kit: Kit, config: str, classes: tuple[str, ...] = ()) -> Load:
    """The `load` of a family. `config` is the folder in resources/configs, "" where single files are not offered;
    `classes` are beginnings of the class names of diffusers folders whose text encoders fit."""

    def load(found: Contents, plan: Plan, report: Report) -> Any:
        """The model on its device. Raises UserError for damaged or incomplete models."""
        from inference.torchvision_shim import declare

        declare()
        from diffusers.utils import logging

        logging.disable_progress_bar()
        report.step(0.1, "Loading the model")
        try:
            pipe = _folder(found, plan) if found.index else _file(found, plan, config, classes)
            if _bundled(found) and kit.schedule:
                pipe.scheduler = type(pipe.scheduler).from_config(pipe.scheduler.config, **kit.schedule)
        except (OSError, ValueError, KeyError, RuntimeError, ImportError, TypeError) as error:
            if out_of_memory(error):
                raise
            raise UserError("The model {file} could not be loaded: {cause}",
                            "Download or copy it again, and check that it is complete.", file=found.path.name,
                            cause=" ".join(str(error).split())[:160]) from error
        report.step(0.9, "Loading the model")
        from inference.families.latent import LatentDiffusion

        return LatentDiffusion(pipe, plan, kit, family, _native(found, pipe))

    return load


def _native(found: Contents, pipe: Any) -> int:
    """What the model says about the size it was trained at, px; 0 where it says nothing: `_native` in
    model_index.json, which is ours, or the sample size of a U-Net. A bundled configuration says nothing."""
    if _bundled(found):
        return 0
    index = found.index or _json(found.path.with_suffix(".config") / "model_index.json")
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
        method = str(_json(config).get("quantization_config", {}).get("quant_method", ""))
        package = next((name for start, name in _QUANTISERS if method.startswith(start)), "")
        if package and importlib.util.find_spec(package) is None:
            raise UserError("{file} was quantised with {package}, which is not installed.",
                            "Install {package} for Limner's Python, or get the model as GGUF, fp8 or one nf4 file.",
                            file=found.path.name, package=package)


def unchecked(index: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments that leave out the checkers that a pipeline would load."""
    found = {name: None for name in _CHECKERS if name in index}
    return {**found, "requires_safety_checker": False} if "safety_checker" in found else found


def _file(found: Contents, plan: Plan, config: str, classes: tuple[str, ...]) -> Any:
    beside = found.path.with_suffix(".config")
    place = beside if beside.is_dir() else RESOURCES / "configs" / config
    if not config and not beside.is_dir():
        raise UserError("{file} is one file of a model that is loaded as a folder only.",
                        "Get it as a diffusers folder.", file=found.path.name)
    index = _json(place / "model_index.json")
    if _whole(place) and not _alone(found):
        return _checkpoint(found, plan, place, index)
    return _denoiser(found, plan, place, index, beside, classes)


def _alone(found: Contents) -> bool:
    """Whether a file holds neither VAE nor text encoders."""
    return not any(found.has(start) for start in ("first_stage_model.", "cond_stage_model.", "conditioner.", "vae.",
                                                  "text_encoder"))


def _whole(place: Path) -> bool:
    """Whether files of this kind hold text encoders: the configuration describes them and brings no weights."""
    return any((place / name).is_dir() and not any((place / name).glob("*.safetensors"))
               for name in ("text_encoder", "text_encoder_2"))


def _checkpoint(found: Contents, plan: Plan, place: Path, index: Mapping[str, Any]) -> Any:
    """Everything in one file, as Stable Diffusion is published; the CLIP vocabulary is bundled."""
    import diffusers

    kind = getattr(diffusers, index["_class_name"])
    pad = index.get("_pad", {})
    none: dict[str, Any] = {name: None for name, entry in index.items() if isinstance(entry, list) and not entry[0]}
    tokenizers = {name: tokenizer(place, name, pad.get(name, "<|endoftext|>"))
                  for name in ("tokenizer", "tokenizer_2") if _used(index, name)}
    packed = {_part(index): network(getattr(diffusers, index[_part(index)][1]), found, place, _part(index),
                                    torch_dtype(plan))} if is_packed(found) else {}
    return kind.from_single_file(str(as_safetensors(found.path)), config=str(place), dtype=torch_dtype(plan),
                                 local_files_only=True, **{**none, **tokenizers, **packed, **unchecked(index)})


def tokenizer(place: Path, name: str, pad: str) -> Any:
    """A CLIP tokenizer: from the configuration, else the bundled one. OpenCLIP pads with "!", its word 0."""
    from transformers import CLIPTokenizer

    if (place / name).is_dir():
        return CLIPTokenizer.from_pretrained(place / name, local_files_only=True)
    made = CLIPTokenizer.from_pretrained(RESOURCES / "tokenizers" / "clip", local_files_only=True, pad_token=pad)
    if len(made) != _CLIP_WORDS:
        raise ValueError("the tokenizer of this installation is incomplete")
    return made


def _denoiser(
    found: Contents, plan: Plan, place: Path, index: Mapping[str, Any], beside: Path, classes: tuple[str, ...]
) -> Any:
    """U-Net or transformer from the file, all else from a folder near it."""
    import diffusers

    from inference.families import published

    whole = next((folder for folder in _near(found.path, beside) if _complete(folder, index, classes)), None)
    if whole is None:
        raise UserError("{file} holds the diffusion model alone; its text encoders and tokenizers were not found.",
                        "Put a diffusers folder of the same family beside it.", file=found.path.name)
    part = _part(index)
    kind = index[part][1]
    if is_packed(found) or part == "unet":
        own = published.OWN.get(kind)
        made = network(getattr(diffusers, kind), found, place, part, torch_dtype(plan), own)
    else:
        made = published.network(kind, as_safetensors(found.path), place, torch_dtype(plan))
    pipeline = getattr(diffusers, index["_class_name"])
    return pipeline.from_pretrained(whole, dtype=torch_dtype(plan), local_files_only=True, use_safetensors=True,
                                    **{part: made, **unchecked(_json(whole / "model_index.json"))})


def _part(index: Mapping[str, Any]) -> str:
    return "transformer" if "transformer" in index else "unet"


def _near(file: Path, beside: Path) -> Iterator[Path]:
    """Diffusers folders beside the file, in its folder and the two above."""
    yield beside
    for parent in (file.parent, *list(file.parent.parents)[:2]):
        yield from sorted(index.parent for index in parent.glob("*/model_index.json"))


def _complete(folder: Path, index: Mapping[str, Any], classes: tuple[str, ...]) -> bool:
    """Whether it has the weights of text encoders and VAE that this pipeline needs, and their tokenizers."""
    theirs = _json(folder / "model_index.json")
    if not str(theirs.get("_class_name", "")).startswith(classes or (str(index["_class_name"]),)):
        return False
    parts = [name for name in index if name.startswith(("text_encoder", "vae")) and _used(index, name)]
    words = [name for name in index if name.startswith("tokenizer") and _used(index, name)]
    return (all(any((folder / name).glob("*.safetensors")) for name in parts)
            and all((folder / name).is_dir() for name in words))


def _used(index: Mapping[str, Any], name: str) -> bool:
    return bool(index.get(name, [None])[0])


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}

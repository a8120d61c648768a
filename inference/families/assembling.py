"""A pipeline put together: the network that denoises from one file, text encoders and VAE from wherever they are.

They come from a whole diffusers folder near the file (or NAME.config), or one by one: from the file itself, from files
near it, from what else is installed (inference/parts). Configurations and tokenizers are the bundled ones, or those in
NAME.config.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from inference.api import UserError
from inference.checkpoints import Contents
from inference.devices import Plan, torch_dtype
from inference.parts.finding import Source, lacking, refusal, sources
from inference.parts.known import Part, Parts
from inference.weights.building import is_packed, network
from inference.weights.pickled import as_safetensors

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
_CHECKERS = ("safety_checker", "feature_extractor", "image_encoder")
_ROOT = "model.diffusion_model."


def assembled(found: Contents, plan: Plan, place: Path, classes: tuple[str, ...], parts: Parts) -> Any:
    """`place` is the configuration; `classes` as in `loading.loader`. Raises UserError that names what is not there."""
    import diffusers

    index = json_of(place / "model_index.json")
    whole = _folder_near(found.path, index, classes)
    if whole is not None:
        pipeline = getattr(diffusers, index["_class_name"])
        return pipeline.from_pretrained(
            whole, dtype=torch_dtype(plan), local_files_only=True, use_safetensors=True,
            **{part_of(index): denoiser(found, plan, place, index),
               **unchecked(json_of(whole / "model_index.json"))})
    have = _sources(found, place, index, parts)
    lacks = lacking(parts, have)
    if lacks or not parts:
        raise refusal(found.path.name, lacks) if lacks else alone(found.path.name)
    made = {role: built(source, index[role][1], _config(place, role, source.part), plan)
            for role, source in have.items() if used(index, role) or source.part.optional}
    return _joined(found, plan, place, index, made)


def whole_near(found: Contents, config: str, classes: tuple[str, ...]) -> bool:
    """Whether a diffusers folder near the file has all that it goes without."""
    return _folder_near(found.path, json_of(RESOURCES / "configs" / config / "model_index.json"), classes) is not None


def is_transformer(config: str) -> bool:
    """Whether single files of this configuration hold a transformer: those of U-Nets hold everything, mostly."""
    return "transformer" in json_of(RESOURCES / "configs" / config / "model_index.json")


def has_words(found: Contents) -> bool:
    """Whether a file holds text encoders."""
    return any(found.has(start) for start in ("cond_stage_model.", "conditioner.", "text_encoder"))


def alone(file: str) -> UserError:
    """The sentence about a file that needs a whole folder beside it."""
    return UserError("{file} holds the diffusion model alone; its text encoders and tokenizers were not found.",
                     "Put a diffusers folder of the same family beside it.", file=file)


def _sources(found: Contents, place: Path, index: Mapping[str, Any], parts: Parts) -> dict[str, Source]:
    if place != found.path.with_suffix(".config"):
        return sources(found, parts)
    from inference.parts.networks import agrees

    def fits(role: str, other: Contents, root: str) -> bool:
        return agrees(parts[role], index[role][1], _config(place, role, parts[role]), other, root)

    return sources(found, {role: part for role, part in parts.items() if used(index, role)}, fits)


def built(source: Source, kind: str | None, config: Path, plan: Plan) -> Any:
    """The network of a part. `kind` is the class that the pipeline names, None for what it goes without."""
    from inference.parts import networks

    make = networks.vae if source.part.kind == "vae" else networks.text_encoder
    return make(source, kind or "T5EncoderModel", config, torch_dtype(plan))


def _config(place: Path, role: str, part: Part) -> Path:
    return place / role if (place / role / "config.json").is_file() else part.config


def _joined(found: Contents, plan: Plan, place: Path, index: Mapping[str, Any], made: dict[str, Any]) -> Any:
    import diffusers

    kind = getattr(diffusers, index["_class_name"])
    read = {role.replace("text_encoder", "tokenizer") for role in made}
    words = {name: tokenizer(place, name, index) for name in index if name in read - set(made) or name == "processor"}
    timing = getattr(diffusers, index["scheduler"][1]).from_pretrained(place / "scheduler", local_files_only=True)
    everything = {**made, **words, "scheduler": timing, part_of(index): denoiser(found, plan, place, index)}
    takes = inspect.signature(kind.__init__).parameters
    return kind(**{name: everything.get(name) for name, what in takes.items() if name != "self"
                   and (name in everything or what.default is inspect.Parameter.empty)})


def tokenizer(place: Path, name: str, index: Mapping[str, Any]) -> Any:
    """From the configuration, else the bundled one; of CLIP it pads with the word in `_pad`."""
    from inference.parts import words

    kind = index[name][1] or "T5TokenizerFast"
    if (place / name).is_dir():
        import transformers

        return getattr(transformers, kind).from_pretrained(place / name, local_files_only=True)
    if kind == "CLIPTokenizer":
        return words.clip(index.get("_pad", {}).get(name, "<|endoftext|>"))
    make = words.MAKERS.get(kind)
    if make is None:
        raise UserError("The words of {kind} are not bundled.", "Put a diffusers folder of the same family beside it.",
                        kind=kind)
    return make()


def denoiser(found: Contents, plan: Plan, place: Path, index: Mapping[str, Any]) -> Any:
    """U-Net or transformer from the file."""
    import diffusers

    from inference.families import published

    part = part_of(index)
    kind = index[part][1]
    if is_packed(found) or part == "unet":
        return network(getattr(diffusers, kind), found, place, part, torch_dtype(plan), published.OWN.get(kind),
                       wanted=partial(_denoises, found.has(_ROOT)))
    return published.network(kind, as_safetensors(found.path), place, torch_dtype(plan))


def _denoises(rooted: bool, name: str) -> bool:
    """Whether a tensor is the denoiser's: in files that hold more than it, it has a root."""
    return name.startswith(_ROOT) or not rooted


def part_of(index: Mapping[str, Any]) -> str:
    return "transformer" if "transformer" in index else "unet"


def unchecked(index: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments that leave out the checkers that a pipeline would load."""
    found = {name: None for name in _CHECKERS if name in index}
    return {**found, "requires_safety_checker": False} if "safety_checker" in found else found


# ---- a whole diffusers folder near the file

def _folder_near(file: Path, index: Mapping[str, Any], classes: tuple[str, ...]) -> Path | None:
    return next((folder for folder in _folders(file) if _complete(folder, index, classes)), None)


def _folders(file: Path) -> Iterator[Path]:
    """Diffusers folders beside the file, in its folder and the two above."""
    yield file.with_suffix(".config")
    for parent in (file.parent, *list(file.parent.parents)[:2]):
        yield from sorted(index.parent for index in parent.glob("*/model_index.json"))


def _complete(folder: Path, index: Mapping[str, Any], classes: tuple[str, ...]) -> bool:
    """Whether it has the weights of text encoders and VAE that this pipeline needs, and their tokenizers."""
    theirs = json_of(folder / "model_index.json")
    if not str(theirs.get("_class_name", "")).startswith(classes or (str(index["_class_name"]),)):
        return False
    parts = [name for name in index if name.startswith(("text_encoder", "vae")) and used(index, name)]
    words = [name for name in index if name.startswith("tokenizer") and used(index, name)]
    return (all(any((folder / name).glob("*.safetensors")) for name in parts)
            and all((folder / name).is_dir() for name in words))


def used(index: Mapping[str, Any], name: str) -> bool:
    return bool(index.get(name, [None])[0])


def json_of(path: Path) -> dict[str, Any]:
    """What a file says, {} when it is not there or says nothing."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}

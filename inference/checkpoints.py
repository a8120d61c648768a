"""What is in a model file or folder, without loading it and without torch: headers, configurations, completeness."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from inference.api import ModelInfo, UserError
from inference.headers import SUFFIXES, Header, Tensor, read
from inference.identity import Identity, folders, identify

__all__ = ["SUFFIXES", "Contents", "contents", "fingerprint", "header", "kind"]

_WEIGHTS = re.compile(r"^(diffusion_pytorch_model|model|pytorch_model)([.-].*)?\.(safetensors|bin)$")
_MIB = 1 << 20


@dataclass(frozen=True)
class Contents:
    """`tensors` maps names to shapes (empty for a diffusers folder); `index` is a folder's model_index.json and
    `unet` its unet/config.json; `config` the config.json of a folder that is one part of a pipeline. `header` has
    types and facts beside the shapes. `missing` names parts that the folder should hold and does not. `around` is what
    else is installed: where parts that a file goes without may be."""

    path: Path
    tensors: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    index: Mapping[str, Any] = field(default_factory=dict)
    unet: Mapping[str, Any] = field(default_factory=dict)
    size_bytes: int = 0
    header: Header | None = None
    config: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    around: tuple[ModelInfo, ...] = ()

    def has(self, prefix: str) -> bool:
        return any(name.startswith(prefix) for name in self.tensors)

    def shape(self, name: str) -> tuple[int, ...]:
        return self.tensors.get(name, ())

    @cached_property
    def identity(self) -> Identity:
        """What it is: kind, family, variant, quantisation."""
        if self.index:
            words = folders.hint(_json(self.path / "scheduler" / "scheduler_config.json"))
            return folders.identify(self.index, self.header, f"{name_of(self)} {words}")
        return identify(self.header or Header("", {}), f"{self.path.name} {_yaml_hint(self.path)}")


def header(path: Path) -> dict[str, tuple[int, ...]]:
    """Names and shapes of the tensors in a file. Raises UserError when it holds none."""
    return {name: tensor.shape for name, tensor in read(path).tensors.items()}


def contents(path: Path) -> Contents:
    """Look into a file or a folder of diffusers or transformers. Raises UserError when it cannot be read."""
    if path.is_dir():
        return _pipeline(path) if (path / "model_index.json").is_file() else _component(path)
    if not path.is_file():
        raise UserError("The model {file} is not there any more.", "Choose another model.", file=path.name)
    found = read(path)
    return Contents(path, _shapes(found), size_bytes=path.stat().st_size, header=found)


def name_of(found: Contents) -> str:
    """The name of a folder. In the cache of Hugging Face it stands two folders above the files."""
    for parent in found.path.parents:
        if parent.name.startswith("models--"):
            inside = "" if found.index else found.path.name
            name = parent.name.split("--")[-1]
            return f"{name} {inside}" if inside and found.path.parent.name != "snapshots" else name
    return found.path.name


def _yaml_hint(path: Path) -> str:
    """What NAME.yaml beside a checkpoint of Stable Diffusion says that its tensors do not: v-prediction or not."""
    try:
        text = path.with_suffix(".yaml").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
    return "v-pred" if re.search(r"parameterization\W+v\b", text) else "eps"


def kind(found: Contents) -> str:
    """checkpoint, diffusion, lora, vae, upscaler, ...; "unknown" for what is only guessed."""
    return "unknown" if found.identity.guessed else found.identity.kind


def fingerprint(path: str) -> str:
    """A short identifier of a model's weights: SHA-256 over size, first and last MiB of its largest file.

    Not a hash of the whole file, which would cost ten seconds for a checkpoint. Sixteen hexadecimal digits.
    """
    place = Path(path)
    if place.is_dir():
        files = sorted(f for f in place.rglob("*") if f.suffix in SUFFIXES)
        if not files:
            return ""
        place = max(files, key=lambda f: f.stat().st_size)
    if not place.is_file():
        return ""
    size = place.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with place.open("rb") as file:
        digest.update(file.read(_MIB))
        file.seek(max(size - _MIB, 0))
        digest.update(file.read(_MIB))
    return digest.hexdigest()[:16]


def weights_of(path: Path) -> list[Path]:
    """The file itself, or those of a folder that are its weights: one complete set."""
    return [path / name for name in _chosen(path)] if path.is_dir() else [path]


def is_component(names: list[str]) -> bool:
    """Whether a folder with these files is one part of a pipeline, or a transformers model."""
    return "config.json" in names and any(_WEIGHTS.match(name) for name in names)


def _pipeline(path: Path) -> Contents:
    files = [file for file in path.rglob("*") if file.suffix in SUFFIXES]
    index = _json(path / "model_index.json")
    main = next((part for part in ("unet", "transformer", "prior") if part in index or (path / part).is_dir()), "")
    return Contents(path, {}, index, _json(path / "unet" / "config.json"),
                    sum(file.stat().st_size for file in files), _merged(path / main) if main else None,
                    missing=_missing(path, index))


def _component(path: Path) -> Contents:
    found = _merged(path)
    if found is None:
        raise UserError("The folder {file} holds no model.", "Choose a model file, or a folder of a diffusers model.",
                        file=path.name)
    files = [path / name for name in _chosen(path)]
    return Contents(path, _shapes(found), size_bytes=sum(file.stat().st_size for file in files), header=found,
                    config=_json(path / "config.json"), missing=tuple(_shards_missing(path)))


def _merged(folder: Path) -> Header | None:
    """The header of the weights in a folder, all shards together; None when there are none or they are damaged."""
    names = _chosen(folder)
    tensors: dict[str, Tensor] = {}
    facts: dict[str, Any] = {}
    formats = []
    for name in names:
        try:
            part = read(folder / name)
        except UserError:
            continue
        tensors.update(part.tensors)
        facts.update(part.facts)
        formats.append(part.format)
    return Header(formats[0], tensors, facts) if formats else None


def _chosen(folder: Path) -> list[str]:
    """One complete set among variants: safetensors before pickles, plain before fp16 and others."""
    try:
        names = sorted(p.name for p in folder.iterdir() if _WEIGHTS.match(p.name))
    except OSError:
        return []
    sets: dict[tuple[bool, int, str], list[str]] = {}
    for name in names:
        variant = re.sub(r"-\d+-of-\d+", "", name)
        sets.setdefault((not name.endswith(".safetensors"), variant.count("."), variant), []).append(name)
    return sets[min(sets)] if sets else []


def _missing(path: Path, index: Mapping[str, Any]) -> tuple[str, ...]:
    """The parts that model_index.json names and that are not there, whole shards included."""
    gone = []
    for name, entry in index.items():
        if name.startswith("_") or not isinstance(entry, list) or len(entry) != 2 or None in entry:
            continue
        folder, kind_of = path / name, str(entry[1])
        if kind_of.endswith(("Tokenizer", "TokenizerFast", "Scheduler", "Extractor", "Processor", "Checker")):
            if not kind_of.endswith("Checker") and not folder.is_dir():
                gone.append(name)
        elif not _chosen(folder):
            gone.append(name)
        else:
            gone += [f"{name}/{shard}" for shard in _shards_missing(folder)]
    return tuple(gone)


def _shards_missing(folder: Path) -> list[str]:
    chosen = _chosen(folder)
    if len(chosen) == 0 or not re.search(r"-\d+-of-\d+", chosen[0]):
        return []
    total = int(re.search(r"-of-(\d+)", chosen[0]).group(1))  # type: ignore[union-attr]
    there = {int(re.search(r"-(\d+)-of-", name).group(1)) for name in chosen}  # type: ignore[union-attr]
    width = len(re.search(r"-(\d+)-of-", chosen[0]).group(1))  # type: ignore[union-attr]
    return [re.sub(r"-\d+-of-", f"-{n:0{width}d}-of-", chosen[0]) for n in range(1, total + 1) if n not in there]


def _shapes(found: Header) -> dict[str, tuple[int, ...]]:
    return {name: tensor.shape for name, tensor in found.tensors.items()}


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}

"""What a model file is, from the names and shapes of its tensors, without loading it and without torch."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inference.api import UserError

_MOST_HEADER = 100 << 20  # the limit of the safetensors library itself
_PICKLES = (".pth", ".pt", ".ckpt", ".bin")
SUFFIXES = (".safetensors", *_PICKLES)
_LARGEST_UPSCALER = 1 << 30


@dataclass(frozen=True)
class Contents:
    """`tensors` maps names to shapes (empty for pickles, which are not opened); `index` is a diffusers folder's
    model_index.json and `unet` its unet/config.json (both empty for a file)."""

    path: Path
    tensors: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    index: Mapping[str, Any] = field(default_factory=dict)
    unet: Mapping[str, Any] = field(default_factory=dict)
    size_bytes: int = 0

    def has(self, prefix: str) -> bool:
        return any(name.startswith(prefix) for name in self.tensors)

    def shape(self, name: str) -> tuple[int, ...]:
        return self.tensors.get(name, ())


def header(path: Path) -> dict[str, tuple[int, ...]]:
    """Names and shapes from the header of a .safetensors file. Raises UserError when it is not one.

    Format: 8 bytes little-endian length, then JSON (huggingface/safetensors README).
    """
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if length > _MOST_HEADER:
                raise ValueError("header too long")
            entries = json.loads(file.read(length))
        return {name: tuple(entry["shape"]) for name, entry in entries.items() if name != "__metadata__"}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, struct.error) as error:
        raise UserError("{file} is damaged or not a safetensors file.", "Download or copy it again.",
                        file=path.name) from error


def contents(path: Path) -> Contents:
    """Look into a file or a diffusers folder. Raises UserError when it cannot be read."""
    if path.is_dir():
        files = [file for file in path.rglob("*") if file.suffix in SUFFIXES]
        return Contents(path, {}, _json(path / "model_index.json"), _json(path / "unet" / "config.json"),
                        sum(file.stat().st_size for file in files))
    if not path.is_file():
        raise UserError("The model {file} is not there any more.", "Choose another model.", file=path.name)
    tensors = header(path) if path.suffix == ".safetensors" else {}
    return Contents(path, tensors, size_bytes=path.stat().st_size)


def kind(found: Contents) -> str:
    """checkpoint, lora, vae, upscaler or unknown."""
    if found.index or found.has("model.diffusion_model."):
        return "checkpoint"
    if any(".lora_" in name or name.endswith((".lora_A.weight", ".lora_B.weight", ".alpha")) for name in found.tensors):
        return "lora"
    if found.has("encoder.down") and found.has("decoder.up"):
        return "vae"
    if found.tensors:
        return "upscaler" if _like_upscaler(found) else "unknown"
    if found.path.suffix in _PICKLES and found.size_bytes < _LARGEST_UPSCALER:
        return "upscaler"  # a candidate: a pickle says what it is only when it is loaded
    return "unknown"


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
        digest.update(file.read(1 << 20))
        file.seek(max(size - (1 << 20), 0))
        digest.update(file.read(1 << 20))
    return digest.hexdigest()[:16]


def _like_upscaler(found: Contents) -> bool:
    """A plain network from three channels to a few: its first convolution takes 3 (or 12, 48 unshuffled)."""
    first = next((shape for shape in found.tensors.values() if len(shape) == 4), ())
    return len(first) == 4 and first[1] in (1, 3, 12, 48) and len(found.tensors) < 5000


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}

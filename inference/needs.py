"""What a model needs: bytes of its parts at half precision, told from the file's header without loading it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from typing import Any

from inference.checkpoints import SUFFIXES, Contents
from inference.parts.finding import Source

_WORDS = ("text_encoder", "cond_stage_model", "conditioner", "text_encoders")
_BYTES = ("F8_E4M3", "F8_E5M2", "U8", "I8")  # they stay so in memory (inference/weights)


@dataclass(frozen=True)
class Need:
    """`denoiser`, `words` and `rest` are bytes of the network that denoises, of the text encoders and of the others
    (the VAE) at 16 bits a weight, or as stored where the file is quantised. `half` is the precision it likes."""

    denoiser: int = 0
    words: int = 0
    rest: int = 0
    half: str = "float16"
    quantised: bool = False

    @property
    def total(self) -> int:
        return self.denoiser + self.words + self.rest


def need_of(found: Contents) -> Need:
    """From tensors' shapes (one file) or the sizes of its files (a folder, whose files hold 16-bit weights mostly)."""
    gguf = found.path.suffix == ".gguf"
    if found.index:
        return _folder(found.path)
    if not found.tensors or gguf:
        return Need(found.size_bytes, half="bfloat16" if gguf else "float16", quantised=gguf)
    sizes = {"denoiser": 0, "words": 0, "rest": 0}
    kinds = found.header.tensors if found.header is not None else {}
    for name, shape in found.tensors.items():
        part = _part(name.split(".", 1)[0])
        packed = part == "denoiser" and name in kinds and kinds[name].dtype in _BYTES
        sizes[part] += (1 if packed else 2) * prod(_shape(shape))
    convolutional = any(found.has(root + name) for root in ("", "model.diffusion_model.", "unet.")
                        for name in ("input_blocks.", "down_blocks."))
    need = _need(sizes, not convolutional and found.identity.kind in ("checkpoint", "diffusion"))
    return replace(need, quantised=found.header is not None and bool(found.identity.quantised))


def with_parts(need: Need, parts: Iterable[Source]) -> Need:
    """`need` and that of the parts that come from files of their own."""
    words = rest = 0
    for source in parts:
        if source.inside:
            continue
        share = source.part.read
        if source.part.kind == "vae":
            rest += source.size_bytes
        else:
            words += source.size_bytes * share[0] // share[1]
    return replace(need, words=need.words + words, rest=need.rest + rest)


def _shape(value: Any) -> tuple[int, ...]:
    return tuple(int(edge) for edge in value)


def _folder(path: Path) -> Need:
    sizes = {"denoiser": 0, "words": 0, "rest": 0}
    for file in path.rglob("*"):
        if file.suffix in SUFFIXES and len(file.relative_to(path).parts) > 1:
            sizes[_part(file.relative_to(path).parts[0])] += file.stat().st_size
    return _need(sizes, (path / "transformer").is_dir())


def _need(sizes: dict[str, int], transformer: bool) -> Need:
    """Transformers were trained in bfloat16 and overflow in float16; U-Nets like float16."""
    return Need(sizes["denoiser"], sizes["words"], sizes["rest"], "bfloat16" if transformer else "float16")


def _part(name: str) -> str:
    if name.startswith(_WORDS):
        return "words"
    if name.startswith(("first_stage_model", "vae", "image_encoder", "safety_checker")):
        return "rest"
    return "denoiser"

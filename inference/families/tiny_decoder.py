"""Tiny autoencoders (TAESD and its siblings by Ollin Boer Bohan) as preview decoders, where the user has them.

Their input are latents as the denoiser sees them, without scale and shift (madebyollin/taesd, README).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from inference.api import UserError

# Autoencoders of different families have the same shapes; their files are told apart by name.
_NAMES = {"sd15": r"taesd(?!xl|3)", "pix2pix": r"taesd(?!xl|3)", "sdxl": r"taesdxl|sdxl", "sd3": r"taesd3|sd3",
          "flux": r"taef1|flux(?!.?2)", "chroma": r"taef1|flux(?!.?2)", "zimage": r"taef1|flux(?!.?2)"}
_PREFIX = re.compile(r"^(taesd_decoder\.|decoder\.layers\.|vae\.decoder\.layers\.)")
_EDGE_CPU, _EDGE = 24, 128  # latents a side that are decoded: a quarter of a second on two cores


def suited(family: str, paths: Iterable[str]) -> str:
    """The first file for the latents of this family, "" when there is none."""
    pattern = _NAMES.get(family)
    return next((path for path in paths if pattern and re.search(pattern, Path(path).stem.lower())
                 and "encoder" not in Path(path).stem.lower().replace("autoencoder", "")), "")


def load(path: str) -> Any:
    """The decoder in `path`, None when the file holds another kind of network or is damaged."""
    from diffusers import AutoencoderTiny
    from safetensors.torch import load_file

    from inference.weights.pickled import as_safetensors

    try:
        state = load_file(as_safetensors(Path(path)))
    except (UserError, OSError, ValueError):
        return None
    whole = {name: value for name, value in state.items() if _PREFIX.match(name)}
    shift = 0 if any("decoder.layers." in name for name in whole) else 1  # the authors count the clamp in front
    tensors = {}
    for name, value in (whole or state).items():
        number, _, rest = _PREFIX.sub("", name).partition(".")
        if number.isdecimal():
            tensors[f"layers.{int(number) - shift}.{rest}"] = value
    first = tensors.get("layers.0.weight")
    if first is None or first.ndim != 4:
        return None
    decoder = AutoencoderTiny(latent_channels=int(first.shape[1])).decoder
    try:
        decoder.load_state_dict(tensors)
    except RuntimeError:
        return None
    return decoder.eval().requires_grad_(False)


def decoded(decoder: Any, grid: Any) -> Any:
    """(1, channels, h, w) latents to (height, width, 3) float 0-1 in numpy, smaller than the picture where that is
    faster; None where the decoder is for other latents."""
    import torch

    if grid.shape[1] != decoder.layers[0].weight.shape[1]:
        return None
    most = _EDGE_CPU if grid.device.type == "cpu" else _EDGE
    scale = max(max(grid.shape[-2:]) / most, 1.0)
    size = [max(round(edge / scale), 1) for edge in grid.shape[-2:]]
    with torch.no_grad():
        small = torch.nn.functional.interpolate(grid.float(), size, mode="area").to(grid.dtype)
        made = decoder.to(grid.device, grid.dtype)(small)[0].float() / 2 + 0.5
    return made.permute(1, 2, 0).cpu().numpy()

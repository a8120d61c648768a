"""Previews while a latent diffusion model works, and the places inside a step where a cancel is noticed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_BLOCKS = ("ResnetBlock2D", "BasicTransformerBlock", "Transformer2DModel", "CLIPEncoderLayer", "Upsample2D",
           "Downsample2D")


class Preview:
    """Latents to colours by a linear map that is fitted to the model's own VAE at the first preview.

    Least squares over the VAE's latents of smooth colour patterns; nothing is copied from elsewhere. One picture
    costs a fraction of a millisecond, decoding it would cost a second.
    """

    def __init__(self, vae: Any) -> None:
        self._vae = vae
        self._map: npt.NDArray[np.float32] | None = None

    def __call__(self, latents: Any) -> npt.NDArray[np.uint8]:
        """RGBA uint8 (h / 8, w / 8, 4) of the first picture in `latents` (b, 4, h / 8, w / 8)."""
        if self._map is None:
            self._map = fitted_map(self._vae)
        values = latents[0].detach().float().cpu().numpy()
        channels, height, width = values.shape
        table = np.column_stack([values.reshape(channels, -1).T, np.ones(height * width, np.float32)])
        colours = np.clip(np.nan_to_num(table @ self._map), 0.0, 1.0).reshape(height, width, 3)
        out = np.full((height, width, 4), 255, np.uint8)
        out[..., :3] = np.rint(colours * 255)
        return out


def fitted_map(vae: Any) -> npt.NDArray[np.float32]:
    """(channels + 1, 3): scaled latents and a constant to RGB 0-1."""
    import torch

    patterns = _patterns()
    with torch.no_grad():
        first = next(vae.parameters())
        tensor = torch.from_numpy(patterns.transpose(0, 3, 1, 2) * 2 - 1).to(first.device, first.dtype)
        latents = vae.encode(tensor).latent_dist.mode() * vae.config.scaling_factor
    found = latents.float().cpu().numpy().transpose(0, 2, 3, 1)
    height, width = found.shape[1:3]
    step = (patterns.shape[1] // height, patterns.shape[2] // width)
    small = patterns.reshape(-1, height, step[0], width, step[1], 3).mean((2, 4)).reshape(-1, 3)
    table = np.column_stack([found.reshape(len(small), -1), np.ones(len(small), np.float32)])
    weights, *_ = np.linalg.lstsq(table, small, rcond=None)
    return np.asarray(weights, np.float32)


def _patterns() -> npt.NDArray[np.float32]:
    """(6, 64, 64, 3) float32 0-1: slow colour waves of different directions, always the same."""
    rng = np.random.default_rng(7)
    y, x = np.mgrid[0:64, 0:64].astype(np.float32) / 64
    waves = [np.stack([0.5 + 0.5 * np.sin(6.3 * (a * x + b * y) + c) for a, b, c in rng.uniform(-1.5, 1.5, (3, 3))], -1)
             for _ in range(6)]
    return np.stack(waves).astype(np.float32)


def watch(pipe: Any, breathe: Callable[[], None]) -> None:
    """Call `breathe` before every block of U-Net, text encoder and VAE; what it raises ends the run."""

    def before(module: Any, inputs: Any) -> None:
        breathe()

    for network in (pipe.unet, pipe.text_encoder, pipe.vae):
        for module in network.modules():
            if type(module).__name__ in _BLOCKS:
                module.register_forward_pre_hook(before)

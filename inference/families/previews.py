"""Previews while a latent diffusion model works, and the places inside a step where a cancel is noticed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.families import tiny_decoder
from inference.families.spaces import Space

Array = npt.NDArray[Any]
_CELLS = 8  # a pattern is this many latents wide and high


class Preview:
    """Latents to colours by a linear map that is fitted to the model's own VAE at the first preview.

    Least squares over the VAE's latents of smooth colour patterns; nothing is copied from elsewhere. One picture
    costs a fraction of a millisecond, decoding it would cost a second.
    """

    def __init__(self, pipe: Any, space: Space, cell: int) -> None:
        """`cell` is how many px a side one latent of the grid stands for."""
        self._pipe, self._space, self._cell = pipe, space, cell
        self._map: npt.NDArray[np.float32] | None = None
        self._decoder: Any = None
        self._file = ""

    def use(self, file: str) -> None:
        """Decode by the tiny autoencoder in `file` from now on; "" for the linear map."""
        if file != self._file:
            self._file, self._decoder = file, tiny_decoder.load(file) if file else None

    def __call__(self, grid: Any) -> npt.NDArray[np.uint8]:
        """RGBA uint8 (h, w, 4) of the first picture in `grid` (b, channels, h, w)."""
        if self._decoder is not None:
            made = tiny_decoder.decoded(self._decoder, grid[:1].detach())
            if made is not None:
                return _rgba(made)
        if self._map is None:
            self._map = fitted_map(self._pipe, self._space, self._cell)
        values = grid[0].detach().float().cpu().numpy()
        channels, height, width = values.shape
        table = np.column_stack([values.reshape(channels, -1).T, np.ones(height * width, np.float32)])
        return _rgba((table @ self._map).reshape(height, width, 3))


def _rgba(colours: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    """Colours 0-1 (h, w, 3), whatever is beyond them, to opaque RGBA."""
    out = np.full((*colours.shape[:2], 4), 255, np.uint8)
    out[..., :3] = np.rint(np.clip(np.nan_to_num(colours), 0.0, 1.0) * 255)
    return out


def fitted_map(pipe: Any, space: Space, cell: int) -> npt.NDArray[np.float32]:
    """(channels + 1, 3): latents of the grid and a constant to RGB 0-1."""
    import torch

    patterns = _patterns(_CELLS * cell)
    with torch.no_grad():
        tensor = torch.from_numpy(patterns.transpose(0, 3, 1, 2) * 2 - 1)
        grid = space.encode(pipe.vae, tensor.to(pipe._execution_device, next(pipe.vae.parameters()).dtype))
    found = grid.float().cpu().numpy().transpose(0, 2, 3, 1)
    height, width = found.shape[1:3]
    step = (patterns.shape[1] // height, patterns.shape[2] // width)
    small = patterns.reshape(-1, height, step[0], width, step[1], 3).mean((2, 4)).reshape(-1, 3)
    table = np.column_stack([found.reshape(len(small), -1), np.ones(len(small), np.float32)])
    weights, *_ = np.linalg.lstsq(table, small, rcond=None)
    return np.asarray(weights, np.float32)


def _patterns(edge: int) -> npt.NDArray[np.float32]:
    """(6, edge, edge, 3) float32 0-1: slow colour waves of different directions, always the same."""
    rng = np.random.default_rng(7)
    y, x = np.mgrid[0:edge, 0:edge].astype(np.float32) / edge
    waves = [np.stack([0.5 + 0.5 * np.sin(6.3 * (a * x + b * y) + c) for a, b, c in rng.uniform(-1.5, 1.5, (3, 3))], -1)
             for _ in range(6)]
    return np.stack(waves).astype(np.float32)


def watch(networks: list[Any], breathe: Callable[[], None]) -> None:
    """Call `breathe` before every block of these networks (U-Net or transformer, text encoders, VAE, ControlNet);
    what it raises ends the run. Blocks are the members of module lists that are networks themselves."""

    def before(module: Any, inputs: Any) -> None:
        breathe()

    for network in networks:
        blocks = [block for module in network.modules() if type(module).__name__ == "ModuleList" for block in module
                  if block is not None and any(True for _ in block.children())]
        for block in blocks:
            block.register_forward_pre_hook(before)

"""Latent spaces: pictures to the numbers that a denoiser works on and back to a grid, for each kind of autoencoder."""

from __future__ import annotations

from typing import Any, Protocol


class Space(Protocol):
    """Grids are (b, channels, h, w); `latents` have the shape that a pipeline's loop holds. One cell of the grid is
    `cells` latents of the autoencoder a side. `packed_outside`: pipelines take latents as their loop holds them, not
    as a grid."""

    cells: int
    packed_outside: bool

    def encode(self, vae: Any, pixels: Any) -> Any:
        """(b, 3, h, w) in -1..1 to a normalised grid, without the randomness of the autoencoder."""

    def pack(self, grid: Any) -> Any: ...

    def unpack(self, latents: Any, aspect: float) -> Any:
        """`aspect` is width / height: packed latents have forgotten it."""


class Plain:
    """AutoencoderKL and AutoencoderDC: latents are the grid."""

    cells = 1
    packed_outside = True

    def encode(self, vae: Any, pixels: Any) -> Any:
        found = vae.encode(pixels)
        grid = found.latent if hasattr(found, "latent") else found.latent_dist.mode()
        return (grid - (getattr(vae.config, "shift_factor", None) or 0.0)) * vae.config.scaling_factor

    def pack(self, grid: Any) -> Any:
        return grid

    def unpack(self, latents: Any, aspect: float) -> Any:
        return latents


PLAIN = Plain()


class Packed(Plain):
    """2 x 2 cells of the grid are one token (b, h / 2 * w / 2, channels * 4): FLUX.1, Chroma."""

    def pack(self, grid: Any) -> Any:
        batch, channels, height, width = grid.shape
        cells = grid.view(batch, channels, height // 2, 2, width // 2, 2).permute(0, 2, 4, 1, 3, 5)
        return cells.reshape(batch, height // 2 * (width // 2), channels * 4)

    def unpack(self, latents: Any, aspect: float) -> Any:
        batch, tokens, channels = latents.shape
        height, width = grid_of(tokens, aspect)
        cells = latents.view(batch, height, width, channels // 4, 2, 2).permute(0, 3, 1, 4, 2, 5)
        return cells.reshape(batch, channels // 4, height * 2, width * 2)


class PackedVideo(Packed):
    """The autoencoder of Qwen-Image is one of videos, with a mean and deviation for each channel."""

    def encode(self, vae: Any, pixels: Any) -> Any:
        import torch

        grid = vae.encode(pixels.unsqueeze(2)).latent_dist.mode()[:, :, 0]
        mean, deviation = (torch.tensor(values).view(1, -1, 1, 1).to(grid.device, grid.dtype)
                           for values in (vae.config.latents_mean, vae.config.latents_std))
        return (grid - mean) / deviation


class Patched(Plain):
    """FLUX.2: 2 x 2 cells are channels of a coarser grid, normalised by the statistics that its VAE carries."""

    cells = 2
    packed_outside = False

    def encode(self, vae: Any, pixels: Any) -> Any:
        import torch

        grid = vae.encode(pixels).latent_dist.mode()
        batch, channels, height, width = grid.shape
        cells = grid.view(batch, channels, height // 2, 2, width // 2, 2).permute(0, 1, 3, 5, 2, 4)
        cells = cells.reshape(batch, channels * 4, height // 2, width // 2)
        mean = vae.bn.running_mean.view(1, -1, 1, 1).to(cells)
        deviation = torch.sqrt(vae.bn.running_var.view(1, -1, 1, 1).to(cells) + vae.config.batch_norm_eps)
        return (cells - mean) / deviation

    def pack(self, grid: Any) -> Any:
        return grid.flatten(2).permute(0, 2, 1)

    def unpack(self, latents: Any, aspect: float) -> Any:
        batch, tokens, channels = latents.shape
        height, width = grid_of(tokens, aspect)
        return latents.permute(0, 2, 1).reshape(batch, channels, height, width)


def grid_of(tokens: int, aspect: float) -> tuple[int, int]:
    """(height, width) whose product is `tokens`, nearest to width / height = `aspect`."""
    pairs = [(height, tokens // height) for height in range(1, tokens + 1) if tokens % height == 0]
    return min(pairs, key=lambda pair: abs(pair[1] / pair[0] / aspect - 1) + abs(pair[0] * aspect / pair[1] - 1))

"""Capabilities composed from the denoising loop: what must stay is put back after each step; a start in the middle.

Latent masking after Blended Latent Diffusion (Avrahami et al. 2022); maps of change after Differential Diffusion
(Levin and Fried 2023); the start at noised latents is SDEdit (Meng et al. 2021).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any


@dataclass
class Known:
    """The latents of the picture that is there, (1, c, h, w), the noise they are mixed with, and where they may
    change: `change` (1, 1, h, w) 0-1, 1 = from the first step on, 0 = never."""

    grid: Any
    noise: Any
    change: Any

    def kept(self, grid: Any, scheduler: Any, done: float) -> Any:
        """`grid` after a step (`done` 0-1 of all), with the known latents, as noisy as it is, where they must stay."""
        import torch

        known = self.grid if done >= 1.0 else noised(scheduler, self.grid, self.noise, scheduler.step_index)
        return torch.where((self.change <= 1.0 - done).to(grid.device), known.to(grid), grid)


def noised(scheduler: Any, grid: Any, noise: Any, index: int) -> Any:
    """`grid` as noisy as latents are before step `index`, counted from the scheduler's whole list of steps."""
    import torch

    sigmas = getattr(scheduler, "sigmas", None)
    if sigmas is None:
        steps = scheduler.timesteps
        return scheduler.add_noise(grid, noise, steps[index:index + 1]) if index < len(steps) else grid
    sigma = sigmas[min(index, len(sigmas) - 1)].to(grid)
    if hasattr(scheduler, "_sigma_to_alpha_sigma_t"):  # DPM-Solver, UniPC; they know their own kind of noise
        signal, deviation = scheduler._sigma_to_alpha_sigma_t(sigma)
    elif hasattr(scheduler, "scale_noise"):  # flow matching: a straight line between noise and picture
        signal, deviation = 1.0 - sigma, sigma
    else:  # Euler: the picture keeps its scale
        signal, deviation = torch.ones_like(sigma), sigma
    return signal * grid + deviation * noise


def started(scheduler: Any, grid: Any, noise: Any, strength: float, latents: Any, pack: Any) -> None:
    """Make a text-to-image pipeline begin at the noised picture: the scheduler leaves out the first steps, and the
    `latents` handed to the pipeline are filled in place as soon as the noise of the remaining ones is known."""
    whole = scheduler.set_timesteps

    @functools.wraps(whole)  # pipelines look at the signature
    def shortened(*given: Any, **named: Any) -> None:
        whole(*given, **named)
        count = len(scheduler.timesteps)
        begin = min(max(count - max(round(count * strength), 1), 0), count - 1)
        full = scheduler.timesteps
        filled = noised(scheduler, grid, noise, begin)
        if begin:
            scheduler.timesteps = full[begin:]
            scheduler.set_begin_index(begin)
        latents.copy_(pack(filled / float(getattr(scheduler, "init_noise_sigma", 1.0))))

    scheduler.set_timesteps = shortened


def change_map(mask: Any, grid: Any) -> Any:
    """(h, w) uint8 to (1, 1, grid h, grid w) 0-1: a cell may change as early as any of its pixels."""
    import torch

    values = torch.from_numpy(mask.astype("float32") / 255.0)[None, None]
    return torch.nn.functional.adaptive_max_pool2d(values, tuple(grid.shape[-2:])).to(grid.device)

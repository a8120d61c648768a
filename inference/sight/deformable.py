"""Deformable convolution in plain torch (Dai et al. 2017; modulated, Zhu et al. 2019): torchvision's compiled operator
is not there on every machine that Limner runs on."""

from __future__ import annotations

from typing import Any


def deformed(value: Any, weight: Any, offsets: Any, strengths: Any) -> Any:
    """`value` (b, c, h, w) convolved by `weight` (out, c, k, k), k odd, at stride 1 and its own size.

    `offsets` (b, 2 k k, h, w) moves each of the k k samples, dy before dx, in pixels; `strengths` (b, k k, h, w)
    multiplies them. What lies outside is 0, as in torchvision.ops.deform_conv2d. One row of the kernel at a time is in
    memory.
    """
    import torch

    height, width = value.shape[2:]
    edge = weight.shape[2]
    made: Any = None
    y = torch.arange(height, device=value.device, dtype=value.dtype)[:, None]
    x = torch.arange(width, device=value.device, dtype=value.dtype)
    for row in range(edge):
        samples = []
        for column in range(edge):
            i = row * edge + column
            place = torch.stack((_unit(x + (column - edge // 2) + offsets[:, 2 * i + 1], width),
                                 _unit(y + (row - edge // 2) + offsets[:, 2 * i], height)), dim=-1)
            seen = torch.nn.functional.grid_sample(value, place, mode="bilinear", padding_mode="zeros",
                                                   align_corners=True)
            samples.append(seen.mul_(strengths[:, i:i + 1]).flatten(2))
        kernel = weight[:, :, row].transpose(1, 2).flatten(1).expand(len(value), -1, -1)  # as the samples lie
        part = torch.cat(samples, 1)
        made = torch.bmm(kernel, part) if made is None else made.baddbmm_(kernel, part)
    return made.unflatten(2, (height, width))


def _unit(place: Any, length: int) -> Any:
    """Pixels to -1..1 between the middles of the first and the last; a single pixel lies at -1."""
    return place * (2 / max(length - 1, 1)) - 1

"""RepViT (Wang et al. 2023), the image encoder of EdgeTAM (Zhou et al. 2025, Apache 2.0).

Names are those of EdgeTAM's file, which are timm's (`timm/models/repvit.py`); widths and depths are read from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inference.sight.loading import blocks_in
from inference.sight.normed import normed

_STAGES = 4


def network(weights: Mapping[str, Any]) -> Any:
    """The module of the published tensors, standing for Hiera in transformers' SAM 2: it gives maps at 1/4, 1/8, 1/16
    and 1/32 of a picture, channels last."""
    from torch import nn
    from torch.nn import functional

    class Mixing(nn.Module):  # type: ignore[misc]
        """Each channel by itself and its surroundings."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.conv = normed(weights, f"{name}.conv")
            if f"{name}.conv1.c.weight" in weights:
                self.conv1, self.bn = normed(weights, f"{name}.conv1"), nn.Identity()
            else:
                width = len(weights[f"{name}.conv1.weight"])
                self.conv1, self.bn = nn.Conv2d(width, width, 1, groups=width), nn.BatchNorm2d(width)

        def forward(self, value: Any) -> Any:
            return self.bn(self.conv(value) + self.conv1(value) + value)

    class Weighing(nn.Module):  # type: ignore[misc]
        """Squeeze and excitation: how much each channel counts in this picture."""

        def __init__(self, name: str) -> None:
            super().__init__()
            out, into = weights[f"{name}.fc1.weight"].shape[:2]
            self.fc1, self.fc2 = nn.Conv2d(into, out, 1), nn.Conv2d(out, into, 1)

        def forward(self, value: Any) -> Any:
            return value * self.fc2(functional.relu(self.fc1(value.mean((2, 3), keepdim=True)))).sigmoid()

    class Dense(nn.Module):  # type: ignore[misc]
        def __init__(self, name: str) -> None:
            super().__init__()
            self.conv1, self.conv2 = normed(weights, f"{name}.conv1"), normed(weights, f"{name}.conv2")

        def forward(self, value: Any) -> Any:
            return value + self.conv2(functional.gelu(self.conv1(value)))

    class Block(nn.Module):  # type: ignore[misc]
        def __init__(self, name: str) -> None:
            super().__init__()
            self.token_mixer, self.channel_mixer = Mixing(f"{name}.token_mixer"), Dense(f"{name}.channel_mixer")
            self.se = Weighing(f"{name}.se") if f"{name}.se.fc1.weight" in weights else nn.Identity()

        def forward(self, value: Any) -> Any:
            return self.channel_mixer(self.se(self.token_mixer(value)))

    class Halving(nn.Module):  # type: ignore[misc]
        def __init__(self, name: str) -> None:
            super().__init__()
            self.pre_block, self.ffn = Block(f"{name}.pre_block"), Dense(f"{name}.ffn")
            self.spatial_downsample = normed(weights, f"{name}.spatial_downsample", 2)
            self.channel_downsample = normed(weights, f"{name}.channel_downsample")

        def forward(self, value: Any) -> Any:
            return self.ffn(self.channel_downsample(self.spatial_downsample(self.pre_block(value))))

    class Stage(nn.Module):  # type: ignore[misc]
        def __init__(self, name: str) -> None:
            super().__init__()
            halves = f"{name}.downsample.spatial_downsample.c.weight" in weights
            self.downsample = Halving(f"{name}.downsample") if halves else nn.Identity()
            self.blocks = nn.Sequential(*(Block(f"{name}.blocks.{i}")
                                          for i in range(blocks_in(weights, f"{name}.blocks."))))

        def forward(self, value: Any) -> Any:
            return self.blocks(self.downsample(value))

    class RepViT(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.stem = nn.Module()
            self.stem.conv1, self.stem.conv2 = normed(weights, "stem.conv1", 2), normed(weights, "stem.conv2", 2)
            for i in range(_STAGES):
                setattr(self, f"stages_{i}", Stage(f"stages_{i}"))

        def forward(self, pixel_values: Any, **_: Any) -> Any:
            from transformers.models.sam2.modeling_sam2 import Sam2HieraDetModelOutput

            value, seen = self.stem.conv2(functional.gelu(self.stem.conv1(pixel_values))), []
            for i in range(_STAGES):
                value = getattr(self, f"stages_{i}")(value)
                seen.append(value.permute(0, 2, 3, 1))
            return Sam2HieraDetModelOutput(last_hidden_state=seen[-1], intermediate_hidden_states=tuple(seen))

    return RepViT()

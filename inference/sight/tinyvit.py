"""TinyViT (Wu et al. 2022), the image encoder of MobileSAM (Zhang et al. 2023, Apache 2.0).

Names are those of the published file; widths, heads, windows and depths are read from its tensors.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inference.sight.loading import blocks_in
from inference.sight.normed import normed


def network(weights: Mapping[str, Any]) -> Any:
    """The module of the published tensors, without its head for classes; it gives (b, c, h / 16, w / 16) of a
    normalised picture (b, 3, h, w), as the first of a tuple."""
    import torch
    from torch import nn
    from torch.nn import functional

    def shape(name: str) -> tuple[int, ...]:
        return tuple(weights[f"{name}.weight"].shape)

    class Convolved(nn.Module):  # type: ignore[misc]
        """Three convolutions: wider, on each channel, and narrower; as a block beside the way around it."""

        def __init__(self, name: str, stride: int = 1, around: bool = True) -> None:
            super().__init__()
            self.around = around
            self.conv1, self.conv2 = normed(weights, f"{name}.conv1"), normed(weights, f"{name}.conv2", stride)
            self.conv3 = normed(weights, f"{name}.conv3")

        def forward(self, value: Any) -> Any:
            made = self.conv3(functional.gelu(self.conv2(functional.gelu(self.conv1(value)))))
            return functional.gelu(made + value) if self.around else made

    class Attention(nn.Module):  # type: ignore[misc]
        def __init__(self, name: str) -> None:
            super().__init__()
            self.heads, places = weights[f"{name}.attention_biases"].shape
            self.window = round(places ** 0.5)
            wide, width = shape(f"{name}.qkv")
            self.norm, self.qkv, self.proj = nn.LayerNorm(width), nn.Linear(width, wide), nn.Linear(width, width)
            self.attention_biases = nn.Parameter(torch.zeros(self.heads, places))
            y, x = (v.reshape(-1) for v in torch.meshgrid(*[torch.arange(self.window)] * 2, indexing="ij"))
            apart = (y[:, None] - y).abs() * self.window + (x[:, None] - x).abs()
            self.register_buffer("apart", apart, persistent=False)

        def forward(self, value: Any) -> Any:
            """(windows, places, width); biases go by how far apart two places are."""
            many, places, width = value.shape
            parts = self.qkv(self.norm(value)).reshape(many, places, self.heads, -1).transpose(1, 2)
            query, key, seen = parts.chunk(3, dim=-1)
            made = functional.scaled_dot_product_attention(query, key, seen, self.attention_biases[:, self.apart])
            return self.proj(made.transpose(1, 2).reshape(many, places, width))

    class Dense(nn.Module):  # type: ignore[misc]
        def __init__(self, name: str) -> None:
            super().__init__()
            wide, width = shape(f"{name}.fc1")
            self.norm, self.fc1, self.fc2 = nn.LayerNorm(width), nn.Linear(width, wide), nn.Linear(wide, width)

        def forward(self, value: Any) -> Any:
            return self.fc2(functional.gelu(self.fc1(self.norm(value))))

    class Seeing(nn.Module):  # type: ignore[misc]
        """Attention within windows, a convolution of each channel, and a dense part."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.attn, self.mlp = Attention(f"{name}.attn"), Dense(f"{name}.mlp")
            self.local_conv = normed(weights, f"{name}.local_conv")

        def forward(self, value: Any) -> Any:
            edge, (height, width) = self.attn.window, value.shape[2:]
            below, beside = -height % edge, -width % edge
            rows = functional.pad(value, (0, beside, 0, below)).permute(0, 2, 3, 1)
            many, high, wide, deep = rows.shape
            cut = rows.reshape(many, high // edge, edge, wide // edge, edge, deep).transpose(2, 3)
            seen = self.attn(cut.reshape(-1, edge * edge, deep)).reshape(cut.shape).transpose(2, 3)
            value = value + seen.reshape(rows.shape).permute(0, 3, 1, 2)[:, :, :height, :width]
            value = self.local_conv(value)
            return value + self.mlp(value.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)

    class Layer(nn.Module):  # type: ignore[misc]
        def __init__(self, i: int, last: int) -> None:
            super().__init__()
            names = [f"layers.{i}.blocks.{j}" for j in range(blocks_in(weights, f"layers.{i}.blocks."))]
            self.blocks = nn.ModuleList(Convolved(name) if f"{name}.conv1.c.weight" in weights else Seeing(name)
                                        for name in names)
            if i < last:  # MobileSAM keeps the size before its last layer
                self.downsample = Convolved(f"layers.{i}.downsample", 1 if i == last - 1 else 2, around=False)

        def forward(self, value: Any) -> Any:
            for block in self.blocks:
                value = block(value)
            return self.downsample(value) if hasattr(self, "downsample") else value

    class Channels(nn.Module):  # type: ignore[misc]
        """Layer normalisation over the channels of a map."""

        def __init__(self, width: int) -> None:
            super().__init__()
            self.weight, self.bias = nn.Parameter(torch.ones(width)), nn.Parameter(torch.zeros(width))

        def forward(self, value: Any) -> Any:
            rows = functional.layer_norm(value.permute(0, 2, 3, 1), self.weight.shape, self.weight, self.bias, 1e-6)
            return rows.permute(0, 3, 1, 2)

    class TinyViT(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.patch_embed = nn.Module()
            self.patch_embed.seq = nn.Sequential(normed(weights, "patch_embed.seq.0", 2), nn.GELU(),
                                                 normed(weights, "patch_embed.seq.2", 2))
            count = blocks_in(weights, "layers.")
            self.layers = nn.Sequential(*(Layer(i, count - 1) for i in range(count)))
            out, into = shape("neck.0")[:2]
            self.neck = nn.Sequential(nn.Conv2d(into, out, 1, bias=False), Channels(out),
                                      nn.Conv2d(out, out, 3, padding=1, bias=False), Channels(out))

        def forward(self, pixel_values: Any, **_: Any) -> tuple[Any]:
            return (self.neck(self.layers(self.patch_embed.seq(pixel_values))),)

    return TinyViT()

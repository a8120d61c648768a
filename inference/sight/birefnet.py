"""BiRefNet: what stands in front, with hair and holes (Zheng et al. 2024, "Bilateral reference for high-resolution
dichotomous image segmentation"). RMBG 2.0 is the same network.

Names are those of the authors' files (github.com/ZhengPeng7/BiRefNet, MIT); every width, depth and kernel is read from
the tensors, so Swin-L, the light Swin-T and any other size load alike. The backbone is transformers' Swin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.api import Report
from inference.checkpoints import Contents, name_of
from inference.devices import Plan
from inference.sight.deformable import deformed
from inference.sight.inputs import IMAGENET, scaled, tensor
from inference.sight.loading import blocks_in, filled, split_qkv, tensors_of

Array = npt.NDArray[Any]
Size = tuple[int, int]
_SIZE: Size = (1024, 1024)  # width, height, px, that most of the files were trained at
_SIZES = ((r"(^|[^a-z])hr([^a-z]|$)", (2048, 2048)), (r"(^|[^a-z0-9])2k([^a-z]|$)", (2560, 1440)),
          (r"512x512", (512, 512)))
# of training alone
_UNUSED = re.compile(r"^(decoder\.(conv_ms_spvn|gdt_convs_pred)_\d\.|cls_head\.)|\.relative_position_index$")
_CLEAR = 0.02  # cosine: less tells nothing about how a network was shown its tiles


class Cutting:
    """A loaded network. `size` is width and height, px, of what it sees."""

    def __init__(self, model: Any, plan: Plan, size: Size = _SIZE) -> None:
        self._model, self._device, self._size = model, plan.device, size

    def matte(self, picture: Array, report: Report) -> npt.NDArray[np.float32]:
        """float32 0-1 of the whole of `picture` (h, w, 3) uint8 at the size that the network sees, 1 = the subject."""
        import torch

        report.step(0.1, "Looking at the picture")
        with torch.inference_mode():
            out = self._model(tensor(scaled(picture, *self._size), IMAGENET, self._device))
        made: npt.NDArray[np.float32] = out[0, 0].float().cpu().numpy()
        return made


def make(found: Contents, plan: Plan) -> Cutting:
    weights = tensors_of(found.path)
    model = network(weights)
    return Cutting(filled(model, renamed(weights, model), plan), plan, size_of(f"{found.path.parent.name} "
                                                                               f"{name_of(found)}"))


def is_ours(found: Contents) -> bool:
    """The layout since 2024; the first one injects the picture four times and not five."""
    return found.identity.family == "birefnet" and any(n.endswith("decoder.ipt_blk5.conv1.weight")
                                                       for n in found.tensors)


def size_of(name: str) -> Size:
    """What the makers call a size says what it was trained at: the tensors do not."""
    return next((size for pattern, size in _SIZES if re.search(pattern, name.lower())), _SIZE)


def colours_last(weights: Mapping[str, Any]) -> bool:
    """Whether the tiles of the picture are shown to the decoder tile by tile, column by column, with the three colours
    of each (the authors' first code, RMBG 2.0), or colour by colour, row by row (since they use einops).

    Files do not say it. But the colours of one tile are nearly the same picture, so what a network learns for them is
    alike: the order in which they are more alike is the one it was trained with.
    """
    import torch

    value = weights["decoder.ipt_blk4.conv1.weight"].float()
    lines = torch.nn.functional.normalize(value.transpose(0, 1).flatten(1), dim=1)
    if len(lines) <= 3:
        return False

    def alike(colours: Any) -> float:
        return float(sum((colours[i] * colours[j]).sum(-1).mean() for i, j in ((0, 1), (0, 2), (1, 2))) / 3)

    last, first = lines.reshape(-1, 3, lines.shape[1]).transpose(0, 1), lines.reshape(3, -1, lines.shape[1])
    return alike(last) > alike(first) + _CLEAR


# ---- the authors' names for transformers' Swin

_PARTS = (
    (r"^bb\.patch_embed\.proj\.", "bb.swin.embeddings.patch_embeddings.projection."),
    (r"^bb\.patch_embed\.norm\.", "bb.swin.embeddings.norm."), (r"^bb\.layers\.", "bb.swin.encoder.layers."),
    (r"\.attn\.proj\.", ".attention.o_proj."), (r"\.attn\.([qkv])\.", r".attention.\1_proj."),
    (r"\.attn\.relative", ".attention.relative_position_bias.relative"),
    (r"\.norm1\.", ".layernorm_before."), (r"\.norm2\.", ".layernorm_after."),
)


def renamed(weights: Mapping[str, Any], model: Any) -> dict[str, Any]:
    """The published tensors as `model`, made by `network`, calls them."""
    kept = {name: value for name, value in weights.items() if not _UNUSED.search(name)}
    made = {}
    for name, value in split_qkv(kept, ".attn.qkv.", (".attn.q.", ".attn.k.", ".attn.v.")).items():
        stage = re.match(r"^bb\.norm(\d)\.(.*)$", name)
        if stage:
            name = f"bb.hidden_states_norms.stage{int(stage[1]) + 1}.{stage[2]}"
        for old, new in _PARTS if name.startswith("bb.") else ():
            name = re.sub(old, new, name)
        made[name] = value
    unused = {name: value for name, value in model.state_dict().items() if name.startswith("bb.swin.layernorm.")}
    return {**unused, **made}


def _swin(weights: Mapping[str, Any]) -> Any:
    from transformers import SwinBackbone, SwinConfig

    stages = range(blocks_in(weights, "bb.layers."))
    first = "bb.layers.0.blocks.0."
    tables = [weights[f"bb.layers.{i}.blocks.0.attn.relative_position_bias_table"].shape for i in stages]
    wide, width = weights[f"{first}mlp.fc1.weight"].shape
    return SwinBackbone(SwinConfig(
        embed_dim=width, depths=[blocks_in(weights, f"bb.layers.{i}.blocks.") for i in stages],
        num_heads=[table[1] for table in tables], window_size=(round(tables[0][0] ** 0.5) + 1) // 2,
        patch_size=weights["bb.patch_embed.proj.weight"].shape[2], mlp_ratio=wide / width,
        out_features=[f"stage{i + 1}" for i in stages]))


# ---- the rest of it

def network(weights: Mapping[str, Any]) -> Any:
    """The module for the published tensors `weights`, empty; its names are those that `renamed` gives."""
    import torch
    from torch import nn
    from torch.nn import functional

    last = colours_last(weights)

    def like(value: Any, size: Any) -> Any:
        return functional.interpolate(value, size, mode="bilinear", align_corners=True)

    def convolution(name: str) -> Any:
        out, into, edge, _ = weights[f"{name}.weight"].shape
        return nn.Conv2d(into, out, edge, padding=edge // 2, bias=f"{name}.bias" in weights)

    def norm(name: str) -> Any:
        return nn.BatchNorm2d(len(weights[f"{name}.weight"])) if f"{name}.weight" in weights else nn.Identity()

    class Deformed(nn.Module):  # type: ignore[misc]
        def __init__(self, name: str) -> None:
            super().__init__()
            for part in ("offset_conv", "modulator_conv", "regular_conv"):
                setattr(self, part, convolution(f"{name}.{part}"))

        def forward(self, value: Any) -> Any:
            return deformed(value, self.regular_conv.weight, self.offset_conv(value),
                            2 * torch.sigmoid(self.modulator_conv(value)))

    class Branch(nn.Module):  # type: ignore[misc]
        def __init__(self, name: str) -> None:
            super().__init__()
            self.atrous_conv, self.bn = Deformed(f"{name}.atrous_conv"), norm(f"{name}.bn")

        def forward(self, value: Any) -> Any:
            return functional.relu(self.bn(self.atrous_conv(value)))

    class Pyramid(nn.Module):  # type: ignore[misc]
        """Looks at several distances at once: deformable kernels of several sizes, and the mean of all."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.aspp1 = Branch(f"{name}.aspp1")
            self.aspp_deforms = nn.ModuleList(Branch(f"{name}.aspp_deforms.{i}")
                                              for i in range(blocks_in(weights, f"{name}.aspp_deforms.")))
            self.global_avg_pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), convolution(f"{name}.global_avg_pool.1"),
                                                 norm(f"{name}.global_avg_pool.2"), nn.ReLU())
            self.conv1, self.bn1 = convolution(f"{name}.conv1"), norm(f"{name}.bn1")

        def forward(self, value: Any) -> Any:
            seen = [branch(value) for branch in (self.aspp1, *self.aspp_deforms)]
            mean = like(self.global_avg_pool(value), value.shape[2:])
            return functional.relu(self.bn1(self.conv1(torch.cat((*seen, mean), 1))))

    class Block(nn.Module):  # type: ignore[misc]
        def __init__(self, name: str) -> None:
            super().__init__()
            self.conv_in, self.bn_in = convolution(f"{name}.conv_in"), norm(f"{name}.bn_in")
            self.dec_att = (Pyramid(f"{name}.dec_att") if f"{name}.dec_att.conv1.weight" in weights
                            else nn.Identity())
            self.conv_out, self.bn_out = convolution(f"{name}.conv_out"), norm(f"{name}.bn_out")

        def forward(self, value: Any) -> Any:
            return self.bn_out(self.conv_out(self.dec_att(functional.relu(self.bn_in(self.conv_in(value))))))

    class Shown(nn.Module):  # type: ignore[misc]
        """The picture itself, in tiles side by side, brought to the width of a level."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.conv1, self.conv_out = convolution(f"{name}.conv1"), convolution(f"{name}.conv_out")
            self.tiled = weights[f"{name}.conv1.weight"].shape[1] > 3

        def forward(self, picture: Any, size: Any) -> Any:
            value = tiles(picture, size, last) if self.tiled else picture
            return self.conv_out(self.conv1(like(value, size)))

    class Decoder(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            for i in range(1, 6):
                setattr(self, f"ipt_blk{i}", Shown(f"decoder.ipt_blk{i}"))
            for i in range(1, 5):
                setattr(self, f"decoder_block{i}", Block(f"decoder.decoder_block{i}"))
            for i in range(2, 5):
                lateral = nn.Module()
                lateral.conv = convolution(f"decoder.lateral_block{i}.conv")
                setattr(self, f"lateral_block{i}", lateral)
                if f"decoder.gdt_convs_{i}.0.weight" in weights:
                    gradient = f"decoder.gdt_convs_{i}"
                    setattr(self, f"gdt_convs_{i}",
                            nn.Sequential(convolution(f"{gradient}.0"), norm(f"{gradient}.1"), nn.ReLU()))
                    setattr(self, f"gdt_convs_attn_{i}",
                            nn.Sequential(convolution(f"decoder.gdt_convs_attn_{i}.0")))
            self.conv_out1 = nn.Sequential(convolution("decoder.conv_out1.0"))

        def forward(self, picture: Any, levels: list[Any]) -> Any:
            value = levels[3]
            for i in (4, 3, 2, 1):
                shown = getattr(self, f"ipt_blk{i + 1}")(picture, value.shape[2:])
                value = getattr(self, f"decoder_block{i}")(torch.cat((value, shown), 1))
                if hasattr(self, f"gdt_convs_{i}"):
                    edges = getattr(self, f"gdt_convs_attn_{i}")(getattr(self, f"gdt_convs_{i}")(value))
                    value = value * torch.sigmoid(edges)
                if i > 1:
                    beside = levels[i - 2]
                    value = like(value, beside.shape[2:]) + getattr(self, f"lateral_block{i}").conv(beside)
            value = like(value, picture.shape[2:])
            return self.conv_out1(torch.cat((value, self.ipt_blk1(picture, picture.shape[2:])), 1))

    class BiRefNet(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.bb = _swin(weights)
            self.squeeze_module = nn.Sequential(*(Block(f"squeeze_module.{i}")
                                                  for i in range(blocks_in(weights, "squeeze_module."))))
            self.decoder = Decoder()
            self.twice = weights["decoder.lateral_block2.conv.weight"].shape[1] == 2 * self.bb.num_features[0]

        def forward(self, picture: Any) -> Any:
            levels = list(self.bb(picture).feature_maps)
            if self.twice:  # the same at half the size, beside it
                half = self.bb(like(picture, [n // 2 for n in picture.shape[2:]])).feature_maps
                levels = [torch.cat((a, like(b, a.shape[2:])), 1) for a, b in zip(levels, half, strict=True)]
            deep = levels[3]
            if len(self.squeeze_module):
                if self.squeeze_module[0].conv_in.in_channels > deep.shape[1]:
                    deep = torch.cat((*(like(level, deep.shape[2:]) for level in levels[:3]), deep), 1)
                deep = self.squeeze_module(deep)
            return torch.sigmoid(self.decoder(picture, [*levels[:3], deep]))

    return BiRefNet()


def tiles(picture: Any, size: Any, colours_last: bool) -> Any:
    """(b, c, H, W) to (b, c n, h, w): the n tiles of that size that the picture falls into, as channels; colour by
    colour and row by row, or (`colours_last`) column by column with the colours of each."""
    height, width = size
    many, colours = picture.shape[:2]
    rows, columns = picture.shape[2] // height, picture.shape[3] // width
    cut = picture[:, :, :rows * height, :columns * width].reshape(many, colours, rows, height, columns, width)
    order = (0, 4, 2, 1, 3, 5) if colours_last else (0, 1, 2, 4, 3, 5)
    return cut.permute(order).reshape(many, -1, height, width)

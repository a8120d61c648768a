"""Tiny random networks that see and that no library has, under the names of their authors' files: those of
ZhengPeng7/BiRefNet, ChaoningZhang/MobileSAM and facebookresearch/EdgeTAM, none of which could be read here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Tensor = Callable[..., Any]


def random(seed: int = 0) -> Tensor:
    import torch

    generator = torch.Generator().manual_seed(seed)
    return lambda *shape: torch.randn(shape, generator=generator) * 0.2


def empty(*shape: int) -> Any:
    import torch

    return torch.empty(shape, device="meta")


class Made:
    """Tensors by name, built layer by layer."""

    def __init__(self, tensor: Tensor) -> None:
        self.tensors: dict[str, Any] = {}
        self._tensor = tensor

    def put(self, name: str, *shape: int) -> None:
        self.tensors[name] = self._tensor(*shape)

    def layer(self, name: str, *shape: int, bias: bool = True) -> None:
        self.put(f"{name}.weight", *shape)
        if bias:
            self.put(f"{name}.bias", shape[0])

    def norm(self, name: str, width: int) -> None:
        """Of a batch."""
        import torch

        self.layer(name, width)
        self.put(f"{name}.running_mean", width)
        self.tensors[f"{name}.running_var"] = self._tensor(width).abs() + 0.5
        self.tensors[f"{name}.num_batches_tracked"] = torch.tensor(1)

    def normed(self, name: str, *shape: int) -> None:
        """TinyViT's convolution with its normalisation."""
        self.layer(f"{name}.c", *shape, bias=False)
        self.norm(f"{name}.bn", shape[0])


# ---- BiRefNet

LARGE: dict[str, Any] = {"width": 192, "depths": (2, 2, 18, 2), "heads": (6, 12, 24, 48), "window": 12}
LITE: dict[str, Any] = {"width": 96, "depths": (2, 2, 6, 2), "heads": (3, 6, 12, 24), "window": 7}
_TINY: dict[str, Any] = {"width": 8, "depths": (2, 2, 2, 2), "heads": (1, 2, 2, 4), "window": 4, "inner": 8,
                         "branch": 8}


def birefnet_tensors(tensor: Tensor, width: int, depths: tuple[int, ...], heads: tuple[int, ...], window: int,
                     inner: int = 64, branch: int = 256) -> dict[str, Any]:
    made = Made(tensor)
    _swin(made, width, depths, heads, window)
    wide = [2 * width * 2 ** i for i in (3, 2, 1, 0)]
    shown = [wide[0] // 8, wide[0] // 8, wide[1] // 8, wide[2] // 8, wide[3] // 8]
    _block(made, "squeeze_module.0", wide[0] + sum(wide[1:]), wide[0], inner, branch)
    for i, power, out in zip((5, 4, 3, 2, 1), (10, 8, 6, 4, 0), shown, strict=True):
        made.layer(f"decoder.ipt_blk{i}.conv1", inner, 3 * 2 ** power, 3, 3)
        made.layer(f"decoder.ipt_blk{i}.conv_out", out, inner, 3, 3)
    outs = [*wide[1:], wide[3] // 2]
    for i, into, more, out in zip((4, 3, 2, 1), wide, shown, outs, strict=False):
        _block(made, f"decoder.decoder_block{i}", into + more, out, inner, branch)
    made.layer("decoder.conv_out1.0", 1, outs[3] + shown[4], 1, 1)
    for i, into in zip((4, 3, 2), wide[1:], strict=True):
        made.layer(f"decoder.lateral_block{i}.conv", into, into, 1, 1)
        made.layer(f"decoder.conv_ms_spvn_{i}", 1, into, 1, 1)
        made.layer(f"decoder.gdt_convs_{i}.0", 16, into, 3, 3)
        made.norm(f"decoder.gdt_convs_{i}.1", 16)
        made.layer(f"decoder.gdt_convs_pred_{i}.0", 1, 16, 1, 1)
        made.layer(f"decoder.gdt_convs_attn_{i}.0", 1, 16, 1, 1)
    return made.tensors


def _swin(made: Made, width: int, depths: tuple[int, ...], heads: tuple[int, ...], window: int) -> None:
    made.layer("bb.patch_embed.proj", width, 3, 4, 4)
    made.layer("bb.patch_embed.norm", width)
    for i, (depth, many) in enumerate(zip(depths, heads, strict=True)):
        wide = width * 2 ** i
        for j in range(depth):
            name = f"bb.layers.{i}.blocks.{j}"
            made.put(f"{name}.attn.relative_position_bias_table", (2 * window - 1) ** 2, many)
            made.put(f"{name}.attn.relative_position_index", window * window, window * window)
            for part, shape in (("norm1", (wide,)), ("norm2", (wide,)), ("attn.qkv", (3 * wide, wide)),
                                ("attn.proj", (wide, wide)), ("mlp.fc1", (4 * wide, wide)),
                                ("mlp.fc2", (wide, 4 * wide))):
                made.layer(f"{name}.{part}", *shape)
        if i < 3:
            made.layer(f"bb.layers.{i}.downsample.reduction", 2 * wide, 4 * wide, bias=False)
            made.layer(f"bb.layers.{i}.downsample.norm", 4 * wide)
        made.layer(f"bb.norm{i}", wide)


def _block(made: Made, name: str, into: int, out: int, inner: int, branch: int) -> None:
    made.layer(f"{name}.conv_in", inner, into, 3, 3)
    made.norm(f"{name}.bn_in", inner)
    sizes = {"aspp1": 1, "aspp_deforms.0": 1, "aspp_deforms.1": 3, "aspp_deforms.2": 7}
    for part, edge in sizes.items():
        convolution = f"{name}.dec_att.{part}.atrous_conv"
        made.layer(f"{convolution}.offset_conv", 2 * edge * edge, inner, edge, edge)
        made.layer(f"{convolution}.modulator_conv", edge * edge, inner, edge, edge)
        made.layer(f"{convolution}.regular_conv", branch, inner, edge, edge, bias=False)
        made.norm(f"{name}.dec_att.{part}.bn", branch)
    made.layer(f"{name}.dec_att.global_avg_pool.1", branch, inner, 1, 1, bias=False)
    made.norm(f"{name}.dec_att.global_avg_pool.2", branch)
    made.layer(f"{name}.dec_att.conv1", inner, 5 * branch, 1, 1, bias=False)
    made.norm(f"{name}.dec_att.bn1", inner)
    made.layer(f"{name}.conv_out", out, inner, 3, 3)
    made.norm(f"{name}.bn_out", out)


def birefnet(path: Path) -> Path:
    """As the authors' .pth: compiled in a wrapper for several cards."""
    import torch

    path.parent.mkdir(parents=True, exist_ok=True)
    tensors = birefnet_tensors(random(), **_TINY)
    torch.save({f"module._orig_mod.{name}": value for name, value in tensors.items()}, path)
    return path


def birefnet_folder(path: Path) -> Path:
    """As the folder on Hugging Face, whose configuration names code that is not run."""
    from safetensors.torch import save_file

    path.mkdir(parents=True, exist_ok=True)
    (path / "config.json").write_text('{"_name_or_path": "ZhengPeng7/BiRefNet", "architectures": ["BiRefNet"]}')
    save_file(birefnet_tensors(random(), **_TINY), path / "model.safetensors")
    return path


# ---- MobileSAM

MOBILE: dict[str, Any] = {"widths": (64, 128, 160, 320), "depths": (2, 2, 6, 2), "heads": (2, 4, 5, 10),
                          "windows": (7, 7, 14, 7), "out": 256}


def tinyvit_tensors(tensor: Tensor, widths: tuple[int, ...], depths: tuple[int, ...], heads: tuple[int, ...],
                    windows: tuple[int, ...], out: int) -> dict[str, Any]:
    made = Made(tensor)
    made.normed("patch_embed.seq.0", widths[0] // 2, 3, 3, 3)
    made.normed("patch_embed.seq.2", widths[0], widths[0] // 2, 3, 3)
    for i, (width, depth) in enumerate(zip(widths, depths, strict=True)):
        for j in range(depth):
            name = f"layers.{i}.blocks.{j}"
            if i == 0:
                made.normed(f"{name}.conv1", 4 * width, width, 1, 1)
                made.normed(f"{name}.conv2", 4 * width, 1, 3, 3)
                made.normed(f"{name}.conv3", width, 4 * width, 1, 1)
                continue
            made.put(f"{name}.attn.attention_biases", heads[i], windows[i] ** 2)
            for part, shape in (("attn.norm", (width,)), ("attn.qkv", (3 * width, width)),
                                ("attn.proj", (width, width)), ("mlp.norm", (width,)),
                                ("mlp.fc1", (4 * width, width)), ("mlp.fc2", (width, 4 * width))):
                made.layer(f"{name}.{part}", *shape)
            made.normed(f"{name}.local_conv", width, 1, 3, 3)
        if i < 3:
            down = f"layers.{i}.downsample"
            made.normed(f"{down}.conv1", widths[i + 1], width, 1, 1)
            made.normed(f"{down}.conv2", widths[i + 1], 1, 3, 3)
            made.normed(f"{down}.conv3", widths[i + 1], widths[i + 1], 1, 1)
    made.layer("norm_head", widths[3])
    made.layer("head", 1000, widths[3])
    for i, into, edge in ((0, widths[3], 1), (2, out, 3)):
        made.layer(f"neck.{i}", out, into, edge, edge, bias=False)
        made.layer(f"neck.{i + 1}", out)
    return made.tensors


def mobile_sam(sam_file: Path, path: Path) -> Path:
    """The prompt and mask parts of a published SAM beside a tiny TinyViT."""
    import torch

    parts = {n: v for n, v in torch.load(sam_file, weights_only=True).items() if not n.startswith("image_encoder.")}
    encoder = tinyvit_tensors(random(3), (8, 8, 16, 16), (1, 1, 2, 1), (1, 1, 2, 2), (4, 4, 5, 4), 16)
    torch.save({**parts, **{f"image_encoder.{name}": value for name, value in encoder.items()}}, path)
    return path


# ---- EdgeTAM

REPVIT: dict[str, Any] = {"widths": (48, 96, 192, 384), "depths": (2, 2, 14, 2)}


def repvit_tensors(tensor: Tensor, widths: tuple[int, ...], depths: tuple[int, ...]) -> dict[str, Any]:
    made = Made(tensor)
    made.normed("stem.conv1", widths[0] // 2, 3, 3, 3)
    made.normed("stem.conv2", widths[0], widths[0] // 2, 3, 3)

    def block(name: str, width: int, weighs: bool) -> None:
        made.normed(f"{name}.token_mixer.conv", width, 1, 3, 3)
        made.normed(f"{name}.token_mixer.conv1", width, 1, 1, 1)
        made.normed(f"{name}.channel_mixer.conv1", 2 * width, width, 1, 1)
        made.normed(f"{name}.channel_mixer.conv2", width, 2 * width, 1, 1)
        if weighs:
            made.layer(f"{name}.se.fc1", width // 4, width, 1, 1)
            made.layer(f"{name}.se.fc2", width, width // 4, 1, 1)

    for i, (width, depth) in enumerate(zip(widths, depths, strict=True)):
        if i:
            down, before = f"stages_{i}.downsample", widths[i - 1]
            block(f"{down}.pre_block", before, False)
            made.normed(f"{down}.spatial_downsample", before, 1, 3, 3)
            made.normed(f"{down}.channel_downsample", width, before, 1, 1)
            made.normed(f"{down}.ffn.conv1", 2 * width, width, 1, 1)
            made.normed(f"{down}.ffn.conv2", width, 2 * width, 1, 1)
        for j in range(depth):
            block(f"stages_{i}.blocks.{j}", width, j % 2 == 0)
    return made.tensors

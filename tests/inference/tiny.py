"""Tiny random models with the real classes, built locally: a diffusers folder, and one file in the original layout.

The file's tensor names follow the published layout of Stable Diffusion 1 (CompVis); the configuration that fits
the tiny shapes lies beside it as NAME.config.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

UNET = {
    "block_out_channels": (16, 32, 32, 32), "layers_per_block": 2, "sample_size": 8, "out_channels": 4,
    "down_block_types": ("CrossAttnDownBlock2D",) * 3 + ("DownBlock2D",),
    "up_block_types": ("UpBlock2D",) + ("CrossAttnUpBlock2D",) * 3,
    "cross_attention_dim": 32, "attention_head_dim": 4, "norm_num_groups": 4,
}
VAE = {
    "in_channels": 3, "out_channels": 3, "latent_channels": 4, "block_out_channels": (8, 8, 16, 16),
    "down_block_types": ("DownEncoderBlock2D",) * 4, "up_block_types": ("UpDecoderBlock2D",) * 4,
    "layers_per_block": 2, "norm_num_groups": 4, "sample_size": 64,
}


def bytes_to_unicode() -> dict[int, str]:
    """The table of GPT-2 between bytes and printable characters."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table = {byte: chr(byte) for byte in plain}
    for extra, byte in enumerate(b for b in range(256) if b not in table):
        table[byte] = chr(256 + extra)
    return dict(sorted(table.items()))


def tokenizer(folder: Path) -> Any:
    """A CLIP tokenizer of 514 tokens without merges."""
    from transformers import CLIPTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    letters = list(bytes_to_unicode().values())
    words = [*letters, *(c + "</w>" for c in letters), "<|startoftext|>", "<|endoftext|>"]
    (folder / "vocab.json").write_text(json.dumps({w: i for i, w in enumerate(words)}), encoding="utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({
        "tokenizer_class": "CLIPTokenizer", "model_max_length": 77, "bos_token": "<|startoftext|>",
        "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>", "pad_token": "<|endoftext|>"}))
    return CLIPTokenizer.from_pretrained(folder, local_files_only=True)


def folder(path: Path, channels: int = 4) -> Path:
    """A diffusers folder; `channels` 9 is the inpainting variant."""
    import torch
    from diffusers import AutoencoderKL, PNDMScheduler, StableDiffusionPipeline, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    torch.manual_seed(0)
    words = CLIPTextConfig(
        vocab_size=514, bos_token_id=512, eos_token_id=513, pad_token_id=513, hidden_size=32, intermediate_size=37,
        num_attention_heads=4, num_hidden_layers=2, max_position_embeddings=77)
    StableDiffusionPipeline(
        vae=AutoencoderKL(**VAE), text_encoder=CLIPTextModel(words), tokenizer=tokenizer(path / "tokenizer"),
        unet=UNet2DConditionModel(in_channels=channels, **UNET),
        scheduler=PNDMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear",
                                skip_prk_steps=True, steps_offset=1, set_alpha_to_one=False),
        safety_checker=None, feature_extractor=None, requires_safety_checker=False).save_pretrained(path)
    return path


def single_file(source: Path, path: Path) -> Path:
    """One .safetensors in the original layout from a diffusers folder, and its configuration beside it."""
    from safetensors.numpy import load_file, save_file

    def read(part: str) -> dict[str, Any]:
        return dict(load_file(next((source / part).glob("*.safetensors"))))

    tensors: dict[str, Any] = {}
    tensors |= {"model.diffusion_model." + original_unet(k): v for k, v in read("unet").items()}
    for name, value in read("vae").items():
        renamed, squeeze = original_vae(name)
        tensors["first_stage_model." + renamed] = value[:, :, None, None] if squeeze and value.ndim == 2 else value
    for name, value in read("text_encoder").items():
        full = name if name.startswith("text_model.") else "text_model." + name
        tensors["cond_stage_model.transformer." + full] = value
    save_file({k: np.ascontiguousarray(v) for k, v in tensors.items()}, path)
    shutil.copytree(source, path.with_suffix(".config"), ignore=shutil.ignore_patterns("*.safetensors", "*.bin"))
    return path


def _within_resnet(rest: str) -> str:
    for new, old in (("norm1", "in_layers.0"), ("conv1", "in_layers.2"), ("norm2", "out_layers.0"),
                     ("conv2", "out_layers.3"), ("time_emb_proj", "emb_layers.1"),
                     ("conv_shortcut", "skip_connection")):
        rest = rest.replace(new, old)
    return rest


def original_unet(name: str) -> str:
    """The published name of a U-Net tensor; four levels of two layers each."""
    fixed = {"time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2",
             "conv_in": "input_blocks.0.0", "conv_norm_out": "out.0", "conv_out": "out.2"}
    for new, old in fixed.items():
        if name.startswith(new + "."):
            return old + name[len(new):]
    parts = name.split(".")
    if parts[0] == "mid_block":
        place = 1 if parts[1] == "attentions" else 2 * int(parts[2])
        return f"middle_block.{place}." + _tail(parts[1], ".".join(parts[3:]))
    level, kind, layer = int(parts[1]), parts[2], int(parts[3])
    rest = ".".join(parts[4:])
    if parts[0] == "down_blocks":
        if kind == "downsamplers":
            return f"input_blocks.{3 * (level + 1)}.0.op." + rest.removeprefix("conv.")
        return f"input_blocks.{3 * level + layer + 1}.{int(kind == 'attentions')}." + _tail(kind, rest)
    if kind == "upsamplers":
        return f"output_blocks.{3 * level + 2}.{1 if level == 0 else 2}." + rest
    return f"output_blocks.{3 * level + layer}.{int(kind == 'attentions')}." + _tail(kind, rest)


def _tail(kind: str, rest: str) -> str:
    return _within_resnet(rest) if kind == "resnets" else rest


def original_vae(name: str) -> tuple[str, bool]:
    """The published name of a VAE tensor, and whether it is stored as a 1 x 1 convolution."""
    attention = ".attentions." in name
    parts = name.split(".")
    if parts[1:2] == ["mid_block"]:
        place = "attn_1" if attention else f"block_{int(parts[3]) + 1}"
        rest = ".".join(parts[4:]).replace("conv_shortcut", "nin_shortcut")
        for new, old in (("group_norm", "norm"), ("to_q", "q"), ("to_k", "k"), ("to_v", "v"), ("to_out.0", "proj_out")):
            rest = rest.replace(new, old) if attention else rest
        return f"{parts[0]}.mid.{place}.{rest}", attention
    if parts[1:2] == ["down_blocks"]:
        rest = ".".join(parts[5:]).replace("conv_shortcut", "nin_shortcut")
        kind = "downsample" if parts[3] == "downsamplers" else f"block.{parts[4]}"
        return f"encoder.down.{parts[2]}.{kind}.{rest}", False
    if parts[1:2] == ["up_blocks"]:
        rest = ".".join(parts[5:]).replace("conv_shortcut", "nin_shortcut")
        kind = "upsample" if parts[3] == "upsamplers" else f"block.{parts[4]}"
        return f"decoder.up.{3 - int(parts[2])}.{kind}.{rest}", False
    return name.replace("conv_norm_out", "norm_out"), False


# every family that repaints by a mask: its name, and what makes a tiny one at a path
MASKED: dict[str, Callable[[Path], Path]] = {"sd15": folder, "sd15-inpaint": lambda path: folder(path, 9)}

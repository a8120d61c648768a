"""Tiny random networks that see: the real classes of transformers, saved as folders and as published files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from inference.torchvision_shim import declare


def sam(path: Path) -> Path:
    import torch
    declare()
    from transformers import SamConfig, SamModel

    torch.manual_seed(0)
    config = SamConfig(
        vision_config={"hidden_size": 32, "output_channels": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
                       "image_size": 64, "patch_size": 8, "global_attn_indexes": [1], "window_size": 4,
                       "num_pos_feats": 8, "mlp_dim": 40},
        prompt_encoder_config={"hidden_size": 16, "image_size": 64, "patch_size": 8, "mask_input_channels": 8},
        mask_decoder_config={"hidden_size": 16, "mlp_dim": 24, "num_attention_heads": 1, "iou_head_hidden_dim": 16})
    SamModel(config).save_pretrained(path)
    return path


def sam2(path: Path) -> Path:
    import torch
    declare()
    from transformers import Sam2Config, Sam2Model

    torch.manual_seed(0)
    backbone = {
        "model_type": "sam2_hiera_det_model", "hidden_size": 8, "num_attention_heads": 1, "image_size": [128, 128],
        "blocks_per_stage": [1, 1, 2, 1], "embed_dim_per_stage": [8, 16, 32, 64],
        "num_attention_heads_per_stage": [1, 1, 2, 2], "window_size_per_stage": [4, 2, 4, 2],
        "window_positional_embedding_background_size": [4, 4], "global_attention_blocks": [3]}
    config = Sam2Config(
        vision_config={"backbone_config": backbone, "backbone_channel_list": [64, 32, 16, 8],
                       "backbone_feature_sizes": [[32, 32], [16, 16], [8, 8]], "fpn_hidden_size": 16},
        prompt_encoder_config={"hidden_size": 16, "image_size": 128, "mask_input_channels": 8},
        mask_decoder_config={"hidden_size": 16, "mlp_dim": 24, "num_attention_heads": 2, "iou_head_hidden_dim": 16})
    Sam2Model(config).save_pretrained(path)
    return path


def published_sam(folder: Path, path: Path) -> Path:
    """The same weights in one file under the names of segment-anything."""
    import torch
    from safetensors.torch import load_file

    tensors: dict[str, Any] = {}
    for name, value in load_file(folder / "model.safetensors").items():
        tensors[_as_published(name.replace("shared_image_embedding", "prompt_encoder.shared_embedding"))] = value
    torch.save(tensors, path)
    return path


_BACK = (
    (r"(iou_prediction_head|output_hypernetworks_mlps\.\d)\.layers\.0\.", r"\1.layers.1."),
    (r"(iou_prediction_head|output_hypernetworks_mlps\.\d)\.proj_in\.", r"\1.layers.0."),
    (r"(iou_prediction_head|output_hypernetworks_mlps\.\d)\.proj_out\.", r"\1.layers.2."),
    (r"upscale_conv1\.", "output_upscaling.0."), (r"upscale_layer_norm\.", "output_upscaling.1."),
    (r"upscale_conv2\.", "output_upscaling.3."), (r"mask_embed\.conv1\.", "mask_downscaling.0."),
    (r"mask_embed\.layer_norm1\.", "mask_downscaling.1."), (r"mask_embed\.conv2\.", "mask_downscaling.3."),
    (r"mask_embed\.layer_norm2\.", "mask_downscaling.4."), (r"mask_embed\.conv3\.", "mask_downscaling.6."),
    (r"point_embed\.", "point_embeddings."),
    (r"shared_embedding\.positional_embedding", "pe_layer.positional_encoding_gaussian_matrix"),
    (r"vision_encoder\.neck\.conv1\.", "image_encoder.neck.0."),
    (r"vision_encoder\.neck\.layer_norm1\.", "image_encoder.neck.1."),
    (r"vision_encoder\.neck\.conv2\.", "image_encoder.neck.2."),
    (r"vision_encoder\.neck\.layer_norm2\.", "image_encoder.neck.3."),
    (r"vision_encoder\.layers\.", "image_encoder.blocks."),
    (r"vision_encoder\.patch_embed\.projection\.", "image_encoder.patch_embed.proj."),
    (r"vision_encoder\.", "image_encoder."), (r"layer_norm_final_attn", "norm_final_attn"),
    (r"\.layer_norm(\d)\.", r".norm\1."),
)


def _as_published(name: str) -> str:
    for pattern, new in _BACK:
        name = re.sub(pattern, new, name)
    return name


TEXT = {"vocab_size": 514, "bos_token_id": 512, "eos_token_id": 513, "pad_token_id": 513, "hidden_size": 16,
        "intermediate_size": 24, "num_attention_heads": 2, "num_hidden_layers": 2, "max_position_embeddings": 20}
VISION = {"hidden_size": 16, "intermediate_size": 24, "num_attention_heads": 2, "num_hidden_layers": 3,
          "image_size": 32, "patch_size": 8}


def clip(path: Path) -> Path:
    import tiny  # type: ignore[import-not-found]
    import torch

    declare()
    from transformers import CLIPConfig, CLIPModel

    torch.manual_seed(0)
    CLIPModel(CLIPConfig(text_config=TEXT, vision_config=VISION, projection_dim=16)).save_pretrained(path)
    tiny.tokenizer(path)
    return path


def clipseg(path: Path) -> Path:
    import tiny
    import torch

    declare()
    from transformers import CLIPSegConfig, CLIPSegForImageSegmentation

    torch.manual_seed(0)
    config = CLIPSegConfig(text_config=TEXT, vision_config=VISION, projection_dim=16, extract_layers=[0, 1, 2],
                           reduce_dim=8, decoder_num_attention_heads=2, decoder_intermediate_size=16,
                           conditional_layer=0)
    CLIPSegForImageSegmentation(config).save_pretrained(path)
    tiny.tokenizer(path)
    return path


def blip(path: Path) -> Path:
    import torch

    declare()
    from transformers import BertTokenizer, BlipConfig, BlipForConditionalGeneration

    torch.manual_seed(0)
    path.mkdir(parents=True, exist_ok=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[DEC]", "a", "red", "disc", "on", "green"]
    (path / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    text = {"vocab_size": len(words), "hidden_size": 16, "encoder_hidden_size": 16, "intermediate_size": 24,
            "num_attention_heads": 2, "num_hidden_layers": 2, "max_position_embeddings": 64, "projection_dim": 16,
            "bos_token_id": 5, "pad_token_id": 0, "eos_token_id": 3, "sep_token_id": 3}
    config = BlipConfig(text_config=text, vision_config=VISION, projection_dim=16, image_text_hidden_size=16)
    BlipForConditionalGeneration(config).save_pretrained(path)
    BertTokenizer(str(path / "vocab.txt")).save_pretrained(path)
    return path


def depth_anything(path: Path) -> Path:
    import torch

    declare()
    from transformers import DepthAnythingConfig, DepthAnythingForDepthEstimation, Dinov2Config

    torch.manual_seed(0)
    backbone = Dinov2Config(hidden_size=16, num_hidden_layers=4, num_attention_heads=2, image_size=56, patch_size=14,
                            out_features=["stage1", "stage2", "stage3", "stage4"], reshape_hidden_states=False,
                            apply_layernorm=True)
    config = DepthAnythingConfig(backbone_config=backbone, patch_size=14, reassemble_hidden_size=16,
                                 neck_hidden_sizes=[8, 8, 16, 16], fusion_hidden_size=16, head_hidden_size=8)
    DepthAnythingForDepthEstimation(config).save_pretrained(path)
    return path


# ---- published files that no library has a class for

def u2net(path: Path, isnet: bool = False) -> Path:
    """Random weights under the names of U2NETP (or of IS-Net, with its first convolution and no last one)."""
    levels = {"stage1": 7, "stage2": 6, "stage3": 5, "stage4": 4, "stage5": 4, "stage6": 4,
              "stage5d": 4, "stage4d": 4, "stage3d": 5, "stage2d": 6, "stage1d": 7}
    mid, out, made = 4, 8, _Random()
    if isnet:
        made.convolution("conv_in", 8, 3)
    for name, depth in levels.items():
        into = 3 if name == "stage1" and not isnet else 2 * out if name.endswith("d") else out
        made.unit(f"{name}.rebnconvin", out, into)
        made.unit(f"{name}.rebnconv1", mid, out)
        for i in range(2, depth + 1):
            made.unit(f"{name}.rebnconv{i}", mid, mid)
        for i in range(depth - 1, 1, -1):
            made.unit(f"{name}.rebnconv{i}d", mid, 2 * mid)
        made.unit(f"{name}.rebnconv1d", out, 2 * mid)
    for i in range(1, 7):
        made.convolution(f"side{i}", 1, out)
    if not isnet:
        made.convolution("outconv", 1, 6, 1)
    return made.saved(path)


def lineart(path: Path) -> Path:
    made = _Random()
    made.convolution("model0.1", 8, 3, 7)
    made.convolution("model1.0", 12, 8)
    made.convolution("model1.3", 16, 12)
    for block in range(3):
        for place in (1, 5):
            made.convolution(f"model2.{block}.conv_block.{place}", 16, 16)
    made.convolution("model3.0", 16, 12, bias=12)  # transposed: (in, out, h, w)
    made.convolution("model3.3", 12, 8, bias=8)
    made.convolution("model4.1", 1, 8, 7)
    return made.saved(path)


def hed(path: Path) -> Path:
    made, into = _Random(), 3
    made.tensors["norm"] = made.tensor(1, 3, 1, 1) + 100
    for block, (out, count) in enumerate(((4, 2), (6, 2), (8, 3), (8, 3), (8, 3)), 1):
        for i in range(count):
            made.convolution(f"block{block}.convs.{i}", out, into)
            into = out
        made.convolution(f"block{block}.projection", 1, out, 1)
    return made.saved(path)


class _Random:
    def __init__(self) -> None:
        import torch

        self.tensors: dict[str, Any] = {}
        self._generator = torch.Generator().manual_seed(0)

    def tensor(self, *shape: int) -> Any:
        import torch

        return torch.randn(shape, generator=self._generator) * 0.2

    def convolution(self, name: str, out: int, into: int, edge: int = 3, bias: int = 0) -> None:
        self.tensors[f"{name}.weight"] = self.tensor(out, into, edge, edge)
        self.tensors[f"{name}.bias"] = self.tensor(bias or out)

    def unit(self, name: str, out: int, into: int) -> None:
        import torch

        self.convolution(f"{name}.conv_s1", out, into)
        for part, value in (("weight", 1.0), ("bias", 0.0), ("running_mean", 0.0), ("running_var", 1.0)):
            self.tensors[f"{name}.bn_s1.{part}"] = self.tensor(out).abs() + value
        self.tensors[f"{name}.bn_s1.num_batches_tracked"] = torch.tensor(1)

    def saved(self, path: Path) -> Path:
        import torch

        torch.save(self.tensors, path)
        return path

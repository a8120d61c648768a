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
        mask_decoder_config={"hidden_size": 16, "mlp_dim": 24, "num_attention_heads": 2, "iou_head_hidden_dim": 16})
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

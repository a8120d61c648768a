"""Tiny networks that see as folders of transformers, and the same renamed back to their authors' files: the names of
facebookresearch/sam2, DepthAnything, isl-org/MiDaS and open_clip, none of whose files could be read here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tiny_published_sight import random, repvit_tensors

from inference.torchvision_shim import declare


def sam2_folder(path: Path, edge: int = 1024) -> Path:
    """SAM 2 with the blocks of its smallest size, narrow."""
    import torch

    declare()
    from transformers import Sam2Config, Sam2Model

    torch.manual_seed(0)
    backbone = {
        "model_type": "sam2_hiera_det_model", "hidden_size": 8, "num_attention_heads": 1, "image_size": [edge, edge],
        "blocks_per_stage": [1, 2, 7, 2], "embed_dim_per_stage": [8, 16, 32, 64],
        "num_attention_heads_per_stage": [1, 2, 4, 8], "window_size_per_stage": [8, 4, 14, 7],
        "global_attention_blocks": [5, 7, 9]}
    config = Sam2Config(
        vision_config={"backbone_config": backbone, "backbone_channel_list": [64, 32, 16, 8], "fpn_hidden_size": 32,
                       "backbone_feature_sizes": [[edge // step] * 2 for step in (4, 8, 16)]},
        prompt_encoder_config={"hidden_size": 32, "image_size": edge, "mask_input_channels": 8},
        mask_decoder_config={"hidden_size": 32, "mlp_dim": 24, "num_attention_heads": 1, "iou_head_hidden_dim": 16})
    _stirred(Sam2Model(config)).save_pretrained(path)
    return path


def _stirred(model: Any) -> Any:
    """With random numbers everywhere: a fresh model has zeros, which hide a tensor in the wrong place."""
    import torch

    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape) * 0.2)
    return model


_MLP = (r"(iou_prediction_head|pred_obj_score_head|output_hypernetworks_mlps\.\d)\.")
_SAM = (
    (_MLP + r"layers\.0\.", r"\1.layers.1."), (_MLP + r"proj_in\.", r"\1.layers.0."),
    (_MLP + r"proj_out\.", r"\1.layers.2."),
    (r"upscale_conv1\.", "output_upscaling.0."), (r"upscale_layer_norm\.", "output_upscaling.1."),
    (r"upscale_conv2\.", "output_upscaling.3."), (r"mask_embed\.conv1\.", "mask_downscaling.0."),
    (r"mask_embed\.layer_norm1\.", "mask_downscaling.1."), (r"mask_embed\.conv2\.", "mask_downscaling.3."),
    (r"mask_embed\.layer_norm2\.", "mask_downscaling.4."), (r"mask_embed\.conv3\.", "mask_downscaling.6."),
    (r"shared_embedding\.positional_embedding", "pe_layer.positional_encoding_gaussian_matrix"),
    (r"layer_norm_final_attn", "norm_final_attn"), (r"\.layer_norm(\d)\.", r".norm\1."),
)
_SAM2 = (
    (r"\.mlp\.proj_in\.", ".mlp.layers.0."), (r"\.mlp\.proj_out\.", ".mlp.layers.1."), *_SAM,
    (r"^mask_decoder\.", "sam_mask_decoder."), (r"^prompt_encoder\.", "sam_prompt_encoder."),
    (r"\.o_proj\.", ".out_proj."), (r"no_memory_embedding", "no_mem_embed"),
    (r"vision_encoder\.backbone\.patch_embed\.projection\.", "image_encoder.trunk.patch_embed.proj."),
    (r"vision_encoder\.backbone\.", "image_encoder.trunk."),
    (r"vision_encoder\.neck\.convs\.(\d)\.", r"image_encoder.neck.convs.\1.conv."),
)


def edgetam(folder: Path, path: Path) -> Path:
    """A SAM 2 whose trunk is a RepViT as wide."""
    import torch

    sam2(folder, path)
    tensors = torch.load(path, weights_only=True)["model"]
    tensors = {name: v for name, v in tensors.items() if not name.startswith("image_encoder.trunk.")}
    trunk = repvit_tensors(random(5), (8, 16, 32, 64), (2, 1, 2, 1))
    tensors |= {f"image_encoder.trunk.body.{name}": value for name, value in trunk.items()}
    tensors["spatial_perceiver.latents"] = torch.zeros(2, 2)
    torch.save({"model": tensors}, path)
    return path


def sam2(folder: Path, path: Path) -> Path:
    """Meta's .pt: {"model": ...}, with what only films need."""
    import torch

    tensors = _back(folder, _SAM2)
    tensors = {name: v for name, v in tensors.items() if not name.startswith("shared_image_embedding")}
    for i, row in enumerate(tensors.pop("sam_prompt_encoder.point_embed.weight")):
        tensors[f"sam_prompt_encoder.point_embeddings.{i}.weight"] = row[None]
    for name in ("memory_encoder.out_proj.weight", "maskmem_tpos_enc", "no_mem_pos_enc", "no_obj_ptr",
                 "obj_ptr_proj.layers.0.weight", "mask_downsample.weight", "no_obj_embed_spatial"):
        tensors[name] = torch.zeros(2, 2)
    torch.save({"model": tensors}, path)
    return path


_NECK = (
    (r"neck\.convs\.(\d)\.", lambda m: f"scratch.layer{int(m[1]) + 1}_rn."),
    (r"neck\.fusion_stage\.layers\.(\d)\.", lambda m: f"scratch.refinenet{4 - int(m[1])}."),
    (r"residual_layer(\d)\.convolution(\d)", r"resConfUnit\1.conv\2"),
    (r"(refinenet\d)\.projection\.", r"\1.out_conv."),
)
_ANYTHING = (
    *_NECK, (r"neck\.reassemble_stage\.layers\.(\d)\.projection", r"projects.\1"),
    (r"neck\.reassemble_stage\.layers\.(\d)\.resize", r"resize_layers.\1"), (r"head\.conv1", "scratch.output_conv1"),
    (r"head\.conv2", "scratch.output_conv2.0"), (r"head\.conv3", "scratch.output_conv2.2"),
    (r"^(scratch|projects|resize_layers)\.", r"depth_head.\1."),
    (r"backbone\.embeddings\.position_embeddings", "pretrained.pos_embed"),
    (r"backbone\.embeddings\.patch_embeddings\.projection", "pretrained.patch_embed.proj"),
    (r"backbone\.embeddings\.", "pretrained."), (r"backbone\.encoder\.layer\.", "pretrained.blocks."),
    (r"backbone\.layernorm", "pretrained.norm"), (r"attention\.output\.dense", "attn.proj"),
    (r"attention\.attention\.([qkv])(uery|ey|alue)", r"attn.\1"), (r"layer_scale(\d)\.lambda1", r"ls\1.gamma"),
)
_DPT = (
    *_NECK, (r"^head\.head\.", "scratch.output_conv."),
    (r"neck\.reassemble_stage\.readout_projects\.(\d)\.0",
     lambda m: f"pretrained.act_postprocess{int(m[1]) + 1}.0.project.0"),
    (r"neck\.reassemble_stage\.layers\.(\d)\.projection", lambda m: f"pretrained.act_postprocess{int(m[1]) + 1}.3"),
    (r"neck\.reassemble_stage\.layers\.(\d)\.resize", lambda m: f"pretrained.act_postprocess{int(m[1]) + 1}.4"),
    (r"dpt\.embeddings\.position_embeddings", "pretrained.model.pos_embed"),
    (r"dpt\.embeddings\.(patch_embeddings\.)?projection", "pretrained.model.patch_embed.proj"),
    (r"dpt\.embeddings\.backbone\.bit\.embedder\.convolution", "pretrained.model.patch_embed.backbone.stem.conv"),
    (r"dpt\.embeddings\.backbone\.bit\.embedder\.norm", "pretrained.model.patch_embed.backbone.stem.norm"),
    (r"dpt\.embeddings\.backbone\.bit\.encoder\.stages\.(\d)\.layers\.",
     r"pretrained.model.patch_embed.backbone.stages.\1.blocks."),
    (r"dpt\.embeddings\.", "pretrained.model."), (r"dpt\.encoder\.layer\.", "pretrained.model.blocks."),
    (r"dpt\.layernorm", "pretrained.model.norm"), (r"attention\.output\.dense", "attn.proj"),
    (r"attention\.attention\.([qkv])(uery|ey|alue)", r"attn.\1"), (r"intermediate\.dense", "mlp.fc1"),
    (r"output\.dense", "mlp.fc2"), (r"layernorm_before", "norm1"), (r"layernorm_after", "norm2"),
)


def depth_anything_folder(path: Path) -> Path:
    """Twelve layers, as the small and the base one of version 2 have."""
    import torch

    declare()
    from transformers import DepthAnythingConfig, DepthAnythingForDepthEstimation, Dinov2Config

    torch.manual_seed(0)
    backbone = Dinov2Config(hidden_size=16, num_hidden_layers=12, num_attention_heads=1, image_size=56, patch_size=14,
                            out_indices=[3, 6, 9, 12], reshape_hidden_states=False, apply_layernorm=True)
    config = DepthAnythingConfig(backbone_config=backbone, patch_size=14, reassemble_hidden_size=16,
                                 neck_hidden_sizes=[8, 8, 16, 16], fusion_hidden_size=16, head_hidden_size=8)
    _stirred(DepthAnythingForDepthEstimation(config)).save_pretrained(path)
    return path


def dpt_folder(path: Path) -> Path:
    import torch

    declare()
    from transformers import DPTConfig, DPTForDepthEstimation

    torch.manual_seed(0)
    config = DPTConfig(hidden_size=16, num_hidden_layers=4, num_attention_heads=1, intermediate_size=24, image_size=32,
                       patch_size=16, backbone_out_indices=[0, 1, 2, 3], neck_hidden_sizes=[8, 8, 16, 16],
                       fusion_hidden_size=16)
    _stirred(DPTForDepthEstimation(config)).save_pretrained(path)
    return path


def dpt_hybrid_folder(path: Path) -> Path:
    import torch

    declare()
    from transformers import DPTConfig, DPTForDepthEstimation

    torch.manual_seed(0)
    front = {"model_type": "bit", "layer_type": "bottleneck", "global_padding": "same", "depths": [1, 1, 2],
             "embedding_dynamic_padding": True, "hidden_sizes": [128, 128, 128], "embedding_size": 32,
             "out_features": ["stage1", "stage2", "stage3"]}
    config = DPTConfig(hidden_size=16, num_hidden_layers=4, num_attention_heads=1, intermediate_size=24, image_size=64,
                       patch_size=16, backbone_out_indices=[0, 1, 2, 3], is_hybrid=True, backbone_config=front,
                       neck_hidden_sizes=[128, 128, 16, 16], fusion_hidden_size=16, readout_type="project",
                       backbone_featmap_shape=[1, 128, 4, 4], reassemble_factors=[1, 1, 1, 0.5])
    _stirred(DPTForDepthEstimation(config)).save_pretrained(path)
    return path


def depth_anything(folder: Path, path: Path) -> Path:
    return _saved(_joined(_back(folder, _ANYTHING), "attn.{}", "attn.qkv"), path)


def dpt(folder: Path, path: Path) -> Path:
    return _saved(_joined(_back(folder, _DPT), "attn.{}", "attn.qkv"), path)


_CLIP = (
    (r"vision_model\.embeddings\.class_embedding", "visual.class_embedding"),
    (r"vision_model\.embeddings\.position_embedding\.weight", "visual.positional_embedding"),
    (r"vision_model\.embeddings\.patch_embedding", "visual.conv1"),
    (r"text_model\.embeddings\.position_embedding\.weight", "positional_embedding"),
    (r"text_model\.embeddings\.", ""), (r"vision_model\.encoder\.layers\.", "visual.transformer.resblocks."),
    (r"text_model\.encoder\.layers\.", "transformer.resblocks."), (r"vision_model\.pre_layrnorm", "visual.ln_pre"),
    (r"vision_model\.post_layernorm", "visual.ln_post"), (r"text_model\.final_layer_norm", "ln_final"),
    (r"layer_norm(\d)", r"ln_\1"), (r"self_attn\.out_proj", "attn.out_proj"), (r"mlp\.fc1", "mlp.c_fc"),
    (r"mlp\.fc2", "mlp.c_proj"), (r"self_attn\.([qkv])_proj\.", r"attn.\1_"),
)


def clip_folder(path: Path) -> Path:
    """Narrow, with all the words of CLIP: files of open_clip come without a tokenizer."""
    import torch

    declare()
    from transformers import CLIPConfig, CLIPModel

    torch.manual_seed(0)
    narrow = {"hidden_size": 16, "intermediate_size": 24, "num_attention_heads": 1, "num_hidden_layers": 2,
              "hidden_act": "gelu"}
    config = CLIPConfig(text_config={**narrow, "vocab_size": 49408, "eos_token_id": 49407},
                        vision_config={**narrow, "image_size": 32, "patch_size": 8}, projection_dim=16)
    _stirred(CLIPModel(config)).save_pretrained(path)
    return path


def open_clip(folder: Path, path: Path) -> Path:
    tensors = _joined(_back(folder, _CLIP), "attn.{}_", "attn.in_proj_")
    for old, new in (("visual_projection.weight", "visual.proj"), ("text_projection.weight", "text_projection")):
        tensors[new] = tensors.pop(old).t().contiguous()
    return _saved(tensors, path)


def _back(folder: Path, parts: tuple[Any, ...]) -> dict[str, Any]:
    from safetensors.torch import load_file

    made = {}
    for name, value in load_file(folder / "model.safetensors").items():
        for old, new in parts:
            name = re.sub(old, new, name)
        made[name] = value
    return made


def _joined(tensors: dict[str, Any], part: str, whole: str) -> dict[str, Any]:
    """Query, key and value in one, as the authors keep them."""
    import torch

    query, key, seen = (part.format(letter) for letter in "qkv")
    made = {name: value for name, value in tensors.items() if not any(p in name for p in (query, key, seen))}
    for name in [n for n in tensors if query in n]:
        made[name.replace(query, whole)] = torch.cat([tensors[name.replace(query, p)] for p in (query, key, seen)])
    return made


def _saved(tensors: dict[str, Any], path: Path) -> Path:
    from safetensors.torch import save_file

    if path.suffix == ".safetensors":
        save_file({name: value.contiguous() for name, value in tensors.items()}, path)
    else:
        import torch

        torch.save(tensors, path)
    return path

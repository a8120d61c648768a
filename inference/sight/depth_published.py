"""The files of Depth Anything (1 and 2) and MiDaS / DPT as their authors published them, in transformers' classes.

Sources of the names: DepthAnything/Depth-Anything-V2 and isl-org/MiDaS, with the conversions of transformers.
"""

from __future__ import annotations

import re
from typing import Any

from inference.checkpoints import Contents
from inference.devices import Plan
from inference.sight.loading import blocks_in, filled, split_qkv, tensors_of

Weights = dict[str, Any]
_HEAD = 64  # channels of one attention head, in every size of the Vision Transformer
# Layers that are looked at, by how many there are. The first Depth Anything looks at the last four.
_LOOKED_AT = {12: (3, 6, 9, 12), 24: (5, 12, 18, 24), 40: (10, 20, 30, 40)}
_FIRST = re.compile(r"vit[sblg]14")  # what the files of the first Depth Anything are called
_DEPTHS = (("hypersim", 20.0), ("vkitti", 80.0))  # metres that the metric ones reach, by what they were trained on
_FRONT = "pretrained.model.patch_embed.backbone."
_NECK = (
    (r"scratch\.layer(\d)_rn\.", lambda m: f"neck.convs.{int(m[1]) - 1}."),
    (r"scratch\.refinenet(\d)\.", lambda m: f"neck.fusion_stage.layers.{4 - int(m[1])}."),
    (r"\.out_conv\.", ".projection."), (r"\.resConfUnit(\d)\.conv(\d)\.", r".residual_layer\1.convolution\2."),
)
_ANYTHING = (
    (r"^depth_head\.", ""), *_NECK, (r"^projects\.(\d)\.", r"neck.reassemble_stage.layers.\1.projection."),
    (r"^resize_layers\.(\d)\.", r"neck.reassemble_stage.layers.\1.resize."),
    (r"^scratch\.output_conv1\.", "head.conv1."), (r"^scratch\.output_conv2\.0\.", "head.conv2."),
    (r"^scratch\.output_conv2\.2\.", "head.conv3."),
    (r"^pretrained\.(cls_token|mask_token)$", r"backbone.embeddings.\1"),
    (r"^pretrained\.pos_embed$", "backbone.embeddings.position_embeddings"),
    (r"^pretrained\.patch_embed\.proj\.", "backbone.embeddings.patch_embeddings.projection."),
    (r"^pretrained\.blocks\.", "backbone.encoder.layer."), (r"^pretrained\.norm\.", "backbone.layernorm."),
    (r"\.attn\.proj\.", ".attention.o_proj."), (r"\.ls(\d)\.gamma$", r".layer_scale\1.lambda1"),
)
_DPT = (
    *_NECK, (r"^scratch\.output_conv\.", "head.head."),
    (r"^pretrained\.act_postprocess(\d)\.0\.project\.0\.",
     lambda m: f"neck.reassemble_stage.readout_projects.{int(m[1]) - 1}.0."),
    (r"^pretrained\.act_postprocess(\d)\.3\.", lambda m: f"neck.reassemble_stage.layers.{int(m[1]) - 1}.projection."),
    (r"^pretrained\.act_postprocess(\d)\.4\.", lambda m: f"neck.reassemble_stage.layers.{int(m[1]) - 1}.resize."),
    (r"^pretrained\.model\.cls_token$", "dpt.embeddings.cls_token"),
    (r"^pretrained\.model\.pos_embed$", "dpt.embeddings.position_embeddings"),
    (r"^pretrained\.model\.patch_embed\.proj\.", "dpt.embeddings.patch_embeddings.projection."),
    (r"^pretrained\.model\.patch_embed\.backbone\.stem\.conv\.", "dpt.embeddings.backbone.bit.embedder.convolution."),
    (r"^pretrained\.model\.patch_embed\.backbone\.stem\.norm\.", "dpt.embeddings.backbone.bit.embedder.norm."),
    (r"^pretrained\.model\.patch_embed\.backbone\.stages\.(\d)\.blocks\.",
     r"dpt.embeddings.backbone.bit.encoder.stages.\1.layers."),
    (r"^pretrained\.model\.norm\.", "dpt.layernorm."), (r"^pretrained\.model\.blocks\.", "dpt.encoder.layer."),
    (r"\.attn\.proj\.", ".attention.output.dense."), (r"\.mlp\.fc1\.", ".intermediate.dense."),
    (r"\.mlp\.fc2\.", ".output.dense."), (r"(r\.layer\.\d+)\.norm1\.", r"\1.layernorm_before."),
    (r"(r\.layer\.\d+)\.norm2\.", r"\1.layernorm_after."),
)


def is_published(found: Contents) -> bool:
    """Not those on BEiT or Swin 2: their folders of transformers load."""
    anything = found.has("depth_head.scratch.") and found.has("pretrained.blocks.0.mlp.fc1.")
    return anything or bool(found.shape("pretrained.act_postprocess3.0.project.0.weight")
                            and found.shape("pretrained.model.pos_embed"))


def published(found: Contents, plan: Plan) -> tuple[Any, bool]:
    """The model in transformers' class, and whether it is a Depth Anything."""
    import transformers

    weights = tensors_of(found.path, ("pretrained.model.head.", "auxlayer.", "scratch.auxlayer."))
    if "pretrained.cls_token" in weights:
        config = transformers.DepthAnythingConfig(**anything_config(weights, found.path.name.lower()))
        renamed = _renamed(weights, _ANYTHING, ("attention.q_proj", "attention.k_proj", "attention.v_proj"))
        return filled(transformers.DepthAnythingForDepthEstimation(config), renamed, plan), True
    config = transformers.DPTConfig(**dpt_config(weights))
    renamed = _renamed(weights, _DPT, ("attention.attention.query", "attention.attention.key",
                                       "attention.attention.value"))
    if config.is_hybrid:  # its patches are those of the network in front
        renamed = {n.replace("embeddings.patch_embeddings.", "embeddings."): value for n, value in renamed.items()}
    return filled(transformers.DPTForDepthEstimation(config), renamed, plan), False


def _renamed(weights: Weights, parts: tuple[Any, ...], qkv: tuple[str, str, str]) -> Weights:
    made: Weights = {}
    for name, value in weights.items():
        for old, new in parts:
            name = re.sub(old, new, name)
        made[name] = value
    return split_qkv(made, "attn.qkv", qkv)


def anything_config(weights: Weights, name: str) -> dict[str, Any]:
    width, _, patch, _ = weights["pretrained.patch_embed.proj.weight"].shape
    layers = blocks_in(weights, "pretrained.blocks.")
    looked_at = tuple(range(layers - 3, layers + 1)) if _FIRST.search(name) else _LOOKED_AT[layers]
    backbone = {
        "model_type": "dinov2", "hidden_size": width, "num_hidden_layers": layers,
        "num_attention_heads": max(width // _HEAD, 1), "patch_size": patch, "out_indices": list(looked_at),
        "image_size": round((weights["pretrained.pos_embed"].shape[1] - 1) ** 0.5) * patch,
        "reshape_hidden_states": False, "apply_layernorm": True}
    metric = next((metres for word, metres in _DEPTHS if "metric" in name and word in name), 0.0)
    head = weights["depth_head.scratch.output_conv2.0.weight"].shape[0]
    return {"backbone_config": backbone, "patch_size": patch, "reassemble_hidden_size": width,
            "neck_hidden_sizes": [weights[f"depth_head.projects.{i}.weight"].shape[0] for i in range(4)],
            "fusion_hidden_size": weights["depth_head.scratch.layer1_rn.weight"].shape[0], "head_hidden_size": head,
            **({"depth_estimation_type": "metric", "max_depth": metric} if metric else {})}


def dpt_config(weights: Weights) -> dict[str, Any]:
    width, seen, patch, _ = weights["pretrained.model.patch_embed.proj.weight"].shape
    hybrid = f"{_FRONT}stem.conv.weight" in weights
    patch = 16 if hybrid else patch
    layers = blocks_in(weights, "pretrained.model.blocks.")
    grid = round((weights["pretrained.model.pos_embed"].shape[1] - 1) ** 0.5)
    return {"hidden_size": width, "num_hidden_layers": layers, "num_attention_heads": max(width // _HEAD, 1),
            "intermediate_size": weights["pretrained.model.blocks.0.mlp.fc1.weight"].shape[0],
            "image_size": grid * patch, "patch_size": patch,
            "backbone_out_indices": [layers * i // 4 - 1 for i in (1, 2, 3, 4)],
            "neck_hidden_sizes": [weights[f"scratch.layer{i}_rn.weight"].shape[1] for i in (1, 2, 3, 4)],
            "fusion_hidden_size": weights["scratch.layer1_rn.weight"].shape[0],
            **(_front_config(weights, seen, grid) if hybrid else {})}


def _front_config(weights: Weights, seen: int, grid: int) -> dict[str, Any]:
    """Of the hybrid: a ResNet that looks first (Kolesnikov et al. 2020, "Big transfer")."""
    stages = range(blocks_in(weights, f"{_FRONT}stages."))
    front = {
        "model_type": "bit", "layer_type": "bottleneck", "global_padding": "same", "embedding_dynamic_padding": True,
        "embedding_size": weights[f"{_FRONT}stem.conv.weight"].shape[0],
        "depths": [blocks_in(weights, f"{_FRONT}stages.{i}.blocks.") for i in stages],
        "hidden_sizes": [weights[f"{_FRONT}stages.{i}.blocks.0.conv3.weight"].shape[0] for i in stages],
        "out_features": [f"stage{i + 1}" for i in stages]}
    return {"is_hybrid": True, "backbone_config": front, "backbone_featmap_shape": [1, seen, grid, grid],
            "neck_ignore_stages": [0, 1], "readout_type": "project", "reassemble_factors": [1, 1, 1, 0.5]}

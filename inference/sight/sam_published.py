"""The files of SAM, SAM 2 / 2.1, MobileSAM and EdgeTAM as their authors published them, in transformers' classes.

What a network is made of is read from its tensors. Sources: facebookresearch/segment-anything, facebookresearch/sam2
(the numbers that tensors do not tell are those of its configurations), facebookresearch/EdgeTAM and
ChaoningZhang/MobileSAM, all Apache 2.0.
"""

from __future__ import annotations

import re
from typing import Any

from inference.checkpoints import Contents
from inference.devices import Plan
from inference.sight import repvit, tinyvit
from inference.sight.loading import blocks_in, filled, tensors_of

Weights = dict[str, Any]
_EDGE = 1024  # px: MobileSAM, SAM 2 and EdgeTAM see nothing else
_ENCODER = "image_encoder."


def published(found: Contents, plan: Plan) -> tuple[Any, int]:
    """The model in transformers' class, and the edge, px, of what it sees."""
    weights = tensors_of(found.path, ("pixel_mean", "pixel_std", *_MEMORY))
    if found.identity.family == "sam2":
        return _sam2(weights, plan), _EDGE
    if found.identity.family == "edgetam":
        return _edgetam(weights, plan), _EDGE
    if f"{_ENCODER}patch_embed.seq.0.c.weight" in weights:
        return _mobile(weights, plan), _EDGE
    return _sam(weights, plan)


# ---- SAM

_MLP = re.compile(r"(iou_prediction_head|pred_obj_score_head|output_hypernetworks_mlps\.\d+)\.layers\.(\d)\.")
_LAYERS = {"0": "proj_in", "1": "layers.0", "2": "proj_out"}
_PARTS = (
    ("output_upscaling.0.", "upscale_conv1."), ("output_upscaling.1.", "upscale_layer_norm."),
    ("output_upscaling.3.", "upscale_conv2."), ("mask_downscaling.0.", "mask_embed.conv1."),
    ("mask_downscaling.1.", "mask_embed.layer_norm1."), ("mask_downscaling.3.", "mask_embed.conv2."),
    ("mask_downscaling.4.", "mask_embed.layer_norm2."), ("mask_downscaling.6.", "mask_embed.conv3."),
    ("point_embeddings.", "point_embed."),
    ("pe_layer.positional_encoding_gaussian_matrix", "shared_embedding.positional_embedding"),
    ("image_encoder.blocks.", "vision_encoder.layers."), ("image_encoder.neck.0.", "vision_encoder.neck.conv1."),
    ("image_encoder.neck.1.", "vision_encoder.neck.layer_norm1."),
    ("image_encoder.neck.2.", "vision_encoder.neck.conv2."),
    ("image_encoder.neck.3.", "vision_encoder.neck.layer_norm2."),
    ("image_encoder.patch_embed.proj.", "vision_encoder.patch_embed.projection."),
    ("image_encoder.", "vision_encoder."), (".norm_final_attn.", ".layer_norm_final_attn."),
    *((f".norm{n}.", f".layer_norm{n}.") for n in (1, 2, 3, 4)),
)


def renamed(name: str) -> str:
    """A tensor of segment-anything's file as transformers calls it."""
    for old, new in _PARTS:
        name = name.replace(old, new)
    return _MLP.sub(lambda found: f"{found[1]}.{_LAYERS[found[2]]}.", name)


def _shared(weights: Weights) -> Weights:
    """With the embedding of places under its second name."""
    places = weights["prompt_encoder.shared_embedding.positional_embedding"]
    return {**weights, "shared_image_embedding.positional_embedding": places}


def _sam(published: Weights, plan: Plan) -> tuple[Any, int]:
    import transformers

    weights = _shared({renamed(name): value for name, value in published.items()})
    vision = _vision(weights)
    edge = int(vision["image_size"])
    config = transformers.SamConfig(vision_config=vision, **_others(weights, edge, vision["patch_size"]))
    return filled(transformers.SamModel(config), weights, plan), edge


def _vision(weights: Weights) -> dict[str, Any]:
    width, channels, patch, _ = weights["vision_encoder.patch_embed.projection.weight"].shape
    grid = weights["vision_encoder.pos_embed"].shape[1]
    layers = blocks_in(weights, "vision_encoder.layers.")
    reach = [weights[f"vision_encoder.layers.{i}.attn.rel_pos_h"].shape for i in range(layers)]
    everywhere = [i for i, shape in enumerate(reach) if shape[0] == 2 * grid - 1]
    window = next(((shape[0] + 1) // 2 for i, shape in enumerate(reach) if i not in everywhere), 0)
    out = weights["vision_encoder.neck.conv1.weight"].shape[0]
    return {
        "hidden_size": width, "output_channels": out, "num_hidden_layers": layers, "num_channels": channels,
        "num_attention_heads": width // reach[0][1], "image_size": grid * patch, "patch_size": patch,
        "global_attn_indexes": everywhere, "window_size": window, "num_pos_feats": out // 2,
        "mlp_dim": weights["vision_encoder.layers.0.mlp.lin1.weight"].shape[0]}


def _others(weights: Weights, edge: int, patch: int) -> dict[str, Any]:
    """The configurations of what reads the prompt and draws the mask."""
    inner = "mask_decoder.transformer.layers.0.mlp."
    wide = next(weights[inner + name] for name in ("lin1.weight", "proj_in.weight") if inner + name in weights)
    hidden = wide.shape[1]
    decoder = {"hidden_size": hidden, "mlp_dim": wide.shape[0], "num_attention_heads": max(hidden // 32, 1),
               "iou_head_hidden_dim": weights["mask_decoder.iou_prediction_head.proj_in.weight"].shape[0]}
    prompt = {"hidden_size": hidden, "image_size": edge, "patch_size": patch,
              "mask_input_channels": weights["prompt_encoder.mask_embed.conv2.weight"].shape[0]}
    return {"mask_decoder_config": decoder, "prompt_encoder_config": prompt}


# ---- MobileSAM: the same with another encoder

def _mobile(published: Weights, plan: Plan) -> Any:
    import transformers

    encoder = {name.removeprefix(_ENCODER): value for name, value in published.items() if name.startswith(_ENCODER)}
    encoder = {name: value for name, value in encoder.items() if not name.startswith(("norm_head.", "head."))}
    weights = _shared({renamed(name): value for name, value in published.items() if not name.startswith(_ENCODER)})
    others = _others(weights, _EDGE, 16)
    hidden = others["mask_decoder_config"]["hidden_size"]
    least = {"hidden_size": 8, "num_hidden_layers": 0, "num_attention_heads": 1, "image_size": _EDGE, "patch_size": 16,
             "output_channels": hidden, "num_pos_feats": hidden // 2, "global_attn_indexes": []}
    model = transformers.SamModel(transformers.SamConfig(vision_config=least, **others))
    model.vision_encoder = tinyvit.network(encoder)
    return filled(model, {**weights, **{f"vision_encoder.{name}": value for name, value in encoder.items()}}, plan)


# ---- SAM 2 and 2.1

# of films: what was seen before
_MEMORY = ("memory_", "maskmem_", "no_mem_pos_enc", "no_obj_ptr", "obj_ptr_", "mask_downsample.",
           "no_obj_embed_spatial", "spatial_perceiver.")
_PARTS_2 = (
    ("sam_mask_decoder.", "mask_decoder."), ("sam_prompt_encoder.", "prompt_encoder."),
    ("image_encoder.trunk.patch_embed.proj.", "vision_encoder.backbone.patch_embed.projection."),
    ("image_encoder.trunk.", "vision_encoder.backbone."), (".mlp.layers.0.", ".mlp.proj_in."),
    (".mlp.layers.1.", ".mlp.proj_out."), (".out_proj.", ".o_proj."), ("no_mem_embed", "no_memory_embedding"),
)
# Blocks of each stage -> those that look everywhere (sam2/configs).
_EVERYWHERE = {(1, 2, 7, 2): (5, 7, 9), (1, 2, 11, 2): (7, 10, 13), (2, 3, 16, 3): (12, 16, 20),
               (2, 6, 36, 4): (23, 33, 43)}
_HEADS = {96: 1, 112: 2, 144: 2}  # of the first stage, by its width


def renamed2(published: Weights) -> Weights:
    """The tensors of a SAM 2 file as transformers calls them."""
    points = "sam_prompt_encoder.point_embeddings."
    made: Weights = {}
    for name, value in published.items():
        if name.startswith(points):
            continue
        for old, new in _PARTS_2:
            name = name.replace(old, new)
        made[renamed(re.sub(r"(neck\.convs\.\d+)\.conv\.", r"\1.", name))] = value
    import torch

    count = blocks_in(published, points)
    made["prompt_encoder.point_embed.weight"] = torch.cat([published[f"{points}{i}.weight"] for i in range(count)])
    return _shared(made)


def _sam2(published: Weights, plan: Plan) -> Any:
    import transformers

    weights = renamed2(published)
    config = transformers.Sam2Config(vision_config=_vision2(weights), **_others(weights, _EDGE, 16))
    return filled(transformers.Sam2Model(config), weights, plan)


def _edgetam(published: Weights, plan: Plan) -> Any:
    """SAM 2 with another encoder, on the same pyramid."""
    import transformers

    trunk = f"{_ENCODER}trunk.body."
    encoder = {name.removeprefix(trunk): value for name, value in published.items() if name.startswith(trunk)}
    weights = renamed2({name: value for name, value in published.items() if not name.startswith(trunk)})
    levels = [weights[f"vision_encoder.neck.convs.{i}.weight"] for i in range(4)]
    least = {"model_type": "sam2_hiera_det_model", "hidden_size": 8, "blocks_per_stage": [1] * 4,
             "embed_dim_per_stage": [8] * 4, "num_attention_heads_per_stage": [1] * 4, "global_attention_blocks": []}
    vision = {"backbone_config": least, "backbone_channel_list": [level.shape[1] for level in levels],
              "backbone_feature_sizes": _sizes(), "fpn_hidden_size": levels[0].shape[0]}
    model = transformers.Sam2Model(transformers.Sam2Config(vision_config=vision, **_others(weights, _EDGE, 16)))
    model.vision_encoder.backbone = repvit.network(encoder)
    prefix = "vision_encoder.backbone."
    return filled(model, {**weights, **{prefix + name: value for name, value in encoder.items()}}, plan)


def _sizes() -> list[list[int]]:
    return [[_EDGE // step] * 2 for step in (4, 8, 16)]


def _vision2(weights: Weights) -> dict[str, Any]:
    blocks = "vision_encoder.backbone.blocks."
    widths = [weights[f"{blocks}{i}.attn.proj.weight"].shape[0] for i in range(blocks_in(weights, blocks))]
    stages = sorted(set(widths))
    counts = tuple(widths.count(width) for width in stages)
    if counts not in _EVERYWHERE:
        raise ValueError(f"SAM 2 with {counts} blocks is not known")
    large = counts == (2, 6, 36, 4)
    heads = _HEADS.get(stages[0], 1)
    backbone = {
        "model_type": "sam2_hiera_det_model", "hidden_size": stages[0], "num_attention_heads": heads,
        "image_size": [_EDGE, _EDGE], "blocks_per_stage": list(counts), "embed_dim_per_stage": stages,
        "num_attention_heads_per_stage": [heads * 2 ** i for i in range(4)],
        "window_size_per_stage": [8, 4, 16, 8] if large else [8, 4, 14, 7],
        "window_positional_embedding_background_size": list(weights["vision_encoder.backbone.pos_embed"].shape[2:]),
        "global_attention_blocks": list(_EVERYWHERE[counts])}
    return {"backbone_config": backbone, "backbone_channel_list": stages[::-1],
            "backbone_feature_sizes": _sizes(),
            "fpn_hidden_size": weights["vision_encoder.neck.convs.0.weight"].shape[0]}

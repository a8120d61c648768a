"""The files of open_clip (CLIP trained by LAION, DFN, MetaCLIP), put into transformers' CLIP.

Names: mlfoundations/open_clip, `src/open_clip/model.py` and `transformer.py`.
"""

from __future__ import annotations

import re
from typing import Any

from inference.checkpoints import Contents
from inference.devices import Plan
from inference.sight.clip import Agreeing, clip_tokenizer
from inference.sight.loading import blocks_in, filled, tensors_of

Weights = dict[str, Any]
_HEADS = {1280: 16, 1408: 16, 1664: 16, 1792: 16}  # of ViT-H, g, bigG, E: the others have one for 64 channels
_QUICK = re.compile(r"openai|quick|dfn|metaclip")  # trained with the quick approximation of GELU; the tensors are alike
_BLOCK = (
    (".ln_1.", ".layer_norm1."), (".ln_2.", ".layer_norm2."), (".attn.out_proj.", ".self_attn.out_proj."),
    (".mlp.c_fc.", ".mlp.fc1."), (".mlp.c_proj.", ".mlp.fc2."),
)
_ALONE = {
    "visual.class_embedding": "vision_model.embeddings.class_embedding",
    "visual.positional_embedding": "vision_model.embeddings.position_embedding.weight",
    "visual.conv1.weight": "vision_model.embeddings.patch_embedding.weight",
    "positional_embedding": "text_model.embeddings.position_embedding.weight",
    "token_embedding.weight": "text_model.embeddings.token_embedding.weight", "logit_scale": "logit_scale",
}
_STARTS = (
    ("visual.transformer.resblocks.", "vision_model.encoder.layers."), ("visual.ln_pre.", "vision_model.pre_layrnorm."),
    ("visual.ln_post.", "vision_model.post_layernorm."), ("transformer.resblocks.", "text_model.encoder.layers."),
    ("ln_final.", "text_model.final_layer_norm."),
)
_TURNED = {"visual.proj": "visual_projection.weight", "text_projection": "text_projection.weight"}


def make(found: Contents, plan: Plan) -> Agreeing:
    import transformers

    weights = tensors_of(found.path, ("attn_mask", "logit_bias"))
    config = transformers.CLIPConfig(**_config(weights, f"{found.path.parent.name} {found.path.name}".lower()))
    return Agreeing(filled(transformers.CLIPModel(config), renamed(weights), plan), clip_tokenizer(found), plan)


def is_ours(found: Contents) -> bool:
    return found.path.is_file() and found.identity.family == "openclip"


def renamed(weights: Weights) -> Weights:
    """The tensors of an open_clip file as transformers' CLIPModel calls them."""
    made: Weights = {}
    for name, value in weights.items():
        if name in _ALONE:
            made[_ALONE[name]] = value
            continue
        if name in _TURNED:
            made[_TURNED[name]] = value.t().contiguous()
            continue
        for old, new in _STARTS:
            name = new + name.removeprefix(old) if name.startswith(old) else name
        for old, new in _BLOCK:
            name = name.replace(old, new)
        if ".attn.in_proj_" in name:
            for part, chunk in zip("qkv", value.chunk(3), strict=True):
                made[name.replace(".attn.in_proj_", f".self_attn.{part}_proj.")] = chunk
        else:
            made[name] = value
    return made


def _config(weights: Weights, name: str) -> dict[str, Any]:
    width, _, patch, _ = weights["visual.conv1.weight"].shape
    words, wide = weights["token_embedding.weight"].shape
    act = "quick_gelu" if _QUICK.search(name) else "gelu"
    grid = round((weights["visual.positional_embedding"].shape[0] - 1) ** 0.5)
    vision, text = (
        {"hidden_size": size, "hidden_act": act, "num_attention_heads": _HEADS.get(size, max(size // 64, 1)),
         "intermediate_size": weights[f"{root}transformer.resblocks.0.mlp.c_fc.weight"].shape[0],
         "num_hidden_layers": blocks_in(weights, f"{root}transformer.resblocks.")}
        for root, size in (("visual.", width), ("", wide)))
    text["num_attention_heads"] = max(wide // 64, 1)
    return {"vision_config": {**vision, "patch_size": patch, "image_size": grid * patch},
            "text_config": {**text, "vocab_size": words, "eos_token_id": words - 1,
                            "max_position_embeddings": weights["positional_embedding"].shape[0]},
            "projection_dim": weights["visual.proj"].shape[1]}

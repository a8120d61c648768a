"""Rules for networks that work on pictures directly: segmentation, depth, enlarging, repairing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from inference.headers import Tensor
from inference.identity.rule import Rule

RULES = (
    Rule("sam2", "SAM 2", {"vision_encoder.backbone.blocks.0.attn.qkv.weight": (),
                           "mask_decoder.iou_token.weight": ()}, kind="segmenter"),
    Rule("sam2", "SAM 2", {"image_encoder.trunk.blocks.0.attn.qkv.weight": ()}, kind="segmenter"),
    Rule("sam", "SAM", {"vision_encoder.patch_embed.projection.weight": (), "mask_decoder.iou_token.weight": ()},
         kind="segmenter"),
    Rule("sam", "SAM", {"image_encoder.patch_embed.proj.weight": (), "mask_decoder.iou_token.weight": ()},
         kind="segmenter"),
    Rule("sam", "MobileSAM", {"image_encoder.patch_embed.seq.0.c.weight": ()}, kind="segmenter"),
    Rule("sinet", "SINet or ExtremeC3 portrait", {"encoder.level1.conv.weight": (None, 3, 3, 3),
                                                  "encoder.level1.act.weight": ()}, kind="segmenter"),
    Rule("birefnet", "BiRefNet", {"bb.patch_embed.proj.weight": (), "squeeze_module.0.conv_in.weight": ()},
         kind="background"),
    Rule("birefnet", "BiRefNet", {"bb.layers.0.blocks.0.attn.qkv.weight": ()}, kind="background"),
    Rule("isnet", "IS-Net or RMBG 1.4", {"stage1.rebnconvin.conv_s1.weight": (), "conv_in.weight": ()},
         kind="background"),
    Rule("u2net", "U2-Net", {"stage1.rebnconvin.conv_s1.weight": (), "side1.weight": ()}, kind="background"),
    Rule("depth-anything", "Depth Anything", {"neck.reassemble_stage.layers.0.projection.weight": (),
                                              "backbone.embeddings.cls_token": ()}, kind="depth"),
    Rule("depth-anything", "Depth Anything", {"pretrained.patch_embed.proj.weight": (),
                                              "depth_head.projects.0.weight": ()}, kind="depth"),
    Rule("dpt", "DPT", {"dpt.embeddings.cls_token": (), "head.head.0.weight": ()}, kind="depth"),
    Rule("midas", "MiDaS", {"pretrained.model.patch_embed.proj.weight": (), "scratch.layer1_rn.weight": ()},
         kind="depth"),
    Rule("lineart", "Line art or HED", {"model0.1.weight": (64, 3, 7, 7), "model4.1.weight": ()}, kind="lines"),
)


@cache
def _published() -> tuple[dict[str, Any], ...]:
    text = (Path(__file__).parent / "networks.json").read_text(encoding="utf-8")
    return tuple(json.loads(text)["networks"])


def published(tensors: Mapping[str, Tensor]) -> dict[str, Any] | None:
    """The entry {"id", "name", "kind"} of the published restoration network whose tensors these are."""
    return next((net for net in _published()
                 if any(all(name in tensors for name in names) for names in net["any"])), None)


def like_a_network(tensors: Mapping[str, Tensor]) -> bool:
    """Small, and its first convolution takes a picture: 1, 3, or 3 x 4, 3 x 16 channels after unshuffling."""
    first = next((t.shape for t in tensors.values() if len(t.shape) == 4), ())
    return len(first) == 4 and first[1] in (1, 3, 12, 48) and len(tensors) < 5000

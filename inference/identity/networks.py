"""Rules for networks that work on pictures directly: segmentation, depth, enlarging, repairing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from inference.headers import Tensor
from inference.identity.rule import Rule

_TABLE = Path(__file__).resolve().parents[2] / "resources" / "networks.json"
RULES = (
    Rule("sam2", "SAM 2", {"vision_encoder.backbone.blocks.0.attn.qkv.weight": (),
                           "mask_decoder.iou_token.weight": ()}, kind="segmenter"),
    Rule("sam2", "SAM 2", {"image_encoder.trunk.blocks.0.attn.qkv.weight": ()}, kind="segmenter"),
    Rule("edgetam", "EdgeTAM", {"image_encoder.neck.convs.0.conv.weight": (), "no_mem_embed": ()}, kind="segmenter"),
    Rule("edgetam", "EdgeTAM", {"vision_encoder.neck.convs.0.weight": (), "no_memory_embedding": (),
                                "vision_encoder.backbone.timm_model.stem.conv1.c.weight": ()}, kind="segmenter"),
    Rule("sam", "SAM", {"vision_encoder.patch_embed.projection.weight": (), "mask_decoder.iou_token.weight": ()},
         kind="segmenter"),
    Rule("sam", "SAM", {"image_encoder.patch_embed.proj.weight": (), "mask_decoder.iou_token.weight": ()},
         kind="segmenter"),
    Rule("sam", "MobileSAM", {"image_encoder.patch_embed.seq.0.c.weight": ()}, kind="segmenter"),
    Rule("clipseg", "CLIPSeg", {"decoder.film_mul.weight": (), "clip.logit_scale": ()}, kind="segmenter"),
    Rule("sinet", "SINet or ExtremeC3", {"encoder.level1.conv.weight": (None, 3, 3, 3),
                                                  "encoder.level1.act.weight": ()}, kind="segmenter"),
    Rule("birefnet", "BiRefNet or RMBG 2.0", {"bb.patch_embed.proj.weight": (),
                                              "decoder.ipt_blk5.conv1.weight": ()}, kind="background"),
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
    Rule("vitpose", "ViTPose", {"backbone.embeddings.patch_embeddings.projection.weight": (), "head.conv.weight": (),
                                "backbone.embeddings.position_embeddings": ()}, kind="pose"),
    Rule("detector", "RT-DETR or D-FINE", {"model.enc_score_head.weight": (), "model.enc_output.0.weight": (),
                                           "model.encoder_input_proj.0.0.weight": ()}, kind="detector"),
    Rule("span", "SPAN", {"conv_1.eval_conv.weight": (), "block_1.c1_r.eval_conv.weight": (),
                          "conv_cat.weight": (), "upsampler.0.weight": ()}, kind="upscaler"),
    # Enlarging networks of the efficiency contests (NTIRE 2022-2024) and others that spandrel has no code for.
    *(Rule(name.lower(), name, dict.fromkeys(keys, ()), kind="other_upscaler") for name, *keys in (
        ("IMDN", "model.0.weight", "model.1.sub.0.conv1.0.weight"), ("RFDN", "fea_conv.weight", "B1.c1_d.weight"),
        ("FMEN", "head.weight", "warmup.0.weight"), ("RLFN", "fea_conv.weight", "B1.c1_r.weight"),
        ("RLFN", "conv_1.weight", "block_1.c1_r.weight"), ("BSRN", "fea_conv.pw.weight", "B1.c1_d.weight"),
        ("SAFMN++", "to_feat.weight", "feats.0.conv1.proj.weight"),
        ("SAFMN", "to_feat.0.weight", "feats.0.safm.mfr.0.weight"))),
    Rule("style", "Fast style transfer", {"conv.1.weight": (None, 3, 9, 9), "conv.10.weight": ()}, kind="style"),
    Rule("lineart", "Line art", {"model0.1.weight": (None, 3, 7, 7), "model4.1.weight": ()}, kind="lines"),
    Rule("hed", "HED", {"norm": (1, 3, 1, 1), "block1.convs.0.weight": (None, 3, 3, 3),
                        "block5.projection.weight": ()}, kind="lines"),
)


@cache
def _published() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(_TABLE.read_text(encoding="utf-8"))["networks"])


def published(tensors: Mapping[str, Tensor]) -> dict[str, Any] | None:
    """The entry {"id", "name", "kind"} of the published restoration network whose tensors these are."""
    return next((net for net in _published()
                 if any(all(name in tensors for name in names) for names in net["any"])), None)


def like_a_network(tensors: Mapping[str, Tensor]) -> bool:
    """Small, and its first convolution takes a picture: 1, 3, or 3 x 4, 3 x 16 channels after unshuffling."""
    convolutions = [t.shape for t in tensors.values() if len(t.shape) == 4 and t.shape[0] > 1]
    return bool(convolutions) and len(tensors) < 5000 and (
        convolutions[0][1] in (1, 3, 12, 48) or any(shape[1] == 3 for shape in convolutions))

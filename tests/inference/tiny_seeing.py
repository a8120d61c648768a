"""Tiny random networks that see and read words: SAM 3, Florence-2 and SigLIP, as their folders of transformers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inference.torchvision_shim import declare

WORDS = ("<s>", "<pad>", "</s>", "<unk>", "a", "red", "disc", "on", "green", "describe", "in", "detail", "what", "is",
         "shown", "the", "image")


def sam3(path: Path) -> Path:
    """The published folder: one for pictures and films, clicks and words."""
    import tiny  # type: ignore[import-not-found]
    import torch

    declare()
    from safetensors.torch import save_file
    from transformers import Sam3VideoConfig, Sam3VideoModel

    torch.manual_seed(0)
    config = Sam3VideoConfig(detector_config=_sam3_words(), tracker_config=_sam3_clicks(), low_res_mask_size=32)
    path.mkdir(parents=True, exist_ok=True)
    config.save_pretrained(path)
    # under the names that are published: saved by the library, what answers clicks gets its prefix twice
    save_file({name: value.contiguous() for name, value in Sam3VideoModel(config).state_dict().items()},
              path / "model.safetensors", {"format": "pt"})
    tiny.tokenizer(path)
    return path


_BACKBONE = {"model_type": "sam3_vit_model", "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2,
             "num_attention_heads": 2, "image_size": 112, "patch_size": 14, "window_size": 4,
             "global_attn_indexes": [1], "pretrain_image_size": 56}
_VISION = {"backbone_config": _BACKBONE, "fpn_hidden_size": 32,
           "backbone_feature_sizes": [[32, 32], [16, 16], [8, 8]]}


def _sam3_words() -> dict[str, Any]:
    text = {"model_type": "clip_text_model", "vocab_size": 514, "bos_token_id": 512, "eos_token_id": 513,
            "pad_token_id": 513, "hidden_size": 16, "intermediate_size": 24, "num_attention_heads": 2,
            "num_hidden_layers": 2, "max_position_embeddings": 32, "projection_dim": 16, "hidden_act": "gelu"}
    small = {"hidden_size": 32, "num_layers": 1, "num_attention_heads": 2, "intermediate_size": 48}
    return {"vision_config": _VISION, "text_config": text, "geometry_encoder_config": small,
            "detr_encoder_config": small, "detr_decoder_config": {**small, "num_queries": 5},
            "mask_decoder_config": {"hidden_size": 32, "num_attention_heads": 2}}


def _sam3_clicks() -> dict[str, Any]:
    return {"vision_config": {"model_type": "sam3_vision_model", **_VISION},
            "prompt_encoder_config": {"hidden_size": 32, "image_size": 112, "patch_size": 14,
                                      "mask_input_channels": 8},
            "mask_decoder_config": {"hidden_size": 32, "mlp_dim": 24, "num_attention_heads": 1,
                                    "iou_head_hidden_dim": 16},
            "memory_attention_hidden_size": 32, "memory_attention_num_layers": 1,
            "memory_attention_feed_forward_hidden_size": 16, "memory_attention_rope_feat_sizes": [8, 8],
            "memory_encoder_hidden_size": 32, "memory_encoder_output_channels": 16, "memory_fuser_num_layers": 1,
            "memory_fuser_embed_dim": 32, "memory_fuser_intermediate_dim": 16, "mask_downsampler_embed_dim": 32,
            "image_size": 112}


def florence2(path: Path) -> Path:
    import torch

    declare()
    from transformers import Florence2Config, Florence2ForConditionalGeneration

    torch.manual_seed(1)  # one that says something
    vision = {"depths": [1, 1, 1, 1], "embed_dim": [8, 8, 16, 16], "num_heads": [1, 1, 2, 2],
              "num_groups": [1, 1, 2, 2], "projection_dim": 16, "window_size": 4}
    text = {"model_type": "bart", "vocab_size": len(WORDS) + 1, "d_model": 16, "encoder_layers": 1,
            "decoder_layers": 1, "encoder_attention_heads": 2, "decoder_attention_heads": 2, "encoder_ffn_dim": 24,
            "decoder_ffn_dim": 24, "max_position_embeddings": 1024}
    config = Florence2Config(vision_config=vision, text_config=text, image_token_id=len(WORDS))
    Florence2ForConditionalGeneration(config).save_pretrained(path)
    _words(path)
    return path


def siglip(path: Path) -> Path:
    import torch

    declare()
    from transformers import SiglipConfig, SiglipModel

    torch.manual_seed(0)
    vision = {"hidden_size": 16, "intermediate_size": 24, "num_attention_heads": 2, "num_hidden_layers": 2,
              "image_size": 32, "patch_size": 8}
    text = {"vocab_size": len(WORDS), "hidden_size": 16, "intermediate_size": 24, "num_attention_heads": 2,
            "num_hidden_layers": 2, "max_position_embeddings": 16, "projection_size": 16}
    model = SiglipModel(SiglipConfig(text_config=text, vision_config=vision))
    with torch.no_grad():  # as trained ones have them
        model.logit_scale.fill_(4.7)
        model.logit_bias.fill_(-60.0)
    model.save_pretrained(path)
    _words(path)
    return path


def _words(path: Path) -> None:
    """A tokenizer of whole words."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.normalizers import Lowercase
    from tokenizers.pre_tokenizers import Whitespace
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="<unk>"))
    made.normalizer, made.pre_tokenizer = Lowercase(), Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=made, bos_token="<s>", eos_token="</s>", pad_token="<pad>",
                            unk_token="<unk>").save_pretrained(path)

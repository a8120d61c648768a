"""Rules for what stands beside a diffusion model: VAEs, tiny autoencoders, text and vision encoders."""

from __future__ import annotations

from inference.identity.rule import Rule, Shape

VAE_ROOTS = ("", "first_stage_model.", "vae.", "autoencoder.")
_OWN, _DIFF = "decoder.mid.block_1.norm1.weight", "decoder.mid_block.resnets.0.norm1.weight"
_NO_CODEBOOK = ("quantize.embedding.weight",)
VAES = (
    Rule("sana", "DC-AE", {"decoder.project_in.main.conv.weight": ()}),
    Rule("sana", "DC-AE", {"decoder.conv_in.weight": (1024, 32, 3, 3),
                           "encoder.down_blocks.5.0.attn.to_q.weight": ()}),
    Rule("qwen", "Qwen-Image or Wan", {"decoder.conv1.weight": (384, 16, 3, 3, 3)}),
    Rule("qwen", "Qwen-Image or Wan", {"decoder.conv_in.weight": (384, 16, 3, 3, 3)}),
    *(Rule(family, name, {"decoder.conv_in.weight": (512, channels, 3, 3), inner: ()}, _NO_CODEBOOK)
      for family, name, channels in (("sd", "Stable Diffusion 1, 2 or XL", 4), ("flux", "FLUX.1, Z-Image or SD 3", 16),
                                     ("flux2", "FLUX.2", 32))
      for inner in (_OWN, _DIFF)),
)
# Ollin Boer Bohan's tiny autoencoders: 64 channels everywhere, so the latent's width names the family.
_LATENTS = ((4, "sd", "Stable Diffusion"), (16, "flux", "FLUX.1 or SD 3"), (32, "flux2", "FLUX.2"))
TINY = tuple(
    Rule(family, name, has) for channels, family, name in _LATENTS for has in (
        {"decoder.layers.0.weight": (64, channels, 3, 3)},
        {"1.weight": (64, channels, 3, 3), "3.conv.0.weight": (64, 64, 3, 3)},
        {"0.weight": (64, 3, 3, 3), "1.conv.0.weight": (64, 64, 3, 3), "14.weight": (channels, 64, 3, 3)},
        {"taesd_decoder.1.weight": (64, channels, 3, 3)}))

TEXT_ROOTS = ("", "cond_stage_model.transformer.", "cond_stage_model.model.", "conditioner.embedders.0.transformer.",
              "conditioner.embedders.1.model.", "conditioner.embedders.0.model.",
              "text_encoders.clip_l.transformer.", "text_encoders.clip_g.transformer.",
              "text_encoders.t5xxl.transformer.", "text_encoders.qwen25_7b.transformer.",
              "text_encoders.qwen3_4b.transformer.", "text_encoders.qwen3_8b.transformer.",
              "text_encoders.mistral3_24b.transformer.", "text_encoder.", "text_encoder_2.", "text_encoder_3.")
_WORDS = "embeddings.token_embedding.weight"
_MODEL = ("", "model.", "model.language_model.", "language_model.", "language_model.model.")


_EYES = ("visual.patch_embed.proj.weight", "model.visual.patch_embed.proj.weight")


def _language(family: str, name: str, vocabulary: int, width: int, *extra: str, sees: str = "",
              lacks: tuple[str, ...] = (), variant: str = "") -> tuple[Rule, ...]:
    eyes: dict[str, Shape] = {sees: ()} if sees else {}
    return tuple(Rule(family, name, {f"{root}embed_tokens.weight": (vocabulary, width),
                                     f"{root}layers.0.self_attn.q_proj.weight": (),
                                     **{root + e: () for e in extra}, **eyes}, lacks, variant) for root in _MODEL)


TEXT = (
    *(Rule(family, name, {root + _WORDS: (49408, width)}, ("logit_scale",)) for root in ("text_model.", "")
      for family, name, width in (("clip-l", "CLIP-L", 768), ("clip-g", "OpenCLIP bigG", 1280),
                                  ("clip-h", "OpenCLIP H", 1024))),
    Rule("clip-g", "OpenCLIP bigG", {"token_embedding.weight": (49408, 1280), "ln_final.weight": ()}),
    Rule("clip-h", "OpenCLIP H", {"token_embedding.weight": (49408, 1024), "ln_final.weight": ()}),
    Rule("umt5-xxl", "UMT5-XXL", {"shared.weight": (256384, 4096)}),
    Rule("t5-xxl", "T5-XXL", {"encoder.block.0.layer.0.SelfAttention.q.weight": (4096, 4096)}),
    Rule("t5-xxl", "T5-XXL", {"enc.blk.0.attn_q.weight": (4096, 4096)}),
    Rule("qwen2.5-vl", "Qwen2.5-VL 7B", {"token_embd.weight": (152064, 3584)}, variant="words"),
    Rule("qwen3-4b", "Qwen3 4B", {"token_embd.weight": (151936, 2560)}),
    Rule("qwen3-8b", "Qwen3 8B", {"token_embd.weight": (151936, 4096), "blk.0.attn_q_norm.weight": ()}),
    Rule("mistral-24b", "Mistral Small 24B", {"token_embd.weight": (131072, 5120)}),
    Rule("gemma2-2b", "Gemma 2 2B", {"token_embd.weight": (256000, 2304)}),
    *(rule for eyes in _EYES for rule in _language("qwen2.5-vl", "Qwen2.5-VL 7B", 152064, 3584, sees=eyes)),
    *_language("qwen2.5-vl", "Qwen2.5-VL 7B", 152064, 3584, variant="words"),
    *_language("qwen3-4b", "Qwen3 4B", 151936, 2560, "layers.0.self_attn.q_norm.weight", lacks=_EYES),
    *_language("qwen3-8b", "Qwen3 8B", 151936, 4096, "layers.0.self_attn.q_norm.weight", lacks=_EYES),
    *_language("mistral-24b", "Mistral Small 24B", 131072, 5120),
    *_language("gemma2-2b", "Gemma 2 2B", 256000, 2304),
)
LANGUAGE = (
    *(Rule("", "Language model", {f"{root}layers.0.self_attn.q_proj.weight": (), f"{root}embed_tokens.weight": ()})
      for root in _MODEL),
    Rule("", "Language model", {"token_embd.weight": (), "blk.0.attn_q.weight": ()}),
    Rule("", "Language model", {"token_embd.weight": (), "blk.0.attn_qkv.weight": ()}),
)
VISION = (
    Rule("clip", "CLIP", {"logit_scale": (), "visual_projection.weight": (),
                          "text_model.encoder.layers.0.mlp.fc1.weight": ()}, kind="clip"),
    Rule("clip", "SigLIP", {"logit_bias": (), "vision_model.head.probe": ()}, kind="clip"),
    Rule("clip-vision", "CLIP vision encoder", {"visual_projection.weight": (),
                                                "vision_model.encoder.layers.0.mlp.fc1.weight": ()},
         ("text_model.encoder.layers.0.mlp.fc1.weight",), kind="vision_encoder"),
    Rule("clip-vision", "SigLIP vision encoder", {"vision_model.head.probe": ()}, kind="vision_encoder"),
    Rule("blip", "BLIP", {"text_decoder.bert.embeddings.word_embeddings.weight": ()}, kind="captioner"),
    Rule("florence2", "Florence-2", {"model.language_model.encoder.layers.0.fc1.weight": (),
                                     "model.vision_tower.convs.0.conv.weight": ()}, kind="captioner"),
    *(Rule("sam3", "SAM 3", {f"{root}dot_product_scoring.text_proj.weight": (),
                             f"{root}detr_decoder.query_embed.weight": ()}, kind="segmenter")
      for root in ("detector_model.", "")),
    Rule("openclip", "OpenCLIP", {"visual.conv1.weight": (), "visual.proj": (), "token_embedding.weight": (),
                                  "text_projection": ()}, kind="clip"),
    Rule("florence2", "Florence-2", {"language_model.model.encoder.layers.0.fc1.weight": (),
                                     "image_projection": ()}, kind="captioner"),
)

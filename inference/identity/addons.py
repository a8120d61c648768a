"""Rules for what is added to a diffusion model: ControlNets, adapters, embeddings. LoRAs have a file of their own."""

from __future__ import annotations

from inference.identity.rule import Rule

_C, _T, _I = "controlnet", "t2i_adapter", "ip_adapter"
_HINT = "controlnet_cond_embedding.conv_in.weight"
_DOWN = "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight"
_KEY = "control_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight"
ROOTS = ("", "module.", "model.", "controlnet.")
RULES = (
    Rule("sdxl", "Stable Diffusion XL", {"lora_controlnet": ()}, kind=_C, variant="control-lora"),
    Rule("sd15", "Stable Diffusion 1.5", {_KEY: (320, 768)}, kind=_C),
    Rule("sd2", "Stable Diffusion 2", {_KEY: (320, 1024)}, kind=_C),
    Rule("sdxl", "Stable Diffusion XL", {"control_model.label_emb.0.0.weight": (1280, 2816)}, kind=_C),
    Rule("sd15", "Stable Diffusion 1.5", {"input_hint_block.0.weight": (), "zero_convs.0.0.weight": (),
                                          "input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight": (320, 768)},
         kind=_C),
    Rule("sdxl", "Stable Diffusion XL", {"task_embedding": (), "control_add_embedding.linear_1.weight": ()},
         kind=_C, variant="union"),
    Rule("sdxl", "Stable Diffusion XL", {_HINT: (), "add_embedding.linear_1.weight": (1280, 2816)}, kind=_C),
    Rule("sd15", "Stable Diffusion 1.5", {_HINT: (), _DOWN: (320, 768)}, kind=_C),
    Rule("sd2", "Stable Diffusion 2", {_HINT: (), _DOWN: (320, 1024)}, kind=_C),
    Rule("qwen", "Qwen-Image", {"controlnet_x_embedder.weight": (), "txt_norm.weight": ()}, kind=_C),
    Rule("flux", "FLUX.1", {"controlnet_x_embedder.weight": (), "controlnet_mode_embedder.weight": ()}, kind=_C,
         variant="union"),
    Rule("flux", "FLUX.1", {"controlnet_x_embedder.weight": (3072, None)}, kind=_C),
    Rule("flux", "FLUX.1", {"controlnet_blocks.0.weight": (), "input_hint_block.0.weight": (),
                            "double_blocks.0.img_attn.qkv.weight": (9216, 3072)}, kind=_C, variant="xlabs"),
    *(Rule("flux", "FLUX.1", {name: (None, 128)}, kind=_C, variant="lora")  # of Canny and Depth: a map beside latents
      for name in ("img_in.lora_A.weight", "transformer.x_embedder.lora_A.weight")),
    Rule("sd3", "Stable Diffusion 3", {"pos_embed_input.proj.weight": (), "controlnet_blocks.0.weight": ()}, kind=_C),
    Rule("sana", "Sana", {"controlnet_blocks.0.weight": (), "input_block.weight": (2240, 2240)}, kind=_C),
    Rule("zimage", "Z-Image", {"control_all_x_embedder.2-1.weight": (), "control_layers.0.before_proj.weight": ()},
         kind=_C, variant="union"),
    *(Rule("sdxl", "Stable Diffusion XL", {root + "conv_in.weight": (320, width, 3, 3), root + mark: ()}, kind=_T)
      for width in (256, 768) for root, mark in (("adapter.", "body.0.resnets.0.block1.weight"),
                                                 ("", "body.0.block1.weight"))),
    *(Rule("sd15", "Stable Diffusion 1.5", {root + "body.0.in_conv.weight": (80, None, 1, 1)}, kind=_T, variant="light")
      for root in ("adapter.", "")),
    Rule("sd15", "Stable Diffusion 1.5", {"adapter.conv_in.weight": (320, None, 3, 3)}, kind=_T),
    Rule("sd15", "Stable Diffusion 1.5", {"conv_in.weight": (320, None, 3, 3), "body.0.block1.weight": ()}, kind=_T),
    Rule("flux", "FLUX.1 Redux", {"redux_up.weight": (), "redux_down.weight": ()}, kind=_I, variant="redux"),
    Rule("flux", "FLUX.1", {"double_blocks.0.processor.ip_adapter_double_stream_k_proj.weight": ()}, kind=_I),
    Rule("sd3", "Stable Diffusion 3", {"ip_adapter.0.norm_ip.linear.weight": (), "image_proj.latents": ()}, kind=_I),
    Rule("flux", "FLUX.1", {"ip_adapter.0.to_k_ip.weight": (3072, None)}, kind=_I, variant="instantx"),
    *(Rule(family, name, {"ip_adapter.1.to_k_ip.weight": (None, width), "ip_adapter.0.to_q_lora.down.weight": ()},
           kind=_I, variant="faceid")
      for family, name, width in (("sd15", "Stable Diffusion 1.5", 768), ("sdxl", "Stable Diffusion XL", 2048))),
    *(Rule(family, name, {"ip_adapter.1.to_k_ip.weight": (None, width), marker: ()}, kind=_I, variant=variant)
      for marker, variant in (("image_proj.latents", "plus"), ("image_proj.perceiver_resampler.proj_in.weight",
                                                               "face-plus"),
                              ("image_proj.proj.0.weight", "face"), ("image_proj.proj.weight", ""))
      for family, name, width in (("sd15", "Stable Diffusion 1.5", 768), ("sdxl", "Stable Diffusion XL", 2048),
                                  ("sd2", "Stable Diffusion 2", 1024))),
)
# Textual inversion: a few vectors as wide as the text encoder's words.
_E = "embedding"
EMBEDDINGS = (
    Rule("sdxl", "Stable Diffusion XL", {"clip_l": (None, 768), "clip_g": (None, 1280)}, kind=_E),
    *(Rule(family, name, {key: shape}, kind=_E)
      for key in ("emb_params", "string_to_param.*") for shape in ((None, 768), (None, 1024), (None, 1280))
      for family, name in ({768: ("sd15", "Stable Diffusion 1.5"), 1024: ("sd2", "Stable Diffusion 2"),
                            1280: ("sdxl", "Stable Diffusion XL")}[shape[1]],)),
)

"""Writes tests/inference/layouts.json: names and shapes of the tensors of every published model architecture.

The classes of diffusers and transformers are built on torch's meta device, at the sizes of the published models, so
nothing is downloaded and no memory is used. Numbers in a row are folded: "blocks.{0-18}.weight".
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

SD = {"block_out_channels": (320, 640, 1280, 1280), "attention_head_dim": 8, "cross_attention_dim": 768}
SD2 = {**SD, "attention_head_dim": (5, 10, 20, 20), "cross_attention_dim": 1024, "use_linear_projection": True}
XL = {"block_out_channels": (320, 640, 1280), "attention_head_dim": (5, 10, 20), "cross_attention_dim": 2048,
      "transformer_layers_per_block": (1, 2, 10), "use_linear_projection": True, "addition_embed_type": "text_time",
      "addition_time_embed_dim": 256, "projection_class_embeddings_input_dim": 2816,
      "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D")}
XL_UP = {"up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D")}
REFINER = {"block_out_channels": (384, 768, 1536, 1536), "attention_head_dim": (6, 12, 24, 24),
           "cross_attention_dim": 1280, "transformer_layers_per_block": 4, "use_linear_projection": True,
           "addition_embed_type": "text_time", "addition_time_embed_dim": 256,
           "projection_class_embeddings_input_dim": 2560,
           "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
           "up_block_types": ("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D")}
VAE = {"block_out_channels": (128, 256, 512, 512), "layers_per_block": 2,
       "down_block_types": ("DownEncoderBlock2D",) * 4, "up_block_types": ("UpDecoderBlock2D",) * 4}
KLEIN = {"guidance_embeds": False}
DIFFUSERS: dict[str, tuple[str, dict[str, Any]]] = {
    "sd15 unet": ("UNet2DConditionModel", SD),
    "sd15 unet inpaint": ("UNet2DConditionModel", {**SD, "in_channels": 9}),
    "sd15 unet pix2pix": ("UNet2DConditionModel", {**SD, "in_channels": 8}),
    "sd2 unet": ("UNet2DConditionModel", SD2),
    "sd2 unet inpaint": ("UNet2DConditionModel", {**SD2, "in_channels": 9}),
    "sdxl unet": ("UNet2DConditionModel", {**XL, **XL_UP}),
    "sdxl unet inpaint": ("UNet2DConditionModel", {**XL, **XL_UP, "in_channels": 9}),
    "sdxl unet pix2pix": ("UNet2DConditionModel", {**XL, **XL_UP, "in_channels": 8}),
    "sdxl unet refiner": ("UNet2DConditionModel", REFINER),
    "sd3 transformer medium": ("SD3Transformer2DModel", {
        "num_layers": 24, "num_attention_heads": 24, "caption_projection_dim": 1536, "sample_size": 128}),
    "sd3 transformer 3.5 medium": ("SD3Transformer2DModel", {
        "num_layers": 24, "num_attention_heads": 24, "caption_projection_dim": 1536, "sample_size": 128,
        "dual_attention_layers": tuple(range(13)), "qk_norm": "rms_norm", "pos_embed_max_size": 384}),
    "sd3 transformer 3.5 large": ("SD3Transformer2DModel", {
        "num_layers": 38, "num_attention_heads": 38, "caption_projection_dim": 2432, "sample_size": 128,
        "qk_norm": "rms_norm", "pos_embed_max_size": 192}),
    "flux transformer dev": ("FluxTransformer2DModel", {"guidance_embeds": True}),
    "flux transformer schnell": ("FluxTransformer2DModel", {"guidance_embeds": False}),
    "flux transformer fill": ("FluxTransformer2DModel", {"guidance_embeds": True, "in_channels": 384,
                                                         "out_channels": 64}),
    "flux2 transformer klein-4b": ("Flux2Transformer2DModel", {
        **KLEIN, "num_layers": 5, "num_single_layers": 20, "num_attention_heads": 24, "joint_attention_dim": 7680}),
    "flux2 transformer klein-9b": ("Flux2Transformer2DModel", {
        **KLEIN, "num_layers": 8, "num_single_layers": 24, "num_attention_heads": 32, "joint_attention_dim": 12288}),
    "flux2 transformer dev": ("Flux2Transformer2DModel", {}),
    "zimage transformer": ("ZImageTransformer2DModel", {}),
    "qwen transformer": ("QwenImageTransformer2DModel", {"guidance_embeds": False}),
    "sana transformer": ("SanaTransformer2DModel", {}),
    "pixart transformer sigma": ("PixArtTransformer2DModel", {
        "sample_size": 128, "cross_attention_dim": 1152, "caption_channels": 4096, "use_additional_conditions": False}),
    "pixart transformer alpha": ("PixArtTransformer2DModel", {
        "sample_size": 128, "cross_attention_dim": 1152, "caption_channels": 4096, "use_additional_conditions": True}),
    "chroma transformer": ("ChromaTransformer2DModel", {}),
    "sd vae": ("AutoencoderKL", VAE),
    "flux vae": ("AutoencoderKL", {**VAE, "latent_channels": 16, "use_quant_conv": False,
                                   "use_post_quant_conv": False}),
    "flux2 vae": ("AutoencoderKLFlux2", {}),
    "qwen vae": ("AutoencoderKLQwenImage", {}),
    "sana vae": ("AutoencoderDC", {
        "latent_channels": 32, "encoder_block_types": ("ResBlock",) * 3 + ("EfficientViTBlock",) * 3,
        "decoder_block_types": ("ResBlock",) * 3 + ("EfficientViTBlock",) * 3,
        "encoder_block_out_channels": (128, 256, 512, 512, 1024, 1024),
        "decoder_block_out_channels": (128, 256, 512, 512, 1024, 1024),
        "encoder_layers_per_block": (2, 2, 2, 3, 3, 3), "decoder_layers_per_block": (3, 3, 3, 3, 3, 3),
        "encoder_qkv_multiscales": ((), (), (), (5,), (5,), (5,)),
        "decoder_qkv_multiscales": ((), (), (), (5,), (5,), (5,)),
        "decoder_norm_types": "rms_norm", "upsample_block_type": "interpolate"}),
    "tiny vae": ("AutoencoderTiny", {}),
    "tiny vae flux": ("AutoencoderTiny", {"latent_channels": 16}),
    "sd15 controlnet": ("ControlNetModel", SD),
    "sdxl controlnet": ("ControlNetModel", XL),
    "sdxl controlnet union": ("ControlNetUnionModel", XL),
    "sd3 controlnet": ("SD3ControlNetModel", {"num_layers": 6}),
    "flux controlnet": ("FluxControlNetModel", {"num_layers": 5, "num_single_layers": 10, "guidance_embeds": True}),
    "flux controlnet union": ("FluxControlNetModel", {"num_layers": 5, "num_single_layers": 10,
                                                      "guidance_embeds": True, "num_mode": 10}),
    "qwen controlnet": ("QwenImageControlNetModel", {"num_layers": 5}),
    "zimage controlnet": ("ZImageControlNetModel", {"control_layers_places": [0, 5, 10, 15, 20, 25],
                                                    "control_in_dim": 16}),
    "sana controlnet": ("SanaControlNetModel", {"num_layers": 7}),
    "sd15 t2i": ("T2IAdapter", {"in_channels": 3, "channels": (320, 640, 1280, 1280), "num_res_blocks": 2,
                                "downscale_factor": 8, "adapter_type": "full_adapter"}),
    "sdxl t2i": ("T2IAdapter", {"in_channels": 3, "channels": (320, 640, 1280, 1280), "num_res_blocks": 2,
                                "downscale_factor": 16, "adapter_type": "full_adapter_xl"}),
}
CLIP_L = {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12}
CLIP_G = {"hidden_size": 1280, "intermediate_size": 5120, "num_hidden_layers": 32, "num_attention_heads": 20,
          "projection_dim": 1280}
CLIP_H = {"hidden_size": 1024, "intermediate_size": 4096, "num_hidden_layers": 23, "num_attention_heads": 16}
T5 = {"d_model": 4096, "d_ff": 10240, "d_kv": 64, "num_heads": 64, "num_layers": 24, "vocab_size": 32128,
      "feed_forward_proj": "gated-gelu"}
QWEN25 = {"hidden_size": 3584, "intermediate_size": 18944, "num_hidden_layers": 28, "num_attention_heads": 28,
          "num_key_value_heads": 4, "vocab_size": 152064}
QWEN3 = {"hidden_size": 2560, "intermediate_size": 9728, "num_hidden_layers": 36, "num_attention_heads": 32,
         "num_key_value_heads": 8, "head_dim": 128, "vocab_size": 151936}
TRANSFORMERS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "clip-l": ("CLIPTextModel", "CLIPTextConfig", CLIP_L),
    "clip-g": ("CLIPTextModelWithProjection", "CLIPTextConfig", CLIP_G),
    "clip-h": ("CLIPTextModel", "CLIPTextConfig", CLIP_H),
    "t5-xxl": ("T5EncoderModel", "T5Config", T5),
    "qwen2.5-vl": ("Qwen2_5_VLForConditionalGeneration", "Qwen2_5_VLConfig", {"text_config": QWEN25}),
    "qwen3-4b": ("Qwen3ForCausalLM", "Qwen3Config", {**QWEN3, "tie_word_embeddings": True}),
    "qwen3-8b": ("Qwen3ForCausalLM", "Qwen3Config", {**QWEN3, "hidden_size": 4096, "intermediate_size": 12288}),
    "gemma2-2b": ("Gemma2Model", "Gemma2Config", {}),
    "mistral-24b": ("MistralModel", "MistralConfig", {
        "hidden_size": 5120, "intermediate_size": 32768, "num_hidden_layers": 40, "num_attention_heads": 32,
        "num_key_value_heads": 8, "head_dim": 128, "vocab_size": 131072}),
    "clip-vision-h": ("CLIPVisionModelWithProjection", "CLIPVisionConfig", {
        "hidden_size": 1280, "intermediate_size": 5120, "num_hidden_layers": 32, "num_attention_heads": 16,
        "projection_dim": 1024, "patch_size": 14}),
    "clip": ("CLIPModel", "CLIPConfig", {}),
    "sam": ("SamModel", "SamConfig", {}),
    "sam2": ("Sam2Model", "Sam2Config", {}),
    "depth-anything": ("DepthAnythingForDepthEstimation", "DepthAnythingConfig", {}),
    "dpt": ("DPTForDepthEstimation", "DPTConfig", {}),
    "blip": ("BlipForConditionalGeneration", "BlipConfig", {}),
}


def main() -> int:
    from inference.torchvision_shim import declare

    declare()
    import diffusers
    import torch
    import transformers

    made = {}
    with torch.device("meta"):
        for name, (kind, facts) in DIFFUSERS.items():
            made[name] = folded(getattr(diffusers, kind)(**facts).state_dict())
        for name, (kind, config, facts) in TRANSFORMERS.items():
            model = getattr(transformers, kind)(getattr(transformers, config)(**facts))
            made[name] = folded(model.state_dict())
    rows = [f" {json.dumps(name)}: {json.dumps(layout)}" for name, layout in made.items()]
    (ROOT / "tests" / "inference" / "layouts.json").write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    return 0


def folded(state: Any) -> dict[str, list[int]]:
    """Names that differ in one number only, with the same shape, become one; number after number."""
    names = {name: tuple(tensor.shape) for name, tensor in state.items()}
    for place in range(4):
        names = _folded(names, place)
    return {name: list(shape) for name, shape in names.items()}


def _folded(names: dict[str, tuple[int, ...]], place: int) -> dict[str, tuple[int, ...]]:
    groups: dict[tuple[str, tuple[int, ...]], list[int]] = {}
    made: dict[str, tuple[int, ...]] = {}
    for name, shape in names.items():
        numbers = list(re.finditer(r"(?<=\.)(\d+|{\d+-\d+})(?=\.)", name))
        if len(numbers) <= place or "{" in numbers[place].group():
            made[name] = shape
            continue
        found = numbers[place]
        groups.setdefault((name[:found.start()] + "#" + name[found.end():], shape), []).append(int(found.group()))
    for (pattern, shape), values in groups.items():
        for low, high in runs(sorted(values)):
            made[pattern.replace("#", str(low) if low == high else f"{{{low}-{high}}}", 1)] = shape
    return made


def runs(numbers: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


if __name__ == "__main__":
    sys.exit(main())

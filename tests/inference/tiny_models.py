"""A tiny random model of every family: the real classes of diffusers at sizes that run in a moment.

`folder(name, place)` builds one once and saves it as a diffusers folder that says it was trained at 64 px.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tiny  # type: ignore[import-not-found]
import tiny_words as words  # type: ignore[import-not-found]

NATIVE = 64
DEEP: dict[str, Any] = {}  # what a U-Net has more of, while `deep` builds
XL = {"addition_embed_type": "text_time", "addition_time_embed_dim": 8, "cross_attention_dim": 80,
      "use_linear_projection": True, "transformer_layers_per_block": 1}
FLUX_VAE = {"latent_channels": 16, "use_quant_conv": False, "use_post_quant_conv": False}


def vae(**facts: Any) -> Any:
    from diffusers import AutoencoderKL

    return AutoencoderKL(**{**tiny.VAE, "layers_per_block": 1, **facts})


def unet(**facts: Any) -> Any:
    from diffusers import UNet2DConditionModel

    small = {"block_out_channels": (16, 32), "layers_per_block": 1,
             "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
             "up_block_types": ("CrossAttnUpBlock2D", "UpBlock2D")}
    return UNet2DConditionModel(**{**tiny.UNET, "in_channels": 4, **small, **facts, **DEEP})


def old_scheduler() -> Any:
    from diffusers import PNDMScheduler

    return PNDMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", skip_prk_steps=True,
                         steps_offset=1, set_alpha_to_one=False)


def flow(**facts: Any) -> Any:
    from diffusers import FlowMatchEulerDiscreteScheduler

    return FlowMatchEulerDiscreteScheduler(**facts)


def _sd15(kind: str = "StableDiffusionPipeline", **facts: Any) -> Any:
    import diffusers

    more = {"image_encoder": None} if "Pix2Pix" in kind else {}
    return getattr(diffusers, kind)(
        vae=vae(), text_encoder=words.clip(), tokenizer=words.clip_tokenizer(), unet=unet(**facts),
        scheduler=old_scheduler(), safety_checker=None, feature_extractor=None, requires_safety_checker=False, **more)


def _sd2(channels: int = 4, **facts: Any) -> Any:
    """Version 2: linear projections, OpenCLIP, and 768 px models that predict v."""
    import diffusers

    schedule = {**old_scheduler().config, "prediction_type": "v_prediction", **facts}
    return (diffusers.StableDiffusionInpaintPipeline if channels == 9 else diffusers.StableDiffusionPipeline)(
        vae=vae(), text_encoder=words.clip(hidden_act="gelu"), tokenizer=words.clip_tokenizer(),
        unet=unet(use_linear_projection=True, in_channels=channels),
        scheduler=diffusers.PNDMScheduler.from_config(schedule),
        safety_checker=None, feature_extractor=None, requires_safety_checker=False)


def _lcm() -> Any:
    import diffusers

    return diffusers.LatentConsistencyModelPipeline(
        vae=vae(), text_encoder=words.clip(), tokenizer=words.clip_tokenizer(), unet=unet(time_cond_proj_dim=32),
        scheduler=diffusers.LCMScheduler(), safety_checker=None, feature_extractor=None,
        requires_safety_checker=False)


def _sdxl(kind: str = "StableDiffusionXLPipeline", channels: int = 4) -> Any:
    import diffusers

    return getattr(diffusers, kind)(
        vae=vae(scaling_factor=0.13025), text_encoder=words.clip(), tokenizer=words.clip_tokenizer(),
        text_encoder_2=words.clip(True, 48, hidden_act="gelu"), tokenizer_2=words.clip_tokenizer(),
        unet=unet(**XL, in_channels=channels, projection_class_embeddings_input_dim=96), scheduler=old_scheduler())


def _refiner() -> Any:
    import diffusers

    return diffusers.StableDiffusionXLImg2ImgPipeline(
        vae=vae(scaling_factor=0.13025), text_encoder=None, tokenizer=None,
        text_encoder_2=words.clip(True, 48, hidden_act="gelu"), tokenizer_2=words.clip_tokenizer(),
        unet=unet(**{**XL, "cross_attention_dim": 48}, projection_class_embeddings_input_dim=88),
        scheduler=old_scheduler(), requires_aesthetics_score=True, force_zeros_for_empty_prompt=False)


def _sd3(dual: tuple[int, ...] = (), norm: str | None = "rms_norm") -> Any:
    import diffusers

    network = diffusers.SD3Transformer2DModel(
        sample_size=32, patch_size=2, in_channels=16, out_channels=16, num_layers=2, attention_head_dim=8,
        num_attention_heads=4, caption_projection_dim=32, joint_attention_dim=80, pooled_projection_dim=80,
        dual_attention_layers=dual, qk_norm=norm)
    return diffusers.StableDiffusion3Pipeline(
        transformer=network, vae=vae(**FLUX_VAE, shift_factor=0.0609, scaling_factor=1.5305), scheduler=flow(shift=3.0),
        text_encoder=words.clip(True), tokenizer=words.clip_tokenizer(), text_encoder_2=words.clip(True, 48),
        tokenizer_2=words.clip_tokenizer(), text_encoder_3=words.t5(80), tokenizer_3=words.t5_tokenizer())


def _flux(kind: str = "FluxPipeline", guided: bool = True, channels: int = 64) -> Any:
    import diffusers

    network = diffusers.FluxTransformer2DModel(
        patch_size=1, in_channels=channels, out_channels=64, num_layers=1, num_single_layers=1, attention_head_dim=16,
        num_attention_heads=2, joint_attention_dim=32, pooled_projection_dim=32, axes_dims_rope=[4, 4, 8],
        guidance_embeds=guided)
    return getattr(diffusers, kind)(
        transformer=network, vae=vae(**FLUX_VAE, shift_factor=0.1159, scaling_factor=0.3611),
        scheduler=flow(use_dynamic_shifting=guided),
        text_encoder=words.clip(vocab_size=words.WORDS["clip"], eos_token_id=2), tokenizer=words.clip_tokenizer(),
        text_encoder_2=words.t5(), tokenizer_2=words.t5_tokenizer())


def _flux2(dev: bool = False) -> Any:
    import diffusers

    network = diffusers.Flux2Transformer2DModel(
        patch_size=1, in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=16, num_attention_heads=2,
        joint_attention_dim=48, timestep_guidance_channels=256, axes_dims_rope=[4, 4, 4, 4], guidance_embeds=dev)
    coder = diffusers.AutoencoderKLFlux2(
        in_channels=3, out_channels=3, down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4, block_out_channels=(4, 4, 4, 4), layers_per_block=1,
        latent_channels=4, norm_num_groups=1, sample_size=64)
    if dev:
        return diffusers.Flux2Pipeline(
            transformer=network, vae=coder, scheduler=flow(use_dynamic_shifting=True), text_encoder=words.mistral(),
            tokenizer=words.mistral_processor())
    return diffusers.Flux2KleinPipeline(
        transformer=network, vae=coder, scheduler=flow(use_dynamic_shifting=True), text_encoder=words.qwen3(True),
        tokenizer=words.qwen_tokenizer(), is_distilled=True)


def _zimage() -> Any:
    import diffusers
    import torch

    network = diffusers.ZImageTransformer2DModel(
        all_patch_size=(2,), all_f_patch_size=(1,), in_channels=16, dim=32, n_layers=2, n_refiner_layers=1, n_heads=2,
        n_kv_heads=2, norm_eps=1e-5, qk_norm=True, cap_feat_dim=16, rope_theta=256.0, t_scale=1000.0,
        axes_dims=[8, 4, 4], axes_lens=[1024, 512, 512])
    with torch.no_grad():
        network.x_pad_token.fill_(1.0)
        network.cap_pad_token.fill_(1.0)
    return diffusers.ZImagePipeline(
        transformer=network, vae=vae(latent_channels=16, scaling_factor=0.3611, shift_factor=0.1159),
        scheduler=flow(shift=3.0), text_encoder=words.qwen3(), tokenizer=words.qwen_tokenizer())


def _qwen(kind: str = "QwenImagePipeline") -> Any:
    import diffusers

    coder = diffusers.AutoencoderKLQwenImage(
        base_dim=8, z_dim=4, dim_mult=[1, 2, 4, 4], num_res_blocks=2, temperal_downsample=[False, True, True],
        latents_mean=[0.0] * 4, latents_std=[1.0] * 4)
    network = diffusers.QwenImageTransformer2DModel(
        patch_size=2, in_channels=16, out_channels=4, num_layers=2, attention_head_dim=16, num_attention_heads=3,
        joint_attention_dim=16, guidance_embeds=False, axes_dims_rope=(8, 4, 4))
    more = {"processor": words.qwen_processor()} if "Edit" in kind else {}
    return getattr(diffusers, kind)(
        transformer=network, vae=coder, scheduler=flow(use_dynamic_shifting=True), text_encoder=words.qwen_vl(),
        tokenizer=words.qwen_tokenizer(), **more)


def _chroma() -> Any:
    import diffusers

    network = diffusers.ChromaTransformer2DModel(
        patch_size=1, in_channels=64, num_layers=1, num_single_layers=1, attention_head_dim=16, num_attention_heads=2,
        joint_attention_dim=32, axes_dims_rope=[4, 4, 8], approximator_hidden_dim=32, approximator_layers=1,
        approximator_num_channels=16)
    return diffusers.ChromaPipeline(
        transformer=network, vae=vae(**FLUX_VAE, shift_factor=0.1159, scaling_factor=0.3611), scheduler=flow(),
        text_encoder=words.t5(), tokenizer=words.t5_tokenizer())


def _pixart() -> Any:
    import diffusers

    network = diffusers.PixArtTransformer2DModel(
        sample_size=8, num_layers=2, patch_size=2, attention_head_dim=8, num_attention_heads=3, caption_channels=32,
        in_channels=4, cross_attention_dim=24, out_channels=8, attention_bias=True, activation_fn="gelu-approximate",
        num_embeds_ada_norm=1000, norm_type="ada_norm_single", norm_elementwise_affine=False, norm_eps=1e-6)
    return diffusers.PixArtSigmaPipeline(
        transformer=network, vae=vae(), scheduler=old_scheduler_of(), text_encoder=words.t5(),
        tokenizer=words.t5_tokenizer())


def old_scheduler_of() -> Any:
    from diffusers import DPMSolverMultistepScheduler

    return DPMSolverMultistepScheduler(beta_start=0.0001, beta_end=0.02)


def _sana() -> Any:
    import diffusers

    network = diffusers.SanaTransformer2DModel(
        patch_size=1, in_channels=4, out_channels=4, num_layers=2, num_attention_heads=2, attention_head_dim=4,
        num_cross_attention_heads=2, cross_attention_head_dim=4, cross_attention_dim=8, caption_channels=8,
        sample_size=32)
    blocks = ("ResBlock", "EfficientViTBlock")
    coder = diffusers.AutoencoderDC(
        in_channels=3, latent_channels=4, attention_head_dim=2, encoder_block_types=blocks, decoder_block_types=blocks,
        encoder_block_out_channels=(8, 8), decoder_block_out_channels=(8, 8), encoder_qkv_multiscales=((), (5,)),
        decoder_qkv_multiscales=((), (5,)), encoder_layers_per_block=(1, 1), decoder_layers_per_block=[1, 1],
        downsample_block_type="conv", upsample_block_type="interpolate", decoder_norm_types="rms_norm",
        decoder_act_fns="silu", scaling_factor=0.41407)
    return diffusers.SanaPipeline(
        transformer=network, vae=coder, text_encoder=words.gemma(), tokenizer=words.qwen_tokenizer(),
        scheduler=diffusers.DPMSolverMultistepScheduler(use_flow_sigmas=True, prediction_type="flow_prediction",
                                                        flow_shift=3.0))


BUILDERS: dict[str, Callable[[], Any]] = {
    "sd15": _sd15, "sd15-inpaint": lambda: _sd15("StableDiffusionInpaintPipeline", in_channels=9), "sd15-lcm": _lcm,
    "sd15-turbo": _sd15, "pix2pix": lambda: _sd15("StableDiffusionInstructPix2PixPipeline", in_channels=8),
    "sd2": _sd2, "sd2-inpaint": lambda: _sd2(9, prediction_type="epsilon"),
    "sd-turbo": lambda: _sd2(prediction_type="epsilon"),
    "sdxl": _sdxl, "sdxl-turbo": _sdxl, "sdxl-lightning": _sdxl, "sdxl-lcm": _sdxl,
    "sdxl-inpaint": lambda: _sdxl("StableDiffusionXLInpaintPipeline", 9), "sdxl-refiner": _refiner,
    "pix2pix-xl": lambda: _sdxl("StableDiffusionXLInstructPix2PixPipeline", 8),
    "sd3-medium": lambda: _sd3(norm=None), "sd35-medium": lambda: _sd3((0,)), "sd35-large": _sd3,
    "sd35-large-turbo": _sd3, "flux-dev": _flux, "flux-schnell": lambda: _flux(guided=False),
    "flux-fill": lambda: _flux("FluxFillPipeline", channels=384), "flux-kontext": lambda: _flux("FluxKontextPipeline"),
    "flux-canny": lambda: _flux("FluxControlPipeline", channels=128),
    "flux2-klein": _flux2, "flux2-dev": lambda: _flux2(True), "zimage": _zimage, "zimage-turbo": _zimage,
    "qwen": _qwen, "qwen-edit": lambda: _qwen("QwenImageEditPipeline"),
    "qwen-edit-plus": lambda: _qwen("QwenImageEditPlusPipeline"), "chroma": _chroma, "pixart": _pixart, "sana": _sana,
}


def deep(name: str, place: Path) -> Path:
    """The same for a family with a U-Net, with as many levels and layers as the published ones: adapters speak of
    their blocks by number."""
    crossing = ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D") if "xl" in name else (
        *("CrossAttnDownBlock2D",) * 3, "DownBlock2D")
    DEEP.update(block_out_channels=(16, 32, 32, 32)[:len(crossing)], layers_per_block=2, down_block_types=crossing,
                up_block_types=tuple(kind.replace("Down", "Up") for kind in reversed(crossing)))
    try:
        return folder(name, place / "deep")
    finally:
        DEEP.clear()


def folder(name: str, place: Path) -> Path:
    """The diffusers folder of the tiny model `name` below `place`, built when it is not there."""
    import torch

    path = place / name
    if (path / "model_index.json").is_file():
        return path
    torch.manual_seed(0)
    pipe = BUILDERS[name]()
    pipe.set_progress_bar_config(disable=True)
    pipe.save_pretrained(path)
    index = json.loads((path / "model_index.json").read_text())
    (path / "model_index.json").write_text(json.dumps({**index, "_native": NATIVE}))
    return path

"""One stripped file of every family and kind, with what it must be recognised as: tests and the benchmark use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from inference.headers import Header, Tensor
from tests.inference import layouts
from tests.inference.layouts import Layout, header, layout, under
from tests.inference.specimen import Specimen, clip
from tests.inference.specimen import specimen as _one
from tests.inference.specimens_addons import addons, loras

N = "model.diffusion_model."


def specimens() -> Iterator[Specimen]:
    for part in (_checkpoints, _models, _quantised, _parts, loras, addons, _networks):
        yield from part()


# ---- whole checkpoints

def _sd(unet: str, text: str) -> Layout:
    words = (clip("clip-l", "cond_stage_model.transformer.") if text == "clip-l" else
             under("cond_stage_model.model.", layouts.open_clip(layout("clip-h"))))
    return {**under(N, layouts.ldm_unet(layout(unet))), **_vae(), **words, "alphas_cumprod": (1000,), "betas": (1000,)}


def _vae() -> Layout:
    return under("first_stage_model.", layouts.ldm_vae(layout("sd vae")))


def _xl(unet: str) -> Layout:
    big = layouts.open_clip(layout("clip-g"))
    words = under("conditioner.embedders.0.model.", big) if "refiner" in unet else {
        **clip("clip-l", "conditioner.embedders.0.transformer."), **under("conditioner.embedders.1.model.", big)}
    return {**under(N, layouts.ldm_unet(layout(unet))), **_vae(), **words}


def _sd3_all() -> Layout:
    return {**under(N, layouts.stability_mmdit(layout("sd3 transformer medium"))), **under(
        "first_stage_model.", layouts.ldm_vae(layout("flux vae"))),
        **clip("clip-l", "text_encoders.clip_l.transformer."), **clip("clip-g", "text_encoders.clip_g.transformer."),
        **under("text_encoders.t5xxl.transformer.", layout("t5-xxl"))}


def _flux_all() -> Layout:
    return {**under(N, layouts.bfl(layout("flux transformer dev"))), **under(
        "vae.", layouts.ldm_vae(layout("flux vae"))), **clip("clip-l", "text_encoders.clip_l.transformer.")}


def _checkpoints() -> Iterator[Specimen]:
    c = "checkpoint"
    yield _one("v1-5-pruned-emaonly.safetensors", c, "sd15", "", partial(_sd, "sd15 unet", "clip-l"))
    yield _one("dreamshaper_8LCM.safetensors", c, "sd15", "lcm", partial(_sd, "sd15 unet", "clip-l"))
    yield _one("sd-v1-5-inpainting.safetensors", c, "sd15", "inpaint", partial(_sd, "sd15 unet inpaint", "clip-l"))
    yield _one("instruct-pix2pix-00-22000.safetensors", c, "sd15", "pix2pix",
               partial(_sd, "sd15 unet pix2pix", "clip-l"))
    yield _one("v2-1_768-ema-pruned.safetensors", c, "sd2", "", partial(_sd, "sd2 unet", "clip-h"))
    yield _one("sd_turbo.safetensors", c, "sd2", "turbo", partial(_sd, "sd2 unet", "clip-h"))
    yield _one("512-inpainting-ema.safetensors", c, "sd2", "inpaint", partial(_sd, "sd2 unet inpaint", "clip-h"))
    yield _one("sd_xl_base_1.0.safetensors", c, "sdxl", "", partial(_xl, "sdxl unet"))
    yield _one("juggernautXL_v9.safetensors", c, "sdxl", "", partial(_xl, "sdxl unet"))
    yield _one("sd_xl_turbo_1.0_fp16.safetensors", c, "sdxl", "turbo", partial(_xl, "sdxl unet"))
    yield _one("dreamshaperXL_lightning.safetensors", c, "sdxl", "lightning", partial(_xl, "sdxl unet"))
    yield _one("sdxl_inpainting.safetensors", c, "sdxl", "inpaint", partial(_xl, "sdxl unet inpaint"))
    yield _one("cosxl_edit.safetensors", c, "sdxl", "pix2pix", partial(_xl, "sdxl unet pix2pix"))
    yield _one("sd_xl_refiner_1.0.safetensors", c, "sdxl", "refiner", partial(_xl, "sdxl unet refiner"))
    yield _one("sd3_medium_incl_clips_t5xxlfp16.safetensors", c, "sd3", "medium", _sd3_all)
    yield _one("flux1-dev-fp8.safetensors", c, "flux", "dev", lambda: header(_flux_all(), "F8_E4M3"), "fp8")


# ---- diffusion models alone, in both layouts

BOTH = (
    ("sd15 unet", layouts.ldm_unet, "sd15", "", "sd15"),
    ("sd15 unet inpaint", layouts.ldm_unet, "sd15", "inpaint", "a"),
    ("sd15 unet pix2pix", layouts.ldm_unet, "sd15", "pix2pix", "b"), ("sd2 unet", layouts.ldm_unet, "sd2", "", "c"),
    ("sd2 unet inpaint", layouts.ldm_unet, "sd2", "inpaint", "d"), ("sdxl unet", layouts.ldm_unet, "sdxl", "", "e"),
    ("sdxl unet inpaint", layouts.ldm_unet, "sdxl", "inpaint", "f"),
    ("sdxl unet refiner", layouts.ldm_unet, "sdxl", "refiner", "g"),
    ("sd3 transformer medium", layouts.stability_mmdit, "sd3", "medium", "sd3_medium"),
    ("sd3 transformer 3.5 medium", layouts.stability_mmdit, "sd3", "3.5-medium", "sd3.5_medium"),
    ("sd3 transformer 3.5 large", layouts.stability_mmdit, "sd3", "3.5-large", "sd3.5_large"),
    ("flux transformer dev", layouts.bfl, "flux", "dev", "flux1-dev"),
    ("flux transformer dev", layouts.bfl, "flux", "kontext", "flux1-kontext-dev"),
    ("flux transformer schnell", layouts.bfl, "flux", "schnell", "flux1-schnell"),
    ("flux transformer fill", layouts.bfl, "flux", "fill", "flux1-fill-dev"),
    ("flux2 transformer klein-4b", layouts.bfl, "flux2", "klein-4b", "flux-2-klein-4b"),
    ("flux2 transformer klein-9b", layouts.bfl, "flux2", "klein-9b", "flux-2-klein-9b"),
    ("flux2 transformer dev", layouts.bfl, "flux2", "dev", "flux2-dev"),
    ("zimage transformer", layouts.zimage, "zimage", "", "z_image"),
    ("zimage transformer", layouts.zimage, "zimage", "turbo", "z_image_turbo_bf16"),
    ("qwen transformer", dict, "qwen", "", "qwen_image_fp16"),
    ("qwen transformer", dict, "qwen", "edit", "qwen_image_edit_fp16"),
    ("qwen transformer", dict, "qwen", "edit-plus", "qwen_image_edit_2509"),
    ("sana transformer", layouts.sana, "sana", "", "Sana_1600M_1024px"),
    ("pixart transformer sigma", layouts.pixart, "pixart", "sigma", "PixArt-Sigma-XL-2-1024-MS"),
    ("pixart transformer alpha", layouts.pixart, "pixart", "alpha", "PixArt-XL-2-1024-MS"),
    ("chroma transformer", layouts.bfl, "chroma", "", "chroma-unlocked-v37"),
)


def _models() -> Iterator[Specimen]:
    for name, original, family, variant, file in BOTH:
        yield _one(f"{file}.safetensors", "diffusion", family, variant, lambda n=name, o=original: o(layout(n)))
        yield _one(f"{file}-root.safetensors", "diffusion", family, variant,
                   lambda n=name, o=original: under(N, o(layout(n))))
        yield _one(f"{file}-diffusers.safetensors", "diffusion", family, variant, partial(layout, name))


# ---- quantised

def gguf(names: Layout, kind: str) -> Header:
    """Matrices quantised, the rest as it was, as llama.cpp's tools do."""
    return Header("gguf", {n: Tensor(s, kind if len(s) == 2 and min(s) > 1 else "F32") for n, s in names.items()},
                  {"general.architecture": "flux"})


def nf4(names: Layout) -> Header:
    """bitsandbytes' layout: two numbers in a byte, and the constants of each block beside them."""
    made: dict[str, Tensor] = {}
    for name, shape in names.items():
        if len(shape) != 2 or not name.endswith(".weight"):
            made[name] = Tensor(shape)
            continue
        count = shape[0] * shape[1]
        made[name] = Tensor((count // 2, 1), "U8")
        made[name + ".absmax"] = Tensor((count // 64,), "F32")
        made[name + ".quant_map"] = Tensor((16,), "F32")
        made[name + ".quant_state.bitsandbytes__nf4"] = Tensor((160,), "U8")
    return Header("safetensors", made)


def nunchaku(names: Layout) -> Header:
    made: dict[str, Tensor] = {}
    for name, shape in names.items():
        if name.endswith(".weight") and "blocks" in name and len(shape) == 2:
            root = name.removesuffix("weight")
            made[root + "qweight"] = Tensor((shape[0], shape[1] // 2), "I8")
            made[root + "wscales"] = Tensor((shape[1] // 64, shape[0]))
            made[root + "smooth_factor"] = Tensor((shape[1],))
            made[root + "proj_down"] = Tensor((shape[1], 32))
        else:
            made[name] = Tensor(shape)
    return Header("safetensors", made)


def scaled_fp8(names: Layout) -> Header:
    made = {n: Tensor(s, "F8_E4M3" if len(s) == 2 else "BF16") for n, s in names.items()}
    return Header("safetensors", {**made, **{n[:-6] + "scale_weight": Tensor((), "F32") for n, t in made.items()
                                             if t.dtype == "F8_E4M3" and n.endswith(".weight")}})


def _quantised() -> Iterator[Specimen]:
    d = "diffusion"
    flux, schnell = partial(layout, "flux transformer dev"), partial(layout, "flux transformer schnell")
    yield _one("flux1-dev-Q4_K_S.gguf", d, "flux", "dev", lambda: gguf(layouts.bfl(flux()), "Q4_K"), "GGUF Q4_K")
    yield _one("flux1-schnell-Q8_0.gguf", d, "flux", "schnell", lambda: gguf(layouts.bfl(schnell()), "Q8_0"),
               "GGUF Q8_0")
    yield _one("sd3.5_large-Q5_0.gguf", d, "sd3", "3.5-large", lambda: gguf(layouts.stability_mmdit(
        layout("sd3 transformer 3.5 large")), "Q5_0"), "GGUF Q5_0")
    yield _one("qwen-image-Q4_K_M.gguf", d, "qwen", "", lambda: gguf(layout("qwen transformer"), "Q4_K"), "GGUF Q4_K")
    yield _one("z_image_turbo-Q6_K.gguf", d, "zimage", "turbo", lambda: gguf(
        layouts.zimage(layout("zimage transformer")), "Q6_K"), "GGUF Q6_K")
    yield _one("sdxl-unet-Q8_0.gguf", d, "sdxl", "", lambda: gguf(layouts.ldm_unet(layout("sdxl unet")), "Q8_0"),
               "GGUF Q8_0")
    yield _one("chroma-Q4_0.gguf", d, "chroma", "", lambda: gguf(layouts.bfl(layout("chroma transformer")), "Q4_0"),
               "GGUF Q4_0")
    yield _one("flux1-dev-bnb-nf4-v2.safetensors", d, "flux", "dev", lambda: nf4(under(N, layouts.bfl(flux()))), "nf4")
    yield _one("flux1-fill-nf4.safetensors", d, "flux", "fill", lambda: nf4(layout("flux transformer fill")), "nf4")
    yield _one("flux2-klein-nf4.safetensors", d, "flux2", "klein-4b", lambda: nf4(
        layouts.bfl(layout("flux2 transformer klein-4b"))), "nf4")
    yield _one("svdq-int4-flux.1-dev.safetensors", d, "flux", "dev", lambda: nunchaku(flux()), "svdq")
    yield _one("flux1-dev-kontext_fp8_scaled.safetensors", d, "flux", "kontext", lambda: scaled_fp8(
        layouts.bfl(flux())), "fp8")
    yield _one("qwen_image_edit_fp8_e4m3fn.safetensors", d, "qwen", "edit", lambda: header(
        layout("qwen transformer"), "F8_E4M3"), "fp8")


# ---- what stands beside

def _parts() -> Iterator[Specimen]:
    v, t = "vae", "text_encoder"
    for name, family in (("sd vae", "sd"), ("flux vae", "flux"), ("flux2 vae", "flux2")):
        yield _one(f"{family}-ae.safetensors", v, family, "", lambda n=name: layouts.ldm_vae(layout(n)))
        yield _one(f"{family}-vae-diffusers.safetensors", v, family, "", partial(layout, name))
    yield _one("vae-ft-mse-840000.ckpt", v, "sd", "", _vae)
    yield _one("qwen_image_vae.safetensors", v, "qwen", "", partial(layout, "qwen vae"))
    yield _one("wan_2.1_vae.safetensors", v, "qwen", "", lambda: {
        "decoder.conv1.weight": (384, 16, 3, 3, 3), "encoder.conv1.weight": (96, 3, 3, 3, 3),
        "decoder.middle.0.residual.0.gamma": (384, 1, 1, 1)})
    yield _one("dc-ae-f32c32.safetensors", v, "sana", "", partial(layout, "sana vae"))
    yield _one("taesd.safetensors", "preview", "sd", "", partial(layout, "tiny vae"))
    yield _one("taef1.safetensors", "preview", "flux", "", partial(layout, "tiny vae flux"))
    yield _one("clip_l.safetensors", t, "clip-l", "", partial(clip, "clip-l", ""))
    yield _one("text_encoder/model.safetensors", t, "clip-l", "", partial(layout, "clip-l"))
    yield _one("clip_g.safetensors", t, "clip-g", "", partial(layout, "clip-g"))
    yield _one("clip_h.safetensors", t, "clip-h", "", partial(clip, "clip-h", ""))
    yield _one("t5xxl_fp16.safetensors", t, "t5-xxl", "", partial(layout, "t5-xxl"))
    yield _one("t5xxl_fp8_e4m3fn.safetensors", t, "t5-xxl", "", lambda: header(layout("t5-xxl"), "F8_E4M3"), "fp8")
    yield _one("umt5_xxl.safetensors", t, "umt5-xxl", "", lambda: {
        **layout("t5-xxl"), "shared.weight": (256384, 4096)})
    yield _one("t5-v1_1-xxl-encoder-Q8_0.gguf", t, "t5-xxl", "", lambda: gguf(
        {"token_embd.weight": (32128, 4096), "enc.blk.0.attn_q.weight": (4096, 4096)}, "Q8_0"), "GGUF Q8_0")
    for name in ("qwen2.5-vl", "qwen3-4b", "qwen3-8b", "gemma2-2b", "mistral-24b"):
        yield _one(f"{name}.safetensors", t, name, "", partial(layout, name))
    yield from _comfy()
    yield _one("Qwen3-4B-Q4_K_M.gguf", t, "qwen3-4b", "", lambda: gguf(
        {"token_embd.weight": (151936, 2560), "blk.0.attn_q.weight": (4096, 2560),
         "blk.0.attn_q_norm.weight": (128,)}, "Q4_K"), "GGUF Q4_K")
    yield _one("llama-3.2-3b-Q4_K_M.gguf", "language", "", "", lambda: gguf(
        {"token_embd.weight": (128256, 3072), "blk.0.attn_q.weight": (3072, 3072)}, "Q4_K"), "GGUF Q4_K")
    yield _one("clip_vision_h.safetensors", "vision_encoder", "clip-vision", "", partial(layout, "clip-vision-h"))
    yield _one("clip-vit-base-patch32.safetensors", "clip", "clip", "", partial(layout, "clip"))


def _comfy() -> Iterator[Specimen]:
    """Text encoders and VAEs as Comfy-Org and llama.cpp write them: other roots, scales beside fp8 matrices, pruned."""
    v, t = "vae", "text_encoder"
    seeing = layouts.renamed(layout("qwen2.5-vl"), (
        (r"^model\.language_model\.", "model."), (r"^model\.visual", "visual")))
    words = {name: shape for name, shape in seeing.items() if not name.startswith("visual")}
    mistral = {name: shape for name, shape in under("model.", layout("mistral-24b")).items()
               if not re.search(r"layers\.3\d\.|model\.norm", name)}
    yield _one("qwen_2.5_vl_7b.safetensors", t, "qwen2.5-vl", "", lambda: seeing)
    yield _one("qwen_2.5_vl_7b_fp8_scaled.safetensors", t, "qwen2.5-vl", "", lambda: scaled(seeing), "fp8")
    yield _one("qwen_words_only.safetensors", t, "qwen2.5-vl", "words", lambda: words)
    yield _one("Qwen2.5-VL-7B-Instruct-Q4_K_M.gguf", t, "qwen2.5-vl", "words", lambda: gguf(
        {"token_embd.weight": (152064, 3584), "blk.0.attn_q.weight": (3584, 3584)}, "Q4_K"), "GGUF Q4_K")
    yield _one("mistral_3_small_flux2_bf16.safetensors", t, "mistral-24b", "", lambda: {
        **mistral, "tekken_model": (19399895,)})
    yield _one("mistral_3_small_flux2_fp8.safetensors", t, "mistral-24b", "", lambda: scaled(mistral), "fp8")
    yield _one("Mistral-Small-3.2-24B-Q4_K_M.gguf", t, "mistral-24b", "", lambda: gguf(
        {"token_embd.weight": (131072, 5120), "blk.0.attn_q.weight": (4096, 5120)}, "Q4_K"), "GGUF Q4_K")
    yield _one("Qwen3-8B-Q5_K_M.gguf", t, "qwen3-8b", "", lambda: gguf(
        {"token_embd.weight": (151936, 4096), "blk.0.attn_q.weight": (4096, 4096),
         "blk.0.attn_q_norm.weight": (128,)}, "Q5_K"), "GGUF Q5_K")
    yield _one("qwen_3_4b.safetensors", t, "qwen3-4b", "", lambda: {
        n: s for n, s in layout("qwen3-4b").items() if n != "lm_head.weight"})
    yield _one("t5xxl_fp8_e4m3fn_scaled.safetensors", t, "t5-xxl", "", lambda: scaled(layout("t5-xxl")), "fp8")
    yield _one("clip_g_fp8.safetensors", t, "clip-g", "", lambda: scaled(layout("clip-g")), "fp8")
    yield _one("qwen3vl_8b.safetensors", "language", "", "", lambda: {
        **layout("qwen3-8b"), "visual.patch_embed.proj.weight": (1152, 3, 2, 16, 16)})
    yield _one("flux2-vae.safetensors", v, "flux2", "", lambda: layouts.renamed(
        layouts.ldm_vae(layout("flux2 vae")), ((r"^quant_conv", "encoder.quant_conv"),
                                               (r"^post_quant_conv", "decoder.post_quant_conv"))))
    yield _one("qwen_image_vae_wan.safetensors", v, "qwen", "", lambda: layouts.wan_vae(layout("qwen vae")))


def scaled(names: Layout) -> Header:
    """ComfyUI's fp8: matrices at 8 bits, each with its scale, and a mark."""
    made = {n: Tensor(s, "F8_E4M3" if len(s) == 2 else "BF16") for n, s in names.items()}
    made |= {n.removesuffix("weight") + "scale_weight": Tensor((), "F32") for n, s in names.items() if len(s) == 2}
    return Header("safetensors", {**made, "scaled_fp8": Tensor((2,), "F8_E4M3")})


# ---- networks that work on pictures

def _networks() -> Iterator[Specimen]:
    yield _one("sam_vit_b.safetensors", "segmenter", "sam", "", partial(layout, "sam"))
    yield _one("sam_vit_b_01ec64.pth", "segmenter", "sam", "", lambda: {
        "image_encoder.patch_embed.proj.weight": (768, 3, 16, 16), "mask_decoder.iou_token.weight": (1, 256)})
    yield _one("sam2_hiera_tiny.safetensors", "segmenter", "sam2", "", partial(layout, "sam2"))
    yield _one("BiRefNet.safetensors", "background", "birefnet", "", lambda: {
        "bb.patch_embed.proj.weight": (192, 3, 4, 4), "bb.layers.0.blocks.0.attn.qkv.weight": (576, 192)})
    yield _one("RMBG-1.4.safetensors", "background", "isnet", "", lambda: {
        "conv_in.weight": (64, 3, 3, 3), "stage1.rebnconvin.conv_s1.weight": (64, 64, 3, 3)})
    yield _one("u2net.pth", "background", "u2net", "", lambda: {
        "stage1.rebnconvin.conv_s1.weight": (64, 3, 3, 3), "side1.weight": (1, 64, 3, 3)})
    yield _one("depth-anything-small.safetensors", "depth", "depth-anything", "", partial(layout, "depth-anything"))
    yield _one("dpt-large.safetensors", "depth", "dpt", "", partial(layout, "dpt"))
    yield _one("vitpose-base.safetensors", "pose", "vitpose", "", lambda: {
        "backbone.embeddings.patch_embeddings.projection.weight": (768, 3, 16, 16),
        "backbone.embeddings.position_embeddings": (1, 193, 768), "head.conv.weight": (17, 768, 3, 3)})
    yield _one("rtdetr_r50vd.safetensors", "detector", "detector", "", lambda: {
        "model.enc_score_head.weight": (80, 256), "model.enc_output.0.weight": (256, 256),
        "model.encoder_input_proj.0.0.weight": (256, 512, 1, 1)})
    yield _one("blip.safetensors", "captioner", "blip", "", partial(layout, "blip"))
    for file, family, first, names in (
            ("RealESRGAN_x4plus.pth", "esrgan", "conv_first.weight", (
                "conv_first.weight", "body.0.rdb1.conv1.weight", "conv_body.weight", "conv_last.weight")),
            ("4x-UltraSharp.pth", "esrgan", "model.0.weight", ("model.0.weight", "model.1.sub.0.RDB1.conv1.0.weight")),
            ("realesr-general-x4v3.pth", "compact", "body.0.weight", ("body.0.weight", "body.1.weight")),
            ("ntire_team_SAFMN.pth", "safmn", "to_feat.weight", (
                "to_feat.weight", "feats.0.norm1.weight", "feats.0.norm2.weight", "feats.0.safm.mfr.0.weight",
                "feats.0.safm.mfr.3.weight", "feats.0.safm.aggr.weight", "feats.0.ccm.ccm.0.weight",
                "feats.0.ccm.ccm.2.weight", "to_img.0.weight"))):
        yield _one(file, "upscaler", family, "", lambda f=first, n=names: {k: (64, 3, 3, 3) if k == f else (64,)
                                                                           for k in n})
    yield _one("big-lama.pt", "inpainter", "lama", "", lambda: {
        "generator.model.1.bn_l.running_mean": (64,), "generator.model.1.ffc.weight": (64, 4, 7, 7)})
    yield _one("GFPGANv1.4.pth", "face", "gfpgan", "", lambda: dict.fromkeys(_gfpgan(), (64,)))


def _gfpgan() -> list[str]:
    from inference.identity.networks import _published

    return next(net["any"][0] for net in _published() if net["id"] == "GFPGAN")

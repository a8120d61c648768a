"""One stripped file of every family and kind, with what it must be recognised as: tests and the benchmark use them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from inference.headers import Header, Tensor
from tests.inference import layouts
from tests.inference.layouts import Layout, header, layout, under

N = "model.diffusion_model."


@dataclass(frozen=True)
class Specimen:
    """`truth` is (kind, family, variant, method or quantisation)."""

    file: str
    truth: tuple[str, str, str, str]
    make: Callable[[], Header]


def specimens() -> Iterator[Specimen]:
    for part in (_checkpoints, _models, _quantised, _parts, _loras, _addons, _networks):
        yield from part()


def _one(file: str, kind: str, family: str, variant: str, make: Callable[[], Header | Layout],
         extra: str = "") -> Specimen:
    def whole() -> Header:
        made = make()
        return made if isinstance(made, Header) else header(made)

    return Specimen(file, (kind, family, variant, extra), whole)


# ---- whole checkpoints

def _clip(name: str, root: str) -> Layout:
    names = layout(name)
    return under(root, names if next(iter(names)).startswith("text_model.") else under("text_model.", names))


def _sd(unet: str, text: str) -> Layout:
    words = (_clip("clip-l", "cond_stage_model.transformer.") if text == "clip-l" else
             under("cond_stage_model.model.", layouts.open_clip(layout("clip-h"))))
    return {**under(N, layouts.ldm_unet(layout(unet))), **_vae(), **words, "alphas_cumprod": (1000,), "betas": (1000,)}


def _vae() -> Layout:
    return under("first_stage_model.", layouts.ldm_vae(layout("sd vae")))


def _xl(unet: str) -> Layout:
    big = layouts.open_clip(layout("clip-g"))
    words = under("conditioner.embedders.0.model.", big) if "refiner" in unet else {
        **_clip("clip-l", "conditioner.embedders.0.transformer."), **under("conditioner.embedders.1.model.", big)}
    return {**under(N, layouts.ldm_unet(layout(unet))), **_vae(), **words}


def _sd3_all() -> Layout:
    return {**under(N, layouts.stability_mmdit(layout("sd3 transformer medium"))), **under(
        "first_stage_model.", layouts.ldm_vae(layout("flux vae"))),
        **_clip("clip-l", "text_encoders.clip_l.transformer."), **_clip("clip-g", "text_encoders.clip_g.transformer."),
        **under("text_encoders.t5xxl.transformer.", layout("t5-xxl"))}


def _flux_all() -> Layout:
    return {**under(N, layouts.bfl(layout("flux transformer dev"))), **under(
        "vae.", layouts.ldm_vae(layout("flux vae"))), **_clip("clip-l", "text_encoders.clip_l.transformer.")}


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
    yield _one("clip_l.safetensors", t, "clip-l", "", partial(_clip, "clip-l", ""))
    yield _one("text_encoder/model.safetensors", t, "clip-l", "", partial(layout, "clip-l"))
    yield _one("clip_g.safetensors", t, "clip-g", "", partial(layout, "clip-g"))
    yield _one("clip_h.safetensors", t, "clip-h", "", partial(_clip, "clip-h", ""))
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


# ---- adapters

def _linear(names: Layout, pattern: str) -> Layout:
    return {n.removesuffix(".weight"): s for n, s in names.items()
            if n.endswith(".weight") and len(s) == 2 and re.search(pattern, n)}


def kohya(modules: Layout, root: str = "lora_unet_", rank: int = 16, dora: bool = False) -> Layout:
    made: Layout = {}
    for name, (out, into) in modules.items():
        flat = root + name.replace(".", "_")
        made |= {flat + ".lora_down.weight": (rank, into), flat + ".lora_up.weight": (out, rank), flat + ".alpha": ()}
        if dora:
            made[flat + ".dora_scale"] = (out, 1)
    return made


def peft(modules: Layout, root: str = "transformer.", rank: int = 16, dora: bool = False) -> Layout:
    made: Layout = {}
    for name, (out, into) in modules.items():
        made |= {f"{root}{name}.lora_A.weight": (rank, into), f"{root}{name}.lora_B.weight": (out, rank)}
        if dora:
            made[f"{root}{name}.lora_magnitude_vector"] = (out,)
    return made


def lokr(modules: Layout, root: str = "lycoris_", factor: int = 8) -> Layout:
    made: Layout = {}
    for name, (out, into) in modules.items():
        flat = root + name.replace(".", "_")
        made |= {flat + ".lokr_w1": (factor, factor), flat + ".lokr_w2_a": (out // factor, 16),
                 flat + ".lokr_w2_b": (16, into // factor), flat + ".alpha": ()}
    return made


def loha(modules: Layout, root: str = "lora_unet_") -> Layout:
    made: Layout = {}
    for name, (out, into) in modules.items():
        flat = root + name.replace(".", "_")
        made |= {f"{flat}.hada_{w}_{p}": (out, 8) if p == "a" else (8, into) for w in ("w1", "w2") for p in "ab"}
    return made


_ATTN = r"attn\d?\.(to_[qkv]|to_out\.0|add_[qkv]_proj)\.weight"


def _loras() -> Iterator[Specimen]:
    def one(file: str, family: str, make: Callable[[], Layout | Header], method: str = "LoRA") -> Specimen:
        return _one(file, "lora", family, "", make, method)

    def of(name: str, pattern: str = _ATTN, original: Callable[[Layout], Layout] = dict) -> Layout:
        return _linear(original(layout(name)), pattern)

    unets = (("sd15 unet", "sd15"), ("sd2 unet", "sd2"), ("sdxl unet", "sdxl"))
    for name, family in unets:
        yield one(f"{family}-kohya.safetensors", family, lambda n=name: kohya(of(n)))
        yield one(f"{family}-ldm.safetensors", family, lambda n=name: kohya(
            of(n, r"attn[12]\.to_[qkv]\.weight", layouts.ldm_unet)))
        yield one(f"{family}-peft.safetensors", family, lambda n=name: peft(of(n), "unet."))
        yield one(f"{family}-lokr.safetensors", family, lambda n=name: lokr(of(n)), "LoKr")
        yield one(f"{family}-loha.safetensors", family, lambda n=name: loha(of(n)), "LoHa")
        yield one(f"{family}-dora.safetensors", family, lambda n=name: kohya(of(n), dora=True), "DoRA")
    yield one("sdxl-feed-forward-only.safetensors", "sdxl", lambda: kohya(of("sdxl unet", r"ff\.net\.2\.weight")))
    yield one("sd15-self-attention-only.safetensors", "sd15", lambda: kohya(of("sd15 unet", r"attn1\.to_[qkv]")))
    yield one("sd15-with-text.safetensors", "sd15", lambda: {**kohya(of("sd15 unet")), **kohya(
        _linear(_clip("clip-l", ""), r"self_attn"), "lora_te_")})
    yield one("sdxl-with-text.safetensors", "sdxl", lambda: {**kohya(of("sdxl unet", r"attn1\.to_q")), **kohya(
        _linear(_clip("clip-l", ""), r"self_attn"), "lora_te1_"), **kohya(
            _linear(layout("clip-g"), r"self_attn"), "lora_te2_")})
    yield one("sd15-text-only.safetensors", "sd15", lambda: kohya(_linear(_clip("clip-l", ""), r"self_attn"),
                                                                  "lora_te_"))
    yield one("flux-kohya.safetensors", "flux", lambda: kohya(of(
        "flux transformer dev", r"(img|txt)_(attn|mlp|mod)|linear[12]|modulation", layouts.bfl)))
    yield one("flux-bfl.safetensors", "flux", lambda: peft(of(
        "flux transformer dev", r"(img|txt)_attn|linear[12]", layouts.bfl), "diffusion_model."))
    yield one("flux-double-only.safetensors", "flux", lambda: kohya(of(
        "flux transformer dev", r"img_attn", layouts.bfl)))
    yield one("flux-ai-toolkit.safetensors", "flux", lambda: peft(of(
        "flux transformer dev", r"attn\.to_[qkv]|proj_mlp|ff\.net|norm1?\.linear")))
    yield one("flux-xlabs.safetensors", "flux", lambda: {
        f"double_blocks.{i}.processor.{p}_lora{k}.{w}.weight": (16, 3072) if w == "down" else (9216, 16)
        for i in range(19) for p in ("qkv", "proj") for k in (1, 2) for w in ("down", "up")})
    yield one("flux-lokr.safetensors", "flux", lambda: lokr(of(
        "flux transformer dev", r"single_transformer_blocks\.\d+\.attn\.to_[qkv]|proj_mlp")), "LoKr")
    yield one("flux-dora.safetensors", "flux", lambda: peft(of(
        "flux transformer dev", r"attn\.to_[qkv]"), dora=True), "DoRA")
    for klein in ("klein-4b", "klein-9b", "dev"):
        name = f"flux2 transformer {klein}"
        yield one(f"flux2-{klein}.safetensors", "flux2", lambda n=name: peft(of(
            n, r"attn\.to_|ff\.linear|to_qkv_mlp_proj")))
        yield one(f"flux2-{klein}-bfl.safetensors", "flux2", lambda n=name: peft(of(
            n, r"img_attn|linear[12]|img_mlp", layouts.bfl), "diffusion_model."))
    yield one("chroma.safetensors", "chroma", lambda: replace(header(kohya(of(
        "chroma transformer", r"img_attn|linear[12]", layouts.bfl))), facts={"ss_base_model_version": "chroma"}))
    yield one("chroma-guidance.safetensors", "chroma", lambda: peft(of(
        "chroma transformer", r"distilled_guidance_layer|attn\.to_q")))
    for name, family in (("sd3 transformer 3.5 large", "sd3"), ("sd3 transformer medium", "sd3"),
                         ("qwen transformer", "qwen"), ("zimage transformer", "zimage"),
                         ("sana transformer", "sana"), ("pixart transformer sigma", "pixart")):
        pattern = r"(attn\d?|attention)\.(to_[qkv]|add_[qkv]_proj)\.weight"
        yield one(f"{family}-{name[-6:]}-peft.safetensors", family, lambda n=name, p=pattern: peft(of(n, p)))
        yield one(f"{family}-{name[-6:]}-lokr.safetensors", family, lambda n=name, p=pattern: lokr(of(n, p)), "LoKr")
    yield one("qwen-mlp.safetensors", "qwen", lambda: peft(of("qwen transformer", r"img_mlp"), "diffusion_model."))
    yield one("zimage-comfy.safetensors", "zimage", lambda: peft(of(
        "zimage transformer", r"attention\.(qkv|out)|feed_forward", layouts.zimage), "diffusion_model."))
    yield one("sd3-stability.safetensors", "sd3", lambda: kohya(of(
        "sd3 transformer 3.5 large", r"x_block\.attn\.qkv", layouts.stability_mmdit)))


# ---- ControlNets, adapters, embeddings

def control(names: Layout, root: str = "control_model.") -> Layout:
    """lllyasviel's ControlNet of 1.5: the encoder of the U-Net and a zero convolution after each block."""
    half = {n: s for n, s in layouts.ldm_unet(names).items() if not n.startswith(("output_blocks", "out."))}
    return under(root, {**half, "input_hint_block.0.weight": (16, 3, 3, 3), "zero_convs.0.0.weight": (320, 320, 1, 1)})


def _ip(width: int, *marks: str, first: int = 1) -> Layout:
    return {**dict.fromkeys(marks, (width, 1024)),
            **{f"ip_adapter.{i}.to_{p}_ip.weight": (640, width) for i in range(first, 140, 2) for p in "kv"}}


def _addons() -> Iterator[Specimen]:
    c, t, i, e = "controlnet", "t2i_adapter", "ip_adapter", "embedding"
    yield _one("control_v11p_sd15_canny.pth", c, "sd15", "", lambda: control(layout("sd15 unet")))
    yield _one("control_sd15_pruned.safetensors", c, "sd15", "", lambda: control(layout("sd15 unet"), ""))
    yield _one("control_v11p_sd21.safetensors", c, "sd2", "", lambda: control(layout("sd2 unet")))
    for name, family, variant in (("sd15 controlnet", "sd15", ""), ("sdxl controlnet", "sdxl", ""),
                                  ("sdxl controlnet union", "sdxl", "union"), ("sd3 controlnet", "sd3", ""),
                                  ("flux controlnet", "flux", ""), ("flux controlnet union", "flux", "union"),
                                  ("qwen controlnet", "qwen", ""), ("zimage controlnet", "zimage", "union"),
                                  ("sana controlnet", "sana", "")):
        yield _one(f"{name}.safetensors", c, family, variant, partial(layout, name))
    yield _one("control-lora-canny-rank256.safetensors", c, "sdxl", "control-lora", lambda: {
        "lora_controlnet": (), "input_blocks.4.1.transformer_blocks.0.attn2.to_k.down": (256, 2048),
        "input_blocks.4.1.transformer_blocks.0.attn2.to_k.up": (640, 256)})
    for name, family in (("sd15 t2i", "sd15"), ("sdxl t2i", "sdxl")):
        yield _one(f"{name}-diffusers.safetensors", t, family, "", partial(layout, name))
        yield _one(f"{name}-original.pth", t, family, "", lambda n=name: layouts.renamed(
            layout(n), ((r"^adapter\.", ""), (r"body\.0\.resnets\.0", "body.0"))))
    yield _one("ip-adapter_sd15.safetensors", i, "sd15", "", lambda: _ip(768, "image_proj.proj.weight"))
    yield _one("ip-adapter-plus_sd15.safetensors", i, "sd15", "plus", lambda: _ip(768, "image_proj.latents"))
    yield _one("ip-adapter_sdxl_vit-h.safetensors", i, "sdxl", "", lambda: _ip(2048, "image_proj.proj.weight"))
    yield _one("ip-adapter-plus_sdxl_vit-h.safetensors", i, "sdxl", "plus", lambda: _ip(2048, "image_proj.latents"))
    yield _one("ip-adapter-faceid_sdxl.bin", i, "sdxl", "faceid", lambda: {
        **_ip(2048, "image_proj.proj.0.weight"), "ip_adapter.0.to_q_lora.down.weight": (128, 640),
        "ip_adapter.0.to_q_lora.up.weight": (640, 128)})
    yield _one("flux-ip-adapter.safetensors", i, "flux", "", lambda: {
        "double_blocks.0.processor.ip_adapter_double_stream_k_proj.weight": (3072, 4096),
        "ip_adapter_proj_model.proj.weight": (16384, 768)})
    yield _one("flux1-redux-dev.safetensors", i, "flux", "redux", lambda: {
        "redux_up.weight": (12288, 1152), "redux_up.bias": (12288,), "redux_down.weight": (4096, 12288),
        "redux_down.bias": (4096,)})
    yield _one("ip-adapter-full-face_sd15.safetensors", i, "sd15", "face", lambda: _ip(
        768, "image_proj.proj.0.weight", "image_proj.proj.2.weight", "image_proj.proj.3.weight"))
    yield _one("sd35-large-ip-adapter.bin", i, "sd3", "", lambda: {
        "image_proj.latents": (1, 64, 1280), "image_proj.proj_in.weight": (1280, 1152),
        "ip_adapter.0.norm_ip.linear.weight": (4864, 1280), "ip_adapter.0.to_k_ip.weight": (2432, 2432)})
    yield _one("instantx-flux-ip-adapter.bin", i, "flux", "instantx", lambda: {
        "image_proj.proj.0.weight": (4096, 1152), "ip_adapter.0.to_k_ip.weight": (3072, 4096)})
    yield _one("flux1-canny-dev-lora.safetensors", c, "flux", "lora", lambda: {
        "img_in.lora_A.weight": (128, 128), "img_in.lora_B.weight": (3072, 128), "img_in.lora_B.bias": (3072,),
        "double_blocks.0.img_attn.norm.query_norm.scale": (128,),
        "double_blocks.0.img_attn.qkv.lora_A.weight": (128, 3072), "double_blocks.0.img_attn.qkv.lora_B.weight": (
            9216, 128)})
    yield _one("flux-control-lora-diffusers.safetensors", c, "flux", "lora", lambda: {
        "transformer.x_embedder.lora_A.weight": (64, 128), "transformer.x_embedder.lora_B.weight": (3072, 64)})
    yield _one("t2iadapter_color_sd14v1.pth", t, "sd15", "light", lambda: {
        "body.0.in_conv.weight": (80, 192, 1, 1), "body.0.body.0.block1.weight": (80, 80, 3, 3),
        "body.0.out_conv.weight": (320, 80, 1, 1)})
    yield _one("adapter-xl-sketch.pth", t, "sdxl", "", lambda: {
        "conv_in.weight": (320, 256, 3, 3), "body.0.block1.weight": (320, 320, 3, 3)})
    yield _one("easynegative.safetensors", e, "sd15", "", lambda: {"emb_params": (8, 768)})
    yield _one("negative-v2.pt", e, "sd2", "", lambda: {"string_to_param.*": (4, 1024)})
    yield _one("learned_embeds.bin", e, "sd15", "", lambda: {"<cat-toy>": (768,)})
    yield _one("negativeXL.safetensors", e, "sdxl", "", lambda: {"clip_g": (8, 1280), "clip_l": (8, 768)})


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

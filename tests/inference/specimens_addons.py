"""Stripped files of what is added to a model: LoRAs in every layout, ControlNets, adapters, embeddings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from inference.headers import Header
from tests.inference import layouts
from tests.inference.layouts import Layout, header, layout, under
from tests.inference.specimen import Specimen, clip
from tests.inference.specimen import specimen as _one

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


def loras() -> Iterator[Specimen]:
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
        _linear(clip("clip-l", ""), r"self_attn"), "lora_te_")})
    yield one("sdxl-with-text.safetensors", "sdxl", lambda: {**kohya(of("sdxl unet", r"attn1\.to_q")), **kohya(
        _linear(clip("clip-l", ""), r"self_attn"), "lora_te1_"), **kohya(
            _linear(layout("clip-g"), r"self_attn"), "lora_te2_")})
    yield one("sd15-text-only.safetensors", "sd15", lambda: kohya(_linear(clip("clip-l", ""), r"self_attn"),
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


def addons() -> Iterator[Specimen]:
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

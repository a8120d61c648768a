"""Adapters of low rank: which method, and for which family, from the modules they change and how wide those are.

Every trainer writes the names its own way (Kohya, diffusers, PEFT, LyCORIS, XLabs, ComfyUI); here they all become
one: "lora_unet_down_blocks_1_attentions_0_..." and "unet.down_blocks.1.attentions.0...." are the same module.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

from inference.headers import Tensor

# ending -> (method, which factor). The first that fits a name counts.
_ENDINGS = tuple((re.compile(pattern), method, factor) for pattern, method, factor in (
    (r"[._]lora_?A(\.default)?(\.weight)?$", "LoRA", "down"), (r"[._]lora_?B(\.default)?(\.weight)?$", "LoRA", "up"),
    (r"[._]lora[._]down\.weight$", "LoRA", "down"), (r"[._]lora[._]up\.weight$", "LoRA", "up"),
    (r"_lora\.down\.weight$", "LoRA", "down"), (r"_lora\.up\.weight$", "LoRA", "up"),
    (r"\.lora_linear_layer\.down\.weight$", "LoRA", "down"), (r"\.lora_linear_layer\.up\.weight$", "LoRA", "up"),
    (r"_lora\d?\.down\.weight$", "LoRA", "down"), (r"_lora\d?\.up\.weight$", "LoRA", "up"),
    (r"\.lora_mid\.weight$", "LoRA", ""), (r"\.dora_scale$", "DoRA", ""),
    (r"\.lora_magnitude_vector(\.default)?(\.weight)?$", "DoRA", ""),
    (r"\.lokr_(w1|w1_a|w1_b|w2|w2_a|w2_b|t2)$", "LoKr", "kron"),
    (r"\.hada_w1_a$", "LoHa", "rows"), (r"\.hada_w1_b$", "LoHa", "columns"),
    (r"\.hada_(w2_a|w2_b|t1|t2)$", "LoHa", ""), (r"\.oft_(blocks|diag)$", "OFT", ""), (r"\.boft_\w+$", "OFT", ""),
    (r"\.(a1|a2|b1|b2)\.weight$", "GLoRA", ""), (r"\.ia3\.\w+$", "IA3", ""),
))
_HINT = re.compile(r"lora|lokr|hada|dora|oft_|ia3|\.[ab][12]\.")  # spares most names the endings
_METHODS = ("DoRA", "LoKr", "LoHa", "OFT", "GLoRA", "IA3", "LoRA")  # the more particular first
_PREFIX = re.compile(r"^(base_model\.model\.|model\.diffusion_model\.|diffusion_model\.|lora_unet_|lora_transformer_|"
                     r"lycoris_|unet\.|transformer\.|lora_prior_unet_)")
_TEXT = re.compile(r"^(lora_te|text_encoder|te\d?[._]|lora_clip|lora_t5)")
_BLOCK = re.compile(r"(?:transformer_blocks|double_blocks)_(\d+)_")


@dataclass(frozen=True)
class Adapter:
    """`modules` maps normalised module names to (outputs, inputs), 0 where the file does not tell."""

    method: str
    modules: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Made:
    """A rule: a module whose name matches `pattern`, as wide as said; `deeper` = a double block of that
    number or a later one is changed."""

    family: str
    name: str
    pattern: str
    outputs: int = 0
    inputs: int = 0
    deeper: int = -1


_D = r"^(single_)?transformer_blocks_\d+_"
_CROSS = r"(attentions_\d+|input_blocks_\d+_1|output_blocks_\d+_1|middle_block_1)_transformer_blocks_\d+_attn2_to_[kv]"
RULES = (
    Made("chroma", "Chroma", r"^distilled_guidance_layer"),
    Made("flux2", "FLUX.2", r"^(double|single)_stream_modulation"),
    Made("flux2", "FLUX.2 Klein 4B", r"^single_blocks_\d+_linear1", 27648),
    Made("flux2", "FLUX.2 Klein 9B", r"^single_blocks_\d+_linear1", 36864),
    Made("flux2", "FLUX.2 dev", r"^single_blocks_\d+_linear1", 55296),
    Made("flux2", "FLUX.2 Klein 9B", r"^double_blocks_\d+_(img|txt)_attn_(qkv|proj)", 0, 4096),
    Made("flux2", "FLUX.2 dev", r"^double_blocks_\d+_(img|txt)_attn_(qkv|proj)", 0, 6144),
    Made("flux2", "FLUX.2 Klein 4B", r"^double_blocks_\d+_(img|txt)_mlp_0", 18432),
    Made("flux2", "FLUX.2 Klein 4B", r"^single_transformer_blocks_\d+_attn_to_qkv_mlp_proj", 27648),
    Made("flux2", "FLUX.2 Klein 9B", r"^single_transformer_blocks_\d+_attn_to_qkv_mlp_proj", 36864),
    Made("flux2", "FLUX.2 dev", r"^single_transformer_blocks_\d+_attn_to_qkv_mlp_proj", 55296),
    Made("flux2", "FLUX.2", r"^single_transformer_blocks_\d+_attn_to_qkv_mlp_proj"),
    Made("flux", "FLUX.1", r"^single_blocks_\d+_linear1", 21504),
    Made("flux", "FLUX.1", r"^double_blocks_\d+_(img|txt)_mod"),
    Made("flux", "FLUX.1", r"^(double|single)_blocks_\d+_", 0, 0, 8),
    Made("flux", "FLUX.1", r"^(double|single)_blocks_\d+_(processor|img_|txt_|linear|modulation)"),
    Made("qwen", "Qwen-Image", r"^transformer_blocks_\d+_(img_mlp|txt_mlp|img_mod|txt_mod)"),
    Made("flux", "FLUX.1", r"^single_transformer_blocks_\d+_(attn_to_[qkv]|proj_mlp|proj_out|norm_linear)"),
    Made("sd3", "Stable Diffusion 3.5 Large", r"^joint_blocks_\d+_", 0, 2432),
    Made("sd3", "Stable Diffusion 3 or 3.5 Medium", r"^joint_blocks_\d+_", 0, 1536),
    Made("sd3", "Stable Diffusion 3", r"^joint_blocks_\d+_"),
    Made("sd3", "Stable Diffusion 3.5 Large", _D + r"attn_", 0, 2432),
    Made("sd3", "Stable Diffusion 3 or 3.5 Medium", _D + r"attn_", 0, 1536),
    Made("qwen", "Qwen-Image", _D + r"attn_(to_|add_)", 0, 3072, 19),
    Made("flux", "FLUX.1", _D + r"(attn_(to_|add_)|ff_context|norm1_context)", 0, 3072),
    Made("zimage", "Z-Image", r"^(layers|noise_refiner|context_refiner)_\d+_(attention|feed_forward|adaLN)", 0, 3840),
    Made("lumina2", "Lumina Image 2", r"^(layers|noise_refiner|context_refiner)_\d+_attention", 0, 2304),
    Made("zimage", "Z-Image", r"^layers_\d+_attention_"),
    Made("pixart", "PixArt", r"^(transformer_)?blocks_\d+_(attn[12]_to|cross_attn|attn)", 0, 1152),
    Made("sana", "Sana", r"^(transformer_)?blocks_\d+_(attn[12]_to|cross_attn|attn)", 0, 2240),
    Made("wan", "Wan video", r"^blocks_\d+_(self_attn|cross_attn)_[qkvo]"),
    Made("sdxl", "Stable Diffusion XL", _CROSS, 0, 2048),
    Made("sd15", "Stable Diffusion 1.5", _CROSS, 0, 768),
    Made("sd2", "Stable Diffusion 2", _CROSS, 0, 1024),
    Made("sdxl", "Stable Diffusion XL", r"^(down|up|mid)_blocks?_(\d_)?attentions_\d+_transformer_blocks_[1-9]"),
    Made("sdxl", "Stable Diffusion XL",
         r"^(input_blocks_[78]|output_blocks_[012]|middle_block)_1_transformer_blocks_[1-9]"),
    Made("sdxl", "Stable Diffusion XL", r"^text_2_"),
    Made("sd15", "Stable Diffusion 1.5", r"^(down_blocks_0|up_blocks_3)_attentions_"),
    Made("sd15", "Stable Diffusion 1.5", r"^(input_blocks_[12]|output_blocks_(9|10|11))_1_"),
    Made("sd15", "Stable Diffusion 1.5", r"^text_.*self_attn_[qkv]_proj", 768, 768),
    Made("sd2", "Stable Diffusion 2", r"^text_.*self_attn_[qkv]_proj", 1024, 1024),
)
# What trainers write into the file about the model they trained for: it decides where tensors cannot.
FACTS = ("ss_base_model_version", "modelspec.architecture", "base_model")
SAID = (("chroma", "chroma", "Chroma"), ("flux2", "flux2", "FLUX.2"), ("flux-2", "flux2", "FLUX.2"),
        ("klein", "flux2", "FLUX.2"),
        ("flux", "flux", "FLUX.1"), ("qwen", "qwen", "Qwen-Image"), ("z-image", "zimage", "Z-Image"),
        ("zimage", "zimage", "Z-Image"), ("sdxl", "sdxl", "Stable Diffusion XL"),
        ("stable-diffusion-xl", "sdxl", "Stable Diffusion XL"), ("stable-diffusion-3", "sd3", "Stable Diffusion 3"),
        ("sd3", "sd3", "Stable Diffusion 3"), ("sd_v1", "sd15", "Stable Diffusion 1.5"),
        ("stable-diffusion-v1", "sd15", "Stable Diffusion 1.5"), ("sd_v2", "sd2", "Stable Diffusion 2"),
        ("stable-diffusion-v2", "sd2", "Stable Diffusion 2"), ("pixart", "pixart", "PixArt"), ("sana", "sana", "Sana"))


def adapter(tensors: Mapping[str, Tensor]) -> Adapter | None:
    """What the file adds to which modules; None when it is no such file."""
    parts: dict[str, dict[str, tuple[int, ...]]] = {}
    methods = set()
    for name, tensor in tensors.items():
        if not _HINT.search(name):
            continue
        for pattern, method, factor in _ENDINGS:
            found = pattern.search(name)
            if found is None:
                continue
            methods.add(method)
            module = parts.setdefault(_module(name[:found.start()]), {})
            if factor:
                module[found.group(1) if factor == "kron" else factor] = tensor.shape
            break
    if not parts or len(parts) * 2 < len(tensors) * 0.1:  # a few strays in a file full of something else
        return None
    method = next(m for m in _METHODS if m in methods)
    return Adapter(method, {name: _size(shapes) for name, shapes in parts.items()})


def family(found: Adapter, facts: Mapping[str, Any]) -> tuple[str, str]:
    """(family, name) of the models it is made for, ("", "") when neither tensors nor facts tell."""
    told = _told(facts)
    deepest = max((int(m.group(1)) for name in found.modules if (m := _BLOCK.match(name))), default=-1)
    for rule in RULES:
        pattern = re.compile(rule.pattern)
        if deepest >= rule.deeper and any(
                pattern.search(name) and rule.outputs in (0, size[0]) and rule.inputs in (0, size[1])
                for name, size in found.modules.items()):
            if rule.family == "flux" and told and told[0] == "chroma":
                return told  # the same modules of the same width
            return rule.family, rule.name
    return told or ("", "")


def _told(facts: Mapping[str, Any]) -> tuple[str, str] | None:
    words = " ".join(str(facts.get(name, "")) for name in FACTS).lower()
    return next(((family, name) for word, family, name in SAID if word in words), None)


def _module(name: str) -> str:
    text = _TEXT.match(name)
    plain = _PREFIX.sub("", _PREFIX.sub("", name)).replace(".", "_").replace("_processor_to_", "_to_")
    if text is None:
        return plain
    second = re.match(r"^(lora_te2|text_encoder_2|te2)", name) is not None
    return ("text_2_" if second else "text_") + plain


def _size(shapes: Mapping[str, tuple[int, ...]]) -> tuple[int, int]:
    """(outputs, inputs) of the module that these factors change. A Kronecker product multiplies the sizes."""
    if "w1" in shapes or "w1_a" in shapes:
        one, two = _product(shapes, "w1"), _product(shapes, "w2")
        return one[0] * two[0], one[1] * two[1]
    up, down = shapes.get("up", shapes.get("rows", ())), shapes.get("down", shapes.get("columns", ()))
    return (up[0] if up else 0), (prod(down[1:]) if len(down) == 2 else down[1] if len(down) > 2 else 0)


def _product(shapes: Mapping[str, tuple[int, ...]], name: str) -> tuple[int, int]:
    whole = shapes.get(name)
    if whole:
        return whole[0], whole[1] if len(whole) > 1 else 1
    a, b = shapes.get(name + "_a", (0,)), shapes.get(name + "_b", (0, 0))
    return a[0], b[1]

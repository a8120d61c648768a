"""Stripped weights: names, shapes and types of the tensors of published files, without the weights.

layouts.json holds what the classes of diffusers and transformers have (packaging/layouts.py writes it). The authors'
own layouts are made from those here, by the inverse of the published conversions; test_identity.py runs diffusers'
own converters over them to show that they are right. The same functions turn the weights of tiny models (numpy arrays
in place of shapes) into files as they are published.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from inference.headers import Header, Tensor

Layout = dict[str, Any]  # names to shapes, or to arrays


@cache
def _stored() -> dict[str, dict[str, list[int]]]:
    return json.loads((Path(__file__).parent / "layouts.json").read_text("utf-8"))  # type: ignore[no-any-return]


def layout(name: str) -> Layout:
    """The diffusers or transformers layout called `name` in layouts.json."""
    made: Layout = {}
    for pattern, shape in _stored()[name].items():
        parts = re.split(r"\{(\d+)-(\d+)\}", pattern)
        ranges = [range(int(a), int(b) + 1) for a, b in zip(parts[1::3], parts[2::3], strict=True)]
        for numbers in product(*ranges):
            text = "".join(part + (str(number) if number is not None else "")
                           for part, number in zip(parts[::3], (*numbers, None), strict=True))
            made[text] = tuple(shape)
    return made


def under(root: str, names: Layout) -> Layout:
    return {root + name: shape for name, shape in names.items()}


def header(names: Layout, dtype: str = "F16", facts: dict[str, str] | None = None, kind: str = "safetensors") -> Header:
    return Header(kind, {name: Tensor(shape, dtype) for name, shape in names.items()}, facts or {})


def renamed(names: Layout, rules: tuple[tuple[str, str], ...]) -> Layout:
    made = {}
    for name, shape in names.items():
        for pattern, text in rules:
            name = re.sub(pattern, text, name)
        made[name] = shape
    return made


def fused(names: Layout, *groups: tuple[str, tuple[str, ...], str]) -> Layout:
    """Tensors whose names end in one of `members` after a match of `prefix` become one, stacked along the outputs."""
    made: Layout = {}
    parts: dict[str, dict[int, Any]] = {}
    for name, shape in names.items():
        for prefix, members, whole in groups:
            found = re.match(rf"^({prefix})({'|'.join(map(re.escape, members))})\.(weight|bias)$", name)
            if found:
                start, member, end = found.group(1), found.group(found.re.groups - 1), found.group(found.re.groups)
                together = f"{start}{whole}.{end}"
                made.setdefault(together, None)
                parts.setdefault(together, {})[members.index(member)] = shape
                break
        else:
            made[name] = shape
    return made | {name: stacked(*(found[place] for place in sorted(found))) for name, found in parts.items()}


def stacked(*values: Any) -> Any:
    if isinstance(values[0], tuple):
        return (sum(shape[0] for shape in values), *values[0][1:])
    return np.concatenate(values)


def swapped(value: Any) -> Any:
    """The authors store shift before scale; diffusers the other way around."""
    return value if isinstance(value, tuple) else np.concatenate(np.split(value, 2)[::-1])


# ---- Stable Diffusion, as CompVis and Stability wrote it (latent-diffusion's openaimodel.py)

def ldm_unet(names: Layout) -> Layout:
    """diffusers' names to those of the original U-Net."""
    attentive = {m.group(1) for n in names if (m := re.match(r"up_blocks\.(\d+)\.attentions", n))}
    each = 2 + max(int(m.group(1)) for n in names if (m := re.match(r"down_blocks\.0\.resnets\.(\d+)", n)))

    def up(found: re.Match[str]) -> str:
        return f"output_blocks.{each * (int(found.group(1)) + 1) - 1}.{2 if found.group(1) in attentive else 1}.conv"

    made = {}
    for name, shape in names.items():
        for pattern, text in (
                (r"^time_embedding\.linear_(\d)", lambda m: f"time_embed.{2 * int(m.group(1)) - 2}"),
                (r"^add_embedding\.linear_(\d)", lambda m: f"label_emb.0.{2 * int(m.group(1)) - 2}"),
                (r"^conv_in", "input_blocks.0.0"), (r"^conv_norm_out", "out.0"), (r"^conv_out", "out.2"),
                (r"^down_blocks\.(\d+)\.downsamplers\.0\.conv",
                 lambda m: f"input_blocks.{each * (int(m.group(1)) + 1)}.0.op"),
                (r"^up_blocks\.(\d+)\.upsamplers\.0\.conv", up),
                (r"^down_blocks\.(\d+)\.(resnets|attentions)\.(\d+)",
                 lambda m: f"input_blocks.{each * int(m.group(1)) + int(m.group(3)) + 1}.{int(m.group(2)[0] == 'a')}"),
                (r"^up_blocks\.(\d+)\.(resnets|attentions)\.(\d+)",
                 lambda m: f"output_blocks.{each * int(m.group(1)) + int(m.group(3))}.{int(m.group(2)[0] == 'a')}"),
                (r"^mid_block\.attentions\.0", "middle_block.1"),
                (r"^mid_block\.resnets\.(\d)", lambda m: f"middle_block.{2 * int(m.group(1))}"),
                (r"(\d+\.0|middle_block\.[02])\.norm1\.", r"\1.in_layers.0."),
                (r"\.conv1\.", ".in_layers.2."), (r"(\d+\.0|middle_block\.[02])\.norm2\.", r"\1.out_layers.0."),
                (r"\.conv2\.", ".out_layers.3."), (r"\.time_emb_proj\.", ".emb_layers.1."),
                (r"\.conv_shortcut\.", ".skip_connection.")):
            name = re.sub(pattern, text, name)
        made[name] = shape
    return made


def ldm_vae(names: Layout) -> Layout:
    rules = ((r"conv_norm_out", "norm_out"), (r"down_blocks\.(\d)\.resnets\.(\d)", r"down.\1.block.\2"),
             (r"down_blocks\.(\d)\.downsamplers\.0", r"down.\1.downsample"),
             (r"mid_block\.attentions\.0", "mid.attn_1"), (r"mid_block\.resnets\.0", "mid.block_1"),
             (r"mid_block\.resnets\.1", "mid.block_2"), (r"conv_shortcut", "nin_shortcut"),
             (r"attn_1\.group_norm", "attn_1.norm"), (r"attn_1\.to_([qkv])", r"attn_1.\1"),
             (r"attn_1\.to_out\.0", "attn_1.proj_out"))
    made = {}
    for name, shape in renamed(names, rules).items():
        name = re.sub(r"up_blocks\.(\d)\.resnets\.(\d)", lambda m: f"up.{3 - int(m.group(1))}.block.{m.group(2)}", name)
        name = re.sub(r"up_blocks\.(\d)\.upsamplers\.0", lambda m: f"up.{3 - int(m.group(1))}.upsample", name)
        made[name] = _convolution(shape) if re.search(r"attn_1\.(q|k|v|proj_out)\.weight", name) else shape
    return made


def wan_vae(names: Layout) -> Layout:
    """Qwen-Image's VAE in the layout of Wan, from which it was trained (Wan-Video/Wan2.1, wan/modules/vae.py)."""
    made = renamed(names, (
        (r"^quant_conv", "conv1"), (r"^post_quant_conv", "conv2"), (r"conv_in", "conv1"),
        (r"norm_out", "head.0"), (r"conv_out", "head.2"), (r"mid_block\.resnets\.0", "middle.0"),
        (r"mid_block\.attentions\.0", "middle.1"), (r"mid_block\.resnets\.1", "middle.2"),
        (r"\.norm1\.", ".residual.0."), (r"\.conv1\.(?=weight|bias)", ".residual.2."),
        (r"\.norm2\.", ".residual.3."), (r"\.conv2\.(?=weight|bias)", ".residual.6."),
        (r"conv_shortcut", "shortcut"), (r"encoder\.down_blocks", "encoder.downsamples"),
        (r"^((?:en|de)coder)\.residual\.2", r"\1.conv1")))
    each = max([int(m.group(1)) for n in names if (m := re.match(r"decoder\.up_blocks\.0\.resnets\.(\d+)", n))]) + 1

    def up(found: re.Match[str]) -> str:
        block, kind, number = int(found.group(1)), found.group(2), int(found.group(3))
        return f"decoder.upsamples.{block * (each + 1) + (number if kind == 'resnets' else each)}"

    return {re.sub(r"decoder\.up_blocks\.(\d+)\.(resnets|upsamplers)\.(\d+)", up, n): s for n, s in made.items()}


def _convolution(matrix: Any) -> Any:
    """The same as a convolution of 1 x 1."""
    return (*matrix, 1, 1) if isinstance(matrix, tuple) else matrix[:, :, None, None]


def open_clip(names: Layout) -> Layout:
    """transformers' text model to open_clip's: query, key and value in one tensor without a dot."""
    plain = {name.removeprefix("text_model."): shape for name, shape in names.items()}
    made = renamed({n: s for n, s in plain.items() if "_proj." not in n or "out_proj" in n}, (
        (r"^embeddings\.token_embedding", "token_embedding"), (r"^embeddings\.position_embedding\.weight",
                                                               "positional_embedding"),
        (r"^encoder\.layers\.", "transformer.resblocks."), (r"self_attn\.out_proj", "attn.out_proj"),
        (r"layer_norm1", "ln_1"), (r"layer_norm2", "ln_2"), (r"mlp\.fc1", "mlp.c_fc"), (r"mlp\.fc2", "mlp.c_proj"),
        (r"^final_layer_norm", "ln_final"), (r"^text_projection\.weight", "text_projection")))
    layers = {m.group(1) for n in plain if (m := re.match(r"encoder\.layers\.(\d+)\.", n))}
    for layer in layers:
        for kind in ("weight", "bias"):
            made[f"transformer.resblocks.{layer}.attn.in_proj_{kind}"] = stacked(
                *(plain[f"encoder.layers.{layer}.self_attn.{part}_proj.{kind}"] for part in "qkv"))
    if isinstance(plain["final_layer_norm.weight"], tuple):
        width = plain["final_layer_norm.weight"][0]
        return {**made, "text_projection": (width, width), "logit_scale": ()}
    projection = plain.get("text_projection.weight")
    return {**made, "logit_scale": np.float32(1), **({} if projection is None else {"text_projection": projection.T})}


# ---- transformers, as their authors wrote them

_TIME = ((r"^time_text_embed\.timestep_embedder\.linear_1", "time_in.in_layer"),
         (r"^time_text_embed\.timestep_embedder\.linear_2", "time_in.out_layer"),
         (r"^time_text_embed\.text_embedder\.linear_1", "vector_in.in_layer"),
         (r"^time_text_embed\.text_embedder\.linear_2", "vector_in.out_layer"),
         (r"^time_text_embed\.guidance_embedder\.linear_1", "guidance_in.in_layer"),
         (r"^time_text_embed\.guidance_embedder\.linear_2", "guidance_in.out_layer"))


def bfl(names: Layout) -> Layout:
    """FLUX.1 and Chroma in the layout of Black Forest Labs."""
    single = tuple(f"{end}" for end in ("attn.to_q", "attn.to_k", "attn.to_v", "proj_mlp"))
    made = fused(names, (r"single_transformer_blocks\.\d+\.", single, "linear1"),
                 (r"transformer_blocks\.\d+\.attn\.", ("to_q", "to_k", "to_v"), "IMG"),
                 (r"transformer_blocks\.\d+\.attn\.", ("add_q_proj", "add_k_proj", "add_v_proj"), "TXT"))
    made = {name: swapped(value) if name.startswith("norm_out.linear") else value for name, value in made.items()}
    return renamed(made, (
        *_TIME, (r"^single_transformer_blocks", "single_blocks"), (r"^transformer_blocks", "double_blocks"),
        (r"attn\.IMG", "img_attn.qkv"), (r"attn\.TXT", "txt_attn.qkv"),
        (r"(double_blocks\.\d+)\.norm1\.linear", r"\1.img_mod.lin"),
        (r"(double_blocks\.\d+)\.norm1_context\.linear", r"\1.txt_mod.lin"),
        (r"(double_blocks\.\d+)\.attn\.norm_q\.weight", r"\1.img_attn.norm.query_norm.scale"),
        (r"(double_blocks\.\d+)\.attn\.norm_k\.weight", r"\1.img_attn.norm.key_norm.scale"),
        (r"attn\.norm_added_q\.weight", "txt_attn.norm.query_norm.scale"),
        (r"attn\.norm_added_k\.weight", "txt_attn.norm.key_norm.scale"),
        (r"attn\.to_out\.0", "img_attn.proj"), (r"attn\.to_add_out", "txt_attn.proj"),
        (r"\.ff\.net\.0\.proj", ".img_mlp.0"), (r"\.ff\.net\.2", ".img_mlp.2"),
        (r"\.ff_context\.net\.0\.proj", ".txt_mlp.0"), (r"\.ff_context\.net\.2", ".txt_mlp.2"),
        (r"\.ff\.linear_in", ".img_mlp.0"), (r"\.ff\.linear_out", ".img_mlp.2"),
        (r"\.ff_context\.linear_in", ".txt_mlp.0"), (r"\.ff_context\.linear_out", ".txt_mlp.2"),
        (r"(single_blocks\.\d+)\.norm\.linear", r"\1.modulation.lin"),
        (r"(single_blocks\.\d+)\.attn\.norm_q\.weight", r"\1.norm.query_norm.scale"),
        (r"(single_blocks\.\d+)\.attn\.norm_k\.weight", r"\1.norm.key_norm.scale"),
        (r"(single_blocks\.\d+)\.proj_out", r"\1.linear2"),
        (r"(single_blocks\.\d+)\.attn\.to_qkv_mlp_proj", r"\1.linear1"),
        (r"(single_blocks\.\d+)\.attn\.to_out", r"\1.linear2"),
        (r"^x_embedder", "img_in"), (r"^context_embedder", "txt_in"), (r"^proj_out", "final_layer.linear"),
        (r"^norm_out\.linear", "final_layer.adaLN_modulation.1"),
        (r"(stream_modulation\w*)\.linear", r"\1.lin"),
        (r"^time_guidance_embed\.timestep_embedder\.linear_1", "time_in.in_layer"),
        (r"^time_guidance_embed\.timestep_embedder\.linear_2", "time_in.out_layer"),
        (r"^time_guidance_embed\.guidance_embedder\.linear_1", "guidance_in.in_layer"),
        (r"^time_guidance_embed\.guidance_embedder\.linear_2", "guidance_in.out_layer"),
        (r"(distilled_guidance_layer\.layers\.\d+)\.linear_1", r"\1.in_layer"),
        (r"(distilled_guidance_layer\.layers\.\d+)\.linear_2", r"\1.out_layer"),
        (r"(distilled_guidance_layer\.norms\.\d+)\.weight", r"\1.scale")))


def stability_mmdit(names: Layout) -> Layout:
    """Stable Diffusion 3 in Stability's layout."""
    made = fused(names, (r"transformer_blocks\.\d+\.attn\.", ("to_q", "to_k", "to_v"), "IMG"),
                 (r"transformer_blocks\.\d+\.attn\.", ("add_q_proj", "add_k_proj", "add_v_proj"), "TXT"),
                 (r"transformer_blocks\.\d+\.attn2\.", ("to_q", "to_k", "to_v"), "qkv"))
    last = max(int(n.split(".")[1]) for n in names if n.startswith("transformer_blocks."))
    turned = ("norm_out.linear", f"transformer_blocks.{last}.norm1_context.linear")
    made = {name: swapped(value) if name.startswith(turned) else value for name, value in made.items()}
    return renamed(made, (
        (r"^transformer_blocks", "joint_blocks"), (r"\.attn\.IMG", ".x_block.attn.qkv"),
        (r"\.attn\.TXT", ".context_block.attn.qkv"), (r"\.attn2\.qkv", ".x_block.attn2.qkv"),
        (r"\.attn2\.norm_([qk])\.", r".x_block.attn2.ln_\1."), (r"\.attn2\.to_out\.0", ".x_block.attn2.proj"),
        (r"\.attn\.norm_([qk])\.", r".x_block.attn.ln_\1."),
        (r"\.attn\.norm_added_([qk])\.", r".context_block.attn.ln_\1."),
        (r"\.attn\.to_out\.0", ".x_block.attn.proj"), (r"\.attn\.to_add_out", ".context_block.attn.proj"),
        (r"\.norm1\.linear", ".x_block.adaLN_modulation.1"),
        (r"\.norm1_context\.linear", ".context_block.adaLN_modulation.1"),
        (r"\.ff\.net\.0\.proj", ".x_block.mlp.fc1"), (r"\.ff\.net\.2", ".x_block.mlp.fc2"),
        (r"\.ff_context\.net\.0\.proj", ".context_block.mlp.fc1"), (r"\.ff_context\.net\.2", ".context_block.mlp.fc2"),
        (r"^pos_embed\.pos_embed", "pos_embed"), (r"^pos_embed\.proj", "x_embedder.proj"),
        (r"^context_embedder", "context_embedder"), (r"^proj_out", "final_layer.linear"),
        (r"^norm_out\.linear", "final_layer.adaLN_modulation.1"),
        (r"^time_text_embed\.timestep_embedder\.linear_1", "t_embedder.mlp.0"),
        (r"^time_text_embed\.timestep_embedder\.linear_2", "t_embedder.mlp.2"),
        (r"^time_text_embed\.text_embedder\.linear_1", "y_embedder.mlp.0"),
        (r"^time_text_embed\.text_embedder\.linear_2", "y_embedder.mlp.2")))


def zimage(names: Layout) -> Layout:
    made = fused(names, (r"(?:layers|noise_refiner|context_refiner)\.\d+\.attention\.", ("to_q", "to_k", "to_v"),
                         "qkv"))
    return renamed(made, ((r"attention\.norm_([qk])", r"attention.\1_norm"), (r"attention\.to_out\.0", "attention.out"),
                          (r"^all_final_layer\.2-1\.", "final_layer."), (r"^all_x_embedder\.2-1\.", "x_embedder.")))


_DIT = ((r"^transformer_blocks", "blocks"), (r"\.attn1\.QKV", ".attn.qkv"), (r"\.attn1\.to_out\.0", ".attn.proj"),
        (r"\.attn2\.to_q", ".cross_attn.q_linear"), (r"\.attn2\.KV", ".cross_attn.kv_linear"),
        (r"\.attn2\.to_out\.0", ".cross_attn.proj"), (r"^proj_out", "final_layer.linear"),
        (r"^scale_shift_table", "final_layer.scale_shift_table"),
        (r"^caption_projection\.linear_([12])", r"y_embedder.y_proj.fc\1"))


def _dit(names: Layout) -> Layout:
    return fused(names, (r"transformer_blocks\.\d+\.attn1\.", ("to_q", "to_k", "to_v"), "QKV"),
                 (r"transformer_blocks\.\d+\.attn2\.", ("to_k", "to_v"), "KV"))


def sana(names: Layout) -> Layout:
    made = renamed(_dit(names), (
        *_DIT, (r"^patch_embed\.proj", "x_embedder.proj"), (r"^caption_norm", "attention_y_norm"),
        (r"^time_embed\.emb\.timestep_embedder\.linear_1", "t_embedder.mlp.0"),
        (r"^time_embed\.emb\.timestep_embedder\.linear_2", "t_embedder.mlp.2"),
        (r"^time_embed\.linear", "t_block.1"), (r"\.ff\.conv_inverted", ".mlp.inverted_conv.conv"),
        (r"\.ff\.conv_depth", ".mlp.depth_conv.conv"), (r"\.ff\.conv_point", ".mlp.point_conv.conv")))
    return {**made, **_unused(made, {"pos_embed": (1, 1024, 2240), "y_embedder.y_embedding": (300, 2304)})}


def _unused(made: Layout, shapes: Layout) -> Layout:
    """Tensors that the published files have beside; diffusers makes the positions anew."""
    return shapes if isinstance(next(iter(made.values())), tuple) else {n: np.zeros(1, "float32") for n in shapes}


def pixart(names: Layout) -> Layout:
    made = renamed(_dit(names), (
        *_DIT, (r"^pos_embed\.proj", "x_embedder.proj"), (r"^adaln_single\.linear", "t_block.1"),
        (r"^adaln_single\.emb\.timestep_embedder\.linear_1", "t_embedder.mlp.0"),
        (r"^adaln_single\.emb\.timestep_embedder\.linear_2", "t_embedder.mlp.2"),
        (r"^adaln_single\.emb\.resolution_embedder\.linear_1", "csize_embedder.mlp.0"),
        (r"^adaln_single\.emb\.resolution_embedder\.linear_2", "csize_embedder.mlp.2"),
        (r"^adaln_single\.emb\.aspect_ratio_embedder\.linear_1", "ar_embedder.mlp.0"),
        (r"^adaln_single\.emb\.aspect_ratio_embedder\.linear_2", "ar_embedder.mlp.2"),
        (r"\.ff\.net\.0\.proj", ".mlp.fc1"), (r"\.ff\.net\.2", ".mlp.fc2")))
    return {**made, **_unused(made, {"y_embedder.y_embedding": (300, 4096), "pos_embed": (1, 4096, 1152)})}

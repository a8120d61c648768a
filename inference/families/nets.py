"""ControlNets and T2I-Adapters from files as they are published: what a file is, and its configuration.

The configuration is config.json beside the file, NAME.config, or what the tensors themselves say: their shapes tell
widths, depths and channels, so that a file by itself is enough.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from inference.api import UserError
from inference.checkpoints import contents
from inference.weights.building import configured
from inference.weights.stored import State, state_of

Config = dict[str, Any]
CLASSES = {"union": "ControlNetUnionModel", "adapter": "T2IAdapter"}  # of ways that have one; see `way_of`
_CONFIGS = Path(__file__).resolve().parents[2] / "resources" / "configs"
_ROOTS = re.compile(r"^(module|model|controlnet)\.")
_CONTROL_LORA = re.compile(r"(^|\.)(x_embedder|img_in)\.lora_A\.weight$")
_CROSS = re.compile(r"attn2\.to_k\.weight$")
_BY_WIDTH = {768: "sd15", 1024: "sd2", 2048: "sdxl"}  # of the words that a U-Net attends to
_SD2: Config = {"cross_attention_dim": 1024, "attention_head_dim": [5, 10, 20, 20], "use_linear_projection": True}
_UNREAD = {"lora_controlnet": "It is a Control-LoRA, which the library does not read.",
           "double_blocks.0.img_attn.qkv.weight": "It is in XLabs' own layout: get the version for diffusers."}


def way_of(path: Path) -> str:
    """How a file or folder guides: "control" (a ControlNet), "union" (one for many kinds of maps, of XL), "adapter"
    (T2I-Adapter), "lora" (a LoRA that widens the transformer by a map). By its tensors."""
    names = set(contents(path).tensors) if path.exists() else set()
    if any(name.endswith("task_embedding") for name in names):
        return "union"
    if any(name.removeprefix("adapter.").startswith("body.0.") for name in names):
        return "adapter"
    return "lora" if any(_CONTROL_LORA.search(name) for name in names) else "control"


def read(path: Path, kind: str, dtype: Any, family: str = "") -> Any:
    """The network of the diffusers class `kind` in a file or folder. Raises UserError, or what the library raises for
    files that do not fit. `family` decides where the tensors do not."""
    import diffusers

    cls = getattr(diffusers, kind)
    if path.is_dir():
        return cls.from_pretrained(path, dtype=dtype, local_files_only=True, use_safetensors=True)
    state = _rooted(state_of(contents(path), dtype))
    for name, reason in _UNREAD.items():
        if name in state:
            raise ValueError(reason)
    if kind == "T2IAdapter":
        state = t2i(state)
    config = configuration(kind, state, family, _beside(path, kind))
    if config is None:
        raise UserError("The ControlNet {file} needs its config.json.", "Put it beside the file.", file=path.name)
    return configured(cls, config, state, dtype)


def configuration(
    kind: str, state: Mapping[str, Any], family: str = "", beside: Config | None = None
) -> Config | None:
    """The configuration that a file's tensors tell, None where they do not. `beside`: one that was published with it;
    of a Union it is completed by what the tensors say."""
    if kind == "ControlNetUnionModel":
        found = beside or _unet(state, family)
        return {**found, **_union(state)} if found else None
    if beside is not None:
        return beside
    make: Callable[[Mapping[str, Any]], Config] | None = {
        "FluxControlNetModel": _flux, "SD3ControlNetModel": _sd3, "QwenImageControlNetModel": _qwen,
        "ZImageControlNetModel": _zimage, "T2IAdapter": _t2i}.get(kind)
    if make is not None:
        return make(state)
    return _unet(state, family) if kind == "ControlNetModel" else None


def _rooted(state: State) -> State:
    """Without a word that stands before every name."""
    while state and all(_ROOTS.match(name) for name in state):
        state = {_ROOTS.sub("", name): value for name, value in state.items()}
    return state


def _beside(path: Path, kind: str) -> Config | None:
    """NAME.config, or a config.json in the folder that is one of this class."""
    for place in (path.with_suffix(".config") / "config.json", path.parent / "config.json"):
        try:
            found = json.loads(place.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(found, dict) and found.get("_class_name", kind) == kind:
            return found
    return None


# ---- what tensors say

def _count(state: Mapping[str, Any], start: str) -> int:
    """How many blocks `start`.0, `start`.1, ... there are."""
    return len({name[len(start) + 1:].split(".")[0] for name in state if name.startswith(start + ".")})


def _edge(state: Mapping[str, Any], name: str, axis: int) -> int:
    return int(state[name].shape[axis])


def _flux(state: Mapping[str, Any]) -> Config:
    """InstantX, Shakker-Labs, jasperai and others who write the layout of diffusers."""
    head = _edge(state, "transformer_blocks.0.attn.norm_q.weight", 0)
    mode = "controlnet_mode_embedder.weight"
    return {"in_channels": _edge(state, "x_embedder.weight", 1), "num_layers": _count(state, "transformer_blocks"),
            "num_single_layers": _count(state, "single_transformer_blocks"), "attention_head_dim": head,
            "num_attention_heads": _edge(state, "x_embedder.weight", 0) // head,
            "joint_attention_dim": _edge(state, "context_embedder.weight", 1),
            "pooled_projection_dim": _edge(state, "time_text_embed.text_embedder.linear_1.weight", 1),
            "guidance_embeds": "time_text_embed.guidance_embedder.linear_1.weight" in state,
            "axes_dims_rope": _axes(head), "num_mode": _edge(state, mode, 0) if mode in state else None}


def _axes(head: int) -> list[int]:
    """How FLUX and Qwen share the width of a head among number, row and column: 16, 56, 56 of 128."""
    first = head // 8
    return [first, (head - first) // 2, (head - first) // 2]


def _sd3(state: Mapping[str, Any]) -> Config:
    width = _edge(state, "pos_embed_input.proj.weight", 0)
    placed, grid = "pos_embed.proj.weight" in state, "pos_embed.pos_embed"
    channels = _edge(state, "pos_embed.proj.weight" if placed else "pos_embed_input.proj.weight", 1)
    joint = "context_embedder.weight"
    return {"in_channels": channels, "out_channels": channels, "num_layers": _count(state, "transformer_blocks"),
            "num_attention_heads": width // 64, "attention_head_dim": 64, "caption_projection_dim": width,
            "joint_attention_dim": _edge(state, joint, 1) if joint in state else None,
            "pooled_projection_dim": _edge(state, "time_text_embed.text_embedder.linear_1.weight", 1),
            "pos_embed_max_size": round(_edge(state, grid, 1) ** 0.5) if grid in state else None,
            "pos_embed_type": "sincos" if grid in state else None, "use_pos_embed": placed,
            "extra_conditioning_channels": _edge(state, "pos_embed_input.proj.weight", 1) - channels,
            "qk_norm": "rms_norm" if "transformer_blocks.0.attn.norm_q.weight" in state else None,
            "dual_attention_layers": sorted({int(name.split(".")[1]) for name in state if ".attn2.to_q." in name})}


def _qwen(state: Mapping[str, Any]) -> Config:
    head = _edge(state, "transformer_blocks.0.attn.norm_q.weight", 0)
    channels = _edge(state, "img_in.weight", 1)
    return {"in_channels": channels, "num_layers": _count(state, "transformer_blocks"), "attention_head_dim": head,
            "num_attention_heads": _edge(state, "img_in.weight", 0) // head, "axes_dims_rope": _axes(head),
            "joint_attention_dim": _edge(state, "txt_in.weight", 1),
            "extra_condition_channels": _edge(state, "controlnet_x_embedder.weight", 1) - channels}


def _zimage(state: Mapping[str, Any]) -> Config:
    """alibaba-pai's for Z-Image: as many control layers, evenly, as there are beside its 30, and two refining ones."""
    places, first = _count(state, "control_layers"), "control_all_x_embedder.2-1.weight"
    width, refiner = _edge(state, first, 0), "control_noise_refiner"
    own = f"{refiner}.0.after_proj.weight" in state
    return {"control_layers_places": list(range(0, 30, 30 // places)), "control_refiner_layers_places": [0, 1],
            "control_in_dim": _edge(state, first, 1) // 4, "dim": width, "n_heads": width // 128,
            "n_kv_heads": width // 128, "n_refiner_layers": max(_count(state, refiner), 1),
            "add_control_noise_refiner": refiner if own else None if _count(state, refiner) else "control_layers"}


def _unet(state: Mapping[str, Any], family: str) -> Config | None:
    """Ours for the family that the words' width tells."""
    crossing = next((name for name in state if _CROSS.search(name)), None)
    told = _BY_WIDTH.get(_edge(state, crossing, 1) if crossing else 0, family)
    place = _CONFIGS / f"{'sd15' if told == 'sd2' else told}-controlnet" / "config.json"
    if not place.is_file():
        return None
    config: Config = {**json.loads(place.read_text(encoding="utf-8")), **(_SD2 if told == "sd2" else {})}
    first = "controlnet_cond_embedding.conv_in.weight"
    if first in state:
        steps = _count(state, "controlnet_cond_embedding.blocks") // 2
        config["conditioning_embedding_out_channels"] = [_edge(state, first, 0), *(
            _edge(state, f"controlnet_cond_embedding.blocks.{2 * step + 1}.weight", 0) for step in range(steps))]
    return config


def _union(state: Mapping[str, Any]) -> Config:
    """What tells the first Union of xinsir from ProMax: six kinds of maps or eight."""
    return {"_class_name": "ControlNetUnionModel", "num_control_type": _edge(state, "task_embedding", 0),
            "num_trans_channel": _edge(state, "task_embedding", 1),
            "num_trans_layer": _count(state, "transformer_layes"),
            "num_proj_channel": _edge(state, "spatial_ch_projs.weight", 0)}


# ---- T2I-Adapters

def _t2i(state: Mapping[str, Any]) -> Config:
    """Pictures are folded by 8 px for version 1.5 (64 values a channel) and by 16 px for XL (256)."""
    light = "adapter.body.0.out_conv.weight" in state
    first = "adapter.body.0.in_conv.weight" if light else "adapter.conv_in.weight"
    folded = _edge(state, first, 1)
    wide = folded in (256, 768)
    deep = _count(state, "adapter.body")
    if light:
        channels = [_edge(state, f"adapter.body.{i}.out_conv.weight", 0) for i in range(deep - 1)]
    else:
        channels = [_edge(state, f"adapter.body.{i}.resnets.0.block1.weight", 0) for i in range(deep)]
    return {"in_channels": folded // (256 if wide else 64), "channels": channels, "downscale_factor": 16 if wide else 8,
            "num_res_blocks": _count(state, "adapter.body.0.resnets"),
            "adapter_type": "light_adapter" if light else "full_adapter_xl" if wide else "full_adapter"}


def t2i(state: State) -> State:
    """From the layout of TencentARC (ldm/modules/encoders/adapter.py) to that of diffusers, which also has the name
    "adapter" in front; blocks come in twos there, of which the first may change the width."""
    if any(name.startswith("adapter.") for name in state):
        return state
    if any(re.match(r"body\.0\.body\.", name) for name in state):  # light
        return {"adapter." + re.sub(r"^(body\.\d+)\.body\.", r"\1.resnets.", name): value
                for name, value in state.items()}

    def told(found: re.Match[str]) -> str:
        number, rest = int(found.group(1)), found.group(2)
        return f"body.{number // 2}.{rest if rest.startswith('in_conv') else f'resnets.{number % 2}.{rest}'}"

    return {"adapter." + re.sub(r"^body\.(\d+)\.(.+)$", told, name): value for name, value in state.items()}

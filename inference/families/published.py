"""Transformers in the layout of their authors, brought to that of diffusers, where the library does it too narrowly:
its converter of FLUX.1 and Chroma knows one width only, that of Qwen-Image no prefix, and for PixArt it has none.

Sources: diffusers 0.42 (loaders/single_file_utils.py, scripts/convert_pixart_sigma_to_diffusers.py), the reference code
of Black Forest Labs (flux/model.py) and of PixArt-Sigma (diffusion/model/nets/PixArtMS.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

State = dict[str, Any]
Rules = tuple[tuple[str, str], ...]
_ROOT = re.compile(r"^(model\.diffusion_model\.|diffusion_model\.|model\.|net\.|module\.)")

_FLUX_SPLIT = (
    (r"double_blocks\.(\d+)\.img_attn\.qkv\.", r"transformer_blocks.\1.attn.", ("to_q", "to_k", "to_v")),
    (r"double_blocks\.(\d+)\.txt_attn\.qkv\.", r"transformer_blocks.\1.attn.",
     ("add_q_proj", "add_k_proj", "add_v_proj")),
    (r"single_blocks\.(\d+)\.linear1\.", r"single_transformer_blocks.\1.",
     ("attn.to_q", "attn.to_k", "attn.to_v", "proj_mlp")),
)
_FLUX: Rules = (
    (r"^time_in\.in_layer", "time_text_embed.timestep_embedder.linear_1"),
    (r"^time_in\.out_layer", "time_text_embed.timestep_embedder.linear_2"),
    (r"^vector_in\.in_layer", "time_text_embed.text_embedder.linear_1"),
    (r"^vector_in\.out_layer", "time_text_embed.text_embedder.linear_2"),
    (r"^guidance_in\.in_layer", "time_text_embed.guidance_embedder.linear_1"),
    (r"^guidance_in\.out_layer", "time_text_embed.guidance_embedder.linear_2"),
    (r"^txt_in\.", "context_embedder."), (r"^img_in\.", "x_embedder."),
    (r"^final_layer\.linear", "proj_out"), (r"^final_layer\.adaLN_modulation\.1", "norm_out.linear"),
    (r"\.img_mod\.lin\.", ".norm1.linear."), (r"\.txt_mod\.lin\.", ".norm1_context.linear."),
    (r"\.img_attn\.norm\.query_norm\.scale", ".attn.norm_q.weight"),
    (r"\.img_attn\.norm\.key_norm\.scale", ".attn.norm_k.weight"),
    (r"\.txt_attn\.norm\.query_norm\.scale", ".attn.norm_added_q.weight"),
    (r"\.txt_attn\.norm\.key_norm\.scale", ".attn.norm_added_k.weight"),
    (r"^(single_blocks\.\d+)\.norm\.query_norm\.scale", r"\1.attn.norm_q.weight"),
    (r"^(single_blocks\.\d+)\.norm\.key_norm\.scale", r"\1.attn.norm_k.weight"),
    (r"\.img_attn\.proj\.", ".attn.to_out.0."), (r"\.txt_attn\.proj\.", ".attn.to_add_out."),
    (r"\.img_mlp\.0\.", ".ff.net.0.proj."), (r"\.img_mlp\.2\.", ".ff.net.2."),
    (r"\.txt_mlp\.0\.", ".ff_context.net.0.proj."), (r"\.txt_mlp\.2\.", ".ff_context.net.2."),
    (r"\.modulation\.lin\.", ".norm.linear."), (r"^(single_blocks\.\d+)\.linear2\.", r"\1.proj_out."),
    (r"^double_blocks\.", "transformer_blocks."), (r"^single_blocks\.", "single_transformer_blocks."),
    (r"^(distilled_guidance_layer\.layers\.\d+)\.in_layer", r"\1.linear_1"),
    (r"^(distilled_guidance_layer\.layers\.\d+)\.out_layer", r"\1.linear_2"),
    (r"^(distilled_guidance_layer\.norms\.\d+)\.scale", r"\1.weight"),
)
_PIXART_SPLIT = (
    (r"blocks\.(\d+)\.attn\.qkv\.", r"transformer_blocks.\1.attn1.", ("to_q", "to_k", "to_v")),
    (r"blocks\.(\d+)\.cross_attn\.kv_linear\.", r"transformer_blocks.\1.attn2.", ("to_k", "to_v")),
)
_EMB = "adaln_single.emb."
_PIXART: Rules = (
    (r"^x_embedder\.proj", "pos_embed.proj"), (r"^t_block\.1", "adaln_single.linear"),
    (r"^y_embedder\.y_proj\.fc([12])", r"caption_projection.linear_\1"),
    (r"^t_embedder\.mlp\.0", _EMB + "timestep_embedder.linear_1"),
    (r"^t_embedder\.mlp\.2", _EMB + "timestep_embedder.linear_2"),
    (r"^csize_embedder\.mlp\.0", _EMB + "resolution_embedder.linear_1"),
    (r"^csize_embedder\.mlp\.2", _EMB + "resolution_embedder.linear_2"),
    (r"^ar_embedder\.mlp\.0", _EMB + "aspect_ratio_embedder.linear_1"),
    (r"^ar_embedder\.mlp\.2", _EMB + "aspect_ratio_embedder.linear_2"),
    (r"\.attn\.proj\.", ".attn1.to_out.0."), (r"\.cross_attn\.q_linear\.", ".attn2.to_q."),
    (r"\.cross_attn\.proj\.", ".attn2.to_out.0."), (r"\.mlp\.fc1\.", ".ff.net.0.proj."),
    (r"\.mlp\.fc2\.", ".ff.net.2."), (r"^final_layer\.linear", "proj_out"),
    (r"^final_layer\.scale_shift_table", "scale_shift_table"), (r"^blocks\.", "transformer_blocks."),
)


def bfl(state: State) -> State:
    """FLUX.1 and Chroma of any width."""
    made = _brought(state, _FLUX, _FLUX_SPLIT)
    for name in [name for name in made if name.startswith("norm_out.linear")]:
        made[name] = _swapped(made[name])
    return made


def pixart(state: State) -> State:
    """Positions are made anew; the empty caption is a matter of training."""
    return _brought({name: value for name, value in state.items()
                     if _bare(name) not in ("pos_embed", "y_embedder.y_embedding")}, _PIXART, _PIXART_SPLIT)


# Class of diffusers -> (a tensor that only the authors' layout has, the converter).
OWN: dict[str, tuple[str, Callable[[State], State]]] = {
    "FluxTransformer2DModel": ("img_in.weight", bfl), "ChromaTransformer2DModel": ("img_in.weight", bfl),
    "PixArtTransformer2DModel": ("x_embedder.proj.weight", pixart),
    "QwenImageTransformer2DModel": ("txt_norm.weight", lambda state: {_bare(n): value for n, value in state.items()}),
}


def network(kind: str, file: Path, config: Path, dtype: Any, **more: Any) -> Any:
    """The transformer of the class `kind` from one file in either layout, its configuration from config/transformer.
    `more` goes to the library's `from_single_file`. Raises OSError, ValueError or RuntimeError for files that do not
    fit."""
    import diffusers
    from diffusers.loaders.single_file_utils import load_single_file_checkpoint

    cls = getattr(diffusers, kind)
    marker, convert = OWN.get(kind, ("", None))
    source: Any = str(file)
    size: State = {}
    if convert is not None:
        source = _denoiser_alone(load_single_file_checkpoint(source, local_files_only=True))
        if any(_bare(name) == marker for name in source):
            size = _size(source)
            source = convert(source)
    if not hasattr(cls, "from_single_file"):
        return _filled(cls, source, cls.load_config(str(config), subfolder="transformer", local_files_only=True) | size,
                       dtype)
    return cls.from_single_file(source, config=str(config), subfolder="transformer", dtype=dtype,
                                local_files_only=True, **more)


def _denoiser_alone(state: State) -> State:
    """Without text encoders and VAE, where a file holds them too: the denoiser then has its root."""
    rooted = {name: value for name, value in state.items() if name.startswith("model.diffusion_model.")}
    return rooted or state


def _size(state: State) -> State:
    """The trained size is in the number of positions of PixArt: 32 a side for 512 px, 64 for 1024, 128 for 2048."""
    places = next((value for name, value in state.items() if _bare(name) == "pos_embed"), None)
    if places is None or places.ndim != 3:
        return {}
    side = round(places.shape[1] ** 0.5)
    return {"sample_size": 2 * side, "interpolation_scale": max(side // 32, 1)}


def _filled(cls: Any, state: State, facts: State, dtype: Any) -> Any:
    made = cls.from_config(facts)
    made.load_state_dict({_bare(name): value for name, value in state.items()}, strict=True)
    return made.to(dtype).eval()


def _brought(state: State, rules: Rules, splits: tuple[tuple[str, str, tuple[str, ...]], ...]) -> State:
    made: State = {}
    for full, value in state.items():
        name = _bare(full)
        split = next(((found, start, parts) for pattern, start, parts in splits
                      if (found := re.match(pattern, name))), None)
        if split is not None:
            found, start, parts = split
            for part, piece in zip(parts, _pieces(value, len(parts), name), strict=True):
                made[f"{found.expand(start)}{part}.{name[found.end():]}"] = piece
            continue
        for pattern, text in rules:
            name = re.sub(pattern, text, name)
        made[name] = value
    return made


def _pieces(value: Any, count: int, name: str) -> list[Any]:
    """Equal ones, or of a single block of FLUX query, key and value of one width w and 4 w for its MLP."""
    import torch

    if ".linear1." not in name:
        return [torch.cat([piece]) for piece in torch.chunk(value, count, dim=0)]  # a copy: the whole can be let go
    width = value.shape[0] // 7
    return [torch.cat([piece]) for piece in torch.split(value, (width, width, width, value.shape[0] - 3 * width))]


def _swapped(value: Any) -> Any:
    """The authors store shift before scale, diffusers the other way around."""
    import torch

    shift, scale = value.chunk(2, dim=0)
    return torch.cat([scale, shift], dim=0)


def _bare(name: str) -> str:
    return _ROOT.sub("", name)

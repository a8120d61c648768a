"""Text encoders and VAEs from files of their own, in the layouts that ComfyUI, llama.cpp and their authors write.

A text encoder is built as the network that reads and nothing else: no head that predicts words, no layers behind the
last one that is read, no vision network where the file has none. Sources of the layouts: comfy/text_encoders and
city96's ComfyUI-GGUF for the names, ggml's gguf-py (TensorNameMap) for those of llama.cpp, whose Llama models have the
rows of queries and keys in pairs (convert_hf_to_gguf.py, `permute`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from inference.checkpoints import Contents
from inference.parts.finding import Source
from inference.parts.known import Part
from inference.weights.building import filled
from inference.weights.building import network as diffusers_network
from inference.weights.stored import State, state_of

# Class that a pipeline names -> the one that reads without speaking.
_LEAN = {"Qwen3ForCausalLM": "Qwen3Model", "Mistral3ForConditionalGeneration": "MistralModel",
         "Qwen2_5_VLForConditionalGeneration": "Qwen2_5_VLModel"}
_ROOT = re.compile(r"^(model\.|language_model\.|text_model\.|transformer\.)+")
_T5_GGUF = {
    "attn_q": "layer.0.SelfAttention.q", "attn_k": "layer.0.SelfAttention.k", "attn_v": "layer.0.SelfAttention.v",
    "attn_o": "layer.0.SelfAttention.o", "attn_rel_b": "layer.0.SelfAttention.relative_attention_bias",
    "attn_norm": "layer.0.layer_norm", "ffn_gate": "layer.1.DenseReluDense.wi_0",
    "ffn_up": "layer.1.DenseReluDense.wi_1", "ffn_down": "layer.1.DenseReluDense.wo", "ffn_norm": "layer.1.layer_norm"}
_LLAMA_GGUF = {
    "attn_q": "self_attn.q_proj", "attn_k": "self_attn.k_proj", "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj", "attn_q_norm": "self_attn.q_norm", "attn_k_norm": "self_attn.k_norm",
    "attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm", "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj", "ffn_down": "mlp.down_proj"}
_GGUF = {"token_embd.weight": "embed_tokens.weight", "output_norm.weight": "norm.weight",
         "enc.output_norm.weight": "encoder.final_layer_norm.weight"}


def text_encoder(source: Source, kind: str, config: Path, dtype: Any) -> Any:
    """The network that the pipeline calls `kind`, with the weights of `source`; sizes in config/config.json.

    Matrices that are stored in fp8 or a GGUF type stay so. Raises KeyError or ValueError for files that do not fit.
    """
    model = _empty(kind, config)
    names = _names(source, model)
    _cut(model, names.values(), source.part.read)
    wanted = set(model.state_dict())
    kept = {name: to for name, to in names.items() if to in wanted}
    read = state_of(source.found, dtype, source.root, lambda name: name in kept)
    state = {kept[name]: value for name, value in read.items() if name in kept}
    _unpaired(source.found, model, state)
    _completed(model, state)
    half = tuple(model._keep_in_fp32_modules or ()) if str(dtype) == "torch.float16" else ()
    return filled(model, state, dtype, half)


def vae(source: Source, kind: str, config: Path, dtype: Any) -> Any:
    """The autoencoder of diffusers called `kind`."""
    import diffusers

    return diffusers_network(getattr(diffusers, kind), source.found, config, "", dtype, _VAES.get(kind), source.root)


def agrees(part: Part, kind: str, config: Path, found: Contents, root: str) -> bool:
    """Whether the tensors of a file under `root` are those of this network, name by name and size by size."""
    import torch

    shapes = {name[len(root):]: shape for name, shape in found.tensors.items() if name.startswith(root)}
    if not shapes:
        return False
    if kind.startswith("Autoencoder"):
        import diffusers
        from accelerate import init_empty_weights

        from inference.weights.building import converted

        cls = getattr(diffusers, kind)
        facts = cls.load_config(config, local_files_only=True)
        with init_empty_weights():
            model = cls.from_config(facts)
        state = {name: torch.empty(shape, device="meta") for name, shape in shapes.items()}
        try:
            made = converted(cls, model, facts, state, _VAES.get(kind))
        except (KeyError, ValueError, IndexError, AttributeError, RuntimeError):
            return False
        have = {name: tuple(value.shape) for name, value in made.items()}
    else:
        model = _empty(kind, config)
        have = {to: shapes[name] for name, to in named(shapes, model.state_dict()).items()}
        try:
            _cut(model, have, part.read)
        except ValueError:
            return False
    needed = {name: tuple(value.shape) for name, value in model.named_parameters()
              if not name.startswith(("visual.", "text_projection"))}
    return bool(needed) and all(have.get(name) == shape for name, shape in needed.items())


def named(names: Iterable[str], wanted: Iterable[str]) -> dict[str, str]:
    """Names of a file to those of the network, for every tensor that has one there."""
    bare = {_ROOT.sub("", name): name for name in wanted}
    found = {}
    for name in names:
        plain = _plain(name)
        alias = "shared.weight" if plain == "embed_tokens.weight" and "shared.weight" in bare else plain
        if alias in bare:
            found[name] = bare[alias]
    return found


def _plain(name: str) -> str:
    """Without the roots that programs put in front, in the words of transformers."""
    found = re.match(r"(enc\.)?blk\.(\d+)\.(\w+)\.(weight|bias)$", name)
    if found is None:
        return _GGUF.get(name) or _ROOT.sub("", name)
    encoder, layer, what, end = found.groups()
    if encoder:
        return f"encoder.block.{layer}.{_T5_GGUF.get(what, what)}.{end}"
    return f"layers.{layer}.{_LLAMA_GGUF.get(what, what)}.{end}"


def _names(source: Source, model: Any) -> dict[str, str]:
    root = source.root
    return named((name[len(root):] for name in source.found.tensors if name.startswith(root)), model.state_dict())


def _empty(kind: str, config: Path) -> Any:
    import transformers
    from accelerate import init_empty_weights

    cls = getattr(transformers, _LEAN.get(kind, kind))
    facts = json.loads((config / "config.json").read_text(encoding="utf-8"))
    if "text_config" in facts and "text_config" not in cls.config_class.sub_configs:
        facts = facts["text_config"]
    with init_empty_weights():
        made = cls(cls.config_class.from_dict(facts))
    if hasattr(made, "shared"):
        made.set_input_embeddings(made.shared)  # T5's two names for one table
    return made


def _cut(model: Any, have: Iterable[str], read: tuple[int, int]) -> None:
    """Take away what is not there or never read: layers behind the last, with the norm behind them; eyes."""
    import torch

    have = set(have)
    if getattr(model, "visual", None) is not None and not any(name.startswith("visual.") for name in have):
        model.visual = None
    words = getattr(model, "language_model", model)
    layers = getattr(words, "layers", None)
    if layers is None:
        return
    there = {int(found.group(1)) for name in have if (found := re.search(r"(?:^|\.)layers\.(\d+)\.", name))}
    count = len(layers) * read[0] // read[1]
    if max(there, default=0) + 1 < count:
        raise ValueError(f"it has {max(there, default=-1) + 1} layers and not {count}")
    if count < len(layers):
        del layers[count:]
        words.norm = torch.nn.Identity()  # what is read are the layers' own outputs


def _unpaired(found: Contents, model: Any, state: State) -> None:
    """Rows of llama.cpp's Llama models back in the order of transformers."""
    facts = found.header.facts if found.header is not None else {}
    if facts.get("general.architecture") != "llama":
        return
    heads = {"q_proj.weight": model.config.num_attention_heads, "k_proj.weight": model.config.num_key_value_heads}
    for name, value in state.items():
        count = heads.get(".".join(name.split(".")[-2:]))
        if count:
            import torch

            rows = torch.arange(value.shape[0]).reshape(count, -1, 2).swapaxes(1, 2).reshape(-1)
            state[name] = value[rows]


def _completed(model: Any, state: State) -> None:
    """What has two names and is stored under one, and the projection that SD 3's CLIP-L goes without."""
    import torch

    names = set(model.state_dict())
    if "shared.weight" not in state and "encoder.embed_tokens.weight" in state:
        state["shared.weight"] = state["encoder.embed_tokens.weight"]
    if "text_projection.weight" in names and "text_projection.weight" not in state:
        state["text_projection.weight"] = torch.eye(model.config.projection_dim)


# ---- VAEs whose authors' layout the library does not read

def _flux2(state: State) -> State:
    """Black Forest Labs keep the two 1 x 1 convolutions inside encoder and decoder; the rest is as in FLUX.1."""
    from diffusers.loaders.single_file_utils import convert_ldm_vae_checkpoint

    plain = {re.sub(r"^(encoder|decoder)\.(post_)?quant_conv", r"\2quant_conv", name): value
             for name, value in state.items()}
    levels = {found.group(1) for name in plain if (found := re.match(r"encoder\.down\.(\d+)\.", name))}
    blocks = ("",) * len(levels)
    made: State = convert_ldm_vae_checkpoint(plain, {"down_block_types": blocks, "up_block_types": blocks})
    return made | {name: value for name, value in plain.items() if name.startswith("bn.")}


def _wan(state: State) -> State:
    from diffusers.loaders.single_file_utils import convert_wan_vae_to_diffusers

    made: State = convert_wan_vae_to_diffusers(state)
    return made


_VAES = {"AutoencoderKLFlux2": ("decoder.mid.block_1.norm1.weight", _flux2),
         "AutoencoderKLQwenImage": ("decoder.conv1.weight", _wan)}

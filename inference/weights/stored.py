"""The tensors of one file as torch has them: plain numbers in the wanted precision, packed weights as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from math import prod
from pathlib import Path
from typing import Any

from inference.api import UserError
from inference.checkpoints import Contents, weights_of
from inference.weights.packed import FP8, SCALE, Encoding, packed_class

State = dict[str, Any]
Wanted = Callable[[str], bool]
# scaled fp8: ComfyUI's older and newer names for the number that multiplies a matrix
_SCALES = (".scale_weight", ".weight_scale")
_NOTES = re.compile(r"(^|\.)(scaled_fp8|scale_input|input_scale|comfy_quant|scale_weight|weight_scale)$")
_FOUR = re.compile(r"^(.*)\.quant_state\.bitsandbytes__(nf4|fp4)$")
_FOUR_NOTE = re.compile(r"\.weight\.(quant_state\.bitsandbytes__\w+|absmax|quant_map|nested_absmax|nested_quant_map)$")
_PARTS = (".absmax", ".quant_map", ".nested_absmax", ".nested_quant_map")


def state_of(found: Contents, dtype: Any, root: str = "", wanted: Wanted = lambda name: True) -> State:
    """Names to tensors, of those under `root` (which is taken off) that are `wanted`, and what they are stored with.

    Matrices in fp8, 4 bits or a GGUF type stay packed; all others come in `dtype`.

    Raises UserError for kinds of quantisation that need another program, and what the readers raise for damage.
    """
    kind = found.identity.quantised
    if kind in ("svdq", "int4"):
        raise UserError("{file} is quantised in a way that Limner cannot compute with ({kind}).",
                        "Get the same model as GGUF, fp8 or nf4.", file=found.path.name, kind=kind)
    gguf = found.header is not None and found.header.format == "gguf"
    state = _gguf(found.path, wanted) if gguf else _plain(found, root, wanted)
    return {name: value if isinstance(value, packed_class()) or not value.is_floating_point() else value.to(dtype)
            for name, value in state.items()}


def _plain(found: Contents, root: str, wanted: Wanted) -> State:
    """Of a folder all the files of one set. Only what is wanted is read from the disk."""
    from safetensors import safe_open

    from inference.weights.pickled import as_safetensors

    state: State = {}
    for path in weights_of(found.path):
        with safe_open(as_safetensors(path), framework="pt") as file:
            state |= {name[len(root):]: file.get_tensor(name) for name in file.keys()  # noqa: SIM118  no dictionary
                      if name.startswith(root) and wanted(_owner(name[len(root):]))}
    return _eight(_four(state))


def _owner(name: str) -> str:
    """The matrix that a note or a scale belongs to."""
    plain = _FOUR_NOTE.sub(".weight", name)
    return re.sub(r"\.(scale_weight|weight_scale|scale_input|input_scale|comfy_quant)$", ".weight", plain)


# ---- fp8

def _eight(state: State) -> State:
    """fp8 matrices with their scale; the notes beside them are taken off."""
    kinds = _fp8_kinds()
    scales = {name.rsplit(".", 1)[0]: value for name, value in state.items() if name.endswith(_SCALES)}
    made: State = {}
    for name, value in state.items():
        if _NOTES.search(name):
            continue
        scale = scales.get(name.removesuffix(".weight")) if name.endswith(".weight") else None
        made[name] = _scaled(value, scale, kinds.get(value.dtype, ""))
    return made


def _scaled(value: Any, scale: Any, kind: str) -> Any:
    import torch

    if scale is not None and (scale.numel() > 1 or not kind):  # one for each output
        return value.to(torch.bfloat16) * scale.float().reshape(-1, *[1] * (value.ndim - 1)).to(torch.bfloat16)
    if kind and value.ndim == 2:
        return packed_class()(value, Encoding(kind, scale=1.0 if scale is None else float(scale)))
    return value.to(torch.bfloat16) * scale.to(torch.bfloat16) if scale is not None else value


def _fp8_kinds() -> dict[Any, str]:
    import torch

    return {getattr(torch, torch_name): name for name, torch_name in FP8.items()}


# ---- bitsandbytes' four bits

def _four(state: State) -> State:
    """NF4 and FP4 matrices: blocks are laid out with their scale in front, row by row."""
    for marker in [name for name in state if _FOUR.match(name)]:
        name = marker.rsplit(".quant_state.", 1)[0]
        facts = json.loads(bytes(state.pop(marker).tolist()))
        parts = {end: state.pop(name + end) for end in _PARTS if name + end in state}
        state[name] = _blocks(state[name], parts, facts)
    return state


def _blocks(raw: Any, parts: State, facts: dict[str, Any]) -> Any:
    import torch

    shape, block = tuple(facts["shape"]), int(facts["blocksize"])
    scales = parts[".absmax"]
    if ".nested_absmax" in parts:  # the scales are themselves 8-bit codes
        coded = parts[".nested_quant_map"][scales.long()].reshape(-1)
        outer = parts[".nested_absmax"].repeat_interleave(int(facts["nested_blocksize"]))[:len(coded)]
        scales = coded * outer + float(facts["nested_offset"])
    table = tuple(parts[".quant_map"].float().tolist())
    encoding = Encoding("4bit", block, SCALE + block // 2, table=table)
    head = scales.float().contiguous().view(torch.uint8).reshape(-1, SCALE)
    body = raw.reshape(-1, block // 2) if raw.numel() % (block // 2) == 0 else None
    if body is None or shape[-1] % block:  # rows that end within a block cannot be kept apart
        return _flat(raw, scales, encoding).reshape(-1)[:prod(shape)].reshape(shape)
    rows = torch.cat([head, body], dim=1).reshape(shape[0], -1)
    return packed_class()(rows, encoding)


def _flat(raw: Any, scales: Any, encoding: Encoding) -> Any:
    import torch

    table = torch.tensor(encoding.table)
    data = raw.reshape(-1)
    numbers = table[torch.stack([data >> 4, data & 15], dim=-1).reshape(-1).long()]
    return numbers * scales.float().repeat_interleave(encoding.block)[:len(numbers)]


# ---- GGUF

def _gguf(path: Path, wanted: Wanted) -> State:
    """Matrices in types that are unpacked on the device stay packed; rarer types are unpacked now."""
    from gguf import GGUFReader

    reader = GGUFReader(path)
    originals = {name: tuple(int(n) for n in field.contents()) for name, field in reader.fields.items()
                 if name.startswith("comfy.gguf.orig_shape.")}
    return {tensor.name: _tensor(tensor, originals.get(f"comfy.gguf.orig_shape.{tensor.name}", ()))
            for tensor in reader.tensors if wanted(tensor.name)}


def _tensor(tensor: Any, original: tuple[int, ...]) -> Any:
    import torch
    from diffusers.quantizers.gguf.utils import dequantize_functions
    from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, dequantize

    kind = tensor.tensor_type
    types = GGMLQuantizationType
    shape = original or tuple(int(n) for n in reversed(tensor.shape))
    if kind in (types.F32, types.F16, types.F64, types.I8, types.I16, types.I32, types.I64):
        return torch.from_numpy(tensor.data.copy()).reshape(shape)
    if kind == types.BF16:
        return torch.from_numpy(tensor.data.copy()).view(torch.bfloat16).reshape(shape)
    if len(shape) == 2 and kind in dequantize_functions:
        block, width = GGML_QUANT_SIZES[kind]
        raw = torch.from_numpy(tensor.data.copy()).reshape(shape[0], -1)
        return packed_class()(raw, Encoding(kind.name, block, width))
    return torch.from_numpy(dequantize(tensor.data, kind)).reshape(shape)

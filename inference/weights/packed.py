"""Weights that stay packed in memory (fp8, nf4, GGUF) and are unpacked layer by layer while a network computes.

A `Packed` parameter is a matrix of bytes, one row for each output: the converters from the authors' layouts may split
and join it by rows as if it were the weight itself (the idea of diffusers' GGUFParameter, widened to fp8 and nf4).
Bytes are int8, which no `.to(dtype)` touches.

Formats: GGUF blocks (ggml, docs/gguf.md; unpacked by diffusers.quantizers.gguf); OCP 8-bit floating point with one
scale a matrix; NF4 and FP4 in blocks with their own scale (Dettmers et al. 2023, QLoRA), each block laid out as four
bytes of float32 scale and the packed halves of bytes.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

FP8 = {"F8_E4M3": "float8_e4m3fn", "F8_E5M2": "float8_e5m2"}
SCALE = 4  # bytes in front of a block of four-bit numbers


@dataclass(frozen=True)
class Encoding:
    """`name` is F8_E4M3, F8_E5M2, "4bit" or a GGUF type (Q4_K); `block` numbers are kept in `width` bytes. `scale`
    multiplies an fp8 matrix; `table` holds the 16 values of a 4-bit code."""

    name: str
    block: int = 1
    width: int = 1
    scale: float = 1.0
    table: tuple[float, ...] = ()


@functools.cache
def packed_class() -> Any:
    """The class Packed: made when torch is there."""
    import torch

    class Packed(torch.nn.Parameter):  # type: ignore[misc]
        """int8 (..., bytes of a row) with its `encoding`; `shape` is that of the numbers it stands for: the library
        asks for it when it fits LoRAs to layers."""

        encoding: Encoding

        def __new__(cls, data: Any, encoding: Encoding) -> Any:
            made = torch.Tensor._make_subclass(cls, data.view(torch.int8), False)
            made.encoding = encoding
            return made

        @property
        def shape(self) -> Any:
            rows = self.bytes().shape
            return torch.Size((*rows[:-1], rows[-1] // self.encoding.width * self.encoding.block))

        def bytes(self) -> Any:
            return torch.Tensor._make_subclass(torch.Tensor, self, False).view(torch.uint8)

        def plain(self, dtype: Any) -> Any:
            """The numbers, as a tensor of this dtype on the same device."""
            return unpacked(self.bytes(), self.encoding, dtype)

        @classmethod
        def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            found = list({each.encoding for each in _parameters(args, cls)})
            if len(found) > 1:  # joined from matrices of different scales
                return func(*_plain(args, cls), **(kwargs or {}))
            return _wrapped(super().__torch_function__(func, types, args, kwargs or {}), cls, found)

    return Packed


def packed_linear(layer: Any) -> None:
    """Make a torch.nn.Linear compute with its packed weight."""
    layer.__class__ = _linear_class()


def packed_embedding(layer: Any, dtype: Any) -> None:
    """Make a torch.nn.Embedding look up its packed weight, and give numbers of this dtype."""
    layer.__class__ = _embedding_class()
    layer.number = dtype


def unpacked(raw: Any, encoding: Encoding, dtype: Any) -> Any:
    """Bytes (..., width * blocks) uint8 to numbers (..., block * blocks) of `dtype`."""
    import torch

    if encoding.name in FP8:
        made = raw.view(getattr(torch, FP8[encoding.name])).to(dtype)
        return made if encoding.scale == 1.0 else made * encoding.scale
    shape = (*raw.shape[:-1], raw.shape[-1] // encoding.width * encoding.block)
    blocks = raw.reshape(-1, encoding.width)
    made = _four_bits(blocks, encoding) if encoding.name == "4bit" else _ggml(blocks, encoding)
    return made.reshape(shape).to(dtype)


def _four_bits(blocks: Any, encoding: Encoding) -> Any:
    """bitsandbytes puts the first of two numbers into the upper half of a byte."""
    import torch

    table = torch.tensor(encoding.table, device=blocks.device)
    halves = blocks[:, SCALE:]
    numbers = torch.stack([halves >> 4, halves & 15], dim=-1).reshape(len(blocks), -1)
    return table[numbers.long()] * blocks[:, :SCALE].contiguous().view(torch.float32)


def _ggml(blocks: Any, encoding: Encoding) -> Any:
    from diffusers.quantizers.gguf.utils import dequantize_functions
    from gguf import GGMLQuantizationType

    return dequantize_functions[GGMLQuantizationType[encoding.name]](blocks, encoding.block, encoding.width)


@functools.cache
def _linear_class() -> Any:
    import torch

    class PackedLinear(torch.nn.Linear):  # type: ignore[misc]
        """A linear layer whose weight is unpacked for each call."""

        def forward(self, input: Any) -> Any:
            return torch.nn.functional.linear(input, self.weight.plain(input.dtype), self.bias)

    return PackedLinear


@functools.cache
def _embedding_class() -> Any:
    import torch

    class PackedEmbedding(torch.nn.Embedding):  # type: ignore[misc]
        """A table of words of which only the rows that are asked for are unpacked."""

        def forward(self, input: Any) -> Any:
            return unpacked(self.weight.bytes()[input], self.weight.encoding, self.number)

    return PackedEmbedding


def _parameters(args: Any, cls: type) -> list[Any]:
    found = []
    for each in args:
        if isinstance(each, cls):
            found.append(each)
        elif isinstance(each, (list, tuple)):
            found += [inner for inner in each if isinstance(inner, cls)]
    return found


def _plain(args: Any, cls: type) -> list[Any]:
    import torch

    def plain(value: Any) -> Any:
        if isinstance(value, cls):
            return value.plain(torch.bfloat16)  # type: ignore[attr-defined]
        return type(value)(plain(inner) for inner in value) if isinstance(value, (list, tuple)) else value

    return [plain(value) for value in args]


def _wrapped(result: Any, cls: Any, found: list[Encoding]) -> Any:
    import torch

    if isinstance(result, torch.Tensor) and result.dtype == torch.int8:
        return cls(result.as_subclass(torch.Tensor), found[0])
    if isinstance(result, (list, tuple)):
        return type(result)(_wrapped(each, cls, found) for each in result)
    return result

"""The header of a .gguf file (ggml-org/ggml, docs/gguf.md, versions 2 and 3): key-value pairs and tensor infos."""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

from inference.headers.header import Header, Tensor

MAGIC = b"GGUF"
_MOST_ENTRIES = 1 << 20
_MOST_TEXT = 1 << 26  # bytes of one string or array: vocabularies are a few MB
_KEPT = 4096  # elements: longer arrays (vocabularies) are passed over
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
# enum ggml_type: the numbers are part of the format
TYPES = {
    0: "F32", 1: "F16", 2: "Q4_0", 3: "Q4_1", 6: "Q5_0", 7: "Q5_1", 8: "Q8_0", 9: "Q8_1", 10: "Q2_K", 11: "Q3_K",
    12: "Q4_K", 13: "Q5_K", 14: "Q6_K", 15: "Q8_K", 16: "IQ2_XXS", 17: "IQ2_XS", 18: "IQ3_XXS", 19: "IQ1_S",
    20: "IQ4_NL", 21: "IQ3_S", 22: "IQ2_S", 23: "IQ4_XS", 24: "I8", 25: "I16", 26: "I32", 27: "I64", 28: "F64",
    29: "IQ1_M", 30: "BF16", 34: "TQ1_0", 35: "TQ2_0", 39: "MXFP4",
}
_ORIGINAL = "comfy.gguf.orig_shape."  # ComfyUI-GGUF: the shape before a tensor was made two-dimensional


def read(file: BinaryIO) -> Header:
    """Raises ValueError, EOFError or struct.error for what is no such file."""
    if file.read(4) != MAGIC:
        raise ValueError("not a GGUF file")
    version, tensors, pairs = struct.unpack("<IQQ", _exactly(file, 20))
    if version not in (2, 3):
        raise ValueError(f"GGUF version {version} is not known")
    if tensors > _MOST_ENTRIES or pairs > _MOST_ENTRIES:
        raise ValueError("the header is too long")
    facts: dict[str, Any] = {}
    for _ in range(pairs):
        name = _text(file)
        facts[name] = _value(file, _number(file, "I"))
    return Header("gguf", dict(_tensor(file, facts) for _ in range(tensors)), facts)


def _tensor(file: BinaryIO, facts: dict[str, Any]) -> tuple[str, Tensor]:
    """ggml counts dimensions from the fastest, torch from the slowest."""
    name = _text(file)
    rank = _number(file, "I")
    if rank > 8:
        raise ValueError("a tensor has too many dimensions")
    shape = struct.unpack(f"<{rank}Q", _exactly(file, 8 * rank))[::-1]
    kind = _number(file, "I")
    _exactly(file, 8)  # offset of the data
    original = facts.get(_ORIGINAL + name)
    return name, Tensor(tuple(original) if original else shape, TYPES.get(kind, f"type {kind}"))


def _value(file: BinaryIO, kind: int) -> Any:
    if kind in _SCALARS:
        return _number(file, _SCALARS[kind])
    if kind == _STRING:
        return _text(file)
    if kind != _ARRAY:
        raise ValueError(f"GGUF value type {kind} is not known")
    inner, length = struct.unpack("<IQ", _exactly(file, 12))
    if length > _MOST_TEXT:
        raise ValueError("an array is too long")
    if inner in _SCALARS:
        data = _exactly(file, length * struct.calcsize(_SCALARS[inner]))
        return struct.unpack(f"<{length}{_SCALARS[inner]}", data) if length <= _KEPT else ()
    values = [_value(file, inner) for _ in range(length)]
    return tuple(values) if length <= _KEPT else ()


def _text(file: BinaryIO) -> str:
    length = _number(file, "Q")
    if length > _MOST_TEXT:
        raise ValueError("a text is too long")
    return _exactly(file, length).decode("utf-8", "replace")


def _number(file: BinaryIO, code: str) -> Any:
    return struct.unpack(f"<{code}", _exactly(file, struct.calcsize(code)))[0]


def _exactly(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) != count:
        raise EOFError("the file ends too early")
    return data

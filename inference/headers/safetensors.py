"""The header of a .safetensors file: 8 bytes little-endian length, then JSON (huggingface/safetensors README)."""

from __future__ import annotations

import json
import struct
from typing import BinaryIO

from inference.headers.header import Header, Tensor

MOST = 100 << 20  # bytes: the limit of the safetensors library itself


def read(file: BinaryIO, size: int) -> Header:
    """Raises ValueError, KeyError, TypeError or struct.error for what is no such file, EOFError for a cut-off one.

    `size` is the file's length in bytes: a file shorter than its header says was not copied to the end.
    """
    (length,) = struct.unpack("<Q", file.read(8))
    if length > MOST:
        raise ValueError("the header is too long")
    entries = json.loads(file.read(length))
    facts = entries.pop("__metadata__", None) or {}
    tensors = {name: Tensor(tuple(entry["shape"]), entry["dtype"]) for name, entry in entries.items()}
    end = max((entry["data_offsets"][1] for entry in entries.values()), default=0)
    if 8 + length + end > size:
        raise EOFError(f"{size} of {8 + length + end} bytes are there")
    return Header("safetensors", tensors, facts)

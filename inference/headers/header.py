"""What a header says, whatever the file's format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Tensor:
    """`shape` in torch's order; `dtype` as safetensors writes it (F32, F16, BF16, F8_E4M3, U8, ...) or the GGUF
    quantisation (Q4_K, Q8_0, ...)."""

    shape: tuple[int, ...]
    dtype: str = "F16"


@dataclass(frozen=True)
class Header:
    """`format` is safetensors, gguf or pickle; `facts` its own key-value pairs as text or numbers."""

    format: str
    tensors: Mapping[str, Tensor]
    facts: Mapping[str, Any] = field(default_factory=dict)

"""GGUF files as the tools of city96 and llama.cpp write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np


def gguf(path: Path, tensors: dict[str, Any], kind: str, architecture: str = "flux") -> Path:
    """Matrices quantised to `kind` where their rows are whole blocks, the rest in float32."""
    from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, GGUFWriter, quantize

    quant = GGMLQuantizationType[kind]
    writer = GGUFWriter(path, architecture)
    for name, value in tensors.items():
        data = np.ascontiguousarray(value.float().numpy())
        if data.ndim == 2 and data.shape[1] % GGML_QUANT_SIZES[quant][0] == 0:
            writer.add_tensor(name, quantize(data, quant), raw_dtype=quant)
        else:
            writer.add_tensor(name, data)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path

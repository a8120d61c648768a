"""Declares the two operators that torchvision insists on when its compiled half does not fit the installed torch.

torch from the CPU index beside torchvision from the package index is a common pair; torchvision's Python half,
spandrel, diffusers and the image processors of transformers all work without the compiled half, but importing
them fails with "operator torchvision::nms does not exist". On a matching pair nothing is done.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

_SCHEMAS = (
    "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
)


@cache  # the Library object must stay alive, or its declarations go with it
def declare() -> Any:
    """Call before anything imports torchvision. Imports torch."""
    spec = importlib.util.find_spec("torchvision")
    if spec is None or not spec.submodule_search_locations:
        return None
    import torch

    for folder in spec.submodule_search_locations:
        for path in (*Path(folder).glob("_C*.so"), *Path(folder).glob("_C*.pyd")):
            try:
                torch.ops.load_library(str(path))
                return None
            except (OSError, ImportError):
                continue
    library = torch.library.Library("torchvision", "DEF")
    for schema in _SCHEMAS:
        library.define(schema)
    return library

"""Pipelines made for a task from the parts of a loaded one, and pictures between arrays, PIL and tensors."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def built(pipe: Any, name: str, **parts: Any) -> Any:
    """The pipeline class `name` of diffusers over the parts and settings of `pipe`; `parts` replace or add some."""
    import diffusers

    kind = getattr(diffusers, name)
    have = {**pipe.components, **parts}
    given = {}
    for key in inspect.signature(kind.__init__).parameters:
        if key in have:
            given[key] = have[key]
        elif key in pipe.config:
            given[key] = pipe.config[key]
    made = kind(**given)
    made.set_progress_bar_config(disable=True)
    return made


def accepted(pipe: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """Those arguments that the pipeline's call takes."""
    known = inspect.signature(pipe.__call__).parameters
    return {key: value for key, value in arguments.items() if key in known}


def takes(pipe: Any, name: str) -> bool:
    return name in inspect.signature(pipe.__call__).parameters


@contextmanager
def smaller(pipe: Any, area: int) -> Iterator[None]:
    """Qwen's editing pipelines bring every picture they are given to an area of 1024 x 1024 px, however small the
    result: within this, to no more than `area` px."""
    module: Any = sys.modules[type(pipe).__module__]
    own = getattr(module, "calculate_dimensions", None)
    if own is None:
        yield
        return
    module.calculate_dimensions = lambda target, ratio: own(min(target, area), ratio)
    try:
        yield
    finally:
        module.calculate_dimensions = own


def picture(array: Array) -> Any:
    """(h, w, 3 or 4) or (h, w) uint8 to PIL; alpha is left out."""
    from PIL import Image

    return Image.fromarray(array[..., :3] if array.ndim == 3 else array)


def pixels(array: Array, pipe: Any) -> Any:
    """(h, w, 3) uint8 to (1, 3, h, w) in -1..1 where the pipeline computes, in the precision of its VAE."""
    import torch

    values = torch.from_numpy(array.astype(np.float32) / 127.5 - 1.0)
    return values.permute(2, 0, 1)[None].to(pipe._execution_device, next(pipe.vae.parameters()).dtype)

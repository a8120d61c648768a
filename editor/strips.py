"""Pictures that come from the engine in strips from the top, put together again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from math import prod
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from inference.api import Opening, Result

Array = npt.NDArray[Any]
Strips = Generator[Opening | Array, None, Result]  # an Opening and its strips, or nothing; then the result
LARGE = 256 << 20  # bytes; larger pictures are kept in a file, from which the system reads what is looked at


def gathered(strips: Strips) -> Result:
    """The result with the pixels of what came in strips; read-only those of a large picture."""
    with closing(strips):
        try:
            opening = cast(Opening, next(strips))
        except StopIteration as end:
            return cast(Result, end.value)
        shape, dtype = (opening.height, opening.width, 4), np.dtype(opening.dtype)
        size = prod(shape) * dtype.itemsize
        on_disk = size > LARGE and shutil.disk_usage(tempfile.gettempdir()).free > 2 * size
        pixels, result = (_in_file if on_disk else _in_memory)(strips, shape, dtype)
    return replace(result, pictures=(replace(result.pictures[0], pixels=pixels),))


def _in_memory(strips: Strips, shape: tuple[int, ...], dtype: np.dtype[Any]) -> tuple[Array, Result]:
    pixels, top = np.empty(shape, dtype), 0
    while True:
        try:
            strip = cast(Array, next(strips))
        except StopIteration as end:
            return pixels, end.value
        pixels[top:top + len(strip)] = strip
        top += len(strip)


def _in_file(strips: Strips, shape: tuple[int, ...], dtype: np.dtype[Any]) -> tuple[Array, Result]:
    """Written and not mapped while it grows: a full disk is then an error, not a crash."""
    with tempfile.TemporaryFile(prefix="limner-result-") as file:
        while True:
            try:
                file.write(np.ascontiguousarray(next(strips)).data)
            except StopIteration as end:
                file.flush()
                return np.memmap(file, dtype, "r", shape=shape).view(np.ndarray), end.value

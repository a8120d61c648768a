"""The numba decorator of the built-ins, with its compile cache in the user's cache folder, and `warm`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import platformdirs

# numba reads this when it is first imported, so it has to stand before the import below.
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(platformdirs.user_cache_dir("limner")) / "kernels"))

from numba import njit

kernel: Callable[..., Any] = njit(cache=True, nogil=True, fastmath=True, error_model="numpy")


def warm() -> None:
    """Compile every kernel into the cache, by running each built-in once on a tiny picture."""
    import numpy as np

    from inference.builtin.extend import extend
    from inference.builtin.fill import fill
    from inference.builtin.scene import draw
    from inference.builtin.style import PRESETS, stylise, transfer
    from inference.reporting import Silent

    report = Silent()
    picture = np.random.default_rng(0).integers(0, 255, (64, 64, 4), np.uint8)
    picture[..., 3] = 255
    mask = np.zeros((64, 64), np.uint8)
    mask[20:40, 20:40] = 255
    fill(picture, mask, report)
    extend(picture, "right", 24, report)
    for preset in PRESETS:
        stylise(picture, preset, 1.0, 0.5, False, 0, report)
    transfer(picture, picture[::-1].copy(), 1.0, report)
    for prompt in ("a city at night by a lake", "mountains, forest, meadow, snow, balloon", "beach, boat", "abstract"):
        draw(prompt, 64, 48, 0, report)

"""The photographs that networks are trained on and measured with: which are held back, patches, wear."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from inference.builtin import resample

Array = npt.NDArray[Any]
Pair = tuple[Array, Array]  # the same picture small and large, (h, w, 3) uint8

HELD_BACK_EVERY = 8  # every eighth photograph by name is measured with and never trained on
CANDIDATES = 3  # places looked at for one patch; the busiest is taken, as flat ones teach nothing
ROOM = 8  # px around a patch that is worn too and cut away: one period of JPEG's blocks


def photographs(folder: Path, held_back: bool) -> list[Path]:
    """Raises FileNotFoundError when there are none."""
    found = sorted(p for p in folder.iterdir() if p.suffix.lower() in (".jpg", ".jpeg", ".png"))
    if not found:
        raise FileNotFoundError(f"no photographs in {folder}")
    return [p for i, p in enumerate(found) if (i % HELD_BACK_EVERY == HELD_BACK_EVERY - 1) == held_back]


def shrunk(image: Array, width: int, height: int) -> Array:
    """MATLAB's bicubic `imresize` with antialiasing of (h, w, 3) uint8, which super-resolution papers shrink with."""
    small = resample.resize(image.astype(np.float32), height, width)
    rounded: Array = np.clip(np.floor(small + 0.5), 0, 255).astype(np.uint8)
    return rounded


def pair(path: Path, scale: int) -> Pair:
    """The large picture is cropped to a multiple of `scale`."""
    from PIL import Image

    with Image.open(path) as opened:
        large = np.asarray(opened.convert("RGB"))
    height, width = large.shape[0] // scale, large.shape[1] // scale
    large = np.ascontiguousarray(large[:height * scale, :width * scale])
    return shrunk(large, width, height), large


def batch(pairs: list[Pair], scale: int, size: int, count: int, rng: np.random.Generator, clean: bool) -> Pair:
    """`count` aligned patches, `size` px when small, turned and flipped: two (count, 3, ., .) float32 in 0-1.

    With `clean` the small ones are worn.
    """
    smalls, larges = [], []
    for _ in range(count):
        small, large, y, x = _busy(pairs, size, rng)
        a = _worn(small, y, x, size, rng) if clean else small[y:y + size, x:x + size]
        b = large[y * scale:(y + size) * scale, x * scale:(x + size) * scale]
        turns, flip = int(rng.integers(4)), rng.random() < 0.5
        a, b = np.rot90(a, turns), np.rot90(b, turns)
        smalls.append(a[:, ::-1] if flip else a)
        larges.append(b[:, ::-1] if flip else b)
    return _channels_first(smalls), _channels_first(larges)


def worn(image: Array, rng: np.random.Generator) -> Array:
    """What lenses, sensors and the web do to (h, w, 3) uint8: blur, noise, JPEG, each now and then and by chance."""
    import cv2

    if rng.random() < 0.4:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.2, 0.9))
    if rng.random() < 0.5:
        grain = rng.normal(0, rng.uniform(1, 12), image.shape)
        image = np.clip(image + grain, 0, 255).astype(np.uint8)
    if rng.random() < 0.7:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(40, 96))]
        _, data = cv2.imencode(".jpg", image[..., ::-1], quality)  # OpenCV takes blue first
        image = cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1]
    return image


def _worn(small: Array, y: int, x: int, size: int, rng: np.random.Generator) -> Array:
    """A worn patch, cut from a larger one, so that JPEG's blocks lie at any place in it."""
    top, left = min(int(rng.integers(ROOM)), y), min(int(rng.integers(ROOM)), x)
    around = worn(np.ascontiguousarray(small[y - top:y + size + ROOM, x - left:x + size + ROOM]), rng)
    return around[top:top + size, left:left + size]


def _busy(pairs: list[Pair], size: int, rng: np.random.Generator) -> tuple[Array, Array, int, int]:
    """A pair of pictures and the place of a patch in the small one."""
    best: tuple[float, Array, Array, int, int] | None = None
    for _ in range(CANDIDATES):
        small, large = pairs[rng.integers(len(pairs))]
        y, x = int(rng.integers(small.shape[0] - size + 1)), int(rng.integers(small.shape[1] - size + 1))
        green = small[y:y + size, x:x + size, 1].astype(np.int16)
        busy = float(np.abs(np.diff(green, axis=1)).mean())
        if best is None or busy > best[0]:
            best = busy, small, large, y, x
    assert best is not None
    return best[1:]


def _channels_first(patches: list[Array]) -> npt.NDArray[np.float32]:
    return np.stack(patches).transpose(0, 3, 1, 2).astype(np.float32) / np.float32(255)

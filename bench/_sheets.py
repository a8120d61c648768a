"""Contact sheets of the built-ins: photographs in, labelled pictures side by side out. Used by the benchmarks of style
and scene and by `make gallery`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("LIMNER_PICTURES", ROOT.parent / "shared"))  # holds photos/ and paintings/
GAP = 6

Array = np.ndarray[Any, Any]


class Quiet:
    """A report that tells nobody."""

    def step(self, fraction: float, stage: str, preview: Any = None) -> None:
        """Nothing."""

    def part(self, start: float, end: float) -> Quiet:
        return self


def load(path: Path, pixels: float) -> Array:
    """RGB uint8 (h, w, 3) of `pixels` pixels, or as it is when it is smaller."""
    bgr = cv2.imread(str(path))
    k = min(1.0, (pixels / (bgr.shape[0] * bgr.shape[1])) ** 0.5)
    return np.ascontiguousarray(cv2.resize(bgr, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)[..., ::-1])


def pairs(folder: Path, count: int) -> list[tuple[Path, Path]]:
    """At most `count` times two photographs, from all over a folder."""
    photos = sorted(folder.glob("*.jpg"))
    photos = photos[::max(len(photos) // (2 * count), 1)]
    return list(zip(photos[0:2 * count:2], photos[1:2 * count:2], strict=False))


def cropped(image: Array, edge: int, at: tuple[float, float] = (0.5, 0.45)) -> Array:
    """A square of `edge` px of the picture at full resolution around a place given in shares of its size."""
    height, width = image.shape[:2]
    edge = min(edge, height, width)
    x = int(np.clip(at[0] * width - edge / 2, 0, width - edge))
    y = int(np.clip(at[1] * height - edge / 2, 0, height - edge))
    return image[y:y + edge, x:x + edge, :3]


def filled(image: Array, size: tuple[int, int]) -> Array:
    """Scaled and cut to exactly `size` (width, height) px."""
    width, height = size
    k = max(width / image.shape[1], height / image.shape[0])
    big = cv2.resize(image[..., :3], (max(width, round(image.shape[1] * k)), max(height, round(image.shape[0] * k))),
                     interpolation=cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC)
    x, y = (big.shape[1] - width) // 2, (big.shape[0] - height) // 2
    return np.ascontiguousarray(big[y:y + height, x:x + width])


def labelled(image: Array, text: str) -> Array:
    """With its name in the lower left corner."""
    out = np.ascontiguousarray(image[..., :3]).copy()
    scale = max(0.36, min(0.5, out.shape[1] / 640))
    (width, height), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, scale, 1)
    bottom = out.shape[0]
    out[bottom - height - 10:, :width + 12] = (out[bottom - height - 10:, :width + 12] * 0.25).astype(np.uint8)
    cv2.putText(out, text, (6, bottom - 6), cv2.FONT_HERSHEY_SIMPLEX, scale, (255, 255, 255), 1, cv2.LINE_AA)
    return out


def sheet(pictures: Sequence[Array], columns: int) -> Array:
    """Pictures of one size laid out in rows with a gap."""
    height, width = pictures[0].shape[:2]
    rows = -(-len(pictures) // columns)
    out = np.full((rows * (height + GAP) + GAP, columns * (width + GAP) + GAP, 3), 24, np.uint8)
    for number, picture in enumerate(pictures):
        y, x = GAP + number // columns * (height + GAP), GAP + number % columns * (width + GAP)
        out[y:y + height, x:x + width] = picture
    return out


def save(path: Path, image: Array, largest_bytes: int = 0) -> None:
    """PNG or JPEG by suffix; a JPEG gets the best quality that stays under `largest_bytes`, where that is given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    bgr = np.ascontiguousarray(image[..., ::-1])
    jpeg, quality = path.suffix == ".jpg", 90
    data = cv2.imencode(path.suffix, bgr, [cv2.IMWRITE_JPEG_QUALITY, quality] if jpeg else [])[1]
    while jpeg and largest_bytes and len(data) > largest_bytes and quality > 30:
        quality -= 6
        data = cv2.imencode(path.suffix, bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    path.write_bytes(data.tobytes())
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    print(f"  wrote {shown} ({len(data) / 1024:.0f} KB)")

"""Figures of the built-in upscaling on photographs: `python bench/builtin.py`; `--photos` names the folder."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from inference.builtin import resample  # noqa: E402
from inference.builtin.upscale import upscale  # noqa: E402

Array = np.ndarray[Any, Any]


class Quiet:
    def step(self, fraction: float, stage: str, preview: Any = None) -> None:
        """Tell nobody."""

    def part(self, start: float, end: float) -> Quiet:
        return self


def load(path: Path, long_edge: int) -> Array:
    bgr = cv2.imread(str(path))
    k = long_edge / max(bgr.shape[:2])
    return np.ascontiguousarray(cv2.resize(bgr, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)[..., ::-1])


def upscales(photos: list[Path]) -> None:
    """PSNR on Y against the photograph before MATLAB-style bicubic shrinking, border of `scale` px cut."""
    for scale in (2, 4):
        values = []
        for path in photos:
            truth = load(path, 960)
            height, width = (n // scale * scale for n in truth.shape[:2])
            truth = truth[:height, :width]
            small = resample.resize(truth.astype(np.float32), height // scale, width // scale)
            small = np.clip(np.rint(small), 0, 255).astype(np.uint8)
            start = time.perf_counter()
            ours = upscale(small, scale, Quiet())
            seconds = time.perf_counter() - start
            plain = [np.clip(np.rint(resample.resize(small.astype(np.float32), height, width, *kernel)), 0, 255)
                     for kernel in ((), (resample.lanczos3, 3.0))]
            values.append([_psnr_y(a, truth, scale) for a in (*plain, ours)] + [seconds / (height * width) * 1e6])
        bicubic, lanczos, own, seconds = np.mean(values, 0)
        print(f"upscale {scale}x: bicubic {bicubic:.2f} Lanczos {lanczos:.2f} Limner {own:.2f} dB, {seconds:.2f} s/MP")


def _psnr_y(a: Array, b: Array, cut: int) -> float:
    weights = np.array([65.481, 128.553, 24.966]) / 255
    error = ((a.astype(float) - b) @ weights)[cut:-cut, cut:-cut]
    return float(10 * np.log10(255**2 / np.mean(error**2)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, default=ROOT.parent / "shared" / "photos")
    parser.add_argument("--count", type=int, default=6)
    wanted = parser.parse_args()
    found = sorted(wanted.photos.glob("*.jpg"))
    photos = found[7::max(1, len(found) // wanted.count)][:wanted.count]
    if photos:
        upscales(photos)


if __name__ == "__main__":
    main()

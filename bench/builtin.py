"""Figures and contact sheets of the built-ins on photographs: `python bench/builtin.py [fill upscale]`.

`--photos`, `--paintings` name the folders. Writes build/builtin-*.png and prints one line for each measurement.
"""

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
from inference.builtin.fill import fill  # noqa: E402
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


def save(name: str, rows: list[list[Array]], size: tuple[int, int] = (480, 320)) -> None:
    sheet = np.vstack([np.hstack([cv2.resize(a, size, interpolation=cv2.INTER_AREA) for a in row]) for row in rows])
    target = ROOT / "build" / f"builtin-{name}.png"
    target.parent.mkdir(exist_ok=True)
    cv2.imwrite(str(target), sheet[..., ::-1])
    print(f"{name}: {target}")


def masks(height: int, width: int) -> dict[str, Array]:
    rng = np.random.default_rng(1)
    scratch, blob, thing = (np.zeros((height, width), np.uint8) for _ in range(3))
    for _ in range(12):
        ends = rng.uniform(0, 1, (2, 2)) * [width, height]
        cv2.line(scratch, tuple(int(v) for v in ends[0]), tuple(int(v) for v in ends[1]), 255, 3)
    cv2.ellipse(blob, (width // 2, height // 2), (width // 9, height // 10), 20, 0, 360, 255, -1)
    cv2.rectangle(thing, (width // 4, height // 3), (width // 4 + width // 8, height // 3 + height // 3), 255, -1)
    return {"scratches": scratch, "blob": blob, "object": thing}


def fills(photos: list[Path]) -> None:
    """PSNR and Laplacian energy inside the hole (1.0 is right), beside OpenCV's methods."""
    figures: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    rows = []
    for path in photos:
        image = load(path, 512)
        for kind, mask in masks(*image.shape[:2]).items():
            hole = mask > 0
            damaged = image.copy()
            damaged[hole] = 128
            row = [np.where(hole[..., None], np.uint8([255, 0, 255]), image).astype(np.uint8)]
            for name, method in (("Limner", lambda a, m: fill(a, m, Quiet())),
                                 ("Telea", lambda a, m: cv2.inpaint(a, m, 4, cv2.INPAINT_TELEA)),
                                 ("Navier-Stokes", lambda a, m: cv2.inpaint(a, m, 4, cv2.INPAINT_NS))):
                start = time.perf_counter()
                out = method(damaged, mask)
                seconds = time.perf_counter() - start
                row.append(out)
                figures.setdefault((kind, name), []).append((*_inside(out, image, hole), seconds))
            rows.append(row)
    for (kind, name), values in figures.items():
        psnr, energy, seconds = np.mean(values, 0)
        print(f"fill {kind:10} {name:14} {psnr:5.2f} dB  texture {energy:.2f}  {seconds:.2f} s")
    save("fill", rows)


def _inside(out: Array, truth: Array, hole: Array) -> tuple[float, float]:
    error = out[hole].astype(float) - truth[hole]
    rough = [cv2.Laplacian(a.astype(np.float32).mean(2), cv2.CV_32F)[hole].std() for a in (out, truth)]
    return 10 * np.log10(255**2 / max(np.mean(error**2), 1e-9)), rough[0] / max(rough[1], 1e-6)


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
    parser.add_argument("parts", nargs="*", default=["fill", "upscale"])
    parser.add_argument("--photos", type=Path, default=ROOT.parent / "shared" / "photos")
    parser.add_argument("--count", type=int, default=6)
    wanted = parser.parse_args()
    found = sorted(wanted.photos.glob("*.jpg"))
    photos = found[7::max(1, len(found) // wanted.count)][:wanted.count]
    if photos and "fill" in wanted.parts:
        fills(photos)
    if photos and "upscale" in wanted.parts:
        upscales(photos)


if __name__ == "__main__":
    main()

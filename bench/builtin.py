"""Figures and contact sheets of the built-ins on photographs: `python bench/builtin.py [fill upscale style scene]`.

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
from inference.builtin.scene import draw  # noqa: E402
from inference.builtin.style import PRESETS, stylise, transfer  # noqa: E402
from inference.builtin.upscale import upscale  # noqa: E402

Array = np.ndarray[Any, Any]
PROMPTS = ("a city skyline at night", "a photo of a night scene", "snowy mountains by a lake at dawn",
           "sunset over the sea with a sailboat", "tropical beach at noon", "desert dunes at sunset",
           "foggy pine forest in the morning", "meadow with flowers and hills", "village in snow at dusk",
           "lighthouse at night by the sea", "hot air balloons over mountains", "milky way over mountains",
           "aurora over a lake with forest", "road through autumn hills", "abstract blue and orange",
           "watercolour lake with mountains")


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


def styles(photos: list[Path], paintings: list[Path]) -> None:
    rows: list[list[Array]] = []
    for path in photos[:3]:
        image = load(path, 1600)
        row = [image]
        for preset in PRESETS:
            start = time.perf_counter()
            row.append(stylise(image, preset, 1.0, 0.5, False, 0, Quiet()))
            seconds = (time.perf_counter() - start) / image[..., 0].size * 2e6
            print(f"style {preset:12} {seconds:.1f} s for 2 megapixels")
        rows.append(row)
    save("style", rows)
    rows = []
    for path in photos[:3]:
        image = load(path, 1200)
        rows.append([image] + [transfer(image, load(p, 900), 1.0, Quiet()) for p in paintings[:5]])
    save("transfer", rows)


def scenes() -> None:
    pictures = []
    for prompt in PROMPTS:
        start = time.perf_counter()
        pictures.append(draw(prompt, 1200, 840, 1, Quiet())[0][..., :3])
        print(f"scene {time.perf_counter() - start:.2f} s  {prompt}")
    save("scene", [pictures[k:k + 4] for k in range(0, len(pictures), 4)], (600, 420))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=["fill", "upscale", "style", "scene"])
    parser.add_argument("--photos", type=Path, default=ROOT.parent / "shared" / "photos")
    parser.add_argument("--paintings", type=Path, default=ROOT.parent / "shared" / "paintings")
    parser.add_argument("--count", type=int, default=6)
    wanted = parser.parse_args()
    found = sorted(wanted.photos.glob("*.jpg"))
    photos = found[7::max(1, len(found) // wanted.count)][:wanted.count]
    if "scene" in wanted.parts:
        scenes()
    if photos and "fill" in wanted.parts:
        fills(photos)
    if photos and "upscale" in wanted.parts:
        upscales(photos)
    if photos and "style" in wanted.parts:
        styles(photos, sorted(wanted.paintings.glob("*.jpg")))


if __name__ == "__main__":
    main()

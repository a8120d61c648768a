"""Upscaling of the held-back photographs: PSNR and SSIM on Y, our networks beside bicubic and Lanczos.

Protocol of the literature: MATLAB's bicubic shrinks, the border of `scale` px is cut. For the networks that clean,
the small pictures are worn first (blur, noise, JPEG, by a fixed seed). Enlarged crops go to build/upscale.png.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from bench._upscalers import OWN, ROOT, WEIGHTS, colours, held_back, network
from inference.builtin import resample
from inference.builtin.upscale import Classic
from inference.depths import rgba
from inference.enlarge import Averaged, enlarge
from inference.reporting import Silent
from inference.training.measure import psnr_y, ssim_y
from inference.training.photographs import pair, worn

SHEET = ROOT / "build" / "upscale.png"
CROP = 40  # px of the small picture


def enlarged(link: Any, small: Any, scale: int) -> Any:
    size = small.shape[1] * scale, small.shape[0] * scale
    return enlarge(rgba(small), *size, [link], Silent())[..., :3]


def plain(small: Any, scale: int, *kernel: Any) -> Any:
    made = resample.resize(small.astype(np.float32), small.shape[0] * scale, small.shape[1] * scale, *kernel)
    return np.clip(np.rint(made), 0, 255).astype(np.uint8)


def methods(scale: int) -> Iterator[tuple[str, Any]]:
    yield "bicubic", lambda small: plain(small, scale)
    yield "Lanczos", lambda small: plain(small, scale, resample.lanczos3, 3.0)
    yield "classic", lambda small: enlarged(Classic(scale), small, scale)
    for name in ("", "-clean"):
        link = network(OWN / f"upscale-{scale}x{name}.safetensors")
        yield f"Limner{name}", lambda small, link=link: enlarged(link, small, scale)
        if not name:
            yield "Limner finest", lambda small, link=link: enlarged(Averaged(link), small, scale)


def table(scale: int, photos: list[Path], wear: bool = False, finest: bool = False) -> None:
    figures: dict[str, list[tuple[float, float]]] = {}
    chosen = [m for m in methods(scale) if finest or m[0] != "Limner finest"]
    for i, path in enumerate(photos):
        small, large = pair(path, scale)
        if wear:
            small = worn(small, np.random.default_rng(i))
        for name, method in chosen:
            made = method(small)
            figures.setdefault(name, []).append((psnr_y(made, large, scale), ssim_y(made, large, scale)))
    base = np.mean(figures["bicubic"], 0)
    print(f"{scale}x, {len(photos)} photographs{', worn' if wear else ''}")
    for name, values in figures.items():
        psnr, ssim = np.mean(values, 0)
        gains = [a[0] - b[0] for a, b in zip(values, figures["bicubic"], strict=True)]
        print(f"  {name:14} {psnr:6.2f} dB {psnr - base[0]:+5.2f} (least {min(gains):+5.2f})  SSIM {ssim:.4f}",
              flush=True)


def sheet(photos: list[Path]) -> None:
    """Busy crops at 4x: bicubic, Lanczos, ours faithful and clean, Real-ESRGAN's, the photograph; worn below."""
    found = dict(methods(4))
    other = WEIGHTS / "real-esrgan" / "realesr-animevideov3.pth"
    shown = [found["bicubic"], found["Lanczos"], found["Limner"], found["Limner-clean"]]
    if other.is_file():
        link = network(other)
        shown.append(lambda small: enlarged(link, small, 4))
    rows = []
    for i, path in enumerate(photos):
        small, large = pair(path, 4)
        y, x = busiest(small)
        part, truth = small[y:y + CROP, x:x + CROP], large[4 * y:4 * (y + CROP), 4 * x:4 * (x + CROP)]
        for seen in (part, worn(np.ascontiguousarray(part), np.random.default_rng(40 + i))):
            rows.append(np.hstack([*(method(seen) for method in shown), truth]))
    SHEET.parent.mkdir(exist_ok=True)
    cv2.imwrite(str(SHEET), cv2.resize(np.vstack(rows)[..., ::-1], None, fx=1.5, fy=1.5))
    print(SHEET)


def busiest(small: Any) -> tuple[int, int]:
    detail = cv2.blur(np.abs(cv2.Laplacian(colours(small).mean(2), cv2.CV_32F)), (CROP, CROP))
    inner = detail[CROP:-CROP, CROP:-CROP]
    y, x = np.unravel_index(int(inner.argmax()), inner.shape)
    return int(y) + CROP // 2, int(x) + CROP // 2


def main() -> None:
    photos = held_back()
    if not photos:
        return
    sheet(photos[1::6])
    for scale in (2, 4):
        table(scale, photos)
        table(scale, photos[::3], wear=True)
    table(4, photos[::7], finest=True)


if __name__ == "__main__":
    main()

"""Upscaling of the held-back photographs: PSNR and SSIM on Y, our networks beside bicubic and Lanczos.

Protocol of the literature: MATLAB's bicubic shrinks, the border of `scale` px is cut. Figures are given for all that
were held back and for those apart that were not even looked at while training. For the networks that clean, the small
pictures are worn first: in four plain ways, and by chance as in the training; beside them what the automatic choice
gives. Enlarged crops go to build/upscale.png.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from bench._upscalers import OWN, ROOT, WEIGHTS, colours, held_back, network, watched
from inference.builtin import resample
from inference.builtin.upscale import Classic
from inference.builtin.wear import measured
from inference.depths import rgba
from inference.enlarge import Averaged, enlarge
from inference.reporting import Silent
from inference.training.measure import psnr_y, ssim_y
from inference.training.photographs import pair, worn

SHEET = ROOT / "build" / "upscale.png"
CROP = 40  # px of the small picture
WORN_PX = 288  # px of the small picture that is worn: six kinds of wear cost time
Wearing = Callable[[Any, np.random.Generator], Any]


def jpeg(image: Any, quality: int) -> Any:
    data = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.ascontiguousarray(cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1])


WEARS: dict[str, Wearing] = {
    "good": lambda image, rng: image,
    "JPEG 85": lambda image, rng: jpeg(image, 85),
    "JPEG 60": lambda image, rng: jpeg(image, 60),
    "noise 8": lambda image, rng: np.clip(image + rng.normal(0, 8, image.shape), 0, 255).astype(np.uint8),
    "blur 0.8": lambda image, rng: cv2.GaussianBlur(image, (0, 0), 0.8),
    "by chance": worn,
}


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


def table(scale: int, photos: list[Path], finest: bool = False) -> None:
    """Good pictures: all of them, and those apart that nobody watched while training."""
    figures: dict[str, list[tuple[float, float]]] = {}
    chosen = [m for m in methods(scale) if finest or m[0] != "Limner finest"]
    for path in photos:
        small, large = pair(path, scale)
        for name, method in chosen:
            made = method(small)
            figures.setdefault(name, []).append((psnr_y(made, large, scale), ssim_y(made, large, scale)))
    unseen = [i for i, path in enumerate(photos) if path not in watched()]
    groups = [("held back", list(range(len(photos)))), ("of them never watched", unseen)]
    for title, rows in groups[:2 if 0 < len(unseen) < len(photos) else 1]:
        base = np.array(figures["bicubic"])[rows]
        print(f"{scale}x, {len(rows)} photographs {title}")
        for name, values in figures.items():
            own = np.array(values)[rows]
            gains = own[:, 0] - base[:, 0]
            print(f"  {name:14} {own[:, 0].mean():6.2f} dB {gains.mean():+5.2f} (least {gains.min():+5.2f})  "
                  f"SSIM {own[:, 1].mean():.4f}", flush=True)


def middle(small: Any, large: Any, scale: int) -> tuple[Any, Any]:
    """At most WORN_PX px of the small picture and what they show of the large one."""
    edges = [min(WORN_PX, length) for length in small.shape[:2]]
    y, x = ((length - edge) // 2 for length, edge in zip(small.shape, edges, strict=False))
    part = np.ascontiguousarray(small[y:y + edges[0], x:x + edges[1]])
    return part, large[y * scale:(y + edges[0]) * scale, x * scale:(x + edges[1]) * scale]


def wear_table(scale: int, photos: list[Path]) -> None:
    """Gain over bicubic, dB, by how the small picture was worn; `automatic` picks one of the two networks."""
    names = ("Lanczos", "Limner", "Limner-clean")
    found = {name: method for name, method in methods(scale) if name in ("bicubic", *names)}
    print(f"{scale}x, {len(photos)} photographs, worn: bicubic dB, gain over it")
    print(f"  {'':10} {'bicubic':>8} {'Lanczos':>8} {'faithful':>8} {'clean':>8} {'automatic':>9}  cleaned")
    for wear, wearing in WEARS.items():
        rows, cleaned = [], 0
        for i, path in enumerate(photos):
            small, large = middle(*pair(path, scale), scale)
            small = wearing(small, np.random.default_rng(i))
            own = {name: psnr_y(method(small), large, scale) for name, method in found.items()}
            clean = measured(small).worn
            cleaned += clean
            rows.append([own["bicubic"], *(own[n] - own["bicubic"] for n in (*names, names[1 + clean]))])
        base, *gains = np.mean(rows, 0)
        shown = " ".join(f"{gain:+8.2f}" for gain in gains)
        print(f"  {wear:10} {base:8.2f} {shown}   {cleaned} of {len(photos)}", flush=True)


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
    unseen = [path for path in photos if path not in watched()]
    sheet(photos[1::6])
    for scale in (2, 4):
        table(scale, photos)
        wear_table(scale, unseen[::2])
        table(scale, unseen[::4], finest=True)


if __name__ == "__main__":
    main()

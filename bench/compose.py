"""Compositing 4096 x 4096 with 10 layers (mixed W3C modes, opacity, two masks) against Pillow and QPainter, in one
run; nanoseconds per layer-px of each mode; what a dab redraws.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PIL import Image, ImageChops
from PySide6.QtGui import QImage, QPainter

from editor.document.blend import MODES
from editor.document.compose import Compositor
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.kernelcache import warm
from editor.document.layer import Layer, Mask, PixelLayer
from editor.document.pixels import Array, Pixels

# (mode, opacity, masked); Pillow and QPainter get the same layers, with "normal" for the modes they lack
LAYERS = (("normal", 1.0, False), ("multiply", 0.8, False), ("screen", 0.6, True), ("overlay", 0.7, False),
          ("soft light", 1.0, False), ("normal", 0.5, True), ("difference", 0.3, False), ("color", 0.6, False),
          ("luminosity", 0.4, False), ("hard light", 0.5, False))
CHOPS: dict[str, Callable[[Any, Any], Any]] = {
    "multiply": ImageChops.multiply, "screen": ImageChops.screen, "overlay": ImageChops.overlay,
    "soft light": ImageChops.soft_light, "hard light": ImageChops.hard_light, "difference": ImageChops.difference}
Composition = QPainter.CompositionMode
QT = {"multiply": Composition.CompositionMode_Multiply, "screen": Composition.CompositionMode_Screen,
      "overlay": Composition.CompositionMode_Overlay, "soft light": Composition.CompositionMode_SoftLight,
      "difference": Composition.CompositionMode_Difference, "hard light": Composition.CompositionMode_HardLight}


def picture(rng: np.random.Generator, edge: int, alpha: bool) -> Array:
    """Smooth colour with some noise; a soft alpha when asked."""
    y, x = np.mgrid[0:edge, 0:edge].astype(np.float32) / edge
    phase = rng.uniform(0, 6, 4)
    planes = [127 + 100 * np.sin(8 * x + phase[c]) * np.cos(6 * y + phase[c - 1]) for c in range(3)]
    a = np.clip(400 * (1 - np.hypot(x - 0.5, y - 0.5)) - 60, 0, 255) if alpha else np.full_like(x, 255)
    image = np.dstack((*planes, a)).astype(np.uint8)
    image[..., :3] += rng.integers(0, 20, (edge, edge, 1), np.uint8)
    return image


def document(pictures: list[Array], masks: list[Array | None]) -> Document:
    edge = pictures[0].shape[0]
    layers: list[Layer] = [
        PixelLayer(pixels=Pixels.of(p), blend=mode, opacity=opacity, mask=None if m is None else Mask(Pixels.of(m)))
        for p, m, (mode, opacity, _) in zip(pictures, masks, LAYERS, strict=True)]
    return Document(width=edge, height=edge, layers=tuple(layers))


def pillow(pictures: list[Array], masks: list[Array | None]) -> None:
    """ImageChops on an opaque backdrop, mixed by alpha, mask and opacity."""
    base = Image.fromarray(pictures[0][..., :3].copy())
    for p, m, (mode, opacity, _) in list(zip(pictures, masks, LAYERS, strict=True))[1:]:
        source = Image.fromarray(p)
        colour, alpha = source.convert("RGB"), source.getchannel("A").point(lambda v, o=opacity: int(v * o + 0.5))
        if m is not None:
            alpha = ImageChops.multiply(alpha, Image.fromarray(m))
        blended = CHOPS[mode](base, colour) if mode in CHOPS else colour
        base.paste(blended, (0, 0), alpha)


def qpainter(images: list[QImage]) -> None:
    """Premultiplied layers with the masks already applied to them, which costs Qt nothing here."""
    out = QImage(images[0].size(), QImage.Format.Format_ARGB32_Premultiplied)
    out.fill(0)
    painter = QPainter(out)
    for image, (mode, opacity, _) in zip(images, LAYERS, strict=True):
        painter.setCompositionMode(QT.get(mode, Composition.CompositionMode_SourceOver))
        painter.setOpacity(opacity)
        painter.drawImage(0, 0, image)
    painter.end()


def qt_images(pictures: list[Array], masks: list[Array | None]) -> list[QImage]:
    found = []
    for p, m in zip(pictures, masks, strict=True):
        source = p.copy()
        if m is not None:
            source[..., 3] = (source[..., 3].astype(np.uint16) * m // 255).astype(np.uint8)
        image = QImage(source.data, p.shape[1], p.shape[0], QImage.Format.Format_RGBA8888)
        found.append(image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied).copy())
    return found


def milliseconds(work: Callable[[], object], times: int = 3) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1e3)
    return statistics.median(taken)


def full(pictures: list[Array], masks: list[Array | None], doc: Document) -> None:
    one, many = Compositor(budget=0, threads=1), Compositor(budget=0)
    images = qt_images(pictures, masks)
    for compositor in (one, many):
        compositor.render(doc, doc.rect)  # what is known about tiles
    runs = {"limner, 1 thread": lambda: one.render(doc, doc.rect),
            f"limner, {os.cpu_count()} threads": lambda: many.render(doc, doc.rect),
            "QPainter (no colour, luminosity)": lambda: qpainter(images),
            "Pillow (no colour, luminosity)": lambda: pillow(pictures, masks)}
    best: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(3):  # interleaved: the machine may be shared
        for name, work in runs.items():
            best[name].append(milliseconds(work, 1))
    reference = statistics.median(best["limner, 1 thread"])
    for name, taken in best.items():
        middle = statistics.median(taken)
        print(f"full composite, {name:34} {middle:8.1f} ms  {middle / reference:5.2f}x", flush=True)
    for compositor in (one, many):
        compositor.close()


def dirty(doc: Document, rng: np.random.Generator) -> None:
    """A new version of the top layer for each redraw, as a brush makes them."""
    top = doc.layers[-1]
    assert isinstance(top, PixelLayer)
    size = min(512, doc.width // 2)
    dab = rng.integers(0, 255, (size, size, 4), np.uint8)
    places = [(doc.width // 4 + 16 * i, doc.width // 5 + 9 * i) for i in range(40)]
    for label, level, active in (("all layers", 0, None), ("kept below", 0, top.id), ("half size, kept", 1, top.id)):
        compositor, taken, pixels = Compositor(), [], top.pixels
        for x, y in places:
            pixels = pixels.write(x, y, dab)
            new = doc.with_layer(top.with_(pixels=pixels))
            start = time.perf_counter()
            compositor.render(new, Rect(x, y, size, size), level, active)
            taken.append((time.perf_counter() - start) * 1e3)
        print(f"dirty {size} x {size} along a stroke, {label:16} {statistics.median(taken):6.2f} ms  "
              f"p95 {statistics.quantiles(taken, n=20)[-1]:6.2f} ms")
        compositor.close()


def modes(rng: np.random.Generator) -> None:
    edge = 1024
    base, source = (Pixels.of(picture(rng, edge, alpha)) for alpha in (False, True))
    compositor = Compositor(budget=0, threads=1)

    def cost(*layers: PixelLayer) -> float:
        doc = Document(width=edge, height=edge, layers=layers)
        compositor.render(doc, doc.rect)
        return min(milliseconds(lambda: compositor.render(doc, doc.rect), 1) for _ in range(5))

    bottom = cost(PixelLayer(pixels=base))
    parts = []
    for name, mode in MODES.items():
        if mode.kernel >= 0:
            layers = [PixelLayer(pixels=base)] + [PixelLayer(pixels=source, blend=name, opacity=0.9)] * 3
            parts.append(f"{name} {(cost(*layers) - bottom) / 3 * 1e6 / edge**2:.2f}")
    print("ns per layer-px: " + ", ".join(parts))
    compositor.close()


def main(edge: int = 4096) -> None:
    start = time.perf_counter()
    warm()
    print(f"kernels compiled or loaded in {time.perf_counter() - start:.2f} s")
    rng = np.random.default_rng(1)
    pictures = [picture(rng, edge, alpha=i > 0) for i in range(len(LAYERS))]
    masks = [picture(rng, edge, True)[..., 3].copy() if masked else None for _, _, masked in LAYERS]
    doc = document(pictures, masks)
    full(pictures, masks, doc)
    dirty(doc, rng)
    modes(rng)


if __name__ == "__main__":
    main()

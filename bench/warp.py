"""Transform and liquify at 12 megapixels: processor time of the result, a preview, a dab. Run: python bench/warp.py

Ratios to OpenCV's bicubic warpPerspective on float32, which aliases where it shrinks, and to a dab of the brush.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.liquify import Liquify, Tip
from editor.document.paint import Brush, Ink, Stroke, surface
from editor.document.pixels import Pixels
from editor.document.transform import lifted, placed
from editor.document.transform_preview import Sketch
from editor.document.warp import Mesh, Perspective, quad_matrix

WIDTH, HEIGHT = 4000, 3000


def spent_ms(work: Callable[[], object], times: int = 2) -> float:
    """Of all threads, least of a few runs after one to warm up."""
    work()
    best = float("inf")
    for _ in range(times):
        begin = time.process_time()
        work()
        best = min(best, (time.process_time() - begin) * 1000)
    return best


def median_ms(event: Callable[[float], object]) -> float:
    took = []
    for x in range(1050, 3500, 50):
        begin = time.process_time()
        event(x)
        took.append((time.process_time() - begin) * 1000)
    return statistics.median(took)


def main() -> None:
    array = np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 4), dtype=np.uint8)
    array[..., 3] = 255
    layer = PixelLayer(pixels=Pixels.of(array))
    document = Document(width=WIDTH, height=HEIGHT, layers=(layer,))
    floating = lifted(document, layer.id)
    quad = quad_matrix(floating.rect, np.array([(600.0, 40), (3800, 10), (4000, 2900), (20, 2800)]))
    nodes = np.stack(np.meshgrid(np.linspace(0, WIDTH, 4), np.linspace(0, HEIGHT, 4)), axis=-1)
    nodes[1, 1] += 200, 100
    maps = {"perspective": Perspective(quad), "warp 4 x 4": Mesh(floating.rect, nodes, np.eye(3))}
    base = spent_ms(lambda: cv2.warpPerspective(array.astype(np.float32), quad, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC))
    print(f"OpenCV, perspective, bicubic: {base:6.0f} ms")
    for name, by in maps.items():
        for method in ("linear", "cubic", "lanczos"):
            took = spent_ms(lambda by=by, method=method: placed(floating, by, method))  # type: ignore[misc]
            print(f"{name:12} {method:8} {took:6.0f} ms, {took / base:4.1f}x")
        for zoom in (1.0, 0.5, 0.25):
            sketch = Sketch.of(floating, zoom)
            took = spent_ms(lambda by=by, sketch=sketch: sketch.placed(by, document.rect))  # type: ignore[misc]
            print(f"{name:12} preview at zoom {zoom:4} {took:6.0f} ms, {took / base:4.2f}x")
    target = surface(document, layer.id, "pixels")
    work, stroke = Liquify(target), Stroke(target, Brush(500.0, 0.0, 0.8, 0.5), Ink())
    work.press(1000, 1500, 1.0, Tip("push", 500.0, 0.6))
    stroke.press(1000, 1500)
    dab = median_ms(lambda x: stroke.line(x, 1500))
    push = median_ms(lambda x: work.move(x, 1500, 1.0))
    print(f"liquify      push, 500 px, shown {push:6.1f} ms for 50 px of the way, {push / dab:4.1f}x the brush's")
    print(f"liquify      result {spent_ms(work.finish):6.0f} ms")


if __name__ == "__main__":
    main()

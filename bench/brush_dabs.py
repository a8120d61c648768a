"""Milliseconds an event of soft brushes on a 4096 x 4096 layer, without compositing. Run: python bench/brush_dabs.py"""

from __future__ import annotations

import statistics
import sys
import time
from math import cos, sin
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.paint import Brush, Ink, Stroke, surface
from editor.document.pixels import Pixels

SIZE, EVENTS = 4096, 200


def events_ms(dtype: str, size: float) -> list[float]:
    picture = np.full((SIZE, SIZE, 4), 0.5 if dtype == "float32" else 99, dtype)
    layer = PixelLayer(pixels=Pixels.of(picture))
    document = Document(width=SIZE, height=SIZE, dtype=dtype, layers=(layer,))
    stroke = Stroke(surface(document, layer.id, "pixels"), Brush(size, 0.0, 0.8, 0.5), Ink((0.9, 0.2, 0.1, 1.0)))
    stroke.press(2800, 2048)
    took = []
    for i in range(1, EVENTS):
        angle = i * 0.05  # 38 px an event
        begin = time.perf_counter()
        stroke.move(2048 + 752 * cos(angle), 2048 + 752 * sin(angle))
        took.append((time.perf_counter() - begin) * 1000)
    return took


def main() -> None:
    for dtype in ("uint8", "uint16", "float32"):
        events_ms(dtype, 50)
        for size in (50, 200, 500):
            took = sorted(events_ms(dtype, size))
            print(f"{dtype:8} {size:4} px: median {statistics.median(took):6.2f} ms, "
                  f"p95 {took[int(len(took) * 0.95)]:6.2f} ms, worst {took[-1]:6.2f} ms")


if __name__ == "__main__":
    main()

"""Processor time a dab of the retouch brushes at 500 px, and its ratio to the ordinary brush on the same way.

Run: python bench/retouch_dabs.py. A dab here is one event that lays one dab, without compositing.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from math import cos, sin
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.document.paint import Brush, Ink, Painting, Stroke, Surface, surface
from editor.document.pixels import Pixels, white
from editor.document.retouch import Blur, Effect, Sharpen, Sponge, Tone
from editor.document.smudge import Smear, Smudge

SIDE, SIZE, EVENTS = 3072, 500.0, 60
Make = Callable[[Surface], Painting]


def effect(what: Effect) -> Make:
    flow = 0.05 if what.most else 1.0
    return lambda target: Stroke(target, Brush(SIZE, 0.0, 0.8, flow), Ink(effect=what))


KINDS: dict[str, Make] = {
    "brush": lambda target: Stroke(target, Brush(SIZE, 0.0, 0.8, 0.5), Ink((0.9, 0.2, 0.1, 1.0))),
    "dodge": effect(Tone("highlights")), "burn unprotected": effect(Tone("shadows", True, False)),
    "sponge": effect(Sponge()), "blur 4 px": effect(Blur(4.0)), "blur 20 px": effect(Blur(20.0)),
    "sharpen": effect(Sharpen()), "smudge": lambda target: Smudge(target, Brush(SIZE, 0.0), Smear(0.6)),
}


def document_of(dtype: str) -> Document:
    noise = np.random.default_rng(1).random((SIDE, SIDE, 4)).astype(np.float32)
    noise[..., 3] = 1
    layer = PixelLayer(pixels=Pixels.of((noise * white(dtype)).astype(dtype)))
    return Document(width=SIDE, height=SIDE, dtype=dtype, layers=(layer,))


def main() -> None:
    for dtype in ("uint8", "uint16", "float32"):
        document = document_of(dtype)
        target = surface(document, document.layers[0].id, "pixels")
        took: dict[str, list[float]] = {name: [] for name in KINDS}
        for lap in range(2):  # the first warms the kernels
            strokes = {name: make(target) for name, make in KINDS.items()}
            for i in range(EVENTS if lap else 3):
                x, y = SIDE / 2 + 900 * cos(i * 50 / 900), SIDE / 2 + 900 * sin(i * 50 / 900)
                for name, stroke in strokes.items():
                    begin = time.process_time()
                    (stroke.line if i else stroke.press)(x, y)
                    if lap and i:
                        took[name].append((time.process_time() - begin) * 1000)
        base = statistics.median(took["brush"])
        for name, times in took.items():
            middle, mean = statistics.median(times), statistics.mean(times)
            print(f"{dtype:8} {name:17} median {middle:6.2f} ms, {middle / base:4.1f}x; "
                  f"mean {mean:6.2f} ms, {mean / statistics.mean(took['brush']):4.1f}x")


if __name__ == "__main__":
    main()

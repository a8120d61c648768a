"""Adjustment layers, 4096 x 4096: what a dab of a 500 px brush costs with three of them over the picture against none,
what a step of a slider costs while it is dragged, and the same strokes in the real window.
"""

from __future__ import annotations

import dataclasses
import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np

from bench.canvas import Painted, opened, settle, stroke, summary
from bench.compose import milliseconds, picture
from editor.document.compose import Compositor
from editor.document.document import Document
from editor.document.geometry import Rect
from editor.document.kernelcache import warm
from editor.document.layer import AdjustmentLayer, Mask, PixelLayer
from editor.document.pixels import Array, Pixels, convert
from editor.filters.apply import filter_named
from editor.session import Session

EDGE, DAB = 4096, 500
VIEW_LEVEL = 2  # of a picture of 4096 px that fits a window
GOAL_MS = 16.0
STACK: tuple[tuple[str, dict[str, Any]], ...] = (
    ("levels", {"black": 12, "gamma": 1.2}), ("hue_saturation", {"hue": 20, "saturation": 15}),
    ("curves", {"rgb": ((0.0, 0.0), (0.3, 0.2), (0.7, 0.8), (1.0, 1.0))}))

VALUES: dict[str, dict[str, Any]] = dict(STACK) | {
    "white_balance": {"temperature": 20}, "vibrance": {"vibrance": 20}, "colour_balance": {"midtones_red": 20},
    "channel_mixer": {"red_green": 20},
    "colour_table": {"table": "LUT_3D_SIZE 2\n" + "\n".join(
        f"{r} {g * 0.9} {b}" for b in (0, 1) for g in (0, 1) for r in (0, 1))}}


def documents(dtype: str) -> tuple[Document, Document]:
    """A picture by itself, and under three adjustment layers, two of them masked."""
    rng = np.random.default_rng(1)
    photo = PixelLayer(pixels=Pixels.of(convert(picture(rng, EDGE, False), dtype)))
    mask = Mask(Pixels.of(picture(rng, EDGE, True)[..., 3].copy()))
    over = []
    for i, (name, values) in enumerate(STACK):
        operation = filter_named(name)
        over.append(AdjustmentLayer(operation=operation, params=operation.parameters(**values),
                                    mask=mask if i else None))
    plain = Document(width=EDGE, height=EDGE, dtype=dtype, layers=(photo,))
    return plain, plain.with_(layers=(photo, *over))


def dabs(document: Document, dab: Array, threads: int) -> Callable[[], object]:
    """A function that puts one more dab on the bottom layer and renders it."""
    compositor, shown, numbers = Compositor(threads=threads), [document], count()

    def one() -> None:
        i = next(numbers) % 100
        x, y = 700 + 17 * i, 900 + 9 * i
        layer = shown[0].layers[0]
        assert isinstance(layer, PixelLayer)
        shown[0] = shown[0].with_layer(layer.with_(pixels=layer.pixels.write(x, y, dab)))
        compositor.render(shown[0], Rect(x, y, DAB, DAB), 0, layer.id)

    return one


def compared(runs: dict[str, Callable[[], object]], times: int = 30) -> None:
    """Interleaved, because the machine may be shared; ratios to the first, of the time that the processors gave (all
    threads together): the clock on the wall counts what others do, too."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for _ in range(times):
        for name, work in runs.items():
            wall, own = time.perf_counter(), time.process_time()
            work()
            taken[name].append(((time.process_time() - own) * 1e3, (time.perf_counter() - wall) * 1e3))
    first = statistics.median(own for own, _ in next(iter(taken.values())))
    for name, found in taken.items():
        own = statistics.median(own for own, _ in found)
        print(f"{name:58} {own:7.2f} ms of processors  {own / first:5.2f}x   wall: best "
              f"{min(wall for _, wall in found):7.2f} ms", flush=True)


def composited(dtype: str) -> None:
    plain, adjusted = documents(dtype)
    dab = convert(picture(np.random.default_rng(2), DAB, False), dtype)
    threads = os.cpu_count() or 1
    compared({f"{dtype}: dab of {DAB} px, picture alone": dabs(plain, dab, threads),
              f"{dtype}: under three adjustment layers": dabs(adjusted, dab, threads)})
    compositor = Compositor()
    layer = adjusted.layers[1]
    assert isinstance(layer, AdjustmentLayer)
    numbers = count(1)

    def slid() -> None:
        params = dataclasses.replace(layer.params, gamma=1 + next(numbers) / 500)
        compositor.render(adjusted.with_layer(layer.with_(params=params)), adjusted.rect, VIEW_LEVEL, layer.id)

    def faded() -> None:
        base = plain.layers[0].with_(opacity=1 - next(numbers) / 2000)
        compositor.render(plain.with_layer(base), plain.rect, VIEW_LEVEL, base.id)

    compared({f"{dtype}: a step of the picture's opacity, whole view": faded,
              f"{dtype}: a step of a slider of the lowest of three": slid}, 12)
    compositor.close()


def in_the_window() -> None:
    for name, document in zip(("picture alone", "under three adjustment layers"), documents("uint8"), strict=True):
        session = Session(document, "Open")
        session.activate(document.layers[0].id)
        with opened(session) as window:
            workspace, canvas = window.workspace, window.canvas
            workspace.choose_tool("brush")
            workspace.set_colours((0.9, 0.3, 0.1, 1.0))
            workspace.set_options(dataclasses.replace(workspace.options["brush"], size=float(DAB), hardness=0.0))
            for zoom in (1.0, 1 / 3):
                canvas.set_view(canvas.view.fitted().zoomed(zoom))
                settle()
                painted = Painted(canvas)
                stroke(window, session, painted)
                took = stroke(window, session, painted)[1:-1]
                print(f"window, brush {DAB} px at {zoom:4.0%}, {name:30} {summary(took)}  goal {GOAL_MS:.0f}",
                      flush=True)
                session.go_to(0)


def filters_alone() -> None:
    """Nanoseconds a pixel of each kind at three depths."""
    from editor.actions.adjustments import adjustments

    for operation in adjustments():
        parts = []
        for dtype in ("uint8", "uint16", "float32"):
            pixels = convert(picture(np.random.default_rng(3), 256, False), dtype)
            params = operation.parameters(**VALUES.get(operation.id, {}))
            operation.run(pixels, params, 1.0)
            best = min(milliseconds(partial(operation.run, pixels, params, 1.0), 1) for _ in range(7))
            parts.append(f"{best * 1e6 / 65536:6.1f}")
        print(f"ns/px {operation.id:22} {' '.join(parts)}")


def main() -> None:
    start = time.perf_counter()
    warm()
    print(f"kernels in {time.perf_counter() - start:.1f} s, load {os.getloadavg()[0]:.1f}")
    for dtype in ("uint8", "uint16"):
        composited(dtype)
    in_the_window()
    filters_alone()


if __name__ == "__main__":
    main()

"""How long the window does not listen: every gesture of a working day, done with mouse and keys in the real window on a
photograph of 18 megapixels, while a timer in the window's thread beats.

A gap between two beats is what a person feels. Three bounds: a frame (16.7 ms), what a stroke may take (50 ms), what
is felt at once (100 ms). Beside the gap by the clock stands the longest one by the work of the window's own thread:
where other programs take the processor away, only that one is ours.

`python -m bench stalls` runs all gestures, `python -m bench.stalls NAME ...` those whose name contains one of them;
`--cold` compiles the kernels anew while the first files open; `--profile` prints where the time of each went.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2

from bench._gestures import CASES, FELT_MS, STROKE_MS, WINDOW, Case, Stage
from bench._sheets import ROOT, SHARED
from editor import app
from editor.document.document import Document
from editor.document.layer import PixelLayer
from editor.formats.files import open_document, save_document

SIZE = (5184, 3456)  # px of the photograph: 17.9 megapixels
FRAME_MS = 16.7


def measured(stage: Stage, case: Case, profile: bool = False) -> tuple[float, float]:
    """Do it and print its line; ms of the longest gap by the clock and by the thread's own work."""
    case.ready(stage)
    stage.hand.took.clear()
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    stage.pulse.begin()
    case.gesture(stage)
    stage.pulse.beat()
    profiler.disable()
    gap, own, doing = stage.pulse.longest()
    print(f"{case.name:32} gap {gap:6.0f} ms at {doing:12} own work {own:6.0f} ms   event p95 {stage.hand.p95():6.1f} "
          f"ms   gap / frame {gap / FRAME_MS:5.1f}  / 50 ms {gap / STROKE_MS:4.2f}  / 100 ms {gap / FELT_MS:4.2f}"
          f"{'   TOO LONG' if own > case.bound_ms else ''}", flush=True)
    if profile:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(45)
    return gap, own


@contextmanager
def staged() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory() as place:
        os.environ["XDG_STATE_HOME"] = place
        if "--cold" in sys.argv:
            os.environ["NUMBA_CACHE_DIR"] = f"{place}/kernels"
        stage = Stage(Path(place))
        try:
            yield stage
        finally:
            stage.close()


def photographs(folder: Path) -> tuple[Path, Path]:
    """A flat photograph, and a document of three layers of it."""
    found = sorted((SHARED / "photos").glob("budgie_044*.jpg")) or [ROOT / "resources" / "samples" / "coffee.png"]
    large = cv2.resize(cv2.imread(str(found[0])), SIZE, interpolation=cv2.INTER_LANCZOS4)
    flat, layered = folder / "photograph.png", folder / "layers.limn"
    cv2.imwrite(str(flat), large, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    document: Document = open_document(flat)
    base = document.layers[0]
    assert isinstance(base, PixelLayer)
    others = (base.with_(id=base.id + 1, name="Soft", opacity=0.5, blend="soft_light"),
              base.with_(id=base.id + 2, name="Top", opacity=0.7))
    save_document(document.with_(layers=(base, *others)), layered)
    return flat, layered


def begun(stage: Stage, flat: Path, layered: Path) -> tuple[Case, ...]:
    """The first seconds of the program, as `app.after_first_paint` has them."""
    def start(stage: Stage) -> None:
        stage.window.show()
        stage.window.activateWindow()
        stage.hand.until(stage.window.isActiveWindow, "show")
        app.after_first_paint(stage.window, [flat])
        stage.hand.until(lambda: stage.session_path() == flat, "open")

    def second(stage: Stage) -> None:
        stage.opened(layered)
        stage.hand.until(lambda: not stage.window.workspace.warming.is_under_way, "kernels load")
        stage.hand.wait(1.0)

    return Case("start with a file", start), Case("second file while kernels load", second)


def main() -> None:
    wanted = [a for a in sys.argv[1:] if not a.startswith("-") and a != "stalls"] if __name__ == "__main__" else []
    profile = "--profile" in sys.argv
    with staged() as stage:
        flat, layered = photographs(stage.folder)
        print(f"{SIZE[0]} x {SIZE[1]}, window {WINDOW[0]} x {WINDOW[1]}, {os.cpu_count()} processors, load "
              f"{os.getloadavg()[0]:.1f}, platform {stage.application.platformName()}", flush=True)
        for case in begun(stage, flat, layered):
            measured(stage, case, profile)
        stage.hand.until(lambda: stage.engine.state == "ready", "engine")
        found = [measured(stage, case, profile) for case in _chosen(stage, wanted)]
        print(f"longest of all: gap {max(g for g, _ in found):.0f} ms, own work {max(o for _, o in found):.0f} ms")


def _chosen(stage: Stage, wanted: list[str]) -> Iterator[Case]:
    for case in CASES:
        if not wanted or any(word in case.name for word in wanted):
            stage.reset()
            yield case


if __name__ == "__main__":
    main()

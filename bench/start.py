"""Time from process start to the first paint of the window, and the longest stall of its event loop while the
engine process starts and runs a job."""

from __future__ import annotations

import itertools
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def first_paint(runs: int = 5) -> list[float]:
    """Milliseconds, as the program itself reports them."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    command = [sys.executable, "main.py", "--measure-first-paint"]
    outputs = [subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
               for _ in range(runs + 1)]
    return [float(text.split()[-1]) for text in outputs[1:]]  # the first run reads the disk


def stalls() -> list[float]:
    """Gaps of the event loop beyond 5 ms ticks, ms, while the engine starts and fills a hole."""
    import numpy as np
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from editor.jobs import EngineThread
    from inference.api import Request, operations

    app = QApplication.instance() or QApplication([])
    ticks: list[float] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    engine = EngineThread()
    timer.start()
    engine.start()
    inpaint = next(o for o in operations() if o.id == "inpaint")
    image = np.random.default_rng(0).integers(0, 256, (1024, 1024, 4), np.uint8)
    mask = np.zeros((1024, 1024), np.uint8)
    mask[450:570, 450:570] = 255
    job = engine.submit(Request("inpaint", inpaint.parameters(), image, mask), "bench")
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        app.processEvents()
        now = next(j for j in engine.jobs if j.id == job.id)
        if now.state in ("finished", "failed", "cancelled"):
            break
        time.sleep(0.0005)
    timer.stop()
    engine.close()
    assert now.state == "finished", now.failure
    return [(b - a) * 1000 - 5 for a, b in itertools.pairwise(ticks)]


def main() -> None:
    paint = first_paint()
    print(f"first paint: median {statistics.median(paint):.0f} ms of {[round(p) for p in paint]} (goal 1200)")
    gaps = stalls()
    print(f"longest stall of the event loop while the engine starts and runs a job: {max(gaps):.1f} ms (goal 30); "
          f"99th percentile {sorted(gaps)[int(len(gaps) * 0.99)]:.1f} ms over {len(gaps)} ticks")


if __name__ == "__main__":
    main()

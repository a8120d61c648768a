"""Tiled against untiled: largest difference, ratio of time, and peak memory beside input and output by size.

Four networks of convolutions alone (ours, the compact one of Real-ESRGAN, SPAN, and FMEN, which the program does not
load and `bench/_fmen.py` builds) must meet the whole within 1/255. CRAFT does not: it is a transformer that looks for
similar channels over all of a tile, so that its tiles come near the whole and never meet it. The other checkpoints of
the shared folders load nowhere here; those that pool over the whole picture (IMDN, BSRN, SAFMN) could not meet it
either, unless what they pool were taken from the whole picture first.

Each measurement of memory is a process of its own. `python -m bench.upscale_tiles all` takes every network to 64
megapixels, slow ones for a part of it: memory does not grow any more after the first row of tiles.
`python -m bench.upscale_tiles 200` makes 200 megapixels by our networks, and by the command line from file to file.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import psutil

from bench import _fmen
from bench._upscalers import OWN, ROOT, WEIGHTS, colours, held_back, network
from inference.depths import rgba
from inference.enlarge import enlarge
from inference.reporting import Silent
from inference.training.photographs import pair

OURS = OWN / "upscale-4x.safetensors"
NETWORKS = {  # path, largest output of a short run in megapixels
    OURS: 64, WEIGHTS / "real-esrgan" / "realesr-animevideov3.pth": 4,
    WEIGHTS / "ntire2024_esr" / "team38_span_ch28_slim.pth": 4, WEIGHTS / "ntire2022_esr" / "team03_fmen.pth": 1,
    WEIGHTS / "ntire2024_esr" / "team34_craft.pth": 1}
MEGAPIXELS = (1, 4, 16, 64)
MOST_S = 15.0  # of one measurement; what was made until then is told
LARGE = 200  # megapixels
MIB = 1 << 20


class OutOfTimeError(Exception):
    """The time of a measurement is over."""


class Hurried(Silent):
    """Ends a run between two tiles when its time is over; `done` is the share that was made."""

    def __init__(self, seconds: float) -> None:
        self.done, self._until = 0.0, time.perf_counter() + seconds

    def step(self, fraction: float, stage: str, preview: Any = None) -> None:
        self.done = max(self.done, fraction)
        if time.perf_counter() > self._until and self.done > 0:
            raise OutOfTimeError


def loaded(path: Path) -> Any:
    return _fmen.load(path) if "fmen" in path.name else network(path)


def compared(link: Any, small: Any) -> None:
    """A picture of 320 x 240 px in tiles of 160 against the whole."""
    image = rgba(np.ascontiguousarray(small[:240, :320]))
    size = image.shape[1] * link.scale, image.shape[0] * link.scale
    link(colours(image[:64, :64]))
    start = time.perf_counter()
    whole = np.clip(np.rint(link(colours(image)) * 255), 0, 255)
    middle = time.perf_counter()
    made = enlarge(image, *size, [link], Silent(), 160)[..., :3]
    end = time.perf_counter()
    difference = np.abs(made - whole).max()
    print(f"  reach {link.reach} px, largest difference {difference:.0f}/255, "
          f"time {(end - middle) / (middle - start):.2f} of untiled (tiles of 160 px)", flush=True)


@contextmanager
def watched(processes: Any) -> Iterator[list[int]]:
    """A list whose one value is the highest resident set of `processes()` together, bytes."""
    peak, done = [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.01):
            peak[0] = max(peak[0], sum(map(_resident, processes())))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def measure(path: Path, megapixels: int, seconds: float) -> None:
    """In a process of its own: peak memory beside input and output, time and the share that was made, as JSON."""
    import torch

    torch.set_num_threads(2)
    link = loaded(path)
    edge = round((megapixels * 1e6) ** 0.5 / link.scale)
    image = np.random.default_rng(0).integers(0, 256, (edge, edge, 4), np.uint8)
    image[..., 3] = 255
    assert link.most(512) > 0
    process = psutil.Process()
    before, report = process.memory_info().rss, Hurried(seconds)
    start = time.perf_counter()
    with watched(lambda: (process,)) as peak:
        try:
            enlarge(image, edge * link.scale, edge * link.scale, [link], report, 512)
            report.done = 1.0
        except OutOfTimeError:
            pass
        took = time.perf_counter() - start
    written = (edge * link.scale) ** 2 * 4 * report.done  # pages of the result that nobody wrote take no memory
    print(json.dumps({"MiB": (peak[0] - before - written) / MIB, "seconds": took, "done": report.done,
                      "peak": peak[0] / MIB}))


def told(path: Path, megapixels: int, seconds: float = MOST_S) -> dict[str, float]:
    out = subprocess.run([sys.executable, "-m", "bench.upscale_tiles", str(path), str(megapixels), str(seconds)],
                         cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    return dict(json.loads(out.splitlines()[-1]))


def main(everything: bool = False) -> None:
    photos = held_back()
    for path, most in NETWORKS.items():
        if not path.is_file():
            print(f"{path} is not there")
            continue
        print(path.stem)
        if photos:
            compared(loaded(path), pair(photos[3], 4)[0])
        for megapixels in MEGAPIXELS:
            if megapixels <= most or everything:
                found = told(path, megapixels)
                part = "" if found["done"] == 1.0 else f" (the first {found['done']:.0%})"
                print(f"  {megapixels:3} MP: {found['MiB']:6.0f} MiB beside input and output, "
                      f"{found['seconds'] / megapixels / found['done']:.2f} s/MP{part}", flush=True)


def large() -> None:
    """200 megapixels, the whole way: by the engine's own call, and from a JPEG file to a TIFF file."""
    for path in (OURS, OWN / "upscale-2x.safetensors"):
        found = told(path, LARGE, 3600)
        print(f"{path.stem}, {LARGE} MP: {found['seconds']:.1f} s, {found['MiB']:.0f} MiB beside input and output, "
              f"{found['peak']:.0f} MiB in all (the result is {LARGE * 4e6 / MIB:.0f})", flush=True)
    with tempfile.TemporaryDirectory() as place:
        small, result = Path(place) / "small.jpg", Path(place) / "large.tif"
        edge = round((LARGE * 1e6) ** 0.5 / 4)
        noise = np.random.default_rng(0).integers(0, 256, (edge // 8, edge // 8, 3), np.uint8)
        cv2.imwrite(str(small), cv2.resize(noise, (edge, edge), interpolation=cv2.INTER_CUBIC))
        start = time.perf_counter()
        run = subprocess.Popen([sys.executable, "main.py", "upscale", str(small), "-o", str(result), "--scale", "4"],
                               cwd=ROOT, stdout=subprocess.DEVNULL)
        first = psutil.Process(run.pid)
        with watched(lambda: (first, *first.children(recursive=True))) as peak:
            code = run.wait()
        print(f"command line, {LARGE} MP from file to file: exit {code}, {time.perf_counter() - start:.1f} s, "
              f"{peak[0] / MIB:.0f} MiB for both processes together, {result.stat().st_size / MIB:.0f} MiB written")


if __name__ == "__main__":
    if len(sys.argv) == 4:
        measure(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
    elif str(LARGE) in sys.argv:
        large()
    else:
        main("all" in sys.argv)

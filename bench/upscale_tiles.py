"""Tiled against untiled: largest difference, ratio of time, and peak memory beside input and output by size.

CRAFT is no convolutional network: it looks for similar channels over all of a tile, so its tiles come near the whole
and never meet it. Each measurement of memory is a process of its own. `python -m bench.upscale_tiles all` takes every
network to 64 megapixels.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from bench._upscalers import OWN, ROOT, WEIGHTS, colours, held_back, network
from inference.depths import rgba
from inference.enlarge import enlarge
from inference.reporting import Silent
from inference.training.photographs import pair

NETWORKS = {  # path, largest output of a short run in megapixels
    OWN / "upscale-4x.safetensors": 64, WEIGHTS / "real-esrgan" / "realesr-animevideov3.pth": 4,
    WEIGHTS / "ntire2024_esr" / "team38_span_ch28_slim.pth": 4, WEIGHTS / "ntire2024_esr" / "team34_craft.pth": 1}
MEGAPIXELS = (1, 4, 16, 64)


def compared(link: Any, small: Any) -> None:
    """A picture of 320 x 240 px in tiles of 160 against the whole."""
    image = rgba(np.ascontiguousarray(small[:240, :320]))
    size = image.shape[1] * link.scale, image.shape[0] * link.scale
    start = time.perf_counter()
    whole = np.clip(np.rint(link(colours(image)) * 255), 0, 255)
    middle = time.perf_counter()
    made = enlarge(image, *size, [link], Silent(), 160)[..., :3]
    end = time.perf_counter()
    difference = np.abs(made - whole).max()
    print(f"  reach {link.reach} px, largest difference {difference:.0f}/255, "
          f"time {(end - middle) / (middle - start):.2f} of untiled (tiles of 160 px)", flush=True)


def measure(path: Path, megapixels: int) -> None:
    """In a process of its own: peak memory beside input and output, and time, as JSON."""
    import torch

    torch.set_num_threads(2)
    link = network(path)
    edge = round((megapixels * 1e6) ** 0.5 / link.scale)
    image = np.random.default_rng(0).integers(0, 256, (edge, edge, 4), np.uint8)
    image[..., 3] = 255
    assert link.most(512) > 0
    process = psutil.Process()
    before = process.memory_info().rss
    peak, done = [before], threading.Event()

    def watch() -> None:
        while not done.wait(0.01):
            peak[0] = max(peak[0], process.memory_info().rss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    made = enlarge(image, edge * link.scale, edge * link.scale, [link], Silent(), 512)
    seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    print(json.dumps({"MiB": (peak[0] - before - made.nbytes) / 2**20, "seconds": seconds}))


def main(everything: bool = False) -> None:
    photos = held_back()
    for path, most in NETWORKS.items():
        if not path.is_file():
            print(f"{path} is not there")
            continue
        print(path.stem)
        if photos:
            compared(network(path), pair(photos[3], 4)[0])
        for megapixels in MEGAPIXELS:
            if megapixels <= most or everything:
                told = subprocess.run([sys.executable, "-m", "bench.upscale_tiles", str(path), str(megapixels)],
                                      cwd=ROOT, capture_output=True, text=True, check=True).stdout
                found = json.loads(told.splitlines()[-1])
                print(f"  {megapixels:3} MP: {found['MiB']:6.0f} MiB beside input and output, "
                      f"{found['seconds'] / megapixels:.2f} s/MP", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measure(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        main("all" in sys.argv)

"""Tiled against untiled: largest difference, ratio of time, and peak memory at 1, 4, 16 and 64 megapixels of output.

Four networks of convolutions alone (ours, the compact one of Real-ESRGAN, SPAN, and FMEN, which the program does not
load and `bench/_fmen.py` builds) must meet the whole within 1/255. The others of the shared folders cannot: CRAFT is a
transformer that compares channels over all of a tile (8/255), IMDN, BSRN and SAFMN pool over the whole picture.

    python -m bench.upscale_tiles [--write]        all sizes; under 8 minutes on two free cores
    python -m bench.upscale_tiles 200 [--write]    200 megapixels from file to file by the command line, 4x and 2x

Tiles are made as the program makes them: in strips, which go into a file. Every way of a network is a process of its
own. A measurement ends when its time is over; what was made until then is compared, and told. Where the whole picture
does not fit into memory or takes too long, tiles of another size stand in for it.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import psutil

from bench import _fmen, _large_page
from bench._upscalers import OWN, ROOT, WEIGHTS, colours, network
from bench._watching import MIB, resident, watched
from inference.depths import rgba
from inference.enlarge import enlarged
from inference.reporting import Silent

NETWORKS = {
    "ours, 4x": OWN / "upscale-4x.safetensors",
    "Real-ESRGAN compact": WEIGHTS / "real-esrgan" / "realesr-animevideov3.pth",
    "SPAN": WEIGHTS / "ntire2024_esr" / "team38_span_ch28_slim.pth",
    "FMEN": WEIGHTS / "ntire2022_esr" / "team03_fmen.pth"}
SIZES = {1: 240, 4: 240, 16: 512, 64: 512}  # megapixels: edge of the tiles, px; the program's own is 512
OTHER = 320  # px: of the tiles that stand in for the whole picture
TILED_S, WHOLE_S, OTHER_S = 25.0, 30.0, 10.0  # of one measurement
LARGE = 200  # megapixels


def loaded(path: Path) -> Any:
    return _fmen.load(path) if "fmen" in path.name else network(path)


def picture(width: int, height: int) -> Any:
    """RGB with soft and hard detail, the same for a size."""
    rng = np.random.default_rng(0)
    soft = rng.integers(0, 256, (height // 8 + 1, width // 8 + 1, 3), np.uint8)
    hard = rng.integers(0, 2, (height // 40 + 1, width // 40 + 1, 3), np.uint8) * np.uint8(60)
    return cv2.add(cv2.resize(soft, (width, height), interpolation=cv2.INTER_CUBIC) // 2 + 20,
                   cv2.resize(hard, (width, height), interpolation=cv2.INTER_NEAREST))


def source(megapixels: int, scale: int) -> Any:
    edge = round((megapixels * 1e6) ** 0.5 / scale)
    return picture(edge, edge)


def strips(link: Any, image: Any, tile: int, seconds: float) -> Iterator[Any]:
    """RGB strips until the time is over."""
    until, size = time.perf_counter() + seconds, (image.shape[1] * link.scale, image.shape[0] * link.scale)
    for strip in enlarged(rgba(image), *size, [link], Silent(), tile):
        yield strip[..., :3]
        if time.perf_counter() > until:
            return


# ---- in a process of its own

def tiled(path: Path, folder: Path) -> None:
    """Each size into a file, and as JSON how long it took, how much of it was made, and the peak of memory."""
    link = prepared(path)
    base = resident(psutil.Process())
    for megapixels, tile in SIZES.items():
        image = source(megapixels, link.scale)
        start, rows = time.perf_counter(), 0
        with watched(lambda: (psutil.Process(),)) as peak, (folder / f"{megapixels}").open("wb") as file:
            for strip in strips(link, image, tile, TILED_S):
                file.write(np.ascontiguousarray(strip).data)
                rows += len(strip)
            took = time.perf_counter() - start
        print(json.dumps({"seconds": took, "done": rows / (len(image) * link.scale),
                          "MiB": (peak[0] - base - image.nbytes * 7 / 3) / MIB}))  # the picture as RGB and as RGBA


def whole(path: Path, folder: Path, spent: dict[int, float]) -> None:
    """Each size without tiles, or in others, against those files. `spent` are the seconds of a whole tiled one."""
    link = prepared(path)
    base = resident(psutil.Process())
    for megapixels in SIZES:
        image = source(megapixels, link.scale)
        shape = image.shape[0] * link.scale, image.shape[1] * link.scale, 3
        file = folder / f"{megapixels}"
        rows = file.stat().st_size // (shape[1] * 3)
        made = np.memmap(file, np.uint8, "r", shape=(rows, *shape[1:]))
        fits = link._measured[1] * image[..., 0].size < psutil.virtual_memory().available * 0.7
        told: dict[str, float] = {}
        if fits and spent[megapixels] < WHOLE_S:
            with watched(lambda: (psutil.Process(),)) as peak:
                start = time.perf_counter()
                all_of_it = link(colours(image))
                told["seconds"] = time.perf_counter() - start
            told["MiB"] = (peak[0] - base - image.nbytes - 4 * math.prod(shape)) / MIB
            parts = iter([np.clip(np.rint(all_of_it * 255), 0, 255).astype(np.uint8)])
        else:
            parts = strips(link, image, OTHER, OTHER_S)
        difference = top = 0
        for part in parts:
            there = made[top:top + len(part)]
            if len(there):
                difference = max(difference, int(cv2.absdiff(np.ascontiguousarray(there), np.ascontiguousarray(
                    part[:len(there)])).max()))
            top = min(top + len(part), rows)
        print(json.dumps({**told, "difference": difference, "compared": top / shape[0]}))


def prepared(path: Path) -> Any:
    import torch

    torch.set_num_threads(2)
    link = loaded(path)
    assert link.most(512) > 0
    link(colours(picture(64, 64)))
    return link


# ---- all together

def lines(*arguments: str) -> list[dict[str, float]]:
    out = subprocess.run([sys.executable, "-m", "bench.upscale_tiles", *arguments], cwd=ROOT,
                         stdout=subprocess.PIPE, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines() if line.startswith("{")]


def main(write: bool = False) -> None:
    began = time.perf_counter()
    rows = []
    for name, path in NETWORKS.items():
        if not path.is_file():
            print(f"{path} is not there")
            continue
        with tempfile.TemporaryDirectory() as place:
            made = lines("tiled", str(path), place)
            spent = {size: one["seconds"] / one["done"] for size, one in zip(SIZES, made, strict=True)}
            against = lines("whole", str(path), place, json.dumps(spent))
        for megapixels, one, other in zip(SIZES, made, against, strict=True):
            rows.append(_large_page.row(name, megapixels, SIZES[megapixels], OTHER, one, other))
            print(rows[-1] if len(rows) > 1 else "\n".join([*_large_page.COLUMNS, rows[-1]]), flush=True)
    print(f"{time.perf_counter() - began:.0f} s in all")
    if write:
        _large_page.write("tiles", rows)


def _family(first: psutil.Process) -> tuple[psutil.Process, ...]:
    return first, *first.children(recursive=True)


def large(write: bool = False) -> None:
    """From a JPEG file to a TIFF file through the command line, by our 4x network and by our 2x network."""
    rows = []
    for scale in (4, 2):
        with tempfile.TemporaryDirectory() as place:
            small, result = Path(place) / "small.jpg", Path(place) / "large.tif"
            edge = round((LARGE * 1e6) ** 0.5 / scale)
            cv2.imwrite(str(small), picture(edge, edge))
            start = time.perf_counter()
            run = subprocess.Popen([sys.executable, "main.py", "upscale", str(small), "-o", str(result), "--scale",
                                    str(scale), "--look", "faithful"], cwd=ROOT, stdout=subprocess.DEVNULL)
            with watched(partial(_family, psutil.Process(run.pid))) as peak:
                code = run.wait()
            took = time.perf_counter() - start
            assert code == 0, f"the command line ended with {code}"
            rows.append(_large_page.large_row(scale, edge, took, peak[0] / MIB, result))
            print(rows[-1], flush=True)
    if write:
        _large_page.write("large", rows)


if __name__ == "__main__":
    if sys.argv[1:2] == ["tiled"]:
        tiled(Path(sys.argv[2]), Path(sys.argv[3]))
    elif sys.argv[1:2] == ["whole"]:
        whole(Path(sys.argv[2]), Path(sys.argv[3]), {int(k): v for k, v in json.loads(sys.argv[4]).items()})
    else:
        (large if str(LARGE) in sys.argv else main)("--write" in sys.argv)

"""Styles: seconds for two megapixels; sheets of presets and transfer on photographs, G'MIC's filters beside.

Writes build/style-*.png. The photographs and paintings lie in the folder LIMNER_PICTURES; without it a drawn scene is
used and the transfer is left out.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from bench import _gmic, _sheets
from bench._sheets import ROOT, SHARED, Quiet, cropped, filled, labelled, load, save, sheet
from inference.builtin.style import PRESETS, stylise, transfer

Array = np.ndarray[Any, Any]
PHOTOS = {"face": ("clic_000", (0.45, 0.30)), "mill": ("elementary_104", (0.36, 0.55)), "city": ("mtt_185", (0.5, 0.5))}
PAINTINGS = ("van-gogh_starry", "monet", "hokusai")
PIXELS = 2e6
CELL, CROP = (480, 360), 360


def photos() -> dict[str, tuple[Array, tuple[float, float]]]:
    found = {}
    for name, (start, at) in PHOTOS.items():
        for path in sorted((SHARED / "photos").glob(f"{start}*.jpg"))[:1]:
            found[name] = (load(path, PIXELS), at)
    if not found:
        from inference.builtin.scene import draw

        found["scene"] = (draw("a village by a lake under mountains", 1600, 1200, 1, Quiet())[0][..., :3], (0.5, 0.5))
    return found


def paintings() -> dict[str, Array]:
    paths = [path for start in PAINTINGS for path in sorted((SHARED / "paintings").glob(f"{start}*.jpg"))[:1]]
    return {path.stem.split("_")[0]: load(path, 1e6) for path in paths}


def timed(make: Callable[[], Array | None]) -> tuple[Array | None, float]:
    start = time.perf_counter()
    return make(), time.perf_counter() - start


def presets(
    image: Array, at: tuple[float, float], wanted: tuple[str, ...] = (),
) -> tuple[list[Array], dict[str, float]]:
    """Whole picture and crop of each preset and each of G'MIC's filters, and seconds for each."""
    whole, seconds = [filled(image, CELL), filled(cropped(image, CROP, at), (CROP, CROP))], {}
    makers: dict[str, Callable[[], Array | None]] = {
        name: lambda name=name: stylise(image, name, 1.0, 0.5, False, 0, Quiet())  # type: ignore[misc]
        for name in wanted or PRESETS}
    if _gmic.program() and not wanted:
        makers |= {f"G'MIC {name}": lambda name=name: _gmic.run(image, name)  # type: ignore[misc]
                   for name in _gmic.FILTERS}
    pairs = [whole]
    for name, make in makers.items():
        out, spent = timed(make)
        seconds[name] = spent / _gmic.SHARE.get(name.removeprefix("G'MIC "), 1.0)
        if out is None:
            print(f"  {name}: did not run here, skipped")
            continue
        pairs.append([labelled(filled(out, CELL), name), filled(cropped(out, CROP, at), (CROP, CROP))])
    return [np.hstack(pair) for pair in pairs], seconds


def main() -> None:
    if not _gmic.program():
        print("G'MIC is not installed here (Debian package gmic): its columns are left out")
    total: dict[str, list[float]] = {}
    found = photos()
    for name, (image, at) in found.items():
        cells, seconds = presets(image, at)
        save(ROOT / "build" / f"style-{name}.png", sheet(cells, 3))
        for preset, spent in seconds.items():
            total.setdefault(preset, []).append(spent / (image.shape[0] * image.shape[1]) * PIXELS)
    for preset, values in total.items():
        print(f"{preset:18} {np.median(values):5.1f} s for 2 megapixels")
    models = paintings()
    if not models:
        print("no paintings here: the transfer is left out")
        return
    cells = [filled(model, CELL) for model in models.values()]
    cells.insert(0, np.full_like(cells[0], 24))
    spent = []
    for image, _ in found.values():
        cells.append(filled(image, CELL))
        for model in models.values():
            out, took = timed(lambda image=image, model=model: transfer(image, model, 1.0, Quiet()))
            assert out is not None
            spent.append(took / (image.shape[0] * image.shape[1]) * PIXELS)
            cells.append(filled(out, CELL))
    save(ROOT / "build" / "style-transfer.png", _sheets.sheet(cells, len(models) + 1))
    print(f"transfer           {np.median(spent):5.1f} s for 2 megapixels")


if __name__ == "__main__":
    main()

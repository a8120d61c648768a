"""Styles: seconds for two megapixels; sheets of presets and transfer on photographs, G'MIC's filters beside, and two
Starry-Night networks beside the transfer.

Seconds are by the clock and of processor time, both on two cores at most, and a fixed piece of work is timed between
them: where its clock runs ahead of the best one, somebody else was using the machine. Writes build/style-*.png. The
photographs and paintings lie in the folder LIMNER_PICTURES; without it a drawn scene is used and the transfer is left
out.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import cv2
import numpy as np

from bench import _fritz, _gmic
from bench._sheets import ROOT, SHARED, Quiet, cropped, filled, labelled, load, save, sheet
from inference.builtin.style import PRESETS, stylise, transfer

Array = np.ndarray[Any, Any]
PHOTOS = {"face": ("clic_000", (0.45, 0.30)), "mill": ("elementary_104", (0.36, 0.55)), "city": ("mtt_185", (0.5, 0.5))}
PAINTINGS = ("van-gogh_starry", "munch", "hokusai")
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


class Spent(NamedTuple):
    """Seconds by the clock, of processor time (children's too), and the clock's for the fixed work done beside."""

    clock: float
    processor: float
    beside: float


def processor_time() -> float:
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF,
                                                                         resource.RUSAGE_CHILDREN)))


def fixed_work() -> float:
    """Seconds by the clock for blurring the same array ten times."""
    array = np.random.default_rng(0).random((1200, 1200)).astype(np.float32)
    start = time.perf_counter()
    for _ in range(10):
        cv2.GaussianBlur(array, (0, 0), 6)
    return time.perf_counter() - start


def timed(make: Callable[[], Array | None]) -> tuple[Array | None, Spent]:
    before = fixed_work()
    start, processor = time.perf_counter(), processor_time()
    made = make()
    clock, processor = time.perf_counter() - start, processor_time() - processor
    return made, Spent(clock, processor, (before + fixed_work()) / 2)


def told(name: str, all_spent: list[Spent]) -> None:
    clock, processor, beside = (float(v) for v in np.median(np.array(all_spent), 0))
    print(f"{name:18} {clock:8.1f} s {processor:8.1f} s {beside:8.2f} s", flush=True)


def presets(
    image: Array, at: tuple[float, float], wanted: tuple[str, ...] = (),
) -> tuple[list[Array], dict[str, Spent]]:
    """Whole picture and crop of each preset and each of G'MIC's filters, and seconds for each."""
    seconds = {}
    makers: dict[str, Callable[[], Array | None]] = {
        name: lambda name=name: stylise(image, name, 1.0, 0.5, False, 0, Quiet())  # type: ignore[misc]
        for name in wanted or PRESETS}
    if _gmic.program() and not wanted:
        makers |= {f"G'MIC {name}": lambda name=name: _gmic.run(image, name)  # type: ignore[misc]
                   for name in _gmic.FILTERS}
    pairs = [[filled(image, CELL), filled(cropped(image, CROP, at), (CROP, CROP))]]
    for name, make in makers.items():
        out, spent = timed(make)
        seconds[name] = for_two(spent, image, _gmic.SHARE.get(name.removeprefix("G'MIC "), 1.0))
        if out is None:
            print(f"  {name}: did not run here, skipped")
            continue
        pairs.append([labelled(filled(out, CELL), name), filled(cropped(out, CROP, at), (CROP, CROP))])
    return [np.hstack(pair) for pair in pairs], seconds


def for_two(spent: Spent, image: Array, share: float = 1.0) -> Spent:
    k = PIXELS / (image.shape[0] * image.shape[1] * share)
    return Spent(spent.clock * k, spent.processor * k, spent.beside)


def references(found: dict[str, tuple[Array, tuple[float, float]]], models: dict[str, Array]) -> list[Spent]:
    """Sheets: each photograph in the manner of each painting; the networks beside the first painting's."""
    cells = [filled(model, CELL) for model in models.values()]
    cells.insert(0, np.full_like(cells[0], 24))
    beside, spent = [], []
    for image, at in found.values():
        cells.append(filled(image, CELL))
        for number, model in enumerate(models.values()):
            out, took = timed(lambda image=image, model=model: transfer(image, model, 1.0, Quiet()))
            assert out is not None
            spent.append(for_two(took, image))
            cells.append(filled(out, CELL))
            if number == 0:
                made = {"Limner": out, **{path.stem: _fritz.styled(image, path) for path in _fritz.files()}}
                for name, picture in made.items():
                    beside += [labelled(filled(picture, CELL), name),
                               filled(cropped(picture, 480, at), (CELL[1], CELL[1]))]
    save(ROOT / "build" / "style-transfer.png", sheet(cells, len(models) + 1))
    rows = [np.hstack(beside[i:i + 2]) for i in range(0, len(beside), 2)]
    save(ROOT / "build" / "style-transfer-networks.png", sheet(rows, len(rows) // len(found)))
    return spent


def main() -> None:
    cv2.setNumThreads(2)
    if not _gmic.program():
        print("G'MIC is not installed here (Debian package gmic): its columns are left out")
    total: dict[str, list[Spent]] = {}
    found = photos()
    stylise(next(iter(found.values()))[0][:64, :64], "oil", 1.0, 0.5, False, 0, Quiet())  # compiles
    for name, (image, at) in found.items():
        cells, seconds = presets(image, at)
        save(ROOT / "build" / f"style-{name}.png", sheet(cells, 3))
        for preset, spent in seconds.items():
            total.setdefault(preset, []).append(spent)
    print(f"{'for 2 megapixels':18} {'clock':>10} {'processor':>10} {'fixed work':>10}")
    for preset, values in total.items():
        told(preset, values)
    models = paintings()
    if not models:
        print("no paintings here: the transfer is left out")
        return
    told("transfer", references(found, models))


if __name__ == "__main__":
    main()

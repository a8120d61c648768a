"""Content-aware fill beside OpenCV's and G'MIC's: figures against the true picture, and a contact sheet to look at.

`python -m bench fill` or `python bench/fill.py --photos FOLDER --count 3`. One protocol: ten photographs, three holes
each, every method in the same run, known pixels pasted back for all. PSNR and SSIM are taken inside the hole; both
reward blur, so the texture (deviation of the Laplacian) and the seam (mean step over the outline) stand beside them,
each as a share of the truth's: 1.0 is right. Hole by hole the texture of the ring around it is told too: what any
method that copies could know. A method that fails on a hole is named, and left out of that hole alone.

The holes have a truth: they lie where a scratch, a round spot or a person might have been. Their places follow from the
photograph's name, not from choice.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import _gmic, _sheets  # noqa: E402
from inference.builtin.fill import fill  # noqa: E402

Array = np.ndarray[Any, Any]
Method = Callable[[Array, Array], Array | None]
KINDS = ("scratches", "blob", "object")
LARGE = "1024 x 1024, hole of 150 px"
# The kinds of picture that patches find hardest, one of each: crowd, river, lattice, skyline, face.
HARD = ("clic_027_*", "mtt_208_*", "pop_088_*", "mtt_185_*", "clic_023_*")
FIRST = 5  # then as many others as these, by the order of their names' SHA-256
ROUGH_FLOOR, STEP_FLOOR = 2.0, 1.0  # levels of 255: below, both are taken as this, or grain of a sky would be a ratio
OURS = "Limner"
NEAR_DB = 0.3
RING_PX = 20
CLOSE = (330, 275)  # px of a picture on the sheets, width and height


@dataclass(frozen=True)
class Measured:
    """One method on one hole. `texture`, `seam` and `around`, the truth's own texture beside the hole, as shares of the
    truth's in the hole. Far from 1.0, `around` says that what is missing is not like what is left."""

    photo: str
    kind: str
    method: str
    psnr: float
    ssim: float
    texture: float
    seam: float
    around: float
    seconds: float


def chosen(folder: Path, count: int, held_out: bool = False) -> list[Path]:
    """HARD and the first others by hash, in turn, so that any `count` has both. `held_out`: none of these, but those
    that follow by hash. They were looked at too while the fill was made: neither set is unseen."""
    found = sorted(folder.glob("*.jpg"), key=_order)
    hard = [path for pattern in HARD for path in sorted(folder.glob(pattern + ".jpg"))[:1]]
    others = [path for path in found if path not in hard]
    while len(hard) < FIRST and others:
        hard.append(others.pop())
    if held_out:
        return others[FIRST:FIRST + count]
    pairs = zip(hard, others[:FIRST], strict=False)
    return [path for pair in pairs for path in pair][:count]


def _order(path: Path) -> str:
    return hashlib.sha256(path.name.encode()).hexdigest()


def masks(height: int, width: int, seed: int) -> dict[str, Array]:
    """Three holes (h, w) uint8: thin damage, a round spot, the upright outline of a person."""
    rng = np.random.default_rng(seed)
    found = {kind: np.zeros((height, width), np.uint8) for kind in KINDS}
    for _ in range(10):
        ends = rng.uniform(0, 1, (2, 2)) * [width, height]
        cv2.line(found["scratches"], *(tuple(int(v) for v in end) for end in ends), 255, int(rng.integers(2, 5)))
    for _ in range(12):
        cv2.circle(found["scratches"], (int(rng.integers(width)), int(rng.integers(height))), 2, 255, -1)
    x, y = (int(n * v) for n, v in zip((width, height), rng.uniform(0.35, 0.65, 2), strict=True))
    cv2.ellipse(found["blob"], (x, y), (height // 7, height // 9), 20, 0, 360, 255, -1)
    x, y, unit = int(width * rng.uniform(0.3, 0.7)), int(height * 0.6), height // 12
    cv2.ellipse(found["object"], (x, y), (unit, int(2.2 * unit)), 0, 0, 360, 255, -1)
    cv2.circle(found["object"], (x, y - int(2.7 * unit)), int(0.8 * unit), 255, -1)
    return found


def methods() -> dict[str, Method]:
    found: dict[str, Method] = {
        OURS: lambda image, mask: fill(image, mask, _sheets.Quiet()),
        "Telea": lambda image, mask: cv2.inpaint(image, mask, 4, cv2.INPAINT_TELEA),
        "Navier-Stokes": lambda image, mask: cv2.inpaint(image, mask, 4, cv2.INPAINT_NS),
        "FSR fast": frequency_selective,
    }
    if _gmic.program() is None:
        print("  G'MIC is not installed (Debian package gmic): its rows are left out")
        return found
    for name in ("matchpatch", "pde"):
        found[f"G'MIC {name}"] = lambda image, mask, name=name: _gmic.inpaint(image, mask, name)
    return found


def frequency_selective(image: Array, mask: Array) -> Array:
    out = np.zeros_like(image)
    cv2.xphoto.inpaint(image, 255 - mask, out, cv2.xphoto.INPAINT_FSR_FAST)
    return out


def psnr(out: Array, truth: Array, hole: Array) -> float:
    error = out[hole].astype(float) - truth[hole]
    return float(10 * np.log10(255**2 / max(float(np.mean(error**2)), 1e-9)))


def ssim(out: Array, truth: Array, hole: Array) -> float:
    """Wang et al. (2004) on grey values, Gaussian window of 1.5 px, its mean over the hole."""
    a, b = (image.astype(np.float64).mean(2) for image in (out, truth))

    def mean(values: Array) -> Array:
        return cv2.GaussianBlur(values, (11, 11), 1.5)

    ma, mb = mean(a), mean(b)
    va, vb, both = mean(a * a) - ma**2, mean(b * b) - mb**2, mean(a * b) - ma * mb
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    value = (2 * ma * mb + c1) * (2 * both + c2) / ((ma**2 + mb**2 + c1) * (va + vb + c2))
    return float(value[hole].mean())


def texture(out: Array, truth: Array, hole: Array) -> float:
    return _rough(out, hole) / _rough(truth, hole)


def around(truth: Array, hole: Array) -> float:
    near, far = (cv2.dilate(hole.astype(np.uint8), np.ones((2 * n + 1,) * 2, np.uint8)) > 0 for n in (1, RING_PX))
    return _rough(truth, far & ~near) / _rough(truth, hole)


def _rough(image: Array, where: Array) -> float:
    return max(float(cv2.Laplacian(image.astype(np.float32).mean(2), cv2.CV_32F)[where].std()), ROUGH_FLOOR)


def seam(out: Array, truth: Array, hole: Array) -> float:
    def step(image: Array) -> float:
        grey, total, count = image.astype(np.float32), 0.0, 0
        for axis in (0, 1):
            crossing = np.diff(hole.astype(np.int8), axis=axis) != 0
            total += float(np.abs(np.diff(grey, axis=axis)).mean(2)[crossing].sum())
            count += int(crossing.sum())
        return max(total / max(count, 1), STEP_FLOOR)

    return step(out) / step(truth)


def compare(photos: list[Path], pixels: float, target: Path, ways: dict[str, Method]) -> list[Measured]:
    found: list[Measured] = []
    shown: dict[str, list[Array]] = {kind: [] for kind in KINDS}
    fill(np.zeros((64, 64, 3), np.uint8), np.pad(np.full((20, 20), 255, np.uint8), 22), _sheets.Quiet())  # compiles
    for path in photos:
        truth = _sheets.load(path, pixels)
        for kind, mask in masks(*truth.shape[:2], int(_order(path)[:8], 16)).items():
            hole = mask > 0
            magenta = np.array([255, 0, 255], np.uint8)
            row = [("hole", np.where(hole[..., None], magenta, truth)), ("truth", truth)]
            for measured, out in _answers(ways, path.name, kind, truth, mask):
                found += [] if measured is None else [measured]
                row.append((row_name(measured), out))
            shown[kind] += [_sheets.labelled(_close(image, hole), name) for name, image in row]
    for kind, pictures in shown.items():
        _sheets.save(target.with_stem(f"{target.stem}-{kind}"), _sheets.sheet(pictures, len(ways) + 2))
    return found


def row_name(measured: Measured | None) -> str:
    return "failed" if measured is None else f"{measured.method} {measured.psnr:.1f} dB, {measured.texture:.2f}"


def _answers(
    ways: dict[str, Method], photo: str, kind: str, truth: Array, mask: Array,
) -> Iterator[tuple[Measured | None, Array]]:
    hole = mask > 0
    damaged = np.where(hole[..., None], np.uint8(128), truth)
    for name, method in ways.items():
        start = time.perf_counter()
        out = method(damaged.copy(), mask)
        seconds = time.perf_counter() - start
        if out is None:
            print(f"  {name} left the {kind} of {photo} black: not counted there")
            yield None, damaged
            continue
        out = np.where(hole[..., None], out, truth)
        figures = [measure(out, truth, hole) for measure in (psnr, ssim, texture, seam)] + [around(truth, hole)]
        yield Measured(photo, kind, name, *figures, seconds), out


def _close(image: Array, hole: Array) -> Array:
    """What a viewer looks at: the hole with as much around it, of the size CLOSE."""
    ys, xs = np.nonzero(hole)
    height, width = hole.shape
    half = int(max(np.ptp(ys) * 0.75, np.ptp(xs) * 0.625, 24)) + 12
    half = min(half, height // 2, int(width / 2.4))
    y = int(np.clip((ys.min() + ys.max()) // 2, half, height - half))
    x = int(np.clip((xs.min() + xs.max()) // 2, int(1.2 * half), width - int(1.2 * half)))
    crop = image[y - half:y + half, x - int(1.2 * half):x + int(1.2 * half)]
    return cv2.resize(crop, CLOSE, interpolation=cv2.INTER_CUBIC)


def report(found: list[Measured]) -> None:
    """Means by kind of hole and method, then every hole by itself."""
    print(f"  {'hole':10} {'method':17} {'PSNR dB':>7} {'SSIM':>6} {'texture':>8} {'seam':>6} {'s':>7}  holes")
    for kind in KINDS:
        for name in dict.fromkeys(one.method for one in found):
            of = [one for one in found if one.kind == kind and one.method == name]
            values = np.mean([(one.psnr, one.ssim, one.texture, one.seam, one.seconds) for one in of], 0)
            print(f"  {kind:10} {name:17} {values[0]:7.2f} {values[1]:6.3f} {values[2]:8.2f} {values[3]:6.2f} "
                  f"{values[4]:7.2f}  {len(of)}")
    for kind in KINDS[1:]:
        of = [one for one in found if (one.method, one.kind) == (OURS, kind)]
        good = [sum(0.7 <= value <= 1.2 for value in values) for values in
                ([one.texture for one in of], [one.around for one in of])]
        print(f"  {kind}: texture 0.7-1.2 on {good[0]} of {len(of)}; that of the ring beside the hole on {good[1]}")
    print(f"  {OURS}, hole by hole: PSNR against the best other method, texture (beside the hole), seam")
    for ours in (one for one in found if one.method == OURS):
        others = [one for one in found if (one.photo, one.kind) == (ours.photo, ours.kind) and one.method != OURS]
        best = max(others, key=lambda one: one.psnr, default=ours)
        behind = ours.kind == "scratches" and ours.psnr < best.psnr - NEAR_DB
        odd = ours.kind != "scratches" and not 0.7 <= ours.texture <= 1.2
        print(f"  {ours.photo[:28]:28} {ours.kind:10} {ours.psnr - best.psnr:+6.2f} dB ({best.method})".ljust(70)
              + f"{ours.texture:5.2f} ({ours.around:.2f}) {ours.seam:5.2f}" + ("  <-" if behind or odd else ""))


def quiet() -> float:
    """The share of one core that a busy loop gets now: 1.0 on a machine with nothing else to do."""
    wall, used = time.perf_counter(), time.thread_time()
    while time.perf_counter() - wall < 0.3:
        pass
    return (time.thread_time() - used) / (time.perf_counter() - wall)


def large(path: Path) -> None:
    """The time of one large hole, with the kernels compiled."""
    photo = _sheets.filled(_sheets.load(path, 4e6), (1024, 1024))
    mask = np.zeros((1024, 1024), np.uint8)
    cv2.circle(mask, (520, 500), 75, 255, -1)
    for pixels, area in ((LARGE, photo), ("24 megapixels, the same hole", cv2.resize(photo, (6000, 4000)))):
        where = np.zeros(area.shape[:2], np.uint8)
        where[:1024, :1024] = mask
        start = time.perf_counter()
        fill(area, where, _sheets.Quiet())
        seconds = time.perf_counter() - start
        print(f"  {pixels}: {seconds:.2f} s (a busy loop gets {quiet():.2f} of a core, load {os.getloadavg()[0]:.1f})")


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, default=_sheets.SHARED / "photos")
    parser.add_argument("--count", type=int, default=2 * FIRST)
    parser.add_argument("--pixels", type=float, default=2.5e5)
    parser.add_argument("--held-out", action="store_true", help="ten other photographs, not unseen either")
    parser.add_argument("--only", help="of the methods, as a part of their names")
    wanted = parser.parse_args(words or [])
    photos = chosen(wanted.photos, wanted.count, wanted.held_out)
    if not photos:
        print(f"  no photographs in {wanted.photos}")
        return
    ways = {name: way for name, way in methods().items() if wanted.only is None or wanted.only in name}
    target = ROOT / "build" / ("fill-held-out.jpg" if wanted.held_out else "fill.jpg")
    report(compare(photos, wanted.pixels, target, ways))
    if not wanted.held_out:
        large(photos[0])


if __name__ == "__main__":
    main(sys.argv[1:])

"""Detection of scratches and dust: precision and recall on worn photographs, and what is reported on clean ones.

`python -m bench damage`. Scratches (straight, bent, broken; bright and dark; 1-4 px) and dust are drawn on photographs
at one megapixel with a fixed seed. Two halves of the photographs by the SHA-256 of their names: settings are
made on the first and are measured on the second. Found within 2 px counts as right.
`python bench/damage.py --fit` makes the weights anew, from the first half alone.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import _sheets  # noqa: E402
from inference.builtin.damage import WEIGHTS, damage, pieces  # noqa: E402

Array = np.ndarray[Any, Any]
WIDEST, NEAR_PX = 6, 2
SENSITIVITIES = (0.3, 0.5, 0.6, 0.7)
FIT_PIXELS, HIDDEN, ROUNDS = (1e6, 2.5e5), 12, 600  # at both sizes: a lattice far away is as thin as a scratch


def worn(image: Array, seed: int) -> tuple[Array, Array]:
    """The photograph with damage drawn on it, and where (h, w) bool."""
    rng = np.random.default_rng(seed)
    height, width = image.shape[:2]
    out, truth = image.astype(np.float32), np.zeros((height, width), bool)
    for number in range(26):
        mask = np.zeros((height, width), np.uint8)
        if number < 10:
            _scratch(mask, rng)
        else:
            at = int(rng.integers(width)), int(rng.integers(height))
            cv2.ellipse(mask, at, tuple(int(v) for v in rng.integers(1, 4, 2)), int(rng.integers(180)), 0, 360, 255, -1)
        share = cv2.GaussianBlur(mask, (0, 0), 0.6)[..., None] / 255 * rng.uniform(0.4, 0.95)
        tone = 245.0 if rng.random() < 0.6 else 10.0
        out = out * (1 - share) + tone * share
        truth |= share[..., 0] > 0.25
    return out.astype(np.uint8), truth


def _scratch(mask: Array, rng: np.random.Generator) -> None:
    height, width = mask.shape
    start, angle = rng.uniform(0, 1, 2) * [width, height], rng.uniform(0, 2 * np.pi)
    step, bend, thick = rng.uniform(6, 14), rng.normal(0, 0.03), int(rng.integers(1, 4))
    for _ in range(int(rng.integers(12, 60))):
        end = start + step * np.array([np.cos(angle), np.sin(angle)])
        if rng.random() > 0.06:
            cv2.line(mask, *(tuple(int(v) for v in point) for point in (start, end)), 255, thick, cv2.LINE_AA)
        start, angle = end, angle + bend


def examples(photos: list[Path]) -> tuple[Array, Array, Array]:
    """Facts (n, k) of pieces, which of them are damage (n,), and how much each counts (n,)."""
    facts, right, weights = [], [], []
    for path in photos:
        for number, pixels in enumerate(FIT_PIXELS):
            image, truth = worn(_sheets.load(path, pixels), _seed(path) + number)
            near = cv2.dilate(truth.astype(np.uint8), np.ones((2 * NEAR_PX + 1,) * 2, np.uint8)) > 0
            for bright in (True, False):
                found = pieces(image, bright, WIDEST, _sheets.Quiet())
                area, hit = (np.bincount(found.labels[where].ravel(), minlength=len(found.facts) + 1)[1:]
                             for where in (np.s_[:], near))
                facts.append(found.facts)
                right.append(hit > 0.5 * area)
                weights.append(np.sqrt(area))
    return np.vstack(facts), np.concatenate(right).astype(np.float32), np.concatenate(weights).astype(np.float32)


def fit(photos: list[Path]) -> None:
    """Writes the weights of the network that tells damage: one hidden layer, logistic loss, Adam."""
    import torch
    from safetensors.numpy import save_file

    facts, right, weights = examples(photos)
    print(f"  {len(facts)} pieces of {len(photos)} photographs, {int(right.sum())} of them damage")
    mean, spread = facts.mean(0), facts.std(0) + 1e-6
    torch.set_num_threads(1)  # small matrices: more threads only wait for each other
    torch.manual_seed(0)
    x, y = torch.from_numpy(np.clip((facts - mean) / spread, -4, 4)), torch.from_numpy(right)
    w = torch.from_numpy(weights / weights.mean())
    net = torch.nn.Sequential(torch.nn.Linear(x.shape[1], HIDDEN), torch.nn.Tanh(), torch.nn.Linear(HIDDEN, 1))
    steps = torch.optim.Adam(net.parameters(), lr=2e-2, weight_decay=1e-3)
    for _ in range(ROUNDS):
        steps.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(net(x)[:, 0], y, weight=w)
        loss.backward()
        steps.step()
    held = [parameter.detach().numpy() for parameter in net.parameters()]
    save_file({"mean": mean, "spread": spread, "first": np.ascontiguousarray(held[0].T), "shift": held[1],
               "second": np.concatenate([held[2][0], held[3]])}, WEIGHTS)


def _seed(path: Path) -> int:
    return int(hashlib.sha256(path.name.encode()).hexdigest()[:8], 16)


def measure(photos: list[Path], sensitivity: float) -> tuple[float, float, float]:
    """Means of precision and recall, and the share of a clean photograph that is taken for damage."""
    figures = []
    for path in photos:
        clean = _sheets.load(path, 1e6)
        image, truth = worn(clean, _seed(path))
        found = damage(image, sensitivity, WIDEST, _sheets.Quiet()) > 0
        near = cv2.dilate(truth.astype(np.uint8), np.ones((2 * NEAR_PX + 1,) * 2, np.uint8)) > 0
        figures.append(((found & near).sum() / max(found.sum(), 1), (found & truth).sum() / truth.sum(),
                        (damage(clean, sensitivity, WIDEST, _sheets.Quiet()) > 0).mean()))
    precision, recall, false = np.mean(figures, 0)
    return float(precision), float(recall), float(false)


def main(words: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, default=_sheets.SHARED / "photos")
    parser.add_argument("--count", type=int, default=12, help="of each half")
    parser.add_argument("--fit", action="store_true", help="make the weights anew, on the first half")
    wanted = parser.parse_args(words or [])
    found = sorted(wanted.photos.glob("*.jpg"), key=lambda path: hashlib.sha256(path.name.encode()).hexdigest())
    if not found:
        print(f"  no photographs in {wanted.photos}")
        return
    if wanted.fit:
        fit(found[0::2])
    print(f"  {'photographs':12} {'sensitivity':>11} {'precision':>9} {'recall':>7} {'F1':>6} {'on clean ones':>14}")
    for name, photos in (("first half", found[0::2]), ("second half", found[1::2])):
        for sensitivity in SENSITIVITIES:
            precision, recall, false = measure(photos[:wanted.count], sensitivity)
            score = 2 * precision * recall / max(precision + recall, 1e-9)
            print(f"  {name:12} {sensitivity:11.1f} {precision:9.2f} {recall:7.2f} {score:6.2f} {100 * false:12.2f} %")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The presets against small goldens: a change of their looks must be meant. `LIMNER_UPDATE_GOLDEN=1` writes them."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.builtin.style import PRESETS, stylise, transfer
from inference.reporting import Silent

GOLDEN = Path(__file__).with_name("golden_styles.png")
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "coffee.png"
CELL = (48, 32)  # px of each preset in the golden: tones and colours, not single strokes
TOLERANCE = 6.0  # mean of the absolute difference, of 255


@pytest.fixture(scope="module")
def sample() -> np.ndarray:
    picture = cv2.imread(str(SAMPLE))[..., ::-1]
    return np.ascontiguousarray(cv2.resize(picture, (384, 256), interpolation=cv2.INTER_AREA))


def small(image: np.ndarray) -> np.ndarray:
    return cv2.resize(image, CELL, interpolation=cv2.INTER_AREA)


def test_presets_look_as_they_did(sample: np.ndarray) -> None:
    made = [small(stylise(sample, name, 1.0, 0.5, False, 0, Silent())) for name in PRESETS]
    made.append(small(transfer(sample, sample[::-1, :, ::-1].copy(), 1.0, Silent())))
    sheet = np.vstack(made)
    if os.environ.get("LIMNER_UPDATE_GOLDEN"):
        cv2.imwrite(str(GOLDEN), sheet[..., ::-1])
    golden = cv2.imread(str(GOLDEN))[..., ::-1]
    assert golden.shape == sheet.shape
    for number, name in enumerate((*PRESETS, "transfer")):
        rows = slice(number * CELL[1], (number + 1) * CELL[1])
        off = np.abs(golden[rows].astype(int) - sheet[rows]).mean()
        assert off < TOLERANCE, f"{name} differs from its golden by {off:.1f}"


def test_presets_differ_from_each_other(sample: np.ndarray) -> None:
    made = {name: small(stylise(sample, name, 1.0, 0.5, False, 0, Silent())).astype(int) for name in PRESETS}
    names = list(made)
    for i, one in enumerate(names):
        for other in names[i + 1:]:
            assert np.abs(made[one] - made[other]).mean() > 3, (one, other)

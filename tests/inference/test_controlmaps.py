"""Control maps: right size and kind, lines where the edges are, more of them with more detail."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from inference.api import Request
from inference.controlmaps import KINDS, control_map
from inference.engine import Engine
from inference.operations.controlmap import ControlMap
from inference.reporting import Silent


def disc() -> np.ndarray:
    picture = np.full((160, 200, 3), 60, np.uint8)
    cv2.circle(picture, (100, 80), 50, (220, 180, 90), -1, cv2.LINE_AA)
    return picture


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "tile"])
def test_lines_lie_on_the_edge(kind: str) -> None:
    made = control_map(disc(), kind)
    assert made.shape == (160, 200, 3)
    y, x = np.mgrid[0:160, 0:200]
    near = np.abs(np.hypot(x - 100, y - 80) - 50) < 12
    assert made[near].max() > 200
    assert made[~near].mean() < 4
    assert made[np.abs(np.hypot(x - 100, y - 80) - 50) < 3].mean() > 40


@pytest.mark.parametrize("kind", list(KINDS))
def test_detail_and_empty_pictures(kind: str, sample: Path) -> None:
    photo = cv2.cvtColor(cv2.resize(cv2.imread(str(sample)), (240, 320)), cv2.COLOR_BGR2RGB)
    few, many = control_map(photo, kind, 0.0), control_map(photo, kind, 1.0)
    if kind == "tile":
        assert np.abs(many.astype(int) - photo).mean() < np.abs(few.astype(int) - photo).mean()
        assert abs(float(few.mean()) - float(photo.mean())) < 2
    else:
        assert many.mean() > few.mean() > 0
        assert control_map(np.full((64, 64, 3), 90, np.uint8), kind).max() == 0


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_as_an_operation(dtype: type) -> None:
    image = np.dstack([disc(), np.full((160, 200), 255, np.uint8)])
    image = image if dtype == np.uint8 else image.astype(dtype) * 257 if dtype == np.uint16 else \
        (image / 255).astype(dtype)
    made = Engine().run(Request("controlmap", ControlMap("lineart"), image), Silent()).pictures[0].pixels
    assert made.dtype == dtype
    assert made.shape == image.shape

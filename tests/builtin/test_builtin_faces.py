"""Where the drawing of a picture is kept: features on skin, and nothing where there is none."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from inference.builtin.faces import features
from inference.builtin.style_transfer import transfer
from inference.reporting import Silent


def portrait(skin: tuple[float, float, float]) -> Any:
    """Two eyes and a mouth on an ellipse before a blue wall, (200, 160, 3) float32 0-1."""
    picture = np.full((200, 160, 3), (0.3, 0.45, 0.7), np.float32)
    cv2.ellipse(picture, (80, 100), (45, 60), 0, 0, 360, skin, -1)
    dark = tuple(0.25 * value for value in skin)
    for x in (62, 98):
        cv2.ellipse(picture, (x, 85), (9, 4), 0, 0, 360, dark, -1)
    cv2.ellipse(picture, (80, 130), (16, 5), 0, 0, 360, dark, -1)
    return cv2.GaussianBlur(picture, (0, 0), 0.8)


@pytest.mark.parametrize("skin", [(0.9, 0.72, 0.62), (0.45, 0.29, 0.22)])
def test_eyes_and_mouths_are_found_on_skin(skin: tuple[float, float, float]) -> None:
    found = features(portrait(skin))
    assert found.shape == (200, 160)
    assert min(found[85, 62], found[85, 98], found[130, 80]) > 0.6
    assert found[:20].max() < 0.05
    assert found[:, :15].max() < 0.05
    assert features(np.ascontiguousarray(portrait(skin)[..., [1, 0, 2]])).max() < 0.05, "green is no skin"


def test_a_face_keeps_its_drawing_under_strokes(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    flecks = cv2.GaussianBlur(rng.normal(0, 1, (240, 240, 3)), (0, 0), 1.2)
    reference = np.clip(128 + 160 * flecks, 0, 255).astype(np.uint8)
    image = (portrait((0.9, 0.72, 0.62)) * 255).astype(np.uint8)

    def change() -> Any:
        out = transfer(image, reference, 1.0, Silent(), keep_colours=True)
        return np.abs(out.astype(float) - image).mean(2)

    kept = change()
    monkeypatch.setattr("inference.builtin.style_transfer.features", lambda rgb: np.zeros(rgb.shape[:2], np.float32))
    usual = change()
    assert kept[80:90, 50:110].mean() < 0.8 * usual[80:90, 50:110].mean()
    assert np.array_equal(kept[:20], usual[:20]), "the wall is painted as ever"

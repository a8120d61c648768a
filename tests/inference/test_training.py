"""Training of the built-in upscalers: held-back photographs, patches, and a run that is interrupted and goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from inference.training.measure import psnr_y, ssim_y
from inference.training.photographs import batch, pair, photographs, shrunk, worn

pytestmark = pytest.mark.filterwarnings("ignore")  # what torch and spandrel say about themselves


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Sixteen small pictures of smooth noise."""
    folder = tmp_path / "photos"
    folder.mkdir()
    rng = np.random.default_rng(3)
    for i in range(16):
        grain = cv2.GaussianBlur(rng.random((140, 150, 3)).astype(np.float32), (0, 0), 1 + i % 3)
        cv2.imwrite(str(folder / f"{i:02}.png"), np.clip((grain - 0.5) * 900 + 128, 0, 255).astype(np.uint8))
    return folder


def test_every_eighth_is_held_back(photos: Path) -> None:
    held, used = photographs(photos, True), photographs(photos, False)
    assert [p.stem for p in held] == ["07", "15"]
    assert not set(held) & set(used)
    assert len(held) + len(used) == 16


def test_patches_are_aligned(photos: Path) -> None:
    """Shrunk again, the large patch is the small one."""
    pairs = [pair(p, 4) for p in photographs(photos, False)]
    small, large = batch(pairs, 4, 24, 5, np.random.default_rng(0), clean=False)
    assert small.shape == (5, 3, 24, 24)
    assert large.shape == (5, 3, 96, 96)
    for a, b in zip(small, large, strict=True):
        again = shrunk((b.transpose(1, 2, 0) * 255).round().astype(np.uint8), 24, 24)
        inner = np.abs(again / 255 - a.transpose(1, 2, 0))[3:-3, 3:-3]
        assert inner.max() < 0.02, "the border differs, as it saw more of the photograph"


def test_worn_patches_stay_in_place(photos: Path) -> None:
    pairs = [pair(p, 2) for p in photographs(photos, False)]
    image = pairs[2][0]  # the smoothest
    seen = [worn(image, np.random.default_rng(seed)) for seed in range(12)]
    assert all(s.shape == image.shape for s in seen)
    assert any((s == image).all() for s in seen), "now and then a picture stays as it was"
    for s in seen:
        assert np.corrcoef(s.ravel(), image.ravel())[0, 1] > 0.8


def test_measures() -> None:
    rng = np.random.default_rng(0)
    image = rng.integers(0, 256, (60, 70, 3)).astype(np.uint8)
    assert psnr_y(image, image, 4) == np.inf
    assert ssim_y(image, image, 4) == pytest.approx(1)
    grey = np.full((40, 40, 3), 100, np.uint8)
    lighter = np.full((40, 40, 3), 110, np.uint8)
    assert psnr_y(grey, lighter, 2) == pytest.approx(20 * np.log10(255 / (10 * 219 / 255)), abs=0.01)
    assert psnr_y(image, image[::-1], 4) < 15
    assert ssim_y(image, image[::-1], 4) < 0.2


def test_an_interrupted_run_ends_with_the_same_weights(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from safetensors.torch import load_file

    from inference.training import upscaler

    monkeypatch.setattr(upscaler, "BATCH", 2)
    stage = upscaler.Stage("tiny", 2, True, 4, 1e-3)
    made: list[dict[str, Any]] = []
    for name, stops in (("whole", (0,)), ("parts", (2, 0))):
        out = tmp_path / name / "net.safetensors"
        for stop in stops:
            upscaler.train(stage, photos, out, stop=stop)
        made.append(load_file(out))
    assert all((made[0][name] == made[1][name]).all() for name in made[0])
    again = tmp_path / "again" / "net.safetensors"
    upscaler.train(upscaler.Stage("four", 4, False, 1, 1e-9), photos, again, tmp_path / "whole" / "net.safetensors")
    body = load_file(again)["body.0.weight"]
    assert np.allclose(body, made[0]["body.0.weight"], atol=1e-6), "the body of another scale is taken over"

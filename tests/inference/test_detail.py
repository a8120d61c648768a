"""Detail by tiles: light and colours stay, tiles do not show, a selection changes alone, a real tiny model draws."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import tiny  # type: ignore[import-not-found]

from inference.api import Cancelled, Report, Request, UserError
from inference.ask import Ask
from inference.detail import detailed
from inference.devices import Plan
from inference.engine import Engine
from inference.operations.detail import Detail
from inference.reporting import Outgoing, Silent


class Drifting:
    """Draws fine grain and shifts every tile's colours by another amount, as diffusion models do."""

    native, multiple = 64, 8

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []

    def image_to_image(self, ask: Ask, image: Any, plan: Plan, report: Report) -> Any:
        report.step(0.5, "Denoising")
        self.sizes.append(image.shape[:2])
        chance = np.random.default_rng(ask.seed)
        grain = chance.normal(0, 12, image.shape[:2])[..., None]
        return np.clip(image + chance.uniform(-25, 25, 3) + grain, 0, 255).astype(np.uint8)


def slope(height: int = 150, width: int = 210) -> Any:
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([60 + x / width * 120, 80 + y / height * 100, 128 + 0 * x], -1).astype(np.uint8)


def slow(image: Any) -> Any:
    return cv2.GaussianBlur(image.astype(np.float32), (0, 0), 8)


@pytest.mark.parametrize("size", [(150, 210), (64, 300), (201, 64), (40, 50), (80, 80)])
def test_light_stays_and_detail_is_new(size: tuple[int, int]) -> None:
    image = slope(*size)
    made = detailed(Drifting(), Ask("", strength=0.3), image, 1.0, Plan(), Silent())  # type: ignore[arg-type]
    assert made.shape == image.shape
    assert np.abs(slow(made) - slow(image)).mean() < 2.5
    assert (made.astype(int) - cv2.blur(made, (5, 5))).std() > 4


def test_fidelity_is_a_slider() -> None:
    image = slope()
    drift = []
    for fidelity in (0.0, 0.5, 1.0):
        made = detailed(Drifting(), Ask(""), image, fidelity, Plan(), Silent())  # type: ignore[arg-type]
        drift.append(float(np.abs(slow(made) - slow(image)).mean()))
    assert drift[0] > drift[1] > drift[2]


def test_tiles_have_the_size_the_model_was_trained_at() -> None:
    model = Drifting()
    detailed(model, Ask(""), slope(), 0.8, Plan(), Silent())  # type: ignore[arg-type]
    assert set(model.sizes) == {(64, 64)}


def test_a_stop_is_heard_between_tiles() -> None:
    model = Drifting()
    report = Outgoing(lambda progress: None, lambda: len(model.sizes) >= 2)
    with pytest.raises(Cancelled):
        detailed(model, Ask(""), slope(), 0.8, Plan(), report)  # type: ignore[arg-type]
    assert len(model.sizes) == 2


def test_without_a_model_it_says_so() -> None:
    with pytest.raises(UserError, match="needs an installed model"):
        Engine().run(Request("detail", Detail(), np.zeros((8, 8, 4), np.uint8)), Silent())


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_selection_changes_alone(tmp_path: Path, dtype: type, monkeypatch: pytest.MonkeyPatch) -> None:
    image = np.dstack([slope(70, 90), np.full((70, 90), 255, np.uint8)]).astype(dtype)
    if dtype is np.uint16:
        image *= 257
    mask = np.zeros((70, 90), np.uint8)
    mask[20:40, 30:60] = 255
    engine = Engine()
    monkeypatch.setattr(engine, "model", lambda request, report: Drifting())
    made = engine.run(Request("detail", Detail(), image, mask, "somewhere"), Silent()).pictures[0].pixels
    assert np.array_equal(made[mask == 0], image[mask == 0])
    assert not np.array_equal(made[mask > 0], image[mask > 0])


@pytest.mark.filterwarnings("ignore")
def test_a_real_model_enlarges_and_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from inference import guard
    from inference.torchvision_shim import declare

    guard.declare_offline()
    declare()
    from inference.families.latent import LatentDiffusion

    monkeypatch.setattr(LatentDiffusion, "native", 64, raising=False)
    model = tiny.folder(tmp_path / "tiny")
    image = np.dstack([slope(40, 56), np.full((40, 56), 255, np.uint8)])
    params = Detail("a hill", scale="2", steps=2)
    made = Engine().run(Request("detail", params, image, None, str(model), seed=3), Silent()).pictures[0].pixels
    assert made.shape == (80, 112, 4)
    assert (made[..., 3] == 255).all()

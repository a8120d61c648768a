"""What makes each preset itself, measured: tones, colours, strokes, lines, dots; and the transfer of a surface."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from inference.builtin.style import PRESETS, stylise, transfer
from inference.reporting import Silent

QUIET = Silent()


@pytest.fixture(scope="module")
def landscape() -> np.ndarray:
    """A blue sky with a cloud, a hill, a house with a warm window: smooth areas, edges, hues (240, 320, 3)."""
    ys, xs = np.mgrid[0:240, 0:320].astype(np.float32)
    image = np.zeros((240, 320, 3), np.float32)
    image[:] = np.array([70, 130, 210]) + (ys[..., None] / 240) * np.array([60, 60, 20])
    cv2.ellipse(image, (230, 50), (50, 18), 0, 0, 360, (235, 238, 245), -1, cv2.LINE_AA)
    hill = ys > 150 + 18 * np.sin(xs / 50)
    image[hill] = np.array([70, 130, 50])
    cv2.rectangle(image, (90, 110), (160, 190), (180, 60, 40), -1)
    cv2.rectangle(image, (110, 130), (128, 150), (250, 210, 120), -1)
    noise = np.random.default_rng(0).normal(0, 2, image.shape)
    return np.clip(cv2.GaussianBlur(image, (0, 0), 0.8) + noise, 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def drawn(landscape: np.ndarray) -> dict[str, np.ndarray]:
    return {name: stylise(landscape, name, 1.0, 0.5, False, 0, QUIET).astype(np.float32) for name in PRESETS}


def spread(image: np.ndarray) -> float:
    """Mean difference between the channels: 0 is grey."""
    return float(np.ptp(image, axis=2).mean())


def rough(image: np.ndarray, where: tuple[slice, slice]) -> float:
    """Fine contrast of a calm place."""
    gray = image[where].mean(2)
    return float((gray - cv2.GaussianBlur(gray, (0, 0), 3)).std())


SKY = (slice(10, 90), slice(10, 150))


def test_paintings_keep_the_colours_and_show_strokes(landscape: np.ndarray, drawn: dict[str, np.ndarray]) -> None:
    for name in ("oil", "pointillism"):
        assert np.abs(drawn[name].mean((0, 1)) - landscape.mean((0, 1))).max() < 18, name
        assert rough(drawn[name], SKY) > 1.8 * rough(landscape.astype(np.float32), SKY), name


def test_watercolour_is_light_and_dark_along_its_edges(drawn: dict[str, np.ndarray], landscape: np.ndarray) -> None:
    wash = drawn["watercolour"].mean(2)
    assert wash.mean() > landscape.mean() - 12
    roof = wash[120:180, 84:96].min(1).mean()  # the house's left border
    assert roof < wash[120:180, 98:106].mean()


@pytest.mark.parametrize("name", ["pencil", "ink", "woodcut"])
def test_drawings_have_no_hue(name: str, drawn: dict[str, np.ndarray]) -> None:
    assert spread(drawn[name]) < 26


def test_woodcut_is_ink_or_paper(drawn: dict[str, np.ndarray]) -> None:
    gray = drawn["woodcut"].mean(2)
    assert ((gray < 60) | (gray > 195)).mean() > 0.85
    assert 0.1 < (gray < 60).mean() < 0.9


def test_poster_has_few_colours(drawn: dict[str, np.ndarray]) -> None:
    def inks(image: np.ndarray) -> int:
        flat = (cv2.medianBlur(image.astype(np.uint8), 5) // 12).reshape(-1, 3)
        counts = np.unique(flat, axis=0, return_counts=True)[1]
        return int((np.sort(counts)[::-1].cumsum() < 0.9 * len(flat)).sum())

    assert inks(drawn["poster"]) <= 16


def test_cartoon_has_dark_outlines_and_calm_areas(drawn: dict[str, np.ndarray], landscape: np.ndarray) -> None:
    assert rough(drawn["cartoon"], SKY) < rough(landscape.astype(np.float32), SKY)
    assert drawn["cartoon"][110:190, 86:94].mean(2).min(1).mean() < landscape[110:190, 86:94].mean(2).min(1).mean() - 20


def test_night_is_dark_and_blue_and_its_window_stays_warm(drawn: dict[str, np.ndarray]) -> None:
    night = drawn["night"]
    assert night.mean() < 70
    assert night[..., 2].mean() > night[..., 0].mean() + 8
    window = night[135:146, 114:125].mean((0, 1))
    assert window[0] > window[2] + 15
    assert window[0] > 2 * night.mean()


def test_night_has_stars_in_an_open_sky_only(drawn: dict[str, np.ndarray], landscape: np.ndarray) -> None:
    sky = drawn["night"][5:100, 5:150].mean(2)
    assert (sky - cv2.medianBlur(sky.astype(np.uint8), 5)).max() > 40
    indoors = np.full_like(landscape, 120)
    indoors[60:180, 80:240] = (190, 140, 110)
    dark = stylise(indoors, "night", 1.0, 0.0, False, 0, QUIET).astype(np.float32).mean(2)
    assert (dark - cv2.medianBlur(dark.astype(np.uint8), 5)).max() < 25


def test_vintage_lifts_the_blacks_and_warms_the_lights() -> None:
    ramp = np.repeat(np.linspace(0, 255, 200).astype(np.uint8)[None, :, None], 120, 0).repeat(3, 2)
    film = stylise(ramp, "vintage", 1.0, 0.0, False, 0, QUIET).astype(np.float32)
    assert film[40:80, 30:50].mean() > ramp[40:80, 30:50].mean()
    light = film[40:80, 150:180].mean((0, 1))
    assert light[0] > light[2] + 8


@pytest.mark.parametrize("name", PRESETS)
def test_detail_and_intensity_matter(name: str, landscape: np.ndarray) -> None:
    small = cv2.resize(landscape[60:200, 40:220], None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    full = stylise(small, name, 1.0, 0.2, False, 0, QUIET).astype(int)
    assert np.abs(full - stylise(small, name, 1.0, 0.9, False, 0, QUIET)).mean() > 0.05
    half = stylise(small, name, 0.5, 0.2, False, 0, QUIET).astype(int)
    assert np.abs(half - (full + small) / 2).max() <= 1


def stripes(angle: float) -> np.ndarray:
    """A painted surface: coloured strokes in one direction (300, 400, 3)."""
    rng = np.random.default_rng(3)
    ys, xs = np.mgrid[0:300, 0:400].astype(np.float32)
    wave = np.sin((xs * np.sin(angle) + ys * np.cos(angle)) * 0.8 + rng.uniform(0, 1, (300, 400)))
    return np.clip(np.array([60, 80, 160]) + wave[..., None] * 45 + rng.normal(0, 8, (300, 400, 3)), 0, 255).astype(
        np.uint8)


def test_transfer_brings_the_surface_of_a_painting(landscape: np.ndarray) -> None:
    plain = np.full((300, 400, 3), (60, 80, 160), np.uint8)
    flat, worked = (transfer(landscape, model, 1.0, QUIET).astype(np.float32) for model in (plain, stripes(0.4)))
    assert rough(worked, SKY) > 2 * rough(flat, SKY)
    assert np.array_equal(worked, transfer(landscape, stripes(0.4), 1.0, QUIET))


def test_transfer_can_keep_the_colours(landscape: np.ndarray) -> None:
    kept = transfer(landscape, stripes(0.4), 1.0, QUIET, keep_colours=True).astype(np.float32)
    moved = transfer(landscape, stripes(0.4), 1.0, QUIET).astype(np.float32)

    def away(image: np.ndarray) -> float:
        return float(np.abs(image.mean((0, 1)) - landscape.mean((0, 1))).max())

    assert away(kept) < 12 < away(moved)

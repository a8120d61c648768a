"""The fill with no model: untouched pixels, seams, texture, odd shapes, cancel."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from inference.api import Cancelled, UserError
from inference.builtin.fill import fill


class Steps:
    """A report that counts, and stops the work after `stop_after` steps."""

    def __init__(self, stop_after: int = 10**9) -> None:
        self.count, self.stop_after, self.last = 0, stop_after, 0.0

    def step(self, fraction: float, stage: str, preview: object = None) -> None:
        assert -1e-6 <= fraction <= 1 + 1e-6
        assert stage
        self.count += 1
        if self.count > self.stop_after:
            raise Cancelled

    def part(self, start: float, end: float) -> Steps:
        assert 0 <= start <= end <= 1 + 1e-6
        return self


def texture(size: int = 200, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    noise = cv2.GaussianBlur(rng.normal(0, 1, (size, size, 1)).astype(np.float32), (0, 0), 2.0)
    tone = np.clip(128 + noise / noise.std() * 34, 0, 255).reshape(size, size, 1)
    return (tone * np.array([1.0, 0.9, 0.7])).astype(np.uint8)


def blob(size: int = 200, radius: int = 28) -> np.ndarray:
    mask = np.zeros((size, size), np.uint8)
    cv2.circle(mask, (size // 2, size // 2), radius, 255, -1)
    return mask


def energy(image: np.ndarray, where: np.ndarray) -> float:
    return float(cv2.Laplacian(image.astype(np.float32).mean(2), cv2.CV_32F)[where].std())


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
@pytest.mark.parametrize("channels", [3, 4])
def test_known_pixels_and_type_are_kept(dtype: type, channels: int) -> None:
    rng = np.random.default_rng(1)
    high = 1.0 if dtype is np.float32 else np.iinfo(dtype).max
    image = (rng.random((60, 70, channels)) * high).astype(dtype)
    if channels == 4:
        image[..., 3] = high
    mask = np.zeros((60, 70), np.uint8)
    mask[20:44, 20:40] = 255
    mask[5, 5:60] = 255
    out = fill(image, mask, Steps())
    assert out.dtype == image.dtype
    assert out.shape == image.shape
    assert np.array_equal(out[mask == 0], image[mask == 0])
    assert not np.array_equal(out[mask > 0], image[mask > 0])
    if channels == 4:
        assert (out[..., 3] == high).all()


def test_same_seed_same_pixels() -> None:
    image, mask = texture(), blob()
    assert np.array_equal(fill(image, mask, Steps(), 3), fill(image, mask, Steps(), 3))


def test_texture_goes_on_inside_the_hole() -> None:
    image, mask = texture(), blob()
    ratio = energy(fill(image, mask, Steps()), mask > 0) / energy(image, mask > 0)
    assert 0.6 < ratio < 1.3


def test_two_islands_are_both_filled() -> None:
    image = texture()
    image[20:40, 20:40] = image[150:180, 60:90].mean((0, 1)).astype(np.uint8) // 4
    image[90:120, 90:120] = 255
    mask = np.zeros(image.shape[:2], np.uint8)
    mask[18:42, 18:42] = 255
    mask[88:122, 88:122] = 255
    out = fill(image, mask, Steps())
    assert abs(float(out[mask > 0].mean()) - 110) < 25


def test_hole_at_the_border_does_not_bleed_dark() -> None:
    image = np.full((120, 160, 3), 200, np.uint8)
    image[..., 1] = np.linspace(150, 220, 160).astype(np.uint8)
    mask = np.zeros((120, 160), np.uint8)
    mask[:, 130:] = 255
    mask[:20] = 255
    image[mask > 0] = 0
    out = fill(image, mask, Steps())
    assert out[mask > 0].min() > 135


def test_gradient_is_met_without_a_step() -> None:
    ramp = np.linspace(40, 220, 200)[None, :, None].repeat(200, 0).repeat(3, 2).astype(np.uint8)
    mask = blob(200, 30)
    out = fill(ramp, mask, Steps()).astype(int)
    rim = (cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0) & (mask == 0)
    steps = np.abs(np.diff(out[..., 0], axis=1))[:, :][rim[:, 1:]]
    assert steps.max() <= 10


def test_thin_scratch_is_nearly_invisible() -> None:
    ys, xs = np.mgrid[0:120, 0:120]
    image = (128 + 60 * np.sin(xs / 9) * np.cos(ys / 11))[..., None].repeat(3, 2).astype(np.uint8)
    mask = np.zeros((120, 120), np.uint8)
    cv2.line(mask, (5, 10), (110, 100), 255, 3)
    damaged = image.copy()
    damaged[mask > 0] = 255
    out = fill(damaged, mask, Steps()).astype(float)
    assert np.abs(out - image)[mask > 0].mean() < 4


def test_soft_mask_blends() -> None:
    image = np.full((64, 64, 3), 100, np.uint8)
    image[20:44, 20:44] = 200
    mask = np.zeros((64, 64), np.uint8)
    mask[16:48, 16:48] = 255
    full = fill(image, mask, Steps())
    half = fill(image, (mask // 2).astype(np.uint8), Steps())
    inside = np.s_[26:38, 26:38]
    assert full[inside].mean() < half[inside].mean() < image[inside].mean()


def test_transparent_border_is_extended_opaquely() -> None:
    image = np.zeros((90, 90, 4), np.uint8)
    image[20:70, 20:70, :3] = texture(50)
    image[20:70, 20:70, 3] = 255
    mask = np.where(image[..., 3] == 0, 255, 0).astype(np.uint8)
    out = fill(image, mask, Steps())
    assert (out[..., 3] == 255).all()
    assert out[:10, :, :3].mean() > 80


@pytest.mark.parametrize("shape", [(1, 2), (2, 3), (5, 7), (9, 120), (17, 17)])
def test_odd_sizes(shape: tuple[int, int]) -> None:
    image = np.full((*shape, 3), 90, np.uint8)
    mask = np.zeros(shape, np.uint8)
    mask[:, -1] = 255
    assert np.abs(fill(image, mask, Steps()).astype(int) - 90).max() <= 3


def test_empty_mask_changes_nothing_and_full_mask_is_refused() -> None:
    image = texture(40)
    assert np.array_equal(fill(image, np.zeros((40, 40), np.uint8), Steps()), image)
    with pytest.raises(UserError):
        fill(image, np.full((40, 40), 255, np.uint8), Steps())
    with pytest.raises(UserError):
        fill(np.zeros((1, 1, 4), np.uint8), np.full((1, 1), 255, np.uint8), Steps())


def test_cancel_stops_and_progress_is_told_often() -> None:
    image, mask = texture(), blob()
    steps = Steps()
    fill(image, mask, steps)
    assert steps.count > 12
    with pytest.raises(Cancelled):
        fill(image, mask, Steps(4))


def halves() -> np.ndarray:
    """Red texture left, blue right of the middle column of 200."""
    image = texture()
    image[:, :100, 2] //= 8
    image[:, 100:, 0] //= 8
    return image


@pytest.mark.parametrize("left", [True, False])
def test_copies_come_from_the_source_area_alone(left: bool) -> None:
    image, mask = halves(), np.zeros((200, 200), np.uint8)
    mask[80:120, 80:120] = 255
    source = np.zeros((200, 200), bool)
    source[:, :100 if left else 200] = True
    source[:, :0 if left else 101] = False
    out = fill(image, mask, Steps(), source=source)[90:110, 90:110].astype(int)
    redder = float((out[..., 0] - out[..., 2]).mean())
    assert redder > 30 if left else redder < -30
    assert np.array_equal(fill(image, mask, Steps(), source=source)[mask == 0], image[mask == 0])


def test_no_source_inside_the_picture_is_refused() -> None:
    with pytest.raises(UserError):
        fill(texture(), blob(), Steps(), source=np.zeros((200, 200), bool))
    with pytest.raises(UserError):
        fill(texture(), blob(), Steps(), source=blob() > 0)


def test_the_search_stays_within_its_radius() -> None:
    image, mask = np.full((200, 200, 3), 90, np.uint8), blob(200, 20)
    image[((np.indices((200, 200)) - 100) ** 2).sum(0) > 55**2] = (250, 30, 30)
    out = fill(image, mask, Steps(), reach=25)
    assert np.abs(out[mask > 0].astype(int) - 90).max() <= 3


def test_a_source_area_far_away_is_reached() -> None:
    image, mask = np.full((300, 900, 3), 90, np.uint8), np.zeros((300, 900), np.uint8)
    image[:, 780:] = texture(300)[:, :120]
    mask[130:170, 60:100] = 255
    source = np.zeros(mask.shape, bool)
    source[:, 790:890] = True
    out = fill(image, mask, Steps(), source=source)
    assert energy(out, mask > 0) > 0.5 * energy(image, source)


def test_a_source_area_of_another_size_is_refused() -> None:
    with pytest.raises(UserError):
        fill(texture(), blob(), Steps(), source=np.ones((20, 20), bool))

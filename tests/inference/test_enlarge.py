"""Tiles and what enlarges through them: cover, no seam, any size and depth, alpha, panoramas, memory running out."""

from __future__ import annotations

import itertools
from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.api import Cancelled
from inference.builtin import resample
from inference.enlarge import Averaged, Careful, enlarge, enlarged, is_clear
from inference.reporting import Silent
from inference.tiles import Layout, spans


class Blur:
    """An enlarger whose result depends on exactly `reach` px around; `room` is the largest piece, px, it has memory
    for."""

    def __init__(self, scale: int = 2, reach: int = 6, room: int = 10**6) -> None:
        self.scale, self.reach, self.room = scale, reach, room
        self.seen: list[int] = []

    def most(self, tile: int) -> int:
        return tile

    def __call__(self, colours: Any) -> Any:
        self.seen.append(max(colours.shape[:2]))
        if max(colours.shape[:2]) > self.room:
            raise MemoryError
        side = 2 * self.reach + 1
        soft = cv2.GaussianBlur(colours, (side, side), 2, borderType=cv2.BORDER_CONSTANT)
        return np.repeat(np.repeat(soft, self.scale, 0), self.scale, 1)


def noise(width: int, height: int, dtype: Any = np.uint8) -> Any:
    top = 1.0 if dtype == np.float32 else np.iinfo(dtype).max
    image = (np.random.default_rng(5).random((height, width, 4)) * top).astype(dtype)
    image[..., 3] = top
    return image


@given(st.integers(1, 3000), st.integers(40, 600), st.integers(0, 40), st.integers(0, 32), st.booleans())
def test_spans_cover_everything_once(length: int, tile: int, margin: int, fade: int, wraps: bool) -> None:
    if tile <= 2 * margin + fade:
        with pytest.raises(ValueError, match="margin"):
            spans(length, Layout(tile, margin, fade), wraps)
        return
    found = spans(length, Layout(tile, margin, fade), wraps)
    assert found[0].first == 0
    assert found[-1].last == length
    for a, b in itertools.pairwise(found):
        assert b.first == a.last - b.fade
        assert a.last + margin <= a.stop
        assert b.start + margin <= b.first
    if wraps:
        assert found[0].start == -margin
        assert found[-1].stop == length + margin
    moved = spans(length, Layout(tile, margin, fade, whole=True))
    assert all(s.stop - s.start == min(tile, length) and s.start >= 0 for s in moved)
    assert all(b.start + margin <= b.first == a.last - b.fade for a, b in itertools.pairwise(moved))
    assert all(s.stop - s.start <= tile for s in found) or len(found) == 1


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 400), st.integers(1, 330), st.sampled_from([np.uint8, np.uint16, np.float32]),
       st.sampled_from([1, 2, 3]))
def test_tiled_equals_whole(width: int, height: int, dtype: Any, scale: int) -> None:
    image = noise(width, height, dtype)
    size = (width * scale, height * scale)
    whole = enlarge(image, *size, [Blur(scale)], Silent(), 4096)
    pieces = enlarge(image, *size, [Blur(scale)], Silent(), 96)
    assert pieces.dtype == dtype
    assert pieces.shape == (height * scale, width * scale, 4)
    exact = {np.uint8: 0, np.uint16: 1, np.float32: 1e-6}[dtype]
    assert np.abs(pieces.astype(float) - whole).max() <= exact


@pytest.mark.parametrize(("width", "height"), [(451, 300), (900, 615), (1000, 667), (301, 201)])
def test_any_size_without_a_seam(width: int, height: int) -> None:
    image = noise(300, 200)
    whole = enlarge(image, width, height, [Blur(2), Blur(2)], Silent(), 4096)
    pieces = enlarge(image, width, height, [Blur(2), Blur(2)], Silent(), 80)
    assert whole.shape == (height, width, 4)
    assert np.abs(pieces.astype(int) - whole).max() <= 1
    plain = np.repeat(np.repeat(cv2.GaussianBlur(image[..., :3], (13, 13), 2), 4, 0), 4, 1).astype(np.float32)
    twice = resample.resize(cv2.GaussianBlur(plain, (25, 25), 4), height, width)
    inner = (slice(40, -40), slice(40, -40))
    assert np.abs(twice[inner] - whole[..., :3][inner]).mean() < 2, "it lies where the picture was"


def test_a_panorama_goes_on_at_its_edges() -> None:
    image = noise(300, 90)
    around = enlarge(image, 600, 180, [Blur()], Silent(), 96, wraps=True)
    turned = enlarge(np.roll(image, 150, axis=1), 600, 180, [Blur()], Silent(), 96, wraps=True)
    assert np.array_equal(np.roll(around, 300, axis=1), turned)
    plain = enlarge(image, 600, 180, [Blur()], Silent(), 96)
    assert not np.array_equal(around[:, :2], plain[:, :2])


def test_alpha_apart_and_no_hidden_colours() -> None:
    image = np.zeros((90, 300, 4), np.uint8)
    image[..., :3] = (0, 255, 0)  # green where nobody sees it
    image[:, :150] = (200, 40, 40, 255)
    made = enlarge(image, 600, 180, [Blur()], Silent(), 96)
    assert made[90, 20, 3] == 255
    assert made[90, 560, 3] == 0
    seen = made[20:-20, 20:296][..., :3].astype(int)
    assert np.abs(seen - (200, 40, 40)).max() <= 1
    soft = noise(40, 40)
    soft[..., 3] = np.linspace(0, 255, 40)
    assert np.all(np.diff(enlarge(soft, 80, 80, [Blur()], Silent())[20, :, 3].astype(int)) >= 0)


def test_pieces_are_split_when_memory_runs_out() -> None:
    image = noise(500, 400)
    whole = enlarge(image, 1000, 800, [Blur()], Silent(), 4096)
    tight = Blur(room=150)
    assert np.array_equal(enlarge(image, 1000, 800, [tight], Silent(), 512), whole)
    assert sum(edge > 150 for edge in tight.seen) <= 3, "what did not fit once is not tried again"
    with pytest.raises(MemoryError):
        enlarge(image, 1000, 800, [Blur(room=10)], Silent(), 512)


def test_cancel_between_pieces() -> None:
    class Stop(Silent):
        left = 3

        def step(self, fraction: float, stage: str, preview: Any = None) -> None:
            self.left -= 1
            if self.left < 0:
                raise Cancelled

    inner = Blur()
    with pytest.raises(Cancelled):
        enlarge(noise(500, 400), 1000, 800, [inner], Stop(), 96)
    assert len(inner.seen) < 4


def test_symmetries_are_undone() -> None:
    image = np.random.default_rng(0).random((30, 40, 3)).astype(np.float32)
    inner = Blur(scale=3)
    np.testing.assert_allclose(Averaged(inner)(image), inner(image), atol=1e-5)
    assert Averaged(inner).reach == inner.reach


def test_careful_hands_errors_on() -> None:
    def broken(colours: Any) -> Any:
        raise ValueError("broken")

    broken.scale, broken.reach = 2, 3  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="broken"):
        Careful(broken, 512, lambda: None)(np.zeros((9, 9, 3), np.float32))  # type: ignore[arg-type]


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 400), st.integers(1, 330), st.sampled_from([np.uint8, np.uint16, np.float32]),
       st.sampled_from([(2.0, 2.0), (4.0, 4.0), (1.5, 1.7)]), st.booleans())
def test_strips_are_the_picture(width: int, height: int, dtype: Any, by: tuple[float, float], clear: bool) -> None:
    image = noise(width, height, dtype)
    image[height // 2:, ..., 3] //= 2 if clear else 1
    size = max(round(width * by[0]), 1), max(round(height * by[1]), 1)
    chain = [Blur(2), Blur(2)]
    whole = enlarge(image, *size, chain, Silent(), 112)
    made = [strip.copy() for strip in enlarged(image, *size, chain, Silent(), 112)]
    assert np.array_equal(np.concatenate(made), whole)
    assert height < 200 or len(made) > 1
    assert is_clear(image) is bool(clear and height // 2 < height)


def test_strips_of_low_tiles_meet_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    image = noise(500, 700)
    whole = enlarge(image, 1000, 1400, [Blur()], Silent(), 4096)
    monkeypatch.setattr("inference.enlarge.BAND", 1000 * 4 * 300)
    made = [strip.copy() for strip in enlarged(image, 1000, 1400, [Blur()], Silent(), 512)]
    assert max(map(len, made)) <= 300 < len(whole) / 4
    assert np.array_equal(np.concatenate(made), whole)


def test_strips_tell_by_tile_and_stop_between_tiles() -> None:
    class Stop(Silent):
        told: list[float] = []  # noqa: RUF012
        most = 10**6

        def step(self, fraction: float, stage: str, preview: Any = None) -> None:
            if fraction:
                self.told.append(fraction)
            if len(self.told) > self.most:
                raise Cancelled

    whole = Stop()
    assert sum(map(len, enlarged(noise(500, 400), 1000, 800, [Blur()], whole, 112))) == 800
    assert len(whole.told) > 20
    assert whole.told == sorted(whole.told)
    assert np.allclose(np.diff(whole.told), whole.told[0])
    early, inner = Stop(), Blur()
    early.told, early.most = [], 9
    with pytest.raises(Cancelled):
        list(enlarged(noise(500, 400), 1000, 800, [inner], early, 112))
    assert len(inner.seen) <= 10
